"""A small town: its people with browsers, lessons, classes and what these were given, for rules that hold for all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts import classrooms, people
from accounts.models import Classroom, Role, User
from db import db, now
from lessons import assignments, attempts, drafts
from lessons.assignments import Terms
from lessons.collecting import making
from lessons.collection_models import PartState
from lessons.importing import Source
from lessons.models import Item, Lesson, LessonTerm, Mode, QuizKind, Status
from tests import answers
from tests.conftest import PASSWORD, Person
from tests.documents import document
from tests.routes import Row, endpoint_of
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme


@dataclass(frozen=True)
class Town:
    """`places` are what the table puts between angle brackets."""

    app: Flask
    places: dict[str, str]
    names: Iterator[int]

    def url(self, row: Row) -> str:
        return re.sub(r"<(\w+)>", lambda match: self.places[match.group(1)], row.url)

    def browser(self, name: str) -> Person:
        """A fresh browser in which that person is signed in."""
        person = Person(self.app, name)
        if name != "visitor":
            with self.app.app_context():
                key = people.find(name).session_key
            with person.client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = key, True
        return person

    def form(self, url: str) -> dict[str, str]:
        """What somebody would send there, all of it right; nothing where a button is all there is."""
        forms = {
            "accounts.sign_in": lambda: {"name": "Kim", "password": PASSWORD},
            "accounts.register": lambda: self._new_name() | _same_twice(PASSWORD),
            "accounts.change_password": lambda: _same_twice(f"battery staple {next(self.names)}"),
            "vocab.set_state": lambda: {"state": "known"},
            # Whatever the format of the question is.
            "lessons.question": lambda: dict(answers.WHATEVER),
            "desk.new": lambda: {
                "title": "Water",
                "text": SHORT,
                "source_note": "A book",
                "submission": "",
                "anyway": "y",
            },
            "desk.source": lambda: {"source_note": "A book", "source_url": "https://example.org/a"},
            "desk.edit": lambda: {
                "title": "Asthma",
                "text": SHORT + " Asthma is a disease.",
                "revision": self._revision(),
            },
            "desk.add_term": lambda: {"form": "asthma", "kind": "other", "level": "B2", "definition": "an illness"},
            "desk.gloss": lambda: {"definition": "an illness", "where": "everywhere"},
            "desk.rename_collection": lambda: {"title": "Breathing"},
            "desk.pin_term": lambda: {"term": self.places["term"]},
            "desk.sense": lambda: {"sense": "="},
            "desk.explain": lambda: {"definition": "an illness"},
            "accounts.reading": lambda: {"first_language": "pl", "level": "B1"},
            "classes.new": lambda: {"name": "Evening class", "time_zone": "UTC"},
            "classes.settings": lambda: {"name": "Nurses", "time_zone": "UTC"},
            "classes.add_teacher": lambda: {"teacher": "Amina"},
            "classes.delete": lambda: {"sure": "y"},
            "classes.member": lambda: {"nickname": "B."},
            "classes.me": lambda: {"nickname": "Me"},
            "classes.join": lambda: {"code": self.places["code"]},
            "classes.join_by_code": lambda: self._new_name() | {"password": PASSWORD},
            "assignments.assign": lambda: {"lesson": self.places["lesson"], "mode": "practice", "due_at": ""},
            "assignments.edit": lambda: {"mode": "practice", "due_at": "2026-12-04T18:00"},
            "keeper.change_role": lambda: {"role": "learner"},
        }
        return forms.get(endpoint_of(self.app, "POST", url), dict)()

    def _new_name(self) -> dict[str, str]:
        return {"name": f"Newcomer {next(self.names)}"}

    def _revision(self) -> str:
        with self.app.app_context():
            return str(db.session.scalar(select(Lesson.revision).filter_by(slug=self.places["draft"])))


def _same_twice(password: str) -> dict[str, str]:
    return {"password": password + "!", "again": password + "!"}


def answered(answer: TestResponse) -> str:
    to_sign_in = answer.status_code == 302 and urlsplit(answer.location).path == "/account/sign-in"
    return "in" if to_sign_in else str(answer.status_code)


def grown(name: str, role: Role) -> User:
    return people.add_user(name, password=PASSWORD, role=role)


def taught(name: str, teacher: User, *students: User) -> Classroom:
    made = classrooms.create(teacher, name=name, time_zone="UTC", now=now())
    for student in students:
        classrooms.join(made, student, now=now())
    return made


def term_of(lesson: Lesson) -> int | None:
    terms = select(LessonTerm.lexeme_id).join(Lexeme)
    return db.session.scalar(terms.where(LessonTerm.lesson_id == lesson.id, Lexeme.lemma == "asthma"))


def collection_places(owner: User, lesson: Lesson) -> dict[str, int]:
    """A collection of three parts, of which the first is that lesson and the others wait."""
    guide = making.begin(Source(document(), markdown=True), owner=owner)
    first = guide.parts[0]
    first.lesson, first.state = lesson, PartState.DONE
    db.session.flush()
    return {"guide": guide.id, "part": first.id}


def begin(user: User, lesson: Lesson, quiz: QuizKind) -> int:
    """An attempt with its first question answered."""
    attempt = attempts.start(user, lesson, quiz, now=now())
    first = attempts.questions(attempt)[0]
    attempts.answer(attempt, first.item, answers.right_given(first.item), now=now())
    return attempt.id


def finish(user: User, lesson: Lesson, quiz: QuizKind) -> int:
    attempt = attempts.start(user, lesson, quiz, now=now())
    for question in attempts.questions(attempt):
        attempts.answer(attempt, question.item, answers.right_given(question.item), now=now())
    return attempt.id


def build(app: Flask) -> Town:
    with app.app_context():
        bo, dora, eve = (grown(name, Role.LEARNER) for name in ("Bo", "Dora", "Eve"))
        amina, cy = grown("Amina", Role.TEACHER), grown("Cy", Role.TEACHER)
        grown("Kim", Role.KEEPER)
        lesson, given, draft, archived = (
            drafts.create(Source(text), owner=amina) for text in (ARTICLE, ARTICLE, ARTICLE, SHORT)
        )
        drafts.publish(lesson, now=now())
        drafts.withdraw(archived, to=Status.ARCHIVED)
        nurses = taught("Nurses", amina, bo, eve)
        taught("Carers", cy, dora)
        reading_only = Terms(mode=Mode.PRACTICE, quizzes=())
        task, _ = (assignments.assign(nurses, each, reading_only, by=amina, now=now()) for each in (given, lesson))
        places = {
            "lesson": lesson.slug,
            "given": given.slug,
            "draft": draft.slug,
            "archived": archived.slug,
            "running": begin(bo, lesson, QuizKind.COMPREHENSION),
            "finished": finish(bo, lesson, QuizKind.VOCABULARY),
            "term": term_of(draft),
            "word": db.session.scalar(select(Lexeme.id).filter_by(lemma="attack", pos="NOUN", sense="")),
            "item": db.session.scalars(select(Item.id).filter_by(lesson_id=draft.id)).first(),
            "class": nurses.id,
            "code": nurses.code,
            "task": task.id,
            **collection_places(amina, lesson),
            "bo": bo.id,
            "eve": eve.id,
        }
        db.session.commit()
    return Town(app, {name: str(value) for name, value in places.items()}, count())
