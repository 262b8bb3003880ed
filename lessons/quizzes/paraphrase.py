"""A clear sentence told in other words, so that no run of five words of the text stays.

The words are changed as little as that takes: parts of the sentence trade places, a list loses a member, active turns
passive, and the pairs of `sameness` do the rest. What cannot be broken up so is left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lessons.quizzes import structure, wordings
from lessons.quizzes.clause import Clause, is_name
from lessons.quizzes.clauses import clauses
from lessons.quizzes.items import in_running
from lessons.quizzes.sameness import SAME
from lessons.quizzes.wordings import Edit
from vocab.pipeline import Sentence, Token

RUN = 5
MOST_EDITS = 4
_WORD = re.compile(r"[\w’'%-]+")
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """What the sentence says, told anew; `changes` are its words and those that stand for them now.

    `distance` tells how far its parts were moved: 1 for each.
    """

    text: str
    sentence: Sentence
    changes: tuple[tuple[str, str], ...]
    distance: float


def runs(text: str) -> Runs:
    """Every run of five words of the text, without case and punctuation."""
    words = _words(text)
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def copied(statement: str, known: Runs) -> int:
    """How many runs of five words the statement has from the text."""
    return sum(run in known for run in runs(statement))


def shapes(sentence: Sentence) -> list[Clause]:
    """The clear clauses of the sentence as they stand and with their parts in another order, plainest first."""
    return [shape for clause in clauses(sentence) for shape in structure.shapes(clause)]


def told(clause: Clause, known: Runs, *, swap: Edit | None = None) -> Paraphrase | None:
    """The clause in the fewest other words that leave no run of the text; `swap` is a change of what it says."""
    edits = [swap] if swap else []
    able = [edit for edit in wordings.edits(clause, SAME) if not swap or _apart(edit, swap)]
    text = rendered(clause, edits)
    while (left := copied(text, known)) and len(edits) < MOST_EDITS:
        tried = [(copied(rendered(clause, [*edits, edit]), known), number) for number, edit in enumerate(able)]
        fewest, best = min(tried, default=(left, -1))
        if fewest >= left:
            return None
        edits.append(able[best])
        able = [edit for edit in able if _apart(edit, able[best])]
        text = rendered(clause, edits)
    if copied(text, known):
        return None
    changes = tuple((edit.old, edit.text) for edit in edits if edit is not swap)
    return Paraphrase(text, clause.sentence, changes, clause.distance)


def _apart(one: Edit, other: Edit) -> bool:
    return one.end <= other.start or other.end <= one.start


def rendered(clause: Clause, edits: Sequence[Edit]) -> str:
    """The statement as a sentence: capital, spaces, full stop."""
    starts = {edit.start: edit for edit in edits}
    inside = {place for edit in edits for place in range(edit.start, edit.end)}
    tokens = clause.tokens
    text, before = "", -1
    for piece in clause.pieces:
        if isinstance(piece, int) and piece in inside and piece not in starts:
            continue
        word = piece if isinstance(piece, str) else _word(clause, piece, starts)
        end = starts[piece].end if isinstance(piece, int) and piece in starts else -1
        is_joined = word == "," or (isinstance(piece, int) and 0 <= before == piece and _touch(tokens, piece))
        text += word if is_joined or not text else f" {word}"
        before = end if end >= 0 else piece + 1 if isinstance(piece, int) else -1
    text = _articles(text.strip(" ,"))
    return text[:1].upper() + text[1:] + "."


def _touch(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place - 1].end == tokens[place].start


def _word(clause: Clause, place: int, edits: Mapping[int, Edit]) -> str:
    if place in edits:
        return edits[place].text
    token = clause.tokens[place]
    return token.text if is_name(token) or token.start != clause.sentence.start else in_running(token.text)


def _articles(text: str) -> str:
    """ "A" before a consonant and "an" before a vowel, where another word has come after it."""
    text = re.sub(r"\b([Aa])n (?=(?:[bcdfgjklmnpqrstvwxyz]|h(?!our|onest))[a-z])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=(?:[aeio]|u(?!ni|se|su|ri|ro))[a-z])", r"\1n ", text)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
