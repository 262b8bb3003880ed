"""What a teacher does with questions: approve, reject, reword, add, take an earlier wording back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import selectinload

from accounts.models import User
from db import db
from lessons import analysis, drafts, item_keeping, item_wording, storing
from lessons.analysis import Analysis
from lessons.item_wording import Wording
from lessons.models import Attempt, Item, ItemState, ItemVersion, Lesson, Origin, Sentence
from lessons.quizzes.items import Draft


class Outdated(ValueError):
    """The question was changed after it was shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the text that may answer a question."""

    start: int
    end: int
    text: str


def approve(item: Item) -> None:
    _decide(item, ItemState.APPROVED)


def reject(item: Item) -> None:
    _decide(item, ItemState.REJECTED)


def restore(item: Item) -> None:
    """Take back an approval or a rejection."""
    _decide(item, ItemState.GENERATED)


def _decide(item: Item, state: ItemState) -> None:
    if item.state is not ItemState.RETIRED:
        item.state, item.is_kept = state, True
    db.session.flush()


def add(lesson: Lesson, wording: Draft) -> Item:
    """A question of the teacher's own, after the others; the same one a second time is the first."""
    said = item_wording.of_draft(wording, lesson.text)
    own = select(Item).where(
        Item.lesson_id == lesson.id, Item.origin == Origin.TEACHER, Item.state != ItemState.RETIRED
    )
    for item in db.session.scalars(own):
        if item_wording.of_item(item) == said:
            return item
    last = db.session.scalar(select(func.max(Item.position)).filter_by(lesson_id=lesson.id))
    item = Item(
        lesson_id=lesson.id,
        position=0 if last is None else last + 1,
        state=ItemState.APPROVED,
        origin=Origin.TEACHER,
        is_kept=True,
        findings=item_keeping.found_in(wording, _read(lesson)),
    )
    item_wording.write(item, said)
    db.session.add(item)
    db.session.flush()
    return item


def edit(item: Item, wording: Draft, *, version: int, by: User, now: datetime) -> Item:
    """The question that says this from now on; `version` is the one that the teacher saw.

    Where a reader has been given the question already, it is a new one, and the old one stays with its answers.
    Outdated when somebody changed it in between; nothing is changed then.
    """
    lesson = db.session.get_one(Lesson, item.lesson_id)
    return _reword(item, item_wording.of_draft(wording, lesson.text), version=version, by=by, now=now)


def history(item: Item) -> Sequence[ItemVersion]:
    """Its earlier wordings, the latest first."""
    return db.session.scalars(
        select(ItemVersion)
        .options(selectinload(ItemVersion.changed_by))
        .filter_by(item_id=item.id)
        .order_by(ItemVersion.number.desc())
    ).all()


def put_back(item: Item, number: int, *, by: User, now: datetime) -> Item:
    """The question with its wording of before; LookupError when it has none of this number."""
    earlier = db.session.get(ItemVersion, (item.id, number))
    if earlier is None:
        raise LookupError(number)
    return _reword(item, earlier.data, version=item.version, by=by, now=now)


def make_anew(lesson: Lesson) -> None:
    """Other questions from the same text; what a teacher decided or wrote stays."""
    seed = item_keeping.seed_of(lesson) + 1
    db.session.execute(update(Item).filter_by(lesson_id=lesson.id).values(seed=seed))
    drafts.read_again(lesson)


def places(lesson: Lesson) -> list[Place]:
    """The sentences of the text, in order."""
    rows = db.session.scalars(select(Sentence).filter_by(lesson_id=lesson.id).order_by(Sentence.position))
    return [Place(row.start, row.end, lesson.text[row.start : row.end]) for row in rows]


def _reword(item: Item, wording: Wording, *, version: int, by: User, now: datetime) -> Item:
    before, read = item_wording.of_item(item), _read(db.session.get_one(Lesson, item.lesson_id))
    _claim(item, version)
    if before == wording:
        item.version = version
        db.session.flush()
        return item
    reworded = _successor(item) if _was_handed_out(item) else item
    db.session.add(ItemVersion(item_id=reworded.id, number=version, data=before, changed_at=now, changed_by_id=by.id))
    item_wording.write(reworded, wording)
    item_keeping.find_again(reworded, read)
    reworded.findings = item_keeping.found_in(item_wording.as_draft(item_wording.of_item(reworded)), read)
    if reworded.state is ItemState.GENERATED:
        reworded.state = ItemState.APPROVED
    db.session.flush()
    return reworded


def _claim(item: Item, version: int) -> None:
    """Count its wording up, for one of two teachers at the same moment only."""
    if version != item.version:
        raise Outdated(item.id)
    taken = db.session.execute(
        update(Item)
        .where(Item.id == item.id, Item.version == version, Item.state != ItemState.RETIRED)
        .values(version=version + 1, is_kept=True)
        .returning(Item.id)
    ).all()
    if not taken:
        raise Outdated(item.id)
    db.session.refresh(item)


def _was_handed_out(item: Item) -> bool:
    """Whether it is among the questions of any attempt, answered or about to be."""
    asked = db.session.scalars(select(Attempt.item_ids).filter_by(lesson_id=item.lesson_id, quiz=item.quiz))
    return any(item.id in ids for ids in asked)


def _successor(item: Item) -> Item:
    """A new row that takes over all but the answers."""
    new = Item(
        lesson_id=item.lesson_id,
        position=item.position,
        state=item.state,
        origin=item.origin,
        version=item.version,
        is_kept=True,
    )
    item_wording.write(new, item_wording.of_item(item))
    db.session.add(new)
    db.session.flush()
    db.session.execute(update(ItemVersion).filter_by(item_id=item.id).values(item_id=new.id))
    item.state, item.is_kept = ItemState.RETIRED, False
    return new


def _read(lesson: Lesson) -> Analysis:
    return analysis.analyse(storing.stored_text(lesson))
