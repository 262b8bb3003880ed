"""What a teacher sees of a class: the text as it was met, points by student, question and way of reading, tables."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import classrooms, people
from accounts.models import Membership, Role
from db import db
from lessons import class_results, class_tables, drafts, heat, lookups
from lessons.assignment_models import Assignment
from lessons.models import Item, Lesson, Occurrence, QuizKind
from lessons.quiz_views import PROCESS_NAMES
from lessons.reading import Utf16
from tests import pages
from tests.classes import add_class, give, number, read, take
from tests.conftest import PASSWORD, Person, add_person
from tests.statements import statements
from vocab.models import Lexeme

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def dora(database: Flask) -> Person:
    return add_person(database, "Dora", Role.LEARNER)


@pytest.fixture
def given(amina: Person, bo: Person, dora: Person, lesson: str, database: Flask) -> str:
    """The address of the results of Amina's assignment to Bo and Dora."""
    return give(database, add_class(database, "Amina", "Bo", "Dora"), lesson)


def look_up(app: Flask, name: str, url: str, lemma: str, *, nth: int = 0, times: int = 1) -> str:
    """The student looks up that word of the text; as it stands there."""
    with app.app_context():
        assignment = db.session.get_one(Assignment, number(url))
        lesson = assignment.lesson
        places = db.session.execute(
            select(Occurrence.lexeme_id, Occurrence.start, Occurrence.end)
            .join(Lexeme)
            .where(Occurrence.lesson_id == lesson.id, Lexeme.lemma == lemma)
            .order_by(Occurrence.start)
        ).all()
        lexeme_id, start, end = places[nth]
        sent = [(lexeme_id, Utf16(lesson.text)(start))] * times
        lookups.note(people.find(name), [assignment], lesson, sent, now=datetime.now(UTC))
        db.session.commit()
        return lesson.text[start:end]


def hot(person: Person, url: str) -> list[tuple[str, str]]:
    """The shaded words of the heat map, each with its title."""
    page = pages.main(person.get(url)).one("div", class_="heat-text")
    return [(str(word.children[0]), word.attributes["title"]) for word in page.all("span", class_="heat")]


def missed(person: Person, url: str) -> list[tuple[str, str]]:
    """The underlined sentences, each with its title."""
    page = pages.main(person.get(url)).one("div", class_="heat-text")
    return [(line.text, line.attributes["title"]) for line in page.all("span", class_="missed")]


def table(person: Person, url: str, heading: str) -> list[list[str]]:
    section = pages.main(person.get(url)).one("section", **{"aria-labelledby": heading})
    return [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")]
        for body in section.all("tbody")
        for row in body.all("tr")
    ]


# -- the heat map


def test_words_are_shaded_by_how_many_looked_them_up(amina: Person, given: str, database: Flask) -> None:
    shown = look_up(database, "Bo", given, "inhaler", times=3)
    look_up(database, "Dora", given, "inhaler")
    other = look_up(database, "Bo", given, "doctor")
    assert sorted(hot(amina, given)) == sorted(
        [(shown, "Looked up by 2 students, 4 times"), (other, "Looked up by 1 student, 1 time")]
    )
    page = pages.main(amina.get(given))
    (most,) = page.one("div", class_="heat-text").all("span", class_="heat-4")
    assert most.text == f"{shown} (looked up: 2)"


def test_the_map_has_the_whole_text(amina: Person, given: str, lesson: str, database: Flask) -> None:
    with database.app_context():
        words = db.session.scalars(select(Lesson.text).filter_by(slug=lesson)).one().split()
    page = pages.main(amina.get(given)).one("div", class_="heat-text")
    assert page.text.split() == words


def test_one_place_of_a_word_is_not_another(amina: Person, given: str, database: Flask) -> None:
    look_up(database, "Bo", given, "asthma", nth=1)
    look_up(database, "Dora", given, "asthma", nth=0)
    assert [title for _, title in hot(amina, given)] == ["Looked up by 1 student, 1 time"] * 2


def test_sentences_behind_wrong_answers_are_underlined(amina: Person, given: str, database: Flask) -> None:
    asked = take(database, "Bo", given, wrong=1)
    take(database, "Dora", given, wrong=0)
    with database.app_context():
        item = db.session.get_one(Item, asked[0])
    found = missed(amina, given)
    assert found
    assert all(title == "1 wrong answer of 1 student" for _, title in found)
    assert any(line in item.evidence or item.evidence in line for line, _ in found)


