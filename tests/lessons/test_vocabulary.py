"""The list of the glossary's words, and of the parts that they are made of."""

from dataclasses import replace

import pytest

from lessons.word_views import SIZE
from tests import pages
from tests.conftest import Person
from tests.statements import statements
from vocab import glossary, word_parts


def listed(person: Person, **query: str) -> list[str]:
    """The words of the list, from top to bottom."""
    page = pages.main(person.get("/vocabulary", query_string=query))
    return [row.one("a").text for row in page.all("li", class_="entry-row")]


def row(person: Person, word: str, **query: str) -> pages.Element:
    page = pages.main(person.get("/vocabulary", query_string=query))
    return next(each for each in page.all("li", class_="entry-row") if each.one("a").text == word)


def all_pages(person: Person, **query: str) -> list[str]:
    """The words of every page, as somebody finds them who goes on to the end."""
    page = pages.main(person.get("/vocabulary", query_string=query))
    found: list[str] = []
    while True:
        found += [each.one("a").text for each in page.all("li", class_="entry-row")]
        following = [link for link in page.all("a") if link.text == "Next page"]
        if not following:
            return found
        page = pages.main(person.get(following[0].attributes["href"]))


def said(person: Person, **query: str) -> str:
    return pages.main(person.get("/vocabulary", query_string=query)).text


# -- the list


def test_the_menu_leads_to_it(visitor: Person) -> None:
    nav = pages.read(visitor.get("/")).all("a")
    assert "/vocabulary" in [link.attributes["href"] for link in nav]
    page = pages.main(visitor.get("/vocabulary"))
    assert page.one("h1").text == "Vocabulary"
    assert "/word-parts" in [link.attributes["href"] for link in page.all("a")]


def test_all_words_in_alphabetical_order_page_by_page(visitor: Person) -> None:
    terms = [entry for entry in glossary.entries().values() if entry.is_term]
    words = all_pages(visitor)
    assert len(words) == len(terms) >= 1500
    assert words == sorted(words, key=str.casefold)
    assert f"{len(terms)} words" in said(visitor)
    assert len(listed(visitor)) == SIZE


def test_a_row_says_what_the_word_is(visitor: Person) -> None:
    entry = glossary.entries()["hypertension", "NOUN", ""]
    shown = row(visitor, "hypertension", q="hypertension")
    assert shown.text.startswith(f"hypertension noun · {entry.level}")
    assert entry.definition in shown.text
    assert shown.one("a").attributes["href"] == "/vocabulary/hypertension/noun"


def test_everyday_meanings_are_not_listed(visitor: Person) -> None:
    kinds = {entry.kind for entry in glossary.named("tender")}
    assert glossary.EVERYDAY in kinds
    tender = list(pages.main(visitor.get("/vocabulary?q=tender")).all("li", class_="entry-row"))
    assert [each.one("a").attributes["href"] for each in tender if each.one("a").text == "tender"] == [
        "/vocabulary/tender/adjective"
    ]


def test_a_reader_sees_their_language_beside_each_word(bo: Person, visitor: Person) -> None:
    bo.post("/account/reading", {"first_language": "ar", "level": ""})
    word = row(bo, "asthma", q="asthma").one("span", class_="translation")
    assert (word.text, word.attributes["lang"], word.attributes["dir"]) == ("ربو", "ar", "rtl")
    assert not list(row(visitor, "asthma", q="asthma").all("span", class_="translation"))


# -- finding


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("asthma", "asthma"),
        ("ASTHMA", "asthma"),
        ("  asthma  ", "asthma"),
        ("thma", "asthma"),
        ("high blood  pressure", "hypertension"),
        ("oedema", "edema"),
        ("hiv", "HIV"),
        ("nadciśnienie", "hypertension"),
        ("астма", "asthma"),
        ("ربو", "asthma"),
        ("哮喘", "asthma"),
        ("HEN SUYỄN", "asthma"),
    ],
)
def test_a_word_is_found_in_english_and_in_a_translation(visitor: Person, query: str, word: str) -> None:
    assert word in listed(visitor, q=query)
    assert pages.typed_in(visitor.get("/vocabulary", query_string={"q": query}), "q") == " ".join(query.split())


def test_words_that_begin_so_come_first(visitor: Person) -> None:
    found = all_pages(visitor, q="heart")
    begin = [word.startswith("heart") for word in found]
    assert begin == sorted(begin, reverse=True)
    assert begin[0] is True
    assert begin[-1] is False


def test_words_of_a_field(visitor: Person) -> None:
    skin = [entry.lemma for entry in glossary.fields()["skin"] if entry.is_term]
    assert sorted(all_pages(visitor, field="skin")) == sorted(skin)
    page = pages.main(visitor.get("/vocabulary?field=skin"))
    assert [option.text for option in page.all("option") if "selected" in option.attributes] == ["Skin"]


@pytest.mark.parametrize("level", ["A2", "C1"])
def test_words_of_a_level(visitor: Person, level: str) -> None:
    found = all_pages(visitor, level=level)
    assert len(found) == sum(entry.is_term and entry.level == level for entry in glossary.entries().values()) > 10


def test_all_three_together_and_on_every_page(visitor: Person) -> None:
    """The links to other pages keep what was asked for."""
    found = all_pages(visitor, q="a", field="medicines", level="C1")
    expected = [
        entry.lemma
        for entry in glossary.fields()["medicines"]
        if entry.is_term
        and entry.level == "C1"
        and any("a" in text.casefold() for text in (*entry.forms, *entry.translations.values()))
    ]
    assert sorted(found) == sorted(expected)
    nav = pages.main(visitor.get("/vocabulary?q=a&field=medicines&page=2")).one("nav", **{"aria-label": "Pages"})
    earlier = next(link for link in nav.all("a") if link.text == "Earlier page").attributes["href"]
    assert earlier == "/vocabulary?q=a&field=medicines&page=1"


