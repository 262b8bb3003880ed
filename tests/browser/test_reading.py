"""A learner without an account, from the library into a lesson and its words."""

import re

import pytest
from playwright.sync_api import Page, expect

from db import db
from lessons.models import Lesson
from tests.browser.lesson import (
    WORD_BOX,
    check_places,
    expect_coloured,
    gloss_of,
    open_lesson,
    press_word,
    term,
)
from tests.browser.site import LESSON, Site, Size, both_sizes, press, tab_to
from vocab import glossary

TITLE = "Understanding the Underlying Causes of Widespread Severe Muscle Spasms"
SENTENCE = "Dehydration is one of the main causes of muscle spasms."


# -- the page


@both_sizes
def test_a_learner_finds_the_lesson_and_sees_all_of_it(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Library", level=1)).to_be_visible()
    card = page.get_by_role("article").filter(has=page.get_by_role("heading", name=TITLE))
    expect(card).to_have_count(1)
    expect(card).to_contain_text("In 3 levels")
    press(card.get_by_role("link", name=TITLE).first)

    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    header = page.locator(".lesson-header")
    expect(header).to_contain_text(re.compile(r"\d+ min"))
    expect(header).to_contain_text(re.compile(r"\d+ words"))
    key_terms = page.get_by_role("region", name="Key vocabulary")
    expect(key_terms).to_be_visible()
    assert 8 <= key_terms.get_by_role("link").count() <= 12
    for heading in page.locator("#text h2").all():
        expect(heading).to_be_visible()
    assert page.locator("#text h2").count() == 8
    expect(page.get_by_text("This lesson is not medical advice.")).to_be_visible()


@both_sizes
def test_the_level_comes_with_its_reasons(page: Page, site: Site) -> None:
    with site.database():
        lesson = db.session.query(Lesson).filter_by(slug="muscle-spasms-b1").one()
        level, reasons = lesson.level_label, lesson.level_reasons
    page.goto(LESSON)
    expect(page.locator(".lesson-header .level")).to_have_text(f"Level {level}")
    assert reasons
    expect(page.get_by_text(reasons[0])).to_be_hidden()
    press(page.get_by_text(f"Why {level}?"))
    for reason in reasons:
        expect(page.get_by_text(reason)).to_be_visible()


def test_every_medical_term_is_underlined_and_no_other_word(page: Page) -> None:
    page.goto(LESSON)
    terms = page.locator("#text a.term").all()
    assert len(terms) > 20
    lines = page.locator("#text a.term").evaluate_all(
        "all => all.map(each => getComputedStyle(each).textDecorationLine)"
    )
    assert set(lines) == {"underline"}
    assert page.locator("#text .sentence").first.evaluate("each => getComputedStyle(each).textDecorationLine") == "none"
    words = {text.lower() for text in page.locator("#text a.term").all_text_contents()}
    assert {"dehydration", "electrolytes", "sciatica", "multiple sclerosis"} <= words
    assert not {"water", "weather", "farmers", "day"} & words


@both_sizes
def test_the_level_switch_leads_to_the_easier_text(page: Page) -> None:
    page.goto(LESSON)
    switch = page.get_by_role("navigation", name="Level of this text")
    expect(switch.get_by_role("link")).to_have_count(3)
    expect(switch.locator("[aria-current=page]")).to_have_text("B1")
    press(switch.get_by_role("link").first)
    expect(page).to_have_url(re.compile("/lessons/muscle-spasms-a2$"))
    expect(page.locator("#text")).to_contain_text("Dehydration means too little water in the body.")
    expect(switch.locator("[aria-current=page]")).to_have_text(re.compile("^A2"))


def test_reading_alone_leaves_no_cookie(page: Page) -> None:
    """A session begun in the background would overtake the one of the next page, and make its form invalid."""
    open_lesson(page)
    press(term(page, "Dehydration"))
    expect(gloss_of(page)).to_be_visible()
    assert page.context.cookies() == []
    press(gloss_of(page).get_by_role("button", name="Learn it"))
    expect(gloss_of(page).get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")
    assert page.context.cookies() != []


# -- the gloss of a term


@both_sizes
def test_pressing_a_term_explains_it(page: Page) -> None:
    entry = glossary.entries()["dehydration", "NOUN", ""]
    open_lesson(page)
    press(term(page, "Dehydration"))
    gloss = gloss_of(page)
    expect(gloss).to_be_visible()
    expect(gloss.locator("#gloss-word")).to_have_text("dehydration")
    expect(gloss).to_contain_text(entry.definition)
    expect(gloss).to_contain_text(f"Level {entry.level}")
    expect(gloss).to_contain_text("noun")
    expect(gloss).to_contain_text(SENTENCE)
    expect(gloss.locator("mark")).to_have_text("Dehydration")
    expect_coloured(page, ["Dehydration"], "current")
    press(gloss.get_by_role("button", name="Close"))
    expect(gloss).to_be_hidden()
    expect_coloured(page, [], "current")


def test_hovering_a_term_explains_it_and_leaves_the_focus_alone(page: Page) -> None:
    open_lesson(page)
    page.get_by_role("link", name="Library").focus()
    term(page, "Dehydration").hover()
    gloss = gloss_of(page)
    expect(gloss).to_be_visible()
    expect(gloss).to_contain_text(SENTENCE)
    expect(page.get_by_role("link", name="Library")).to_be_focused()
    gloss.hover()
    page.wait_for_timeout(700)
    expect(gloss).to_be_visible()
    page.mouse.move(2, 2)
    expect(gloss).to_be_hidden()


def test_enter_on_a_term_explains_it_and_escape_goes_back(page: Page) -> None:
    open_lesson(page)
    page.locator("#text").focus()
    page.keyboard.press("Tab")
    first = page.locator("#text a.term").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    gloss = gloss_of(page)
    expect(gloss).to_be_focused()
    expect(gloss.locator("mark")).to_have_text(first.text_content() or "")
    page.keyboard.press("Escape")
    expect(gloss).to_be_hidden()
    expect(first).to_be_focused()


def test_a_term_opened_from_the_keyboard_can_be_marked_from_the_keyboard(page: Page) -> None:
    open_lesson(page)
    page.locator("#text").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    learn = gloss_of(page).get_by_role("button", name="Learn it")
    for _ in range(3):
        page.keyboard.press("Tab")
        if learn.evaluate("each => each === document.activeElement"):
            break
    expect(learn).to_be_focused()
    page.keyboard.press("Enter")
    expect(learn).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#text a.term").first).to_be_focused()


# -- any other word


@both_sizes
def test_pressing_any_other_word_explains_it(page: Page) -> None:
    open_lesson(page)
    press_word(page, "builders")
    gloss = gloss_of(page)
    expect(gloss.locator("#gloss-word")).to_have_text("builder")
    expect(gloss.locator("mark")).to_have_text("builders")
    expect(gloss).to_contain_text(re.compile(r"Level (A1|A2|B1|B2|C1|C2)"))
    expect(gloss).to_contain_text(re.compile(r"(very common|common|less common|rare|very rare) word"))


def test_pressing_the_space_beside_the_text_explains_nothing(page: Page) -> None:
    open_lesson(page)
    box = page.locator("#text").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] + 20, 300)
    page.wait_for_timeout(200)
    expect(gloss_of(page)).to_be_hidden()


