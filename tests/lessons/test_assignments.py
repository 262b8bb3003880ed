"""What a class is given: who may read and answer it when, what a test holds back, what is done and what is late."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from accounts.models import Role
from db import db
from lessons import assignments
from lessons.assignment_models import AssignedReading, Assignment, Lookup
from lessons.models import Attempt, Item, Lesson, Mode, Occurrence, QuizKind
from tests import answers, pages
from tests.classes import add_class, give, number, read, take
from tests.conftest import Person, add_lesson, add_person
from tests.statements import statements
from tests.texts import SHORT
from vocab.models import Lexeme

HOUR = timedelta(hours=1)
READING_ONLY: tuple[QuizKind, ...] = ()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def dora(database: Flask) -> Person:
    """A learner who is in no class."""
    return add_person(database, "Dora", Role.LEARNER)


@pytest.fixture
def nurses(database: Flask, amina: Person, bo: Person) -> str:
    """The address of Amina's class with Bo in it."""
    return add_class(database, "Amina", "Bo")


def cards(person: Person, url: str = "/") -> dict[str, str]:
    """What stands on the cards of somebody's tasks, by the title."""
    found = pages.main(person.get(url)).all("li", class_="task")
    return {next(card.all(class_="task-title")).text: card.text for card in found}


def stored(app: Flask) -> Assignment:
    with app.app_context():
        return db.session.scalars(select(Assignment)).one()


def first(app: Flask, attempt: str) -> Item:
    """The first item of an attempt."""
    with app.app_context():
        return db.session.get_one(Item, db.session.get_one(Attempt, number(attempt)).item_ids[0])


# -- giving


