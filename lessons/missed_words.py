"""The terms that a reader did not know in a quiz: they come back in the review."""

import re
from typing import Any

from sqlalchemy import select

from db import db
from lessons import answers
from lessons.models import Item, ItemFormat, LessonTerm, QuizKind
from vocab import glossary
from vocab.glossary import Key
from vocab.models import Lexeme

_QUOTED = re.compile("“([^”]+)”")


def of(item: Item, given: list[Any]) -> list[int]:
    """The lexemes of the lesson's terms that a question of vocabulary asked for and the answer missed."""
    keys = keys_of(item, given)
    return [lexeme_id for key, lexeme_id in terms_of(item.lesson_id).items() if key in keys] if keys else []


def keys_of(item: Item, given: list[Any]) -> set[Key]:
    """The glossary's keys of the words that a question of vocabulary asked for and the answer missed."""
    if item.quiz is not QuizKind.VOCABULARY:
        return set()
    parts = [part for part in answers.told(item, given) if not part.is_right]
    if not parts:
        return set()
    if item.format is ItemFormat.CHOICE:
        words = {item.right[0], *_QUOTED.findall(item.stem)}
    else:
        words = {word for part in parts for word in (part.prompt, part.right)}
    return {entry.key for word in words for entry in glossary.named(word) if entry.is_term}


def terms_of(lesson_id: int) -> dict[Key, int]:
    """The lexemes of the lesson's terms by their keys."""
    rows = db.session.execute(
        select(Lexeme.id, Lexeme.lemma, Lexeme.pos, Lexeme.sense)
        .join(LessonTerm, LessonTerm.lexeme_id == Lexeme.id)
        .where(LessonTerm.lesson_id == lesson_id, LessonTerm.removed.is_(False))
    )
    return {(row[1], row[2], row[3]): row[0] for row in rows}
