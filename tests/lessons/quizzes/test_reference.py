"""What a pronoun stands for: asked only where one thing can be meant."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import reference
from lessons.quizzes.items import Draft

pytestmark = pytest.mark.model


def asked(text: str) -> list[Draft]:
    return reference.questions(analysis.analyse(importing.edited(text, title="")), random.Random(1))


def test_it_is_the_thing_that_the_sentence_before_defines() -> None:
    text = "Hemoglobin is a protein in the red blood cells. It carries oxygen to every part of the body."
    (made,) = asked(text)
    assert made.stem == "What does “It” stand for in this passage?"
    assert made.passage == text
    assert made.options[made.key].text == "hemoglobin"
    assert {option.text for option in made.options} == {"hemoglobin", "oxygen", "the body"}
    assert text[slice(*made.evidence)] == text


def test_the_sentence_before_both_lends_a_rival() -> None:
    text = "You need it before a test. Hemoglobin is a protein in the blood. It is red."
    (made,) = asked(text)
    assert made.passage == text
    assert {option.text for option in made.options} == {"hemoglobin", "a test", "the blood"}


@pytest.mark.parametrize(
    "text",
    [
        "Hemoglobin is a protein in the red blood cells. It is important to eat food with iron every day.",
        "It protects the skin of the arm. It carries oxygen from the lung to the body.",
        "The doctor gave the patient a tablet. It helps with the pain in the back and the neck.",
        "“Hemoglobin is a protein in the blood.” It carries oxygen to the body.",
        "Hemoglobin is a protein in the blood. It carries oxygen to the body that uses it.",
        "Is hemoglobin a protein in the blood? It carries oxygen to the body.",
    ],
)
def test_where_two_things_may_be_meant_or_none_nothing_is_asked(text: str) -> None:
    assert asked(text) == []
