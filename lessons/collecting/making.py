"""A document taken in as a collection, and its parts made into lessons one by one."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import exists, select, update

from accounts.models import User
from db import db, insert_new
from lessons import drafts, duplicates, importing, jobs, sources
from lessons.collecting import splitting
from lessons.collecting.splitting import Part
from lessons.collection_models import Collection, CollectionPart, Job, PartState
from lessons.importing import Refused, Source, cleaning, marked
from lessons.importing.blocks import Block
from lessons.importing.refusals import DOCUMENT_WORDS
from lessons.importing.texts import assemble

TITLE_LENGTH = 200
# Shorter documents are one lesson, also when a collection is asked for.
LEAST_WORDS = 1_500
# A part at which the program ended so often is not begun again.
TRIES = 3
NOT_MADE = "This part could not be made. Try it again, or take it out."

log = logging.getLogger(__name__)


class AlreadyCollected(Refused):
    """The teacher has a collection of the same text."""

    def __init__(self, collection: Collection) -> None:
        self.collection_id, self.title = collection.id, collection.title
        super().__init__(f"This text is among your collections already: “{collection.title}”.")


def begin(
    source: Source, *, owner: User, title: str = "", submission: str | None = None, unless_there: bool = False
) -> Collection | None:
    """A collection whose parts wait to be made; none when the document is short enough for one lesson.

    Refused when it is no English text, or a paragraph of it is longer than a lesson may be. A submission seen before
    gives the collection that was made of it. AlreadyCollected, if asked for, when the owner has the same.
    """
    if not source.left_out:
        importing.check(source.text, most=DOCUMENT_WORDS)
    found = cleaning.article(source, title=title)
    text = assemble(found.title, found.blocks).text
    importing.check(text, most=DOCUMENT_WORDS)
    parts = splitting.split(found.blocks)
    if len(parts) < 2 or len(text.split()) < LEAST_WORDS:
        return None
    for part in parts:
        importing.check_length(assemble("", part.blocks).text)
    columns = {
        "title": (found.title or "Untitled")[:TITLE_LENGTH],
        "owner_id": owner.id,
        "fingerprint": duplicates.fingerprint(text),
        **sources.columns(source.provenance),
    }
    rows = _rows(parts, found.removed, title=str(columns["title"]))
    return _insert(columns, rows, submission=submission, unless_there=unless_there)


def _insert(
    columns: dict[str, object], rows: Sequence[CollectionPart], *, submission: str | None, unless_there: bool
) -> Collection:
    same = select(Collection).filter_by(owner_id=columns["owner_id"], fingerprint=columns["fingerprint"])
    if made := db.session.scalar(same.filter_by(submission=submission)) if submission else None:
        return made
    if unless_there and (there := db.session.scalars(same.limit(1)).first()):
        raise AlreadyCollected(there)
    if submission and db.session.scalar(select(exists().where(Collection.submission == submission))):
        submission = None  # the same page of the form, but another text in it, or another person
    row = insert_new(Collection).values(**columns, submission=submission).returning(Collection.id)
    made_id = db.session.scalar(row)
    if made_id is None:  # by another request of the same moment
        return db.session.scalars(select(Collection).filter_by(submission=submission)).one()
    collection = db.session.get_one(Collection, made_id)
    collection.parts = list(rows)
    collection.job = Job()
    db.session.flush()
    return collection


def _rows(parts: Sequence[Part], removed: Sequence[tuple[int, str]], *, title: str) -> list[CollectionPart]:
    """The parts, each with the lines that were left out after a block of it (the first, before it too)."""
    rows, start = [], 0
    for place, part in enumerate(parts):
        end = start + len(part.blocks)
        lines = [(at - start, line) for at, line in removed if start < at <= end or not (start or at)]
        rows.append(_row(part, place, lines, title=title))
        start = end
    return rows


def _row(part: Part, place: int, lines: Sequence[tuple[int, str]], *, title: str) -> CollectionPart:
    """`left_out` stands before the block whose number it has, and beside each other as it came."""
    left_out = [(at, 0, Block("paragraph", line, 0, 0)) for at, line in lines if line.strip()]
    kept = [(at, 1, block) for at, block in enumerate(part.blocks) if block.text.strip()]
    came = sorted([*left_out, *kept], key=lambda each: each[:2])
    return CollectionPart(
        position=place,
        title=title_of(part, place=place, document=title),
        text=marked.written(block for *_, block in came),
        left_out=[number for number, (_, kind, _) in enumerate(came) if not kind],
        word_count=part.words,
    )


def title_of(part: Part, *, place: int, document: str) -> str:
    """ "Document title: Heading"; a long document's title is cut short before the heading is."""
    name = part.heading or f"Part {place + 1}"
    if part.heading and part.number > 1:
        name = f"{name[: TITLE_LENGTH - 8]} ({part.number})"
    room = TITLE_LENGTH - len(name) - 2
    return f"{document[:room].rstrip()}: {name}" if room >= 10 else name[:TITLE_LENGTH]


