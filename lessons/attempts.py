"""Taking a quiz: one attempt, its answers in order, its result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import joinedload

from accounts import people
from accounts.models import User
from db import db, insert_new
from lessons import answers, missed_words
from lessons.assignment_models import Assignment
from lessons.models import Attempt, Item, ItemState, Lesson, Mode, QuizKind, Response, Status
from vocab import review

# Ways of reading that a question may ask for, the easiest first, as PIRLS has them.
PROCESSES = ("locate", "infer", "integrate", "evaluate")
# Of one sitting: a class has ten minutes, and the others are there for the next time.
MOST_ASKED = 12
NOTHING_GIVEN: Mapping[QuizKind, Assignment] = MappingProxyType({})
_ASKED = (Item.state.in_((ItemState.APPROVED, ItemState.GENERATED)), Item.evidence_is_gone.is_(False))


@dataclass(frozen=True, slots=True)
class Question:
    """One item of an attempt, numbered from 1; `response` is None until it is answered."""

    number: int
    item: Item
    response: Response | None
    mode: Mode

    @property
    def may_try_again(self) -> bool:
        """After a first miss in practice, until there is a second answer."""
        return (
            self.response is not None
            and self.mode is Mode.PRACTICE
            and not self.response.correct
            and self.response.second is None
        )

    @property
    def is_done(self) -> bool:
        return self.response is not None and not self.may_try_again


@dataclass(frozen=True, slots=True)
class Result:
    """`points` of `total` questions; half a point is a right word in a wrong form."""

    attempt: Attempt
    points: float
    total: int


def items(lesson: Lesson, quiz: QuizKind) -> Sequence[Item]:
    """The questions that a reader is asked, those that a teacher approved first."""
    approved_first = case((Item.state == ItemState.APPROVED, 0), else_=1)
    return db.session.scalars(
        select(Item)
        .filter_by(lesson_id=lesson.id, quiz=quiz)
        .where(*_ASKED)
        .order_by(approved_first, Item.position, Item.id)
    ).all()


def counts(lesson: Lesson) -> dict[QuizKind, int]:
    rows = db.session.execute(
        select(Item.quiz, func.count()).filter_by(lesson_id=lesson.id).where(*_ASKED).group_by(Item.quiz)
    )
    return {row[0]: row[1] for row in rows}


def going_on(
    user: User, lesson: Lesson, *, given: Mapping[QuizKind, Assignment] = NOTHING_GIVEN
) -> dict[QuizKind, Attempt]:
    """The reader's unfinished attempts at this lesson's quizzes, the latest of each: of a quiz in `given` those for
    that assignment, of another those for none.
    """
    rows = db.session.scalars(
        select(Attempt).filter_by(user_id=user.id, lesson_id=lesson.id, finished_at=None).order_by(Attempt.id)
    )
    wanted = {quiz: given[quiz].id if quiz in given else None for quiz in QuizKind}
    return {attempt.quiz: attempt for attempt in rows if attempt.assignment_id == wanted[attempt.quiz]}


def start(user: User, lesson: Lesson, quiz: QuizKind, *, now: datetime, mode: Mode = Mode.PRACTICE) -> Attempt | None:
    """The reader's unfinished attempt at this quiz, or a new one; None when the quiz has no question."""
    if unfinished := going_on(user, lesson).get(quiz):
        return unfinished
    return _begin(user, lesson, quiz, chosen(user, lesson, quiz), mode=mode, now=now)


def start_given(user: User, lesson: Lesson, quiz: QuizKind, given: Assignment, *, now: datetime) -> Attempt | None:
    """The same for an assignment: in its mode, and with the same questions for the whole class."""
    if unfinished := going_on(user, lesson, given={quiz: given}).get(quiz):
        return unfinished
    asked = items(lesson, quiz)[:MOST_ASKED]
    return _begin(user, lesson, quiz, asked, mode=given.mode, now=now, assignment_id=given.id)


