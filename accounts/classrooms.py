"""Classes: made by a teacher, joined by a code. Teachers and students are members, each with their part."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from accounts import people
from accounts.models import Classroom, Membership, Part, Role, User
from db import db, insert_new

# Nothing that two people could read differently: no 0 and O, no 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


# What other packages keep of a class, in sentences (this package knows no other).
Teller = Callable[[Classroom], list[str]]
_tellers: list[Teller] = []


class LastTeacher(ValueError):
    """A class keeps a teacher."""


class NoTeacher(ValueError):
    """Nobody of that name has a teacher's account."""


def create(teacher: User, *, name: str, time_zone: str, now: datetime) -> Classroom:
    classroom = Classroom(name=name, code=new_code(), time_zone=time_zone, created_at=now)
    db.session.add(classroom)
    db.session.flush()
    _add(classroom, teacher, Part.TEACHER, now=now)
    return classroom


def new_code() -> str:
    """A code that no class has: about 8 × 10¹¹ are possible."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not db.session.scalar(select(Classroom.id).filter_by(code=code)):
            return code


def as_code(typed: str) -> str | None:
    """The code that somebody typed, with or without spaces, hyphens and capitals; None for what cannot be one."""
    code = "".join(typed.split()).replace("-", "").upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def told_code(code: str) -> str:
    """In two halves, as people read it aloud."""
    return f"{code[:4]}-{code[4:]}"


def by_code(typed: str) -> Classroom | None:
    """The class of that code, if it lets people in."""
    code = as_code(typed)
    return db.session.scalar(select(Classroom).filter_by(code=code, is_open=True)) if code else None


def renew_code(classroom: Classroom) -> None:
    """The old code and its link let nobody in any more; the new one does."""
    classroom.code, classroom.is_open = new_code(), True
    db.session.flush()


def tells(teller: Teller) -> Teller:
    """Register what says which rows of a package go with a class, and which stay."""
    _tellers.append(teller)
    return teller


def loses(classroom: Classroom) -> list[str]:
    """What is deleted with the class, in sentences."""
    students = sizes([classroom.id]).get(classroom.id, 0)
    places = f"{students} {'student loses' if students == 1 else 'students lose'} their place in it; accounts stay."
    return [*([places] if students else []), *(sentence for teller in _tellers for sentence in teller(classroom))]


def delete(classroom: Classroom) -> None:
    """The class, its places and what it was given; the database deletes what hangs on it."""
    db.session.delete(classroom)
    db.session.flush()


# -- members


def join(classroom: Classroom, user: User, *, now: datetime) -> Membership:
    """The user as a student; who is in the class already stays what they are."""
    return membership(classroom, user) or _add(classroom, user, Part.STUDENT, now=now)


def add_teacher(classroom: Classroom, name: str, *, now: datetime) -> Membership:
    """Make that teacher a teacher of the class; NoTeacher when no teacher has that name."""
    teacher = people.find(name)
    if teacher is None or not teacher.can_teach:
        raise NoTeacher(name)
    found = membership(classroom, teacher)
    if found is None:
        return _add(classroom, teacher, Part.TEACHER, now=now)
    found.part = Part.TEACHER
    db.session.flush()
    return found


def remove(found: Membership) -> None:
    """Out of the class; words and results stay the person's own. LastTeacher for the only one."""
    if found.part is Part.TEACHER and _teacher_count(found.classroom_id) == 1:
        raise LastTeacher
    db.session.delete(found)
    db.session.flush()


def call(found: Membership, nickname: str) -> None:
    """What the class calls somebody; empty for the name of their account."""
    found.nickname = " ".join(nickname.split())
    db.session.flush()


def may_reset(found: Membership) -> bool:
    """Whether a teacher of the class may give this member a new password: of learners only."""
    return found.part is Part.STUDENT and found.user.role is Role.LEARNER


def membership(classroom: Classroom, user: User) -> Membership | None:
    return db.session.get(Membership, (classroom.id, user.id))


def members(classroom: Classroom, part: Part) -> Sequence[Membership]:
    """By the name that the class sees."""
    rows = db.session.scalars(
        select(Membership).options(joinedload(Membership.user)).filter_by(classroom_id=classroom.id, part=part)
    )
    return sorted(rows, key=lambda row: (row.name.casefold(), row.user_id))


def of(user: User) -> Sequence[Membership]:
    """The user's classes, by name."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.classroom)
        .options(joinedload(Membership.classroom))
        .where(Membership.user_id == user.id)
        .order_by(Classroom.name, Classroom.id)
    ).all()


def every() -> Sequence[Classroom]:
    """For the keeper, by name."""
    return db.session.scalars(select(Classroom).order_by(Classroom.name, Classroom.id)).all()


def sizes(classroom_ids: Sequence[int]) -> dict[int, int]:
    """How many students each class has."""
    rows = db.session.execute(
        select(Membership.classroom_id, func.count())
        .where(Membership.classroom_id.in_(classroom_ids), Membership.part == Part.STUDENT)
        .group_by(Membership.classroom_id)
    )
    return {row[0]: row[1] for row in rows}


def _teacher_count(classroom_id: int) -> int:
    count = select(func.count()).select_from(Membership).filter_by(classroom_id=classroom_id, part=Part.TEACHER)
    return db.session.scalar(count) or 0


def _add(classroom: Classroom, user: User, part: Part, *, now: datetime) -> Membership:
    """A form may be sent twice at once: the first makes the row."""
    row = {"classroom_id": classroom.id, "user_id": user.id}
    db.session.execute(insert_new(Membership).values(**row, part=part, nickname="", joined_at=now))
    return db.session.get_one(Membership, (classroom.id, user.id))
