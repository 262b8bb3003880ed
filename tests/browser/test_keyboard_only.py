"""Both walks without a mouse: every step is a key, and the focus is always to be seen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.site import Site, tab_to
from tests.texts import ARTICLE


def enter(page: Page) -> None:
    page.keyboard.press("Enter")


def type_into(page: Page, label: str, text: str) -> None:
    tab_to(page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    enter(page)
    expect(page.locator("#main")).to_be_focused()


def test_a_learner_comes_from_the_library_to_a_gloss_and_a_quiz(page: Page, site: Site) -> None:
    page.goto("/")
    title = page.get_by_role("link", name=re.compile("Muscle Spasms$")).first
    tab_to(title)
    enter(page)
    expect(page.locator("#text")).to_be_visible()
    page.wait_for_load_state("domcontentloaded")
    sciatica = page.locator("#text a.term", has_text="sciatica").first
    tab_to(sciatica)
    enter(page)
    expect(page.get_by_role("dialog")).to_be_focused()
    tab_to(page.get_by_role("button", name="Learn it"))
    enter(page)
    expect(page.get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(sciatica).to_be_focused()
    tab_to(page.get_by_role("link", name="Check what you understood"))
    enter(page)
    expect(page).to_have_url(re.compile("/quizzes$"))
    tab_to(page.get_by_role("region", name="Understanding the text").get_by_role("button", name=re.compile("^Start")))
    enter(page)
    expect(page.get_by_text("Question 1 of").first).to_be_visible()


def test_the_focus_is_seen_on_every_stop_of_a_lesson(page: Page) -> None:
    page.goto("/lessons/muscle-spasms-b1")
    unseen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                const box = document.activeElement.getBoundingClientRect();
                const inside = box.bottom > 0 && box.top < innerHeight;
                return [document.activeElement.outerHTML.slice(0, 80), outlineStyle, parseFloat(outlineWidth), inside];
            }"""
        )
        if stop[1] == "none" or stop[2] < 2 or not stop[3]:
            unseen.append(stop)
    assert unseen == []


def test_a_teacher_signs_in_and_publishes_a_lesson(page: Page, amina: Page, site: Site) -> None:
    page.goto("/desk/new")
    type_into(page, "Name", "Amina")
    type_into(page, "Password", "correct horse")
    enter(page)
    expect(page.get_by_role("heading", name="Add a text")).to_be_visible()
    type_into(page, "Text", ARTICLE)
    tab_to(page.get_by_role("button", name="Make a lesson of it"))
    enter(page)
    expect(page.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()

    tab_to(page.get_by_text("Add a term"))
    enter(page)
    type_into(page, "Words of the text", "cold air")
    type_into(page, "Meaning, in words that your learners know", "air of a low temperature")
    tab_to(page.get_by_role("button", name="Add the term"))
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("“cold air” is now a term of this lesson.")

    tab_to(page.get_by_role("button", name=re.compile("^Leave out ?: inhaler$")))
    enter(page)
    expect(page.get_by_text("left out", exact=True)).to_be_visible()
    tab_to(page.get_by_role("button", name=re.compile("^Reject")).first)
    enter(page)
    expect(page.get_by_text("rejected", exact=True)).to_be_visible()

    tab_to(page.get_by_role("link", name="Edit title and text"))
    enter(page)
    expect(page.get_by_role("heading", name="Edit the text")).to_be_visible()
    type_into(page, "Title", "Asthma by Keyboard")
    enter(page)
    expect(page.get_by_role("heading", name="Asthma by Keyboard", level=1)).to_be_visible()
    tab_to(page.get_by_role("button", name="Publish"))
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("The lesson is in the library.")
