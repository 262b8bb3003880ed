"""Where people are sent after signing in, and who is let in."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts import guesses
from accounts.access import safe_next
from accounts.models import User
from db import db
from tests import pages
from tests.conftest import PASSWORD, Person

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/path",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/\x00",
    "?next=/desk/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_link_cannot_send_people_elsewhere(target: str) -> None:
    assert safe_next(target, otherwise="/account") == "/account"


@pytest.mark.parametrize("target", ["/", "/desk/", "/desk/lessons/a?x=1&y=//b", "/words?state=known#top", "/caf\u00e9"])
def test_a_page_of_this_site_is_gone_to(target: str) -> None:
    assert safe_next(target, otherwise="/account") == target


@pytest.mark.parametrize("target", ["//evil.example", "////evil.example/path", "/\\evil.example"])
def test_nor_does_signing_in(bo: Person, visitor: Person, target: str) -> None:
    answer = visitor.post("/account/sign-in", {"name": "Bo", "password": PASSWORD}, query_string={"next": target})
    assert (answer.status_code, answer.location) == (302, "/account")


@pytest.mark.parametrize("target", ["//evil.example", "////evil.example/path"])
def test_nor_does_making_an_account(visitor: Person, target: str) -> None:
    answer = visitor.post("/account/new", new_account("Dora"), query_string={"next": target})
    assert (answer.status_code, answer.location) == (302, "/account")


def test_nor_does_changing_the_password(bo: Person) -> None:
    changed = {"password": "battery staple", "again": "battery staple"}
    answer = bo.post("/account/password", changed, query_string={"next": "////evil.example/path"})
    assert (answer.status_code, answer.location) == (302, "/account")


def new_account(name: str) -> dict[str, str]:
    return {"name": name, "password": PASSWORD, "again": PASSWORD}


def test_somebody_sent_to_sign_in_comes_back(amina: Person, visitor: Person) -> None:
    asked = visitor.get("/desk/new?x=1")
    assert asked.location.startswith("/account/sign-in?next=")
    answer = visitor.post(asked.location, {"name": "Amina", "password": PASSWORD})
    assert answer.location == "/desk/new?x=1"


def test_the_way_back_survives_a_wrong_password_and_a_new_account(amina: Person, visitor: Person) -> None:
    asked = visitor.get("/desk/").location
    wrong = visitor.post(asked, {"name": "Amina", "password": "wrong horse"})
    form = pages.main(wrong).one("form")
    assert "action" not in form.attributes, "the form goes to its own address, with next in it"
    register = next(link for link in pages.main(wrong).all("a") if link.text == "Make one")
    answer = visitor.post(register.attributes["href"], new_account("Dora"))
    assert answer.location == "/desk/"


def test_a_guest_is_nobody_with_an_account(visitor: Person, lesson: str, database: Flask) -> None:
    visitor.post(f"/lessons/{lesson}/quizzes/vocabulary")
    with database.app_context():
        assert db.session.scalar(select(func.count()).where(User.password_hash.is_(None))) == 1
    assert visitor.get("/account/password").location.startswith("/account/sign-in")
    assert visitor.get("/desk/").location.startswith("/account/sign-in")
    assert "Make an account" in pages.main(visitor.get("/account")).text


# -- too many wrong passwords


def sign_in(person: Person, name: str, password: str) -> TestResponse:
    return person.post("/account/sign-in", {"name": name, "password": password})


def test_guessing_a_password_is_slowed(bo: Person, amina: Person, database: Flask) -> None:
    thief = Person(database)
    for number in range(10):
        answer = sign_in(thief, "Bo" if number % 2 else " bo ", f"guess {number}")
        assert "No account has this name and password." in pages.message_beside(answer, "password")
    answer = sign_in(Person(database), "Bo", PASSWORD)
    assert answer.status_code == 422, "the right one too, from any browser there"
    told = "Too many wrong passwords came from here. Wait ten minutes, then try again."
    assert told in pages.message_beside(answer, "password")
    assert sign_in(thief, "Amina", PASSWORD).status_code == 302, "others of the school are not kept out"


def test_nobody_is_kept_out_from_elsewhere(bo: Person, database: Flask) -> None:
    for number in range(10):
        sign_in(Person(database), "Bo", f"guess {number}")
    elsewhere = Person(database)
    form = {"name": "Bo", "password": PASSWORD, "csrf_token": elsewhere.token()}
    answer = elsewhere.client.post("/account/sign-in", data=form, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert answer.status_code == 302


def test_one_password_is_not_tried_on_everybody(bo: Person, database: Flask) -> None:
    with database.app_context():
        for number in range(100):
            guesses.note_wrong_password("127.0.0.1", f"student {number}")
    assert sign_in(Person(database), "Bo", PASSWORD).status_code == 422


def test_the_password_of_the_delete_page_is_guarded_too(bo: Person) -> None:
    for _ in range(10):
        answer = bo.post("/account/delete", {"password": "wrong horse", "sure": "y"})
        assert "This is not your password." in pages.message_beside(answer, "password")
    answer = bo.post("/account/delete", {"password": PASSWORD, "sure": "y"})
    assert "Too many wrong passwords came from here." in pages.message_beside(answer, "password")
    assert bo.get("/account/password").status_code == 200, "the account is there"
