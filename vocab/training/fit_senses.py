"""Topics of words and the weights by which `vocab.contexts` decides between a medical and an everyday sense.

    python -m vocab.training.fit_senses CORPORA

writes vocab/word_topics.txt and vocab/sense_weights.json, and prints what cross-validation says of them. Topics are log
odds of a lemma in medical against general texts: abstracts, the glossary and the starter texts on the one side, the
treebanks and the levelled texts on the other. Weights are of a logistic regression on the words of the annotated texts
of whose sense no cue tells.
"""

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from vocab import contexts, glossary, matching, pipeline, senses
from vocab.contexts import Context
from vocab.training import annotated, corpora
from vocab.training.annotated import Annotated

STARTER = Path(__file__).parents[2] / "lessons" / "starter_texts"
# Uses in a million that are added to both sides: a word seen twice tells little.
SMOOTHING = 15.0
LEAST, MOST = 0.4, 3.0
FEWEST = 4
# Abstracts are plenty, but learners read leaflets: what is written for patients weighs more than its size.
OF_ABSTRACTS = 0.35
# How much more it costs to call an everyday word a term than to miss a term: learners can do without a gloss.
COST = 2.0


def lemmas(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        token.lemma.lower()
        for text in texts
        for sentence in pipeline.analyse(text)
        for token in sentence.tokens
        if token.is_word
    )


def abstracts(folder: Path) -> Iterator[str]:
    for name in ("bc5cdr", "anatem", "ncbi"):
        sentences = corpora.tagged_sentences(folder / "ner" / f"{name}-train.iob.gz")
        yield "\n".join(" ".join(word for word, _ in sentence) for sentence in sentences)


def levelled(folder: Path) -> Iterator[str]:
    for name in ("ose_dev", "cefrsp_wikiauto_traindev"):
        with gzip.open(folder / "level" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            yield "\n".join(json.loads(line)["text"] for line in file)


def treebanks(folder: Path) -> Counter[str]:
    return Counter(
        word.lemma.lower()
        for name in ("ewt", "gum")
        for document in corpora.documents(folder / "ud" / f"{name}-train.conllu.gz")
        for paragraph in document
        for sentence in paragraph
        for word in sentence
        if word.form[0].isalpha()
    )


def explained(*, medical: bool) -> Iterator[str]:
    for entry in glossary.entries().values():
        if entry.is_term == medical:
            yield f"{entry.definition}. {entry.example}"


def topics(folder: Path) -> dict[str, float]:
    """The log odds of each lemma that tells something of its text."""
    science = lemmas(abstracts(folder))
    plain = lemmas(
        [*explained(medical=True), *(path.read_text(encoding="utf-8") for path in sorted(STARTER.glob("*.md")))]
    )
    general = treebanks(folder) + lemmas([*levelled(folder), *explained(medical=False)])
    found = {}
    for lemma in science | plain | general:
        if science[lemma] + plain[lemma] + general[lemma] < FEWEST:
            continue
        medical = OF_ABSTRACTS * _share(science, lemma) + (1 - OF_ABSTRACTS) * _share(plain, lemma)
        odds = math.log((medical + SMOOTHING) / (_share(general, lemma) + SMOOTHING))
        if abs(odds) >= LEAST:
            found[lemma] = max(-MOST, min(MOST, odds))
    return found


def _share(counts: Counter[str], lemma: str) -> float:
    return 1e6 * counts[lemma] / counts.total()


@dataclass(frozen=True, slots=True)
class Use:
    """A word of an annotated text of whose sense no cue tells."""

    text: str
    is_medical: bool
    features: tuple[float, ...]


def uses(texts: Sequence[Annotated]) -> Iterator[Use]:
    matcher = matching.Matcher(glossary.entries().values())
    for text in texts:
        marked = [(term.start, term.end) for term in text.terms]
        sentences = pipeline.analyse(text.text)
        context = Context(sentences)
        for number, sentence in enumerate(sentences):
            for place in range(len(sentence.tokens)):
                hit = matcher.at(sentence.tokens, place)
                listed = matching.senses_of(hit[2]) if hit else ()
                if hit and contexts.is_open(listed, senses.scores(listed, sentence.tokens, hit[0], hit[1])):
                    start, end = sentence.tokens[hit[0]].start, sentence.tokens[hit[1] - 1].end
                    is_medical = any(first < end and start < last for first, last in marked)
                    yield Use(text.name, is_medical, context.features(listed, number, hit[0], hit[1]))


def fit(found: Sequence[Use]) -> tuple[float, ...]:
    """The intercept and the weights; prints how they do on texts that they were not fitted on."""
    values = np.array([use.features for use in found])
    medical = np.array([use.is_medical for use in found])
    groups = [use.text for use in found]
    model = LogisticRegression(C=0.5, class_weight={True: 1.0, False: COST})
    odds = cross_val_predict(model, values, medical, groups=groups, cv=GroupKFold(10), method="decision_function")
    print(f"{len(found)} words without a cue, {(~medical).sum()} of them everyday; area under the curve", end=" ")
    print(
        f"{roc_auc_score(medical, odds):.3f}; everyday ones taken {((odds > 0) & ~medical).sum()}, medical ones lost "
        f"{((odds <= 0) & medical).sum()}"
    )
    model.fit(values, medical)
    return (float(model.intercept_[0]), *map(float, model.coef_[0]))


def main(folder: Path) -> None:
    told = topics(folder)
    contexts.TOPICS.write_text(
        "".join(f"{lemma}\t{round(10 * odds)}\n" for lemma, odds in sorted(told.items())), encoding="utf-8"
    )
    weights = fit(list(uses(annotated.texts())))
    contexts.WEIGHTS.write_text(json.dumps([round(weight, 3) for weight in weights]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
