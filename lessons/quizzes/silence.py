"""What a text surely does not say: which of two members of one list is the more common."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes import relations
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import alike, term_in_running
from lessons.quizzes.reader import Members
from vocab.pipeline import Sentence
from vocab.terms import Term

# Words of which none may stand in a sentence that names either of the two: it might rank them.
_OFTEN = frozenset(
    "more most less least common commonest commoner often usually usual rare rarely rarer main mainly mostly frequent "
    "frequently percent % per leading sometimes chief typical typically majority many few first half quarter third one "
    "affect affects million millions always never seldom everyone every uncommon occasionally especially particularly "
    "likely unlikely".split()
)
# What a list may be of, and what one member is called.
CLASSES = {
    "symptoms": "symptom",
    "signs": "sign",
    "side effects": "side effect",
    "complications": "complication",
    "causes": "cause",
    "triggers": "trigger",
    "risk factors": "risk factor",
    "allergies": "allergy",
}


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A claim that no sentence decides; `sentence` names both things."""

    text: str
    one: str
    other: str
    sentence: Sentence


def claims(analysis: Analysis, rng: random.Random) -> list[Unsaid]:
    """Claims of this kind, one a list of the text's examples or causes."""
    found = []
    for members, pattern, sentence in [*_examples(analysis), *_causes(analysis)]:
        bare = [member.term for member in members if member.bare]
        pairs = [
            (one, other)
            for one in bare
            for other in bare
            if one is not other and _are_like(one, other) and _can_begin(sentence, one) and _can_begin(sentence, other)
        ]
        able = [pair for pair in pairs if _is_undecided(analysis, *pair)]
        if able:
            found.append(_claim(*rng.choice(able), pattern, sentence))
    rng.shuffle(found)
    return found


Lists = Iterator[tuple[Members, str, Sentence]]


def _examples(analysis: Analysis) -> Lists:
    for found in relations.examples(analysis):
        name = next((one for many, one in CLASSES.items() if found.of.lower().endswith(many)), None)
        if name and not _is_apposed(analysis, found.sentence):
            yield found.members, f"{{one}} {{be}} a more common {name} than {{other}}.", found.sentence


def _causes(analysis: Analysis) -> Lists:
    for found in relations.causes(analysis):
        effect = next((member.term for member in found.effects if member.bare), None)
        if effect:
            pattern = f"{{one}} {{be}} a more common cause of {term_in_running(effect)} than {{other}}."
            yield found.causes, pattern, found.sentence


def _is_apposed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether "a, or b" in it may name one thing twice."""
    return ", or " in analysis.text[sentence.start : sentence.end]


def _can_begin(sentence: Sentence, term: Term) -> bool:
    """Whether it is a plural or a thing that one cannot count, so that it needs no article."""
    if _is_plural(term):
        return True
    before = [token.text.lower() for token in sentence.tokens if token.start < term.start][-4:]
    return not {"a", "an", "the", "your"} & set(before)


def _are_like(one: Term, other: Term) -> bool:
    same = one.entry.kind == other.entry.kind and one.entry.kind in ("disease", "symptom")
    nouns = one.entry.pos == other.entry.pos == "NOUN"
    return same and nouns and not {one.entry.lemma, other.entry.lemma} & GENERIC and not alike(one.text, other.text)


def _is_undecided(analysis: Analysis, one: Term, other: Term) -> bool:
    """Whether no sentence that names one of the two has a word that might rank it."""
    keys = {one.entry.key, other.entry.key}
    for sentence in analysis.sentences:
        here = {term.entry.key for term in analysis.terms_in(sentence.start, sentence.end)}
        words = {token.text.lower() for token in sentence.tokens}
        if here & keys and words & _OFTEN:
            return False
    return True


def _claim(one: Term, other: Term, pattern: str, sentence: Sentence) -> Unsaid:
    first, second = term_in_running(one), term_in_running(other)
    text = pattern.format(one=first, other=second, be="are" if _is_plural(one) else "is")
    return Unsaid(text[0].upper() + text[1:], first, second, sentence)


def _is_plural(term: Term) -> bool:
    """ "Headaches", not "diabetes", which is listed so."""
    text = term.text.lower()
    return text.endswith("s") and not any(text == form.lower() for form in term.entry.forms)
