"""A collection and its lessons as their teacher has them: how far they are, in what order, and what readers find."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, select
from sqlalchemy.orm import aliased, joinedload, load_only

from accounts.models import User
from db import db
from lessons import drafts
from lessons.collecting.making import TITLE_LENGTH
from lessons.collection_models import Collection, CollectionPart, PartState
from lessons.models import Lesson, Status

# What a form that gives a class something to read sends for a whole collection.
CHOICE = "collection:"
WITHOUT_TEXT = load_only(
    Lesson.slug, Lesson.title, Lesson.status, Lesson.owner_id, Lesson.level_label, Lesson.word_count, Lesson.revision
)


@dataclass(frozen=True, slots=True)
class Progress:
    ready: int
    failed: int
    total: int
    is_open: bool

    @property
    def told(self) -> str:
        return f"{self.ready} of {self.total} {'lesson is' if self.total == 1 else 'lessons are'} ready"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesson stands in its collection; the lessons before and after it, the nearest first."""

    collection_id: int
    title: str
    number: int
    total: int
    before: Sequence[Lesson]
    after: Sequence[Lesson]


def progress(collection: Collection) -> Progress:
    states = [part.state for part in collection.parts]
    counts = {state: states.count(state) for state in PartState}
    return Progress(counts[PartState.DONE], counts[PartState.FAILED], len(states), collection.job.is_open)


def shown(collection: Collection) -> Sequence[CollectionPart]:
    """The parts in order, with what a list says of their lessons."""
    query = select(CollectionPart).filter_by(collection_id=collection.id).order_by(CollectionPart.position)
    return db.session.scalars(query.options(joinedload(CollectionPart.lesson).options(WITHOUT_TEXT))).all()


def owned(user: User, *, everything: bool) -> list[tuple[Collection, int, int]]:
    """A teacher's collections, or all of them for a keeper, latest first: each with its parts, ready and all."""
    ready = func.count(CollectionPart.lesson_id)
    query = (
        select(Collection, ready, func.count(CollectionPart.id))
        .outerjoin(CollectionPart, CollectionPart.collection_id == Collection.id)
        .group_by(Collection.id)
        .order_by(Collection.id.desc())
        .options(load_only(Collection.title))
    )
    rows = db.session.execute(query if everything else query.where(Collection.owner_id == user.id))
    return [(row[0], row[1], row[2]) for row in rows]


def place_of(lesson: Lesson) -> Place | None:
    """None for a lesson that is in no collection."""
    own = aliased(CollectionPart)
    rows = db.session.execute(
        select(CollectionPart, Collection.id, Collection.title)
        .join(own, own.collection_id == CollectionPart.collection_id)
        .join(Collection, Collection.id == CollectionPart.collection_id)
        .where(own.lesson_id == lesson.id)
        .order_by(CollectionPart.position)
        .options(load_only(CollectionPart.id), joinedload(CollectionPart.lesson).options(WITHOUT_TEXT))
    ).all()
    lessons = [part.lesson for part, _, _ in rows]
    if lesson not in lessons:
        return None
    at = lessons.index(lesson)
    before, after = ([one for one in each if one] for each in (reversed(lessons[:at]), lessons[at + 1 :]))
    return Place(rows[0][1], rows[0][2], at + 1, len(lessons), before, after)


# -- what its teacher does


def rename(collection: Collection, title: str) -> None:
    """Lessons that are named after the collection are renamed with it."""
    old, collection.title = f"{collection.title}: ", title
    for part in shown(collection):
        part.title = _renamed(part.title, old, title)
        if part.lesson:
            part.lesson.title = _renamed(part.lesson.title, old, title)
            part.lesson.revision += 1
    db.session.flush()


def _renamed(name: str, old: str, title: str) -> str:
    return f"{title}: {name.removeprefix(old)}"[:TITLE_LENGTH] if name.startswith(old) else name


def move(part: CollectionPart, *, by: int) -> None:
    """Change places with the part before (-1) or after it (1); at the ends nothing changes."""
    order = list(shown(db.session.get_one(Collection, part.collection_id)))
    at = order.index(part)
    if 0 <= at + by < len(order):
        order[at], order[at + by] = order[at + by], order[at]
    for place, each in enumerate(order):
        each.position = place
    db.session.flush()


def take_out(part: CollectionPart) -> None:
    """Its lesson stays as one by itself."""
    db.session.delete(part)
    db.session.flush()


def drafts_in(collection: Collection) -> list[Lesson]:
    """The lessons that can be published."""
    return [part.lesson for part in shown(collection) if part.lesson and part.lesson.status is Status.DRAFT]


def publish(collection: Collection, *, now: datetime) -> int:
    """Put its drafts into the library; how many."""
    found = drafts_in(collection)
    for lesson in found:
        drafts.publish(lesson, now=now)
    return len(found)


def remove(collection: Collection, *, with_lessons: bool) -> None:
    """Delete the collection; its lessons stay as single ones, or go with all that was done in them."""
    if with_lessons:
        db.session.execute(delete(Lesson).where(Lesson.id.in_(_lesson_ids(collection))))
    db.session.delete(collection)
    db.session.flush()


# -- given to a class as one


def assignable(user: User) -> dict[str, str]:
    """What a teacher may choose: collections of their own, with how many lessons there are to give."""
    rows = db.session.execute(
        select(Collection.id, Collection.title, func.count())
        .join(CollectionPart, CollectionPart.collection_id == Collection.id)
        .join(Lesson, _can_be_given())
        .where(Collection.owner_id == user.id)
        .group_by(Collection.id, Collection.title)
        .order_by(Collection.title, Collection.id)
    )
    return {
        f"{CHOICE}{number}": f"Collection: {title} ({count} {'lesson' if count == 1 else 'lessons'})"
        for number, title, count in rows
    }


def chosen(choice: str) -> tuple[str, Sequence[Lesson]]:
    """The title and the lessons, in order, of what was chosen: a collection, or one lesson by its slug."""
    if not choice.startswith(CHOICE):
        lesson = db.session.scalars(select(Lesson).filter_by(slug=choice)).one()
        return lesson.title, [lesson]
    collection = db.session.get_one(Collection, int(choice.removeprefix(CHOICE)))
    query = select(Lesson).join(CollectionPart, _can_be_given()).where(CollectionPart.collection_id == collection.id)
    return collection.title, db.session.scalars(query.order_by(CollectionPart.position)).all()


def _can_be_given() -> ColumnElement[bool]:
    return and_(CollectionPart.lesson_id == Lesson.id, Lesson.status != Status.ARCHIVED)


def _lesson_ids(collection: Collection) -> Select[int | None]:
    return select(CollectionPart.lesson_id).where(
        CollectionPart.collection_id == collection.id, CollectionPart.lesson_id.is_not(None)
    )
