"""How good the pipeline is, on the development parts: `python -m vocab.training.evaluate CORPORA [MODEL]`.

Syntax on gold tokens, sentences on raw text, entities by exact span on raw text restored from the IOB files, false
alarms on general prose, speed on one core. Punctuation counts in UAS and LAS, as in the CoNLL shared tasks.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from vocab.training import corpora
from vocab.training.corpora import Paragraph

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


def gold(nlp: Language, paragraph: Paragraph) -> Doc:
    words = [word for sentence in paragraph for word in sentence]
    return Doc(nlp.vocab, words=[word.form for word in words], spaces=[word.space for word in words])


def syntax(nlp: Language, paragraphs: Sequence[Paragraph]) -> dict[str, float]:
    docs = nlp.pipe(gold(nlp, paragraph) for paragraph in paragraphs)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for doc, paragraph in zip(docs, paragraphs, strict=True):
        offset = 0
        for sentence in paragraph:
            for place, word in enumerate(sentence):
                token = doc[offset + place]
                head = token.head.i - offset == word.head
                dep = token.dep_.lower() == word.dep.lower()
                right.update(upos=token.pos_ == word.upos, xpos=token.tag_ == word.xpos, uas=head, las=head and dep)
                total["all"] += 1
                if word.upos in CONTENT:
                    right.update(lemma=token.lemma_ == word.lemma, lower=token.lemma_.lower() == word.lemma.lower())
                    total["content"] += 1
            offset += len(sentence)
    return {
        name: right[name] / total["content" if name in ("lemma", "lower") else "all"]
        for name in ("upos", "xpos", "uas", "las", "lemma", "lower")
    }


def raw(paragraphs: Sequence[Paragraph], between: str) -> tuple[str, set[tuple[int, int]]]:
    """The text of the paragraphs, and the offsets of its sentences."""
    text, spans = "", set()
    for paragraph in paragraphs:
        for sentence in paragraph:
            start = len(text)
            text += "".join(word.form + " " * word.space for word in sentence)
            spans.add((start, len(text.rstrip())))
        text = text.rstrip() + between
    return text, spans


def sentence_f(nlp: Language, paragraphs: Sequence[Paragraph], *, many: int) -> float:
    """Exact spans, paragraphs given `many` at a time."""
    hits = found = wanted = 0
    runs = [raw(paragraphs[at : at + many], "\n\n") for at in range(0, len(paragraphs), many)]
    for doc, (_, spans) in zip(nlp.pipe(text for text, _ in runs), runs, strict=True):
        got = set()
        for sentence in doc.sents:
            inside = [token for token in sentence if not token.is_space]
            if inside:
                got.add((inside[0].idx, inside[-1].idx + len(inside[-1])))
        hits, found, wanted = hits + len(got & spans), found + len(got), wanted + len(spans)
    return 2 * hits / (found + wanted)


def entities(nlp: Language, docs: Iterable[Doc], labels: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of exact spans, per label and for all of them."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for doc in docs:
        truth = {(span.start_char, span.end_char, span.label_) for span in doc.ents if span.label_ in labels}
        read = nlp(doc.text)
        got = {(span.start_char, span.end_char, span.label_) for span in read.ents if span.label_ in labels}
        hits.update(label for *_, label in truth & got)
        found.update(label for *_, label in got)
        wanted.update(label for *_, label in truth)
    rows = {label: (hits[label], found[label], wanted[label]) for label in labels}
    rows["all"] = (hits.total(), found.total(), wanted.total())
    return {
        label: (hit / max(got, 1), hit / max(want, 1), 2 * hit / max(got + want, 1))
        for label, (hit, got, want) in rows.items()
    }


def words_per_second(nlp: Language, text: str) -> float:
    stretches = [text[at : at + 4000] for at in range(0, len(text), 4000)]
    list(nlp.pipe(stretches[:3]))
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(stretches))
    return words / (time.process_time() - begun)


def main(folder: Path, model: Path) -> None:
    nlp = spacy.load(model)
    parts = {
        name: [p for document in corpora.documents(folder / "ud" / f"{name}-dev.conllu.gz") for p in document if p]
        for name in ("gum", "ewt")
    }
    has = nlp.pipe_names
    for name, paragraphs in parts.items():
        if "parser" in has:
            with nlp.select_pipes(disable=[pipe for pipe in ("ner",) if pipe in has]):
                figures = syntax(nlp, paragraphs)
                print(name, " ".join(f"{key} {value:.2%}" for key, value in figures.items()))
                print(
                    name,
                    "sentence F, a paragraph at a time",
                    f"{sentence_f(nlp, paragraphs, many=1):.2%}, ten {sentence_f(nlp, paragraphs, many=10):.2%}",
                )
    if "ner" in has:
        labels = nlp.get_pipe("ner").labels  # type: ignore[attr-defined]
        for name in ("bc5cdr", "anatem", "ncbi"):
            docs = corpora.entity_docs(nlp, [folder / "ner" / f"{name}-dev.iob.gz"], corpora.LABELS)
            wanted = [label for label in labels if any(span.label_ == label for doc in docs for span in doc.ents)]
            with nlp.select_pipes(enable=["ner"]):
                for label, row in entities(nlp, docs, wanted).items():
                    print(f"{name} {label:9} P {row[0]:.2%} R {row[1]:.2%} F {row[2]:.2%}")
        for name, paragraphs in parts.items():
            text, _ = raw(paragraphs, "\n\n")
            with nlp.select_pipes(enable=["ner"]):
                docs = list(nlp.pipe(text[at : at + 5000] for at in range(0, len(text), 5000)))
            alarms = Counter(span.label_ for doc in docs for span in doc.ents)
            total = sum(len(doc) for doc in docs)
            print(f"{name}: entities in 1,000 tokens {1000 * alarms.total() / total:.1f} {dict(alarms)}")
    text, _ = raw(parts["gum"] + parts["ewt"], "\n\n")
    print(f"{words_per_second(nlp, text):,.0f} words/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parents[1] / "model")
