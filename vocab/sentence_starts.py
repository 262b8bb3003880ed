"""Where a sentence may begin, told to the parser before it reads: it decides between the places that are left open."""

from collections.abc import Collection, Iterator
from typing import Any

# As spaCy counts them: a sentence begins here, may begin here, does not begin here.
BEGINS, OPEN, NEVER = 1, 0, -1
_OPENERS = frozenset("([“‘«")
_CLOSERS = frozenset(")]”’»")
_STRAIGHT = frozenset("\"'")
_ENDS = frozenset(".!?…:;")
# A capital after one of these begins a sentence; a full stop that belongs to its word ("U.S.") is no token of its own.
_FULL_STOPS = frozenset({".", "!", "?", "…"})
_BULLETS = frozenset("•-–*·")
# With these a list's mark ends: "1.", "2)", "•"; "5 people" begins with no mark.
_MARK_ENDS = _BULLETS | frozenset(".)")
# No sentence ends after these, whatever follows: "Dr. Moss", "e.g. IL-6".
_NEVER_LAST = frozenset("e.g. i.e. vs. dr. mr. mrs. ms. prof. fig. approx. ca. cf. resp.".split())


def hints(doc: Any, blocks: Collection[int] | None) -> Iterator[int]:
    """One of the three for each token.

    `blocks` are the offsets at which paragraphs, items and headings begin; without them each line is one.
    """
    fresh, marked, last = True, False, ""
    for token in doc:
        if token.is_space:
            yield BEGINS if token.i == 0 else NEVER
            fresh = fresh or ("\n" in token.text and (blocks is None or token.idx + len(token) in blocks))
            continue
        after_mark, marked = marked, False
        if fresh or (blocks is not None and token.idx in blocks):
            yield BEGINS
            marked = token.text.rstrip(".)").isdigit() or token.text in _BULLETS
        elif after_mark and (token.text in (".", ")") or last[-1] in _MARK_ENDS):
            yield NEVER  # "1. Dehydration" is one heading
            marked = token.text in (".", ")")
        elif last.lower() in _NEVER_LAST or _closes(doc, token.i) or _opens(doc, token.i - 1):
            yield NEVER
        elif doc[token.i - 1].is_space and token.text[0].islower():
            yield NEVER  # a line that goes on inside its block
        elif last in _FULL_STOPS and doc[token.i - 1].whitespace_ and _has_capital(doc, token.i):
            yield BEGINS
        else:
            yield OPEN
        fresh, last = False, token.text


def _opens(doc: Any, place: int) -> bool:
    """Whether the token begins a quotation or a bracket; a straight quote does when it is glued to what follows."""
    text, before = doc[place].text, doc[place - 1] if place else None
    if text in _OPENERS:
        return True
    return (
        text in _STRAIGHT
        and not doc[place].whitespace_
        and bool(before is None or before.whitespace_ or before.is_space)
    )


def _has_capital(doc: Any, place: int) -> bool:
    """Whether the token begins with a capital, or opens a quotation that does."""
    following = doc[place + 1] if place + 1 < len(doc) and _opens(doc, place) else doc[place]
    return bool(following.text[0].isupper())


def _closes(doc: Any, place: int) -> bool:
    """Whether the token ends a sentence, a quotation or a bracket; a straight quote does when it is glued to a word."""
    text, before = doc[place].text, doc[place - 1]
    if text[0] in _CLOSERS or text in _ENDS or text == ",":
        return True
    return text[0] in _STRAIGHT and not before.whitespace_ and not before.is_space
