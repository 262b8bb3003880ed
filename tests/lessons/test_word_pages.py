"""The page of a word, as a visitor finds it and reads it."""

import random
import re
from pathlib import Path

import pytest
from flask import Flask, url_for

from lessons import wordpages
from tests import pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import SHORT
from vocab import dictionary, glossary, levels
from vocab.glossary import Entry

needs_wordnet = pytest.mark.skipif(
    not dictionary.DEBIAN.is_dir(), reason="WordNet is not here: apt install wordnet-base"
)
ODD = re.compile(r"[^a-z -]")


def entry_of(lemma: str, pos: str = "NOUN", sense: str = "") -> Entry:
    return glossary.entries()[lemma, pos, sense]


def word_page(person: Person, word: str) -> pages.Element:
    """What somebody comes to who asks for the word, or for the place of one of its meanings."""
    answer = person.get(f"/vocabulary/{word}", follow_redirects=True)
    assert answer.status_code == 200, word
    return pages.main(answer)


def section(page: pages.Element, title: str) -> pages.Element:
    return next(each for each in page.all("section") if any(h2.text == title for h2 in each.all("h2")))


def titles(page: pages.Element) -> list[str]:
    return [h2.text for h2 in page.all("h2")]


def links(page: pages.Element) -> dict[str, str]:
    return {link.text: link.attributes["href"] for link in page.all("a")}


def heading(page: pages.Element) -> str:
    """The word that the page is about, without the button that says it."""
    return page.one("h1").text.removesuffix("Hear it").strip()


# -- finding a word


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("asthma", "/asthma/noun"),
        ("Asthma", "/asthma/noun"),
        ("ASTHMA", "/asthma/noun"),
        (" asthma ", "/asthma/noun"),
        ("hiv", "/HIV/noun"),
        ("HIV", "/HIV/noun"),
        ("covid-19", "/COVID-19/noun"),
        ("oedema", "/edema/noun"),
        ("A&E", "/emergency%20room/noun"),
        ("Crohn's disease", "/Crohn's%20disease/noun"),
        ("crohn’s disease", "/Crohn's%20disease/noun"),
        ("discharge", "/discharge/noun"),
    ],
)
def test_a_word_leads_to_its_entry(visitor: Person, typed: str, place: str) -> None:
    answer = visitor.get(f"/vocabulary/{typed}")
    assert (answer.status_code, answer.location) == (302, f"/vocabulary{place}")


def test_a_common_word_is_no_abbreviation(visitor: Person) -> None:
    assert heading(word_page(visitor, "or")) == "or"
    assert heading(word_page(visitor, "OR")) == "operating room"


@pytest.mark.parametrize("word", ["xqzzkw", "xqzzkw/noun", "asthma/adverb", "asthma/noun/food", "-"])
def test_an_unknown_word_is_told(visitor: Person, word: str) -> None:
    answer = visitor.get(f"/vocabulary/{word}")
    assert answer.status_code == 404
    assert "We do not have this word. Check how it is written." in pages.main(answer).text


@needs_wordnet
def test_a_general_word_is_explained_by_wordnet(visitor: Person) -> None:
    page = word_page(visitor, "umbrella")
    assert heading(page) == "umbrella"
    senses = [sense.text for sense in page.one("ol", class_="senses").all("li")]
    assert "a lightweight handheld collapsible canopy" in senses[0]
    assert "Definitions from WordNet, Princeton University." in page.text
    assert "No lesson has this word yet." in page.text


def test_without_a_dictionary_the_page_says_so_and_shows_the_rest(visitor: Person, without_dictionary: None) -> None:
    page = word_page(visitor, "disagreement")
    assert "No dictionary of general words is installed here, so this word has no definition." in page.text
    assert page.one("p", class_="facts").text == f"Level {levels.word_level('disagreement')} less common word"
    assert "disagree" in links(section(page, "Word family"))


@pytest.mark.model
def test_a_name_without_an_entry_is_explained_by_its_words(
    visitor: Person, amina: Person, database: Flask, without_dictionary: None
) -> None:
    add_lesson(database, "Amina", SHORT + " The measles virus spreads fast.", published=True)
    page = word_page(visitor, "measles%20virus/noun")
    assert "explains its words" in page.text
    assert f"measles: {entry_of('measles').definition}" in page.text
    assert f"virus: {entry_of('virus').definition}" in page.text
    assert {"measles", "virus"} <= set(links(page))
    assert "No dictionary" not in page.text


