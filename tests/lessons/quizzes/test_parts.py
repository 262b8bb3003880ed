"""Word parts: the table says what doctors say, and both parts are needed."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import parts
from lessons.quizzes.items import Draft
from vocab import word_parts


def asked(text: str, seed: int = 1) -> list[Draft]:
    return parts.questions(analysis.analyse(importing.outline(text)), random.Random(seed))


@pytest.mark.model
@pytest.mark.parametrize("seed", range(8))
def test_an_unseen_word_is_guessed_by_a_word_of_the_text(seed: int) -> None:
    text = "Her grandmother has arthritis in both hands. She walks every day."
    guess, build = asked(text, seed)
    assert guess.stem.startswith("In the text, “arthritis” is inflammation of the joints. “")
    assert guess.options[0].text.startswith("inflammation of ")
    assert build.type == "build-word"
    assert build.options[0].text.endswith("itis")
    for item in (guess, build):
        assert text[slice(*item.evidence)] == "Her grandmother has arthritis in both hands."
        assert 3 <= len({option.text for option in item.options}) == len(item.options)
        assert item.process == "infer"
        assert "arthritis" not in [option.text for option in item.options]


@pytest.mark.model
def test_a_word_that_the_text_shows_is_not_unseen() -> None:
    text = "He has arthritis. The doctor spoke of gastric acid, hepatitis, nephritis and bronchitis."
    said = [item.stem for seed in range(20) for item in asked(text, seed)]
    assert said
    assert not any(f"“{root}-”" in stem for stem in said for root in ("Gastr", "Hepat", "Nephr", "Bronch"))


@pytest.mark.model
def test_a_text_without_such_words_has_none() -> None:
    assert asked("The doctor spoke of appendicitis and of the flu.") == []


def test_both_parts_are_needed() -> None:
    for word in parts.words().values():
        same_root = {other.meaning for other in parts.words().values() if other.root == word.root and other != word}
        assert word.meaning
        assert word.meaning not in same_root


def test_every_root_is_a_word_part_of_the_glossary() -> None:
    forms = {form for part in word_parts.parts().values() for form in part.forms}
    assert set(parts.ROOTS) <= forms


def test_nobody_looks_inside_a_nerve() -> None:
    assert parts.meaning(parts.ROOTS["neur"], "oscopy") == parts.meaning(parts.ROOTS["rhin"], "ectomy") == ""
    assert parts.meaning(parts.ROOTS["nephr"], "ectomy") == "an operation to remove a kidney"


@pytest.mark.model
@pytest.mark.parametrize("seed", range(8))
def test_an_inflammation_is_not_offered_beside_a_disease(seed: int) -> None:
    for item in asked("Her grandmother has arthritis in both hands. She walks every day.", seed):
        wrong = [option.text for option in item.options[1:]]
        assert not any(text.startswith("a disease of") or text.endswith("opathy") for text in wrong)
