"""Which term each abbreviation of a text means."""

import pytest

from vocab import glossary, pipeline, short_terms, terms
from vocab.glossary import Entry


def decided(text: str, *terms: str) -> dict[str, str | None]:
    """The lemma that each abbreviation means, where these terms were found in the text."""
    found = []
    for term in terms:
        start = text.index(term)
        entry = next((entry for entry in glossary.named(term)), Entry(term, "NOUN", "disease", "B2"))
        found.append((start, start + len(term), entry))
    spans = short_terms.decided(text, found)
    return {text[start:end]: entry.lemma if entry else None for (start, end), entry in spans.items()}


def test_an_explained_one_is_the_term_of_its_long_form_in_the_plural_too() -> None:
    text = "She has a muscle fatigue (MF). MF and MFs hurt."
    assert decided(text, "muscle fatigue") == {"MF": "muscle fatigue", "MFs": "muscle fatigue"}


def test_an_explained_one_of_no_term_is_none() -> None:
    assert decided("The World Sailing Federation (WSF) met. The WSF agreed.") == {"WSF": None}


def test_the_texts_own_explanation_comes_before_what_is_known() -> None:
    assert decided("The Muscle Society (MS) has a lesion of the nerves. MS it is.") == {"MS": None}


def test_a_known_long_form_is_its_entry_whatever_else_was_found_in_it() -> None:
    text = "Non-steroidal anti-inflammatory drugs (NSAIDs) help."
    assert decided(text, "drugs") == {"NSAIDs": "anti-inflammatory"}


def test_a_longer_unit_than_the_term_at_its_end_is_one_of_that_kind() -> None:
    text = "Secondary progressive multiple sclerosis (SPMS) comes later."
    assert decided(text, "multiple sclerosis") == {"SPMS": "secondary progressive multiple sclerosis"}


def test_a_known_one_that_is_never_explained_means_its_entry() -> None:
    assert decided("Your BP and an ECG.") == {"BP": "blood pressure", "ECG": "ECG"}


def test_one_of_several_meanings_needs_a_word_that_speaks_for_it() -> None:
    assert decided("MS damages the nerves.") == {"MS": "multiple sclerosis"}
    assert decided("She has MS.") == {"MS": None}
    assert decided("He waited outside the OR.") == {"OR": "operating room"}
    assert decided("Now OR never.") == {"OR": None}


def test_institutions_are_no_terms() -> None:
    assert decided("The NHS and the WHO in the USA.") == {"NHS": None, "WHO": None, "USA": None}


@pytest.mark.model
def test_what_a_teacher_says_of_an_abbreviation_stands() -> None:
    ship = Entry("MS", "NOUN", "other", "B2", definition="a ship driven by a motor")
    text = "The MS sailed at noon."
    assert terms.find(text, pipeline.analyse(text)) == ()
    (term,) = terms.find(text, pipeline.analyse(text), own=[ship])
    assert (term.text, term.entry) == ("MS", ship)


@pytest.mark.model
def test_an_everyday_sense_that_the_sentence_speaks_for_stands() -> None:
    text = "Music is part of the city's DNA."
    assert terms.find(text, pipeline.analyse(text)) == ()
    assert [term.entry.kind for term in terms.read(text, pipeline.analyse(text))] == ["everyday"]
