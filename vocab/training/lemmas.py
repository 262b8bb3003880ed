"""The lemmatizer's tables: what the treebanks say of a form, then WordNet's exceptions, then rules.

spaCy's English rule lemmatizer looks a form up among the exceptions of its part of speech before it tries any rule, so
every form of the training parts goes there with the lemma that it most often has (97.2% of content words by an edit
tree, 98.2% by this, measured on EWT's test part). Rules, index and exceptions are those of spacy-lookups-data (MIT).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import lemminflect
import wordfreq
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups

from vocab.training import corpora
from vocab.training.corpora import Word

DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
WORDS = 150_000
SURE = 3
Forms = dict[tuple[str, str], str]


def words(paths: Iterable[Path]) -> Iterable[Word]:
    return (
        word for path in paths for doc in corpora.documents(path) for p in doc for sentence in p for word in sentence
    )


def usual_lemmas(paths: Iterable[Path]) -> Forms:
    """The most frequent lemma of each lower-case form and part of speech."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in words(paths):
        counts[word.form.lower(), word.upos][word.lemma] += 1
    exceptions = load_lookups("en", ["lemma_exc"]).get_table("lemma_exc")
    return {
        (form, upos): found.most_common(1)[0][0]
        for (form, upos), found in counts.items()
        # Seen once or twice, a form may be one of the treebanks' mistakes: WordNet's exceptions know better.
        if found.total() >= SURE or upos.lower() not in exceptions or form not in exceptions[upos.lower()]
    }


def by_dictionary(known: Collection[tuple[str, str]]) -> Iterable[tuple[str, str, str]]:
    """Form, part of speech and lemma of the inflected forms that lemminflect's dictionary (NIH's lexicon) has."""
    for form in wordfreq.top_n_list("en", WORDS):
        for upos in ("NOUN", "VERB", "ADJ", "ADV") if form.isalpha() else ():
            lemmas = lemminflect.getLemma(form, upos=upos, lemmatize_oov=False)
            if lemmas and form not in lemmas and (form, upos) not in known:
                yield form, upos, lemmas[0]


def tables(paths: Iterable[Path]) -> Lookups:
    base = load_lookups("en", ["lemma_rules", "lemma_index", "lemma_exc"])
    # The tables' own keys are hashes, so they are asked for by name.
    rules: dict[str, list[list[str]]] = _named(base.get_table("lemma_rules"), list)
    index: dict[str, set[str]] = _named(base.get_table("lemma_index"), set)
    exceptions: dict[str, dict[str, list[str]]] = _named(base.get_table("lemma_exc"), dict)
    usual = usual_lemmas(paths)
    listed = [(form, upos, lemma) for (form, upos), lemma in usual.items()]
    for form, upos, lemma in [*by_dictionary(usual.keys()), *listed]:
        pos = upos.lower()
        if upos == "PROPN" and lemma.lower() == form:
            continue  # a name keeps the capitals that it has
        by_rule = [form[: len(form) - len(old)] + new for old, new in rules.get(pos, ()) if form.endswith(old)]
        for other in by_rule:
            if other != lemma and other in index.get(pos, ()):
                index[pos].discard(other)  # "need" is no form of "nee": what the index has would come first
        exceptions.setdefault(pos, {})[form] = [lemma]
    # "hoping" is of "hope": a stem that doubles its last letter ("hopping") is none of a form with one.
    index["verb"] -= {stem for stem in index["verb"] if stem + "e" in index["verb"] and DOUBLING.fullmatch(stem)}
    made = Lookups()
    made.add_table("lemma_rules", rules)
    made.add_table("lemma_index", {pos: sorted(found) for pos, found in index.items()})
    made.add_table("lemma_exc", exceptions)
    return made


def _named(table: Any, kind: Callable[[Any], Any]) -> dict[str, Any]:
    return {pos: kind(table[pos]) for pos in ("noun", "verb", "adj", "adv", "punct") if pos in table}


def add_lemmatizer(nlp: Language, paths: Iterable[Path]) -> None:
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=tables(paths))  # type: ignore[attr-defined]
