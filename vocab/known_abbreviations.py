"""The abbreviations that health texts use and often do not explain: `vocab/abbreviations.csv`, read once.

A row is one meaning: the short form, its long forms (the one shown first), a kind as the glossary's, and cues. One
with cues is meant only where the text speaks for it. `everyday` ones (USA, TV, WHO) are no terms and need no telling.
"""

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vocab import glossary
from vocab.glossary import EVERYDAY, Entry

FILE = Path(__file__).with_name("abbreviations.csv")
COLUMNS = ("short", "long", "kind", "cues")
# The level of a term that the glossary does not have.
LEVEL = "C1"
# What stands right beside a short form says more of it than what stands somewhere in the text, as in `vocab.senses`.
_PATTERN = 3
_WORD = 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a short form stands for; `longs` are its spellings.

    A cue is the beginning of a word or phrase of the text; one with `~` has the short form in the place of that sign.
    """

    short: str
    longs: tuple[str, ...]
    kind: str
    cues: tuple[str, ...] = ()

    @property
    def long(self) -> str:
        return self.longs[0]

    @property
    def is_term(self) -> bool:
        return self.kind != EVERYDAY


def meanings(short: str) -> tuple[Meaning, ...]:
    """What this may stand for, in the file's order; nothing for a form that is not in the file."""
    return _by_short().get(short, ())


def meant(short: str, text: str) -> Meaning | None:
    """What it stands for in this text: its one meaning, or the one that most cues speak for."""
    found = meanings(short)
    if len(found) == 1 and not found[0].cues:
        return found[0]
    told = [_told(meaning, text) for meaning in found]
    best = max(told, default=0)
    return found[told.index(best)] if best and told.count(best) == 1 else None


def spelt(short: str, long: str) -> Meaning | None:
    """The meaning that has this long form, in the singular or the plural."""
    sought = long.casefold().replace("-", " ")
    return next(
        (
            meaning
            for meaning in meanings(short)
            for form in meaning.longs
            if sought.removesuffix("s") == form.casefold().replace("-", " ").removesuffix("s")
        ),
        None,
    )


def entry_of(meaning: Meaning) -> Entry:
    """The glossary's entry of the long form, or one without a definition."""
    listed = [entry for long in meaning.longs for entry in glossary.named(long) if entry.is_term]
    if not listed and sum(other.is_term for other in meanings(meaning.short)) == 1:
        named = glossary.named(meaning.short)
        listed = [entry for entry in named if entry.is_term and meaning.short in entry.forms]
    bare = Entry(lemma=meaning.long, pos="NOUN", kind=meaning.kind, level=LEVEL, variants=(meaning.short,))
    return listed[0] if listed else bare


def long_forms(short: str) -> tuple[str, ...]:
    """Every long form that the file or the glossary has of it, as a text may spell it."""
    found: dict[str, None] = {}
    for meaning in meanings(short):
        entry = entry_of(meaning) if meaning.is_term else None
        for form in (*meaning.longs, *(entry.forms if entry else ())):
            if len(form) > len(short) + 2:
                found[form] = None
    return tuple(found)


def fingerprint() -> str:
    """Another value for another content of the file."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _by_short() -> dict[str, tuple[Meaning, ...]]:
    """ValueError names the line of a row that cannot be."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{FILE.name}:1: the columns must be {', '.join(COLUMNS)}")
        for row in rows:
            if None in row.values() or not row["short"] or not row["long"] or row["kind"] not in glossary.KINDS:
                raise ValueError(f"{FILE.name}:{rows.line_num}: short form, long form or kind cannot be")
            found[row["short"]].append(Meaning(row["short"], _listed(row["long"]), row["kind"], _listed(row["cues"])))
    return {short: tuple(listed) for short, listed in found.items()}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _told(meaning: Meaning, text: str) -> int:
    return sum(
        _PATTERN if "~" in cue else _WORD for cue in meaning.cues if re.search(_pattern(cue, meaning.short), text)
    )


@lru_cache(maxsize=4096)
def _pattern(cue: str, short: str) -> re.Pattern[str]:
    if "~" not in cue:
        return re.compile(rf"(?<!\w){re.escape(cue)}", re.IGNORECASE)
    before, after = (re.escape(side) for side in cue.split("~"))
    return re.compile(rf"(?<!\w)(?i:{before}){re.escape(short)}(?i:{after})")
