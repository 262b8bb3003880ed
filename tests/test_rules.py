"""Rules that every route keeps, over the app's whole URL map; a new route fails here until it has its row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlencode, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts import classrooms, people
from accounts.models import Role
from app import csrf
from db import db, now
from lessons import assignments, attempts, drafts
from lessons.assignments import Terms
from lessons.importing import Source
from lessons.models import Item, Lesson, LessonTerm, Mode, QuizKind, Status
from tests import answers
from tests.conftest import PASSWORD, Person
from tests.statements import statements, writes
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme

WHO = ("visitor", "Bo", "Cy", "Amina", "Kim")

# Bo is a learner, Cy another teacher, Amina owns the lessons, Kim is the keeper. "in": sent to sign in.
ROUTES = """
GET  /                                      200 200 200 200 200
GET  /?q=asthma&level=B1                    200 200 200 200 200
GET  /favicon.ico                           200 200 200 200 200
GET  /static/css/base.css                   200 200 200 200 200
GET  /account                               200 200 200 200 200
GET  /account/sign-in                       200 200 200 200 200
GET  /account/new                           200 200 200 200 200
GET  /account/password                      in  200 200 200 200
GET  /account/reading                       200 200 200 200 200
GET  /account/data.zip                      404 200 200 200 200
GET  /account/delete                        404 200 200 200 200
GET  /account/deleted                       200 200 200 200 200
GET  /keeper/                               404 404 404 404 200
GET  /keeper/people                         404 404 404 404 200
GET  /keeper/people?q=a&page=2              404 404 404 404 200
GET  /keeper/people/<person>                404 404 404 404 200
GET  /keeper/people/<person>/delete         404 404 404 404 200
GET  /keeper/people/999999                  404 404 404 404 404
GET  /words                                 200 200 200 200 200
GET  /words?state=known&page=2              200 200 200 200 200
GET  /results                               200 200 200 200 200
GET  /lessons/<lesson>                      200 200 200 200 200
GET  /lessons/<lesson>/words.json           200 200 200 200 200
GET  /lessons/<lesson>/reader.json          200 200 200 200 200
GET  /lessons/<lesson>/quizzes              200 200 200 200 200
GET  /lessons/<lesson>/exports              200 200 200 200 200
GET  /lessons/<lesson>/exports/all-words.apkg       200 200 200 200 200
GET  /lessons/<lesson>/exports/learning-words.csv   200 200 200 200 200
GET  /lessons/<lesson>/exports/questions.xml        404 404 200 200 200
GET  /lessons/<lesson>/print?paper=letter&level=B1  200 200 200 200 200
GET  /lessons/<lesson>/print/questions      404 404 200 200 200
GET  /lessons/<lesson>/print/key            404 404 200 200 200
GET  /lessons/<draft>/exports               404 404 404 200 200
GET  /lessons/<draft>/exports/key-words.tsv 404 404 404 200 200
GET  /lessons/<draft>/exports/questions.zip 404 404 404 200 200
GET  /lessons/<draft>/print                 404 404 404 200 200
GET  /lessons/<draft>/print/questions       404 404 404 200 200
GET  /lessons/<draft>/print/key             404 404 404 200 200
GET  /words/learning.apkg                   200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/definition.json?sentence=1   200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/more    200 200 200 200 200
GET  /lessons/<lesson>/words/999999/more    404 404 404 404 404
GET  /vocabulary                            200 200 200 200 200
GET  /vocabulary?q=asma&field=skin&level=B1&page=2   200 200 200 200 200
GET  /vocabulary/asthma                     302 302 302 302 302
GET  /vocabulary/asthma/noun                200 200 200 200 200
GET  /vocabulary/discharge/noun/leaving-hospital     404 404 404 404 404
GET  /vocabulary/xqzzkw                     404 404 404 404 404
GET  /word-parts                            200 200 200 200 200
GET  /word-parts?q=heart                    200 200 200 200 200
GET  /word-parts/cardi-o                    200 200 200 200 200
GET  /word-parts/none                       404 404 404 404 404
GET  /lessons/<draft>/words/<term>/definition.json   404 404 404 200 200
GET  /lessons/<draft>/words/<term>/more     404 404 404 200 200
GET  /lessons/<draft>                       404 404 404 200 200
GET  /lessons/<draft>/words.json            404 404 404 200 200
GET  /lessons/<draft>/reader.json           404 404 404 200 200
GET  /lessons/<draft>/quizzes               404 404 404 200 200
GET  /lessons/<archived>                    404 404 404 200 200
GET  /lessons/no-such-lesson                404 404 404 404 404
GET  /attempts/<running>                    404 302 404 404 404
GET  /attempts/<running>/1                  404 200 404 404 404
GET  /attempts/<running>/2                  404 200 404 404 404
GET  /attempts/<running>/999                404 404 404 404 404
GET  /attempts/<running>/result             404 302 404 404 404
GET  /attempts/<finished>                   404 302 404 404 404
GET  /attempts/<finished>/1                 404 200 404 404 404
GET  /attempts/<finished>/result            404 200 404 404 404
GET  /desk/                                 in  403 200 200 200
GET  /desk/new                              in  403 200 200 200
GET  /desk/lessons/<draft>                  in  403 404 200 200
GET  /desk/lessons/<lesson>                 in  403 404 200 200
GET  /desk/lessons/<draft>/edit             in  403 404 200 200
GET  /desk/lessons/<draft>/source           in  403 404 200 200
GET  /desk/lessons/<draft>/terms/<term>     in  403 404 200 200
GET  /desk/lessons/<draft>/terms/999999     in  403 404 404 404
GET  /desk/lessons/<draft>/senses/<word>    in  403 404 200 200
GET  /desk/lessons/<draft>/senses/<term>    in  403 404 404 404
GET  /desk/lessons/<draft>/questions/new    in  403 404 200 200
GET  /desk/lessons/<draft>/questions/<item> in  403 404 200 200
GET  /desk/lessons/<draft>/questions/999999 in  403 404 404 404
GET  /desk/words/asthma/noun                in  403 200 200 200
GET  /desk/words/xqzzkw/noun                in  403 404 404 404
GET  /desk/words/asthma/noun/nothing        in  403 404 404 404
GET  /review                                200 200 200 200 200
GET  /desk/lessons/<draft>/assign           in  403 404 200 200
GET  /classes                               in  200 200 200 200
GET  /classes/new                           in  403 200 200 200
GET  /classes/<classroom>                   in  200 404 200 200
GET  /classes/<classroom>/members           in  404 404 200 200
GET  /classes/<classroom>/members/<dora>    in  404 404 200 200
GET  /classes/<classroom>/settings          in  404 404 200 200
GET  /classes/<classroom>/me                in  200 404 200 404
GET  /classes/<classroom>/assignments/new   in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>        in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>/edit   in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>/students.csv   in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>/answers.csv    in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>/words.csv      in  404 404 200 200
GET  /classes/<classroom>/assignments/<task>/questions.csv  in  404 404 200 200
GET  /join                                  200 200 200 200 200
GET  /join/<code>                           200 200 200 200 200
POST /lessons/<lesson>/lookups              404 422 404 404 404
POST /assignments/<task>/read               in  302 404 404 404
POST /assignments/<task>/finish             in  302 404 404 404
POST /classes/new                           in  403 302 302 302
POST /classes/<classroom>/settings          in  404 404 302 302
POST /classes/<classroom>/code/open         in  404 404 302 302
POST /classes/<classroom>/teachers          in  404 404 302 302
POST /classes/<classroom>/members/<dora>    in  404 404 302 302
POST /classes/<classroom>/members/<dora>/password   in  404 404 200 200
POST /classes/<classroom>/members/<dora>/remove     in  404 404 302 404
POST /classes/<classroom>/me                in  302 404 302 404
POST /classes/<classroom>/assignments/new   in  404 404 302 302
POST /classes/<classroom>/assignments/<task>/edit       in  404 404 302 302
POST /classes/<classroom>/assignments/<task>/withdraw   in  404 404 302 302
POST /classes/<classroom>/assignments/<task>/restore    in  404 404 302 302
POST /join                                  302 302 302 302 302
POST /join/<code>                           302 302 302 302 302
POST /classes/<classroom>/leave             in  302 302 302 302
POST /review                                302 302 302 302 302
POST /review/undo                           302 302 302 302 302
POST /account/sign-in                       302 302 302 302 302
POST /account/new                           302 302 302 302 302
POST /account/password                      in  302 302 302 302
POST /account/sign-out                      302 302 302 302 302
POST /account/reading                       302 302 302 302 302
POST /account/delete                        404 422 422 422 422
POST /keeper/people/<person>/role           404 404 404 404 302
POST /keeper/people/<person>/password       404 404 404 404 200
POST /keeper/people/<person>/delete         404 404 404 404 422
POST /desk/words/asthma/noun                in  403 302 302 302
POST /words/<term>                          302 302 302 302 302
POST /words/999999                          404 404 404 404 404
POST /lessons/<lesson>/quizzes/vocabulary   302 302 302 302 302
POST /lessons/<draft>/quizzes/vocabulary    404 404 404 302 302
POST /lessons/<lesson>/quizzes/spelling     404 404 404 404 404
POST /attempts/<running>/2                  404 302 404 404 404
POST /desk/new                              in  403 302 302 302
POST /desk/new/pasted                       in  403 200 200 200
POST /desk/lessons/<draft>/terms            in  403 404 302 302
POST /desk/lessons/<draft>/terms/<term>     in  403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/remove      in  403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/restore     in  403 404 302 302
POST /desk/lessons/<draft>/key-words        in  403 404 302 302
POST /desk/lessons/<draft>/key-words/<word>/up in  403 404 302 302
POST /desk/lessons/<draft>/key-words/999999/pin in  403 404 404 404
POST /desk/lessons/<draft>/key-words/automatic in  403 404 302 302
POST /desk/lessons/<draft>/senses/<word>    in  403 404 302 302
POST /desk/lessons/<draft>/leftovers/question/<item>/remove in  403 404 404 404
POST /desk/lessons/<draft>/leftovers/term/<term>/keep in  403 404 404 404
POST /desk/lessons/<draft>/questions/<item>/reject  in  403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/restore in  403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/approve in  403 404 302 302
POST /desk/lessons/<draft>/questions/new    in  403 404 422 422
POST /desk/lessons/<draft>/questions/<item> in  403 404 422 422
POST /desk/lessons/<draft>/questions/<item>/versions/1  in  403 404 404 404
POST /desk/lessons/<draft>/questions/anew   in  403 404 302 302
POST /desk/lessons/<draft>/questions/999999/reject  in  403 404 404 404
POST /desk/lessons/<draft>/edit             in  403 404 302 302
POST /desk/lessons/<draft>/source           in  403 404 302 302
POST /desk/lessons/<draft>/left-out         in  403 404 302 302
POST /desk/lessons/<draft>/publish          in  403 404 302 302
POST /desk/lessons/<draft>/withdraw         in  403 404 302 302
POST /desk/lessons/<draft>/archive          in  403 404 302 302
POST /desk/lessons/<draft>/restore          in  403 404 302 302
"""


@dataclass(frozen=True)
class Row:
    method: str
    url: str
    expected: tuple[str, ...]


def rows_of(table: str) -> list[Row]:
    lines = (line.split() for line in table.split("\n") if line.strip())
    return [Row(method, url, tuple(expected)) for method, url, *expected in lines]


@dataclass(frozen=True)
class School:
    """People, lessons and a learner's attempts; `places` are what the table puts between angle brackets."""

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
            "desk.pin_term": lambda: {"term": self.places["term"]},
            "desk.sense": lambda: {"sense": "="},
            "desk.gloss": lambda: {"definition": "an illness", "where": "everywhere"},
            "desk.explain": lambda: {"definition": "an illness"},
            "accounts.reading": lambda: {"first_language": "pl", "level": "B1"},
            "classes.new": lambda: {"name": "Evening class", "time_zone": "UTC"},
            "classes.settings": lambda: {"name": "Nurses", "time_zone": "UTC"},
            "classes.add_teacher": lambda: {"teacher": "Amina"},
            "classes.member": lambda: {"nickname": "D."},
            "classes.me": lambda: {"nickname": "Me"},
            "classes.join": lambda: {"code": self.places["code"]},
            "classes.join_by_code": lambda: self._new_name() | {"password": PASSWORD},
            "assignments.assign": lambda: {"lesson": self.places["lesson"], "mode": "practice", "due_at": ""},
            "assignments.edit": lambda: {"mode": "practice", "due_at": "2026-12-04T18:00"},
            "keeper.change_role": lambda: {"role": "learner"},
        }
        return forms.get(endpoint_of(self.app, "POST", url), dict)()

    def _new_name(self) -> dict[str, str]:
        return {"name": f"Dora {next(self.names)}"}

    def _revision(self) -> str:
        with self.app.app_context():
            return str(db.session.scalar(select(Lesson.revision).filter_by(slug=self.places["draft"])))


