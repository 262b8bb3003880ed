"""Words with hyphens, which the pipeline cuts, put together again."""

import pytest
import spacy
from spacy.tokens import Doc

from vocab import compounds, pipeline

VOCAB = spacy.blank("en").vocab


def together(pieces: str) -> list[str]:
    """The words of pieces that are cut at `|`; a space after a piece is one in the text."""
    cut = pieces.split("|")
    doc = Doc(VOCAB, [piece.rstrip(" ") for piece in cut], spaces=[piece.endswith(" ") for piece in cut])
    tokens = list(doc)
    return ["".join(token.text for token in tokens[start:end]) for start, end in compounds.groups(tokens)]


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ("long|-|term |use", ["long-term", "use"]),
        ("over|-|the|-|counter |drugs", ["over-the-counter", "drugs"]),
        ("a |10|-|year|-|old |boy", ["a", "10-year-old", "boy"]),
        ("COVID|-|19", ["COVID-19"]),
        ("X|‑|ray", ["X‑ray"]),
        ("sugar|‐|free", ["sugar‐free"]),
        ("IL-6 |rose", ["IL-6", "rose"]),
    ],
)
def test_parts_that_a_hyphen_joins_are_one_word(pieces: str, words: list[str]) -> None:
    assert together(pieces) == words


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ("5|-|10 |minutes", ["5", "-", "10", "minutes"]),
        ("5|–|10", ["5", "–", "10"]),
        ("pain |- |or |not", ["pain", "-", "or", "not"]),
        ("pre|- |and |post|-|natal", ["pre", "-", "and", "post-natal"]),
        ("-|Hard", ["-", "Hard"]),
        ("anti|-", ["anti", "-"]),
        ("(|-|b|)", ["(", "-", "b", ")"]),
        ("rest |.", ["rest", "."]),
    ],
)
def test_other_hyphens_join_nothing(pieces: str, words: list[str]) -> None:
    assert together(pieces) == words


def test_of_no_pieces_there_is_no_word() -> None:
    assert list(compounds.groups([])) == []


def test_every_piece_is_in_one_word() -> None:
    doc = Doc(VOCAB, list("a-b-c-1-2-"), spaces=[False] * 10)
    places = [place for start, end in compounds.groups(list(doc)) for place in range(start, end)]
    assert places == list(range(10))


@pytest.mark.parametrize(
    ("head", "last", "relation", "pos"),
    [
        ("NOUN", "NOUN", "amod", "ADJ"),  # a full-time nurse
        ("VERB", "VERB", "amod", "ADJ"),  # a well-known drug
        ("VERB", "VERB", "root", "VERB"),  # he double-checked
        ("VERB", "VERB", "conj", "VERB"),
        ("VERB", "ADP", "nsubj", "NOUN"),  # the check-up helps
        ("NOUN", "NOUN", "compound", "NOUN"),  # an X-ray machine
        ("PROPN", "NUM", "obl", "PROPN"),  # with COVID-19
        ("ADJ", "ADJ", "root", "ADJ"),  # it is sugar-free
        ("NUM", "ADJ", "root", "ADJ"),
        ("ADJ", "ADJ", "compound", "ADJ"),
        ("NOUN", "NOUN", "root", "NOUN"),
    ],
)
def test_part_of_speech(head: str, last: str, relation: str, pos: str) -> None:
    assert compounds.part_of_speech(head, last, relation) == pos


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "pos"),
    [
        ("She needs a sugar-free drink.", "sugar-free", "ADJ"),
        ("A well-known drug helped him.", "well-known", "ADJ"),
        ("The syrup is alcohol-free.", "alcohol-free", "ADJ"),
        ("He bought an over-the-counter drug.", "over-the-counter", None),
        ("The X-ray showed nothing.", "X-ray", "NOUN"),
        ("She came for a follow-up.", "follow-up", "NOUN"),
    ],
)
def test_a_compound_is_one_token(sentence: str, word: str, pos: str | None) -> None:
    (found,) = [token for part in pipeline.analyse(sentence) for token in part.tokens if "-" in token.text]
    assert found.text == word
    assert sentence[found.start : found.end] == word
    assert pos is None or found.pos == pos


@pytest.mark.model
def test_the_heads_of_a_sentence_count_compounds_as_one_token() -> None:
    (sentence,) = pipeline.analyse("Her long-term cough is an age-related problem.")
    words = [token.text for token in sentence.tokens]
    of = {token.text: words[token.head] for token in sentence.tokens}
    assert (of["long-term"], of["age-related"], of["Her"]) == ("cough", "problem", "cough")
