"""What the students of a class did with an assignment: read by its teachers, of one assignment at a time.

Nothing here is averaged over assignments: points of an easy text and of a hard one do not add up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts import classrooms
from accounts.models import Membership, Part
from db import db
from lessons import item_statistics, missed_words
from lessons.assignment_models import AssignedReading, Assignment, Lookup
from lessons.attempts import PROCESSES
from lessons.heat import Miss
from lessons.item_statistics import Answer, Statistics
from lessons.models import Attempt, Item, ItemState, QuizKind, Response
from vocab.models import Lexeme

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Taken:
    """A student's attempt that counts: the first that was finished, or the one that goes on. `total` questions."""

    attempt: Attempt
    points: float
    answered: int
    total: int

    @property
    def in_order(self) -> list[Response]:
        """The answers in the order of the questions, whatever the order of the rows."""
        place = {item_id: number for number, item_id in enumerate(self.attempt.item_ids)}
        return sorted(self.attempt.responses, key=lambda response: place[response.item_id])

    @property
    def time(self) -> timedelta | None:
        return self.attempt.finished_at - self.attempt.started_at if self.attempt.finished_at else None


@dataclass(frozen=True, slots=True)
class Student:
    member: Membership
    reading: AssignedReading | None
    taken: dict[QuizKind, Taken]
    # Points and answered questions of each way of reading.
    by_process: dict[str, tuple[float, int]]

    def is_late(self, quiz: QuizKind, due_at: datetime | None) -> bool:
        finished = self.taken[quiz].attempt.finished_at if quiz in self.taken else None
        return due_at is not None and finished is not None and finished > due_at


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look at together: how many students looked it up, and how many missed it in a question."""

    lexeme: Lexeme
    looked_up: int
    missed: int


@dataclass(frozen=True, slots=True)
class Results:
    """All of an assignment; `items` are those that somebody was asked, by number."""

    assignment: Assignment
    students: tuple[Student, ...]
    items: dict[int, Item]
    lookups: tuple[Lookup, ...]

    def of(self, student: Student) -> "Results":
        """The same for one student alone."""
        theirs = tuple(row for row in self.lookups if row.user_id == student.member.user_id)
        return Results(self.assignment, (student,), self.items, theirs)

    @property
    def processes(self) -> tuple[str, ...]:
        return tuple(process for process in PROCESSES if any(process in one.by_process for one in self.students))

    def process_total(self, process: str) -> tuple[float, int]:
        """Points and answers of all students together."""
        parts = [student.by_process.get(process, (0.0, 0)) for student in self.students]
        return sum(points for points, _ in parts), sum(number for _, number in parts)

    @property
    def answers(self) -> list[tuple[Student, Taken, Response]]:
        """Every answer that counts, student by student."""
        return [
            (student, taken, response)
            for student in self.students
            for taken in student.taken.values()
            for response in taken.in_order
            if response.item_id in self.items
        ]

    @property
    def misses(self) -> list[Miss]:
        """The wrong answers to questions that still stand on the text."""
        return [
            Miss(student.member.user_id, item.evidence_start, item.evidence_end)
            for student, _, response in self.answers
            if not response.correct and _stands(item := self.items[response.item_id])
        ]

    def statistics(self) -> list[tuple[Item, Statistics]]:
        """How each question did with this class, in the order in which it is asked; of finished attempts."""
        found = item_statistics.of_answers(
            Answer(response.item_id, student.member.user_id, taken.attempt.id, response.points, tuple(response.given))
            for student, taken, response in self.answers
            if taken.attempt.finished_at
        )
        ordered = sorted(found, key=lambda item_id: (self.items[item_id].quiz.value, self._place(item_id)))
        return [(self.items[item_id], found[item_id]) for item_id in ordered]

    def _place(self, item_id: int) -> int:
        attempts = (taken.attempt for student in self.students for taken in student.taken.values())
        return min(attempt.item_ids.index(item_id) for attempt in attempts if item_id in attempt.item_ids)


def of(assignment: Assignment) -> Results:
    """In the same number of queries for a class of any size."""
    members = classrooms.members(assignment.classroom, Part.STUDENT)
    ids = [member.user_id for member in members]
    readings = {
        row.user_id: row for row in db.session.scalars(select(AssignedReading).filter_by(assignment_id=assignment.id))
    }
    attempts = _counting(assignment, ids)
    items = _items(attempt for taken in attempts.values() for attempt in taken.values())
    return Results(
        assignment,
        tuple(_student(member, readings.get(member.user_id), attempts[member.user_id], items) for member in members),
        items,
        _lookups(assignment, ids),
    )


def words_together(results: Results) -> list[Word]:
    """What most students looked up or missed, at most twelve, each with how many did."""
    looked_up: dict[int, set[int]] = defaultdict(set)
    for row in results.lookups:
        looked_up[row.lexeme_id].add(row.user_id)
    missed = _missed(results)
    weight = Counter({each: len(looked_up[each]) + len(missed[each]) for each in {*looked_up, *missed}})
    rows = {row.id: row for row in db.session.scalars(select(Lexeme).where(Lexeme.id.in_(weight)))}
    words = [Word(rows[each], len(looked_up[each]), len(missed[each])) for each in weight]
    words.sort(key=lambda word: (-weight[word.lexeme.id], word.lexeme.lemma, word.lexeme.id))
    return words[:MOST_WORDS]


def _missed(results: Results) -> dict[int, set[int]]:
    """Students who missed a word in a question of vocabulary, by its lexeme."""
    terms = missed_words.terms_of(results.assignment.lesson_id)
    found: dict[int, set[int]] = defaultdict(set)
    for student, _, response in results.answers:
        for key in missed_words.keys_of(results.items[response.item_id], response.given):
            if key in terms:
                found[terms[key]].add(student.member.user_id)
    return found


def _stands(item: Item) -> bool:
    return not item.evidence_is_gone and item.state is not ItemState.RETIRED


def _counting(assignment: Assignment, user_ids: Sequence[int]) -> dict[int, dict[QuizKind, Attempt]]:
    """Of each student and quiz the first finished attempt, else the latest that goes on."""
    rows = db.session.scalars(
        select(Attempt)
        .options(selectinload(Attempt.responses))
        .where(Attempt.assignment_id == assignment.id, Attempt.user_id.in_(user_ids))
        .order_by(Attempt.finished_at.is_(None), Attempt.finished_at, Attempt.id.desc())
    )
    found: dict[int, dict[QuizKind, Attempt]] = defaultdict(dict)
    for attempt in rows:
        found[attempt.user_id].setdefault(attempt.quiz, attempt)
    return found


def _items(attempts: Iterable[Attempt]) -> dict[int, Item]:
    ids = {item_id for attempt in attempts for item_id in attempt.item_ids}
    return {item.id: item for item in db.session.scalars(select(Item).where(Item.id.in_(ids)))}


def _lookups(assignment: Assignment, user_ids: Sequence[int]) -> tuple[Lookup, ...]:
    query = select(Lookup).where(Lookup.assignment_id == assignment.id, Lookup.user_id.in_(user_ids))
    return tuple(db.session.scalars(query.order_by(Lookup.start, Lookup.user_id)))


def _student(
    member: Membership, reading: AssignedReading | None, attempts: dict[QuizKind, Attempt], items: dict[int, Item]
) -> Student:
    taken = {quiz: _taken(attempts[quiz]) for quiz in QuizKind if quiz in attempts}
    points: dict[str, list[float]] = defaultdict(list)
    for attempt in attempts.values():
        for response in attempt.responses:
            if response.item_id in items:
                points[items[response.item_id].process].append(response.points)
    by_process = {process: (sum(points[process]), len(points[process])) for process in PROCESSES if process in points}
    return Student(member, reading, taken, by_process)


def _taken(attempt: Attempt) -> Taken:
    points = sum(response.points for response in attempt.responses)
    return Taken(attempt, points, len(attempt.responses), len(attempt.item_ids))
