"""A reader learns a word, or knows it: what the text shows of it, and what is kept."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import expect_coloured, gloss_of, open_lesson, press_word, term
from tests.browser.site import PHONE, both_sizes, press


@both_sizes
def test_learn_it_colours_every_place_of_the_word_and_is_kept(page: Page) -> None:
    open_lesson(page)
    first = term(page, "electrolytes")
    places = page.locator(f"#text a.term[data-lexeme='{first.get_attribute('data-lexeme')}']")
    forms = places.all_text_contents()
    assert len(forms) > 1
    press(first)
    learn = gloss_of(page).get_by_role("button", name="Learn it")
    press(learn)
    expect(learn).to_have_attribute("aria-pressed", "true")
    expect_coloured(page, forms)
    expect(page.locator("#text a.term.learning")).to_have_count(len(forms))

    page.reload()
    expect_coloured(page, forms)
    press(first)
    expect(learn).to_have_attribute("aria-pressed", "true")
    press(learn)
    expect(learn).to_have_attribute("aria-pressed", "false")
    expect_coloured(page, [])
    open_lesson(page)
    expect(page.locator("#text a.term.learning")).to_have_count(0)


def test_a_word_that_is_no_term_can_be_learned_too(page: Page) -> None:
    open_lesson(page)
    press_word(page, "builders")
    press(gloss_of(page).get_by_role("button", name="Learn it"))
    expect_coloured(page, ["builders"])
    page.goto("/words")
    expect(page.get_by_role("row").filter(has_text="builder")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE], ids=["390"])
def test_i_know_it_takes_the_underline_away_and_is_kept(page: Page) -> None:
    open_lesson(page)
    sciatica = term(page, "sciatica")
    press(sciatica)
    know = gloss_of(page).get_by_role("button", name="I know it")
    press(know)
    expect(know).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.reload()
    expect(sciatica).to_have_class(re.compile(r"\bknown\b"))
    sciatica.blur()
    expect(sciatica).to_have_css("text-decoration-color", "rgba(0, 0, 0, 0)")
    press(sciatica)
    press(know)
    expect(know).to_have_attribute("aria-pressed", "false")
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(sciatica).not_to_have_class(re.compile(r"\bknown\b"))


def test_learn_and_know_exclude_each_other(page: Page) -> None:
    open_lesson(page)
    press(term(page, "sciatica"))
    learn = gloss_of(page).get_by_role("button", name="Learn it")
    know = gloss_of(page).get_by_role("button", name="I know it")
    press(learn)
    expect(learn).to_have_attribute("aria-pressed", "true")
    press(know)
    expect(know).to_have_attribute("aria-pressed", "true")
    expect(learn).to_have_attribute("aria-pressed", "false")
    expect_coloured(page, [])


def test_what_could_not_be_saved_is_said_and_not_shown_as_saved(page: Page) -> None:
    open_lesson(page)
    press(term(page, "sciatica"))
    page.route("**/words/*", lambda route: route.abort())
    learn = gloss_of(page).get_by_role("button", name="Learn it")
    press(learn)
    expect(gloss_of(page)).to_contain_text("Not saved. Check your connection and try again.")
    expect(learn).to_have_attribute("aria-pressed", "false")
    expect_coloured(page, [])
