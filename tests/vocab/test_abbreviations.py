"""Abbreviations that a text explains itself."""

import pytest

from tests.texts import MESSY_WEB, NEWS
from vocab import abbreviations


def found(text: str) -> dict[str, str]:
    return {one.short: one.long for one in abbreviations.find(text)}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("She has carpal tunnel syndrome (CTS).", "CTS", "carpal tunnel syndrome"),
        ("Carpal Tunnel Syndrome (CTS) hurts.", "CTS", "Carpal Tunnel Syndrome"),
        ("It raises the body mass index (BMI).", "BMI", "body mass index"),
        ("Magnetic resonance imaging (MRI) helps.", "MRI", "Magnetic resonance imaging"),
        ("He has high blood pressure (HBP).", "HBP", "high blood pressure"),
        ("urinary tract infections (UTIs)", "UTIs", "urinary tract infections"),
        ("non-steroidal anti-inflammatory drugs (NSAIDs)", "NSAIDs", "non-steroidal anti-inflammatory drugs"),
        ("Coronavirus disease 2019 (COVID-19) came.", "COVID-19", "Coronavirus disease 2019"),
        ("glycated haemoglobin A1c (HbA1c)", "HbA1c", "haemoglobin A1c"),
        ("measles, mumps and rubella (MMR) vaccine", "MMR", "measles, mumps and rubella"),
    ],
)
def test_a_short_form_in_brackets_is_explained_by_the_words_before(text: str, short: str, long: str) -> None:
    assert found(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "It hurts (a lot) at night.",
        "Take it twice (see below).",
        "It was a deep and eerie pause (Deep).",
        "He drank water (H2O).",
        "The dose (10 mg) is small.",
        "It was in (UK) and (US) papers.",
        "Severe pain (ABC) came.",
        "Multiple sclerosis is called MS.",
        "Empty () and ( ) and (()).",
        "The World (WHO)",
        "(CTS)",
        "",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert found(text) == {}


def test_the_offsets_are_those_of_the_long_form() -> None:
    text = "Many people have multiple sclerosis (MS) today."
    (one,) = abbreviations.find(text)
    assert text[one.start : one.end] == one.long == "multiple sclerosis"


def test_the_long_form_stands_in_the_same_line() -> None:
    assert found("Carpal tunnel\n\nsyndrome (CTS) is common.") == {}


def test_only_the_first_explanation_counts() -> None:
    text = "Multiple sclerosis (MS) is one thing. Muscle spasms (MS) are another."
    (one,) = abbreviations.find(text)
    assert one.long == "Multiple sclerosis"


def test_several_in_one_text() -> None:
    text = "Deep vein thrombosis (DVT) may lead to a pulmonary embolism (PE)."
    assert found(text) == {"DVT": "Deep vein thrombosis", "PE": "pulmonary embolism"}


def test_whole_articles() -> None:
    assert found(NEWS) == {"MMR": "measles, mumps and rubella"}
    assert found(MESSY_WEB) == {"DKA": "Diabetic ketoacidosis"}
