"""How a question did: classical test theory over the answers that learners gave.

Facility is the mean share of points at the first try (Moodle's "facility index", a p-value for questions that are
right or wrong). Discrimination is the corrected item-rest correlation, Pearson's r of the points for the question with
the mean points for all *other* questions of the same attempt; for questions that are right or wrong, this is the
point-biserial correlation without the question itself (Henrysson 1963; Crocker & Algina 1986, ch. 14). The mean, not
the sum, since attempts do not all have the same questions. What counts as well or a little follows Ebel & Frisbie
(1991, ch. 13), rounded to two grades.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from sqlalchemy import select

from db import db
from lessons.models import Attempt, Lesson, Response

# Fewer takers say nothing about a question, only about themselves.
LEAST_TAKERS = 5
TOO_HARD, TOO_EASY = 0.2, 0.95
POOR, GOOD = 0.1, 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a finished attempt, the first try. `taker` and `attempt` are numbers."""

    item: int
    taker: int
    attempt: int
    points: float
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """`facility` from 0 to 1, `discrimination` from -1 to 1 or None where it cannot be told.

    `chosen` counts the takers of each option by its index; empty where nothing is chosen.
    """

    takers: int
    facility: float
    discrimination: float | None
    chosen: dict[int, int]

    @property
    def is_told(self) -> bool:
        return self.takers >= LEAST_TAKERS

    @property
    def warnings(self) -> list[str]:
        """What a teacher should look at, once enough learners have answered."""
        found = []
        if self.is_told and self.facility < TOO_HARD:
            found.append("Hardly anybody gets it right: check the right answer, or make it easier.")
        if self.is_told and self.facility > TOO_EASY:
            found.append("Almost everybody gets it right: it shows little.")
        if self.discrimination is not None and self.discrimination < 0:
            found.append("Weak readers get it right more often than strong ones: check the right answer.")
        elif self.discrimination is not None and self.discrimination < POOR:
            found.append("It does not tell strong from weak readers.")
        return found

    def __str__(self) -> str:
        """As a teacher reads it."""
        who = "1 learner" if self.takers == 1 else f"{self.takers} learners"
        said = [f"Answered by {who}: {round(100 * self.facility)}% right."]
        if self.discrimination is not None and self.discrimination >= POOR:
            said.append(f"Tells strong from weak readers {'well' if self.discrimination >= GOOD else 'a little'}.")
        return " ".join(said)


def of_lesson(lesson: Lesson) -> dict[int, Statistics]:
    """Of each question that learners answered, by its id, in one query; the owner's own tries do not count."""
    rows = db.session.execute(
        select(Response.item_id, Attempt.user_id, Attempt.id, Response.points, Response.given)
        .join(Attempt)
        .where(
            Attempt.lesson_id == lesson.id,
            Attempt.finished_at.is_not(None),
            Attempt.user_id.is_distinct_from(lesson.owner_id),
        )
        .order_by(Attempt.finished_at, Attempt.id)
    )
    return of_answers(Answer(row[0], row[1], row[2], row[3], tuple(row[4])) for row in rows)


def of_answers(answers: Iterable[Answer]) -> dict[int, Statistics]:
    """`answers` come in the order in which they were given: of each taker the first answer to a question counts."""
    listed = list(answers)
    by_attempt: dict[int, list[float]] = defaultdict(list)
    for answer in listed:
        by_attempt[answer.attempt].append(answer.points)
    first: dict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in listed:
        first[answer.item].setdefault(answer.taker, answer)
    return {item: _of_item(list(given.values()), by_attempt) for item, given in first.items()}


def _of_item(answers: Sequence[Answer], by_attempt: dict[int, list[float]]) -> Statistics:
    with_rest = [(answer.points, _rest(answer, by_attempt[answer.attempt])) for answer in answers]
    pairs = [(points, rest) for points, rest in with_rest if rest is not None]
    chosen = Counter(answer.given[0] for answer in answers if len(answer.given) == 1 and type(answer.given[0]) is int)
    return Statistics(len(answers), fmean(answer.points for answer in answers), correlation(pairs), dict(chosen))


def _rest(answer: Answer, points: Sequence[float]) -> float | None:
    """The mean points of the attempt without this answer; None where it has no other."""
    return (sum(points) - answer.points) / (len(points) - 1) if len(points) > 1 else None


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r; None below five pairs, and where one side is the same in all of them."""
    if len(pairs) < LEAST_TAKERS:
        return None
    mean_x, mean_y = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    spread_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = sum((y - mean_y) ** 2 for _, y in pairs)
    # Means of the same decimals may differ in the last bit.
    if min(spread_x, spread_y) < 1e-12:
        return None
    together: float = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return together / (spread_x * spread_y) ** 0.5
