"""Words with several meanings in a lesson: how each is read, and what its teacher says that it means."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, exists, or_, select

from db import db
from lessons import drafts
from lessons.models import Lesson, LessonTerm, Occurrence
from lessons.sense_models import LessonSense
from vocab import glossary, lexemes
from vocab.glossary import EVERYDAY, GENERAL, Entry, Key
from vocab.models import Lexeme


def senses(key: Key) -> tuple[Entry, ...]:
    """The meanings to choose from, the main one first; none where the glossary knows one alone."""
    known = glossary.senses(*key[:2])
    return known if len(known) > 1 else ()


def word_of(lesson: Lesson, lexeme_id: int) -> Lexeme | None:
    """A word of several meanings that stands in the lesson, or that its teacher decided something of."""
    stands = exists().where(Occurrence.lesson_id == lesson.id, Occurrence.lexeme_id == Lexeme.id)
    is_term = exists().where(LessonTerm.lesson_id == lesson.id, LessonTerm.lexeme_id == Lexeme.id)
    lexeme = db.session.scalar(select(Lexeme).where(Lexeme.id == lexeme_id, or_(stands, is_term)))
    return lexeme if lexeme and senses(lexemes.key_of(lexeme)) else None


def chosen(lesson: Lesson, lexeme: Lexeme) -> Lexeme | None:
    """The lexeme of the meaning that the teacher chose for this word."""
    return db.session.scalar(
        select(Lexeme)
        .join(LessonSense, LessonSense.lexeme_id == Lexeme.id)
        .where(LessonSense.lesson_id == lesson.id, Lexeme.lemma == lexeme.lemma, Lexeme.pos == lexeme.pos)
    )


def choose(lesson: Lesson, lexeme: Lexeme, entry: Entry | None) -> int:
    """From now on the word means this wherever it stands in the lesson; None leaves it to the text.

    The number of the meaning's lexeme, or of the word's that was given.
    """
    same_word = select(Lexeme.id).filter_by(lemma=lexeme.lemma, pos=lexeme.pos)
    db.session.execute(
        delete(LessonSense).where(LessonSense.lesson_id == lesson.id, LessonSense.lexeme_id.in_(same_word))
    )
    lexeme_id = lexeme.id
    if entry:
        lexeme_id = lexemes.ensure_terms([entry])[entry.key]
        db.session.add(LessonSense(lesson_id=lesson.id, lexeme_id=lexeme_id))
        if term := db.session.get(LessonTerm, (lesson.id, lexeme_id)):
            term.removed = False
    drafts.read_again(lesson)
    return lexeme_id


def not_medical(lesson: Lesson) -> Sequence[tuple[Lexeme, Entry]]:
    """The words of several meanings that are read here in one that is no term, with it."""
    here = select(Occurrence.lexeme_id).where(Occurrence.lesson_id == lesson.id)
    rows = db.session.scalars(
        select(Lexeme).where(Lexeme.id.in_(here), Lexeme.kind.in_((EVERYDAY, GENERAL))).order_by(Lexeme.lemma)
    )
    known, keys = glossary.entries(), [(row, lexemes.key_of(row)) for row in rows]
    return [(row, known[key]) for row, key in keys if key in known and senses(key)]


def chosen_ids(lesson: Lesson) -> Collection[int]:
    return set(db.session.scalars(select(LessonSense.lexeme_id).filter_by(lesson_id=lesson.id)))