def test_a_teacher_gives_a_lesson(amina: Person, bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    year = now().year + 1
    form = {
        "lesson": lesson,
        "mode": "exam",
        "quizzes": ["comprehension"],
        "opens_at": "",
        "due_at": f"{year}-12-04T18:00",
        "closes_at": f"{year}-12-05T18:00",
    }
    answer = amina.post(f"{nurses}/assignments/new", form)
    assert answer.location == nurses
    page = pages.main(amina.get(nurses))
    assert "Test: Understanding the text" in page.text
    assert f"4 December {year}, 18:00" in page.text
    assert "0 of 1" in page.text
    made = stored(database)
    assert (made.mode, made.quizzes) == (Mode.EXAM, ["comprehension"])
    assert made.due_at == datetime(year, 12, 4, 17, tzinfo=UTC), "six o'clock in Warsaw"
    assert made.opens_at is None
    card = cards(bo)["Living With Asthma"]
    assert "To do" in card
    assert f"4 December {year}, 18:00" in card


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"lesson": ""}, "lesson", "Choose a lesson."),
        ({"lesson": "no-such-lesson"}, "lesson", "Not a valid choice"),
        ({"due_at": "tomorrow"}, "due_at", "Type a day and a time"),
        ({"due_at": "0001-01-01T00:00"}, "due_at", "Type a day and a time"),
        ({"due_at": "9999-12-31T23:59"}, "due_at", "Type a day and a time"),
        ({"opens_at": "2026-12-04T18:00", "due_at": "2026-12-04T18:00"}, "due_at", "before it opens"),
        ({"due_at": "2026-12-04T18:00", "closes_at": "2026-12-04T17:00"}, "closes_at", "before it opens or is due"),
        ({"mode": "race"}, "mode", "Not a valid choice"),
        ({"quizzes": ["spelling"]}, "quizzes", "not"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(amina, nurses, lesson, database, typed, field, message) -> None:
    form = {"lesson": lesson, "mode": "practice", "quizzes": ["vocabulary"], **typed}
    answer = amina.post(f"{nurses}/assignments/new", form)
    assert answer.status_code == 422
    assert message in pages.read(answer).one(id=f"{field}-error").text
    with database.app_context():
        assert db.session.scalar(select(Assignment)) is None


def test_only_the_library_and_own_drafts_may_be_given(amina: Person, cy: Person, nurses: str, database: Flask) -> None:
    own, theirs = add_lesson(database, "Amina"), add_lesson(database, "Cy", SHORT)
    published = add_lesson(database, "Cy", "Fever is common. " * 12, published=True)
    with database.app_context():
        assert set(assignments.assignable(people.find("Amina"))) == {own, published}
    answer = amina.post(f"{nurses}/assignments/new", {"lesson": theirs, "mode": "practice"})
    assert answer.status_code == 422


def test_a_form_that_is_sent_twice_gives_the_lesson_once(amina: Person, nurses: str, lesson: str, database) -> None:
    form = {"lesson": lesson, "mode": "practice", "quizzes": ["vocabulary"], "due_at": "2030-12-04T18:00"}
    for _ in range(2):
        assert amina.post(f"{nurses}/assignments/new", form).location == nurses
    task = stored(database).id
    amina.post(f"{nurses}/assignments/new", {**form, "due_at": "2030-12-05T18:00"})
    amina.post(f"{nurses}/assignments/{task}/withdraw")
    amina.post(f"{nurses}/assignments/new", form)
    rows = list(pages.main(amina.get(nurses)).one("tbody").all("tr"))
    assert len(rows) == 3, "other terms, and one withdrawn before"


def test_an_assignment_is_edited_and_withdrawn(amina: Person, bo: Person, nurses, lesson, database) -> None:
    url = give(database, nurses, lesson, due_at=datetime(2026, 12, 4, 17, tzinfo=UTC))
    page = amina.get(f"{url}/edit")
    assert pages.typed_in(page, "due_at") == "2026-12-04T18:00"
    amina.post(f"{url}/edit", {"mode": "exam", "quizzes": ["vocabulary"], "due_at": ""})
    assert (stored(database).mode, stored(database).quizzes, stored(database).due_at) == (
        Mode.EXAM,
        ["vocabulary"],
        None,
    )
    amina.post(f"{url}/withdraw")
    assert cards(bo) == cards(bo, nurses) == {}
    assert "Withdrawn" in pages.main(amina.get(nurses)).text
    amina.post(f"{url}/restore")
    assert list(cards(bo)) == ["Living With Asthma"]


def test_from_the_draft_to_the_class(amina: Person, draft: str, database: Flask) -> None:
    assert f"/desk/lessons/{draft}/assign" in amina.get(f"/desk/lessons/{draft}").text
    assert "No classes yet" in pages.main(amina.get(f"/desk/lessons/{draft}/assign")).text
    url = add_class(database, "Amina")
    page = pages.main(amina.get(f"/desk/lessons/{draft}/assign"))
    (link,) = page.one("ul", class_="cards").all("a")
    assert link.text == "English for nurses"
    form = pages.main(amina.get(link.attributes["href"]))
    assert [
        option.attributes["value"] for option in form.one(id="lesson").all("option") if "selected" in option.attributes
    ] == [draft]
    assert link.attributes["href"].startswith(url)


# -- reading


def test_members_and_nobody_else_read_a_draft(
    amina: Person, bo: Person, cy: Person, dora: Person, visitor: Person, nurses: str, draft: str, database: Flask
) -> None:
    assert bo.get(f"/lessons/{draft}").status_code == 404
    url = give(database, nurses, draft, opens_at=now() - HOUR)
    assert bo.get(f"/lessons/{draft}").status_code == 200
    assert bo.get(f"/lessons/{draft}/quizzes").status_code == 200
    assert [each.get(f"/lessons/{draft}").status_code for each in (cy, dora, visitor)] == [404, 404, 404]
    assert titles_in_library(visitor) == []
    amina.post(f"{url}/withdraw")
    assert bo.get(f"/lessons/{draft}").status_code == 404


def titles_in_library(person: Person) -> list[str]:
    return [card.one("h3").text for card in pages.main(person.get("/")).all("article", class_="card")]


def test_a_draft_opens_with_its_assignment(bo: Person, nurses: str, draft: str, database: Flask) -> None:
    url = give(database, nurses, draft, opens_at=now() + HOUR)
    assert bo.get(f"/lessons/{draft}").status_code == 404
    assert bo.post(f"/assignments/{number(url)}/read").status_code == 404
    card = cards(bo, nurses)["Living With Asthma"]
    assert "Not open yet" in card
    assert "Opens" in card
    assert cards(bo) == {}, "nothing to do yet"


def test_a_colleague_cannot_give_away_a_withdrawn_lesson(
    amina: Person, cy: Person, dora: Person, lesson: str, database: Flask
) -> None:
    """Cy gave her class Amina's published lesson; as a draft again it is Amina's alone."""
    carers = add_class(database, "Cy", "Dora", name="Carers")
    give(database, carers, lesson, by="Cy")
    assert dora.get(f"/lessons/{lesson}").status_code == 200
    amina.post(f"/desk/lessons/{lesson}/withdraw")
    assert dora.get(f"/lessons/{lesson}").status_code == 404


def test_reading_is_noted(bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    url = give(database, nurses, lesson, quizzes=READING_ONLY)
    answer = bo.post(f"/assignments/{number(url)}/read")
    assert answer.location == f"/lessons/{lesson}"
    assert "Text: opened" in cards(bo)["Living With Asthma"]
    bo.post(f"/assignments/{number(url)}/finish")
    assert cards(bo) == {}, "done"
    card = cards(bo, nurses)["Living With Asthma"]
    assert "Done" in card
    assert "Text: read" in card
    with database.app_context():
        assert db.session.scalars(select(AssignedReading)).one().finished_at is not None


# -- quizzes


def test_a_quiz_counts_for_the_assignment(bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    url = give(database, nurses, lesson, quizzes=(QuizKind.COMPREHENSION,))
    card = pages.main(bo.get(f"/lessons/{lesson}/quizzes")).one("section", **{"aria-labelledby": "quiz-comprehension"})
    assert "Practice for English for nurses" in card.text
    attempt = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    other = bo.post(f"/lessons/{lesson}/quizzes/vocabulary").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(attempt)).assignment_id == number(url)
        assert db.session.get_one(Attempt, number(other)).assignment_id is None, "not asked for"
    take(database, "Bo", url)
    assert "done, see your result" in cards(bo, nurses)["Living With Asthma"]
    again = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(again)).assignment_id is None, "done: the next one is their own"


def test_the_whole_class_gets_the_same_questions(bo, dora, nurses, lesson, database, monkeypatch) -> None:
    monkeypatch.setattr("lessons.attempts.MOST_ASKED", 2)
    url = give(database, nurses, lesson)
    bo_own = bo.post(f"/lessons/{lesson}/quizzes/comprehension")
    assert bo_own.status_code == 302
    assert take(database, "Bo", url) == take(database, "Dora", url)


def test_late_is_told(bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    url = give(database, nurses, lesson, due_at=now() - HOUR, quizzes=(QuizKind.COMPREHENSION,))
    assert "Late" in cards(bo)["Living With Asthma"]
    take(database, "Bo", url)
    assert "Done late" in cards(bo, nurses)["Living With Asthma"]


def test_done_in_time_is_not_late(bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    url = give(database, nurses, lesson, due_at=now() - HOUR, quizzes=(QuizKind.COMPREHENSION,))
    take(database, "Bo", url, now=now() - 2 * HOUR)
    card = cards(bo, nurses)["Living With Asthma"]
    assert "Done" in card
    assert "Done late" not in card


def test_after_closing_nothing_counts_for_it(bo: Person, amina: Person, nurses: str, lesson: str, database) -> None:
    url = give(database, nurses, lesson, quizzes=(QuizKind.COMPREHENSION,))
    attempt = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    bo.post(f"{attempt}/1", answers.right(first(database, attempt)))
    with database.app_context():
        db.session.get_one(Assignment, number(url)).closes_at = now() - HOUR
        db.session.commit()
    answer = bo.post(f"{attempt}/2", answers.WHATEVER)
    assert answer.status_code == 403
    assert "This quiz of the class “English for nurses” is closed. What you answered is kept." in pages.seen(answer)
    other = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(other)).assignment_id is None
        assert len(db.session.get_one(Attempt, number(attempt)).responses) == 1
    assert "Closed" in cards(bo, nurses)["Living With Asthma"]


# -- tests of a class


@pytest.fixture
def exam(nurses: str, lesson: str, database: Flask) -> str:
    return give(database, nurses, lesson, mode=Mode.EXAM, quizzes=(QuizKind.COMPREHENSION,))


def test_a_test_cannot_be_practised(bo: Person, exam: str, lesson: str, database: Flask) -> None:
    page = pages.main(bo.get(f"/lessons/{lesson}/quizzes"))
    assert "Test for English for nurses" in page.text
    attempt = bo.post(f"/lessons/{lesson}/quizzes/comprehension", {"mode": "practice"}).location
    with database.app_context():
        made = db.session.get_one(Attempt, number(attempt))
        assert (made.mode, made.assignment_id) == (Mode.EXAM, number(exam))
    item = first(database, attempt)
    bo.post(f"{attempt}/1", answers.wrong(item))
    assert "Right answer" not in pages.seen(bo.get(f"{attempt}/1"))
    other = bo.post(f"/lessons/{lesson}/quizzes/vocabulary").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(other)).mode is Mode.PRACTICE, "that quiz is no test"


@pytest.mark.parametrize("is_finished", [True, False])
def test_earlier_practice_is_closed_while_the_test_is_open(
    bo: Person, nurses: str, lesson: str, database: Flask, is_finished: bool
) -> None:
    practice = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    if is_finished:
        finish(database, bo, practice)
    else:
        bo.post(f"{practice}/1", answers.wrong(first(database, practice)))
    exam = give(database, nurses, lesson, mode=Mode.EXAM, quizzes=(QuizKind.COMPREHENSION,))
    for url in (practice, f"{practice}/1", f"{practice}/2", f"{practice}/result"):
        answer = bo.get(url)
        assert answer.status_code == 403, url
        assert "This quiz is a test of the class “English for nurses” now." in pages.seen(answer)
    assert bo.post(f"{practice}/1", {"try": "2", "show": "1"}).status_code == 403
    begun = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    assert begun != practice
    take(database, "Bo", exam)
    assert bo.get(f"{practice}/1").status_code == 200, "the test is done"
    assert bo.get(f"{begun}/result").status_code == 200


def finish(app: Flask, person: Person, attempt: str) -> None:
    with app.app_context():
        count = len(db.session.get_one(Attempt, number(attempt)).item_ids)
    for place in range(1, count + 1):
        person.post(f"{attempt}/{place}", answers.WHATEVER)
        person.post(f"{attempt}/{place}", {"try": "2", "show": "1"})


def test_others_practise_as_ever(dora: Person, exam: str, lesson: str, database: Flask) -> None:
    attempt = dora.post(f"/lessons/{lesson}/quizzes/comprehension").location
    with database.app_context():
        made = db.session.get_one(Attempt, number(attempt))
        assert (made.mode, made.assignment_id) == (Mode.PRACTICE, None)


def test_a_test_is_taken_once(bo: Person, exam: str, lesson: str, database: Flask) -> None:
    take(database, "Bo", exam, wrong=1)
    again = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(again)).assignment_id is None


