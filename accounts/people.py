"""Making accounts, checking passwords, and what becomes of a guest."""

import secrets
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts.models import Role, User
from db import db

MIN_PASSWORD = 8

_hasher = PasswordHasher()

# What other packages keep for a reader; each moves its rows from a guest to an account.
Mover = Callable[[User, User], None]
_movers: list[Mover] = []


class NameTaken(ValueError):
    """Somebody has that name already."""


def login_of(name: str) -> str:
    """The form in which names are compared: NFKC, case folded, single spaces, nothing that cannot be seen."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return " ".join(seen.casefold().split())


def find(name: str) -> User | None:
    return db.session.scalar(select(User).filter_by(login=login_of(name)))


def new_guest() -> User:
    guest = User(session_key=_new_key(), role=Role.LEARNER)
    db.session.add(guest)
    db.session.flush()
    return guest


def add_user(name: str, *, password: str, role: Role, temporary: bool = False) -> User:
    """A new account; NameTaken when the name, capitals aside, is somebody's."""
    user = new_guest()
    user.role = role
    name_account(user, name, password=password)
    user.password_is_temporary = temporary
    return user


def name_account(guest: User, name: str, *, password: str) -> None:
    """Make the guest an account of that name: all that the guest did stays where it is."""
    if find(name):
        raise NameTaken(name)
    guest.name = " ".join(name.split())
    guest.login = login_of(name)
    set_password(guest, password)
    try:
        db.session.flush()
    except IntegrityError as error:  # somebody took the name between the look and the write
        raise NameTaken(name) from error


def set_password(user: User, password: str) -> None:
    user.password_hash = _hasher.hash(password)
    user.password_is_temporary = False
    user.session_key = _new_key()


def reset_password(user: User) -> str:
    """A password for once; whoever was signed in as this person is signed out."""
    password = temporary_password()
    set_password(user, password)
    user.password_is_temporary = True
    db.session.flush()
    return password


def check(name: str, password: str) -> User | None:
    """The user of that name and password, or None."""
    user = find(name)
    return user if is_password_of(user or User(), password) else None


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Checked when nobody has that name, so that the answer takes as long as for a wrong password."""
    return _hasher.hash(secrets.token_urlsafe())


def is_password_of(user: User, password: str) -> bool:
    try:
        return _hasher.verify(user.password_hash or _nobodys_hash(), password)
    except VerifyMismatchError:
        return False


def temporary_password() -> str:
    return secrets.token_urlsafe(9)


def moves_reader(mover: Mover) -> Mover:
    """Register what moves a package's rows from a guest to an account (accounts knows no other package)."""
    _movers.append(mover)
    return mover


def join(guest: User, account: User) -> None:
    """Give the account all that the guest of this browser did, then forget the guest."""
    for move in _movers:
        move(guest, account)
    account.first_language = account.first_language or guest.first_language
    account.level = account.level or guest.level
    db.session.flush()
    db.session.delete(guest)
    db.session.flush()


def _new_key() -> str:
    return secrets.token_urlsafe(24)
