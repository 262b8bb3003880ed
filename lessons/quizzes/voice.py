"""Active told as passive, passive as active, advice as what should be done, a risk as what is likely."""

from collections.abc import Iterator

from lessons.quizzes.clause import Clause, Piece
from lessons.quizzes.wordings import inflected, is_plural

# Verbs whose passive is as natural as their active, with their participles.
PASSIVE = {
    "cause": "caused",
    "affect": "affected",
    "trigger": "triggered",
    "damage": "damaged",
    "spread": "spread",
    "carry": "carried",
    "control": "controlled",
    "treat": "treated",
    "prevent": "prevented",
    "destroy": "destroyed",
    "kill": "killed",
    "produce": "produced",
    "release": "released",
    "prescribe": "prescribed",
    "relieve": "relieved",
    "ease": "eased",
    "block": "blocked",
    "attack": "attacked",
    "reduce": "reduced",
    "lower": "lowered",
    "raise": "raised",
    "increase": "increased",
    "absorb": "absorbed",
    "supply": "supplied",
    "protect": "protected",
    "cover": "covered",
    "examine": "examined",
    "remove": "removed",
    "replace": "replaced",
    "check": "checked",
    "transmit": "transmitted",
    "filter": "filtered",
    "measure": "measured",
}
# Participles of what one does to a thing when one is advised to; regular ones that double a letter are left out.
GIVEN = frozenset(
    "taken given kept worn eaten drunk washed cleaned cooled covered removed used applied checked avoided treated "
    "brushed replaced chewed swallowed stored prevented controlled measured raised reduced lowered bought obtained "
    "changed cooked boiled peeled warmed pressed elevated repeated finished treated examined tested done tried held "
    "touched rinsed dried loosened rested moved".split()
)
_MODALS = frozenset("can may might could should will must".split())


def passive(clause: Clause) -> Iterator[Clause]:
    """ "A can cause B" as "B can be caused by A"."""
    tokens = clause.tokens
    root, subject, thing = clause.root, clause.subject, clause.child(clause.root, "obj")
    verb = tokens[root]
    if subject is None or thing is None or verb.lemma not in PASSIVE or clause.is_denied:
        return
    own = {place: tokens[place].dep for place in clause.kept if tokens[place].head == root and place != root}
    if set(own.values()) - {"nsubj", "obj", "aux", "punct"} or "PRON" in (tokens[thing].pos, tokens[subject].pos):
        return
    modals = [place for place, relation in own.items() if relation == "aux"]
    agent, patient = clause.phrase(subject), clause.phrase(thing)
    be = _be(clause, thing, modals)
    if be and agent and patient and (not modals or tokens[modals[0]].text.lower() in _MODALS):
        yield clause.rebuilt(*patient, *modals, be, PASSIVE[verb.lemma], "by", *agent)


def _be(clause: Clause, thing: int, modals: list[int]) -> str:
    tokens = clause.tokens
    if modals:
        return "be" if len(modals) == 1 else ""
    many = is_plural(clause, thing)
    tag = tokens[clause.root].tag
    if tag in ("VBZ", "VBP"):
        return "are" if many else "is"
    return ("were" if many else "was") if tag == "VBD" else ""


def active(clause: Clause) -> Iterator[Clause]:
    """ "B is caused by A" as "A causes B"."""
    tokens = clause.tokens
    root = clause.root
    if tokens[root].lemma not in PASSIVE or clause.child(root, "nsubj:pass") is None:
        return
    own = {place: tokens[place].dep for place in clause.kept if tokens[place].head == root and place != root}
    agents = [place for place, dep in own.items() if dep.startswith("obl") and _is_by(clause, place)]
    if len(agents) != 1 or set(own.values()) - {"nsubj:pass", "obl", "obl:agent", "aux", "aux:pass", "punct"}:
        return
    if sum(dep.startswith("obl") for dep in own.values()) != 1:
        return
    patient = clause.phrase(clause.child(root, "nsubj:pass") or 0)
    agent = [
        place for place in clause.phrase(agents[0]) if tokens[place].dep != "case" or tokens[place].head != agents[0]
    ]
    modals = [place for place, dep in own.items() if dep == "aux"]
    be = clause.child(root, "aux:pass")
    if not agent or not patient or be is None:
        return
    tag = "VB" if modals else ("VBD" if tokens[be].tag == "VBD" else "VBP" if is_plural(clause, agents[0]) else "VBZ")
    if not modals or (len(modals) == 1 and tokens[modals[0]].text.lower() in _MODALS):
        yield clause.rebuilt(*agent, *modals, inflected(tokens[root].lemma, tag), *patient)


