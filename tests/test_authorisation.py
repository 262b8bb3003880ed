"""Who may do what: every route of the app for everybody that there is, in one table.

Dora is a student of another class, Bo a student of Amina's; Cy teaches another class, Amina owns the lessons and
teaches Bo's class, Kim keeps the site. "in": sent to sign in. The table runs from top to bottom on one database.
"""

from datetime import datetime
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import classrooms, people
from accounts.models import Role, User
from db import db, now
from lessons import assignments, attempts, drafts
from lessons.assignments import Terms
from lessons.importing import Source
from lessons.models import Item, Lesson, LessonTerm, Mode, QuizKind, Status
from tests import answers
from tests.conftest import PASSWORD
from tests.test_rules import Row, School, answered, endpoint_of, not_in_table, rows_of
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme

WHO = ("visitor", "Dora", "Bo", "Cy", "Amina", "Kim")

#                                              stranger other member other owner keeper
#                                                       student      teacher
ROUTES = """
GET  /                                                          200 200 200 200 200 200
GET  /?q=asthma&level=B1                                        200 200 200 200 200 200
GET  /favicon.ico                                               200 200 200 200 200 200
GET  /static/css/base.css                                       200 200 200 200 200 200
GET  /account                                                   200 200 200 200 200 200
GET  /account/sign-in                                           200 200 200 200 200 200
GET  /account/new                                               200 200 200 200 200 200
GET  /account/password                                          in  200 200 200 200 200
GET  /account/reading                                           200 200 200 200 200 200
GET  /account/data.zip                                          404 200 200 200 200 200
GET  /account/delete                                            404 200 200 200 200 200
GET  /account/deleted                                           200 200 200 200 200 200
GET  /keeper/                                                   404 404 404 404 404 200
GET  /keeper/people                                             404 404 404 404 404 200
GET  /keeper/people?q=a&page=2                                  404 404 404 404 404 200
GET  /keeper/people/999999                                      404 404 404 404 404 404
GET  /words                                                     200 200 200 200 200 200
GET  /words?state=known&page=2                                  200 200 200 200 200 200
GET  /results                                                   200 200 200 200 200 200
GET  /lessons/<lesson>                                          200 200 200 200 200 200
GET  /lessons/<lesson>/words.json                               200 200 200 200 200 200
GET  /lessons/<lesson>/reader.json                              200 200 200 200 200 200
GET  /lessons/<lesson>/quizzes                                  200 200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/definition.json?sentence=1  200 200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/more                        200 200 200 200 200 200
GET  /lessons/<lesson>/words/999999/more                        404 404 404 404 404 404
GET  /vocabulary                                                200 200 200 200 200 200
GET  /vocabulary?q=asma&field=skin&level=B1&page=2              200 200 200 200 200 200
GET  /vocabulary/asthma                                         302 302 302 302 302 302
GET  /vocabulary/asthma/noun                                    200 200 200 200 200 200
GET  /vocabulary/discharge/noun/leaving-hospital                404 404 404 404 404 404
GET  /vocabulary/xqzzkw                                         404 404 404 404 404 404
GET  /word-parts                                                200 200 200 200 200 200
GET  /word-parts?q=heart                                        200 200 200 200 200 200
GET  /word-parts/cardi-o                                        200 200 200 200 200 200
GET  /word-parts/none                                           404 404 404 404 404 404
GET  /lessons/<draft>/words/<term>/definition.json              404 404 404 404 200 200
GET  /lessons/<draft>/words/<term>/more                         404 404 404 404 200 200
GET  /lessons/<draft>                                           404 404 404 404 200 200
GET  /lessons/<draft>/words.json                                404 404 404 404 200 200
GET  /lessons/<draft>/reader.json                               404 404 404 404 200 200
GET  /lessons/<draft>/quizzes                                   404 404 404 404 200 200
GET  /lessons/<archived>                                        404 404 404 404 200 200
GET  /lessons/no-such-lesson                                    404 404 404 404 404 404
GET  /attempts/<running>                                        404 404 302 404 404 404
GET  /attempts/<running>/1                                      404 404 200 404 404 404
GET  /attempts/<running>/2                                      404 404 200 404 404 404
GET  /attempts/<running>/999                                    404 404 404 404 404 404
GET  /attempts/<running>/result                                 404 404 302 404 404 404
GET  /attempts/<finished>                                       404 404 302 404 404 404
GET  /attempts/<finished>/1                                     404 404 200 404 404 404
GET  /attempts/<finished>/result                                404 404 200 404 404 404
GET  /desk/                                                     in  403 403 200 200 200
GET  /desk/new                                                  in  403 403 200 200 200
GET  /desk/lessons/<draft>                                      in  403 403 404 200 200
GET  /desk/lessons/<lesson>                                     in  403 403 404 200 200
GET  /desk/lessons/<draft>/edit                                 in  403 403 404 200 200
GET  /desk/lessons/<draft>/source                               in  403 403 404 200 200
GET  /desk/lessons/<draft>/terms/<term>                         in  403 403 404 200 200
GET  /desk/lessons/<draft>/terms/999999                         in  403 403 404 404 404
GET  /desk/lessons/<draft>/senses/<word>                        in  403 403 404 200 200
GET  /desk/lessons/<draft>/senses/<term>                        in  403 403 404 404 404
GET  /desk/lessons/<draft>/questions/new                        in  403 403 404 200 200
GET  /desk/lessons/<draft>/questions/<item>                     in  403 403 404 200 200
GET  /desk/lessons/<draft>/questions/999999                     in  403 403 404 404 404
GET  /desk/words/asthma/noun                                    in  403 403 200 200 200
GET  /desk/words/xqzzkw/noun                                    in  403 403 404 404 404
GET  /desk/words/asthma/noun/nothing                            in  403 403 404 404 404
GET  /review                                                    200 200 200 200 200 200
GET  /lessons/<given>                                           404 404 200 404 200 200
GET  /lessons/<given>/quizzes                                   404 404 200 404 200 200
GET  /lessons/<given>/reader.json                               404 404 200 404 200 200
GET  /desk/lessons/<draft>/assign                               in  403 403 404 200 200
GET  /classes                                                   in  200 200 200 200 200
GET  /classes/new                                               in  403 403 200 200 200
GET  /classes/<class>                                           in  404 200 404 200 200
GET  /classes/<class>/members                                   in  404 404 404 200 200
GET  /classes/<class>/members/<bo>                              in  404 404 404 200 200
GET  /classes/<class>/members/999999                            in  404 404 404 404 404
GET  /classes/<class>/settings                                  in  404 404 404 200 200
GET  /classes/<class>/me                                        in  404 200 404 200 404
GET  /classes/<class>/assignments/new                           in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>                        in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>?student=<bo>           in  404 404 404 200 200
GET  /classes/<class>/assignments/999999                        in  404 404 404 404 404
GET  /classes/<class>/assignments/<task>/edit                   in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/students.csv           in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/answers.csv            in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/words.csv              in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/questions.csv          in  404 404 404 200 200
GET  /classes/999999                                            in  404 404 404 404 404
GET  /join                                                      200 200 200 200 200 200
GET  /join/<code>                                               200 200 200 200 200 200
GET  /join/none                                                 404 404 404 404 404 404
GET  /keeper/people/<bo>                                        404 404 404 404 404 200
GET  /keeper/people/<bo>/delete                                 404 404 404 404 404 200
GET  /lessons/<lesson>/exports                                  200 200 200 200 200 200
GET  /lessons/<draft>/exports                                   404 404 404 404 200 200
GET  /lessons/<given>/exports                                   404 404 200 404 200 200
GET  /lessons/<lesson>/exports/all-words.csv                    200 200 200 200 200 200
GET  /lessons/<draft>/exports/all-words.csv                     404 404 404 404 200 200
GET  /lessons/<lesson>/exports/questions.csv                    404 404 404 200 200 200
GET  /lessons/<given>/exports/questions.csv                     404 404 404 404 200 200
GET  /lessons/<draft>/exports/questions.csv                     404 404 404 404 200 200
GET  /lessons/<lesson>/print                                    200 200 200 200 200 200
GET  /lessons/<draft>/print                                     404 404 404 404 200 200
GET  /lessons/<lesson>/print/questions                          404 404 404 200 200 200
GET  /lessons/<lesson>/print/key                                404 404 404 200 200 200
GET  /lessons/<given>/print/key                                 404 404 404 404 200 200
GET  /words/learning.csv                                        200 200 200 200 200 200
POST /review                                                    302 302 302 302 302 302
POST /review/undo                                               302 302 302 302 302 302
POST /account/sign-in                                           302 302 302 302 302 302
POST /account/new                                               302 302 302 302 302 302
POST /account/password                                          in  302 302 302 302 302
POST /account/sign-out                                          302 302 302 302 302 302
POST /account/reading                                           302 302 302 302 302 302
POST /desk/words/asthma/noun                                    in  403 403 302 302 302
POST /words/<term>                                              302 302 302 302 302 302
POST /words/999999                                              404 404 404 404 404 404
POST /lessons/<lesson>/quizzes/vocabulary                       302 302 302 302 302 302
POST /lessons/<draft>/quizzes/vocabulary                        404 404 404 404 302 302
POST /lessons/<lesson>/quizzes/spelling                         404 404 404 404 404 404
POST /attempts/<running>/2                                      404 404 302 404 404 404
POST /desk/new                                                  in  403 403 302 302 302
POST /desk/new/pasted                                           in  403 403 200 200 200
POST /desk/lessons/<draft>/terms                                in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>                         in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/remove                  in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/restore                 in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words                            in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words/<word>/up                  in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words/999999/pin                 in  403 403 404 404 404
POST /desk/lessons/<draft>/key-words/automatic                  in  403 403 404 302 302
POST /desk/lessons/<draft>/senses/<word>                        in  403 403 404 302 302
POST /desk/lessons/<draft>/leftovers/question/<item>/remove     in  403 403 404 404 404
POST /desk/lessons/<draft>/leftovers/term/<term>/keep           in  403 403 404 404 404
POST /desk/lessons/<draft>/questions/<item>/reject              in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/restore             in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/approve             in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/new                        in  403 403 404 422 422
POST /desk/lessons/<draft>/questions/<item>                     in  403 403 404 422 422
POST /desk/lessons/<draft>/questions/<item>/versions/1          in  403 403 404 404 404
POST /desk/lessons/<draft>/questions/anew                       in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/999999/reject              in  403 403 404 404 404
POST /desk/lessons/<draft>/edit                                 in  403 403 404 302 302
POST /desk/lessons/<draft>/source                               in  403 403 404 302 302
POST /desk/lessons/<draft>/left-out                             in  403 403 404 302 302
POST /desk/lessons/<draft>/publish                              in  403 403 404 302 302
POST /desk/lessons/<draft>/withdraw                             in  403 403 404 302 302
POST /desk/lessons/<draft>/archive                              in  403 403 404 302 302
POST /desk/lessons/<draft>/restore                              in  403 403 404 302 302
POST /lessons/<given>/lookups                                   404 404 422 404 404 404
POST /lessons/<draft>/lookups                                   404 404 404 404 404 404
POST /assignments/<task>/read                                   in  404 302 404 404 404
POST /assignments/<task>/finish                                 in  404 302 404 404 404
POST /assignments/999999/read                                   in  404 404 404 404 404
POST /classes/new                                               in  403 403 302 302 302
POST /classes/<class>/settings                                  in  404 404 404 302 302
POST /classes/<class>/code/open                                 in  404 404 404 302 302
POST /classes/<class>/teachers                                  in  404 404 404 302 302
POST /classes/<class>/members/<bo>                              in  404 404 404 302 302
POST /classes/<class>/me                                        in  404 302 404 302 404
POST /classes/<class>/assignments/new                           in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/edit                   in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/withdraw               in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/restore                in  404 404 404 302 302
POST /classes/<class>/members/<eve>/password                    in  404 404 404 200 200
POST /classes/<class>/members/<eve>/remove                      in  404 404 404 302 404
POST /join                                                      302 302 302 302 302 302
POST /classes/<class>/leave                                     in  404 302 404 302 404
POST /join/<code>                                               302 302 302 302 302 302
POST /classes/<class>/code/renew                                in  404 404 404 302 302
POST /keeper/people/<eve>/password                              404 404 404 404 404 200
POST /keeper/people/<eve>/role                                  404 404 404 404 404 302
POST /keeper/people/<eve>/delete                                404 404 404 404 404 422
POST /account/delete                                            404 422 422 422 422 422
"""


