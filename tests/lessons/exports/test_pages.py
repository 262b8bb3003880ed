"""The page that lists the exports, its files and the pages for paper: what each person sees and may take."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import select

from accounts import people
from db import db
from lessons import attempts, drafts
from lessons.exports import questions
from lessons.models import Item, ItemFormat, ItemState, Lesson, QuizKind, Status
from tests import pages
from tests.conftest import Person, add_lesson
from tests.lessons.exports import things
from tests.statements import statements
from tests.texts import LEAFLET, SHORT
from vocab import words
from vocab.models import Lexeme, WordState

pytestmark = pytest.mark.model
HOSTILE = "Tom & Jerry <script>alert(1)</script> have asthma and a cough, and it is <b>bad</b>. " + SHORT
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHEETS = ("print/questions", "print/key", *(f"exports/questions.{ending}" for ending in "xml txt csv xlsx zip".split()))


def stored(slug: str) -> Lesson:
    return db.session.scalars(select(Lesson).filter_by(slug=slug)).one()


def links(person: Person, slug: str) -> dict[str, str]:
    """The addresses of the page's files and sheets by the words of their links."""
    page = pages.main(person.get(f"/lessons/{slug}/exports"))
    return {link.text: link.attributes["href"] for link in page.all("a", class_="button")}


def table(person: Person, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(person.get(url).get_data().decode("utf-8-sig"), newline="")))


def learn(app: Flask, name: str, *lemmas: str) -> None:
    with app.app_context():
        for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.lemma.in_(lemmas))):
            words.set_state(people.find(name), lexeme, WordState.LEARNING, now=MONDAY)
        db.session.commit()


@pytest.fixture
def leaflet(database: Flask, amina: Person) -> str:
    return add_lesson(database, "Amina", LEAFLET, published=True)


# -- who gets what


def test_a_reader_is_offered_the_handout_and_the_words(visitor: Person, lesson: str) -> None:
    offered = list(links(visitor, lesson))
    assert offered[0] == "Open: Handout"
    anki = [label for label in offered if label.endswith(": Anki")]
    assert [label.rpartition(" (")[0] for label in anki] == ["All terms", "Key words"]
    text = pages.seen(visitor.get(f"/lessons/{lesson}/exports"))
    assert "Teachers who are signed in can also export the questions." in text
    assert "Moodle" not in text
    assert "Answer key" not in text


def test_a_teacher_is_offered_the_questions_too(cy: Person, lesson: str) -> None:
    offered = links(cy, lesson)
    assert {"Open: Question sheet", "Open: Answer key", "Download: Moodle", "Download: Kahoot"} <= set(offered)
    for url in offered.values():
        assert cy.get(url).status_code == 200


@pytest.mark.parametrize("rest", SHEETS)
def test_nobody_but_a_teacher_gets_questions_or_keys(
    rest: str, visitor: Person, bo: Person, cy: Person, lesson: str
) -> None:
    assert [person.get(f"/lessons/{lesson}/{rest}").status_code for person in (visitor, bo, cy)] == [404, 404, 200]


@pytest.mark.parametrize("rest", [*SHEETS, "exports", "print", "exports/all-words.apkg"])
def test_a_draft_is_its_owners(rest: str, bo: Person, cy: Person, amina: Person, draft: str) -> None:
    assert [person.get(f"/lessons/{draft}/{rest}").status_code for person in (bo, cy, amina)] == [404, 404, 200]


def test_a_lesson_taken_out_of_the_library_is_its_owners(
    cy: Person, amina: Person, lesson: str, database: Flask
) -> None:
    with database.app_context():
        drafts.withdraw(stored(lesson), to=Status.DRAFT)
        db.session.commit()
    assert [person.get(f"/lessons/{lesson}/print/key").status_code for person in (cy, amina)] == [404, 200]


@pytest.mark.parametrize(
    "rest", ["exports/questions.pdf", "exports/some-words.csv", "exports/all-words.exe", "print/all"]
)
def test_there_is_no_other_file(rest: str, amina: Person, lesson: str) -> None:
    assert amina.get(f"/lessons/{lesson}/{rest}").status_code == 404


def test_the_lesson_and_the_desk_lead_here(amina: Person, lesson: str) -> None:
    for url in (f"/lessons/{lesson}", f"/desk/lessons/{lesson}"):
        (link,) = (link for link in pages.main(amina.get(url)).all("a") if link.text == "Print and export")
        assert link.attributes["href"] == f"/lessons/{lesson}/exports"


# -- the files