def test_two_classes_have_their_tests_one_after_the_other(bo: Person, exam: str, lesson: str, database: Flask) -> None:
    carers = add_class(database, "Amina", "Bo", name="Carers")
    second = give(database, carers, lesson, mode=Mode.EXAM, quizzes=(QuizKind.COMPREHENSION,))
    take(database, "Bo", exam)
    attempt = bo.post(f"/lessons/{lesson}/quizzes/comprehension").location
    with database.app_context():
        assert db.session.get_one(Attempt, number(attempt)).assignment_id == number(second)


# -- words looked up


def place_of(app: Flask, slug: str, lemma: str) -> list[int]:
    with app.app_context():
        row = db.session.execute(
            select(Occurrence.lexeme_id, Occurrence.start)
            .join(Lexeme)
            .join(Lesson)
            .where(Lesson.slug == slug, Lexeme.lemma == lemma)
            .order_by(Occurrence.start)
        ).first()
        return list(row)


def test_a_member_tells_what_they_look_up(bo: Person, nurses: str, lesson: str, database: Flask) -> None:
    assert bo.get(f"/lessons/{lesson}/reader.json").json["lookups"] is None
    give(database, nurses, lesson)
    url = bo.get(f"/lessons/{lesson}/reader.json").json["lookups"]
    assert url == f"/lessons/{lesson}/lookups"
    place = place_of(database, lesson, "inhaler")
    assert bo.post_json(url, {"words": [place, place], "read": False}).status_code == 204
    assert bo.post_json(url, {"words": [place, [place[0], place[1] + 1], [999999, 3]], "read": True}).status_code == 204
    with database.app_context():
        row = db.session.scalars(select(Lookup)).one()
        assert (row.lexeme_id, row.start, row.count) == (*place, 3)
        assert db.session.scalars(select(AssignedReading)).one().finished_at is not None


