"""Which sense of a word a sentence means: "nasal discharge" or "discharge from the hospital".

The glossary gives each sense its cues. A pattern has `~` for the word and its neighbours beside it ("~ from the
hospital", "vaginal ~"); any other cue may stand anywhere in the sentence. Both are compared as lemmas and as written.
"""

from collections.abc import Sequence

from vocab.glossary import Entry
from vocab.pipeline import Token

# What stands right beside a word says more of it than what stands somewhere in its sentence.
PATTERN = 3
WORD = 1


def scores(senses: Sequence[Entry], tokens: Sequence[Token], start: int, end: int) -> list[int]:
    """How much in the sentence speaks for each sense of the word that stands at tokens `start` to `end`."""
    around = [spellings(token) for place, token in enumerate(tokens) if not start <= place < end]
    return [sum(_score(cue.split(), tokens, start, end, around) for cue in sense.cues) for sense in senses]


def choose(senses: Sequence[Entry], found: Sequence[int]) -> Entry | None:
    """The sense with the highest score; None where no cue tells them apart."""
    best = max(found)
    return senses[found.index(best)] if best and found.count(best) == 1 else None


def spellings(token: Token) -> tuple[str, ...]:
    """The token as written and its lemma, both in lower case with a plain apostrophe."""
    lower = token.text.lower().replace("’", "'")
    lemma = token.lemma.lower()
    return (lower,) if lower == lemma else (lower, lemma)


def _score(cue: Sequence[str], tokens: Sequence[Token], start: int, end: int, around: Sequence[tuple[str, ...]]) -> int:
    if "~" not in cue:
        width = len(cue)
        stands = any(_matches(cue, around[at : at + width]) for at in range(len(around) - width + 1))
        return WORD if stands else 0
    place = cue.index("~")
    before, after = cue[:place], cue[place + 1 :]
    if start < len(before):
        return 0
    left = [spellings(token) for token in tokens[start - len(before) : start]]
    right = [spellings(token) for token in tokens[end : end + len(after)]]
    return PATTERN if _matches(before, left) and _matches(after, right) else 0


def _matches(words: Sequence[str], found: Sequence[tuple[str, ...]]) -> bool:
    return len(words) == len(found) and all(word.lower() in each for word, each in zip(words, found, strict=True))
