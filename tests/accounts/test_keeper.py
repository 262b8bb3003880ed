"""The keeper's page: the people, and how the site is."""

import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import keeping, panels, people
from accounts.models import Role, User
from accounts.panels import Panel, size_in_words
from db import db
from tests import pages
from tests.accounts.test_data import add_words, take_quiz
from tests.conftest import PASSWORD, Person, add_person
from tests.statements import statements

ROOT = Path(__file__).parents[2]


def id_of(app: Flask, name: str) -> int:
    with app.app_context():
        return people.find(name).id


def place_of(app: Flask, name: str) -> str:
    return f"/keeper/people/{id_of(app, name)}"


def names(person: Person, query: str = "") -> list[str]:
    page = pages.main(person.get(f"/keeper/people{query}"))
    return [row.one("a").text for row in page.all("th", scope="row")]


def panel(person: Person, title: str) -> dict[str, str]:
    """The lines of one panel as they read."""
    page = pages.main(person.get("/keeper/"))
    (found,) = (each for each in page.all("section") if each.one("h2").text == title)
    return {line.one("dt").text: line.one("dd").text for line in found.one("dl").all("div")}


# -- who may


@pytest.mark.parametrize("url", ["/keeper/", "/keeper/people"])
def test_for_everybody_else_it_is_not_there(url: str, visitor: Person, bo: Person, amina: Person, kim: Person) -> None:
    assert [person.get(url).status_code for person in (visitor, bo, amina, kim)] == [404, 404, 404, 200]


def test_only_the_keeper_sees_the_way_to_it(bo: Person, amina: Person, kim: Person) -> None:
    shown = [
        any(a.attributes["href"] == "/keeper/" for a in pages.read(who.get("/account")).all("a"))
        for who in (bo, amina, kim)
    ]
    assert shown == [False, False, True]


# -- how the site is


def test_the_panels(kim: Person, amina: Person, bo: Person, lesson: str, draft: str, visitor: Person) -> None:
    visitor.post("/account/reading", {"first_language": "pl", "level": "B1"})
    assert panel(kim, "People") == {"Learners": "1", "Teachers": "1", "Keepers": "1", "Readers without an account": "1"}
    assert panel(kim, "Lessons") == {"In the library": "1", "Drafts": "1", "Put away": "0", "Without an owner": "0"}
    storage = panel(kim, "Storage")
    assert storage["Database"] in ("SQLite", "PostgreSQL")
    assert re.fullmatch(r"[\d.]+ (KB|MB|GB)", storage["Its size"])
    versions = panel(kim, "Versions")
    assert versions["Tables"] == sorted(path.name for path in (ROOT / "migrations" / "versions").glob("0*.py"))[-1][:4]
    assert versions["Python"].startswith("3.")
    assert panel(kim, "Reading of texts")["spaCy"].startswith("3.")
    assert "Polish" in panel(kim, "Words")["Translated into"]


def test_another_package_adds_a_panel(kim: Person, monkeypatch) -> None:
    monkeypatch.setattr(panels, "_tellers", [*panels._tellers])
    panels.tells(lambda: Panel("Letters", (("Waiting", "3"),)))
    assert panel(kim, "Letters") == {"Waiting": "3"}


def test_the_version_is_that_of_the_changelog(kim: Person) -> None:
    latest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert panel(kim, "Versions")["Readwell"] == latest.group(1), "pyproject.toml has another one"


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (3_400_000, "3.4 MB"), (12_000_000_000_000, "12000.0 GB")],
)
def test_sizes_are_told_in_words(size: int, told: str) -> None:
    assert size_in_words(size) == told


# -- the people


def test_the_list_of_people(kim: Person, amina: Person, bo: Person, lesson: str, database: Flask) -> None:
    add_words(database, "Bo", "fever", "cough")
    take_quiz(database, "Bo", lesson)
    page = pages.main(kim.get("/keeper/people"))
    assert page.one("h1").text == "People"
    assert "3 people have an account" in page.text
    rows = [row.text for row in page.one("tbody").all("tr")]
    today = f"{datetime.now(UTC):%-d %B %Y}"
    assert rows == [
        f"Amina Teacher {today} {today} 1 lesson",
        f"Bo Learner {today} {today} 2 words on the list, 1 quiz taken",
        f"Kim Keeper {today} – –",
    ]


def test_guests_are_not_listed(kim: Person, visitor: Person, database: Flask) -> None:
    visitor.post("/account/reading", {"first_language": "pl", "level": "B1"})
    assert names(kim) == ["Kim"]
    with database.app_context():
        guest = db.session.scalar(select(User.id).where(User.password_hash.is_(None)))
    assert kim.get(f"/keeper/people/{guest}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"), [("am", ["Amina"]), ("AMINA", ["Amina"]), ("m", ["Amina", "Kim"]), ("%", [])]
)
def test_people_are_found_by_name(kim: Person, amina: Person, bo: Person, query: str, found: list[str]) -> None:
    assert names(kim, f"?q={query.replace('%', '%25')}") == found


def add_many(app: Flask, count: int) -> None:
    with app.app_context():
        for number in range(count):
            people.add_user(f"Learner {number:03}", password=PASSWORD, role=Role.LEARNER)
        db.session.commit()


