"""How sure the text is: what is asked without its hedge, and what is not asked at all."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import certainty

pytestmark = pytest.mark.model


def asked(text: str) -> list[tuple[str, str]]:
    """Statement and right answer of each question."""
    source = analysis.analyse(importing.edited(text, title=""))
    made = certainty.questions(source, random.Random(1))
    return [(one.stem[one.stem.index("“") + 1 : -1], one.options[one.key].text) for one in made]


@pytest.mark.parametrize(
    ("text", "statement", "answer"),
    [
        ("If treatment comes late, the nerve damage may be permanent.", "If treatment comes late, the nerve damage is permanent.", "It is possible."),  # noqa: E501
        ("Obesity can lead to hypertension too.", "Obesity leads to hypertension.", "It is possible."),
        ("Measles can cause ear infections.", "Measles causes ear infections.", "It is possible."),
        ("The infection is likely to damage the kidneys.", "The infection damages the kidneys.", "It is likely."),
        ("An extraction is usually done under local anaesthetic.", "An extraction is done under local anaesthetic.", "In most cases."),  # noqa: E501
        ("Gallstones rarely cause a fever in young people.", "Gallstones cause a fever in young people.", "In very few cases."),  # noqa: E501
        ("The body releases a hormone called adrenaline.", "A hormone called adrenaline is released by the body.", "It is certain."),  # noqa: E501
    ],
)  # fmt: skip
def test_the_hedge_decides(text: str, statement: str, answer: str) -> None:
    assert asked(text) == [(statement, answer)]


@pytest.mark.parametrize(
    "text",
    [
        "You may take ibuprofen with food every six hours.",
        "Visitors may bring asthma inhalers to the ward.",
        "A nurse can measure your blood pressure at home.",
        "The tablets may be taken with food by patients.",
        "Some people may rarely get hives from antibiotics.",
        "Antibiotics may not work on every infection of the lungs.",
        "The baby could walk without pain last year.",
        "Asthma very often starts in childhood for young men.",
    ],
)
def test_what_one_is_able_or_allowed_to_do_and_what_is_hedged_twice_is_not_asked(text: str) -> None:
    assert asked(text) == []


def test_another_sentence_that_may_be_surer_forbids_it() -> None:
    assert asked("Obesity can lead to gout. Obesity always leads to gout in adults.") == []


def test_each_answer_says_why() -> None:
    source = analysis.analyse(importing.edited("Obesity can lead to hypertension too.", title=""))
    (made,) = certainty.questions(source, random.Random(1))
    assert made.stem == "How sure is the text of this? “Obesity leads to hypertension.”"
    assert [(option.text, option.feedback) for option in made.options] == [
        ("It is possible.", "Yes: the text says “can”. It is possible."),
        ("It is certain.", "The text says “can”. It is possible."),
        ("It is unlikely.", "The text says “can”. It is possible."),
    ]
