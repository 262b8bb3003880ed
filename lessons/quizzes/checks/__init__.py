"""What is wrong with a question, in sentences for a teacher. Pure; for made questions and for a teacher's own.

After the lists of item-writing flaws of Haladyna, Downing & Rodriguez (2002): a *fault* takes a question out, a
*warning* is let through once.
"""

from collections.abc import Sequence

from lessons.analysis import Analysis
from lessons.quizzes.checks import lengths, names, shapes, stems, truth, wording
from lessons.quizzes.checks.findings import Finding
from lessons.quizzes.checks.ground import Ground
from lessons.quizzes.checks.places import of_quiz
from lessons.quizzes.items import Draft

__all__ = ["Finding", "Ground", "of_item", "of_items", "of_quiz", "on_ground", "passes"]

RULES = (*lengths.RULES, *wording.RULES, *stems.RULES, *truth.RULES, *shapes.RULES, *names.RULES)
MOST_WARNINGS = 1


def of_item(draft: Draft, analysis: Analysis) -> list[Finding]:
    """What the rules say of one question about this text, the faults first."""
    return of_items([draft], analysis)[0]


def of_items(drafts: Sequence[Draft], analysis: Analysis) -> list[list[Finding]]:
    """As `of_item`, for many questions of one text, which is looked through only once."""
    ground = Ground(analysis)
    return [on_ground(draft, ground) for draft in drafts]


def on_ground(draft: Draft, ground: Ground) -> list[Finding]:
    found = [finding for rule in RULES for finding in rule(draft, ground)]
    return sorted(found, key=lambda finding: not finding.is_fault)


def passes(findings: Sequence[Finding]) -> bool:
    """Whether a learner may see the question: no fault, and at most one warning."""
    return not any(finding.is_fault for finding in findings) and len(findings) <= MOST_WARNINGS
