"""A text as a class met it: which words were looked up, and which sentences wrong answers lead back to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sqlalchemy import select

from db import db
from lessons.assignment_models import Lookup
from lessons.models import BlockKind, Lesson, Occurrence, Sentence

STEPS = 4


@dataclass(frozen=True, slots=True)
class Miss:
    """A wrong answer of a student to a question whose evidence stands there."""

    user_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text; looked up by `people` students, `times` times together. `shade` runs from 0 to `STEPS`."""

    text: str
    people: int = 0
    times: int = 0
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence after what stands between it and the one before; `misses` wrong answers of `people` students."""

    before: str
    pieces: tuple[Piece, ...]
    misses: int
    people: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or, with `is_item`, an item of a list."""

    is_item: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word stands, and who looked it up there."""

    start: int
    end: int
    people: int
    times: int


def of(lesson: Lesson, lookups: Sequence[Lookup], misses: Sequence[Miss], *, size: int) -> list[Part]:
    """The whole text; a word is shaded by its share of `size`, the number of students looked at."""
    words = _words(lesson, lookups)
    rows = db.session.scalars(select(Sentence).filter_by(lesson_id=lesson.id).order_by(Sentence.position)).all()
    lines = {row.id: _line(lesson, row, words, misses, size=size) for row in rows}
    by_section = {number: list(group) for number, group in groupby(rows, key=lambda row: row.section)}
    return [
        Part(section.heading, tuple(_blocks(lesson, by_section.get(section.position, []), lines)))
        for section in lesson.sections
    ]


def _blocks(lesson: Lesson, rows: Iterable[Sentence], lines: dict[int, Line]) -> Iterator[Block]:
    for _, group in groupby(rows, key=lambda row: row.block):
        block = list(group)
        before = ["", *(lesson.text[one.end : two.start] for one, two in pairwise(block))]
        told = [lines[row.id] for row in block]
        yield Block(
            block[0].block_kind is BlockKind.ITEM,
            tuple(Line(gap, line.pieces, line.misses, line.people) for gap, line in zip(before, told, strict=True)),
        )


def _line(lesson: Lesson, row: Sentence, words: Sequence[Word], misses: Sequence[Miss], *, size: int) -> Line:
    here = [miss for miss in misses if miss.start < row.end and miss.end > row.start]
    inside = [word for word in words if row.start <= word.start and word.end <= row.end]
    pieces = tuple(_pieces(lesson.text, row, inside, size=size))
    return Line("", pieces, len(here), len({miss.user_id for miss in here}))


def _pieces(text: str, row: Sentence, words: Iterable[Word], *, size: int) -> Iterator[Piece]:
    at = row.start
    for word in words:
        yield Piece(text[at : word.start])
        yield Piece(text[word.start : word.end], word.people, word.times, shade(word.people, size=size))
        at = word.end
    yield Piece(text[at : row.end])


def shade(people: int, *, size: int) -> int:
    """From 1 for a few to `STEPS` for all of them."""
    return max(1, min(STEPS, -(-people * STEPS // max(size, 1)))) if people else 0


def _words(lesson: Lesson, lookups: Sequence[Lookup]) -> list[Word]:
    """The places that were looked up, from left to right. Where the text has changed since, a word's first place."""
    rows = db.session.execute(
        select(Occurrence.lexeme_id, Occurrence.start, Occurrence.end)
        .where(Occurrence.lesson_id == lesson.id, Occurrence.lexeme_id.in_({row.lexeme_id for row in lookups}))
        .order_by(Occurrence.start)
    )
    ends: dict[int, dict[int, int]] = defaultdict(dict)
    for lexeme_id, start, end in rows:
        ends[lexeme_id][start] = end
    people, times = defaultdict(set), Counter[tuple[int, int]]()
    for row in lookups:
        if places := ends.get(row.lexeme_id):
            start = row.start if row.start in places else min(places)
            people[start, places[start]].add(row.user_id)
            times[start, places[start]] += row.count
    return [Word(*place, len(people[place]), times[place]) for place in sorted(people)]
