"""Taking a quiz: its questions one by one, and the result."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import reader, reader_or_new_guest, signed_in
from accounts.forms import Form
from accounts.models import User
from db import db
from lessons import access, answers, attempts, bp, reading, tasks
from lessons.models import Attempt, ItemFormat, Lesson, Mode, QuizKind

QUIZ_NAMES = {QuizKind.VOCABULARY: "Vocabulary", QuizKind.COMPREHENSION: "Understanding the text"}
PROCESS_NAMES = {
    "locate": "Finding what the text says",
    "infer": "Working out what it means",
    "integrate": "Seeing how its parts fit together",
    "evaluate": "Judging how sure it is",
}
INCOMPLETE = {
    ItemFormat.CHOICE: "Choose one of the answers.",
    ItemFormat.TAP: "Choose one of the sentences.",
    ItemFormat.MATCH: "Choose an answer for each of them.",
    ItemFormat.TYPED: "Type at least one word.",
}


@bp.get("/lessons/<slug>/quizzes")
def quizzes(slug: str) -> ResponseReturnValue:
    shown, here = access.lesson_for_reader(slug), reader()
    given = tasks.by_quiz(here, shown, now=datetime.now(UTC)) if here else {}
    return render_template(
        "lessons/quizzes.html",
        lesson=shown,
        counts=attempts.counts(shown),
        given=given,
        going_on=attempts.going_on(here, shown, given=given) if here else {},
        names=QUIZ_NAMES,
        most=attempts.MOST_ASKED,
        form=Form(),
    )


@bp.post("/lessons/<slug>/quizzes/<quiz>")
def start_quiz(slug: str, quiz: str) -> ResponseReturnValue:
    shown, kind = access.lesson_for_reader(slug), _quiz_kind(quiz)
    if not attempts.items(shown, kind):
        flash("This quiz has no questions.", "info")
        return redirect(url_for(".quizzes", slug=slug))
    attempt = _begun(reader_or_new_guest(), shown, kind)
    db.session.commit()
    return redirect(url_for(".attempt", attempt_id=attempt.id)) if attempt else abort(404)


@bp.get("/attempts/<id:attempt_id>")
def attempt(attempt_id: int) -> ResponseReturnValue:
    """On to the first question that is not done, or to the result."""
    asked = attempts.questions(access.attempt_for_reader(attempt_id))
    following = next((question for question in asked if not question.is_done), None)
    if following:
        return redirect(url_for(".question", attempt_id=attempt_id, number=following.number))
    return redirect(url_for(".result", attempt_id=attempt_id))


@bp.route("/attempts/<id:attempt_id>/<id:number>", methods=["GET", "POST"])
def question(attempt_id: int, number: int) -> ResponseReturnValue:
    taken = access.attempt_for_reader(attempt_id)
    return _answered(taken, number) if request.method == "POST" else _question_page(taken, number)


@bp.get("/attempts/<id:attempt_id>/result")
def result(attempt_id: int) -> ResponseReturnValue:
    taken = access.attempt_for_reader(attempt_id)
    asked = attempts.questions(taken)
    if not all(question.is_done for question in asked):
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    return render_template(
        "lessons/result.html",
        attempt=taken,
        questions=asked,
        by_process=attempts.by_process(asked),
        processes=PROCESS_NAMES,
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


def _begun(here: User, lesson: Lesson, quiz: QuizKind) -> Attempt | None:
    """For the assignment that asks for this quiz now, in its mode; without one as the reader chose."""
    now = datetime.now(UTC)
    if given := tasks.by_quiz(here, lesson, now=now).get(quiz):
        return attempts.start_given(here, lesson, quiz, given, now=now)
    mode = Mode.EXAM if request.form.get("mode") == Mode.EXAM.value else Mode.PRACTICE
    return attempts.start(here, lesson, quiz, mode=mode, now=now)


def _asked(taken: Attempt, number: int) -> attempts.Question:
    asked = attempts.questions(taken)
    return asked[number - 1] if 1 <= number <= len(asked) else abort(404)


def _answered(taken: Attempt, number: int) -> ResponseReturnValue:
    """The first answer, or after a miss in practice the second; which of them the form was made for, it says itself."""
    current, is_second = _asked(taken, number), request.form.get("try") == "2"
    given = [] if is_second and "show" in request.form else answers.read(current.item, request.form)
    if given is None and not current.is_done:
        return _question_page(taken, number, error=INCOMPLETE[current.item.format]), 422
    if given is not None:
        now = datetime.now(UTC)
        if is_second:
            attempts.answer_again(taken, current, given, now=now)
        else:
            attempts.answer(taken, current.item, given, now=now)
        db.session.commit()
    goes_on = taken.mode is Mode.EXAM
    return redirect(url_for(".attempt", attempt_id=taken.id) if goes_on else request.path)


def _question_page(taken: Attempt, number: int, *, error: str = "") -> str:
    current, total = _asked(taken, number), len(taken.item_ids)
    shown = {
        "attempt": taken,
        "question": current,
        "total": total,
        "names": QUIZ_NAMES,
        "form": Form(),
        "error": error,
        "filled": request.form,
        "pieces": answers.pieces(current.item.passage),
    }
    if current.response is None:
        return render_template("lessons/question.html", **shown)
    is_told = taken.mode is Mode.PRACTICE or taken.finished_at is not None
    if current.may_try_again and not error:
        shown["filled"] = answers.right_so_far(current.item, current.response.given)
    where = reading.sentence_at(taken.lesson, current.item.evidence_start)
    return render_template(
        "lessons/answered.html" if is_told else "lessons/waiting.html",
        **shown,
        sentence=where,
        paragraph=None if answers.hides_text(current.item) else reading.paragraph_of(taken.lesson, current.item),
        first=answers.told(current.item, current.response.given),
        second=answers.told(current.item, current.response.second) if current.response.second else [],
    )


def _quiz_kind(name: str) -> QuizKind:
    return QuizKind(name) if name in {kind.value for kind in QuizKind} else abort(404)