def test_text_can_be_selected_without_a_gloss_in_the_way(page: Page) -> None:
    open_lesson(page)
    x, y = page.evaluate(WORD_BOX, ["builders", 0])
    page.mouse.move(x - 60, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=5)
    page.mouse.up()
    assert page.evaluate("String(getSelection())").strip()
    page.wait_for_timeout(200)
    expect(gloss_of(page)).to_be_hidden()


def test_tab_leads_to_the_beginning_of_the_text(page: Page) -> None:
    open_lesson(page)
    tab_to(page.locator("#text"))
    expect(page.get_by_text("Left and right arrows go from word to word.")).to_be_in_viewport()
    expect(page.locator("#s-0")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect_coloured(page, ["A"], "cursor")


def test_arrow_keys_go_from_word_to_word_and_enter_explains(page: Page) -> None:
    open_lesson(page)
    page.locator("#text").evaluate("each => each.focus({ preventScroll: true })")
    page.keyboard.press("ArrowRight")
    expect_coloured(page, ["A"], "cursor")
    for expected in ("muscle spasm", "or", "muscle cramp", "is", "a", "sudden"):
        page.keyboard.press("ArrowRight")
        expect_coloured(page, [expected], "cursor")
    expect(page.locator("#spoken")).to_have_text("sudden")
    page.keyboard.press("Enter")
    gloss = gloss_of(page)
    expect(gloss).to_be_focused()
    expect(gloss.locator("#gloss-word")).to_have_text("sudden")
    page.keyboard.press("Escape")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect_coloured(page, ["a"], "cursor")


# -- without a network


def test_without_its_words_a_term_still_leads_to_the_glossary(page: Page) -> None:
    page.route("**/words.json", lambda route: route.abort())
    page.goto(LESSON)
    sciatica = term(page, "sciatica")
    sciatica.click()
    expect(page).to_have_url(re.compile(f"#g-{sciatica.get_attribute('data-lexeme')}$"))


# -- where the gloss stands


@both_sizes
def test_the_gloss_never_covers_its_word_nor_leaves_the_window(page: Page) -> None:
    open_lesson(page)
    terms = page.locator("#text a.term").all()
    for one in [*terms[::6], terms[-1]]:
        press(one)
        expect(gloss_of(page)).to_be_visible()
        check_places(page)
        page.keyboard.press("Escape")
    for word in ("Some", "athletes", "builders", "position"):
        press_word(page, word)
        expect(gloss_of(page)).to_be_visible()
        check_places(page)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("size", [Size(900, 620), Size(320, 568, touch=True)], ids=["900", "320"])
def test_the_gloss_keeps_clear_of_its_word_in_other_windows(page: Page) -> None:
    open_lesson(page)
    for one in page.locator("#text a.term").all()[::9]:
        press(one)
        expect(gloss_of(page)).to_be_visible()
        check_places(page)
        page.keyboard.press("Escape")
