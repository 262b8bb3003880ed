"""Taking a quiz: one attempt, its answers in order, its result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from accounts import people
from accounts.models import User
from db import db, insert_new
from lessons.models import Attempt, Item, ItemState, Lesson, QuizKind, Response, Status


@dataclass(frozen=True, slots=True)
class Question:
    """One item of an attempt, numbered from 1; `response` is None until it is answered."""

    number: int
    item: Item
    response: Response | None


@dataclass(frozen=True, slots=True)
class Result:
    attempt: Attempt
    right: int
    total: int


def items(lesson: Lesson, quiz: QuizKind) -> Sequence[Item]:
    """The questions that a reader is asked."""
    return db.session.scalars(
        select(Item)
        .filter_by(lesson_id=lesson.id, quiz=quiz, state=ItemState.GENERATED)
        .order_by(Item.position, Item.id)
    ).all()


def counts(lesson: Lesson) -> dict[QuizKind, int]:
    rows = db.session.execute(
        select(Item.quiz, func.count()).filter_by(lesson_id=lesson.id, state=ItemState.GENERATED).group_by(Item.quiz)
    )
    return {row[0]: row[1] for row in rows}


def going_on(user: User, lesson: Lesson) -> dict[QuizKind, Attempt]:
    """The reader's unfinished attempts at this lesson's quizzes, the latest of each."""
    rows = db.session.scalars(
        select(Attempt).filter_by(user_id=user.id, lesson_id=lesson.id, finished_at=None).order_by(Attempt.id)
    )
    return {attempt.quiz: attempt for attempt in rows}


def start(user: User, lesson: Lesson, quiz: QuizKind, *, now: datetime) -> Attempt | None:
    """The reader's unfinished attempt at this quiz, or a new one; None when the quiz has no question."""
    unfinished = going_on(user, lesson).get(quiz)
    asked = [item.id for item in items(lesson, quiz)]
    if unfinished or not asked:
        return unfinished
    attempt = Attempt(user_id=user.id, lesson_id=lesson.id, quiz=quiz, item_ids=asked, started_at=now)
    db.session.add(attempt)
    db.session.flush()
    return attempt


def questions(attempt: Attempt) -> list[Question]:
    found = {item.id: item for item in db.session.scalars(select(Item).where(Item.id.in_(attempt.item_ids)))}
    answers = {response.item_id: response for response in attempt.responses}
    asked = [found[item_id] for item_id in attempt.item_ids if item_id in found]
    return [Question(place + 1, item, answers.get(item.id)) for place, item in enumerate(asked)]


def answer(attempt: Attempt, item: Item, choice: int, *, now: datetime) -> None:
    """Keep the first answer to this question; a second one, sent twice or after going back, changes nothing."""
    row = {
        "attempt_id": attempt.id,
        "item_id": item.id,
        "choice": choice,
        "correct": choice == item.key,
        "answered_at": now,
    }
    db.session.execute(insert_new(Response).values(row))
    db.session.expire(attempt, ["responses"])
    if attempt.finished_at is None and all(question.response for question in questions(attempt)):
        attempt.finished_at = now
    db.session.flush()


def results(user: User) -> list[Result]:
    """The reader's finished attempts at lessons that are in the library, latest first."""
    right = func.count(Response.id).filter(Response.correct.is_(True))
    rows = db.session.execute(
        select(Attempt, right, func.count(Response.id))
        .join(Attempt.lesson)
        .join(Attempt.responses)
        .options(joinedload(Attempt.lesson))
        .where(Attempt.user_id == user.id, Attempt.finished_at.is_not(None), Lesson.status == Status.PUBLISHED)
        .group_by(Attempt.id, Lesson.id)
        .order_by(Attempt.finished_at.desc())
    )
    return [Result(attempt, correct, total) for attempt, correct, total in rows]


@people.moves_reader
def _move(guest: User, account: User) -> None:
    db.session.execute(update(Attempt).where(Attempt.user_id == guest.id).values(user_id=account.id))
