"""Abbreviations that a text explains itself: "carpal tunnel syndrome (CTS)".

The algorithm of Schwartz and Hearst (Pacific Symposium on Biocomputing 2003): a short form in brackets, and the
shortest run of words before it that has the short form's characters in order, the first one at the start of a word.
"""

import re
from dataclasses import dataclass

_SMALL_WORDS = frozenset("and or of the in for to a an by with".split())
_BRACKETED = re.compile(r"\(([^()\s]{2,10})\)")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """`start` and `end` are the offsets of the long form where the text explains it."""

    short: str
    long: str
    start: int
    end: int


def find(text: str) -> tuple[Abbreviation, ...]:
    """Every abbreviation that the text explains, at its first explanation."""
    found: dict[str, Abbreviation] = {}
    for match in _BRACKETED.finditer(text):
        short = match.group(1).strip(",.;")
        if short in found or not _is_short_form(short):
            continue
        start = _long_form_start(text, match.start(), short)
        if start is not None:
            end = len(text[: match.start()].rstrip())
            found[short] = Abbreviation(short, text[start:end], start, end)
    return tuple(found.values())


def _is_short_form(short: str) -> bool:
    return short[0].isalnum() and sum(char.isupper() for char in short) >= 2


def _by_initials(words: list[re.Match[str]], short: str) -> int | None:
    """Where the long form begins if its words' initials are the short form: "measles, mumps and rubella (MMR)"."""
    left = short.lower()
    for word in reversed(words if short.isupper() else []):
        initial = word.group()[0].lower()
        if initial == left[-1]:
            left = left[:-1]
        elif word.group().lower() not in _SMALL_WORDS:
            return None
        if not left:
            return word.start()
    return None


def _long_form_start(text: str, end: int, short: str) -> int | None:
    shift = text.rfind("\n", 0, end) + 1
    words = list(re.finditer(r"[^\s,;-]+", text[shift:end]))
    if (start := _by_initials(words, short)) is not None:
        return shift + start
    most = min(len(short) + 5, len(short) * 2)
    limit = shift + words[-most:][0].start() if words else end
    at = end - 1
    for place in range(len(short) - 1, -1, -1):
        char = short[place].lower()
        if not char.isalnum():
            continue
        while at >= limit and (text[at].lower() != char or (place == 0 and at > limit and text[at - 1].isalnum())):
            at -= 1
        if at < limit:
            return None
        at -= 1
    start = at + 1
    return start if len(text[start:end].split()) >= 2 else None
