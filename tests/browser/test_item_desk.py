"""A teacher looks over the questions of a lesson: filter, approve, edit, add, make anew; with and without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from db import db
from lessons.models import Item, ItemFormat, ItemState, Lesson, QuizKind
from tests.browser.axe import check
from tests.browser.site import Site, both_sizes, press
from tests.texts import LEAFLET


def open_questions(page: Page, site: Site) -> tuple[str, Item]:
    """The lesson's slug, and one question to choose an answer of."""
    slug = site.add_lesson(LEAFLET, owner="Amina", published=False)
    page.goto(f"/desk/lessons/{slug}#questions")
    with site.database():
        wanted = {"format": ItemFormat.CHOICE, "quiz": QuizKind.COMPREHENSION}
        return slug, db.session.scalars(
            select(Item).join(Lesson).where(Lesson.slug == slug).filter_by(**wanted)
        ).first()


def card(page: Page, item: Item) -> Locator:
    return page.locator(f"#q-{item.id}")


def fill_in(page: Page) -> None:
    page.get_by_label("Question", exact=True).fill("Which tablets make the heart beat slower?")
    for letter, text in zip("ABC", ("beta blockers", "sleeping pills", "vitamins"), strict=True):
        page.get_by_label(re.compile(f"^Answer {letter}")).fill(text)
        page.get_by_label(re.compile(f"^Why {letter} is")).fill(f"The text speaks of {text}.")
    page.get_by_label("A is the right answer").check()
    page.get_by_label("The sentence that answers it").select_option(index=3)


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@both_sizes
def test_a_question_is_approved_and_edited(amina: Page, site: Site) -> None:
    _, item = open_questions(amina, site)
    press(card(amina, item).get_by_role("button", name=re.compile("^Approve")))
    expect(card(amina, item)).to_contain_text("approved")
    expect(card(amina, item)).to_be_in_viewport()
    press(amina.get_by_role("link", name="Approved (1)"))
    expect(amina.locator("#questions .finding")).to_have_count(1)
    no_sideways_scroll(amina)
    press(card(amina, item).get_by_role("link", name=re.compile("^Edit")))
    expect(amina.get_by_label("Question", exact=True)).to_have_value(item.stem)
    no_sideways_scroll(amina)
    amina.get_by_label("Question", exact=True).fill("In other words?")
    press(amina.get_by_role("button", name="Save"))
    expect(amina.get_by_role("status")).to_contain_text("The question is saved.")
    expect(card(amina, item).get_by_role("heading")).to_have_text("In other words?")
    press(card(amina, item).get_by_role("link", name=re.compile("^Edit")))
    press(amina.get_by_role("button", name=re.compile("^Put this wording back")))
    expect(card(amina, item).get_by_role("heading")).to_have_text(item.stem)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_question_is_added_and_stays(amina: Page, site: Site) -> None:
    slug, _ = open_questions(amina, site)
    press(amina.get_by_role("link", name="Add a question"))
    press(amina.get_by_role("button", name="Add the question"))
    expect(amina.get_by_role("alert")).to_contain_text("Write the question.")
    fill_in(amina)
    press(amina.get_by_role("button", name="Add the question"))
    own = amina.locator(".finding").filter(has_text="Which tablets make the heart beat slower?")
    expect(own).to_contain_text("beta blockers right answer")
    press(amina.get_by_role("button", name="Make the questions anew"))
    expect(amina.get_by_role("status")).to_contain_text("The questions are made anew.")
    expect(own).to_contain_text("approved")
    with site.database():
        (made,) = db.session.scalars(select(Item).join(Lesson).where(Lesson.slug == slug, Item.type == "own"))
        assert made.state is ItemState.APPROVED


def test_nothing_is_wrong_for_screen_readers(amina: Page, site: Site) -> None:
    slug, _ = open_questions(amina, site)
    check(amina)
    with site.database():
        lesson = db.session.scalars(select(Lesson).filter_by(slug=slug)).one()
        found = {each.format: each.id for each in lesson.items}
    for item_id in found.values():
        amina.goto(f"/desk/lessons/{slug}/questions/{item_id}")
        check(amina)
    amina.goto(f"/desk/lessons/{slug}/questions/new")
    amina.get_by_role("button", name="Add the question").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)


def test_the_questions_are_nobody_elses(amina: Page, cy: Page, bo: Page, page: Page, site: Site) -> None:
    slug, item = open_questions(amina, site)
    for url in (f"/desk/lessons/{slug}/questions/{item.id}", f"/desk/lessons/{slug}/questions/new"):
        answer = cy.goto(url)
        assert answer
        assert answer.status == 404
        bo.goto(url)
        expect(bo.get_by_text("This page is for teachers.")).to_be_visible()
        page.goto(url)
        expect(page.get_by_label("Password")).to_be_visible()
