"""The cards of a reader: found, answered, taken back, and moved from a guest to an account."""

from datetime import UTC, datetime, time

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import joinedload

from accounts import people
from accounts.models import User
from db import db, insert_new
from vocab import spacing
from vocab.models import ReviewCard, ReviewLog
from vocab.spacing import Answer


def midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date(), time(), UTC)


def _with_logs() -> Select[ReviewCard]:
    return select(ReviewCard).options(joinedload(ReviewCard.logs), joinedload(ReviewCard.lexeme))


def find(user: User, lexeme_id: int) -> ReviewCard | None:
    return db.session.scalars(_with_logs().filter_by(user_id=user.id, lexeme_id=lexeme_id)).unique().one_or_none()


def find_or_add(user: User, lexeme_id: int, *, now: datetime) -> ReviewCard:
    """The card, made by this request or by another one of the same moment."""
    row = {"user_id": user.id, "lexeme_id": lexeme_id, "state": 1, "due": now}
    db.session.execute(insert_new(ReviewCard).values(row))
    return db.session.scalars(_with_logs().filter_by(user_id=user.id, lexeme_id=lexeme_id)).unique().one()


def add_log(card: ReviewCard, given: Answer) -> bool:
    """Keep the answer and reschedule the card; False when another request kept one of the same number before."""
    number = card.logs[-1].number + 1 if card.logs else 0
    row = {"card_id": card.id, "number": number, "recall": given.recall, "source": given.source}
    made = db.session.execute(insert_new(ReviewLog).values(**row, answered_at=given.at).returning(ReviewLog.id)).all()
    db.session.expire(card, ["logs"])
    if made:
        _reschedule(card)
    return bool(made)


def by_id(card_id: int) -> ReviewCard:
    return db.session.scalars(_with_logs().filter_by(id=card_id)).unique().one()


def take_back(log: ReviewLog) -> None:
    """As if the answer had not been given; a card without another one is gone."""
    card = by_id(log.card_id)
    card.logs.remove(log)
    if card.logs:
        _reschedule(card)
    else:
        db.session.delete(card)
    db.session.flush()


def answers(card: ReviewCard) -> list[Answer]:
    return [Answer(log.answered_at, log.recall, log.source) for log in card.logs]


def _reschedule(card: ReviewCard) -> None:
    made = spacing.schedule(answers(card))
    card.state, card.step, card.due = made.state, made.step, made.due
    card.stability, card.difficulty = made.stability, made.difficulty
    db.session.flush()


@people.moves_reader
def _move(guest: User, account: User) -> None:
    """A guest's cards become the account's; where both have one, its answers are put together in order of time."""
    theirs = {card.lexeme_id: card for card in db.session.scalars(select(ReviewCard).filter_by(user_id=account.id))}
    for card in db.session.scalars(select(ReviewCard).filter_by(user_id=guest.id)).all():
        other = theirs.get(card.lexeme_id)
        if other is None:
            db.session.execute(update(ReviewCard).filter_by(id=card.id).values(user_id=account.id))
        else:
            _put_together(card, other)


def _put_together(card: ReviewCard, other: ReviewCard) -> None:
    together = sorted((*answers(card), *answers(other)), key=lambda answer: answer.at)
    db.session.execute(delete(ReviewLog).where(ReviewLog.card_id.in_((card.id, other.id))))
    db.session.execute(delete(ReviewCard).where(ReviewCard.id == card.id))
    db.session.expire_all()
    for number, given in enumerate(together):
        row = {"number": number, "recall": given.recall, "source": given.source, "answered_at": given.at}
        db.session.add(ReviewLog(card_id=other.id, **row))
    db.session.flush()
    db.session.refresh(other)
    _reschedule(other)