@pytest.mark.parametrize(
    ("rest", "kind", "name"),
    [
        ("key-words.apkg", "application/octet-stream", "living-with-asthma-key-words.apkg"),
        ("all-words.tsv", "text/tab-separated-values; charset=utf-8", "living-with-asthma-all-words.tsv"),
        ("all-words.csv", "text/csv; charset=utf-8", "living-with-asthma-all-words.csv"),
        ("questions.xml", "application/xml", "living-with-asthma-questions.xml"),
        ("questions.txt", "text/plain; charset=utf-8", "living-with-asthma-questions.txt"),
        ("questions.zip", "application/zip", "living-with-asthma-questions.zip"),
    ],
)
def test_a_file_is_saved_under_the_lessons_name(rest: str, kind: str, name: str, amina: Person, lesson: str) -> None:
    answer = amina.get(f"/lessons/{lesson}/exports/{rest}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.get_data()


def test_what_is_not_asked_does_not_leave(amina: Person, leaflet: str, database: Flask) -> None:
    with database.app_context():
        items = questions.of_lesson(stored(leaflet))
        gone = {"ZZrejected": {"state": ItemState.REJECTED}, "ZZretired": {"state": ItemState.RETIRED}}
        gone["ZZlost"] = {"evidence_is_gone": True}
        for item, (stem, changes) in zip(items, gone.items(), strict=False):
            for name, value in {"stem": stem, **changes}.items():
                setattr(item, name, value)
        items[3].stem = "ZZstays?"
        db.session.commit()
    for rest in SHEETS:
        data = amina.get(f"/lessons/{leaflet}/{rest}").get_data()
        if data.startswith(b"PK"):
            archive = zipfile.ZipFile(io.BytesIO(data))
            data = b"".join(archive.read(name) for name in archive.namelist())
        assert not [stem for stem in gone if stem.encode() in data], rest
        assert rest.endswith("xlsx") or b"ZZstays" in data, rest


def test_every_question_of_a_text_goes_to_moodle(amina: Person, leaflet: str, database: Flask) -> None:
    with database.app_context():
        stems = [item.stem for quiz in QuizKind for item in attempts.items(stored(leaflet), quiz)]
    root = etree.fromstring(amina.get(f"/lessons/{leaflet}/exports/questions.xml").get_data())
    assert len(root) == len(stems) + 1


def test_what_kahoot_cannot_hold_is_told(amina: Person, leaflet: str, database: Flask) -> None:
    page = pages.main(amina.get(f"/lessons/{leaflet}/exports"))
    (row,) = (row for row in page.all("li", class_="export") if row.one("h3").text == "Kahoot")
    said = row.one("details").text
    with database.app_context():
        matches = [item for item in questions.of_lesson(stored(leaflet)) if item.format is ItemFormat.MATCH]
    assert matches
    for item in matches:
        assert f"{item.stem} Kahoot has only questions with answers to choose from." in said


# -- words


def test_the_words_of_a_lesson_with_sentence_and_translation(bo: Person, lesson: str) -> None:
    bo.post("/account/reading", {"first_language": "es", "level": ""})
    rows = {row["Word"]: row for row in table(bo, f"/lessons/{lesson}/exports/all-words.csv")}
    asthma = rows["asthma"]
    assert asthma["Sentence"] == "Asthma is a disease of the lungs."
    assert asthma["Translation"] == "asma"
    assert asthma["Lesson"] == "Living With Asthma"
    assert asthma["Meaning"]
    assert all(row["Meaning"] or row["Translation"] for row in rows.values())


def test_the_key_words_are_those_of_the_page(visitor: Person, lesson: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{lesson}")).one("section", class_="key-terms")
    shown = [link.text for link in page.all("a")]
    assert [row["Word"] for row in table(visitor, f"/lessons/{lesson}/exports/key-words.csv")] == shown


def test_the_words_that_a_reader_learns_here(bo: Person, lesson: str, leaflet: str, database: Flask) -> None:
    assert "My words" not in " ".join(links(bo, lesson))
    learn(database, "Bo", "asthma", "stroke", "wheezing")
    assert links(bo, lesson)["My words (2): Anki"] == f"/lessons/{lesson}/exports/learning-words.apkg"
    rows = table(bo, f"/lessons/{lesson}/exports/learning-words.csv")
    assert [row["Word"] for row in rows] == ["asthma", "wheezing"]


def test_all_words_that_a_reader_learns(bo: Person, lesson: str, leaflet: str, database: Flask) -> None:
    learn(database, "Bo", "asthma", "stroke")
    page = pages.main(bo.get("/words"))
    assert [link.attributes["href"] for link in page.all("a") if link.text == "Anki cards"] == ["/words/learning.apkg"]
    rows = table(bo, "/words/learning.csv")
    assert [(row["Word"], row["Lesson"]) for row in rows] == [
        ("asthma", "Living With Asthma"),
        ("stroke", "High Blood Pressure: What You Need to Know"),
    ]
    assert "stroke" in rows[1]["Sentence"]


def test_a_sentence_of_a_draft_stays_in_the_draft(bo: Person, draft: str, database: Flask) -> None:
    """What Bo learnt may stand in a lesson that he may not read."""
    learn(database, "Bo", "asthma")
    (row,) = table(bo, "/words/learning.csv")
    assert row["Lesson"] == ""
    assert row["Sentence"] != "Asthma is a disease of the lungs."


def test_nobody_gets_somebody_elses_words(visitor: Person, bo: Person, lesson: str, database: Flask) -> None:
    learn(database, "Bo", "asthma")
    assert table(visitor, "/words/learning.csv") == []
    assert table(visitor, f"/lessons/{lesson}/exports/learning-words.csv") == []


def test_words_take_as_many_questions_to_the_database_for_many(bo: Person, lesson: str, database: Flask) -> None:
    learn(database, "Bo", "asthma")
    with statements() as few:
        bo.get("/words/learning.csv")
    learn(database, "Bo", "wheezing", "pollen", "cough", "steroid", "inhaler", "dehydration")
    with statements() as many:
        bo.get("/words/learning.csv")
    assert len(many) == len(few)


def test_a_teachers_own_words_are_on_the_card(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    with database.app_context():
        lexeme_id = db.session.scalar(select(Lexeme.id).filter_by(lemma="asthma"))
    url = f"/desk/lessons/{lesson}/terms/{lexeme_id}"
    amina.post(url, {"definition": "when breathing is hard", "where": "lesson"})
    learn(database, "Bo", "asthma")
    for which in ("all", "learning"):
        rows = table(bo, f"/lessons/{lesson}/exports/{which}-words.csv")
        assert [row["Meaning"] for row in rows if row["Word"] == "asthma"] == ["when breathing is hard"]


# -- on paper


def test_the_handout_explains_each_word_where_it_first_stands(visitor: Person, lesson: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{lesson}/print"))
    sheet = page.one("article", class_="sheet")
    assert sheet.one("h1").text == "Living With Asthma"
    assert [heading.text for heading in sheet.all("h2")] == ["Common Triggers", "Signs of an Attack", "Medicines"]
    first = next(sheet.all("div", class_="handout-row"))
    assert (
        first.one("p", class_="").text.startswith("Asthma1 is a disease") if list(first.all("p", class_="")) else True
    )
    notes = [note.text for note in sheet.all("p", class_="note")]
    assert [note.split()[0] for note in notes] == [str(number) for number in range(1, len(notes) + 1)]
    assert notes[0].startswith("1 asthma ")
    numbers = [number.text for number in sheet.all("sup")]
    assert numbers == [str(number) for number in range(1, len(notes) + 1)]


def test_the_handout_is_the_whole_text(visitor: Person, leaflet: str, database: Flask) -> None:
    page = pages.main(visitor.get(f"/lessons/{leaflet}/print")).one("div", class_="handout")
    without_notes = "".join(
        block.raw
        for row in page.all("div", class_="handout-row")
        for block in row.children
        if isinstance(block, pages.Element) and block.attributes.get("class") != "notes"
    )
    shown = "".join(char for char in without_notes if not char.isspace() and not char.isdigit())
    with database.app_context():
        lesson = stored(leaflet)
        headings = {section.heading for section in lesson.sections}
        told = "".join(line for line in lesson.text.splitlines() if line.strip() not in headings)
    assert shown == "".join(char for char in told if not char.isspace() and not char.isdigit())


def test_items_of_a_list_are_a_list(visitor: Person, leaflet: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{leaflet}/print"))
    assert "drinking a lot of alcohol" in [item.text for item in page.one("div", class_="handout").all("li")]


def test_the_handout_leaves_out_words_below_the_level(bo: Person, lesson: str) -> None:
    def notes(query: str = "") -> int:
        return len(list(pages.main(bo.get(f"/lessons/{lesson}/print{query}")).all("p", class_="note")))

    every = notes()
    assert 0 < notes("?level=C1") < notes("?level=B2") < every
    assert notes("?level=%00") == every
    bo.post("/account/reading", {"first_language": "", "level": "B2"})
    assert notes() == notes("?level=B2")
    assert notes("?level=") == every


def test_the_handout_translates_for_its_reader(bo: Person, lesson: str) -> None:
    bo.post("/account/reading", {"first_language": "ar", "level": ""})
    page = pages.main(bo.get(f"/lessons/{lesson}/print"))
    translation = next(page.all("span", class_="note-translation"))
    assert (translation.attributes["lang"], translation.attributes["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize(("query", "sheet"), [("", "a4"), ("?paper=letter", "letter"), ("?paper=%00", "a4")])
def test_the_paper_is_chosen(query: str, sheet: str, visitor: Person, lesson: str) -> None:
    page = pages.read(visitor.get(f"/lessons/{lesson}/print{query}"))
    assert any(link.attributes["href"].endswith(f"print-{sheet}.css") for link in page.all("link"))
    chosen = page.one("nav", **{"aria-label": "Paper"}).one(**{"aria-current": "page"})
    assert chosen.text.lower() == sheet


def put(app: Flask, slug: str, *items: Item) -> None:
    """Make these the questions of the lesson."""
    with app.app_context():
        lesson = stored(slug)
        for item in list(lesson.items):
            db.session.delete(item)
        for place, item in enumerate(items):
            item.lesson_id, item.position = lesson.id, place
            db.session.add(item)
        db.session.commit()


def sheet_of(person: Person, slug: str, name: str) -> list[pages.Element]:
    page = pages.main(person.get(f"/lessons/{slug}/print/{name}"))
    return list(page.all("li", class_="sheet-question"))


def test_the_question_sheet_asks_and_does_not_tell(amina: Person, lesson: str, database: Flask) -> None:
    put(database, lesson, *things.every())
    choice, truth, _, _, match, bank, typed, ctest = sheet_of(amina, lesson, "questions")
    assert choice.text.split("?")[1].split() == (
        "It helps sleep. It makes breathing difficult. It makes legs strong.".split()
    )
    assert "text says so" not in truth.text
    assert [entry.text for entry in match.all("li")][:2] == ["cough", "fever"]
    assert "Gap 1" not in bank.text
    assert "An in brings the medicine" in typed.text
    assert "haler" not in typed.text
    assert "people" not in ctest.text
    assert len(list(ctest.all("span", class_="blank"))) == 2
    assert things.SENTENCE not in pages.main(amina.get(f"/lessons/{lesson}/print/questions")).text


def test_the_answer_key_tells_with_the_sentence(amina: Person, lesson: str, database: Flask) -> None:
    put(database, lesson, *things.every())
    rights = [entry.text for entry in sheet_of(amina, lesson, "key")]
    evidence = f"In the text: “{things.SENTENCE}”"
    assert rights[0] == f"What does asthma do? B. It makes breathing difficult. {evidence}"
    assert rights[1] == f"Asthma is a disease of the legs. B. False {evidence}"
    assert "1 B, 2 A" in rights[4]
    assert "cough: a sudden noise from the throat" in rights[4]
    assert "inhaler or inhalator" in rights[6]
    assert "1 people, 2 cough" in rights[7]


def test_questions_and_answers_have_the_same_numbers(amina: Person, leaflet: str) -> None:
    asked, told = (sheet_of(amina, leaflet, name) for name in ("questions", "key"))
    assert [next(one.all("p")).text for one in asked] == [next(one.all("p")).text for one in told]
    page = pages.main(amina.get(f"/lessons/{leaflet}/print/questions"))
    first, second = page.all("ol", class_="sheet-questions")
    assert int(second.attributes["start"]) == 1 + len(list(first.all("li", class_="sheet-question")))


def test_a_teacher_prints_some_of_the_questions(amina: Person, lesson: str, database: Flask) -> None:
    put(database, lesson, *things.every())
    page = pages.main(amina.get(f"/lessons/{lesson}/print/questions"))
    numbers = [box.attributes["value"] for box in page.all("input") if box.attributes.get("name") == "item"]
    assert "Choose questions (8 of 8)" in page.text
    asked = f"?paper=letter&item={numbers[1]}&item={numbers[4]}"
    some = pages.main(amina.get(f"/lessons/{lesson}/print/questions{asked}"))
    assert "Choose questions (2 of 8)" in some.text
    stems = [next(one.all("p")).text for one in some.all("li", class_="sheet-question")]
    assert len(stems) == 2
    key = next(link.attributes["href"] for link in some.all("a") if link.text == "Answer key")
    told = pages.main(amina.get(key))
    assert [next(one.all("p")).text for one in told.all("li", class_="sheet-question")] == stems
    assert "paper=letter" in key
    nonsense = pages.main(amina.get(f"/lessons/{lesson}/print/questions?item=x&item=0"))
    assert "Choose questions (8 of 8)" in nonsense.text


def test_a_lesson_without_questions_says_so(amina: Person, lesson: str, database: Flask) -> None:
    put(database, lesson)
    assert "This lesson has no questions to export." in pages.seen(amina.get(f"/lessons/{lesson}/exports"))
    assert "This lesson has no questions." in pages.seen(amina.get(f"/lessons/{lesson}/print/questions"))
    assert amina.get(f"/lessons/{lesson}/exports/questions.xlsx").status_code == 200


def test_the_text_is_escaped(amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", HOSTILE, published=True)
    put(database, slug, things.item(stem="<script>alert(2)</script>", options=["<b>a</b>", "b"], key=0))
    for rest in ("print", "print/questions", "print/key", "exports"):
        assert b"<script>alert" not in amina.get(f"/lessons/{slug}/{rest}").get_data()
