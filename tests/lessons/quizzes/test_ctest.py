"""The C-test: whole first sentence, cut ends, one completion each."""

import random
import re
from functools import lru_cache

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.quizzes import ctest
from lessons.quizzes.completions import completions
from lessons.quizzes.items import Draft

TEXT = (
    "Measles can cause diarrhea, ear infections and pneumonia, which is a serious infection of the lungs. Less often, "
    "the virus leads to encephalitis, a swelling of the brain. These complications are most common in young children, "
    "pregnant women and people with a weakened immune system. In 2019, Dr. Patel treated several patients in Leeds."
)


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.outline(text))


def made() -> Draft:
    (item,) = ctest.questions(read(TEXT), random.Random(1))
    return item


@pytest.mark.model
def test_the_first_sentence_stays_whole() -> None:
    first = TEXT.split(". ")[0]
    assert made().passage.startswith(f"{first}. ")


@pytest.mark.model
def test_filled_in_it_is_the_passage() -> None:
    item = made()
    filled = item.passage
    for number, (word,) in enumerate(item.accept, start=1):
        filled = re.sub(rf"([a-z]+)\[{number}\]", word, filled)
    assert filled == TEXT[slice(*item.evidence)]


@pytest.mark.model
def test_at_least_half_of_each_word_and_never_all_of_it_is_kept() -> None:
    item = made()
    kept = re.findall(r"([a-z]+)\[\d+\]", item.passage)
    assert 10 <= len(kept) == len(item.accept) == len(item.prompts) <= 16
    for letters, (word,), prompt in zip(kept, item.accept, item.prompts, strict=True):
        assert word.startswith(letters)
        assert len(word) // 2 <= len(letters) <= len(word) // 2 + 2
        assert prompt == f"{len(word) - len(letters)} more letters"


@pytest.mark.model
def test_names_numbers_and_hard_terms_are_not_cut() -> None:
    words = [word for (word,) in made().accept]
    assert not {"patel", "leeds", "encephalitis"} & {word.lower() for word in words}
    assert len(set(words)) == len(words)


@pytest.mark.model
def test_no_two_words_in_a_row_are_cut() -> None:
    assert not re.search(r"\[\d+\] \S+\[\d+\]", made().passage)


@pytest.mark.model
@pytest.mark.parametrize("text", ["Measles is a disease.", "Measles is a disease. It is caused by a virus."])
def test_a_short_text_has_none(text: str) -> None:
    assert ctest.questions(read(text), random.Random(1)) == []


def test_completions_of_a_beginning() -> None:
    assert "muscle" in completions("mus", frozenset({"NN"}))
    assert "muscles" not in completions("mus", frozenset({"NN"}))
    assert completions("infecti", frozenset({"JJ"})) == ("infectious",)
    assert completions("xqz", frozenset()) == ()
