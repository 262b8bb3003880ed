"""A class, its students, what it was given and what they did with it, made without a browser."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from accounts import classrooms, people
from accounts.models import Classroom
from db import db
from lessons import assignments, attempts, tasks
from lessons.assignment_models import Assignment
from lessons.assignments import Terms
from lessons.models import Lesson, Mode, QuizKind
from tests import answers

ZONE = "Europe/Warsaw"
BOTH = tuple(QuizKind)


def add_class(app: Flask, teacher: str, *students: str, name: str = "English for nurses") -> str:
    """The address of the class."""
    with app.app_context():
        now = datetime.now(UTC)
        made = classrooms.create(people.find(teacher), name=name, time_zone=ZONE, now=now)
        for student in students:
            classrooms.join(made, people.find(student), now=now)
        db.session.commit()
        return f"/classes/{made.id}"


def give(
    app: Flask,
    classroom: str,
    slug: str,
    *,
    by: str = "Amina",
    mode: Mode = Mode.PRACTICE,
    quizzes=BOTH,
    **times: datetime,
) -> str:
    """The address of the assignment's results."""
    with app.app_context():
        lesson = db.session.scalars(select(Lesson).filter_by(slug=slug)).one()
        found = db.session.get_one(Classroom, number(classroom))
        terms = Terms(mode=mode, quizzes=quizzes, **times)
        made = assignments.assign(found, lesson, terms, by=people.find(by), now=datetime.now(UTC))
        db.session.commit()
        return f"{classroom}/assignments/{made.id}"


def number(url: str) -> int:
    return int(url.rsplit("/", 1)[1])


def take(
    app: Flask,
    name: str,
    assignment: str,
    *,
    quiz: QuizKind = QuizKind.COMPREHENSION,
    wrong: int = 0,
    now: datetime | None = None,
) -> list[int]:
    """The student takes the quiz for the assignment, the first `wrong` questions wrongly; the questions' numbers."""
    now = now or datetime.now(UTC)
    with app.app_context():
        given, user = db.session.get_one(Assignment, number(assignment)), people.find(name)
        attempt = attempts.start_given(user, given.lesson, quiz, given, now=now)
        for question in attempts.questions(attempt):
            form = answers.wrong(question.item) if question.number <= wrong else answers.right(question.item)
            attempts.answer(attempt, question.item, list(form.values()), now=now)
        for question in attempts.questions(attempt):
            attempts.answer_again(attempt, question, [], now=now)
        db.session.commit()
        return attempt.item_ids


def read(app: Flask, name: str, assignment: str) -> None:
    with app.app_context():
        tasks.note_read(people.find(name), db.session.get_one(Assignment, number(assignment)), now=datetime.now(UTC))
        db.session.commit()
