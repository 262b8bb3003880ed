"""A reader's words: marking them, the list of them, and what one costs the other."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select
from sqlalchemy.engine import Connection

from accounts import people
from accounts.models import User
from db import db
from tests import pages
from tests.conftest import Person
from tests.statements import statements
from vocab import lexemes, words
from vocab.models import LearnerWord, Lexeme, WordState
from vocab.views import PAGE

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def lexeme_id(app: Flask, lemma: str) -> int:
    with app.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, pos="NOUN"))


@pytest.fixture
def lung(lesson: str, database: Flask) -> int:
    return lexeme_id(database, "lung")


def marks(app: Flask) -> list[tuple[str, WordState]]:
    with app.app_context():
        return [(word.lexeme.lemma, word.state) for word in db.session.scalars(select(LearnerWord))]


def listed(person: Person, state: str, page: int = 1) -> list[str]:
    """The words of the page, from top to bottom."""
    shown = pages.main(person.get(f"/words?state={state}&page={page}"))
    return [row.one("th").text for body in shown.all("tbody") for row in body.all("tr")]


def give_words(app: Flask, name: str, count: int) -> None:
    """Words that the person is learning; the highest number is the latest."""
    with app.app_context():
        user = people.find(name)
        ids = lexemes.ensure([(f"word{number:04}", "NOUN", "") for number in range(count)])
        for (lemma, *_), row_id in ids.items():
            marked = MONDAY + timedelta(minutes=int(lemma[4:]))
            db.session.add(LearnerWord(user_id=user.id, lexeme_id=row_id, state=WordState.LEARNING, changed_at=marked))
        db.session.commit()


# -- marking


@pytest.mark.parametrize("state", ["learning", "known"])
def test_a_script_marks_a_word(bo: Person, lung: int, database: Flask, state: str) -> None:
    answer = bo.post_json(f"/words/{lung}", {"state": state})
    assert answer.json == {"lexeme": lung, "state": state}
    assert listed(bo, state) == ["lung"]
    assert marks(database) == [("lung", WordState(state))]


def test_a_form_marks_a_word_and_goes_back_to_its_list(bo: Person, lung: int) -> None:
    answer = bo.post(f"/words/{lung}?back=known", {"state": "learning"})
    assert (answer.status_code, answer.location) == (302, "/words?state=known")
    assert listed(bo, "learning") == ["lung"]


def test_a_mark_is_changed_and_taken_back(bo: Person, lung: int, database: Flask) -> None:
    for state in ("learning", "known", "known"):
        bo.post_json(f"/words/{lung}", {"state": state})
    assert (listed(bo, "learning"), listed(bo, "known")) == ([], ["lung"])
    assert bo.post_json(f"/words/{lung}", {"state": "new"}).json == {"lexeme": lung, "state": "new"}
    assert (listed(bo, "learning"), listed(bo, "known")) == ([], [])
    assert marks(database) == []


def test_a_word_without_a_mark_can_be_made_new(bo: Person, lung: int, database: Flask) -> None:
    assert bo.post_json(f"/words/{lung}", {"state": "new"}).status_code == 200
    assert marks(database) == []


def test_a_mark_is_one_persons(bo: Person, cy: Person, lung: int) -> None:
    bo.post_json(f"/words/{lung}", {"state": "known"})
    assert listed(cy, "known") == []
    cy.post_json(f"/words/{lung}", {"state": "new"})
    assert listed(bo, "known") == ["lung"]


def test_a_visitor_becomes_a_guest_of_this_browser(visitor: Person, lung: int, database: Flask) -> None:
    visitor.post_json(f"/words/{lung}", {"state": "known"})
    visitor.post_json(f"/words/{lung}", {"state": "learning"})
    assert listed(visitor, "learning") == ["lung"]
    assert listed(Person(database), "learning") == []
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 2, "Amina and one guest"


BAD_STATES = ["", "mastered", "KNOWN", None, 1, True, [], ["known"], {"state": "known"}]


@pytest.mark.parametrize("state", BAD_STATES)
def test_a_script_with_a_bad_state(bo: Person, lung: int, database: Flask, state: object) -> None:
    answer = bo.post_json(f"/words/{lung}", {"state": state})
    assert answer.status_code == 422
    assert answer.json == {"error": "A word can be new, learning or known."}
    assert marks(database) == []


@pytest.mark.parametrize("body", [[], {}, "known", 7, None, [["state", "known"]]])
def test_a_script_with_a_bad_body(bo: Person, lung: int, database: Flask, body: object) -> None:
    assert bo.post_json(f"/words/{lung}", body).status_code == 422
    assert marks(database) == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"state": "\\ud800"}', b"[" * 100_000])
def test_a_script_with_no_json(bo: Person, lung: int, database: Flask, body: bytes) -> None:
    headers = {"X-CSRFToken": bo.token(), "Content-Type": "application/json"}
    assert bo.client.post(f"/words/{lung}", data=body, headers=headers).status_code in (400, 422)
    assert marks(database) == []


@pytest.mark.parametrize("state", ["", "mastered", "known\x00"])
def test_a_form_with_a_bad_state(bo: Person, lung: int, database: Flask, state: str) -> None:
    answer = bo.post(f"/words/{lung}", {"state": state})
    assert answer.status_code == 422
    assert "A word can be new, learning or known." in pages.seen(answer)
    assert marks(database) == []


def test_a_bad_state_makes_no_guest(visitor: Person, lung: int, database: Flask) -> None:
    visitor.post_json(f"/words/{lung}", {"state": "mastered"})
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 1, "Amina alone"


@pytest.mark.parametrize("number", ["0", "999999", str(2**31 - 1), str(2**31), str(2**63), "-1", "lung"])
def test_a_word_that_is_not_there(bo: Person, lung: int, number: str) -> None:
    assert bo.post_json(f"/words/{number}", {"state": "known"}).status_code == 404


def test_marking_a_word_asks_little_of_the_database(bo: Person, lung: int, database: Flask) -> None:
    token = bo.token()
    with statements() as sent:
        bo.client.post(f"/words/{lung}", json={"state": "known"}, headers={"X-CSRFToken": token})
    assert len(sent) <= 5, sent


# -- the list


def test_an_empty_list_says_what_to_do(visitor: Person) -> None:
    page = pages.main(visitor.get("/words"))
    assert "No words here yet" in page.text
    assert "tap a word and choose “Learn it”" in page.text
    assert "choose “I know it”" in pages.seen(visitor.get("/words?state=known"))


@pytest.mark.parametrize("state", ["", "new", "mastered", "%00"])
def test_an_unknown_list_is_the_one_of_words_to_learn(bo: Person, lung: int, state: str) -> None:
    bo.post_json(f"/words/{lung}", {"state": "learning"})
    assert listed(bo, state) == ["lung"]


def test_a_word_stands_there_with_level_meaning_and_buttons(bo: Person, lung: int) -> None:
    bo.post_json(f"/words/{lung}", {"state": "learning"})
    page = pages.main(bo.get("/words"))
    (row,) = page.one("tbody").all("tr")
    assert "one of the two organs in the chest that fill with air" in row.text
    assert "Level B1" in row.text
    assert [button.text for button in row.all("button")] == ["I know it: lung", "Take off the list: lung"]
    assert "Learning (1)" in page.text
    assert "Known (0)" in page.text


def test_the_buttons_of_the_list_work(bo: Person, lung: int, database: Flask) -> None:
    bo.post_json(f"/words/{lung}", {"state": "learning"})
    form = next(iter(pages.main(bo.get("/words")).one("tbody").all("form")))
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    answer = bo.client.post(form.attributes["action"], data=sent)
    assert answer.location == "/words?state=learning"
    assert marks(database) == [("lung", WordState.KNOWN)]


def test_a_word_without_a_gloss_has_a_dash(bo: Person, database: Flask) -> None:
    give_words(database, "Bo", 1)
    (row,) = pages.main(bo.get("/words")).one("tbody").all("tr")
    assert row.one("td", **{"data-label": "Meaning"}).text == "–"


def test_another_teachers_gloss_is_not_shown(bo: Person, amina: Person, lung: int, lesson: str) -> None:
    amina.post(f"/desk/lessons/{lesson}/terms/{lung}", {"definition": "what we breathe with, says Amina"})
    bo.post_json(f"/words/{lung}", {"state": "learning"})
    shown = pages.seen(bo.get("/words"))
    assert "says Amina" not in shown
    assert "one of the two organs" in shown


def test_the_latest_word_comes_first_and_pages_follow(bo: Person, database: Flask) -> None:
    give_words(database, "Bo", 2 * PAGE + 5)
    latest_first = [f"word{number:04}" for number in reversed(range(2 * PAGE + 5))]
    found = [listed(bo, "learning", page) for page in (1, 2, 3)]
    assert found == [latest_first[:PAGE], latest_first[PAGE : 2 * PAGE], latest_first[2 * PAGE :]]


@pytest.mark.parametrize(
    ("page", "links"),
    [(1, ["Next page"]), (2, ["Earlier page", "Next page"]), (3, ["Earlier page"])],
)
def test_links_to_the_pages(bo: Person, database: Flask, page: int, links: list[str]) -> None:
    give_words(database, "Bo", 2 * PAGE + 5)
    nav = pages.main(bo.get(f"/words?page={page}")).one("nav", **{"aria-label": "Pages"})
    assert [link.text for link in nav.all("a")] == links


def test_exactly_one_page_has_no_links(bo: Person, database: Flask) -> None:
    give_words(database, "Bo", PAGE)
    assert len(listed(bo, "learning")) == PAGE
    assert "Next page" not in pages.seen(bo.get("/words"))


@pytest.mark.parametrize("page", ["0", "-5", "x", "", str(2**63)])
def test_a_page_that_is_none(bo: Person, database: Flask, page: str) -> None:
    give_words(database, "Bo", 3)
    answer = bo.get(f"/words?page={page}")
    assert answer.status_code == 200
    assert ("word0002" in pages.seen(answer)) == (page != str(2**63))


def test_the_list_costs_the_same_however_long(bo: Person, database: Flask) -> None:
    assert cost(bo) <= 6
    give_words(database, "Bo", 3)
    few = cost(bo)
    give_more(database, 400)
    assert cost(bo) == few <= 6


def cost(person: Person) -> int:
    with statements() as sent:
        person.get("/words?state=learning")
    return len(sent)


def give_more(app: Flask, count: int) -> None:
    with app.app_context():
        user = people.find("Bo")
        ids = lexemes.ensure([(f"more{number}", "NOUN", "") for number in range(count)])
        for row_id in ids.values():
            words.set_state(user, db.session.get_one(Lexeme, row_id), WordState.LEARNING, now=MONDAY)
        db.session.commit()


def test_a_word_marked_in_another_window_at_the_same_moment(bo: Person, lesson: str) -> None:
    """The other window's row comes right before this one's INSERT, when it was not there a moment ago."""
    word = next(iter(bo.get(f"/lessons/{lesson}/words.json").json["lexemes"]))
    with bo.app.app_context():
        engine, user_id = db.engine, db.session.scalar(select(User.id).filter_by(login="bo"))
    others = []

    def other_window(connection: Connection, cursor: object, sql: str, *rest: object) -> None:
        if sql.startswith("INSERT INTO learner_word") and not others:
            others.append(sql)
            row = {"user_id": user_id, "lexeme_id": int(word), "state": WordState.KNOWN, "changed_at": MONDAY}
            with engine.begin() as other:
                other.execute(insert(LearnerWord).values(row))

    event.listen(engine, "before_cursor_execute", other_window)
    try:
        answer = bo.post_json(f"/words/{word}", {"state": "learning"})
    finally:
        event.remove(engine, "before_cursor_execute", other_window)
    assert others
    assert answer.status_code == 200
    assert bo.get(f"/lessons/{lesson}/reader.json").json["states"] == {word: "learning"}
