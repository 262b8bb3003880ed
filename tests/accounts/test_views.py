"""Signing up, in and out, and what becomes of what a guest did."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from accounts.models import Role, User
from db import db
from lessons.models import Attempt
from tests import answers, pages
from tests.conftest import PASSWORD, Person
from vocab.models import LearnerWord, Lexeme


def register(person: Person, name: str, **typed: str):
    return person.post("/account/new", {"name": name, "password": PASSWORD, "again": PASSWORD, **typed})


def sign_in(person: Person, name: str, password: str = PASSWORD):
    return person.post("/account/sign-in", {"name": name, "password": password})


def account_page(person: Person) -> str:
    return pages.main(person.get("/account")).text


def signed_in_as(person: Person, name: str) -> bool:
    return pages.main(person.get("/account")).one("h1").text == name


def users(app: Flask) -> list[str | None]:
    with app.app_context():
        return sorted(name or "guest" for name in db.session.scalars(select(User.name)))


# -- making an account


def test_somebody_makes_an_account(visitor: Person, database: Flask) -> None:
    answer = register(visitor, "  Dora   Novak ")
    assert (answer.status_code, answer.location) == (302, "/account")
    assert "Your account is ready." in pages.seen(visitor.get("/account"))
    assert signed_in_as(visitor, "Dora Novak")
    assert "Signed in as a learner." in account_page(visitor)
    with database.app_context():
        assert people.find("dora novak").role is Role.LEARNER


def test_nobody_makes_themselves_a_teacher(visitor: Person, database: Flask) -> None:
    register(visitor, "Dora", role="keeper", password_is_temporary="")
    with database.app_context():
        assert people.find("Dora").role is Role.LEARNER
    assert visitor.get("/desk/").status_code == 403


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"name": ""}, "name", "Choose a name."),
        ({"name": "   "}, "name", "Use 2 to 80 characters."),
        ({"name": "D"}, "name", "Use 2 to 80 characters."),
        ({"name": "D" * 81}, "name", "Use 2 to 80 characters."),
        ({"name": "Do\x00ra"}, "name", "characters that are not text"),
        ({"password": "short", "again": "short"}, "password", "Use 8 to 200 characters."),
        ({"password": "", "again": ""}, "password", "Choose a password."),
        ({"password": "x" * 201, "again": "x" * 201}, "password", "Use 8 to 200 characters."),
        ({"again": "another horse"}, "again", "The two passwords differ."),
        ({"again": ""}, "again", "Type the password again."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(visitor: Person, database: Flask, typed, field, message) -> None:
    answer = visitor.post("/account/new", {"name": "Dora", "password": PASSWORD, "again": PASSWORD, **typed})
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, field)
    if field != "name":
        assert pages.typed_in(answer, "name") == "Dora"
    assert pages.typed_in(answer, "password") == ""
    assert users(database) == []


@pytest.mark.parametrize("name", ["Bo", "BO", " bo ", "b\u200bo"])
def test_a_name_is_one_persons(bo: Person, visitor: Person, database: Flask, name: str) -> None:
    answer = register(visitor, name)
    assert answer.status_code == 422
    assert "Somebody has this name already" in pages.message_beside(answer, "name")
    assert users(database) == ["Bo"]


def test_names_that_fold_to_more_letters_fit(visitor: Person) -> None:
    """Eighty letters that case folding makes longer."""
    answer = register(visitor, "\N{LATIN SMALL LETTER SHARP S}" * 80)
    assert answer.status_code in (302, 422)


# -- signing in and out


def test_signing_in_and_out(bo: Person) -> None:
    assert signed_in_as(bo, "Bo")
    answer = bo.post("/account/sign-out")
    assert (answer.status_code, answer.location) == (302, "/")
    assert "You are signed out." in pages.seen(bo.get("/"))
    assert signed_in_as(bo, "Account")


def test_capitals_do_not_matter_in_a_name(bo: Person, visitor: Person) -> None:
    sign_in(visitor, " bO ")
    assert signed_in_as(visitor, "Bo")


@pytest.mark.parametrize(
    ("name", "password"),
    [("Bo", "wrong horse"), ("Nobody", PASSWORD), ("Bo", PASSWORD.upper()), ("Bo", PASSWORD + " ")],
)
def test_a_wrong_name_or_password_says_the_same(bo: Person, visitor: Person, name: str, password: str) -> None:
    answer = sign_in(visitor, name, password)
    assert answer.status_code == 422
    said = "No account has this name and password. Check both and try again."
    assert pages.message_beside(answer, "password") == said
    assert pages.typed_in(answer, "name") == name
    assert pages.typed_in(answer, "password") == ""
    assert signed_in_as(visitor, "Account")


def test_empty_fields(visitor: Person) -> None:
    answer = sign_in(visitor, "", "")
    assert answer.status_code == 422
    assert pages.message_beside(answer, "name") == "Type your name."
    assert pages.message_beside(answer, "password") == "Type your password."


def test_a_browser_remembers_when_it_was_closed(bo: Person) -> None:
    bo.client.delete_cookie("session")
    assert signed_in_as(bo, "Bo")


# -- passwords


def change_password(person: Person, password: str):
    return person.post("/account/password", {"password": password, "again": password})


def test_a_new_password_signs_out_every_other_browser(bo: Person, database: Flask) -> None:
    phone = Person(database, "Bo").sign_in()
    answer = change_password(bo, "battery staple")
    assert answer.status_code == 302
    assert "Your password is changed." in pages.seen(bo.get("/account"))
    assert signed_in_as(bo, "Bo")
    assert signed_in_as(phone, "Account")
    phone.client.delete_cookie("session")
    assert signed_in_as(phone, "Account"), "nor does the phone's long-lived cookie sign in"
    assert sign_in(phone, "Bo").status_code == 422
    assert sign_in(phone, "Bo", "battery staple").status_code == 302


def test_two_new_passwords_must_agree(bo: Person) -> None:
    answer = bo.post("/account/password", {"password": "battery staple", "again": "battery stapler"})
    assert answer.status_code == 422
    assert pages.message_beside(answer, "again") == "The two passwords differ."
    assert sign_in(bo, "Bo").status_code == 302


@pytest.fixture
def temporary(database: Flask) -> Person:
    """Eve, a teacher, whom the keeper has just made an account; signed in."""
    made = database.test_cli_runner().invoke(args=["user", "add", "Eve", "--role", "teacher"])
    assert made.exit_code == 0, made.output
    return Person(database, "Eve").sign_in(made.output.strip().splitlines()[-1])


def test_a_temporary_password_must_be_changed(temporary: Person) -> None:
    sent = temporary.get("/desk/")
    assert (sent.status_code, sent.location) == (302, "/account/password?next=/desk/")
    page = pages.main(temporary.get(sent.location))
    assert page.one("h1").text == "Choose your own password"
    answer = temporary.post(sent.location, {"password": "battery staple", "again": "battery staple"})
    assert answer.location == "/desk/"
    assert "Your desk" in pages.main(temporary.get("/desk/")).text


def test_until_then_nothing_can_be_written(temporary: Person, database: Flask) -> None:
    answer = temporary.post("/desk/new", {"text": "Dehydration can cause muscle cramps. " * 10})
    assert answer.location.startswith("/account/password")
    change_password(temporary, "battery staple")
    assert "No texts yet" in pages.seen(temporary.get("/desk/"))


def test_until_then_a_keeper_sees_no_draft(database: Flask, draft: str) -> None:
    made = database.test_cli_runner().invoke(args=["user", "add", "Kay", "--role", "keeper"])
    kay = Person(database, "Kay").sign_in(made.output.strip().splitlines()[-1])
    assert kay.get(f"/lessons/{draft}").status_code == 404
    change_password(kay, "battery staple")
    assert kay.get(f"/lessons/{draft}").status_code == 200


def test_the_temporary_password_is_no_choice(database: Flask) -> None:
    made = database.test_cli_runner().invoke(args=["user", "add", "Eve", "--role", "teacher"])
    given = made.output.strip().splitlines()[-1]
    eve = Person(database, "Eve").sign_in(given)
    answer = change_password(eve, given)
    assert answer.status_code == 422
    assert pages.message_beside(answer, "password")


# -- a guest's words and results


@pytest.fixture
def lung(lesson: str, database: Flask) -> int:
    with database.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma="lung", pos="NOUN"))


@pytest.fixture
def guest(visitor: Person, lesson: str, lung: int) -> Person:
    """Somebody without an account who has marked a word and finished a quiz."""
    visitor.post(f"/words/{lung}", {"state": "known"})
    finish_quiz(visitor, lesson)
    return visitor


def finish_quiz(person: Person, slug: str) -> None:
    where = person.post(f"/lessons/{slug}/quizzes/comprehension").location
    while not (page := person.get(where)).location.endswith("/result"):
        person.post(page.location, answers.WHATEVER)
        person.post(page.location, answers.GIVEN_UP)


def test_a_guest_keeps_words_and_results_in_the_browser(guest: Person) -> None:
    assert "lung" in pages.main(guest.get("/words?state=known")).text
    assert "Kept in this browser." in pages.seen(guest.get("/words"))
    assert "Living With Asthma" in pages.main(guest.get("/results")).text


def test_another_browser_sees_nothing_of_it(guest: Person, database: Flask) -> None:
    stranger = Person(database)
    assert "No words here yet" in pages.seen(stranger.get("/words?state=known"))
    assert "No results yet" in pages.seen(stranger.get("/results"))


def test_they_become_the_new_accounts(guest: Person, database: Flask) -> None:
    register(guest, "Dora")
    assert users(database) == ["Amina", "Dora"], "the guest is Dora now"
    assert "Kept in the account of Dora." in pages.seen(guest.get("/words"))
    phone = Person(database, "Dora").sign_in()
    assert "lung" in pages.main(phone.get("/words?state=known")).text
    assert "Living With Asthma" in pages.main(phone.get("/results")).text


def test_a_refused_name_loses_nothing(guest: Person, bo: Person) -> None:
    assert register(guest, "Bo").status_code == 422
    assert "lung" in pages.main(guest.get("/words?state=known")).text
    assert "Kept in this browser." in pages.seen(guest.get("/words"))


def test_they_become_the_account_that_is_signed_in_to(guest: Person, bo: Person, database: Flask) -> None:
    sign_in(guest, "Bo")
    assert users(database) == ["Amina", "Bo"]
    assert "lung" in pages.main(bo.get("/words?state=known")).text, "in Bo's other browser too"
    assert "Living With Asthma" in pages.main(bo.get("/results")).text


def test_a_wrong_password_loses_nothing(guest: Person, bo: Person) -> None:
    sign_in(guest, "Bo", "wrong horse")
    assert "lung" in pages.main(guest.get("/words?state=known")).text
    assert "No words here yet" in pages.seen(bo.get("/words?state=known"))


def test_the_later_of_two_marks_stays(guest: Person, bo: Person, lung: int) -> None:
    bo.post(f"/words/{lung}", {"state": "learning"})
    sign_in(guest, "Bo")
    assert "lung" in pages.main(bo.get("/words?state=learning")).text
    assert "No words here yet" in pages.seen(bo.get("/words?state=known"))


def test_an_unfinished_quiz_goes_on_in_the_account(visitor: Person, bo: Person, lesson: str) -> None:
    where = visitor.post(f"/lessons/{lesson}/quizzes/comprehension").location
    first = visitor.get(where).location
    visitor.post(first, answers.WHATEVER)
    visitor.post(first, answers.GIVEN_UP)
    sign_in(visitor, "Bo")
    assert bo.get(where).location == f"{where}/2"
    assert bo.post(f"/lessons/{lesson}/quizzes/comprehension").location == where


def test_what_one_account_did_does_not_go_to_another(bo: Person, cy: Person, lung: int, database: Flask) -> None:
    """Two people at one computer: the second signs in, or signs up, without the first having signed out."""
    bo.post(f"/words/{lung}", {"state": "known"})
    sign_in(bo, "Cy")
    assert "No words here yet" in pages.seen(bo.get("/words?state=known"))
    sign_in(bo, "Bo")
    register(bo, "Dora")
    assert "No words here yet" in pages.seen(bo.get("/words?state=known"))
    assert users(database) == ["Amina", "Bo", "Cy", "Dora"]


def test_no_row_is_left_of_a_guest(guest: Person, bo: Person, database: Flask) -> None:
    sign_in(guest, "Bo")
    with database.app_context():
        owner = people.find("Bo").id
        assert set(db.session.scalars(select(LearnerWord.user_id))) == {owner}
        assert set(db.session.scalars(select(Attempt.user_id))) == {owner}


def test_only_reading_makes_nobody_a_guest(visitor: Person, lesson: str, database: Flask) -> None:
    for url in ("/", f"/lessons/{lesson}", f"/lessons/{lesson}/reader.json", "/words", "/results"):
        visitor.get(url)
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 1, "Amina alone"
