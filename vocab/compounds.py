"""Words written with hyphens, which the pipeline cuts as Universal Dependencies do, put together again for a reader.

"long-term" is three tokens for the parser and one word for everybody else.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

HYPHENS = frozenset("-‐‑")
# The part of speech of a compound before a noun ("a sugar-free drink") or after "be", whatever its last part is.
_DESCRIBING = frozenset({"VERB", "ADJ", "ADV", "ADP", "NUM"})


class Piece(Protocol):
    """What of a spaCy Token is looked at."""

    @property
    def text(self) -> str: ...
    @property
    def whitespace_(self) -> str: ...


def groups(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """First piece and end of each word: runs of letters or numbers glued by hyphens, with at least one letter."""
    at = 0
    while at < len(pieces):
        end = at + 1
        while end + 1 < len(pieces) and _glued(pieces, end):
            end += 2
        if end > at + 1 and not any(char.isalpha() for piece in pieces[at:end] for char in piece.text):
            yield from ((place, place + 1) for place in range(at, end))  # "5-10" is a range, no word
        else:
            yield at, end
        at = end


def _glued(pieces: Sequence[Piece], hyphen: int) -> bool:
    """Whether the hyphen joins the piece before it to the one after, with no space on either side."""
    return (
        pieces[hyphen].text in HYPHENS
        and not pieces[hyphen - 1].whitespace_
        and not pieces[hyphen].whitespace_
        and pieces[hyphen - 1].text[-1].isalnum()
        and pieces[hyphen + 1].text[0].isalnum()
    )


def part_of_speech(head: str, last: str, relation: str) -> str:
    """A compound's UPOS from that of its head and of its last part, and its relation to the rest of the sentence."""
    if relation == "amod":
        return "ADJ"
    if head == "VERB" and last == "VERB" and relation in ("root", "ROOT", "conj", "advcl", "xcomp"):
        return "VERB"
    if relation.startswith(("nsubj", "obj", "obl", "nmod", "appos", "compound")) and head != "ADJ":
        return "PROPN" if head == "PROPN" else "NOUN"
    return "ADJ" if head in _DESCRIBING else head
