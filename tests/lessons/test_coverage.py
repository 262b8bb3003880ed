"""How much readers and classes know of a text: texts counted by hand, the words to teach first, what the desk says."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts import people
from accounts.models import Classroom, Membership, User
from db import db
from lessons import coverage
from lessons.coverage import Word
from lessons.models import Lesson
from tests import pages
from tests.classes import add_class
from tests.conftest import Person, add_lesson
from tests.statements import statements
from vocab import words as words_of
from vocab.models import Lexeme, WordState

# 44 running words under the heading: "Drug Safety" is not counted, nor are "2" and "40".
TEXT = """Two Friends

Helen has asthma. Helen has a cat. The cat makes her asthma bad. She goes to the doctor in London.

The doctor says: "You have type 2 diabetes and asthma." Helen is 40.

## Drug Safety

She likes her doctor and she likes her cat. She is happy now.
"""


def word(lemma: str, level: str, times: int = 1, *, words: int | None = None, id: int = 0, name: bool = False) -> Word:
    return Word(id or sum(map(ord, lemma)), lemma, level, name, times, times if words is None else words)


SMALL = [word("the", "A1", 80), word("rest", "B1", 9), word("asthma", "B2", 6), word("wheeze", "C1", 3)]
SMALL += [word("Boston", "C2", 2, name=True)]


def taught(forecast: coverage.Forecast) -> list[str]:
    return [each.lemma for each in forecast.taught]


# -- rules


@pytest.mark.parametrize(("level", "percent"), [("A2", 82), ("B1", 91), ("B2", 97), ("C1", 100)])
def test_words_at_the_readers_level_and_below_are_known_and_names_too(level: str, percent: int) -> None:
    assert coverage.forecast(SMALL, level=level).percent == percent


def test_the_words_that_cover_most_are_taught_first() -> None:
    forecast = coverage.forecast(SMALL, level="A2")
    assert (taught(forecast), forecast.percent_then) == (["rest", "asthma", "wheeze"], 100)


def test_no_more_is_taught_than_it_takes_to_read_alone() -> None:
    rare = [*SMALL, word("spirometry", "C2", 1)]  # 101 words: 98% of them are 99
    forecast = coverage.forecast(rare, level="A2")
    assert (taught(forecast), forecast.then) == (["rest", "asthma", "wheeze"], 100)
    assert taught(coverage.forecast(SMALL, level="C1")) == []


def test_at_most_eight_words_are_taught_first() -> None:
    many = [word(f"hard{place}", "C2") for place in range(20)]
    assert taught(coverage.forecast(many, level="B1")) == sorted(each.lemma for each in many)[:8]


def test_a_term_of_several_words_covers_all_of_them() -> None:
    found = [word("the", "A1", 10), word("itch", "B2", 2), word("carpal tunnel syndrome", "C1", 1, words=3)]
    assert taught(coverage.forecast(found, level="B1"))[0] == "carpal tunnel syndrome"
    assert coverage.forecast(found, level="B2").percent == 80


@pytest.mark.parametrize(
    ("surface", "words"),
    [("asthma", 1), ("side effects", 2), ("type 2 diabetes", 2), ("Crohn's disease", 2), ("24", 1)],
)
def test_figures_in_a_term_are_no_words(surface: str, words: int) -> None:
    assert coverage.words_in(surface) == words


def test_a_share_is_never_rounded_up() -> None:
    almost = [word("the", "A1", 1959), word("hard", "C2", 41)]  # 97.95%
    assert coverage.forecast(almost, level="B1").percent == 97


@pytest.mark.parametrize(
    ("state", "known"), [(None, False), (WordState.NEW, False), (WordState.LEARNING, False), (WordState.KNOWN, True)]
)
def test_a_mark_goes_before_the_level(state: WordState | None, known: bool) -> None:
    assert coverage.is_known(word("asthma", "B2"), level="B1", state=state) is known
    easy = coverage.is_known(word("cat", "A1"), level="B1", state=WordState.LEARNING)
    assert not easy


def member(user_id: int, name: str, level: str | None) -> Membership:
    return Membership(classroom_id=1, user_id=user_id, nickname=name, user=User(id=user_id, level=level))


def test_a_class_is_told_by_its_middle_and_its_lowest() -> None:
    members = [member(1, "Bo", "B2"), member(2, "Cy", "A2"), member(3, "Di", "B1"), member(4, "Ed", "C1")]
    members.append(member(5, "Flo", None))
    found = coverage.class_forecast(Classroom(name="Nurses"), members, SMALL, {})
    assert [(each.name, each.forecast.percent) for each in found.students] == [
        ("Cy", 82),
        ("Di", 91),
        ("Bo", 97),
        ("Ed", 100),
    ]
    assert (found.median, found.lowest.name, found.left_out) == (91, "Cy", ("Flo",))


def test_a_class_learns_first_what_most_of_it_lacks() -> None:
    members = [member(1, "Bo", "B1"), member(2, "Cy", "B1"), member(3, "Di", "A2")]
    rest, asthma = SMALL[1], SMALL[2]
    # Nine places of "rest" for one student are less than six of "asthma" for three.
    found = coverage.class_forecast(Classroom(name="Nurses"), members, SMALL, {})
    assert found.taught[:2] == (asthma, rest)
    known = {1: {asthma.id: WordState.KNOWN}, 2: {asthma.id: WordState.KNOWN}}
    found = coverage.class_forecast(Classroom(name="Nurses"), members, SMALL, known)
    assert found.taught[:2] == (rest, SMALL[3])
    assert (found.median, found.lowest.forecast.percent) == (97, 82)


# -- a text counted by hand


@pytest.fixture
def friends(database: Flask, amina: Person) -> str:
    return add_lesson(database, "Amina", TEXT)


def found_in(app: Flask, slug: str) -> dict[str, Word]:
    with app.app_context():
        return {each.lemma: each for each in coverage._words(lesson_of(slug))}


def lesson_of(slug: str) -> Lesson:
    return db.session.scalars(select(Lesson).filter_by(slug=slug)).one()


def test_every_running_word_is_counted_once(database: Flask, friends: str) -> None:
    found = found_in(database, friends)
    assert sum(each.words for each in found.values()) == 44
    assert (found["asthma"].times, found["asthma"].words) == (3, 3)
    assert (found["type 2 diabetes"].times, found["type 2 diabetes"].words) == (1, 2)
    assert (found["Helen"].times, found["Helen"].is_name) == (3, True)
    assert (found["London"].times, found["London"].is_name) == (1, True)
    assert not {"drug", "2", "40"} & set(found)


def test_the_desk_tells_each_reader(amina: Person, database: Flask, friends: str) -> None:
    """Above A2 are "asthma" (B1) three times and "type 2 diabetes" (B2) once: 5 words of 44; 39 are 88%."""
    levels = {lemma: each.level for lemma, each in found_in(database, friends).items()}
    assert (levels["asthma"], levels["type 2 diabetes"]) == ("B1", "B2")
    section = pages.main(amina.get(f"/desk/lessons/{friends}")).one("section", id="coverage")
    told = [line.text for line in next(section.all("ul")).children if not isinstance(line, str)]
    assert told[0] == (
        "Level A2 readers know 88% of the words. With these 2 words taught first: 100% asthma 3× type 2 diabetes 1×"
    )
    assert told[1] == (
        "Level B1 readers know 95% of the words: enough to read with help. "
        "With this word taught first: 100% type 2 diabetes 1×"
    )
    assert told[2] == "Level B2 readers know 100% of the words: enough to read alone."


# -- the teacher's classes


def know(app: Flask, name: str, *lemmas: str, level: str | None = None, state: WordState = WordState.KNOWN) -> None:
    with app.app_context():
        user = people.find(name)
        user.level = level
        for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.lemma.in_(lemmas))):
            words_of.set_state(user, lexeme, state, now=datetime.now(UTC))
        db.session.commit()


def of_classes(person: Person, slug: str) -> list[str]:
    section = pages.main(person.get(f"/desk/lessons/{slug}")).one("section", id="coverage")
    return [each.text for each in section.all("div", class_="coverage-class")]


def test_the_desk_tells_what_a_class_knows(
    amina: Person, bo: Person, cy: Person, database: Flask, friends: str
) -> None:
    add_class(database, "Amina", "Bo", "Cy")
    know(database, "Bo", "asthma", level="A2")
    know(database, "Cy", "cat", level="A2", state=WordState.LEARNING)
    # Bo lacks "type 2 diabetes", 42 of 44; Cy also three times "asthma" and three times "cat", 36 of 44.
    (told,) = of_classes(amina, friends)
    assert told == (
        "English for nurses At least half of the students know 81% of the words or more. "
        "The lowest is Cy with 81%. With these 3 words taught first, at least half know: 100% "
        "type 2 diabetes 1× asthma 3× cat 3×"
    )


def test_one_without_a_level_is_not_guessed_at(
    amina: Person, bo: Person, cy: Person, database: Flask, friends: str
) -> None:
    add_class(database, "Amina", "Bo", "Cy")
    know(database, "Cy", level="B2")
    (told,) = of_classes(amina, friends)
    assert told == (
        "English for nurses Cy knows 100% of the words. Not counted, because they have not chosen a level: Bo."
    )


def test_only_classes_with_students_that_she_teaches_are_told(
    amina: Person, bo: Person, cy: Person, database: Flask, friends: str
) -> None:
    add_class(database, "Amina", name="Empty")
    add_class(database, "Cy", "Bo", "Amina", name="Not hers")
    assert of_classes(amina, friends) == []


def test_the_number_of_queries_does_not_grow_with_students_and_classes(
    amina: Person, bo: Person, cy: Person, database: Flask, friends: str
) -> None:
    def sent(slug: str) -> int:
        with database.app_context():
            lesson, teacher = lesson_of(slug), people.find("Amina")
            with statements() as queries:
                coverage.of(lesson, teacher)
            return len(queries)

    add_class(database, "Amina", "Bo")
    few = sent(friends)
    for name in ("A", "B", "C"):
        add_class(database, "Amina", "Bo", "Cy", name=name)
    know(database, "Bo", "asthma", "cat", level="A2")
    know(database, "Cy", "asthma", "cat", level="A2")
    assert sent(friends) == few <= 7


def test_a_text_of_headings_alone_has_no_forecast(amina: Person, database: Flask, friends: str) -> None:
    with database.app_context():
        db.session.execute(update(Lesson).values(text=""))
        lesson = lesson_of(friends)
        db.session.execute(db.text("DELETE FROM occurrence"))
        assert coverage.of(lesson, people.find("Amina")) is None
        db.session.rollback()
