"""Writes `vocab/families.txt` from WordNet's links between derived words: `python -m vocab.training.make_families`.

A family is a set of words in use that WordNet links by derivation ("breathe", "breathing") or as an adjective or adverb
of a noun or adjective ("historical", "history"), and that begin alike, so that "heart" does not bring "cardiac". Needs
WordNet on the machine.
"""

import re
from collections import defaultdict
from pathlib import Path

from vocab import dictionary, levels

FILE = Path(__file__).parents[1] / "families.txt"
# Rarer words help no learner: below one use in five million words.
RARE = 2.3
BEGINNING = 4
HEADER = "# Word families, made from WordNet 3.0 (Princeton University); licence: docs/licences/wordnet.txt"
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def links() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in dictionary.derived_pairs():
        if first != second and all(WORD.fullmatch(word) and levels.zipf(word) >= RARE for word in (first, second)):
            alike = min(BEGINNING, len(first), len(second))
            if first[:alike] == second[:alike]:
                found[first].add(second)
                found[second].add(first)
    return found


def families(linked: dict[str, set[str]]) -> list[list[str]]:
    """The connected sets of words, each sorted, in order of their first words."""
    left, found = set(linked), []
    while left:
        family, ahead = set(), [left.pop()]
        while ahead:
            word = ahead.pop()
            family.add(word)
            ahead += linked[word] - family
        left -= family
        found.append(sorted(family))
    return sorted(found)


def main() -> None:
    listed = [" ".join(family) for family in families(links())]
    FILE.write_text("\n".join([HEADER, *listed, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
