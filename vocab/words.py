"""What a reader knows: the state of each word that a reader has marked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import contains_eager

from accounts import people
from accounts.models import User
from db import db, insert_new
from vocab.models import LearnerWord, Lexeme, WordState


def set_state(user: User, lexeme: Lexeme, state: WordState, *, now: datetime) -> None:
    """Remember the state; `new` is what a word is when nothing is remembered of it."""
    # Statements and no rows in memory: the same word may be marked in two windows at once.
    row = {"user_id": user.id, "lexeme_id": lexeme.id}
    marked = {"state": state, "changed_at": now}
    if state is WordState.NEW:
        db.session.execute(delete(LearnerWord).filter_by(**row))
    else:
        db.session.execute(insert_new(LearnerWord).values(**row, **marked))
        db.session.execute(update(LearnerWord).filter_by(**row).values(marked))


def states_among(user: User, lexeme_ids: Select[int]) -> dict[int, str]:
    """The reader's states of the lexemes that the query gives."""
    rows = db.session.execute(
        select(LearnerWord.lexeme_id, LearnerWord.state).where(
            LearnerWord.user_id == user.id, LearnerWord.lexeme_id.in_(lexeme_ids)
        )
    )
    return {lexeme_id: state.value for lexeme_id, state in rows}


def listed(user: User, state: WordState, *, page: int, size: int) -> Sequence[LearnerWord]:
    """One page of the reader's words in that state, latest first."""
    return (
        db.session.scalars(
            select(LearnerWord)
            .join(LearnerWord.lexeme)
            .options(contains_eager(LearnerWord.lexeme))
            .where(LearnerWord.user_id == user.id, LearnerWord.state == state)
            .order_by(LearnerWord.changed_at.desc(), LearnerWord.lexeme_id)
            .limit(size)
            .offset((page - 1) * size)
        )
        .unique()
        .all()
    )


def counts(user: User) -> dict[WordState, int]:
    rows = db.session.execute(
        select(LearnerWord.state, func.count()).where(LearnerWord.user_id == user.id).group_by(LearnerWord.state)
    )
    return {row[0]: row[1] for row in rows}


@people.moves_reader
def _move(guest: User, account: User) -> None:
    """A guest's words become the account's; where both marked one, the later mark stays."""
    theirs = {word.lexeme_id: word for word in db.session.scalars(select(LearnerWord).filter_by(user_id=account.id))}
    for word in db.session.scalars(select(LearnerWord).filter_by(user_id=guest.id)).all():
        other = theirs.get(word.lexeme_id)
        if other is None:
            db.session.add(
                LearnerWord(user_id=account.id, lexeme_id=word.lexeme_id, state=word.state, changed_at=word.changed_at)
            )
        elif word.changed_at > other.changed_at:
            other.state, other.changed_at = word.state, word.changed_at
    db.session.execute(delete(LearnerWord).where(LearnerWord.user_id == guest.id))
