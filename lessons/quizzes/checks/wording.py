"""Words that give the right answer away, and options that say the same."""

from collections.abc import Iterator

from lessons.quizzes.checks.findings import (
    ONE_FAMILY,
    SLOTS,
    Finding,
    Rule,
    carried,
    fault,
    is_choice,
    is_fixed,
    key_of,
    others_of,
    pairs,
    warning,
)
from lessons.quizzes.checks.ground import Ground, words
from lessons.quizzes.items import Draft, content
from vocab import families

# What any stem may say of its own question; no reader takes it for a hint.
FRAME = content(
    "these this does text name named names example cause causes mean means meaning sentence passage paragraph words "
    "heading fits part according following happen happens best refer true writer says result reason likely describes"
)
ABSOLUTE = frozenset(
    "always never all none every everyone everybody everything nobody nothing only completely totally entirely "
    "absolutely impossible must".split()
)
SMALL = frozenset("a an the of in on at to for and or your their his her its".split())
# Options of four content words and more that share this much are one option in two wordings.
SHARED = 0.75


def stem_word_in_key_only(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if not is_choice(draft, but=SLOTS | ONE_FAMILY):
        return
    echoed = (content(draft.stem) - FRAME) & content(key_of(draft))
    echoed -= frozenset().union(*map(content, others_of(draft)))
    shown = [word for word in words(key_of(draft)) if content(word) & echoed]
    if shown:
        yield warning("stem_word_in_key_only", f"Only the right answer repeats “{shown[0]}” from the question.")


def absolute_distractors(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if not is_choice(draft):
        return
    absolute = sorted({word for other in others_of(draft) for word in words(other)} & ABSOLUTE)
    if absolute and ABSOLUTE.isdisjoint(words(key_of(draft))):
        yield warning("absolute_distractors", f"Only wrong options say “{absolute[0]}”: readers rule such words out.")


def near_duplicates(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Two options that say the same; for a match item too, and for the sentences of a tap item."""
    texts = [option.text for option in draft.options]
    for one, other in pairs(texts):
        if _is_same(one, other, by_stem=draft.type not in ONE_FAMILY | SLOTS and not is_fixed(draft)):
            yield fault("near_duplicates", f"“{one}” and “{other}” say the same.")
            return
    if draft.format == "choice" and any(_is_near(one, other) for one, other in pairs(texts)):
        yield warning("near_duplicates", "Two options are nearly the same.")


def _is_same(one: str, other: str, *, by_stem: bool) -> bool:
    first, second = ([word for word in words(text) if word not in SMALL] for text in (one, other))
    if by_stem:
        first, second = [families.stem(word) for word in first], [families.stem(word) for word in second]
    return sorted(first) == sorted(second) if first and second else one.strip().casefold() == other.strip().casefold()


def _is_near(one: str, other: str) -> bool:
    first, second = carried(one), carried(other)
    return min(len(first), len(second)) >= 4 and len(first & second) >= SHARED * len(first | second)


RULES: tuple[Rule, ...] = (stem_word_in_key_only, absolute_distractors, near_duplicates)
