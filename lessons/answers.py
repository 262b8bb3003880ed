"""Answers to questions: read from a form, marked, and told part by part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.models import Item, ItemFormat
from lessons.quizzes import marking

# Longer than any word that is asked for.
MOST_TYPED = 80
# In these the form of the word is what is asked.
FORM_IS_THE_POINT = frozenset({"c-test"})
_GAP = re.compile(r"(?P<kept>[^\W\d_]*)\[(?P<number>\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class Part:
    """One answered thing of a question: what it stands beside, what was given, what is right, and why."""

    prompt: str
    given: str
    right: str
    points: float
    message: str

    @property
    def is_right(self) -> bool:
        return self.points >= 1


def read(item: Item, form: Mapping[str, str]) -> list[Any] | None:
    """What was answered, None where the answer is not whole: nothing chosen, a pair without its other half.

    Gaps may be left empty as long as one is filled.
    """
    if item.format is ItemFormat.TYPED:
        typed = [form.get(f"gap-{place}", "").strip()[:MOST_TYPED] for place in range(len(item.accept))]
        return typed if any(typed) else None
    names = [f"match-{place}" for place in range(len(item.prompts))] or ["answer"]
    chosen = [_index(form.get(name, ""), len(item.options)) for name in names]
    return None if None in chosen else chosen


def _index(value: str, size: int) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 and int(value) < size else None


def mark(item: Item, given: list[Any]) -> float:
    """0 to 1: the mean of the parts."""
    parts = told(item, given)
    return sum(part.points for part in parts) / len(parts)


def told(item: Item, given: list[Any]) -> list[Part]:
    """Each part of the answer, in the order of the prompts or gaps; one for a choice."""
    if item.format is ItemFormat.TYPED:
        return [
            _typed(item, place, accepted, given[place] if place < len(given) else "")
            for place, accepted in enumerate(item.accept)
        ]
    if item.format is ItemFormat.MATCH:
        return [
            Part(prompt, item.options[choice], item.options[key], float(choice == key), item.feedback[key])
            for prompt, key, choice in zip(item.prompts, item.keys, given, strict=True)
        ]
    return [
        Part("", item.options[choice], item.options[item.key], float(choice == item.key), item.feedback[choice])
        for choice in given
    ]


def _typed(item: Item, place: int, accepted: list[str], text: str) -> Part:
    """Where the beginning of a word is printed, its rest alone is as good as the whole word."""
    kept = kept_letters(item.passage, place + 1)
    tried = [text, kept + text] if kept and text else [text]
    marks = [marking.mark(one, accepted, is_form_the_point=item.type in FORM_IS_THE_POINT) for one in tried]
    best = max(marks, key=lambda marked: marked.points)
    shown = kept + text if text and not text.lower().startswith(kept.lower()) else text
    return Part(f"Gap {place + 1}", shown, accepted[0], best.points, best.message)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a passage, numbered from 1, and the letters of its word that are printed before it."""

    number: int
    kept: str


def pieces(passage: str) -> list[str | Gap]:
    """The passage cut at its gaps."""
    found: list[str | Gap] = []
    at = 0
    for gap in _GAP.finditer(passage):
        found += [passage[at : gap.start()], Gap(int(gap["number"]), gap["kept"])]
        at = gap.end()
    return [*found, passage[at:]]


def kept_letters(passage: str, number: int) -> str:
    return next((gap.kept for gap in pieces(passage) if isinstance(gap, Gap) and gap.number == number), "")


def hides_text(item: Item) -> bool:
    """Whether the paragraph that answers would give the answer away: it is what has the gaps, or the choice."""
    return item.format is not ItemFormat.CHOICE or "____" in item.passage or bool(_GAP.search(item.passage))


def right_so_far(item: Item, given: list[Any]) -> dict[str, str]:
    """The fields of a form with what was right at the first go."""
    if item.format in (ItemFormat.CHOICE, ItemFormat.TAP):
        return {}
    name = "gap" if item.format is ItemFormat.TYPED else "match"
    return {f"{name}-{place}": str(given[place]) for place, part in enumerate(told(item, given)) if part.is_right}
