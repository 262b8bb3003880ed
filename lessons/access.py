"""Loading and permission in one call: what is not theirs is not there (404)."""

from flask import abort
from sqlalchemy import select

from accounts import access
from accounts.models import Role, User
from db import db
from lessons.models import Attempt, Item, Lesson, LessonTerm, Status


def lesson_for_reader(slug: str) -> Lesson:
    """A published lesson; its owner may see it before."""
    lesson = _lesson(slug)
    if lesson.status is not Status.PUBLISHED and not _owns(access.signed_in(), lesson):
        abort(404)
    return lesson


def lesson_for_owner(slug: str) -> Lesson:
    """A lesson of the teacher who is here, or any for a keeper."""
    lesson = _lesson(slug)
    if not _owns(access.signed_in(), lesson):
        abort(404)
    return lesson


def attempt_for_reader(attempt_id: int) -> Attempt:
    """An attempt of the reader of this browser."""
    attempt, here = db.session.get(Attempt, attempt_id), access.reader()
    if attempt is None or here is None or attempt.user_id != here.id:
        abort(404)
    lesson_for_reader(attempt.lesson.slug)
    return attempt


def item_of(lesson: Lesson, item_id: int) -> Item:
    item = db.session.scalar(select(Item).filter_by(id=item_id, lesson_id=lesson.id))
    return item if item else abort(404)


def term_of(lesson: Lesson, lexeme_id: int) -> LessonTerm:
    term = db.session.get(LessonTerm, (lesson.id, lexeme_id))
    return term if term else abort(404)


def _lesson(slug: str) -> Lesson:
    lesson = db.session.scalar(select(Lesson).filter_by(slug=slug)) if slug.isascii() and slug.isprintable() else None
    return lesson if lesson else abort(404)


def _owns(user: User | None, lesson: Lesson) -> bool:
    if user is None or user.password_is_temporary or not user.can_teach:
        return False
    return user.role is Role.KEEPER or lesson.owner_id == user.id
