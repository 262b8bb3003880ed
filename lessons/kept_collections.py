"""What the keeper's page and a person's own data say of collections, and what becomes of a teacher's when they go."""

from sqlalchemy import ColumnElement, delete, func, select

from accounts import belongings, leaving, panels
from accounts.models import User
from accounts.panels import Panel
from db import Model, db
from lessons.collection_models import Collection, CollectionPart, Job, JobState, PartState
from lessons.keeping import is_used
from lessons.models import Lesson

STATES = {JobState.WORKING: "Being made", JobState.WAITING: "Waiting", JobState.STOPPED: "Stopped by their teachers"}

belongings.call(Collection, "collection of lessons", "collections of lessons", moment=Collection.created_at)
belongings.call(CollectionPart, "part of a collection", "parts of collections")
belongings.leave_out(Job, because="how far the program is with making a collection")


@panels.tells
def _background() -> Panel:
    by_state = {state: Job.state == state for state in STATES}
    lines = [(f"Collections: {name.lower()}", _counted(Job, by_state[state])) for state, name in STATES.items()]
    is_open = select(Job.collection_id).where(Job.state.in_((JobState.WORKING, JobState.WAITING)))
    to_make = CollectionPart.collection_id.in_(is_open) & (CollectionPart.state == PartState.WAITING)
    return Panel(
        "Background work",
        (
            *lines,
            ("Lessons still to be made", _counted(CollectionPart, to_make)),
            ("Lessons that could not be made", _counted(CollectionPart, CollectionPart.state == PartState.FAILED)),
        ),
        note="It goes on while the server runs, and after a new start where it was.",
    )


# -- a teacher goes


def _tell(user: User) -> list[str]:
    """The lessons are told of; a collection only holds them together."""
    return []


def _goes(user: User) -> list[str]:
    count = db.session.scalar(select(func.count()).select_from(Collection).where(_is_theirs_alone(user))) or 0
    if not count:
        return []
    return [f"{count} {'collection' if count == 1 else 'collections'} of lessons that nobody else can see"]


def _settle(user: User, *, stays: bool) -> None:
    """A collection that stays has no owner then, and nothing more is made for it."""
    mine = Collection.owner_id == user.id
    db.session.execute(delete(Collection).where(_is_theirs_alone(user) if stays else mine))
    theirs = CollectionPart.collection_id.in_(select(Collection.id).where(mine))
    db.session.execute(delete(CollectionPart).where(theirs, CollectionPart.lesson_id.is_(None)))


def _is_theirs_alone(user: User) -> ColumnElement[bool]:
    used = select(CollectionPart.collection_id).join(Lesson, CollectionPart.lesson_id == Lesson.id).where(is_used())
    return (Collection.owner_id == user.id) & Collection.id.not_in(used)


def _counted(model: type[Model], which: ColumnElement[bool]) -> str:
    return f"{db.session.scalar(select(func.count()).select_from(model).where(which)) or 0:,}"


leaving.shares(_tell, _settle, _goes)
