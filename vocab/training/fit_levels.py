"""Fit the weights of `vocab/levels.json` and print how well they do on data left out.

    python -m vocab.training.fit_levels CORPORA

CORPORA holds `level/words_dev.csv.gz` (half of CEFR-J 1.5 and Octanove C1/C2 1.0),
`level/cefrsp_wikiauto_traindev.jsonl.gz` (CEFR-SP, Arase et al. 2022) and `level/ose_dev.jsonl.gz` (OneStopEnglish,
Vajjala & Lučić 2018). Ordinary least squares draws easy and hard to the middle, so that a C1 word would hardly ever be
called one: the scores of words are stretched about their mean until they spread as widely as the truth, those of texts
half as far. Every fifth row (every fifth article of OneStopEnglish) is held out for the figures, then all are fitted.
"""

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from vocab import levels, pipeline

# What the publisher calls elementary, intermediate and advanced: A2-B1, B1-B2 and B2-C1.
OSE_TARGETS = {0: 2.5, 1: 3.5, 2: 4.5}
# How far scores are stretched: 0 not at all, 1 until they spread as widely as the truth.
STRETCH = {"word": 1.0, "sentence": 0.0, "text": 0.5}
Rows = list[tuple[tuple[float, ...], float]]


def main(corpora: Path) -> None:
    weights: dict[str, Any] = {"word": [0.0] * 4, "sentence": [0.0] * 7, "text": [0.0] * 3}
    target = Path(levels.__file__).with_name("levels.json")
    levels._weights = lambda: weights  # type: ignore[assignment]  # each stage is fitted on the one before
    for name, rows in (("word", words), ("sentence", sentences), ("text", texts)):
        data = rows(corpora / "level")
        held = [row for place, row in enumerate(data) if place // (3 if name == "text" else 1) % 5 == 0]
        kept = [row for place, row in enumerate(data) if place // (3 if name == "text" else 1) % 5]
        print(f"{name:9} {len(data):6} rows  {figures(fit(kept, stretch=STRETCH[name]), held)}")
        weights[name] = [round(float(weight), 5) for weight in fit(data, stretch=STRETCH[name])]
        levels.word_score.cache_clear()
    target.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def words(folder: Path) -> Rows:
    with gzip.open(folder / "words_dev.csv.gz", "rt", encoding="utf-8") as file:
        return [
            (levels.word_features(row["word"].lower()), levels.rank(row["cefr"]))
            for row in csv.DictReader(file)
            if row["word"].isalpha()
        ]


def sentences(folder: Path) -> Rows:
    rows: Rows = []
    for record in read(folder / "cefrsp_wikiauto_traindev.jsonl.gz"):
        whole = pipeline.Sentence(0, 0, tuple(t for s in pipeline.analyse(record["text"]) for t in s.tokens))
        rows.append((levels.sentence_features(whole), (record["a"] + record["b"]) / 2))
    return rows


def texts(folder: Path) -> Rows:
    rows: Rows = []
    for record in sorted(read(folder / "ose_dev.jsonl.gz"), key=lambda record: (record["group"], record["y"])):
        kept = [sentence for sentence in pipeline.analyse(record["text"]) if len(sentence.words) >= 3]
        general = [score for sentence in kept for score in levels.content_scores(sentence)]
        scores = [levels.sentence_score(sentence) for sentence in kept]
        rows.append((levels.text_features(scores, general), OSE_TARGETS[record["y"]]))
    return rows


def read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def fit(rows: Rows, *, stretch: float) -> list[float]:
    matrix = np.array([(1.0, *features) for features, _ in rows])
    solution, *_ = np.linalg.lstsq(matrix, np.array([target for _, target in rows]), rcond=None)
    truth = np.array([target for _, target in rows])
    factor = (truth.std() / (matrix @ solution).std()) ** stretch
    solution *= factor
    solution[0] += truth.mean() * (1 - factor)
    return [float(weight) for weight in solution]


def figures(weights: Iterable[float], rows: Rows) -> str:
    guesses = np.clip(np.array([(1.0, *features) for features, _ in rows]) @ np.array(list(weights)), 1, 6)
    truth = np.array([target for _, target in rows])
    # A half counts for the level above, as it does for the targets 2.5, 3.5 and 4.5.
    exact = float(np.mean(np.floor(guesses + 0.5) == np.floor(truth + 0.5)))
    nearest = float(np.mean(np.abs(guesses - truth) <= 0.5))
    near = float(np.mean(np.abs(guesses - truth) <= 1.0))
    return (
        f"exact {exact:.3f}  off by ≤ 0.5 {nearest:.3f}  by ≤ 1 {near:.3f}  r {np.corrcoef(guesses, truth)[0, 1]:.3f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
