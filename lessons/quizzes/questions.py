"""Who, what and how often? One part of a plain clause is asked for; its rivals are other parts of the text.

After Heilman & Smith, "Good Question!" (NAACL 2010): many candidates, few kept. Half of theirs at the top were good;
so a part that anything could be, a clause that leans on another, and a rival that may be right are all dropped.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes import frequency
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.inversion import clause, is_condition, is_plain
from lessons.quizzes.items import Draft, Option, content, draft
from lessons.quizzes.quantities import TIMES
from lessons.quizzes.rivals import block_of, is_near
from lessons.quizzes.trees import Tree, is_plural, stands_alone
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
MOST = 3
# Of Heilman & Smith's top fifth 52% were acceptable; a sentence makes a candidate or more, and we keep fewer of them.
KEPT = 0.15
_VAGUE_VERBS = frozenset("be have do get become seem happen include occur mean".split())
# Names of steps and amounts rather than of things, and of what may be any test.
_UNCLEAR = frozenset("dose screening examination scan check checkup wound rehab work recovery exercise".split())
# What somebody says is not what the text says.
_QUOTES = frozenset('"“”‘’:')
_DISTINCT = frozenset(
    "nurse,surgeon,dentist,pharmacist,midwife,paramedic,dietitian,physiotherapist,occupational therapist,"
    "speech-language pathologist,anesthesiologist,anaesthetist,physical therapist,psychologist,optician".split(",")
)
_PEOPLE = "professional"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and its answer; `kind` says what may stand beside the answer, `score` how sure we are of it."""

    stem: str
    answer: str
    kind: str
    is_plural: bool
    score: float
    sentence: Sentence
    term: Term | None = None


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most three, and at most one for seven sentences, the surest first."""
    found = sorted(candidates(analysis), key=lambda candidate: (-candidate.score, candidate.sentence.start))
    made: list[Draft] = []
    most = min(MOST, round(KEPT * len(analysis.running)))
    taken: set[int] = set()
    for candidate in found:
        question = _question(analysis, candidate, rng) if candidate.sentence.start not in taken else None
        if question and len(made) < most:
            made.append(question)
            taken.add(candidate.sentence.start)
    return made


def candidates(analysis: Analysis) -> list[Candidate]:
    found: list[Candidate] = []
    for sentence in analysis.running:
        if sentence.tokens[-1].text == "." and not any(token.text in _QUOTES for token in sentence.tokens):
            tree = Tree.of(analysis, sentence)
            found += [*_subjects(tree, analysis), *_often(tree)]
    return found


# -- what or who does it


def _subjects(tree: Tree, analysis: Analysis) -> Iterator[Candidate]:
    """ "A reliever relaxes the muscles" : "What relaxes the muscles?\""""
    root = tree.root
    subjects, goals = tree.on(root, "nsubj"), tree.on(root, "obj")
    plain = tree.tokens[root].pos == "VERB" and tree.tokens[root].lemma not in _VAGUE_VERBS
    if any(is_condition(tree, kid) for kid in tree.on(root, "advcl")):
        return  # "A cataract rarely harms the eye if you wait" says nothing without its end
    if len(subjects) != 1 or len(goals) != 1 or not plain:
        return
    told = tree.under(subjects[0])
    term = _term(analysis, tree, told)
    turned = clause(tree, root, without=[kid for kid in tree.on(root, "advcl", "conj", "cc") if kid > root])
    if term is None or turned is None or len(told) > 4:
        return
    rest = turned.told[len(turned.subject) :].strip()
    plural = is_plural(tree.tokens[subjects[0]])
    who = "Who" if term.entry.kind == _PEOPLE else "What"
    score = _weight(analysis, tree, goals[0])
    who_is_clear = who == "What" or turned.subject.split()[-1] in _DISTINCT
    clear = 3 <= len(rest.split()) <= 14 and stands_alone(rest) and stands_alone(turned.subject)
    if clear and who_is_clear and score > 1 and not content(term.text) & content(rest):
        rest = rest.replace("can not ", "cannot ")
        yield Candidate(f"{who} {rest}?", turned.subject, term.entry.kind, plural, score, tree.sentence, term)


def _term(analysis: Analysis, tree: Tree, told: Sequence[int]) -> Term | None:
    """The term that the phrase is, but for an article or "your"; None where there is more in it."""
    end = tree.tokens[told[-1]].end
    terms = analysis.terms_in(tree.tokens[told[0]].start, end)
    if len(terms) != 1 or terms[0].end != end or terms[0].entry.lemma in GENERIC | _UNCLEAR:
        return None
    before = [place for place in told if tree.tokens[place].start < terms[0].start]
    return terms[0] if all(tree.lower(place) in ("a", "an", "the", "your") for place in before) else None


