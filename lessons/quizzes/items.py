"""One question before it is stored, and the checks that every question passes."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vocab.terms import Term

MIN_DISTRACTORS = 2
MAX_DISTRACTORS = 3
# Option lengths beyond this ratio give the key away, or look like a mistake (Haladyna, Downing & Rodriguez 2002:
# "keep the length of choices about equal").
LENGTH_RATIO = 3.0
# Better still, none is more than twice as long as another.
EVEN_RATIO = 2.0
_WORD = re.compile(r"[a-z]+")
_SMALL = frozenset(
    (
        "a an the of in on at to for or and that which who with by from it is are be can your you its their as not "
        "when where than very more something someone part used what how why do does get need know things way"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question. `evidence` is the span of the text that answers, as offsets; `format` says how it is answered:

    - choice: one of `options`, `key` indexes it; tap: the same, the options being sentences of the passage in order
    - match: each of `prompts` takes one option, `keys` indexes them; more options than prompts are spare. Where the
      prompts are gaps, `passage` has "[1]", "[2]" … in their places
    - typed: each gap "[1]", "[2]" … of `passage` is filled by typing; `accept` has what is right, the best first
    """

    quiz: str
    type: str
    process: str
    stem: str
    options: tuple[Option, ...]
    key: int
    evidence: tuple[int, int]
    passage: str = ""
    format: str = "choice"
    prompts: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    accept: tuple[tuple[str, ...], ...] = ()


@lru_cache(maxsize=100_000)
def content(text: str) -> frozenset[str]:
    """The words of a phrase that carry its meaning, cut to five letters so that a family counts as one."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()) if word not in _SMALL)


def alike(one: str, other: str, *, share: float = 0.5) -> bool:
    """Whether two phrases share so many of the shorter one's words that a reader could take one for the other."""
    first, second = content(one), content(other)
    return bool(first and second) and len(first & second) >= share * min(len(first), len(second))


def in_running(phrase: str) -> str:
    """A phrase as it is written inside a sentence: no capital that only began one."""
    first, _, rest = phrase.partition(" ")
    return " ".join(filter(None, (_lowered(first), rest)))


def term_in_running(term: Term) -> str:
    """A term as it is written inside a sentence, also when it stands in a heading; "CTS" and "Crohn's" stay."""
    if term.text.lower() == term.entry.lemma.lower():
        return term.entry.lemma
    if any(char.isupper() for char in term.entry.lemma):
        return term.text
    return " ".join(map(_lowered, term.text.split()))


def _lowered(word: str) -> str:
    """The word without a capital that only begins it; "CTS" and "X-ray" stay."""
    return word.lower() if len(word) == 1 or (word[1].isalpha() and word[1:].islower()) else word


def even(key: str, distractor: str, *, ratio: float = LENGTH_RATIO) -> bool:
    """Whether two options are near enough in length."""
    short, long = sorted((len(key), len(distractor)))
    return long <= ratio * short


def draft(
    *,
    quiz: str,
    type: str,
    process: str,
    stem: str,
    key: Option,
    distractors: Sequence[Option],
    evidence: tuple[int, int],
    passage: str = "",
) -> Draft | None:
    """The question with its key first, or None when too few distractors pass the checks."""
    kept = fitting(key, distractors)
    if len(kept) < MIN_DISTRACTORS:
        kept = fitting(key, distractors, LENGTH_RATIO)
    if len(kept) < MIN_DISTRACTORS:
        return None
    options = (key, *kept)
    return Draft(quiz, type, process, stem, options, 0, evidence, passage)


def fitting(key: Option, distractors: Sequence[Option], ratio: float = EVEN_RATIO) -> list[Option]:
    """The first three distractors that are of like length, and like nothing among the others."""
    kept: list[Option] = []
    for option in distractors:
        others = (key, *kept)
        if all(even(other.text, option.text, ratio=ratio) and not alike(option.text, other.text) for other in others):
            kept.append(option)
        if len(kept) == MAX_DISTRACTORS:
            break
    return kept


def placed(drafts: Sequence[Draft], rng: random.Random) -> list[Draft]:
    """The same questions with options shuffled so that the right one stands equally often in each place."""
    done: list[Draft] = []
    decks: dict[int, list[int]] = {}
    for question in drafts:
        size = len(question.options)
        deck = decks.get(size) or rng.sample(range(size), size)
        place = deck.pop(0)
        decks[size] = deck
        others = list(question.options[1:])
        rng.shuffle(others)
        options = (*others[:place], question.options[0], *others[place:])
        done.append(replace(question, options=options, key=place))
    return done
