"""New texts from anywhere, where they are from, texts that are there already, and lines put back."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from db import db
from lessons import source_views
from lessons.importing import Source, sandbox, web
from lessons.models import Lesson
from tests import fixtures, pages
from tests.conftest import Person
from tests.texts import ARTICLE, SHORT

TOLD = {
    "source_note": "Health Weekly",
    "source_author": "Ines Duarte",
    "source_url": "https://weekly.example/asthma",
    "source_licence": "CC BY 4.0",
    "source_accessed": "2026-03-02",
}
SHOWN = "Health Weekly · by Ines Duarte · Licence: CC BY 4.0 · read on 2 March 2026"


def upload(person: Person, name: str, data: bytes | None = None, **typed: Any) -> TestResponse:
    """A file in the form, the fixture of that name unless there are other bytes."""
    file = FileStorage(BytesIO(fixtures.data(name) if data is None else data), filename=name)
    boundary, body = encode_multipart({"csrf_token": person.token(), **typed, "file": file})
    content_type = f'multipart/form-data; boundary="{boundary}"'
    return person.client.post("/desk/new", data=body, content_type=content_type)


def lessons(app: Flask) -> list[Lesson]:
    with app.app_context():
        return list(db.session.scalars(select(Lesson).order_by(Lesson.id)))


def notes(person: Person, slug: str) -> pages.Element:
    """What stands under the lesson."""
    return pages.main(person.get(f"/lessons/{slug}")).one("footer", class_="lesson-notes")


def left_out(person: Person, slug: str) -> list[str]:
    section = pages.main(person.get(f"/desk/lessons/{slug}")).one("section", id="left-out")
    return [next(line.all("span")).text for line in section.all("li")]


# -- files


@pytest.mark.parametrize(
    "name",
    ["hay-fever-pandoc.docx", "hay-fever-two-columns.pdf", "hay-fever-pandoc.epub", "messy.html", "hay-fever.md"],
)
def test_a_file_becomes_a_lesson(amina: Person, name: str) -> None:
    answer = upload(amina, name)
    assert answer.location == "/desk/lessons/living-with-hay-fever"
    page = pages.main(amina.get(answer.location))
    assert page.one("h1").text == "Living With Hay Fever"
    text = page.one("div", class_="draft-text")
    assert [heading.text for heading in text.all("h2")][:3] == ["What you may notice", "When it is worst", "What helps"]
    assert "Trees – February to May" in [item.text for item in text.all("li")]


def test_a_file_tells_where_it_is_from(amina: Person) -> None:
    slug = upload(amina, "messy.html").location.rpartition("/")[2]
    note = notes(amina, slug).one("p", class_="source")
    assert note.text == "The Daily Nose · by Ines Duarte · Licence: CC BY 4.0"
    assert note.one("a").attributes["href"] == "https://daily-nose.example/health/hay-fever"


def test_what_the_teacher_types_wins_over_what_the_file_says(amina: Person) -> None:
    slug = upload(amina, "messy.html", source_author="I. Duarte").location.rpartition("/")[2]
    assert "by I. Duarte ·" in notes(amina, slug).text


def test_a_file_with_too_few_words_is_refused_beside_its_field(amina: Person, database: Flask) -> None:
    answer = upload(amina, "a.srt", b"1\n00:00:00,000 --> 00:00:01,000\nDrink water.\n", text="What I pasted before.")
    assert answer.status_code == 422
    assert pages.message_beside(answer, "file") == "This has 2 words; a lesson needs at least 30."
    assert pages.typed_in(answer, "text") == "What I pasted before."
    assert lessons(database) == []


# -- pages of the web


def test_this_machine_is_not_read(amina: Person, database: Flask) -> None:
    for url in ("http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/meta-data/"):
        answer = amina.post("/desk/new", {"url": url, "text": "What I pasted before.", "title": "My title"})
        assert answer.status_code == 422
        assert pages.message_beside(answer, "url") == "This address is not on the public web, so it is not read."
        assert [pages.typed_in(answer, name) for name in ("url", "text", "title")] == [
            url,
            "What I pasted before.",
            "My title",
        ]
    assert lessons(database) == []


@pytest.mark.parametrize("url", ["asthma", "ftp://site.example/", "http://\x00/", "x" * 3000])
def test_an_address_that_is_none_is_told(amina: Person, url: str) -> None:
    answer = amina.post("/desk/new", {"url": url})
    assert answer.status_code == 422
    assert pages.message_beside(answer, "url")


def test_a_page_becomes_a_lesson(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network apart, which `test_web` looks at."""
    found = sandbox.read("html", fixtures.data("messy.html"))
    monkeypatch.setattr(web, "fetch", lambda url, *, on: Source(found.text, marked=True, left_out=found.left_out))
    answer = amina.post("/desk/new", {"url": "https://daily-nose.example/hay-fever"})
    assert answer.location == "/desk/lessons/living-with-hay-fever"
    assert "Is your pillow making you ill?" in left_out(amina, "living-with-hay-fever")


