"""How often: "twice a day", "every six hours", "once a month"."""

import re
from collections.abc import Iterator

from lessons.quizzes.quantities import value_of
from lessons.quizzes.trees import Tree

_NUMBERS = "two|three|four|five|six|eight|ten|twelve|2|3|4|5|6|8|10|12"
_OFTEN = re.compile(
    rf"(?:once|twice|(?:{_NUMBERS}) times) (?:a|an|every) (?:hour|day|week|month|year)"
    rf"|every (?:(?:{_NUMBERS}) )?(?:hours?|days?|weeks?|months?|years?)",
    re.IGNORECASE,
)
# From often to seldom, with times a year; neighbours are the likeliest mistakes.
LADDER = {
    "six times a day": 2190,
    "four times a day": 1460,
    "three times a day": 1095,
    "twice a day": 730,
    "once a day": 365,
    "three times a week": 156,
    "once a week": 52,
    "twice a month": 24,
    "once a month": 12,
    "twice a year": 2,
    "once a year": 1,
}
# The same in the words of "every two weeks".
EVERY = {
    "every hour": 8760,
    "every four hours": 2190,
    "every six hours": 1460,
    "every eight hours": 1095,
    "every twelve hours": 730,
    "every day": 365,
    "every two days": 182,
    "every week": 52,
    "every two weeks": 26,
    "every month": 12,
    "every three months": 4,
    "every year": 1,
    "every three years": 1 / 3,
    "every ten years": 0.1,
}
_UNITS = {"hour": 8760.0, "day": 365.0, "week": 52.0, "month": 12.0, "year": 1.0}
_COUNTS = {"once": 1.0, "twice": 2.0}
# How much oftener one answer must be than another, so that nobody could call them the same.
APART = 1.4
_ROOTS = frozenset({"advmod", "obl", "obl:unmarked", "obl:tmod", "nmod:unmarked"})


def frequencies(tree: Tree) -> Iterator[tuple[int, list[int], str]]:
    """The token that hangs on the verb, all tokens, and the words of each."""
    start = tree.sentence.start
    text = "".join(_padded(tree))
    for match in _OFTEN.finditer(text):
        places = [
            place
            for place, token in enumerate(tree.tokens)
            if match.start() <= token.start - start and token.end - start <= match.end()
        ]
        heads = [place for place in places if tree.tokens[place].head not in places]
        if len(heads) == 1 and tree.tokens[heads[0]].dep in _ROOTS and tree.under(heads[0]) == places:
            yield heads[0], places, match[0].lower()


def _padded(tree: Tree) -> Iterator[str]:
    """The sentence with its offsets, so that what is found in it can be placed."""
    at = tree.sentence.start
    for token in tree.tokens:
        yield " " * (token.start - at) + token.text
        at = token.end


def others(answer: str, text: str) -> list[str]:
    """Other answers in the same words, one step off first: none that the text has, none that comes to the same."""
    own, said = per_year(answer), text.lower()
    ladder = EVERY if answer.startswith("every") else LADDER
    apart = [step for step, rate in ladder.items() if max(rate, own) >= APART * min(rate, own) and step not in said]
    oftener = sorted((step for step in apart if ladder[step] > own), key=ladder.__getitem__)
    seldomer = sorted((step for step in apart if ladder[step] < own), key=ladder.__getitem__, reverse=True)
    return [*seldomer[:1], *oftener[:1], *seldomer[1:], *oftener[1:]][:3]


def per_year(answer: str) -> float:
    """How many times a year: "twice a day" is 730, "every six hours" 1460."""
    words = answer.split()
    unit = _UNITS[words[-1].removesuffix("s")]
    number = value_of(words[0]) if words[0] not in _COUNTS else None
    if words[0] == "every":
        return unit / ((value_of(words[1]) if len(words) == 3 else None) or 1.0)
    return unit * (_COUNTS.get(words[0]) or number or 1.0)
