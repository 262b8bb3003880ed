"""Comprehension questions: examples, causes and headings. The key of each stands in its evidence."""

import random
from collections.abc import Sequence

from lessons.analysis import Analysis
from lessons.quizzes import headings, relations
from lessons.quizzes.classes import GENERIC, NO_THINGS, kinds_of, topics_of
from lessons.quizzes.items import MIN_DISTRACTORS, Draft, Option, alike, content, draft, in_running, term_in_running
from lessons.quizzes.reader import Members
from lessons.quizzes.rivals import is_akin, rivals_of, section_of, sentences_about
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
# What one may take for an example of a class: no part of the body, no person, no word such as "consent".
EXAMPLES = frozenset({"disease", "symptom", "drug", "nutrient", "procedure", "device"})
# What surely is no cause: an illness comes of another illness or of a medicine without the text's word.
NO_CAUSES = {
    "disease": frozenset({"symptom", "procedure", "device"}),
    "symptom": frozenset({"symptom", "device", "nutrient"}),
}
# Which of some words is a medicine needs no text.
_TOO_WIDE = frozenset(
    "medicine medicines medication medications drug drugs treatment treatments complications "
    "conditions disorders diseases illnesses chemicals substances problems".split()
) | {"serious complications", "other medicines"}
# "More tests" and "other medicines" are no classes.
_COMPARING = frozenset("more other further newer some certain any many most such".split())
MOST_EXAMPLES, MOST_CAUSES = 3, 2


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    made = [
        *_examples(analysis, rng),
        *_causes(analysis, rng),
    ]
    return [*sorted(made, key=lambda question: question.evidence), *headings.questions(analysis, rng)]


# -- which of these is given as an example


def _examples(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """Those of classes with a longer name first: "neurological conditions" says more than "conditions"."""
    lists = relations.examples(analysis)
    made: dict[str, Draft] = {}
    for found in sorted(lists, key=lambda found: -len(content(found.of))):
        question = _example(analysis, found, lists, rng)
        if question and question.options[0].text not in {other.options[0].text for other in made.values()}:
            made.setdefault(question.stem, question)
    return list(made.values())[:MOST_EXAMPLES]


def _example(
    analysis: Analysis, found: relations.Examples, lists: Sequence[relations.Examples], rng: random.Random
) -> Draft | None:
    members = _surely(analysis, found.members)
    able = [member.term for member in members if member.bare and _is_member(member.term, found.of)]
    if not able or found.of.split()[0].lower() in _COMPARING or found.of.lower() in _TOO_WIDE:
        return None
    key = rng.choice(able)
    of, name = in_running(found.of), term_in_running(key)
    taken = {member.term.entry.key for other in lists if alike(other.of, found.of) for member in other.members}
    rivals = rivals_of(
        analysis,
        key,
        asked=found.of,
        taken=taken,
        apart_from=_apart_from(analysis, found),
        kinds=_example_kinds(key, found.of),
        not_about=topics_of(found.of),
        rng=rng,
    )
    if sum(is_akin(key, term) for term in rivals) < MIN_DISTRACTORS:
        return None  # among other things the member of the class needs no text
    return draft(
        quiz=QUIZ,
        type="named-example",
        process="locate",
        stem=f"Which of these does the text name as an example of {of}?",
        key=Option(name, f"Yes: the text names “{name}” as an example of {of}."),
        distractors=[
            Option(
                term_in_running(term),
                f"The text speaks of “{term_in_running(term)}”, but not as an example of {of}.",
            )
            for term in rivals
        ],
        evidence=(found.sentence.start, found.sentence.end),
    )


def _surely(analysis: Analysis, members: Members) -> Members:
    """Only the first of two after a comma: "NSAIDs such as naproxen, and steroid injections"."""
    between = analysis.text[members[0].term.end : members[1].term.start] if len(members) == 2 else ""
    return members[:1] if "," in between else members


def _is_member(term: Term, of: str) -> bool:
    """Whether the term is a thing of the kind that the class has: "pale skin" is a symptom, "skin" is none."""
    kinds = kinds_of(of)
    named = term.entry.pos == "NOUN" and term.entry.lemma not in GENERIC | NO_THINGS
    return named and not alike(term.text, of) and (not kinds or term.entry.kind in kinds)


def _example_kinds(key: Term, of: str) -> frozenset[str]:
    """Side effects beside the symptoms of illnesses; otherwise what is no member of the class in life either."""
    if of.endswith("effects"):
        return frozenset({"symptom"})
    return EXAMPLES - kinds_of(of) - {key.entry.kind}


def _apart_from(analysis: Analysis, found: relations.Examples) -> list[Sentence]:
    near = [*section_of(analysis, found.sentence), *sentences_about(analysis, found.of)]
    if found.of.endswith("effects"):  # nor what the text says near any medicine
        near += [
            sentence
            for sentence in analysis.sentences
            if any(term.entry.kind == "drug" for term in analysis.terms_in(sentence.start, sentence.end))
        ]
    return near


# -- which of these is named as a cause


def _causes(analysis: Analysis, rng: random.Random) -> list[Draft]:
    found = relations.causes(analysis)
    made: dict[str, Draft] = {}
    for relation in found:
        # One question a sentence: what else comes of the cause would have the same answer.
        asked = (_cause(analysis, relation, effect.term, found, rng) for effect in relation.effects if effect.bare)
        question = next(filter(None, asked), None)
        if question:
            made.setdefault(question.stem, question)
    return list(made.values())[:MOST_CAUSES]


def _cause(
    analysis: Analysis,
    relation: relations.Cause,
    effect: Term,
    found: Sequence[relations.Cause],
    rng: random.Random,
) -> Draft | None:
    """None for what the whole text is about: everything in it may be a cause of that."""
    able = [member.term for member in relation.causes if member.bare and not alike(member.term.text, effect.text)]
    able = [term for term in able if term.entry.lemma not in GENERIC and term.entry.pos == "NOUN"]
    if not able or alike(effect.entry.lemma, analysis.source.title):
        return None
    key = rng.choice(able)
    named = {member.term.entry.key for other in found for member in other.causes if _has(other.effects, effect)}
    near = [block.sentences for block in relations.blocks_with(analysis, effect.entry)]
    rivals = rivals_of(
        analysis,
        key,
        asked=effect.text,
        taken=named | {effect.entry.key},
        apart_from=[sentence for sentences in near for sentence in sentences],
        kinds=NO_CAUSES.get(effect.entry.kind, frozenset()),
        rng=rng,
    )
    return _cause_question(term_in_running(effect), key, rivals, relation.sentence)


def _cause_question(effect: str, key: Term, rivals: Sequence[Term], said: Sentence) -> Draft | None:
    right = term_in_running(key)
    wrong = [term_in_running(term) for term in rivals]
    return draft(
        quiz=QUIZ,
        type="named-cause",
        process="locate",
        stem=f"Which of these does the text name as a cause of {effect}?",
        key=Option(right, f"Yes: the text says that “{right}” can cause {effect}."),
        distractors=[Option(term, f"The text does not say that “{term}” can cause {effect}.") for term in wrong],
        evidence=(said.start, said.end),
    )


def _has(members: Members, term: Term) -> bool:
    return any(member.term.entry.key == term.entry.key for member in members)
