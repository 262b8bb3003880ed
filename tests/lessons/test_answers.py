"""Answers of every format: read from a form, marked, told part by part."""

import pytest

from lessons import answers
from lessons.models import Item, ItemFormat, QuizKind


def item(format: ItemFormat, **columns: object) -> Item:
    filled = {"options": [], "feedback": [], "key": 0, "prompts": [], "keys": [], "accept": [], "passage": ""}
    return Item(quiz=QuizKind.VOCABULARY, type="t", stem="?", format=format, **filled | columns)


CHOICE = item(ItemFormat.CHOICE, options=["heart", "lung", "knee"], feedback=["Yes.", "No: l.", "No: k."])
MATCH = item(
    ItemFormat.MATCH,
    prompts=["cough", "fever"],
    options=["a high temperature", "a loud push of air", "a spot"],
    feedback=["That is a fever.", "That is a cough.", "Spare."],
    keys=[1, 0],
)
TYPED = item(
    ItemFormat.TYPED,
    passage="The he[1] pumps bl[2] round the body.",
    accept=[["heart"], ["blood"]],
)


@pytest.mark.parametrize(
    ("asked", "form", "given"),
    [
        (CHOICE, {"answer": "2"}, [2]),
        (CHOICE, {"answer": "3"}, None),
        (CHOICE, {"answer": "-1"}, None),
        (CHOICE, {"answer": "²"}, None),
        (CHOICE, {}, None),
        (MATCH, {"match-0": "1", "match-1": "2"}, [1, 2]),
        (MATCH, {"match-0": "1", "match-1": ""}, None),
        (MATCH, {"match-0": "1"}, None),
        (TYPED, {"gap-0": " art ", "gap-1": "blood"}, ["art", "blood"]),
        (TYPED, {"gap-0": "", "gap-1": "ood"}, ["", "ood"]),
        (TYPED, {"gap-0": " ", "gap-1": ""}, None),
        (TYPED, {"gap-0": "x" * 500}, ["x" * answers.MOST_TYPED, ""]),
    ],
)
def test_an_answer_is_read(asked: Item, form: dict[str, str], given: list[object] | None) -> None:
    assert answers.read(asked, form) == given


@pytest.mark.parametrize(
    ("asked", "given", "points"),
    [
        (CHOICE, [0], 1.0),
        (CHOICE, [1], 0.0),
        (MATCH, [1, 0], 1.0),
        (MATCH, [1, 2], 0.5),
        (MATCH, [0, 1], 0.0),
        (TYPED, ["heart", "blood"], 1.0),
        (TYPED, ["art", "ood"], 1.0),  # the letters that are printed need not be typed again
        (TYPED, ["art", ""], 0.5),
        (TYPED, ["lamp", "qqqq"], 0.0),
    ],
)
def test_an_answer_is_marked_by_its_parts(asked: Item, given: list[object], points: float) -> None:
    assert answers.mark(asked, given) == points


def test_a_choice_is_told_with_the_reason_of_what_was_chosen() -> None:
    (part,) = answers.told(CHOICE, [2])
    assert (part.given, part.right, part.message, part.is_right) == ("knee", "heart", "No: k.", False)


def test_each_pair_is_told() -> None:
    first, second = answers.told(MATCH, [1, 2])
    assert (first.prompt, first.given, first.is_right) == ("cough", "a loud push of air", True)
    assert (second.prompt, second.given, second.right) == ("fever", "a spot", "a high temperature")


def test_each_gap_is_told() -> None:
    first, second = answers.told(TYPED, ["art", ""])
    assert (first.prompt, first.right, first.is_right) == ("Gap 1", "heart", True)
    assert (second.given, second.right, second.is_right) == ("", "blood", False)


def test_a_passage_is_cut_at_its_gaps() -> None:
    first, second = answers.Gap(1, "he"), answers.Gap(2, "bl")
    assert answers.pieces(TYPED.passage) == ["The ", first, " pumps ", second, " round the body."]
    assert answers.pieces("No gap [here].") == ["No gap [here]."]
    assert [answers.kept_letters(TYPED.passage, number) for number in (1, 2, 3)] == ["he", "bl", ""]


def test_what_was_right_stays_for_the_second_go() -> None:
    assert answers.right_so_far(MATCH, [1, 2]) == {"match-0": "1"}
    assert answers.right_so_far(TYPED, ["art", "lamp"]) == {"gap-0": "art"}
    assert answers.right_so_far(CHOICE, [1]) == {}


def test_a_passage_with_gaps_hides_the_text() -> None:
    assert answers.hides_text(TYPED)
    assert answers.hides_text(item(ItemFormat.CHOICE, passage="A ____ hurts."))
    assert not answers.hides_text(CHOICE)
