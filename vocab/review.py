"""The review of a reader's words: which are asked today, what an answer changes, and what a quiz adds.

A word that is being learned is asked; it has a card from its first answer on. Days are those of UTC.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select

from accounts.models import User
from db import db
from vocab import dictionary, glossary, lexemes, spacing, words
from vocab import review_cards as cards
from vocab.models import LearnerWord, Lexeme, Recall, ReviewCard, ReviewLog, ReviewSource, WordState
from vocab.spacing import Answer

DAILY = 20
DAILY_NEW = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """The words to ask today, in order; `next_day` is when something comes after them, None when nothing does."""

    lexeme_ids: tuple[int, ...]
    next_day: date | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence with the word in it: `pieces` are its stretches, True where it is the word, and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    title: str
    slug: str
    position: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One card as the reader sees it; `seen` counts its answers until now, so that a form sent twice counts once."""

    lexeme: Lexeme
    seen: int
    meaning: str
    translation: str
    sentence: Quoted | None


@dataclass(frozen=True, slots=True)
class Last:
    """The reader's latest answer of today, which can be undone."""

    log_id: int
    lexeme: Lexeme
    why: str


# What finds a sentence with the word for this reader (this package knows no lessons).
Finder = Callable[[User, int], Quoted | None]
_finders: list[Finder] = []


def finds_sentences(finder: Finder) -> Finder:
    """Register what finds a sentence with a word in the lessons that the reader may see."""
    _finders.append(finder)
    return finder


def plan(user: User, *, now: datetime) -> Plan:
    """What is asked today. Due cards beyond the day's twenty wait for the next, the most urgent going first."""
    asked = {row.card_id: row.first == 0 for row in db.session.execute(_asked(user, now))}
    theirs = db.session.scalars(_learning_cards(user)).all()
    due = [card for card in theirs if card.due.date() <= now.date()]
    again = sorted((card for card in due if card.id in asked), key=lambda card: card.due)
    waiting = sorted((card for card in due if card.id not in asked), key=lambda card: -_urgency(card, now))
    fresh = db.session.scalars(_new_words(user)).all()
    rooms = _rooms(done=len(asked), done_new=sum(asked.values()), waiting=len(waiting), fresh=len(fresh))
    later = [card.due.date() for card in theirs if card.due.date() > now.date()]
    if len(waiting) + len(fresh) > rooms.total:
        later.append(now.date() + timedelta(days=1))
    today = (
        *(card.lexeme_id for card in waiting[: rooms.due]),
        *fresh[: rooms.new],
        *(card.lexeme_id for card in again),
    )
    return Plan(today, min(later, default=None))


def count_left(user: User, *, now: datetime) -> int:
    """How many words `plan` has; one question to the database, as every page shows it."""
    asked = _asked(user, now).subquery()
    due = _learning_cards(user).where(ReviewCard.due < cards.midnight(now) + timedelta(days=1)).subquery()
    is_again = due.c.id.in_(select(asked.c.card_id))
    counts = (
        select(func.count()).select_from(asked),
        select(func.count()).select_from(asked).where(asked.c.first == 0),
        select(func.count()).select_from(due).where(is_again),
        select(func.count()).select_from(due).where(~is_again),
        select(func.count()).select_from(_new_words(user).subquery()),
    )
    done, done_new, again, waiting, fresh = db.session.execute(
        select(*(each.scalar_subquery() for each in counts))
    ).one()
    return again + _rooms(done=done, done_new=done_new, waiting=waiting, fresh=fresh).total


def shown(user: User, lexeme_id: int) -> Shown:
    lexeme = db.session.get_one(Lexeme, lexeme_id)
    card = cards.find(user, lexeme_id)
    entry = glossary.entries().get(lexemes.key_of(lexeme))
    return Shown(
        lexeme,
        len(card.logs) if card else 0,
        lexemes.meanings([lexeme]).get(lexeme_id) or _from_dictionary(lexeme),
        entry.translations.get(user.first_language or "", "") if entry else "",
        next(filter(None, (find(user, lexeme_id) for find in _finders)), None),
    )


