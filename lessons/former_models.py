"""The title and text that a lesson had before its last edit."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db import Model, UtcDateTime


class FormerText(Model):
    """One for each lesson. `text` has the marks of the editor; all else is as it was then."""

    __tablename__ = "former_text"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    # The lines that were left out of the text.
    removed: Mapped[list[str]] = mapped_column(JSON)
    # What the teacher had decided: rows of LessonTerm, LessonSense and Item as `lessons.former_texts` writes them.
    terms: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    senses: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # What the questions were made with.
    seed: Mapped[int]
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The text is a later one, which an undo took back.
    is_undone: Mapped[bool] = mapped_column(default=False)