class Town(School):
    """The school of the other rules with classes and what they were given."""

    def form(self, url: str) -> dict[str, object]:  # type: ignore[override]
        forms = {
            "classes.new": {"name": "Evening class", "time_zone": "UTC"},
            "classes.settings": {"name": "Nurses", "time_zone": "UTC"},
            "classes.add_teacher": {"teacher": "Amina"},
            "classes.member": {"nickname": "B."},
            "classes.me": {"nickname": "Me"},
            "classes.join": {"code": self.places["code"]},
            "assignments.assign": {"lesson": self.places["lesson"], "mode": "practice", "quizzes": "vocabulary"},
            "assignments.edit": {"mode": "practice", "quizzes": "vocabulary"},
        }
        endpoint = endpoint_of(self.app, "POST", url)
        if endpoint == "classes.join_by_code":
            return {"name": f"Newcomer {next(self.names)}", "password": PASSWORD}
        return forms.get(endpoint) or dict(super().form(url))


def grown(name: str, role: Role) -> User:
    return people.add_user(name, password=PASSWORD, role=role)


def finish(user: User, lesson: Lesson, quiz: QuizKind, *, at: datetime) -> int:
    attempt = attempts.start(user, lesson, quiz, now=at)
    for question in attempts.questions(attempt):
        attempts.answer(attempt, question.item, answers.right_given(question.item), now=at)
    return attempt.id