def _begin(
    user: User,
    lesson: Lesson,
    quiz: QuizKind,
    asked: Sequence[Item],
    *,
    mode: Mode,
    now: datetime,
    assignment_id: int | None = None,
) -> Attempt | None:
    if not asked:
        return None
    attempt = Attempt(
        user_id=user.id,
        lesson_id=lesson.id,
        assignment_id=assignment_id,
        quiz=quiz,
        item_ids=[item.id for item in asked],
        mode=mode,
        started_at=now,
    )
    db.session.add(attempt)
    db.session.flush()
    return attempt


def chosen(user: User, lesson: Lesson, quiz: QuizKind) -> Sequence[Item]:
    """What the reader is asked next: questions not met yet come first, then the ones answered longest ago."""
    rows = db.session.execute(
        select(Response.item_id, func.max(Response.answered_at))
        .join(Attempt)
        .where(Attempt.user_id == user.id, Attempt.lesson_id == lesson.id)
        .group_by(Response.item_id)
    )
    last = {row[0]: row[1] for row in rows}
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(items(lesson, quiz), key=lambda item: last.get(item.id, never))[:MOST_ASKED]


def questions(attempt: Attempt) -> list[Question]:
    found = {item.id: item for item in db.session.scalars(select(Item).where(Item.id.in_(attempt.item_ids)))}
    given = {response.item_id: response for response in attempt.responses}
    asked = [found[item_id] for item_id in attempt.item_ids if item_id in found]
    return [Question(place + 1, item, given.get(item.id), attempt.mode) for place, item in enumerate(asked)]


def answer(attempt: Attempt, item: Item, given: list[Any], *, now: datetime) -> None:
    """Keep the first answer to this question; one sent twice or after going back changes nothing.

    Words that it missed come back in the reader's review.
    """
    row = {
        "attempt_id": attempt.id,
        "item_id": item.id,
        "given": given,
        "points": answers.mark(item, given),
        "second_points": 0.0,
        "answered_at": now,
    }
    is_first = db.session.execute(insert_new(Response).values(row).returning(Response.id)).first() is not None
    if is_first and (missed := missed_words.of(item, given)):
        review.missed(db.session.get_one(User, attempt.user_id), missed, now=now)
    _finish(attempt, now=now)


def answer_again(attempt: Attempt, question: Question, given: list[Any], *, now: datetime) -> None:
    """Keep the second answer after a miss; an empty one asks for the right answer. The first alone counts."""
    if question.response and question.may_try_again:
        question.response.second = given
        question.response.second_points = answers.mark(question.item, given) if given else 0.0
        db.session.flush()
    _finish(attempt, now=now)


def _finish(attempt: Attempt, *, now: datetime) -> None:
    db.session.expire(attempt, ["responses"])
    if attempt.finished_at is None and all(question.is_done for question in questions(attempt)):
        attempt.finished_at = now
    db.session.flush()


def by_process(asked: Sequence[Question]) -> dict[str, tuple[float, int]]:
    """Points and number of questions of each way of reading, in the order of `PROCESSES`."""
    found = {
        process: [
            question.response.points for question in asked if question.response and question.item.process == process
        ]
        for process in PROCESSES
    }
    return {process: (sum(points), len(points)) for process, points in found.items() if points}


def results(user: User) -> list[Result]:
    """The reader's finished attempts at lessons that are in the library, latest first."""
    rows = db.session.execute(
        select(Attempt, func.sum(Response.points), func.count(Response.id))
        .join(Attempt.lesson)
        .join(Attempt.responses)
        .options(joinedload(Attempt.lesson))
        .where(Attempt.user_id == user.id, Attempt.finished_at.is_not(None), Lesson.status == Status.PUBLISHED)
        .group_by(Attempt.id, Lesson.id)
        .order_by(Attempt.finished_at.desc())
    )
    return [Result(attempt, points, total) for attempt, points, total in rows]


@people.moves_reader
def _move(guest: User, account: User) -> None:
    db.session.execute(update(Attempt).where(Attempt.user_id == guest.id).values(user_id=account.id))
