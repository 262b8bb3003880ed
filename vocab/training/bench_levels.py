"""How well the levels of sentences and texts do beside what users pick today, on development data.

    python -m vocab.training.bench_levels CORPORA

Every figure is of data left out: sentences in five folds, texts in ten folds of articles. Peers are textstat's
Flesch-Kincaid grade and SMOG and cefrpy's levels of words; their numbers are cut into levels by borders chosen on the
training folds, as ours are where a number is not a level by itself. textstat counts syllables by hyphenation here: its
dictionary of pronunciations is a download. The levels of words that ours build on have met these sentences and texts
(`vocab.training.word_sources`), so that ours may be a little too good.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import KFold

from vocab.levels import model, texts
from vocab.training import level_data, level_models
from vocab.training.fit_levels import article_folds
from vocab.training.level_data import MISFILED, Rated, Version


def main(corpora: Path) -> None:
    print("| CEFR-SP Wiki sentences | exact | within one | QWK | Pearson |")
    rated = level_data.sentences(corpora)
    folds = list(KFold(5, shuffle=True, random_state=1).split(rated))
    _sentence_row("this model", _own_sentences(rated, folds), rated, folds, published=True)
    for name, measure in _peers().items():
        _sentence_row(name, np.array([measure(one.text) for one in rated]), rated, folds)
    print("| OneStopEnglish | 3-class | all three in order | of those filed rightly | Pearson |")
    fitted = {"sentence": level_models.sentence_model(rated)}
    scale = {name: model.weights()["text"][name] for name in ("curve", "borders")}
    with level_models.using(fitted):
        versions = level_data.versions(corpora)
        parts = article_folds(versions)
        first, whole = level_models.left_out(versions, parts, _published, scale)
    _text_row(f"first {level_data.FIRST} words, this model", first, versions, parts)
    _text_row("whole, this model", whole, versions, parts)
    for name, measure in _peers().items():
        _text_row(f"first words, {name}", np.array([measure(one.first_text) for one in versions]), versions, parts)
        _text_row(f"whole, {name}", np.array([measure(one.text) for one in versions]), versions, parts)


def _published(judged: Sequence[texts.Judged]) -> float:
    return round(texts.score(judged)[0], 2)


def _own_sentences(rated: Sequence[Rated], folds: Sequence[level_models.Fold]) -> Any:
    scores = np.zeros(len(rated))
    for train, test in folds:
        with level_models.using({"sentence": level_models.sentence_model([rated[place] for place in train])}):
            for place in test:
                scores[place] = texts.sentence_score(rated[place].sentence)
    return scores


def _sentence_row(
    name: str, scores: Any, rated: Sequence[Rated], folds: Sequence[level_models.Fold], *, published: bool = False
) -> None:
    """Each annotator's rating counts once; below it, ratings of which either may be met, and their mean."""
    ranks = np.array([one.ranks for one in rated])
    levels = np.zeros(len(rated), int)
    for train, test in folds:
        curve = level_models.curve(scores[train], [rated[place].ranks for place in train])
        bent = [round(scores[place] if published else model.bent(curve, scores[place])) for place in test]
        levels[test] = np.clip(bent, 1, 6)
    off = np.abs(levels[:, None] - ranks)
    mean = np.floor(ranks.mean(axis=1) + 0.5).astype(int)
    kappa = fmean(cohen_kappa_score(levels, ranks[:, who], weights="quadratic") for who in (0, 1))
    pearson = np.corrcoef(scores, ranks.mean(axis=1))[0, 1]
    print(f"| {name} | {np.mean(off == 0):.3f} | {np.mean(off <= 1):.3f} | {kappa:.3f} | {pearson:.3f} |")
    by_who = ", ".join(f"{np.mean(off[:, who] == 0):.3f}" for who in (0, 1))
    kappa = cohen_kappa_score(levels, mean, weights="quadratic")
    print(
        f"|   a, b {by_who}; either {np.mean(off.min(axis=1) == 0):.3f} |"
        f" mean, half up {np.mean(levels == mean):.3f} | {np.mean(abs(levels - mean) <= 1):.3f} | {kappa:.3f} |"
    )


def _text_row(name: str, scores: Any, versions: Sequence[Version], folds: Sequence[level_models.Fold]) -> None:
    truth = np.array([one.version for one in versions])
    guessed = np.zeros(len(versions), int)
    for train, test in folds:
        guessed[test] = np.digitize(scores[test], borders(scores[train], truth[train]))
    found: dict[str, dict[int, float]] = {}
    for one, score in zip(versions, scores, strict=True):
        found.setdefault(one.article, {})[one.version] = score
    ordered = {article: all(a < b for a, b in pairwise(by[n] for n in range(3))) for article, by in found.items()}
    clean = fmean(good for article, good in ordered.items() if article not in MISFILED)
    exact, pearson = np.mean(guessed == truth), np.corrcoef(scores, truth)[0, 1]
    print(f"| {name} | {exact:.3f} | {fmean(ordered.values()):.3f} | {clean:.3f} | {pearson:.3f} |")


def borders(scores: Any, truth: Any) -> tuple[float, float]:
    """The two borders that put most training texts right."""
    candidates = np.quantile(scores, np.linspace(0.15, 0.85, 71))
    pairs = [(low, high) for low in candidates for high in candidates if low < high]
    return max(pairs, key=lambda pair: np.mean(np.digitize(scores, pair) == truth))


def _peers() -> dict[str, Callable[[str], float]]:
    import textstat
    from cefrpy import CEFRAnalyzer
    from textstat.backend.counts import _count_syllables

    _count_syllables.get_cmudict = lambda _: {}
    analyzer = CEFRAnalyzer()

    def cefrpy(text: str) -> float:
        known = [
            analyzer.get_average_word_level_float(word)
            for word in "".join(char if char.isalpha() else " " for char in text.lower()).split()
        ]
        return fmean([level for level in known if level] or [1.0])

    return {
        "Flesch-Kincaid (textstat)": textstat.flesch_kincaid_grade,
        "SMOG (textstat)": textstat.smog_index,
        "cefrpy, mean of words": cefrpy,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
