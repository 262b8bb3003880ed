"""How much of a lesson its readers know, and which words would help them most if they were taught first.

Coverage is the share of the running words that a reader knows, as in Laufer and Ravenhorst-Kalovski (2010), who put
the least of it for reading with some help at 95% and for reading alone at 98%, as Hu and Nation (2000) found for
stories. Counted is the text without its headings, as the lesson's page counts a word's places. Names of people and
places count as known (Nation 2006 takes them so, as they need no learning before), and numbers in figures are no words.
A term of several words is known or not as a whole: each of its words is covered with it.
"""

import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts import classrooms
from accounts.models import Classroom, Membership, Part, User
from db import db
from lessons import reading
from lessons.models import Lesson
from vocab import levels
from vocab.models import LearnerWord, Lexeme, WordState

READERS = ("A2", "B1", "B2", "C1")
WITH_HELP, ALONE = 95, 98
MOST_TAUGHT = 8

States = Mapping[int, WordState]


@dataclass(frozen=True, slots=True)
class Word:
    """A lexeme of the text: how many `times` it stands there and how many running `words` these are together."""

    id: int
    lemma: str
    level: str | None
    is_name: bool
    times: int
    words: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of `total` running words, how many are known now and how many when those `taught` are known too."""

    total: int
    known: int
    then: int
    taught: tuple[Word, ...]

    @property
    def percent(self) -> int:
        """Rounded down, so that nobody is said to have reached a share that they have not."""
        return self.known * 100 // self.total

    @property
    def percent_then(self) -> int:
        return self.then * 100 // self.total


@dataclass(frozen=True, slots=True)
class Student:
    name: str
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Class:
    """`students` from the lowest to the highest, after the same words were taught to all; `left_out` have no level."""

    classroom: Classroom
    students: tuple[Student, ...]
    left_out: tuple[str, ...]
    taught: tuple[Word, ...]

    @property
    def lowest(self) -> Student:
        return self.students[0]

    @property
    def median(self) -> int:
        """The percentage that at least half of them reach."""
        return statistics.median_low(student.forecast.percent for student in self.students)

    @property
    def median_then(self) -> int:
        return statistics.median_low(student.forecast.percent_then for student in self.students)


@dataclass(frozen=True, slots=True)
class Coverage:
    readers: dict[str, Forecast]
    classes: tuple[Class, ...]


def of(lesson: Lesson, teacher: User) -> Coverage | None:
    """For readers of each level, and for the classes that the teacher has; None for a text without words."""
    words = _words(lesson)
    if not words:
        return None
    readers = {level: forecast(words, level=level) for level in READERS}
    return Coverage(readers, tuple(_classes(lesson, teacher, words)))


# -- rules


def is_known(word: Word, *, level: str, state: WordState | None = None) -> bool:
    """What a reader marked goes before what their level says: words at their level and below it are known."""
    if state is not None and state is not WordState.NEW:
        return state is WordState.KNOWN
    return word.is_name or (word.level is not None and levels.rank(word.level) <= levels.rank(level))


def forecast(words: Collection[Word], *, level: str) -> Forecast:
    """What readers of that level know, and the words that add most."""
    known = {word.id for word in words if is_known(word, level=level)}
    unknown = [word for word in words if word.id not in known]
    return _after(words, known, taught=first_to_teach(unknown, missing=_missing(words, known)))


def first_to_teach(words: Iterable[Word], *, missing: int, weight: Mapping[int, int] | None = None) -> tuple[Word, ...]:
    """At most eight words, those that cover most first, until `missing` running words are covered.

    `weight` says how many readers do not know a word; without it all count once.
    """
    taught: list[Word] = []
    for word in sorted(words, key=lambda word: (-word.words * (weight or {}).get(word.id, 1), -word.times, word.lemma)):
        if missing <= 0 or len(taught) == MOST_TAUGHT:
            break
        taught.append(word)
        missing -= word.words
    return tuple(taught)


def words_in(surface: str) -> int:
    """The running words of a term as it stands in the text, figures left out: two of "type 2 diabetes"."""
    return max(1, sum(any(char.isalpha() for char in piece) for piece in surface.split()))


def _missing(words: Collection[Word], known: Collection[int]) -> int:
    """How many running words lack until the text can be read alone."""
    total = sum(word.words for word in words)
    return -(-total * ALONE // 100) - sum(word.words for word in words if word.id in known)


def _after(words: Collection[Word], known: Collection[int], *, taught: Sequence[Word]) -> Forecast:
    then = {*known, *(word.id for word in taught)}
    return Forecast(
        total=sum(word.words for word in words),
        known=sum(word.words for word in words if word.id in known),
        then=sum(word.words for word in words if word.id in then),
        taught=tuple(taught),
    )


# -- a class


def class_forecast(
    classroom: Classroom, members: Sequence[Membership], words: Collection[Word], states: Mapping[int, States]
) -> Class:
    """Over what its students know, by their level and the words that they marked."""
    known = {
        member: _known(words, member.user.level, states.get(member.user_id, {}))
        for member in members
        if member.user.level
    }
    missing = max((_missing(words, ids) for ids in known.values()), default=0)
    lacking = {word.id: sum(word.id not in ids for ids in known.values()) for word in words}
    taught = first_to_teach((word for word in words if lacking[word.id]), missing=missing, weight=lacking)
    students = [Student(member.name, _after(words, ids, taught=taught)) for member, ids in known.items()]
    return Class(
        classroom,
        tuple(sorted(students, key=lambda student: (student.forecast.known, student.name.casefold()))),
        tuple(sorted((member.name for member in members if not member.user.level), key=str.casefold)),
        taught,
    )


def _known(words: Iterable[Word], level: str, states: States) -> set[int]:
    return {word.id for word in words if is_known(word, level=level, state=states.get(word.id))}


def _classes(lesson: Lesson, teacher: User, words: Collection[Word]) -> list[Class]:
    """The classes with students that the teacher has, by name."""
    taught = [row.classroom for row in classrooms.of(teacher) if row.part is Part.TEACHER]
    members = _students(taught) if taught else []
    if not members:
        return []
    states = _states(lesson, {row.user_id for row in members})
    by_class = {room.id: [row for row in members if row.classroom_id == room.id] for room in taught}
    return [class_forecast(room, by_class[room.id], words, states) for room in taught if by_class[room.id]]


# -- rows


def _words(lesson: Lesson) -> list[Word]:
    surfaces: dict[int, list[str]] = {}
    for start, end, lexeme_id in reading.occurrences(lesson):
        surfaces.setdefault(lexeme_id, []).append(lesson.text[start:end])
    rows = db.session.execute(
        select(Lexeme.id, Lexeme.lemma, Lexeme.level, Lexeme.pos, Lexeme.kind).where(
            Lexeme.id.in_(reading.lexeme_ids(lesson))
        )
    )
    return [
        Word(id, lemma, level, pos == "PROPN" and kind is None, len(surfaces[id]), sum(map(words_in, surfaces[id])))
        for id, lemma, level, pos, kind in rows
        if id in surfaces
    ]


def _students(taught: Sequence[Classroom]) -> Sequence[Membership]:
    ids = [room.id for room in taught]
    query = select(Membership).options(joinedload(Membership.user))
    return db.session.scalars(query.where(Membership.classroom_id.in_(ids), Membership.part == Part.STUDENT)).all()


def _states(lesson: Lesson, user_ids: Collection[int]) -> dict[int, dict[int, WordState]]:
    """What each of them marked among the words of the lesson."""
    states: dict[int, dict[int, WordState]] = {user_id: {} for user_id in user_ids}
    rows = db.session.execute(
        select(LearnerWord.user_id, LearnerWord.lexeme_id, LearnerWord.state).where(
            LearnerWord.user_id.in_(user_ids), LearnerWord.lexeme_id.in_(reading.lexeme_ids(lesson))
        )
    )
    for user_id, lexeme_id, state in rows:
        states[user_id][lexeme_id] = state
    return states
