"""What is an amount of the text an amount of? The medicine beside it, among the other medicines."""

import random

from lessons.analysis import Analysis
from lessons.quizzes.classes import GENERIC, GROUPS_OF_DRUGS
from lessons.quizzes.items import Draft, Option, draft, term_in_running
from lessons.quizzes.quantities import Quantity, is_single, quantities
from lessons.quizzes.trees import Tree
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
UNITS = frozenset("mg milligrams micrograms mcg µg g grams ml milliliters millilitres units".split())


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """ "The text gives the amount “500 mg”. What is it an amount of?" Wrong options are its other medicines."""
    found = [
        (quantity, drug, sentence)
        for sentence in analysis.running
        for quantity in quantities(Tree.of(analysis, sentence))
        if quantity.unit.lower() in UNITS and (drug := _drug_of(analysis, sentence, quantity))
        if drug.entry.lemma.lower() not in GENERIC | GROUPS_OF_DRUGS
    ]
    made = [_dose(analysis, quantity, drug, sentence, rng) for quantity, drug, sentence in found]
    return [question for question in made if question]


def _drug_of(analysis: Analysis, sentence: Sentence, quantity: Quantity) -> Term | None:
    """The medicine right before the dose, "metformin, 500 mg", or after its "of"."""
    start, end = sentence.tokens[quantity.place].start, sentence.tokens[quantity.head].end
    for term in analysis.terms_in(sentence.start, sentence.end):
        before, after = analysis.text[term.end : start], analysis.text[end : term.start]
        if term.entry.kind == "drug" and (before in (" ", ", ") or after == " of "):
            return term
    return None


def _is_single_substance(term: Term) -> bool:
    """Whether the name is that of one substance, "ibuprofen", and not of a group of them, "painkillers"."""
    lemma = term.entry.lemma
    return lemma.lower() not in GENERIC | GROUPS_OF_DRUGS and not term.text.endswith("s") and " " not in lemma


def _dose(analysis: Analysis, quantity: Quantity, drug: Term, sentence: Sentence, rng: random.Random) -> Draft | None:
    if not is_single(analysis.text, quantity):
        return None
    others = {
        term.entry.key: term
        for other in analysis.running
        if other != sentence
        for term in analysis.terms_in(other.start, other.end)
        if term.entry.kind == drug.entry.kind and _is_single_substance(term)
    }
    others.pop(drug.entry.key, None)
    rivals = list(others.values())
    rng.shuffle(rivals)
    name = term_in_running(drug)
    return draft(
        quiz=QUIZ,
        type="number",
        process="locate",
        stem=f"The text gives the amount “{quantity.text}”. What is it an amount of?",
        key=Option(name, f"Yes: the text gives “{quantity.text}” for {name}."),
        distractors=[
            Option(term_in_running(term), f"No: the text gives “{quantity.text}” for {name}.") for term in rivals
        ],
        evidence=(sentence.start, sentence.end),
    )
