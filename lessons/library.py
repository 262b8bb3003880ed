"""The published lessons, the versions of one article together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from accounts.models import User
from db import db
from lessons.collection_models import CollectionPart
from lessons.models import Lesson, Status

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Family:
    """The versions of one article, easiest first; `lesson` is the one that a card opens."""

    lesson: Lesson
    versions: tuple[Lesson, ...]


def families(*, level: str | None = None, words: str = "") -> list[Family]:
    """Families with a published version of that level and with those words, newest first, at most sixty."""
    query = select(Lesson).where(Lesson.status == Status.PUBLISHED)
    if level:
        query = query.where(Lesson.cefr == level)
    for word in words.split()[:5]:
        query = query.where(
            or_(Lesson.title.icontains(word, autoescape=True), Lesson.text.icontains(word, autoescape=True))
        )
    found = db.session.scalars(query.order_by(Lesson.published_at.desc(), Lesson.id).limit(SHOWN * 3)).all()
    roots = list(dict.fromkeys(lesson.adaptation_of_id or lesson.id for lesson in found))[:SHOWN]
    matching = {lesson.id for lesson in found}
    together = _versions(roots)
    return [
        Family(next(lesson for lesson in together[root] if lesson.id in matching), tuple(together[root]))
        for root in roots
    ]


def versions(lesson: Lesson) -> list[Lesson]:
    """The published versions of the lesson's article and the lesson itself, easiest first."""
    root = lesson.adaptation_of_id or lesson.id
    found = _versions([root])[root]
    return found if lesson in found else sorted([*found, lesson], key=lambda version: version.level_score)


def owned(user: User, *, everything: bool) -> Sequence[Lesson]:
    """A teacher's own lessons, or all of them for a keeper, latest first; those of a collection stand there."""
    collected = select(CollectionPart.id).where(CollectionPart.lesson_id == Lesson.id).exists()
    query = select(Lesson).where(~collected).order_by(Lesson.id.desc())
    return db.session.scalars(query if everything else query.filter_by(owner_id=user.id)).all()


def _versions(roots: Sequence[int]) -> dict[int, list[Lesson]]:
    rows = db.session.scalars(
        select(Lesson)
        .where(or_(Lesson.id.in_(roots), Lesson.adaptation_of_id.in_(roots)), Lesson.status == Status.PUBLISHED)
        .order_by(Lesson.level_score)
    )
    together: dict[int, list[Lesson]] = {root: [] for root in roots}
    for lesson in rows:
        together[lesson.adaptation_of_id or lesson.id].append(lesson)
    return together
