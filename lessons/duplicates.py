"""Whether a text is there already."""

import hashlib
import re

from sqlalchemy import or_, select

from db import db
from lessons.importing import Refused
from lessons.models import Lesson, Status

_WORD = re.compile(r"\w+")


class AlreadyThere(Refused):
    """The same text is a lesson already: the teacher's own, or one that everybody may read."""

    def __init__(self, lesson: Lesson, *, owner_id: int | None) -> None:
        self.slug, self.title, self.is_own = lesson.slug, lesson.title, lesson.owner_id == owner_id
        where = "among your texts" if self.is_own else "in the library"
        super().__init__(f"This text is {where} already: “{lesson.title}”.")


def fingerprint(text: str) -> str:
    """The same for the same words in the same order, whatever their case, marks and line ends."""
    words = " ".join(_WORD.findall(text.casefold()))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def find(of_text: str, *, owner_id: int | None) -> Lesson | None:
    """The first lesson of that fingerprint among the owner's own and the published ones."""
    seen = or_(Lesson.owner_id == owner_id, Lesson.status == Status.PUBLISHED)
    own_first = (Lesson.owner_id == owner_id).desc()
    query = select(Lesson).where(Lesson.fingerprint == of_text, seen).order_by(own_first, Lesson.id)
    return db.session.scalars(query.limit(1)).first()
