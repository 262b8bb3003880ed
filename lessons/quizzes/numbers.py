"""Questions on numbers: how long, how soon, how many, what percentage, and what an amount is of."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes import doses
from lessons.quizzes.inversion import Clause, clause, is_plain
from lessons.quizzes.items import Draft, Option
from lessons.quizzes.quantities import Quantity, is_single, near, quantities
from lessons.quizzes.trees import Tree, stands_alone
from vocab.pipeline import Sentence

QUIZ = "comprehension"
MOST = 3
_PERCENT = frozenset({"%", "cent", "percent"})
_GENERAL = frozenset("do does can may must should will".split())
_HOW = {"for": "How long", "within": "How soon"}
_NEGATIVE = frozenset({"not", "never", "no", "n't", "n’t", "without"})
_LASTING = frozenset({"last", "take"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the text with its question: `how` is "How long", `asked` goes on after it."""

    quantity: Quantity
    how: str
    asked: str
    sentence: Sentence

    @property
    def is_time(self) -> bool:
        return self.how in ("How long", "How soon")


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    found = [fact for fact in facts(analysis) if is_single(analysis.text, fact.quantity)]
    values = [made for fact in found if (made := _value(analysis, fact, rng))]
    # A sentence is asked about once: no question answers another.
    asked: set[tuple[int, int]] = set()
    kept = []
    for question in [*values, *doses.questions(analysis, rng)]:
        if question.evidence not in asked:
            asked.add(question.evidence)
            kept.append(question)
    return kept[:MOST]


def facts(analysis: Analysis) -> list[Fact]:
    """What the numbers of the text say, each as a question that is understood by itself."""
    found = []
    for sentence in analysis.running:
        if sentence.tokens[-1].text != "?":
            tree = Tree.of(analysis, sentence)
            found += [fact for quantity in quantities(tree) for fact in _facts(tree, quantity) if _is_clear(fact)]
    return found


# What is less than thirty minutes is less than forty, too.
BOUNDS = frozenset(
    {"less than", "fewer than", "under", "below", "more than", "over", "above", "at least", "at most", "up to"}
)


def _is_clear(fact: Fact) -> bool:
    words = f"{fact.how} {fact.asked}"
    if ":" in "".join(token.text for token in fact.sentence.tokens) and not fact.is_time:
        return False
    # "How many steps did you take?" is asked of one person in a dialogue; "How soon was he back?" of a story.
    of_one = fact.asked.startswith("did you ") or (fact.how == "How soon" and fact.asked.split()[0] not in _GENERAL)
    if of_one or (fact.quantity.before or "").lower() in BOUNDS:
        return False
    return is_plain(words) and len(words.split()) >= 5 and stands_alone(words) and not re.search(r"\d", words)


def _facts(tree: Tree, quantity: Quantity) -> Iterator[Fact]:
    verb = tree.tokens[quantity.head].head
    if verb < 0 or tree.tokens[verb].dep not in ("root", "conj", "parataxis") or tree.inner(verb):
        return
    found = _lasting(tree, quantity, verb) or _counted_subject(tree, quantity, verb) or _counted(tree, quantity, verb)
    if found:
        how, turned = found
        yield Fact(quantity, how, turned.asked, tree.sentence)


def _aside(tree: Tree, verb: int) -> list[int]:
    """Other clauses of the sentence, which a question on this one leaves out."""
    asides = [kid for kid in tree.on(verb, "advcl", "conj", "cc") if kid > verb]
    return [kid for kid in asides if not (tree.tokens[verb].lemma in ("take", "need") and tree.tokens[kid].tag == "VB")]


def _lasting(tree: Tree, quantity: Quantity, verb: int) -> tuple[str, Clause] | None:
    """ "for 20 minutes", "lasts ten minutes"; "three days a week" is no length of time."""
    head = quantity.head
    cases = [tree.lower(kid) for kid in tree.on(head, "case")]
    token = tree.tokens[head]
    bare = token.dep in ("obj", "obl:unmarked") and not cases and tree.tokens[verb].lemma in _LASTING
    # "Within the same two days".
    determined = tree.on(head, "det", "amod", "nmod:poss")
    whole = not determined and tree.under(head) == list(range(min(tree.under(head)), head + 1))
    how = _HOW.get(" ".join(cases)) if token.dep == "obl" else None
    how = "How long" if bare else how
    # Of "drive, drink alcohol or sign" no comma would be left.
    is_listed = len(tree.on(verb, "conj")) > 1
    if not quantity.is_time or not whole or not how or is_listed or _is_repeated(tree, verb):
        return None
    turned = clause(tree, verb, without=[head, *_aside(tree, verb)])
    return (how, turned) if turned else None