def _same_twice(password: str) -> dict[str, str]:
    return {"password": password + "!", "again": password + "!"}


def endpoint_of(app: Flask, method: str, url: str) -> str:
    return app.url_map.bind("localhost").match(urlsplit(url).path, method)[0]


@pytest.fixture
def school(database: Flask) -> School:
    with database.app_context():
        bo = people.add_user("Bo", password=PASSWORD, role=Role.LEARNER)
        amina = people.add_user("Amina", password=PASSWORD, role=Role.TEACHER)
        people.add_user("Cy", password=PASSWORD, role=Role.TEACHER)
        people.add_user("Kim", password=PASSWORD, role=Role.KEEPER)
        lesson, draft, archived = (drafts.create(Source(text), owner=amina) for text in (ARTICLE, ARTICLE, SHORT))
        drafts.publish(lesson, now=now())
        drafts.withdraw(archived, to=Status.ARCHIVED)
        running = attempts.start(bo, lesson, QuizKind.COMPREHENSION, now=now())
        first = attempts.questions(running)[0]
        attempts.answer(running, first.item, answers.right_given(first.item), now=now())
        finished = attempts.start(bo, lesson, QuizKind.VOCABULARY, now=now())
        for question in attempts.questions(finished):
            attempts.answer(finished, question.item, answers.right_given(question.item), now=now())
        term = db.session.scalar(
            select(LessonTerm.lexeme_id).join(Lexeme).filter(LessonTerm.lesson_id == draft.id, Lexeme.lemma == "asthma")
        )
        word = db.session.scalar(select(Lexeme.id).filter_by(lemma="attack", pos="NOUN", sense=""))
        item = db.session.scalars(select(Item.id).filter_by(lesson_id=draft.id)).first()
        dora = people.add_user("Dora", password=PASSWORD, role=Role.LEARNER)
        classroom = classrooms.create(amina, name="Nurses", time_zone="UTC", now=now())
        for student in (bo, dora):
            classrooms.join(classroom, student, now=now())
        task = assignments.assign(classroom, lesson, Terms(mode=Mode.PRACTICE, quizzes=()), by=amina, now=now())
        places = {
            "lesson": lesson.slug,
            "draft": draft.slug,
            "archived": archived.slug,
            "running": running.id,
            "finished": finished.id,
            "term": term,
            "word": word,
            "item": item,
            "classroom": classroom.id,
            "code": classroom.code,
            "task": task.id,
            "dora": dora.id,
            "person": bo.id,
        }
        db.session.commit()
    return School(database, {name: str(value) for name, value in places.items()}, count())


