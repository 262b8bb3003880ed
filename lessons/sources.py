"""Where a lesson's text is from, in its row."""

from db import db
from lessons.collection_models import Collection
from lessons.importing import Provenance
from lessons.models import Lesson


def columns(told: Provenance, *, note: str = "") -> dict[str, object]:
    """What a new row keeps; a note of its own wins over what was found."""
    return {
        "source_note": note or told.note,
        "source_url": told.url,
        "source_author": told.author,
        "source_licence": told.licence,
        "source_accessed": told.accessed,
    }


def of(lesson: Lesson | Collection) -> Provenance:
    return Provenance(
        lesson.source_note, lesson.source_url, lesson.source_author, lesson.source_licence, lesson.source_accessed
    )


def tell(lesson: Lesson, told: Provenance) -> None:
    """Keep it, as readers will see it."""
    for column, value in columns(told).items():
        setattr(lesson, column, value)
    lesson.revision += 1
    db.session.flush()
