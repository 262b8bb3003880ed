"""The teacher's desk: new text, draft, terms, questions, publishing."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import Field

from accounts.access import person, teacher_required
from accounts.forms import Form
from accounts.models import Role
from db import db
from lessons import (
    access,
    coverage,
    draft_views,
    drafts,
    former_texts,
    item_views,
    key_words,
    leftovers,
    library,
    reading,
)
from lessons import desk_bp as bp
from lessons.collecting import parts
from lessons.forms import EditForm, KeyWordForm, TermForm
from lessons.importing import Refused
from lessons.models import Lesson, LessonTerm, Status
from lessons.quiz_views import QUIZ_NAMES
from vocab.glossary import KINDS


@bp.get("/")
@teacher_required
def index() -> ResponseReturnValue:
    user = person()
    owned = library.owned(user, everything=user.role is Role.KEEPER)
    collections = parts.owned(user, everything=user.role is Role.KEEPER)
    return render_template("desk/index.html", lessons=owned, collections=collections, form=Form(), Status=Status)


@bp.get("/lessons/<slug>")
@teacher_required
def draft(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    return _draft_page(lesson, TermForm(formdata=None))


@bp.route("/lessons/<slug>/edit", methods=["GET", "POST"])
@teacher_required
def edit(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    form = EditForm(title=lesson.title, text=drafts.as_edited(lesson), revision=lesson.revision)
    if not form.validate_on_submit():
        return _page("desk/edit.html", form, lesson=lesson)
    if form.revision.data != lesson.revision:
        _blame(
            form.text,
            Refused(
                "This lesson was changed in another window. Copy what you wrote here, open it again and put it in."
            ),
        )
        return _page("desk/edit.html", form, lesson=lesson, status=409)
    try:
        former_texts.rewrite(lesson, title=form.title.data, text=form.text.data or "", now=datetime.now(UTC))
    except Refused as refused:
        db.session.rollback()
        _blame(form.text, refused)
        return _page("desk/edit.html", form, lesson=access.lesson_for_owner(slug))
    db.session.commit()
    flash(_said_of_edit(leftovers.count(lesson)), "success")
    return redirect(url_for(".draft", slug=slug))


@bp.post("/lessons/<slug>/terms")
@teacher_required
def add_term(slug: str) -> ResponseReturnValue:
    lesson, form = access.lesson_for_owner(slug), TermForm()
    if not form.validate_on_submit():
        return _draft_page(lesson, form, status=422)
    try:
        drafts.add_term(
            lesson,
            form=form.form.data,
            kind=form.kind.data,
            level=form.level.data,
            definition=form.definition.data,
            teacher=person(),
        )
    except Refused as refused:
        db.session.rollback()
        _blame(form.form, refused)
        return _draft_page(access.lesson_for_owner(slug), form, status=422)
    db.session.commit()
    flash(f"“{form.form.data}” is now a term of this lesson.", "success")
    return redirect(url_for(".draft", slug=slug, _anchor="terms"))


@bp.post("/lessons/<slug>/key-words")
@teacher_required
def pin_term(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    form = draft_views.key_word_form(lesson)
    if not form.validate_on_submit():
        return _draft_page(lesson, TermForm(formdata=None), key_form=form, status=422)
    term = access.term_of(lesson, form.term.data)
    return _done(slug, lambda: key_words.pin(lesson, term), anchor=f"k-{term.lexeme_id}")


@bp.post("/lessons/<slug>/terms/<id:lexeme_id>/<any(remove, restore):step>")
@teacher_required
def change_term(slug: str, lexeme_id: int, step: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    access.term_of(lesson, lexeme_id)
    return _done(slug, lambda: drafts.remove_term(lesson, lexeme_id, removed=step == "remove"), anchor="terms")


@bp.post("/lessons/<slug>/left-out")
@teacher_required
def put_line_back(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    return _done(slug, lambda: drafts.put_back(lesson, request.form.get("line", "")), anchor="left-out")


@bp.post("/lessons/<slug>/publish")
@teacher_required
def publish(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    return _done(
        slug,
        lambda: drafts.publish(lesson, now=datetime.now(UTC)),
        said="The lesson is in the library. Everybody can read it.",
    )


@bp.post("/lessons/<slug>/<any(withdraw, archive, restore):step>")
@teacher_required
def withdraw(slug: str, step: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    to = Status.ARCHIVED if step == "archive" else Status.DRAFT
    said = {
        "withdraw": "The lesson is a draft again: it is not in the library.",
        "archive": "The lesson is put away. You can bring it back from your desk.",
        "restore": "The lesson is back, as a draft.",
    }[step]
    return _done(slug, lambda: drafts.withdraw(lesson, to=to), said=said, desk=step == "archive")


def _done(
    slug: str, act: Callable[[], None], *, said: str = "", anchor: str | None = None, desk: bool = False
) -> ResponseReturnValue:
    """Act, commit, say so, and go back to the draft."""
    act()
    db.session.commit()
    if said:
        flash(said, "success")
    return redirect(url_for(".index") if desk else url_for(".draft", slug=slug, _anchor=anchor))


def _page(template: str, form: FlaskForm, *, status: int = 422, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), status if form.is_submitted() else 200


def _said_of_edit(count: int) -> str:
    said = "The text is saved and read again. What you decided about terms and questions is kept."
    if not count:
        return said
    fits = "1 decision no longer fits" if count == 1 else f"{count} decisions no longer fit"
    return f"{said} {fits} the text: look at the list below."


def _draft_page(
    lesson: Lesson, form: TermForm, *, key_form: KeyWordForm | None = None, status: int = 200
) -> ResponseReturnValue:
    page = reading.page(lesson)
    terms = db.session.scalars(
        select(LessonTerm)
        .options(joinedload(LessonTerm.lexeme))
        .filter_by(lesson_id=lesson.id, removed=True, is_gone=False)
    ).all()
    html = render_template(
        "desk/draft.html",
        lesson=lesson,
        minutes=reading.minutes(lesson),
        page=page,
        place=parts.place_of(lesson),
        coverage=coverage.of(lesson, person()),
        former=former_texts.of(lesson),
        removed_terms=terms,
        form=form,
        act=Form(formdata=None),
        names=QUIZ_NAMES,
        kinds=KINDS,
        **item_views.shown(lesson),
        **draft_views.shown(lesson, key_form or draft_views.key_word_form(lesson)),
    )
    return html, status


def _blame(field: Field, refused: Refused) -> None:
    field.errors = [str(refused)]
