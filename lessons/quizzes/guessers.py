"""Programs that answer without understanding: what they get right beyond chance, a question gives away.

Each scores the options of one question; the highest is its answer. After the baselines of MCTest (Richardson, Burges &
Renshaw 2013) and the option-only ones of test-wise readers.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from lessons.quizzes.checks.ground import words
from lessons.quizzes.items import Draft, content
from vocab import levels

ROUNDS = 25
# The strength of the ridge: with some hundred questions, features beyond three or four would else be learned by heart.
RIDGE = 3.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to choose: a choice or tap question, or one prompt of a match question. `text` is the lesson's."""

    type: str
    stem: str
    passage: str
    options: tuple[str, ...]
    key: int
    text: str

    @property
    def chance(self) -> float:
        return 1 / len(self.options)


Guesser = Callable[[Asked], Sequence[float]]


def asked(draft: Draft, text: str) -> Iterator[Asked]:
    """What there is to choose in a question; nothing in one that is answered by typing."""
    options = tuple(option.text for option in draft.options)
    if draft.format == "match":
        for prompt, key in zip(draft.prompts, draft.keys, strict=True):
            yield Asked(draft.type, prompt, draft.passage, options, key, text)
    elif draft.format != "typed" and len(options) > 1:
        yield Asked(draft.type, draft.stem, draft.passage, options, draft.key, text)


def credit(question: Asked, scores: Sequence[float]) -> float:
    """1 for the right answer, a share of it where others score as high."""
    best = [place for place, score in enumerate(scores) if score >= max(scores) - 1e-9]
    return (question.key in best) / len(best)


# -- without the text


def first(question: Asked) -> list[float]:
    """The option that stands first; what is learned of it finds keys that stand in one place too often."""
    return [-place for place in range(len(question.options))]


def longest(question: Asked) -> list[float]:
    return [len(option) for option in question.options]


def most_frequent(question: Asked) -> list[float]:
    """The option of the commonest words, by their mean Zipf frequency."""
    return [_mean([levels.zipf(word) for word in words(option)]) for option in question.options]


def most_central(question: Asked) -> list[float]:
    """The option most like the others: writers vary the right answer to make the wrong ones."""
    options = question.options
    return [
        _mean([fuzz.token_set_ratio(one, other) for at, other in enumerate(options) if at != place])
        for place, one in enumerate(options)
    ]


def stem_overlap(question: Asked) -> list[float]:
    """The option that repeats most of the question."""
    return [_share(option, content(question.stem)) for option in question.options]


# -- with the text, by matching its surface


def passage_overlap(question: Asked) -> list[float]:
    """The option that repeats most of the question and of the passage shown with it."""
    shown = content(f"{question.stem} {question.passage}")
    return [_share(option, shown) for option in question.options]


def sliding_window(question: Asked) -> list[float]:
    """Richardson et al. 2013, algorithm 1: the best window of the text for the words of question and option."""
    said = words(question.text)
    counts = Counter(said)
    worth = {word: log(1 + 1 / count) for word, count in counts.items()}
    stem = frozenset(words(question.stem))
    return [_best_window(said, stem | frozenset(words(option)), worth) for option in question.options]


def in_text(question: Asked) -> list[float]:
    """The option whose words the text has most often."""
    counts = Counter(words(question.text))
    return [_mean([log(1 + counts[word]) for word in words(option)]) for option in question.options]


def _best_window(said: Sequence[str], target: frozenset[str], worth: Mapping[str, float]) -> float:
    if not said or not target:
        return 0.0
    gains = np.array([worth[word] if word in target else 0.0 for word in said])
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    size = min(len(target), len(said))
    return float(np.max(sums[size:] - sums[:-size]))


def _share(option: str, shown: frozenset[str]) -> float:
    said = content(option)
    return len(said & shown) / len(said) if said else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


BLIND: dict[str, Guesser] = {
    "first": first,
    "longest": longest,
    "frequent": most_frequent,
    "central": most_central,
    "stem": stem_overlap,
}
MATCHING: dict[str, Guesser] = {"overlap": passage_overlap, "window": sliding_window, "in text": in_text}


# -- learned: which of these cues, together, tell the right answer

Features = NDArray[np.float64]


def features(question: Asked, guessers: Sequence[Guesser]) -> Features:
    """A row for each option: its scores as z-scores among the options, and whether each is the highest or lowest."""
    rows = np.array([guesser(question) for guesser in guessers], dtype=float).T
    spread = rows.std(axis=0)
    scaled = (rows - rows.mean(axis=0)) / np.where(spread > 1e-9, spread, 1.0)
    return np.hstack([scaled, rows == rows.max(axis=0), rows == rows.min(axis=0)])


def fit(rows: Features, is_key: NDArray[np.float64]) -> Features:
    """The weights of a logistic regression with a ridge, the intercept last, by Newton's method."""
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(inputs.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (told - is_key) + ridge @ weights
        curve = (inputs * (told * (1 - told))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def learned(texts: Sequence[Sequence[Asked]], guessers: Sequence[Guesser]) -> list[list[float]]:
    """The credit for each question of each text, by what was learned from the questions of all the other texts."""
    rows = [[features(question, guessers) for question in questions] for questions in texts]
    keys = [[_is_key(question) for question in questions] for questions in texts]
    found: list[list[float]] = []
    for held in range(len(texts)):
        seen = [each for at, text in enumerate(rows) if at != held for each in text]
        told = [each for at, text in enumerate(keys) if at != held for each in text]
        weights = fit(np.vstack(seen), np.concatenate(told)) if seen else None
        found.append(
            [
                question.chance if weights is None else credit(question, (own @ weights[:-1]).tolist())
                for question, own in zip(texts[held], rows[held], strict=True)
            ]
        )
    return found


def _is_key(question: Asked) -> NDArray[np.float64]:
    return np.array([float(place == question.key) for place in range(len(question.options))])
