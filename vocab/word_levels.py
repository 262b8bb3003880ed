"""The CEFR level of a word by lemma and part of speech, from 1 (A1) to 6 (C2).

The glossary decides on its own words. Other words have what a model predicted for them, which
`vocab/training/word_levels.py` wrote to `vocab/word_levels.txt`: a line for each word, a tab, and for each part of
speech a letter and the score in hundredths; the first one is meant where no part of speech is asked for. What is not
there is judged by its frequency, length and ending, or by the words that it is made of (`vocab/word_levels.json`).
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from accounts.learning import CEFR
from vocab import glossary, word_parts

FILE = Path(__file__).with_name("word_levels.txt")
WEIGHTS = Path(__file__).with_name("word_levels.json")
LETTERS = {"NOUN": "N", "PROPN": "N", "VERB": "V", "ADJ": "A", "ADV": "R"}
OTHER = "X"
# A medical word is at least B2, unless the glossary says otherwise.
MEDICAL_LEAST = 3.6
# The table has no rarer words, so that its formula knows of none.
RAREST = 1.7
# How far from the middle of its level a glossary word may stand: what the model says orders it among its equals.
WITHIN = 0.45
# The commonest ending first; each with what may stand in its place in the lemma, and the part of speech it speaks for.
_ENDINGS = (
    ("ies", ("y", "ie"), "NV"),
    ("ves", ("f", "fe"), "N"),
    ("es", ("", "e"), "NV"),
    ("s", ("",), "NV"),
    ("ied", ("y", "ie"), "V"),
    ("ed", ("", "e"), "V"),
    ("ying", ("ie", "y"), "V"),
    ("ing", ("", "e"), "V"),
    ("ier", ("y",), "AR"),
    ("iest", ("y",), "AR"),
    ("er", ("", "e"), "AR"),
    ("est", ("", "e"), "AR"),
)
_SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"))
_GAPS = re.compile(r"[\s_-]+")
# Endings of words that hardly anything but medicine has.
MEDICAL_ENDING = re.compile(
    r".{2,}(itis|[^p]osis|ectomy|o[ts]tomy|plasty|opathy|opathic|algia|oscopy|orrh?o?ea|rrhage|rrhagic|uria|[^d]a?emia|aemic"
    r"|(?<!pl)(?<!ar)oma|iatrics?|iatrist|cyte|cytic|penia|plegia|megaly|stenosis|sclerosis|dermal|cutaneous|vascular"
    r"|cardial|cardiac|pulmonary|gastric|hepatic|renal|cillin|mycin|azole|statin|sartan|olol)"
)


def score(lemma: str, pos: str | None = None, *, medical: bool = False) -> float:
    """1.0 to 6.0; `pos` is one of Universal Dependencies, without it the word is taken as it is most usual.

    A `medical` word is never below B2 unless the glossary has it so.
    """
    word = " ".join(lemma.split())
    for form in _forms(word, pos):
        if entry := _entry(form, pos):
            rank = CEFR.index(entry.level) + 1
            return min(max(general(form, pos), rank - WITHIN, 1.0), rank + WITHIN, 6.0)
        if _line(form):
            break
    value = general(word, pos)
    return max(value, MEDICAL_LEAST) if medical else value


def level(lemma: str, pos: str | None = None, *, medical: bool = False) -> str:
    return to_cefr(score(lemma, pos, medical=medical))


def to_cefr(value: float) -> str:
    """The level in whose band a score lies; a half belongs to the level above."""
    return CEFR[min(max(int(value + 0.5), 1), 6) - 1]


@lru_cache(maxsize=100_000)
def general(lemma: str, pos: str | None = None) -> float:
    """The score of a word as if there were no glossary."""
    word = " ".join(lemma.split())
    letter = LETTERS.get(pos, OTHER) if pos else ""
    lines = [line for form in _forms(word, pos) if (line := _line(form))]
    if lines:
        return _of(next((line for line in lines if letter in line), lines[0]), letter)
    value = _estimate(word)
    return max(value, MEDICAL_LEAST) if looks_medical(word) else value


def is_listed(word: str) -> bool:
    """Whether the glossary or the table has the word, or one that it may be an inflection of."""
    return any(glossary.named(form) or _line(form) for form in _forms(word, None))


def looks_medical(word: str) -> bool:
    """Whether the form alone tells a medical word: an ending of medicine after a known root."""
    last = word.casefold().rpartition(" ")[2]
    return bool(MEDICAL_ENDING.fullmatch(last)) and any(last.startswith(root) for root in _roots())


def _entry(form: str, pos: str | None) -> glossary.Entry | None:
    found = glossary.named(form)
    return next((entry for entry in found if pos in (None, entry.pos)), None)


def _forms(word: str, pos: str | None) -> Iterator[str]:
    """The word and, the likeliest first, the lemmas and other spellings that it may have in the lists."""
    yield word
    if word != (lower := word.casefold()):
        yield lower
    if _GAPS.search(lower):
        yield from (" ".join(_GAPS.split(lower)), "-".join(_GAPS.split(lower)))
    letter = LETTERS.get(pos or "", "")
    for ending, stems, letters in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 2 and (not pos or letter in letters):
            bare = lower[: -len(ending)]
            if len(bare) > 3 and bare[-1] == bare[-2]:
                yield bare[:-1]
            yield from (bare + stem for stem in stems)
    for british, american in _SPELLINGS:
        if british in lower:
            yield lower.replace(british, american)


def _line(form: str) -> str:
    """What the table says of a form; empty where it does not have it."""
    lines = _table()
    start = form + "\t"
    place = bisect_left(lines, start)
    found = lines[place] if place < len(lines) else ""
    return found[len(start) :] if found.startswith(start) else ""


def _of(line: str, letter: str) -> float:
    at = max(line.find(letter), 0) if letter else 0
    return int(line[at + 1 : at + 4]) / 100


def _estimate(word: str) -> float:
    parts = [part for part in _GAPS.split(word.casefold()) if part]
    if len(parts) > 1:
        scores = [general(part) for part in parts]
        return _linear(_weights()["phrase"], (max(scores), sum(scores) / len(scores), len(parts)))
    return _linear(_weights()["word"], word_features(word.casefold()))


def zipf(word: str) -> float:
    """wordfreq's Zipf frequency: log10 of uses per thousand million words, 0 when unknown."""
    import wordfreq  # late, as spaCy: a page view needs neither

    return float(wordfreq.zipf_frequency(word, "en"))


def word_features(word: str) -> tuple[float, ...]:
    """What is known of a word that is not in the table: Zipf frequency, length, endings."""
    frequency = max(zipf(word), RAREST)
    return (frequency, frequency**2, min(len(word), 20), word.endswith("ly"), word.endswith(("ing", "ed", "er", "s")))


def _linear(weights: Sequence[float], features: Iterable[float]) -> float:
    value = weights[0] + sum(weight * feature for weight, feature in zip(weights[1:], features, strict=True))
    return min(max(value, 1.0), 6.0)


@lru_cache(maxsize=1)
def _table() -> list[str]:
    return FILE.read_text(encoding="utf-8").splitlines()


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    weights: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


@lru_cache(maxsize=1)
def _roots() -> tuple[str, ...]:
    """The spellings of the roots and prefixes with which medical words begin."""
    return tuple(
        {form for part in word_parts.parts().values() if part.kind != "suffix" for form in part.forms if len(form) > 2}
    )
