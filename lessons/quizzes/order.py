"""The parts of a clause in another order: an adjunct moved, a list made shorter or turned round."""

from collections.abc import Iterator
from dataclasses import replace

from lessons.quizzes.clause import Clause, Piece, subtree

# Nouns that may be verbs after all: "do not drink alcohol or smoke".
_DOINGS = frozenset("smoke drink sleep walk exercise cough sneeze rest use drive work".split())
# Clauses that sound right only after the main one.
_LAST = frozenset("until unless".split())
_MOVED = frozenset("if when before after because although until unless once while whenever".split())
_TIMES = frozenset(
    "day week month year hour minute morning night evening pregnancy childhood surgery operation attack winter summer "
    "meal exercise birth case world".split()
)


def moved(clause: Clause) -> Iterator[Clause]:
    """A clause of time, reason or condition, or a phrase of time, from the front to the end or back."""
    tokens = clause.tokens
    for at in clause.kept:
        if tokens[at].head != clause.root or at == clause.root:
            continue
        part = [place for place in subtree(tokens, at) if place in clause.kept and tokens[place].dep != "punct"]
        run = [place for place in subtree(tokens, at) if place in clause.kept]
        if not part or not _is_movable(clause, at, part):
            continue
        rest: list[Piece] = [piece for piece in clause.pieces if piece not in run]
        while rest and _is_comma(clause, rest[0]):
            rest.pop(0)
        while rest and _is_comma(clause, rest[-1]):
            rest.pop()
        if part[0] == clause.kept[0] and clause.pieces[0] == part[0]:
            yield clause.rebuilt(*rest, *part)
        elif part[-1] == clause.kept[-1] and (_is_clause_to_front(clause, at, part) or _opens_well(clause, part)):
            yield clause.rebuilt(*part, ",", *rest)


def _is_comma(clause: Clause, piece: Piece) -> bool:
    return piece == "," or (isinstance(piece, int) and clause.tokens[piece].text == ",")


def _is_movable(clause: Clause, at: int, part: list[int]) -> bool:
    tokens = clause.tokens
    first = tokens[part[0]].text.lower()
    if part != list(range(part[0], part[-1] + 1)) or clause.is_denied:
        return False  # "do not stop because …" is something else than "because …, do not stop"
    if part[0] and tokens[part[0] - 1].pos == "ADV" and part[0] - 1 != clause.root:
        return False  # "only if", "simply because"
    if tokens[at].dep == "advcl":
        return first in _MOVED and any(tokens[place].dep.startswith("nsubj") for place in part)
    timed = tokens[at].dep in ("obl", "obl:tmod") and tokens[at].lemma in _TIMES and tokens[part[0]].pos == "ADP"
    return timed and not any(tokens[place].dep == "conj" and tokens[place].head == clause.root for place in clause.kept)


def _is_clause_to_front(clause: Clause, at: int, part: list[int]) -> bool:
    return clause.tokens[at].dep == "advcl" and clause.tokens[part[0]].text.lower() not in _LAST


def _opens_well(clause: Clause, part: list[int]) -> bool:
    """Whether a phrase of time sounds right before its sentence: "During pregnancy, …", not "On the day, …"."""
    first = clause.tokens[part[0]].text.lower()
    return first in ("after", "before", "during", "within")


def shorter(clause: Clause) -> Iterator[Clause]:
    """A list of three or more told by its first and last member, or its first two."""
    tokens = clause.tokens
    for at in clause.kept:
        members = clause.members(at) if tokens[at].dep != "conj" else []
        if len(members) < 2 or tokens[at].pos not in ("NOUN", "PROPN") or _is_counted(clause, at):
            continue
        if any(len(_own(clause, member)) > 5 for member in members) or not _may_shrink(clause, members[-1]):
            continue
        gone: set[int] = set()
        for member in members[:-1][::-1]:
            gone |= set(_own(clause, member)) | ({member - 1} if tokens[member - 1].text == "," else set())
            left = [piece for piece in clause.pieces if piece not in gone]
            if member == members[0]:
                left = [piece for piece in left if not _comma_before_and(clause, piece)]
            yield replace(clause, pieces=tuple(left))


def _own(clause: Clause, member: int) -> list[int]:
    """The words of one member, without those joined to it."""
    joined = {place for other in clause.members(member) for place in subtree(clause.tokens, other)}
    return [place for place in subtree(clause.tokens, member) if place not in joined]


def _may_shrink(clause: Clause, last: int) -> bool:
    """Whether a part of the list is true by itself: of "A, B or C" only where all three can be."""
    tokens = clause.tokens
    joiner = next(
        (tokens[at].text.lower() for at in clause.kept if tokens[at].dep == "cc" and tokens[at].head == last), ""
    )
    can = any(tokens[at].text.lower() in ("can", "may", "might", "could") for at in clause.kept)
    return joiner == "and" or (joiner == "or" and can)


def _comma_before_and(clause: Clause, piece: Piece) -> bool:
    tokens = clause.tokens
    return (
        isinstance(piece, int)
        and tokens[piece].text == ","
        and piece + 1 < len(tokens)
        and tokens[piece + 1].text in ("and", "or")
        and tokens[tokens[piece + 1].head].pos in ("NOUN", "PROPN")
    )


def _is_counted(clause: Clause, at: int) -> bool:
    words = {clause.tokens[place].text.lower() for place in clause.kept}
    return bool(
        words & {"both", "only", "between", "combination", "together", "mix", "mixture", "two", "three", "four"}
    )


def turned(clause: Clause) -> Iterator[Clause]:
    """ "Nausea and a sore throat" as "a sore throat and nausea": two nouns that share no word before or after them."""
    tokens = clause.tokens
    for at in clause.kept:
        joined = [place for place in clause.kept if tokens[place].dep == "conj" and tokens[place].head == at]
        if (
            len(joined) != 1
            or tokens[joined[0]].lemma in _DOINGS
            or not {tokens[at].pos, tokens[joined[0]].pos} <= {"NOUN"}
        ):
            continue
        last = [place for place in subtree(tokens, joined[0]) if place in clause.kept]
        first = [place for place in clause.kept if place in subtree(tokens, at) and place < last[0]]
        first = [
            place for place in first if tokens[place].head != at or tokens[place].dep not in ("case", "mark", "cop")
        ]
        if not _stand_alone(clause, (at, first), (joined[0], last[1:])):
            continue
        joiner, whole = last[0], [*first, *last]
        if whole == list(range(first[0], last[-1] + 1)) and last[-1] == max(subtree(tokens, at)):
            start = clause.pieces.index(first[0])
            turned = (*last[1:], joiner, *first)
            pieces = (*clause.pieces[:start], *turned, *clause.pieces[start + len(whole) :])
            yield clause.rebuilt(*pieces, by=0.5)


def _stand_alone(clause: Clause, *members: tuple[int, list[int]]) -> bool:
    """Whether they are bare nouns, or nouns with their own articles: nothing that might belong to both."""
    determined = [
        len(part) == 2 and part[1] == at and clause.tokens[part[0]].pos in ("DET", "PRON") for at, part in members
    ]
    return all(determined) or all(part == [at] for at, part in members)
