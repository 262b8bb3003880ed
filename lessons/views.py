"""The library and a lesson."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, jsonify, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from accounts.access import reader, signed_in
from accounts.forms import Form
from accounts.learning import LANGUAGES
from accounts.models import User
from lessons import access, bp, library, reading, tasks
from lessons.models import Lesson
from lessons.quiz_views import QUIZ_NAMES
from vocab import dictionary, words
from vocab.levels import CEFR


@bp.get("/", endpoint="library")
def library_page() -> ResponseReturnValue:
    level = request.args.get("level", "")
    sought = " ".join("".join(char if char.isprintable() else " " for char in request.args.get("q", "")).split())[:80]
    families = library.families(level=level if level in CEFR else None, words=sought)
    person, now = signed_in(), datetime.now(UTC)
    to_do = tasks.to_do(person, now=now) if person else []
    return render_template(
        "lessons/library.html",
        families=families,
        level=level,
        q=sought,
        levels=CEFR,
        minutes=reading.minutes,
        to_do=to_do,
        now=now,
        names=QUIZ_NAMES,
        form=Form(formdata=None) if to_do else None,  # no session for somebody who only looks
    )


@bp.get("/lessons/<slug>")
def lesson(slug: str) -> ResponseReturnValue:
    word_url = url_for("vocab.set_state", lexeme_id=0).replace("/0", "/__id__")
    read = access.lesson_for_reader(slug)
    parts, place = shown(read), access.place_for_reader(read)
    html = render_template("lessons/lesson.html", **parts, place=place, word_url_template=word_url)
    return _revalidated(Response(html))


@bp.get("/lessons/<slug>/words.json")
def words_json(slug: str) -> ResponseReturnValue:
    return _revalidated(jsonify(reading.page(access.lesson_for_reader(slug)).words))


@bp.get("/lessons/<slug>/reader.json")
def reader_json(slug: str) -> ResponseReturnValue:
    found, here, person = access.lesson_for_reader(slug), reader(), signed_in()
    states = words.states_among(here, reading.lexeme_ids(found)) if here else {}
    # Reading alone starts no session: a late one would put another in the place of that of a form opened meanwhile.
    wants_token = "csrf_token" in session or "token" in request.args
    token = generate_csrf() if wants_token else None
    response = jsonify(
        csrf=token,
        name=person.name if person else None,
        states=states,
        language=language_of(here),
        level=here.level if here else None,
        dictionary=dictionary.is_available(),
        lookups=url_for("assignments.note_lookups", slug=slug) if _was_given(person, found) else None,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def shown(lesson: Lesson) -> dict[str, Any]:
    """What the page of a lesson is made of, whoever reads it."""
    more_url = url_for("vocabulary.more", slug=lesson.slug, lexeme_id=0)
    return {
        "lesson": lesson,
        "minutes": reading.minutes(lesson),
        "versions": library.versions(lesson),
        "page": reading.page(lesson),
        "lexeme_url_template": more_url.replace("/0/more", "/__id__/__what__"),
    }


def _was_given(person: User | None, lesson: Lesson) -> bool:
    """Whether the person's class is to read this now: then the page's script tells which words they look up."""
    return person is not None and bool(tasks.open_on(person, lesson, now=datetime.now(UTC)))


def language_of(here: User | None) -> dict[str, str] | None:
    """The reader's first language, as the page's script shows words of it."""
    language = LANGUAGES.get(here.first_language or "") if here else None
    if language is None:
        return None
    return {"code": language.code, "name": language.name, "lang": language.lang, "dir": language.direction}


def _revalidated(response: Response) -> Response:
    """The browser keeps it and asks each time whether it has changed."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
