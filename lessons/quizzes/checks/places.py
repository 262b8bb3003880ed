"""A whole quiz: the right answer stands equally often in each place."""

from collections.abc import Sequence
from math import sqrt

from lessons.quizzes.checks.findings import Finding, is_choice, warning
from lessons.quizzes.items import Draft

# Fewer questions cannot show a habit.
LEAST = 4
# In standard deviations of a key that is placed by chance.
FAR = 2.0


def of_quiz(drafts: Sequence[Draft]) -> list[Finding]:
    """What the rules say of the questions together, of those whose options may stand in any order."""
    free = [draft for draft in drafts if is_choice(draft, but={"sentence-back"})]
    return [*uneven_places(free)]


def uneven_places(drafts: Sequence[Draft]) -> list[Finding]:
    if len(drafts) < LEAST:
        return []
    for place in range(max(len(draft.options) for draft in drafts)):
        chances = [1 / len(draft.options) for draft in drafts if place < len(draft.options)]
        spread = sqrt(sum(chance * (1 - chance) for chance in chances))
        if abs(sum(draft.key == place for draft in drafts) - sum(chances)) > FAR * spread:
            letter = chr(ord("A") + place)
            return [warning("uneven_places", f"The right answer is {letter} too often or too seldom: shuffle them.")]
    return []
