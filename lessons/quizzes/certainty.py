"""How sure is the text, and how often is it so? Asked of clauses with one clear hedge, told without it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lessons.analysis import Analysis
from lessons.quizzes import paraphrase, structure
from lessons.quizzes.clause import Clause, Piece, is_name
from lessons.quizzes.clauses import clauses
from lessons.quizzes.items import Draft, Option, content
from lessons.quizzes.wordings import inflected, is_plural
from vocab.pipeline import Sentence

QUIZ = "comprehension"
MOST = 4
# Another sentence that shares this much may speak of the same thing, and be surer of it.
NEAR = 0.5
SURENESS = "How sure is the text of this?"
FREQUENCY = "In how many cases is this so, according to the text?"
SURE, POSSIBLE, LIKELY, UNLIKELY = "It is certain.", "It is possible.", "It is likely.", "It is unlikely."
EVERY, MOST_CASES, MANY, SOME, FEW, NO = (
    *("In every case.", "In most cases.", "In many cases.", "In some cases."),
    *("In very few cases.", "In no case."),
)
SCALES: dict[str, tuple[str, ...]] = {
    SURE: (SURE, POSSIBLE, UNLIKELY),
    POSSIBLE: (POSSIBLE, SURE, UNLIKELY),
    LIKELY: (LIKELY, SURE, UNLIKELY),
    EVERY: (EVERY, SOME, FEW),
    MOST_CASES: (MOST_CASES, EVERY, FEW),
    MANY: (MANY, EVERY, FEW),
    SOME: (SOME, EVERY, NO),
    FEW: (FEW, MANY, NO),
    NO: (NO, SOME, EVERY),
}
ADVERBS = {
    "probably": LIKELY,
    "perhaps": POSSIBLE,
    "possibly": POSSIBLE,
    "always": EVERY,
    "usually": MOST_CASES,
    "normally": MOST_CASES,
    "often": MANY,
    "frequently": MANY,
    "sometimes": SOME,
    "occasionally": SOME,
    "rarely": FEW,
    "seldom": FEW,
    "never": NO,
}
_MODALS = frozenset("may might could can".split())
# "Can" is told of what happens only with these: else it may be told of what somebody is able to do.
_HAPPENING = frozenset("cause lead trigger result damage harm occur happen return appear worsen".split())
# Any of these beside the hedge weakens or strengthens it.
_HEDGES = frozenset(ADVERBS) | frozenset(
    "may might could can would should must likely unlikely maybe seem seems appear appears suggest suggests believed "
    "thought some many most few certain almost nearly only mainly mostly generally typically "
    "possible hardly ever no".split()
)
_ROUGH = frozenset("about around roughly approximately nearly almost".split())
# What people may do is often what they are allowed to do; these they only undergo.
_UNDERGONE = frozenset("need develop feel notice experience lose suffer become".split())
_PEOPLE = frozenset(
    "you people person patient visitor child adult man woman doctor nurse student parent staff member anyone everyone "
    "guest user driver athlete baby friend family husband wife team dentist surgeon specialist".split()
)


@dataclass(frozen=True, slots=True)
class Hedged:
    """What a clause says without its hedge; `word` is the hedge, empty where there is none."""

    clause: Clause
    answer: str
    word: str


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """The best first: those on answers that the text's other items have not got yet."""
    known = paraphrase.runs(analysis.text)
    made: list[tuple[str, Draft]] = []
    for sentence in analysis.running:
        for clause in clauses(sentence):
            for hedged in hedges(clause):
                question = _question(analysis, hedged, known)
                if question:
                    made.append((hedged.answer, question))
                    break
    rng.shuffle(made)
    return [question for _, question in sorted(made, key=lambda one: _turn(made, one))][:MOST]


def _turn(made: Sequence[tuple[str, Draft]], one: tuple[str, Draft]) -> int:
    """The how manieth of its answer it is."""
    return [answer for answer, _ in made[: made.index(one)]].count(one[0])


def hedges(clause: Clause) -> Iterator[Hedged]:
    """The clause without its one hedge; nothing where it has two, is advice, or denies something."""
    tokens = clause.tokens
    words = [tokens[place].text.lower() for place in clause.kept]
    hedging = [place for place in clause.kept if tokens[place].text.lower() in _HEDGES]
    if any(isinstance(piece, str) for piece in clause.pieces) or clause.subject is None:
        return
    if not hedging and not clause.is_denied and _ROUGH.isdisjoint(words):
        if _is_present(clause) and tokens[clause.subject].lemma.lower() not in _PEOPLE:
            yield Hedged(clause, SURE, "")
        return
    if len(hedging) != 1 or not {"not", "n't", "n’t", "without", "nobody", "nothing"}.isdisjoint(words):
        return
    at = hedging[0]
    word = tokens[at].text.lower()
    if word in _MODALS:
        yield from _without_modal(clause, at)
    elif word == "likely":
        yield from _without_likely(clause, at)
    elif word in ADVERBS and tokens[at].head == clause.root and tokens[at].dep == "advmod" and _is_between(clause, at):
        yield Hedged(_without(clause, at), ADVERBS[word], word)


def _without(clause: Clause, at: int) -> Clause:
    return replace(clause, pieces=tuple(piece for piece in clause.pieces if piece != at))


