"""Put the sentence back: one gap wins by what the sentence takes up, or it is not asked."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import cohesion
from lessons.quizzes.items import Draft

pytestmark = pytest.mark.model

COUGH = (
    "Whooping cough is an infection caused by bacteria. It spreads easily through the air. After about a week, violent "
    "fits of coughing begin. These fits can last several minutes and often end in vomiting. Most patients are children."
)


def made(text: str) -> list[Draft]:
    return cohesion.questions(analysis.analyse(importing.edited(text, title="")), random.Random(1))


def test_these_fits_follow_the_fits() -> None:
    (question,) = made(COUGH)
    assert question.stem == (
        "Where does this sentence belong? “These fits can last several minutes and often end in vomiting.”"
    )
    assert question.passage == (
        "Whooping cough is an infection caused by bacteria. [1] It spreads easily through the air. [2] After about a "
        "week, violent fits of coughing begin. [3] Most patients are children. [4]"
    )
    assert [option.text for option in question.options] == ["[1]", "[2]", "[3]", "[4]"]
    assert question.key == 2
    assert question.options[2].feedback == (
        "Yes: the words “these fits” go on from the sentence that ends “… fits of coughing begin”."
    )
    assert question.options[0].feedback.startswith("No: the words “these fits” do not go on from ")


@pytest.mark.parametrize(
    "text",
    [
        # too short
        "A rash appears. The rash has red spots on it. These spots are small and flat at first.",
        # "this" alone may mean anything that was said
        "A rash appears on the face. Small children scratch a lot. This can make the skin sore for days. Wear gloves.",
        # it: the cough or the cold?
        "The cough follows the cold in winter. It may last for several long weeks. The fever is often high. Rest well.",
        # nothing binds it
        "The liver is in the abdomen. The heart is in the chest. The brain is in the head. The knee is in the leg.",
    ],
)
def test_a_sentence_that_fits_elsewhere_too_is_not_asked(text: str) -> None:
    assert made(text) == []


def test_a_dialogue_is_no_paragraph() -> None:
    assert made(f"Nurse: {COUGH}") == []
