"""The whole desk as a teacher sees it: add, look over, mend, publish, take back; and every bad text."""

from collections.abc import Callable
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from db import db
from lessons import rereading
from lessons.models import Item, Lesson, Status
from tests import pages
from tests.conftest import Person, add_lesson
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme

MARKDOWN = f"""# Drinking *Enough*

{SHORT}

## What to drink

- **Water** is best.
- Tea is good too.

| drink | sugar |
|-------|-------|
| cola  | much  |
"""


def new(person: Person, **typed: Any) -> TestResponse:
    """Fill in the page "Add a text" and send it."""
    submission = pages.typed_in(person.get("/desk/new"), "submission")
    return person.post("/desk/new", {"title": "", "text": "", "source_note": "", "submission": submission} | typed)


def upload(person: Person, name: str, data: bytes, **typed: Any) -> TestResponse:
    """As `new`, with a file. The body is bytes: the client would leave the file open that it keeps a large one in."""
    parts = {"title": "", "text": "", "source_note": "", "submission": "", "csrf_token": person.token()} | typed
    boundary, body = encode_multipart(parts | {"file": FileStorage(BytesIO(data), filename=name)})
    content_type = f'multipart/form-data; boundary="{boundary}"'
    return person.client.post("/desk/new", data=body, content_type=content_type)


def edit(person: Person, slug: str, **typed: str) -> TestResponse:
    page = person.get(f"/desk/lessons/{slug}/edit")
    form = {name: pages.typed_in(page, name) for name in ("title", "text", "revision")}
    return person.post(f"/desk/lessons/{slug}/edit", form | typed)


def draft_page(person: Person, slug: str) -> pages.Element:
    return pages.main(person.get(f"/desk/lessons/{slug}"))


def findings(person: Person, slug: str) -> dict[str, str]:
    """What the desk shows of each term, by its lemma."""
    page = draft_page(person, slug)
    found = [entry for entry in page.all("li", class_="finding") if list(entry.all("strong"))]
    return {entry.one("strong").text: entry.text for entry in found}


def questions(person: Person, slug: str) -> dict[str, str]:
    """What the desk shows of each question, by its text."""
    found = [entry for entry in draft_page(person, slug).all("li", class_="finding") if list(entry.all("h3"))]
    return {entry.one("h3").text: entry.text for entry in found}


def lessons(app: Flask) -> list[Lesson]:
    with app.app_context():
        return list(db.session.scalars(select(Lesson).order_by(Lesson.id)))


def press(person: Person, slug: str, label: str) -> TestResponse:
    """Press the one button of the draft that reads so."""
    forms = [form for form in draft_page(person, slug).all("form") if form.one("button").text == label]
    assert len(forms) == 1, f"{len(forms)} buttons “{label}”"
    sent = {field.attributes["name"]: field.attributes["value"] for field in forms[0].all("input")}
    return person.client.post(forms[0].attributes["action"], data=sent)


def lexeme_id(app: Flask, lemma: str) -> int:
    with app.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, pos="NOUN"))


# -- a new text


def test_an_empty_desk_says_what_to_do(amina: Person) -> None:
    page = pages.main(amina.get("/desk/"))
    assert "No texts yet" in page.text
    assert page.one("div", class_="empty").one("a").attributes["href"] == "/desk/new"


def test_a_teacher_pastes_an_article(amina: Person) -> None:
    answer = new(amina, text=ARTICLE, source_note="From Health Weekly")
    assert (answer.status_code, answer.location) == (302, "/desk/lessons/living-with-asthma")
    page = pages.main(amina.get(answer.location))
    assert page.one("h1").text == "Living With Asthma"
    facts = page.one("p", class_="facts")
    assert [fact.text for fact in facts.all("span", class_="chip")] == ["Draft"]
    assert "129 words" in facts.text
    text = page.one("div", class_="draft-text")
    assert [heading.text for heading in text.all("h2")] == ["Common Triggers", "Signs of an Attack", "Medicines"]
    assert "Level B1" in page.text
    assert "Medium-length sentences" in page.one("section", id=section_id(page, "level")).text


def section_id(page: pages.Element, name: str) -> str:
    """The id of the section of that name."""
    return next(each.attributes["id"] for each in page.all("section") if each.attributes.get("id", "").endswith(name))


def test_what_was_left_out_is_shown(amina: Person, draft: str) -> None:
    page = draft_page(amina, draft)
    left_out = page.one("section", id=section_id(page, "left-out"))
    assert [next(line.all("span")).text for line in left_out.all("li")] == [
        "Health Weekly",
        "By Jane Doe",
        "Related Articles",
        "Ten Foods for Better Sleep",
        "Back to top button",
    ]
    assert "Left out (5)" in page.text


