"""A long document cut into parts of a lesson's length. Pure: blocks in, the same blocks in the same order out."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def _joined(chunks: list[Chunk]) -> list[Chunk]:
    """Join what is too small to a neighbour: rather below one heading than across it, rather to the smaller one."""
    while (place := _to_join(chunks)) is not None:
        chunks = [*chunks[:place], [*chunks[place], *chunks[place + 1]], *chunks[place + 2 :]]
    return chunks


def _to_join(chunks: Sequence[Chunk]) -> int | None:
    """The first of the two chunks to be joined next."""
    sizes = [words_of(chunk) for chunk in chunks]
    small = (place for place in sorted(range(len(sizes)), key=sizes.__getitem__) if sizes[place] < SMALL)
    for place in small:
        pairs = [first for first in (place - 1, place) if 0 <= first < len(chunks) - 1]
        fits = [first for first in pairs if sizes[first] + sizes[first + 1] <= LARGE or sizes[place] < LEAST]
        if fits:
            return min(fits, key=lambda first: (-_rank(chunks[first + 1][0]), sizes[first] + sizes[first + 1]))
    return None


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
    left = words_of(chunk)
    while left > LARGE and (at := _cutting_place(chunk, left / round(left / TARGET))):
        yield chunk[:at]
        chunk = chunk[at:]
        left = words_of(chunk)
    yield chunk


def _cutting_place(chunk: Chunk, wanted: float) -> int | None:
    """Before which block to cut, so that about so many words stand before it; none where every cut leaves a crumb."""
    total, before = words_of(chunk), 0
    best, least = None, math.inf
    for place, block in enumerate(chunk[1:], 1):
        before += len(chunk[place - 1].text.split())
        if chunk[place - 1].kind == "heading" or not LEAST <= before <= total - LEAST:
            continue
        cost = abs(before - wanted) + {"heading": 0, "item": AT_ITEM}.get(block.kind, AT_PARAGRAPH)
        if cost < least:
            best, least = place, cost
    return best