def _is_repeated(tree: Tree, verb: int) -> bool:
    """ "Twice a day for two minutes": how long each time, or for how many days?"""
    words = {tree.lower(place) for place in tree.under(verb)}
    return bool(words & {"once", "twice", "times", "daily", "every", "each"})


def _counted_subject(tree: Tree, quantity: Quantity, verb: int) -> tuple[str, Clause] | None:
    """ "More than 90 students came to a blood drive": the question needs no other order."""
    head = quantity.head
    if tree.tokens[head].dep not in ("nsubj", "nsubj:pass") or tree.on(head, "det", "nmod:poss", "acl:relcl", "appos"):
        return None
    turned = clause(tree, verb, without=_aside(tree, verb))
    if turned is None or not turned.subject.startswith((quantity.before or quantity.number).lower()):
        return None
    things = _things(tree, quantity)
    told = " ".join(part for part in (things, turned.told[len(turned.subject) :].strip()) if part)
    return _how_many(quantity), Clause("", "", "", told, "", told, turned.places)


def _counted(tree: Tree, quantity: Quantity, verb: int) -> tuple[str, Clause] | None:
    """ "You should get 150 minutes a week of exercise" : "How many minutes a week of exercise should you get?\""""
    head = quantity.head
    plain = tree.tokens[head].dep == "obj" and not tree.on(head, "det", "nmod:poss", "acl:relcl", "appos", "case")
    if not plain or tree.tokens[head].pos != "NOUN":
        return None
    turned = clause(tree, verb, without=[head, *_aside(tree, verb)])
    # "Never take two tablets" counts none.
    denied = not _NEGATIVE.isdisjoint(map(tree.lower, tree.under(verb)))
    if turned is None or denied or turned.verb in ("have", "be"):
        return None
    return f"{_how_many(quantity)} {_things(tree, quantity)}".strip(), turned


def _how_many(quantity: Quantity) -> str:
    return "What percentage" if quantity.lemma in _PERCENT else "How many"


def _things(tree: Tree, quantity: Quantity) -> str:
    """What is counted; nothing where the unit is "per cent"."""
    last = quantity.head if quantity.lemma in _PERCENT else quantity.place + 2 * bool(quantity.upper)
    things = [at for at in tree.under(quantity.head) if at > last]
    return tree.text(things) if things else ""


# -- which number


def _value(analysis: Analysis, fact: Fact, rng: random.Random) -> Draft | None:
    """ "How long should you cool the burn?" Other numbers of the text first, then others of the same size."""
    others = _others(analysis, fact)
    rng.shuffle(others)
    invented = [_shown(fact, number) for number in near(fact.quantity) if not _stands(analysis, number)]
    return _numbered(fact, _shown(fact, fact.quantity.number), list(dict.fromkeys([*others, *invented])))


def _numbered(fact: Fact, key: str, others: Sequence[str]) -> Draft | None:
    others = [other for other in others if other != key][:3]
    if len(others) < 2:
        return None
    wrong = [Option(other, f"No: the text says “{key}”.") for other in others]
    options = (Option(key, f"Yes: the text says “{key}”."), *wrong)
    stem = f"According to the text, {fact.how[0].lower()}{fact.how[1:]} {fact.asked}?"
    return Draft(QUIZ, "number", "locate", stem, options, 0, (fact.sentence.start, fact.sentence.end))


def _shown(fact: Fact, number: str, unit: str = "") -> str:
    """The number as an option: with its unit where a time is asked for."""
    unit = unit or fact.quantity.unit
    within = "within" if fact.how == "How soon" else ""
    is_shown = fact.is_time or fact.quantity.lemma in _PERCENT
    said = " ".join(part for part in (within, fact.quantity.before, number, unit if is_shown else "") if part)
    return said.replace(" %", "%")


def _others(analysis: Analysis, fact: Fact) -> list[str]:
    """Other numbers of the text in the same form: times of about that length, or numbers of about that size."""
    own = fact.quantity
    found = []
    for sentence in analysis.running:
        for other in quantities(Tree.of(analysis, sentence)) if sentence != fact.sentence else ():
            size = other.seconds / own.seconds if fact.is_time and other.is_time else other.value / own.value
            alike_in_form = other.is_time == fact.is_time and bool(other.upper) == bool(own.upper)
            alike_in_form = alike_in_form and other.number[0].isdigit() == own.number[0].isdigit()
            if alike_in_form and 0.1 <= size <= 10 and size != 1:
                found.append(_shown(fact, other.number, other.unit if fact.is_time else ""))
    return list(dict.fromkeys(found))


def _stands(analysis: Analysis, number: str) -> bool:
    """Whether the text has the number, of whatever."""
    return re.search(rf"\b{re.escape(number)}\b", analysis.text, re.IGNORECASE) is not None
