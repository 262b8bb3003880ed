"""Words that members of a class looked up in a text that they were given: what the heat map shows their teacher."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update

from accounts.models import User
from db import db, insert_new
from lessons.assignment_models import Assignment, Lookup
from lessons.models import Lesson, Occurrence
from lessons.reading import Utf16

# Of one message: a reader taps a word every few seconds, and the page sends what it has after three.
MOST = 100
Place = tuple[int, int]


def note(user: User, given: Sequence[Assignment], lesson: Lesson, places: Sequence[Place], *, now: datetime) -> None:
    """Count each (lexeme, UTF-16 offset of the word) that stands in the lesson; others are passed over."""
    known = _starts(lesson, {lexeme_id for lexeme_id, _ in places})
    for place in places[:MOST]:
        if place in known:
            for assignment in given:
                _count(user, assignment, place[0], known[place], now=now)


def _starts(lesson: Lesson, lexeme_ids: Collection[int]) -> dict[Place, int]:
    """Where the words begin in the text, by lexeme and the offset that a browser has for it."""
    offset = Utf16(lesson.text)
    rows = db.session.execute(
        select(Occurrence.lexeme_id, Occurrence.start).where(
            Occurrence.lesson_id == lesson.id, Occurrence.lexeme_id.in_(lexeme_ids)
        )
    )
    return {(lexeme_id, offset(start)): start for lexeme_id, start in rows}


def _count(user: User, assignment: Assignment, lexeme_id: int, start: int, *, now: datetime) -> None:
    """Statements and no rows in memory: two windows may send at once."""
    row = {"assignment_id": assignment.id, "user_id": user.id, "lexeme_id": lexeme_id, "start": start}
    db.session.execute(insert_new(Lookup).values(**row, count=0, last_at=now))
    db.session.execute(update(Lookup).filter_by(**row).values(count=Lookup.count + 1, last_at=now))