# -- who may do what


def not_in_table(app: Flask, table: str) -> list[str]:
    """Routes of the app, by method, that the table does not name."""
    named = {(row.method, endpoint_of(app, row.method, re.sub(r"<\w+>", "1", row.url))) for row in rows_of(table)}
    return [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if (method, rule.endpoint) not in named
    ]


def test_every_route_has_a_row(app: Flask) -> None:
    assert not_in_table(app, ROUTES) == []


def test_a_route_without_a_row_is_noticed(app: Flask) -> None:
    without = ROUTES.replace("POST /account/sign-out", "POST /account/sign-in")
    assert not_in_table(app, without) == ["POST /account/sign-out"]


def answered(answer: TestResponse) -> str:
    to_sign_in = answer.status_code == 302 and urlsplit(answer.location).path == "/account/sign-in"
    return "in" if to_sign_in else str(answer.status_code)


def wrong_answers(school: School, rows: Iterable[Row]) -> list[str]:
    """Where somebody gets another answer than the table says; each request from a browser of its own."""
    wrong = []
    for row in rows:
        for name, expected in zip(WHO, row.expected, strict=True):
            person, url = school.browser(name), school.url(row)
            answer = person.get(url) if row.method == "GET" else person.post(url, school.form(url))
            answer.close()
            if answered(answer) != expected:
                wrong.append(f"{row.method} {row.url} as {name}: {answered(answer)}, not {expected}")
    return wrong


