"""The review of words: which come today, when they come again, and why."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from accounts import people
from accounts.models import Role, User
from db import db
from tests.conftest import PASSWORD
from tests.statements import statements
from vocab import lexemes, review, spacing, words
from vocab.models import LearnerWord, Lexeme, Recall, ReviewCard, ReviewLog, ReviewSource, WordState
from vocab.spacing import Answer

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
GOOD, AGAIN = Recall.GOOD, Recall.AGAIN


def answers(*given_: tuple[int, Recall]) -> list[Answer]:
    """Answers by the day, from 0 for Monday."""
    return [Answer(MONDAY + day * DAY, recall) for day, recall in given_]


def told(*given_: tuple[int, Recall]) -> str:
    made = answers(*given_)
    return spacing.why(made, due=spacing.schedule(made).due)


def days_until_due(*given_: tuple[int, Recall]) -> int:
    made = answers(*given_)
    return (spacing.schedule(made).due - made[-1].at).days


# -- when, and why


def test_a_word_that_was_known_comes_again_later_and_later() -> None:
    assert days_until_due((0, GOOD)) == 2
    assert days_until_due((0, GOOD), (2, GOOD)) > 5
    assert days_until_due((0, GOOD), (2, GOOD), (13, GOOD)) > 20


def test_a_word_that_was_not_known_comes_again_the_same_day() -> None:
    assert spacing.schedule(answers((0, AGAIN))).due - MONDAY == timedelta(minutes=10)
    assert days_until_due((0, GOOD), (2, AGAIN)) == 0


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    elsewhere = [Answer(MONDAY.astimezone(timezone(timedelta(hours=9))), GOOD)]
    assert spacing.schedule(elsewhere) == spacing.schedule(answers((0, GOOD)))


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Recall)), min_size=1, max_size=12))
def test_any_answers_make_a_schedule_that_is_the_same_each_time(steps: list[tuple[int, Recall]]) -> None:
    given_ = answers(*sorted(steps, key=lambda step: step[0]))
    made = spacing.schedule(given_)
    assert made == spacing.schedule(given_)
    assert made.due > given_[-1].at
    assert len(given_) > 1 or made.due - given_[0].at <= timedelta(days=7)
    assert spacing.why(given_, due=made.due).endswith(".")


def test_why_the_card_comes_when_it_does() -> None:
    assert told((0, GOOD)) == "You knew it: next in 2 days."
    assert told((0, AGAIN)) == "You did not know it: it comes again today."
    assert told((0, AGAIN), (1, GOOD)).startswith("You knew it this time: next ")
    twice = days_until_due((0, GOOD), (3, GOOD))
    assert told((0, GOOD), (3, GOOD)) == f"You knew it twice, three days apart: next in {twice} days."
    assert told((0, GOOD), (3, GOOD), (4, GOOD)).startswith("You knew it three times, the last two one day apart: ")


def test_a_miss_in_a_quiz_is_told_as_one() -> None:
    missed = [Answer(MONDAY, AGAIN, ReviewSource.QUIZ)]
    assert spacing.why(missed, due=spacing.schedule(missed).due) == "You missed it in a quiz: it comes again today."


def test_the_most_overdue_and_least_stable_is_the_most_urgent() -> None:
    late, later = MONDAY - DAY, MONDAY - 5 * DAY
    assert spacing.urgency(due=later, stability=3, now=MONDAY) > spacing.urgency(due=late, stability=3, now=MONDAY)
    assert spacing.urgency(due=late, stability=1, now=MONDAY) > spacing.urgency(due=late, stability=30, now=MONDAY)


# -- the day's words


@pytest.fixture
def bo(database: Flask):
    """Bo, in the database; the rest of the test happens beside it."""
    with database.app_context():
        user = people.add_user("Bo", password=PASSWORD, role=Role.LEARNER)
        db.session.commit()
        yield user


def learn(user: User, count: int, *, first: int = 0, now: datetime = MONDAY) -> list[int]:
    """That many words to learn, the first marked first; their ids."""
    made = lexemes.ensure([(f"word{number:03}", "NOUN", "") for number in range(first, first + count)])
    ids = [made[key] for key in sorted(made)]
    for place, lexeme_id in enumerate(ids):
        lexeme = db.session.get_one(Lexeme, lexeme_id)
        words.set_state(user, lexeme, WordState.LEARNING, now=now + place * timedelta(seconds=1))
    return ids


def today(user: User, now: datetime) -> tuple[int, ...]:
    found = review.plan(user, now=now)
    assert review.count_left(user, now=now) == len(found.lexeme_ids)
    return found.lexeme_ids


def reply(user: User, lexeme_id: int, recall: Recall, now: datetime) -> None:
    card = db.session.scalar(select(ReviewCard).filter_by(user_id=user.id, lexeme_id=lexeme_id))
    assert review.answer(user, lexeme_id, recall, seen=len(card.logs) if card else 0, now=now)


def go_through(user: User, now: datetime) -> int:
    """Know every word of the day; how many there were."""
    count = 0
    while found := today(user, now):
        reply(user, found[0], GOOD, now)
        count += 1
    return count


def test_a_word_to_learn_is_asked_and_then_waits(bo: User) -> None:
    (word,) = learn(bo, 1)
    assert today(bo, MONDAY) == (word,)
    reply(bo, word, GOOD, MONDAY)
    assert review.plan(bo, now=MONDAY) == review.Plan((), (MONDAY + 2 * DAY).date())
    assert today(bo, MONDAY + DAY) == ()
    assert today(bo, MONDAY + 2 * DAY) == (word,)


def test_a_word_that_was_not_known_comes_after_the_others(bo: User) -> None:
    one, other = learn(bo, 2)
    reply(bo, one, AGAIN, MONDAY)
    assert today(bo, MONDAY) == (other, one)


def test_a_word_that_is_known_by_now_is_asked_no_more(bo: User) -> None:
    one, other = learn(bo, 2)
    reply(bo, one, AGAIN, MONDAY)
    for word in (one, other):
        words.set_state(bo, db.session.get_one(Lexeme, word), WordState.KNOWN, now=MONDAY)
    assert today(bo, MONDAY) == ()
    assert not review.answer(bo, one, GOOD, seen=1, now=MONDAY)


def test_ten_new_words_a_day_are_enough(bo: User) -> None:
    ids = learn(bo, 25)
    assert today(bo, MONDAY) == tuple(ids[:10])
    assert go_through(bo, MONDAY) == 10
    assert review.plan(bo, now=MONDAY).next_day == (MONDAY + DAY).date()
    assert go_through(bo, MONDAY + DAY) == 10


def test_a_backlog_is_spread_over_days_the_most_urgent_first(bo: User) -> None:
    ids = learn(bo, 50)
    for place, word in enumerate(ids):
        reply(bo, word, GOOD, MONDAY + place * timedelta(hours=1))
    later = MONDAY + 20 * DAY
    assert today(bo, later) == tuple(ids[:20]), "those that have waited longest"
    assert go_through(bo, later) == 20
    assert review.plan(bo, now=later).next_day == (later + DAY).date()
    assert today(bo, later + DAY) == tuple(ids[20:40])


def test_new_words_wait_while_due_ones_fill_the_day(bo: User) -> None:
    ids = learn(bo, 15)
    for word in ids:
        reply(bo, word, GOOD, MONDAY)
    fresh = learn(bo, 10, first=100)
    assert today(bo, MONDAY + 9 * DAY)[15:] == tuple(fresh[:5])


def test_a_repeated_word_takes_no_other_ones_place(bo: User) -> None:
    ids = learn(bo, 12)
    for _ in range(4):
        reply(bo, ids[0], AGAIN, MONDAY)
    assert today(bo, MONDAY) == (*ids[1:10], ids[0])


def test_an_answer_sent_twice_counts_once(bo: User) -> None:
    (word,) = learn(bo, 1)
    assert review.answer(bo, word, GOOD, seen=0, now=MONDAY)
    assert not review.answer(bo, word, AGAIN, seen=0, now=MONDAY)
    assert [log.recall for log in db.session.scalars(select(ReviewLog))] == [GOOD]


def test_an_answer_is_undone_and_the_card_is_as_before(bo: User) -> None:
    (word,) = learn(bo, 1)
    reply(bo, word, GOOD, MONDAY)
    before = due_of(word)
    later = MONDAY + 2 * DAY
    reply(bo, word, AGAIN, later)
    latest = review.last(bo, now=later)
    assert latest.why == "You did not know it: it comes again today."
    assert review.undo(bo, latest.log_id, now=later)
    assert due_of(word) == before
    assert review.last(bo, now=later) is None, "Monday's answer is not today's"
    assert not review.undo(bo, latest.log_id, now=later)


def test_the_first_answer_undone_leaves_a_new_word(bo: User) -> None:
    (word,) = learn(bo, 1)
    reply(bo, word, GOOD, MONDAY)
    assert review.undo(bo, review.last(bo, now=MONDAY).log_id, now=MONDAY)
    assert today(bo, MONDAY) == (word,)
    assert db.session.scalar(select(ReviewCard)) is None


def due_of(word: int) -> datetime:
    return db.session.scalar(select(ReviewCard.due).filter_by(lexeme_id=word))


# -- quizzes


def test_a_word_missed_in_a_quiz_is_to_be_learned_and_comes_today(bo: User) -> None:
    (word,) = lexemes.ensure([("lung", "NOUN", "")]).values()
    for _ in range(3):
        review.missed(bo, [word], now=MONDAY)
    assert today(bo, MONDAY) == (word,)
    assert db.session.scalar(select(LearnerWord.state)) is WordState.LEARNING
    logs = db.session.scalars(select(ReviewLog)).all()
    assert [(log.recall, log.source) for log in logs] == [(AGAIN, ReviewSource.QUIZ)], "once a day"
    assert review.last(bo, now=MONDAY) is None, "what a quiz noted is not undone here"


def test_a_miss_brings_a_word_back_that_was_far_off(bo: User) -> None:
    (word,) = learn(bo, 1)
    for day in (0, 2, 13):
        reply(bo, word, GOOD, MONDAY + day * DAY)
    review.missed(bo, [word, 999_999], now=MONDAY + 14 * DAY)
    assert today(bo, MONDAY + 14 * DAY) == (word,)


# -- whose


def test_words_are_one_persons(bo: User) -> None:
    (word,) = learn(bo, 1)
    cy = people.add_user("Cy", password=PASSWORD, role=Role.LEARNER)
    learn(cy, 1)
    reply(bo, word, GOOD, MONDAY)
    assert today(cy, MONDAY) == (word,)
    log = review.last(bo, now=MONDAY).log_id
    assert review.last(cy, now=MONDAY) is None
    assert not review.undo(cy, log, now=MONDAY)


def test_a_guests_cards_become_the_accounts(bo: User) -> None:
    guest = people.new_guest()
    both, only = learn(guest, 2)
    learn(bo, 1)
    reply(bo, both, GOOD, MONDAY)
    reply(guest, both, GOOD, MONDAY + 2 * DAY)
    reply(guest, only, GOOD, MONDAY)
    people.join(guest, bo)
    db.session.commit()
    cards = {card.lexeme_id: card for card in db.session.scalars(select(ReviewCard))}
    assert {card.user_id for card in cards.values()} == {bo.id}
    assert [log.answered_at for log in cards[both].logs] == [MONDAY, MONDAY + 2 * DAY]
    assert cards[both].due == spacing.schedule(answers((0, GOOD), (2, GOOD))).due
    assert len(cards[only].logs) == 1


def test_the_day_costs_the_same_however_many_words(bo: User) -> None:
    def cost() -> tuple[int, int]:
        with statements() as planned:
            review.plan(bo, now=MONDAY)
        with statements() as counted:
            review.count_left(bo, now=MONDAY)
        return len(planned), len(counted)

    for word in learn(bo, 3):
        reply(bo, word, AGAIN, MONDAY)
    few = cost()
    for word in learn(bo, 60, first=100):
        reply(bo, word, AGAIN, MONDAY)
    assert cost() == few == (3, 1)
