"""Lengths: a right answer that stands out, and options that are too uneven."""

from collections.abc import Iterator

from lessons.quizzes.checks.findings import ONE_FAMILY, Finding, Rule, fault, is_choice, key_of, others_of, warning
from lessons.quizzes.checks.ground import Ground
from lessons.quizzes.items import LENGTH_RATIO, Draft

# A quarter longer than every other option: the commonest cue that test-wise readers use (Haladyna et al. 2002).
LONGEST_BY = 1.25
UNEVEN = 2.0


def key_longest(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if is_choice(draft, but=ONE_FAMILY) and len(key_of(draft)) >= LONGEST_BY * max(map(len, others_of(draft))):
        yield warning("key_longest", "The right answer is much longer than the others.")


def uneven_lengths(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if not is_choice(draft, but=ONE_FAMILY):
        return
    short, *_, long = sorted(len(option.text) for option in draft.options)
    if long > LENGTH_RATIO * short:
        yield fault("uneven_lengths", "One option is more than three times as long as another.")
    elif long > UNEVEN * short:
        yield warning("uneven_lengths", "One option is more than twice as long as another.")


RULES: tuple[Rule, ...] = (key_longest, uneven_lengths)
