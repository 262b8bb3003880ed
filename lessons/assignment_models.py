"""What a class is given to read, and what its members did with it."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Classroom
from db import Model, UtcDateTime, now, stored_enum
from lessons.models import Lesson, Mode, QuizKind


class Assignment(Model):
    """A lesson for a class. It is open from `opens_at` to `closes_at`, for ever where one of them is not set."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_classroom_lesson", "classroom_id", "lesson_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    mode: Mapped[Mode] = mapped_column(stored_enum(Mode), default=Mode.PRACTICE)
    # Values of QuizKind: those that must be done.
    quizzes: Mapped[list[str]] = mapped_column(JSON, default=list)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Taken back: students do not see it any more, its results stay.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    classroom: Mapped[Classroom] = relationship()
    lesson: Mapped[Lesson] = relationship()

    @property
    def required(self) -> tuple[QuizKind, ...]:
        return tuple(quiz for quiz in QuizKind if quiz.value in self.quizzes)

    @property
    def is_exam(self) -> bool:
        return self.mode is Mode.EXAM

    def has_opened(self, *, now: datetime) -> bool:
        return self.withdrawn_at is None and (self.opens_at is None or self.opens_at <= now)

    def has_closed(self, *, now: datetime) -> bool:
        return self.withdrawn_at is not None or (self.closes_at is not None and self.closes_at <= now)

    def is_open(self, *, now: datetime) -> bool:
        return self.has_opened(now=now) and not self.has_closed(now=now)


class AssignedReading(Model):
    """That a member opened the text of an assignment, and that they came to its end."""

    __tablename__ = "assigned_reading"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Lookup(Model):
    """How often a member opened the gloss of this word at this place of the assigned text."""

    __tablename__ = "lookup"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id", ondelete="CASCADE"), primary_key=True, index=True)
    # The character of the lesson's text at which the word began then.
    start: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
