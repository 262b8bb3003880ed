"""The keeper's work with people: finding them, their roles, and that somebody always keeps the site."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Select, func, select

from accounts import people
from accounts.models import Role, User
from db import db


class LastKeeper(ValueError):
    """Nobody would be left to keep the site."""

    def __init__(self) -> None:
        super().__init__("There is no other keeper. Make somebody else a keeper first: this site needs one.")


@contextmanager
def still_kept() -> Iterator[None]:
    """Around a change that may take a keeper away; LastKeeper after it when it took the last one.

    Two keepers cannot both stop at one moment, each relying on the other: the second waits for the first.
    """
    keepers = db.session.scalars(_keepers().order_by(User.id).with_for_update()).all()
    yield
    db.session.flush()
    if keepers and not db.session.scalars(_keepers()).first():
        raise LastKeeper


def is_last_keeper(user: User) -> bool:
    return user.role is Role.KEEPER and len(db.session.scalars(_keepers()).all()) == 1


def change_role(user: User, role: Role) -> None:
    with still_kept():
        user.role = role


def listed(words: str = "", *, page: int, size: int) -> Sequence[User]:
    """One page of the people with accounts whose names have these words, by name."""
    found = _named(words).order_by(User.login, User.id).limit(size).offset((page - 1) * size)
    return db.session.scalars(found).all()


def count(words: str = "") -> int:
    return db.session.scalar(select(func.count()).select_from(_named(words).subquery())) or 0


def count_by_role() -> dict[Role, int]:
    rows = db.session.execute(
        select(User.role, func.count()).where(User.password_hash.is_not(None)).group_by(User.role)
    )
    return {row[0]: row[1] for row in rows}


def count_guests() -> int:
    return db.session.scalar(select(func.count()).select_from(User).where(User.password_hash.is_(None))) or 0


def _named(words: str) -> Select[User]:
    query = select(User).where(User.password_hash.is_not(None))
    for word in people.login_of(words).split()[:5]:
        query = query.where(User.login.contains(word, autoescape=True))
    return query


def _keepers() -> Select[int]:
    return select(User.id).filter_by(role=Role.KEEPER)