def test_nothing_left_out_is_said(amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", SHORT)
    assert "Nothing was left out." in draft_page(amina, slug).text


def test_terms_and_questions_stand_there(amina: Person, draft: str) -> None:
    found = findings(amina, draft)
    assert "one of the two organs in the chest that fill with air when you breathe" in found["lung"]
    assert "2 times" in found["lung"]
    asked = questions(amina, draft)
    shown = next(text for stem, text in asked.items() if stem.startswith("Which of these from the text means"))
    assert "right answer" in shown
    assert "Answered by: “" in shown


def test_a_title_of_the_teachers_own_wins(amina: Person) -> None:
    answer = new(amina, text=ARTICLE, title="  Asthma & You ")
    assert answer.location == "/desk/lessons/asthma-you"
    assert pages.main(amina.get(answer.location)).one("h1").text == "Asthma & You"


def test_the_source_is_shown_to_readers(amina: Person, visitor: Person) -> None:
    slug = new(amina, text=SHORT, title="Water", source_note="<b>After</b> a leaflet").location.rsplit("/", 1)[1]
    press(amina, slug, "Publish")
    notes = pages.main(visitor.get(f"/lessons/{slug}")).one("footer", class_="lesson-notes")
    assert notes.text.startswith("<b>After</b> a leaflet")


def test_the_draft_stands_on_the_desk_and_nowhere_else(amina: Person, cy: Person, kim: Person, visitor: Person) -> None:
    slug = new(amina, text=ARTICLE).location.rsplit("/", 1)[1]
    assert "Living With Asthma" in pages.seen(amina.get("/desk/"))
    assert "Living With Asthma" in pages.seen(kim.get("/desk/"))
    assert "No texts yet" in pages.seen(cy.get("/desk/"))
    assert "The library is empty" in pages.seen(visitor.get("/"))
    assert "Not published: only its teacher and their class see this" in pages.seen(amina.get(f"/lessons/{slug}"))
    for person in (cy, visitor):
        assert person.get(f"/lessons/{slug}").status_code == 404
    assert cy.get(f"/desk/lessons/{slug}").status_code == 404


# -- a file


@pytest.mark.parametrize("name", ["article.txt", "ARTICLE.TXT", "my article.2.text"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file(amina: Person, name: str, encoding: str) -> None:
    answer = upload(amina, name, ARTICLE.replace("\n", "\r\n").encode(encoding))
    assert answer.location == "/desk/lessons/living-with-asthma"
    assert "129 words" in pages.seen(amina.get(answer.location))


@pytest.mark.parametrize("name", ["drinking.md", "drinking.MD", "drinking.markdown"])
def test_a_markdown_file(amina: Person, name: str) -> None:
    answer = upload(amina, name, MARKDOWN.encode())
    page = pages.main(amina.get(answer.location))
    assert page.one("h1").text == "Drinking Enough"
    text = page.one("div", class_="draft-text")
    assert text.one("h2").text == "What to drink"
    items = [item.text for item in text.all("li")]
    assert items == ["Water is best.", "Tea is good too.", "drink – sugar", "cola – much"]
    assert "**" not in text.text


def test_a_file_is_taken_instead_of_the_text(amina: Person) -> None:
    answer = upload(amina, "article.txt", ARTICLE.encode(), text=SHORT)
    assert "inhaler" in pages.seen(amina.get(answer.location))


def test_no_file_chosen_is_no_file(amina: Person) -> None:
    """A browser sends the empty field too."""
    assert upload(amina, "", b"", text=ARTICLE).status_code == 302


# -- twice


def test_the_same_form_sent_twice_makes_one_lesson(amina: Person, database: Flask) -> None:
    first, second = (new(amina, text=ARTICLE, submission="of-one-page") for _ in range(2))
    assert first.location == second.location
    assert len(lessons(database)) == 1


def test_two_pages_make_two_lessons(amina: Person, database: Flask) -> None:
    first, second = (new(amina, text=ARTICLE, anyway="y") for _ in range(2))
    assert first.location != second.location
    assert len(lessons(database)) == 2


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse | BaseException]:
    """What each act gives when all begin at the same moment."""
    given: list[TestResponse | BaseException] = [AssertionError("no answer")] * len(acts)
    start = Barrier(len(acts))

    def run(place: int) -> None:
        start.wait()
        try:
            given[place] = acts[place]()
        except BaseException as error:
            given[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_a_double_click_makes_one_lesson(amina: Person, database: Flask) -> None:
    """Both requests run at the same moment, in two threads of the server."""
    windows = [amina, *(Person(database, "Amina").sign_in() for _ in range(3))]
    forms = [{"text": ARTICLE, "submission": "of-one-page", "csrf_token": window.token()} for window in windows]
    sent = [lambda w=w, f=f: w.client.post("/desk/new", data=f) for w, f in zip(windows, forms, strict=True)]
    answers = at_once(*sent)
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 4
    assert len({answer.location for answer in answers}) == 1
    (made,) = lessons(database)
    assert "129 words" in draft_page(amina, made.slug).text
    assert len(findings(amina, made.slug)) > 10


def test_two_teachers_add_texts_at_the_same_moment(amina: Person, cy: Person, database: Flask) -> None:
    """They share new words, and none waits for the other for long."""
    forms = [{"text": ARTICLE, "csrf_token": person.token()} for person in (amina, cy)]
    answers = at_once(
        lambda: amina.client.post("/desk/new", data=forms[0]), lambda: cy.client.post("/desk/new", data=forms[1])
    )
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302, 302]
    assert [lesson.word_count for lesson in lessons(database)] == [129, 129]


def test_publish_clicked_twice(amina: Person, visitor: Person, draft: str, database: Flask) -> None:
    token = {"csrf_token": amina.token()}
    answers = [amina.client.post(f"/desk/lessons/{draft}/publish", data=token) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    cards = list(pages.main(visitor.get("/")).all("article", class_="card"))
    assert len(cards) == 1
    (made,) = lessons(database)
    assert (made.status, made.revision) == (Status.PUBLISHED, 2)


def test_publish_clicked_in_two_windows_at_once(amina: Person, visitor: Person, draft: str, database: Flask) -> None:
    windows = [amina, Person(database, "Amina").sign_in()]
    tokens = [{"csrf_token": window.token()} for window in windows]
    url = f"/desk/lessons/{draft}/publish"
    sent = [lambda w=w, t=t: w.client.post(url, data=t) for w, t in zip(windows, tokens, strict=True)]
    assert [getattr(answer, "status_code", answer) for answer in at_once(*sent)] == [302, 302]
    assert len(list(pages.main(visitor.get("/")).all("article", class_="card"))) == 1


# -- title and text


def test_the_editor_shows_headings_and_items(amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", SHORT + "\n\n1. Water\n\n" + SHORT + "\n\n- Rest.\n- Sleep.")
    text = pages.typed_in(amina.get(f"/desk/lessons/{slug}/edit"), "text").replace("\r\n", "\n")
    assert text == f"{SHORT}\n\n## Water\n\n{SHORT}\n\n- Rest.\n\n- Sleep."


def test_an_edit_is_seen_at_once(amina: Person, visitor: Person, lesson: str) -> None:
    answer = edit(amina, lesson, title="Water", text="## Drink\n" + SHORT)
    assert (answer.status_code, answer.location) == (302, f"/desk/lessons/{lesson}")
    assert "The text is saved and read again." in pages.seen(amina.get(answer.location))
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    assert page.one("h1").text == "Water"
    assert page.one(id="text").one("h2").text == "Drink"
    assert "sodium" in page.one(id="glossary").text
    assert "inhaler" not in page.text
    assert "Water" in pages.seen(visitor.get("/"))


def test_an_edit_of_nothing_changes_nothing_a_reader_sees(amina: Person, visitor: Person, lesson: str) -> None:
    before = visitor.get(f"/lessons/{lesson}").data
    edit(amina, lesson)
    assert visitor.get(f"/lessons/{lesson}").data == before


def test_an_edit_in_an_old_window_is_refused_and_kept(amina: Person, draft: str, database: Flask) -> None:
    old = {
        name: pages.typed_in(amina.get(f"/desk/lessons/{draft}/edit"), name) for name in ("title", "text", "revision")
    }
    edit(amina, draft, title="Changed in the other window")
    mine = old | {"title": "Mine", "text": old["text"] + "\nWhat I wrote."}
    answer = amina.post(f"/desk/lessons/{draft}/edit", mine)
    assert answer.status_code == 409
    assert "This lesson was changed in another window." in pages.message_beside(answer, "text")
    assert pages.typed_in(answer, "text").endswith("What I wrote.")
    assert pages.typed_in(answer, "title") == "Mine"
    assert lessons(database)[0].title == "Changed in the other window"
    again = {name: pages.typed_in(answer, name) for name in ("title", "text", "revision")}
    assert amina.post(f"/desk/lessons/{draft}/edit", again).status_code == 409, "sending it again is no way around"


@pytest.mark.parametrize("change", ["term", "gloss", "removed", "published"])
def test_any_change_makes_an_open_editor_old(amina: Person, draft: str, database: Flask, change: str) -> None:
    old = {
        name: pages.typed_in(amina.get(f"/desk/lessons/{draft}/edit"), name) for name in ("title", "text", "revision")
    }
    lung = lexeme_id(database, "lung")
    url, form = {
        "term": ("/terms", TERM),
        "gloss": (f"/terms/{lung}", {"definition": "for air"}),
        "removed": (f"/terms/{lung}/remove", {}),
        "published": ("/publish", {}),
    }[change]
    amina.post(f"/desk/lessons/{draft}{url}", form)
    assert amina.post(f"/desk/lessons/{draft}/edit", old).status_code == 409


@pytest.mark.parametrize("revision", ["", "x", "-1", str(2**63), "1.0"])
def test_an_edit_without_its_revision(amina: Person, draft: str, database: Flask, revision: str) -> None:
    answer = edit(amina, draft, revision=revision, text=SHORT)
    assert answer.status_code in (409, 422)
    assert pages.typed_in(answer, "text") == SHORT
    assert "inhaler" in lessons(database)[0].text


@pytest.mark.parametrize(
    ("title", "message"), [("", "Give the lesson a title."), ("x" * 201, "200"), ("Wa\x00ter", "not text")]
)
def test_a_bad_title(amina: Person, draft: str, title: str, message: str) -> None:
    answer = edit(amina, draft, title=title, text=SHORT)
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, "title")
    assert pages.typed_in(answer, "text") == SHORT


def test_a_title_of_spaces_is_no_title(amina: Person, draft: str) -> None:
    answer = edit(amina, draft, title="   ")
    assert answer.status_code == 422
    assert pages.message_beside(answer, "title")


# -- terms

TERM = {"form": "smoke", "kind": "other", "level": "B2", "definition": "gray air that comes from a fire"}


def test_a_term_is_added_with_its_meaning(amina: Person, visitor: Person, lesson: str) -> None:
    answer = amina.post(f"/desk/lessons/{lesson}/terms", TERM)
    assert answer.location == f"/desk/lessons/{lesson}#{answer.location.partition('#')[2]}"
    assert "“smoke” is now a term of this lesson." in pages.seen(amina.get(f"/desk/lessons/{lesson}"))
    assert "gray air that comes from a fire" in findings(amina, lesson)["smoke"]
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    assert "smoke" in [term.text for term in page.one(id="text").all("a", class_="term")]
    assert "smoke noun · health word · B2 gray air that comes from a fire" in page.one(id="glossary").text


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"form": ""}, "form", "Copy the words from the text."),
        ({"form": "   "}, "form", ""),
        ({"form": "gout"}, "form", "“gout” does not stand in this text."),
        ({"form": "x" * 81}, "form", "80"),
        ({"definition": ""}, "definition", "Say what it means."),
        ({"definition": "   "}, "definition", ""),
        ({"definition": "x" * 301}, "definition", "300"),
        ({"definition": "a\x00b"}, "definition", "not text"),
        ({"kind": "planet"}, "kind", ""),
        ({"level": "D1"}, "level", ""),
    ],
)
def test_a_bad_term(amina: Person, draft: str, typed: dict[str, str], field: str, message: str) -> None:
    before = findings(amina, draft)
    answer = amina.post(f"/desk/lessons/{draft}/terms", TERM | typed)
    assert answer.status_code == 422
    page = pages.main(answer)
    assert message in " ".join(error.text for error in page.all("p", class_="error"))
    assert page.one("div", class_="error-summary")
    assert "open" in next(page.one("section", id="terms").all("details")).attributes, "the form is in sight"
    if field not in ("kind", "level"):
        other = "definition" if field == "form" else "form"
        assert pages.typed_in(answer, other) == TERM[other]
    assert findings(amina, draft) == before


