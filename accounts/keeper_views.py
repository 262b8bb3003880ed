"""The keeper's page: the people, and how the site is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import access, belongings, keeping, leaving, panels, people
from accounts import keeper_bp as bp
from accounts.data_forms import NOT_YOURS, LeaveForm, RoleForm
from accounts.forms import Form
from accounts.models import Role, User
from db import db

PAGE = 50


def keeper_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for keepers; for everybody else the page is not here."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        user = access.signed_in()
        if user is None or user.role is not Role.KEEPER:
            abort(404)
        return access.account_required(view)(*args, **kwargs)

    return guarded


@bp.get("/")
@keeper_required
def index() -> ResponseReturnValue:
    return render_template("keeper/index.html", panels=panels.panels())


@bp.get("/people")
@keeper_required
def all_people() -> ResponseReturnValue:
    words = request.args.get("q", "")[:80]
    total = keeping.count(words)
    number = min(max(request.args.get("page", 1, type=int), 1), max(1, -(-total // PAGE)))
    listed = keeping.listed(words, page=number, size=PAGE)
    ids = [user.id for user in listed]
    return render_template(
        "keeper/people.html",
        people=listed,
        counts=belongings.main_counts(ids),
        moments=belongings.last_moments(ids),
        words=words,
        total=total,
        page=number,
        pages=-(-total // PAGE),
    )


@bp.get("/people/<id:user_id>")
@keeper_required
def person(user_id: int) -> ResponseReturnValue:
    return _person_page(_account(user_id))


@bp.post("/people/<id:user_id>/role")
@keeper_required
def change_role(user_id: int) -> ResponseReturnValue:
    user, form = _account(user_id), RoleForm()
    if not form.validate_on_submit():
        return _person_page(user, form, status=422)
    try:
        keeping.change_role(user, Role(form.role.data))
    except keeping.LastKeeper as refused:
        db.session.rollback()
        form.role.errors = [str(refused)]
        return _person_page(_account(user_id), form, status=409)
    db.session.commit()
    flash(f"{user.name} is now a {user.role.value}.", "success")
    is_keeper = access.person().role is Role.KEEPER
    return redirect(url_for(".person", user_id=user_id) if is_keeper else url_for("accounts.account"))


@bp.post("/people/<id:user_id>/password")
@keeper_required
def reset_password(user_id: int) -> ResponseReturnValue:
    """Shown once, in the answer itself: it is stored nowhere."""
    user = _account(user_id)
    if user == access.person():
        abort(422, "This is your own account. Change your password on the page “Account”.")
    password = people.reset_password(user)
    db.session.commit()
    return render_template("keeper/password.html", user=user, password=password)


@bp.route("/people/<id:user_id>/delete", methods=["GET", "POST"])
@keeper_required
def delete(user_id: int) -> ResponseReturnValue:
    user = _account(user_id)
    if user == access.person():
        return redirect(url_for("accounts.delete"))
    told = leaving.shared(user)
    form = LeaveForm.asking_of(told)
    if not form.validate_on_submit() or not _is_right_password(form):
        page = render_template("keeper/delete.html", form=form, user=user, shared=told, goes=leaving.goes(user))
        return page, 422 if form.is_submitted() else 200
    name = user.name
    try:
        leaving.leave(user, stays=form.stays)
    except keeping.LastKeeper as refused:  # the one who is here was made a learner at this moment
        abort(409, str(refused))
    db.session.commit()
    flash(f"{name} and everything of theirs is deleted.", "success")
    return redirect(url_for(".all_people"))


def _account(user_id: int) -> User:
    """Somebody with an account; guests are nobody to the keeper."""
    user = db.session.get(User, user_id)
    return user if user and not user.is_guest else abort(404)


def _is_right_password(form: LeaveForm) -> bool:
    """The keeper's own."""
    return access.checked_password(form.password, access.person().name or "", otherwise=NOT_YOURS) is not None


def _person_page(user: User, form: RoleForm | None = None, *, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "keeper/person.html",
        user=user,
        form=form or RoleForm(formdata=None, role=user.role.value),
        act=Form(formdata=None),
        is_self=user == access.person(),
        goes=leaving.goes(user),
        moment=belongings.last_moments([user.id]).get(user.id),
    )
    return page, status
