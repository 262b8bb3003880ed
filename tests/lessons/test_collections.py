"""A long document on a teacher's desk: begun, watched, ordered, published, given to a class; and read."""

import io
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from db import db
from lessons.collection_models import Collection, CollectionPart, Job
from lessons.importing.refusals import MAX_WORDS
from lessons.models import Lesson, Status
from tests import classes, documents, pages
from tests.conftest import PASSWORD, Person
from tests.statements import statements
from tests.texts import SHORT

NAMES = ["What asthma is", "Signs of asthma", "Living with asthma"]


@pytest.fixture
def guide(database: Flask, amina: Person) -> str:
    """The address of Amina's collection of three lessons, all made."""
    return documents.ready_collection(database, "Amina")


@pytest.fixture
def begun(database: Flask, amina: Person) -> str:
    """The address of one whose lessons wait to be made."""
    return documents.add_collection(database, "Amina")


def new(person: Person, text: str, **fields: str):
    return person.post("/desk/new", {"text": text, "title": "", "submission": "", **fields})


def upload(person: Person, text: str, **fields: str):
    file = (io.BytesIO(text.encode()), "guide.md")
    return person.post("/desk/new", {"file": file, "submission": "", **fields}, content_type="multipart/form-data")


def rows(answer) -> list[str]:
    """The lessons in order, each with what is said of it."""
    (table,) = pages.main(answer).all("table")
    return [row.one("th").text for row in table.one("tbody").all("tr") if list(row.all("th"))]


def chips(answer) -> list[str]:
    (table,) = pages.main(answer).all("table")
    return [chip.text for chip in table.all("span", class_="chip")]


def part_url(app: Flask, address: str, name: str, step: str) -> str:
    with app.app_context():
        found = db.session.scalars(select(CollectionPart).where(CollectionPart.title.endswith(name))).one()
        return f"{address}/parts/{found.id}/{step}"


def slug_of(app: Flask, name: str) -> str:
    with app.app_context():
        return db.session.scalars(select(Lesson.slug).where(Lesson.title.endswith(name))).one()


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


# -- what was left out

MENUS = "Share on Facebook\n\nSkip to content"


def test_lines_left_out_stand_on_their_lessons_draft_and_go_back_to_their_place(database: Flask, amina: Person) -> None:
    text = documents.document().replace("## Signs of asthma\n\n", f"## Signs of asthma\n\n{MENUS}\n\n")
    documents.ready_collection(database, "Amina", f"Skip to main content\n\n{text}\n\nBack to top")
    left_out = {name: pages.main(amina.get(f"/desk/lessons/{slug_of(database, name)}")) for name in NAMES}
    told = {name: page.one("section", id="left-out").text for name, page in left_out.items()}
    assert "Skip to main content" in told["What asthma is"]
    assert "Share on Facebook" in told["Signs of asthma"]
    assert "Back to top" in told["Living with asthma"]
    assert "Share on Facebook" not in told["What asthma is"] + told["Living with asthma"]
    draft = f"/desk/lessons/{slug_of(database, 'Signs of asthma')}"
    assert "Share on Facebook" not in pages.main(amina.get(draft)).one(id="draft-text").text
    amina.post(f"{draft}/left-out", {"line": "Share on Facebook"})
    assert pages.main(amina.get(draft)).one(id="draft-text").text.startswith("Signs of asthma Share on Facebook Asthma")


# -- a new text


def test_a_long_text_becomes_a_collection_when_asked(database: Flask, amina: Person) -> None:
    answer = upload(amina, documents.document(), collection="y", source_author="Jane Doe")
    assert (answer.status_code, urlsplit(answer.location).path[:18]) == (302, "/desk/collections/")
    page = pages.main(amina.get(answer.location))
    assert page.one("h1").text == "Asthma: a Guide"
    assert "0 of 3 lessons are ready" in page.text
    assert documents.parts(database) == [(f"Asthma: a Guide: {name}", "waiting") for name in NAMES]
    documents.make(database)
    with database.app_context():
        assert set(db.session.scalars(select(Lesson.source_author))) == {"Jane Doe"}