# -- where it is from


def test_where_it_is_from_stands_under_the_lesson(amina: Person, database: Flask) -> None:
    answer = amina.post("/desk/new", {"text": ARTICLE, **TOLD})
    slug = answer.location.rpartition("/")[2]
    assert SHOWN in notes(amina, slug).text
    assert "This lesson is not medical advice." in notes(amina, slug).text
    (lesson,) = lessons(database)
    assert (lesson.source_author, lesson.source_accessed.isoformat()) == ("Ines Duarte", "2026-03-02")


def test_a_text_from_nowhere_says_nothing(amina: Person, draft: str) -> None:
    assert list(notes(amina, draft).all("p", class_="source")) == []


def test_it_can_be_told_later(amina: Person, lesson: str, visitor: Person) -> None:
    visitor.get(f"/lessons/{lesson}")
    answer = amina.post(f"/desk/lessons/{lesson}/source", TOLD)
    assert answer.location == f"/desk/lessons/{lesson}"
    assert SHOWN in notes(visitor, lesson).text
    page = amina.get(f"/desk/lessons/{lesson}/source")
    assert {name: pages.typed_in(page, name) for name in TOLD} == TOLD


@pytest.mark.parametrize("url", ["javascript:alert(1)", "weekly.example", "data:text/html,x", "http://"])
def test_a_link_is_a_web_address(amina: Person, draft: str, url: str) -> None:
    for page in ("/desk/new", f"/desk/lessons/{draft}/source"):
        answer = amina.post(page, {"text": SHORT, **TOLD, "source_url": url})
        assert answer.status_code == 422
        assert "begins with http:// or https://" in pages.message_beside(answer, "source_url")


def test_a_day_that_is_none_is_told(amina: Person, draft: str) -> None:
    answer = amina.post(f"/desk/lessons/{draft}/source", {"source_accessed": "2026-02-31"})
    assert answer.status_code == 422
    assert pages.message_beside(answer, "source_accessed")


# -- a text that is there already


def test_the_same_text_is_noticed(amina: Person, draft: str, database: Flask) -> None:
    """Other menus, other line ends and other marks make no other text."""
    pasted = ARTICLE.replace("Ten Foods for Better Sleep", "Five Soups").replace("\n", "\r\n").replace("’", "'")
    answer = amina.post("/desk/new", {"text": pasted, "title": "My title", "submission": "a"})
    assert answer.status_code == 422
    notice = pages.main(answer).one("div", role="alert")
    assert "This text is among your texts already: “Living With Asthma”." in notice.text
    assert next(notice.all("a")).attributes["href"] == f"/desk/lessons/{draft}"
    assert pages.typed_in(answer, "title") == "My title"
    assert pages.typed_in(answer, "text").replace("\r\n", "\n") == pasted.replace("\r\n", "\n")
    assert len(lessons(database)) == 1


def test_the_enter_key_does_not_add_it_again(amina: Person, draft: str) -> None:
    """A browser presses the first button of the form."""
    page = pages.main(amina.post("/desk/new", {"text": ARTICLE})).one("form")
    buttons = [each for each in page.all() if each.tag == "button" or each.attributes.get("type") == "submit"]
    assert [each.text or each.attributes["value"] for each in buttons] == ["Make a lesson of it", "Add it all the same"]