def test_one_student_alone(amina: Person, given: str, database: Flask) -> None:
    look_up(database, "Bo", given, "inhaler")
    look_up(database, "Dora", given, "doctor", times=2)
    with database.app_context():
        dora = people.find("Dora").id
    url = f"{given}?student={dora}"
    assert [title for _, title in hot(amina, url)] == ["Looked up by 1 student, 2 times"]
    assert "The text as Dora met it" in pages.main(amina.get(url)).text
    assert [row[0] for row in table(amina, url, "words")] == ["doctor"]
    assert amina.get(f"{given}?student=999").status_code == 404
    assert amina.get(f"{given}?student=x").status_code == 404


def test_who_left_the_class_is_not_in_its_results(amina: Person, bo: Person, given: str, database: Flask) -> None:
    look_up(database, "Bo", given, "inhaler")
    take(database, "Bo", given, wrong=1)
    bo.post(f"{given.split('/assignments')[0]}/leave")
    assert hot(amina, given) == missed(amina, given) == []
    assert [row[0] for row in table(amina, given, "students")] == ["Dora"]


def test_a_word_of_an_edited_text_is_where_it_stands_now(amina: Person, given: str, lesson: str, database) -> None:
    look_up(database, "Bo", given, "inhaler", nth=0)
    with database.app_context():
        shown = db.session.scalars(select(Lesson).filter_by(slug=lesson)).one()
        text = drafts.as_edited(shown)
        drafts.rewrite(shown, title=shown.title, text="Here is a new first sentence about breathing.\n\n" + text)
        db.session.commit()
    assert [word for word, _ in hot(amina, given)] == ["inhaler"]


@pytest.mark.parametrize(
    ("people", "size", "shade"), [(0, 5, 0), (1, 20, 1), (5, 20, 1), (6, 20, 2), (20, 20, 4), (1, 1, 4), (3, 0, 4)]
)
def test_shades(people: int, size: int, shade: int) -> None:
    assert heat.shade(people, size=size) == shade


# -- students, ways of reading, questions, words


def test_the_table_of_students(amina: Person, given: str, database: Flask) -> None:
    asked = take(database, "Bo", given, wrong=1)
    read(database, "Bo", given)
    rows = table(amina, given, "students")
    count = len(asked)
    assert rows[0][:2] == ["Bo", "read"]
    assert any(f"{count - 1} of {count}" in cell for cell in rows[0])
    assert "not begun" in rows[0]
    assert rows[1] == ["Dora", "not opened", "not begun", "not begun"]


def test_an_attempt_that_goes_on_says_how_far_it_is(amina: Person, bo: Person, given: str, lesson: str) -> None:
    bo.post(f"/lessons/{lesson}/quizzes/comprehension")
    assert any(cell.startswith("0 of ") and cell.endswith("answered") for cell in table(amina, given, "students")[0])


def test_late_points_are_marked(amina: Person, given: str, database: Flask) -> None:
    with database.app_context():
        db.session.get_one(Assignment, number(given)).due_at = MONDAY
        db.session.commit()
    take(database, "Bo", given, now=MONDAY - timedelta(hours=1))
    take(database, "Dora", given, now=MONDAY + timedelta(hours=1))
    bo, dora = table(amina, given, "students")
    assert not any("late" in cell for cell in bo)
    assert any("late" in cell for cell in dora)


def test_the_first_finished_attempt_counts(database: Flask, given: str) -> None:
    asked = take(database, "Bo", given, wrong=2)
    take(database, "Bo", given, wrong=0)
    with database.app_context():
        found = class_results.of(db.session.get_one(Assignment, number(given)))
        bo = found.students[0]
        assert bo.taken[QuizKind.COMPREHENSION].points < len(asked)
        assert len(found.answers) == len(asked)


def test_points_by_way_of_reading(amina: Person, given: str, database: Flask) -> None:
    take(database, "Bo", given, wrong=1)
    take(database, "Dora", given)
    rows = {row[0]: row[1:] for row in table(amina, given, "reading")}
    assert set(rows) == {"Bo", "Dora", "All together"}
    for bo, dora, together in zip(rows["Bo"], rows["Dora"], rows["All together"], strict=True):
        points = [float(cell.split(" of ")[0]) for cell in (bo, dora)]
        assert float(together.split(" of ")[0]) == sum(points)
    section = pages.main(amina.get(given)).one("section", **{"aria-labelledby": "reading"})
    assert {cell.text for cell in section.one("thead").all("th")} <= {"Student", *PROCESS_NAMES.values()}


def test_how_each_question_did(amina: Person, given: str, database: Flask) -> None:
    asked = take(database, "Bo", given, wrong=1)
    take(database, "Dora", given)
    rows = table(amina, given, "questions")
    assert len(rows) == len(asked)
    assert rows[0][2:4] == ["2", "50%"]
    assert {row[3] for row in rows[1:]} == {"100%"}
    assert {row[4] for row in rows} == {"–"}, "two students tell nothing of that"


