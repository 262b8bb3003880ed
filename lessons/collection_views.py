"""A collection on its teacher's desk: how far it is, its lessons, their order."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import teacher_required
from accounts.forms import Form
from db import db
from lessons import access, drafts, jobs
from lessons import desk_bp as bp
from lessons.collecting import parts
from lessons.collection_forms import DELETE, DeleteForm, TitleForm
from lessons.collection_models import Collection, PartState
from lessons.models import Status

bp.add_app_template_filter(lambda title, of: title.removeprefix(f"{of}: "), "part_name")


@bp.get("/collections/<id:collection_id>")
@teacher_required
def collection(collection_id: int) -> ResponseReturnValue:
    shown = access.collection_for_owner(collection_id)
    return _page(shown, TitleForm(formdata=None, title=shown.title))


@bp.get("/collections/<id:collection_id>/progress.json")
@teacher_required
def collection_progress(collection_id: int) -> ResponseReturnValue:
    now = parts.progress(access.collection_for_owner(collection_id))
    return jsonify(ready=now.ready, failed=now.failed, total=now.total, open=now.is_open, told=now.told)


@bp.post("/collections/<id:collection_id>/title")
@teacher_required
def rename_collection(collection_id: int) -> ResponseReturnValue:
    shown, form = access.collection_for_owner(collection_id), TitleForm()
    if not form.validate_on_submit():
        return _page(shown, form), 422
    return _done(collection_id, lambda: parts.rename(shown, form.title.data), said="The new title is saved.")


@bp.post("/collections/<id:collection_id>/<any(stop, resume):step>")
@teacher_required
def work_on_collection(collection_id: int, step: str) -> ResponseReturnValue:
    shown = access.collection_for_owner(collection_id)
    if step == "stop":
        return _done(collection_id, lambda: jobs.stop(shown), said="Stopped. The lessons that are ready stay.")
    return _done(collection_id, lambda: jobs.go_on(shown))


@bp.post("/collections/<id:collection_id>/publish")
@teacher_required
def publish_collection(collection_id: int) -> ResponseReturnValue:
    shown = access.collection_for_owner(collection_id)
    said = "The lessons are in the library. Everybody can read them."
    return _done(collection_id, lambda: parts.publish(shown, now=datetime.now(UTC)), said=said)


@bp.post("/collections/<id:collection_id>/parts/<id:part_id>/<any(up, down, remove, again):step>")
@teacher_required
def change_part(collection_id: int, part_id: int, step: str) -> ResponseReturnValue:
    part = access.part_of(access.collection_for_owner(collection_id), part_id)
    acts: dict[str, Callable[[], object]] = {
        "up": lambda: parts.move(part, by=-1),
        "down": lambda: parts.move(part, by=1),
        "remove": lambda: parts.take_out(part),
        "again": lambda: jobs.try_again(part),
    }
    said = "It is taken out of the collection." + (" The lesson stays on your desk." if part.lesson_id else "")
    if step == "remove":
        return _done(collection_id, acts[step], said=said)
    return _done(collection_id, acts[step], anchor=f"part-{part_id}")


@bp.post("/collections/<id:collection_id>/parts/<id:part_id>/publish")
@teacher_required
def publish_part(collection_id: int, part_id: int) -> ResponseReturnValue:
    part = access.part_of(access.collection_for_owner(collection_id), part_id)
    lesson = part.lesson
    if lesson is None:
        return _done(collection_id, lambda: None)
    said = f"“{lesson.title}” is in the library. Everybody can read it."
    return _done(collection_id, lambda: drafts.publish(lesson, now=datetime.now(UTC)), said=said)


@bp.route("/collections/<id:collection_id>/delete", methods=["GET", "POST"])
@teacher_required
def delete_collection(collection_id: int) -> ResponseReturnValue:
    shown, form = access.collection_for_owner(collection_id), DeleteForm()
    if not form.validate_on_submit():
        html = render_template("collections/delete.html", collection=shown, form=form, progress=parts.progress(shown))
        return html, 422 if form.is_submitted() else 200
    parts.remove(shown, with_lessons=form.lessons.data == DELETE)
    db.session.commit()
    flash("The collection is deleted.", "success")
    return redirect(url_for(".index"))


def _page(shown: Collection, form: TitleForm) -> str:
    return render_template(
        "collections/collection.html",
        collection=shown,
        progress=parts.progress(shown),
        parts=parts.shown(shown),
        form=form,
        act=Form(formdata=None),
        Status=Status,
        PartState=PartState,
    )


def _done(
    collection_id: int, act: Callable[[], object], *, said: str = "", anchor: str | None = None
) -> ResponseReturnValue:
    """Act, commit, say so, and go back to the collection."""
    act()
    db.session.commit()
    if said:
        flash(said, "success")
    return redirect(url_for(".collection", collection_id=collection_id, _anchor=anchor))
