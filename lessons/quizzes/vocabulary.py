"""Vocabulary questions: a term's meaning in its sentence, a definition's term. Keys come from the glossary."""

import random
from collections.abc import Collection, Iterator, Sequence

from lessons.analysis import Analysis, key_terms
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import MIN_DISTRACTORS, Draft, Option, alike, content, draft, even, term_in_running
from vocab import families, glossary, levels
from vocab.glossary import Entry, Key
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "vocabulary"
MOST = 10
# Definitions that share this much of their words are too near for a question to have one right answer.
DEFINITIONS_ALIKE = 0.3
# More rivals than these are never needed, though some may prove too near to each other.
NEAREST = 30


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most ten questions, no term asked for twice; the two types take turns."""
    rank = levels.rank(analysis.level.cefr)
    chosen = key_terms(analysis.terms, lesson_rank=rank)
    rest = [term.entry for term in analysis.terms if term.entry.definition and term.entry not in chosen]
    chosen += sorted(dict.fromkeys(rest), key=lambda entry: (-levels.rank(entry.level), entry.lemma))
    found: list[Draft] = []
    for entry in chosen:
        makers = (_meaning, _term) if len(found) % 2 == 0 else (_term, _meaning)
        question = next((made for maker in makers if (made := maker(analysis, entry, rng))), None)
        if question:
            found.append(question)
        if len(found) == MOST:
            break
    return found


def _meaning(analysis: Analysis, entry: Entry, rng: random.Random) -> Draft | None:
    """What does this term mean in its sentence? Distractors define other terms of the same class and kind."""
    term, sentence = _best_sentence(analysis, entry)
    near = _near(entry, glossary.entries().values(), rng)
    return draft(
        quiz=QUIZ,
        type="meaning-in-context",
        process="locate",
        stem=f"What does “{term_in_running(term)}” mean in this sentence?",
        passage=analysis.text[sentence.start : sentence.end],
        key=Option(entry.definition, f"Yes: {entry.lemma} means “{entry.definition}”."),
        distractors=[Option(other.definition, f"That is the meaning of “{other.lemma}”.") for other in near],
        evidence=(sentence.start, sentence.end),
    )


def _term(analysis: Analysis, entry: Entry, rng: random.Random) -> Draft | None:
    """Which term of the text has this definition? Distractors are other terms of the text."""
    _, sentence = _best_sentence(analysis, entry)
    others = list(dict.fromkeys(term.entry for term in analysis.terms if term.entry.definition))
    names = _names_in_text(analysis)
    near = _near(entry, others, rng)
    same_kind = [other for other in near if other.kind == entry.kind]
    return draft(
        quiz=QUIZ,
        type="term-for-definition",
        process="locate",
        stem=f"Which of these from the text means “{entry.definition}”?",
        key=Option(names[entry.key], f"Yes: that is the meaning of “{names[entry.key]}”."),
        distractors=[
            Option(names[other.key], f"“{names[other.key]}” means “{other.definition}”.")
            # Among minerals a kidney disease is nobody's guess: rather two wrong options than three.
            for other in (same_kind if len(same_kind) >= MIN_DISTRACTORS else near)
        ],
        evidence=(sentence.start, sentence.end),
    )


def _names_in_text(analysis: Analysis) -> dict[Key, str]:
    """What the text calls each entry: the headword, but "stool" where it has that word and never "feces"."""
    names: dict[Key, str] = {}
    for term in analysis.terms:
        said = _stems(term.text)
        name = next((form for form in term.entry.forms if _stems(form) == said), term.entry.lemma)
        if name == term.entry.lemma or term.entry.key not in names:
            names[term.entry.key] = name
    return names


def _stems(phrase: str) -> list[str]:
    return [families.stem(word) for word in phrase.lower().split()]


def _best_sentence(analysis: Analysis, entry: Entry) -> tuple[Term, Sentence]:
    """The longest sentence of at most 30 words with the term in it: it tells most of what the term means here."""
    places = _places(analysis, entry, analysis.running) or _places(analysis, entry, analysis.sentences)
    return max(places, key=lambda place: (len(place[1].words) <= 30, len(place[1].words)))


def _places(analysis: Analysis, entry: Entry, sentences: Sequence[Sentence]) -> list[tuple[Term, Sentence]]:
    return [
        (term, sentence)
        for sentence in sentences
        for term in analysis.terms_in(sentence.start, sentence.end)
        if term.entry.key == entry.key
    ]


def _near(entry: Entry, others: Collection[Entry], rng: random.Random) -> list[Entry]:
    """Entries that could be mistaken for this one and are surely not it, nearest in kind, level and length first."""
    able = [other for other in others if _is_rival(entry, other)]
    rng.shuffle(able)
    return sorted(
        able,
        key=lambda other: (
            other.kind != entry.kind,
            abs(levels.rank(other.level) - levels.rank(entry.level)),
            abs(len(other.definition) - len(entry.definition)) // 12,
        ),
    )[:NEAREST]


def _is_rival(entry: Entry, other: Entry) -> bool:
    if other.key == entry.key or other.pos != entry.pos or not other.definition:
        return False
    if other.kind == entry.kind and (entry.lemma in GENERIC or other.lemma in GENERIC):
        return False  # what is true of a class is true of its members
    return (
        even(entry.definition, other.definition)
        and not alike(entry.lemma, other.lemma)
        and not _is_one_family(entry.lemma, other.lemma)
        and not alike(entry.definition, other.definition, share=DEFINITIONS_ALIKE)
        and not any(_names(one, two) for one, two in _pairs(entry, other))
    )


def _is_one_family(one: str, other: str) -> bool:
    """Whether one word is made of the other: "dose", "dosage"."""
    shared = max(3, min(len(one), len(other)) - 1)
    return one[:shared] == other[:shared]


def _pairs(one: Entry, two: Entry) -> Iterator[tuple[Entry, Entry]]:
    yield one, two
    yield two, one


def _names(one: Entry, two: Entry) -> bool:
    """Whether a name of the one stands in the definition, or among the other names, of the other."""
    words = content(" ".join((two.definition, two.plain, *two.variants)))
    return any(content(form) and content(form) <= words for form in _names_of(one))


def _names_of(entry: Entry) -> Sequence[str]:
    return [name for name in (*entry.forms, entry.plain) if name]
