"""The results of an assignment as tables for a spreadsheet: a row for each student, each answer, each word."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from accounts import moments
from db import db
from lessons import answers
from lessons.class_results import Results, Student, Taken
from lessons.exports.questions import evidence
from lessons.exports.tables import FORMULAS
from lessons.models import Item, QuizKind, Response
from vocab.models import Lexeme

Rows = Iterable[Sequence[object]]


def students(results: Results) -> str:
    head = ["Student", "Account", "Opened the text", "Read the text", "Quiz", "State", "Points", "Questions", "Minutes"]
    return _csv([*head, "Begun", "Finished", "Late"], _student_rows(results))


def _student_rows(results: Results) -> Rows:
    when = _clock(results)
    for student in results.students:
        who = _who(student)
        read = [when(student.reading.opened_at), when(student.reading.finished_at)] if student.reading else ["", ""]
        for quiz in results.assignment.required or tuple(QuizKind):
            yield [*who, *read, quiz.value, *_taking(results, student, quiz)]


def _taking(results: Results, student: Student, quiz: QuizKind) -> list[object]:
    when, taken = _clock(results), student.taken.get(quiz)
    if taken is None:
        return ["not begun", "", "", "", "", "", ""]
    minutes = "" if taken.time is None else round(taken.time.total_seconds() / 60, 1)
    begun, finished = when(taken.attempt.started_at), when(taken.attempt.finished_at)
    late = "yes" if student.is_late(quiz, results.assignment.due_at) else "no"
    return ["done" if finished else "begun", round(taken.points, 2), taken.total, minutes, begun, finished, late]


def answers_given(results: Results) -> str:
    head = ["Student", "Account", "Quiz", "Number", "Kind", "Way of reading", "Question", "Answer", "Right answer"]
    rows = (_answer_row(results, *found) for found in results.answers)
    return _csv([*head, "Points", "Points of the second go", "When"], rows)


def _answer_row(results: Results, student: Student, taken: Taken, response: Response) -> list[object]:
    item: Item = results.items[response.item_id]
    parts = answers.told(item, response.given)
    return [
        *_who(student),
        item.quiz.value,
        taken.attempt.item_ids.index(item.id) + 1,
        item.type,
        item.process,
        item.stem,
        "; ".join(part.given for part in parts),
        "; ".join(part.right for part in parts),
        round(response.points, 2),
        round(response.second_points, 2),
        _clock(results)(response.answered_at),
    ]


def words(results: Results) -> str:
    """Each word that each student looked up, place by place."""
    ids = {row.lexeme_id for row in results.lookups}
    lemmas = {row[0]: row[1] for row in db.session.execute(select(Lexeme.id, Lexeme.lemma).where(Lexeme.id.in_(ids)))}
    by_id, when = {student.member.user_id: student for student in results.students}, _clock(results)
    rows = (
        [*_who(by_id[row.user_id]), lemmas[row.lexeme_id], row.start, row.count, when(row.last_at)]
        for row in results.lookups
    )
    return _csv(["Student", "Account", "Word", "Place in the text", "Times", "Last"], rows)


def questions(results: Results) -> str:
    head = ["Quiz", "Kind", "Way of reading", "Question", "In the text", "Students", "Facility", "Discrimination"]
    rows = (
        [
            item.quiz.value,
            item.type,
            item.process,
            item.stem,
            evidence(item),
            said.takers,
            round(said.facility, 3),
            _r(said.discrimination),
        ]
        for item, said in results.statistics()
    )
    return _csv(head, rows)


# What may be downloaded, by the word in the address.
TABLES: dict[str, Callable[[Results], str]] = {
    "students": students,
    "answers": answers_given,
    "words": words,
    "questions": questions,
}


def _r(value: float | None) -> object:
    return "" if value is None else round(value, 3)


def _who(student: Student) -> list[object]:
    return [student.member.name, student.member.user.name]


def _clock(results: Results) -> Callable[[datetime | None], str]:
    """Moments as a spreadsheet sorts them, on the clocks of the class."""
    zone = results.assignment.classroom.time_zone
    return lambda moment: moments.local(moment, zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _csv(head: Sequence[str], rows: Rows) -> str:
    """With a byte order mark, by which Excel knows that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> object:
    """What somebody typed is never a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value
