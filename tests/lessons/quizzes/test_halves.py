"""Match the halves: pairs of which no half fits two."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import halves
from lessons.quizzes.items import Draft

pytestmark = pytest.mark.model

ADVICE = """If the person is not breathing, call an ambulance. A scald is a burn made by hot water.

If the plaster gets wet, dry it with a towel. The sun can also damage the eyes of children.

If your skin itches, use a cool fan. Keep the wound clean.

If the bandage is too tight, ask the nurse for a new one.

When you eat sugar, bacteria make acid."""


def read(text: str) -> analysis.Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def made(text: str) -> list[Draft]:
    return halves.questions(read(text), random.Random(1))


def test_a_condition_goes_with_its_advice() -> None:
    (question,) = made(ADVICE)
    assert question.format == "match"
    pairs = {prompt: question.options[key].text for prompt, key in zip(question.prompts, question.keys, strict=True)}
    assert pairs["If the person is not breathing, …"] == "… call an ambulance."
    assert pairs["When you eat sugar, …"] == "… bacteria make acid."
    assert sorted(question.keys) == list(range(len(question.prompts)))
    assert 4 <= len(question.prompts) == len(question.options) <= 5
    told = {option.text: option.feedback for option in question.options}
    assert told["… call an ambulance."] == "The text says: “If the person is not breathing, call an ambulance.”"


def test_three_pairs_are_too_few() -> None:
    assert made("\n\n".join(ADVICE.split("\n\n")[:2])) == []


def test_two_that_send_to_the_doctor_are_one_too_many() -> None:
    pairs = halves.conditions(
        read("If the diarrhea is very bad, call your doctor.\n\nIf your skin itches, ask your doctor.")
    )
    assert len(pairs) == 2
    assert len(halves._unlike(pairs)) == 1


@pytest.mark.parametrize(
    "text",
    ["If it hurts, call us.", "If you wait too long, the tooth may hurt.", "What happens if the cast breaks?"],
)
def test_a_half_that_says_too_little_is_none(text: str) -> None:
    assert halves.conditions(read(text)) == []
