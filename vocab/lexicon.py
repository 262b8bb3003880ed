"""Medical names that the glossary does not explain, from `vocab/medical_words.csv` (made from WordNet 3.0).

They make a text's terms complete; what they mean is told by WordNet where the machine has it.
"""

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from vocab import levels
from vocab.glossary import Entry
from vocab.matching import Candidate
from vocab.pipeline import Token
from vocab.senses import spellings

FILE = Path(__file__).with_name("medical_words.csv")
# Zipf frequency below which a word makes the name that has it C1: a medical name is B2 at least.
VERY_RARE = 3.0
_FITTING = {"NOUN": frozenset({"NOUN", "PROPN"}), "ADJ": frozenset({"ADJ"})}


def formed(name: str, pos: str, kind: str) -> Entry:
    """An entry without a definition, at the level that its words have."""
    rare = any(levels.zipf(word) < VERY_RARE for word in name.split())
    return Entry(lemma=name, pos=pos, kind=kind, level="C1" if rare else "B2")


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(row["name"].lower().replace("'s", " 's").split())
            found[words[0]].append((words, formed(row["name"], row["pos"], row["kind"])))
    return found


def at(tokens: list[Token] | tuple[Token, ...], place: int) -> Candidate | None:
    """The longest name that begins at this token."""
    best: Candidate | None = None
    for first in spellings(tokens[place]):
        for words, entry in _by_first().get(first, ()):
            end = place + len(words)
            if end > len(tokens) or (best and end <= best[1]):
                continue
            fits = all(word in spellings(token) for word, token in zip(words, tokens[place:end], strict=True))
            if fits and tokens[end - 1].pos in _FITTING[entry.pos]:
                best = (place, end, entry)
    return best


def is_medical_adjective(word: str) -> bool:
    return any(words == (word,) and entry.pos == "ADJ" for words, entry in _by_first().get(word, ()))
