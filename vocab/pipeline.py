"""Text in, sentences of tokens out. The only module that imports spaCy.

Until the project ships a trained pipeline, `load()` builds one from `spacy.blank("en")`: a tokenizer that keeps medical
writing whole, sentences by rule, parts of speech by rule (`vocab.tagging`) and spaCy's rule lemmatizer on the tables of
spacy-lookups-data. `SPACY_PIPELINE` names an installed trained one instead; callers see the same dataclasses.

spaCy is imported late: it takes half a second, and no page view needs it.
"""

import os
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from vocab import tagging

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Longer texts are analysed a stretch at a time, cut at blank lines, so that memory stays bounded.
STRETCH = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are character offsets into the analysed text."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str

    @property
    def is_word(self) -> bool:
        return any(char.isalpha() for char in self.text) and not self.text.startswith(("'", "’"))


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    tokens: tuple[Token, ...]

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
    nlp = load(os.environ.get("SPACY_PIPELINE"))
    sentences: list[Sentence] = []
    for start, end in _stretches(text, blocks):
        doc = nlp.make_doc(text[start:end])
        doc.user_data["blocks"] = None if blocks is None else frozenset(place - start for place in blocks)
        sentences.extend(_sentences(nlp(doc), start))
        if progress:
            progress(end)
    return tuple(sentences)


@lru_cache(maxsize=2)
def load(name: str | None = None) -> "Language":
    """The pipeline: the named installed one, or the project's own. OSError when the named one is not installed."""
    import spacy

    return spacy.load(name) if name else _own_pipeline(spacy.blank("en"))


def _stretches(text: str, blocks: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """Stretches of the text that end where a block does."""
    cuts = sorted(blocks) if blocks is not None else [match.end() for match in re.finditer(r"\n", text)]
    start = 0
    while start < len(text):
        at = bisect_left(cuts, start + STRETCH)
        end = cuts[at] if at < len(cuts) else len(text)
        yield start, end
        start = end


def _sentences(doc: "Doc", offset: int) -> Iterator[Sentence]:
    for span in doc.sents:
        tokens = tuple(
            Token(
                token.text,
                offset + token.idx,
                offset + token.idx + len(token),
                _lemma(token.lower_, token.pos_, token.lemma_, token.text),
                token.pos_,
            )
            for token in span
            if not token.is_space
        )
        if tokens:
            yield Sentence(tokens[0].start, tokens[-1].end, tokens)


# The rule lemmatizer leaves the closed classes as they are.
_CLOSED_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "be": "am is are was were been being 'm 're",
        "have": "has had having 've",
        "do": "does did",
        "will": "wo 'll",
        "can": "ca",
        "not": "n't",
        "a": "an",
        "this": "these",
        "that": "those",
    }.items()
    for form in forms.split()
}


def _lemma(lower: str, pos: str, found: str, text: str) -> str:
    if pos == "PROPN":
        return text
    if pos == "NOUN" and lower.endswith(("ss", "us", "is")) and lower not in _word_classes()[1]["NOUN"]:
        return lower  # "tonsillitis" is in no index; the lemmatizer would take its s for a plural's
    return _CLOSED_LEMMAS.get(lower.replace("’", "'")) or (found or lower).lower()


def _own_pipeline(nlp: "Language") -> "Language":
    nlp.component("readwell_sentences", func=_split_sentences)
    nlp.component("readwell_tagger", func=_tag)
    _keep_medical_writing_whole(nlp)
    nlp.add_pipe("readwell_sentences")
    nlp.add_pipe("readwell_tagger")
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=_lemma_tables())
    return nlp


@lru_cache(maxsize=1)
def _lemma_tables() -> Any:
    from spacy.lookups import load_lookups

    return load_lookups("en", ["lemma_rules", "lemma_index", "lemma_exc"])


# -- tokens

_ABBREVIATIONS = (
    "e.g. i.e. vs. etc. approx. Dr. Mr. Mrs. Ms. Prof. St. No. Fig. a.m. p.m. U.S. U.K. max. min. resp. ca."
)
_UNITS = r"(?:mg|g|kg|mcg|µg|μg|ml|mL|l|L|dl|dL|cm|mm|m|mmol|kcal|cal|IU|bpm|mmHg|km|h|min|s)"


