"""Where a sentence may begin, told to the parser before it reads: it decides between the places that are left open."""

from collections.abc import Collection, Iterator
from typing import Any

# As spaCy counts them: a sentence begins here, may begin here, does not begin here.
BEGINS, OPEN, NEVER = 1, 0, -1
_CLOSERS = frozenset(")]”’»")
_STRAIGHT = frozenset("\"'")
_ENDS = frozenset(".!?…:;")
# A capital after one of these begins a sentence; a full stop that belongs to its word ("U.S.") is no token of its own.
_FULL_STOPS = frozenset({".", "!", "?", "…"})
# No sentence ends after these, whatever follows: "Dr. Moss", "e.g. IL-6".
_NEVER_LAST = frozenset("e.g. i.e. vs. dr. mr. mrs. ms. prof. fig. approx. ca. cf. resp.".split())


def hints(doc: Any, blocks: Collection[int] | None) -> Iterator[int]:
    """One of the three for each token.

    `blocks` are the offsets at which paragraphs, items and headings begin; without them each line is one.
    """
    fresh, numbered, last = True, False, ""
    for token in doc:
        if token.is_space:
            yield BEGINS if token.i == 0 else NEVER
            fresh = fresh or ("\n" in token.text and (blocks is None or token.idx + len(token) in blocks))
            continue
        if fresh or (blocks is not None and token.idx in blocks):
            yield BEGINS
            numbered = token.text.rstrip(".)").isdigit() or token.text in "•-–*·"
        elif numbered and (token.text in (".", ")") or last in (".", ")")):
            yield NEVER  # "1. Dehydration" is one heading
            numbered = token.text in (".", ")")
        elif numbered and (last.rstrip(".)").isdigit() and last[-1] in ".)"):
            yield NEVER
            numbered = False
        elif last.lower() in _NEVER_LAST or _closes(doc, token.i):
            yield NEVER
        elif last in _FULL_STOPS and token.text[0].isupper() and doc[token.i - 1].whitespace_:
            yield BEGINS
        else:
            yield OPEN
        fresh, last = False, token.text


def _closes(doc: Any, place: int) -> bool:
    """Whether the token ends a sentence, a quotation or a bracket; a straight quote does when it is glued to a word."""
    text, before = doc[place].text, doc[place - 1]
    if text[0] in _CLOSERS or text in _ENDS or text == ",":
        return True
    return text[0] in _STRAIGHT and not before.whitespace_ and not before.is_space
