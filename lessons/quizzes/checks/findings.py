"""A finding, and which rules are for which questions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lessons.quizzes.checks.ground import Ground, words
from lessons.quizzes.items import Draft, content

# The same options in every question, in an order of their own.
FIXED = frozenset({"true-false", "certainty"})
# The stem quotes a statement, which must be a paraphrase.
STATEMENTS = frozenset({"true-false", "tap-sentence"})
# The options are meanings, not things that the text names.
MEANINGS = frozenset({"meaning-in-context", "word-parts", "match-definitions"})
# The options are forms of one word, or words out of the same parts: alike by design.
ONE_FAMILY = frozenset({"word-form", "build-word"})
# The options go into a gap of the sentence that is shown.
SLOTS = frozenset({"cloze", "word-form"})
_QUOTED = re.compile("“([^”]*)”")
_FIXED_OPTIONS = frozenset({"true", "false", "the text does not say", "not stated", "not given", "yes", "no"})


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` names what was broken; `message` tells a teacher so in a sentence."""

    rule: str
    is_fault: bool
    message: str


Rule = Callable[[Draft, Ground], Iterable[Finding]]


def fault(rule: str, message: str) -> Finding:
    return Finding(rule, is_fault=True, message=message)


def warning(rule: str, message: str) -> Finding:
    return Finding(rule, is_fault=False, message=message)


def quoted(stem: str) -> list[str]:
    return _QUOTED.findall(stem)


def unquoted(stem: str) -> str:
    return _QUOTED.sub(" ", stem)


def statement(draft: Draft) -> str:
    """What a true-false or tap question quotes: the longest quotation of its stem."""
    return max(quoted(draft.stem), key=len, default="") if draft.type in STATEMENTS else ""


def key_of(draft: Draft) -> str:
    return draft.options[draft.key].text


def others_of(draft: Draft) -> list[str]:
    return [option.text for place, option in enumerate(draft.options) if place != draft.key]


def is_fixed(draft: Draft) -> bool:
    """Whether the options are the same in every question of its kind: "True", "False"."""
    return draft.type in FIXED or {option.text.strip(" .").casefold() for option in draft.options} <= _FIXED_OPTIONS


def is_choice(draft: Draft, *, but: Iterable[str] = ()) -> bool:
    """Whether it has one right answer among options written for it; not of the types in `but`."""
    return draft.format == "choice" and len(draft.options) > 1 and not is_fixed(draft) and draft.type not in but


def pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for place, one in enumerate(texts) for other in texts[place + 1 :])


def carried(text: str) -> frozenset[str]:
    """What a phrase speaks of: its content words and its numbers."""
    return content(text) | {word for word in words(text) if word[0].isdigit()}