def test_nothing_is_kept_of_anybody_else(
    amina: Person, dora: Person, visitor: Person, nurses: str, lesson: str, database: Flask
) -> None:
    give(database, nurses, lesson)
    place = place_of(database, lesson, "inhaler")
    for person in (amina, dora):
        assert person.get(f"/lessons/{lesson}/reader.json").json["lookups"] is None
        assert person.post_json(f"/lessons/{lesson}/lookups", {"words": [place]}).status_code == 404
    assert visitor.post_json(f"/lessons/{lesson}/lookups", {"words": [place]}).status_code == 404
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(Lookup)) == 0


@pytest.mark.parametrize(
    "sent", [[], "words", {"words": 3}, {"words": "x" * 5000}, {"words": [[1, 2]] * 2000}, None], ids=str
)
def test_what_no_page_sends_is_refused(bo: Person, nurses: str, lesson: str, database: Flask, sent: object) -> None:
    give(database, nurses, lesson)
    assert bo.post_json(f"/lessons/{lesson}/lookups", sent).status_code == 422


@pytest.mark.parametrize(
    "sent", [[[None, 1]], [[1]], [[1, -2]], [[2**40, 1]], [["1", "2"]], [[True, False]], [{}]], ids=str
)
def test_words_that_are_none_are_passed_over(bo: Person, nurses: str, lesson: str, database: Flask, sent) -> None:
    give(database, nurses, lesson)
    assert bo.post_json(f"/lessons/{lesson}/lookups", {"words": sent}).status_code == 204
    with database.app_context():
        assert db.session.scalar(select(func.count()).select_from(Lookup)) == 0


