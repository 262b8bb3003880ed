"""Whether a short form can stand for a run of words: "PrEP" for "pre-exposure prophylaxis", "DNA" for no "day nurse".

Stricter than Schwartz and Hearst (Pacific Symposium on Biocomputing 2003), who ask for the letters in order and the
first at the start of a word: here each word gives its first letter, and no word but a small one gives nothing.
"""

import re
from collections.abc import Sequence

SMALL = frozenset("and or of the in for to a an by with on at from per & de".split())
# No long form begins with these, and none has a word of these in it.
_NEVER_FIRST = frozenset("a an the and or & of by with from".split())
_OF_CLAUSES = frozenset(
    "is are was were be been has have had can could may might must will would should that which who it they we you he "
    "she this these those if when because but also called known".split()
)
PART = re.compile(r"[^\s,/–—‐-]+")


def fits(short: str, long: str) -> int | None:
    """How many words give a letter, when the whole of `long` can be what the short form stands for; else None."""
    parts = [part.strip("\"'“”‘’").lower() for part in PART.findall(long)]
    letters = [char.lower() for char in short if char.isalnum()]
    if not all(parts) or not letters or parts[0] in _NEVER_FIRST or not _OF_CLAUSES.isdisjoint(parts):
        return None
    if len(parts) > min(len(letters) + 5, len(letters) * 2):
        return None
    if "," in long and SMALL.isdisjoint(parts):
        return None
    given = _given(letters, parts)
    if given is None:
        given = _of_name(letters, parts, long)
    return given if given is not None and (given > 1 or _is_compound(short, long)) else None


def _given(letters: Sequence[str], parts: Sequence[str]) -> int | None:
    """The most words that can give the letters, all of them in order."""
    if not parts:
        return None if letters else 0
    first, rest = parts[0], parts[1:]
    found = [_given(letters, rest)] if first in SMALL else []
    for taken in range(1, len(letters) + 1):
        if not _has(first, letters[:taken]):
            break
        after = _given(letters[taken:], rest)
        found.append(None if after is None else after + 1)
    return max((each for each in found if each is not None), default=None)


def _has(part: str, letters: Sequence[str]) -> bool:
    """Whether the word has the letters in order, the first as its own first; of a number any digit will do."""
    if not part.isdigit() and part[0] != letters[0]:
        return False
    at = -1
    for letter in letters:
        at = part.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _of_name(letters: Sequence[str], parts: Sequence[str], long: str) -> int | None:
    """Names pass over one of their words: "Centers for Disease Control and Prevention (CDC)"."""
    if not all(word[0].isupper() for word in PART.findall(long) if word.lower() not in SMALL):
        return None
    for left_out in range(1, len(parts)):
        kept = [*parts[:left_out], *parts[left_out + 1 :]]
        if len(letters) > 2 and "".join(part[0] for part in kept if part not in SMALL) == "".join(letters):
            return len(letters)
    return None


def _is_compound(short: str, long: str) -> bool:
    """A long word that is no name: "electroretinogram (ERG)"."""
    return len(short) > 2 and short.isupper() and len(long) >= 10 and long.islower()
