"""Where a word stands in the library, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Select, func, select

from db import db
from lessons.models import Lesson, Occurrence, Sentence, Status
from vocab.models import Lexeme


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a published lesson; `pieces` are its stretches in order, True where it is the word."""

    lesson: Lesson
    position: int
    pieces: tuple[tuple[str, bool], ...]


def count(lexeme_ids: Sequence[int]) -> int:
    """How many sentences of the library have one of these words."""
    return db.session.scalar(select(func.count()).select_from(_sentences(lexeme_ids).subquery())) or 0


def lines(lexeme_ids: Sequence[int], *, page: int, size: int) -> list[Line]:
    """One page of the sentences that have one of these words, from the easiest lesson to the hardest."""
    here = _sentences(lexeme_ids).limit(size).offset((page - 1) * size).subquery()
    rows = db.session.execute(
        select(Lesson, Sentence, Occurrence.start, Occurrence.end)
        .join(Sentence, Sentence.lesson_id == Lesson.id)
        .join(here, here.c.id == Sentence.id)
        .join(
            Occurrence,
            (Occurrence.lesson_id == Lesson.id)
            & (Occurrence.start >= Sentence.start)
            & (Occurrence.start < Sentence.end)
            & Occurrence.lexeme_id.in_(lexeme_ids),
        )
        .order_by(Lesson.level_score, Lesson.id, Sentence.position, Occurrence.start)
    )
    return [
        Line(lesson, sentence.position, _pieces(lesson.text, sentence, [(start, end) for *_, start, end in found]))
        for (lesson, sentence), found in groupby(rows, key=lambda row: (row[0], row[1]))
    ]


def around(lesson: Lesson, position: int) -> list[str]:
    """The lemmas of the paragraph of a sentence: what tells one sense of a word from another. Empty without it."""
    sentence = db.session.scalar(select(Sentence).filter_by(lesson_id=lesson.id, position=position))
    if sentence is None:
        return []
    block = select(func.min(Sentence.start), func.max(Sentence.end)).filter_by(
        lesson_id=lesson.id, block=sentence.block
    )
    start, end = db.session.execute(block).one()
    here = Occurrence.start.between(start, end - 1)
    words = select(Lexeme.lemma).join(Occurrence, Occurrence.lexeme_id == Lexeme.id)
    return list(db.session.scalars(words.where(Occurrence.lesson_id == lesson.id, here)))


def _sentences(lexeme_ids: Sequence[int]) -> Select[int]:
    return (
        select(Sentence.id)
        .join(Lesson, Sentence.lesson_id == Lesson.id)
        .join(
            Occurrence,
            (Occurrence.lesson_id == Sentence.lesson_id)
            & (Occurrence.start >= Sentence.start)
            & (Occurrence.start < Sentence.end),
        )
        .where(Lesson.status == Status.PUBLISHED, Occurrence.lexeme_id.in_(lexeme_ids))
        .group_by(Sentence.id, Lesson.level_score, Lesson.id, Sentence.position)
        .order_by(Lesson.level_score, Lesson.id, Sentence.position)
    )


def _pieces(text: str, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    found, at = [], sentence.start
    for start, end in spans:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*found, (text[at : sentence.end], False)) if piece[0])
