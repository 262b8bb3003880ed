"""Words of a text that can be gapped: those which their sentence pins down by another word in it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lessons.analysis import Analysis
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.inflection import OPEN_TAGS
from lessons.quizzes.items import content
from vocab import glossary, levels
from vocab.glossary import Entry, Key
from vocab.pipeline import Sentence

# A sentence shorter than this tells too little; a longer one is no place for a gap.
SHORTEST, LONGEST = 9, 32
# What stands in so many definitions ("person", "body") tells nothing of any of them.
COMMON = 40
# Sentences that begin so lean on the one before.
LEANING = frozenset(
    (
        "this that these those it he she they them such so but and or however therefore instead also then here there "
        "another other others both his her their its one some yes no well ok okay oh too even otherwise similarly"
    ).split()
)
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """The word at `place` of a sentence; `entry` is what it means there, `clue` the number of words that tell so."""

    sentence: Sentence
    place: int
    entry: Entry
    clue: int

    @property
    def word(self) -> str:
        """The word as it is written inside a sentence."""
        return self.sentence.tokens[self.place].text.lower()

    @property
    def tag(self) -> str:
        return self.sentence.tokens[self.place].tag

    @property
    def span(self) -> tuple[int, int]:
        token = self.sentence.tokens[self.place]
        return token.start, token.end


def gaps(analysis: Analysis) -> list[Gap]:
    """Every word of the glossary that could be a gap, the best pinned down first."""
    found = [gap for sentence in analysis.running if stands_alone(sentence) for gap in _gaps_of(analysis, sentence)]
    counts = Counter(gap.entry.key for gap in found)
    return sorted(found, key=lambda gap: (-gap.clue, -counts[gap.entry.key], gap.span))


def blanked(analysis: Analysis, gap: Gap, mark: str) -> str:
    """The sentence with the mark in place of the word."""
    start, end = gap.span
    before, after = analysis.text[gap.sentence.start : start], analysis.text[end : gap.sentence.end]
    return " ".join(f"{before}{mark}{after}".split())


def clue(entry: Entry, sentence: Sentence, word: str) -> int:
    """How many words of the sentence, not counting `word`, speak of the entry by what the glossary says of it."""
    said = frozenset().union(*(content(token.lemma) for token in sentence.words if token.pos in ("NOUN", "VERB")))
    return len(said & _about(entry.key) - content(word))


def stands_alone(sentence: Sentence) -> bool:
    """Whether a reader understands the sentence by itself: a whole statement that leans on none before it."""
    words = sentence.words
    return (
        SHORTEST <= len(words) <= LONGEST
        and sentence.tokens[-1].text == "."
        and sentence.tokens[0].text[0].isupper()
        and words[0].text.lower() not in LEANING
        and not any(token.text in '“”"‘[]{}|' for token in sentence.tokens)
        and _is_clause(sentence)
    )


def _is_clause(sentence: Sentence) -> bool:
    tokens = sentence.tokens
    root = next((place for place, token in enumerate(tokens) if token.dep == "root"), 0)
    return tokens[root].pos in ("VERB", "AUX") or any(token.dep == "cop" and token.head == root for token in tokens)


def _gaps_of(analysis: Analysis, sentence: Sentence) -> Iterator[Gap]:
    entries = {(term.start, term.end): term.entry for term in analysis.explained_in(sentence.start, sentence.end)}
    said = Counter(stem for token in sentence.words for stem in content(token.text))
    for place, token in enumerate(sentence.tokens):
        entry = entries.get((token.start, token.end))
        if not entry or not _is_askable(entry) or OPEN_TAGS.get(token.tag) != entry.pos:
            continue
        if (
            _is_listed(sentence, place)
            or place == 0
            or not token.text.isalpha()
            or not token.text.islower()
            or _is_half_name(sentence, place)
        ):
            continue
        if any(said[stem] > 1 for stem in content(token.text)):
            continue  # the sentence says it twice
        found = clue(entry, sentence, token.lemma)
        if found:
            yield Gap(sentence, place, entry, found)


def _is_listed(sentence: Sentence, place: int) -> bool:
    """Whether the word is a member of a list: many a thing could stand beside the others."""
    tokens = sentence.tokens
    return tokens[place].dep in ("conj", "appos") or any(
        token.head == place and token.dep == "conj" for token in tokens
    )


def _is_half_name(sentence: Sentence, place: int) -> bool:
    """Whether the word is tied to a neighbour: by a hyphen, or as part of a name."""
    near = sentence.tokens[max(place - 1, 0) : place + 2]
    return any(token.text in ("-", "–", "/", "+") or token.pos == "PROPN" for token in near)


def _is_askable(entry: Entry) -> bool:
    return (
        bool(entry.definition)
        and entry.lemma not in GENERIC
        and entry.kind != glossary.EVERYDAY
        and 2 <= levels.rank(entry.level) <= 5
        and " " not in entry.lemma
        and len(entry.lemma) > 3
    )


@glossary.remembered
def _common() -> frozenset[str]:
    counts = Counter(stem for entry in glossary.entries().values() for stem in content(entry.definition))
    return frozenset(stem for stem, count in counts.items() if count > COMMON)


@lru_cache(maxsize=10_000)
def _about(key: Key) -> frozenset[str]:
    """The telling words of what the glossary says of an entry."""
    entry = glossary.entries().get(key)
    if not entry:
        return frozenset()
    told = content(" ".join((entry.definition, entry.plain, *entry.partners, *entry.cues)))
    return told - _common() - content(" ".join(entry.forms))
