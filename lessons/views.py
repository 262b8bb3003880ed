"""The library, a lesson, and its quizzes."""

from datetime import UTC, datetime

from flask import Response, abort, flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from accounts.access import reader, reader_or_new_guest, signed_in
from accounts.forms import Form
from accounts.learning import LANGUAGES
from accounts.models import User
from db import db
from lessons import access, attempts, bp, library, reading
from lessons.forms import AnswerForm
from lessons.models import QuizKind
from vocab import dictionary, words
from vocab.levels import CEFR

QUIZ_NAMES = {QuizKind.VOCABULARY: "Vocabulary", QuizKind.COMPREHENSION: "Understanding the text"}


@bp.get("/", endpoint="library")
def library_page() -> ResponseReturnValue:
    level = request.args.get("level", "")
    sought = " ".join("".join(char if char.isprintable() else " " for char in request.args.get("q", "")).split())[:80]
    families = library.families(level=level if level in CEFR else None, words=sought)
    return render_template(
        "lessons/library.html", families=families, level=level, q=sought, levels=CEFR, minutes=reading.minutes
    )


@bp.get("/lessons/<slug>")
def lesson(slug: str) -> ResponseReturnValue:
    shown = access.lesson_for_reader(slug)
    page = reading.page(shown)
    html = render_template(
        "lessons/lesson.html",
        lesson=shown,
        minutes=reading.minutes(shown),
        versions=library.versions(shown),
        page=page,
        word_url_template=url_for("vocab.set_state", lexeme_id=0).replace("/0", "/__id__"),
        lexeme_url_template=url_for("vocabulary.more", slug=slug, lexeme_id=0).replace("/0/more", "/__id__/__what__"),
    )
    return _revalidated(Response(html))


@bp.get("/lessons/<slug>/words.json")
def words_json(slug: str) -> ResponseReturnValue:
    return _revalidated(jsonify(reading.page(access.lesson_for_reader(slug)).words))


@bp.get("/lessons/<slug>/reader.json")
def reader_json(slug: str) -> ResponseReturnValue:
    shown, here, person = access.lesson_for_reader(slug), reader(), signed_in()
    states = words.states_among(here, reading.lexeme_ids(shown)) if here else {}
    # Reading alone starts no session: a late one would put another in the place of that of a form opened meanwhile.
    wants_token = "csrf_token" in session or "token" in request.args
    token = generate_csrf() if wants_token else None
    response = jsonify(
        csrf=token,
        name=person.name if person else None,
        states=states,
        language=_language(here),
        level=here.level if here else None,
        dictionary=dictionary.is_available(),
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/lessons/<slug>/quizzes")
def quizzes(slug: str) -> ResponseReturnValue:
    shown, here = access.lesson_for_reader(slug), reader()
    return render_template(
        "lessons/quizzes.html",
        lesson=shown,
        counts=attempts.counts(shown),
        going_on=attempts.going_on(here, shown) if here else {},
        names=QUIZ_NAMES,
        form=Form(),
    )


@bp.post("/lessons/<slug>/quizzes/<quiz>")
def start_quiz(slug: str, quiz: str) -> ResponseReturnValue:
    shown, kind = access.lesson_for_reader(slug), _quiz_kind(quiz)
    if not attempts.items(shown, kind):
        flash("This quiz has no questions.", "info")
        return redirect(url_for(".quizzes", slug=slug))
    attempt = attempts.start(reader_or_new_guest(), shown, kind, now=datetime.now(UTC))
    db.session.commit()
    return redirect(url_for(".attempt", attempt_id=attempt.id)) if attempt else abort(404)


@bp.get("/attempts/<id:attempt_id>")
def attempt(attempt_id: int) -> ResponseReturnValue:
    """On to the first question without an answer, or to the result."""
    asked = attempts.questions(access.attempt_for_reader(attempt_id))
    following = next((question for question in asked if not question.response), None)
    if following:
        return redirect(url_for(".question", attempt_id=attempt_id, number=following.number))
    return redirect(url_for(".result", attempt_id=attempt_id))


@bp.route("/attempts/<id:attempt_id>/<id:number>", methods=["GET", "POST"])
def question(attempt_id: int, number: int) -> ResponseReturnValue:
    taken, form = access.attempt_for_reader(attempt_id), AnswerForm()
    asked = attempts.questions(taken)
    if not 1 <= number <= len(asked):
        abort(404)
    current, status = asked[number - 1], 200
    if form.is_submitted() and not current.response:
        choice = form.answer.data if form.validate() else None
        if choice is not None and 0 <= choice < len(current.item.options):
            attempts.answer(taken, current.item, choice, now=datetime.now(UTC))
            db.session.commit()
            return redirect(url_for(".question", attempt_id=attempt_id, number=number))
        form.answer.errors, status = ["Choose one of the answers."], 422
    shown = {"attempt": taken, "question": current, "total": len(asked), "names": QUIZ_NAMES, "form": form}
    if current.response:
        where = reading.sentence_at(taken.lesson, current.item.evidence_start)
        return render_template("lessons/answered.html", **shown, sentence=where)
    return render_template("lessons/question.html", **shown), status


@bp.get("/attempts/<id:attempt_id>/result")
def result(attempt_id: int) -> ResponseReturnValue:
    taken = access.attempt_for_reader(attempt_id)
    asked = attempts.questions(taken)
    if not all(question.response for question in asked):
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    return render_template(
        "lessons/result.html",
        attempt=taken,
        questions=asked,
        names=QUIZ_NAMES,
        form=Form(),
        person=signed_in(),
    )


@bp.get("/results")
def results() -> ResponseReturnValue:
    here = reader()
    return render_template(
        "lessons/results.html",
        results=attempts.results(here) if here else [],
        names=QUIZ_NAMES,
        person=signed_in(),
    )


def _language(here: User | None) -> dict[str, str] | None:
    """The reader's first language, as the page's script shows words of it."""
    language = LANGUAGES.get(here.first_language or "") if here else None
    if language is None:
        return None
    return {"code": language.code, "name": language.name, "lang": language.lang, "dir": language.direction}


def _quiz_kind(name: str) -> QuizKind:
    return QuizKind(name) if name in {kind.value for kind in QuizKind} else abort(404)


def _revalidated(response: Response) -> Response:
    """The browser keeps it and asks each time whether it has changed."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
