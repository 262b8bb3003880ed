"""Lines with capitals all through are read as prose; names and abbreviations keep theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocab import headings, pipeline, terms


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Treating High Blood Pressure", "Treating high blood pressure"),
        ("Red Blood Cells and White Blood Cells", "Red blood cells and white blood cells"),
        ("What Is the Best Treatment?", "What is the best treatment?"),
        ("LIVING WITH KIDNEY DISEASE", "Living with kidney disease"),
        ("SYMPTOMS", "Symptoms"),
        ("Your Child’s Heart", "Your child’s heart"),
        # names, abbreviations and letters stay
        ("Parkinson's Disease in Canada", "Parkinson's disease in Canada"),
        ("WHAT IS COPD?", "What is COPD?"),
        ("Vitamin D and Your Bones", "Vitamin D and your bones"),
        ("ECG", "ECG"),
        # prose, and lines that tell nothing
        ("Heart disease in Wales", "Heart disease in Wales"),
        ("She moved to New York and saw Dr Brown.", "She moved to New York and saw Dr Brown."),
        ("Symptoms", "Symptoms"),
        ("", ""),
        ("12 345", "12 345"),
    ],
)
def test_a_line_is_read_as_prose(line: str, read: str) -> None:
    assert headings.plain(line) == read


def test_only_the_heading_changes() -> None:
    text = "Signs and Causes\nHe flew to Rome.\n\nNEXT STEPS"
    assert headings.plain(text) == "Signs and causes\nHe flew to Rome.\n\nNext steps"


def test_a_long_line_is_no_heading() -> None:
    line = " ".join(["Heart"] * (headings.MOST_WORDS + 1))
    assert headings.plain(line) == line


@given(st.text(alphabet=st.sampled_from("aAbBßİŉ éÉ'’-\nΣς1."), max_size=60))
def test_no_offset_moves(text: str) -> None:
    read = headings.plain(text)
    assert len(read) == len(text)
    assert read.casefold() == text.casefold()


@pytest.mark.model
@pytest.mark.parametrize(
    ("heading", "lemma"),
    [
        ("Red Blood Cells", "red blood cell"),
        ("TREATING MUSCLE SPASMS", "muscle spasm"),
        ("MORE OXYGEN FOR YOUR BRAIN", "oxygen"),
        ("ECG And Heart Attacks", "ECG"),
    ],
)
def test_terms_of_headings_have_their_lemmas_and_their_own_letters(heading: str, lemma: str) -> None:
    text = f"{heading}\n\nThis is about them."
    found = terms.find(text, pipeline.analyse(text))
    assert lemma in {term.lemma for term in found}
    assert all(text[term.start : term.end] == term.text for term in found)
