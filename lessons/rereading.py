"""After an upgrade, lessons are read again: a grown glossary, or better rules, find more in them."""

import hashlib
from collections.abc import Callable

from sqlalchemy import select

from db import db
from lessons.models import Lesson
from vocab import glossary, known_abbreviations

# To be changed with the rules of terms, levels or questions.
VERSION = "5"


def rules() -> str:
    """What a text is read with now: the version of the rules and the files of words, in 64 characters."""
    return hashlib.sha256(
        f"{VERSION} {glossary.fingerprint()} {known_abbreviations.fingerprint()}".encode()
    ).hexdigest()


def read_anew(report: Callable[[str], object]) -> int:
    """Read again each lesson that was read with something else; how many. Commits after each."""
    now = rules()
    stale = db.session.scalars(select(Lesson.id).where(Lesson.read_with != now).order_by(Lesson.id)).all()
    if stale:
        from lessons import drafts  # late: it brings the pipeline, which a start with nothing to do does not need

        report(f"Reading {len(stale)} lessons again, with the glossary as it is now …")
        for lesson_id in stale:
            drafts.read_again(db.session.get_one(Lesson, lesson_id))
            db.session.commit()
    return len(stale)
