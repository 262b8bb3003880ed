"""axe finds nothing on a teacher's pages either, with the longest titles and every error on them."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import update

from db import db
from lessons.models import Lesson, Status
from tests.browser.axe import check
from tests.browser.site import Site
from tests.texts import ARTICLE

LONG_TITLE = "Electroencephalographically Uncharacteristic Otorhinolaryngological Pneumonoultramicroscopic"


def test_desk_without_texts(amina: Page) -> None:
    amina.goto("/desk")
    check(amina)


def test_desk_with_texts(amina: Page, site: Site) -> None:
    site.add_lesson(owner="Amina")
    site.add_lesson(ARTICLE.replace("Living With Asthma", LONG_TITLE), owner="Amina", published=False)
    put_away = site.add_lesson(ARTICLE.replace("Living With", "About"), owner="Amina", published=False)
    with site.database():
        db.session.execute(update(Lesson).filter_by(slug=put_away).values(status=Status.ARCHIVED))
        db.session.commit()
    amina.goto("/desk")
    expect(amina.get_by_role("row")).to_have_count(4)
    check(amina)


def test_new_text_and_its_errors(amina: Page) -> None:
    amina.goto("/desk/new")
    check(amina)
    amina.get_by_label("Text").fill("Too short.")
    amina.get_by_label("Title").fill("x" * 300)
    amina.get_by_role("button", name="Make a lesson of it").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)


def test_draft_with_everything_on_it(amina: Page, site: Site) -> None:
    slug = site.add_lesson(ARTICLE.replace("Living With Asthma", LONG_TITLE), owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}")
    check(amina)
    amina.get_by_role("button", name=re.compile("^Leave out")).first.click()
    expect(amina.get_by_text("left out", exact=True)).to_be_visible()
    amina.get_by_role("button", name=re.compile("^Reject")).first.click()
    expect(amina.get_by_text("rejected", exact=True)).to_be_visible()
    amina.get_by_text("Add a term").click()
    amina.get_by_role("button", name="Add the term").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)


def test_edit_text_and_its_errors(amina: Page, site: Site) -> None:
    slug = site.add_lesson(owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}/edit")
    check(amina)
    amina.get_by_label("Title").fill("")
    amina.get_by_role("button", name="Save").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)


def test_explain_a_term(amina: Page, site: Site) -> None:
    slug = site.add_lesson(owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}")
    amina.get_by_role("link", name=re.compile("^Explain it yourself")).first.click()
    expect(amina.get_by_role("heading", name=re.compile("^Explain"))).to_be_visible()
    check(amina)
    amina.get_by_label("Your own words").fill("what\x01ever")
    amina.get_by_role("button", name="Save").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)
