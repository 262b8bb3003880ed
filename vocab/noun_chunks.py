"""Base noun phrases by Universal Dependencies labels; spaCy's own English iterator knows other labels.

A chunk is a noun, proper noun or pronoun with what stands before it and belongs to it, up to any clause or
preposition: "the patient's high blood pressure". Names keep what follows their first word ("Angela Merkel").
"""

from collections.abc import Iterator
from typing import Any

HEADS = frozenset({"NOUN", "PROPN", "PRON"})
# A noun in one of these relations is a part of another noun's chunk.
INSIDE = frozenset(
    {
        "det",
        "amod",
        "nummod",
        "compound",
        "compound:prt",
        "flat",
        "fixed",
        "goeswith",
        "nmod:poss",
        "nmod:desc",
        "case",
        "mark",
        "cc",
    }
)
LEFT = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "nummod",
        "compound",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "advmod",
        "advmod:emph",
        "flat",
    }
)
RIGHT = frozenset({"flat", "fixed", "goeswith"})


def noun_chunks(doclike: Any) -> Iterator[tuple[int, int, int]]:
    """First token, end and label of each chunk, in order, without overlaps; ValueError where nothing is parsed."""
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError("Noun chunks need a parsed Doc.")
    label = doc.vocab.strings.add("NP")
    heads = (token for token in doclike if token.pos_ in HEADS and token.dep_ not in INSIDE and not _in_compound(token))
    last = -1
    # Of two that overlap the outer one: "a ten-year-old boy" is about a boy, not about a year.
    for start, end in sorted(((_start(head), _end(head)) for head in heads), key=lambda run: (run[0], -run[1])):
        if start >= last:
            last = end
            yield start, end, label


def _in_compound(token: Any) -> bool:
    """Whether the noun is joined to one that stands inside another's chunk: "kidney or liver disease"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("compound", "nmod:poss", "nmod:desc", "flat")


def _start(token: Any) -> int:
    start = token.i
    for child in reversed(list(token.lefts)):
        # Punctuation inside a chunk ("a small, round pill") is passed over once something beyond it belongs.
        if child.dep_ in LEFT:
            start = child.left_edge.i
        elif child.dep_ != "punct":
            break
    # What hangs on the first word instead of on the noun: "by 0.5 mg", "- Hard exercise".
    while start < token.i and token.doc[start].dep_ in ("case", "punct"):
        start += 1
    return start


def _end(token: Any) -> int:
    return max((child.right_edge.i for child in token.rights if child.dep_ in RIGHT), default=token.i) + 1