@pytest.fixture
def town(database: Flask) -> Town:
    with database.app_context():
        bo, dora = grown("Bo", Role.LEARNER), grown("Dora", Role.LEARNER)
        amina, cy = grown("Amina", Role.TEACHER), grown("Cy", Role.TEACHER)
        eve = grown("Eve", Role.LEARNER)
        grown("Kim", Role.KEEPER)
        lesson, given, draft, archived = (
            drafts.create(Source(text), owner=amina) for text in (ARTICLE, ARTICLE, ARTICLE, SHORT)
        )
        drafts.publish(lesson, now=now())
        drafts.withdraw(archived, to=Status.ARCHIVED)
        own = classrooms.create(amina, name="Nurses", time_zone="UTC", now=now())
        other = classrooms.create(cy, name="Carers", time_zone="UTC", now=now())
        for student, classroom in ((bo, own), (eve, own), (dora, other)):
            classrooms.join(classroom, student, now=now())
        reading_only = Terms(mode=Mode.PRACTICE, quizzes=())
        task = assignments.assign(own, given, reading_only, by=amina, now=now())
        assignments.assign(own, lesson, reading_only, by=amina, now=now())
        running = attempts.start(bo, lesson, QuizKind.COMPREHENSION, now=now())
        first = attempts.questions(running)[0]
        attempts.answer(running, first.item, answers.right_given(first.item), now=now())
        places = {
            "lesson": lesson.slug,
            "given": given.slug,
            "draft": draft.slug,
            "archived": archived.slug,
            "running": running.id,
            "finished": finish(bo, lesson, QuizKind.VOCABULARY, at=now()),
            "term": db.session.scalar(
                select(LessonTerm.lexeme_id)
                .join(Lexeme)
                .filter(LessonTerm.lesson_id == draft.id, Lexeme.lemma == "asthma")
            ),
            "word": db.session.scalar(select(Lexeme.id).filter_by(lemma="attack", pos="NOUN", sense="")),
            "item": db.session.scalars(select(Item.id).filter_by(lesson_id=draft.id)).first(),
            "class": own.id,
            "code": own.code,
            "task": task.id,
            "bo": bo.id,
            "eve": eve.id,
        }
        db.session.commit()
    return Town(database, {name: str(value) for name, value in places.items()}, count())