# -- the class's page


def test_the_page_says_what_the_teacher_sees(bo: Person, nurses: str) -> None:
    page = pages.main(bo.get(nurses))
    assert "Nothing to do yet" in page.text
    assert "Your teacher sees which words you look up in assigned lessons" in page.text


def test_a_teacher_sees_how_far_the_class_is(amina: Person, bo: Person, dora: Person, lesson, database: Flask) -> None:
    nurses = add_class(database, "Amina", "Bo", "Dora")
    url = give(database, nurses, lesson)
    read(database, "Bo", url)
    take(database, "Bo", url)
    take(database, "Bo", url, quiz=QuizKind.VOCABULARY)
    take(database, "Dora", url)
    row = next(iter(pages.main(amina.get(nurses)).one("tbody").all("tr")))
    assert [cell.text for cell in row.all("td", class_="number")] == ["1 of 2", "1 of 2"]


@pytest.mark.parametrize("who", ["Amina", "Bo"])
def test_the_page_costs_the_same_however_much_is_given(
    amina: Person, bo: Person, nurses: str, lesson: str, database: Flask, who: str
) -> None:
    person = {"Amina": amina, "Bo": bo}[who]

    def cost(url: str) -> int:
        with statements() as sent:
            person.get(url)
        return len(sent)

    give(database, nurses, lesson)
    few, library = cost(nurses), cost("/")
    for _ in range(6):
        give(database, nurses, lesson)
    assert cost(nurses) == few <= 9
    assert cost("/") == library <= 8
