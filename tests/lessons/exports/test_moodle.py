"""Moodle XML, held to a schema of what Moodle documents, and read as Moodle reads it."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from lessons.exports import moodle
from lessons.models import Item, ItemFormat
from tests.lessons.exports import things

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("moodle.xsd")))
# One gap of a cloze as Moodle's own expressions find it (question/type/multianswer): an answer ends at "~", "#" or "}"
# unless a backslash or the "&" of an entity stands before that.
GAP = re.compile(r"\{([0-9]*):(SHORTANSWER|MULTICHOICE):((?:.*?)(?<!\\))\}", re.S)
ALTERNATIVE = re.compile(r"(=)?(.+?)(?<!\\)(?<!&)(?:#(.*))?$", re.S)


def written(*items: Item) -> list[etree._Element]:
    """The questions of the file, without the category."""
    root = etree.fromstring(moodle.document(items, title="Living With Asthma"))
    SCHEMA.assertValid(root)
    return list(root)[1:]


def text_of(element: etree._Element, path: str) -> str:
    return element.findtext(f"{path}/text")


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> str:
    """The words that a browser shows; only our own tags may be among them."""
    parser = _Seen()
    parser.feed(html)
    parser.close()
    assert parser.tags <= {"p", "blockquote", "br"}
    return " ".join(parser.text.split())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def gaps(html: str) -> list[tuple[str, list[tuple[bool, str, str]]]]:
    """Each gap's kind and its answers: whether right, the text, what is said to it."""
    found = []
    for gap in GAP.finditer(html):
        parts = [ALTERNATIVE.fullmatch(part) for part in re.split(r"(?<!\\)~", gap[3])]
        found.append((gap[2], [(bool(part[1]), unescape(part[2]), unescape(part[3] or "")) for part in parts]))
    return found


def test_each_question_has_the_type_that_fits() -> None:
    kinds = [question.get("type") for question in written(*things.every())]
    choice, cloze = "multichoice", "cloze"
    assert kinds == [choice, "truefalse", choice, choice, "matching", cloze, "shortanswer", cloze]


def test_a_choice_with_feedback_for_each_answer() -> None:
    (question,) = written(things.item(passage="Asthma begins at any age."))
    assert seen(text_of(question, "questiontext")) == "What does asthma do? Asthma begins at any age."
    assert seen(text_of(question, "generalfeedback")) == f"In the text: “{things.SENTENCE}”"
    answers = [
        (answer.get("fraction"), seen(answer.findtext("text")), seen(text_of(answer, "feedback")))
        for answer in question.findall("answer")
    ]
    assert answers == [
        ("0", "It helps sleep.", "The text does not say this."),
        ("100", "It makes breathing difficult.", "Yes: the text says so."),
        ("0", "It makes legs strong.", "It is about lungs."),
    ]
    assert (question.findtext("single"), question.findtext("shuffleanswers")) == ("true", "true")


def test_true_or_false() -> None:
    (question,) = written(things.true_or_false())
    answers = [(answer.get("fraction"), answer.findtext("text")) for answer in question.findall("answer")]
    assert answers == [("0", "true"), ("100", "false")]


def test_sentences_to_choose_from_stay_in_order() -> None:
    (question,) = written(things.tap())
    assert question.findtext("shuffleanswers") == "false"
    assert "not shown" not in text_of(question, "questiontext")


def test_pairs_and_a_spare_answer() -> None:
    (question,) = written(things.match())
    pairs = [(pair.findtext("text"), text_of(pair, "answer")) for pair in question.findall("subquestion")]
    assert pairs == [
        ("cough", "a sudden noise from the throat"),
        ("fever", "a high temperature"),
        ("", "a broken bone"),
    ]


def test_two_pairs_without_a_spare_answer_are_a_cloze() -> None:
    """Moodle's matching wants three answers."""
    (question,) = written(things.item(format=ItemFormat.MATCH, prompts=["1", "2"], options=["a", "b"], keys=[1, 0]))
    assert question.get("type") == "cloze"
    assert [[right for right, *_ in answers].index(True) for _, answers in gaps(text_of(question, "questiontext"))] == [
        1,
        0,
    ]


