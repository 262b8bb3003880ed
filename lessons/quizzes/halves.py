"""Match the halves: what to do or what happens if something is so. Each first half has one second half."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes.items import Draft, Option, alike, content
from lessons.quizzes.trees import Tree, capital, leans_on, stands_alone
from vocab.pipeline import Sentence

QUIZ = "comprehension"
FEWEST, MOST = 4, 5
MOST_WORDS = 18
_MARKS = frozenset({"if", "when", "unless", "once"})
# "Has several causes" may be said of many things.
_EMPTY = frozenset("have do get be become seem take common important".split())
_OURS = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
# Asking for help is right in many cases: only one half of each kind may say so.
_HELP = {
    "urgent": frozenset("911 999 112 ambulance emergency emergencies".split()),
    "doctor": frozenset(
        "doctor gp nurse pharmacist dentist midwife clinic hospital specialist 111 team physician pediatrician "
        "optometrist ophthalmologist obstetrician surgeon tell ask contact call see".split()
    ),
}


@dataclass(frozen=True, slots=True)
class Pair:
    first: str
    second: str
    sentence: Sentence
    # Of each of these one pair is enough: others could take its second half.
    kinds: frozenset[str] = frozenset()

    @property
    def whole(self) -> str:
        return f"{self.first.removesuffix('…')}{self.second.removeprefix('… ')}"


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most one set: what goes on with a clause, and what goes on with a verb, two or more of each that it has."""
    clauses = _unlike([*conditions(analysis), *reasons(analysis)])
    verbs = _unlike(doings(analysis))
    pairs = _unlike([*(clauses if len(clauses) > 1 else []), *(verbs if len(verbs) > 1 else [])])
    return [_question(pairs, rng)] if len(pairs) >= FEWEST else []


def _question(pairs: Sequence[Pair], rng: random.Random) -> Draft:
    pairs = sorted(rng.sample(pairs, min(MOST, len(pairs))), key=lambda pair: pair.sentence.start)
    order = list(range(len(pairs)))
    rng.shuffle(order)
    options = tuple(Option(pairs[place].second, f"The text says: “{pairs[place].whole}”") for place in order)
    return Draft(
        QUIZ,
        "match-halves",
        "locate",
        "How do these sentences go on in the text? Match the halves.",
        options,
        0,
        (pairs[0].sentence.start, pairs[-1].sentence.end),
        format="match",
        prompts=tuple(pair.first for pair in pairs),
        keys=tuple(order.index(place) for place in range(len(pairs))),
    )


def _unlike(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs of which no half could be taken for another's: one of each kind of advice, no shared words."""
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (bool(_kinds(pair)), pair.sentence.start)):
        if all(_are_apart(pair, other) for other in kept):
            kept.append(pair)
    return kept


def _are_apart(one: Pair, other: Pair) -> bool:
    crossed = content(one.first) & content(other.second) or content(other.first) & content(one.second)
    return not (
        _kinds(one) & _kinds(other)
        or one.kinds & other.kinds
        or crossed
        or one.sentence == other.sentence
        or alike(one.first, other.first)
        or alike(one.second, other.second, share=0.34)
    )


def _kinds(pair: Pair) -> set[str]:
    """Which kinds of help the second half sends one to."""
    return {name for name, words in _HELP.items() if words & _words(pair.second)}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


# -- conditions


def conditions(analysis: Analysis) -> list[Pair]:
    found: list[Pair] = []
    for sentence in analysis.running:
        if sentence.tokens[-1].text not in ("?", ":"):
            found += _conditions(Tree.of(analysis, sentence))
    return found


def _conditions(tree: Tree) -> Iterator[Pair]:
    """ "If the pain lasts longer than a week, …" with what the sentence says then."""
    root = tree.root
    clauses = [kid for kid in tree.on(root, "advcl") if _mark(tree, kid)]
    if len(clauses) != 1 or tree.on(root, "parataxis", "expl"):
        return
    told = tree.under(clauses[0])
    rest = [place for place in range(len(tree.tokens)) if place not in told and tree.tokens[place].text != "."]
    leads = [place for place in rest if place < told[0]]
    # "If …, …" or "… if …": nothing else on the other side, but for "but" and "so".
    if told[0] > 0 and rest and rest[-1] > told[-1]:
        rest = [place for place in rest if place not in leads] if tree.tokens[leads[0]].dep == "cc" else []
    if not rest or not tree.is_run(told) or not tree.is_run(rest):
        return
    first, second = tree.text(told), tree.text(rest)
    if _is_clear(tree, first, second, told):
        yield Pair(f"{capital(first)}, …", f"… {_lowered(tree, rest, second)}.", tree.sentence)