def _keep_medical_writing_whole(nlp: "Language") -> None:
    """Keep "T-cell", "COVID-19", "anti-inflammatory", "mg/dL" and "e.g." one token each."""
    from spacy.util import compile_infix_regex, compile_suffix_regex

    tokenizer: Any = nlp.tokenizer
    for word in _ABBREVIATIONS.split():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    defaults: Any = nlp.Defaults
    hyphens = [infix for infix in defaults.infixes if "-|–|—|--|---|——|~" in infix]
    infixes = [infix for infix in defaults.infixes if infix not in hyphens]
    infixes += [r"(?<=[a-zA-Z])(?:–|—|--|---|——|~)(?=[a-zA-Z])", r"(?<=[0-9])(?:–|—)(?=[0-9])"]
    slash = [infix for infix in infixes if "/" in infix]
    infixes = [infix for infix in infixes if infix not in slash] + [r"(?<=[a-zA-Z]{3})[:<>=/](?=[a-zA-Z]{3})"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    suffixes = [*defaults.suffixes, rf"(?<=[0-9]){_UNITS}(?:/{_UNITS})?"]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


# -- sentences

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset(")]”’»")
_STRAIGHT = frozenset("\"'")
_NEVER_LAST = frozenset("e.g. i.e. vs. dr. mr. mrs. ms. prof. st. no. fig. approx. ca.".split())


def _split_sentences(doc: "Doc") -> "Doc":
    """A sentence ends at a full stop, or where a line ends; a paragraph never runs into the next."""
    # All at once: set token by token, each looks through the whole Doc again.
    starts: Any = np.array([[1 if first else -1] for first in _sentence_starts(doc)], dtype="int64")
    return doc.from_array(["SENT_START"], starts.astype("uint64")) if len(doc) else doc


def _sentence_starts(doc: "Doc") -> Iterator[bool]:
    blocks: frozenset[int] | None = doc.user_data.get("blocks")
    ended = True
    for token in doc:
        closes = _closes(doc, token.i)
        yield ended and not closes
        if token.is_space:
            ended = ended or ("\n" in token.text and (blocks is None or token.idx + len(token) in blocks))
        elif token.text in _ENDS:
            ended = True
        elif token.text[-1] == "." and len(token.text) > 1 and token.lower_ not in _NEVER_LAST:
            ended = _next_is_capital(doc, token.i)
        elif not (ended and closes):
            ended = False


def _closes(doc: "Doc", place: int) -> bool:
    """Whether the token ends a quotation or a bracket; a straight quote does when no space stands before it."""
    first = doc[place].text[0]
    if place == 0 or doc[place - 1].is_space:
        return False
    return first in _CLOSERS or (first in _STRAIGHT and not doc[place - 1].whitespace_)


def _next_is_capital(doc: "Doc", place: int) -> bool:
    following = next((token for token in doc[place + 1 : place + 3] if not token.is_space), None)
    return following is None or following.text[0].isupper()


# -- parts of speech


def _tag(doc: "Doc") -> "Doc":
    """Part of speech of each token, and the lemma of those that are one already: the lemmatizer would cut "illness"."""
    index, exceptions = _word_classes()
    for span in doc.sents:
        for token in span:
            token.pos_ = "SPACE"
        tokens = [token for token in span if not token.is_space]
        for token, pos in zip(tokens, tagging.tag([token.text for token in tokens], _classes_of), strict=True):
            token.pos_ = pos
            if pos in index and tagging.is_lemma(token.lower_, pos, index[pos], exceptions[pos]):
                token.lemma_ = token.lower_
            elif pos in ("NOUN", "VERB") and token.lower_.endswith("es") and token.lower_[:-1] in index[pos]:
                token.lemma_ = token.lower_[:-1]  # "uses" is of "use", not of "us"
    return doc


@lru_cache(maxsize=1)
def _word_classes() -> tuple[dict[str, frozenset[str]], dict[str, Any]]:
    """The lemmas of each open class, and the forms of each that are irregular."""
    tables = _lemma_tables()
    index = {pos: frozenset(tables.get_table("lemma_index")[pos.lower()]) for pos in tagging.OPEN}
    return index, {pos: tables.get_table("lemma_exc")[pos.lower()] for pos in tagging.OPEN}


@lru_cache(maxsize=50_000)
def _classes_of(form: str) -> frozenset[str]:
    return tagging.classes(form, *_word_classes())


def can_be(form: str, pos: str) -> bool:
    """Whether the dictionaries know the form as a word of that class."""
    return pos in _classes_of(form)


def words_of(text: str) -> Sequence[str]:
    """The tokens of a short phrase (a glossary lemma), as the pipeline would cut them in a text."""
    return [token.text for token in load(os.environ.get("SPACY_PIPELINE")).make_doc(text) if not token.is_space]