# -- in the background


def work(*, worker: str, goes_on: Callable[[], bool] = lambda: True) -> bool:
    """Take up a job and make its parts to the end; whether there was one. Commits after each part."""
    collection_id = jobs.claim(worker=worker, now=datetime.now(UTC))
    db.session.commit()
    if collection_id is None:
        return False
    while goes_on() and (part_id := _take_part(collection_id, worker=worker)):
        _make(part_id, worker=worker)
    if goes_on():
        jobs.finish(collection_id, worker=worker)
        db.session.commit()
    return True


def _take_part(collection_id: int, *, worker: str) -> int | None:
    """The next part that waits, its attempt counted before it is begun; none when the job is this worker's no more."""
    waiting = select(CollectionPart.id).where(
        CollectionPart.collection_id == collection_id, CollectionPart.state == PartState.WAITING
    )
    part_id = db.session.scalar(waiting.order_by(CollectionPart.position).limit(1))
    if part_id is None or not _change(part_id, worker, attempts=CollectionPart.attempts + 1):
        db.session.rollback()
        return None
    db.session.commit()
    return part_id


def _make(part_id: int, *, worker: str) -> None:
    """Make the part a lesson, or tell why it is none; nothing when the part is gone or another's by now."""
    attempts = db.session.scalar(select(CollectionPart.attempts).filter_by(id=part_id)) or 0
    try:
        if attempts > TRIES:
            raise Refused(NOT_MADE)
        lesson_id = _lesson_of(part_id)
        kept = _change(part_id, worker, state=PartState.DONE, lesson_id=lesson_id, text="", error="")
    except Refused as refused:
        db.session.rollback()
        kept = _change(part_id, worker, state=PartState.FAILED, error=str(refused))
    except Exception:
        log.exception("part %s of a collection was not made, attempt %s", part_id, attempts)
        db.session.rollback()
        kept = attempts < TRIES or _change(part_id, worker, state=PartState.FAILED, error=NOT_MADE)
    if kept:
        db.session.commit()
    else:
        db.session.rollback()


def _lesson_of(part_id: int) -> int:
    part = db.session.get_one(CollectionPart, part_id)
    collection = jobs.part_collection(part)
    source = Source(
        part.text,
        marked=True,
        left_out=frozenset(part.left_out),
        is_clean=True,
        provenance=sources.of(collection),
    )
    return drafts.create(source, owner=collection.owner, title=part.title).id


def _change(part_id: int, worker: str, **values: object) -> bool:
    """Change a part that waits and is this worker's to make; whether it is."""
    mine = CollectionPart.collection_id.in_(jobs.held(worker=worker))
    waits = CollectionPart.state == PartState.WAITING
    return jobs.changed(update(CollectionPart).where(CollectionPart.id == part_id, mine, waits).values(values))
