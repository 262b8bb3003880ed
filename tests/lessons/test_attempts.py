"""Taking a quiz: one answer a question, going on, the result, and what is nobody else's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from db import db
from lessons import attempts
from lessons.models import Attempt, Item, ItemState, Lesson, QuizKind, Response
from tests import answers, pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import SHORT
from vocab import glossary
from vocab.models import ReviewCard

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def start(person: Person, slug: str, quiz: str = "comprehension") -> str:
    """The address of the attempt."""
    answer = person.post(f"/lessons/{slug}/quizzes/{quiz}")
    assert answer.status_code == 302
    return answer.location


def items_of(app: Flask, attempt: str) -> list[Item]:
    with app.app_context():
        return [question.item for question in attempts.questions(stored(attempt))]


def stored(attempt: str) -> Attempt:
    return db.session.get_one(Attempt, int(attempt.rsplit("/", 1)[1]))


def responses(app: Flask) -> list[tuple[list[Any], bool]]:
    with app.app_context():
        rows = db.session.scalars(select(Response).order_by(Response.id))
        return [(row.given, row.correct) for row in rows]


def finish(app: Flask, person: Person, attempt: str, *, wrong: int = 0) -> None:
    """Answer every question, the first `wrong` ones wrongly, without another go."""
    for number, item in enumerate(items_of(app, attempt), 1):
        person.post(f"{attempt}/{number}", answers.right(item) if number > wrong else answers.wrong(item))
        person.post(f"{attempt}/{number}", {"try": "2", "show": "1"})


# -- before it


def test_the_quizzes_say_how_many_questions_they_have(visitor: Person, lesson: str, database: Flask) -> None:
    page = pages.main(visitor.get(f"/lessons/{lesson}/quizzes"))
    cards = {card.one("h2").text: card for card in page.all("section", class_="card")}
    assert list(cards) == ["Understanding the text", "Vocabulary"]
    with database.app_context():
        count = db.session.scalar(select(func.count()).select_from(Item).filter_by(quiz=QuizKind.VOCABULARY))
    practice, exam = cards["Vocabulary"].all("button")
    assert practice.text == f"Start: {min(count, attempts.MOST_ASKED)} questions on Vocabulary"
    assert exam.text == "As a test on Vocabulary"
    assert "You need no account." in page.text


def test_a_text_without_questions_says_so(visitor: Person, amina: Person, database: Flask) -> None:
    plain = "I went to the market with my sister, and we looked at the hats and the bags. " * 2
    plain += "Then we took the bus home and talked about the film that we had seen on Friday."
    slug = add_lesson(database, "Amina", plain, published=True)
    assert "No quiz for this text" in pages.seen(visitor.get(f"/lessons/{slug}/quizzes"))
    answer = visitor.post(f"/lessons/{slug}/quizzes/vocabulary")
    assert answer.location == f"/lessons/{slug}/quizzes"
    assert "This quiz has no questions." in pages.seen(visitor.get(answer.location))
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


# -- questions and answers


def test_a_question_shows_its_options_and_not_the_answer(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    page = pages.main(bo.get(f"{attempt}/1"))
    assert page.one("legend").text == item.stem
    assert [option.one("span").text for option in page.all("label", class_="option")] == item.options
    assert "Question 1 of" in page.text
    assert "right answer" not in page.text.lower()
    assert item.evidence not in page.text or item.evidence == item.passage


def test_a_right_answer(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    answer = bo.post(f"{attempt}/1", {"answer": item.key})
    assert (answer.status_code, answer.location) == (302, f"{attempt}/1")
    page = pages.main(bo.get(f"{attempt}/1"))
    assert page.one(id="feedback-title").text == "Right"
    assert page.one("li", class_="option-right").text == f"{item.options[item.key]}Your answer: right"
    assert item.feedback[item.key] in page.text
    assert responses(database) == [([item.key], True)]


def test_a_first_miss_shows_where_to_read_and_gives_another_go(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    wrong = (item.key + 1) % len(item.options)
    bo.post(f"{attempt}/1", {"answer": wrong})
    page = pages.main(bo.get(f"{attempt}/1"))
    assert page.one(id="feedback-title").text == "Not right: have another go"
    assert " ".join(item.evidence.split()) in page.one("blockquote", class_="lit").text
    assert page.one("label", class_="option-missed").text.startswith(
        f"{item.options[wrong]}Your first answer: not right"
    )
    assert "right answer is" not in page.text
    assert bo.get(attempt).location == f"{attempt}/1"


def test_the_second_go_tells_the_answer_and_the_first_one_counts(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    wrong = (item.key + 1) % len(item.options)
    bo.post(f"{attempt}/1", {"answer": wrong})
    bo.post(f"{attempt}/1", {"try": "2", "answer": item.key})
    page = pages.main(bo.get(f"{attempt}/1"))
    assert page.one(id="feedback-title").text == "Right, at the second go"
    assert page.one("li", class_="option-right").text == f"{item.options[item.key]}Your second answer: right"
    assert page.one("li", class_="option-wrong").text == f"{item.options[wrong]}Your answer: not right"
    assert item.feedback[wrong] in page.text
    assert responses(database) == [([wrong], False)]
    assert bo.get(attempt).location == f"{attempt}/2"


def test_a_second_miss_shows_why_and_where(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    first, second = ((item.key + step) % len(item.options) for step in (1, 2))
    bo.post(f"{attempt}/1", {"answer": first})
    bo.post(f"{attempt}/1", {"try": "2", "answer": second})
    page = pages.main(bo.get(f"{attempt}/1"))
    assert page.one(id="feedback-title").text == "Not right"
    assert item.feedback[first] in page.text
    assert item.feedback[second] in page.text
    assert f"The right answer is “{item.options[item.key]}”." in page.text
    assert item.evidence in page.text
    link = next(link for link in page.all("a") if link.text == "See it in the text")
    url, _, sentence = link.attributes["href"].partition("#")
    text = pages.main(bo.get(url)).one(id="text")
    assert " ".join(item.evidence.split()) in text.text
    assert text.one("span", id=sentence).text in item.evidence


def test_the_answer_can_be_asked_for(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    bo.post(f"{attempt}/1", answers.wrong(item))
    bo.post(f"{attempt}/1", {"try": "2", "show": "1"})
    assert f"The right answer is “{item.options[item.key]}”." in pages.seen(bo.get(f"{attempt}/1"))
    bo.post(f"{attempt}/1", {"try": "2", "answer": item.key})
    assert "second go" not in pages.seen(bo.get(f"{attempt}/1"))


def test_a_second_go_that_is_none(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    bo.post(f"{attempt}/1", answers.wrong(item))
    sent = bo.post(f"{attempt}/1", {"try": "2"})
    assert sent.status_code == 422
    assert pages.main(sent).one("p", class_="error").text == "Choose one of the answers."


def test_no_second_go_before_a_first(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    bo.post(f"{attempt}/1", {"try": "2"} | answers.right(item))
    bo.post(f"{attempt}/1", {"try": "2", "show": "1"})
    assert responses(database) == []


@pytest.mark.parametrize("quiz", ["vocabulary", "comprehension"])
def test_every_question_of_the_quiz_can_be_answered(bo: Person, lesson: str, database: Flask, quiz: str) -> None:
    attempt = start(bo, lesson, quiz)
    for number, item in enumerate(items_of(database, attempt), 1):
        assert bo.get(attempt).location == f"{attempt}/{number}"
        bo.post(f"{attempt}/{number}", answers.right(item))
        page = pages.main(bo.get(f"{attempt}/{number}"))
        assert page.one(id="feedback-title").text == "Right"
    assert page.one("a", **{"data-next": ""}).text == "See your result"
    assert bo.get(attempt).location == f"{attempt}/result"


def test_the_first_answer_stays(bo: Person, lesson: str, database: Flask) -> None:
    """Sent twice by a double click, or again after going back."""
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    bo.post(f"{attempt}/1", {"answer": item.key})
    again = bo.post(f"{attempt}/1", {"answer": (item.key + 1) % len(item.options)})
    assert again.location == f"{attempt}/1"
    assert pages.main(bo.get(again.location)).one(id="feedback-title").text == "Right"
    assert responses(database) == [([item.key], True)]


def test_two_answers_at_the_same_moment_are_one(bo: Person, lesson: str, database: Flask) -> None:
    """Both requests found the question open."""
    attempt = start(bo, lesson)
    with database.app_context():
        row = stored(attempt)
        item = attempts.questions(row)[0].item
        attempts.answer(row, item, [item.key], now=MONDAY)
        attempts.answer(row, item, [(item.key + 1) % len(item.options)], now=MONDAY)
        db.session.commit()
    assert [correct for _, correct in responses(database)] == [True]


@pytest.mark.parametrize("answer", ["", "-1", "99", "x", "1.5", str(2**63), "9" * 5000, "\x00", None])
def test_a_choice_that_is_none(bo: Person, lesson: str, database: Flask, answer: str | None) -> None:
    attempt = start(bo, lesson)
    sent = bo.post(f"{attempt}/1", {} if answer is None else {"answer": answer})
    assert sent.status_code == 422
    page = pages.main(sent)
    assert page.one("p", class_="error").text == "Choose one of the answers."
    assert page.one("legend").text == items_of(database, attempt)[0].stem
    assert responses(database) == []


def test_questions_can_be_taken_in_any_order(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    first, second, *_ = items_of(database, attempt)
    bo.post(f"{attempt}/2", answers.right(second))
    assert bo.get(attempt).location == f"{attempt}/1"
    bo.post(f"{attempt}/1", answers.right(first))
    assert bo.get(attempt).location == f"{attempt}/3"


def test_there_is_no_question_beyond_the_last(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    beyond = len(items_of(database, attempt)) + 1
    assert bo.get(f"{attempt}/{beyond}").status_code == 404
    assert bo.get(f"{attempt}/0").status_code == 404
    assert bo.post(f"{attempt}/{beyond}", {"answer": 0}).status_code == 404


# -- leaving and coming back


def test_a_quiz_that_was_left_goes_on(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    (item, *_) = items_of(database, attempt)
    bo.post(f"{attempt}/1", answers.right(item))
    assert start(bo, lesson) == attempt
    assert bo.get(attempt).location == f"{attempt}/2"
    assert start(bo, lesson, "vocabulary") != attempt


def test_questions_not_met_yet_come_first(bo: Person, lesson: str, database: Flask, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(attempts, "MOST_ASKED", 2)
    first = start(bo, lesson)
    asked = [item.id for item in items_of(database, first)]
    finish(database, bo, first)
    then = [item.id for item in items_of(database, start(bo, lesson))]
    assert len(asked) == len(then) == 2
    assert not set(asked) & set(then)


# -- as a test


def test_a_test_tells_nothing_before_its_end(bo: Person, lesson: str, database: Flask) -> None:
    attempt = bo.post(f"/lessons/{lesson}/quizzes/comprehension", {"mode": "exam"}).location
    items = items_of(database, attempt)
    for number, item in enumerate(items, 1):
        sent = bo.post(f"{attempt}/{number}", answers.wrong(item) if number == 1 else answers.right(item))
        assert sent.location == attempt
        if number < len(items):
            page = pages.seen(bo.get(f"{attempt}/{number}"))
            assert "You have answered this question." in page
            assert "ight answer" not in page
    assert "Not right" in pages.seen(bo.get(f"{attempt}/1"))
    score = pages.main(bo.get(f"{attempt}/result")).one("span", class_="score-number").text
    assert score == f"{len(items) - 1} / {len(items)}"


def test_a_finished_quiz_starts_anew(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    finish(database, bo, attempt)
    again = start(bo, lesson)
    assert again != attempt
    assert bo.get(again).location == f"{again}/1"
    assert bo.get(f"{attempt}/result").status_code == 200


def test_no_result_before_the_end(bo: Person, lesson: str) -> None:
    attempt = start(bo, lesson)
    answer = bo.get(f"{attempt}/result")
    assert (answer.status_code, answer.location) == (302, attempt)


# -- the result


def test_the_result_says_what_was_right_and_what_not(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    items = items_of(database, attempt)
    finish(database, bo, attempt, wrong=2)
    page = pages.main(bo.get(f"{attempt}/result"))
    assert page.one("span", class_="score-number").text == f"{len(items) - 2} / {len(items)}"
    assert page.one("table", class_="processes").one("caption").text == "By what was asked"
    assert "Read again what you missed" in page.text
    shown = [entry.text for entry in page.one("ul", class_="result-list").all("li")]
    assert [item.stem in entry for item, entry in zip(items, shown, strict=True)] == [True] * len(items)
    wrong = items[0].options[(items[0].key + 1) % len(items[0].options)]
    assert f"Not right: “{wrong}”. The right answer is “{items[0].options[items[0].key]}”." in shown[0]
    assert f"Right: “{items[2].options[items[2].key]}”." in shown[2]
    why = next(link for link in page.all("a") if link.text == "Why: question 1")
    assert "Not right" in pages.seen(bo.get(why.attributes["href"]))


def test_all_right(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson, "vocabulary")
    finish(database, bo, attempt)
    assert "All right." in pages.seen(bo.get(f"{attempt}/result"))


def test_results_are_listed_latest_first(bo: Person, lesson: str, database: Flask) -> None:
    first, second = start(bo, lesson), start(bo, lesson, "vocabulary")
    finish(database, bo, first, wrong=1)
    finish(database, bo, second)
    rows = [row.text for row in pages.main(bo.get("/results")).one("tbody").all("tr")]
    count, words = len(items_of(database, first)), len(items_of(database, second))
    today = f"{datetime.now(UTC).day} {datetime.now(UTC):%B %Y}"
    assert rows == [
        f"Living With Asthma Level B1 Vocabulary {today} {words} of {words}",
        f"Living With Asthma Level B1 Understanding the text {today} {count - 1} of {count}",
    ]


def test_an_unfinished_quiz_is_no_result(bo: Person, lesson: str) -> None:
    attempt = start(bo, lesson)
    bo.post(f"{attempt}/1", {"answer": 0})
    assert "No results yet" in pages.seen(bo.get("/results"))


def test_the_list_of_results_costs_the_same_however_long(bo: Person, lesson: str, database: Flask) -> None:
    def cost() -> int:
        with statements() as sent:
            bo.get("/results")
        return len(sent)

    for quiz in ("comprehension", "vocabulary"):
        finish(database, bo, start(bo, lesson, quiz))
    few = cost()
    with database.app_context():
        user, taught = people.find("Bo"), db.session.scalar(select(Lesson))
        for _ in range(10):
            attempt = attempts.start(user, taught, QuizKind.COMPREHENSION, now=MONDAY)
            for question in attempts.questions(attempt):
                attempts.answer(attempt, question.item, [question.item.key], now=MONDAY)
        db.session.commit()
    assert len(list(pages.main(bo.get("/results")).one("tbody").all("tr"))) == 12
    assert cost() == few <= 3


# -- whose it is


def pages_of(attempt: str) -> Iterator[str]:
    yield from (attempt, f"{attempt}/1", f"{attempt}/result")


def test_nobody_else_sees_an_attempt(bo: Person, amina: Person, kim: Person, visitor: Person, lesson: str) -> None:
    attempt = start(bo, lesson)
    for person in (amina, kim, visitor):
        assert [person.get(url).status_code for url in pages_of(attempt)] == [404, 404, 404]
        assert person.post(f"{attempt}/1", {"answer": 0}).status_code == 404


def test_a_guests_attempt_is_of_that_browser(visitor: Person, lesson: str, database: Flask) -> None:
    attempt = start(visitor, lesson)
    assert visitor.get(f"{attempt}/1").status_code == 200
    stranger = Person(database)
    assert [stranger.get(url).status_code for url in pages_of(attempt)] == [404, 404, 404]
    other = start(stranger, lesson)
    assert other != attempt
    assert stranger.get(f"{attempt}/1").status_code == 404


def test_a_withdrawn_lesson_takes_its_quizzes_with_it(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    finish(database, bo, attempt)
    amina.post(f"/desk/lessons/{lesson}/withdraw")
    assert [bo.get(url).status_code for url in pages_of(attempt)] == [404, 404, 404]
    assert "No results yet" in pages.seen(bo.get("/results"))
    amina.post(f"/desk/lessons/{lesson}/publish")
    assert bo.get(f"{attempt}/result").status_code == 200
    assert "Living With Asthma" in pages.main(bo.get("/results")).text


# -- a lesson that changes while somebody is asked about it


def edit(amina: Person, slug: str, text: str) -> None:
    page = amina.get(f"/desk/lessons/{slug}/edit")
    form = {name: pages.typed_in(page, name) for name in ("title", "revision")}
    assert amina.post(f"/desk/lessons/{slug}/edit", form | {"text": text}).status_code == 302


def test_a_running_attempt_keeps_its_questions(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    asked = [item.stem for item in items_of(database, attempt)]
    bo.post(f"{attempt}/1", {"answer": 0})
    edit(amina, lesson, SHORT)
    assert [item.stem for item in items_of(database, attempt)] == asked
    finish(database, bo, attempt)
    page = pages.main(bo.get(f"{attempt}/result"))
    assert page.one("span", class_="score-number").text.endswith(f"/ {len(asked)}")
    assert "Why" in page.text
    assert bo.get(f"{attempt}/2").status_code == 200, "its evidence stands no longer in the text"


def test_the_next_attempt_has_the_new_questions(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    finish(database, bo, attempt)
    edit(amina, lesson, SHORT)
    again = start(bo, lesson, "vocabulary")
    stems = [item.stem for item in items_of(database, again)]
    assert any("cramps" in stem or "sodium" in stem or "dehydration" in stem.lower() for stem in stems)
    assert not any("inhaler" in stem or "steroids" in stem for stem in stems)


def test_a_question_of_old_comes_back_with_its_text(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    before = {item.id for item in items_of(database, attempt)}
    old_text = pages.typed_in(amina.get(f"/desk/lessons/{lesson}/edit"), "text")
    edit(amina, lesson, SHORT)
    with database.app_context():
        retired = set(db.session.scalars(select(Item.id).filter_by(state=ItemState.RETIRED)))
    assert before & retired
    edit(amina, lesson, old_text)
    finish(database, bo, attempt)
    again = start(bo, lesson)
    assert {item.id for item in items_of(database, again)} == before


def test_a_rejected_question_is_asked_no_more(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson)
    first, *others = items_of(database, attempt)
    amina.post(f"/desk/lessons/{lesson}/questions/{first.id}/reject")
    assert pages.main(bo.get(f"{attempt}/1")).one("legend").text == first.stem, "whoever was asked already, still is"
    finish(database, bo, attempt)
    assert [item.id for item in items_of(database, start(bo, lesson))] == [item.id for item in others]


# -- into the review


def test_a_missed_word_comes_back_in_the_review(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson, "vocabulary")
    items = items_of(database, attempt)
    number, item = next((place, one) for place, one in enumerate(items, 1) if one.type == "meaning-in-context")
    bo.post(f"{attempt}/{number}", answers.wrong(item))
    with database.app_context():
        (card,) = db.session.scalars(select(ReviewCard))
        assert item.right[0] in {entry.definition for entry in glossary.named(card.lexeme.lemma)}
        assert [log.source.value for log in card.logs] == ["quiz"]
    bo.post(f"{attempt}/{number}", answers.wrong(item))
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(ReviewCard)) == 1


def test_a_word_that_was_right_does_not(bo: Person, lesson: str, database: Flask) -> None:
    attempt = start(bo, lesson, "vocabulary")
    finish(database, bo, attempt)
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(ReviewCard)) == 0
