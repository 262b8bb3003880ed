"""General words: WordNet as it is on the machine, and the sense that a sentence speaks for."""

import csv
from pathlib import Path

import pytest

from vocab import dictionary, pipeline

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not dictionary.DEBIAN.is_dir(), reason="WordNet is not here: apt install wordnet-base"),
]
Row = dict[str, str]


def rows() -> list[Row]:
    """Sentences of the starter lessons and others, each with the senses of its word that a person takes for right."""
    path = Path(__file__).with_name("wordnet_senses.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lemmas(sentence: str) -> list[str]:
    return [token.lemma for found in pipeline.analyse(sentence) for token in found.words]


def is_right(row: Row, sense: dictionary.Sense | None) -> bool:
    accepted = row["accepted"].split(" | ")
    return bool(sense) and sense.pos == row["pos"] and sense.definition.startswith(tuple(accepted))


def chosen(lemma: str, sentence: str, pos: str = "NOUN") -> str:
    sense = dictionary.choose(lemma, pos, lemmas(sentence))
    return sense.definition if sense else ""


def test_the_context_chooses_better_than_the_usual_sense() -> None:
    labelled = rows()
    assert len(labelled) >= 100
    usual = [next(iter(dictionary.senses(row["lemma"], row["tagged"])), None) for row in labelled]
    by_context = [dictionary.choose(row["lemma"], row["tagged"], lemmas(row["sentence"])) for row in labelled]
    right = sum(map(is_right, labelled, by_context))
    assert right >= 0.78 * len(labelled)
    assert right >= sum(map(is_right, labelled, usual)) + 0.08 * len(labelled)


def test_one_word_in_two_sentences() -> None:
    assert "sloping land" in chosen("bank", "They sat on the bank of the river and watched the water.")
    lent = chosen("bank", "The bank lends money to people who deposit their savings there.")
    assert "financial institution" in lent


def test_an_adjective_that_was_taken_for_a_noun_is_found() -> None:
    assert chosen("low", "The level of sugar in the blood falls too low.").startswith("less than normal")


def test_people_and_places_of_that_name_are_no_meaning() -> None:
    """ "Low" was a cartoonist, "brown" is a university."""
    assert not any("cartoonist" in sense.definition for sense in dictionary.senses("low", "NOUN"))
    assert not any("university" in sense.definition for sense in dictionary.senses("brown", "NOUN"))


@pytest.mark.parametrize(("lemma", "pos"), [("xqzzkw", "NOUN"), ("the", "DET"), ("", "NOUN"), ("walk", "X")])
def test_a_word_that_it_does_not_have(lemma: str, pos: str) -> None:
    assert dictionary.senses(lemma, pos) == ()


def test_a_word_that_it_does_not_have_has_no_chosen_sense() -> None:
    assert dictionary.choose("xqzzkw", "NOUN", ["a", "context"]) is None


def test_without_it_nothing_is_known(without_dictionary: None) -> None:
    assert not dictionary.is_available()
    assert dictionary.senses("walk", "NOUN") == ()
    assert dictionary.choose("walk", "NOUN", []) is None