def test_words_to_look_at_together(amina: Person, given: str, database: Flask) -> None:
    for name in ("Bo", "Dora"):
        look_up(database, name, given, "inhaler")
    look_up(database, "Bo", given, "doctor", times=9)
    take(database, "Bo", given, quiz=QuizKind.VOCABULARY, wrong=3)
    rows = table(amina, given, "words")
    assert {"inhaler", "doctor"} <= {row[0] for row in rows}
    assert any(row[2] == "1 student" for row in rows), "missed in a question"


def test_before_anybody_did_anything(amina: Person, given: str) -> None:
    page = pages.main(amina.get(given))
    for said in (
        "Nothing looked up and nothing missed so far.",
        "No word was looked up or missed so far.",
        "No question was answered so far.",
        "No quiz was finished so far.",
    ):
        assert said in page.text


def test_a_class_without_students(amina: Person, lesson: str, database: Flask) -> None:
    url = give(database, add_class(database, "Amina"), lesson)
    assert "No students yet" in pages.main(amina.get(url)).text
    assert amina.get(f"{url}/answers.csv").status_code == 200


# -- who may see it


def test_results_are_their_teachers_alone(amina, bo, cy, kim, visitor, given: str, database: Flask) -> None:
    for url in (given, f"{given}/answers.csv", f"{given}/words.csv"):
        codes = [person.get(url).status_code for person in (visitor, bo, cy, amina, kim)]
        assert codes == [302, 404, 404, 200, 200], url


def test_results_of_another_class_are_not_reached_through_ones_own(cy: Person, given: str, database: Flask) -> None:
    own = add_class(database, "Cy", name="Carers")
    assert cy.get(f"{own}/assignments/{number(given)}").status_code == 404
    assert cy.post(f"{own}/assignments/{number(given)}/withdraw").status_code == 404


# -- tables


def rows_of(person: Person, url: str) -> list[dict[str, str]]:
    answer = person.get(url)
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_tables_for_a_spreadsheet(amina: Person, given: str, database: Flask) -> None:
    asked = take(database, "Bo", given, wrong=1)
    look_up(database, "Dora", given, "inhaler", times=2)
    students = rows_of(amina, f"{given}/students.csv")
    assert [(row["Student"], row["Quiz"], row["State"]) for row in students] == [
        ("Bo", "vocabulary", "not begun"),
        ("Bo", "comprehension", "done"),
        ("Dora", "vocabulary", "not begun"),
        ("Dora", "comprehension", "not begun"),
    ]
    answers = rows_of(amina, f"{given}/answers.csv")
    assert [row["Number"] for row in answers] == [str(place + 1) for place in range(len(asked))]
    assert float(answers[0]["Points"]) < 1
    assert [row["Points"] for row in answers[1:]] == ["1.0"] * (len(asked) - 1)
    (word,) = rows_of(amina, f"{given}/words.csv")
    assert (word["Student"], word["Word"], word["Times"]) == ("Dora", "inhaler", "2")
    assert len(rows_of(amina, f"{given}/questions.csv")) == len(asked)


@pytest.mark.parametrize("name", ["=1+1", "+48", "-x", "@SUM(A1)", '=HYPERLINK("http://evil")'])
def test_no_name_is_a_formula(amina: Person, given: str, database: Flask, name: str) -> None:
    with database.app_context():
        bo = db.session.scalars(select(Membership).filter_by(user_id=people.find("Bo").id)).one()
        bo.nickname = name
        db.session.commit()
    assert f"'{name}" in {row["Student"] for row in rows_of(amina, f"{given}/students.csv")}


# -- cost


def test_results_cost_the_same_however_many_students(amina: Person, given: str, database: Flask) -> None:
    def cost(url: str) -> int:
        with statements() as sent:
            assert amina.get(url).status_code == 200
        return len(sent)

    take(database, "Bo", given, wrong=1)
    take(database, "Bo", given, quiz=QuizKind.VOCABULARY, wrong=1)
    look_up(database, "Bo", given, "inhaler")
    urls = [given, *(f"{given}/{what}.csv" for what in class_tables.TABLES)]
    few = [cost(url) for url in urls]
    for place in range(6):
        name = f"Student {place}"
        with database.app_context():
            made = people.add_user(name, password=PASSWORD, role=Role.LEARNER)
            classroom = db.session.get_one(Assignment, number(given)).classroom
            classrooms.join(classroom, made, now=MONDAY)
            db.session.commit()
        take(database, name, given, wrong=place % 3)
        look_up(database, name, given, "doctor")
    assert [cost(url) for url in urls] == few
    assert max(few) <= 18
