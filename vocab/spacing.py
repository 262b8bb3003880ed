"""When a word is asked for again: FSRS-6 with its default weights; and why, in a sentence. Pure.

Ye, Su & Cao 2022, "A stochastic shortest path algorithm for optimizing spaced repetition scheduling"; the weights are
those that py-fsrs 6 comes with, fitted on the reviews of about 10,000 users of Anki.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from fsrs import Card, Rating, Scheduler, State

from vocab.models import Recall, ReviewSource

STEP = timedelta(minutes=10)
FIRST = timedelta(days=7)
RATINGS = {Recall.AGAIN: Rating.Again, Recall.GOOD: Rating.Good}
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
# Without its random fuzz, so that the same answers always give the same dates.
_scheduler = Scheduler(learning_steps=(STEP,), relearning_steps=(STEP,), enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a card, at an aware moment."""

    at: datetime
    recall: Recall
    source: ReviewSource = ReviewSource.REVIEW


@dataclass(frozen=True, slots=True)
class Schedule:
    """What FSRS knows of a card after its answers; `state` is fsrs.State, `stability` is in days."""

    state: int
    step: int | None
    stability: float
    difficulty: float
    due: datetime


def schedule(answers: Sequence[Answer]) -> Schedule:
    """The card as its answers make it, at least one and in order. After the first it is due within a week."""
    card = Card(card_id=0, state=State.Learning, due=answers[0].at)
    for answer in answers:
        # fsrs takes no zone but this one.
        card, _ = _scheduler.review_card(card, RATINGS[answer.recall], review_datetime=answer.at.astimezone(UTC))
    due = min(card.due, answers[0].at + FIRST) if len(answers) == 1 else card.due
    return Schedule(int(card.state), card.step, card.stability or 0.0, card.difficulty or 0.0, due)


def urgency(*, due: datetime, stability: float | None, now: datetime) -> float:
    """Which of two cards that are due comes first: the most overdue and least stable has the highest number."""
    return (max((now - due) / timedelta(days=1), 0.0) + 1) / max(stability or 0.0, 0.1)


def why(answers: Sequence[Answer], *, due: datetime) -> str:
    """Why the card comes again when it does: "You knew it twice, three days apart: next in 9 days." """
    last = answers[-1]
    coming = _when(last.at, due)
    if last.recall is Recall.AGAIN:
        return f"You {'missed it in a quiz' if last.source is ReviewSource.QUIZ else 'did not know it'}: {coming}."
    known = list(takewhile(lambda answer: answer.recall is Recall.GOOD, reversed(answers)))
    if len(known) == 1:
        return f"You knew it{'' if len(answers) == 1 else ' this time'}: {coming}."
    apart = _apart(known[1].at, known[0].at)
    if len(known) == 2:
        return f"You knew it twice, {apart}: {coming}."
    return f"You knew it {number(len(known))} times, the last two {apart}: {coming}."


def number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _when(now: datetime, due: datetime) -> str:
    days = (due.date() - now.date()).days
    if days <= 0:
        return "it comes again today"
    return "next tomorrow" if days == 1 else f"next in {days} days"


def _apart(one: datetime, other: datetime) -> str:
    days = (other.date() - one.date()).days
    if days == 0:
        return "on one day"
    return f"{number(days)} day{'' if days == 1 else 's'} apart"
