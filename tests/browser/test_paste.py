"""A page copied in the browser and pasted into the form, by the keys that people press."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from db import db
from lessons.models import Lesson
from tests import fixtures
from tests.browser.site import Site, both_sizes, press
from tests.texts import SHORT


def copy(page: Page, html: str) -> None:
    """All of a page, as somebody copies it in another tab."""
    other = page.context.new_page()
    other.set_content(html)
    other.keyboard.press("Control+A")
    other.keyboard.press("Control+C")
    other.close()


def paste(page: Page) -> None:
    page.get_by_label("Text").focus()
    page.keyboard.press("Control+V")


@both_sizes
def test_a_copied_page_keeps_its_headings_lists_and_tables(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    copy(amina, fixtures.data("hay-fever-pandoc.html").decode())
    paste(amina)
    area = amina.get_by_label("Text")
    expect(area).to_have_value(re.compile(r"## What you may notice\n\nThe symptoms are like"))
    expect(area).to_have_value(re.compile(r"- a runny or blocked nose\n\n- itchy, red and watery eyes"))
    expect(area).to_have_value(re.compile("- Trees – February to May"))
    expect(area).to_be_editable()
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Living With Hay Fever", level=1)).to_be_visible()
    text = amina.get_by_role("region", name="The text")
    expect(text.get_by_role("heading").first).to_have_text("What you may notice")
    expect(text.get_by_role("listitem").first).to_have_text("a runny or blocked nose")


def test_a_paste_can_be_undone(amina: Page) -> None:
    amina.goto("/desk/new")
    copy(amina, "<h2>Water</h2><p>Drink two litres.</p>")
    paste(amina)
    area = amina.get_by_label("Text")
    expect(area).to_have_value("## Water\n\nDrink two litres.")
    amina.keyboard.press("Control+Z")
    expect(area).to_have_value("")


def test_beside_plain_text_the_words_alone_are_pasted(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    amina.get_by_label("Text").fill(f"Water\n\n{SHORT}\n\n")
    copy(amina, "<h2>Why</h2><p>Drink two litres.</p>")
    paste(amina)
    expect(amina.get_by_label("Text")).to_have_value(re.compile(r"Why\s+Drink two litres\.$"))
    expect(amina.get_by_label("Text")).not_to_have_value(re.compile("#"))
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Water", level=1)).to_be_visible()


def test_without_an_answer_of_the_server_the_words_are_pasted(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    amina.route("**/desk/new/pasted", lambda route: route.abort())
    copy(amina, f"<h1>Water</h1><p>{SHORT}</p>")
    paste(amina)
    expect(amina.get_by_label("Text")).to_have_value(re.compile(r"^Water\s+\S"))
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Water", level=1)).to_be_visible()
    with site.database():
        assert db.session.scalar(select(Lesson.title).where(Lesson.title == "Water")) == "Water"
