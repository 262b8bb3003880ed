"""Giving a class a lesson to read: what, until when, as practice or as a test."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import joinedload

from accounts import classrooms
from accounts.models import Classroom, Membership, Part, User
from db import db
from lessons.assignment_models import AssignedReading, Assignment
from lessons.models import Attempt, Lesson, Mode, QuizKind, Status


@dataclass(frozen=True, slots=True)
class Terms:
    """What a teacher sets of an assignment; moments that are None set no limit."""

    mode: Mode
    quizzes: Collection[QuizKind]
    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the class's students came to the end of the text, and how many did all that was asked."""

    read: int
    done: int


def assign(classroom: Classroom, lesson: Lesson, terms: Terms, *, by: User, now: datetime) -> Assignment:
    """The lesson for the class; one that it has on the same terms is not given twice, as when a form is sent again."""
    # A change that changes nothing: a second request of the same moment waits here, on SQLite and PostgreSQL alike.
    db.session.execute(update(Classroom).where(Classroom.id == classroom.id).values(name=Classroom.name))
    same = select(Assignment).filter_by(classroom_id=classroom.id, lesson_id=lesson.id, withdrawn_at=None)
    for given in db.session.scalars(same):
        if all(getattr(given, column) == value for column, value in _columns(terms).items()):
            return given
    made = Assignment(classroom=classroom, lesson=lesson, assigned_by_id=by.id, created_at=now)
    db.session.add(made)
    change(made, terms)
    return made


def change(assignment: Assignment, terms: Terms) -> None:
    for column, value in _columns(terms).items():
        setattr(assignment, column, value)
    db.session.flush()


def _columns(terms: Terms) -> dict[str, object]:
    quizzes = [quiz.value for quiz in QuizKind if quiz in terms.quizzes]
    times = {"opens_at": terms.opens_at, "due_at": terms.due_at, "closes_at": terms.closes_at}
    return {"mode": terms.mode, "quizzes": quizzes, **times}


def withdraw(assignment: Assignment, *, now: datetime) -> None:
    """Students do not see it any more; what they did stays, and it can be given again."""
    assignment.withdrawn_at = assignment.withdrawn_at or now
    db.session.flush()


def give_again(assignment: Assignment) -> None:
    assignment.withdrawn_at = None
    db.session.flush()


def assignable(user: User) -> dict[str, str]:
    """Titles by slug of what the teacher may assign: what is in the library, and drafts of their own."""
    rows = db.session.execute(
        select(Lesson.slug, Lesson.title, Lesson.level_label, Lesson.status)
        .where(
            or_(
                Lesson.status == Status.PUBLISHED,
                and_(Lesson.status == Status.DRAFT, Lesson.owner_id == user.id),
            )
        )
        .order_by(Lesson.title, Lesson.level_score, Lesson.id)
    )
    return {
        slug: f"{title} ({level}{', draft' if status is Status.DRAFT else ''})" for slug, title, level, status in rows
    }


def of_class(classroom: Classroom) -> Sequence[Assignment]:
    """All that the class was given, the latest first."""
    return db.session.scalars(
        select(Assignment)
        .options(joinedload(Assignment.lesson).defer(Lesson.text).defer(Lesson.source))
        .where(Assignment.classroom_id == classroom.id)
        .order_by(Assignment.id.desc())
    ).all()


def size(classroom: Classroom) -> int:
    """How many students the class has."""
    return classrooms.sizes([classroom.id]).get(classroom.id, 0)


def progress(classroom: Classroom, given: Sequence[Assignment]) -> dict[int, Progress]:
    """Of each assignment by its id; of those who are students of the class now."""
    students = select(Membership.user_id).where(
        Membership.classroom_id == classroom.id, Membership.part == Part.STUDENT
    )
    ids = [assignment.id for assignment in given]
    readings = db.session.execute(
        select(AssignedReading.assignment_id, AssignedReading.user_id).where(
            AssignedReading.assignment_id.in_(ids),
            AssignedReading.user_id.in_(students),
            AssignedReading.finished_at.is_not(None),
        )
    )
    attempts = db.session.execute(
        select(Attempt.assignment_id, Attempt.user_id, Attempt.quiz).where(
            Attempt.assignment_id.in_(ids), Attempt.user_id.in_(students), Attempt.finished_at.is_not(None)
        )
    )
    read, taken = {(row[0], row[1]) for row in readings}, {(row[0], row[1], row[2]) for row in attempts}
    return {one.id: _progress(one, read, taken) for one in given}


def _progress(given: Assignment, read: set[tuple[int, int]], taken: set[tuple[int | None, int, QuizKind]]) -> Progress:
    readers = {user for assignment, user in read if assignment == given.id}
    takers = {user for assignment, user, _ in taken if assignment == given.id}
    done = {user for user in takers if all((given.id, user, quiz) in taken for quiz in given.required)}
    return Progress(len(readers), len(done if given.required else readers))
