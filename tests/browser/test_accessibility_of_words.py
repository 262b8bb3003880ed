"""axe finds nothing on a gloss with all its layers, nor on the pages of the vocabulary."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import check
from tests.browser.lesson import gloss_of, open_lesson, press_word, term
from tests.browser.speech import AMERICAN, give_voices


def test_open_gloss_with_all_its_layers(bo: Page) -> None:
    bo.goto("/account/reading")
    bo.get_by_label("My language").select_option("ar")
    bo.get_by_role("button", name="Save").click()
    open_lesson(bo)
    term(bo, "Dehydration").click()
    bo.get_by_role("button", name="More about this word").click()
    expect(bo.get_by_role("heading", name="In other sentences")).to_be_visible()
    expect(bo.get_by_text("In Arabic:")).to_be_visible()
    check(bo)


def test_gloss_of_a_general_word(page: Page) -> None:
    open_lesson(page)
    press_word(page, "farmers")
    expect(gloss_of(page)).not_to_contain_text("Looking it up")
    check(page)


def test_gloss_that_could_not_be_loaded(page: Page) -> None:
    open_lesson(page)
    page.route("**/more?*", lambda route: route.abort())
    term(page, "Dehydration").click()
    page.get_by_role("button", name="More about this word").click()
    expect(page.get_by_text("This could not be loaded.")).to_be_visible()
    check(page)


@pytest.mark.parametrize(
    "address",
    [
        "/vocabulary",
        "/vocabulary?q=heart&level=B2",
        "/vocabulary?q=zzz",
        "/vocabulary?page=3",
        "/vocabulary/dehydration/noun",
        "/vocabulary/discharge/noun/leaving%20hospital",
        "/vocabulary/electroencephalogram",
        "/vocabulary/farmer/noun",
        "/vocabulary/zzz",
        "/word-parts",
        "/word-parts?q=heart",
        "/word-parts?q=zzz",
        "/word-parts/-itis",
        "/account/reading",
    ],
)
def test_page_of_the_vocabulary(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page)


def test_vocabulary_in_a_readers_language_and_a_teachers_words(amina: Page) -> None:
    amina.goto("/account/reading")
    amina.get_by_label("My language").select_option("ar")
    amina.get_by_role("button", name="Save").click()
    amina.goto("/vocabulary?q=asthma")
    check(amina)
    amina.goto("/desk/words/asthma/noun")
    check(amina)
    amina.get_by_label("Your own words").fill("x\x01")
    amina.get_by_role("button", name="Save").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    check(amina)
    amina.get_by_label("Your own words").fill("an illness of the lungs")
    amina.get_by_role("button", name="Save").click()
    expect(amina.get_by_text("Explained by Amina")).to_be_visible()
    check(amina)


def test_dialog_with_a_choice_of_voices_and_buttons_that_speak(page: Page) -> None:
    give_voices(page, AMERICAN)
    page.goto("/vocabulary/dehydration/noun")
    expect(page.get_by_role("button", name="Hear it")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_role("group", name="Voice")).to_be_visible()
    check(page)