@pytest.mark.parametrize("query", [{"field": "astrology"}, {"level": "D1"}, {"level": "b1"}, {"q": "   "}])
def test_no_such_choice_is_no_choice(visitor: Person, query: dict[str, str]) -> None:
    assert listed(visitor, **query) == listed(visitor)


def test_nothing_found_says_what_was_sought(visitor: Person) -> None:
    page = pages.main(visitor.get("/vocabulary", query_string={"q": "<b>xqzzkw", "field": "skin"}))
    assert "No word found" in page.text
    assert "The glossary has no word with “<b>xqzzkw” in it under what you chose." in page.text
    assert page.one("a", class_="button").attributes["href"] == "/vocabulary"


@pytest.mark.parametrize("page", ["999", "9" * 40])
def test_after_the_last_page_comes_the_last_page(visitor: Person, page: str) -> None:
    """And not "No word found"."""
    assert listed(visitor, field="skin", page=page) == all_pages(visitor, field="skin")[SIZE:] != []


def test_a_long_search_is_cut(visitor: Person) -> None:
    assert len(pages.typed_in(visitor.get("/vocabulary", query_string={"q": "x" * 500}), "q")) == 80


def test_the_list_asks_the_database_for_the_reader_at_most(visitor: Person, bo: Person) -> None:
    for person, most in ((visitor, 0), (bo, 2)):
        with statements() as sent:
            person.get("/vocabulary?q=a")
        assert len(sent) <= most, sent


# -- word parts


def parts(person: Person, query: str = "") -> dict[str, str]:
    """The meaning of each part of the list."""
    page = pages.main(person.get("/word-parts", query_string={"q": query}))
    return {part.one("dt").text: part.one("dd").text for found in page.all("dl") for part in found.all("div")}


def test_all_parts_stand_there_by_their_kind(visitor: Person) -> None:
    assert len(parts(visitor)) == len(word_parts.parts()) >= 300
    page = pages.main(visitor.get("/word-parts"))
    assert [h2.text for h2 in page.all("h2")] == ["Roots", "Prefixes", "Suffixes"]


@pytest.mark.parametrize(
    ("query", "part"), [("heart", "cardi/o"), ("CARDIO", "cardi/o"), ("itis", "-itis"), ("inflammation", "-itis")]
)
def test_a_part_is_found_by_form_and_by_meaning(visitor: Person, query: str, part: str) -> None:
    found = parts(visitor, query)
    assert part in found
    assert len(found) < 20


def test_no_part_found_says_so(visitor: Person) -> None:
    page = pages.main(visitor.get("/word-parts?q=<i>xqz"))
    assert "No part found" in page.text
    assert page.one("a", class_="button").attributes["href"] == "/word-parts"
    assert pages.typed_in(visitor.get("/word-parts?q=<i>xqz"), "q") == "<i>xqz"


def test_every_part_has_its_page(visitor: Person) -> None:
    page = pages.main(visitor.get("/word-parts"))
    places = {link.text: link.attributes["href"] for found in page.all("dl") for link in found.all("a")}
    assert len(set(places.values())) == len(word_parts.parts())
    for part, place in places.items():
        shown = pages.main(visitor.get(place))
        assert (shown.one("h1").text, shown.one("p", class_="definition").text) == (
            part,
            word_parts.parts()[part].meaning,
        )


def test_a_part_shows_all_words_with_it(visitor: Person) -> None:
    page = pages.main(visitor.get("/word-parts/-itis"))
    words = [each.one("a").text for each in page.all("li", class_="entry-row")]
    assert {"arthritis", "bronchitis", "tonsillitis"} <= set(words)
    assert len(words) == len(set(words)) >= 15
    assert words == sorted(words, key=str.casefold)
    ending = {entry.lemma for entry in glossary.entries().values() if entry.parts.endswith("|itis")}
    assert ending <= set(words)
    for link in page.one("ul", class_="entry-list").all("a"):
        shown = pages.main(visitor.get(link.attributes["href"]))
        assert "/word-parts/-itis" in [part.attributes["href"] for part in shown.all("a")]


def test_a_part_tells_origin_forms_and_examples(visitor: Person) -> None:
    part = word_parts.parts()["cardi/o"]
    page = pages.main(visitor.get("/word-parts/cardi-o"))
    for told in (part.origin, ", ".join(part.forms), *part.examples):
        assert told in page.text


def test_an_unknown_part_is_not_found(visitor: Person) -> None:
    assert visitor.get("/word-parts/none").status_code == 404


def examples(person: Person, slug: str) -> pages.Element:
    facts = pages.main(person.get(f"/word-parts/{slug}")).one("dl", class_="translations")
    return next(each.one("dd") for each in facts.all("div") if each.one("dt").text == "Examples")


def test_an_example_is_a_link_where_we_have_the_word(visitor: Person) -> None:
    for part in list(word_parts.parts().values())[::8]:
        shown = examples(visitor, part.slug)
        assert shown.text == ", ".join(part.examples)
        for link in shown.all("a"):
            assert visitor.get(link.attributes["href"]).status_code in (200, 302), link.text
    assert {"cardiac", "pericarditis"} & {link.text for link in examples(visitor, "cardi-o").all("a")}


def test_an_example_that_we_do_not_have_is_no_link(visitor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    heart = replace(word_parts.parts()["cardi/o"], examples=("cardiac", "xqzzkwcardia"))
    monkeypatch.setitem(word_parts.parts(), "cardi/o", heart)
    assert [link.text for link in examples(visitor, "cardi-o").all("a")] == ["cardiac"]
    assert examples(visitor, "cardi-o").text == "cardiac, xqzzkwcardia"
