"""Questions as GIFT, the text format of Moodle that other programs read too (docs.moodle.org, "GIFT format")."""

import re
from collections.abc import Sequence

from lessons.exports import questions
from lessons.exports.questions import Skipped
from lessons.exports.texts import html, line
from lessons.models import Item, ItemFormat

# What divides the parts of a question; a backslash takes the meaning from it.
_MARKS = re.compile(r"[\\~=#{}:]")
# The name of a format, or the share of a point, when it stands first.
_LEADING = {"[": "&#91;", "%": "&#37;", "/": "&#47;", "$": "&#36;"}
LEAST_PAIRS = 2


def parted(items: Sequence[Item]) -> tuple[list[Item], list[Skipped]]:
    """The questions that GIFT can hold, and the others."""
    return questions.parted(items, [_reason(item) for item in items])


def document(items: Sequence[Item], *, title: str) -> bytes:
    """A file of the questions that `parted` lets through, in a category named for the lesson."""
    found = [f"$CATEGORY: $course$/top/Readwell/{line(title).replace('/', '//')}"]
    found += [_question(item, number) for number, item in enumerate(items, start=1)]
    return "".join(f"{each}\n\n" for each in found).encode()


def _reason(item: Item) -> str:
    if item.format is ItemFormat.TYPED and len(item.accept) != 1:
        return "GIFT has no question with several gaps to type into."
    if item.format is ItemFormat.TYPED and any("->" in word for word in item.accept[0]):
        return "An answer has “->” in it, by which GIFT knows pairs."
    if item.format is ItemFormat.MATCH and len(item.prompts) < LEAST_PAIRS:
        return "GIFT needs two pairs or more."
    return ""


def _question(item: Item, number: int) -> str:
    name, stem = _escaped(questions.name(item, number)), _escaped(questions.stem_html(item))
    body = "\n".join((*_answers(item), f"####{_escaped(questions.evidence_html(item))}"))
    return f"::{name}::[html]{stem}{{\n{body}\n}}"


def _answers(item: Item) -> list[str]:
    if item.format is ItemFormat.TYPED:
        return [f"={_typed(word)}" for word in questions.accepted(item, 0)]
    if item.format is ItemFormat.MATCH:
        spare = [("", text) for text in questions.spare(item)]
        return [f"={_html(prompt)} -> {_html(text)}" for prompt, text in (*questions.pairs(item), *spare)]
    if questions.is_true_or_false(item):
        return [_true_or_false(item)]
    return [
        f"{'=' if place == item.key else '~'}{_html(option)}{_said(item, place)}"
        for place, option in enumerate(item.options)
    ]


def _said(item: Item, place: int) -> str:
    feedback = _html(questions.feedback(item, place))
    return f"#{feedback}" if feedback else ""


def _true_or_false(item: Item) -> str:
    """The letter of the right one, then what is said to the wrong and to the right answer."""
    wrong, right = (_html(questions.feedback(item, place)) for place in (1 - item.key, item.key))
    return f"{item.options[item.key].strip()[0].upper()}#{wrong}#{right}"


def _html(text: str) -> str:
    """HTML with no arrow of a pair in it, and nothing at its head that means something there."""
    found = html(text)
    return _escaped(_LEADING.get(found[:1], found[:1]) + found[1:])


def _typed(word: str) -> str:
    """What is typed is compared as it is, no HTML; a star would stand for any letters."""
    return _escaped(line(word).replace("*", r"\*"))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
