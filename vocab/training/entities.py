"""One corpus of three labels out of several.

    python -m vocab.training.entities CORPORA DATA OUT DISEASE ANATOMY NAME…

Each corpus is annotated for its own labels only, so a model trained on the others fills in what is missing: DISEASE and
CHEMICAL in AnatEM and BioNLP13CG, ANATOMY in BC5CDR. Gold wins, but a filled disease wins over a gold body part inside
it ("breast cancer"). General prose without a medical word is added as text without entities: without it the recogniser
raises about twenty false alarms in 1,000 words of news.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from vocab import glossary, levels
from vocab.training import corpora
from vocab.training.corpora import Sentence
from vocab.training.vectors import WordNet

MEDICAL = (
    "disease.n.01",
    "symptom.n.01",
    "drug.n.01",
    "medicine.n.02",
    "body_part.n.01",
    "chemical_element.n.01",
    "hormone.n.01",
)
# Zipf frequency from which a word is no sign of a medical text.
COMMON = 4.8


def filled(doc: Doc, other: Language, labels: frozenset[str], *, over_gold: bool) -> Doc:
    """The Doc with the other model's entities of these labels where the gold ones leave room."""
    # A Doc of the other model's vocabulary: its vectors are there.
    read = other(
        Doc(other.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    )
    guessed = [Span(doc, span.start, span.end, label=span.label_) for span in read.ents if span.label_ in labels]
    first, second = (guessed, list(doc.ents)) if over_gold else (list(doc.ents), guessed)
    taken = {place for span in first for place in range(span.start, span.end)}
    kept = [span for span in second if taken.isdisjoint(range(span.start, span.end))]
    doc.set_ents([*first, *kept])
    return doc


def medical_words(wordnet: WordNet) -> frozenset[str]:
    """Words that are medical in themselves: the glossary's, and those whose first or second sense in WordNet is."""
    found = {
        form.lower()
        for entry in glossary.entries().values()
        for form in entry.forms
        if " " not in form and entry.is_term and len(glossary.senses(entry.lemma, entry.pos)) == 1
    }
    for kind in MEDICAL:
        for offset in wordnet.of_kind[kind]:
            synset = wordnet.reader.synset_from_pos_and_offset("n", offset)
            for lemma in synset.lemmas():
                name = lemma.name().lower()
                if "_" not in name and synset in wordnet.reader.synsets(name, "n")[:2]:
                    found.add(name)
    # Symbols of elements ("in", "as") and the commonest words ("back", "head") would leave no prose at all.
    return frozenset(word for word in found if len(word) > 3 and levels.zipf(word) < COMMON)


def prose(folder: Path, medical: frozenset[str]) -> Iterator[tuple[list[str], list[bool]]]:
    """Words and the spaces after them of prose without a medical word, of the treebanks and the levelled texts."""
    for name in ("ewt", "gum"):
        for document in corpora.documents(folder / "ud" / f"{name}-train.conllu.gz"):
            for paragraph in document:
                for has_medical, run in groupby(paragraph, key=lambda sentence: _is_medical(sentence, medical)):
                    if not has_medical:
                        words = [word for sentence in run for word in sentence]
                        yield [word.form for word in words], [word.space for word in words]
    nlp = corpora.blank()
    for name in ("ose_dev", "cefrsp_wikiauto_traindev"):
        with gzip.open(folder / "level" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            lines = dict.fromkeys(line for record in file for line in json.loads(record)["text"].splitlines() if line)
        for doc in nlp.pipe(lines):
            if medical.isdisjoint(name for token in doc for name in (token.lower_, token.lower_.removesuffix("s"))):
                yield [token.text for token in doc], [bool(token.whitespace_) for token in doc]


def _is_medical(sentence: Sentence, medical: frozenset[str]) -> bool:
    return not medical.isdisjoint(name.lower() for word in sentence for name in (word.form, word.lemma))


def main(folder: Path, data: Path, out: Path, disease: Path, anatomy: Path, names: Iterable[str]) -> None:
    nlp = corpora.blank()
    of_disease, of_anatomy = spacy.load(disease), spacy.load(anatomy)
    docs = []
    for name in names:
        for doc in DocBin().from_disk(data / f"{name}.spacy").get_docs(nlp.vocab):
            if name.startswith("ncbi"):
                doc.set_ents([])  # its diseases follow another guideline: it is text like any other here
            if name.startswith("bc5cdr"):
                docs.append(filled(doc, of_anatomy, frozenset({"ANATOMY"}), over_gold=False))
            else:
                docs.append(filled(doc, of_disease, frozenset({"DISEASE", "CHEMICAL"}), over_gold=True))
            if name.startswith("ncbi"):
                docs[-1] = filled(doc, of_anatomy, frozenset({"ANATOMY"}), over_gold=False)
    for words, spaces in prose(folder, medical_words(WordNet())):
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        doc.set_ents([], default="outside")
        docs.append(doc)
    random.Random(0).shuffle(docs)  # noqa: S311
    DocBin(docs=docs).to_disk(out)
    print(f"{len(docs)} docs, {sum(len(doc) for doc in docs)} tokens, {sum(len(doc.ents) for doc in docs)} entities")


if __name__ == "__main__":
    corpora_folder, data, out, disease, anatomy = (Path(argument) for argument in sys.argv[1:6])
    main(corpora_folder, data, out, disease, anatomy, sys.argv[6:])