def test_without_the_tick_it_is_one_lesson(database: Flask, amina: Person) -> None:
    assert "/desk/lessons/" in upload(amina, documents.document()).location
    assert count(database, Collection) == 0


def test_what_is_too_long_for_a_lesson_becomes_one_unasked(database: Flask, amina: Person) -> None:
    long = documents.document(5, rounds=1 + MAX_WORDS // (5 * 140))
    assert len(long.split()) > MAX_WORDS
    page = pages.main(amina.get(upload(amina, long).location))
    assert f"0 of {count(database, CollectionPart)} lessons are ready" in page.text
    with database.app_context():
        assert max(db.session.scalars(select(CollectionPart.word_count))) <= 1200


def test_a_short_text_stays_one_lesson(database: Flask, amina: Person) -> None:
    answer = new(amina, SHORT, collection="y")
    assert "/desk/lessons/" in answer.location
    assert "short enough for one lesson" in pages.seen(amina.get(answer.location))
    assert count(database, Collection) == 0


def test_one_endless_paragraph_is_refused(database: Flask, amina: Person) -> None:
    answer = new(amina, (SHORT + " ") * 700)
    assert answer.status_code == 422
    assert "a lesson holds at most 20,000" in pages.message_beside(answer, "text")
    assert (count(database, Collection), count(database, Lesson)) == (0, 0)


def test_the_same_document_again_is_noticed(database: Flask, amina: Person, guide: str) -> None:
    answer = upload(amina, documents.document(), collection="y")
    assert answer.status_code == 422
    alert = pages.main(answer).one(role="alert")
    assert "This text is among your collections already: “Asthma: a Guide”." in alert.text
    assert next(alert.all("a")).attributes["href"] == guide
    again = {"text": pages.typed_in(answer, "text"), "title": "Asthma: a Guide", "marked": "y", "collection": "y"}
    assert amina.post("/desk/new", {**again, "submission": "", "anyway": "y"}).status_code == 302
    assert documents.titles(database) == ["Asthma: a Guide"] * 2


def test_a_form_sent_twice_makes_one_collection(database: Flask, amina: Person, cy: Person) -> None:
    first, second = (upload(amina, documents.document(), collection="y", submission="s-1") for _ in range(2))
    assert first.location == second.location
    other = upload(cy, documents.document(), collection="y", submission="s-1")
    assert (other.status_code, other.location == first.location) == (302, False)


# -- watched


def test_the_page_tells_how_far_it_is(database: Flask, amina: Person, begun: str) -> None:
    page = pages.main(amina.get(begun))
    bar = page.one("progress")
    assert (bar.attributes["value"], bar.attributes["max"]) == ("0", "3")
    assert page.one("a", href=begun).text == "Look again"
    assert amina.get(f"{begun}/progress.json").json == {
        "ready": 0, "failed": 0, "total": 3, "open": True, "told": "0 of 3 lessons are ready"
    }  # fmt: skip
    documents.make(database)
    assert amina.get(f"{begun}/progress.json").json["open"] is False
    assert "Your lessons are being made" not in pages.seen(amina.get(begun))
    assert chips(amina.get(begun)) == ["Draft"] * 3


def test_stopping_and_going_on(database: Flask, amina: Person, begun: str) -> None:
    page = pages.main(amina.get(amina.post(f"{begun}/stop").location))
    assert "The work is stopped" in page.text
    documents.make(database)
    assert count(database, Lesson) == 0
    assert "being made" in pages.seen(amina.get(amina.post(f"{begun}/resume").location))
    documents.make(database)
    assert count(database, Lesson) == 3


def test_a_part_that_failed_says_why(database: Flask, amina: Person) -> None:
    german = " ".join(["Die Lunge ist ein Organ, und wer Asthma hat, der atmet schwer und oft."] * 30)
    address = documents.ready_collection(database, "Amina", documents.document() + f"\n\n## Auf Deutsch\n\n{german}")
    page = pages.main(amina.get(address))
    assert "1 part could not be made into a lesson" in page.text
    assert "does not read as English" in page.text
    assert german[:60] in page.text
    amina.post(part_url(database, address, "Auf Deutsch", "again"))
    assert "3 of 4 lessons are ready" in pages.seen(amina.get(address))
    amina.post(f"{address}/stop")
    amina.post(part_url(database, address, "Auf Deutsch", "remove"))
    assert rows(amina.get(address)) == [f"{number}. {name}" for number, name in enumerate(NAMES, 1)]


# -- ordered, published, deleted


def test_up_and_down(database: Flask, amina: Person, guide: str) -> None:
    amina.post(part_url(database, guide, NAMES[2], "up"))
    assert rows(amina.get(guide)) == ["1. What asthma is", "2. Living with asthma", "3. Signs of asthma"]
    amina.post(part_url(database, guide, NAMES[0], "down"))
    amina.post(part_url(database, guide, NAMES[1], "down"))
    assert rows(amina.get(guide)) == ["1. Living with asthma", "2. What asthma is", "3. Signs of asthma"]


def test_publish_one_and_all(database: Flask, amina: Person, visitor: Person, guide: str) -> None:
    amina.post(part_url(database, guide, NAMES[1], "publish"))
    assert chips(amina.get(guide)) == ["Draft", "In the library", "Draft"]
    amina.post(f"{guide}/publish")
    assert chips(amina.get(guide)) == ["In the library"] * 3
    assert "Living with asthma" in pages.seen(visitor.get("/"))


def test_a_new_title_reaches_the_lessons(database: Flask, amina: Person, guide: str) -> None:
    assert amina.post(f"{guide}/title", {"title": "Breathing"}).status_code == 302
    assert pages.main(amina.get(guide)).one("h1").text == "Breathing"
    with database.app_context():
        titles = set(db.session.scalars(select(Lesson.title)))
    assert titles == {f"Breathing: {name}" for name in NAMES}
    answer = amina.post(f"{guide}/title", {"title": " "})
    assert (answer.status_code, pages.message_beside(answer, "title")) == (422, "Give the collection a title.")


def test_a_lesson_taken_out_is_one_by_itself(database: Flask, amina: Person, guide: str) -> None:
    assert "Signs of asthma" not in pages.seen(amina.get("/desk/"))
    amina.post(part_url(database, guide, NAMES[1], "remove"))
    assert rows(amina.get(guide)) == ["1. What asthma is", "2. Living with asthma"]
    assert "Asthma: a Guide: Signs of asthma" in pages.seen(amina.get("/desk/"))


@pytest.mark.parametrize(("answer", "left"), [("keep", 3), ("delete", 0)])
def test_deleting_asks_what_happens_to_the_lessons(
    database: Flask, amina: Person, guide: str, answer: str, left: int
) -> None:
    asked = amina.post(f"{guide}/delete")
    assert (asked.status_code, "Choose what happens" in pages.seen(asked)) == (422, True)
    assert amina.post(f"{guide}/delete", {"lessons": answer}).status_code == 302
    assert amina.get(guide).status_code == 404
    assert (count(database, Lesson), count(database, CollectionPart), count(database, Job)) == (left, 0, 0)


def test_the_desk_lists_collections(amina: Person, cy: Person, begun: str) -> None:
    page = pages.main(amina.get("/desk/"))
    assert page.one("a", href=begun).text == "Asthma: a Guide"
    assert "0 of 3 ready" in page.text
    assert "Asthma" not in pages.main(cy.get("/desk/")).text


def test_a_page_of_many_parts_asks_the_database_little(database: Flask, amina: Person) -> None:
    address = documents.add_collection(database, "Amina", documents.document(5, rounds=25))
    with statements() as many:
        amina.get(address)
    assert len(many) <= 8


# -- on the lesson's page


def place(person: Person, app: Flask, name: str) -> str:
    page = pages.main(person.get(f"/lessons/{slug_of(app, name)}"))
    return next((nav.text for nav in page.all("nav", class_="place")), "")


def test_readers_go_on_to_what_they_may_read(database: Flask, amina: Person, visitor: Person, guide: str) -> None:
    for name in (NAMES[0], NAMES[2]):
        amina.post(part_url(database, guide, name, "publish"))
    assert place(visitor, database, NAMES[0]) == "Part 1 of 3: Asthma: a Guide Next Living with asthma"
    assert place(visitor, database, NAMES[2]) == "Part 3 of 3: Asthma: a Guide Previous What asthma is"
    both = "Part 2 of 3: Asthma: a Guide Previous What asthma is Next Living with asthma"
    assert place(amina, database, NAMES[1]) == both
    amina.post(f"{guide}/publish")
    assert place(visitor, database, NAMES[0]) == "Part 1 of 3: Asthma: a Guide Next Signs of asthma"


def test_a_lesson_by_itself_has_no_place(visitor: Person, lesson: str) -> None:
    assert "Part " not in pages.main(visitor.get(f"/lessons/{lesson}")).text


def test_the_draft_leads_back_to_its_collection(database: Flask, amina: Person, guide: str) -> None:
    page = pages.main(amina.get(f"/desk/lessons/{slug_of(database, NAMES[1])}"))
    assert "Part 2 of 3 of Asthma: a Guide" in page.text
    assert page.one("a", href=guide)


# -- given to a class


def test_a_class_gets_all_lessons_with_one_form(database: Flask, amina: Person, bo: Person, guide: str) -> None:
    nurses = classes.add_class(database, "Amina", "Bo")
    choose = pages.main(amina.get(f"{guide}/assign"))
    link = choose.one("a", href=f"{nurses}/assignments/new?lesson=collection:{guide.rsplit('/', 1)[1]}")
    form = pages.main(amina.get(link.attributes["href"]))
    chosen = [option for option in form.all("option") if "selected" in option.attributes]
    assert [option.text for option in chosen] == ["Collection: Asthma: a Guide (3 lessons)"]
    due = {"lesson": chosen[0].attributes["value"], "mode": "practice", "quizzes": "vocabulary"}
    answer = amina.post(f"{nurses}/assignments/new", {**due, "due_at": "2090-12-04T18:00"})
    assert "“Asthma: a Guide” is given to English for nurses." in pages.seen(amina.get(answer.location))
    seen = pages.main(bo.get(nurses)).text
    assert seen.count("4 December 2090") == 3
    assert [seen.index(name) for name in NAMES] == sorted(seen.index(name) for name in NAMES)
    assert place(bo, database, NAMES[0]) == "Part 1 of 3: Asthma: a Guide Next Signs of asthma"


def test_nobody_gives_the_collection_of_another(
    database: Flask, amina: Person, cy: Person, kim: Person, guide: str
) -> None:
    carers = classes.add_class(database, "Cy")
    value = f"collection:{guide.rsplit('/', 1)[1]}"
    answer = cy.post(f"{carers}/assignments/new", {"lesson": value, "mode": "practice"})
    assert answer.status_code == 422
    for person in (cy, amina):
        assert person.get(f"/desk/collections/{value[11:]}/assign").status_code == (200 if person is amina else 404)


# -- people and keepers


def test_the_keeper_sees_background_work(amina: Person, kim: Person, database: Flask, begun: str) -> None:
    page = pages.main(kim.get("/keeper/")).text
    assert "Background work" in page
    assert "Lessons still to be made 3" in page
    assert "Collections: waiting 1" in page
    documents.make(database)
    assert "Lessons still to be made 0" in pages.main(kim.get("/keeper/")).text


@pytest.mark.parametrize("published", [True, False])
def test_what_stays_of_a_teacher_who_goes(
    database: Flask, amina: Person, kim: Person, guide: str, published: bool
) -> None:
    if published:
        amina.post(part_url(database, guide, NAMES[1], "publish"))
    asked = pages.seen(amina.get("/account/delete"))
    assert ("1 collection of lessons that nobody else can see" in asked) is not published
    sure = {"password": PASSWORD, "sure": "y", "shared": "stay"}
    answer = amina.post("/account/delete", sure)
    assert answer.status_code == 302, pages.seen(answer)
    assert (count(database, Collection), count(database, Lesson)) == ((1, 1) if published else (0, 0))
    with database.app_context():
        assert people.find("Amina") is None
        assert set(db.session.scalars(select(Lesson.status))) <= {Status.PUBLISHED}