def test_it_can_be_added_all_the_same(amina: Person, draft: str, database: Flask) -> None:
    answer = amina.post("/desk/new", {"text": ARTICLE})
    button = next(each for each in pages.main(answer).all("input") if each.attributes.get("type") == "submit")
    assert button.attributes["value"] == "Add it all the same"
    answer = amina.post("/desk/new", {"text": ARTICLE, button.attributes["name"]: button.attributes["value"]})
    assert answer.status_code == 302
    assert len(lessons(database)) == 2


def test_a_published_text_of_another_teacher_is_noticed(cy: Person, lesson: str) -> None:
    notice = pages.main(cy.post("/desk/new", {"text": ARTICLE})).one("div", role="alert")
    assert "This text is in the library already: “Living With Asthma”." in notice.text
    assert next(notice.all("a")).attributes["href"] == f"/lessons/{lesson}"


def test_a_draft_of_another_teacher_is_not_given_away(cy: Person, draft: str) -> None:
    assert cy.post("/desk/new", {"text": ARTICLE}).status_code == 302


def test_an_edited_lesson_is_still_known_by_the_text_it_came_from(amina: Person, draft: str) -> None:
    amina.post(f"/desk/lessons/{draft}/edit", {"title": "Water", "text": SHORT, "revision": "1"})
    assert amina.post("/desk/new", {"text": ARTICLE}).status_code == 422
    assert amina.post("/desk/new", {"text": SHORT}).status_code == 302


def test_a_file_need_not_be_chosen_again(amina: Person, database: Flask) -> None:
    """Its text, title and source stand in the fields, and make the same lesson."""
    upload(amina, "messy.html")
    answer = upload(amina, "messy.html")
    assert "already: “Living With Hay Fever”" in pages.main(answer).one("div", role="alert").text
    names = ("title", "text", "marked", "submission", "url", *TOLD)
    kept = {name: pages.typed_in(answer, name) for name in names}
    assert kept["title"] == "Living With Hay Fever"
    assert "## What you may notice" in kept["text"]
    assert kept["source_author"] == "Ines Duarte"
    assert amina.post("/desk/new", kept | {"anyway": "y"}).status_code == 302
    first, second = lessons(database)
    assert (first.title, first.text) == (second.title, second.text)
    assert second.source_author == "Ines Duarte"


# -- lines put back


def test_a_line_is_put_back_where_it_stood(amina: Person, draft: str, database: Flask) -> None:
    answer = amina.post(f"/desk/lessons/{draft}/left-out", {"line": "By Jane Doe"})
    assert answer.location == f"/desk/lessons/{draft}#left-out"
    assert "By Jane Doe" not in left_out(amina, draft)
    (lesson,) = lessons(database)
    assert lesson.text.startswith("By Jane Doe\n\nAsthma is a disease of the lungs.")
    assert lesson.removed == ["Health Weekly", "Related Articles", "Ten Foods for Better Sleep", "Back to top button"]
    assert "By Jane Doe" in pages.main(amina.get(f"/lessons/{draft}")).one(id="text").text


def test_every_line_has_its_button(amina: Person, draft: str, database: Flask) -> None:
    section = pages.main(amina.get(f"/desk/lessons/{draft}")).one("section", id="left-out")
    for form in section.all("form"):
        sent = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
        assert amina.client.post(form.attributes["action"], data=sent).status_code == 302
    (lesson,) = lessons(database)
    assert lesson.removed == []
    assert lesson.text.endswith("Related Articles\n\nTen Foods for Better Sleep\n\nBack to top button")


def test_a_button_pressed_twice_puts_the_line_back_once(amina: Person, draft: str, database: Flask) -> None:
    for _ in range(2):
        assert amina.post(f"/desk/lessons/{draft}/left-out", {"line": "By Jane Doe"}).status_code == 302
    assert lessons(database)[0].text.count("By Jane Doe") == 1


