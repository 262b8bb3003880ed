"""How much readers know, and the preview as one of them, in a browser."""

import re

from playwright.sync_api import Page, expect

from accounts import people
from db import db
from tests.browser.axe import check
from tests.browser.site import Site, both_sizes, press
from tests.classes import add_class
from tests.rows import every_row
from tests.texts import LEAFLET


def rows(site: Site) -> dict:
    with site.database(), db.engine.connect() as connection:
        return every_row(connection)


def test_the_draft_tells_how_much_readers_know(amina: Page, bo: Page, site: Site) -> None:
    slug = site.add_lesson(LEAFLET, owner="Amina", published=False)
    add_class(site.app, "Amina", "Bo")
    with site.database():
        people.find("Bo").level = "B1"
        db.session.commit()
    amina.goto(f"/desk/lessons/{slug}")
    section = amina.get_by_role("region", name="How much readers know")
    expect(section.get_by_role("listitem").first).to_contain_text(re.compile(r"A2 readers know \d\d% of the words"))
    expect(section.get_by_text(re.compile(r"^Bo knows \d\d% of the words\.$"))).to_be_visible()
    section.get_by_text("How this is counted").click()
    check(amina)


@both_sizes
def test_what_is_underlined_follows_the_level(amina: Page, site: Site) -> None:
    slug = site.add_lesson(LEAFLET, owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}")
    press(amina.get_by_role("link", name="Preview as a student"))
    expect(amina.get_by_text("Preview – only you can see this.")).to_be_visible()
    levels = amina.get_by_role("navigation", name="Level of the reader")
    press(levels.get_by_role("link", name="A2"))
    expect(amina.locator("a.term.easy")).to_have_count(0)
    press(levels.get_by_role("link", name="C1"))
    expect(amina.locator("a.term.easy").first).to_have_text("High blood pressure")
    press(amina.get_by_role("link", name="Back to the draft"))
    expect(amina.get_by_role("heading", name="How much readers know")).to_be_visible()


@both_sizes
def test_a_word_can_be_marked_and_nothing_is_kept(amina: Page, site: Site) -> None:
    slug = site.add_lesson(LEAFLET, owner="Amina")
    before = rows(site)
    sent = []
    amina.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    amina.goto(f"/desk/lessons/{slug}/preview?level=B1")
    term = amina.locator("a.term", has_text="stroke").first
    press(term)
    press(amina.get_by_role("button", name="Learn it"))
    expect(amina.get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")
    expect(term).to_have_class(re.compile("learning"))
    amina.keyboard.press("Escape")
    press(amina.get_by_role("link", name="Check what you understood"))
    expect(amina.get_by_role("button", name=re.compile("^Start")).first).to_be_disabled()
    assert sent == []
    assert rows(site) == before


def test_the_preview_is_accessible(amina: Page, site: Site) -> None:
    slug = site.add_lesson(LEAFLET, owner="Amina", published=False)
    for page in ("", "/quizzes"):
        amina.goto(f"/desk/lessons/{slug}/preview{page}")
        check(amina)
