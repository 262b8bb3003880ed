"""What is kept about a person: taken along, or deleted."""

import tempfile
from datetime import UTC, datetime

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from accounts import access, bp, keeping, leaving, portability
from accounts.data_forms import NOT_YOURS, ForgetForm, LeaveForm
from accounts.models import User
from db import db


@bp.get("/account/data.zip")
def data() -> ResponseReturnValue:
    user, now = _here(), datetime.now(UTC)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    portability.write(user, file, now=now)
    file.seek(0)
    return send_file(file, "application/zip", as_attachment=True, download_name=f"readwell-{now:%Y-%m-%d}.zip")


@bp.route("/account/delete", methods=["GET", "POST"])
def delete() -> ResponseReturnValue:
    user = _here()
    told = leaving.shared(user)
    form = ForgetForm() if user.is_guest else LeaveForm.asking_of(told)
    if not form.validate_on_submit() or not _is_right_password(form, user):
        return _page(form, user, told, 422 if form.is_submitted() else 200)
    try:
        leaving.leave(user, stays=form.stays)
    except keeping.LastKeeper:
        db.session.rollback()
        return _page(form, _here(), told, 409)
    db.session.commit()
    logout_user()
    return redirect(url_for(".deleted"))


@bp.get("/account/deleted")
def deleted() -> ResponseReturnValue:
    return render_template("accounts/deleted.html")


def _here() -> User:
    return access.reader() or abort(404, "Nothing is kept about you in this browser.")


def _is_right_password(form: ForgetForm, user: User) -> bool:
    """A guest has none and is not asked for it."""
    if not isinstance(form, LeaveForm):
        return True
    return access.checked_password(form.password, user.name or "", otherwise=NOT_YOURS) is not None


def _page(form: ForgetForm, user: User, told: list[str], status: int) -> ResponseReturnValue:
    page = render_template(
        "accounts/delete.html",
        form=form,
        user=user,
        shared=told,
        goes=leaving.goes(user),
        is_last_keeper=keeping.is_last_keeper(user),
    )
    return page, status
