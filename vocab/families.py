"""Word families: "breathe", "breathing"; from the glossary's related forms and from `vocab/families.txt`."""

from functools import lru_cache
from pathlib import Path

from vocab import glossary

FILE = Path(__file__).with_name("families.txt")
# Regular endings, and what a word is without them.
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("es", ""), ("ed", ""), ("s", ""), ("e", ""))


def stem(word: str) -> str:
    """The word without a regular ending, so that its inflected forms compare alike."""
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + left
    return word


def family(word: str) -> tuple[str, ...]:
    """The other members of a word's family, in alphabetical order."""
    found = {*glossary.related(word), *_listed().get(word.casefold(), ())} - {word, word.casefold()}
    return tuple(sorted(found, key=str.casefold))


def related(first: str, second: str) -> bool:
    return second.casefold() in {member.casefold() for member in family(first)}


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, ...]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    listed = [tuple(line.split()) for line in lines if line and not line.startswith("#")]
    return {word: members for members in listed for word in members}
