"""In which sense a word is meant in a lesson, where its teacher chose it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db import Model
from vocab.models import Lexeme


class LessonSense(Model):
    """The sense of a word wherever it stands in a lesson; at most one for each lemma and part of speech."""

    __tablename__ = "lesson_sense"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True)
    lexeme_id: Mapped[int] = mapped_column(ForeignKey("lexeme.id"), primary_key=True)
    # The word is gone from the text, and its teacher wants to hear no more of it.
    is_set_aside: Mapped[bool] = mapped_column(default=False)

    lexeme: Mapped[Lexeme] = relationship()
