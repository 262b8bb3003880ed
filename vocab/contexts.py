"""What the passage around a word says of its sense where no cue stands in its own sentence.

Six things are weighed: how often the word is an everyday one in texts on health (vocab/everyday_shares.csv, a judgement
for each word), how medical the words of its sentence and of the two beside it are (vocab/word_topics.txt), and whether
cues of its senses stand in those two sentences or elsewhere in the text. Topics and weights are made by
vocab/training/fit_senses.py, which prints how well they do.
"""

import csv
import json
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vocab import senses
from vocab.glossary import Entry
from vocab.pipeline import Sentence, Token

SHARES = Path(__file__).with_name("everyday_shares.csv")
TOPICS = Path(__file__).with_name("word_topics.txt")
WEIGHTS = Path(__file__).with_name("sense_weights.json")
# Of 100 uses in texts on health, those in an everyday sense, where nobody has judged the word.
USUAL_SHARE = 5.0
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
# A word or two say little of the topic: the mean is of so many words more, which say nothing.
NEUTRAL_WORDS = 3
_MOST_NEAR = 2
_MOST_FAR = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one sentence: its words in their spellings, and the sum and number of their topics."""

    spellings: frozenset[str]
    topic: float
    content: int


class Context:
    """The sentences of one text, asked about words in them."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._words = [_words(sentence.tokens) for sentence in sentences]
        self._all = frozenset().union(*(words.spellings for words in self._words))

    def is_medical(self, listed: Sequence[Entry], number: int, start: int, end: int) -> bool:
        """Whether tokens `start` to `end` of sentence `number` rather stand in one of their medical senses."""
        return weighed(self.features(listed, number, start, end)) > 0

    def features(self, listed: Sequence[Entry], number: int, start: int, end: int) -> tuple[float, ...]:
        """What is weighed, in the order of the weights."""
        tokens = self._sentences[number].tokens
        own = frozenset(spelling for token in tokens[start:end] for spelling in senses.spellings(token))
        beside = [self._words[place] for place in (number - 1, number + 1) if 0 <= place < len(self._words)]
        near = frozenset().union(*(words.spellings for words in beside)) - own
        around = [_words([*tokens[:start], *tokens[end:]]), *beside]
        share = everyday_share(listed[0])
        return (
            -math.log((share + 0.5) / (100.5 - share)),
            sum(words.topic for words in around) / (sum(words.content for words in around) + NEUTRAL_WORDS),
            min(_most(listed, near, _is_medical), _MOST_NEAR),
            min(_most(listed, near, _is_everyday), _MOST_NEAR),
            min(_most(listed, self._all - own, _is_medical), _MOST_FAR),
            min(_most(listed, self._all - own, _is_everyday), _MOST_FAR),
        )


def is_open(listed: Sequence[Entry], scores: Sequence[int]) -> bool:
    """Whether a word has both medical and everyday senses and no cue of its sentence tells which."""
    return len({sense.is_term for sense in listed}) == 2 and senses.choose(listed, scores) is None


def weighed(features: Iterable[float]) -> float:
    """The log odds of a medical sense."""
    first, *weights = _weights()
    return first + sum(weight * value for weight, value in zip(weights, features, strict=True))


def everyday_share(entry: Entry) -> float:
    """Of 100 uses of the word in texts on health, how many are in an everyday sense."""
    return _shares().get((entry.lemma, entry.pos), USUAL_SHARE)


def _is_medical(entry: Entry) -> bool:
    return entry.is_term


def _is_everyday(entry: Entry) -> bool:
    return not entry.is_term


def _most(listed: Sequence[Entry], words: Collection[str], wanted: Callable[[Entry], bool]) -> int:
    return max((senses.words_among(sense, words) for sense in listed if wanted(sense)), default=0)


def _words(tokens: Sequence[Token]) -> _Words:
    known = _topics()
    content = [token.lemma.lower() for token in tokens if token.pos in CONTENT]
    return _Words(
        frozenset(spelling for token in tokens for spelling in senses.spellings(token)),
        sum(known.get(lemma, 0.0) for lemma in content),
        len(content),
    )


@lru_cache(maxsize=1)
def _shares() -> dict[tuple[str, str], float]:
    with SHARES.open(encoding="utf-8", newline="") as file:
        return {(row["lemma"], row["pos"]): float(row["share"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _topics() -> dict[str, float]:
    """Lemmas and their log odds of medical against general texts; what is not there is in the middle."""
    lines = (line.split("\t") for line in TOPICS.read_text(encoding="utf-8").splitlines())
    return {lemma: int(tenths) / 10 for lemma, tenths in lines}


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    return tuple(json.loads(WEIGHTS.read_text(encoding="utf-8")))
