"""A reader's words."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import reader, reader_or_new_guest, signed_in
from db import db
from vocab import bp, lexemes
from vocab import words as words_of
from vocab.forms import StateForm
from vocab.models import Lexeme, WordState

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


def _wanted_state() -> str:
    """The state that was sent, as JSON or as a form; empty when none was."""
    if not request.is_json:
        return request.form.get("state", "")
    if (request.content_length or MAX_JSON) >= MAX_JSON:
        return ""
    data = request.get_json(silent=True)
    wanted = data.get("state") if isinstance(data, Mapping) else None
    return wanted if isinstance(wanted, str) else ""
