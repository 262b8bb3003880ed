"""Five terms and seven definitions, each pair plain."""

import random
from functools import lru_cache

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import definitions, fit
from lessons.quizzes.items import content
from tests.texts import ARTICLE, HEALTH_TEXTS, SHORT
from vocab import glossary

pytestmark = pytest.mark.model

TEXTS = [ARTICLE, *HEALTH_TEXTS.values()]


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.outline(text))


@pytest.mark.parametrize("text", TEXTS)
def test_every_pair_is_of_the_glossary_and_no_two_are_alike(text: str) -> None:
    for item in definitions.questions(read(text), random.Random(1)):
        assert (len(item.prompts), len(item.options)) == (5, 7)
        assert len(set(item.keys)) == 5
        meanings = {entry.definition: entry for entry in glossary.entries().values()}
        entries = [meanings[option.text] for option in item.options]
        assert not any(fit.too_near(one, two) for place, one in enumerate(entries) for two in entries[:place])
        for prompt, key in zip(item.prompts, item.keys, strict=True):
            assert prompt.lower() in {form.lower() for form in entries[key].forms}
            assert not content(prompt) & content(entries[key].definition)


def test_terms_stand_in_the_singular_as_their_meanings_do() -> None:
    text = "Antidepressants, glaucoma, insulin, asthma and a kneecap were named. The pupils were wide, the lens cloudy."
    (item,) = definitions.questions(read(text), random.Random(1))
    assert not any(prompt.endswith(("pupils", "antidepressants")) for prompt in item.prompts)


def test_a_text_with_few_terms_has_none() -> None:
    assert definitions.questions(read(SHORT[:40]), random.Random(1)) == []