def test_a_word_to_type_may_be_typed_whole_or_as_its_rest() -> None:
    (question,) = written(things.typed())
    assert "An in_____ brings" in seen(text_of(question, "questiontext"))
    assert [answer.findtext("text") for answer in question.findall("answer")] == [
        "inhaler",
        "inhalator",
        "haler",
        "halator",
    ]
    assert {answer.get("fraction") for answer in question.findall("answer")} == {"100"}


def test_a_star_is_a_star() -> None:
    """In Moodle it would stand for any letters."""
    (question,) = written(things.item(format=ItemFormat.TYPED, passage="[1]", options=[], accept=[["B*27"]]))
    assert question.findtext("answer/text") == r"B\*27"


def test_gaps_stand_in_the_text() -> None:
    (question,) = written(things.c_test())
    html = text_of(question, "questiontext")
    assert gaps(html) == [
        ("SHORTANSWER", [(True, "people", ""), (True, "ple", "")]),
        ("SHORTANSWER", [(True, "cough", ""), (True, "ugh", "")]),
    ]
    assert seen(GAP.sub("…", html)) == "Complete the words. Many peo… have a co… at night."


def test_a_bank_of_words_is_a_list_in_each_gap() -> None:
    (question,) = written(things.word_bank())
    html = text_of(question, "questiontext")
    noise = [(False, "temperature", ""), (True, "noise", "Yes: cough."), (False, "bone", "")]
    temperature = [(True, "temperature", "Yes: fever."), (False, "noise", ""), (False, "bone", "")]
    assert gaps(html) == [("MULTICHOICE", noise), ("MULTICHOICE", temperature)]


def test_the_category_is_named_for_the_lesson() -> None:
    root = etree.fromstring(moodle.document([], title="Mind / Body & <you>"))
    assert root.findtext("question/category/text") == "$course$/top/Readwell/Mind // Body & <you>"


@settings(max_examples=60, deadline=None)
@given(item=things.any_choices())
def test_any_text_survives_in_a_choice(item: Item) -> None:
    (question,) = written(item)
    if question.get("type") == "multichoice":
        answers = [seen(answer.findtext("text")) for answer in question.findall("answer")]
        assert answers == [squeezed(option) for option in item.options]
        right = [answer.get("fraction") for answer in question.findall("answer")].index("100")
        assert right == item.key
    assert seen(text_of(question, "questiontext")).startswith(squeezed(item.stem))


@settings(max_examples=60, deadline=None)
@given(item=things.any_matches())
def test_any_text_survives_in_pairs(item: Item) -> None:
    (question,) = written(item)
    pairs = [(seen(pair.findtext("text")), seen(text_of(pair, "answer"))) for pair in question.findall("subquestion")]
    asked = [
        (squeezed(prompt), squeezed(item.options[key])) for prompt, key in zip(item.prompts, item.keys, strict=True)
    ]
    assert pairs[: len(asked)] == asked


@settings(max_examples=60, deadline=None)
@given(first=things.any_text, second=things.any_text, around=things.any_text)
def test_any_text_survives_in_a_gap(first: str, second: str, around: str) -> None:
    item = things.item(
        format=ItemFormat.MATCH,
        passage=f"{around.replace('[', '(')} [1] and [2]",
        prompts=["Gap 1", "Gap 2"],
        options=[first, second],
        keys=[1, 0],
        feedback=["", ""],
    )
    (question,) = written(item)
    found = [
        [(right, seen(text)) for right, text, _ in answers] for _, answers in gaps(text_of(question, "questiontext"))
    ]
    texts = [squeezed(first), squeezed(second)]
    assert found == [[(False, texts[0]), (True, texts[1])], [(True, texts[0]), (False, texts[1])]]


def test_the_schema_sees_a_fault() -> None:
    root = etree.fromstring(moodle.document(things.every(), title="Asthma"))
    root[1].set("type", "essay-of-mine")
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(root)
