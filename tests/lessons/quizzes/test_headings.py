"""The heading that fits: the text's other headings, and names from its other parts where they are few."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import headings
from lessons.quizzes.items import Draft, content

pytestmark = pytest.mark.model

TEXT = """# Heart and Lungs

## Asthma in Children

Asthma in children often begins with a cough at night. Many children with asthma also wheeze when they run. Most of them
use an inhaler every day.

## High Blood Pressure

High blood pressure has no symptoms for many years. Blood pressure is measured with a cuff around the arm. A heart
attack may follow. After a heart attack, kidney disease is more likely. Kidney disease is found by a blood test.

## Keeping Well

Walk for half an hour every day. Eat fruit and vegetables, sleep enough and do not smoke. See the nurse once a year."""


def made(text: str) -> list[Draft]:
    return headings.questions(
        analysis.analyse(importing.clean(importing.Source(text, markdown=True))), random.Random(1)
    )


def test_few_headings_are_eked_out_by_what_other_parts_name() -> None:
    asthma = next(one for one in made(TEXT) if one.options[0].text == "Asthma in Children")
    others = {option.text: option.feedback for option in asthma.options[1:]}
    assert "High Blood Pressure" in others
    assert others.keys() & {"Heart Attack", "Kidney Disease"}
    assert "Another part of the text speaks of" in " ".join(others.values())
    assert asthma.passage.startswith("Asthma in children often begins")


def test_a_passage_does_not_repeat_the_words_of_its_heading() -> None:
    text = TEXT.replace(
        "Most of them\nuse",
        "The nurse shows them how to breathe in slowly and how to hold it for ten seconds. Most of them then use",
    )
    asthma = next(one for one in made(text) if one.options[0].text == "Asthma in Children")
    assert not content(asthma.passage) & content("Asthma in Children")
    assert asthma.passage.startswith("The nurse shows them")


def test_a_heading_of_which_its_part_does_not_speak_is_not_asked() -> None:
    assert "Keeping Well" not in {one.options[0].text for one in made(TEXT)}
