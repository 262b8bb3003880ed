"""Who may do what, for every route of the app and everybody that there is."""

import pytest
from flask import Flask

from tests import routes
from tests.routes import ROUTES, WHO, Row, rows_of
from tests.town import Town, answered, build


@pytest.fixture
def town(database: Flask) -> Town:
    return build(database)


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
    assert routes.not_in_table(app, ROUTES) == []


def test_a_route_that_is_not_is_noticed(app: Flask) -> None:
    assert routes.not_in_table(app, ROUTES.replace("POST /classes/<class>/leave", "POST /classes/new")) == [
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
