"""What the text says: too literally of the key, something of every distractor, and of no distractor what is asked."""

from collections.abc import Iterator

from lessons.quizzes.checks.findings import (
    MEANINGS,
    ONE_FAMILY,
    SLOTS,
    Finding,
    Rule,
    carried,
    fault,
    is_choice,
    key_of,
    others_of,
    statement,
    warning,
)
from lessons.quizzes.checks.ground import Ground, runs, words
from lessons.quizzes.checks.wording import FRAME
from lessons.quizzes.items import Draft, content

VERBATIM = 3
# Their key is rightly the text's own word or phrase: what is asked is which one.
LIFTED = (
    MEANINGS
    | ONE_FAMILY
    | SLOTS
    | {
        *("term-for-definition", "named-example", "named-cause", "heading-for-section"),
        *("number", "how-many", "reference", "sentence-back"),
    }
)
# Their wrong options may come from elsewhere than the text, or stand in it in any case.
UNGROUNDED = MEANINGS | ONE_FAMILY | SLOTS | {"sentence-back"}
NOT_A_FACT = UNGROUNDED | {"term-for-definition", "heading-for-section", "reference"}


def copied_statement(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Five words in a row: such a statement is found by looking for it, without being understood."""
    said = words(statement(draft))
    if any(ground.has_run(run) for run in runs(said)):
        yield fault("copied_statement", "The statement is copied from the text: put it in other words.")


def key_verbatim(draft: Draft, ground: Ground) -> Iterator[Finding]:
    said = words(key_of(draft)) if is_choice(draft, but=LIFTED) else ()
    if len(said) >= VERBATIM and ground.has_run(said):
        yield warning("key_verbatim", "The right answer is copied from the text: put it in other words.")


def ungrounded_distractor(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if not is_choice(draft, but=UNGROUNDED):
        return
    for other in others_of(draft):
        told = tuple(word for word in words(other) if carried(word))
        if told and not ground.speaks_of(told):
            yield warning("ungrounded_distractor", f"The text says nothing of “{other}”: nobody will choose it.")
            return


def second_key(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """A distractor that the text has in the same relation is right too; one beside all that is asked may be."""
    if not is_choice(draft, but=NOT_A_FACT):
        return
    asked = content(draft.stem)
    for other in others_of(draft):
        if _is_related(other, key_of(draft), asked, ground):
            yield fault("second_key", f"By the text, “{other}” is right too.")
            return
    for other in others_of(draft):
        if _is_beside(other, asked - FRAME, draft.evidence, ground):
            yield warning("second_key", f"The text may say this of “{other}” too: look it up.")
            return


def _is_related(other: str, key: str, asked: frozenset[str], ground: Ground) -> bool:
    """Whether the text names both as members of what is asked about."""
    about = [members for members, of in ground.relations if of and of <= asked]
    return any(content(key) in members for members in about) and any(content(other) in members for members in about)


def _is_beside(other: str, asked: frozenset[str], evidence: tuple[int, int], ground: Ground) -> bool:
    """Whether a sentence that is not the evidence has this option and all that the stem speaks of."""
    start, end = evidence
    looked_for = carried(other) | asked
    return bool(asked and carried(other)) and any(
        looked_for <= said for sentence, said in ground.said if not start <= sentence.start < max(end, start + 1)
    )


RULES: tuple[Rule, ...] = (copied_statement, key_verbatim, ungrounded_distractor, second_key)
