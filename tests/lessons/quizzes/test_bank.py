"""The summary with a bank of words: one word fits each gap, two fit none."""

import random
import re
from functools import lru_cache
from pathlib import Path

import pytest

from lessons import analysis, importing, starter
from lessons.analysis import Analysis
from lessons.importing import Source
from lessons.quizzes import bank, gaps
from lessons.quizzes.items import Draft
from vocab import glossary

pytestmark = pytest.mark.model

NAMES = ("asthma-inhaler-b1.md", "healthy-teeth-b1.md", "type-2-diabetes-b1.md", "before-operation-c1.md")


@lru_cache
def read(name: str) -> Analysis:
    text = Path(starter.FOLDER, name).read_text(encoding="utf-8")
    return analysis.analyse(importing.clean(Source(text, markdown=True)))


def summaries() -> list[tuple[Analysis, Draft]]:
    return [(read(name), item) for name in NAMES for item in bank.questions(read(name), random.Random(1))]


def test_there_are_two_words_too_many() -> None:
    found = summaries()
    assert found
    for _, item in found:
        assert 4 <= len(item.prompts) <= 6
        assert len(item.options) == len(item.prompts) + 2
        assert len({option.text for option in item.options}) == len(item.options)
        assert item.prompts[0] == "Gap 1"


def test_filled_in_it_is_what_the_text_says() -> None:
    for source, item in summaries():
        filled = item.passage
        for number, key in enumerate(item.keys, start=1):
            filled = filled.replace(f"[{number}]", item.options[key].text)
        said = re.sub(r"\s\([^()]*\)", "", " ".join(source.text.split()))
        assert all(line in said for line in filled.split("\n"))


def test_no_other_word_of_the_bank_is_spoken_of_beside_a_gap() -> None:
    for source, item in summaries():
        words = {option.text for option in item.options}
        for gap in gaps.gaps(source):
            place = [number for number, key in enumerate(item.keys) if item.options[key].text == gap.word]
            line = next((line for line in item.passage.split("\n") if place and f"[{place[0] + 1}]" in line), "")
            if line and line.split("[")[0] in " ".join(source.text[gap.sentence.start : gap.sentence.end].split()):
                others = [entry for word in words - {gap.word} for entry in glossary.named(word)[:1]]
                same = [entry for entry in others if entry.pos == gap.entry.pos]
                assert all(gaps.clue(entry, gap.sentence, gap.word) == 0 for entry in same)


def test_a_text_without_four_clear_gaps_has_no_summary() -> None:
    text = "If there is a cavity, the dentist cleans it and closes it with a filling."
    assert bank.questions(analysis.analyse(importing.outline(text)), random.Random(1)) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("fever", "stroke", True), ("aspirin", "vitamin", True), ("kidney", "nurse", False), ("kidney", "asthma", False)],
)
def test_groups_of_words_that_may_stand_for_one_another(one: str, other: str, alike: bool) -> None:
    groups = [bank.group(glossary.named(word)[0]) for word in (one, other)]
    assert (groups[0] == groups[1]) is alike
