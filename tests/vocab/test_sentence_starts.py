"""Where a sentence may begin, on texts that are cut into tokens and not parsed."""

import pytest
import spacy
from spacy.tokens import Doc

from vocab import pipeline
from vocab.sentence_starts import BEGINS, NEVER, OPEN, hints

NLP = spacy.blank("en")


def made(pieces: str) -> Doc:
    """A Doc of pieces that are cut at `|`; a space after a piece is one in the text."""
    cut = pieces.split("|")
    return Doc(NLP.vocab, [piece.rstrip(" ") for piece in cut], spaces=[piece.endswith(" ") for piece in cut])


def picture(pieces: str, blocks: set[int] | None = None) -> str:
    """The text with `[` where a sentence begins and `?` where one may; white space is left out of the signs."""
    doc = made(pieces)
    sign = {BEGINS: "[", OPEN: "?", NEVER: ""}
    shown = [
        ("" if token.is_space else sign[hint]) + token.text_with_ws
        for token, hint in zip(doc, hints(doc, blocks), strict=True)
    ]
    return "".join(shown)


def test_the_first_word_begins_and_most_others_are_left_to_the_parser() -> None:
    assert picture("Drink |water |and |rest") == "[Drink ?water ?and ?rest"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ("Rest|. |Drink", "[Rest. [Drink"),
        ("Rest|! |Drink", "[Rest! [Drink"),
        ("Rest|? |Drink", "[Rest? [Drink"),
        ("Rest|… |Drink", "[Rest… [Drink"),
        ("Rest|. |drink", "[Rest. ?drink"),
        ("Rest|.|Drink", "[Rest.?Drink"),
        ("U.S. |Team", "[U.S. ?Team"),
    ],
)
def test_a_capital_after_a_full_stop_begins_a_sentence(pieces: str, shown: str) -> None:
    assert picture(pieces) == shown


@pytest.mark.parametrize("short", ["Dr.", "Mrs.", "Prof.", "e.g.", "i.e.", "vs.", "approx."])
def test_no_sentence_ends_after_a_title_or_a_latin_abbreviation(short: str) -> None:
    assert picture(f"Ask |{short} |Moss") == f"[Ask ?{short} Moss"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ("“|Rest|.|” |She", "[“Rest.” ?She"),
        ("It |(|or |so|)", "[It ?(or ?so)"),
        ('"|Rest|,|" |he', '["Rest," ?he'),
        ("Rest |,|now", "[Rest ,?now"),
    ],
)
def test_what_closes_belongs_to_the_sentence_before(pieces: str, shown: str) -> None:
    assert picture(pieces) == shown


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ("Rest |“|now", "[Rest ?“now"),
        ('Rest |"|now', '[Rest ?"now'),
        ('Rest|" |now', '[Rest" ?now'),
        ("Rest|. |“|Drink", "[Rest. [“Drink"),
        ("Rest|. |(|Drink", "[Rest. [(Drink"),
        ("Rest|. |“|drink", "[Rest. ?“drink"),
    ],
)
def test_what_opens_belongs_to_the_sentence_after(pieces: str, shown: str) -> None:
    assert picture(pieces) == shown


def test_without_blocks_every_line_begins_a_sentence() -> None:
    assert picture("Cold |air|\n|hard |exercise|\n\n|dust") == "[Cold ?air\n[hard ?exercise\n\n[dust"


def test_with_blocks_only_they_do() -> None:
    assert picture("Cold |air|\n|and |dust|\n\n|Rest", {0, 19}) == "[Cold ?air\nand ?dust\n\n[Rest"


def test_a_line_that_goes_on_in_small_letters_begins_no_sentence() -> None:
    assert picture("Cold|\n|air|\n|Rest", {0}) == "[Cold\nair\n?Rest"


def test_a_block_may_begin_without_a_line_end() -> None:
    assert picture("Triggers |Cold |air", {0, 9}) == "[Triggers [Cold ?air"


def test_white_space_at_the_start_begins_and_elsewhere_does_not() -> None:
    doc = made("\n|Rest|\n|now")
    assert list(hints(doc, None)) == [BEGINS, BEGINS, NEVER, BEGINS]


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ("1|. |Dehydration |and", "[1. Dehydration ?and"),
        ("1. |Dehydration |and", "[1. Dehydration ?and"),
        ("2|) |Poor |posture", "[2) Poor ?posture"),
        ("• |Cold |air", "[• Cold ?air"),
        ("- |Cold |air", "[- Cold ?air"),
    ],
)
def test_the_mark_of_a_list_belongs_to_its_item(pieces: str, shown: str) -> None:
    assert picture(pieces) == shown


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ("5 |came|. |They |left", "[5 ?came. [They ?left"),
        ("• |Rest|. |Drink", "[• Rest. [Drink"),
        ("1. |Rest|. |Drink", "[1. Rest. [Drink"),
    ],
)
def test_a_number_or_a_mark_says_nothing_of_later_sentences(pieces: str, shown: str) -> None:
    assert picture(pieces) == shown


def test_an_empty_text_has_no_hints() -> None:
    assert list(hints(NLP.make_doc(""), None)) == []


@pytest.mark.model
@pytest.mark.parametrize("heading", ["1. Dehydration and Electrolyte Imbalances", "2) Poor Posture", "• Cold air"])
def test_a_numbered_heading_is_one_sentence(heading: str) -> None:
    text = f"{heading}\n\nIt is common. Drink some water."
    starts = (0, len(heading) + 2)
    found = [text[sentence.start : sentence.end] for sentence in pipeline.analyse(text, blocks=starts)]
    assert found == [heading, "It is common.", "Drink some water."]


@pytest.mark.model
def test_a_paragraph_that_begins_with_a_number_has_its_sentences() -> None:
    text = "5 people came. They left early. 2 of them were ill."
    assert len(pipeline.analyse(text)) == 3
