"""Text in, sentences of tokens out. The only module that imports spaCy.

The pipeline is the project's own, trained on Universal Dependencies and on corpora of biomedical entities
(vocab/training) and shipped as vocab/model. What it needs beyond spaCy is set right after it is loaded: noun chunks by
UD labels, and where sentences may begin.

spaCy is imported late: it takes half a second, and no page view needs it.
"""

import re
import threading
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vocab import compounds, headings, noun_chunks, sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Piece

MODEL = Path(__file__).with_name("model")
# Longer texts are analysed a stretch at a time, cut at blank lines, so that memory stays bounded.
STRETCH = 20_000
# A letter after one of these is no initial.
LETTERED = frozenset({"vitamin", "vitamins", "hepatitis", "type", "group", "influenza", "option"})
_reading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are character offsets into the analysed text.

    `pos` is its UPOS, `tag` its Penn tag, `feats` its UD features ("Number=Plur"), `dep` its relation to the token of
    its sentence at `head`: its own place for the root.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str = ""
    feats: str = ""
    dep: str = ""
    head: int = -1

    @property
    def is_word(self) -> bool:
        return any(char.isalpha() for char in self.text) and not self.text.startswith(("'", "’"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """`entities` and `chunks` are runs of tokens, first and end: named things with their labels, and noun phrases."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[tuple[int, int, str], ...] = ()
    chunks: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.is_word)


def analyse(
    text: str,
    *,
    blocks: Collection[int] | None = None,
    progress: Callable[[int], object] | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of the text, in order.

    A sentence ends where a line ends; where `blocks` names the offsets at which paragraphs, items and headings begin,
    only there. `progress` is told the number of characters done.
    """
    nlp = load()
    sentences: list[Sentence] = []
    for start, end in _stretches(text, blocks):
        # Strings that only this text has are forgotten after it: a server's memory does not grow with what it read.
        # The zone is the vocabulary's, so one text is read at a time.
        with _reading, nlp.memory_zone():
            doc = nlp.make_doc(headings.plain(text[start:end]))
            if len(doc):
                _free_letters(doc)
                _hint(doc, None if blocks is None else frozenset(place - start for place in blocks))
                sentences.extend(_sentences(nlp(doc), text, start))
        if progress:
            progress(end)
    return tuple(sentences)


@lru_cache(maxsize=1)
def load() -> "Language":
    """The shipped pipeline, ready to use."""
    import spacy
    from thinc.api import use_ops

    # numpy's matrix products are two to three times as fast as the ones that thinc brings.
    with use_ops("cpu", use_blis=False):
        nlp = spacy.load(MODEL)
    vocab: Any = nlp.vocab
    vocab.get_noun_chunks = noun_chunks.noun_chunks
    return nlp


def words_of(text: str) -> Sequence[str]:
    """The words of a short phrase (a glossary lemma), as the pipeline would cut them in a text."""
    nlp = load()
    with _reading:
        pieces = [token for token in nlp.make_doc(text) if not token.is_space]
    return ["".join(piece.text for piece in pieces[start:end]) for start, end in compounds.groups(pieces)]


def _stretches(text: str, blocks: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """Stretches of the text that end where a block does."""
    cuts = sorted(blocks) if blocks is not None else [match.end() for match in re.finditer(r"\n", text)]
    start = 0
    while start < len(text):
        at = bisect_left(cuts, start + STRETCH)
        end = cuts[at] if at < len(cuts) else len(text)
        yield start, end
        start = end


def _free_letters(doc: "Doc") -> None:
    """Part the full stop from the letter in "vitamin D." and "hepatitis B.", which the tokenizer takes for initials."""
    with doc.retokenize() as retokenizer:
        for before, token in pairwise(doc):
            if len(token) == 2 and token.text[1] == "." and before.lower_ in LETTERED:
                retokenizer.split(token, [token.text[0], "."], heads=[(token, 0), (token, 0)])


def _hint(doc: "Doc", blocks: Collection[int] | None) -> None:
    # All at once: set token by token, each looks through the whole Doc again.
    hints: Any = np.array([[hint] for hint in sentence_starts.hints(doc, blocks)], dtype="int64")
    doc.from_array(["SENT_START"], hints.astype("uint64"))


def _sentences(doc: "Doc", text: str, offset: int) -> Iterator[Sentence]:
    spans = list(doc.sents)
    starts = [span.start for span in spans]
    entities = _by_sentence(starts, ((span.start, span.end, span.label_) for span in doc.ents))
    chunks = _by_sentence(starts, ((start, end, "") for start, end, _ in noun_chunks.noun_chunks(doc)))
    for number, span in enumerate(spans):
        pieces = [token for token in span if not token.is_space]
        if not pieces:
            continue
        words = list(compounds.groups(pieces))
        # The word in which each spaCy token stands.
        at = {piece.i: place for place, (first, end) in enumerate(words) for piece in pieces[first:end]}
        tokens = tuple(_token(pieces[first:end], text, offset, at) for first, end in words)
        yield Sentence(
            tokens[0].start,
            tokens[-1].end,
            tokens,
            tuple((at[first], at[last] + 1, label) for first, last, label in _trimmed(entities[number], at)),
            tuple((at[first], at[last] + 1) for first, last, _ in _trimmed(chunks[number], at)),
        )


Run = tuple[int, int, str]


def _by_sentence(starts: Sequence[int], runs: Iterable[Run]) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        found[bisect_right(starts, run[0]) - 1].append(run)
    return found


def _trimmed(runs: Iterable[Run], at: Mapping[int, int]) -> Iterator[Run]:
    """First and last token that is no white space of each run within the sentence."""
    for start, end, label in runs:
        inside = [place for place in range(start, end) if place in at]
        if inside:
            yield inside[0], inside[-1], label


def _settled(piece: "Piece") -> str:
    """The UPOS, or NOUN where the two taggers disagree and the Penn tag is a noun's: "Minerals" is no verb."""
    told: str = piece.pos_
    is_indefinite = piece.lower_.endswith(("one", "body", "thing"))  # "someone" is a pronoun with a noun's tag
    disagree = told == "VERB" or (told == "PRON" and not is_indefinite)
    return "NOUN" if disagree and piece.tag_ in ("NN", "NNS") else told


def _token(pieces: Sequence["Piece"], text: str, offset: int, at: Mapping[int, int]) -> Token:
    first, last = pieces[0], pieces[-1]
    place = at[first.i]
    head = next((piece for piece in pieces if at.get(piece.head.i, place) != place or piece.dep_ == "ROOT"), last)
    start, end = offset + first.idx, offset + last.idx + len(last)
    lemma, pos = head.lemma_, _settled(head)
    if len(pieces) > 1:
        before = "".join(piece.text for piece in pieces[:-1])
        pos = compounds.part_of_speech(head.pos_, last.pos_, head.dep_)
        lemma = (before + last.text).lower() if pos == "ADJ" else before.lower() + last.lemma_
    above = head.head
    while above.is_space and above.dep_ != "ROOT":  # double spaces are tokens, and words may hang on them
        above = above.head
    governor = at.get(above.i, place)
    relation = "root" if head.dep_ == "ROOT" or governor == place else head.dep_
    return Token(text[start:end], start, end, lemma, pos, head.tag_, str(head.morph), relation, governor)
