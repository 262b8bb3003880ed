"""What the text says of its terms: examples, causes, advice. By fixed wordings only, so that what is found is there.

Each list is read from the wording on, term by term, and ends at the first thing that is not one: rather half a list
than a wrong member.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.analysis import Analysis, Block
from vocab.glossary import Entry
from vocab.pipeline import Sentence
from vocab.terms import Term

EXAMPLE_CUES = (("such", "as"), ("like",), ("including",), ("for", "example"), ("for", "instance"))
PASSIVE_CUES = (("caused", "by"), ("due", "to"), ("because", "of"), ("result", "of"), ("triggered", "by"))
ACTIVE_CUES = (
    ("cause",),
    ("causes",),
    ("lead", "to"),
    ("leads", "to"),
    ("result", "in"),
    ("results", "in"),
    ("trigger",),
    ("triggers",),
    ("contribute", "to"),
    ("contributes", "to"),
)
ADVICE_CUES = (
    ("help", "prevent"),
    ("help", "to", "prevent"),
    ("helps", "prevent"),
    ("helps", "to", "prevent"),
    ("can", "prevent"),
    ("should",),
    ("important", "to"),
    ("essential", "to"),
    ("best", "to"),
    ("try", "to"),
    ("make", "sure"),
    ("can", "protect"),
)
_JOINERS = frozenset({",", "and", "or"})
_BETWEEN = frozenset({"DET", "ADJ", "NUM"})
_HEAD_WORDS = frozenset({"NOUN", "ADJ", "PROPN", "VERB"})
_VAGUE = frozenset(
    [
        "thing",
        "things",
        "factor",
        "factors",
        "reason",
        "reasons",
        "way",
        "ways",
        "problem",
        "problems",
        "other",
        "others",
        "certain",
        "some",
        "many",
        "several",
    ]
)


@dataclass(frozen=True, slots=True)
class Examples:
    """`of` is the phrase that the members are examples of, as the text has it."""

    of: str
    members: tuple[Term, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Cause:
    causes: tuple[Term, ...]
    effects: tuple[Term, ...]
    sentence: Sentence
    block: Block


@dataclass(frozen=True, slots=True)
class Advice:
    """The terms that a sentence of advice recommends."""

    terms: tuple[Term, ...]
    goal: Term
    sentence: Sentence


class Reader:
    """One sentence with its terms, read token by token."""

    def __init__(self, sentence: Sentence, terms: Sequence[Term]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = [token.text.lower() for token in self.tokens]
        starts = {token.start: place for place, token in enumerate(self.tokens)}
        ends = {token.end: place + 1 for place, token in enumerate(self.tokens)}
        self.terms = {
            starts[term.start]: (term, ends[term.end])
            for term in terms
            if term.start in starts and term.end in ends and sentence.start <= term.start
        }

    def cues(self, cues: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
        """Where each cue stands, as first and following token."""
        for place in range(len(self.words)):
            for cue in cues:
                if tuple(self.words[place : place + len(cue)]) == cue:
                    yield place, place + len(cue)

    def list_from(self, place: int) -> tuple[tuple[Term, ...], int]:
        """The terms of the list that begins here, and the token after the last one."""
        members: list[Term] = []
        end = place
        while place < len(self.tokens):
            at = self._skip(place, members)
            if at not in self.terms:
                break
            term, after = self.terms[at]
            if after < len(self.tokens) and self.tokens[after].pos in ("NOUN", "PROPN", "ADJ"):
                break  # the term is only the beginning of a longer name
            members.append(term)
            end = place = after
            if after >= len(self.tokens) or self.words[after] not in _JOINERS:
                break
        return tuple(members), end

    def list_until(self, place: int) -> tuple[Term, ...]:
        """The terms from the sentence's first word to this token, if there is nothing but a list of them."""
        while place and self.tokens[place - 1].pos in ("AUX", "ADV"):
            place -= 1
        members, end = self.list_from(0)
        return members if end == place else ()

    def phrase_before(self, place: int) -> str:
        """The noun phrase that ends right before this token, as the text has it; empty where there is none."""
        after_comma = bool(place) and self.words[place - 1] == ","
        if after_comma:
            place -= 1
        end = start = place
        while start and self._belongs_to_phrase(start - 1, end):
            start -= 1
        while start < end and (self.tokens[start].pos not in ("NOUN", "PROPN", "ADJ") or self.words[start] in _VAGUE):
            start += 1
        if after_comma and start and self.tokens[start - 1].pos == "ADP" and not self._ends_term(end):
            return ""  # "nutrients from food, including …": the list may belong to what stands before
        if start == end or self.tokens[end - 1].pos not in ("NOUN", "PROPN") or self.words[end - 1] in _VAGUE:
            return ""
        return self._text(start, end)

    def _ends_term(self, end: int) -> bool:
        return any(after == end for _, after in self.terms.values())

    def _belongs_to_phrase(self, place: int, end: int) -> bool:
        token = self.tokens[place]
        if token.pos in _HEAD_WORDS - {"VERB"}:
            return end - place <= 5
        is_join = self.words[place] in ("or", "and") and place > 0 and place + 1 < end
        return is_join and self.tokens[place - 1].pos in ("NOUN", "PROPN")

    def _skip(self, place: int, members: Sequence[Term]) -> int:
        """Past commas and "and" between members, and past determiners and adjectives before one."""
        while members and place < len(self.tokens) and self.words[place] in _JOINERS:
            place += 1
        while place < len(self.tokens) and place not in self.terms and self.tokens[place].pos in _BETWEEN:
            place += 1
        return place

    def _text(self, start: int, end: int) -> str:
        words = self.tokens[start].text
        for before, token in pairwise(self.tokens[start:end]):
            words += (" " if token.start > before.end else "") + token.text
        return words


