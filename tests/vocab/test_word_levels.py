"""The level of a word."""

import time

import pytest

from vocab import glossary, word_levels
from vocab.word_levels import general, level, looks_medical, score


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        ("dog", "furniture"),
        ("house", "ambiguous"),
        ("eat", "devour"),
        ("good", "benevolent"),
        ("water", "sediment"),
        ("happy", "happily"),
        ("teach", "indoctrinate"),
        ("ice cream", "carbon footprint"),
    ],
)
def test_a_rare_word_is_harder_than_a_common_one(easier: str, harder: str) -> None:
    assert general(easier) < general(harder)


def test_the_most_common_words_are_the_easiest() -> None:
    assert {level(word) for word in ("good", "time", "day", "people", "dog", "the", "she", "go")} == {"A1"}


def test_the_part_of_speech_tells_apart_what_is_spelled_alike() -> None:
    assert score("book", "NOUN") < score("book", "VERB")


def test_without_a_part_of_speech_the_most_usual_is_meant() -> None:
    assert score("book") == score("book", "NOUN")
    assert score("eat") == score("eat", "VERB")


def test_a_part_of_speech_that_a_word_does_not_have_is_no_error() -> None:
    assert score("beautiful", "VERB") == score("beautiful")
    assert 1 <= score("the", "INTJ") <= 6


# -- medicine


def test_a_glossary_word_has_the_level_of_the_glossary() -> None:
    wrong = {
        entry.lemma: (level(entry.lemma, entry.pos), entry.level)
        for entry in glossary.entries().values()
        if not entry.sense and level(entry.lemma, entry.pos) != _first(entry).level
    }
    assert wrong == {}


def _first(entry: glossary.Entry) -> glossary.Entry:
    return next(other for other in glossary.named(entry.lemma) if other.pos == entry.pos)


def test_glossary_words_of_one_level_are_ordered_by_how_usual_they_are() -> None:
    same = [entry.lemma for entry in glossary.entries().values() if entry.level == "B2"]
    assert len({score(lemma) for lemma in same}) > 20


@pytest.mark.parametrize("word", ["menses", "cutaneous", "cephalalgia", "hepatic", "gastroparesis", "erythema"])
def test_a_medical_word_is_at_least_b2(word: str) -> None:
    assert level(word) >= "B2"


def test_whoever_knows_that_a_word_is_medical_may_say_so() -> None:
    assert level("draw") < "B2"
    assert level("draw", medical=True) == "B2"


def test_the_glossary_may_say_that_a_medical_word_is_easy() -> None:
    easy = next(entry for entry in glossary.entries().values() if entry.level == "A1" and entry.is_term)
    assert level(easy.lemma, easy.pos, medical=True) == "A1"


def test_medical_words_are_seen_by_their_form() -> None:
    assert all(map(looks_medical, ("gastroparotitis", "hepatectomy", "acute bronchitis", "nephropathy")))
    assert not any(map(looks_medical, ("action", "coma", "biology", "nose", "diploma", "table", "", "’")))


# -- forms


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("dogs", "dog"),
        ("Dogs", "dog"),
        ("went", "go"),
        ("children", "child"),
        ("jumped", "jump"),
        ("cities", "city"),
        ("houses", "house"),
        ("worked", "work"),
        ("hypothesised", "hypothesise"),
        (" dog ", "dog"),
    ],
)
def test_a_form_has_the_level_of_its_lemma(form: str, lemma: str) -> None:
    assert level(form) == level(lemma)


def test_a_form_that_is_a_word_of_its_own_is_taken_for_the_part_of_speech_asked_for() -> None:
    assert level("making", "VERB") == level("make", "VERB")
    assert level("stopped", "VERB") == level("stop", "VERB")


def test_british_and_american_spelling_have_one_level() -> None:
    assert score("colour") == score("color")
    assert score("organise") == score("organize")


def test_a_phrase_that_no_list_has_is_as_hard_as_its_words() -> None:
    assert general("cold milk") < general("political party members") < general("notwithstanding heterogeneity")
    assert level("notwithstanding heterogeneity") >= "B2"


@pytest.mark.parametrize("word", ["a", "the", "xqzzyv", "x" * 99, "COVID-19", "’", "", " ", "\t", "-", "صحة", "💧💧"])
@pytest.mark.parametrize("pos", [None, "NOUN", "X", "NONSENSE"])
def test_a_score_stays_between_one_and_six(word: str, pos: str | None) -> None:
    assert 1 <= score(word, pos) <= 6


def test_a_word_nobody_counted_is_hard() -> None:
    assert level("xqzzyv") in ("C1", "C2")


# -- the table


def test_the_table_is_in_order_and_small() -> None:
    lines = word_levels.FILE.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 30_000
    assert word_levels.FILE.stat().st_size < 1_500_000


def test_a_known_word_is_answered_at_once() -> None:
    score("house", "NOUN")
    began = time.perf_counter()
    for _ in range(1000):
        score("house", "NOUN")
    assert time.perf_counter() - began < 0.1
