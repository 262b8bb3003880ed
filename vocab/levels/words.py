"""The CEFR scale, the frequency of a word and its level."""

from functools import lru_cache

from accounts.learning import CEFR as CEFR
from vocab import word_levels
from vocab.word_levels import to_cefr as to_cefr

_FREQUENCY_BANDS = ((5.0, "very common"), (4.0, "common"), (3.3, "less common"), (2.3, "rare"))

# wordfreq's Zipf frequency: log10 of uses per thousand million words, 0 when unknown.
zipf = lru_cache(maxsize=100_000)(word_levels.zipf)


def frequency_band(value: float) -> str:
    return next((name for least, name in _FREQUENCY_BANDS if value >= least), "very rare")


def rank(cefr: str) -> int:
    """1 for A1 to 6 for C2."""
    return CEFR.index(cefr) + 1


def word_score(lemma: str, pos: str | None = None) -> float:
    """1 to 6 for a general word; a medical one has its level in the glossary."""
    return word_levels.general(lemma, pos)


def word_level(lemma: str, pos: str | None = None) -> str:
    return to_cefr(word_score(lemma, pos))
