"""The stem: asked straight, and understood by itself."""

import re
from collections.abc import Iterator, Sequence

from lessons.quizzes.checks import shapes
from lessons.quizzes.checks.findings import (
    STATEMENTS,
    Finding,
    Rule,
    fault,
    statement,
    unquoted,
    warning,
)
from lessons.quizzes.checks.ground import Ground, words
from lessons.quizzes.items import Draft

NEGATIVE = frozenset("not never except neither nor cannot least without".split())
PRONOUNS = frozenset("he she it they him her them his hers its their theirs".split())
DEMONSTRATIVES = frozenset("this these those".split())
PERSONS = frozenset("someone somebody anyone anybody everyone everybody person people who".split())
# What a question may point at on the page itself: "this sentence", "these words".
SHOWN = frozenset(
    "sentence sentences text passage paragraph part word words number numbers question statement statements gap gaps "
    "heading headings list term terms option options definition definitions phrase article lesson meaning "
    "meanings".split()
)
# "It is important to …", "how long does it take to …": there is nothing that it stands for.
_EMPTY_IT = re.compile(
    r"\b(?:it(?:'s| is| was| can be| may be| might be)(?: \w+){1,3} (?:to|that|for)|"
    r"(?:is|was|does|can|may|did|will) it (?:\w+ ){1,3}(?:to|that|for)|it (?:takes?|took|helps?) )"
)


def negative_stem(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """What a stem quotes may be negative: a false statement, a definition."""
    asked = words(unquoted(draft.stem)) if draft.format in ("choice", "tap") else ()
    if any(word in NEGATIVE or word.endswith("n't") for word in asked) and "does not say" not in draft.stem:
        yield warning("negative_stem", "The question is negative: readers miss a “not”.")


def dangling_pronoun(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """A pronoun for nothing that was named; a passage that is shown names it, but not for a quoted statement."""
    for place, word in enumerate(told := words(_told_alone(draft))):
        if _dangles(word, told[:place], told[place + 1 :]) and not any(
            before in PERSONS or shapes.may_be_noun(before, ground) for before in told[:place]
        ):
            yield fault("dangling_pronoun", f"Nobody can tell what “{word}” stands for in the question.")
            return


def _told_alone(draft: Draft) -> str:
    """What a reader must understand with nothing before it."""
    if draft.type in STATEMENTS:
        return statement(draft)
    return "" if draft.passage else unquoted(draft.stem)


def _dangles(word: str, before: Sequence[str], after: Sequence[str]) -> bool:
    if word in PRONOUNS:
        return not (word == "it" and _EMPTY_IT.search(" ".join([*before, word, *after])))
    return word in DEMONSTRATIVES and before[-1:] not in (["of"], ("of",)) and not (after and after[0] in SHOWN)


RULES: tuple[Rule, ...] = (negative_stem, dangling_pronoun)
