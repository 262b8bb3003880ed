"""Undo and redo of an edit of the text."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, teacher_required
from db import db
from lessons import access, former_texts
from lessons import desk_bp as bp
from lessons.importing import Refused


@bp.post("/lessons/<slug>/undo")
@teacher_required
def undo(slug: str) -> ResponseReturnValue:
    """Swap the text for the former one; only for somebody who saw the lesson as it is."""
    lesson = access.lesson_for_owner(slug)
    if former_texts.of(lesson) is None:
        abort(404)
    if request.form.get("revision") != str(lesson.revision):
        flash("The lesson was changed in another window. Look at it here, then press the button again.", "error")
        return redirect(url_for(".draft", slug=slug))
    try:
        former_texts.swap(lesson, now=datetime.now(UTC))
    except Refused as refused:
        db.session.rollback()
        flash(str(refused), "error")
        return redirect(url_for(".draft", slug=slug))
    db.session.commit()
    flash("The title and text are as they were, with your terms and questions of that time.", "success")
    return redirect(url_for(".draft", slug=slug))


@bp.app_template_global()
def person_id() -> int | None:
    """Tells apart what the browser keeps for the people who use it."""
    here = signed_in()
    return here.id if here else None
