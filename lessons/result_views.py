"""The results of an assignment, for the teachers of its class."""

from datetime import UTC, datetime

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import account_required, classroom_for_teacher
from lessons import access, class_results, class_tables, heat, item_statistics
from lessons import assignments_bp as bp
from lessons.class_results import Results, Student
from lessons.quiz_views import PROCESS_NAMES, QUIZ_NAMES

bp.add_app_template_filter(lambda quiz: QUIZ_NAMES[quiz], "quiz_name")


@bp.get("/classes/<id:classroom_id>/assignments/<id:assignment_id>")
@account_required
def results(classroom_id: int, assignment_id: int) -> ResponseReturnValue:
    """Of the class, or with ?student=… of one student."""
    shown = classroom_for_teacher(classroom_id)
    given = access.assignment_of(shown, assignment_id)
    every = class_results.of(given)
    student = _student(every)
    looked_at = every.of(student) if student else every
    return render_template(
        "classes/results.html",
        classroom=shown,
        given=given,
        every=every,
        looked_at=looked_at,
        student=student,
        parts=heat.of(given.lesson, looked_at.lookups, looked_at.misses, size=len(looked_at.students)),
        words=class_results.words_together(looked_at),
        questions=every.statistics(),
        least=item_statistics.LEAST_TAKERS,
        names=QUIZ_NAMES,
        processes=PROCESS_NAMES,
        steps=heat.STEPS,
        now=datetime.now(UTC),
    )


@bp.get("/classes/<id:classroom_id>/assignments/<id:assignment_id>/<any(students, answers, words, questions):what>.csv")
@account_required
def table(classroom_id: int, assignment_id: int, what: str) -> ResponseReturnValue:
    given = access.assignment_of(classroom_for_teacher(classroom_id), assignment_id)
    made = class_tables.TABLES[what](class_results.of(given))
    name = f"{given.lesson.slug}-{what}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, mimetype="text/csv", headers=headers)


def _student(every: Results) -> Student | None:
    wanted = request.args.get("student", "")
    if not wanted:
        return None
    found = [student for student in every.students if str(student.member.user_id) == wanted]
    return found[0] if found else abort(404)