def _mark(tree: Tree, place: int) -> bool:
    marks = [kid for kid in tree.on(place, "mark", "advmod") if tree.lower(kid) in _MARKS]
    return bool(marks) and marks[0] == min(tree.under(place))


def _lowered(tree: Tree, rest: Sequence[int], second: str) -> str:
    return tree.running([place for place in rest if tree.tokens[place].pos != "PUNCT"]) if second else second


def _is_clear(tree: Tree, first: str, second: str, told: Sequence[int]) -> bool:
    """Whether the first half is understood by itself and the second after it."""
    # "Tell us" stands in a leaflet whose writer is the same in both halves.
    first, second = _OURS.sub("", first), _OURS.sub("", second)
    short = all(2 <= len(half.split()) <= MOST_WORDS for half in (first, second))
    if not short or not stands_alone(first) or "," in second[:12]:
        return False
    if not any(tree.tokens[place].pos == "NOUN" for place in told):
        return False  # "If you wait too long, …" goes on in many ways
    nouns = [tree.tokens[place] for place in told if tree.tokens[place].pos in ("NOUN", "PROPN")]
    return stands_alone(second) or leans_on(second, nouns)


# -- reasons


def reasons(analysis: Analysis) -> list[Pair]:
    """ "Keep the person warm, because …", "The vaccine contains no live virus, so …"."""
    found: list[Pair] = []
    for sentence in analysis.running:
        tree = Tree.of(analysis, sentence)
        for place, token in enumerate(sentence.tokens):
            if token.text.lower() in ("because", "so") and place > 2 and sentence.tokens[-1].text == ".":
                found += _cut(tree, place)
    return found


def _cut(tree: Tree, place: int) -> Iterator[Pair]:
    """The sentence cut after "because", or after "so" with a comma before it and a clause behind."""
    joins = {"because": ("mark",), "so": ("advmod", "cc")}[tree.lower(place)]
    token, clause = tree.tokens[place], tree.tokens[tree.tokens[place].head]
    joined = token.dep in joins and clause.dep in ("advcl", "parataxis", "conj") and clause.head == tree.root
    comma = tree.lower(place - 1) == ","
    if not joined or (tree.lower(place) == "so" and not comma) or min(tree.under(token.head)) < place - 1:
        return
    first, behind = list(range(place)), [at for at in range(place + 1, len(tree.tokens)) if tree.tokens[at].text != "."]
    if tree.tokens[0].dep in ("cc", "mark") or [at for at in first if tree.tokens[at].dep == "advcl"]:
        return
    told, came = tree.text(first), tree.text(behind)
    if _is_clear(tree, told, came, first):
        yield Pair(f"{told}{',' * comma} {tree.lower(place)} …", f"… {tree.running(behind)}.", tree.sentence)


# -- what each thing does


def doings(analysis: Analysis) -> list[Pair]:
    """ "A reliever …", "… relaxes the muscles around the airways." """
    found: list[Pair] = []
    for sentence in analysis.running:
        if sentence.tokens[-1].text == ".":
            found += _doing(Tree.of(analysis, sentence), analysis)
    return found


def _doing(tree: Tree, analysis: Analysis) -> Iterator[Pair]:
    root, subjects = tree.root, tree.on(tree.root, "nsubj")
    goals = tree.on(root, "obj", "cop")
    plain = tree.tokens[root].pos in ("VERB", "NOUN") and not tree.on(root, "parataxis")
    goal = next((kid for kid in goals if tree.tokens[kid].dep == "obj"), root)
    if len(subjects) != 1 or len(goals) != 1 or not plain or tree.tokens[root].lemma in _EMPTY:
        return
    told, end = tree.under(subjects[0]), len(tree.tokens) - 1
    conjoined = [kid for kid in tree.on(root, "conj") if tree.on(kid, "nsubj")]
    first, second = tree.text(told), tree.text(range(told[-1] + 1, end))
    named = analysis.terms_in(tree.tokens[told[0]].start, tree.tokens[told[-1]].end)
    whole = told[0] == 0 and tree.is_run(told) and "," not in first and len(told) <= 6 and not conjoined
    acts = named and not any(term.entry.kind == "professional" for term in named)
    if whole and acts and 3 <= len(second.split()) <= 14 and stands_alone(first) and stands_alone(second):
        kinds = _kinds_of(tree, analysis, goal)
        yield Pair(f"{first} …", f"… {second}.", tree.sentence, frozenset({tree.tokens[root].lemma, *kinds}))


def _kinds_of(tree: Tree, analysis: Analysis, goal: int) -> set[str]:
    """Whether it comes down to a complaint or an illness, which many things cause, prevent and treat."""
    own = tree.under(goal)
    terms = analysis.terms_in(tree.tokens[own[0]].start, tree.tokens[own[-1]].end)
    return {"illness" for term in terms if term.entry.kind in ("symptom", "disease")}
