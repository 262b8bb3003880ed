"""What leaves the house: the page that lists it, the files, and the pages made for paper."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import reader, signed_in
from accounts.learning import CEFR, LANGUAGES
from lessons import access, bp, reading
from lessons.exports import anki, gift, handout, kahoot, moodle, qti, questions, tables, words
from lessons.exports.words import Word
from lessons.item_views import TYPE_NAMES
from lessons.models import Item, Lesson
from lessons.quiz_views import QUIZ_NAMES

PAPERS = {"a4": "A4", "letter": "Letter"}
TYPES = {
    "apkg": "application/octet-stream",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}


bp.add_app_template_filter(questions.evidence, "evidence")
bp.add_app_template_filter(questions.gaps, "gaps_of")


@bp.get("/lessons/<slug>/exports")
def exports(slug: str) -> ResponseReturnValue:
    lesson, here = access.lesson_for_reader(slug), reader()
    may_teach = access.may_see_answers(lesson)
    items = questions.of_lesson(lesson) if may_teach else []
    return render_template(
        "exports/index.html",
        lesson=lesson,
        page=reading.page(lesson),
        learning=len(words.learning_in(lesson, here)) if here else 0,
        language=LANGUAGES.get(here.first_language or "") if here else None,
        may_teach=may_teach,
        count=len(items),
        skipped={"Kahoot": kahoot.parted(items)[1], "GIFT": gift.parted(items)[1]},
        person=signed_in(),
    )


@bp.get("/lessons/<slug>/exports/<any(all, key, learning):which>-words.<any(apkg, tsv, csv):ending>")
def export_words(slug: str, which: str, ending: str) -> ResponseReturnValue:
    lesson = access.lesson_for_reader(slug)
    found = _words(lesson, which)
    title = {"all": lesson.title, "key": f"{lesson.title}: key words", "learning": f"{lesson.title}: my words"}[which]
    return _file(_words_file(found, ending, name=title, deck=f"{slug} {which}"), f"{slug}-{which}-words", ending)


@bp.get("/words/learning.<any(apkg, tsv, csv):ending>")
def export_learning(ending: str) -> ResponseReturnValue:
    here = reader()
    found = words.learning(here) if here else []
    return _file(_words_file(found, ending, name="My words", deck="my words"), "my-words", ending)


@bp.get("/lessons/<slug>/exports/questions.<any(xml, txt, csv, xlsx, zip):ending>")
def export_questions(slug: str, ending: str) -> ResponseReturnValue:
    lesson = access.lesson_for_teacher(slug)
    return _file(_questions_file(lesson, questions.of_lesson(lesson), ending), f"{slug}-questions", ending)


@bp.get("/lessons/<slug>/print")
def print_handout(slug: str) -> ResponseReturnValue:
    lesson, here = access.lesson_for_reader(slug), reader()
    asked = request.args.get("level", (here.level if here else None) or "")
    level = asked if asked in CEFR else ""
    return render_template(
        "lessons/print_handout.html",
        lesson=lesson,
        parts=handout.parts(lesson, level=level),
        level=level,
        levels={"": "All", **{each: each for each in CEFR[1:-1]}},
        language=LANGUAGES.get(here.first_language or "") if here else None,
        **_paper(),
    )


@bp.get("/lessons/<slug>/print/<any(questions, key):sheet>")
def print_questions(slug: str, sheet: str) -> ResponseReturnValue:
    lesson = access.lesson_for_teacher(slug)
    items = questions.of_lesson(lesson)
    asked = set(request.args.getlist("item", type=int))
    chosen = [item for item in items if item.id in asked] or items
    shown = {"lesson": lesson, "items": items, "chosen": [item.id for item in chosen], "names": QUIZ_NAMES}
    by_quiz = {name: [item for item in chosen if item.quiz is quiz] for quiz, name in QUIZ_NAMES.items()}
    return render_template(f"lessons/print_{sheet}.html", by_quiz=by_quiz, sheet=sheet, **shown, **_paper())


def _words(lesson: Lesson, which: str) -> list[Word]:
    here = reader()
    if which == "learning":
        return words.learning_in(lesson, here) if here else []
    listed = words.key_of_lesson if which == "key" else words.of_lesson
    return listed(lesson, language=(here.first_language or "") if here else "")


def _words_file(found: Sequence[Word], ending: str, *, name: str, deck: str) -> bytes:
    if ending == "apkg":
        return anki.package(found, name=f"Readwell::{name}", deck=deck, now=datetime.now(UTC))
    return tables.quizlet(found) if ending == "tsv" else tables.words_csv(found)


def _questions_file(lesson: Lesson, items: Sequence[Item], ending: str) -> bytes:
    if ending == "xml":
        return moodle.document(items, title=lesson.title)
    if ending == "txt":
        return gift.document(gift.parted(items)[0], title=lesson.title)
    if ending == "xlsx":
        return kahoot.workbook(kahoot.parted(items)[0], title=lesson.title)
    if ending == "zip":
        return qti.package(items, title=lesson.title, slug=lesson.slug)
    return tables.items_csv(items, quizzes=QUIZ_NAMES, types=TYPE_NAMES)


def _file(data: bytes, name: str, ending: str) -> Response:
    """An answer that a browser saves. A slug has letters, figures and hyphens alone, so it is a safe name."""
    response = Response(data, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def _paper() -> dict[str, object]:
    asked = request.args.get("paper", "a4")
    return {"papers": PAPERS, "paper": asked if asked in PAPERS else "a4"}
