"""Which sense of a word a sentence means: "nasal discharge" or "discharge from the hospital".

The glossary gives each sense its cues. A pattern has `~` for the word and its neighbours beside it ("~ from the
hospital", "vaginal ~"); any other cue may stand anywhere in the sentence. Both are compared as lemmas and as written.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vocab.glossary import Entry
from vocab.pipeline import Token

# What stands right beside a word says more of it than what stands somewhere in its sentence; the more of its
# neighbours a pattern names, the more.
PATTERN = 2
WORD = 1


@dataclass(frozen=True, slots=True)
class Cues:
    """A sense's cues made ready: single words, phrases, and patterns as the words before and after the word."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    patterns: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def scores(senses: Sequence[Entry], tokens: Sequence[Token], start: int, end: int) -> list[int]:
    """How much in the sentence speaks for each sense of the word that stands at tokens `start` to `end`."""
    every = [spellings(token) for token in tokens]
    around = every[:start] + every[end:]
    near = frozenset(spelling for each in around for spelling in each)
    return [_score(_ready(sense.cues), every, start, end, around, near) for sense in senses]


def choose(senses: Sequence[Entry], found: Sequence[int]) -> Entry | None:
    """The sense with the highest score; None where no cue tells them apart."""
    best = max(found)
    return senses[found.index(best)] if best and found.count(best) == 1 else None


def words_among(sense: Entry, words: Collection[str]) -> int:
    """How many of the sense's cues of one word are among these words."""
    return sum(word in words for word in _ready(sense.cues).words)


def spellings(token: Token) -> tuple[str, ...]:
    """The token as written and its lemma, both in lower case with a plain apostrophe."""
    lower = token.text.lower().replace("’", "'")
    lemma = token.lemma.lower()
    return (lower,) if lower == lemma else (lower, lemma)


@lru_cache(maxsize=10_000)
def _ready(cues: tuple[str, ...]) -> Cues:
    words, phrases, patterns = set(), [], []
    for cue in cues:
        parts = tuple(cue.lower().split())
        if "~" in parts:
            place = parts.index("~")
            patterns.append((parts[:place], parts[place + 1 :]))
        elif len(parts) == 1:
            words.add(parts[0])
        else:
            phrases.append(parts)
    return Cues(frozenset(words), tuple(phrases), tuple(patterns))


Spelled = Sequence[tuple[str, ...]]


def _score(cues: Cues, every: Spelled, start: int, end: int, around: Spelled, near: frozenset[str]) -> int:
    found = WORD * len(cues.words & near)
    for phrase in cues.phrases:
        if near.issuperset(phrase) and any(
            _matches(phrase, around[at : at + len(phrase)]) for at in range(len(around) - len(phrase) + 1)
        ):
            found += WORD
    for before, after in cues.patterns:
        if start >= len(before) and _matches(before, every[start - len(before) : start]):
            found += (PATTERN + len(before) + len(after)) * _matches(after, every[end : end + len(after)])
    return found


def _matches(words: Sequence[str], found: Spelled) -> bool:
    return len(words) == len(found) and all(word in each for word, each in zip(words, found, strict=True))
