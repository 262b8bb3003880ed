"""A teacher explains a word in their own words: in one lesson, or wherever it stands."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import person, teacher_required
from db import db
from lessons import access, draft_views, drafts, word_views, wordpages
from lessons import desk_bp as bp
from lessons.forms import EVERYWHERE, HERE, ExplainForm, GlossForm
from vocab import glossary, lexemes


@bp.route("/lessons/<slug>/terms/<id:lexeme_id>", methods=["GET", "POST"])
@teacher_required
def gloss(slug: str, lexeme_id: int) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    term = access.term_of(lesson, lexeme_id)
    wider = None if term.gloss else lexemes.gloss_of(lexeme_id, person())
    known = term.gloss or wider
    form = GlossForm(definition=known.definition if known else "", where=EVERYWHERE if wider else HERE)
    if not form.validate_on_submit():
        built_in = glossary.entries().get(lexemes.key_of(term.lexeme))
        sense_form = draft_views.sense_form(lesson, term.lexeme)
        page = render_template(
            "desk/gloss.html", form=form, lesson=lesson, term=term, built_in=built_in, sense_form=sense_form
        )
        return page, 422 if form.is_submitted() else 200
    definition = form.definition.data or ""
    if form.where.data == EVERYWHERE:
        drafts.gloss_everywhere(lexeme_id, definition=definition, teacher=person())
        drafts.gloss_term(lesson, lexeme_id, definition="", teacher=person())
    else:
        drafts.gloss_term(lesson, lexeme_id, definition=definition, teacher=person())
    db.session.commit()
    flash(_said(term.lexeme.lemma, definition), "success")
    return redirect(url_for(".draft", slug=slug, _anchor="terms"))


@bp.route("/words/<word:lemma>/<word:pos>", methods=["GET", "POST"])
@bp.route("/words/<word:lemma>/<word:pos>/<word:sense>", methods=["GET", "POST"])
@teacher_required
def explain(lemma: str, pos: str, sense: str = "") -> ResponseReturnValue:
    key = word_views.key_from(lemma, pos, sense)
    page = wordpages.page(key) or abort(404)
    known = lexemes.gloss_of(page.lexeme.id, person()) if page.lexeme else None
    form = ExplainForm(definition=known.definition if known else "")
    if not form.validate_on_submit():
        shown = render_template("desk/explain.html", form=form, page=page, back=word_views.url_of(key))
        return shown, 422 if form.is_submitted() else 200
    definition = form.definition.data or ""
    drafts.gloss_everywhere(lexemes.ensure([key])[key], definition=definition, teacher=person())
    db.session.commit()
    flash(_said(lemma, definition), "success")
    return redirect(word_views.url_of(key))


def _said(lemma: str, definition: str) -> str:
    return f"“{lemma}” is explained as you wrote it." if definition else f"Your words about “{lemma}” are taken back."
