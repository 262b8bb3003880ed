"""What the text says of its terms: examples, causes, advice. By fixed wordings only, so that what is found is there.

Each list is read from the wording on, term by term, and ends at the first thing that is not one: rather half a list
than a wrong member.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lessons.analysis import Analysis, Block
from lessons.quizzes.items import content
from lessons.quizzes.reader import Members, Reader
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
_DENIALS = frozenset(
    "not n't never hardly rarely seldom scarcely barely longer no neither nor nobody none few without myth avoid "
    "avoiding less unlikely false".split()
)
ADVICE_CUES = (
    ("help", "prevent"),
    ("help", "to", "prevent"),
    ("helps", "prevent"),
    ("helps", "to", "prevent"),
)


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


def readers(analysis: Analysis) -> Iterator[tuple[Block, Reader]]:
    """Every sentence that is not a heading; a question is no statement and is left out."""
    for block in analysis.blocks:
        for sentence in block.sentences:
            if block.kind != "heading" and sentence.tokens[-1].text != "?":
                yield block, Reader(sentence, analysis.explained_in(sentence.start, sentence.end))


def examples(analysis: Analysis) -> list[Examples]:
    found = []
    for _, reader in readers(analysis):
        for start, after in reader.cues(EXAMPLE_CUES):
            if after < len(reader.words) and reader.words[after] == ",":
                after += 1
            members, _ = reader.list_from(after)
            of = reader.phrase_before(start)
            if members and of and (reader.words[start] != "like" or _is_comparison(reader, start, members)):
                found.append(Examples(of, members, reader.sentence))
    return found


def _is_comparison(reader: Reader, place: int, members: Members) -> bool:
    """Whether "like" names examples: "stimulants like caffeine", not "patients like aspirin" or "looks like eczema"."""
    return any(member.term.entry.kind in reader.kinds_before(place) for member in members)


def causes(analysis: Analysis) -> list[Cause]:
    found = []
    for block, reader in readers(analysis):
        for start, after in reader.cues(ACTIVE_CUES):
            agents, (effects, _) = reader.list_until(start), reader.list_from(after)
            if agents and effects and _is_told_as_true(reader):
                found.append(Cause(agents, effects, reader.sentence, block))
        for start, after in reader.cues(PASSIVE_CUES):
            (agents, last), (effects, end) = reader.list_from(after), reader.list_from(0)
            if last < len(reader.tokens) and reader.tokens[last].pos == "ADP":
                continue  # "caused by pressure on the nerve": pressure alone is no cause
            between = {token.pos for token in reader.tokens[end:start]}
            harmful = all(member.term.entry.kind in ("disease", "symptom") for member in effects)
            if agents and effects and harmful and between <= {"AUX", "ADV"} and _is_told_as_true(reader):
                found.append(Cause(agents, effects, reader.sentence, block))
    return found


def _is_told_as_true(reader: Reader) -> bool:
    """Whether nothing in the sentence denies or limits what it says."""
    return _DENIALS.isdisjoint(word.replace("’", "'") for word in reader.words)


def advice(analysis: Analysis) -> list[Advice]:
    """Terms that the text says help to prevent something: the subject and the object of the cue."""
    found = []
    for _, reader in readers(analysis):
        for start, after in reader.cues(ADVICE_CUES):
            goals, _ = reader.list_from(after)
            before = reader.subjects_until(start)
            if goals and before and _is_told_as_true(reader):
                found.append(Advice(before, goals[0].term, reader.sentence))
    return found


def blocks_with(analysis: Analysis, entry: Entry) -> list[Block]:
    return [
        block
        for block in analysis.blocks
        if any(content(form) <= content(analysis.text[block.start : block.end]) for form in entry.forms)
    ]
