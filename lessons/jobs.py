"""Work in the background as rows: who may take it up, who has it, how it ends.

A worker takes a job with one UPDATE, so two never both get it, and says every few seconds that it is alive. A job whose
worker has been silent for a while is free again; what that worker still does counts for nothing (`held`).
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, Select, and_, or_, select, update

from db import db
from lessons.collection_models import Collection, CollectionPart, Job, JobState, PartState

SILENT = timedelta(seconds=30)


def claim(*, worker: str, now: datetime) -> int | None:
    """The oldest job that is free is now this worker's: the collection to be made; none when there is none, or another
    was quicker.
    """
    oldest = select(Job.id).where(_is_free(now)).order_by(Job.id).limit(1)
    job_id = db.session.scalar(oldest)
    taken = {"state": JobState.WORKING, "worker": worker, "heartbeat_at": now, "attempts": Job.attempts + 1}
    if job_id is None or not changed(update(Job).where(Job.id == job_id, _is_free(now)).values(taken)):
        return None
    return db.session.scalar(select(Job.collection_id).where(Job.id == job_id))


def beat(*, worker: str, now: datetime) -> None:
    """The worker is alive."""
    db.session.execute(update(Job).where(_is_with(worker)).values(heartbeat_at=now))


def held(*, worker: str) -> Select[int]:
    """The query for the collections that are this worker's to make."""
    return select(Job.collection_id).where(_is_with(worker))


def finish(collection_id: int, *, worker: str) -> None:
    """The end of its job, unless something of it waits again, or it is another's by now."""
    _lock(collection_id)
    parts = select(CollectionPart.id).where(CollectionPart.collection_id == collection_id)
    waits = parts.where(CollectionPart.state == PartState.WAITING).exists()
    failed = db.session.scalar(select(parts.where(CollectionPart.state == PartState.FAILED).exists()))
    ended = {"state": JobState.FAILED if failed else JobState.DONE, "worker": "", "heartbeat_at": None}
    mine = and_(Job.collection_id == collection_id, _is_with(worker))
    db.session.execute(update(Job).where(mine, ~waits).values(ended))


def release(*, worker: str) -> None:
    """Give back what the worker holds, as when it is told to end."""
    db.session.execute(update(Job).where(_is_with(worker)).values(state=JobState.WAITING, worker=""))


def stop(collection: Collection) -> None:
    """What is made stays; a part that is just being made does not become a lesson."""
    is_open = Job.state.in_((JobState.WAITING, JobState.WORKING))
    mine = Job.collection_id == collection.id
    db.session.execute(update(Job).where(mine, is_open).values(state=JobState.STOPPED, worker=""))


def go_on(collection: Collection) -> None:
    """Make what waits; a job that a worker has goes on as it is."""
    _lock(collection.id)
    idle = and_(Job.collection_id == collection.id, Job.state != JobState.WORKING)
    db.session.execute(update(Job).where(idle).values(state=JobState.WAITING, worker=""))


def try_again(part: CollectionPart) -> None:
    """Make a part that failed once more."""
    _lock(part.collection_id)
    is_failed = and_(CollectionPart.id == part.id, CollectionPart.state == PartState.FAILED)
    again = {"state": PartState.WAITING, "error": "", "attempts": 0}
    if changed(update(CollectionPart).where(is_failed).values(again)):
        go_on(part_collection(part))


def part_collection(part: CollectionPart) -> Collection:
    return db.session.get_one(Collection, part.collection_id)


def changed(statement: object) -> bool:
    """Whether the statement found a row to change."""
    result = db.session.execute(statement)  # type: ignore[call-overload]
    return isinstance(result, CursorResult) and result.rowcount > 0


def _lock(collection_id: int) -> None:
    """On PostgreSQL whoever ends or reopens this job waits here; SQLite has one writer at a time anyway."""
    db.session.execute(select(Job.id).where(Job.collection_id == collection_id).with_for_update())


def _is_free(now: datetime) -> ColumnElement[bool]:
    silent = and_(Job.state == JobState.WORKING, Job.heartbeat_at < now - SILENT)
    return or_(Job.state == JobState.WAITING, silent)


def _is_with(worker: str) -> ColumnElement[bool]:
    return and_(Job.state == JobState.WORKING, Job.worker == worker)
