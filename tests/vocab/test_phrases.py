"""What a longer name is made of."""

import pytest

from vocab import glossary, phrases


def parts(phrase: str) -> list[str]:
    return [entry.lemma for entry in phrases.parts(phrase)]


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("measles virus", ["measles", "virus"]),
        ("dental treatment", ["dental", "treatment"]),
        # the longest ones
        ("blood pressure virus", ["blood pressure", "virus"]),
        # other forms of an entry, plurals, possessives, hyphens
        ("flu viruses", ["flu", "virus"]),
        ("heart's muscle", ["heart", "muscle"]),
        ("nose-throat infection", ["nose", "throat", "infection"]),
        # what is no entry is left out
        ("artery xyzzy", ["artery"]),
        ("virus of the virus", ["virus"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_the_parts_of_a_name(phrase: str, words: list[str]) -> None:
    assert parts(phrase) == words


def test_general_words_are_parts_and_everyday_senses_are_none() -> None:
    hospital, infection = phrases.parts("hospital infection")
    assert (hospital.kind, infection.kind) == (glossary.GENERAL, "disease")
    assert all(entry.kind != glossary.EVERYDAY for entry in phrases.parts("heart tender culture cold"))


def test_a_name_ends_with_a_noun() -> None:
    """ "Cold" may be an adjective too, but a "chest cold" is a cold."""
    assert phrases.parts("xyzzy cold")[0].pos == "NOUN"