def test_a_term_is_left_out_and_put_back(amina: Person, visitor: Person, lesson: str) -> None:
    press(amina, lesson, "Leave out: lung")
    assert "left out" in findings(amina, lesson)["lung"]
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    assert "lungs" not in [term.text for term in page.one(id="text").all("a", class_="term")]
    assert "of the lungs." in page.one(id="text").text
    press(amina, lesson, "Put back: lung")
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    assert "lungs" in [term.text for term in page.one(id="text").all("a", class_="term")]


def test_a_term_is_explained_in_own_words(amina: Person, visitor: Person, lesson: str, database: Flask) -> None:
    url = f"/desk/lessons/{lesson}/terms/{lexeme_id(database, 'dehydration')}"
    page = pages.main(amina.get(url))
    assert page.one("h1").text == "Explain “dehydration”"
    amina.post(url, {"definition": "too little water in the body", "where": "lesson"})
    assert "“dehydration” is explained as you wrote it." in pages.seen(amina.get(f"/desk/lessons/{lesson}"))
    shown = pages.main(visitor.get(f"/lessons/{lesson}")).one(id="glossary").text
    assert "too little water in the body" in shown
    assert "a dangerous lack of water" not in shown
    assert pages.typed_in(amina.get(url), "definition") == "too little water in the body"


