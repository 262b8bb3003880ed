"""The corpora as spaCy Docs: `python -m vocab.training.corpora CORPORA OUT` writes the `.spacy` files of training.

Syntax: Universal Dependencies, one Doc a paragraph or a few paragraphs with the line breaks between them, since texts
come so; a second reading of each corpus has other joins, curly quotation marks and some lines in capitals. Entities:
IOB files whose spacing was lost and is restored by rule, then cut by our own tokenizer.
"""

import gzip
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import filter_spans

from vocab.training import tokens

# UD files: form, lemma, UPOS, XPOS, features, head, relation are columns 2 to 8.
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9
CURLY = {"'": "’", '"': "”", "''": "”", "``": "“", "n't": "n’t"}
LABELS = {"Disease": "DISEASE", "Chemical": "CHEMICAL", "Anatomy": "ANATOMY"}
# BioNLP 2013 CG's types that are anatomy in the sense of a lesson; its cells and tumours are not.
CG_ANATOMY = frozenset(
    "Organ Tissue Multi-tissue_structure Organism_subdivision Anatomical_system Organism_substance "
    "Immaterial_anatomical_entity Developing_anatomical_structure".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One UD token; `head` counts from its sentence's first token, itself for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


Sentence = tuple[Word, ...]
Paragraph = list[Sentence]


def blank() -> Language:
    nlp = spacy.blank("en")
    tokens.teach(nlp)
    return nlp


def documents(path: Path) -> list[list[Paragraph]]:
    """The documents of a CoNLL-U file, as paragraphs of sentences."""
    found: list[list[Paragraph]] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc"):
                found.append([[]])
            elif line.startswith("# newpar") and found[-1][-1]:
                found[-1].append([])
            elif line[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                found[-1][-1].append(_sentence(rows))
                rows = []
    return found


def _sentence(rows: Sequence[Sequence[str]]) -> Sentence:
    glued: set[int] = set()  # words inside a contraction, whose line alone says whether a space follows
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last + ("SpaceAfter=No" in row[MISC])))
    kept = [row for row in rows if row[0].isdigit()]
    return tuple(
        Word(
            form=row[FORM],
            lemma=row[LEMMA],
            upos=row[UPOS],
            xpos=row[XPOS],
            feats="" if row[FEATS] == "_" else row[FEATS],
            head=(int(row[HEAD]) or int(row[0])) - 1,
            dep=row[DEPREL] if int(row[HEAD]) else "ROOT",
            space=int(row[0]) not in glued and "SpaceAfter=No" not in row[MISC],
        )
        for row in kept
    )


def joined(paragraphs: Sequence[Paragraph], rng: random.Random, *, alone: float) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs for one Doc each; a paragraph stands `alone` with that chance."""
    rest = list(paragraphs)
    while rest:
        many = 1 if rng.random() < alone else rng.randint(2, 4)
        yield rest[:many]
        rest = rest[many:]


def as_doc(nlp: Language, paragraphs: Sequence[Paragraph], rng: random.Random) -> Doc:
    words: list[Word] = []
    starts: list[bool] = []
    for place, paragraph in enumerate(paragraphs):
        if place:
            words[-1] = replace(words[-1], space=False)
            gap = rng.choice(("\n\n", "\n\n", "\n"))
            # A line break belongs to the sentence before it, as in every Doc that spaCy's parser makes.
            words.append(Word(gap, gap, "SPACE", "_SP", "", len(words) - 1, "dep", False))
            starts.append(False)
        for sentence in paragraph:
            offset = len(words)
            starts += [True] + [False] * (len(sentence) - 1)
            words += [replace(word, head=word.head + offset) for word in sentence]
    return Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
        sent_starts=None,
    )


def varied(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence as another writer might have typed it."""
    if rng.random() < 0.03:
        sentence = tuple(replace(word, form=word.form.upper()) for word in sentence)
    if rng.random() < 0.4:
        sentence = tuple(
            replace(word, form=CURLY.get(word.form) or word.form.replace("'", "’"))
            if "'" in word.form or '"' in word.form
            else word
            for word in sentence
        )
    return sentence


def syntax(nlp: Language, paths: Iterable[Path], *, variants: int, seed: int = 0) -> DocBin:
    rng = random.Random(seed)  # noqa: S311  it shuffles paragraphs
    docs = DocBin(store_user_data=False)
    for path in paths:
        for document in documents(path):
            for variant in range(variants):
                changed = (
                    [[varied(sentence, rng) for sentence in paragraph] for paragraph in document]
                    if variant
                    else document
                )
                for run in joined(changed, rng, alone=0.3 if variant else 0.9):
                    docs.add(as_doc(nlp, run, rng))
    return docs


# -- entities

Tagged = list[tuple[str, str]]


def tagged_sentences(path: Path) -> Iterator[Tagged]:
    sentence: Tagged = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                word, tag = line.split()
                sentence.append((word, tag))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


