"""Wrong options that match the text as much as the right one, and that are about the same thing."""

import random
from collections import Counter

import pytest

from lessons import analysis, importing
from lessons.quizzes import vocabulary
from lessons.quizzes.items import Draft, Option
from lessons.quizzes.mixing import mixed
from lessons.quizzes.nearness import nearness
from vocab import glossary
from vocab.glossary import Entry

TEXT = "The heart pumps blood. Blood brings oxygen to the muscles, and the lungs take oxygen from the air."
KEY = Option("a muscle that pumps blood", "Yes.")
MORE = [Option(text, "No.") for text in ("the lungs take the air", "it brings the oxygen", "a heart for the others")]
LESS = [Option(text, "No.") for text in ("a joint of the leg there", "a short test by a nurse", "a thin paper form")]


def entry(lemma: str) -> Entry:
    return glossary.named(lemma)[0]


def made(text: str) -> list[Draft]:
    return vocabulary.questions(analysis.analyse(importing.outline(text)), random.Random(1))


def test_how_many_match_more_than_the_key_is_left_to_chance() -> None:
    ranks = Counter(
        sum(option in MORE for option in mixed(KEY, [*LESS, *MORE], stem="?", text=TEXT, rng=random.Random(seed))[:3])
        for seed in range(40)
    )
    assert len(ranks) > 2
    assert max(ranks.values()) < 25


def test_no_rival_is_lost_or_doubled() -> None:
    found = mixed(KEY, [*LESS, *MORE], stem="?", text=TEXT, rng=random.Random(2))
    assert sorted(option.text for option in found) == sorted(option.text for option in (*LESS, *MORE))
    assert mixed(KEY, [], stem="?", text=TEXT, rng=random.Random(2)) == []


def test_entries_about_one_organ_are_near_each_other() -> None:
    assert nearness(entry("cornea"), entry("retina")) > nearness(entry("cornea"), entry("kneecap"))
    assert nearness(entry("cornea"), entry("insulin")) == 0


@pytest.mark.model
def test_meanings_about_the_matter_stand_beside_the_right_one() -> None:
    item = next(one for one in made("The surgeon makes a tiny cut at the edge of the cornea.") if "cornea" in one.stem)
    assert sum("eye" in option.text for option in item.options) > 1


@pytest.mark.model
def test_what_its_own_name_explains_is_not_asked() -> None:
    assert not any("blood in your urine" in item.stem for item in made("Is there any blood in your urine, or a rash?"))


@pytest.mark.model
def test_a_speaker_is_no_word_in_a_sentence() -> None:
    items = made("Pharmacist: Do not hold on when you need to go.\n\nPatient: Is it an infection of the bladder?")
    assert items
    assert not any("pharmacist" in item.stem for item in items)