def _is_between(clause: Clause, at: int) -> bool:
    """Whether the adverb stands by its verb, alone: not "very often", not "…, usually at night"."""
    before, after = clause.tokens[at - 1], clause.tokens[at + 1]
    root = clause.tokens[clause.root]
    is_alone = before.pos not in ("ADV", "PUNCT", "SCONJ", "CCONJ") and after.pos not in ("PUNCT", "SCONJ")
    is_near = abs(at - clause.root) <= 3 and clause.subject is not None and clause.subject < at < clause.root + 2
    return is_alone and is_near and root.tag in ("VBZ", "VBP", "VBN", "JJ", "NN", "NNS", "VB") and _is_present(clause)


def _is_present(clause: Clause) -> bool:
    tokens = clause.tokens
    helpers = [clause.root, *(at for at in clause.kept if tokens[at].head == clause.root and "aux" in tokens[at].dep)]
    cop = clause.child(clause.root, "cop")
    tags = {tokens[at].tag for at in [*helpers, *([cop] if cop is not None else [])]}
    return "VBD" not in tags and "MD" not in tags


def _without_modal(clause: Clause, at: int) -> Iterator[Hedged]:
    """ "Spasms may last for hours" as "Spasms last for hours"; nothing where "may" can mean being allowed."""
    tokens = clause.tokens
    verb = next((place for place in clause.kept if place > at), at)
    if tokens[at].head != clause.root or not _is_guess(clause, at, verb):
        return
    many = is_plural(clause, clause.subject or 0) or tokens[clause.subject or 0].text.lower() == "you"
    told = (
        ("are" if many else "is")
        if tokens[verb].lemma == "be"
        else inflected(tokens[verb].lemma, "VB" if many else "VBZ")
    )
    pieces: list[Piece] = [told if piece == verb else piece for piece in clause.pieces if piece != at]
    yield Hedged(replace(clause, pieces=tuple(pieces)), POSSIBLE, tokens[at].text.lower())


def _is_guess(clause: Clause, at: int, verb: int) -> bool:
    tokens = clause.tokens
    subject = tokens[clause.subject or 0].lemma.lower()
    is_passive = clause.child(clause.root, "aux:pass") is not None
    if tokens[verb].tag != "VB" or (tokens[verb].lemma == "have" and clause.root != verb):
        return False
    if verb != clause.root and tokens[verb].lemma != "be":
        return False
    if tokens[clause.subject or 0].text.lower() == "you" or is_passive or is_name(tokens[clause.subject or 0]):
        return False
    if any(tokens[place].dep == "conj" and tokens[place].head in (clause.root, verb) for place in clause.kept):
        return False
    if tokens[at].text.lower() in ("can", "could") and tokens[verb].lemma not in _HAPPENING:
        return False
    return subject not in _PEOPLE or tokens[clause.root].lemma in _UNDERGONE


def _without_likely(clause: Clause, at: int) -> Iterator[Hedged]:
    """ "X is likely to return" as "X returns"."""
    tokens = clause.tokens
    be, verb = clause.child(at, "cop"), clause.child(at, "xcomp")
    if at != clause.root or be is None or verb is None or be + 1 != at or verb != at + 2:
        return
    if tokens[be].tag not in ("VBZ", "VBP") or tokens[verb].lemma in ("be", "have"):
        return
    told = inflected(tokens[verb].lemma, tokens[be].tag)
    gone = (be, at, at + 1)
    pieces = tuple(told if piece == verb else piece for piece in clause.pieces if piece not in gone)
    yield Hedged(replace(clause, pieces=pieces), LIKELY, "likely")


def _question(analysis: Analysis, hedged: Hedged, known: paraphrase.Runs) -> Draft | None:
    sentence = hedged.clause.sentence
    statement = _statement(hedged, known)
    if statement is None:
        return None
    if len(content(statement)) < 3 or not _is_alone(analysis, statement, sentence):
        return None
    if not analysis.explained_in(sentence.start, sentence.end):
        return None
    asks = SURENESS if hedged.answer in (SURE, POSSIBLE, LIKELY) else FREQUENCY
    options = tuple(Option(answer, _feedback(hedged, answer)) for answer in SCALES[hedged.answer])
    return Draft(QUIZ, "certainty", "evaluate", f"{asks} “{statement}”", options, 0, (sentence.start, sentence.end))


def _statement(hedged: Hedged, known: paraphrase.Runs) -> str | None:
    """In other words where there are any; what has no hedge to leave out needs some."""
    shapes = structure.shapes(hedged.clause) if hedged.answer == SURE else [hedged.clause]
    told = [found for shape in shapes if (found := paraphrase.told(shape, known))]
    if hedged.answer == SURE:
        told = [found for found in told if found.distance + len(found.changes) >= 1]
    if told:
        return max(told, key=lambda found: found.distance).text
    return None if hedged.answer == SURE else paraphrase.rendered(hedged.clause, [])


def _feedback(hedged: Hedged, answer: str) -> str:
    yes = "Yes: the text" if answer == hedged.answer else "The text"
    if hedged.answer == SURE:
        return f"{yes} states it as a fact, without a word of doubt such as “may”."
    return f"{yes} says “{hedged.word}”. {hedged.answer}"


def _is_alone(analysis: Analysis, statement: str, sentence: Sentence) -> bool:
    """Whether no other sentence speaks of so much of it that it might be surer, or less sure."""
    here = analysis.text[sentence.start : sentence.end]
    return all(
        len(words & content(analysis.text[other.start : other.end])) < NEAR * len(words)
        for words in (content(statement), content(here))
        for other in analysis.running
        if other is not sentence
    )
