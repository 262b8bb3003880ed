"""What a teacher decides on the draft's page: key words, what a word means, decisions that no longer fit."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import teacher_required
from db import db
from lessons import access, chosen_senses, key_words, leftovers, reading
from lessons import desk_bp as bp
from lessons.forms import KeyWordForm, SenseForm
from lessons.models import Lesson
from vocab import lexemes
from vocab.glossary import Entry
from vocab.models import Lexeme


def shown(lesson: Lesson, form: KeyWordForm) -> dict[str, object]:
    """What the draft's page shows of these decisions."""
    found = leftovers.of(lesson)
    return {
        "key_form": form,
        "key_terms": key_words.shown(lesson),
        "dropped_terms": key_words.dropped(lesson),
        "key_is_automatic": key_words.is_automatic(lesson),
        "senses_of": chosen_senses.senses,
        "not_medical": chosen_senses.not_medical(lesson),
        "chosen_senses": chosen_senses.chosen_ids(lesson),
        "leftovers": [each for each in found if not each.is_set_aside],
        "set_aside": [each for each in found if each.is_set_aside],
    }


def key_word_form(lesson: Lesson) -> KeyWordForm:
    form = KeyWordForm()
    terms = {view.id: view.lemma for view in reading.page(lesson).glosses}
    form.offer(terms, but={term.lexeme_id for term in key_words.shown(lesson)})
    return form


def sense_form(lesson: Lesson, word: Lexeme) -> SenseForm | None:
    """The meanings that the word may have here; None where it has one alone."""
    senses = chosen_senses.senses(lexemes.key_of(word))
    if not senses:
        return None
    form = SenseForm()
    form.offer(senses, chosen_senses.chosen(lesson, word))
    return form


@bp.post("/lessons/<slug>/key-words/<id:lexeme_id>/<any(up, down, pin, drop, automatic):step>")
@teacher_required
def change_key_word(slug: str, lexeme_id: int, step: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    term = access.term_of(lesson, lexeme_id)
    if step in ("up", "down"):
        key_words.move(lesson, term, by=-1 if step == "up" else 1)
    else:
        {"pin": key_words.pin, "drop": key_words.drop, "automatic": key_words.leave_to_text}[step](lesson, term)
    db.session.commit()
    anchor = "key-words" if term.key_place is None else f"k-{lexeme_id}"
    return redirect(url_for(".draft", slug=slug, _anchor=anchor))


@bp.post("/lessons/<slug>/key-words/automatic")
@teacher_required
def leave_key_words(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    key_words.leave_all_to_text(lesson)
    db.session.commit()
    flash("The key words are again those that were found in the text.", "success")
    return redirect(url_for(".draft", slug=slug, _anchor="key-words"))


@bp.route("/lessons/<slug>/senses/<id:lexeme_id>", methods=["GET", "POST"])
@teacher_required
def sense(slug: str, lexeme_id: int) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    word = access.word_of(lesson, lexeme_id)
    form = sense_form(lesson, word)
    if form is None or not form.validate_on_submit():
        page = render_template("desk/sense.html", lesson=lesson, word=word, sense_form=form)
        return page, 422 if form and form.is_submitted() else 200
    chosen_id = chosen_senses.choose(lesson, word, form.entry)
    db.session.commit()
    flash(_said_of_sense(word, form.entry), "success")
    is_term = any(view.id == chosen_id for view in reading.page(lesson).glosses)
    return redirect(url_for(".draft", slug=slug, _anchor=f"g-{chosen_id}" if is_term else "terms"))


@bp.post("/lessons/<slug>/leftovers/<any(question, term, sense):kind>/<id:number>/<any(remove, keep):step>")
@teacher_required
def settle(slug: str, kind: str, number: int, step: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    leftover = access.leftover_of(lesson, kind, number)
    if step == "remove":
        leftovers.remove(lesson, leftover)
    else:
        leftovers.set_aside(leftover)
    db.session.commit()
    is_left = bool(leftovers.of(lesson))
    return redirect(url_for(".draft", slug=slug, _anchor="leftovers" if is_left else None))


def _said_of_sense(word: Lexeme, entry: Entry | None) -> str:
    if entry is None:
        return f"What “{word.lemma}” means is told from each sentence again."
    return f"In this text, “{word.lemma}” now means: {entry.definition}."