def test_it_stays_when_the_text_is_read_again_and_the_glossary_upgraded(
    amina: Person, visitor: Person, lesson: str, database: Flask
) -> None:
    amina.post(
        f"/desk/lessons/{lesson}/terms/{lexeme_id(database, 'dehydration')}",
        {"definition": "too little water", "where": "lesson"},
    )
    edit(amina, lesson, text=SHORT)
    with database.app_context():
        db.session.execute(update(Lesson).values(read_with="the glossary as it was"))
        rereading.read_anew(report=lambda _: None)
    assert "too little water" in pages.main(visitor.get(f"/lessons/{lesson}")).one(id="glossary").text


def test_an_empty_explanation_brings_the_built_in_one_back(amina: Person, draft: str, database: Flask) -> None:
    url = f"/desk/lessons/{draft}/terms/{lexeme_id(database, 'dehydration')}"
    amina.post(url, {"definition": "too little water", "where": "lesson"})
    amina.post(url, {"definition": "", "where": "lesson"})
    assert "a dangerous lack of water in the body" in findings(amina, draft)["dehydration"]


@pytest.mark.parametrize(("definition", "message"), [("x" * 301, "300"), ("a\x00b", "not text")])
def test_a_bad_explanation(amina: Person, draft: str, database: Flask, definition: str, message: str) -> None:
    answer = amina.post(
        f"/desk/lessons/{draft}/terms/{lexeme_id(database, 'lung')}", {"definition": definition, "where": "lesson"}
    )
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, "definition")
    assert pages.typed_in(answer, "definition") == definition


