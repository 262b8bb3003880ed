"""What the text says of its terms: what is found, and what must not be."""

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import relations
from lessons.quizzes.relations import Members

pytestmark = pytest.mark.model


def read(text: str) -> Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def names(members: Members) -> list[str]:
    return [member.term.text for member in members]


def examples(text: str) -> list[tuple[str, list[str]]]:
    return [(found.of, names(found.members)) for found in relations.examples(read(text))]


def causes(text: str) -> list[tuple[list[str], list[str]]]:
    return [(names(found.causes), names(found.effects)) for found in relations.causes(read(text))]


def advice(text: str) -> list[tuple[list[str], str]]:
    return [(names(found.terms), found.goal.text) for found in relations.advice(read(text))]


# -- examples


@pytest.mark.parametrize(
    ("text", "of", "members"),
    [
        (
            "He needs electrolytes such as sodium, potassium and calcium.",
            "electrolytes",
            ["sodium", "potassium", "calcium"],
        ),
        (
            "Chronic conditions, such as kidney disease, diabetes, or thyroid disorders, last long.",
            "Chronic conditions",
            ["kidney disease", "diabetes", "thyroid disorders"],
        ),
        ("Stimulants like caffeine can keep you awake.", "Stimulants", ["caffeine"]),
        ("You can take a painkiller like ibuprofen or paracetamol.", "a painkiller", ["ibuprofen", "paracetamol"]),
        ("Other symptoms, including fever and nausea, pass.", "symptoms", ["fever", "nausea"]),
        ("Minerals, for example calcium, make bones hard.", "Minerals", ["calcium"]),
        ("People with diseases such as asthma or diabetes came.", "diseases", ["asthma", "diabetes"]),
        ("Most people use medicines such as steroids.", "medicines", ["steroids"]),
        ("They often cause side effects like constipation and nausea.", "side effects", ["constipation", "nausea"]),
        (
            "Nerve injuries or disorders, such as carpal tunnel syndrome or sciatica, hurt.",
            "Nerve injuries or disorders",
            ["carpal tunnel syndrome", "sciatica"],
        ),
    ],
)
def test_a_list_of_examples_is_read(text: str, of: str, members: list[str]) -> None:
    assert examples(text) == [(of, members)]


def test_a_list_ends_at_the_first_thing_that_is_no_term() -> None:
    assert examples("Symptoms such as fever, a strange calm and nausea pass.") == [("Symptoms", ["fever"])]
    assert examples("Medicines such as aspirin, but not steroids, are safe.") == [("Medicines", ["aspirin"])]


def test_half_a_name_is_no_member() -> None:
    assert examples("Diseases such as kidney trouble are painful.") == []


def test_an_adjective_that_narrows_a_member_is_told() -> None:
    (found,) = relations.examples(read("Symptoms such as fever and severe nausea are common."))
    assert [(member.term.text, member.bare) for member in found.members] == [("fever", True), ("nausea", False)]


@pytest.mark.parametrize(
    "text",
    [
        # the list may belong to what stands before
        "Muscles need nutrients from food, including magnesium, calcium and potassium.",
        # the examples are of symptoms, treatments, signs, not of the illness
        "The symptoms of anemia, such as fatigue and dizziness, come slowly.",
        "The symptoms of depression such as insomnia come slowly.",
        "There are treatments for diabetes, including insulin.",
        "There are medicines for asthma such as steroids.",
        "The causes of stroke, for example hypertension, are known.",
        # "like" that compares, and "like" that likes
        "The rash looks like eczema.",
        "It feels like a heart attack.",
        "Most patients like aspirin.",
        # nothing to be an example of
        "Such as fever and nausea.",
        "Including calcium is wise.",
        "For example, fever is common.",
        "There are things such as fever and nausea.",
        # no terms
        "Activities like walking, swimming and cycling are good.",
        # a question states nothing
        "Do you have symptoms such as fever or nausea?",
    ],
)
def test_what_is_no_example_is_not_found(text: str) -> None:
    assert examples(text) == []


def test_a_heading_states_nothing() -> None:
    assert examples("## Symptoms such as fever\n\nThey pass.") == []


# -- causes


