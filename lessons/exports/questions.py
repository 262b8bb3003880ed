"""The questions of a lesson that may leave the house, and what every format asks of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons import answers, attempts
from lessons.answers import Gap
from lessons.exports.texts import html, shortened
from lessons.models import Item, ItemFormat, Lesson, QuizKind

BLANK = "_____"
NAME_LENGTH = 80
# The evidence of a match or a C-test may be half of the text.
EVIDENCE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that a format cannot hold, and why, for the teacher."""

    item: Item
    reason: str


def of_lesson(lesson: Lesson) -> list[Item]:
    """Every question that readers are asked: none that was rejected, retired or lost its sentence."""
    return [item for quiz in QuizKind for item in attempts.items(lesson, quiz)]


def name(item: Item, number: int) -> str:
    """What a list of questions shows of it."""
    return f"{number:02} {shortened(item.stem, NAME_LENGTH)}"


def gaps(item: Item) -> list[Gap]:
    return [piece for piece in answers.pieces(item.passage) if isinstance(piece, Gap)]


def with_blanks(passage: str) -> str:
    """The passage with a line in the place of each gap, numbered where there are several."""
    pieces = answers.pieces(passage)
    several = sum(isinstance(piece, Gap) for piece in pieces) > 1
    return "".join(
        piece if isinstance(piece, str) else f"{piece.kept}{BLANK}{f' ({piece.number})' if several else ''}"
        for piece in pieces
    )


def shown_passage(item: Item) -> str:
    """What stands above the answers: nothing where these are the passage itself, sentence by sentence."""
    return "" if item.format is ItemFormat.TAP else with_blanks(item.passage)


def stem_html(item: Item, passage: str | None = None) -> str:
    """The question with its passage as HTML; `passage` is HTML that stands in its place."""
    shown = html(shown_passage(item)) if passage is None else passage
    return f"<p>{html(item.stem)}</p>" + (f"<blockquote><p>{shown}</p></blockquote>" if shown else "")


def evidence(item: Item) -> str:
    """The sentence that answers, on one line; the head of a long stretch."""
    return shortened(item.evidence, EVIDENCE_LENGTH)


def evidence_html(item: Item) -> str:
    return f"<p>In the text: “{html(evidence(item))}”</p>"


def accepted(item: Item, place: int) -> list[str]:
    """What may be typed into a gap: the words, and where their beginning is printed, their rest alone."""
    kept = answers.kept_letters(item.passage, place + 1)
    words = item.accept[place]
    rests = [word[len(kept) :] for word in words if kept and word.lower().startswith(kept.lower())]
    return list(dict.fromkeys(word for word in (*words, *rests) if word.strip()))


def pairs(item: Item) -> list[tuple[str, str]]:
    """Each prompt of a match with its right answer."""
    return [(prompt, item.options[key]) for prompt, key in zip(item.prompts, item.keys, strict=True)]


def spare(item: Item) -> list[str]:
    """The options of a match that are the answer to nothing."""
    return [text for place, text in enumerate(item.options) if place not in item.keys]


def is_true_or_false(item: Item) -> bool:
    """Whether these two are all its answers; one with "The text does not say" has three."""
    return sorted(text.strip().casefold() for text in item.options) == ["false", "true"]


def is_single(item: Item) -> bool:
    """Whether one option is the answer."""
    return item.format in (ItemFormat.CHOICE, ItemFormat.TAP)


def feedback(item: Item, place: int) -> str:
    return item.feedback[place] if place < len(item.feedback) else ""


def parted(items: Sequence[Item], reasons: Sequence[str]) -> tuple[list[Item], list[Skipped]]:
    """The questions that a format can hold, which have no reason against them, and the others."""
    both = list(zip(items, reasons, strict=True))
    return [item for item, reason in both if not reason], [Skipped(item, reason) for item, reason in both if reason]
