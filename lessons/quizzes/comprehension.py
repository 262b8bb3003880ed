"""Comprehension questions: examples, causes, what helps, and headings. The key of each stands in its evidence."""

import random
from collections.abc import Sequence

from lessons.analysis import Analysis, Block
from lessons.quizzes import relations
from lessons.quizzes.classes import kinds_of
from lessons.quizzes.items import Draft, Option, alike, content, draft, in_running, term_in_running
from lessons.quizzes.reader import Members
from lessons.quizzes.rivals import rivals_of, section_of, sentences_about
from vocab.glossary import KINDS
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
MOST_HEADINGS = 4
PASSAGE_WORDS = 70
# What a text may well recommend without saying so; only illnesses, complaints and medicines are surely other things.
MAY_HELP = frozenset(KINDS) - {"disease", "symptom", "drug"}


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    made = [
        *_examples(analysis, rng),
        *_causes(analysis, rng),
        *_helps(analysis, rng),
        *_headings(analysis, rng),
    ]
    return sorted(made, key=lambda question: (question.type == "heading-for-section", question.evidence))


# -- which of these is given as an example


def _examples(analysis: Analysis, rng: random.Random) -> list[Draft]:
    lists = relations.examples(analysis)
    made = [_example(analysis, found, lists, rng) for found in lists]
    unique = {question.stem: question for question in made if question}
    return list(unique.values())


def _example(
    analysis: Analysis, found: relations.Examples, lists: Sequence[relations.Examples], rng: random.Random
) -> Draft | None:
    able = [member.term for member in found.members if member.bare and not alike(member.term.text, found.of)]
    if not able:
        return None
    key = rng.choice(able)
    taken = {member.term.entry.key for other in lists if alike(other.of, found.of) for member in other.members}
    rivals = rivals_of(
        analysis,
        key,
        asked=found.of,
        taken=taken,
        apart_from=[*section_of(analysis, found.sentence), *sentences_about(analysis, found.of)],
        not_kinds=kinds_of(found.of),
        rng=rng,
    )
    return draft(
        quiz=QUIZ,
        type="named-example",
        process="locate",
        stem=f"Which of these does the text name as an example of {in_running(found.of)}?",
        key=Option(
            term_in_running(key),
            f"Yes: the text names “{term_in_running(key)}” as an example of {in_running(found.of)}.",
        ),
        distractors=[
            Option(
                term_in_running(term),
                f"The text speaks of “{term_in_running(term)}”, but not as an example of {in_running(found.of)}.",
            )
            for term in rivals
        ],
        evidence=(found.sentence.start, found.sentence.end),
    )


# -- which of these is named as a cause


def _causes(analysis: Analysis, rng: random.Random) -> list[Draft]:
    found = relations.causes(analysis)
    made: dict[str, Draft] = {}
    for relation in found:
        for effect in relation.effects:
            question = _cause(analysis, relation, effect.term, found, rng) if effect.bare else None
            if question:
                made.setdefault(question.stem, question)
    return list(made.values())


def _cause(
    analysis: Analysis,
    relation: relations.Cause,
    effect: Term,
    found: Sequence[relations.Cause],
    rng: random.Random,
) -> Draft | None:
    """None for what the whole text is about: everything in it may be a cause of that."""
    able = [member.term for member in relation.causes if member.bare and not alike(member.term.text, effect.text)]
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
        rng=rng,
    )
    return draft(
        quiz=QUIZ,
        type="named-cause",
        process="locate",
        stem=f"Which of these does the text name as a cause of {term_in_running(effect)}?",
        key=Option(
            term_in_running(key),
            f"Yes: the text says that “{term_in_running(key)}” can cause {term_in_running(effect)}.",
        ),
        distractors=[
            Option(
                term_in_running(term),
                f"The text does not say that “{term_in_running(term)}” can cause {term_in_running(effect)}.",
            )
            for term in rivals
        ],
        evidence=(relation.sentence.start, relation.sentence.end),
    )


def _has(members: Members, term: Term) -> bool:
    return any(member.term.entry.key == term.entry.key for member in members)


# -- which of these helps


def _helps(analysis: Analysis, rng: random.Random) -> list[Draft]:
    made = []
    for advice in relations.advice(analysis):
        keys = [member.term for member in advice.terms if member.bare and member.term.entry.pos == "NOUN"]
        if not keys:
            continue
        key = rng.choice(keys)
        rivals = rivals_of(
            analysis,
            key,
            asked=advice.goal.text,
            taken={member.term.entry.key for member in advice.terms},
            apart_from=relations.advice_sentences(analysis),
            not_kinds=MAY_HELP,
            rng=rng,
        )
        goal = term_in_running(advice.goal)
        question = draft(
            quiz=QUIZ,
            type="named-advice",
            process="locate",
            stem=f"Which of these does the text say can help prevent {goal}?",
            key=Option(
                term_in_running(key),
                f"Yes: the text names “{term_in_running(key)}” among the things that help prevent {goal}.",
            ),
            distractors=[
                Option(
                    term_in_running(term),
                    f"The text does not say that “{term_in_running(term)}” can help prevent {goal}.",
                )
                for term in rivals
            ],
            evidence=(advice.sentence.start, advice.sentence.end),
        )
        if question:
            made.append(question)
    return made[:2]


# -- which heading fits


def _headings(analysis: Analysis, rng: random.Random) -> list[Draft]:
    sections = analysis.source.sections
    headings = [section.heading for section in sections if section.heading]
    made = []
    for number, section in enumerate(sections):
        passage = _passage([block for block in analysis.blocks if block.section == number])
        others = [heading for heading in headings if heading != section.heading]
        if not section.heading or not passage or not _wins(section.heading, others, _text(analysis, passage)):
            continue
        rng.shuffle(others)
        question = draft(
            quiz=QUIZ,
            type="heading-for-section",
            process="integrate",
            stem="Which heading fits this part of the text?",
            passage=_text(analysis, passage),
            key=Option(section.heading, "Yes: this part of the text has that heading."),
            distractors=[Option(other, f"“{other}” is the heading of another part of the text.") for other in others],
            evidence=(passage[0].start, passage[-1].end),
        )
        if question:
            made.append(question)
    return made if len(made) <= MOST_HEADINGS else sorted(rng.sample(made, MOST_HEADINGS), key=lambda q: q.evidence)


def _passage(blocks: Sequence[Block]) -> list[Sentence]:
    """The section's first sentences, up to some 70 words."""
    sentences = [sentence for block in blocks if block.kind != "heading" for sentence in block.sentences]
    kept: list[Sentence] = []
    for sentence in sentences:
        if sum(len(before.words) for before in kept) + len(sentence.words) > PASSAGE_WORDS:
            break
        kept.append(sentence)
    return kept if sum(len(sentence.words) for sentence in kept) >= 15 else []


def _text(analysis: Analysis, sentences: Sequence[Sentence]) -> str:
    return analysis.text[sentences[0].start : sentences[-1].end]


def _wins(heading: str, others: Sequence[str], passage: str) -> bool:
    """Whether the passage speaks of this heading's words, and of each other heading's less."""
    spoken = content(passage)
    own = _share(heading, spoken)
    return own > 0 and all(_share(other, spoken) < own for other in others)


def _share(heading: str, spoken: frozenset[str]) -> float:
    words = content(heading)
    return len(words & spoken) / len(words) if words else 0.0
