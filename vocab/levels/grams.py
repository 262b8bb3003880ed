"""What a sentence is made of, as n-grams: what its writer chose to say, and how. Terms are left out of the words."""

from collections.abc import Collection
from itertools import pairwise

from vocab.levels.features import CONTENT
from vocab.pipeline import Sentence

# Words that the skeleton of a sentence keeps; of all others it keeps the tag.
_FUNCTION = frozenset("ADP DET PRON AUX CCONJ SCONJ PART PUNCT".split())
_KEPT = frozenset("very so also now then more most many much".split())


def lemmas(sentence: Sentence, term_starts: Collection[int] = ()) -> list[str]:
    return [
        f"{token.lemma.lower()}/{token.pos[0]}"
        for token in sentence.tokens
        if (token.pos in CONTENT or token.pos in _FUNCTION) and token.start not in term_starts
    ]


def forms(sentence: Sentence, term_starts: Collection[int] = ()) -> list[str]:
    return [token.text.lower() for token in sentence.tokens if token.start not in term_starts]


def skeleton(sentence: Sentence, term_starts: Collection[int] = ()) -> list[str]:
    """One to three neighbours each: a function word as it is, of any other its tag."""
    line = ["<s>"]
    for token in sentence.tokens:
        kept = token.pos in _FUNCTION or token.lemma in _KEPT
        line.append(token.text.lower() if kept else token.tag or token.pos)
    line.append("</s>")
    return [
        *line,
        *(" ".join(pair) for pair in pairwise(line)),
        *(" ".join(three) for three in zip(line, line[1:], line[2:], strict=False)),
    ]


KINDS = {"forms": forms, "lemmas": lemmas, "skeleton": skeleton}
