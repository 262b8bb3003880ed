"""Deleting a person with all that is theirs, and what others use of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased

from accounts import belongings, keeping
from accounts.models import Classroom, Membership, Part, User
from db import db

Teller = Callable[[User], list[str]]


class Settle(Protocol):
    """Leave what others use to them, or delete it; called before the person goes."""

    def __call__(self, user: User, *, stays: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What a package keeps of a person that others use.

    `tell` says in sentences what there is and what others lose when it goes; no sentence when there is nothing.
    `goes` counts what is deleted in any case, beside the rows that the database deletes by itself.
    """

    tell: Teller
    settle: Settle
    goes: Teller


_shared: list[Shared] = []


def shares(tell: Teller, settle: Settle, goes: Teller = lambda user: []) -> None:
    """Register what others use of a person (this package knows no other)."""
    _shared.append(Shared(tell, settle, goes))


def goes(user: User) -> list[str]:
    """What is deleted with the person in any case, counted."""
    also = [counted for one in _shared for counted in one.goes(user)]
    return [*belongings.told(belongings.counts(user)), *also]


def shared(user: User) -> list[str]:
    """What others use, and lose when it does not stay."""
    return [sentence for one in _shared for sentence in one.tell(user)]


def leave(user: User, *, stays: bool) -> None:
    """Delete the person and every row that is theirs; LastKeeper when nobody would be left to keep the site.

    What others use stays without an owner, or goes too.
    """
    with keeping.still_kept():
        for one in _shared:
            one.settle(user, stays=stays)
        db.session.delete(user)


# -- classes that nobody else teaches


def _tell_classes(user: User) -> list[str]:
    rows = db.session.execute(
        select(Classroom.name, func.count())
        .join(Membership, Membership.classroom_id == Classroom.id)
        .where(Classroom.id.in_(_classes_of(user)), Membership.part == Part.STUDENT)
        .group_by(Classroom.id, Classroom.name)
        .order_by(Classroom.name)
    )
    return [f"Nobody else teaches the class “{name}”: {_students(count)} it." for name, count in rows]


def _students(count: int) -> str:
    return "1 student loses" if count == 1 else f"{count} students lose"


def _settle_classes(user: User, *, stays: bool) -> None:
    """A class that stays has no teacher until a keeper gives it one; one without a student does not stay."""
    going = delete(Classroom).where(Classroom.id.in_(_classes_of(user)))
    if stays:
        going = going.where(Classroom.id.not_in(select(Membership.classroom_id).filter_by(part=Part.STUDENT)))
    db.session.execute(going)


def _classes_of(user: User) -> list[int]:
    other = aliased(Membership)
    others = select(other).where(
        other.classroom_id == Membership.classroom_id, other.user_id != user.id, other.part == Part.TEACHER
    )
    mine = select(Membership.classroom_id).filter_by(user_id=user.id, part=Part.TEACHER)
    return list(db.session.scalars(mine.where(~others.exists())))


shares(_tell_classes, _settle_classes)
