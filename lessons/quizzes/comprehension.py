"""Comprehension questions: examples, causes, what helps, and headings. The key of each stands in its evidence."""

import random
from collections.abc import Collection, Iterable, Sequence

from lessons.analysis import Analysis, Block
from lessons.quizzes import relations
from lessons.quizzes.items import Draft, Option, alike, content, draft, in_running
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
MOST_HEADINGS = 4
PASSAGE_WORDS = 70
# Words that name a class and not a thing: as an option they are neither right nor wrong.
GENERIC = frozenset(
    [
        "disease",
        "disorder",
        "illness",
        "condition",
        "symptom",
        "treatment",
        "diagnosis",
        "medication",
        "medicine",
        "nutrient",
        "mineral",
        "supplement",
        "body",
        "muscle",
        "drug",
        "injury",
        "infection",
        "problem",
        "deficiency",
        "imbalance",
        "test",
        "food",
        "function",
        "intake",
        "electrolyte",
        "vitamin",
    ]
) | {
    "medical condition",
    "chronic condition",
    "side effect",
    "healthcare professional",
    "neurological condition",
}
# Classes whose members the glossary knows by kind: another term of that kind is an example too, named or not.
CLASS_KINDS = {
    **dict.fromkeys(["nutrient", "mineral", "vitamin", "electrolyte", "salt", "food"], "nutrient"),
    **dict.fromkeys(["medicine", "medication", "drug", "painkiller", "antibiotic", "substance", "stimulant"], "drug"),
    **dict.fromkeys(["symptom", "sign"], "symptom"),
    **dict.fromkeys(["organ", "part", "muscle", "bone", "joint"], "anatomy"),
    **dict.fromkeys(["test", "procedure", "treatment", "operation", "scan"], "procedure"),
}


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
    key = rng.choice([term for term in found.members if not alike(term.text, found.of)] or [found.members[0]])
    if alike(key.text, found.of):
        return None
    taken = {term.entry.key for other in lists if alike(other.of, found.of) for term in other.members}
    rivals = _rivals(
        analysis,
        key,
        taken=taken,
        apart_from=[*_section_of(analysis, found.sentence), *_sentences_about(analysis, found.of)],
        not_kind=_kind_of_class(found.of),
        rng=rng,
    )
    return draft(
        quiz=QUIZ,
        type="named-example",
        process="locate",
        stem=f"Which of these does the text name as an example of {in_running(found.of)}?",
        key=Option(
            in_running(key.text),
            f"Yes: the text names {in_running(key.text)} as an example of {in_running(found.of)}.",
        ),
        distractors=[
            Option(
                in_running(term.text),
                f"The text speaks of {in_running(term.text)}, but not as an example of {in_running(found.of)}.",
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
            question = _cause(analysis, relation, effect, found, rng)
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
    key = rng.choice(relation.causes)
    if alike(effect.entry.lemma, analysis.source.title) or alike(key.text, effect.text):
        return None
    named = {term.entry.key for other in found for term in other.causes if _same(other.effects, effect)}
    near = [block.sentences for block in relations.blocks_with(analysis, effect.entry)]
    rivals = _rivals(
        analysis,
        key,
        taken=named | {effect.entry.key},
        apart_from=[sentence for sentences in near for sentence in sentences],
        rng=rng,
    )
    return draft(
        quiz=QUIZ,
        type="named-cause",
        process="locate",
        stem=f"Which of these does the text name as a cause of {in_running(effect.text)}?",
        key=Option(
            in_running(key.text),
            f"Yes: the text says that {in_running(key.text)} can cause {in_running(effect.text)}.",
        ),
        distractors=[
            Option(
                in_running(term.text),
                f"The text does not say that {in_running(term.text)} can cause {in_running(effect.text)}.",
            )
            for term in rivals
        ],
        evidence=(relation.sentence.start, relation.sentence.end),
    )


def _same(terms: Iterable[Term], other: Term) -> bool:
    return any(term.entry.key == other.entry.key for term in terms)


# -- which of these helps


def _helps(analysis: Analysis, rng: random.Random) -> list[Draft]:
    made = []
    for advice in relations.advice(analysis):
        keys = [term for term in advice.terms if term.entry.pos == "NOUN"]
        if not keys:
            continue
        key = rng.choice(keys)
        rivals = _rivals(
            analysis,
            key,
            taken={term.entry.key for term in advice.terms},
            apart_from=relations.advice_sentences(analysis),
            # Too little of a nutrient may be what has to be prevented.
            not_kind="nutrient",
            rng=rng,
        )
        goal = in_running(advice.goal.text)
        question = draft(
            quiz=QUIZ,
            type="named-advice",
            process="locate",
            stem=f"Which of these does the text say can help prevent {goal}?",
            key=Option(
                in_running(key.text),
                f"Yes: the text names {in_running(key.text)} among the things that help prevent {goal}.",
            ),
            distractors=[
                Option(
                    in_running(term.text),
                    f"The text does not say that {in_running(term.text)} helps prevent {goal}.",
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


# -- rivals


def _rivals(
    analysis: Analysis,
    key: Term,
    *,
    taken: Collection[tuple[str, str]],
    apart_from: Sequence[Sentence],
    rng: random.Random,
    not_kind: str | None = None,
) -> list[Term]:
    """Terms that the text has elsewhere and says something else of, those of the key's kind first.

    None that stands anywhere in `apart_from`: it might be a second right answer.
    """
    near = {term.entry.key for sentence in apart_from for term in analysis.terms_in(sentence.start, sentence.end)}
    able: dict[tuple[str, str], Term] = {}
    for term in analysis.terms:
        entry = term.entry
        fits = (
            entry.pos == key.entry.pos
            and entry.key not in near
            and entry.key not in taken
            and entry.key != key.entry.key
        )
        fits = fits and entry.lemma not in GENERIC and entry.kind != not_kind
        if fits:
            able.setdefault(entry.key, term)
    rivals = list(able.values())
    rng.shuffle(rivals)
    plural = key.text.endswith("s")
    return sorted(rivals, key=lambda term: (term.entry.kind != key.entry.kind, term.text.endswith("s") != plural))


def _section_of(analysis: Analysis, sentence: Sentence) -> list[Sentence]:
    """All sentences of the section, or of the paragraph where the text has no headings."""
    own = next(block for block in analysis.blocks if block.start <= sentence.start < block.end)
    headed = len(analysis.source.sections) > 1
    near = [block for block in analysis.blocks if (block.section == own.section if headed else block == own)]
    return [other for block in near for other in block.sentences]


def _kind_of_class(phrase: str) -> str | None:
    head = phrase.split()[-1].lower()
    return next((kind for name, kind in CLASS_KINDS.items() if head in (name, name + "s")), None)


def _sentences_about(analysis: Analysis, phrase: str) -> list[Sentence]:
    return [
        sentence
        for sentence in analysis.sentences
        if content(phrase) <= content(analysis.text[sentence.start : sentence.end])
    ]
