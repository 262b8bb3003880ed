"""Classes: made by a teacher, joined by a code, and who is in them."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import classrooms, moments, people
from accounts.models import Classroom, Membership, Role, User
from db import db
from lessons.assignment_models import Assignment
from lessons.models import Attempt, QuizKind
from tests import answers, classes, pages
from tests.conftest import PASSWORD, Person, add_person
from tests.statements import statements
from vocab.models import LearnerWord


@pytest.fixture
def nurses(amina: Person) -> str:
    """The address of Amina's class."""
    return make(amina, "English for nurses")


def make(person: Person, name: str, zone: str = "Europe/Warsaw") -> str:
    answer = person.post("/classes/new", {"name": name, "time_zone": zone})
    assert answer.status_code == 302, answer.text
    return answer.location.removesuffix("/members")


def code_of(app: Flask, url: str) -> str:
    with app.app_context():
        return db.session.get_one(Classroom, int(url.rsplit("/", 1)[1])).code


def members(app: Flask) -> dict[str, str]:
    """What everybody is, by name."""
    with app.app_context():
        return {row.user.name: row.part.value for row in db.session.scalars(select(Membership))}


def id_of(app: Flask, name: str) -> int:
    with app.app_context():
        return people.find(name).id


def students_shown(person: Person, url: str) -> list[str]:
    page = pages.main(person.get(f"{url}/members"))
    return [row.one("th").text for body in page.all("tbody") for row in body.all("tr")]


# -- making


def test_a_teacher_makes_a_class(amina: Person, database: Flask) -> None:
    url = make(amina, "  English for nurses ")
    page = pages.main(amina.get(f"{url}/members"))
    code = code_of(database, url)
    assert page.one("h1").text == "English for nurses"
    assert f"{code[:4]}-{code[4:]}" in page.text
    assert f"http://localhost/join/{code}" in page.text
    assert "No students yet" in page.text
    assert "English for nurses" in pages.main(amina.get("/classes")).text
    assert members(database) == {"Amina": "teacher"}
    with database.app_context():
        assert db.session.scalar(select(Classroom.time_zone)) == "Europe/Warsaw"


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"name": ""}, "name", "Give the class a name."),
        ({"name": "x" * 81}, "name", "Use at most 80 characters."),
        ({"time_zone": "Mars/Base"}, "time_zone", "Not a valid choice."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(amina: Person, database: Flask, typed, field, message) -> None:
    answer = amina.post("/classes/new", {"name": "Nurses", "time_zone": "UTC", **typed})
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, field)
    with database.app_context():
        assert db.session.scalar(select(Classroom)) is None


def test_a_learner_makes_no_class(bo: Person) -> None:
    assert bo.post("/classes/new", {"name": "Mine", "time_zone": "UTC"}).status_code == 403


def test_codes_have_no_look_alikes(database: Flask) -> None:
    with database.app_context():
        codes = [classrooms.new_code() for _ in range(200)]
    assert len(set(codes)) == 200
    assert not set("".join(codes)) & set("0O1IL")
    assert {len(code) for code in codes} == {8}


# -- joining


def test_a_student_joins_by_the_code(bo: Person, nurses: str, database: Flask) -> None:
    code = code_of(database, nurses)
    typed = f" {code[:4].lower()} - {code[4:].lower()}"
    answer = bo.post("/join", {"code": typed})
    assert answer.location == f"/join/{code}"
    page = pages.main(bo.get(answer.location))
    assert page.one("h1").text == "English for nurses"
    assert page.one("button").text == "Join as Bo"
    assert members(database) == {"Amina": "teacher"}, "a look joins nobody"
    answer = bo.post(f"/join/{code}")
    assert answer.location == nurses
    assert "Welcome to English for nurses." in pages.seen(bo.get(nurses))
    assert members(database) == {"Amina": "teacher", "Bo": "student"}
    assert "You are in this class, Bo." in pages.main(bo.get(f"/join/{code}")).text
    bo.post(f"/join/{code}")
    assert len(members(database)) == 2


