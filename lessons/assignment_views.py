"""A class's page, for its teachers and for its students; giving it something to read; what a reader sends."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import classrooms
from accounts.access import (
    account_required,
    classroom_for_member,
    classroom_for_teacher,
    own_membership,
    person,
    teacher_required,
    teaches,
)
from accounts.forms import Form
from accounts.models import Classroom
from db import db
from lessons import access, assignment_forms, assignments, lookups, tasks
from lessons import assignments_bp as bp
from lessons.assignment_forms import AssignForm, TermsForm
from lessons.assignment_models import Assignment
from lessons.collecting import parts
from lessons.lookups import Place
from lessons.quiz_views import QUIZ_NAMES

# A hundred words as numbers; anything longer is nothing that the page's script sends.
MAX_JSON = 4_000


@bp.get("/classes/<id:classroom_id>")
@account_required
def classroom(classroom_id: int) -> ResponseReturnValue:
    shown, now = classroom_for_member(classroom_id), datetime.now(UTC)
    if not teaches(shown):
        return _student_page(shown, now=now)
    given = assignments.of_class(shown)
    return render_template(
        "classes/assignments.html",
        classroom=shown,
        given=given,
        progress=assignments.progress(shown, given),
        size=assignments.size(shown),
        names=QUIZ_NAMES,
        now=now,
        form=Form(),
    )


def _student_page(shown: Classroom, *, now: datetime) -> ResponseReturnValue:
    own_membership(shown.id)
    return render_template(
        "classes/classroom.html",
        classroom=shown,
        tasks=tasks.of(person(), classroom=shown),
        names=QUIZ_NAMES,
        now=now,
        form=Form(),
    )


@bp.get("/desk/lessons/<slug>/assign")
@teacher_required
def choose_class(slug: str) -> ResponseReturnValue:
    """To which of the teacher's classes a lesson is given."""
    lesson = access.lesson_for_owner(slug)
    return _choice(lesson.title, slug, back=url_for("desk.draft", slug=slug))


@bp.get("/desk/collections/<id:collection_id>/assign")
@teacher_required
def choose_class_for_all(collection_id: int) -> ResponseReturnValue:
    """To which of the teacher's classes all lessons of a collection are given."""
    collection = access.collection_for_owner(collection_id)
    back = url_for("desk.collection", collection_id=collection_id)
    return _choice(collection.title, f"{parts.CHOICE}{collection_id}", back=back)


def _choice(title: str, choice: str, *, back: str) -> ResponseReturnValue:
    taught = [mine.classroom for mine in classrooms.of(person()) if teaches(mine.classroom)]
    return render_template("classes/choose.html", title=title, choice=choice, back=back, classes=taught)


@bp.route("/classes/<id:classroom_id>/assignments/new", methods=["GET", "POST"])
@account_required
def assign(classroom_id: int) -> ResponseReturnValue:
    shown, teacher = classroom_for_teacher(classroom_id), person()
    form = AssignForm(lesson=request.args.get("lesson"))
    form.lesson.choices = {"": "Choose…"} | parts.assignable(teacher) | assignments.assignable(teacher)
    if not form.validate_on_submit():
        return _form_page(shown, form)
    title, chosen = parts.chosen(form.lesson.data)
    for lesson in chosen:
        assignments.assign(shown, lesson, form.terms(shown), by=teacher, now=datetime.now(UTC))
    db.session.commit()
    flash(f"“{title}” is given to {shown.name}.", "success")
    return redirect(url_for(".classroom", classroom_id=classroom_id))


@bp.route("/classes/<id:classroom_id>/assignments/<id:assignment_id>/edit", methods=["GET", "POST"])
@account_required
def edit(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    shown = classroom_for_teacher(classroom_id)
    given = access.assignment_of(shown, assignment_id)
    form = TermsForm(data=assignment_forms.of(given))
    if not form.validate_on_submit():
        return _form_page(shown, form, given)
    assignments.change(given, form.terms(shown))
    db.session.commit()
    flash("Saved. Your students see it at once.", "success")
    return redirect(url_for(".classroom", classroom_id=classroom_id))


@bp.post("/classes/<id:classroom_id>/assignments/<id:assignment_id>/<any(withdraw, restore):step>")
@account_required
def change(classroom_id: int, assignment_id: int, step: str) -> ResponseReturnValue:
    given = access.assignment_of(classroom_for_teacher(classroom_id), assignment_id)
    if step == "withdraw":
        assignments.withdraw(given, now=datetime.now(UTC))
        said = "Your students do not see it any more. What they did is kept."
    else:
        assignments.give_again(given)
        said = "Your students see it again."
    db.session.commit()
    flash(said, "success")
    return redirect(url_for(".classroom", classroom_id=classroom_id))


# -- what a student does


@bp.post("/assignments/<id:assignment_id>/<any(read, finish):step>")
@account_required
def note_reading(assignment_id: int, step: str) -> ResponseReturnValue:
    """On to the text; or the text is read."""
    given, now = access.assignment_for_student(assignment_id), datetime.now(UTC)
    if step == "read":
        tasks.note_opened(person(), given, now=now)
        onward = url_for("lessons.lesson", slug=given.lesson.slug)
    else:
        tasks.note_read(person(), given, now=now)
        onward = url_for(".classroom", classroom_id=given.classroom_id)
    db.session.commit()
    return redirect(onward)


@bp.post("/lessons/<slug>/lookups")
def note_lookups(slug: str) -> ResponseReturnValue:
    """From the page's script: {words: [[lexeme, offset], …], read: whether the end was reached}."""
    shown, user, now = access.lesson_for_reader(slug), person(), datetime.now(UTC)
    given = tasks.open_on(user, shown, now=now) or abort(404)
    places, is_read = _sent()
    lookups.note(user, given, shown, places, now=now)
    for assignment in given:
        (tasks.note_read if is_read else tasks.note_opened)(user, assignment, now=now)
    db.session.commit()
    return "", 204


def _sent() -> tuple[list[Place], bool]:
    sent = request.get_json(silent=True) if (request.content_length or MAX_JSON) < MAX_JSON else None
    if not isinstance(sent, dict) or not isinstance(sent.get("words", []), list):
        abort(422, "This is not what a lesson's page sends.")
    return [(one[0], one[1]) for one in sent.get("words", []) if _is_place(one)], sent.get("read") is True


def _is_place(sent: object) -> bool:
    return (
        isinstance(sent, list)
        and len(sent) == 2
        and all(type(number) is int and 0 <= number < 2**31 for number in sent)
    )


def _form_page(shown: Classroom, form: TermsForm, given: Assignment | None = None) -> ResponseReturnValue:
    html = render_template("classes/assign.html", classroom=shown, form=form, given=given)
    return html, 422 if form.is_submitted() else 200