def test_each_person_gets_what_is_theirs(school: School) -> None:
    assert wrong_answers(school, rows_of(ROUTES)) == []


def test_a_wrong_row_is_noticed(school: School) -> None:
    row = "GET /lessons/<draft> 404 404 200 200 200"
    assert wrong_answers(school, rows_of(row)) == ["GET /lessons/<draft> as Cy: 404, not 200"]


# -- no GET writes


def pages_that_write(school: School, rows: Iterable[Row]) -> list[str]:
    found = []
    for name in WHO:
        person = school.browser(name)
        for row in rows:
            if row.method == "GET":
                with statements() as sent:
                    person.get(school.url(row)).close()
                found += [f"{row.url} as {name}: {statement}" for statement in writes(sent)]
    return found


def test_no_get_writes(school: School) -> None:
    assert pages_that_write(school, rows_of(ROUTES)) == []


def test_a_get_that_writes_is_noticed(school: School, planted: Flask) -> None:
    def look() -> str:
        people.new_guest()
        db.session.commit()
        return "seen"

    planted.add_url_rule("/planted", "planted", look)
    found = pages_that_write(replace(school, app=planted), rows_of("GET /planted 200 200 200 200 200"))
    assert len(found) == len(WHO)


# -- no POST without the token of the page


def posts_without_token(school: School, rows: Iterable[Row]) -> list[str]:
    """POSTs that, without a token or with somebody else's, answer anything but 400 or write."""
    found = []
    foreign = school.browser("Cy").token()
    for row in rows:
        for name in WHO if row.method == "POST" else ():
            person, url = school.browser(name), school.url(row)
            form = school.form(url)
            with statements() as sent:
                answers = [
                    person.client.post(url, data=form),
                    person.client.post(url, json=form),
                    person.client.post(url, data={**form, "csrf_token": foreign}),
                ]
            codes = [answer.status_code for answer in answers]
            if codes != [400, 400, 400] or writes(sent):
                found.append(f"{row.url} as {name}: {codes}, {len(writes(sent))} writes")
    return found


