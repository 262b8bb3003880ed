"""CEFR levels of words and of texts, with the reasons a teacher can use.

A word's score comes from its frequency and length, a text's from its sentences and general words; both are linear
models fitted by `vocab/training/fit_levels.py`, whose figures stand in `vocab/levels.json`. Scores run from 1 (A1) to
6 (C2). Medical terms count apart, so that one topic does not make a text C2.
"""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import Any

from accounts.learning import CEFR as CEFR
from vocab.pipeline import Sentence

# However hard a medical term is, in the level of its text it weighs no more than a B1 word: it is explained.
TERM_CAP = 3.0
# Nearer than this to the border of two levels, both are named.
BORDER = 0.2
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_FREQUENCY_BANDS = ((5.0, "very common"), (4.0, "common"), (3.3, "less common"), (2.3, "rare"))


@dataclass(frozen=True, slots=True)
class TextLevel:
    cefr: str
    label: str
    score: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=100_000)
def zipf(word: str) -> float:
    """wordfreq's Zipf frequency: log10 of uses per thousand million words, 0 when unknown."""
    import wordfreq  # late, as spaCy: a page view needs neither

    return float(wordfreq.zipf_frequency(word, "en"))


def frequency_band(value: float) -> str:
    return next((name for least, name in _FREQUENCY_BANDS if value >= least), "very rare")


def to_cefr(score: float) -> str:
    return CEFR[min(max(round(score), 1), 6) - 1]


def rank(cefr: str) -> int:
    """1 for A1 to 6 for C2."""
    return CEFR.index(cefr) + 1


@lru_cache(maxsize=100_000)
def word_score(lemma: str) -> float:
    """1 to 6 for a general word; a medical one has its level in the glossary."""
    weights = _weights()["word"]
    features = word_features(lemma)
    return min(max(_linear(weights, features), 1.0), 6.0)


def word_level(lemma: str) -> str:
    return to_cefr(word_score(lemma))


def word_features(lemma: str) -> tuple[float, ...]:
    frequency = zipf(lemma)
    return (frequency, frequency**2, math.log(len(lemma) + 1))


def text_level(
    sentences: Sequence[Sentence], *, term_starts: Collection[int] = (), term_levels: Sequence[str] = ()
) -> TextLevel:
    """The level of a text; `term_starts` are the offsets of tokens inside terms, `term_levels` the terms' levels."""
    kept = [sentence for sentence in sentences if len(sentence.words) >= 3] or list(sentences)
    scores = [sentence_score(sentence, term_starts) for sentence in kept]
    general = [score for sentence in sentences for score in content_scores(sentence, term_starts)]
    score = min(max(_linear(_weights()["text"], text_features(scores, general)), 1.0), 6.0)
    return TextLevel(to_cefr(score), _label(score), round(score, 2), _reasons(kept, general, term_levels))


def content_scores(sentence: Sentence, term_starts: Collection[int] = ()) -> list[float]:
    """The scores of a sentence's content words, those inside terms capped at B1."""
    return [
        min(word_score(token.lemma), TERM_CAP) if token.start in term_starts else word_score(token.lemma)
        for token in sentence.words
        if token.pos in CONTENT
    ]


def sentence_features(sentence: Sentence, term_starts: Collection[int] = ()) -> tuple[float, ...]:
    words = sentence.words
    general = content_scores(sentence, term_starts) or [2.0]
    commas = sum(token.text in ",;:–—" for token in sentence.tokens)
    return (
        math.log(len(words) + 1),
        len(words),
        fmean(general),
        max(general),
        sum(score >= 3.5 for score in general) / len(general),
        commas,
    )


def sentence_score(sentence: Sentence, term_starts: Collection[int] = ()) -> float:
    return _linear(_weights()["sentence"], sentence_features(sentence, term_starts))


def text_features(scores: Sequence[float], general: Sequence[float]) -> tuple[float, ...]:
    """Mean score of the sentences and of the content words."""
    return (fmean(scores or [1.0]), fmean(general or [1.0]))


def _label(score: float) -> str:
    below, above = to_cefr(score - BORDER), to_cefr(score + BORDER)
    return below if below == above else f"{below}–{above}"


def _reasons(sentences: Sequence[Sentence], general: Sequence[float], term_levels: Sequence[str]) -> tuple[str, ...]:
    mean = fmean([len(sentence.words) for sentence in sentences] or [0])
    size = "Short" if mean < 11 else "Medium-length" if mean < 17 else "Long"
    hard = sum(score >= 4.5 for score in general) / max(len(general), 1)
    reasons = [
        f"{size} sentences: {mean:.0f} {'word' if round(mean) == 1 else 'words'} on average.",
        f"{f'{hard:.0%}' if hard >= 0.005 else 'None'} of its words are above B2, medical terms apart.",
    ]
    if term_levels:
        ranks = sorted(rank(level) for level in term_levels)
        low, high = CEFR[ranks[len(ranks) // 10] - 1], CEFR[ranks[-1 - len(ranks) // 10] - 1]
        span = low if low == high else f"mostly {low} to {high}"
        terms = "1 medical term" if len(ranks) == 1 else f"{len(ranks)} different medical terms"
        reasons.append(f"{terms}, {span}; all are explained, so each counts as B1 at most.")
    return tuple(reasons)


def _linear(weights: Sequence[float], features: Sequence[float]) -> float:
    return weights[0] + sum(weight * feature for weight, feature in zip(weights[1:], features, strict=True))


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    weights: dict[str, Any] = json.loads(Path(__file__).with_name("levels.json").read_text(encoding="utf-8"))
    return weights
