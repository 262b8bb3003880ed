"""The package for Canvas: its structure, beside what text2qti writes, and its questions read back as Canvas does."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from lessons.exports import qti
from lessons.exports.qti_package import CANVAS, CONTENT, NAMESPACE
from lessons.models import Item
from tests.lessons.exports import things
from tests.lessons.exports.test_moodle import seen, squeezed

Q = {"q": NAMESPACE}
TEXT2QTI = """Quiz title: Asthma
Quiz description: None

1. What does asthma do?
... In the text: asthma makes breathing difficult.
a) It helps sleep.
... The text does not say this.
*b) It makes breathing difficult.
... Yes: the text says so.

2. Write the word.
... In the text: an inhaler.
* inhaler
* inhalator
"""


def package(*items: Item, title: str = "Asthma", slug: str = "living-with-asthma") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(qti.package(items, title=title, slug=slug)))


def xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name))


def written(*items: Item) -> list[etree._Element]:
    """The items of the assessment."""
    (name,) = [name for name in package().namelist() if name.count("readwell") == 2]
    return xml(package(*items), name).findall(".//q:item", Q)


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=Q)


def kind(item: etree._Element) -> str:
    return find(item, './/q:qtimetadatafield[q:fieldlabel="question_type"]/q:fieldentry/text()')[0]


def asked(item: etree._Element) -> str:
    return find(item, "q:presentation/q:material/q:mattext")[0].text


def texts(response: etree._Element) -> list[str]:
    return [found.text or "" for found in find(response, ".//q:response_label//q:mattext")]


def right(item: etree._Element) -> dict[str, list[str]]:
    """For each response the idents or words that give points."""
    found: dict[str, list[str]] = {}
    for equal in find(item, ".//q:respcondition[q:setvar]/q:conditionvar/q:varequal"):
        found.setdefault(equal.get("respident"), []).append(equal.text)
    return found


# -- the package


def test_the_manifest_names_every_file() -> None:
    archive = package(*things.every())
    root = xml(archive, "imsmanifest.xml")
    files = {file.get("href") for file in root.iter(f"{{{CONTENT}}}file")}
    assert files | {"imsmanifest.xml"} == set(archive.namelist())
    names = {resource.get("identifier"): resource.get("type") for resource in root.iter(f"{{{CONTENT}}}resource")}
    assert "imsqti_xmlv1p2" in names.values()
    assert {one.get("identifierref") for one in root.iter(f"{{{CONTENT}}}dependency")} <= set(names)


def test_the_quiz_is_practice_that_its_teacher_publishes() -> None:
    archive = package(*things.every(), title="Mind & <body>")
    (name,) = [name for name in archive.namelist() if name.endswith("assessment_meta.xml")]
    root = xml(archive, name)
    told = {element.tag.removeprefix(f"{{{CANVAS}}}"): element.text for element in root}
    assert (told["title"], told["quiz_type"], told["available"]) == ("Mind & <body>", "practice_quiz", "false")
    assert told["points_possible"] == "8.0"


def test_the_same_lesson_makes_the_same_file() -> None:
    assert qti.package([], title="A", slug="a") == qti.package([], title="A", slug="a")


def test_names_are_there_once() -> None:
    items = written(*things.every())
    assert len({item.get("ident") for item in items}) == len(items)
    for item in items:
        shown = {feedback.get("ident") for feedback in find(item, "q:itemfeedback")}
        assert {link.get("linkrefid") for link in find(item, ".//q:displayfeedback")} == shown
        responses = {response.get("ident") for response in find(item, "q:presentation/*[@ident]")}
        assert set(right(item)) == responses, "each response can be right"


# -- beside another program that writes for Canvas


def shape(element: etree._Element) -> tuple[Any, ...]:
    """The element and what is in it, without texts, names and titles."""
    unlike = ("ident", "title", "linkrefid")
    attributes = {name: value for name, value in element.attrib.items() if name not in unlike}
    return (etree.QName(element).localname, attributes, [shape(child) for child in element])


def by_text2qti() -> list[etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(QTI(Quiz(TEXT2QTI, config=Config())).zip_bytes()))
    (name,) = [name for name in archive.namelist() if name.count("assessment") == 2 and "meta" not in name]
    return xml(archive, name).findall(".//q:item", Q)


def test_a_choice_is_built_as_by_text2qti() -> None:
    ours, theirs = written(things.item(options=["a", "b"], feedback=["No.", "Yes."]))[0], by_text2qti()[0]
    assert shape(ours) == shape(theirs)


def test_a_word_to_type_is_built_as_by_text2qti() -> None:
    item = things.typed()
    item.passage = "[1] brings the medicine to the lungs."
    assert shape(written(item)[0]) == shape(by_text2qti()[1])


# -- the questions


def test_each_question_has_the_type_that_fits() -> None:
    choice = "multiple_choice_question"
    assert [kind(item) for item in written(*things.every())] == [
        choice,
        "true_false_question",
        choice,
        choice,
        "matching_question",
        "multiple_dropdowns_question",
        "short_answer_question",
        "fill_in_multiple_blanks_question",
    ]


def test_a_choice_with_feedback_for_each_answer() -> None:
    (item,) = written(things.item())
    idents = [label.get("ident") for label in find(item, ".//q:response_label")]
    assert texts(item) == ["It helps sleep.", "It makes breathing difficult.", "It makes legs strong."]
    assert right(item) == {"response1": [idents[1]]}
    said = {one.get("ident"): seen(find(one, ".//q:mattext")[0].text) for one in find(item, "q:itemfeedback")}
    assert said[f"{idents[0]}_fb"] == "The text does not say this."
    assert said["general_fb"] == f"In the text: “{things.SENTENCE}”"


def test_pairs_share_the_points() -> None:
    (item,) = written(things.match())
    first, second = find(item, "q:presentation/q:response_lid")
    assert [find(one, "q:material/q:mattext")[0].text for one in (first, second)] == ["cough", "fever"]
    assert texts(first) == ["a high temperature", "a sudden noise from the throat", "a broken bone"]
    idents = [label.get("ident") for label in find(first, ".//q:response_label")]
    assert right(item) == {first.get("ident"): [idents[1]], second.get("ident"): [idents[0]]}
    assert [float(points.text) for points in find(item, ".//q:setvar")] == [50, 50]


def test_a_word_to_type() -> None:
    (item,) = written(things.typed())
    assert right(item) == {"response1": ["inhaler", "inhalator", "haler", "halator"]}


def test_gaps_are_named_in_the_text() -> None:
    (item,) = written(things.c_test())
    assert seen(asked(item)) == "Complete the words. Many peo[gap1] have a co[gap2] at night."
    responses = find(item, "q:presentation/q:response_lid")
    assert [response.get("ident") for response in responses] == ["response_gap1", "response_gap2"]
    assert [texts(response) for response in responses] == [["people", "ple"], ["cough", "ugh"]]


def test_a_bank_of_words_is_a_list_in_each_gap() -> None:
    (item,) = written(things.word_bank())
    first, second = find(item, "q:presentation/q:response_lid")
    assert texts(first) == texts(second) == ["temperature", "noise", "bone"]
    labels = {label.get("ident"): seen(label[0][0].text) for label in find(item, ".//q:response_label")}
    assert {response: labels[idents[0]] for response, idents in right(item).items()} == {
        "response_gap1": "noise",
        "response_gap2": "temperature",
    }


@pytest.mark.parametrize("made", [things.word_bank, things.c_test])
def test_a_bracket_of_the_text_is_no_gap(made: Any) -> None:
    item = made()
    item.passage += " (see [above])"
    item.stem += " [here]"
    shown = asked(written(item)[0])
    assert shown.count("[") == 2
    assert "[above]" in seen(shown)
    assert "[here]" in seen(shown)


@settings(max_examples=60, deadline=None)
@given(item=things.any_choices())
def test_any_text_survives_in_a_choice(item: Item) -> None:
    (found,) = written(item)
    assert seen(asked(found)).startswith(squeezed(item.stem))
    assert [seen(text) for text in texts(found)] == [squeezed(option) for option in item.options]


@settings(max_examples=60, deadline=None)
@given(item=things.any_matches())
def test_any_text_survives_in_pairs(item: Item) -> None:
    (found,) = written(item)
    for response, prompt in zip(find(found, "q:presentation/q:response_lid"), item.prompts, strict=True):
        assert squeezed(find(response, "q:material/q:mattext")[0].text) == squeezed(prompt)
        assert [squeezed(text) for text in texts(response)] == [squeezed(option) for option in item.options]