def test_a_guest_becomes_an_account_and_a_member_in_one_form(
    visitor: Person, lesson: str, nurses: str, database: Flask
) -> None:
    with database.app_context():
        word = db.session.scalar(db.text("SELECT lexeme_id FROM lesson_term"))
    visitor.post(f"/words/{word}", {"state": "learning"})
    attempt = visitor.post(f"/lessons/{lesson}/quizzes/vocabulary").location
    visitor.post(f"{attempt}/1", answers.WHATEVER)
    answer = visitor.post(f"/join/{code_of(database, nurses)}", {"name": "Bo", "password": PASSWORD})
    assert answer.location == nurses
    assert pages.main(visitor.get(nurses)).one("h1").text == "English for nurses"
    with database.app_context():
        bo = people.find("Bo")
        assert (bo.role, people.is_password_of(bo, PASSWORD)) == (Role.LEARNER, True)
        assert db.session.scalar(select(LearnerWord.user_id)) == bo.id
        assert db.session.scalar(select(Attempt.user_id)) == bo.id


def test_somebody_new_joins_by_the_link(visitor: Person, nurses: str, database: Flask) -> None:
    answer = visitor.post(f"/join/{code_of(database, nurses)}", {"name": "Bo", "password": PASSWORD})
    assert answer.location == nurses
    assert members(database) == {"Amina": "teacher", "Bo": "student"}


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"name": "amina"}, "name", "Somebody has this name already."),
        ({"name": ""}, "name", "Choose a name."),
        ({"password": "short"}, "password", "Use 8 to 200 characters."),
        ({"password": ""}, "password", "Choose a password."),
    ],
)
def test_who_cannot_join_is_told_why(visitor: Person, nurses: str, database: Flask, typed, field, message) -> None:
    data = {"name": "Bo", "password": PASSWORD, **typed}
    answer = visitor.post(f"/join/{code_of(database, nurses)}", data)
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, field)
    assert pages.typed_in(answer, "name") == data["name"]
    assert members(database) == {"Amina": "teacher"}


@pytest.mark.parametrize("typed", ["ABCD-EFGH", "ABC", "0000-0000", "\N{STETHOSCOPE}", "x" * 79])
def test_a_wrong_code_is_told(bo: Person, nurses: str, typed: str) -> None:
    answer = bo.post("/join", {"code": typed})
    assert answer.status_code == 422
    assert "No class has this code" in pages.message_beside(answer, "code")
    assert pages.typed_in(answer, "code") == typed
    answer = bo.get(f"/join/{typed}")
    assert answer.status_code == 404
    assert "No class has this code" in pages.seen(answer)


def test_guessing_is_slowed(visitor: Person, bo: Person, nurses: str, database: Flask) -> None:
    for number in range(30):
        assert visitor.get(f"/join/ABCDEF{number // 8 + 2}{number % 8 + 2}").status_code == 404
    answer = visitor.get(f"/join/{code_of(database, nurses)}")
    assert answer.status_code == 429
    assert "Too many wrong codes came from here. Wait ten minutes, then try again." in pages.seen(answer)
    assert bo.post("/join", {"code": "ABCD-EFGH"}).status_code == 429, "another browser at the same address"
    assert visitor.get("/join/nonsense").status_code == 404, "what cannot be a code is no guess"


def test_right_codes_are_no_guesses(bo: Person, nurses: str, database: Flask) -> None:
    code = code_of(database, nurses)
    assert {bo.get(f"/join/{code}").status_code for _ in range(40)} == {200}


def test_a_renewed_code_lets_in_and_the_old_one_does_not(amina: Person, bo: Person, nurses: str, database) -> None:
    old = code_of(database, nurses)
    amina.post(f"{nurses}/code/renew")
    new = code_of(database, nurses)
    assert old != new
    assert (bo.get(f"/join/{old}").status_code, bo.get(f"/join/{new}").status_code) == (404, 200)


def test_joining_can_be_closed(amina: Person, bo: Person, nurses: str, database: Flask) -> None:
    code = code_of(database, nurses)
    amina.post(f"{nurses}/code/close")
    assert "Nobody can join this class now." in pages.main(amina.get(f"{nurses}/members")).text
    assert bo.post(f"/join/{code}").status_code == 404
    amina.post(f"{nurses}/code/open")
    assert bo.post(f"/join/{code}").status_code == 302


