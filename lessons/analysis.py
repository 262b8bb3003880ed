"""A clean text understood: sentences, terms, abbreviations, level. Pure; nothing here touches the database."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from lessons.importing import Text
from vocab import abbreviations, glossary, levels, pipeline, terms
from vocab.abbreviations import Abbreviation, Unexplained
from vocab.glossary import Entry, Key
from vocab.levels import TextLevel
from vocab.pipeline import Sentence, Token
from vocab.terms import Term

KEY_TERMS = 10
_LINE = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading, and the sentences in it; `section` numbers its section from 0."""

    section: int
    kind: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    source: Text
    blocks: tuple[Block, ...]
    terms: tuple[Term, ...]
    # Words of the glossary that stand here in a sense that is no medical one.
    everyday: tuple[Term, ...]
    abbreviations: tuple[Abbreviation, ...]
    # Those that the text uses and never explains.
    unexplained: tuple[Unexplained, ...]
    level: TextLevel
    words: tuple[Token, ...]

    @property
    def text(self) -> str:
        return self.source.text

    def terms_in(self, start: int, end: int) -> tuple[Term, ...]:
        """The terms that begin in this stretch of the text."""
        return _between(self.terms, start, end)

    def explained_in(self, start: int, end: int) -> tuple[Term, ...]:
        """The terms that begin in this stretch and general words of health: "regular exercise", "stretching"."""
        general = [term for term in _between(self.everyday, start, end) if term.entry.kind == glossary.GENERAL]
        return tuple(sorted([*self.terms_in(start, end), *general], key=lambda term: term.start))

    @property
    def running(self) -> tuple[Sentence, ...]:
        """The sentences of paragraphs and list items, headings left out."""
        return tuple(sentence for block in self.blocks if block.kind != "heading" for sentence in block.sentences)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


def analyse(
    source: Text,
    *,
    own: Collection[Entry] = (),
    without: Collection[Key] = (),
    meant: Collection[Key] = (),
    progress: Callable[[int], object] | None = None,
) -> Analysis:
    """Read the text once. `own`, `without` and `meant` are the teacher's, as for `vocab.terms.read`."""
    starts = [start for _, kind, start, _ in _spans(source)]
    sentences = pipeline.analyse(source.text, blocks=starts, progress=progress)
    explained = abbreviations.find(source.text)
    read = terms.read(source.text, sentences, own=own, without=without, meant=meant)
    found = tuple(term for term in read if term.entry.is_term)
    inside = {token.start for token in _tokens_in(sentences, found)}
    distinct = {term.entry.key: term.entry.level for term in found}
    blocks = _blocks(source, sentences)
    running = [sentence for block in blocks if block.kind != "heading" for sentence in block.sentences] or sentences
    return Analysis(
        source,
        blocks,
        found,
        tuple(term for term in read if not term.entry.is_term),
        explained,
        abbreviations.unexplained(source.text, explained),
        levels.text_level(running, term_starts=inside, term_levels=tuple(distinct.values())),
        tuple(token for sentence in sentences for token in sentence.words),
    )


def key_terms(found: Sequence[Term], *, lesson_rank: int) -> list[Entry]:
    """The terms worth knowing before reading: explained, used often, and not far below the text's own level."""
    counts = Counter(term.entry.key for term in found)
    entries = {term.entry.key: term.entry for term in found if term.entry.definition}
    worth = [entry for entry in entries.values() if levels.rank(entry.level) >= min(lesson_rank - 1, 3)]
    worth.sort(key=lambda entry: (-min(counts[entry.key], 3) - levels.rank(entry.level), entry.lemma))
    first = {term.entry.key: term.start for term in reversed(found)}
    return sorted(worth[:KEY_TERMS], key=lambda entry: first[entry.key])


def _between(found: Sequence[Term], start: int, end: int) -> tuple[Term, ...]:
    """Terms are in order, so this looks at no others."""
    first = bisect_left(found, start, key=lambda term: term.start)
    return tuple(found[first : bisect_left(found, end, lo=first, key=lambda term: term.start)])


def _tokens_in(sentences: Sequence[Sentence], found: Sequence[Term]) -> list[Token]:
    spans = iter(found)
    term = next(spans, None)
    inside = []
    for sentence in sentences:
        for token in sentence.tokens:
            while term and term.end <= token.start:
                term = next(spans, None)
            if term and term.start <= token.start:
                inside.append(token)
    return inside


def _spans(source: Text) -> Iterator[tuple[int, str, int, int]]:
    """Section, kind, start and end of each heading, paragraph and item, in order."""
    for number, section in enumerate(source.sections):
        if section.heading:
            line = _LINE.match(source.text, section.start)
            yield number, "heading", section.start, line.end() if line else section.end
        for kind, start, end in section.blocks:
            yield number, kind, start, end


def _blocks(source: Text, sentences: Sequence[Sentence]) -> tuple[Block, ...]:
    """Hand each sentence to the block it stands in; both run through the text in order."""
    blocks: list[Block] = []
    left = list(reversed(sentences))
    for number, kind, start, end in _spans(source):
        inside = []
        while left and left[-1].start < end:
            sentence = left.pop()
            if sentence.start >= start:
                inside.append(sentence)
        blocks.append(Block(number, kind, start, end, tuple(inside)))
    return tuple(blocks)