def answer(user: User, lexeme_id: int, recall: Recall, *, seen: int, now: datetime) -> bool:
    """Keep an answer to a card that had `seen` answers; False for no word to learn, or one answered meanwhile."""
    learning = select(LearnerWord).filter_by(user_id=user.id, lexeme_id=lexeme_id, state=WordState.LEARNING)
    card = cards.find(user, lexeme_id)
    if db.session.scalar(learning) is None or seen != (len(card.logs) if card else 0):
        return False
    return cards.add_log(card or cards.find_or_add(user, lexeme_id, now=now), Answer(now, recall))


def missed(user: User, lexeme_ids: Collection[int], *, now: datetime) -> None:
    """A wrong answer in a quiz about these words: each is to be learned and counts as Again, at most once a day."""
    for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.id.in_(lexeme_ids)).order_by(Lexeme.id)):
        words.set_state(user, lexeme, WordState.LEARNING, now=now)
        card = cards.find_or_add(user, lexeme.id, now=now)
        if not any(log.source is ReviewSource.QUIZ and log.answered_at.date() == now.date() for log in card.logs):
            cards.add_log(card, Answer(now, Recall.AGAIN, ReviewSource.QUIZ))


def last(user: User, *, now: datetime) -> Last | None:
    """The latest answer of today, with the reason for the next date."""
    log = _last_log(user, now)
    if log is None:
        return None
    card = cards.by_id(log.card_id)
    return Last(log.id, card.lexeme, spacing.why(cards.answers(card), due=card.due))


def undo(user: User, log_id: int, *, now: datetime) -> bool:
    """Take back the latest answer of today; False when it is another one by now."""
    log = _last_log(user, now)
    if log is None or log.id != log_id:
        return False
    cards.take_back(log)
    return True


def _from_dictionary(lexeme: Lexeme) -> str:
    sense = dictionary.choose(lexeme.lemma, lexeme.pos, ())
    return sense.definition if sense else ""


def _urgency(card: ReviewCard, now: datetime) -> float:
    return spacing.urgency(due=card.due, stability=card.stability, now=now)


@dataclass(frozen=True, slots=True)
class _Rooms:
    """How many cards and how many new words the day still takes."""

    due: int
    new: int

    @property
    def total(self) -> int:
        return self.due + self.new


def _rooms(*, done: int, done_new: int, waiting: int, fresh: int) -> _Rooms:
    room = max(DAILY - done, 0)
    return _Rooms(min(room, waiting), min(max(min(room - waiting, DAILY_NEW - done_new), 0), fresh))


def _learning_cards(user: User) -> Select[ReviewCard]:
    """The cards of the words that the reader is learning, in an order that does not change."""
    learning = (LearnerWord.user_id == ReviewCard.user_id) & (LearnerWord.lexeme_id == ReviewCard.lexeme_id)
    return (
        select(ReviewCard)
        .join(LearnerWord, learning)
        .where(ReviewCard.user_id == user.id, LearnerWord.state == WordState.LEARNING)
        .order_by(ReviewCard.id)
    )


def _new_words(user: User) -> Select[int]:
    """Words to learn that were never asked for, the first marked first."""
    has_card = select(ReviewCard.lexeme_id).where(ReviewCard.user_id == user.id)
    return (
        select(LearnerWord.lexeme_id)
        .where(LearnerWord.user_id == user.id, LearnerWord.state == WordState.LEARNING)
        .where(LearnerWord.lexeme_id.not_in(has_card))
        .order_by(LearnerWord.changed_at, LearnerWord.lexeme_id)
    )


def _asked(user: User, now: datetime) -> Select[int, int]:
    """The cards that the reader answered in review that day, and the number of the first of those answers."""
    return (
        select(ReviewLog.card_id, func.min(ReviewLog.number).label("first"))
        .join(ReviewCard, ReviewCard.id == ReviewLog.card_id)
        .where(ReviewCard.user_id == user.id, ReviewLog.source == ReviewSource.REVIEW)
        .where(ReviewLog.answered_at >= cards.midnight(now))
        .group_by(ReviewLog.card_id)
    )


def _last_log(user: User, now: datetime) -> ReviewLog | None:
    return db.session.scalar(
        select(ReviewLog)
        .join(ReviewCard, ReviewCard.id == ReviewLog.card_id)
        .where(ReviewCard.user_id == user.id, ReviewLog.source == ReviewSource.REVIEW)
        .where(ReviewLog.answered_at >= cards.midnight(now))
        .order_by(ReviewLog.answered_at.desc(), ReviewLog.id.desc())
        .limit(1)
    )
