"""Wrong options that repeat the text's words as much as the right one, so that matching words does not find it."""

import random
from collections.abc import Sequence

import numpy as np

from lessons.quizzes.guessers import MATCHING, Asked
from lessons.quizzes.items import MAX_DISTRACTORS, Option, fitting


def mixed(
    key: Option, rivals: Sequence[Option], *, stem: str, text: str, rng: random.Random, passage: str = ""
) -> list[Option]:
    """The rivals in a new order, the ones to take first: the key's rank among those, by matching, is left to chance.

    Among those that match the text more than the key, and those that match it less, the order stays.
    """
    if not rivals:
        return []
    score, *scores = _scores(Asked("", stem, passage, (key.text, *(rival.text for rival in rivals)), 0, text))
    more = [rival for rival, theirs in zip(rivals, scores, strict=True) if theirs > score]
    less = [rival for rival, theirs in zip(rivals, scores, strict=True) if theirs <= score]
    first = fitting(key, more)[: rng.randint(0, MAX_DISTRACTORS)]
    return [*first, *less, *(rival for rival in more if rival not in first)]


def _scores(question: Asked) -> list[float]:
    """The sum of what the programs that match words give each option, each scaled to a spread of one."""
    rows = np.array([guess(question) for guess in MATCHING.values()], dtype=float)
    spread = rows.std(axis=1, keepdims=True)
    scaled = (rows - rows.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1.0)
    scores: list[float] = scaled.sum(axis=0).tolist()
    return scores