def test_no_post_without_a_token(school: School) -> None:
    assert posts_without_token(school, rows_of(ROUTES)) == []


def test_a_post_without_a_token_is_noticed(school: School, planted: Flask) -> None:
    @csrf.exempt
    def planted_post() -> str:
        return "done"

    planted.add_url_rule("/planted", "planted", planted_post, methods=["POST"])
    found = posts_without_token(replace(school, app=planted), rows_of("POST /planted 200 200 200 200 200"))
    assert found[0] == "/planted as visitor: [200, 200, 200], 0 writes"


# -- values that nobody types

# As they stand in an address: NUL, half of a surrogate pair, numbers of more than 63 bits, very long ones.
HOSTILE = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    str(2**63),
    str(-(2**63)),
    "x" * 10_000,
    "9" * 10_000,
    "..%2F..%2Fdb.py",
    "%F0%9F%A9%BA",
)


def status(person: Person, method: str, url: str, body: str = "") -> int:
    """The status for exactly these bytes, of which the test client would make valid text; 500 for an exception."""
    path, _, query = url.partition("?")
    raw = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    options = {"method": method, "environ_overrides": raw, "content_type": "application/x-www-form-urlencoded"}
    try:
        return person.client.open("/", data=body if method == "POST" else None, **options).status_code
    except Exception as error:
        print(f"{method} {url[:100]} {body[:100]}: {error!r}")
        return 500


def test_hostile_bytes_arrive_as_they_are(planted: Flask) -> None:
    got = []
    planted.add_url_rule("/echo/<word>", "echo", lambda word: got.append(word) or "", methods=["GET"])
    status(Person(planted), "GET", "/echo/a%00%ED%A0%80?q=%ED")
    assert got == ["a\x00" + "\N{REPLACEMENT CHARACTER}" * 3]


