"""Who and what: one answer that the text gives, and others of its class that it gives of something else."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import questions

pytestmark = pytest.mark.model

VISIT = """A nurse will measure your blood pressure. The clinic is on the second floor.

You will then meet the surgeon. Later the anesthesiologist will answer all your questions.

A local anesthetic makes only a small area numb. Most people go home on the same day. Bring a friend with you.

Tell us if you take warfarin. Insulin may have to be changed. Do not eat anything on the day."""


def read(text: str) -> analysis.Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def stems(text: str) -> list[str]:
    return [candidate.stem for candidate in questions.candidates(read(text))]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("A reliever relaxes the muscles around the airways.", "What relaxes the muscles around the airways?"),
        ("A nurse will measure your blood pressure.", "Who will measure your blood pressure?"),
        (
            "After some years, the pancreas cannot make enough insulin.",
            "What cannot make enough insulin after some years?",
        ),
    ],
)
def test_a_subject_is_asked_for(text: str, stem: str) -> None:
    assert stems(text) == [stem]


@pytest.mark.parametrize(
    "text",
    [
        "It relaxes the muscles around the airways.",
        "My gut takes in too much iron.",
        "Their blood carries too little oxygen.",
        "The fatigue took two months.",
        "“Helmets prevent concussion,” he said.",
        "Does a reliever relax the muscles?",
        "Some patients have asthma.",
    ],
)
def test_what_is_not_clear_is_not_asked(text: str) -> None:
    assert stems(text) == []


def test_one_question_for_seven_sentences_at_most() -> None:
    source = read(VISIT)
    made = questions.questions(source, random.Random(1))
    assert len(made) <= round(questions.KEPT * len(source.running))


def test_nobody_else_of_the_text_does_it() -> None:
    made = {one.stem: one for one in questions.questions(read(VISIT), random.Random(1))}
    question = made["According to the text, who will measure your blood pressure?"]
    assert question.options[0].text == "a nurse"
    assert {option.text for option in question.options[1:]} == {"the surgeon", "the anesthesiologist"}
    assert question.options[1].feedback == "No: the text says “a nurse”."