def _is_by(clause: Clause, place: int) -> bool:
    tokens = clause.tokens
    return any(tokens[at].text.lower() == "by" and tokens[at].head == place for at in clause.kept)


def advised(clause: Clause) -> Iterator[Clause]:
    """ "You should clean the cut with soap" as "The cut should be cleaned with soap"; "can" and "must" likewise."""
    tokens, root, thing = clause.tokens, clause.root, clause.child(clause.root, "obj")
    verb = tokens[root]
    if thing is None or thing < root or inflected(verb.lemma, "VBN") not in GIVEN or tokens[thing].pos == "PRON":
        return
    own = {place: tokens[place].dep for place in clause.kept if tokens[place].head == root and place != root}
    if set(own.values()) - {"nsubj", "obj", "aux", "punct", "obl", "obl:tmod", "advcl", "advmod"}:
        return
    patient, at = clause.phrase(thing), clause.pieces.index(root)
    if not patient or clause.pieces[at + 1] != patient[0] or at < 1:
        return
    after = patient[-1] + 1
    if after < len(tokens) and after in clause.pieces and tokens[after].pos in ("ADJ", "NOUN", "VERB", "PROPN"):
        return
    modal = _modal(clause, at)
    if modal:
        start = at - 1 if isinstance(clause.pieces[at - 1], str) else at - 2
        rest = clause.pieces[at + 1 + len(patient) :]
        put = (*patient, *modal, "be", inflected(verb.lemma, "VBN"))
        yield clause.rebuilt(*clause.pieces[:start], *put, *rest)


def _modal(clause: Clause, at: int) -> tuple[Piece, ...]:
    """What stands between "you" and the verb: "should", "should not"; empty where something else does."""
    before = clause.pieces[at - 1]
    if isinstance(before, str):
        return (before.removeprefix("you "),) if before.startswith("you should") else ()
    subject = clause.pieces[at - 2] if at > 1 else None
    if isinstance(subject, int) and clause.tokens[subject].text.lower() == "you" and subject == clause.subject:
        return (before,) if clause.tokens[before].text.lower() in ("should", "must", "can") else ()
    return ()


def likelier(clause: Clause) -> Iterator[Clause]:
    """ "X raises the risk of Y" as "X makes Y more likely"."""
    tokens, root, thing = clause.tokens, clause.root, clause.child(clause.root, "obj")
    more = {"increase": "more", "raise": "more", "reduce": "less", "lower": "less"}.get(tokens[root].lemma)
    if thing is None or more is None or tokens[thing].lemma not in ("risk", "chance", "likelihood", "odds"):
        return
    of = clause.child(thing, "nmod")
    risk = clause.phrase(thing)
    if of is None or not risk or "nmod" not in {tokens[of].dep} or tokens[root].dep != "root":
        return
    what = clause.phrase(of)
    of_is_bare = len(risk) == len(what) + 2 and what and tokens[what[0]].text == "of"
    if of_is_bare and tokens[what[1]].tag != "VBG":
        at = clause.pieces.index(root)
        end = clause.pieces.index(risk[-1])
        make = inflected("make", tokens[root].tag)
        put = (*clause.pieces[:at], make, *what[1:], f"{more} likely")
        yield clause.rebuilt(*put, *clause.pieces[end + 1 :])
