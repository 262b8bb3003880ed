"""What a teacher decided of a lesson, and the text has no place for any more: told, removed or kept for later."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import joinedload

from db import db
from lessons import item_keeping
from lessons.analysis import Analysis
from lessons.models import Item, ItemState, KeyChoice, Lesson, LessonTerm, Occurrence, Origin
from lessons.sense_models import LessonSense
from vocab import glossary, lexemes
from vocab.matching import Matcher


class Kind(enum.Enum):
    QUESTION = "question"
    TERM = "term"
    SENSE = "sense"


@dataclass(frozen=True, slots=True)
class Leftover:
    """`number` is that of the question or the lexeme; `told` says what was decided of it, a sentence each."""

    kind: Kind
    number: int
    name: str
    told: tuple[str, ...]
    row: Item | LessonTerm | LessonSense

    @property
    def is_set_aside(self) -> bool:
        return self.row.is_set_aside


def is_decided(term: LessonTerm) -> bool:
    """Whether a teacher decided anything of it, so that it stays whatever is found in the text."""
    is_automatic = term.key_choice in (None, KeyChoice.AUTOMATIC)  # None before the row is stored
    return bool(term.added or term.removed or term.gloss_id) or not is_automatic


def note(lesson: Lesson, read: Analysis) -> None:
    """Mark the terms for which the text, as it was read and stored now, has no place."""
    here = set(db.session.scalars(select(Occurrence.lexeme_id).filter_by(lesson_id=lesson.id)))
    for term in db.session.scalars(select(LessonTerm).filter_by(lesson_id=lesson.id)):
        stands = _stands(term, read) if term.removed else term.lexeme_id in here
        term.is_gone = not stands and is_decided(term)
        term.is_set_aside = term.is_set_aside and term.is_gone
    for sense in db.session.scalars(select(LessonSense).where(LessonSense.lesson_id == lesson.id, _is_met())):
        sense.is_set_aside = False
    db.session.flush()


def of(lesson: Lesson) -> list[Leftover]:
    """Questions first, then terms, then senses; those set aside too."""
    return [*_questions(lesson), *_terms(lesson), *_senses(lesson)]


def count(lesson: Lesson) -> int:
    """How many the teacher has not been told of, or has not settled."""
    return sum(not each.is_set_aside for each in of(lesson))


def find(lesson: Lesson, kind: Kind, number: int) -> Leftover | None:
    return next((each for each in of(lesson) if (each.kind, each.number) == (kind, number)), None)


def set_aside(leftover: Leftover) -> None:
    """Keep it in case its words come back, and speak of it no more."""
    leftover.row.is_set_aside = True
    db.session.flush()


def remove(lesson: Lesson, leftover: Leftover) -> None:
    """Forget what was decided."""
    row = leftover.row
    if isinstance(row, Item):
        row.is_kept = False
        item_keeping.drop(row, was_asked=item_keeping.was_handed_out(lesson.id))
    else:
        gloss = row.gloss if isinstance(row, LessonTerm) else None
        db.session.delete(row)
        db.session.flush()
        if gloss:
            db.session.delete(gloss)
    lesson.revision += 1
    db.session.flush()


def _stands(term: LessonTerm, read: Analysis) -> bool:
    """Whether the words of a term that is left out stand in the text."""
    entry = lexemes.explained(term.lexeme, "", variants=(term.form,) if term.form else ())
    matcher = Matcher([entry])
    return any(
        matcher.at(sentence.tokens, place) for sentence in read.sentences for place in range(len(sentence.tokens))
    )


# -- what they say


def _questions(lesson: Lesson) -> Iterator[Leftover]:
    """A rejected question is not asked anyway."""
    items = db.session.scalars(
        select(Item).filter_by(lesson_id=lesson.id, evidence_is_gone=True).order_by(Item.position, Item.id)
    )
    for item in items:
        if item.stays and item.state is not ItemState.REJECTED:
            told = (_said_of(item), f"Its sentence is gone: “{item.evidence}”")
            yield Leftover(Kind.QUESTION, item.id, item.stem, told, item)


def _said_of(item: Item) -> str:
    if item.origin is Origin.TEACHER:
        return "You wrote this question."
    if item.version > 1:
        return "You edited this question."
    return "You approved this question." if item.state is ItemState.APPROVED else "You kept this question."


def _terms(lesson: Lesson) -> Iterator[Leftover]:
    terms = db.session.scalars(
        select(LessonTerm)
        .options(joinedload(LessonTerm.lexeme), joinedload(LessonTerm.gloss))
        .filter_by(lesson_id=lesson.id, is_gone=True)
    )
    for term in sorted(filter(is_decided, terms), key=lambda term: term.lexeme.lemma.casefold()):
        yield Leftover(Kind.TERM, term.lexeme_id, term.form or term.lexeme.lemma, tuple(_decided(term)), term)


def _decided(term: LessonTerm) -> Iterator[str]:
    if term.removed:
        yield "You left this term out."
    elif term.added:
        yield "You added this term."
    if term.gloss:
        yield f"You explained it: “{term.gloss.definition}”"
    if term.key_choice is KeyChoice.PINNED:
        yield "You made it a key word."
    if term.key_choice is KeyChoice.DROPPED:
        yield "You took it out of the key words."


def _senses(lesson: Lesson) -> Iterator[Leftover]:
    senses = db.session.scalars(
        select(LessonSense)
        .options(joinedload(LessonSense.lexeme))
        .where(LessonSense.lesson_id == lesson.id, ~_is_met(), ~_is_left_out())
    )
    for sense in sorted(senses, key=lambda sense: sense.lexeme.lemma.casefold()):
        entry = glossary.entries().get(lexemes.key_of(sense.lexeme))
        meaning = f": “{entry.definition}”" if entry else "."
        told = (f"You chose what it means here{meaning}",)
        yield Leftover(Kind.SENSE, sense.lexeme_id, sense.lexeme.lemma, told, sense)


def _is_left_out() -> Exists:
    """Whether the teacher does not want the word as a term: then it is nowhere found in this sense."""
    same = (LessonTerm.lesson_id == LessonSense.lesson_id, LessonTerm.lexeme_id == LessonSense.lexeme_id)
    return exists().where(*same, LessonTerm.removed.is_(True))


def _is_met() -> Exists:
    """Whether the word stands in the lesson in the chosen sense."""
    here = (Occurrence.lesson_id == LessonSense.lesson_id, Occurrence.lexeme_id == LessonSense.lexeme_id)
    return exists().where(*here)
