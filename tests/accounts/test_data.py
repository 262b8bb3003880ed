"""Everything that is kept about a person: taken along as a file, or deleted to the last row."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, Integer, Table, func, select
from werkzeug.test import TestResponse

from accounts import belongings, leaving, people, portability
from accounts.models import Classroom, Membership, Part, Role, User
from db import Model, db, now
from lessons import attempts
from lessons.assignment_models import Assignment
from lessons.models import Attempt, Item, Lesson, QuizKind, Status
from tests import answers, pages, rows
from tests.conftest import PASSWORD, Person, add_lesson, add_person
from tests.statements import statements, writes
from vocab import lexemes, words
from vocab.models import Gloss, Lexeme, WordState

DATA = "/account/data.zip"
DELETE = "/account/delete"
SURE = {"password": PASSWORD, "sure": "y"}


def taken_along(person: Person) -> dict[str, Any]:
    """What the ZIP holds: the rows by table, and the words of the README."""
    answer = person.get(DATA)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    answer.close()
    return {
        name.removesuffix(".json"): text if name == "README.txt" else json.loads(text) for name, text in found.items()
    }


def add_words(app: Flask, name: str, *lemmas: str) -> None:
    with app.app_context():
        ids = lexemes.ensure([(lemma, "NOUN", "") for lemma in lemmas])
        for lexeme_id in ids.values():
            words.set_state(people.find(name), db.session.get_one(Lexeme, lexeme_id), WordState.LEARNING, now=now())
        db.session.commit()


def take_quiz(app: Flask, name: str, slug: str) -> None:
    with app.app_context():
        lesson = db.session.scalars(select(Lesson).filter_by(slug=slug)).one()
        attempt = attempts.start(people.find(name), lesson, QuizKind.VOCABULARY, now=now())
        for question in attempts.questions(attempt):
            attempts.answer(attempt, question.item, answers.right_given(question.item), now=now())
        db.session.commit()


def count(app: Flask, model: type[Model]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


# -- taken along


def test_bo_takes_along_what_bo_did(bo: Person, lesson: str, database: Flask) -> None:
    add_words(database, "Bo", "fever")
    take_quiz(database, "Bo", lesson)
    page = pages.main(bo.get("/account"))
    assert "Download everything kept about me" in page.text
    found = taken_along(bo)
    (profile,) = found["user_account"]
    assert (profile["name"], profile["role"]) == ("Bo", "learner")
    (word,) = found["learner_word"]
    assert (word["lexeme"]["lemma"], word["state"]) == ("fever", "learning")
    assert word["changed_at"].startswith("20")
    (attempt,) = found["attempt"]
    assert attempt["lesson"]["title"] == "Living With Asthma"
    with database.app_context():
        stems = {item.stem for item in db.session.scalars(select(Item))}
    assert {answer["item"]["stem"] for answer in found["response"]} <= stems
    assert all(answer["points"] == 1 for answer in found["response"])
    assert "Everything that Readwell keeps about Bo" in found["README.txt"]
    assert "learner_word.json: 1 word on the list" in found["README.txt"]


def test_amina_takes_along_her_lessons(amina: Person, lesson: str) -> None:
    found = taken_along(amina)
    (own,) = found["lesson"]
    assert own["title"] == "Living With Asthma"
    assert "asthma" in own["text"]
    assert {"section", "item", "lesson_term"} <= set(found)
    assert found["item"][0]["stem"]
    assert "sentence" not in found
    assert "it is made from the text" in found["README.txt"]


def test_nothing_of_others_and_no_secret(amina: Person, bo: Person, cy: Person, lesson: str, database: Flask) -> None:
    take_quiz(database, "Bo", lesson)
    add_words(database, "Cy", "hiccup")
    for person in (amina, bo):
        text = json.dumps(taken_along(person))
        assert "password_hash" not in text
        assert "session_key" not in text
        assert "argon2" not in text
        assert "hiccup" not in text
    assert "response" not in taken_along(amina), "what Bo answered is Bo's, though the questions are hers"


def test_the_answers_to_a_running_test_stay_hidden(bo: Person, lesson: str, database: Flask) -> None:
    take_quiz(database, "Bo", lesson)
    assert set(taken_along(bo)["response"][0]["item"]) == {"stem", "passage", "prompts", "options"}


def test_a_guest_takes_along_too(visitor: Person, database: Flask) -> None:
    assert visitor.get(DATA).status_code == 404
    assert "Download everything" not in pages.main(visitor.get("/account")).text
    visitor.post("/account/reading", {"first_language": "pl", "level": "B1"})
    assert "Download everything" in pages.main(visitor.get("/account")).text
    found = taken_along(visitor)
    assert found["user_account"][0]["first_language"] == "pl"
    assert "the reader of one browser" in found["README.txt"]


def test_taking_along_writes_nothing(bo: Person, database: Flask) -> None:
    add_words(database, "Bo", "fever")
    with statements() as sent:
        taken_along(bo)
    assert writes(sent) == []


# -- no table is forgotten


@pytest.fixture
def filled(database: Flask) -> Flask:
    """Two people with a row each in every table."""
    with database.app_context(), db.engine.begin() as connection:
        rows.fill(connection)
    return database


def persons(tables: list[Table]) -> set[str]:
    """Tables from which any keys lead to a person, whatever becomes of their rows."""
    found = {"user_account"}
    while more := {
        table.name
        for table in tables
        if table.name not in found and {key.column.table.name for key in table.foreign_keys} & found
    }:
        found |= more
    return found


def forgotten(tables: list[Table]) -> set[str]:
    return persons(tables) - {table.name for table in portability.given(tables)} - set(belongings.left_out)


def test_no_table_is_forgotten() -> None:
    assert forgotten(Model.metadata.sorted_tables) == set()


def test_a_new_table_is_given_without_being_named() -> None:
    planted = Table("planted", Model.metadata, Column("card_id", ForeignKey("review_card.id", ondelete="CASCADE")))
    try:
        assert planted in portability.given(Model.metadata.sorted_tables)
    finally:
        Model.metadata.remove(planted)


def test_a_table_of_which_the_keys_say_too_little_is_noticed() -> None:
    id_column = Column("id", Integer, primary_key=True)
    planted = Table(
        "planted", Model.metadata, id_column, Column("gloss_id", ForeignKey("gloss.id", ondelete="SET NULL"))
    )
    try:
        assert forgotten(Model.metadata.sorted_tables) == {"planted"}
    finally:
        Model.metadata.remove(planted)


def test_a_row_of_every_table_is_in_the_file(filled: Flask) -> None:
    buffer = io.BytesIO()
    with filled.app_context():
        portability.write(db.session.get_one(User, 1), buffer, now=now())
    with ZipFile(buffer) as archive:
        found = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    expected = {table.name for table in portability.given(Model.metadata.sorted_tables)}
    assert {name.removesuffix(".json") for name in found} == expected
    assert [len(listed) for listed in found.values()] == [1] * len(found), "one's own row, not the other's"


# -- deleted


def every_row(app: Flask) -> rows.Rows:
    with app.app_context(), db.engine.connect() as connection:
        return rows.every_row(connection)


@pytest.mark.parametrize("stays", [True, False])
def test_after_it_no_row_tells_of_the_person(filled: Flask, stays: bool) -> None:
    with filled.app_context():
        db.session.get_one(Lesson, 1).status = Status.PUBLISHED
        leaving.leave(db.session.get_one(User, 1), stays=stays)
        db.session.commit()
    after = every_row(filled)
    assert all(len(found) >= 1 for found in after.values()), "the other person's rows are all there"
    for table in belongings.tables(Model.metadata):
        named = [key.parent.name for key in table.foreign_keys if key.column.table.name == "user_account"]
        assert not [row for row in after[table.name] if any(row[name] == 1 for name in named)], table.name
        if any(way.goes for way in belongings.ways(table)):
            assert len(after[table.name]) == 1, table.name
    lessons = [(lesson["id"], lesson["owner_id"]) for lesson in after["lesson"]]
    assert lessons == ([(1, None), (2, 2)] if stays else [(2, 2)])


def leave(person: Person, **given: str) -> TestResponse:
    return person.post(DELETE, {**SURE, **given})


def test_bo_deletes_the_account(bo: Person, lesson: str, database: Flask) -> None:
    add_words(database, "Bo", "fever", "cough")
    take_quiz(database, "Bo", lesson)
    page = pages.main(bo.get(DELETE))
    assert "2 words on the list" in page.text
    assert "1 quiz taken" in page.text
    assert "What others use" not in page.text
    answer = leave(bo)
    assert answer.location == "/account/deleted"
    assert "All of it is deleted" in pages.seen(bo.get(answer.location))
    assert "Make an account" in pages.main(bo.get("/account")).text, "nobody is signed in"
    assert count(database, User) == 1, "Amina alone"
    assert count(database, Attempt) == 0
    again = Person(database, "Bo").post("/account/sign-in", {"name": "Bo", "password": PASSWORD})
    assert again.status_code == 422


def test_other_browsers_are_signed_out(bo: Person, database: Flask) -> None:
    phone = Person(database, "Bo").sign_in()
    leave(bo)
    assert "Make an account" in pages.main(phone.get("/account")).text
    assert phone.get("/account/password").location.startswith("/account/sign-in")


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"password": "wrong horse"}, "password", "This is not your password."),
        ({"password": ""}, "password", "Type your password."),
        ({"sure": ""}, "sure", "Tick this box if you are sure."),
    ],
)
def test_a_slip_deletes_nothing(bo: Person, database: Flask, given: dict[str, str], field: str, message: str) -> None:
    answer = leave(bo, **given)
    assert answer.status_code == 422
    assert pages.message_beside(answer, field) == message
    assert count(database, User) == 1
    assert bo.get("/account/password").status_code == 200


def test_a_guest_needs_no_password(visitor: Person, database: Flask) -> None:
    assert visitor.get(DELETE).status_code == 404
    visitor.post("/account/reading", {"first_language": "pl", "level": "B1"})
    page = pages.main(visitor.get(DELETE))
    assert page.one("h1").text == "Delete my data"
    assert not list(page.all("input", type="password"))
    assert visitor.post(DELETE).status_code == 422
    assert visitor.post(DELETE, {"sure": "y"}).location == "/account/deleted"
    assert count(database, User) == 0


# -- what others lose


def status_of(person: Person, slug: str) -> int:
    return person.get(f"/lessons/{slug}").status_code


def test_amina_leaves_her_lesson_to_the_library(amina: Person, bo: Person, lesson: str, database: Flask) -> None:
    hidden = add_lesson(database, "Amina")
    take_quiz(database, "Bo", lesson)
    page = pages.main(amina.get(DELETE))
    assert "1 lesson in the library or given to a class." in page.text
    assert "1 other reader has taken 1 quiz in them. These results go with the lessons." in page.text
    assert "1 lesson that nobody else can see" in page.text
    assert leave(amina, shared="stay").location == "/account/deleted"
    assert status_of(bo, lesson) == 200
    assert count(database, Attempt) == 1
    with database.app_context():
        (left,) = db.session.scalars(select(Lesson))
        assert (left.slug, left.owner_id, left.status) == (lesson, None, Status.PUBLISHED)
    assert status_of(bo, hidden) == 404


def test_amina_takes_her_lesson_out_of_the_world(amina: Person, bo: Person, lesson: str, database: Flask) -> None:
    take_quiz(database, "Bo", lesson)
    leave(amina, shared="go")
    assert status_of(bo, lesson) == 404
    assert (count(database, Lesson), count(database, Attempt)) == (0, 0)
    assert "No results yet" in pages.main(bo.get("/results")).text


def test_what_amina_explained_goes_from_the_pages(amina: Person, cy: Person, database: Flask) -> None:
    """Also from a page of another teacher that was shown a moment before."""
    slug = add_lesson(database, "Cy", published=True)
    amina.post("/desk/words/asthma/noun", {"definition": "an illness that closes the pipes of the lungs"})
    assert "closes the pipes of the lungs (Amina)" in pages.main(cy.get(f"/lessons/{slug}")).text
    assert "1 word explained in own words" in pages.main(amina.get(DELETE)).text
    leave(amina)
    assert "closes the pipes" not in cy.get(f"/lessons/{slug}").text
    assert count(database, Gloss) == 0


@pytest.fixture
def night_class(database: Flask, amina: Person, bo: Person) -> int:
    """A class of Amina's alone with Bo in it."""
    with database.app_context():
        made = Classroom(name="Night class", code="ABCDEFGH", time_zone="UTC")
        db.session.add(made)
        db.session.flush()
        for name, part in (("Amina", Part.TEACHER), ("Bo", Part.STUDENT)):
            db.session.add(Membership(classroom_id=made.id, user_id=people.find(name).id, part=part))
        db.session.commit()
        return made.id


