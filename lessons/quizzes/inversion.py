"""Clauses turned into questions: an auxiliary before its subject, "do" where there is none, "you should" for a command.

As Heilman & Smith, "Good Question!" (NAACL 2010), but with little transformed and most clauses refused: what is
turned is one main clause with a plain subject, and every word of it is the text's own.
"""

from collections.abc import Collection
from dataclasses import dataclass

from lessons.quizzes.trees import Tree

_MODALS = frozenset("can could may might must shall should will would".split())
_AUX = _MODALS | frozenset({"is", "are", "was", "were", "has", "have", "had", "do", "does", "did"})
_DO = frozenset({"do", "does", "did"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
# What stands beside the clause and is not part of what it says.
_ASIDE = frozenset({"punct", "cc", "discourse", "parataxis", "vocative", "mark", "dislocated", "list", "appos"})
_LINKS = frozenset(
    "however therefore also thus so but and yet instead moreover furthermore otherwise then too still consequently "
    "hence nevertheless similarly likewise fortunately unfortunately luckily sadly finally meanwhile again sometimes "
    "even only just indeed".split()
)
MOST_WORDS = 18


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in pieces that can be put in another order.

    `first` is the auxiliary that a question begins with; `form` is the verb as the text has it.
    """

    subject: str
    first: str
    middle: str
    verb: str
    rest: str
    form: str
    places: frozenset[int]

    @property
    def asked(self) -> str:
        """ "should you cool the burn", "does a reliever relax the muscles"."""
        return _joined(self.first, self.subject, self.middle, self.verb, self.rest)

    @property
    def told(self) -> str:
        """ "you should cool the burn", "a reliever relaxes the muscles"."""
        if self.first in _DO:
            return _joined(self.subject, self.middle, self.form, self.rest)
        return _joined(self.subject, self.first, self.middle, self.verb, self.rest)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def clause(tree: Tree, head: int, *, without: Collection[int] = ()) -> Clause | None:
    """The clause of this verb, or None where it has no plain shape; `without` is left out, with all that hangs on it.

    A first clause without a subject is a command: "Cool the burn" becomes "you should cool the burn".
    """
    dropped = {*without, *_asides(tree, head)}
    subjects = tree.on(head, *_SUBJECTS)
    if tree.on(head, "expl", "nsubj:outer", "reparandum", "orphan", "dep") or len(subjects) > 1:
        return None
    return _statement(tree, head, subjects[0], dropped) if subjects else _command(tree, head, dropped)


def _asides(tree: Tree, head: int) -> set[int]:
    """Connectives, what follows a semicolon, other clauses joined by "and"."""
    found = set()
    for kid in tree.kids[head]:
        token = tree.tokens[kid]
        link = token.dep == "advmod" and tree.lower(kid) in _LINKS and not tree.on(kid, "advmod", "advcl")
        joined = token.dep == "conj" and (bool(tree.on(kid, *_SUBJECTS, "aux", "cop")) or token.tag in _FINITE)
        if token.dep in _ASIDE or link or joined:
            found.add(kid)
    return found


def _command(tree: Tree, head: int, dropped: Collection[int]) -> Clause | None:
    rest = _rest(tree, head, dropped)
    # "Mood=Imp" is also read into headings: the base form must begin its clause.
    if tree.tokens[head].dep == "conj" and not _follows_command(tree, tree.tokens[head].head):
        return None
    if rest is None or tree.tokens[head].tag != "VB" or tree.on(head, "aux:pass", "cop", "mark"):
        return None
    places = tree.under(head, without=dropped)
    opening = next((kid for kid in tree.kids[head] if kid < head and is_condition(tree, kid)), None)
    condition = tree.under(opening) if opening is not None and opening not in dropped else []
    before = [tree.lower(at) for at in places if at < head and at not in condition and tree.lower(at) != ","]
    if any(word not in ("do", "not", "never", "always", "n't", "n’t") for word in before):
        return None
    middle = next((word for word in before if word in ("never", "always")), "not" if before else "")
    after = _joined(tree.text(rest), tree.running(condition))
    return Clause("you", "should", middle, tree.lower(head), after, tree.lower(head), frozenset(places))


def _follows_command(tree: Tree, first: int) -> bool:
    """Whether the verb before is a command too: "Shake the inhaler and hold your breath." """
    return tree.tokens[first].tag == "VB" and not tree.on(first, *_SUBJECTS, "aux", "mark")


def _statement(tree: Tree, head: int, subject: int, dropped: Collection[int]) -> Clause | None:
    rest, told = _rest(tree, head, dropped), tree.under(subject)
    inner = tree.under(head, without={*dropped, subject})
    early = [place for place in inner if place < min(told)]
    between = [place for place in inner if max(told) < place < head]
    moved = _moved(tree, head, early)
    if rest is None or moved is None or not tree.is_run(told) or max(told) > head:
        return None
    name = tree.running(told)
    after = _joined(tree.text(rest), moved)
    first, middle, verb = _group(tree, head, between)
    if not first or ("," in name and not tree.on(subject, "conj")):
        return None
    return Clause(name, first, middle, verb, after, tree.tokens[head].text, frozenset({*inner, *told}))


def _moved(tree: Tree, head: int, early: list[int]) -> str | None:
    """What stands before the subject, to be put behind the verb: "In type 2 diabetes"; None for anything else."""
    if not early:
        return ""
    heads = [kid for kid in tree.kids[head] if kid in early and tree.tokens[kid].pos != "PUNCT"]
    short = len(heads) == 1 and tree.tokens[heads[0]].dep in ("obl", "obl:unmarked") and len(early) <= 6
    if not short and not (len(heads) == 1 and is_condition(tree, heads[0])):
        return None
    if any(tree.lower(place) in ("according", "for", "unlike", "like", "despite") for place in early):
        return None
    return tree.running(early)


def is_condition(tree: Tree, place: int) -> bool:
    """Whether the word is the verb of an "if" clause."""
    marks = tree.on(place, "mark")
    return tree.tokens[place].dep == "advcl" and [tree.lower(mark) for mark in marks] == ["if"]


def _group(tree: Tree, head: int, between: list[int]) -> tuple[str, str, str]:
    """The auxiliary that a question begins with, what stands between it and the verb, and the verb; "" for none."""
    token, words = tree.tokens[head], [tree.tokens[place].text for place in between]
    auxiliary = next((place for place in between if tree.tokens[place].pos == "AUX"), None)
    if any("'" in word or "’" in word for word in words):
        return "", "", ""
    if auxiliary is not None:
        first = tree.lower(auxiliary)
        return (first if first in _AUX else ""), tree.text([at for at in between if at != auxiliary]), token.text
    do = {"VBZ": "does", "VBP": "do", "VB": "do", "VBD": "did"}.get(token.tag, "")
    usable = token.pos == "VERB" and token.lemma != "be"
    return (do if usable else ""), tree.text(between), token.lemma


def _rest(tree: Tree, head: int, dropped: Collection[int]) -> list[int] | None:
    """What follows the verb, or None where something is left out between commas."""
    kept = {place for place in tree.under(head, without=dropped) if place > head}
    if not kept:
        return []
    run = list(range(head + 1, max(kept) + 1))
    if all(place in kept or tree.lower(place) == "," for place in run):
        return run
    return sorted(kept) if not any(tree.lower(place) == "," for place in run) else None


def is_plain(words: str, *, most: int = MOST_WORDS) -> bool:
    return 2 <= len(words.split()) <= most
