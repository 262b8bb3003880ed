"""Fit the models of `vocab.levels.model` with scikit-learn; what comes out is the plain data that they evaluate."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import KFold

from vocab.levels import features, grams, model, texts
from vocab.levels.texts import Judged
from vocab.pipeline import Sentence
from vocab.training.level_data import Rated, Version

Data = dict[str, Any]
Fold = tuple[Sequence[int], Sequence[int]]
# Stretches that the model of texts is fitted on, in words.
STRETCHES = (150, 300)
# Occurrences below which an n-gram is left out.
RARE = {"forms": 5, "lemmas": 5, "skeleton": 8}
# What the publisher calls elementary, intermediate and advanced: A2-B1, B1-B2 and B2-C1.
ELEMENTARY = 2.5
# How far the scores of texts, which regression draws to the middle, are stretched: 1 until they spread as the truth.
STRETCH = 0.5


@contextmanager
def using(weights: Mapping[str, Any]) -> Iterator[None]:
    """The models of `vocab.levels` with these weights in place of the shipped ones."""
    shipped = model.weights
    model.weights = lambda: weights  # type: ignore[assignment]
    try:
        yield
    finally:
        model.weights = shipped


def scales(rows: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for name in rows[0]:
        column = np.array([row.get(name, 0.0) for row in rows])
        found[name] = [_short(column.mean()), _short(column.std()) or 1.0]
    return found


def sentence_model(rated: Sequence[Rated]) -> Data:
    """Three opinions, weighted by what each adds on sentences left out, and the curve to the published scale."""
    rows = [features.numbers(one.sentence) for one in rated]
    lemmas = [grams.lemmas(one.sentence) for one in rated]
    truth = np.array([sum(one.ranks) / 2 for one in rated])
    scale = scales(rows)
    matrix = np.array([model.vector(row, scale) for row in rows])

    def opinions(train: Any, test: Any) -> Any:
        line = Ridge(alpha=30).fit(matrix[train], truth[train]).predict(matrix[test])
        forest = _forest().fit(matrix[train], truth[train]).predict(matrix[test])
        block = gram_block([lemmas[place] for place in train], truth[train])
        said = [block["bias"] + model.grams(block["grams"], lemmas[place]) for place in test]
        return np.column_stack([line, forest, said])

    left_out = np.zeros((len(rated), 3))
    for train, test in KFold(5, shuffle=True, random_state=0).split(matrix):
        left_out[test] = opinions(train, test)
    mix = Ridge(alpha=1.0, positive=True).fit(left_out, truth)
    line_share, forest_share, gram_share = mix.coef_
    line = Ridge(alpha=30).fit(matrix, truth)
    block = gram_block(lemmas, truth)
    bias = mix.intercept_ + line_share * line.intercept_ + gram_share * block["bias"]
    return {
        "scales": scale,
        "linear": {"bias": _short(bias), "weights": [_short(line_share * weight) for weight in line.coef_]},
        "forest": _exported(_forest().fit(matrix, truth), forest_share),
        "lemmas": weighted(block["grams"], gram_share),
        "curve": curve(mix.predict(left_out), [one.ranks for one in rated]),
    }


def curve(raw: Any, ranks: Sequence[tuple[int, int]]) -> list[list[float]]:
    """Where a rating is as likely above as below a border, by logistic regression; the border's place on the scale."""
    points = []
    both = np.repeat(raw, 2)
    given = np.array(ranks).ravel()
    for border in range(1, 6):
        fitted = LogisticRegression(C=1e3).fit(both[:, None], given > border)
        points.append([_short(-fitted.intercept_[0] / fitted.coef_[0, 0]), border + 0.5])
    return points


def _forest() -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=250,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=1,
        max_features=0.3,
        random_state=0,
    )


def _exported(forest: HistGradientBoostingRegressor, share: float) -> Data:
    trees = []
    for (predictor,) in forest._predictors:
        trees.append(
            [
                _short(share * node["value"])
                if node["is_leaf"]
                else [int(node["feature_idx"]), _short(node["num_threshold"]), int(node["left"]), int(node["right"])]
                for node in predictor.nodes
            ]
        )
    return {"bias": _short(share * float(forest._baseline_prediction.item())), "trees": trees}


