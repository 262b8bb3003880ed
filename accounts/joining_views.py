"""Joining a class by its code, with an account or with none yet."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user
from flask_wtf import FlaskForm

from accounts import access, classrooms, guesses, people
from accounts import classes_bp as bp
from accounts.forms import CodeForm, Form, JoinForm
from accounts.models import Classroom, Part, Role, User
from db import db

UNKNOWN = "No class has this code, or it takes nobody in now. Look at the code again, or ask your teacher."
TOO_MANY = "Too many wrong codes came from here. Wait ten minutes, then try again."


@bp.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate_on_submit():
        return _page("classes/code.html", form)
    classroom = _sought(form.code.data)
    if classroom is None:
        form.code.errors = [UNKNOWN]
        return _page("classes/code.html", form)
    return redirect(url_for(".join_by_code", code=classroom.code))


@bp.route("/join/<word:code>", methods=["GET", "POST"])
def join_by_code(code: str) -> ResponseReturnValue:
    """Asks, and joins when told so; somebody without an account makes one in the same form."""
    classroom, user = _sought(code) or abort(404, UNKNOWN), access.signed_in()
    form = JoinForm() if user is None else Form()
    if not form.validate_on_submit():
        return _join_page(classroom, form)
    try:
        joining = user or _new_account(form)
    except people.NameTaken:
        db.session.rollback()
        form.name.errors = ["Somebody has this name already. Choose another, or sign in if it is you."]
        return _join_page(_sought(code) or abort(404, UNKNOWN), form)
    classrooms.join(classroom, joining, now=datetime.now(UTC))
    db.session.commit()
    if user is None:
        login_user(joining, remember=True)
    flash(f"Welcome to {classroom.name}.", "success")
    return redirect(url_for("assignments.classroom", classroom_id=classroom.id))


def _sought(typed: str) -> Classroom | None:
    """The class of that code. Only what could be a code counts as a guess."""
    address = request.remote_addr or ""
    if classrooms.as_code(typed) and not guesses.may_try_code(address):
        abort(429, TOO_MANY)
    found = classrooms.by_code(typed)
    if found is None and classrooms.as_code(typed):
        guesses.note_wrong_code(address)
    return found


def _new_account(form: JoinForm) -> User:
    """The guest of this browser with a name, and all that they did; or somebody new."""
    here = access.reader()
    if here is None or not here.is_guest:
        return people.add_user(form.name.data, password=form.password.data, role=Role.LEARNER)
    people.name_account(here, form.name.data, password=form.password.data)
    return here


def _join_page(classroom: Classroom, form: FlaskForm) -> ResponseReturnValue:
    user = access.signed_in()
    is_in = user is not None and classrooms.membership(classroom, user) is not None
    teachers = classrooms.members(classroom, Part.TEACHER)
    return _page("classes/join.html", form, classroom=classroom, user=user, is_in=is_in, teachers=teachers)


def _page(template: str, form: FlaskForm, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), 422 if form.is_submitted() else 200