def test_medical_words_need_no_dictionary(visitor: Person, without_dictionary: None) -> None:
    assert word_page(visitor, "asthma").one("p", class_="definition").text == entry_of("asthma").definition


# -- what stands there


def test_the_definition_stands_first(visitor: Person) -> None:
    entry = entry_of("hypertension")
    page = word_page(visitor, "hypertension")
    assert heading(page) == "hypertension"
    assert page.one("p", class_="definition").text == entry.definition
    assert "In plain words: high blood pressure" in page.text
    assert page.one("p", class_="quoted").text.startswith(entry.example)
    facts = page.one("p", class_="facts").text
    assert facts.startswith(f"Level {entry.level} noun disease")


def test_british_and_american_sound_where_they_differ(visitor: Person) -> None:
    entry = entry_of("hypertension")
    assert entry.ipa != entry.ipa_us != ""
    shown = word_page(visitor, "hypertension").one("span", class_="ipa")
    assert shown.text == f"British /{entry.ipa}/ American /{entry.ipa_us}/"
    same = entry_of("dehydration")
    assert same.ipa_us == ""
    assert word_page(visitor, "dehydration").one("span", class_="ipa").text == f"/{same.ipa}/"


def test_its_parts_lead_to_their_pages(visitor: Person) -> None:
    parts = section(word_page(visitor, "hypertension"), "Word parts")
    pieces = [piece.text for piece in parts.all("li")]
    assert [piece.split()[0] for piece in pieces] == ["hyper", "tens", "ion"]
    for place in links(parts).values():
        answer = visitor.get(place)
        assert answer.status_code == 200
        assert pages.main(answer).one("p", class_="definition").text in parts.text


def test_variants_and_partners(visitor: Person) -> None:
    entry = entry_of("hypertension")
    page = word_page(visitor, "hypertension")
    assert section(page, "Also written or called").one("p").text == ", ".join(entry.variants)
    assert [each.text for each in section(page, "Often together").all("li")] == list(entry.partners)


def test_what_an_entry_does_not_have_is_not_named(visitor: Person) -> None:
    bare = next(entry for entry in glossary.entries().values() if not (entry.plain or entry.variants or entry.parts))
    page = word_page(visitor, f"{bare.lemma}/{glossary.POS_NAMES[bare.pos]}")
    assert not {"Word parts", "Also written or called"} & set(titles(page))
    assert "In plain words" not in page.text


def test_the_family_goes_both_ways(visitor: Person) -> None:
    family = links(section(word_page(visitor, "diagnosis"), "Word family"))
    assert {"diagnose", "diagnostic"} <= family.keys()
    assert "diagnosis" not in family
    for word, place in family.items():
        assert heading(word_page(visitor, place.removeprefix("/vocabulary/"))) == word
    assert "diagnosis" in links(section(word_page(visitor, "diagnostic"), "Word family"))


def test_other_meanings_lead_to_their_pages(visitor: Person) -> None:
    meanings = section(word_page(visitor, "discharge"), "Other meanings")
    others = [entry for entry in glossary.named("discharge") if entry.key != ("discharge", "NOUN", "")]
    assert len(others) >= 3
    places = [link.attributes["href"] for link in meanings.all("a")]
    assert len(places) == len(set(places)) == len(others)
    assert "noun, army" in meanings.text
    shown = {
        word_page(visitor, place.removeprefix("/vocabulary/")).one("p", class_="definition").text for place in places
    }
    assert shown == {entry.definition for entry in others}


def test_an_everyday_meaning_has_its_page_too(visitor: Person) -> None:
    page = word_page(visitor, "discharge/noun/army")
    assert page.one("p", class_="definition").text == entry_of("discharge", "NOUN", "army").definition
    assert "army everyday word" in page.one("p", class_="facts").text
    assert entry_of("discharge").definition in section(page, "Other meanings").text


# -- translations