_GLUE_LEFT = frozenset(",;:)]}%?!") | {"'s"}
_GLUE_RIGHT = frozenset("([{")


def spaced(words: Sequence[str]) -> list[str]:
    """What follows each word, a space or nothing, where the file cut at every mark."""
    after = []
    quoted = False
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        before = words[place - 1] if place else ""
        space = bool(following)
        if (
            following in _GLUE_LEFT
            or word in _GLUE_RIGHT
            or following == "."
            or word in "-/"
            or following in ("-", "/")
        ):
            space = False
        if word in ".," and before[-1:].isdigit() and following[:1].isdigit() and (word == "." or len(following) == 3):
            space = False
        if following == "'" or word == "'":
            possessive = word == "'" and following == "s"
            space = word == "'" and not possessive and following[:1].isalpha()
        if word == '"':
            quoted = not quoted
            space = not quoted
        elif following == '"':
            space = not quoted
        after.append(" " if space else "")
    return after


def entity_doc(nlp: Language, sentences: Sequence[Tagged], labels: dict[str, str]) -> tuple[Doc, int]:
    """A Doc cut by our tokenizer with the file's entities, and how many of them do not fit its tokens."""
    text, spans = "", []
    for sentence in sentences:
        words = [word for word, _ in sentence]
        begun: tuple[int, str] | None = None
        end = 0
        for (word, tag), space in zip(sentence, spaced(words), strict=True):
            if begun and not tag.startswith("I-"):
                spans.append((begun[0], end, begun[1]))
                begun = None
            if tag.startswith("B-"):
                begun = (len(text), tag[2:])
            end = len(text) + len(word)
            text += word + space
        if begun:
            spans.append((begun[0], end, begun[1]))
        text += " "
    doc = nlp.make_doc(text.rstrip())
    kept = [(start, end, labels[label]) for start, end, label in spans if label in labels]
    found = [doc.char_span(start, end, label=label) for start, end, label in kept]
    doc.set_ents(filter_spans([span for span in found if span]))
    return doc, sum(span is None for span in found)


def entity_docs(nlp: Language, paths: Iterable[Path], labels: dict[str, str], *, size: int = 6) -> list[Doc]:
    """Docs of `size` sentences: the files do not say where an abstract ends."""
    docs, misfits, entities = [], 0, 0
    for path in paths:
        sentences = list(tagged_sentences(path))
        for start in range(0, len(sentences), size):
            doc, missed = entity_doc(nlp, sentences[start : start + size], labels)
            misfits, entities = misfits + missed, entities + missed + len(doc.ents)
            docs.append(doc)
    print(f"{len(docs)} docs, {entities} entities, {misfits / max(entities, 1):.1%} do not fit our tokens")
    return docs


@spacy.registry.readers("readwell.TokensAsGiven.v1")
def tokens_as_given(path: Path) -> Callable[[Language], Iterator[Example]]:
    """Examples on the corpus's own tokens: spaCy's reader would cut the text anew and lose what does not align."""

    def read(nlp: Language) -> Iterator[Example]:
        for doc in DocBin(store_user_data=False).from_disk(path).get_docs(nlp.vocab):
            words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
            yield Example(Doc(nlp.vocab, words=words, spaces=spaces), doc)

    return read


def main(corpora: Path, out: Path) -> None:
    nlp = blank()
    out.mkdir(parents=True, exist_ok=True)
    ud, ner = corpora / "ud", corpora / "ner"
    train, dev = ([ud / f"{name}-{part}.conllu.gz" for name in ("ewt", "gum")] for part in ("train", "dev"))
    syntax(nlp, train, variants=2).to_disk(out / "syntax-train.spacy")
    syntax(nlp, [*train, *dev], variants=2).to_disk(out / "syntax-all.spacy")
    for name in ("ewt", "gum"):
        syntax(nlp, [ud / f"{name}-dev.conllu.gz"], variants=1).to_disk(out / f"syntax-{name}-dev.spacy")
    syntax(nlp, dev, variants=1).to_disk(out / "syntax-dev.spacy")
    for part in ("train", "dev"):
        bc5 = entity_docs(nlp, [ner / f"bc5cdr-{part}.iob.gz"], LABELS)
        DocBin(docs=bc5).to_disk(out / f"bc5cdr-{part}.spacy")
        anatem = entity_docs(nlp, [ner / f"anatem-{part}.iob.gz"], LABELS)
        DocBin(docs=anatem).to_disk(out / f"anatem-{part}.spacy")
        ncbi = entity_docs(nlp, [ner / f"ncbi-{part}.iob.gz"], LABELS)
        DocBin(docs=ncbi).to_disk(out / f"ncbi-{part}.spacy")
        cg = entity_docs(nlp, [ner / f"bionlp13cg-{part}.iob.gz"], dict.fromkeys(CG_ANATOMY, "ANATOMY"))
        DocBin(docs=cg).to_disk(out / f"bionlp13cg-{part}.spacy")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
