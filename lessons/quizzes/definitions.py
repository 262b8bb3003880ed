"""Five terms to be matched with their definitions, and two definitions too many."""

import random
from collections.abc import Mapping, Sequence

from lessons.analysis import Analysis, key_terms
from lessons.quizzes import fit
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import Draft, Option, content, term_in_running
from vocab import glossary, levels
from vocab.glossary import Entry
from vocab.terms import Term

QUIZ = "vocabulary"
MOST = 2
PAIRS, SPARE = 5, 2


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most two, each of five terms whose definitions are plainly different; the second has others than the first."""
    first = _first_terms(analysis)
    wanted = [entry for entry in _wanted(analysis) if entry.key in first]
    made: list[Draft] = []
    for _ in range(MOST):
        asked = _different(wanted, PAIRS, ())
        if len(asked) == PAIRS:
            made += _question(analysis, asked, first, rng)
        wanted = [entry for entry in wanted if entry not in asked]
    return made


def _question(
    analysis: Analysis, asked: Sequence[Entry], first: Mapping[glossary.Key, Term], rng: random.Random
) -> list[Draft]:
    """None where no two definitions to spare are found."""
    others = [entry for entry in glossary.entries().values() if entry not in asked and _is_clear(entry)]
    rng.shuffle(others)
    kinds = [entry.kind for entry in asked]
    others.sort(key=lambda entry: (entry.kind not in kinds, entry.key not in first, _far(entry, asked)))
    spare = _different([entry for entry in others if _is_spare(entry)], SPARE, asked)
    if len(spare) < SPARE:
        return []
    return [_matching(analysis, [first[entry.key] for entry in asked], spare, rng)]


def _matching(analysis: Analysis, asked: Sequence[Term], spare: Sequence[Entry], rng: random.Random) -> Draft:
    entries = [*(term.entry for term in asked), *spare]
    rng.shuffle(entries)
    places = sorted(term.start for term in asked)
    sentences = [
        next(sentence for sentence in analysis.sentences if sentence.start <= place < sentence.end)
        for place in (places[0], places[-1])
    ]
    return Draft(
        quiz=QUIZ,
        type="match-definitions",
        process="integrate",
        stem="Match each word from the text with its meaning. There are two meanings that you do not need.",
        options=tuple(Option(entry.definition, f"That is the meaning of “{entry.lemma}”.") for entry in entries),
        key=0,
        evidence=(sentences[0].start, sentences[1].end),
        format="match",
        prompts=tuple(_name(term) for term in asked),
        keys=tuple(entries.index(term.entry) for term in asked),
    )


def _is_spare(entry: Entry) -> bool:
    return fit.is_offered(entry) and fit.DELICATE.isdisjoint(entry.definition.split())


def _name(term: Term) -> str:
    """The term as the text has it, in the singular, as definitions are."""
    name = term_in_running(term)
    if name.endswith("s") and name[:-1] in term.entry.forms:
        return name[:-1]  # "ACE inhibitors"
    return term.lemma if name.islower() and name.startswith(term.lemma[:-1]) else name


def _wanted(analysis: Analysis) -> list[Entry]:
    """The terms worth asking for, key terms first, then the harder ones."""
    chosen = key_terms(analysis.terms, lesson_rank=levels.rank(analysis.level.cefr))
    rest = {term.entry.key: term.entry for term in analysis.terms}
    hardest = sorted(rest.values(), key=lambda entry: (-levels.rank(entry.level), entry.lemma))
    worth = [entry for entry in hardest if levels.rank(entry.level) >= 3]
    return [entry for entry in dict.fromkeys([*chosen, *worth]) if _is_clear(entry)]


def _first_terms(analysis: Analysis) -> dict[glossary.Key, Term]:
    """Each entry of the text's sentences where it first stands under its own name."""
    found: dict[glossary.Key, Term] = {}
    for sentence in analysis.running:
        for term in analysis.terms_in(sentence.start, sentence.end):
            if term.lemma.lower() in (form.lower() for form in term.entry.forms):
                found.setdefault(term.entry.key, term)
    return found


def _is_clear(entry: Entry) -> bool:
    """Whether the definition tells the thing from others without naming it."""
    names = content(" ".join(entry.forms))
    return (
        bool(entry.definition)
        and entry.pos == "NOUN"
        and not entry.definition.startswith("any ")
        and entry.kind not in (glossary.EVERYDAY, glossary.GENERAL)
        and entry.lemma not in GENERIC | fit.CLASSES
        and not names & content(entry.definition)
    )


def _different(entries: Sequence[Entry], wanted: int, beside: Sequence[Entry]) -> list[Entry]:
    """The first ones that no other of them, and none of those beside, could be taken for."""
    kept: list[Entry] = []
    for entry in entries:
        if len(kept) < wanted and not any(fit.too_near(entry, other) for other in (*beside, *kept)):
            kept.append(entry)
    return kept


def _far(entry: Entry, asked: Sequence[Entry]) -> int:
    rank = sum(levels.rank(other.level) for other in asked) // len(asked)
    return abs(levels.rank(entry.level) - rank)
