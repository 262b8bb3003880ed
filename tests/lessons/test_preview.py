"""A teacher sees a lesson as a student does: the same page under a bar, for each level, and nothing is kept."""

import pytest
from flask import Flask

from db import db
from tests import pages
from tests.conftest import Person
from tests.rows import every_row
from tests.statements import statements, writes


def url(slug: str, more: str = "") -> str:
    return f"/desk/lessons/{slug}/preview{more}"


@pytest.fixture(params=["draft", "lesson"])
def slug(request: pytest.FixtureRequest) -> str:
    """Amina's lesson, before and after it is published."""
    return request.getfixturevalue(request.param)


def test_the_draft_leads_to_the_preview_and_back(amina: Person, draft: str) -> None:
    page = pages.main(amina.get(f"/desk/lessons/{draft}"))
    (link,) = [link for link in page.all("a") if link.text == "Preview as a student"]
    bar = pages.main(amina.get(link.attributes["href"])).one("div", class_="preview-bar")
    assert "Preview – only you can see this. Nothing that you do here is kept." in bar.text
    (back,) = [link for link in bar.all("a") if link.text == "Back to the draft"]
    assert back.attributes["href"] == f"/desk/lessons/{draft}"


def test_under_the_bar_is_the_page_of_the_lesson(amina: Person, slug: str) -> None:
    here, there = (pages.main(amina.get(each)).one("article") for each in (url(slug), f"/lessons/{slug}"))
    assert here.text == there.text
    assert here.one("div", id="text").raw == there.one("div", id="text").raw


@pytest.mark.parametrize(
    ("asked", "level"), [("", "B1"), ("?level=A2", "A2"), ("?level=C1", "C1"), ("?level=Z9", "B1")]
)
def test_the_reader_has_the_level_that_is_chosen(amina: Person, draft: str, asked: str, level: str) -> None:
    page = pages.main(amina.get(url(draft, asked)))
    bar = page.one("div", class_="preview-bar")
    assert [link.text for link in bar.one("nav").all("a")] == ["A2", "B1", "B2", "C1"]
    (chosen,) = [link.text for link in bar.all("a", **{"aria-current": "page"})]
    assert chosen == level
    reader = amina.get(page.one("article").attributes["data-reader-url"]).json
    assert (reader["level"], reader["states"], reader["lookups"], reader["csrf"]) == (level, {}, None, None)


def test_the_page_of_quizzes_is_shown_and_none_can_be_started(amina: Person, slug: str) -> None:
    page = pages.main(amina.get(url(slug, "?level=B2")))
    (link,) = [link for link in page.all("a") if link.text.startswith("Check what you understood")]
    quizzes = pages.main(amina.get(link.attributes["href"]))
    there = pages.main(amina.get(f"/lessons/{slug}/quizzes"))
    assert [card.text for card in quizzes.all("section")] == [card.text for card in there.all("section")]
    assert all("disabled" in button.attributes for button in quizzes.all("button"))
    assert "In a preview no quiz starts." in quizzes.text
    assert quizzes.one("p", class_="lede").one("a").attributes["href"] == url(slug, "?level=B2")


def test_nothing_is_kept_of_a_preview(amina: Person, slug: str, database: Flask) -> None:
    def rows() -> dict:
        with database.app_context(), db.engine.connect() as connection:
            return every_row(connection)

    before = rows()
    page = pages.main(amina.get(url(slug)))
    with statements() as sent:
        for each in (url(slug), url(slug, "/quizzes"), page.one("article").attributes["data-reader-url"]):
            assert amina.get(each).status_code == 200
    assert writes(sent) == []
    assert rows() == before
    assert page.one("article").attributes["data-word-url-template"] == ""


def test_others_have_no_preview(bo: Person, cy: Person, visitor: Person, draft: str) -> None:
    for more in ("", "/quizzes", "/reader.json"):
        assert bo.get(url(draft, more)).status_code == 403
        assert cy.get(url(draft, more)).status_code == 404
        assert visitor.get(url(draft, more)).status_code == 302
