"""Word forms: a slot takes one part of speech, and the options are one family."""

import random
from functools import lru_cache

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import wordforms
from lessons.quizzes.items import Draft
from tests.texts import ARTICLE, HEALTH_TEXTS
from vocab.pipeline import Sentence, Token


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.outline(text))


def asked(text: str) -> list[Draft]:
    return wordforms.questions(read(text), random.Random(1))


def built(*words: tuple[str, str, str, str, int]) -> Sentence:
    """A sentence of text, part of speech, tag, relation and head."""
    tokens, at = [], 0
    for text, pos, tag, dep, head in words:
        tokens.append(Token(text, at, at + len(text), text.lower(), pos, tag, "", dep, head))
        at += len(text) + 1
    return Sentence(0, at, tuple(tokens))


@pytest.mark.model
def test_a_noun_after_its_article() -> None:
    (item,) = asked("If you stop the tablets too early, the infection can come back.")
    assert item.passage == "If you stop the tablets too early, the ____ can come back."
    assert {option.text for option in item.options} == {"infection", "infectious", "infect"}
    assert item.options[0].feedback == "Yes: a noun is needed here, after “the”."
    assert "“infect” is a verb, but a noun is needed here, after “the”." in [option.feedback for option in item.options]


@pytest.mark.model
def test_every_item_has_one_form_of_each_class() -> None:
    for text in (ARTICLE, *HEALTH_TEXTS.values()):
        for item in asked(text):
            forms = [option.text for option in item.options]
            assert 3 <= len(set(forms)) == len(forms) <= 4
            assert len({form[:3] for form in forms}) == 1
            assert forms[0] in read(text).text[slice(*item.evidence)]


def test_a_verb_after_to_but_not_after_lead_to() -> None:
    end = (".", "PUNCT", ".", "punct", 1)
    used = built(
        ("used", "VERB", "VBN", "root", 0), ("to", "PART", "TO", "mark", 2), ("infect", "VERB", "VB", "xcomp", 0), end
    )
    lead = built(
        ("lead", "VERB", "VB", "root", 0), ("to", "PART", "TO", "mark", 2), ("infect", "VERB", "VB", "xcomp", 0), end
    )
    assert [slot.why for slot in wordforms._slots(used)] == ["after “to”"]
    assert list(wordforms._slots(lead)) == []


def test_a_noun_before_another_noun_is_no_slot() -> None:
    sentence = built(
        ("the", "DET", "DT", "det", 1),
        ("infection", "NOUN", "NN", "compound", 2),
        ("control", "NOUN", "NN", "root", 2),
        (".", "PUNCT", ".", "punct", 2),
    )
    assert not any(slot.token.text == "infection" for slot in wordforms._slots(sentence))


def test_a_word_joined_by_and_is_no_slot() -> None:
    sentence = built(
        ("the", "DET", "DT", "det", 1),
        ("infection", "NOUN", "NN", "root", 1),
        ("and", "CCONJ", "CC", "cc", 3),
        ("pain", "NOUN", "NN", "conj", 1),
        (".", "PUNCT", ".", "punct", 1),
    )
    assert list(wordforms._slots(sentence)) == []


@pytest.mark.parametrize(
    ("word", "pos"),
    [
        ("infection", "NOUN"),
        ("infect", "VERB"),
        ("infectious", "ADJ"),
        ("infected", ""),
        ("treatment", "NOUN"),
        ("dry", ""),
    ],
)
def test_the_one_part_of_speech_of_a_word(word: str, pos: str) -> None:
    assert wordforms._part_of_speech(word) == pos


@pytest.mark.model
def test_members_by_descent_only_are_no_options() -> None:
    assert asked("When the symptoms come back, it is an emergency and you call the doctor.") == []
