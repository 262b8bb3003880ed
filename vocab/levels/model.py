"""The fitted models, evaluated: plain data from `model.json`, no library but the standard one.

A sentence's raw score is a weighted sum of three opinions: linear in its numbers, a forest of small trees on them, and
linear in its lemmas (tf-idf). That of a stretch of text is the mean of five: the same, on means of its sentences'
numbers, and linear in its word forms and skeletons. `curve` bends raw scores to the published scale.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("model.json")


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def vector(found: Mapping[str, float], scales: Mapping[str, Sequence[float]]) -> list[float]:
    """The numbers in the model's order, standardised; what is missing counts as usual, what is extreme is cut off."""
    return [
        min(max((found[name] - mean) / spread, -4.0), 4.0) if name in found else 0.0
        for name, (mean, spread) in scales.items()
    ]


def linear(part: Mapping[str, Any], values: Iterable[float]) -> float:
    return float(part["bias"]) + sum(weight * value for weight, value in zip(part["weights"], values, strict=True))


def trees(forest: Mapping[str, Any], values: Sequence[float]) -> float:
    """Each tree is a list of [feature, limit, left, right]; a leaf is a number."""
    total = float(forest["bias"])
    for nodes in forest["trees"]:
        node = nodes[0]
        while isinstance(node, list):
            node = nodes[node[2] if values[node[0]] <= node[1] else node[3]]
        total += node
    return total


def grams(block: Mapping[str, Sequence[float]], found: Iterable[str]) -> float:
    """The opinion of n-grams, each of which has an inverse document frequency and a weight; tf-idf of length 1."""
    length = total = 0.0
    for gram, count in Counter(found).items():
        if gram in block:
            rarity, weight = block[gram]
            value = (1 + math.log(count)) * rarity
            length += value * value
            total += value * weight
    return total / math.sqrt(length) if length else 0.0


def bent(curve: Sequence[Sequence[float]], raw: float) -> float:
    """Raw to published score: straight between the points of the curve and beyond its ends; 1 to 6."""
    place = next((place for place in range(1, len(curve) - 1) if raw < curve[place][0]), len(curve) - 1)
    (left, low), (right, high) = curve[place - 1], curve[place]
    return min(max(low + (raw - left) * (high - low) / (right - left), 1.0), 6.0)