def given_answers(town: Town, row: Row) -> tuple[str, ...]:
    """What each of them gets; every request from a browser of its own."""
    found = []
    for name in WHO:
        person, url = town.browser(name), town.url(row)
        answer = person.get(url) if row.method == "GET" else person.post(url, town.form(url))
        answer.close()
        found.append(answered(answer))
    return tuple(found)


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert not_in_table(app, ROUTES) == []


def test_a_route_that_is_not_is_noticed(app: Flask) -> None:
    assert not_in_table(app, ROUTES.replace("POST /classes/<class>/leave", "POST /classes/new")) == [
        "POST /classes/<id:classroom_id>/leave"
    ]


def test_each_person_gets_what_is_theirs(town: Town) -> None:
    wrong = []
    for row in rows_of(ROUTES):
        assert len(row.expected) == len(WHO), row
        got = given_answers(town, row)
        if got != row.expected:
            wrong.append(f"{row.method} {row.url}: {' '.join(got)}, not {' '.join(row.expected)}")
    assert wrong == []


def test_a_wrong_row_is_noticed(town: Town) -> None:
    (row,) = rows_of("GET /lessons/<given> 404 404 200 404 200 200")
    assert given_answers(town, row) == row.expected, "a draft that the class was given"
    (row,) = rows_of("GET /lessons/<draft> 404 404 200 404 200 200")
    assert given_answers(town, row) != row.expected