# -- questions


def test_a_question_is_rejected_and_asked_after_all(amina: Person, visitor: Person, lesson: str) -> None:
    stem = next(iter(questions(amina, lesson)))
    press(amina, lesson, f"Reject: {stem}")
    assert "rejected" in questions(amina, lesson)[stem]
    assert stem not in asked(visitor, lesson)
    press(amina, lesson, f"Ask it after all: {stem}")
    assert "rejected" not in questions(amina, lesson)[stem]
    assert stem in asked(Person(visitor.app), lesson)


def asked(person: Person, slug: str) -> list[str]:
    """The questions of a reader's vocabulary quiz."""
    where = person.post(f"/lessons/{slug}/quizzes/vocabulary").location
    stems: list[str] = []
    while (page := person.get(f"{where}/{len(stems) + 1}")).status_code == 200:
        stems.append(pages.main(page).one("legend").text)
    return stems


def test_a_rejected_question_stays_rejected_when_the_text_is_read_again(
    amina: Person, visitor: Person, lesson: str
) -> None:
    stem = next(iter(questions(amina, lesson)))
    press(amina, lesson, f"Reject: {stem}")
    edit(amina, lesson)
    amina.post(f"/desk/lessons/{lesson}/terms", TERM)
    assert "rejected" in questions(amina, lesson)[stem]
    assert stem not in asked(visitor, lesson)


def test_with_all_questions_rejected_there_is_no_quiz(
    amina: Person, visitor: Person, lesson: str, database: Flask
) -> None:
    with database.app_context():
        ids = db.session.scalars(select(Item.id)).all()
    token = {"csrf_token": amina.token()}
    for item in ids:
        amina.client.post(f"/desk/lessons/{lesson}/questions/{item}/reject", data=token)
    assert "No quiz for this text" in pages.seen(visitor.get(f"/lessons/{lesson}/quizzes"))


def test_a_question_of_another_lesson_is_not_there(amina: Person, draft: str, database: Flask) -> None:
    other = add_lesson(database, "Amina", SHORT)
    with database.app_context():
        item = db.session.scalar(select(Item.id).join(Lesson).where(Lesson.slug == other))
        sodium = db.session.scalar(select(Lexeme.id).filter_by(lemma="sodium"))
    assert amina.post(f"/desk/lessons/{draft}/questions/{item}/reject").status_code == 404
    assert amina.post(f"/desk/lessons/{draft}/terms/{sodium}/remove").status_code == 404
    assert amina.get(f"/desk/lessons/{draft}/terms/{sodium}").status_code == 404


