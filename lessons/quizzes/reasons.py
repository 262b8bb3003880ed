"""What the text gives reasons and purposes for, and what it says that could be mistaken for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes.inversion import Clause, clause, is_condition, is_plain
from lessons.quizzes.items import in_running
from lessons.quizzes.trees import Tree, leans_on, stands_alone
from vocab.pipeline import Sentence

BECAUSE, PURPOSE = "Because", "To"
MOST_WORDS = 14
# Verbs that say what a thing is good for: "helps prevent blood clots" is told as the purpose "to prevent blood clots".
_GOALS = frozenset(
    "prevent reduce relieve lower stop treat ease relax remove control rule find measure check replace stabilize "
    "slow soothe loosen strengthen restore numb avoid detect confirm destroy absorb repair clear widen open dissolve "
    "raise increase protect make bring produce form carry store supply move hold drain".split()
)
# "You should not feel any pain" is no advice.
_FEELING = frozenset("feel notice see hear have be need find lose".split())


@dataclass(frozen=True, slots=True)
class Reason:
    """`asked` is what it explains, without its "Why": "should you keep the person warm"; "" where that is unclear."""

    asked: str
    because: str
    form: str
    sentence: Sentence
    stands_alone: bool

    @property
    def answer(self) -> str:
        return f"{self.form} {self.because}."


def reasons(analysis: Analysis) -> list[Reason]:
    """Every reason and purpose that is understood beside what it explains, in order."""
    found = [
        reason
        for tree in _trees(analysis)
        for reason in (*_because(tree), *_so(tree), *_purposes(tree, analysis))
        if is_plain(reason.because, most=MOST_WORDS)
    ]
    return [reason for reason in found if reason.stands_alone or reason.asked]


def rivals(analysis: Analysis) -> list[Reason]:
    """What has the form of a reason, and is said in the text without being one."""
    found = [reason for tree in _trees(analysis) for reason in (*_goals(tree), *_statements(tree, analysis))]
    return [reason for reason in found if is_plain(reason.because, most=MOST_WORDS) and reason.stands_alone]


def _trees(analysis: Analysis) -> list[Tree]:
    return [Tree.of(analysis, sentence) for sentence in analysis.running if sentence.tokens[-1].text != "?"]


def _because(tree: Tree) -> Iterator[Reason]:
    """ "Keep the person warm, because a large burn can lead to hypothermia.\""""
    for place, token in enumerate(tree.tokens):
        marks = [kid for kid in tree.on(place, "mark") if tree.lower(kid) == "because"]
        if token.dep == "advcl" and marks and not tree.inner(place):
            told = _after(tree, place, marks[-1])
            if told and not tree.on(place, "parataxis"):
                yield _reason(tree, token.head, told, BECAUSE, dropped=[place])


def _so(tree: Tree) -> Iterator[Reason]:
    """ "The vaccine contains no live virus, so it cannot cause shingles.\" What stands before "so" is the reason."""
    root = tree.root
    for place in tree.on(root, "parataxis", "conj", "advcl"):
        so = next((kid for kid in tree.on(place, "advmod", "cc", "mark") if tree.lower(kid) == "so"), 0)
        if so < 2 or tree.lower(so - 1) != "," or tree.lower(so + 1) == "that":
            continue
        told = [at for at in tree.under(root, without=[place]) if at < so]
        others = [kid for kid in tree.on(root, "advcl", "conj", "parataxis", "cc") if kid != place]
        if tree.is_run(told) and not others and _opens_with_subject(tree, told):
            yield _reason(tree, place, tree.text(told), BECAUSE, dropped=[so])


def _opens_with_subject(tree: Tree, told: list[int]) -> bool:
    subjects = tree.on(tree.root, "nsubj", "nsubj:pass")
    return bool(subjects) and told[0] == min(tree.under(subjects[0]))


