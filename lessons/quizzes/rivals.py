"""Wrong answers for comprehension questions: things that the text says something else of."""

import random
from collections.abc import Collection, Iterator, Sequence

from lessons.analysis import Analysis
from lessons.quizzes.classes import GENERIC, NO_THINGS
from lessons.quizzes.items import alike, content
from vocab.glossary import Key
from vocab.pipeline import Sentence
from vocab.terms import Term

_AKIN = (frozenset({"symptom", "disease"}), frozenset({"drug", "nutrient"}))


def rivals_of(
    analysis: Analysis,
    key: Term,
    *,
    asked: str,
    taken: Collection[Key],
    apart_from: Sequence[Sentence],
    kinds: frozenset[str],
    rng: random.Random,
    not_about: frozenset[str] = frozenset(),
) -> list[Term]:
    """Terms of these kinds that the text has elsewhere and says something else of, the key's kind and number first.

    Where `not_about` is given, terms of the key's own kind are taken too whose meaning has none of these words.
    `asked` is what the question is about: "asthma" is no answer to what prevents asthma attacks.
    None that stands anywhere in `apart_from`, and none whose meaning has a word of the key's name, or the other way
    round: it might be a second right answer.
    """
    near = {term.entry.key for sentence in apart_from for term in analysis.terms_in(sentence.start, sentence.end)}
    near |= {*taken, key.entry.key}
    said = content(" ".join(analysis.text[sentence.start : sentence.end] for sentence in apart_from))
    able: dict[Key, Term] = {}
    for term in _things(analysis):
        of_kind = term.entry.kind in kinds or (term.entry.kind == key.entry.kind and _is_apart(term, not_about))
        fits = of_kind and term.entry.pos == key.entry.pos and term.entry.key not in near
        # "Attack" stands in "asthma attack", though not as a term of its own.
        if fits and not alike(term.text, asked) and not content(term.text) <= said and not is_near(key, term):
            able.setdefault(term.entry.key, term)
    rivals = list(able.values())
    rng.shuffle(rivals)
    plural = key.text.endswith("s")
    rivals.sort(key=lambda term: (_distance(key, term), term.text.endswith("s") != plural))
    return [term for place, term in enumerate(rivals) if not any(is_near(term, other) for other in rivals[:place])]


def _distance(key: Term, other: Term) -> int:
    """0 for the same kind of thing, 1 for one that is taken for it, 2 for another."""
    if other.entry.kind == key.entry.kind:
        return 0
    return 1 if is_akin(key, other) else 2


def is_akin(one: Term, other: Term) -> bool:
    """Whether the one could be taken for a thing of the other's kind: a complaint for an illness."""
    return other.entry.kind in akin(one.entry.kind)


def akin(kind: str) -> frozenset[str]:
    """The kinds whose things could be taken for one of this kind, itself among them."""
    return next((near for near in _AKIN if kind in near), frozenset({kind}))


def _is_apart(term: Term, topics: frozenset[str]) -> bool:
    """Whether the term's meaning is known and is surely about something else."""
    meaning = content(" ".join((term.entry.definition, term.entry.plain, *term.entry.forms)))
    return bool(topics and term.entry.definition) and not topics & meaning


def _things(analysis: Analysis) -> Iterator[Term]:
    """Terms that name one thing: read as nouns, no classes and no steps of a treatment."""
    for sentence in analysis.running:
        nouns = {token.end for token in sentence.tokens if token.pos in ("NOUN", "PROPN") and token.tag != "VBZ"}
        for term in analysis.terms_in(sentence.start, sentence.end):
            if term.end in nouns and term.entry.lemma.lower() not in GENERIC | NO_THINGS:
                yield term


def section_of(analysis: Analysis, sentence: Sentence) -> list[Sentence]:
    """All sentences of the section, or of the paragraph where the text has no headings."""
    own = next(block for block in analysis.blocks if block.start <= sentence.start < block.end)
    headed = len(analysis.source.sections) > 1
    near = [block for block in analysis.blocks if (block.section == own.section if headed else block == own)]
    return [other for block in near for other in block.sentences]


def block_of(analysis: Analysis, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentences of its paragraph or list item."""
    return next(block for block in analysis.blocks if block.start <= sentence.start < block.end).sentences


def sentences_about(analysis: Analysis, phrase: str) -> list[Sentence]:
    return [
        sentence
        for sentence in analysis.sentences
        if content(phrase) <= content(analysis.text[sentence.start : sentence.end])
    ]


def is_near(one: Term, other: Term) -> bool:
    """Whether the meaning or the names of the one have a word of the other's name: "reliever" and "inhaler"."""
    pairs = ((one.entry, other.entry), (other.entry, one.entry))
    return any(
        content(form) & content(" ".join((entry.definition, entry.plain, *entry.forms)))
        for named, entry in pairs
        for form in named.forms
    )
