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
_VAGUE = frozenset(
    (
        "thing things factor factors reason reasons way ways problem problems other others certain some many several"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Member:
    """A term in a list; not `bare` where an adjective before it narrows what is meant ("dark urine")."""

    term: Term
    bare: bool


Members = tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """`of` is the phrase that the members are examples of, as the text has it."""

    of: str
    members: Members
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Cause:
    causes: Members
    effects: Members
    sentence: Sentence
    block: Block


@dataclass(frozen=True, slots=True)
class Advice:
    """The terms that a sentence of advice recommends."""

    terms: Members
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

    def list_from(self, place: int) -> tuple[Members, int]:
        """The terms of the list that begins here, and the token after the last one."""
        members: list[Member] = []
        end = place
        while place < len(self.tokens):
            at, bare = self._skip(place, past_joiners=bool(members))
            if at not in self.terms:
                break
            term, after = self.terms[at]
            if after < len(self.tokens) and self.tokens[after].pos in ("NOUN", "PROPN", "ADJ"):
                break  # the term is only the beginning of a longer name
            members.append(Member(term, bare))
            end = place = after
            if after >= len(self.tokens) or self.words[after] not in _JOINERS:
                break
        return tuple(members), end

    def list_until(self, place: int) -> Members:
        """The terms from the sentence's first word to this token, if there is nothing but a list of them."""
        members, end = self.list_from(0)
        return members if end == self._before_verb(place) else ()

    def subjects_until(self, place: int) -> Members:
        """The terms of a subject such as "eating a balanced diet and regular exercise", up to the verb here.

        Empty when any part of the subject is something else: "a cover keeps out germs" recommends no germs.
        """
        members: list[Member] = []
        for start, end in self._parts_until(self._before_verb(place)):
            at, bare = self._skip(self._past_ing(start), past_joiners=False)
            if at in self.terms and self.terms[at][1] == end:
                members.append(Member(self.terms[at][0], bare))
            elif not self._is_opening(start, end) and self._past_ing(start) == start:
                return ()
        return tuple(members)

    def _parts_until(self, place: int) -> list[tuple[int, int]]:
        """The stretches between commas, "and" and "or" before this token."""
        parts, start = [], 0
        for at in [*(at for at in range(place) if self.words[at] in _JOINERS), place]:
            if at > start:
                parts.append((start, at))
            start = at + 1
        return parts

    def _past_ing(self, place: int) -> int:
        """The token after "eating" or "engaging in"; the same one where no such word stands."""
        if place < len(self.words) and self.words[place].endswith("ing") and place not in self.terms:
            following = place + 1
            return following + (following < len(self.words) and self.words[following] in ("in", "for"))
        return place

    def _is_opening(self, start: int, end: int) -> bool:
        """Whether it is what a sentence opens with before its subject: "In the meantime,"."""
        opens = start == 0 and self.words[end] == "," and self.tokens[0].pos in ("ADP", "ADV", "SCONJ")
        return opens and not any(start <= place < end for place in self.terms)

    def _before_verb(self, place: int) -> int:
        while place and (self.tokens[place - 1].pos in ("AUX", "ADV") or self.words[place - 1] == "all"):
            place -= 1
        return place

    def phrase_before(self, place: int) -> str:
        """The noun phrase that ends right before this token, as the text has it; empty where there is none."""
        after_comma = bool(place) and self.words[place - 1] == ","
        end = place - after_comma
        start = self._phrase_start(end)
        if start == end or self.words[end - 1] in _VAGUE:
            return ""
        before = self.tokens[start - 1] if start else None
        if before and before.pos == "ADP" and after_comma and not self._ends_term(end):
            return ""  # "nutrients from food, including …": the list may belong to what stands before
        if before and before.text.lower() in ("a", "an", "the"):
            start -= 1
        return self._text(start, end)

    def _phrase_start(self, end: int) -> int:
        """Where the phrase begins that ends here: a term or a noun, a second term joined to it, adjectives before."""
        start = next((at for at, (_, after) in self.terms.items() if after == end), None)
        if start is None:
            if not end or self.tokens[end - 1].pos not in ("NOUN", "PROPN"):
                return end
            start = end - 1
        elif start > 1 and self.words[start - 1] in ("or", "and"):
            start = next((at for at, (_, after) in self.terms.items() if after == start - 1), start)
        while start and self.tokens[start - 1].pos == "ADJ" and self.words[start - 1] not in _VAGUE:
            start -= 1
        return start

    def _ends_term(self, end: int) -> bool:
        return any(after == end for _, after in self.terms.values())

    def _skip(self, place: int, *, past_joiners: bool) -> tuple[int, bool]:
        """Past commas and "and", determiners and adjectives; whether no adjective that says something was passed."""
        while past_joiners and place < len(self.tokens) and self.words[place] in _JOINERS:
            place += 1
        bare = True
        while place < len(self.tokens) and place not in self.terms and self.tokens[place].pos in _BETWEEN:
            bare = bare and (self.tokens[place].pos != "ADJ" or self.words[place] in _VAGUE)
            place += 1
        return place, bare

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
    """Terms that the text says help to prevent something: the subject and the object of the cue."""
    found = []
    for _, reader in readers(analysis):
        for start, after in reader.cues(ADVICE_CUES[:4]):
            goals, _ = reader.list_from(after)
            before = reader.subjects_until(start)
            if goals and before and not {"not", "n't", "without", "avoid", "avoiding", "less"} & set(reader.words):
                found.append(Advice(before, goals[0].term, reader.sentence))
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