def readers(analysis: Analysis) -> Iterator[tuple[Block, Reader]]:
    """Every sentence that is not a heading; a question is no statement and is left out."""
    for block in analysis.blocks:
        for sentence in block.sentences:
            if block.kind != "heading" and sentence.tokens[-1].text != "?":
                yield block, Reader(sentence, analysis.terms_in(sentence.start, sentence.end))


def examples(analysis: Analysis) -> list[Examples]:
    found = []
    for _, reader in readers(analysis):
        for start, after in reader.cues(EXAMPLE_CUES):
            if after < len(reader.words) and reader.words[after] == ",":
                after += 1
            members, _ = reader.list_from(after)
            of = reader.phrase_before(start)
            if members and of:
                found.append(Examples(of, members, reader.sentence))
    return found


def causes(analysis: Analysis) -> list[Cause]:
    found = []
    for block, reader in readers(analysis):
        for start, after in reader.cues(ACTIVE_CUES):
            agents, (effects, _) = reader.list_until(start), reader.list_from(after)
            if agents and effects and "not" not in reader.words:
                found.append(Cause(agents, effects, reader.sentence, block))
        for start, after in reader.cues(PASSIVE_CUES):
            agents, (effects, end) = reader.list_from(after)[0], reader.list_from(0)
            between = {token.pos for token in reader.tokens[end:start]}
            if agents and effects and between <= {"AUX", "ADV", "VERB"} and "not" not in reader.words:
                found.append(Cause(agents, effects, reader.sentence, block))
    return found


def advice(analysis: Analysis) -> list[Advice]:
    """Terms that the text says help to prevent something: both stand in one sentence around the cue."""
    found = []
    for _, reader in readers(analysis):
        for start, after in reader.cues(ADVICE_CUES[:4]):
            goals, _ = reader.list_from(after)
            before = tuple(term for place, (term, _) in sorted(reader.terms.items()) if place < start)
            if goals and before and not {"not", "n't", "without", "avoid", "avoiding", "less"} & set(reader.words):
                found.append(Advice(before, goals[0], reader.sentence))
    return found


def advice_sentences(analysis: Analysis) -> list[Sentence]:
    """Every sentence that advises anything, so that no rival answer is taken from one."""
    return [reader.sentence for _, reader in readers(analysis) if any(True for _ in reader.cues(ADVICE_CUES))]


def blocks_with(analysis: Analysis, entry: Entry) -> list[Block]:
    return [
        block
        for block in analysis.blocks
        if any(term.entry.key == entry.key for term in analysis.terms_in(block.start, block.end))
    ]
