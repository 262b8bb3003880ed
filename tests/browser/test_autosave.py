"""What a teacher types and does not save is there again after a reload, a closed window, a failed form."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from accounts import people
from accounts.models import Role
from db import db
from lessons import drafts
from lessons.models import Lesson
from tests.browser.axe import check
from tests.browser.site import PASSWORD, Site, both_sizes, press
from tests.texts import SHORT

LONGER = "Asthma is a disease of the lungs.\n\nIt makes breathing hard. " + SHORT


@pytest.fixture
def editor(amina: Page, site: Site) -> Page:
    slug = site.add_lesson(owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}/edit")
    return amina


def text(page: Page) -> Locator:
    return page.get_by_label("Text", exact=True)


def offer(page: Page) -> Locator:
    return page.locator("#kept")


def type_in(page: Page, typed: str) -> None:
    text(page).fill(typed)
    wait_until_kept(page, typed[:30])


def wait_until_kept(page: Page, words: str) -> None:
    page.wait_for_function("words => Object.values(localStorage).some(each => each.includes(words))", arg=words)


def open_anew(page: Page) -> Page:
    """The window is closed as by a crash, and the same address opened in another one."""
    other = page.context.new_page()
    url = page.url
    page.close(run_before_unload=False)
    other.goto(url)
    return other


@both_sizes
def test_what_was_typed_is_brought_back_after_the_window_was_closed(editor: Page) -> None:
    type_in(editor, LONGER)
    page = open_anew(editor)
    expect(text(page)).not_to_have_value(LONGER)
    expect(offer(page)).to_have_text(re.compile(r"You have unsaved changes from \d\d:\d\d\."))
    press(page.get_by_role("button", name="Bring back"))
    expect(text(page)).to_have_value(LONGER)
    expect(text(page)).to_be_focused()
    expect(offer(page)).to_be_hidden()
    expect(page.locator(".count")).to_have_text(f"{len(LONGER.split())} words")


def test_a_reload_loses_nothing(editor: Page) -> None:
    type_in(editor, LONGER)
    editor.reload()
    if offer(editor).is_visible():  # some browsers fill the fields again by themselves
        press(editor.get_by_role("button", name="Bring back"))
    expect(text(editor)).to_have_value(LONGER)


def test_what_is_brought_back_is_kept_until_it_is_saved(editor: Page, site: Site) -> None:
    type_in(editor, LONGER)
    page = open_anew(editor)
    press(page.get_by_role("button", name="Bring back"))
    page = open_anew(page)
    press(page.get_by_role("button", name="Bring back"))
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_contain_text("The text is saved")
    assert page.evaluate("Object.keys(localStorage).filter(each => each.startsWith('readwell-kept'))") == []
    press(page.get_by_role("link", name="Edit title and text"))
    expect(text(page)).to_have_value(re.compile("It makes breathing hard"))
    expect(offer(page)).to_be_hidden()
    with site.database():
        assert "It makes breathing hard" in db.session.scalar(select(Lesson.text).where(Lesson.owner_id.is_not(None)))


def test_what_is_thrown_away_is_gone(editor: Page) -> None:
    type_in(editor, LONGER)
    page = open_anew(editor)
    press(page.get_by_role("button", name="Throw away"))
    expect(offer(page)).to_be_hidden()
    page = open_anew(page)
    expect(text(page)).to_have_value(re.compile("Common Triggers"))
    expect(offer(page)).to_be_hidden()


def test_typing_beside_an_offer_loses_neither(editor: Page) -> None:
    type_in(editor, LONGER)
    page = open_anew(editor)
    type_in(page, "Another beginning. " + SHORT)
    press(page.get_by_role("button", name="Bring back"))
    expect(text(page)).to_have_value(LONGER)
    press(page.get_by_role("button", name="Bring back"))
    expect(text(page)).to_have_value("Another beginning. " + SHORT)


def test_a_lesson_that_was_changed_meanwhile_is_told(editor: Page, site: Site) -> None:
    type_in(editor, LONGER)
    with site.database():
        lesson = db.session.scalars(select(Lesson).where(Lesson.owner_id.is_not(None))).one()
        drafts.rewrite(lesson, title="Changed elsewhere", text=SHORT)
        db.session.commit()
    page = open_anew(editor)
    expect(offer(page)).to_contain_text("The lesson was changed after that")
    check(page)
    press(page.get_by_role("button", name="Bring back"))
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()


def test_a_refused_text_is_kept_too(editor: Page) -> None:
    text(editor).fill("Too short.")
    press(editor.get_by_role("button", name="Save"))
    expect(editor.get_by_role("alert")).to_be_visible()
    expect(offer(editor)).to_be_hidden()
    page = open_anew(editor)
    press(page.get_by_role("button", name="Bring back"))
    expect(text(page)).to_have_value("Too short.")


def test_nothing_is_kept_of_a_text_that_is_as_it_was(editor: Page) -> None:
    before = text(editor).input_value()
    type_in(editor, LONGER)
    text(editor).fill(before)
    page = open_anew(editor)
    expect(offer(page)).to_be_hidden()


def test_another_teacher_at_the_same_computer_is_offered_nothing(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    type_in(amina, LONGER)
    amina.goto("/account")
    press(amina.get_by_role("button", name="Sign out"))
    with site.database():
        people.add_user("Cy", password=PASSWORD, role=Role.TEACHER)
        db.session.commit()
    site.sign_in(amina, "Cy")
    amina.goto("/desk/new")
    expect(text(amina)).to_have_value("")
    expect(offer(amina)).to_be_hidden()


@both_sizes
def test_a_new_text_is_kept_until_it_is_added(amina: Page) -> None:
    amina.goto("/desk/new")
    type_in(amina, LONGER)
    amina.get_by_label("Title").fill("My lungs")
    wait_until_kept(amina, "My lungs")
    page = open_anew(amina)
    expect(offer(page)).to_contain_text(re.compile(r"You have a text that was not added, from \d\d:\d\d\."))
    press(page.get_by_role("button", name="Bring back"))
    expect(page.get_by_label("Title")).to_have_value("My lungs")
    press(page.get_by_role("button", name="Make a lesson of it"))
    expect(page.get_by_role("heading", name="My lungs", level=1)).to_be_visible()
    page.goto("/desk/new")
    expect(text(page)).to_have_value("")
    expect(offer(page)).to_be_hidden()
