"""CEFR levels of words and of texts."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from lessons import analysis, importing, starter
from lessons.importing import Source
from vocab import levels, pipeline
from vocab.levels import CEFR, TextLevel, texts
from vocab.pipeline import Sentence, Token

EASY = (
    "My name is Ana. I have a big dog. It is black and white. We go to the park every day. "
    "The dog likes to run. I sit and read a book. Then we go home and eat."
)
MIDDLE = (
    "Many people find it difficult to sleep when they are worried about their work. A quiet room and a "
    "regular bedtime usually help. If you wake up at night, get up and read something until you feel tired "
    "again. You should also avoid coffee in the afternoon because its effect lasts for several hours."
)
HARD = (
    "Notwithstanding the ostensibly unequivocal findings of preliminary investigations, the purported "
    "correlation between habitual nocturnal wakefulness and diminished cognitive resilience remains "
    "contentious, not least because methodological heterogeneity, compounded by the researchers' propensity "
    "to extrapolate from unrepresentative cohorts, precludes any definitive inference regarding causality."
)


def level_of(text: str) -> TextLevel:
    return levels.text_level(pipeline.analyse(text))


def sentence(shown: str) -> Sentence:
    """A sentence by hand, from word/TAG."""
    tokens, at = [], 0
    for part in shown.split():
        word, _, tag = part.rpartition("/")
        tokens.append(Token(word, at, at + len(word), word.lower(), tag))
        at += len(word) + 1
    return Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))


SHORT = sentence("The/DET dog/NOUN runs/VERB home/NOUN ./PUNCT")
HARD_WORD = sentence("The/DET nephrologist/NOUN runs/VERB home/NOUN ./PUNCT")


# -- words


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        ("dog", "furniture"),
        ("house", "ambiguous"),
        ("eat", "devour"),
        ("good", "benevolent"),
        ("water", "sediment"),
        ("furniture", "heterogeneity"),
    ],
)
def test_a_rare_word_is_harder_than_a_common_one(easier: str, harder: str) -> None:
    assert levels.word_score(easier) < levels.word_score(harder)


def test_the_most_common_words_are_the_easiest() -> None:
    assert {levels.word_level(word) for word in ("good", "time", "day", "people")} == {"A1"}


def test_a_word_nobody_counted_is_hard() -> None:
    assert levels.zipf("xqzzyv") == 0
    assert levels.word_level("xqzzyv") in ("C1", "C2")


@pytest.mark.parametrize("word", ["a", "the", "xqzzyv", "x" * 99, "COVID-19", "’", ""])
def test_a_score_stays_between_one_and_six(word: str) -> None:
    assert 1 <= levels.word_score(word) <= 6


def test_scores_and_names_of_levels_belong_together() -> None:
    assert [levels.to_cefr(score) for score in (-3, 0.2, 1, 1.6, 3.4, 3.6, 5.4, 6, 9)] == [
        "A1", "A1", "A1", "A2", "B1", "B2", "C1", "C2", "C2",
    ]  # fmt: skip
    assert [levels.rank(name) for name in CEFR] == [1, 2, 3, 4, 5, 6]


def test_frequency_is_told_in_words() -> None:
    assert levels.frequency_band(7.7) == "very common"
    assert levels.frequency_band(4.0) == "common"
    assert levels.frequency_band(3.5) == "less common"
    assert levels.frequency_band(2.3) == "rare"
    assert levels.frequency_band(0) == "very rare"


# -- texts


@pytest.mark.model
def test_easy_middle_and_hard_texts_come_out_in_that_order() -> None:
    easy, middle, hard = (level_of(text) for text in (EASY, MIDDLE, HARD))
    assert easy.score < middle.score < hard.score
    assert easy.cefr in ("A1", "A2")
    assert middle.cefr in ("A2", "B1")
    assert hard.cefr in ("C1", "C2")


@pytest.mark.model
@pytest.mark.parametrize("text", ["", "Yes.", "Yes. No. Go!", "?!", "word " * 2000, "123 456", "صحة", "💧💧"])
def test_an_odd_text_has_some_level(text: str) -> None:
    level = level_of(text)
    assert 1 <= level.score <= 6
    assert level.cefr == levels.to_cefr(level.score)
    assert level.reasons


def test_hard_words_make_a_sentence_harder() -> None:
    assert levels.sentence_score(HARD_WORD) > levels.sentence_score(SHORT)


def test_a_longer_sentence_is_harder() -> None:
    longer = sentence(" ".join("the/DET dog/NOUN runs/VERB and/CCONJ".split() * 6 + ["./PUNCT"]))
    assert levels.sentence_score(longer) > levels.sentence_score(SHORT)


def test_a_medical_term_weighs_at_most_as_a_b1_word() -> None:
    place = HARD_WORD.tokens[1].start
    assert max(levels.content_scores(HARD_WORD)) > levels.TERM_CAP
    assert max(levels.content_scores(HARD_WORD, {place})) == levels.TERM_CAP
    as_term, as_word = levels.text_level([HARD_WORD], term_starts={place}), levels.text_level([HARD_WORD])
    assert as_term.score < as_word.score


def test_an_easy_medical_term_stays_easy() -> None:
    place = SHORT.tokens[1].start
    assert levels.content_scores(SHORT, {place}) == levels.content_scores(SHORT)


@pytest.mark.parametrize("text", ["", "?!", "123 456", "💧💧"])
@pytest.mark.model
def test_without_words_nothing_is_judged(text: str) -> None:
    assert level_of(text) == TextLevel("A1", "A1", 1.0, ("There are no words to judge.",))


def test_no_sentences_are_no_text() -> None:
    assert levels.text_level([]).reasons == ("There are no words to judge.",)


def test_a_sentence_without_a_parse_has_a_level_too() -> None:
    assert not any(token.dep for token in SHORT.tokens)
    assert 1 <= levels.sentence_score(SHORT) <= 6


def test_a_loop_of_heads_does_not_hang() -> None:
    looped = replace(SHORT, tokens=tuple(replace(t, dep="obj", head=(n + 1) % 5) for n, t in enumerate(SHORT.tokens)))
    assert 1 <= levels.sentence_score(looped) <= 6


def test_unexplained_jargon_counts_less_the_longer_the_text() -> None:
    def added(many: int) -> float:
        lines = [HARD_WORD] * many
        place = {HARD_WORD.tokens[1].start}
        explained = levels.text_level(lines, term_starts=place).score
        return levels.text_level(lines).score - explained

    assert added(1) < added(200)


def test_twice_the_text_is_no_harder() -> None:
    lines = [SHORT, HARD_WORD] * 60
    assert math.isclose(levels.text_level(lines).score, levels.text_level(lines * 2).score, abs_tol=0.1)


def test_what_is_told_beside_the_level() -> None:
    level = levels.text_level([SHORT, HARD_WORD] * 5)
    assert level.onestop in ("elementary", "intermediate", "advanced")
    assert 0 < level.words_above_b2 < 0.5
    assert 1 <= level.sentence_mean <= 6
    assert levels.text_level([SHORT]).onestop == ""


# -- the range


@pytest.mark.parametrize(
    ("score", "label"),
    [(3.0, "B1"), (3.2, "B1"), (3.45, "B1–B2"), (3.55, "B1–B2"), (3.75, "B2"), (1.0, "A1"), (6.0, "C2")],
)
def test_near_a_border_both_levels_are_named(score: float, label: str) -> None:
    assert texts._label(score) == label


@pytest.mark.model
def test_the_level_of_a_text_is_one_of_those_that_its_range_names() -> None:
    for text in (EASY, MIDDLE, HARD):
        level = level_of(text)
        assert level.cefr in level.label.split("–")


# -- the reasons


@pytest.mark.model
def test_the_reasons_tell_the_length_of_sentences_and_the_share_of_hard_words() -> None:
    length, words = level_of(EASY).reasons
    assert length == "Short sentences: 5 words on average."
    assert words == "None of its words are above B2, medical terms apart."
    words = level_of(MIDDLE).reasons[1]
    assert words.startswith("None of its words are above B2, ")
    assert words.endswith("% above B1, medical terms apart.")
    length, words, *_ = level_of(HARD).reasons
    assert length.startswith("Long sentences: 4")
    assert int(words.partition("%")[0]) > 30


def test_the_reasons_tell_the_medical_terms_apart() -> None:
    *_, reason = levels.text_level([SHORT], term_levels=["B1", "B2", "C1"]).reasons
    assert reason == "3 different medical terms, mostly B1 to C1; all are explained, so each counts as B1 at most."
    *_, reason = levels.text_level([SHORT], term_levels=["B2", "B2"]).reasons
    assert reason.startswith("2 different medical terms, B2; ")


def test_one_outlier_does_not_widen_the_band_of_terms() -> None:
    *_, reason = levels.text_level([SHORT], term_levels=["A1", *["B2"] * 20, "C2"]).reasons
    assert "22 different medical terms, B2; " in reason


def test_without_terms_nothing_is_said_of_them() -> None:
    assert len(levels.text_level([SHORT]).reasons) == 2


# -- the starter library


@pytest.mark.model
def test_the_starter_lessons_are_about_a2_b1_and_b2_in_that_order() -> None:
    scores = {}
    for entry in json.loads((starter.FOLDER / "index.json").read_text(encoding="utf-8")):
        source = Source(Path(starter.FOLDER / entry["file"]).read_text(encoding="utf-8"), markdown=True)
        scores[entry["slug"]] = analysis.analyse(importing.clean(source)).level
    aimed = {"a2": ("A2",), "b1": ("B1",), "c1": ("B2", "C1")}
    wrong = {slug: level.label for slug, level in scores.items() if level.cefr not in aimed[slug[-2:]]}
    assert wrong == {}
    titles = {slug[:-3] for slug in scores}
    assert len(titles) == 13
    for title in titles:
        easy, middle, hard = (scores[f"{title}-{level}"].score for level in ("a2", "b1", "c1"))
        assert easy + 0.4 < middle < hard - 0.7
