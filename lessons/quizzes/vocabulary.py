"""Vocabulary questions: a term's meaning in its sentence, a definition's term. Keys come from the glossary."""

import random
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise, zip_longest

from lessons.analysis import Analysis, key_terms
from lessons.quizzes.checks.ground import words
from lessons.quizzes.checks.wording import ABSOLUTE
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.fit import DELICATE
from lessons.quizzes.items import Draft, Option, alike, content, draft, even, term_in_running
from lessons.quizzes.mixing import mixed
from lessons.quizzes.nearness import nearness
from lessons.quizzes.rivals import akin
from vocab import families, glossary, levels
from vocab.glossary import Entry, Key
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "vocabulary"
MOST = 12
# Definitions that share this much of their words are too near for a question to have one right answer.
DEFINITIONS_ALIKE = 0.3
NAMING = re.compile(r"[\s,(]*(?:or|called|known as|also called|also known as|that is|meaning|an?|the|[\s,(])*")
# What shares more than this of the weight of its words may be the same thing under another name, or a kind of it.
NEAREST_SHARE = 0.4
# More rivals than these are never needed, though some may prove too near to each other.
NEAREST = 90


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most twelve questions, no term asked for twice; the two types take turns."""
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
    place = _best_sentence(analysis, entry)
    if place is None or _tells_itself(place[0].text, entry):
        return None
    term, sentence = place
    here = {found.entry.key for found in analysis.terms}
    pool = [other for other in glossary.entries().values() if other.lemma not in DELICATE or other.key in here]
    near = _near(entry, pool, here, rng)
    stem = f"What does “{term_in_running(term)}” mean in this sentence?"
    passage = analysis.text[sentence.start : sentence.end]
    key = Option(entry.definition, f"Yes: {entry.lemma} means “{entry.definition}”.")
    rivals = [Option(other.definition, f"That is the meaning of “{other.lemma}”.") for other in near]
    return draft(
        quiz=QUIZ,
        type="meaning-in-context",
        process="locate",
        stem=stem,
        passage=passage,
        key=key,
        distractors=mixed(key, rivals, stem=stem, passage=passage, text=analysis.text, rng=rng),
        evidence=(sentence.start, sentence.end),
    )


def _term(analysis: Analysis, entry: Entry, rng: random.Random) -> Draft | None:
    """Which term of the text has this definition? Distractors are other terms of the text."""
    place = _best_sentence(analysis, entry)
    others = list(dict.fromkeys(term.entry for term in analysis.terms if term.entry.definition))
    names = _names_in_text(analysis)
    if place is None or _tells_itself(names[entry.key], entry) or entry.lemma in GENERIC:
        return None
    near = _near(entry, others, (), rng)
    stem = f"Which of these from the text means “{entry.definition}”?"
    key = Option(names[entry.key], f"Yes: that is the meaning of “{names[entry.key]}”.")
    rivals = [
        Option(names[other.key], f"“{names[other.key]}” means “{other.definition}”.")
        for other in near
        if other.kind in akin(entry.kind) and not _is_called(analysis, entry, other)
    ]
    return draft(
        quiz=QUIZ,
        type="term-for-definition",
        process="locate",
        stem=stem,
        key=key,
        distractors=mixed(key, rivals, stem=stem, text=analysis.text, rng=rng),
        evidence=(place[1].start, place[1].end),
    )


def _is_called(analysis: Analysis, one: Entry, other: Entry) -> bool:
    """Whether the text gives one as a name of the other: "an irregular heartbeat called atrial fibrillation"."""
    named = (one.key, other.key)
    return any(
        first.entry.key in named
        and second.entry.key in named
        and first.entry.key != second.entry.key
        and NAMING.fullmatch(analysis.text[first.end : second.start])
        for first, second in pairwise(analysis.terms)
    )


def _tells_itself(name: str, entry: Entry) -> bool:
    """Whether the definition has more than half of the name's words: "blood in the urine"."""
    said = content(name)
    return len(said & content(entry.definition)) * 2 > len(said)


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


def _best_sentence(analysis: Analysis, entry: Entry) -> tuple[Term, Sentence] | None:
    """The longest sentence of at most 30 words with the term in it: it tells most of what the term means here.

    None where it stands in headings alone or only says who speaks.
    """
    return max(
        _places(analysis, entry), key=lambda place: (len(place[1].words) <= 30, len(place[1].words)), default=None
    )


def _places(analysis: Analysis, entry: Entry) -> list[tuple[Term, Sentence]]:
    return [
        (term, sentence)
        for sentence in analysis.running
        for term in analysis.terms_in(sentence.start, sentence.end)
        if term.entry.key == entry.key and not _is_speaker(analysis, term, sentence)
    ]


def _is_speaker(analysis: Analysis, term: Term, sentence: Sentence) -> bool:
    """Whether the term only says who speaks: "Pharmacist: Don't hold on"."""
    return term.start == sentence.start and analysis.text[term.end : term.end + 1] == ":"


def _near(entry: Entry, others: Collection[Entry], here: Collection[Key], rng: random.Random) -> list[Entry]:
    """Entries that could be mistaken for this one and are surely not it: of its kind, of this text or its matter.

    Among things of the eye, a word about the eye is not found by its topic alone. Every second one is near to the first
    and not to the entry: else the right answer were the one that has something of all the others.
    """
    able = [other for other in others if _is_rival(entry, other)]
    rng.shuffle(able)
    able.sort(key=lambda other: _distance(entry, other, here))
    is_beside = [nearness(able[0], other) > 0 and not nearness(entry, other) for other in able]
    beside = [other for other, is_so in zip(able, is_beside, strict=True) if is_so]
    near = [other for other, is_so in zip(able, is_beside, strict=True) if not is_so]
    return list(filter(None, chain.from_iterable(zip_longest(near, beside))))[:NEAREST]


def _distance(entry: Entry, other: Entry, here: Collection[Key]) -> tuple[float, ...]:
    return (
        other.kind not in akin(entry.kind),
        other.key not in here and not nearness(entry, other),
        other.kind != entry.kind,
        abs(levels.rank(other.level) - levels.rank(entry.level)),
        abs(len(other.definition) - len(entry.definition)) // 12,
    )


def _is_rival(entry: Entry, other: Entry) -> bool:
    if other.key == entry.key or other.pos != entry.pos or not other.definition or other.kind == glossary.EVERYDAY:
        return False
    if not even(entry.definition, other.definition) or nearness(entry, other) > NEAREST_SHARE * nearness(entry, entry):
        return False
    if not ABSOLUTE.isdisjoint(words(other.definition)) and ABSOLUTE.isdisjoint(words(entry.definition)):
        return False  # readers rule out what is "always" so
    if other.kind == entry.kind and (entry.lemma in GENERIC or other.lemma in GENERIC):
        return False  # what is true of a class is true of its members
    return (
        not alike(entry.lemma, other.lemma)
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
