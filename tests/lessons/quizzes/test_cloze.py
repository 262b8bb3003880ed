"""One word missing: what pins it down, what may stand beside it, and what is typed."""

import random
from functools import lru_cache

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import cloze, fit, gaps
from lessons.quizzes.gaps import Gap
from lessons.quizzes.inflection import inflected, tags
from lessons.quizzes.items import Draft
from tests.texts import ARTICLE, HEALTH_TEXTS
from vocab import glossary, levels

pytestmark = pytest.mark.model

TEETH = (
    "Teeth are covered with a hard layer. If there is a cavity, the dentist cleans it and closes it with a filling. "
    "Blood pressure is the force of the blood against the walls of the arteries. "
    "Without enough iron you may end up with anemia, pale and short of breath."
)


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.outline(text))


def asked(text: str, type: str) -> list[Draft]:
    return [item for item in cloze.questions(read(text), random.Random(1)) if item.type == type]


def gap(text: str, word: str) -> Gap:
    return next(found for found in gaps.gaps(read(text)) if found.word == word)


def entry(lemma: str) -> glossary.Entry:
    return glossary.named(lemma)[0]


def everything() -> list[tuple[str, Draft]]:
    texts = [ARTICLE, TEETH, *HEALTH_TEXTS.values()]
    return [(text, item) for text in texts for item in cloze.questions(read(text), random.Random(1))]


def test_the_sentence_with_its_gap_is_shown() -> None:
    item = next(item for item in asked(TEETH, "cloze") if "walls" in item.passage)
    assert item.passage == "Blood pressure is the force of the blood against the walls of the ____."
    assert item.options[0].text == "arteries"
    assert item.options[0].feedback.startswith("Yes: the text has “arteries” here.")
    assert item.stem == "Which word fits the gap?"


def test_options_are_of_one_form_and_nearly_as_usual() -> None:
    for _, item in everything():
        if item.type == "cloze":
            forms = [option.text for option in item.options]
            assert 3 <= len(set(forms)) == len(forms) <= 4
            assert set.intersection(*(set(tags(form)) for form in forms))
            assert all(abs(levels.zipf(form) - levels.zipf(forms[0])) <= fit.FARTHEST for form in forms)


def test_the_evidence_is_the_sentence_that_answers() -> None:
    for text, item in everything():
        start, end = item.evidence
        key = item.options[0].text if item.options else item.accept[0][0]
        assert key in read(text).text[start:end].lower()


def test_the_first_letter_and_the_length_of_a_typed_word_are_told() -> None:
    text = "If there is a cavity, the dentist cleans it well and closes it with a filling."
    typed = [item for _, item in everything() if item.type == "typed-gap"]
    typed += asked(text, "typed-gap")
    for item in typed:
        word = item.accept[0][0]
        assert item.stem == f"Type the missing word. It begins with “{word[0]}” and has {len(word)} letters."
        assert f"{word[0]}[1]" in item.passage
        assert all(form[0] == word[0] for form in item.accept[0])


def test_what_is_said_of_a_word_elsewhere_in_its_sentence_is_a_clue() -> None:
    assert gap(TEETH, "cavity").clue >= 2
    assert gaps.clue(entry("wheelchair"), gap(TEETH, "cavity").sentence, "cavity") == 0


@pytest.mark.parametrize("text", ["We walked home.", "Look for fever, cough and chills in the morning or at night."])
def test_a_sentence_that_pins_nothing_down_is_not_asked(text: str) -> None:
    assert cloze.questions(read(text), random.Random(1)) == []


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("The dentist looks for small holes in all of the teeth.", True),
        ("They look for small holes in all of the upper teeth.", False),
        ("Does the dentist look for small holes in all the teeth?", False),
        ("The dentist looks.", False),
        ("Small holes in the teeth of many children and some adults.", False),
    ],
)
def test_a_sentence_that_stands_alone(sentence: str, whole: bool) -> None:
    assert gaps.stands_alone(read(sentence).sentences[0]) is whole


def test_a_member_of_a_list_is_no_gap() -> None:
    text = "People with an infection of the lungs often have a high fever, a cough and a sore throat."
    assert "cough" not in [found.word for found in gaps.gaps(read(text))]


def test_words_of_nearly_one_meaning_are_no_rivals() -> None:
    assert fit.too_near(entry("rash"), entry("redness")) or fit.too_near(entry("fever"), entry("temperature"))
    assert fit.too_near(entry("hypertension"), entry("hypotension"))
    assert not fit.too_near(entry("filling"), entry("wheelchair"))


@pytest.mark.parametrize(
    ("noun", "use"), [("doctor", "counted"), ("kidney", "counted"), ("nausea", "mass"), ("diabetes", "mass")]
)
def test_nouns_that_are_counted(noun: str, use: str) -> None:
    assert fit.number_use(noun) == use


def test_the_article_is_no_hint() -> None:
    found = gap(TEETH, "cavity")
    assert not fit.has_form(found, entry("ulcer"))
    assert fit.has_form(found, entry("bruise"))


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [("artery", "NNS", "arteries"), ("swell", "VBN", "swollen"), ("heal", "VB", "heal"), ("nausea", "XX", "")],
)
def test_forms(lemma: str, tag: str, form: str) -> None:
    assert inflected(lemma, tag) == form
