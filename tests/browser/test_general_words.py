"""Words that are not medical: what a dictionary says of them in their sentence, and what is left without one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import check_places, gloss_of, open_lesson, press_word
from tests.browser.site import Site, both_sizes, press
from tests.texts import SHORT
from vocab import dictionary

NO_DICTIONARY = "No dictionary of general words is installed here, so they have no definitions."
NOT_LOADED = "This could not be loaded. Check your connection and try again."
BANKS = f"""They sat on the bank of the river and watched the water.

The bank lends money to people who deposit their savings there.

{SHORT}"""

needs_wordnet = pytest.mark.skipif(
    not dictionary.DEBIAN.is_dir(), reason="WordNet is not here: apt install wordnet-base"
)


@needs_wordnet
@both_sizes
def test_a_word_means_what_its_sentence_says(page: Page, amina: Page, site: Site) -> None:
    open_lesson(page, f"/lessons/{site.add_lesson(BANKS, owner='Amina')}")
    gloss = gloss_of(page)
    for nth, meaning in enumerate(("sloping land", "financial institution")):
        press_word(page, "bank", nth=nth)
        expect(gloss).to_contain_text(meaning)
        expect(gloss.get_by_text("WordNet", exact=True)).to_be_visible()
        expect(gloss.get_by_role("link", name="See it in your language")).to_have_count(0)
        check_places(page)
        page.keyboard.press("Escape")


@needs_wordnet
def test_no_definition_is_said_where_wordnet_has_none(page: Page, amina: Page, site: Site) -> None:
    open_lesson(page, f"/lessons/{site.add_lesson(BANKS, owner='Amina')}")
    press_word(page, "and")
    expect(gloss_of(page)).to_contain_text("No definition here yet.")
    expect(gloss_of(page).get_by_text("WordNet")).to_have_count(0)


@needs_wordnet
def test_a_broken_connection_is_said_and_the_next_tap_tries_again(page: Page) -> None:
    open_lesson(page)
    page.route("**/definition.json?*", lambda route: route.abort())
    press_word(page, "farmers")
    gloss = gloss_of(page)
    expect(gloss.get_by_role("status")).to_have_text(NOT_LOADED)
    expect(gloss).not_to_contain_text("No definition")
    expect(gloss).not_to_contain_text("Looking it up")
    page.keyboard.press("Escape")
    page.unroute("**/definition.json?*")
    press_word(page, "farmers")
    expect(gloss).to_contain_text("a person who operates a farm")
    expect(gloss.get_by_role("status")).to_be_empty()


@both_sizes
def test_without_a_dictionary_it_is_said_once(page: Page, without_dictionary: None) -> None:
    open_lesson(page)
    gloss = gloss_of(page)
    press_word(page, "farmers")
    expect(gloss).to_contain_text(NO_DICTIONARY)
    check_places(page)
    page.keyboard.press("Escape")
    for word, lemma, family in (("builders", "builder", "building"), ("jobs", "job", "")):
        press_word(page, word)
        expect(gloss.locator("#gloss-word")).to_have_text(lemma)
        expect(gloss).to_contain_text("Level")
        expect(gloss.locator(".facts")).to_contain_text("common word")
        expect(gloss.locator(".gloss-family")).to_contain_text(family)
        assert "dictionary" not in gloss.inner_text()
        assert "definition" not in gloss.inner_text()
        page.keyboard.press("Escape")


def test_without_a_dictionary_there_is_still_more_about_a_word(page: Page, without_dictionary: None) -> None:
    open_lesson(page)
    press_word(page, "farmers")
    press(gloss_of(page).get_by_role("button", name="More about this word"))
    expect(gloss_of(page).get_by_role("link", name="farming")).to_be_visible()
    gloss_of(page).get_by_role("link", name="All about “farmer”").click()
    expect(page.get_by_role("heading", name="farmer", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("so this word has no definition")