def test_nobody_puts_in_what_was_not_left_out(amina: Person, draft: str, database: Flask) -> None:
    amina.post(f"/desk/lessons/{draft}/left-out", {"line": "Buy this now"})
    amina.post(f"/desk/lessons/{draft}/left-out")
    assert lessons(database)[0].revision == 1


def test_what_the_teacher_edited_stays(amina: Person, draft: str, database: Flask) -> None:
    text = "Asthma is a disease of many.\n\n" + SHORT
    amina.post(f"/desk/lessons/{draft}/edit", {"title": "Asthma", "text": text, "revision": "1"})
    amina.post(f"/desk/lessons/{draft}/left-out", {"line": "Back to top button"})
    (lesson,) = lessons(database)
    assert (lesson.title, "Asthma is a disease of many." in lesson.text) == ("Asthma", True)


# -- what a script pasted


def convert(person: Person, html: str) -> TestResponse:
    return person.post("/desk/new/pasted", {"html": html})


def test_pasted_html_keeps_its_structure(amina: Person) -> None:
    html = (
        '<h1>Water</h1><p>Drink <b>two</b> <a href="https://x.example">litres</a>.</p><h2>Why</h2><ul><li>heat</li>'
        "<li>sport</li></ul><table><tr><th>Drink</th><th>Sugar</th></tr><tr><td>Cola</td><td>much</td></tr></table>"
    )
    text = convert(amina, html).get_json()["text"]
    assert text.split("\n\n") == [
        "# Water",
        "Drink two litres.",
        "## Why",
        "- heat",
        "- sport",
        "- Drink – Sugar",
        "- Cola – much",
    ]


@pytest.mark.parametrize(
    "html", ["", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<", "\ud800", "&#0;"]
)
def test_hostile_html_leaves_nothing_behind(amina: Person, html: str) -> None:
    answer = amina.client.post(
        "/desk/new/pasted", data={"html": html.encode("utf-8", "surrogatepass"), "csrf_token": amina.token()}
    )
    assert answer.status_code == 200
    assert not re.search(r"alert|onerror|script", answer.get_json()["text"])


def test_too_much_html_is_told(amina: Person) -> None:
    answer = convert(amina, "x" * (source_views.MAX_PASTED + 1))
    assert (answer.status_code, "2 MB" in answer.get_json()["error"]) == (413, True)


def test_html_that_cannot_be_read_is_told(amina: Person) -> None:
    answer = convert(amina, "<ul><li>" * 20_000)
    assert answer.status_code == 422
    assert json.loads(answer.get_data())["error"].endswith("paste it as plain text.")


def test_only_teachers_convert(bo: Person, visitor: Person) -> None:
    assert convert(bo, "<p>a</p>").status_code == 403
    assert convert(visitor, "<p>a</p>").status_code == 302


def test_marked_text_is_read_by_its_marks(amina: Person) -> None:
    """A short line without a mark is a paragraph, not a heading."""
    text = f"# Water\n\nDrink more\n\n{SHORT}\n\n## Why\n\n- heat\n\n- sport\n\n{SHORT}"
    answer = amina.post("/desk/new", {"text": text, "marked": "y"})
    page = pages.main(amina.get(answer.location))
    assert page.one("h1").text == "Water"
    shown = page.one("div", class_="draft-text")
    assert [heading.text for heading in shown.all("h2")] == ["Why"]
    assert [item.text for item in shown.all("li")] == ["heat", "sport"]


# -- the keeper's command line


@pytest.mark.parametrize("name", ["hay-fever-pandoc.docx", "messy.html", "hay-fever-windows-1252.txt"])
def test_a_keeper_adds_a_file(database: Flask, name: str) -> None:
    result = database.test_cli_runner().invoke(args=["lesson", "add", str(fixtures.FOLDER / name)])
    assert result.exit_code == 0, result.output
    assert "Living With Hay Fever" in result.output
    (lesson,) = lessons(database)
    assert lesson.title == "Living With Hay Fever"


def test_a_keeper_cannot_read_this_machine_either(database: Flask) -> None:
    result = database.test_cli_runner().invoke(args=["lesson", "add", "http://127.0.0.1/"])
    assert result.exit_code == 1
    assert "This address is not on the public web, so it is not read." in result.stderr
