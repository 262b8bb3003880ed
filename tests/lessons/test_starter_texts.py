"""The starter library as it is shipped: how long, in which levels, and that each of its terms is explained."""

import json
from functools import lru_cache

import pytest

from lessons import analysis, importing, starter
from lessons.analysis import Analysis
from lessons.importing import Source
from vocab import glossary, levels, phrases
from vocab.glossary import Entry
from vocab.terms import Term

pytestmark = pytest.mark.model
INDEX = json.loads((starter.FOLDER / "index.json").read_text(encoding="utf-8"))
every_text = pytest.mark.parametrize("file", [entry["file"] for entry in INDEX])
FEWEST, MOST = 250, 600
# It keeps each term of the article that it was adapted from.
LONGER = {"muscle-spasms-c1.md": 614}

# The medical terms of the article on muscle spasms, as tests/vocab/test_terms.py finds them in sentences.
SEED_TERMS = (
    "muscle spasm; spasm; muscle cramp; cramp; involuntary; contraction; dehydration; electrolyte imbalance; "
    "electrolyte; muscle function; sodium; potassium; calcium; magnesium; fluid intake; sweating; vomiting; "
    "diarrhea; muscle fatigue; nutritional deficiency; "
    "deficiency; nutrient; absorption; mineral; posture; muscle imbalance; nerve injury; nerve; "
    "carpal tunnel syndrome; sciatica; multiple sclerosis; stroke; brain; muscle; medication; "
    "supplement; side effect; diuretic; stimulant; caffeine; blood pressure medication; "
    "kidney disease; diabetes; thyroid disorder; diagnosis; treatment; hydrated; "
    "symptom; injury; irritable"
).split("; ")
# Words of the same article that are explained when they are tapped, and are no medical terms.
SEED_WORDS = (
    "painful; imbalance; overuse; overexertion; physical activity; warm-up; stretching; repetitive movement; "
    "neurological condition; chronic condition; chronic; healthcare professional; balanced diet; regular exercise; "
    "severe; prevent; trigger"
).split("; ")


@lru_cache
def read(file: str) -> Analysis:
    text = (starter.FOLDER / file).read_text(encoding="utf-8")
    return analysis.analyse(importing.clean(Source(text, markdown=True)))


def test_there_are_a_dozen_articles_beside_the_first_each_in_three_levels() -> None:
    originals = [entry["slug"] for entry in INDEX if "adaptation_of" not in entry]
    assert len(originals) >= 13
    for slug in originals:
        family = [entry["slug"] for entry in INDEX if slug in (entry["slug"], entry.get("adaptation_of"))]
        assert sorted(each.removeprefix(slug.removesuffix("b1")) for each in family) == ["a2", "b1", "c1"]


def test_every_file_is_in_the_index_and_the_other_way_round() -> None:
    assert sorted(entry["file"] for entry in INDEX) == sorted(path.name for path in starter.FOLDER.glob("*.md"))
    assert len({entry["slug"] for entry in INDEX}) == len(INDEX)


@every_text
def test_a_text_has_250_to_600_words(file: str) -> None:
    assert FEWEST <= len(read(file).words) <= LONGER.get(file, MOST)


@every_text
def test_every_term_of_it_is_explained(file: str) -> None:
    terms = read(file).terms
    assert len({term.entry.key for term in terms}) >= 15
    assert {term.text for term in terms if not is_explained(term)} == set()


def is_explained(term: Term) -> bool:
    """By its entry, or by those of its words; an easy word in it ("artery wall") needs none."""
    if term.entry.definition:
        return True
    words = term.lemma.split()
    told = [word for word in words if phrases.parts(word)]
    easy = [word for word in words if levels.rank(levels.word_level(word)) <= levels.rank("B1")]
    return len(words) > 1 and bool(told) and {*told, *easy} == {*words}


@every_text
def test_nothing_of_it_is_taken_for_page_furniture(file: str) -> None:
    assert read(file).source.removed == ()
    assert read(file).source.title


@pytest.mark.parametrize("slug", [entry["slug"] for entry in INDEX if "adaptation_of" not in entry])
def test_the_levels_of_an_article_are_in_order(slug: str) -> None:
    scores = [read(f"{slug.removesuffix('b1')}{level}.md").level.score for level in ("a2", "b1", "c1")]
    assert scores == sorted(scores)
    assert scores[2] - scores[0] >= 1


@pytest.mark.parametrize("term", SEED_TERMS)
def test_every_term_of_the_first_article_is_an_entry(term: str) -> None:
    entries = [entry for entry in glossary.named(term) if entry.is_term]
    assert entries, f"no entry is called {term}"
    assert_explained(entries[0])


@pytest.mark.parametrize("word", SEED_WORDS)
def test_its_general_words_are_entries_that_are_no_terms(word: str) -> None:
    entry = glossary.named(word)[0]
    assert entry.kind == glossary.GENERAL
    assert_explained(entry)


def test_its_general_words_are_explained_where_they_stand() -> None:
    whole = read("muscle-spasms-b1.md")
    general = [term for term in whole.everyday if term.entry.kind == glossary.GENERAL]
    assert {"severe", "prevent", "balanced diet"} <= {term.entry.lemma for term in general}
    assert all(term.entry.definition for term in general)
    assert not {term.entry.key for term in general} & {term.entry.key for term in whole.terms}


def assert_explained(entry: Entry) -> None:
    """With a definition, an example and a translation into each language."""
    assert entry.definition
    assert entry.example
    assert len(entry.translations) >= 8
