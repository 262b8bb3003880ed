"""First language and level: set with or without an account, kept when a guest becomes somebody."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.learning import LANGUAGES
from accounts.models import User
from db import db
from tests import pages
from tests.conftest import PASSWORD, Person

PLACE = "/account/reading"
NOTHING = "Words are explained in English. My language and level"


def choose(person: Person, language: str = "", level: str = "", *, place: str = PLACE) -> TestResponse:
    return person.post(place, {"first_language": language, "level": level})


def chosen(person: Person) -> list[str]:
    """The options that are chosen on the page, as they read."""
    page = pages.main(person.get(PLACE))
    return [option.text for option in page.all("option") if "selected" in option.attributes]


def account(person: Person) -> str:
    return pages.main(person.get("/account")).text


def users(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User))


# -- the page


def test_the_page_offers_every_language_and_level(visitor: Person) -> None:
    page = pages.main(visitor.get(PLACE))
    assert page.one("h1").text == "My language and level"
    languages = [option.text for option in page.one("select", id="first_language").all("option")]
    assert languages[0] == "None: English only"
    assert len(languages) == len(LANGUAGES) + 1
    assert {"Polski (Polish)", "العربية (Arabic)", "中文 (Chinese)"} <= set(languages)
    levels = [option.text for option in page.one("select", id="level").all("option")]
    assert levels == ["I do not know", "A1", "A2", "B1", "B2", "C1", "C2"]


def test_at_first_nothing_is_chosen(visitor: Person, bo: Person) -> None:
    for person in (visitor, bo):
        assert set(chosen(person)) <= {"None: English only", "I do not know"}
        assert NOTHING in account(person)


def test_a_guest_chooses(visitor: Person, database: Flask) -> None:
    answer = choose(visitor, "pl", "B1")
    assert (answer.status_code, answer.location) == (302, "/account")
    page = pages.seen(visitor.get("/account"))
    assert "Saved. Words are explained for you from now on." in page
    assert "Words are explained in English and in Polish; those below B1 are not underlined." in page
    assert chosen(visitor) == ["Polski (Polish)", "B1"]
    assert users(database) == 1, "a guest of this browser"
    assert NOTHING in account(Person(database)), "another browser knows nothing of it"


def test_somebody_with_an_account_chooses(bo: Person, database: Flask) -> None:
    choose(bo, "ar", "C1")
    assert "in Arabic; those below C1 are not underlined" in account(bo)
    phone = Person(database, "Bo").sign_in()
    assert chosen(phone) == ["العربية (Arabic)", "C1"]
    with database.app_context():
        row = db.session.scalar(select(User).filter_by(name="Bo"))
        assert (row.first_language, row.level) == ("ar", "C1")


def test_one_of_the_two_is_enough(visitor: Person, bo: Person) -> None:
    choose(visitor, "vi")
    assert "Words are explained in English and in Vietnamese. My language" in account(visitor)
    choose(bo, "", "B2")
    assert "Words are explained in English; those below B2 are not underlined. My language" in account(bo)


def test_a_choice_is_taken_back(bo: Person, database: Flask) -> None:
    choose(bo, "uk", "B1")
    choose(bo)
    assert NOTHING in account(bo)
    with database.app_context():
        row = db.session.scalar(select(User).filter_by(name="Bo"))
        assert (row.first_language, row.level) == (None, None)


def test_one_goes_back_to_where_one_came_from(visitor: Person) -> None:
    assert choose(visitor, "es", place=f"{PLACE}?next=/vocabulary/asthma/noun").location == "/vocabulary/asthma/noun"
    assert choose(visitor, "es", place=f"{PLACE}?next=//evil.example").location == "/account"


def test_looking_makes_nobody_a_guest(visitor: Person, database: Flask) -> None:
    visitor.get(PLACE)
    assert users(database) == 0


# -- what is refused


@pytest.mark.parametrize(
    ("language", "level", "field", "kept"),
    [
        ("xx", "B1", "first_language", "B1"),
        ("PL", "B1", "first_language", "B1"),
        ("pl", "D1", "level", "pl"),
        ("pl", "b1", "level", "pl"),
    ],
)
def test_what_is_not_offered_is_refused(
    visitor: Person, bo: Person, database: Flask, language: str, level: str, field: str, kept: str
) -> None:
    choose(bo, "fr", "A2")
    before = users(database)
    for person in (visitor, bo):
        answer = choose(person, language, level)
        assert answer.status_code == 422
        assert pages.message_beside(answer, field)
        page = pages.main(answer)
        assert page.one("div", class_="error-summary")
        assert kept in [option.attributes["value"] for option in page.all("option") if "selected" in option.attributes]
    assert users(database) == before, "a refused choice makes nobody a guest"
    assert chosen(bo) == ["Français (French)", "A2"]


# -- a guest becomes somebody


def sign_in(person: Person, name: str) -> None:
    assert person.post("/account/sign-in", {"name": name, "password": PASSWORD}).status_code == 302


def test_a_new_account_keeps_what_the_guest_chose(visitor: Person, database: Flask) -> None:
    choose(visitor, "pl", "B1")
    visitor.post("/account/new", {"name": "Dora", "password": PASSWORD, "again": PASSWORD})
    assert "in Polish; those below B1" in account(visitor)
    assert chosen(Person(database, "Dora").sign_in()) == ["Polski (Polish)", "B1"]


def test_an_account_without_a_choice_takes_the_guests(visitor: Person, bo: Person, database: Flask) -> None:
    choose(visitor, "pl", "B1")
    sign_in(visitor, "Bo")
    assert chosen(bo) == ["Polski (Polish)", "B1"], "in Bo's other browser too"
    assert users(database) == 1


@pytest.mark.parametrize(
    ("own", "after"),
    [
        (("ar", "C1"), ["العربية (Arabic)", "C1"]),
        (("ar", ""), ["العربية (Arabic)", "B1"]),
        (("", "C1"), ["Polski (Polish)", "C1"]),
    ],
)
def test_an_accounts_own_choice_stays(visitor: Person, bo: Person, own: tuple[str, str], after: list[str]) -> None:
    """What the account has not chosen comes from the guest."""
    choose(bo, *own)
    choose(visitor, "pl", "B1")
    sign_in(visitor, "Bo")
    assert chosen(visitor) == chosen(bo) == after


def test_what_one_account_chose_does_not_go_to_another(bo: Person, cy: Person) -> None:
    choose(bo, "pl", "B1")
    sign_in(bo, "Cy")
    assert NOTHING in account(bo)
    assert NOTHING in account(cy)


def test_signed_out_the_choice_stays_with_the_account(bo: Person) -> None:
    choose(bo, "pl", "B1")
    bo.post("/account/sign-out")
    assert NOTHING in account(bo)
    sign_in(bo, "Bo")
    assert chosen(bo) == ["Polski (Polish)", "B1"]
