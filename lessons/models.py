"""Texts as lessons: stored once with character offsets, shared by all readers."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from db import Model, UtcDateTime, now, stored_enum
from vocab.models import Gloss, Lexeme


class Status(enum.Enum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class BlockKind(enum.Enum):
    PARAGRAPH = "paragraph"
    ITEM = "item"


class QuizKind(enum.Enum):
    VOCABULARY = "vocabulary"
    COMPREHENSION = "comprehension"


class ItemFormat(enum.Enum):
    """How a question is answered; `lessons.quizzes.Draft` tells what each has."""

    CHOICE = "choice"
    TAP = "tap"
    MATCH = "match"
    TYPED = "typed"


class Mode(enum.Enum):
    """In practice each answer is explained at once and a miss gets another go; an exam tells all at its end."""

    PRACTICE = "practice"
    EXAM = "exam"


class ItemState(enum.Enum):
    GENERATED = "generated"
    APPROVED = "approved"
    REJECTED = "rejected"
    # Made from an earlier version of the text, or with an earlier wording; kept because somebody answered it.
    RETIRED = "retired"


class Origin(enum.Enum):
    GENERATED = "generated"
    TEACHER = "teacher"


class KeyChoice(enum.Enum):
    """Whether a term is key vocabulary: as the text makes it, or as its teacher wants it."""

    AUTOMATIC = "automatic"
    PINNED = "pinned"
    DROPPED = "dropped"


class Lesson(Model):
    __tablename__ = "lesson"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    # What was pasted or uploaded, as it came, and the lines of it that were left out.
    source: Mapped[str] = mapped_column(Text)
    removed: Mapped[list[str]] = mapped_column(JSON, default=list)
    source_note: Mapped[str] = mapped_column(String(300), default="")
    source_url: Mapped[str] = mapped_column(String(500), default="")
    source_author: Mapped[str] = mapped_column(String(200), default="")
    source_licence: Mapped[str] = mapped_column(String(200), default="")
    source_accessed: Mapped[date | None] = mapped_column(Date)
    # Of the text as it came in (`lessons.duplicates`), whatever was edited since.
    fingerprint: Mapped[str] = mapped_column(String(64), default="", index=True)
    status: Mapped[Status] = mapped_column(stored_enum(Status), default=Status.DRAFT, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    adaptation_of_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id", ondelete="SET NULL"), index=True)
    # Made with the form, so that a form sent twice makes one lesson.
    submission: Mapped[str | None] = mapped_column(String(40), unique=True)
    # Grows with every change of what a reader sees; caches and ETags go by it.
    revision: Mapped[int] = mapped_column(default=1)
    word_count: Mapped[int] = mapped_column(default=0)
    cefr: Mapped[str] = mapped_column(String(2))
    level_label: Mapped[str] = mapped_column(String(8))
    level_score: Mapped[float]
    level_reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    # What each abbreviation that the text explains stands for, and those that it never explains: {short, long}.
    abbreviations: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    unexplained: Mapped[list[dict[str, str | None]]] = mapped_column(JSON, default=list)
    # Which glossary and rules it was read with; another one at a start means that it is read again.
    read_with: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner: Mapped[User | None] = relationship()
    sections: Mapped[list["Section"]] = relationship(
        order_by="Section.position", cascade="all, delete-orphan", passive_deletes=True
    )
    items: Mapped[list["Item"]] = relationship(
        order_by="Item.position", cascade="all, delete-orphan", passive_deletes=True
    )


class Section(Model):
    """A stretch of the text under one heading; the first may have none. `start` is where the heading begins."""

    __tablename__ = "section"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(Text, default="")
    start: Mapped[int]
    end: Mapped[int]


class Sentence(Model):
    """One sentence; `block` numbers the paragraph or list item it stands in, over the whole lesson."""

    __tablename__ = "sentence"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    section: Mapped[int]
    block: Mapped[int]
    block_kind: Mapped[BlockKind] = mapped_column(stored_enum(BlockKind))
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]


class Occurrence(Model):
    """A running word or a term in the text. Words inside a term of several words have no row of their own."""

    __tablename__ = "occurrence"
    __table_args__ = (Index("ix_occurrence_lesson_lexeme", "lesson_id", "lexeme_id"),)

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int]
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id"), index=True)


class LessonTerm(Model):
    """A medical term of this lesson and what its teacher decided: added, removed, or glossed in own words."""

    __tablename__ = "lesson_term"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True)
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id"), primary_key=True)
    added: Mapped[bool] = mapped_column(default=False)
    removed: Mapped[bool] = mapped_column(default=False)
    # The words of the text that a teacher named, when they are not the lemma.
    form: Mapped[str] = mapped_column(String(120), default="")
    gloss_id: Mapped[int | None] = mapped_column(ForeignKey("gloss.id", ondelete="SET NULL"))
    # Place among the lesson's key vocabulary, from 0: the one shown, the one found, the one that a teacher gave it.
    key_place: Mapped[int | None]
    key_found: Mapped[int | None]
    key_order: Mapped[int | None]
    key_choice: Mapped[KeyChoice] = mapped_column(stored_enum(KeyChoice), default=KeyChoice.AUTOMATIC)
    # A teacher decided something of it, and the text no longer has it; set aside when the teacher wants it so.
    is_gone: Mapped[bool] = mapped_column(default=False)
    is_set_aside: Mapped[bool] = mapped_column(default=False)

    lexeme: Mapped[Lexeme] = relationship()
    gloss: Mapped[Gloss | None] = relationship()


class Item(Model):
    """One question. `options` and `feedback` are parallel lists of strings, `key` the index of the right option.

    In a match `keys` has the option of each of `prompts`; what may be typed into each gap is in `accept`.
    """

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    quiz: Mapped[QuizKind] = mapped_column(stored_enum(QuizKind))
    type: Mapped[str] = mapped_column(String(40))
    process: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    stem: Mapped[str] = mapped_column(Text)
    passage: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[list[str]] = mapped_column(JSON)
    feedback: Mapped[list[str]] = mapped_column(JSON)
    key: Mapped[int]
    format: Mapped[ItemFormat] = mapped_column(stored_enum(ItemFormat), default=ItemFormat.CHOICE)
    prompts: Mapped[list[str]] = mapped_column(JSON, default=list)
    keys: Mapped[list[int]] = mapped_column(JSON, default=list)
    accept: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    evidence: Mapped[str] = mapped_column(Text)
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    state: Mapped[ItemState] = mapped_column(stored_enum(ItemState), default=ItemState.GENERATED)
    origin: Mapped[Origin] = mapped_column(stored_enum(Origin), default=Origin.GENERATED)
    # What the checks said of this wording: {rule, message, is_fault}.
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    # Numbers the wording from 1; the earlier ones are in `versions`.
    version: Mapped[int] = mapped_column(default=1)
    # A teacher decided something of it or wrote it: it stays, whatever is made of the text.
    is_kept: Mapped[bool] = mapped_column(default=False)
    # Its sentence is no longer in the text, so it is not asked.
    evidence_is_gone: Mapped[bool] = mapped_column(default=False)
    is_set_aside: Mapped[bool] = mapped_column(default=False)
    # Of the making that it came through last.
    seed: Mapped[int | None]

    versions: Mapped[list["ItemVersion"]] = relationship(
        order_by="ItemVersion.number.desc()", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def stays(self) -> bool:
        """Whether it is a teacher's, whatever is made of the text."""
        return self.state is not ItemState.RETIRED and (self.is_kept or self.state is not ItemState.GENERATED)

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes it the same question when the lesson is read again."""
        return (self.quiz, self.type, self.stem, self.passage, self.right)

    @property
    def right(self) -> tuple[str, ...]:
        """The right answer in words: of a choice one, of the others one for each prompt or gap."""
        if self.format is ItemFormat.TYPED:
            return tuple(accepted[0] for accepted in self.accept)
        if self.format is ItemFormat.MATCH:
            return tuple(self.options[key] for key in self.keys)
        return (self.options[self.key],)


class ItemVersion(Model):
    """A wording that a question had before: number `number`, until somebody changed it. `data` is an item_wording."""

    __tablename__ = "item_version"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    changed_by: Mapped[User | None] = relationship()


class Attempt(Model):
    """One taking of a quiz by one reader; `item_ids` keeps the questions and their order as they were."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    # For what a class was given to do; none where the reader took it of their own accord.
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="SET NULL"), index=True)
    quiz: Mapped[QuizKind] = mapped_column(stored_enum(QuizKind))
    item_ids: Mapped[list[int]] = mapped_column(JSON)
    mode: Mapped[Mode] = mapped_column(stored_enum(Mode), default=Mode.PRACTICE)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    lesson: Mapped[Lesson] = relationship()
    responses: Mapped[list["Response"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Response(Model):
    """The answer to one question. The first try alone counts; `second` is what was given after a miss, empty when the
    reader asked for the answer instead.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("attempt_id", "item_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    # Indexes of options, or what was typed; of points, 1 is all right.
    given: Mapped[list[Any]] = mapped_column(JSON)
    points: Mapped[float]
    second: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    second_points: Mapped[float] = mapped_column(default=0.0)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def correct(self) -> bool:
        return self.points >= 1