def _purposes(tree: Tree, analysis: Analysis) -> Iterator[Reason]:
    """ "Rinse your mouth afterward to prevent oral thrush.\""""
    for place, token in enumerate(tree.tokens):
        marks = [kid for kid in tree.on(place, "mark") if tree.lower(kid) == "to"]
        named = analysis.terms_in(token.start, token.start + 1)
        if token.dep != "advcl" or token.tag != "VB" or not marks or named or token.lemma not in _GOALS:
            continue
        told = _after(tree, place, marks[-1])
        if told and tree.on(place, "obj") and tree.tokens[token.head].pos == "VERB" and not tree.inner(place):
            yield _reason(tree, token.head, told, PURPOSE, dropped=[place])


def _after(tree: Tree, place: int, mark: int) -> str:
    """What this word's clause says after "because" or "to"; empty where it is no run of words."""
    told = [at for at in tree.under(place) if at > mark]
    return tree.text(told) if tree.is_run(told) and not tree.on(place, "advcl") else ""


def _reason(tree: Tree, head: int, told: str, form: str, *, dropped: Sequence[int]) -> Reason:
    because, alone = in_running(told), stands_alone(told)
    turned = clause(tree, head, without=dropped)
    if turned is None or not _is_askable(tree, head, turned, dropped):
        return Reason("", because, form, tree.sentence, alone)
    nouns = [tree.tokens[at] for at in tree.on(head, "nsubj", "nsubj:pass", "obj") if at in turned.places]
    clear = alone or leans_on(told, nouns)
    return Reason(turned.asked if clear else "", because, form, tree.sentence, alone)


def _is_askable(tree: Tree, head: int, turned: Clause, dropped: Sequence[int]) -> bool:
    """Whether "why" before it makes a good question: a plain clause that is understood by itself."""
    others = [kid for kid in tree.on(head, "advcl", "ccomp") if kid not in dropped and not is_condition(tree, kid)]
    feels = turned.subject == "you" and (turned.first != "should" or turned.verb in _FEELING)
    long_enough = len(turned.asked.split()) >= 4
    several = " but " in turned.asked
    clear = long_enough and is_plain(turned.asked) and stands_alone(turned.asked)
    return clear and not others and not several and not feels


def _goals(tree: Tree) -> Iterator[Reason]:
    """ "It relaxes the muscles around the airways" as a purpose: "to relax the muscles around the airways"."""
    for place, token in enumerate(tree.tokens):
        objects = tree.on(place, "obj")
        others = tree.on(place, "advmod", "xcomp", "advcl", "ccomp", "obl", "conj")
        if token.pos != "VERB" or token.lemma not in _GOALS or len(objects) != 1 or others:
            continue
        told = tree.under(objects[0])
        if tree.is_run(told) and told[0] == place + 1 and tree.tokens[objects[0]].pos == "NOUN":
            because = f"{token.lemma} {tree.text(told)}"
            yield Reason("", because, PURPOSE, tree.sentence, stands_alone(because))


def _statements(tree: Tree, analysis: Analysis) -> Iterator[Reason]:
    """A main clause that says what something does, with a medical name in it; "is a gland" is nobody's reason."""
    head = tree.root
    told = [at for at in tree.under(head) if at < len(tree.tokens) - 1 or tree.tokens[at].pos != "PUNCT"]
    if not tree.is_run(told) or not _opens_with_subject(tree, told):
        return
    subject = tree.tokens[tree.on(head, "nsubj", "nsubj:pass")[0]]
    plain = not tree.on(head, "advcl", "ccomp", "parataxis", "conj") and subject.pos in ("NOUN", "PROPN")
    says_more = bool(tree.on(head, "obj", "aux", "aux:pass", "obl"))
    acts = tree.tokens[head].pos == "ADJ" or (tree.tokens[head].pos == "VERB" and says_more)
    if plain and acts and analysis.terms_in(tree.sentence.start, tree.sentence.end):
        because = tree.text(told)
        yield Reason("", in_running(because), BECAUSE, tree.sentence, stands_alone(because))
