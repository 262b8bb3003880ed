"""All questions of a text: made by every module, checked, ranked, the best kept. The same ones for the same seed."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from lessons.analysis import Analysis
from lessons.quizzes import (
    bank,
    certainty,
    checks,
    cloze,
    cohesion,
    comprehension,
    ctest,
    definitions,
    halves,
    numbers,
    parts,
    reference,
    statements,
    vocabulary,
    whys,
    wordforms,
)
from lessons.quizzes import questions as wh_questions
from lessons.quizzes.items import Draft, placed

# Those that find little come first: where two would ask about one sentence, theirs is asked.
MODULES = (
    vocabulary,
    cloze,
    definitions,
    wordforms,
    parts,
    bank,
    ctest,
    comprehension,
    certainty,
    reference,
    cohesion,
    halves,
    whys,
    numbers,
    wh_questions,
    statements,
)
QUIZZES = ("vocabulary", "comprehension")
# Of one kind in one text: more would be an exercise and no quiz.
MOST_OF_A_TYPE = 6
MOST_OF_A_QUIZ = 30
# A sentence that answers more questions than these is asked to death.
MOST_OF_A_SENTENCE = 3
# Their options have an order of their own.
FIXED_ORDER = frozenset({"true-false", "sentence-back"})
# Of these one sentence gives one question: the next would repeat its paraphrase.
OF_ONE_STATEMENT = frozenset({"true-false", "tap-sentence", "certainty"})


def make(analysis: Analysis, *, seed: int) -> list[Draft]:
    """Vocabulary questions, then comprehension questions, in the order in which they are asked."""
    made = candidates(analysis, seed=seed)
    return [draft for quiz in QUIZZES for draft in _asked([one for one in made if one.quiz == quiz], analysis, seed)]


def candidates(analysis: Analysis, *, seed: int) -> list[Draft]:
    """What the modules make, before any check; each has its own randomness, so that one more changes no other."""
    return [
        draft
        for module in MODULES
        for draft in module.questions(analysis, random.Random(f"{seed} {module.__name__}"))  # noqa: S311
    ]


def _asked(made: Sequence[Draft], analysis: Analysis, seed: int) -> list[Draft]:
    """The types take turns, each with its best first; what fails a check is dropped."""
    findings = zip(made, checks.of_items(made, analysis), strict=True)
    passing = sorted((pair for pair in findings if checks.passes(pair[1])), key=lambda pair: len(pair[1]))
    by_type: dict[str, list[Draft]] = {}
    for draft, _ in passing:
        by_type.setdefault(draft.type, []).append(draft)
    turns = [draft for turn in zip_longest(*by_type.values()) for draft in turn if draft]
    kept = _without_crowds(turns)[:MOST_OF_A_QUIZ]
    rng = random.Random(f"{seed} places")  # noqa: S311
    moved = iter(placed([draft for draft in kept if _may_move(draft)], rng))
    return [next(moved) if _may_move(draft) else draft for draft in kept]


def _may_move(draft: Draft) -> bool:
    return draft.format == "choice" and draft.type not in FIXED_ORDER


def _without_crowds(drafts: Sequence[Draft]) -> list[Draft]:
    """No type and no sentence asked too often, and no question twice."""
    types: Counter[str] = Counter()
    places: Counter[tuple[int, int]] = Counter()
    asked: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        same: set[tuple[object, ...]] = {(draft.type, draft.stem, draft.passage)}
        if draft.type in OF_ONE_STATEMENT:
            same.add(draft.evidence)
        is_free = types[draft.type] < MOST_OF_A_TYPE and places[draft.evidence] < MOST_OF_A_SENTENCE
        if is_free and asked.isdisjoint(same):
            types[draft.type] += 1
            places[draft.evidence] += 1
            asked |= same
            kept.append(draft)
    return kept
