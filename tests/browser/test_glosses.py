"""What a gloss says of a medical word: first the meaning, and one more tap for the rest."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.learning import LANGUAGES
from tests.browser.lesson import check_places, gloss_of, open_lesson, press_word, term
from tests.browser.site import LESSON, PHONE, Site, Size, both_sizes, press, tab_to
from tests.texts import SHORT
from vocab import families, glossary, word_parts
from vocab.glossary import Entry
from vocab.models import WordState

CLEAR = "rgba(0, 0, 0, 0)"
NOT_LOADED = "This could not be loaded. Check your connection and try again."


def entry_of(lemma: str, pos: str = "NOUN") -> Entry:
    return glossary.entries()[lemma, pos, ""]


def open_gloss(page: Page, word: str, url: str = LESSON) -> Locator:
    open_lesson(page, url)
    press(term(page, word))
    expect(gloss_of(page)).to_be_visible()
    return gloss_of(page)


def tell(page: Page, *, language: str = "", level: str = "") -> None:
    """On the page that asks for them, as everybody does."""
    page.goto("/account/reading")
    page.get_by_label("My language").select_option(language)
    page.get_by_label("My level of English").select_option(level)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def more_button(page: Page) -> Locator:
    return gloss_of(page).locator("[data-gloss=more]")


def layer(page: Page) -> Locator:
    return gloss_of(page).locator("#gloss-layer")


def part(page: Page, title: str) -> Locator:
    """What stands under a title of the second layer."""
    heading = layer(page).get_by_role("heading", name=title, exact=True)
    expect(heading).to_be_visible()
    return heading.locator("xpath=following-sibling::*[1]")


# -- the first layer


@both_sizes
def test_a_gloss_says_what_a_term_means_and_how_it_sounds(page: Page) -> None:
    entry = entry_of("diagnosis")
    assert entry.ipa_us
    gloss = open_gloss(page, "diagnosis")
    expect(gloss).to_contain_text(entry.definition)
    expect(gloss.locator(".ipa")).to_have_text(f"British /{entry.ipa}/ American /{entry.ipa_us}/")
    expect(gloss).to_contain_text(f"Level {entry.level}")
    expect(gloss.get_by_text("In plain words")).to_be_hidden()
    expect(layer(page)).to_be_hidden()
    check_places(page)


def test_one_sound_for_both_is_shown_once(page: Page) -> None:
    entry = entry_of("sciatica")
    assert not entry.ipa_us
    expect(open_gloss(page, "sciatica").locator(".ipa")).to_have_text(f"/{entry.ipa}/")


def test_a_plainer_word_stands_beside_the_hard_one(page: Page) -> None:
    expect(open_gloss(page, "diuretics")).to_contain_text(f"In plain words: {entry_of('diuretic').plain}")


@both_sizes
def test_a_name_without_an_entry_is_explained_by_its_words(page: Page, amina: Page, site: Site) -> None:
    text = f"{SHORT}\n\nThe measles virus spreads fast."
    gloss = open_gloss(page, "measles virus", f"/lessons/{site.add_lesson(text, owner='Amina')}")
    for word in ("measles", "virus"):
        expect(gloss.locator(".gloss-parts")).to_contain_text(f"{word}: {entry_of(word).definition}")
    expect(gloss).not_to_contain_text("No definition")
    check_places(page)


@both_sizes
def test_a_general_word_is_explained_when_it_is_tapped(page: Page, amina: Page, site: Site) -> None:
    text = f"{SHORT}\n\nRegular exercise is good for everybody."
    open_lesson(page, f"/lessons/{site.add_lesson(text, owner='Amina')}")
    expect(term(page, "regular exercise")).to_have_count(0)
    press_word(page, "Regular exercise")
    expect(gloss_of(page)).to_contain_text(entry_of("regular exercise").definition)


@both_sizes
@pytest.mark.parametrize("code", ["ar", "es", "zh"])
def test_bo_sees_the_word_in_his_language(bo: Page, code: str) -> None:
    language = LANGUAGES[code]
    tell(bo, language=code)
    gloss = open_gloss(bo, "Dehydration")
    translation = gloss.get_by_text(entry_of("dehydration").translations[code], exact=True)
    expect(translation).to_be_visible()
    expect(translation).to_have_attribute("lang", {"ar": "ar", "es": "es", "zh": "zh-Hans"}[code])
    expect(translation).to_have_css("direction", "rtl" if code == "ar" else "ltr")
    expect(gloss).to_contain_text(f"In {language.name}:")
    expect(gloss.get_by_role("link", name="See it in your language")).to_have_count(0)
    check_places(bo)


@both_sizes
def test_who_told_no_language_is_asked_once_and_comes_back(page: Page) -> None:
    gloss = open_gloss(page, "sciatica")
    press(gloss.get_by_role("link", name="See it in your language"))
    expect(page.get_by_role("heading", name="My language and level")).to_be_visible()
    page.get_by_label("My language").select_option("vi")
    with page.expect_response("**/reader.json"):
        press(page.get_by_role("button", name="Save"))
    press(term(page, "sciatica"))
    expect(gloss).to_contain_text(f"In Vietnamese: {entry_of('sciatica').translations['vi']}")
    page.goto("/")
    expect(page.get_by_text("Saved.")).to_have_count(0)


def test_amina_explains_a_word_and_bo_reads_who_did(amina: Page, bo: Page) -> None:
    tell(bo, language="es")
    built_in = entry_of("sciatica")
    amina.goto("/vocabulary/sciatica")
    amina.get_by_role("link", name="Explain it in your own words").click()
    amina.get_by_label("Your own words").fill("a pain that shoots down the leg")
    amina.get_by_role("button", name="Save").click()
    expect(amina.get_by_role("status")).to_contain_text("is explained as you wrote it")

    gloss = open_gloss(bo, "sciatica")
    expect(gloss).to_contain_text("a pain that shoots down the leg")
    expect(gloss.get_by_text("Explained by Amina", exact=True)).to_be_visible()
    expect(gloss).not_to_contain_text(built_in.definition)
    expect(gloss).to_contain_text(f"In Spanish: {built_in.translations['es']}")
    bo.keyboard.press("Escape")
    press(term(bo, "nerves"))
    expect(gloss).to_contain_text(entry_of("nerve").definition)
    expect(gloss.get_by_text("Explained by")).to_have_count(0)


# -- the second layer


@both_sizes
def test_one_tap_shows_more_and_another_less(page: Page) -> None:
    entry = entry_of("dehydration")
    open_gloss(page, "Dehydration")
    button = more_button(page)
    expect(button).to_have_text("More about this word")
    expect(button).to_have_attribute("aria-expanded", "false")
    press(button)
    expect(layer(page)).to_be_visible()
    expect(button).to_have_text("Less")
    expect(button).to_have_attribute("aria-expanded", "true")

    for piece in word_parts.split(entry.parts, entry.lemma):
        row = part(page, "Word parts").get_by_role("listitem").filter(has_text=piece.part.meaning)
        expect(row.get_by_role("link", name=piece.text, exact=True)).to_be_visible()
    expect(part(page, "Often together")).to_have_text(" · ".join(entry.partners))
    expect(part(page, "Example")).to_have_text(entry.example)
    family = part(page, "Word family").get_by_role("link")
    assert family.all_text_contents() == list(families.family("dehydration")) != []
    expect(layer(page).get_by_role("link", name="All about “dehydration”")).to_have_count(1)
    check_places(page)

    press(button)
    expect(layer(page)).to_be_hidden()
    expect(button).to_have_text("More about this word")
    expect(gloss_of(page)).to_be_visible()
    check_places(page)


def test_other_sentences_are_those_of_other_places(page: Page) -> None:
    gloss = open_gloss(page, "Dehydration")
    here = gloss.locator(".gloss-sentence").text_content()
    press(more_button(page))
    lines = part(page, "In other sentences").get_by_role("listitem")
    expect(lines).to_have_count(3)
    assert here not in lines.locator(".quoted").all_text_contents()
    for line in lines.all():
        expect(line.locator("mark").first).to_have_text(re.compile("^dehydration$", re.IGNORECASE))
    lines.first.get_by_role("link").click()
    expect(page.locator(".sentence:target")).to_be_in_viewport()
    expect(page.locator(".sentence:target")).to_contain_text("ehydration")


def test_other_meanings_of_the_same_letters_have_their_own_pages(page: Page) -> None:
    others = [entry for entry in glossary.named("stroke") if entry.key != ("stroke", "NOUN", "")]
    open_gloss(page, "stroke")
    press(more_button(page))
    meanings = part(page, "Other meanings").get_by_role("listitem")
    expect(meanings).to_have_count(len(others))
    expect(meanings.first).to_contain_text(others[0].definition)
    meanings.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/vocabulary/stroke/noun/swimming$"))


def test_the_layer_is_of_the_word_that_is_open(page: Page) -> None:
    """The next word begins with its first layer, whatever was open before."""
    open_gloss(page, "Dehydration")
    press(more_button(page))
    expect(layer(page)).to_be_visible()
    page.keyboard.press("Escape")
    press(term(page, "sciatica"))
    expect(layer(page)).to_be_hidden()
    press(more_button(page))
    expect(layer(page)).to_contain_text(entry_of("sciatica").example)
    expect(layer(page)).not_to_contain_text(entry_of("dehydration").example)


def test_more_and_less_from_the_keyboard(page: Page) -> None:
    open_lesson(page)
    tab_to(page.locator("#text"))
    dehydration = term(page, "Dehydration")
    tab_to(dehydration)
    page.keyboard.press("Enter")
    expect(gloss_of(page)).to_be_focused()
    button = more_button(page)
    tab_to(button, most=6)
    page.keyboard.press("Enter")
    expect(layer(page)).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    expect(layer(page).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(layer(page)).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(layer(page).get_by_role("link").last, most=30)
    expect(layer(page).get_by_role("link").last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(gloss_of(page)).to_be_hidden()
    expect(dehydration).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, Size(900, 620)], ids=["390", "900"])
def test_a_long_layer_is_seen_at_once_and_can_be_closed_from_its_end(page: Page) -> None:
    open_gloss(page, "sciatica")
    press(more_button(page))
    expect(layer(page).get_by_role("heading").first).to_be_in_viewport(ratio=1)
    layer(page).get_by_role("link").last.scroll_into_view_if_needed()
    close = gloss_of(page).get_by_role("button", name="Close")
    expect(close).to_be_in_viewport(ratio=1)
    press(close)
    expect(gloss_of(page)).to_be_hidden()


def test_a_broken_connection_is_said_and_a_second_try_works(page: Page) -> None:
    open_gloss(page, "sciatica")
    page.route("**/more?*", lambda route: route.abort())
    press(more_button(page))
    expect(gloss_of(page).get_by_role("status")).to_have_text(NOT_LOADED)
    expect(more_button(page)).to_have_attribute("aria-expanded", "false")
    page.unroute("**/more?*")
    press(more_button(page))
    expect(layer(page)).to_contain_text(entry_of("sciatica").example)
    expect(gloss_of(page).get_by_role("status")).to_be_empty()


# -- words that a reader need not look up


def lines_under(page: Page) -> dict[str, set[str]]:
    """The colours of the lines under the terms of the text, by the level of the term."""
    lexemes = page.request.get(f"{LESSON}/words.json").json()["lexemes"]
    found: dict[str, set[str]] = {}
    colours = page.locator("#text a.term").evaluate_all(
        "all => all.map(each => [each.dataset.lexeme, getComputedStyle(each).textDecorationColor])"
    )
    for lexeme, colour in colours:
        found.setdefault(lexemes[lexeme]["level"], set()).add(colour)
    return found


def test_terms_below_bos_level_are_not_underlined_but_explained(bo: Page) -> None:
    tell(bo, level="B2")
    open_lesson(bo)
    expect(term(bo, "muscles")).to_have_css("text-decoration-color", CLEAR)
    lines = lines_under(bo)
    assert {level for level, colours in lines.items() if colours == {CLEAR}} == {"A1", "A2", "B1"}
    assert all(CLEAR not in lines[level] for level in ("B2", "C1"))
    press(term(bo, "muscles"))
    expect(gloss_of(bo)).to_contain_text(entry_of("muscle").definition)


def test_who_told_no_level_sees_all_but_the_first_words_underlined(page: Page) -> None:
    open_lesson(page)
    expect(term(page, "brain")).to_have_css("text-decoration-color", CLEAR)
    lines = lines_under(page)
    assert lines.pop("A1") == {CLEAR}
    assert {"A2", "B1", "B2", "C1"} == set(lines)
    assert not any(CLEAR in colours for colours in lines.values())


def test_a_term_that_bo_knows_is_not_underlined_but_explained(bo: Page, site: Site) -> None:
    site.mark_word("Bo", "sciatica", WordState.KNOWN)
    open_lesson(bo)
    expect(term(bo, "sciatica")).to_have_css("text-decoration-color", CLEAR)
    expect(term(bo, "diuretics")).not_to_have_css("text-decoration-color", CLEAR)
    press(term(bo, "sciatica"))
    expect(gloss_of(bo)).to_contain_text(entry_of("sciatica").definition)
    expect(gloss_of(bo).get_by_role("button", name="I know it")).to_have_attribute("aria-pressed", "true")


def test_an_easy_word_that_bo_wants_to_learn_is_coloured(bo: Page) -> None:
    tell(bo, level="C1")
    open_lesson(bo)
    press_word(bo, "stroke")
    press(gloss_of(bo).get_by_role("button", name="Learn it"))
    expect(bo.locator("#text a.term.learning")).to_have_text("stroke")


# -- abbreviations


def test_a_later_use_of_an_abbreviation_tells_what_it_stands_for(amina: Page, site: Site) -> None:
    text = "The World Sailing Federation (WSF) told its sailors to rest. They say that the WSF meant it. " + SHORT
    open_lesson(amina, f"/lessons/{site.add_lesson(text, owner='Amina')}")
    press_word(amina, "WSF", nth=1)
    expect(gloss_of(amina).locator(".gloss-short")).to_have_text("WSF in this text: World Sailing Federation")
    press_word(amina, "sailors")
    expect(gloss_of(amina).locator(".gloss-short")).to_be_hidden()
