"""What a lesson's page asks about its words: words.json, definition.json, the second layer of a gloss, reader.json."""

import pytest
from flask import Flask

from tests import pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import SHORT
from vocab import dictionary, glossary

pytestmark = pytest.mark.model
needs_wordnet = pytest.mark.skipif(
    not dictionary.DEBIAN.is_dir(), reason="WordNet is not here: apt install wordnet-base"
)
BANKS = (
    "They sat on the grass of the bank beside the river and watched the water flow past the boats.\n\n"
    "At the bank she cashed a check, paid in a deposit of money, and asked for a loan for her home.\n\n" + SHORT
)


def words_of(person: Person, slug: str) -> dict:
    return person.get(f"/lessons/{slug}/words.json").json["lexemes"]


def word(person: Person, slug: str, lemma: str) -> dict:
    return next(word for word in words_of(person, slug).values() if word["lemma"] == lemma)


def number_of(person: Person, slug: str, lemma: str) -> str:
    return next(number for number, word in words_of(person, slug).items() if word["lemma"] == lemma)


def sentence_with(person: Person, slug: str, words: str) -> str:
    """The number of the sentence, as the page's script finds it."""
    text = pages.main(person.get(f"/lessons/{slug}")).one(id="text")
    found = [each for each in text.all("span", class_="sentence") if words in each.text]
    assert len(found) == 1, words
    return found[0].attributes["id"].removeprefix("s-")


def definition(person: Person, slug: str, lemma: str, sentence: str) -> dict:
    place = f"/lessons/{slug}/words/{number_of(person, slug, lemma)}/definition.json"
    answer = person.get(place, query_string={"sentence": sentence})
    assert answer.status_code == 200
    return answer.json


def more(person: Person, slug: str, lemma: str, *, sentence: str) -> pages.Element:
    """The second layer of the gloss that is opened in the sentence with these words."""
    place = f"/lessons/{slug}/words/{number_of(person, slug, lemma)}/more"
    answer = person.get(place, query_string={"sentence": sentence_with(person, slug, sentence)})
    assert answer.status_code == 200
    return pages.read(answer)


def titles(piece: pages.Element) -> list[str]:
    return [title.text for title in piece.all("h3")]


# -- words.json


def test_a_term_has_all_that_the_first_layer_shows(visitor: Person, lesson: str) -> None:
    entry = glossary.entries()["dehydration", "NOUN", ""]
    told = word(visitor, lesson, "dehydration")
    assert told["translations"] == dict(entry.translations)
    assert told["translations"].keys() >= {"es", "pt", "fr", "pl", "uk", "ar", "zh", "vi"}
    assert (told["ipa"], told["definition"], told["plain"]) == (entry.ipa, entry.definition, entry.plain)
    asthma = word(visitor, lesson, "asthma")
    assert asthma["ipa"] != asthma["ipa_us"]
    assert not {"ipa_us", "by", "family", "words"} & told.keys(), "what is empty is left out"


def test_a_general_word_has_its_family_and_no_translation(visitor: Person, lesson: str) -> None:
    told = word(visitor, lesson, "begin")
    assert "beginning" in told["family"]
    assert "begin" not in told["family"]
    assert not {"translations", "ipa", "definition", "term", "kind"} & told.keys()


def test_everybody_gets_the_same_whatever_their_language(visitor: Person, bo: Person, cy: Person, lesson: str) -> None:
    bo.post("/account/reading", {"first_language": "ar", "level": "C1"})
    cy.post("/account/reading", {"first_language": "pl", "level": ""})
    for place in (f"/lessons/{lesson}/words.json", f"/lessons/{lesson}"):
        answers = [person.get(place) for person in (visitor, bo, cy)]
        assert answers[0].data == answers[1].data == answers[2].data
        assert len({answer.headers["ETag"] for answer in answers}) == 1


# -- definition.json


