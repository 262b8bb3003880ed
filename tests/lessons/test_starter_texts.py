"""The starter library as it is shipped: how long, in which levels, and that each of its terms is explained."""

import json
from functools import lru_cache

import pytest

from lessons import analysis, importing, starter
from lessons.analysis import Analysis
from lessons.importing import Source
from vocab import glossary

pytestmark = pytest.mark.model
INDEX = json.loads((starter.FOLDER / "index.json").read_text(encoding="utf-8"))
every_text = pytest.mark.parametrize("file", [entry["file"] for entry in INDEX])
FEWEST, MOST = 250, 600
# It keeps each term of the article that it was adapted from.
LONGER = {"muscle-spasms-c1.md": 614}

# The medical terms of the article on muscle spasms, as tests/vocab/test_terms.py finds them in sentences.
SEED_TERMS = (
    "muscle spasm; spasm; muscle cramp; cramp; involuntary; painful; contraction; dehydration; electrolyte imbalance; "
    "imbalance; electrolyte; muscle function; sodium; potassium; calcium; magnesium; fluid intake; sweating; vomiting; "
    "diarrhea; overuse; overexertion; physical activity; warm-up; stretching; muscle fatigue; nutritional deficiency; "
    "deficiency; nutrient; absorption; mineral; posture; muscle imbalance; repetitive movement; nerve injury; nerve; "
    "carpal tunnel syndrome; sciatica; neurological condition; multiple sclerosis; stroke; brain; muscle; medication; "
    "supplement; side effect; diuretic; stimulant; caffeine; blood pressure medication; chronic condition; chronic; "
    "kidney disease; diabetes; thyroid disorder; diagnosis; treatment; healthcare professional; hydrated; "
    "balanced diet; regular exercise; symptom; severe; prevent; injury; irritable; trigger"
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
    assert {term.text for term in terms if not term.entry.definition} == set()


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
    """With a definition, an example and a translation into each language."""
    entries = [entry for entry in glossary.named(term) if entry.is_term]
    assert entries, f"no entry is called {term}"
    assert entries[0].definition
    assert entries[0].example
    assert len(entries[0].translations) >= 8