# -- publishing and taking back


def state(person: Person, slug: str) -> str:
    return draft_page(person, slug).one("p", class_="facts").one("span", class_="chip").text


def test_from_draft_to_library_to_archive_and_back(amina: Person, visitor: Person, draft: str) -> None:
    assert state(amina, draft) == "Draft"
    press(amina, draft, "Publish")
    assert "The lesson is in the library." in pages.seen(amina.get("/desk/"))
    assert (state(amina, draft), visitor.get(f"/lessons/{draft}").status_code) == ("In the library", 200)
    press(amina, draft, "Take out of the library")
    assert (state(amina, draft), visitor.get(f"/lessons/{draft}").status_code) == ("Draft", 404)
    assert press(amina, draft, "Put away").location == "/desk/"
    assert "The lesson is put away." in pages.seen(amina.get("/desk/"))
    assert (state(amina, draft), visitor.get(f"/lessons/{draft}").status_code) == ("Put away", 404)
    press(amina, draft, "Bring back as a draft")
    assert state(amina, draft) == "Draft"
    press(amina, draft, "Publish")
    assert visitor.get(f"/lessons/{draft}").status_code == 200


def test_the_desk_brings_an_archived_lesson_back(amina: Person, draft: str) -> None:
    press(amina, draft, "Put away")
    page = pages.main(amina.get("/desk/"))
    row = page.one("tbody").one("tr")
    assert "Put away" in row.text
    form = row.one("form")
    assert form.one("button").text == "Bring back: Living With Asthma"
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    amina.client.post(form.attributes["action"], data=sent)
    assert state(amina, draft) == "Draft"


def test_the_keeper_mends_a_teachers_lesson(kim: Person, draft: str, visitor: Person) -> None:
    assert edit(kim, draft, title="Asthma").status_code == 302
    press(kim, draft, "Publish")
    assert pages.main(visitor.get(f"/lessons/{draft}")).one("h1").text == "Asthma"


def test_another_teacher_can_do_nothing(cy: Person, amina: Person, draft: str, database: Flask) -> None:
    lung = lexeme_id(database, "lung")
    with database.app_context():
        item = db.session.scalar(select(Item.id))
    before = draft_page(amina, draft).text
    desk = f"/desk/lessons/{draft}"
    for url in ("", "/edit", f"/terms/{lung}"):
        assert cy.get(desk + url).status_code == 404
    for url, form in {
        "/edit": {"title": "Mine", "text": SHORT, "revision": "1"},
        "/terms": TERM,
        f"/terms/{lung}": {"definition": "mine"},
        f"/terms/{lung}/remove": {},
        f"/questions/{item}/reject": {},
        "/publish": {},
        "/archive": {},
    }.items():
        assert cy.post(desk + url, form).status_code == 404
    assert draft_page(amina, draft).text == before


def test_a_published_lesson_is_still_its_owners_alone_to_change(cy: Person, lesson: str) -> None:
    assert cy.get(f"/lessons/{lesson}").status_code == 200
    assert cy.get(f"/desk/lessons/{lesson}/edit").status_code == 404
    assert cy.post(f"/desk/lessons/{lesson}/withdraw").status_code == 404


# -- bad texts

