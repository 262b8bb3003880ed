"""A word and its sentence aloud, where the browser has a voice for it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import gloss_of, open_lesson, term
from tests.browser.site import both_sizes, press
from tests.browser.speech import AMERICAN, BRITISH, FRENCH, give_voices

SENTENCE = "Dehydration is one of the main causes of muscle spasms."


def said(page: Page) -> list[dict[str, object]]:
    return page.evaluate("window.said")


def choose_voice(page: Page, name: str) -> None:
    dialog = page.get_by_role("dialog", name="Display")
    press(page.get_by_role("button", name="Display"))
    press(dialog.get_by_role("radio", name=name))
    press(dialog.get_by_role("button", name="Done"))


def open_gloss(page: Page) -> Locator:
    open_lesson(page)
    press(term(page, "Dehydration"))
    expect(gloss_of(page)).to_be_visible()
    return gloss_of(page)


def expect_silence(page: Page) -> None:
    gloss = open_gloss(page)
    expect(gloss.locator("button[data-speak]")).to_have_count(2)
    for button in gloss.locator("button[data-speak]").all():
        expect(button).to_be_hidden()
    page.goto("/vocabulary/dehydration/noun")
    for button in page.locator("button[data-speak]").all():
        expect(button).to_be_hidden()
    press(page.get_by_role("button", name="Display"))
    expect(page.get_by_role("group", name="Voice")).to_be_hidden()


def test_nothing_is_offered_where_the_browser_cannot_speak(page: Page) -> None:
    page.goto("/")
    if page.evaluate("speechSynthesis.getVoices().some(each => each.lang.startsWith('en'))"):
        pytest.skip("this Chromium has an English voice")
    expect_silence(page)


def test_nothing_is_offered_where_no_voice_is_english(page: Page) -> None:
    give_voices(page, FRENCH)
    expect_silence(page)


def test_nothing_is_offered_where_the_browser_knows_no_speech(page: Page) -> None:
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis")
    expect_silence(page)


@both_sizes
def test_the_word_is_said_and_slower_on_the_second_tap(page: Page) -> None:
    give_voices(page, FRENCH, AMERICAN)
    button = open_gloss(page).get_by_role("button", name="Hear the word")
    for _ in range(3):
        press(button)
    assert [each["text"] for each in said(page)] == ["dehydration"] * 3
    assert {each["voice"] for each in said(page)} == {"en-US"}
    first, second, third = (each["rate"] for each in said(page))
    assert first == third == 1
    assert 0.4 <= second <= 0.8


def test_the_sentence_is_said_whole_and_at_its_own_speed(page: Page) -> None:
    give_voices(page, AMERICAN)
    gloss = open_gloss(page)
    press(gloss.get_by_role("button", name="Hear the word"))
    press(gloss.get_by_role("button", name="Hear the sentence"))
    assert [(each["text"], each["rate"]) for each in said(page)] == [("dehydration", 1), (SENTENCE, 1)]
    press(gloss.get_by_role("button", name="Hear the sentence"))
    assert said(page)[-1]["text"] == SENTENCE
    assert said(page)[-1]["rate"] < 1


@both_sizes
def test_the_voice_is_american_or_british_as_the_reader_chooses(page: Page) -> None:
    give_voices(page, FRENCH, BRITISH, AMERICAN)
    page.goto("/")
    for choice, voice in (("British", "en_GB"), ("American", "en-US"), ("British", "en_GB")):
        choose_voice(page, choice)
        press(open_gloss(page).get_by_role("button", name="Hear the word"))
        assert [each["voice"] for each in said(page)] == [voice]
        page.keyboard.press("Escape")


def test_without_the_chosen_voice_another_english_one_speaks(page: Page) -> None:
    give_voices(page, FRENCH, AMERICAN)
    page.goto("/")
    choose_voice(page, "British")
    press(open_gloss(page).get_by_role("button", name="Hear the word"))
    assert [each["voice"] for each in said(page)] == ["en-US"]


def test_a_voice_that_comes_late_is_offered_then(page: Page) -> None:
    """Some browsers load their voices after the page, and not all at once."""
    give_voices(page)
    gloss = open_gloss(page)
    expect(gloss.get_by_role("button", name="Hear the word")).to_be_hidden()
    page.evaluate("arrive({ lang: 'fr-FR' })")
    expect(gloss.get_by_role("button", name="Hear the word")).to_be_hidden()
    page.evaluate("arrive({ lang: 'en-GB' })")
    press(gloss.get_by_role("button", name="Hear the word"))
    assert said(page)[0]["voice"] == "en-GB"


def test_a_words_page_says_the_word_and_its_example(page: Page) -> None:
    give_voices(page, AMERICAN)
    page.goto("/vocabulary/dehydration/noun")
    page.get_by_role("button", name="Hear it").click()
    page.get_by_role("button", name="Hear the example").click()
    word, example = (each["text"] for each in said(page))
    assert word == "dehydration"
    assert example == page.locator("p.quoted").first.text_content().replace("Hear the example", "").strip()
