"""The starter library: lessons that come with Readwell, in `lessons/starter_texts/`."""

import json
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from db import db
from lessons.importing import Source
from lessons.models import Lesson

FOLDER = Path(__file__).with_name("starter_texts")
NOTE = "Written for Readwell."


def load() -> int:
    """Add the starter lessons that are not there, and bring those up to date whose text has changed; how many.

    Commits after each. One that a keeper withdrew or put away stays so.
    """
    return sum(_load(**entry) for entry in json.loads((FOLDER / "index.json").read_text(encoding="utf-8")))


def _load(*, slug: str, file: str, adaptation_of: str | None = None) -> bool:
    source = Source((FOLDER / file).read_text(encoding="utf-8"), markdown=True)
    lesson = _find(slug)
    if lesson and lesson.source == source.text:
        return False
    from lessons import drafts  # late: it brings the pipeline, which a start with nothing to do does not need

    try:
        if lesson:
            drafts.replace(lesson, source)
        else:
            original = _find(adaptation_of) if adaptation_of else None
            lesson = drafts.create(source, owner=None, slug=slug, adaptation_of=original, source_note=NOTE)
            drafts.publish(lesson, now=datetime.now(UTC))
        db.session.commit()
    except drafts.SlugTaken:
        # Another process started at the same moment and has just added it.
        db.session.rollback()
        return False
    return True


def _find(slug: str) -> Lesson | None:
    return db.session.scalar(select(Lesson).filter_by(slug=slug))
