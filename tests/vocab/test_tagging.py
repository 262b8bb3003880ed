"""Parts of speech by rule: closed classes, a small word index and the neighbours. No spaCy here."""

import pytest

from vocab import tagging

INDEX = {
    "NOUN": frozenset(
        ["cause", "pain", "spasm", "muscle", "cramp", "drink", "water", "body", "glass", "cough", "stroke"]
    ),
    "VERB": frozenset(["cause", "cramp", "drink", "water", "stop", "cough", "stroke", "hurt", "try"]),
    "ADJ": frozenset(["severe", "chronic", "healthy", "big", "dry", "general"]),
    "ADV": frozenset(["badly"]),
}
EXCEPTIONS = {
    "NOUN": {"feet": ["foot"]},
    "VERB": {"drank": ["drink"]},
    "ADJ": {"worse": ["bad"]},
    "ADV": {"better": ["well"]},
}


def classes_of(form: str) -> frozenset[str]:
    return tagging.classes(form, INDEX, EXCEPTIONS)


def picture(text: str) -> str:
    """Each word with its tag, as word/TAG."""
    words = text.split()
    return " ".join(f"{word}/{tag}" for word, tag in zip(words, tagging.tag(words, classes_of), strict=True))


@pytest.mark.parametrize(
    ("form", "classes"),
    [
        ("pain", {"NOUN"}),
        ("spasms", {"NOUN"}),
        ("bodies", {"NOUN"}),
        ("glasses", {"NOUN"}),
        ("stopping", {"VERB"}),
        ("tried", {"VERB"}),
        ("tries", {"VERB"}),
        ("caused", {"VERB"}),
        ("causing", {"VERB"}),
        ("causes", {"NOUN", "VERB"}),
        ("drank", {"VERB"}),
        ("feet", {"NOUN"}),
        ("healthiest", {"ADJ"}),
        ("drier", {"ADJ"}),
        ("severest", {"ADJ"}),
        ("worse", {"ADJ"}),
        ("better", {"ADV"}),
        ("sclerosis", set()),
        ("", set()),
    ],
)
def test_the_classes_of_a_form(form: str, classes: set[str]) -> None:
    assert classes_of(form) == classes


@pytest.mark.parametrize(
    "shown",
    [
        "She/PRON will/AUX drink/VERB water/NOUN",
        "He/PRON wants/NOUN to/PART drink/VERB",
        "The/DET drink/NOUN",
        "Her/PRON drink/NOUN",
        "They/PRON cause/VERB pain/NOUN",
        "Spasms/NOUN that/DET cause/VERB pain/NOUN",
        "A/DET severe/ADJ cramp/NOUN",
        "It/PRON is/AUX dry/ADJ",
        "He/PRON was/AUX coughing/VERB badly/ADV",
        "They/PRON did/AUX not/PART stop/VERB",
    ],
)
def test_the_neighbours_choose(shown: str) -> None:
    words = " ".join(part.rpartition("/")[0] for part in shown.split())
    assert picture(words) == shown


def test_what_stands_after_a_possessive_is_a_noun() -> None:
    assert picture("the muscle 's cramp").endswith("cramp/NOUN")
    assert picture("the muscle ’s cramp").endswith("cramp/NOUN")


def test_a_curly_apostrophe_is_one_like_any_other() -> None:
    assert picture("it ’s dry") == "it/PRON ’s/AUX dry/ADJ"
    assert picture("they do n’t stop") == "they/PRON do/AUX n’t/PART stop/VERB"


def test_numbers_punctuation_and_closed_classes() -> None:
    shown = "And/CCONJ 5/NUM or/CCONJ 0.5/NUM ,/PUNCT (/PUNCT two/NUM )/PUNCT !/PUNCT"
    assert picture("And 5 or 0.5 , ( two ) !") == shown


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("neuropathically", "ADV"),
        ("overhydration", "NOUN"),
        ("sleeplessness", "NOUN"),
        ("tonsillitis", "NOUN"),
        ("edematous", "ADJ"),
        ("nonspecific", "ADJ"),
        ("neuromuscular", "NOUN"),
        ("medicalize", "VERB"),
        ("zzz", "NOUN"),
    ],
)
def test_an_unknown_word_is_told_by_its_ending(word: str, tag: str) -> None:
    assert tagging.tag([word], classes_of) == [tag]


def test_an_unknown_capital_inside_a_sentence_is_a_name() -> None:
    assert picture("the Okafor") == "the/DET Okafor/PROPN"
    assert picture("Okafor") == "Okafor/NOUN"


def test_every_word_gets_one_tag() -> None:
    assert tagging.tag([], classes_of) == []
    assert len(tagging.tag("a b c d".split(), classes_of)) == 4
