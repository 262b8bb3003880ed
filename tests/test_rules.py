"""Rules that every route keeps: no GET writes, no POST without its token, no value that breaks it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from flask import Flask

from accounts import people
from app import csrf
from db import db
from tests.conftest import PASSWORD, Person
from tests.routes import ROUTES, WHO, Row, rows_of
from tests.statements import statements, writes
from tests.texts import SHORT
from tests.town import Town, build


@pytest.fixture
def town(database: Flask) -> Town:
    return build(database)


# -- no GET writes


def pages_that_write(town: Town, rows: Iterable[Row]) -> list[str]:
    found = []
    for name in WHO:
        person = town.browser(name)
        for row in rows:
            if row.method == "GET":
                with statements() as sent:
                    person.get(town.url(row)).close()
                found += [f"{row.url} as {name}: {statement}" for statement in writes(sent)]
    return found


def test_no_get_writes(town: Town) -> None:
    assert pages_that_write(town, rows_of(ROUTES)) == []


def test_a_get_that_writes_is_noticed(town: Town, planted: Flask) -> None:
    def look() -> str:
        people.new_guest()
        db.session.commit()
        return "seen"

    planted.add_url_rule("/planted", "planted", look)
    found = pages_that_write(replace(town, app=planted), rows_of("GET /planted 200 200 200 200 200 200"))
    assert len(found) == len(WHO)


# -- no POST without the token of the page


def posts_without_token(town: Town, rows: Iterable[Row]) -> list[str]:
    """POSTs that, without a token or with somebody else's, answer anything but 400 or write."""
    found = []
    foreign = town.browser("Cy").token()
    for row in rows:
        for name in WHO if row.method == "POST" else ():
            person, url = town.browser(name), town.url(row)
            form = town.form(url)
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


def test_no_post_without_a_token(town: Town) -> None:
    assert posts_without_token(town, rows_of(ROUTES)) == []


def test_a_post_without_a_token_is_noticed(town: Town, planted: Flask) -> None:
    @csrf.exempt
    def planted_post() -> str:
        return "done"

    planted.add_url_rule("/planted", "planted", planted_post, methods=["POST"])
    found = posts_without_token(replace(town, app=planted), rows_of("POST /planted 200 200 200 200 200 200"))
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
    """The row's address with each variable part of its path in turn made hostile."""
    parts = list(re.finditer(r"<(\w+)>|(?<=quizzes/)vocabulary|(?<=/)(?:remove|reject|archive|up|1|999)$", row.url))
    parts = [part for part in parts if "?" not in row.url[: part.start()]]
    for hostile in HOSTILE:
        for part in parts:
            url = row.url[: part.start()] + hostile + row.url[part.end() :]
            yield re.sub(r"<(\w+)>", lambda match: places[match.group(1)], url)


@pytest.mark.parametrize("name", ["visitor", "Bo", "Amina"])
def test_hostile_addresses_are_not_found(town: Town, name: str) -> None:
    person = town.browser(name)
    token = urlencode({"csrf_token": person.token(), "state": "known"})
    wrong = []
    for row in rows_of(ROUTES):
        for url in hostile_urls(row, town.places):
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
    return {
        name for source in sources for name in re.findall(r"request\.args(?:\.get(?:list)?\(|\[)\s*\"(\w+)\"", source)
    }


def test_hostile_query_arguments(town: Town) -> None:
    person, wrong = town.browser("Amina"), []
    assert query_names() >= {"q", "level", "state", "page", "next", "back"}
    sheet = f"/lessons/{town.places['lesson']}/print/key"
    for url in ("/", "/words", "/results", "/account/sign-in", "/account/password", "/desk/", "/desk/new", sheet):
        for name in sorted(query_names()):
            for hostile in (*HOSTILE, "", "%", "%2F%2Fevil.example", "%5C%5Cevil"):
                code = status(person, "GET", f"{url}?{name}={hostile}")
                if code != 200:
                    wrong.append(f"{url}?{name}={hostile[:20]}: {code}")
    assert wrong == []


def test_hostile_query_arguments_of_a_post(town: Town) -> None:
    wrong = []
    for hostile in HOSTILE:
        person = town.browser("visitor")
        words = urlencode({"csrf_token": person.token(), "state": "known"})
        sign_in = urlencode({"csrf_token": person.token(), "name": "Kim", "password": PASSWORD})
        for url, body in (
            (f"/words/{town.places['term']}?back={hostile}", words),
            (f"/account/sign-in?next={hostile}", sign_in),
        ):
            code = status(person, "POST", url, body)
            if code != 302:
                wrong.append(f"{url[:60]}: {code}")
    assert wrong == []


def hostile_forms(town: Town, url: str) -> list[str]:
    """Answers that are none to give when one field after the other is made hostile, the others right."""
    where = town.url(Row("POST", url, ()))
    wrong = []
    for field in (*town.form(where), "csrf_token"):
        for hostile in HOSTILE:
            person = town.browser({"attempts": "Bo", "keeper": "Kim"}.get(url.split("/")[1], "Amina"))
            right = {**town.form(where), "csrf_token": person.token()}
            body = "&".join(f"{name}={hostile if name == field else quote(value)}" for name, value in right.items())
            code = status(person, "POST", where, body)
            if code not in ((400,) if field == "csrf_token" else (200, 302, 409, 422)):
                wrong.append(f"{url} {field}={hostile[:20]}: {code}")
    return wrong


def test_hostile_form_fields(town: Town) -> None:
    """What deletes is left out: after it the others would find nothing."""
    posted = [row.url for row in rows_of(ROUTES) if row.method == "POST" and "302" in row.expected]
    posted = [url for url in posted if not url.endswith("/delete")]
    assert [wrong for url in posted for wrong in hostile_forms(town, url)] == []


@pytest.mark.parametrize("name", ["file", "text", "title"])
def test_hostile_file_parts(town: Town, name: str) -> None:
    """A file where a text field is, and file names that nobody has."""
    person, codes = town.browser("Amina"), {}
    for filename in ("a\x00.txt", "x" * 10_000 + ".txt", "\N{STETHOSCOPE}.md", "..\\..\\db.py", '"; x="'):
        parts = {"csrf_token": person.token(), name: (BytesIO(SHORT.encode()), filename)}
        try:
            codes[filename] = person.client.post("/desk/new", data=parts).status_code
        except Exception as error:
            codes[filename] = repr(error)
    assert set(codes.values()) <= {302, 422}, codes
