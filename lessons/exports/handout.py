"""A lesson for paper: its text in paragraphs, and beside each the words explained that are new in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from db import db
from lessons import reading
from lessons.glosses import GlossView
from lessons.models import BlockKind, Lesson, Occurrence, Section, Sentence


@dataclass(frozen=True, slots=True)
class Note:
    """A word explained in the margin; `number` stands by it in the text."""

    number: int
    gloss: GlossView


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `number` is that of its note, at the first place of the word alone."""

    text: str
    is_term: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or a list with its items, and the notes that belong beside it."""

    is_list: bool
    blocks: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    passages: tuple[Passage, ...]


def parts(lesson: Lesson, *, level: str = "") -> list[Part]:
    """The text in its sections. Terms have a note if they have a meaning and are not easier than the reader's level."""
    explained = [view for view in reading.page(lesson).glosses if view.definition or view.words]
    writer = _Writer(lesson, [view for view in explained if not (level and view.level and view.level < level)])
    rows = db.session.scalars(select(Sentence).filter_by(lesson_id=lesson.id).order_by(Sentence.position)).all()
    by_section = {number: list(group) for number, group in groupby(rows, key=lambda row: row.section)}
    return [_part(section, by_section.get(section.position, []), writer) for section in lesson.sections]


def _part(section: Section, rows: Sequence[Sentence], writer: "_Writer") -> Part:
    return Part(section.heading, tuple(writer.passage(blocks) for blocks in _passages(rows)))


def _passages(rows: Iterable[Sentence]) -> Iterator[list[list[Sentence]]]:
    """Each paragraph alone, the items of a list together."""
    for kind, same_kind in groupby(rows, key=lambda row: row.block_kind):
        blocks = [list(group) for _, group in groupby(same_kind, key=lambda row: row.block)]
        yield from ([blocks] if kind is BlockKind.ITEM else ([block] for block in blocks))


class _Writer:
    """Writes the text from its first to its last paragraph, numbering words where they first stand."""

    def __init__(self, lesson: Lesson, views: Sequence[GlossView]) -> None:
        self._text = lesson.text
        self._views = {view.id: view for view in views}
        self._numbers: dict[int, int] = {}
        found = select(Occurrence).where(Occurrence.lesson_id == lesson.id, Occurrence.lexeme_id.in_(list(self._views)))
        self._words = list(db.session.scalars(found.order_by(Occurrence.start)))

    def passage(self, blocks: Sequence[Sequence[Sentence]]) -> Passage:
        before = len(self._numbers)
        written = tuple(tuple(self._block(block[0].start, block[-1].end)) for block in blocks)
        new = list(self._numbers.items())[before:]
        notes = tuple(Note(number, self._views[lexeme_id]) for lexeme_id, number in new)
        return Passage(blocks[0][0].block_kind is BlockKind.ITEM, written, notes)

    def _block(self, at: int, end: int) -> Iterator[Piece]:
        for word in self._words:
            if at <= word.start and word.end <= end:
                yield Piece(self._text[at : word.start])
                yield self._term(word)
                at = word.end
        yield Piece(self._text[at:end])

    def _term(self, word: Occurrence) -> Piece:
        is_new = word.lexeme_id not in self._numbers
        number = self._numbers.setdefault(word.lexeme_id, len(self._numbers) + 1)
        return Piece(self._text[word.start : word.end], is_term=True, number=number if is_new else None)
