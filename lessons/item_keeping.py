"""The questions of a lesson whenever its text is read: made anew, and what a teacher touched kept as it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from db import db
from lessons import item_wording, quizzes
from lessons.analysis import Analysis
from lessons.models import Attempt, Item, ItemState, Lesson
from lessons.quizzes import checks
from lessons.quizzes.items import Draft


def keep(lesson: Lesson, read: Analysis) -> None:
    """Store the questions of the text; one asked before keeps its row, and one that is a teacher's stays."""
    items = db.session.scalars(select(Item).options(selectinload(Item.versions)).filter_by(lesson_id=lesson.id)).all()
    was_asked = was_handed_out(lesson.id)
    seed = seed_of(lesson)
    made = _matched(lesson, items, quizzes.make(read, seed=seed))
    for place, (item, draft) in enumerate(made.items()):
        if not item.stays:
            item.state, item.position, item.seed = ItemState.GENERATED, place, seed
            _point(item, draft.evidence, lesson.text)
    # What was asked is never reworded under an answer.
    _reword([item for item in made if not (item.stays or (item.id and was_asked))], made, read)
    for item in items:
        if item.stays:
            find_again(item, read, otherwise=made.get(item))
        elif item not in made:
            drop(item, was_asked=was_asked)


def was_handed_out(lesson_id: int) -> bool:
    """Whether anybody has taken a quiz of the lesson."""
    return bool(db.session.scalar(select(exists().where(Attempt.lesson_id == lesson_id))))


def seed_of(lesson: Lesson) -> int:
    """What the questions are made with: the lesson's number until somebody wanted others."""
    latest: int | None = db.session.scalar(select(func.max(Item.seed)).filter_by(lesson_id=lesson.id))
    return lesson.id if latest is None else latest


def found_in(draft: Draft, read: Analysis) -> list[dict[str, Any]]:
    """What the checks say of a question, as `Item.findings` has it."""
    return [asdict(finding) for finding in checks.of_item(draft, read)]


def find_again(item: Item, read: Analysis, *, otherwise: Draft | None = None) -> None:
    """Point the question at its sentence in the text as it is now, or say that the sentence is gone.

    Where the same question was made again from another sentence, `otherwise`, it is pointed at that.
    """
    span = place_of(item.evidence, read, near=item.evidence_start)
    if span is None and otherwise and item_wording.identity(item_wording.of_draft(otherwise, "")) == item.identity:
        span = otherwise.evidence
    item.evidence_is_gone = span is None
    item.is_set_aside = item.is_set_aside and item.evidence_is_gone
    if span:
        _point(item, span, read.text)


def place_of(evidence: str, read: Analysis, *, near: int) -> tuple[int, int] | None:
    """Where these whole sentences stand in the text, however the lines are broken; the nearest where twice.

    Inside a longer sentence they may be denied: "It is not true that …". That is no place.
    """
    spans = [(each.start, each.end) for each in read.sentences] + [(each.start, each.end) for each in read.blocks]
    starts, ends = (set(side) for side in zip(*spans, strict=True)) if spans else (set(), set())
    pattern = r"\s+".join(map(re.escape, evidence.split()))
    found = [match.span() for match in re.finditer(pattern, read.text)] if pattern else []
    whole = [(start, end) for start, end in found if start in starts and end in ends]
    return min(whole, key=lambda span: abs(span[0] - near), default=None)


def _matched(lesson: Lesson, items: Iterable[Item], drafts: Iterable[Draft]) -> dict[Item, Draft]:
    """The item of each question made, in order: the one that it was before, or a new one."""
    known, made = _by_identity(items), dict[Item, Draft]()
    for draft in drafts:
        identity = item_wording.identity(item_wording.of_draft(draft, lesson.text))
        if identity not in known:
            known[identity] = Item(lesson_id=lesson.id, state=ItemState.GENERATED, is_kept=False)
        made.setdefault(known[identity], draft)
    return made


def _by_identity(items: Iterable[Item]) -> dict[tuple[Any, ...], Item]:
    """What a teacher reworded counts as what it was before too, so that it does not come back beside its new self."""
    known: dict[tuple[Any, ...], Item] = {}
    for item in sorted(items, key=lambda item: (item.stays, item.state is not ItemState.RETIRED)):
        earlier = (item_wording.identity(version.data) for version in item.versions)
        known.update(dict.fromkeys((*earlier, item.identity), item))
    return known


def _reword(items: Sequence[Item], made: Mapping[Item, Draft], read: Analysis) -> None:
    drafts = [made[item] for item in items]
    for item, draft, findings in zip(items, drafts, checks.of_items(drafts, read), strict=True):
        item_wording.write(item, item_wording.of_draft(draft, read.text))
        item.findings = [asdict(finding) for finding in findings]
        db.session.add(item)


def _point(item: Item, span: tuple[int, int], text: str) -> None:
    item.evidence_start, item.evidence_end = span
    item.evidence = text[slice(*span)]


def drop(item: Item, *, was_asked: bool) -> None:
    """Take a question away; where somebody may have been given it, its row stays with the answers."""
    if was_asked:
        item.state = ItemState.RETIRED
    else:
        db.session.delete(item)
