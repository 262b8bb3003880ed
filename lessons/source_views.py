"""New texts: pasted, uploaded, fetched; and where a text is from."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from accounts.access import person, teacher_required
from db import db
from lessons import access, drafts, importing, sources
from lessons import desk_bp as bp
from lessons.collecting import making
from lessons.collecting.making import AlreadyCollected
from lessons.duplicates import AlreadyThere
from lessons.forms import NewTextForm, SourceForm
from lessons.importing import Refused, Source, files, sandbox, web
from lessons.importing.refusals import MAX_WORDS

MAX_PASTED = 2_000_000


@bp.route("/new", methods=["GET", "POST"])
@teacher_required
def new() -> ResponseReturnValue:
    form = NewTextForm()
    if not form.is_submitted():
        form.submission.data = str(uuid.uuid4())
    if not form.validate_on_submit():
        return _new_page(form)
    try:
        return _made(form, _source(form))
    except Refused as refused:
        db.session.rollback()
        _given(form).errors = [str(refused)]
        return _new_page(form)


@bp.post("/new/pasted")
@teacher_required
def pasted() -> ResponseReturnValue:
    """What a script found on the clipboard, as the text that stands in the field: headings, lists and tables marked."""
    html = request.form.get("html", "").encode("utf-8", "replace")
    if len(html) > MAX_PASTED:
        return {"error": f"At most {MAX_PASTED // 1_000_000} MB can be pasted at once."}, 413
    try:
        return {"text": sandbox.read("fragment", html).text}
    except Refused as refused:
        return {"error": str(refused)}, 422


@bp.route("/lessons/<slug>/source", methods=["GET", "POST"])
@teacher_required
def source(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    form = SourceForm()
    if not form.is_submitted():
        form.show(sources.of(lesson))
    if not form.validate_on_submit():
        return render_template("desk/source.html", form=form, lesson=lesson), 422 if form.is_submitted() else 200
    sources.tell(lesson, form.told())
    db.session.commit()
    flash("Readers now see this under the text.", "success")
    return redirect(url_for(".draft", slug=slug))


def _made(form: NewTextForm, given: Source) -> ResponseReturnValue:
    """The lesson or the collection, or the page again where the same text is there already."""
    try:
        onward = _collection(form, given) or _lesson(form, given)
    except (AlreadyThere, AlreadyCollected) as there:
        db.session.rollback()
        _keep(form, given)
        return _new_page(form, there=there)
    db.session.commit()
    return redirect(onward)


def _lesson(form: NewTextForm, given: Source) -> str:
    """A lesson is made; its address."""
    lesson = drafts.create(given, owner=person(), **_told(form))
    if form.collection.data:
        flash("This text is short enough for one lesson, so it is one.", "info")
    return url_for(".draft", slug=lesson.slug)


def _collection(form: NewTextForm, given: Source) -> str | None:
    """A collection is begun, where one is wanted or the text is too long for a lesson; its address."""
    if not form.collection.data and len(given.text.split()) <= MAX_WORDS:
        return None
    collection = making.begin(given, owner=person(), **_told(form))
    return url_for(".collection", collection_id=collection.id) if collection else None


def _told(form: NewTextForm) -> dict[str, Any]:
    submission, title = form.submission.data or None, form.title.data or ""
    return {"title": title, "submission": submission, "unless_there": not form.anyway.data}


def _source(form: NewTextForm) -> Source:
    """What was given: a file wins over an address, an address over the text field."""
    given = _given(form)
    if given is form.file:
        found = files.read(form.file.data.filename, form.file.data.read())
    elif given is form.url:
        found = web.fetch(form.url.data or "", on=datetime.now(UTC).date())
    else:
        found = Source(form.text.data or "", marked=bool(form.marked.data))
    return replace(found, provenance=form.told().over(found.provenance))


def _given(form: NewTextForm) -> Field:
    """The field that the text comes from."""
    if form.file.data and form.file.data.filename:
        return form.file
    return form.url if form.url.data else form.text


def _keep(form: NewTextForm, given: Source) -> None:
    """Put what was read into the text field: no browser sends a file again of its own."""
    if _given(form) is form.text:
        return
    text = importing.clean(given, title=form.title.data or "")
    form.text.data, form.title.data, form.marked.data = importing.as_edited(text), text.title, "y"
    form.url.data = ""
    form.show(given.provenance)


def _new_page(form: NewTextForm, *, there: AlreadyThere | AlreadyCollected | None = None) -> ResponseReturnValue:
    return render_template("desk/new.html", form=form, there=there), 422 if form.is_submitted() else 200