LINE = "Drink water every day."
BAD_TEXTS = {
    "empty": ("", "There is no text here."),
    "spaces": (" \n\t \n ", "There is no text here."),
    "no-break spaces": ("\u00a0\u2003\n" * 20, "There is no text here."),
    "three words": ("Drink more water.", "This has 3 words; a lesson needs at least 30."),
    "one word": ("Water", "This has 1 word; a lesson needs at least 30."),
    "5 MB": (SHORT * 25_000, "a lesson takes at most 1 MB. Divide it into parts"),
    "21,000 words": ((SHORT + " ") * 700, "a lesson holds at most 20,000."),
    "NUL": (SHORT.replace(" ", "\x00"), "characters that are not text"),
    "one NUL": (SHORT + "\x00", "characters that are not text"),
    "binary": (bytes(range(256)).decode("latin-1") * 20, "characters that are not text"),
    "wrong encoding": (
        SHORT.replace("'", "’").replace("the", "l’été").encode().decode("cp1252"),
        "Some letters are damaged",
    ),
    "lost letters": (SHORT + " caf\ufffd", "Some letters are damaged"),
    "German": (
        "Der Körper braucht jeden Tag Wasser, und wer viel schwitzt, muss mehr trinken als sonst. " * 5,
        "not read as English",
    ),
    "Chinese": ("每天喝水对身体很重要。多喝水可以预防抽筋。" * 20, ""),
    "Arabic": ("يحتاج الجسم إلى الماء كل يوم لأنه يفقد الأملاح مع العرق. " * 10, "not read as English"),
    "Hebrew": ("הגוף צריך מים בכל יום ומאבד מלחים בזיעה. " * 10, "not read as English"),
    "emoji": ("\N{LUNGS} \N{DROPLET} \N{PILL} " * 30, "not read as English"),
    "numbers": ("120 80 95 37.5 " * 20, "not read as English"),
    "HTML": (f"<html><body><div><p>{SHORT}</p></div></body></html>", "This is the source"),
    "10,000 identical lines": ((LINE + "\n") * 10_000, f"The line “{LINE}” stands here 10,000 times."),
    "one endless word": (SHORT + " " + "a" * 5000, "longer than any English word"),
    "furniture alone": ("Related Articles\n\n" + "\n\n".join(["Back to top", "Share this", "Log in"] * 15), ""),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_bad_text_pasted(amina: Person, database: Flask, name: str) -> None:
    text, message = BAD_TEXTS[name]
    answer = new(amina, text=text, title="My title", source_note="My source", submission="of-this-page")
    assert answer.status_code == 422
    said = pages.message_beside(answer, "text")
    assert said
    assert message in said
    assert len(said) < 250
    assert_kept(answer, text)
    assert pages.typed_in(answer, "title") == "My title"
    assert pages.typed_in(answer, "source_note") == "My source"
    assert pages.typed_in(answer, "submission") == "of-this-page"
    assert lessons(database) == []
    assert amina.post("/desk/new", {"text": ARTICLE, "submission": "of-this-page"}).status_code == 302, "mended"


def assert_kept(answer: TestResponse, text: str) -> None:
    """Without printing megabytes when it is not so."""
    kept = pages.typed_in(answer, "text").replace("\r\n", "\n").replace("\r", "\n")
    same = kept == text.replace("\r\n", "\n").replace("\r", "\n")
    assert same, f"{len(kept)} of {len(text)} characters: {kept[:80]!r}"


@pytest.mark.parametrize("name", [name for name in BAD_TEXTS if name != "furniture alone"])
def test_a_bad_text_in_the_editor(amina: Person, draft: str, database: Flask, name: str) -> None:
    """Furniture apart: the editor takes nothing away."""
    text, message = BAD_TEXTS[name]
    answer = edit(amina, draft, title="My title", text=text)
    assert answer.status_code == 422
    said = pages.message_beside(answer, "text")
    assert said
    assert message in said
    assert_kept(answer, text)
    assert pages.typed_in(answer, "title") == "My title"
    (stored,) = lessons(database)
    assert (stored.title, stored.revision) == ("Living With Asthma", 1)
    again = {name: pages.typed_in(answer, name) for name in ("title", "revision")} | {"text": SHORT}
    assert amina.post(f"/desk/lessons/{draft}/edit", again).status_code == 302, "mended"


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_bad_text_in_a_file(amina: Person, database: Flask, name: str) -> None:
    text, message = BAD_TEXTS[name]
    answer = upload(amina, "article.txt", text.encode(), text="What I pasted before.", title="My title")
    assert answer.status_code == 422
    said = pages.message_beside(answer, "file")
    assert said
    if "\x00" not in text:
        assert message in said
    assert pages.message_beside(answer, "text") == ""
    assert pages.typed_in(answer, "text") == "What I pasted before."
    assert pages.typed_in(answer, "title") == "My title"
    assert lessons(database) == []


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" + bytes(range(256)) * 40
BAD_FILES = {
    "binary": ("photo.txt", PNG, "This is not a text file."),
    "binary as Markdown": ("photo.md", PNG, "This is not a text file."),
    "damaged UTF-8": ("article.txt", (SHORT + " Ménière").encode() + b" caf\xe9", "The file is not in UTF-8"),
    "cut in a letter": ("article.txt", (SHORT + " Ménière").encode()[:-3] + b"\xc3", "The file is not in UTF-8"),
    "cut UTF-16": ("article.txt", SHORT.encode("utf-16")[:-1], "The file is not in UTF-8"),
    "PDF": ("article.pdf", b"%PDF-1.7 " + SHORT.encode(), "This PDF is damaged"),
    "Word": ("article.docx", b"PK\x03\x04" + PNG, "This file is damaged: it cannot be unpacked."),
    "old Word": ("article.doc", b"\xd0\xcf\x11\xe0", "This is an old Word document (.doc)."),
    "a ZIP called PDF": ("article.pdf", b"PK\x03\x04" + PNG, "This file is named .pdf, but it is a ZIP archive"),
    "no ending": (
        "article",
        SHORT.encode(),
        "Readwell reads .txt, .md, .html, .docx, .pdf, .epub, .srt and .vtt files.",
    ),
    "two endings": ("article.txt.exe", SHORT.encode(), "Readwell reads .txt"),
    "empty": ("article.txt", b"", "There is no text here."),
    "byte order mark alone": ("article.txt", b"\xef\xbb\xbf", "There is no text here."),
    "Markdown without text": ("article.md", b"# \n\n---\n\n![](a.png)\n", ""),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file(amina: Person, database: Flask, name: str) -> None:
    filename, data, message = BAD_FILES[name]
    answer = upload(amina, filename, data, text="What I pasted before.", title="My title", source_note="My source")
    assert answer.status_code == 422
    said = pages.message_beside(answer, "file")
    assert said
    assert message in said
    assert pages.typed_in(answer, "text") == "What I pasted before."
    assert pages.typed_in(answer, "title") == "My title"
    assert pages.typed_in(answer, "source_note") == "My source"
    assert lessons(database) == []


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": "x" * 201}, "title", "200"),
        ({"title": "Wa\x00ter"}, "title", "not text"),
        ({"source_note": "x" * 301}, "source_note", "300"),
        ({"source_note": "a\x07b"}, "source_note", "not text"),
    ],
)
def test_a_bad_field_beside_a_good_text(amina: Person, database: Flask, typed, field: str, message: str) -> None:
    answer = new(amina, text=ARTICLE, **typed)
    assert answer.status_code == 422
    assert message in pages.message_beside(answer, field)
    assert_kept(answer, ARTICLE)
    assert lessons(database) == []


