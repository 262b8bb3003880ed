"""The library: what is in it, finding a lesson, the versions of one article together."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from db import db
from lessons import drafts, library
from lessons.importing import Source
from lessons.models import Lesson, Status
from tests import pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import SHORT

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def add(app: Flask, title: str, *, text: str = "", cefr: str = "B1", of: str = "", status=Status.PUBLISHED) -> str:
    """A lesson of a few words without an analysis, later published than those before it; its slug."""
    with app.app_context():
        number = db.session.scalar(select(func.count()).select_from(Lesson))
        root = db.session.scalar(select(Lesson.id).filter_by(title=of)) if of else None
        slug = f"lesson-{number}"
        row = Lesson(
            slug=slug,
            title=title,
            text=text,
            source=text,
            status=status,
            adaptation_of_id=root,
            word_count=130,
            cefr=cefr,
            level_label=cefr,
            level_score=1.0 + ["A1", "A2", "B1", "B2", "C1", "C2"].index(cefr),
            published_at=MONDAY + timedelta(hours=number),
        )
        db.session.add(row)
        db.session.commit()
        return slug


def titles(person: Person, query: str = "") -> list[str]:
    """The titles of the cards, from top to bottom."""
    page = pages.main(person.get(f"/{query}"))
    return [card.one("h3").text for card in page.all("article", class_="card")]


def test_an_empty_library_says_so(visitor: Person) -> None:
    page = pages.main(visitor.get("/"))
    assert "The library is empty" in page.text
    assert "Teachers can add a text and publish it here." in page.text


def test_a_card_says_what_the_lesson_is(visitor: Person, lesson: str) -> None:
    (card,) = pages.main(visitor.get("/")).all("article", class_="card")
    assert card.one("h3").text == "Living With Asthma"
    assert card.one("a").attributes["href"] == f"/lessons/{lesson}"
    facts = [child.text for child in card.one("p", class_="facts").children if child != " "]
    assert facts == ["Level B1", "1 min", "129 words"]


def test_drafts_and_archived_lessons_are_not_there(visitor: Person, amina: Person, database: Flask) -> None:
    add(database, "Published")
    add(database, "Draft", status=Status.DRAFT)
    add(database, "Put away", status=Status.ARCHIVED)
    assert titles(visitor) == titles(amina) == ["Published"]


def test_the_newest_comes_first(visitor: Person, database: Flask) -> None:
    for title in ("Coughs", "Colds", "Cramps"):
        add(database, title)
    assert titles(visitor) == ["Cramps", "Colds", "Coughs"]


# -- finding


def test_lessons_of_a_level(visitor: Person, database: Flask) -> None:
    add(database, "Easy", cefr="A2")
    add(database, "Hard", cefr="C1")
    assert titles(visitor, "?level=A2") == ["Easy"]
    page = pages.main(visitor.get("/?level=A2"))
    assert [option.text for option in page.all("option") if "selected" in option.attributes] == ["A2"]


@pytest.mark.parametrize("level", ["", "a2", "D1", "A2' OR 1=1 --"])
def test_no_such_level_is_every_level(visitor: Person, database: Flask, level: str) -> None:
    add(database, "Easy", cefr="A2")
    add(database, "Hard", cefr="C1")
    assert sorted(titles(visitor, f"?level={level}")) == ["Easy", "Hard"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cough", ["Coughs and Colds"]),
        ("COUGH", ["Coughs and Colds"]),
        ("inhaler", ["Living With Asthma"]),
        ("asthma inhaler", ["Living With Asthma"]),
        ("inhaler cough", []),
        ("  asthma  ", ["Living With Asthma"]),
        ("50%", ["Halves"]),
        ("%", ["Halves"]),
        ("_", ["snake_case"]),
        ("a_e", []),
        ("e_c", ["snake_case"]),
        ("\\", ["Back\\slash"]),
        ("'", ["It's a Quote"]),
        ("\N{STETHOSCOPE}", []),
    ],
)
def test_finding_words(visitor: Person, database: Flask, query: str, found: list[str]) -> None:
    add(database, "Living With Asthma", text="An inhaler helps.")
    add(database, "Coughs and Colds")
    add(database, "Halves", text="Take 50% of it.")
    add(database, "snake_case")
    add(database, "Back\\slash")
    add(database, "It's a Quote")
    answer = visitor.get("/", query_string={"q": query})
    page = pages.main(answer)
    assert [card.one("h3").text for card in page.all("article", class_="card")] == found
    assert pages.typed_in(answer, "q") == " ".join(query.split())


def test_words_and_level_together(visitor: Person, database: Flask) -> None:
    add(database, "Cramps, easy", cefr="A2")
    add(database, "Cramps, hard", cefr="C1")
    add(database, "Colds, easy", cefr="A2")
    assert titles(visitor, "?q=cramps&level=A2") == ["Cramps, easy"]


def test_nothing_found_says_what_was_sought(visitor: Person, database: Flask) -> None:
    add(database, "Coughs")
    page = pages.main(visitor.get("/?q=<b>gout&level=C2"))
    assert "No lesson found" in page.text
    assert "No lesson of level C2 has “<b>gout” in it. Try another word or another level." in page.text
    assert page.one("a", class_="button").text == "Show all lessons"
    assert page.one("a", class_="button").attributes["href"] == "/"


def test_an_unknown_level_without_a_lesson_is_not_named(visitor: Person) -> None:
    assert "<script>" not in visitor.get("/?level=<script>alert(1)</script>").text.split("<main")[1].split("</main")[0]


def test_a_long_search_is_cut(visitor: Person, database: Flask) -> None:
    add(database, "Coughs")
    answer = visitor.get("/", query_string={"q": "x" * 500})
    assert len(pages.typed_in(answer, "q")) == 80


# -- families


def test_versions_of_one_article_share_a_card(visitor: Person, database: Flask) -> None:
    add(database, "Cramps", cefr="B1")
    add(database, "Cramps, hard", cefr="C1", of="Cramps")
    add(database, "Cramps, easy", cefr="A2", of="Cramps")
    (card,) = pages.main(visitor.get("/")).all("article", class_="card")
    assert card.one("h3").text == "Cramps, easy"
    assert "In 3 levels:" in card.text
    links = [link.text for link in card.all("a")]
    assert links == ["Cramps, easy", "A2: Cramps, easy", "B1: Cramps", "C1: Cramps, hard"]


def test_a_level_opens_its_own_version(visitor: Person, database: Flask) -> None:
    add(database, "Cramps", cefr="B1")
    add(database, "Cramps, hard", cefr="C1", of="Cramps")
    assert titles(visitor, "?level=C1") == ["Cramps, hard"]
    assert "In 2 levels" in pages.seen(visitor.get("/?level=C1"))


def test_a_version_in_draft_is_not_offered(visitor: Person, database: Flask) -> None:
    add(database, "Cramps", cefr="B1")
    slug = add(database, "Cramps, hard", cefr="C1", of="Cramps", status=Status.DRAFT)
    page = visitor.get("/").text
    assert "levels:" not in page
    assert slug not in page


def test_versions_stay_together_when_the_original_is_withdrawn(visitor: Person, database: Flask) -> None:
    add(database, "Cramps", cefr="B1", status=Status.DRAFT)
    add(database, "Cramps, hard", cefr="C1", of="Cramps")
    add(database, "Cramps, easy", cefr="A2", of="Cramps")
    (card,) = pages.main(visitor.get("/")).all("article", class_="card")
    assert "In 2 levels" in card.text


def test_the_owner_of_a_draft_sees_it_among_its_versions(database: Flask) -> None:
    add(database, "Cramps", cefr="B1")
    add(database, "Cramps, easy", cefr="A2", of="Cramps", status=Status.DRAFT)
    with database.app_context():
        for title in ("Cramps", "Cramps, easy"):
            lesson = db.session.scalar(select(Lesson).filter_by(title=title))
            assert lesson in library.versions(lesson)
        assert [each.title for each in library.versions(lesson)] == ["Cramps, easy", "Cramps"]


def test_every_lesson_can_be_reached_however_many(visitor: Person, database: Flask) -> None:
    """At most sixty cards; a word of the title finds the others."""
    for number in range(library.SHOWN + 5):
        add(database, f"Lesson {number:03}")
    assert len(titles(visitor)) == library.SHOWN
    assert titles(visitor, "?q=000") == ["Lesson 000"]


# -- what it costs


def cost(person: Person) -> int:
    with statements() as sent:
        person.get("/")
    return len(sent)


def test_the_library_costs_the_same_however_many_lessons(visitor: Person, bo: Person, database: Flask) -> None:
    add(database, "Cramps")
    few = cost(visitor)
    for number in range(30):
        add(database, f"Lesson {number}")
        add(database, f"Lesson {number}, easy", of=f"Lesson {number}", cefr="A2")
    assert len(titles(visitor)) == 31
    assert cost(visitor) == few <= 2
    assert cost(bo) <= 5


def test_the_desk_costs_the_same_however_many_lessons(amina: Person, database: Flask) -> None:
    def desk_cost() -> int:
        with statements() as sent:
            amina.get("/desk/")
        return len(sent)

    add_lesson(database, "Amina", SHORT)
    few = desk_cost()
    for number in range(8):
        own(database, add(database, f"Lesson {number}", status=Status.DRAFT))
    assert desk_cost() == few <= 4
    assert "Lesson 7" in pages.seen(amina.get("/desk/"))


def own(app: Flask, slug: str) -> None:
    with app.app_context():
        db.session.scalar(select(Lesson).filter_by(slug=slug)).owner_id = people.find("Amina").id
        db.session.commit()


def test_a_lesson_in_the_library_is_found_by_what_stands_in_it(visitor: Person, database: Flask) -> None:
    """From a text to the search, the whole way."""
    with database.app_context():
        drafts.publish(drafts.create(Source(SHORT), owner=None, title="Water"), now=MONDAY)
        db.session.commit()
    assert titles(visitor, "?q=potassium") == ["Water"]
