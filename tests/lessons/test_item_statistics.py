"""Facility and discrimination: worked by hand, and counted from answers in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import people
from db import db
from lessons import attempts, item_statistics
from lessons.item_statistics import Answer, Statistics
from lessons.models import Item, Lesson, QuizKind
from tests import answers
from tests.statements import statements

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def given(*rows: str) -> list[Answer]:
    """A row of 1 and 0 for each taker, a column for each question."""
    return [
        Answer(item, taker, taker, float(mark), (0 if mark == "1" else 1,))
        for taker, row in enumerate(rows)
        for item, mark in enumerate(row)
    ]


def test_facility_is_the_share_right() -> None:
    found = item_statistics.of_answers(given("10", "10", "10", "00"))
    assert (found[0].takers, found[0].facility, found[0].chosen) == (4, 0.75, {0: 3, 1: 1})


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    """Points 1 1 1 0 0, the rest 1 1 ½ ½ 0; both have the mean 0.6, so by hand r = 0.7 / √(1.2 · 0.7)."""
    found = item_statistics.of_answers(given("111", "111", "110", "010", "000"))
    assert found[0].discrimination == pytest.approx(0.7 / (1.2 * 0.7) ** 0.5)


def test_the_question_itself_is_no_part_of_the_rest() -> None:
    """With it in the total, any question would seem to tell people apart."""
    found = item_statistics.of_answers(given("111", "100", "011", "000", "110", "001"))
    assert found[0].discrimination == pytest.approx(0.0)


@pytest.mark.parametrize("rows", [("11", "10", "01", "00"), ("11", "10", "11", "10", "11"), ("1", "0", "1", "0", "1")])
def test_where_it_cannot_be_told(rows: tuple[str, ...]) -> None:
    """Four takers; a question that everybody gets right; a quiz of one question."""
    assert item_statistics.of_answers(given(*rows))[0].discrimination is None


def test_only_the_first_try_of_a_taker_counts() -> None:
    again = [Answer(0, taker, 100 + taker, 1.0, (0,)) for taker in range(2)]
    found = item_statistics.of_answers([*given("00", "00"), *again])
    assert (found[0].takers, found[0].facility) == (2, 0.0)


@pytest.mark.parametrize(
    ("takers", "facility", "discrimination", "said", "warned"),
    [
        (14, 0.64, 0.45, "Answered by 14 learners: 64% right. Tells strong from weak readers well.", ""),
        (14, 0.64, 0.2, "Answered by 14 learners: 64% right. Tells strong from weak readers a little.", ""),
        (1, 1.0, None, "Answered by 1 learner: 100% right.", ""),
        (14, 0.64, 0.05, "Answered by 14 learners: 64% right.", "It does not tell strong from weak readers."),
        (14, 0.64, -0.3, "Answered by 14 learners: 64% right.", "Weak readers get it right more often"),
        (5, 0.19, None, "Answered by 5 learners: 19% right.", "Hardly anybody gets it right"),
        (20, 0.96, None, "Answered by 20 learners: 96% right.", "Almost everybody gets it right"),
        (4, 0.0, None, "Answered by 4 learners: 0% right.", ""),
    ],
)
def test_in_words(takers: int, facility: float, discrimination: float | None, said: str, warned: str) -> None:
    found = Statistics(takers, facility, discrimination, {})
    assert str(found) == said
    assert warned in " ".join(found.warnings)
    assert bool(found.warnings) == bool(warned)


@pytest.mark.model
def test_answers_of_finished_attempts_are_counted_in_one_query(database: Flask, lesson: str) -> None:
    with database.app_context():
        shown = db.session.scalars(select(Lesson).filter_by(slug=lesson)).one()
        readers = [people.new_guest() for _ in range(3)]
        for place, reader in enumerate([*readers, shown.owner]):
            attempt = attempts.start(reader, shown, QuizKind.COMPREHENSION, now=MONDAY)
            asked = [question.item for question in attempts.questions(attempt)]
            for item in asked[:1] if place == 2 else asked:
                attempts.answer(attempt, item, answers.right_given(item), now=MONDAY + timedelta(minutes=place))
        item_id = asked[0].id
        db.session.commit()
        with statements() as sent:
            found = item_statistics.of_lesson(shown)
        assert (found[item_id].takers, found[item_id].facility) == (2, 1.0), "neither unfinished nor the teacher's own"
        assert len([each for each in sent if "response" in each]) == 1
        assert len(sent) <= 2
        assert set(found) <= set(db.session.scalars(select(Item.id)))
