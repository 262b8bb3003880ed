"""`flask user add`: an account with a password for once."""

import pytest
from click.testing import Result
from flask import Flask

from tests.conftest import Person


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["user", "add", *words])


def one_time_password(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def sign_in(person: Person, password: str) -> int:
    return person.post("/account/sign-in", {"name": person.name, "password": password}).status_code


def test_the_password_lets_dana_in_and_must_be_changed(database: Flask) -> None:
    result = run(database, "Dana", "--role", "teacher")
    assert result.stdout.startswith("Dana (teacher) can sign in with this password")
    dana = Person(database, "Dana").sign_in(one_time_password(result))
    answer = dana.get("/desk/")
    assert answer.status_code == 302
    assert "/account/password" in answer.location
    page = dana.get(answer.location).get_data(as_text=True)
    assert "Choose your own password" in page
    assert "works only once" in page


def test_the_password_is_no_good_after_the_change(database: Flask) -> None:
    password = one_time_password(run(database, "Dana", "--role", "teacher"))
    dana = Person(database, "Dana").sign_in(password)
    assert dana.post("/account/password", {"password": "my own words", "again": "my own words"}).status_code == 302
    assert dana.get("/desk/").status_code == 200
    assert sign_in(Person(database, "Dana"), password) == 422
    assert sign_in(Person(database, "Dana"), "my own words") == 302


def test_two_people_get_two_passwords(database: Flask) -> None:
    first, second = (one_time_password(run(database, name)) for name in ("Dana", "Eli"))
    assert first != second
    assert min(len(first), len(second)) >= 12


def test_without_a_role_somebody_is_a_learner(database: Flask) -> None:
    password = one_time_password(run(database, "Eli"))
    eli = Person(database, "Eli").sign_in(password)
    eli.post("/account/password", {"password": "my own words", "again": "my own words"})
    assert eli.get("/desk/").status_code == 403


@pytest.mark.parametrize("name", ["Dana", "dana", " DANA "])
def test_a_name_is_one_persons_whatever_its_capitals(database: Flask, name: str) -> None:
    run(database, "Dana")
    again = run(database, name)
    assert again.exit_code == 1
    assert "is called" in again.stderr
    assert again.stdout == ""


@pytest.mark.parametrize("name", ["", "D", "x" * 81, "Da\nna", "Da\0na"])
def test_a_name_that_cannot_be_is_told(database: Flask, name: str) -> None:
    result = run(database, name)
    assert result.exit_code == 2
    assert "2 to 80 characters" in result.stderr


def test_a_role_that_is_none_is_told(database: Flask) -> None:
    result = run(database, "Dana", "--role", "king")
    assert result.exit_code == 2
    assert "teacher" in result.stderr
