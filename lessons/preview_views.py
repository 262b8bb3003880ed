"""A lesson as a student sees it, for its teacher alone. Nothing that is done here is kept."""

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import person, teacher_required
from accounts.forms import Form
from lessons import access, attempts, coverage, views
from lessons import desk_bp as bp
from lessons.models import Lesson
from lessons.quiz_views import QUIZ_NAMES
from vocab import dictionary


@bp.get("/lessons/<slug>/preview")
@teacher_required
def preview(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    level = _level(lesson)
    return render_template(
        "desk/preview.html",
        **views.shown(lesson),
        preview=level,
        levels=coverage.READERS,
        reader_url=url_for(".preview_reader", slug=slug, level=level),
        quizzes_url=url_for(".preview_quizzes", slug=slug, level=level),
        word_url_template="",  # without an address the page's script keeps what is marked to itself
    )


@bp.get("/lessons/<slug>/preview/reader.json")
@teacher_required
def preview_reader(slug: str) -> Response:
    """A reader of that level who has marked nothing yet; translated into the teacher's own language."""
    level = _level(access.lesson_for_owner(slug))
    response = jsonify(
        csrf=None,
        name=None,
        states={},
        language=views.language_of(person()),
        level=level,
        dictionary=dictionary.is_available(),
        lookups=None,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/lessons/<slug>/preview/quizzes")
@teacher_required
def preview_quizzes(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    level = _level(lesson)
    return render_template(
        "desk/preview_quizzes.html",
        lesson=lesson,
        counts=attempts.counts(lesson),
        given={},
        going_on={},
        names=QUIZ_NAMES,
        most=attempts.MOST_ASKED,
        form=Form(),
        preview=level,
        levels=coverage.READERS,
        lesson_url=url_for(".preview", slug=slug, level=level),
    )


def _level(lesson: Lesson) -> str:
    """As whom it is looked at: at first as a reader of the text's own level."""
    wanted = request.args.get("level", lesson.cefr)
    return next((level for level in coverage.READERS if level == wanted), "B1")
