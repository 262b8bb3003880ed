"""A sentence in other words: what it becomes, and what is left alone."""

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import paraphrase
from lessons.quizzes.wordings import inflected

model = pytest.mark.model


def read(text: str) -> Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def told(text: str) -> set[str]:
    """Every statement that is made of the text's sentences."""
    source = read(text)
    known = paraphrase.runs(text)
    found = [paraphrase.told(shape, known) for sentence in source.running for shape in paraphrase.shapes(sentence)]
    return {one.text for one in found if one}


@model
@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Diabetic retinopathy damages the retina without warning.", "Diabetic retinopathy harms the retina without warning."),  # noqa: E501
        ("The body releases a hormone called adrenaline.", "A hormone called adrenaline is released by the body."),
        ("Colds are caused by viruses, and antibiotics do not work on viruses.", "Viruses cause colds."),
        ("If treatment comes late, the nerve damage may be permanent.", "The nerve damage might be permanent if treatment comes late."),  # noqa: E501
        ("Obesity can lead to hypertension too.", "Obesity is a possible cause of hypertension."),
        ("Choose a toothpaste with fluoride, a mineral that makes enamel stronger.", "You should pick a toothpaste with fluoride."),  # noqa: E501
        ("Measles can cause diarrhea, ear infections and pneumonia.", "Diarrhea and pneumonia can be caused by measles."),  # noqa: E501
        ("Drugs such as insulin are helpful. Blood thinners can cause bleeding.", "Blood thinners are a possible cause of bleeding."),  # noqa: E501
    ],
)  # fmt: skip
def test_it_says_the_same_in_other_words(text: str, statement: str) -> None:
    assert statement in told(text)


@model
@pytest.mark.parametrize(
    "text",
    [
        "It disappears after about fifteen minutes in most people.",
        "He had started the treatment at the hospital two days before.",
        "“You should choose a toothpaste with fluoride,” said the dentist.",
        "This condition often starts slowly in young people.",
        "Most start slowly and get better within two weeks.",
        "Do you often start the day with a headache?",
        "The condition often starts slowly in young people.",
    ],
)
def test_what_points_elsewhere_or_is_somebodys_words_is_left_alone(text: str) -> None:
    assert told(text) == set()


@model
def test_no_five_words_of_the_text_follow_each_other() -> None:
    text = (
        "Most people recover within two weeks, but the fatigue may last longer. Wear a wrist splint at night for at "
        "least six weeks. High blood sugar slowly damages the blood vessels and nerves in the feet."
    )
    known = paraphrase.runs(text)
    assert told(text)
    assert [statement for statement in told(text) if paraphrase.copied(statement, known)] == []


@model
def test_what_is_denied_keeps_its_order() -> None:
    """ "Never stop because you feel well" is not "because you feel well, never stop"."""
    assert not any(one.startswith("Because") for one in told("You should never stop a medicine because you feel well."))


@model
def test_of_a_list_with_or_nothing_is_left_out_unless_each_can_be() -> None:
    assert told("Hypertension is triggered by kidney disease, obesity or a medicine.") <= {
        "Kidney disease, obesity or a medicine triggers hypertension.",
        "High blood pressure is triggered by kidney disease, obesity or a medicine.",
    }


@pytest.mark.parametrize(
    ("verb", "tag", "form"),
    [
        ("carry on", "VBZ", "carries on"),
        ("get better", "VBD", "got better"),
        ("lower", "VBG", "lowering"),
        ("raise", "VBG", "raising"),
        ("happen", "VBP", "happen"),
        ("go away", "VBZ", "goes away"),
    ],
)
def test_a_verb_takes_the_form_of_the_one_it_stands_for(verb: str, tag: str, form: str) -> None:
    assert inflected(verb, tag) == form