@pytest.mark.parametrize(("choice", "left"), [("stay", 1), ("go", 0)])
def test_a_class_without_another_teacher(
    night_class: int, amina: Person, database: Flask, choice: str, left: int
) -> None:
    assert "Nobody else teaches the class “Night class”: 1 student loses it." in pages.main(amina.get(DELETE)).text
    leave(amina, shared=choice)
    assert (count(database, Classroom), count(database, Membership)) == (left, left)


def test_a_class_with_another_teacher_goes_on(night_class: int, amina: Person, cy: Person, database: Flask) -> None:
    with database.app_context():
        db.session.add(Membership(classroom_id=night_class, user_id=people.find("Cy").id, part=Part.TEACHER))
        db.session.commit()
    assert "Night class" not in pages.main(amina.get(DELETE)).text
    leave(amina)
    assert count(database, Classroom) == 1


def test_a_choice_that_is_none_is_refused(amina: Person, lesson: str, database: Flask) -> None:
    answer = leave(amina, shared="both")
    assert answer.status_code == 422
    assert count(database, User) == 1


# -- the last keeper


def test_the_last_keeper_stays(kim: Person, database: Flask) -> None:
    page = pages.main(kim.get(DELETE))
    assert "You are the only keeper, and this site needs one." in page.text
    assert not list(page.all("form"))
    assert leave(kim).status_code == 409
    assert kim.get("/keeper/").status_code == 200
    add_person(database, "Lee", Role.KEEPER)
    assert leave(kim).location == "/account/deleted"


def test_a_class_without_a_student_goes_unasked(night_class: int, amina: Person, bo: Person, database: Flask) -> None:
    leave(bo)
    assert "What others use" not in pages.main(amina.get(DELETE)).text
    leave(amina)
    assert count(database, Classroom) == 0


@pytest.mark.parametrize(("choice", "left"), [("stay", [None]), ("go", [])])
def test_a_draft_that_a_class_reads_is_used_by_others(
    night_class: int, amina: Person, draft: str, database: Flask, choice: str, left: list[int | None]
) -> None:
    with database.app_context():
        lesson = db.session.scalars(select(Lesson)).one()
        db.session.add(Assignment(classroom_id=night_class, lesson_id=lesson.id))
        db.session.commit()
    assert "1 lesson in the library or given to a class." in pages.main(amina.get(DELETE)).text
    leave(amina, shared=choice)
    with database.app_context():
        assert db.session.scalars(select(Lesson.owner_id)).all() == left
