"""A reader's words, and their review."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import reader, reader_or_new_guest, signed_in
from accounts.forms import Form
from accounts.learning import LANGUAGES
from db import db
from vocab import bp, lexemes, review
from vocab import words as words_of
from vocab.forms import StateForm
from vocab.models import Lexeme, Recall, WordState

PAGE = 50
# A state is a word; anything longer is no state, and deep nesting could exhaust the parser.
MAX_JSON = 1_000
MARKED = (WordState.LEARNING, WordState.KNOWN)


@bp.get("/words")
def words() -> ResponseReturnValue:
    here = reader()
    wanted = request.args.get("state", "")
    state = next((state for state in MARKED if state.value == wanted), WordState.LEARNING)
    number = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    listed = words_of.listed(here, state, page=number, size=PAGE) if here else []
    return render_template(
        "vocab/words.html",
        words=listed,
        meanings=lexemes.meanings([word.lexeme for word in listed]),
        counts=words_of.counts(here) if here else {},
        state=state,
        states=WordState,
        page=number,
        size=PAGE,
        person=signed_in(),
        form=StateForm(formdata=None),
    )


@bp.post("/words/<id:lexeme_id>")
def set_state(lexeme_id: int) -> ResponseReturnValue:
    """Mark a word; answers JSON to a script and a redirect to a form."""
    lexeme = db.session.get(Lexeme, lexeme_id)
    if lexeme is None:
        abort(404)
    wanted = _wanted_state()
    if wanted not in {state.value for state in WordState}:
        abort(422, "A word can be new, learning or known.")
    words_of.set_state(reader_or_new_guest(), lexeme, WordState(wanted), now=datetime.now(UTC))
    db.session.commit()
    if request.is_json:
        return jsonify(lexeme=lexeme.id, state=wanted)
    return redirect(url_for(".words", state=request.args.get("back", WordState.LEARNING.value)))


@bp.get("/review", endpoint="review")
def review_page() -> ResponseReturnValue:
    """The next word of today, or when there is one again."""
    here, now = reader(), datetime.now(UTC)
    plan = review.plan(here, now=now) if here else review.Plan((), None)
    return render_template(
        "vocab/review.html",
        plan=plan,
        today=now.date(),
        card=review.shown(here, plan.lexeme_ids[0]) if here and plan.lexeme_ids else None,
        last=review.last(here, now=now) if here else None,
        language=LANGUAGES.get(here.first_language or "") if here else None,
        has_words=bool(here and words_of.counts(here).get(WordState.LEARNING)),
        person=signed_in(),
        form=Form(formdata=None),
    )


@bp.post("/review")
def answer_review() -> ResponseReturnValue:
    here, sent = reader(), request.form
    recall = next((recall for recall in Recall if recall.value == sent.get("recall")), None)
    lexeme_id, seen = sent.get("lexeme", 0, type=_id), sent.get("seen", -1, type=_id)
    if not (here and recall and review.answer(here, lexeme_id, recall, seen=seen, now=datetime.now(UTC))):
        flash("That answer was kept already, or its word is not on your list any more.", "info")
    db.session.commit()
    return redirect(url_for(".review"))


@bp.post("/review/undo")
def undo_review() -> ResponseReturnValue:
    here = reader()
    if not (here and review.undo(here, request.form.get("log", 0, type=_id), now=datetime.now(UTC))):
        flash("There is nothing to undo.", "info")
    db.session.commit()
    return redirect(url_for(".review"))


@bp.app_template_global()
def reviews_left() -> int:
    """How many words the reader still has to review today."""
    here = reader()
    return review.count_left(here, now=datetime.now(UTC)) if here else 0


def _id(text: str) -> int:
    """A number that the database can hold; ValueError for another."""
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError(text)
    return number


def _wanted_state() -> str:
    """The state that was sent, as JSON or as a form; empty when none was."""
    if not request.is_json:
        return request.form.get("state", "")
    if (request.content_length or MAX_JSON) >= MAX_JSON:
        return ""
    data = request.get_json(silent=True)
    wanted = data.get("state") if isinstance(data, Mapping) else None
    return wanted if isinstance(wanted, str) else ""