@pytest.mark.parametrize(
    ("text", "agents", "effects"),
    [
        ("Dehydration can cause muscle cramps.", ["Dehydration"], ["muscle cramps"]),
        ("Vomiting and diarrhea lead to dehydration.", ["Vomiting", "diarrhea"], ["dehydration"]),
        ("Muscle fatigue often causes pain and cramps.", ["Muscle fatigue"], ["cramps"]),
        ("Hypertension may result in a stroke or kidney failure.", ["Hypertension"], ["stroke", "kidney failure"]),
        ("Caffeine triggers anxiety in some people.", ["Caffeine"], ["anxiety"]),
        ("Obesity contributes to diabetes.", ["Obesity"], ["diabetes"]),
        ("Muscle cramps are often caused by dehydration.", ["dehydration"], ["Muscle cramps"]),
        ("Anemia may be due to menstruation or an ulcer.", ["menstruation", "ulcer"], ["Anemia"]),
        ("An asthma attack can be triggered by a virus.", ["virus"], ["asthma attack"]),
    ],
)
def test_a_cause_is_read(text: str, agents: list[str], effects: list[str]) -> None:
    (found,) = causes(text)
    if text.startswith("Muscle fatigue"):  # "pain" is a term as soon as the glossary has it
        found = (found[0], [effect for effect in found[1] if effect != "pain"])
    assert found == (agents, effects)


@pytest.mark.parametrize(
    "text",
    [
        # denied
        "Stress does not cause diabetes.",
        "Caffeine does not cause diabetes.",
        "Caffeine doesn't cause diabetes.",
        "Caffeine doesn’t cause diabetes.",
        "Caffeine cannot cause diabetes.",
        "Caffeine never causes diabetes.",
        "Caffeine hardly ever causes diabetes.",
        "Caffeine rarely causes diabetes.",
        "No vaccine causes autism.",
        "Neither a vaccine nor a virus causes autism.",
        "Vaccines cause no autism.",
        "Autism is not caused by vaccines.",
        "Autism isn't caused by vaccines.",
        "Autism is never caused by vaccines.",
        # doubted or told of others
        "It is a myth that vaccines cause autism.",
        "Some people believe that vaccines cause autism.",
        "Nobody knows whether a virus causes diabetes.",
        # asked
        "Can caffeine cause diabetes?",
        "Does a virus cause diabetes?",
        # a treatment is no effect of the illness
        "Ibuprofen was given because of a fever.",
        "Insulin is needed due to diabetes.",
        # only a part of the cause
        "A lack of potassium can cause cramps.",
        "The treatment of asthma can cause nausea.",
        # a noun
        "The cause of diabetes is obesity in many people.",
    ],
)
def test_what_is_no_cause_is_not_found(text: str) -> None:
    assert causes(text) == []


def test_a_narrowed_cause_is_told() -> None:
    (found,) = relations.causes(read("Insufficient potassium can cause muscle cramps."))
    assert [member.bare for member in found.causes] == [False]


# -- advice


@pytest.mark.parametrize(
    ("text", "helps", "goal"),
    [
        ("Regular exercise can help prevent stroke.", ["Regular exercise"], "stroke"),
        (
            "A balanced diet and regular exercise help to prevent obesity.",
            ["balanced diet", "regular exercise"],
            "obesity",
        ),
        ("Eating a balanced diet helps prevent constipation.", ["balanced diet"], "constipation"),
        ("In the meantime, stretching can help prevent muscle cramps.", ["stretching"], "muscle cramps"),
        (
            "Staying hydrated and eating a balanced diet can help prevent cramps.",
            ["hydrated", "balanced diet"],
            "cramps",
        ),
    ],
)
def test_what_helps_is_read(text: str, helps: list[str], goal: str) -> None:
    assert advice(text) == [(helps, goal)]


@pytest.mark.parametrize(
    "text",
    [
        # not part of what helps
        "A loose cover keeps out germs and can help prevent infection.",
        "People with asthma know that exercise can help prevent obesity.",
        # it is having less of it that helps
        "Avoiding caffeine can help prevent insomnia.",
        "Reducing sodium can help prevent hypertension.",
        "Limiting caffeine can help prevent insomnia.",
        "Cutting out caffeine can help prevent insomnia.",
        "Less caffeine can help prevent insomnia.",
        "Treating hypertension can help prevent stroke.",
        "Controlling diabetes can help prevent kidney failure.",
        # denied or asked
        "Antibiotics do not help prevent the flu.",
        "Antibiotics never help prevent the flu.",
        "No supplement can help prevent dementia.",
        "Can regular exercise help prevent stroke?",
    ],
)
def test_what_does_not_help_is_not_found(text: str) -> None:
    assert advice(text) == []


def test_the_paragraphs_that_speak_of_a_term() -> None:
    whole = read("Asthma is a disease.\n\nThe lungs are organs.\n\nPeople with asthma cough.")
    entry = whole.terms[0].entry
    assert [block.start for block in relations.blocks_with(whole, entry)] == [0, whole.blocks[2].start]
