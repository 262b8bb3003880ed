"""How long, how many, how often, of what: the number that the text gives among others that it does not."""

import random

import pytest

from lessons import analysis, importing
from lessons.quizzes import doses, frequency, numbers, questions
from lessons.quizzes.items import Draft
from lessons.quizzes.quantities import value_of, written
from lessons.quizzes.trees import Tree


def source_of(text: str) -> analysis.Analysis:
    return analysis.analyse(importing.edited(text, title=""))


def made(text: str) -> list[Draft]:
    return numbers.questions(source_of(text), random.Random(1))


def asked(text: str) -> list[tuple[str, str]]:
    return [(one.stem.removeprefix("According to the text, "), one.options[0].text) for one in made(text)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Hold the burn under cool running water for 20 minutes.",
            "how long should you hold the burn under cool running water?",
            "20 minutes",
        ),
        ("The procedure lasts about 15 minutes.", "how long does the procedure last?", "about 15 minutes"),
        (
            "Antidepressants take two to six weeks to work.",
            "how long do antidepressants take to work?",
            "two to six weeks",
        ),
        ("The dose must be swallowed within 72 hours.", "how soon must the dose be swallowed?", "within 72 hours"),
        (
            "About 90 students came to the blood drive.",
            "how many students came to the blood drive?",
            "about 90",
        ),
        ("An ultrasound of the liver revealed eleven stones.", "how many stones did an ultrasound of the liver reveal?", "eleven"),  # noqa: E501
        (
            "About 70 percent of patients feel better at home.",
            "what percentage of patients feel better at home?",
            "about 70 percent",
        ),
    ],
)  # fmt: skip
def test_a_number_is_asked_for(text: str, stem: str, key: str) -> None:
    assert asked(text) == [(stem, key)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "It lasts ten minutes.",
        "Never take two tablets at the same time.",
        "About three women in four have hot flashes.",
        "Brush your teeth twice a day for two minutes.",
        "You took more than four steps on that leg.",
        "Four members of the cast fell ill within the same two days.",
        "Does the procedure last 15 minutes?",
        "The procedure lasts less than 30 minutes.",
        "More than 90 students came to the blood drive.",
        "You must not drive, drink alcohol or sign legal documents for 24 hours.",
        "The dose is 5 mg. The tablet is 5 mg. Swallow one tablet for 5 days. Rest in bed for 5 days.",
    ],
)
def test_a_number_that_is_not_clear_is_not_asked_for(text: str) -> None:
    assert made(text) == []


@pytest.mark.model
def test_wrong_numbers_have_the_form_of_the_right_one() -> None:
    (question,) = made("The cough may continue for three months. Babies can have the vaccine at eight weeks.")
    texts = [option.text for option in question.options]
    assert texts[:2] == ["three months", "eight weeks"]
    assert len(set(texts)) == len(texts) == 4
    assert all(text.split()[1] in ("months", "weeks") for text in texts)
    assert question.options[1].feedback == "No: the text says “three months”."


@pytest.mark.model
def test_no_share_is_more_than_all() -> None:
    (question,) = made("About 80 percent of patients feel better at home.")
    assert all(0 < float(option.text.split()[1]) < 100 for option in question.options)


@pytest.mark.model
def test_an_amount_belongs_to_its_medicine() -> None:
    text = (
        "You were given azithromycin, 500 mg once daily. Stop loperamide. Ondansetron helped. "
        "Paracetamol is fine for the fever."
    )
    (question,) = doses.questions(source_of(text), random.Random(1))
    assert question.stem == "The text gives the amount “500 mg”. What is it an amount of?"
    assert question.options[0].text == "azithromycin"
    assert {option.text for option in question.options[1:]} <= {"loperamide", "ondansetron", "paracetamol"}


@pytest.mark.parametrize(
    ("word", "value"), [("ten", 10), ("1,500", 1500), ("0.5", 0.5), ("type", None), ("1.2.3", None)]
)
def test_a_number_is_read(word: str, value: float | None) -> None:
    assert value_of(word) == value


def test_a_number_is_written_as_the_text_writes_its_own() -> None:
    assert [written(20, "ten"), written(20, "10"), written(23, "ten"), written(1500, "10")] == [
        "twenty",
        "20",
        "23",
        "1,500",
    ]


# -- how often


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Look at your feet every day, because you may not feel a wound.",
            "how often should you look at your feet?",
            "every day",
        ),
        ("You should use dental floss once a day.", "how often should you use dental floss?", "once a day"),
    ],
)
def test_how_often(text: str, stem: str, key: str) -> None:
    found = questions.candidates(source_of(text))
    assert [(one.stem[0].lower() + one.stem[1:], one.answer) for one in found if one.kind == "often"] == [(stem, key)]


@pytest.mark.parametrize(
    ("answer", "rate"),
    [("once a day", 365), ("every day", 365), ("twice a day", 730), ("every 12 hours", 730), ("every six hours", 1460), ("three times a week", 156)],  # noqa: E501
)  # fmt: skip
def test_times_a_year(answer: str, rate: float) -> None:
    assert frequency.per_year(answer) == rate


def test_no_wrong_answer_comes_to_the_same() -> None:
    for answer in (
        *frequency.LADDER,
        *frequency.EVERY,
        "every six hours",
        "every day",
        "every 12 hours",
        "three times a week",
    ):
        own = frequency.per_year(answer)
        rates = [frequency.per_year(other) for other in frequency.others(answer, "")]
        assert len(rates) == 3
        assert all(max(rate, own) / min(rate, own) >= frequency.APART for rate in rates), answer


def test_no_wrong_answer_stands_in_the_text() -> None:
    assert "twice a day" not in frequency.others("once a day", "Brush your teeth twice a day.")


@pytest.mark.model
def test_a_frequency_has_its_place() -> None:
    source = source_of("Wash your face twice a day with a mild cleanser.")
    ((_, places, words),) = frequency.frequencies(Tree.of(source, source.running[0]))
    assert (places, words) == ([3, 4, 5], "twice a day")
