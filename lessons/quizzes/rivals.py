"""Wrong answers for comprehension questions: things that the text says something else of."""

import random
from collections.abc import Collection, Sequence

from lessons.analysis import Analysis
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import alike, content
from vocab.glossary import Key
from vocab.pipeline import Sentence
from vocab.terms import Term


def rivals_of(
    analysis: Analysis,
    key: Term,
    *,
    asked: str,
    taken: Collection[Key],
    apart_from: Sequence[Sentence],
    rng: random.Random,
    not_kinds: frozenset[str] = frozenset(),
) -> list[Term]:
    """Terms that the text has elsewhere and says something else of, those of the key's kind first.

    `asked` is what the question is about: "asthma" is no answer to what prevents asthma attacks.
    None that stands anywhere in `apart_from`: it might be a second right answer.
    """
    near = {term.entry.key for sentence in apart_from for term in analysis.terms_in(sentence.start, sentence.end)}
    running = [term for sentence in analysis.running for term in analysis.terms_in(sentence.start, sentence.end)]
    said = content(" ".join(analysis.text[sentence.start : sentence.end] for sentence in apart_from))
    able: dict[Key, Term] = {}
    for term in running:
        entry = term.entry
        fits = (
            entry.pos == key.entry.pos
            and entry.key not in near
            and entry.key not in taken
            and entry.key != key.entry.key
        )
        fits = fits and not alike(term.text, asked) and entry.lemma not in GENERIC and entry.kind not in not_kinds
        # "Attack" stands in "asthma attack", though not as a term of its own.
        fits = fits and not content(term.text) <= said
        # Words such as "risk" and "consent" are nobody's guess where a thing is asked for.
        fits = fits and (entry.kind != "other" or key.entry.kind == "other")
        if fits:
            able.setdefault(entry.key, term)
    rivals = list(able.values())
    rng.shuffle(rivals)
    plural = key.text.endswith("s")
    return sorted(rivals, key=lambda term: (term.entry.kind != key.entry.kind, term.text.endswith("s") != plural))


def section_of(analysis: Analysis, sentence: Sentence) -> list[Sentence]:
    """All sentences of the section, or of the paragraph where the text has no headings."""
    own = next(block for block in analysis.blocks if block.start <= sentence.start < block.end)
    headed = len(analysis.source.sections) > 1
    near = [block for block in analysis.blocks if (block.section == own.section if headed else block == own)]
    return [other for block in near for other in block.sentences]


def sentences_about(analysis: Analysis, phrase: str) -> list[Sentence]:
    return [
        sentence
        for sentence in analysis.sentences
        if content(phrase) <= content(analysis.text[sentence.start : sentence.end])
    ]