def test_good_texts_with_unusual_letters_are_taken(amina: Person, database: Flask) -> None:
    """Emoji, right-to-left words, accents and symbols in an English text are no fault."""
    text = (
        SHORT + " Doctors in Beirut call it تشنج; 38.5 °C ± 0.2, β-blockers \N{PILL}, naïve café, Ménière’s. " + SHORT
    )
    answer = new(amina, text=text)
    assert answer.status_code == 302
    shown = pages.main(amina.get(answer.location)).one("div", class_="draft-text").text
    assert "call it تشنج; 38.5 °C ± 0.2, β-blockers \N{PILL}, naïve café, Ménière’s." in shown


def test_the_token_of_somebody_elses_form_makes_a_lesson_of_ones_own(amina: Person, cy: Person) -> None:
    sent = {"text": ARTICLE, "submission": "one-and-the-same"}
    amina.post("/desk/new", sent)
    answer = cy.post("/desk/new", sent)
    assert cy.get(answer.location).status_code == 200
    assert amina.get(answer.location).status_code == 404


# -- abbreviations

SHORT_FORMS = (
    "Carpal tunnel syndrome (CTS) hurts at night. Many people with CTS wake up, and the doctor may take their BP. "
    "An XQZR test is rare. The World Sailing Federation (WSF) told its sailors to rest, and the WSF meant it. " + SHORT
)


def test_the_draft_warns_of_an_abbreviation_that_is_never_explained(database: Flask, amina: Person) -> None:
    slug = add_lesson(database, "Amina", SHORT_FORMS)
    told = draft_page(amina, slug).one("section", id="abbreviations")
    assert [item.text for item in told.all("li")] == [
        "BP is never explained in this text (blood pressure).",
        "XQZR is never explained in this text.",
        "CTS: Carpal tunnel syndrome",
        "WSF: World Sailing Federation",
    ]


def test_the_warning_goes_when_the_teacher_explains_it(database: Flask, amina: Person) -> None:
    slug = add_lesson(database, "Amina", SHORT_FORMS)
    edit(amina, slug, text=SHORT_FORMS.replace("their BP", "their blood pressure (BP)"))
    told = draft_page(amina, slug).one("section", id="abbreviations").text
    assert "BP is never explained" not in told
    assert "BP: blood pressure" in told


def test_a_draft_without_abbreviations_says_nothing_of_them(amina: Person, draft: str) -> None:
    assert not list(draft_page(amina, draft).all("section", id="abbreviations"))
