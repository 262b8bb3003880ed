"""GIFT, read back by a reader written for these tests, and by gift-pegjs where node has it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from lessons.exports import gift
from lessons.models import Item, ItemFormat
from tests.lessons.exports import gift_reader, things
from tests.lessons.exports.gift_reader import Question
from tests.lessons.exports.test_moodle import seen, squeezed

ROOT = Path(__file__).parents[3]
PARSE = """
const gift = require("gift-pegjs");
let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => console.log(JSON.stringify(gift.parse(text))));
"""


def written(*items: Item) -> str:
    fit, _ = gift.parted(items)
    return gift.document(fit, title="Living With Asthma").decode()


def read(*items: Item) -> list[Question]:
    return gift_reader.read(written(*items))


def test_each_question_has_the_type_that_fits() -> None:
    kinds = [question.kind for question in read(*things.every())]
    choice, match = "multichoice", "matching"
    assert kinds == [choice, "truefalse", choice, choice, match, match, "shortanswer"]


def test_a_choice_with_feedback_for_each_answer() -> None:
    (question,) = read(things.item(passage="Asthma begins at any age."))
    assert question.name == "01 What does asthma do?"
    assert seen(question.stem) == "What does asthma do? Asthma begins at any age."
    assert seen(question.said_to_all) == f"In the text: “{things.SENTENCE}”"
    assert [(answer.right, answer.text, answer.feedback) for answer in question.answers] == [
        (False, "It helps sleep.", "The text does not say this."),
        (True, "It makes breathing difficult.", "Yes: the text says so."),
        (False, "It makes legs strong.", "It is about lungs."),
    ]


def test_true_or_false_tells_what_is_said_to_each() -> None:
    (question,) = read(things.true_or_false())
    right, wrong = question.answers
    assert (right.text, right.feedback) == ("F", "The text says that it is a disease of the lungs.")
    assert wrong.feedback == "The text says so."


def test_pairs_and_a_spare_answer() -> None:
    (question,) = read(things.match())
    assert [(answer.text, answer.other) for answer in question.answers] == [
        ("cough", "a sudden noise from the throat"),
        ("fever", "a high temperature"),
        ("", "a broken bone"),
    ]


def test_the_gaps_of_a_bank_of_words_are_numbered() -> None:
    (question,) = read(things.word_bank())
    assert "A cough is a _____ (1). A fever is a _____ (2)." in seen(question.stem)
    assert [(answer.text, answer.other) for answer in question.answers[:2]] == [
        ("Gap 1", "noise"),
        ("Gap 2", "temperature"),
    ]


def test_a_word_to_type() -> None:
    (question,) = read(things.typed())
    assert [answer.text for answer in question.answers] == ["inhaler", "inhalator", "haler", "halator"]


def test_what_gift_cannot_hold_is_left_out_and_why() -> None:
    arrow = things.item(format=ItemFormat.TYPED, passage="[1]", options=[], accept=[["a->b"]])
    one = things.item(format=ItemFormat.MATCH, prompts=["a"], keys=[0])
    fit, skipped = gift.parted([things.c_test(), things.item(), arrow, one])
    assert len(fit) == 1
    assert [skip.reason for skip in skipped] == [
        "GIFT has no question with several gaps to type into.",
        "An answer has “->” in it, by which GIFT knows pairs.",
        "GIFT needs two pairs or more.",
    ]


def test_marks_of_the_format_are_text() -> None:
    (question,) = read(things.item(stem="pH = 7: {a} ~ #1 \\ //", options=["%50%a", "[html]=b", "T"], key=1))
    assert seen(question.stem) == "pH = 7: {a} ~ #1 \\ //"
    assert [seen(answer.text) for answer in question.answers] == ["%50%a", "[html]=b", "T"]


@settings(max_examples=100, deadline=None)
@given(item=things.any_choices())
def test_any_text_survives_in_a_choice(item: Item) -> None:
    (question,) = read(item)
    assert seen(question.stem).startswith(squeezed(item.stem))
    if question.kind == "multichoice":
        assert [seen(answer.text) for answer in question.answers] == [squeezed(option) for option in item.options]
        assert [answer.right for answer in question.answers].index(True) == item.key
        assert [seen(answer.feedback) for answer in question.answers] == [squeezed(said) for said in item.feedback]


@settings(max_examples=100, deadline=None)
@given(item=things.any_matches())
def test_any_text_survives_in_pairs(item: Item) -> None:
    (question,) = read(item)
    pairs = [(seen(answer.text), seen(answer.other)) for answer in question.answers]
    both = zip(item.prompts, item.keys, strict=True)
    asked = [(squeezed(prompt), squeezed(item.options[key])) for prompt, key in both]
    assert pairs[: len(asked)] == asked


# -- gift-pegjs


@pytest.fixture(scope="module")
def pegjs() -> Any:
    """What gift-pegjs reads; of `npm install gift-pegjs` here, or wherever NODE_PATH says."""
    node = shutil.which("node")
    if not node or subprocess.run([node, "-e", 'require("gift-pegjs")'], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("node has no gift-pegjs: npm install --no-save gift-pegjs")

    def parse(text: str) -> list[dict[str, Any]]:
        done = subprocess.run([node, "-e", PARSE], cwd=ROOT, input=text, capture_output=True, text=True, check=True)
        return [question for question in json.loads(done.stdout) if question["type"] != "Category"]

    return parse


def decoded(text: str) -> str:
    """gift-pegjs leaves its own stand-ins for marks in the second half of a pair."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text)


def test_gift_pegjs_reads_every_type(pegjs: Any) -> None:
    found = pegjs(written(*things.every()))
    assert [question["type"] for question in found] == ["MC", "TF", "MC", "MC", "Matching", "Matching", "Short"]
    choice, truth, *_, typed = found
    assert choice["title"] == "01 What does asthma do?"
    assert [(one["isCorrect"], one["text"]["text"], one["feedback"]["text"]) for one in choice["choices"]] == [
        (False, "It helps sleep.", "The text does not say this."),
        (True, "It makes breathing difficult.", "Yes: the text says so."),
        (False, "It makes legs strong.", "It is about lungs."),
    ]
    assert seen(choice["globalFeedback"]["text"]) == f"In the text: “{things.SENTENCE}”"
    assert truth["isTrue"] is False
    assert [one["text"]["text"] for one in typed["choices"]] == ["inhaler", "inhalator", "haler", "halator"]


def test_gift_pegjs_reads_any_text(pegjs: Any) -> None:
    items = [
        *(things.item(stem=f"a{mark}b", options=[f"{mark}x", f"y{mark}", "z"]) for mark in things.MARKS.strip()),
        things.item(stem="50% // {=x} ~y #z :: \\n \\\\", options=["%50%a", "[html]b", "-> c"]),
    ]
    for item, question in zip(items, pegjs(written(*items)), strict=True):
        assert seen(question["stem"]["text"]) == squeezed(item.stem)
        assert [seen(one["text"]["text"]) for one in question["choices"]] == [squeezed(text) for text in item.options]


def test_gift_pegjs_reads_pairs(pegjs: Any) -> None:
    (question,) = pegjs(written(things.item(format=ItemFormat.MATCH, prompts=["a -> b", "c: d"], keys=[1, 2])))
    pairs = [(seen(pair["subquestion"]["text"]), decoded(pair["subanswer"])) for pair in question["matchPairs"]]
    assert pairs == [
        ("a -> b", "It makes breathing difficult."),
        ("c: d", "It makes legs strong."),
        ("", "It helps sleep."),
    ]