def gram_block(documents: Sequence[Sequence[str]], truth: Any, *, rare: int = 3) -> Data:
    vectorizer = TfidfVectorizer(analyzer=list, min_df=rare, sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents)
    fitted = Ridge(alpha=3, solver="sparse_cg", tol=1e-3).fit(matrix, truth)
    names = vectorizer.get_feature_names_out()
    found = {
        str(name): (round(float(rarity), 2), float(weight))
        for name, rarity, weight in zip(names, vectorizer.idf_, fitted.coef_, strict=True)
    }
    return {"bias": float(fitted.intercept_), "grams": found}


def weighted(found: Mapping[str, tuple[float, float]], share: float) -> dict[str, list[float]]:
    return {gram: [rarity, _short(share * weight)] for gram, (rarity, weight) in found.items()}


# -- texts


def judged(sentences: Sequence[Sentence]) -> list[Judged]:
    return [texts.judge(sentence) for sentence in sentences if len(sentence.words) >= 3]


def training_stretches(whole: Sequence[Judged]) -> list[Sequence[Judged]]:
    return [stretch for size in STRETCHES for stretch in texts.stretches(whole, size)]


def text_model(stretches: Sequence[tuple[Sequence[Judged], int]]) -> Data:
    """The mean of five opinions, each fitted by itself: a line and a forest on numbers, and a line for each n-gram."""
    truth = np.array([float(version) for _, version in stretches])
    rows = [texts.stretch_numbers(stretch) for stretch, _ in stretches]
    scale = scales(rows)
    matrix = np.array([model.vector(row, scale) for row in rows])
    share = 1 / (2 + len(grams.KINDS))
    line = Ridge(alpha=600).fit(matrix, truth)
    bias = share * float(line.intercept_)
    blocks = {}
    for name, of in grams.KINDS.items():
        documents = [[gram for one in stretch for gram in of(one.sentence, ())] for stretch, _ in stretches]
        block = gram_block(documents, truth, rare=RARE[name])
        bias += share * block["bias"]
        blocks[name] = weighted(block["grams"], share)
    return {
        "scales": scale,
        "linear": {"bias": _short(bias), "weights": [_short(share * weight) for weight in line.coef_]},
        "forest": _exported(_forest_of_texts().fit(matrix, truth), share),
        **blocks,
    }


def _forest_of_texts() -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=200,
        learning_rate=0.05,
        max_leaf_nodes=6,
        min_samples_leaf=25,
        l2_regularization=5,
        max_features=0.2,
        random_state=0,
    )


def scaled(raw: Any, versions: Any) -> Data:
    """The straight line to the published scale, and the borders between versions halfway between their means."""
    means = [float(np.mean(raw[versions == version])) for version in range(3)]
    factor = float((np.std(versions) / np.std(raw)) ** STRETCH)
    middle = ELEMENTARY + float(np.mean(versions))
    points = [[float(np.mean(raw)) + step, middle + factor * step] for step in (-1, 1)]
    borders = [_short((low + high) / 2) for low, high in pairwise(means)]
    return {"curve": [[_short(x), _short(y)] for x, y in points], "borders": borders}


def left_out(
    versions: Sequence[Version],
    folds: Sequence[Fold],
    measure: Callable[[Sequence[Judged]], float],
    scale: Mapping[str, Any] | None = None,
) -> Any:
    """What is measured of each version's first words, and of the whole, by a model fitted without its article."""
    whole = [judged(version.sentences) for version in versions]
    first = [judged(version.first) for version in versions]
    found = np.zeros((2, len(versions)))
    for train, test in folds:
        part = text_model(
            [(stretch, versions[place].version) for place in train for stretch in training_stretches(whole[place])]
        )
        with using({**model.weights(), "text": {**(scale or {}), **part}}):
            for place in test:
                found[:, place] = [measure(first[place]), measure(whole[place])]
    return found


def raw_score(one: Sequence[Judged]) -> float:
    return float(np.mean([texts.stretch_score(stretch) for stretch in texts.stretches(one)]))


def _short(value: float) -> float:
    return float(f"{value:.4g}")
