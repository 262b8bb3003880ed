"""Words among emoji and accents: a browser counts letters otherwise than Python does."""

from playwright.sync_api import Page, expect

from tests.browser.lesson import expect_coloured, gloss_of, open_lesson, press_word, term
from tests.browser.site import Site, both_sizes, press

EMOJI = "\n\n".join(
    [
        "Café Notes 😀",
        "😀😀 Asthma is a naïve-looking illness of the lungs 👩‍⚕️ and it can begin at any age. "
        "Many people with asthma have a cough at night 🌙🌙.",
        "1. Résumé of the Triggers 🫁",
        "Symptoms such as fever 🤧 and chest pain are signs of an attack. "
        "Café owners with asthma stay away from smoke 🚬, dust and pollen. "
        "An inhaler 💨 brings the medicine straight to the lungs.",
    ]
)


@both_sizes
def test_words_after_emoji_and_accents_are_found_where_they_stand(page: Page, site: Site, amina: Page) -> None:
    open_lesson(page, f"/lessons/{site.add_lesson(EMOJI, owner='Amina')}")
    for word, lemma in (("naïve", None), ("owners", "owner"), ("brings", "bring"), ("straight", "straight")):
        press_word(page, word)
        expect(gloss_of(page)).to_be_visible()
        marked = gloss_of(page).locator("mark").text_content() or ""
        assert word in marked
        if lemma:
            assert marked == word
            expect(gloss_of(page).locator("#gloss-word")).to_have_text(lemma)
        page.keyboard.press("Escape")


def test_learned_words_among_emoji_are_coloured_letter_by_letter(page: Page, site: Site, amina: Page) -> None:
    open_lesson(page, f"/lessons/{site.add_lesson(EMOJI, owner='Amina')}")
    for word in ("Asthma", "inhaler", "chest pain"):
        press(term(page, word))
        press(gloss_of(page).get_by_role("button", name="Learn it"))
        expect(gloss_of(page).get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Escape")
    expect_coloured(page, ["Asthma", "asthma", "asthma", "chest pain", "inhaler"])
