"""The page of the review: a card, its answers, what can be undone, and what a stranger sees of it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts.models import User
from db import db
from lessons import drafts, review_sentences  # noqa: F401  the page shows sentences of lessons
from lessons.models import Lesson, Status
from tests import pages
from tests.conftest import Person
from tests.statements import statements
from vocab.models import LearnerWord, Lexeme, ReviewCard, ReviewLog, WordState


@pytest.fixture
def lung(lesson: str, database: Flask) -> int:
    with database.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma="lung", pos="NOUN"))


def mark(person: Person, word: int, state: str = "learning") -> None:
    assert person.post_json(f"/words/{word}", {"state": state}).status_code == 200


def reply(person: Person, recall: str = "good"):
    """Answer the card that the page shows, with what its form holds."""
    form = next(
        form for form in pages.main(person.get("/review")).all("form") if form.attributes["action"] == "/review"
    )
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    return person.client.post("/review", data={**sent, "recall": recall})


def undo(person: Person):
    form = pages.main(person.get("/review")).one("form", action="/review/undo")
    return person.client.post(
        "/review/undo", data={field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    )


def nav(person: Person, url: str = "/words") -> list[str]:
    return [link.text for link in pages.read(person.get(url)).one("nav", **{"aria-label": "Main"}).all("a")]


def logs(app: Flask) -> list[str]:
    with app.app_context():
        return [log.recall.value for log in db.session.scalars(select(ReviewLog).order_by(ReviewLog.id))]


def test_nobody_has_words_to_review_at_first(visitor: Person, bo: Person) -> None:
    for person in (visitor, bo):
        page = pages.main(person.get("/review"))
        assert "No words to review yet" in page.text
        assert "choose “Learn it”" in page.text
        assert "Review" in nav(person)


def test_a_word_comes_in_a_sentence_of_a_lesson_with_its_meaning_behind_show(bo: Person, lung: int) -> None:
    mark(bo, lung)
    page = pages.main(bo.get("/review"))
    assert "1 word left today" in page.text
    assert page.one("h2", id="review-word").text == "lung"
    assert page.one("mark").text.lower() in ("lung", "lungs")
    assert "one of the two organs in the chest" in page.one("details").text
    assert [button.text for button in page.one("details").all("button")] == ["I did not know it 1", "I knew it 2"]
    assert "Review (1 words left today)" in nav(bo)


def test_an_answer_says_when_the_word_comes_again(bo: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    assert reply(bo).location == "/review"
    page = pages.main(bo.get("/review"))
    assert "lung You knew it: next in 2 days." in page.text
    assert "Nothing to review today" in page.text
    expected = datetime.now(UTC) + timedelta(days=2)
    assert f"Next: in 2 days, {expected:%A} {expected.day} {expected:%B}." in page.text
    assert "Review" in nav(bo)
    assert logs(database) == ["good"]


def test_a_word_that_was_not_known_is_asked_again(bo: Person, lung: int) -> None:
    mark(bo, lung)
    reply(bo, "again")
    page = pages.main(bo.get("/review"))
    assert "You did not know it: it comes again today." in page.text
    assert "1 word left today" in page.text


def test_an_answer_is_undone(bo: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    reply(bo)
    assert undo(bo).location == "/review"
    assert "1 word left today" in pages.seen(bo.get("/review"))
    assert logs(database) == []
    bo.post("/review/undo", {"log": "1"})
    assert "There is nothing to undo." in pages.seen(bo.get("/review"))


def test_a_form_sent_twice_counts_once(bo: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    for _ in range(2):
        bo.post("/review", {"lexeme": str(lung), "seen": "0", "recall": "good"})
    assert logs(database) == ["good"]
    assert "kept already" in pages.seen(bo.get("/review"))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"recall": "easy"},
        {"lexeme": "x"},
        {"lexeme": "999999"},
        {"lexeme": str(2**31)},
        {"lexeme": "-1"},
        {"seen": ""},
        {"seen": "7"},
        {"lexeme": "²"},
    ],
)
def test_a_form_that_cannot_be_changes_nothing(bo: Person, lung: int, database: Flask, wrong: dict[str, str]) -> None:
    mark(bo, lung)
    right = {"lexeme": str(lung), "seen": "0", "recall": "good"} if wrong else {}
    assert bo.post("/review", {**right, **wrong}).status_code == 302
    assert logs(database) == []
    with database.app_context():
        assert db.session.scalar(select(ReviewCard)) is None


def test_nobody_answers_for_another(bo: Person, cy: Person, visitor: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    reply(bo)
    for person in (cy, visitor):
        assert "lung" not in pages.main(person.get("/review")).text
        person.post("/review", {"lexeme": str(lung), "seen": "1", "recall": "again"})
        person.post("/review/undo", {"log": "1"})
    assert logs(database) == ["good"]


def test_a_draft_of_a_teacher_is_quoted_to_nobody(bo: Person, draft: str, database: Flask) -> None:
    with database.app_context():
        word = db.session.scalar(select(Lexeme.id).filter_by(lemma="lung", pos="NOUN"))
    mark(bo, word)
    page = pages.main(bo.get("/review"))
    assert page.one("h2", id="review-word").text == "lung"
    assert list(page.all("mark")) == []


def test_a_lesson_taken_out_of_the_library_is_quoted_no_more(bo: Person, lung: int, lesson: str) -> None:
    mark(bo, lung)
    with bo.app.app_context():
        drafts.withdraw(db.session.scalar(select(Lesson).filter_by(slug=lesson)), to=Status.DRAFT)
        db.session.commit()
    assert list(pages.main(bo.get("/review")).all("mark")) == []


def test_a_reader_with_a_first_language_gets_the_word_in_it(bo: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    bo.post("/account/reading", {"first_language": "es", "level": ""})
    assert "pulmón" in pages.main(bo.get("/review")).one("details").text


def test_a_guest_keeps_the_review_in_an_account(visitor: Person, lung: int, database: Flask) -> None:
    mark(visitor, lung)
    reply(visitor)
    visitor.post("/account/new", {"name": "Dora", "password": "correct horse!", "again": "correct horse!"})
    assert "You knew it: next in 2 days." in pages.seen(visitor.get("/review"))


def test_a_guests_review_joins_the_account_that_signs_in(visitor: Person, bo: Person, lung: int) -> None:
    mark(visitor, lung)
    reply(visitor)
    visitor.name = "Bo"
    visitor.sign_in()
    assert "You knew it: next in 2 days." in pages.seen(bo.get("/review"))


def test_a_word_that_is_overdue_comes_first(bo: Person, lung: int, database: Flask) -> None:
    mark(bo, lung)
    reply(bo)
    with database.app_context():
        long_ago = datetime.now(UTC) - timedelta(days=9)
        db.session.execute(update(ReviewCard).values(due=long_ago))
        db.session.execute(update(ReviewLog).values(answered_at=long_ago - timedelta(days=2)))
        fresh = db.session.scalar(select(Lexeme.id).filter_by(lemma="asthma"))
        user = db.session.scalar(select(User.id).filter_by(login="bo"))
        db.session.add(LearnerWord(user_id=user, lexeme_id=fresh, state=WordState.LEARNING, changed_at=long_ago))
        db.session.commit()
    page = pages.main(bo.get("/review"))
    assert page.one("h2", id="review-word").text == "lung"
    assert "2 words left today" in page.text


def test_a_lesson_page_is_the_same_for_all(bo: Person, visitor: Person, lung: int, lesson: str) -> None:
    mark(bo, lung)
    assert bo.get(f"/lessons/{lesson}").data == visitor.get(f"/lessons/{lesson}").data


def test_an_error_page_asks_the_database_for_no_number(bo: Person, lung: int) -> None:
    mark(bo, lung)
    with statements() as sent:
        assert bo.get("/nothing-here").status_code == 404
    assert not [statement for statement in sent if "review" in statement]


def test_the_page_asks_little_of_the_database(bo: Person, lung: int) -> None:
    mark(bo, lung)
    reply(bo, "again")
    with statements() as sent:
        bo.get("/review")
    assert len(sent) <= 16, sent
