"""Who may come in, and the reader of this browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, redirect, request, url_for
from flask_login import LoginManager, current_user, login_user
from sqlalchemy import select
from wtforms import Field

from accounts import guesses, people
from accounts.models import Classroom, Membership, Part, Role, User
from db import db

login_manager = LoginManager()


@login_manager.user_loader
def _load(session_key: str) -> User | None:
    return db.session.scalar(select(User).filter_by(session_key=session_key))


def signed_in() -> User | None:
    """The person with an account who is here; a guest is not."""
    return current_user._get_current_object() if current_user.is_authenticated and not current_user.is_guest else None


def person() -> User:
    """The person with an account, in a view that only such people reach."""
    return signed_in() or abort(404)


def reader() -> User | None:
    """Whoever reads in this browser, account or guest; None when nothing was done here yet."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def reader_or_new_guest() -> User:
    """The reader of this browser; made now if there is none. Only for requests that write."""
    here = reader()
    if here is None:
        here = people.new_guest()
        login_user(here, remember=True)
    return here


def checked_password(field: Field, name: str, *, otherwise: str) -> User | None:
    """The account of that name if the field has its password; else the field says what is wrong.

    After too many wrong ones none is right for ten minutes.
    """
    address, login = request.remote_addr or "", people.login_of(name)
    if not guesses.may_try_password(address, login):
        field.errors = [guesses.TOO_MANY_PASSWORDS]
        return None
    user = people.check(name, field.data or "")
    if user is None:
        guesses.note_wrong_password(address, login)
        field.errors = [otherwise]
    return user


def account_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for people with an account; others are sent to sign in and come back."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        user = signed_in()
        if user is None:
            return redirect(url_for("accounts.sign_in", next=_here()))
        if user.password_is_temporary and request.endpoint != "accounts.change_password":
            return redirect(url_for("accounts.change_password", next=_here()))
        return view(*args, **kwargs)

    return guarded


def teacher_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for teachers and keepers; a learner is told that the page is not theirs."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        user = signed_in()
        if user is not None and not user.can_teach:
            abort(403, "This page is for teachers. Ask the person who runs this site for a teacher's account.")
        return account_required(view)(*args, **kwargs)

    return guarded


def classroom_for_member(classroom_id: int) -> Classroom:
    """A class of the person here, whether they teach or learn in it; any for a keeper."""
    classroom = db.session.get(Classroom, classroom_id)
    return classroom if classroom and (teaches(classroom) or _membership(classroom)) else abort(404)


def classroom_for_teacher(classroom_id: int) -> Classroom:
    """A class that the person here teaches; any for a keeper."""
    classroom = db.session.get(Classroom, classroom_id)
    return classroom if classroom and teaches(classroom) else abort(404)


def teaches(classroom: Classroom) -> bool:
    """Whether the person here may see what the members of the class do."""
    user = signed_in()
    if user is None or user.password_is_temporary or not user.can_teach:
        return False
    found = _membership(classroom)
    return user.role is Role.KEEPER or (found is not None and found.part is Part.TEACHER)


def learns(classroom_id: int) -> bool:
    """Whether the person here is a student of that class."""
    user = signed_in()
    found = db.session.get(Membership, (classroom_id, user.id)) if user else None
    return found is not None and found.part is Part.STUDENT


def own_membership(classroom_id: int) -> Membership:
    """What the person here is in that class."""
    classroom = db.session.get(Classroom, classroom_id)
    return (classroom and _membership(classroom)) or abort(404)


def member_of(classroom: Classroom, user_id: int) -> Membership:
    return db.session.get(Membership, (classroom.id, user_id)) or abort(404)


def _membership(classroom: Classroom) -> Membership | None:
    user = signed_in()
    return db.session.get(Membership, (classroom.id, user.id)) if user else None


def safe_next(target: str | None, *, otherwise: str) -> str:
    """Where to go after signing in: a path of this site only, so that a link cannot send people elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    return target if "\\" not in target and target.isprintable() else otherwise


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("accounts.account")
