"""Loading and permission in one call: what is not theirs is not there (404)."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from flask import abort
from sqlalchemy import select

from accounts import access
from accounts.models import Classroom, Role, User
from db import db
from lessons import chosen_senses, leftovers, tasks
from lessons.assignment_models import Assignment
from lessons.collecting import parts
from lessons.collecting.parts import Place
from lessons.collection_models import Collection, CollectionPart
from lessons.leftovers import Kind, Leftover
from lessons.models import Attempt, Item, Lesson, LessonTerm, Status
from vocab.models import Lexeme


def lesson_for_reader(slug: str) -> Lesson:
    """A published lesson; its owner may see it before, and a class that its owner gave it to."""
    lesson = _lesson(slug)
    return lesson if _may_read(access.signed_in(), lesson) else abort(404)


def place_for_reader(lesson: Lesson) -> Place | None:
    """Where the lesson stands in its collection, with those of its neighbours that the reader may read."""
    place, user = parts.place_of(lesson), access.signed_in()
    if place is None:
        return None
    given = tasks.lesson_ids(user) if user else set()

    def is_open(one: Lesson) -> bool:
        return one.status is Status.PUBLISHED or _owns(user, one) or (one.id in given and _may_read(user, one))

    nearest = [list(islice(filter(is_open, side), 1)) for side in (place.before, place.after)]
    return replace(place, before=nearest[0], after=nearest[1])


def collection_for_owner(collection_id: int) -> Collection:
    """A collection of the teacher who is here, or any for a keeper."""
    collection, user = db.session.get(Collection, collection_id), access.signed_in()
    if collection is None or not _owns(user, collection):
        abort(404)
    return collection


def part_of(collection: Collection, part_id: int) -> CollectionPart:
    part = db.session.get(CollectionPart, part_id)
    return part if part and part.collection_id == collection.id else abort(404)


def lesson_for_owner(slug: str) -> Lesson:
    """A lesson of the teacher who is here, or any for a keeper."""
    lesson = _lesson(slug)
    if not _owns(access.signed_in(), lesson):
        abort(404)
    return lesson


def lesson_for_teacher(slug: str) -> Lesson:
    """A lesson whose answers the teacher who is here may see."""
    lesson = _lesson(slug)
    return lesson if may_see_answers(lesson) else abort(404)


def may_see_answers(lesson: Lesson) -> bool:
    """Whether a teacher is here and the lesson is published, or their own."""
    user = access.signed_in()
    if user is None or user.password_is_temporary or not user.can_teach:
        return False
    return lesson.status is Status.PUBLISHED or _owns(user, lesson)


def attempt_for_reader(attempt_id: int) -> Attempt:
    """An attempt of the reader of this browser."""
    attempt, here = db.session.get(Attempt, attempt_id), access.reader()
    if attempt is None or here is None or attempt.user_id != here.id:
        abort(404)
    lesson_for_reader(attempt.lesson.slug)
    if holding := tasks.held_back(here, attempt, now=datetime.now(UTC)):
        abort(403, _why_held(holding, attempt))
    return attempt


def assignment_of(classroom: Classroom, assignment_id: int) -> Assignment:
    assignment = db.session.get(Assignment, assignment_id)
    return assignment if assignment and assignment.classroom_id == classroom.id else abort(404)


def assignment_for_student(assignment_id: int) -> Assignment:
    """What the person here was given, from when it opens; also after it closed."""
    assignment = db.session.get(Assignment, assignment_id)
    if assignment is None or not access.learns(assignment.classroom_id):
        abort(404)
    return assignment if assignment.has_opened(now=datetime.now(UTC)) else abort(404)


def item_of(lesson: Lesson, item_id: int) -> Item:
    item = db.session.scalar(select(Item).filter_by(id=item_id, lesson_id=lesson.id))
    return item if item else abort(404)


def term_of(lesson: Lesson, lexeme_id: int) -> LessonTerm:
    term = db.session.get(LessonTerm, (lesson.id, lexeme_id))
    return term if term else abort(404)


def word_of(lesson: Lesson, lexeme_id: int) -> Lexeme:
    """A word of several meanings in the lesson."""
    word = chosen_senses.word_of(lesson, lexeme_id)
    return word if word else abort(404)


def leftover_of(lesson: Lesson, kind: str, number: int) -> Leftover:
    """A decision that no longer fits the text."""
    leftover = leftovers.find(lesson, Kind(kind), number)
    return leftover if leftover else abort(404)


def _why_held(holding: Assignment, attempt: Attempt) -> str:
    name = holding.classroom.name
    if holding.id == attempt.assignment_id:
        return f"This quiz of the class “{name}” is closed. What you answered is kept."
    return f"This quiz is a test of the class “{name}” now. When you have done the test, you can look at this again."


def _lesson(slug: str) -> Lesson:
    lesson = db.session.scalar(select(Lesson).filter_by(slug=slug)) if slug.isascii() and slug.isprintable() else None
    return lesson if lesson else abort(404)


def _may_read(user: User | None, lesson: Lesson) -> bool:
    if lesson.status is Status.PUBLISHED or _owns(user, lesson):
        return True
    if user is None or user.password_is_temporary:
        return False
    return tasks.may_read(user, lesson, now=datetime.now(UTC))


def _owns(user: User | None, thing: Lesson | Collection) -> bool:
    if user is None or user.password_is_temporary or not user.can_teach:
        return False
    return user.role is Role.KEEPER or thing.owner_id == user.id
