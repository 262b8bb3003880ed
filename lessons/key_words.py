"""The key vocabulary of a lesson: the words found to be worth knowing first, as its teacher pins, drops and orders."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from db import db
from lessons.models import KeyChoice, Lesson, LessonTerm


def arrange(lesson: Lesson) -> None:
    """Number the key words as readers see them; to be done whenever anything of it has changed."""
    terms = _terms(lesson)
    places = {term.lexeme_id: place for place, term in enumerate(sorted(filter(_is_key, terms), key=_order))}
    for term in terms:
        term.key_place = places.get(term.lexeme_id)
    db.session.flush()


def shown(lesson: Lesson) -> list[LessonTerm]:
    """The key words, in order."""
    found = [term for term in _terms(lesson) if term.key_place is not None and not term.removed]
    return sorted(found, key=lambda term: term.key_place or 0)


def dropped(lesson: Lesson) -> list[LessonTerm]:
    """The words that would be among them had the teacher not dropped them."""
    return [
        term
        for term in _terms(lesson)
        if term.key_choice is KeyChoice.DROPPED and term.key_found is not None and not term.removed
    ]


def is_automatic(lesson: Lesson) -> bool:
    """Whether the teacher decided nothing of them."""
    return all(term.key_choice is KeyChoice.AUTOMATIC and term.key_order is None for term in _terms(lesson))


def move(lesson: Lesson, term: LessonTerm, *, by: int) -> None:
    """Up by -1, down by 1. Nothing changes at the ends, or where the term is no key word."""
    listed = shown(lesson)
    place = listed.index(term) + by if term in listed else -1
    if 0 <= place < len(listed):
        listed.remove(term)
        listed.insert(place, term)
        _put_in_order(listed)
        _changed(lesson)


def pin(lesson: Lesson, term: LessonTerm) -> None:
    """The term is a key word whatever else is found; a new one comes last."""
    listed = shown(lesson)
    if term not in listed:
        _put_in_order([*listed, term])
    term.key_choice = KeyChoice.PINNED
    _changed(lesson)


def drop(lesson: Lesson, term: LessonTerm) -> None:
    term.key_choice, term.key_order = KeyChoice.DROPPED, None
    _changed(lesson)


def leave_to_text(lesson: Lesson, term: LessonTerm) -> None:
    """Take a pin or a drop back."""
    term.key_choice = KeyChoice.AUTOMATIC
    _changed(lesson)


def leave_all_to_text(lesson: Lesson) -> None:
    """Take all pins and drops back, and the order."""
    as_found = {"key_choice": KeyChoice.AUTOMATIC, "key_order": None}
    db.session.execute(update(LessonTerm).filter_by(lesson_id=lesson.id).values(as_found))
    _changed(lesson)


def _is_key(term: LessonTerm) -> bool:
    if term.removed or term.is_gone or term.key_choice is KeyChoice.DROPPED:
        return False
    return term.key_choice is KeyChoice.PINNED or term.key_found is not None


def _order(term: LessonTerm) -> tuple[bool, int, bool, int, int]:
    """Those that the teacher ordered, then the others as found."""
    return (
        term.key_order is None,
        term.key_order or 0,
        term.key_found is None,
        term.key_found or 0,
        term.lexeme_id,
    )


def _put_in_order(terms: Sequence[LessonTerm]) -> None:
    for place, term in enumerate(terms):
        term.key_order = place


def _changed(lesson: Lesson) -> None:
    lesson.revision += 1
    db.session.flush()
    arrange(lesson)


def _terms(lesson: Lesson) -> Sequence[LessonTerm]:
    return db.session.scalars(
        select(LessonTerm)
        .options(joinedload(LessonTerm.lexeme))
        .filter_by(lesson_id=lesson.id)
        .order_by(LessonTerm.lexeme_id)
    ).all()