def test_a_long_list_has_pages(kim: Person, database: Flask) -> None:
    add_many(database, 60)
    assert len(names(kim)) == 50
    assert names(kim, "?page=2") == [f"Learner {number:03}" for number in range(49, 60)]
    assert names(kim, "?page=99") == names(kim, "?page=2")
    assert "Page 2 of 2" in pages.main(kim.get("/keeper/people?page=2")).text
    assert names(kim, "?q=005&page=2") == ["Learner 005"]


def test_the_list_asks_the_database_seldom(kim: Person, database: Flask) -> None:
    add_many(database, 40)
    with statements() as sent:
        names(kim)
    assert len(sent) <= 20, "\n".join(sent)


# -- roles


def change_role(person: Person, app: Flask, name: str, role: str) -> int:
    return person.post(f"{place_of(app, name)}/role", {"role": role}).status_code


def test_bo_becomes_a_teacher(kim: Person, bo: Person, database: Flask) -> None:
    assert bo.get("/desk/").status_code == 403
    assert change_role(kim, database, "Bo", "teacher") == 302
    assert "Bo is now a teacher." in pages.seen(kim.get(place_of(database, "Bo")))
    assert bo.get("/desk/").status_code == 200


def test_a_role_that_is_none(kim: Person, bo: Person, database: Flask) -> None:
    answer = kim.post(f"{place_of(database, 'Bo')}/role", {"role": "king"})
    assert answer.status_code == 422
    assert pages.message_beside(answer, "role")


def test_the_last_keeper_remains_one(kim: Person, database: Flask) -> None:
    answer = kim.post(f"{place_of(database, 'Kim')}/role", {"role": "learner"})
    assert answer.status_code == 409
    assert pages.message_beside(answer, "role").startswith("There is no other keeper.")
    add_person(database, "Lee", Role.KEEPER)
    answer = kim.post(f"{place_of(database, 'Kim')}/role", {"role": "learner"})
    assert answer.location == "/account"
    assert kim.get("/keeper/").status_code == 404


def test_two_keepers_do_not_both_stop_at_one_moment(kim: Person, database: Flask) -> None:
    add_person(database, "Lee", Role.KEEPER)
    together, refused = threading.Barrier(2), []

    def stop(name: str) -> None:
        with database.app_context():
            user = people.find(name)
            together.wait()
            try:
                keeping.change_role(user, Role.LEARNER)
                db.session.commit()
            except keeping.LastKeeper:
                db.session.rollback()
                refused.append(name)

    threads = [threading.Thread(target=stop, args=(name,)) for name in ("Kim", "Lee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(User).filter_by(role=Role.KEEPER)) == 1
    assert len(refused) == 1


# -- passwords


def test_a_temporary_password(kim: Person, bo: Person, database: Flask) -> None:
    page = pages.main(kim.post(f"{place_of(database, 'Bo')}/password"))
    password = page.one("span", class_="code").text
    assert "shown only once" in page.text
    assert bo.get("/account/password").location.startswith("/account/sign-in"), "signed out"
    anew = Person(database, "Bo").sign_in(password)
    assert "/account/password" in anew.get("/account/password").request.path
    assert "Choose your own password" in anew.get("/account/password").text
    assert password not in kim.get(place_of(database, "Bo")).text


def test_not_for_oneself(kim: Person, database: Flask) -> None:
    answer = kim.post(f"{place_of(database, 'Kim')}/password")
    assert answer.status_code == 422
    assert "This is your own account." in pages.seen(answer)
    assert "Forgotten password" not in pages.main(kim.get(place_of(database, "Kim"))).text


# -- deleting somebody


def test_the_keeper_deletes_bo(kim: Person, bo: Person, lesson: str, database: Flask) -> None:
    take_quiz(database, "Bo", lesson)
    place = f"{place_of(database, 'Bo')}/delete"
    assert "1 quiz taken" in pages.main(kim.get(place)).text
    wrong = kim.post(place, {"password": "wrong horse", "sure": "y"})
    assert (wrong.status_code, pages.message_beside(wrong, "password")) == (422, "This is not your password.")
    unsure = kim.post(place, {"password": PASSWORD})
    assert (unsure.status_code, pages.message_beside(unsure, "sure")) == (422, "Tick this box if you are sure.")
    assert names(kim) == ["Amina", "Bo", "Kim"]
    answer = kim.post(place, {"password": PASSWORD, "sure": "y"})
    assert answer.location == "/keeper/people"
    assert "Bo and everything of theirs is deleted." in pages.seen(kim.get(answer.location))
    assert names(kim) == ["Amina", "Kim"]


def test_the_keeper_is_told_what_readers_lose(
    kim: Person, amina: Person, bo: Person, lesson: str, database: Flask
) -> None:
    take_quiz(database, "Bo", lesson)
    place = f"{place_of(database, 'Amina')}/delete"
    assert "1 other reader has taken 1 quiz in them." in pages.main(kim.get(place)).text
    kim.post(place, {"password": PASSWORD, "sure": "y", "shared": "stay"})
    assert bo.get(f"/lessons/{lesson}").status_code == 200


def test_for_oneself_there_is_the_account_page(kim: Person, database: Flask) -> None:
    assert kim.get(f"{place_of(database, 'Kim')}/delete").location == "/account/delete"
    assert kim.post(f"{place_of(database, 'Kim')}/delete", {"password": PASSWORD, "sure": "y"}).status_code == 302
    assert names(kim) == ["Kim"]