# -- members


@pytest.fixture
def with_bo(bo: Person, nurses: str, database: Flask) -> str:
    """The class with Bo in it."""
    bo.post(f"/join/{code_of(database, nurses)}")
    return nurses


def test_a_nickname_is_what_the_class_sees(amina: Person, bo: Person, with_bo: str, database: Flask) -> None:
    assert students_shown(amina, with_bo) == ["Bo"]
    bo.post(f"{with_bo}/me", {"nickname": "  Captain  Bo "})
    assert students_shown(amina, with_bo) == ["Captain Bo"]
    amina.post(f"{with_bo}/members/{id_of(database, 'Bo')}", {"nickname": "Bo K."})
    assert students_shown(amina, with_bo) == ["Bo K."]
    bo.post(f"{with_bo}/me", {"nickname": ""})
    assert students_shown(amina, with_bo) == ["Bo"]


def test_a_teacher_gives_a_new_password_once(amina: Person, bo: Person, with_bo: str, database: Flask) -> None:
    url = f"{with_bo}/members/{id_of(database, 'Bo')}"
    assert "Give a new password" in pages.main(amina.get(url)).text
    answer = amina.post(f"{url}/password")
    password = pages.main(answer).one("span", class_="code").text
    assert "It is shown only now." in pages.main(answer).text
    assert password not in amina.get(url).text
    assert bo.get(with_bo).location.startswith("/account/sign-in"), "signed out where they were"
    again = Person(database, "Bo").sign_in(password)
    assert again.get(with_bo).location.startswith("/account/password")


def test_only_learners_of_the_class_get_a_new_password(
    amina: Person, cy: Person, kim: Person, with_bo: str, database: Flask
) -> None:
    code = code_of(database, with_bo)
    cy.post(f"/join/{code}")
    kim.post(f"/join/{code}")
    for name in ("Cy", "Kim", "Amina"):
        assert amina.post(f"{with_bo}/members/{id_of(database, name)}/password").status_code == 403
    add_person(database, "Dora", Role.LEARNER)
    assert amina.post(f"{with_bo}/members/{id_of(database, 'Dora')}/password").status_code == 404
    assert cy.post(f"{with_bo}/members/{id_of(database, 'Bo')}/password").status_code == 404, "a student there"
    with database.app_context():
        assert not any(user.password_is_temporary for user in db.session.scalars(select(User)))


def test_a_removed_student_is_out_and_keeps_what_is_theirs(
    amina: Person, bo: Person, with_bo: str, lesson: str, database: Flask
) -> None:
    bo.post(f"/lessons/{lesson}/quizzes/vocabulary")
    amina.post(f"{with_bo}/members/{id_of(database, 'Bo')}/remove")
    assert "Bo is not in the class any more." in pages.seen(amina.get(f"{with_bo}/members"))
    assert bo.get(with_bo).status_code == 404
    with database.app_context():
        assert db.session.scalar(select(Attempt.user_id)) == people.find("Bo").id


def test_a_student_leaves(bo: Person, with_bo: str, database: Flask) -> None:
    answer = bo.post(f"{with_bo}/leave")
    assert answer.location == "/classes"
    assert "You are in no class yet" in pages.main(bo.get("/classes")).text
    assert members(database) == {"Amina": "teacher"}


def test_a_second_teacher(amina: Person, cy: Person, nurses: str, database: Flask) -> None:
    assert cy.get(f"{nurses}/members").status_code == 404
    amina.post(f"{nurses}/teachers", {"teacher": " cy "})
    assert "Cy teaches this class with you." in pages.seen(amina.get(f"{nurses}/members"))
    assert cy.get(f"{nurses}/members").status_code == 200
    amina.post(f"{nurses}/leave")
    assert amina.get(nurses).status_code == 404
    assert members(database) == {"Cy": "teacher"}


@pytest.mark.parametrize("name", ["Bo", "Nobody", "x"])
def test_who_is_no_teacher_is_not_made_one(amina: Person, bo: Person, nurses: str, name: str) -> None:
    answer = amina.post(f"{nurses}/teachers", {"teacher": name})
    assert answer.status_code == 422
    assert "No teacher has this name." in pages.message_beside(answer, "teacher")
    assert pages.typed_in(answer, "teacher") == name


