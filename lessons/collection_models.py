"""A long document as lessons one after the other, and the work in the background that makes them."""

import enum
from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from db import Model, UtcDateTime, now, stored_enum
from lessons.models import Lesson


class PartState(enum.Enum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class JobKind(enum.Enum):
    COLLECTION = "collection"


class JobState(enum.Enum):
    """FAILED has come to its end, but not all of it could be made; STOPPED was told to wait by its owner."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Collection(Model):
    """Where the document is from stands in columns named as those of a lesson."""

    __tablename__ = "collection"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    # Made with the form, so that a form sent twice makes one collection.
    submission: Mapped[str | None] = mapped_column(String(40), unique=True)
    # Of the whole document, as of a lesson's text.
    fingerprint: Mapped[str] = mapped_column(String(64), default="", index=True)
    source_note: Mapped[str] = mapped_column(String(300), default="")
    source_url: Mapped[str] = mapped_column(String(500), default="")
    source_author: Mapped[str] = mapped_column(String(200), default="")
    source_licence: Mapped[str] = mapped_column(String(200), default="")
    source_accessed: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    owner: Mapped[User | None] = relationship()
    parts: Mapped[list["CollectionPart"]] = relationship(
        order_by="CollectionPart.position", cascade="all, delete-orphan", passive_deletes=True
    )
    job: Mapped["Job"] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class CollectionPart(Model):
    """One part and, when it is made, its lesson; `text` is marked as in the teacher's editor and empty from then on."""

    __tablename__ = "collection_part"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    # The numbers, from 0, of the blocks of `text` that are no part of the document: menus, running heads.
    left_out: Mapped[list[int]] = mapped_column(JSON, default=list)
    word_count: Mapped[int]
    state: Mapped[PartState] = mapped_column(stored_enum(PartState), default=PartState.WAITING)
    # How often somebody began to make it; a part that stops the program must not stop it for ever.
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), unique=True)

    lesson: Mapped[Lesson | None] = relationship()


class Job(Model):
    """What is to be made in the background. `worker` names the one that holds it and tells with `heartbeat_at` that it
    is alive; how far it is stands in the parts.
    """

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[JobKind] = mapped_column(stored_enum(JobKind), default=JobKind.COLLECTION)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"), unique=True)
    state: Mapped[JobState] = mapped_column(stored_enum(JobState), default=JobState.WAITING, index=True)
    worker: Mapped[str] = mapped_column(String(80), default="")
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # How often a worker took it up.
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def is_open(self) -> bool:
        """Whether a worker has it or will take it."""
        return self.state in (JobState.WAITING, JobState.WORKING)