def test_an_exception_counts_as_500(planted: Flask) -> None:
    planted.add_url_rule("/broken", "broken", lambda: 1 // 0)
    assert status(Person(planted), "GET", "/broken") == 500


def hostile_urls(row: Row, places: dict[str, str]) -> Iterator[str]:
    """The row's address with each of its variable parts in turn made hostile."""
    parts = list(re.finditer(r"<(\w+)>|(?<=quizzes/)vocabulary|(?<=/)(?:remove|reject|archive|1|999)$", row.url))
    for hostile in HOSTILE:
        for part in parts:
            url = row.url[: part.start()] + hostile + row.url[part.end() :]
            yield re.sub(r"<(\w+)>", lambda match: places[match.group(1)], url)


@pytest.mark.parametrize("name", ["visitor", "Bo", "Amina"])
def test_hostile_addresses_are_not_found(school: School, name: str) -> None:
    person = school.browser(name)
    token = urlencode({"csrf_token": person.token(), "state": "known"})
    wrong = []
    for row in rows_of(ROUTES):
        for url in hostile_urls(row, school.places):
            code = status(person, row.method, url, token)
            allowed = {404} if not row.url.startswith("/desk") or name == "Amina" else {404, 403, 302}
            if code not in allowed:
                wrong.append(f"{row.method} {url[:80]}: {code}")
    assert wrong == []


def query_names() -> set[str]:
    """The names of all query arguments that the views look at."""
    folder = Path(__file__).parents[1]
    paths = [path for package in ("accounts", "vocab", "lessons") for path in (folder / package).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    return {name for source in sources for name in re.findall(r"request\.args(?:\.get\(|\[)\s*\"(\w+)\"", source)}


def test_hostile_query_arguments(school: School) -> None:
    person, wrong = school.browser("Amina"), []
    assert query_names() >= {"q", "level", "state", "page", "next", "back"}
    for url in ("/", "/words", "/results", "/account/sign-in", "/account/password", "/desk/", "/desk/new"):
        for name in sorted(query_names()):
            for hostile in (*HOSTILE, "", "%", "%2F%2Fevil.example", "%5C%5Cevil"):
                code = status(person, "GET", f"{url}?{name}={hostile}")
                if code != 200:
                    wrong.append(f"{url}?{name}={hostile[:20]}: {code}")
    assert wrong == []


def test_hostile_query_arguments_of_a_post(school: School) -> None:
    wrong = []
    for hostile in HOSTILE:
        person = school.browser("visitor")
        words = urlencode({"csrf_token": person.token(), "state": "known"})
        sign_in = urlencode({"csrf_token": person.token(), "name": "Kim", "password": PASSWORD})
        for url, body in (
            (f"/words/{school.places['term']}?back={hostile}", words),
            (f"/account/sign-in?next={hostile}", sign_in),
        ):
            code = status(person, "POST", url, body)
            if code != 302:
                wrong.append(f"{url[:60]}: {code}")
    assert wrong == []


def hostile_forms(school: School, url: str) -> list[str]:
    """Answers that are none to give when one field after the other is made hostile, the others right."""
    where = school.url(Row("POST", url, ()))
    wrong = []
    for field in (*school.form(where), "csrf_token"):
        for hostile in HOSTILE:
            person = school.browser({"attempts": "Bo", "keeper": "Kim"}.get(url.split("/")[1], "Amina"))
            right = {**school.form(where), "csrf_token": person.token()}
            body = "&".join(f"{name}={hostile if name == field else quote(value)}" for name, value in right.items())
            code = status(person, "POST", where, body)
            if code not in ((400,) if field == "csrf_token" else (200, 302, 409, 422)):
                wrong.append(f"{url} {field}={hostile[:20]}: {code}")
    return wrong


def test_hostile_form_fields(school: School) -> None:
    posted = [row.url for row in rows_of(ROUTES) if row.method == "POST" and "302" in row.expected]
    assert [wrong for url in posted for wrong in hostile_forms(school, url)] == []


@pytest.mark.parametrize("name", ["file", "text", "title"])
def test_hostile_file_parts(school: School, name: str) -> None:
    """A file where a text field is, and file names that nobody has."""
    person, codes = school.browser("Amina"), {}
    for filename in ("a\x00.txt", "x" * 10_000 + ".txt", "\N{STETHOSCOPE}.md", "..\\..\\db.py", '"; x="'):
        parts = {"csrf_token": person.token(), name: (BytesIO(SHORT.encode()), filename)}
        try:
            codes[filename] = person.client.post("/desk/new", data=parts).status_code
        except Exception as error:
            codes[filename] = repr(error)
    assert set(codes.values()) <= {302, 422}, codes
