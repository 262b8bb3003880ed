"""Clauses become questions in faultless English, or nothing."""

import pytest

from lessons import analysis, importing
from lessons.quizzes.inversion import clause
from lessons.quizzes.trees import Tree, leans_on, stands_alone

pytestmark = pytest.mark.model


def asked(text: str) -> str:
    """The first sentence of the text as a question, without its word of asking; empty where it is refused."""
    source = analysis.analyse(importing.edited(text, title=""))
    tree = Tree.of(source, source.running[0])
    turned = clause(tree, tree.root, without=tree.on(tree.root, "advcl"))
    return turned.asked if turned else ""


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("A reliever relaxes the muscles around the airways.", "does a reliever relax the muscles around the airways"),
        ("Antibiotics kill bacteria.", "do antibiotics kill bacteria"),
        ("The pain usually lasts a week.", "does the pain usually last a week"),
        ("The nurse took a blood sample.", "did the nurse take a blood sample"),
        ("You should rest for five minutes.", "should you rest for five minutes"),
        ("The clinic is in the school gym.", "is the clinic in the school gym"),
        ("Iron can be given straight into a vein.", "can iron be given straight into a vein"),
        ("Keep the person warm.", "should you keep the person warm"),
        ("Do not burst the blisters.", "should you not burst the blisters"),
        ("Never give aspirin to a child.", "should you never give aspirin to a child"),
        ("In babies the cheeks are often affected.", "are the cheeks often affected in babies"),
        ("However, the infection may come back.", "may the infection come back"),
        ("The thyroid is a gland; the pancreas is another.", "is the thyroid a gland"),
    ],
)
def test_a_clause_is_asked(text: str, question: str) -> None:
    assert asked(text) == question


@pytest.mark.parametrize(
    "text", ["There is no cure.", "Poor diet.", "Asthma, a chronic condition, affects the airways."]
)
def test_what_has_no_plain_shape_is_refused(text: str) -> None:
    assert asked(text) == ""


@pytest.mark.parametrize(
    ("phrase", "alone"),
    [
        ("a large burn can lead to hypothermia", True),
        ("foods such as bread", True),
        ("you call the same day", True),
        ("it damages the skin", False),
        ("their hemoglobin was too low", False),
        ("this helps", False),
        ("the others are blocked", False),
        ("and the bone heals", False),
        ("", False),
        ("he said: “never”", False),
    ],
)
def test_a_phrase_that_stands_alone(phrase: str, alone: bool) -> None:
    assert stands_alone(phrase) is alone


def test_they_leans_on_one_plural_noun() -> None:
    source = analysis.analyse(importing.edited("Keep the tablets in a cupboard.", title=""))
    nouns = [token for token in source.words if token.pos == "NOUN"]
    assert leans_on("because they are dangerous", nouns)
    assert leans_on("because it is locked", nouns)
    assert not leans_on("because he may eat them", nouns)
    assert not leans_on("because they", nouns[1:])
