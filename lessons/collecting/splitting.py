"""A long document cut into parts of a lesson's length. Pure: blocks in, the same blocks in the same order out."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate

from lessons.importing.blocks import Block

# Words of a part: what is aimed at, below what neighbours are joined, above what a part is cut at its paragraphs.
TARGET, SMALL, LARGE = 700, 350, 1_200
# Less than this never stands alone, however long its neighbours are.
LEAST = 100
# How many words off the mark a cut may be for a better place: a heading is best, the middle of a list worst.
AT_PARAGRAPH, AT_ITEM = 80, 300
# Lines of a plain text that look like headings say nothing of their level: they stand below all marked ones.
UNMARKED = 7


@dataclass(frozen=True, slots=True)
class Part:
    """`heading` is the one that names it, empty where there is none; `number` counts parts under one heading from 1."""

    heading: str
    blocks: tuple[Block, ...]
    number: int = 1

    @property
    def words(self) -> int:
        return words_of(self.blocks)


Chunk = list[Block]


def split(blocks: Sequence[Block]) -> list[Part]:
    """Parts of about 700 words, cut at headings where that is possible and never inside a block."""
    chunks = _joined(_at_headings(blocks))
    return [part for chunk in chunks for part in _parts(chunk)]


def words_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


# -- at headings


def _at_headings(blocks: Sequence[Block]) -> list[Chunk]:
    """Cut at the headings of the level, and those above it, that gives parts nearest to the target."""
    levels = sorted({_rank(block) for block in blocks if block.kind == "heading"})
    cuts = [_cut(blocks, level) for level in levels]
    return min(cuts, key=_distance, default=[list(blocks)] if blocks else [])


def _cut(blocks: Sequence[Block], level: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    for place, block in enumerate(blocks):
        begins = _rank(block) <= level and (place == 0 or blocks[place - 1].kind != "heading")
        if begins or not chunks:
            chunks.append([])
        chunks[-1].append(block)
    return chunks


def _distance(chunks: Sequence[Chunk]) -> float:
    """How far the chunks are from the target on the whole; half of it is as far as twice."""
    sizes = [max(words_of(chunk), 1) for chunk in chunks]
    return sum(size * abs(math.log(size / TARGET)) for size in sizes) / sum(sizes)


def _rank(block: Block) -> int:
    """1 for a top heading; more than any heading has for what is none."""
    return (block.level or UNMARKED) if block.kind == "heading" else UNMARKED + 1


# -- small neighbours


def _joined(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join what is too small to a neighbour: rather below one heading than across it, rather to the smaller one.

    The smallest goes first. Neighbours only grow, so one that finds no place never will, and is not asked again.
    """
    row = _Row(chunks)
    small = [(size, place) for place, size in enumerate(row.sizes) if size < SMALL]
    heapify(small)
    while small:
        size, place = heappop(small)
        if row.sizes[place] == size and (first := row.to_join(place)) is not None:
            row.join(first)
            if row.sizes[first] < SMALL:
                heappush(small, (row.sizes[first], first))
    return row.chunks()


class _Row:
    """Chunks in a row, each at the place where it began; what is joined to the one before it leaves its place empty."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.sizes: list[int] = [words_of(chunk) for chunk in chunks]
        self._chunks: list[Chunk] = [list(chunk) for chunk in chunks]
        self._after = [*range(1, len(chunks)), None] if chunks else []
        self._before = [None, *range(len(chunks) - 1)] if chunks else []

    def chunks(self) -> list[Chunk]:
        return [chunk for chunk in self._chunks if chunk]

    def to_join(self, place: int) -> int | None:
        """The first of the two chunks to be joined so that this one is no longer too small."""
        pairs = [first for first in (self._before[place], place) if first is not None]
        fits = [first for first in pairs if self._fits(first, place)]
        return min(fits, key=self._cost, default=None)

    def join(self, first: int) -> None:
        """With the one after it."""
        second = self._after[first]
        if second is None:
            raise ValueError(f"nothing stands after chunk {first}")
        self._chunks[first] += self._chunks[second]
        self.sizes[first] += self.sizes[second]
        self._chunks[second], self.sizes[second] = [], 0
        self._after[first] = following = self._after[second]
        if following is not None:
            self._before[following] = first

    def _fits(self, first: int, place: int) -> bool:
        second = self._after[first]
        if second is None:
            return False
        return self.sizes[first] + self.sizes[second] <= LARGE or self.sizes[place] < LEAST

    def _cost(self, first: int) -> tuple[int, int]:
        second = self._after[first] or 0
        return -_rank(self._chunks[second][0]), self.sizes[first] + self.sizes[second]


# -- large ones


def _parts(chunk: Chunk) -> Iterator[Part]:
    """The chunk as one part, or as several that are cut at its paragraphs."""
    heading, number = "", 0
    for piece in _pieces(chunk):
        own = _own_heading(piece, anywhere=not number)
        number = number + 1 if number and not own else 1
        heading = own or heading
        yield Part(heading, tuple(piece), number)


def _own_heading(piece: Chunk, *, anywhere: bool) -> str:
    """The heading that the piece begins with; of a first piece that begins with none, the first inside."""
    headings = [block.text for block in (piece if anywhere else piece[:1]) if block.kind == "heading"]
    return " ".join(headings[0].split()) if headings else ""


def _pieces(chunk: Chunk) -> Iterator[Chunk]:
    """`ends` counts the words up to and with each block; cuts are looked for in it and not in the text."""
    ends = list(accumulate(len(block.text.split()) for block in chunk))
    begin, before = 0, 0
    while (left := ends[-1] - before) > LARGE:
        at = _cutting_place(chunk, ends, begin, before + left / round(left / TARGET))
        if at is None:
            break
        yield chunk[begin:at]
        begin, before = at, ends[at - 1]
    yield chunk[begin:]


def _cutting_place(chunk: Chunk, ends: Sequence[int], begin: int, wanted: float) -> int | None:
    """Before which block to cut, so that `ends` is about so high there; none where every cut leaves a crumb."""
    start = ends[begin - 1] if begin else 0
    first, last = bisect_left(ends, start + LEAST, begin), bisect_right(ends, ends[-1] - LEAST)
    places = (place for place in range(first + 1, last + 1) if chunk[place - 1].kind != "heading")
    best, least = None, math.inf
    for place in places:
        if ends[place - 1] - start > LARGE:
            return place if best is None else best
        kind = chunk[place].kind
        cost = abs(ends[place - 1] - wanted) + {"heading": 0, "item": AT_ITEM}.get(kind, AT_PARAGRAPH)
        if cost < least:
            best, least = place, cost
    return best