def _weight(analysis: Analysis, tree: Tree, goal: int) -> float:
    """A goal that is a term and has more words says more surely what is asked for; a length of time says nothing."""
    own = tree.under(goal)
    if tree.tokens[goal].lemma in TIMES:
        return 0.0
    named = analysis.terms_in(tree.tokens[own[0]].start, tree.tokens[own[-1]].end)
    return len(own) / 4 + 2 * bool(named)


# -- how often


def _often(tree: Tree) -> Iterator[Candidate]:
    for place, places, answer in frequency.frequencies(tree):
        head = tree.tokens[place].head
        asides = [kid for kid in tree.on(head, "advcl", "conj", "cc") if kid > head or not is_condition(tree, kid)]
        turned = clause(tree, head, without=[place, *asides])
        if turned is None or tree.tokens[head].pos != "VERB" or max(places) < head or tree.inner(head):
            continue
        clear = is_plain(turned.asked) and stands_alone(turned.asked) and not re.search(r"\d", turned.asked)
        if clear and len(turned.asked.split()) > 3:
            yield Candidate(f"How often {turned.asked}?", answer, "often", False, 6.0, tree.sentence)


# -- beside the answer


def _question(analysis: Analysis, candidate: Candidate, rng: random.Random) -> Draft | None:
    if candidate.kind == "often":
        return _how_often(analysis, candidate)
    rivals = _named(analysis, candidate)
    rng.shuffle(rivals)
    return draft(
        quiz=QUIZ,
        type="wh",
        process="locate",
        stem=_stem(candidate),
        key=Option(candidate.answer, "Yes: that is what the text says."),
        distractors=[Option(rival, f"No: the text says “{candidate.answer}”.") for rival in rivals],
        evidence=(candidate.sentence.start, candidate.sentence.end),
    )


def _stem(candidate: Candidate) -> str:
    return f"According to the text, {candidate.stem[0].lower()}{candidate.stem[1:]}"


def _how_often(analysis: Analysis, candidate: Candidate) -> Draft | None:
    rivals = frequency.others(candidate.answer, analysis.text)
    wrong = [Option(rival, f"No: the text says “{candidate.answer}”.") for rival in rivals]
    options = (Option(candidate.answer, f"Yes: the text says “{candidate.answer}”."), *wrong)
    evidence = (candidate.sentence.start, candidate.sentence.end)
    return Draft(QUIZ, "wh", "locate", _stem(candidate), options, 0, evidence) if len(wrong) > 1 else None


def _named(analysis: Analysis, candidate: Candidate) -> list[str]:
    """Other things of the kind that the text names, in the same number, and nowhere near what is asked."""
    own = {sentence.start for sentence in block_of(analysis, candidate.sentence)}
    asked, answer = content(candidate.stem), content(candidate.answer)
    said = [(sentence, content(analysis.text[sentence.start : sentence.end])) for sentence in analysis.sentences]
    near = {
        term.entry.key
        for sentence, words in said
        # "A scald is a burn": what stands with the answer may be one of its kind.
        if sentence.start in own or len(asked & words) > 1 or answer & words
        for term in analysis.terms_in(sentence.start, sentence.end)
    }
    rivals: dict[str, Term] = {}
    for sentence in analysis.running:
        tree = Tree.of(analysis, sentence)
        for first, end in sentence.chunks:
            term, phrase = _term(analysis, tree, range(first, end)), tree.running(range(first, end))
            if not term or term.entry.kind != candidate.kind or term.entry.key in near or not stands_alone(phrase):
                continue
            same_form = is_plural(sentence.tokens[end - 1]) == candidate.is_plural
            apart = not any(is_near(term, other) for other in (candidate.term, *rivals.values()) if other)
            if same_form and apart and _is_as_sure(phrase, candidate) and _is_likely(term, candidate):
                rivals[phrase] = term
    return list(rivals)


def _is_as_sure(phrase: str, candidate: Candidate) -> bool:
    """Of people only those whose work is not another's, with an article: "a nurse", "the surgeon"."""
    if candidate.kind != _PEOPLE:
        return True
    first, *rest = phrase.split()
    return first in ("a", "an", "the", "your") and " ".join(rest) in _DISTINCT


def _is_likely(term: Term, candidate: Candidate) -> bool:
    """Of the body's parts only those whose meanings have a word in common: nobody takes the neck for the stomach."""
    if candidate.kind != "anatomy" or candidate.term is None:
        return True
    return bool(content(term.entry.definition) & content(candidate.term.entry.definition) - content("body"))