def test_the_last_teacher_stays(amina: Person, nurses: str, database: Flask) -> None:
    answer = amina.post(f"{nurses}/leave")
    assert "A class needs a teacher." in pages.seen(amina.get(answer.location))
    amina.post(f"{nurses}/members/{id_of(database, 'Amina')}/remove")
    assert members(database) == {"Amina": "teacher"}


def test_a_class_is_deleted_with_what_it_was_given(
    amina: Person, bo: Person, with_bo: str, lesson: str, database: Flask
) -> None:
    task = classes.give(database, with_bo, lesson)
    classes.take(database, "Bo", task, quiz=QuizKind.VOCABULARY)
    page = pages.main(amina.get(f"{with_bo}/delete"))
    assert "1 student loses their place in it; accounts stay." in page.text
    assert "1 lesson given to it" in page.text
    assert "Its results: 1 quiz taken for it. Students keep theirs" in page.text
    answer = amina.post(f"{with_bo}/delete")
    assert answer.status_code == 422
    assert "Tick this box if you are sure." in pages.message_beside(answer, "sure")
    assert "The class “English for nurses” is deleted." in pages.seen(
        amina.post(f"{with_bo}/delete", {"sure": "y"}, follow_redirects=True)
    )
    assert amina.get(with_bo).status_code == 404
    with database.app_context():
        assert db.session.scalars(select(Assignment)).all() == []
        assert [row.assignment_id for row in db.session.scalars(select(Attempt))] == [None], "Bo keeps what Bo did"


def test_several_classes(amina: Person, bo: Person, nurses: str, database: Flask) -> None:
    carers = make(amina, "English for carers")
    for url in (nurses, carers):
        bo.post(f"/join/{code_of(database, url)}")
    page = pages.main(bo.get("/classes"))
    assert [card.text for card in page.all("h2")] == ["English for carers", "English for nurses"]


def test_a_keeper_sees_every_class(kim: Person, nurses: str) -> None:
    assert "English for nurses" in pages.main(kim.get("/classes")).text
    assert kim.get(f"{nurses}/members").status_code == 200


def test_the_settings_of_a_class(amina: Person, nurses: str, database: Flask) -> None:
    amina.post(f"{nurses}/settings", {"name": "Nurses, evening", "time_zone": "Asia/Tokyo"})
    with database.app_context():
        found = db.session.scalars(select(Classroom)).one()
        assert (found.name, found.time_zone) == ("Nurses, evening", "Asia/Tokyo")


def test_the_members_cost_the_same_however_many(amina: Person, nurses: str, database: Flask) -> None:
    def cost() -> int:
        with statements() as sent:
            amina.get(f"{nurses}/members")
        return len(sent)

    none = cost()
    with database.app_context():
        found = db.session.scalars(select(Classroom)).one()
        for number in range(12):
            made = people.add_user(f"Student {number}", password=PASSWORD, role=Role.LEARNER)
            classrooms.join(found, made, now=found.created_at)
        db.session.commit()
    assert len(students_shown(amina, nurses)) == 12
    assert cost() == none <= 7


# -- moments


def clock(*parts: int) -> datetime:
    """What a clock shows, wherever it hangs."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def test_moments_are_told_in_the_zone_of_the_class() -> None:
    now = moments.at(clock(2026, 11, 1, 12), "UTC")
    six = moments.at(clock(2026, 12, 4, 18), "Europe/Warsaw")
    assert moments.told(six, "Europe/Warsaw", now=now) == "Friday 4 December, 18:00"
    assert moments.told(six, "Asia/Tokyo", now=now) == "Saturday 5 December, 02:00"
    assert moments.told(six, "UTC", now=now.replace(year=2025)) == "Friday 4 December 2026, 17:00"
    assert moments.local(six, "Europe/Warsaw") == clock(2026, 12, 4, 18)


def test_an_hour_that_comes_twice_is_the_first() -> None:
    twice = moments.at(clock(2026, 10, 25, 2, 30), "Europe/Warsaw")
    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
