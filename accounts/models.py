"""Who uses Readwell, and their classes. A reader without an account is a User without a password: a browser's guest."""

import enum
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db import Model, UtcDateTime, now, stored_enum


class Role(enum.Enum):
    LEARNER = "learner"
    TEACHER = "teacher"
    KEEPER = "keeper"


class User(UserMixin, Model):
    __tablename__ = "user_account"  # "user" is a reserved word on PostgreSQL

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str | None] = mapped_column(String(80))
    # The name as it is compared: two people must not differ by capitals alone.
    login: Mapped[str | None] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_is_temporary: Mapped[bool] = mapped_column(default=False)
    # Part of the session: a new password signs out every other browser.
    session_key: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(
        stored_enum(Role),
        default=Role.LEARNER,
    )
    # ISO 639-1 code of the language that glosses are translated into, and the CEFR level below which words are known.
    first_language: Mapped[str | None] = mapped_column(String(8))
    level: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def get_id(self) -> str:
        return self.session_key

    @property
    def is_guest(self) -> bool:
        return self.password_hash is None

    @property
    def can_teach(self) -> bool:
        return self.role in (Role.TEACHER, Role.KEEPER)


class Part(enum.Enum):
    """What somebody is in a class, whatever their role elsewhere."""

    TEACHER = "teacher"
    STUDENT = "student"


class Classroom(Model):
    __tablename__ = "classroom"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    # Eight characters of `classrooms.ALPHABET`; it lets people in while the class is open.
    code: Mapped[str] = mapped_column(String(8), unique=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    # Where its times are told, by its IANA name.
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="classroom", cascade="all, delete-orphan", passive_deletes=True
    )


class Membership(Model):
    __tablename__ = "membership"

    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[Part] = mapped_column(stored_enum(Part))
    # What the class calls them; empty for the name of the account.
    nickname: Mapped[str] = mapped_column(String(80), default="")
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    classroom: Mapped[Classroom] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship()

    @property
    def name(self) -> str:
        return self.nickname or self.user.name or "Somebody"