def test_every_language_in_its_own_direction(visitor: Person) -> None:
    page = word_page(visitor, "asthma")
    shown = section(page, "In other languages").one("dl")
    names = [name.text for name in shown.all("dt")]
    assert names == ["Spanish", "Portuguese", "French", "Polish", "Ukrainian", "Arabic", "Chinese", "Vietnamese"]
    words = {word.attributes["lang"]: word for word in shown.all("dd")}
    assert (words["ar"].text, words["ar"].attributes["dir"]) == ("ربو", "rtl")
    assert (words["zh-Hans"].text, words["zh-Hans"].attributes["dir"]) == ("哮喘", "ltr")
    assert [word.attributes["dir"] for word in words.values()].count("rtl") == 1
    assert links(page)["Choose your language"] == "/account/reading?next=/vocabulary/asthma/noun"


@pytest.mark.parametrize(
    ("language", "shown", "direction"),
    [("ar", "In Arabic: ربو", "rtl"), ("pl", "In Polish: astma", "ltr")],
)
def test_the_readers_own_language_comes_first(bo: Person, language: str, shown: str, direction: str) -> None:
    bo.post("/account/reading", {"first_language": language, "level": ""})
    page = word_page(bo, "asthma")
    own = page.one("p", class_="translation")
    assert own.text == shown
    assert (own.one("strong").attributes["lang"], own.one("strong").attributes["dir"]) == (language, direction)
    assert page.text.index(shown) < page.text.index("In other languages")
    assert "Choose your language" not in page.text


# -- every word can be reached


def related_forms() -> list[str]:
    return sorted({form for entry in glossary.entries().values() for form in entry.related})


def test_every_related_form_is_known_even_without_a_dictionary(database: Flask, without_dictionary: None) -> None:
    assert len(related_forms()) >= 1000
    with database.app_context():
        assert [form for form in related_forms() if not wordpages.find(form)] == []


def test_every_related_form_is_reachable(visitor: Person) -> None:
    """A sample: the whole takes minutes."""
    sample = random.Random(3).sample(related_forms(), 300)
    codes = {form: visitor.get(f"/vocabulary/{form}", follow_redirects=True).status_code for form in sample}
    assert {form: code for form, code in codes.items() if code != 200} == {}


def test_words_of_odd_spelling_are_found_and_have_working_links(visitor: Person) -> None:
    odd = [entry for entry in glossary.entries().values() if ODD.search(entry.lemma) and entry.is_term]
    assert {"COVID-19", "Crohn's disease", "X-ray", "vitamin B12"} <= {entry.lemma for entry in odd}
    for entry in odd:
        listed = pages.main(visitor.get("/vocabulary", query_string={"q": entry.lemma}))
        place = links(listed.one("ul", class_="entry-list"))[entry.lemma]
        answer = visitor.get(place)
        assert answer.status_code == 200, place
        assert pages.main(answer).one("p", class_="definition").text == entry.definition


def test_forms_with_stops_and_slashes_lead_to_their_entries(visitor: Person) -> None:
    odd = sorted({form for entry in glossary.entries().values() for form in entry.forms if re.search(r"[^\w -]", form)})
    assert {"A&E", "i.v.", "attention-deficit/hyperactivity disorder"} <= set(odd)
    with visitor.app.test_request_context():
        places = {form: url_for("vocabulary.find", word=form) for form in odd}
    assert [form for form, place in places.items() if visitor.get(place).status_code != 302] == []


# -- what it costs


def test_a_word_page_asks_little_of_the_database(visitor: Person) -> None:
    with statements() as sent:
        word_page(visitor, "asthma/noun")
    assert len(sent) <= 2, sent


def test_parts_of_an_own_entry_that_cannot_be_are_left_out(visitor: Person, tmp_path: Path) -> None:
    """`flask vocab check` tells its writer; a reader must not pay for it."""
    own = tmp_path / "own.csv"
    row = "hypoxia,NOUN,disease,C1,a lack of oxygen,He had hypoxia.,hyp|what|ia"
    own.write_text(f"lemma,pos,kind,level,definition,example,parts\n{row}\n", encoding="utf-8")
    glossary.use([own])
    try:
        shown = word_page(visitor, "hypoxia").text
        assert "a lack of oxygen" in shown
        assert "Word parts" not in shown
        assert visitor.get("/word-parts/hypo-").status_code == 200
    finally:
        glossary.use([])
