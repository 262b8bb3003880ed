"""Why: the reason that the text gives, among the reasons that it gives for other things."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import reasons, whys

pytestmark = pytest.mark.model

LEAFLET = """Swallow one tablet every day. Drink orange juice with the tablet, because vitamin C improves absorption.

Keep the tablets in a locked cupboard, because an overdose of iron can kill a small child.

Your muscles will be weak, because you have not used them for weeks.

The vaccine contains no live virus, so it cannot cause shingles. Rinse your mouth afterward to prevent oral thrush."""


def found(text: str) -> list[tuple[str, str]]:
    source = analysis.analyse(importing.edited(text, title=""))
    return [(reason.asked, reason.answer) for reason in reasons.reasons(source)]


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        (
            "Keep the person warm, because a large burn can lead to hypothermia.",
            "should you keep the person warm",
            "Because a large burn can lead to hypothermia.",
        ),
        (
            "Because you move less after surgery, blood clots can form in the legs.",
            "can blood clots form in the legs",
            "Because you move less after surgery.",
        ),
        (
            "Your vision will stay blurred for hours, so you should not drive home.",
            "should you not drive home",
            "Because your vision will stay blurred for hours.",
        ),
        ("Rinse your mouth to prevent oral thrush.", "should you rinse your mouth", "To prevent oral thrush."),
        (
            "Blisters should be left intact, because the skin over them is a natural dressing.",
            "should blisters be left intact",
            "Because the skin over them is a natural dressing.",
        ),
    ],
)
def test_a_reason_is_found(text: str, asked: str, answer: str) -> None:
    assert found(text) == [(asked, answer)]


@pytest.mark.parametrize(
    "text",
    [
        "Nine could not, because they did not have enough hemoglobin.",
        "We think so, because he said it.",
        "Do you feel tired because you have anemia?",
    ],
)
def test_what_leans_on_another_sentence_is_not_asked(text: str) -> None:
    assert [reason for reason in found(text) if reason[0]] == []


def test_you_should_not_feel_pain_is_no_advice() -> None:
    assert [asked for asked, _ in found("You get an anesthetic first, so you should not feel any pain.")] == [""]


def test_wrong_reasons_are_those_of_other_things() -> None:
    source = analysis.analyse(importing.edited(LEAFLET, title=""))
    made = whys.questions(source, random.Random(1))
    assert 0 < len(made) <= whys.MOST
    answers = {answer for _, answer in found(LEAFLET)}
    for question in made:
        assert question.stem.startswith("According to the text, why ")
        assert {option.text for option in question.options} <= answers | {
            reason.answer for reason in reasons.rivals(source)
        }
        assert question.options[0].feedback == "Yes: that is the reason that the text gives."
        assert source.text[slice(*question.evidence)].startswith(("Drink", "Keep", "Your", "The vaccine"))


def test_the_same_seed_gives_the_same() -> None:
    source = analysis.analyse(importing.edited(LEAFLET, title=""))
    assert whys.questions(source, random.Random(3)) == whys.questions(source, random.Random(3))
