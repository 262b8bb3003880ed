"""True, false or not said, and the sentence that says so."""

import random

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import paraphrase, silence, statements
from lessons.quizzes.items import Draft
from tests.texts import ARTICLE, HEALTH_TEXTS

pytestmark = pytest.mark.model


def read(text: str) -> Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def asked(text: str, type: str) -> list[Draft]:
    return [made for made in statements.questions(read(text), random.Random(1)) if made.type == type]


def false(text: str) -> set[str]:
    return {claim.paraphrase.text for claim in statements.claims(read(text), random.Random(1))[1]}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Most people with measles recover within two weeks.", "Few people with measles get better within two weeks."),
        ("Never give aspirin to anyone under 16.", "You should always give aspirin to anyone younger than 16."),
        ("Folate deficiency is common in heavy drinkers.", "Folate deficiency is rare in heavy drinkers."),
        ("An extraction is usually done under local anaesthetic.", "An extraction is rarely done under local anaesthetic."),  # noqa: E501
        ("The treatment of gout often takes five weeks.", "The treatment of gout rarely takes five weeks."),
    ],
)  # fmt: skip
def test_one_change_makes_it_false(text: str, statement: str) -> None:
    assert false(text) == {statement}


def test_what_may_be_so_is_not_denied_by_what_may_be_so_too() -> None:
    assert false("If treatment comes late, the nerve damage may be permanent.") == set()
    assert false("Before surgery, your doctor may order nerve conduction studies.") == set()
    assert false("Wash your hands with soap before you touch the wound.") == set()


def test_more_than_ten_is_not_told_as_more_than_five() -> None:
    """What is true of more than forty is true of more than twenty."""
    told = false("The clinic vaccinated more than 40 children against measles.")
    assert not any("20" in one for one in told)
    told = false("You should eat less than 6 g of salt a day.")
    assert not any("12" in one for one in told)


def test_what_another_sentence_may_support_is_not_called_false() -> None:
    alone = "Folate deficiency is common in heavy drinkers."
    assert false(alone)
    assert false(f"{alone} In the young, folate deficiency is rare in drinkers.") == set()


def test_the_feedback_quotes_the_text() -> None:
    (made,) = asked("Folate deficiency is common in heavy drinkers.", "true-false")
    assert [option.text for option in made.options] == ["True", "False", "The text does not say"]
    assert made.options[made.key].text == "False"
    assert made.options[1].feedback == (
        "Yes: this is false. The text says “Folate deficiency is common in heavy drinkers.”"
    )
    assert all("Folate deficiency is common" in option.feedback for option in made.options)


def test_what_the_text_does_not_compare_is_not_said() -> None:
    source = read("Antibiotics can cause side effects such as nausea, diarrhea and headaches.")
    (claim,) = silence.claims(source, random.Random(1))
    assert " a more common side effect than " in claim.text
    ranked = read(
        "Antibiotics can cause side effects such as nausea and diarrhea. Nausea is the most common, then diarrhea."
    )
    assert silence.claims(ranked, random.Random(1)) == []


@pytest.mark.parametrize("text", [ARTICLE, *HEALTH_TEXTS.values()])
def test_every_statement_is_no_copy_and_has_its_evidence(text: str) -> None:
    source = read(text)
    known = paraphrase.runs(source.text)
    spans = {(sentence.start, sentence.end) for sentence in source.running}
    for made in statements.questions(source, random.Random(1)):
        assert paraphrase.copied(made.stem[made.stem.index("“") :], known) == 0
        assert made.evidence in spans
        yes = [option.feedback.startswith("Yes: ") for option in made.options]
        assert yes == [place == made.key for place in range(len(made.options))]


PARAGRAPH = (
    "Measles is an illness of the lungs and skin. Measles can cause diarrhea, ear infections and pneumonia. "
    "The vaccine is given in two doses. Children get the first one at twelve months."
)


def test_one_sentence_of_the_paragraph_says_so() -> None:
    (made, *_) = asked(PARAGRAPH, "tap-sentence")
    assert made.stem == "Which sentence says this? “Diarrhea and pneumonia can be caused by measles.”"
    assert made.format == "tap"
    assert [option.text for option in made.options] == [
        "Measles is an illness of the lungs and skin.",
        "Measles can cause diarrhea, ear infections and pneumonia.",
        "The vaccine is given in two doses.",
        "Children get the first one at twelve months.",
    ]
    assert made.key == 1
    assert made.passage == PARAGRAPH


def test_a_paragraph_that_says_it_twice_is_not_asked() -> None:
    twice = (
        "Measles can cause diarrhea, ear infections and pneumonia. Pneumonia and diarrhea from measles are dangerous."
    )
    assert asked(f"{twice} The vaccine is safe.", "tap-sentence") == []


def test_the_same_seed_asks_the_same() -> None:
    source = read(ARTICLE)
    assert statements.questions(source, random.Random(3)) == statements.questions(source, random.Random(3))
