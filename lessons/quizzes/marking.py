"""Marking what a learner typed: right, right with a slip, half right, or not."""

import csv
import enum
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from lessons.quizzes.spelling import MISSPELT, canonical, fold
from vocab import glossary, levels

CONFUSABLES = Path(__file__).with_name("confusables.csv")
# More than any answer has; what is longer is not compared word by word.
LONGEST = 200
# From this Zipf frequency on, what was typed is a word of English and no slip.
REAL = 1.5
# Letters of the wanted word, and how many slips it forgives.
SLIPS = ((8, 2), (4, 1))
# Words that may be left out or added without another meaning. Never a negation, nor the direction of "breathe in".
SMALL = frozenset("a an the of to some my your his her its our their is are be".split())
# Forms that are a word by themselves first: who types "wind" for "wound" means no injury.
FIRST_A_WORD = frozenset("bit bore bound fell found ground lay lead left rose saw spoke stole wound".split())
# Beginnings and endings that make another medical word of the same stem.
BEGINNINGS = (
    *(("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("endo", "exo"), ("tachy", "brady")),
    *(("pre", "post"), ("mono", "poly"), ("sub", "supra")),
)
ENDINGS = (
    *(("ectomy", "otomy"), ("ectomy", "ostomy"), ("otomy", "ostomy"), ("itis", "osis"), ("emia", "uria")),
    *(("oma", "osis"), ("oma", "itis"), ("ology", "opathy"), ("plegia", "paresis"), ("gram", "graph")),
)
# The stem that must be left for a beginning or an ending to be one.
STEM = 3
# Plurals from Latin and Greek that the dictionary of forms lacks: "thrombi", "ilia".
PLURALS = (
    *(("i", "us"), ("ae", "a"), ("a", "um"), ("a", "on"), ("ses", "sis"), ("mata", "ma"), ("ices", "ix")),
    *(("ices", "ex"), ("nges", "nx"), ("ina", "en")),
)
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Points from 0 to 1, and what the learner is told; a wrong answer is told without giving the right one away."""

    points: float
    message: str


class Match(enum.IntEnum):
    """How near a word is to the wanted one; that of a phrase is the least of its words."""

    NONE = 0
    SLIP = 1
    FORM = 2
    VARIANT = 3
    SAME = 4


NOTHING = Mark(0.0, "Nothing is typed yet. Type a word.")
TOO_LONG = Mark(0.0, "Not right: that is much longer than the answer.")
WRONG = Mark(0.0, "Not right.")


def mark(given: str, accept: Sequence[str], *, is_form_the_point: bool = False) -> Mark:
    """The best mark that one of the accepted answers gives; the first of them is the one that is shown."""
    if len(given) > LONGEST and given not in accept:
        return TOO_LONG
    typed = fold(given)
    if any(given == wanted or (typed and _joined(typed) == _joined(fold(wanted))) for wanted in accept):
        return Mark(1.0, "Right.")
    if not typed:
        return NOTHING
    found = [(match(typed, fold(wanted)), wanted) for wanted in accept if len(wanted) <= LONGEST]
    best, wanted = max(found, key=lambda pair: pair[0], default=(Match.NONE, ""))
    return _mark_of(best, typed, wanted, is_form_the_point) if best else _wrong(typed, accept)


def match(typed: str, wanted: str) -> Match:
    """How near one folded phrase is to another, by their content words in order; "loss of hair" is "hair loss"."""
    ours, theirs = _content(typed), _content(wanted)
    if _joined(typed) == _joined(wanted):
        return Match.SAME
    if len(ours) != len(theirs):  # "bloodpresure" for "blood pressure"
        ours, theirs = [_joined(typed)], [_joined(wanted)]
    return min((_match_word(one, other) for one, other in zip(ours, theirs, strict=True)), default=Match.NONE)


def is_confusable(typed: str, wanted: str) -> bool:
    """Whether a word is, or is spelt as near to, one that is easily taken for the wanted one and means another."""
    near = OSA.distance(canonical(typed), canonical(wanted))
    return any(OSA.distance(canonical(typed), other) <= near for other in _rivals(wanted)) or any(
        other in _confusables() and not _confusables()[other].keys().isdisjoint(_lemmas(wanted))
        for other in _lemmas(typed)
    )


def _mark_of(best: Match, typed: str, wanted: str, is_form_the_point: bool) -> Mark:
    shown = wanted.strip()
    if best is Match.SAME:
        return Mark(1.0, "Right.")
    if best is Match.FORM and is_form_the_point:
        return Mark(0.5, f"The right word, but not the right form: here it is “{shown}”.")
    if best is Match.FORM:
        return Mark(1.0, f"Right. Here it is “{shown}”.")
    if best is Match.VARIANT and all(_is_real(word) for word in typed.split()):
        return Mark(1.0, f"Right. It can also be spelt “{shown}”.")
    return Mark(1.0, f"Right. It is spelt “{shown}”.")


def _wrong(typed: str, accept: Sequence[str]) -> Mark:
    """A word that is easily taken for the right one is told by what it means."""
    word = canonical(_joined(typed))
    meant = {
        meaning
        for wanted in accept
        for other, meaning in _confusables().get(word, {}).items()
        if other == canonical(_joined(fold(wanted)))
    }
    return Mark(0.0, f"Not right: “{_joined(typed)}” means “{min(meant)}”.") if meant else WRONG


def _match_word(typed: str, wanted: str) -> Match:
    if typed == wanted:
        return Match.SAME
    if canonical(typed) == canonical(wanted):
        return Match.VARIANT
    if not (_LETTERS.fullmatch(typed) and _LETTERS.fullmatch(wanted)) or is_confusable(typed, wanted):
        return Match.NONE
    if _is_form(typed, wanted):
        return Match.FORM
    return Match.SLIP if _is_slip(typed, wanted) else Match.NONE


def _is_slip(typed: str, wanted: str) -> bool:
    """Whether so few letters are wrong, and no other word came of it."""
    most = next((slips for letters, slips in SLIPS if len(wanted) >= letters), 0)
    near = OSA.distance(canonical(typed), canonical(wanted), score_cutoff=most) <= most
    return bool(most) and near and not _is_real(typed)


def _is_form(typed: str, wanted: str) -> bool:
    """Whether both are forms of one word: "swelled" and "swollen"."""
    if wanted in FIRST_A_WORD:
        return wanted in _lemmas(typed)
    return bool(_lemmas(typed) & _lemmas(wanted)) or _is_plural(typed, wanted) or _is_plural(wanted, typed)


def _is_plural(many: str, one: str) -> bool:
    return any(
        many.endswith(ending) and many.removesuffix(ending) + single == one and len(one) > 4
        for ending, single in PLURALS
    )


def _is_real(word: str) -> bool:
    return word not in MISSPELT and (levels.zipf(word) >= REAL or bool(glossary.named(word)))


@lru_cache(maxsize=10_000)
def _lemmas(word: str) -> frozenset[str]:
    """The words of which this is a form, in one spelling; itself where the dictionary of forms does not have it."""
    from lemminflect import getAllLemmas  # late: reading needs it not, and it takes half a second to load

    found = getAllLemmas(word)
    return frozenset(canonical(lemma) for lemmas in found.values() for lemma in lemmas) or frozenset({canonical(word)})


def _rivals(wanted: str) -> set[str]:
    """What is easily taken for the word: those of the list, and those with another beginning or ending."""
    word = canonical(wanted)
    begun = (
        other + word.removeprefix(one) for one, other in _both_ways(BEGINNINGS) if _has(word[: len(one)], one, word)
    )
    ended = (word.removesuffix(one) + other for one, other in _both_ways(ENDINGS) if _has(word[-len(one) :], one, word))
    return {*_confusables().get(word, ()), *begun, *ended} - {word}


def _has(part: str, sought: str, word: str) -> bool:
    return part == sought and len(word) >= len(sought) + STEM


def _both_ways(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*pairs, *((other, one) for one, other in pairs)]


@lru_cache(maxsize=1)
def _confusables() -> Mapping[str, Mapping[str, str]]:
    """For each word of the list those that are taken for it, each with what the first word means."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with CONFUSABLES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other = canonical(row["one"]), canonical(row["other"])
            found[one][other], found[other][one] = row["one_means"], row["other_means"]
    return dict(found)


def _content(phrase: str) -> list[str]:
    """The words that carry the meaning; "loss of hair" as "hair loss". All of them where none does."""
    head, of, rest = phrase.partition(" of ")
    words = f"{rest} {head}".split() if of else phrase.split()
    return [word for word in words if word not in SMALL] or words


def _joined(phrase: str) -> str:
    return phrase.replace(" ", "")
