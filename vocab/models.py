"""Words: lexemes, what they mean, and what a reader knows of them."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from db import Model, UtcDateTime, now, stored_enum


class WordState(enum.Enum):
    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"


class Lexeme(Model):
    """A lemma of one part of speech in one sense, empty for the main one; `kind` is set for medical terms only."""

    __tablename__ = "lexeme"
    __table_args__ = (UniqueConstraint("lemma", "pos", "sense"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lemma: Mapped[str] = mapped_column(String(120))
    pos: Mapped[str] = mapped_column(String(8))
    sense: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[str | None] = mapped_column(String(2))
    # Zipf frequency of wordfreq: log10 of uses per thousand million words, 0 to 8.
    zipf: Mapped[float] = mapped_column(default=0.0)

    glosses: Mapped[list["Gloss"]] = relationship(back_populates="lexeme")


class Gloss(Model):
    """What a lexeme means in a teacher's own words: for one lesson, which names it, or everywhere.

    What the glossary says is read from its files and not stored.
    """

    __tablename__ = "gloss"
    __table_args__ = (Index("ix_gloss_lexeme_owner", "lexeme_id", "owner_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id", ondelete="CASCADE"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    definition: Mapped[str] = mapped_column(Text)
    is_everywhere: Mapped[bool] = mapped_column(default=False)

    lexeme: Mapped[Lexeme] = relationship(back_populates="glosses")
    owner: Mapped[User] = relationship()


class LearnerWord(Model):
    __tablename__ = "learner_word"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[WordState] = mapped_column(stored_enum(WordState))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    lexeme: Mapped[Lexeme] = relationship()


class Recall(enum.Enum):
    """How it went: the reader knew the word, or is asked again."""

    AGAIN = "again"
    GOOD = "good"


class ReviewSource(enum.Enum):
    REVIEW = "review"
    QUIZ = "quiz"


class ReviewCard(Model):
    """A word that a reader has been asked for: the state in which FSRS keeps it, always as its logs make it."""

    __tablename__ = "review_card"
    __table_args__ = (UniqueConstraint("user_id", "lexeme_id"), Index("ix_review_card_user_due", "user_id", "due"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id", ondelete="CASCADE"))
    # fsrs.State as a number; the step is that of learning or relearning.
    state: Mapped[int] = mapped_column(default=1)
    step: Mapped[int | None]
    # Days after which nine in ten would still know the word; and from 1 (easy) to 10.
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    due: Mapped[datetime] = mapped_column(UtcDateTime)

    lexeme: Mapped[Lexeme] = relationship()
    logs: Mapped[list["ReviewLog"]] = relationship(
        order_by="ReviewLog.number", cascade="all, delete-orphan", passive_deletes=True
    )


class ReviewLog(Model):
    """One answer, as it was given: what every schedule can be made from again. `number` counts a card's from 0."""

    __tablename__ = "review_log"
    __table_args__ = (UniqueConstraint("card_id", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("review_card.id", ondelete="CASCADE"))
    number: Mapped[int]
    recall: Mapped[Recall] = mapped_column(stored_enum(Recall))
    source: Mapped[ReviewSource] = mapped_column(stored_enum(ReviewSource))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