@needs_wordnet
def test_the_sentence_chooses_the_sense(visitor: Person, amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", BANKS, published=True)
    river = sentence_with(visitor, slug, "beside the river")
    money = sentence_with(visitor, slug, "asked for a loan")
    assert "sloping land" in definition(visitor, slug, "bank", river)["definition"]
    assert "financial institution" in definition(visitor, slug, "bank", money)["definition"]
    assert definition(visitor, slug, "bank", money)["pos"] == "noun"


@needs_wordnet
@pytest.mark.parametrize("sentence", ["", "x", "-1", "999", "9" * 30])
def test_without_a_sentence_the_usual_sense_is_told(
    visitor: Person, amina: Person, database: Flask, sentence: str
) -> None:
    slug = add_lesson(database, "Amina", BANKS, published=True)
    told = definition(visitor, slug, "bank", sentence)
    assert told["definition"] in [sense.definition for sense in dictionary.senses("bank", "NOUN")]


@needs_wordnet
def test_what_wordnet_does_not_have_is_null(visitor: Person, lesson: str) -> None:
    assert definition(visitor, lesson, "the", "0") == {"definition": None, "pos": None}


def test_without_wordnet_every_definition_is_null(visitor: Person, lesson: str, without_dictionary: None) -> None:
    assert definition(visitor, lesson, "begin", "1") == {"definition": None, "pos": None}


def test_a_draft_tells_its_owner_alone(visitor: Person, amina: Person, draft: str) -> None:
    number = number_of(amina, draft, "begin")
    for what in ("definition.json?sentence=1", "more"):
        assert visitor.get(f"/lessons/{draft}/words/{number}/{what}").status_code == 404
        assert amina.get(f"/lessons/{draft}/words/{number}/{what}").status_code == 200


def test_a_definition_costs_little(visitor: Person, lesson: str) -> None:
    number = number_of(visitor, lesson, "begin")
    with statements() as sent:
        visitor.get(f"/lessons/{lesson}/words/{number}/definition.json?sentence=1")
    assert len(sent) <= 5, sent


# -- more


def test_the_second_layer_of_a_term(visitor: Person, lesson: str) -> None:
    entry = glossary.entries()["dehydration", "NOUN", ""]
    layer = more(visitor, lesson, "dehydration", sentence="Dehydration can cause")
    assert not list(layer.all("html")), "a piece, not a page"
    assert titles(layer)[0] == "Word parts"
    assert [part.text.split()[0] for part in layer.one("ul", class_="word-parts").all("li")] == ["de", "hydr", "ation"]
    assert " · ".join(entry.partners) in layer.text
    assert entry.example in layer.text
    assert "rehydration" in layer.one("ul", class_="word-list").text
    last = list(layer.all("a"))[-1]
    assert (last.text, last.attributes["href"]) == ("All about “dehydration”", "/vocabulary/dehydration/noun")


def test_the_second_layer_of_a_general_word(visitor: Person, lesson: str) -> None:
    layer = more(visitor, lesson, "begin", sentence="begin at any age")
    assert titles(layer) == ["Word family"]
    assert "beginning" in layer.one("ul", class_="word-list").text
    assert list(layer.all("a"))[-1].attributes["href"] == "/vocabulary/begin/verb"


def test_sentences_are_shown_but_for_the_one_that_is_read(visitor: Person, lesson: str) -> None:
    first = more(visitor, lesson, "lung", sentence="a disease of the lungs")
    assert first.one("ul", class_="lines").one("a").attributes["href"] == f"/lessons/{lesson}#s-9"
    second = more(visitor, lesson, "lung", sentence="An inhaler brings")
    assert second.one("ul", class_="lines").one("a").attributes["href"] == f"/lessons/{lesson}#s-0"


def test_every_word_of_a_text_has_its_layer_and_its_page(visitor: Person, amina: Person, database: Flask) -> None:
    """Small words, numbers and names too, and those with a slash in them."""
    odd = (
        "T-cell counts in COVID-19 patients fell by 0.5 mg/dL (p < 0.05), e.g. IL-6 and/or HbA1c; Crohn’s disease "
        "didn't change vs. controls at 5 km/h, said Dr. O'Neil of the U.S. team. "
    )
    slug = add_lesson(database, "Amina", odd + SHORT, published=True)
    lemmas = {told["lemma"] for told in words_of(visitor, slug).values()}
    assert {"COVID-19", "Crohn's disease", "and/or"} <= lemmas
    for number, told in words_of(visitor, slug).items():
        layer = visitor.get(f"/lessons/{slug}/words/{number}/more")
        assert layer.status_code == 200, told["lemma"]
        place = list(pages.read(layer).all("a"))[-1].attributes["href"]
        page = visitor.get(place)
        assert page.status_code == 200, place
        assert pages.main(page).one("h1").text.startswith(told["lemma"])


def test_a_word_that_is_not_there(visitor: Person, lesson: str) -> None:
    for what in ("definition.json", "more"):
        assert visitor.get(f"/lessons/{lesson}/words/999999/{what}").status_code == 404


# -- reader.json


def told_of(person: Person, slug: str) -> dict:
    told = person.get(f"/lessons/{slug}/reader.json").json
    return {name: told[name] for name in ("language", "level", "dictionary")}


@needs_wordnet
def test_the_page_learns_who_reads(visitor: Person, bo: Person, lesson: str) -> None:
    assert told_of(visitor, lesson) == {"language": None, "level": None, "dictionary": True}
    bo.post("/account/reading", {"first_language": "ar", "level": "B2"})
    arabic = {"code": "ar", "name": "Arabic", "lang": "ar", "dir": "rtl"}
    assert told_of(bo, lesson) == {"language": arabic, "level": "B2", "dictionary": True}
    bo.post("/account/reading", {"first_language": "zh", "level": ""})
    chinese = {"code": "zh", "name": "Chinese", "lang": "zh-Hans", "dir": "ltr"}
    assert told_of(bo, lesson) == {"language": chinese, "level": None, "dictionary": True}
    assert told_of(visitor, lesson)["language"] is None, "Bo's language is Bo's"


def test_it_learns_that_there_is_no_dictionary(visitor: Person, lesson: str, without_dictionary: None) -> None:
    assert told_of(visitor, lesson)["dictionary"] is False
