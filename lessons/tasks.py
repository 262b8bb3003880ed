"""An assignment as a student has it: to read, to answer, done, late; and what a test of the class holds back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from accounts.models import Classroom, Membership, Part, User
from db import db, insert_new
from lessons.assignment_models import AssignedReading, Assignment
from lessons.models import Attempt, Lesson, QuizKind, Status


@dataclass(frozen=True, slots=True)
class Task:
    """`taken` has the first finished attempt at each quiz."""

    assignment: Assignment
    reading: AssignedReading | None
    taken: dict[QuizKind, Attempt]

    @property
    def is_read(self) -> bool:
        return self.reading is not None and self.reading.finished_at is not None

    @property
    def done_at(self) -> datetime | None:
        """When the last of the required quizzes was finished; where none is required, when the text was."""
        if not self.assignment.required:
            return self.reading.finished_at if self.reading else None
        moments = [self.taken[quiz].finished_at for quiz in self.assignment.required if quiz in self.taken]
        return max(filter(None, moments)) if len(moments) == len(self.assignment.required) else None

    def is_late(self, *, now: datetime) -> bool:
        due = self.assignment.due_at
        return due is not None and (self.done_at or now) > due

    def state(self, *, now: datetime) -> str:
        if self.done_at:
            return "Done late" if self.is_late(now=now) else "Done"
        if not self.assignment.has_opened(now=now):
            return "Not open yet"
        if self.assignment.has_closed(now=now):
            return "Closed"
        return "Late" if self.is_late(now=now) else "To do"


def of(user: User, *, classroom: Classroom | None = None) -> list[Task]:
    """What the user's classes, or that class, gave them: first what is due first. Not what was withdrawn."""
    query = _given_to(user)
    if classroom:
        query = query.where(Assignment.classroom_id == classroom.id)
    given = db.session.scalars(
        query.options(
            joinedload(Assignment.classroom),
            joinedload(Assignment.lesson).defer(Lesson.text).defer(Lesson.source),
        )
    ).all()
    tasks = [Task(*parts) for parts in _with_progress(user, given)] if given else []
    return sorted(tasks, key=lambda task: (task.assignment.due_at is None, task.assignment.due_at, task.assignment.id))


def to_do(user: User, *, now: datetime) -> list[Task]:
    """What is open and not done."""
    return [task for task in of(user) if task.assignment.is_open(now=now) and not task.done_at]


def may_read(user: User, lesson: Lesson, *, now: datetime) -> bool:
    """Whether a draft was given to a class of the user by its owner, who teaches there, and has opened."""
    if lesson.status is not Status.DRAFT or lesson.owner_id is None:
        return False
    theirs = select(Membership).where(Membership.user_id == user.id)
    parts = {row.classroom_id: row.part for row in db.session.scalars(theirs)}
    given = db.session.scalars(
        select(Assignment)
        .join(Membership, Membership.classroom_id == Assignment.classroom_id)
        .where(
            Assignment.lesson_id == lesson.id,
            Assignment.classroom_id.in_(parts),
            Membership.user_id == lesson.owner_id,
            Membership.part == Part.TEACHER,
        )
    )
    return any(parts[one.classroom_id] is Part.TEACHER or one.has_opened(now=now) for one in given)


def lesson_ids(user: User) -> set[int]:
    """The lessons that were given to a class of which the user is a member."""
    theirs = select(Membership.classroom_id).where(Membership.user_id == user.id)
    return set(db.session.scalars(select(Assignment.lesson_id).where(Assignment.classroom_id.in_(theirs))))


def open_on(user: User, lesson: Lesson, *, now: datetime) -> list[Assignment]:
    """The user's assignments of this lesson that are open, tests first; a guest has none."""
    if user.is_guest:
        return []
    found = db.session.scalars(
        _given_to(user).options(joinedload(Assignment.classroom)).where(Assignment.lesson_id == lesson.id)
    )
    return sorted((one for one in found if one.is_open(now=now)), key=lambda one: (not one.is_exam, one.id))


def by_quiz(user: User, lesson: Lesson, *, now: datetime) -> dict[QuizKind, Assignment]:
    """For which assignment each quiz of the lesson counts if the user takes it now: the first that is not done."""
    found: dict[QuizKind, Assignment] = {}
    given = open_on(user, lesson, now=now)
    taken = _finished(user, given) if given else {}
    for one in given:
        for quiz in one.required:
            if (one.id, quiz) not in taken:
                found.setdefault(quiz, one)
    return found


def held_back(user: User, attempt: Attempt, *, now: datetime) -> Assignment | None:
    """The test for which the user may not see this attempt now: another one shows its answers; or the closed
    assignment that this unfinished attempt is of."""
    current = by_quiz(user, attempt.lesson, now=now).get(attempt.quiz)
    if current and current.is_exam and current.id != attempt.assignment_id:
        return current
    if attempt.assignment_id is None or attempt.finished_at is not None:
        return None
    own = db.session.get_one(Assignment, attempt.assignment_id)
    return own if own.has_closed(now=now) else None


# -- reading


def note_opened(user: User, assignment: Assignment, *, now: datetime) -> None:
    row = {"assignment_id": assignment.id, "user_id": user.id}
    db.session.execute(insert_new(AssignedReading).values(**row, opened_at=now))


def note_read(user: User, assignment: Assignment, *, now: datetime) -> None:
    """The end of the text was reached; the first time counts."""
    note_opened(user, assignment, now=now)
    row = {"assignment_id": assignment.id, "user_id": user.id, "finished_at": None}
    db.session.execute(update(AssignedReading).filter_by(**row).values(finished_at=now))


def _given_to(user: User) -> Select[Assignment]:
    return (
        select(Assignment)
        .join(Membership, Membership.classroom_id == Assignment.classroom_id)
        .where(Membership.user_id == user.id, Membership.part == Part.STUDENT, Assignment.withdrawn_at.is_(None))
    )


def _with_progress(
    user: User, given: Sequence[Assignment]
) -> list[tuple[Assignment, AssignedReading | None, dict[QuizKind, Attempt]]]:
    ids = [one.id for one in given]
    rows = db.session.scalars(
        select(AssignedReading).where(AssignedReading.user_id == user.id, AssignedReading.assignment_id.in_(ids))
    )
    readings, taken = {row.assignment_id: row for row in rows}, _finished(user, given)
    return [
        (one, readings.get(one.id), {quiz: taken[one.id, quiz] for quiz in QuizKind if (one.id, quiz) in taken})
        for one in given
    ]


def _finished(user: User, given: Sequence[Assignment]) -> dict[tuple[int | None, QuizKind], Attempt]:
    """The user's first finished attempt for each assignment and quiz."""
    rows = db.session.scalars(
        select(Attempt)
        .where(
            Attempt.user_id == user.id,
            Attempt.assignment_id.in_([one.id for one in given]),
            Attempt.finished_at.is_not(None),
        )
        .order_by(Attempt.finished_at.desc(), Attempt.id.desc())
    )
    return {(row.assignment_id, row.quiz): row for row in rows}
