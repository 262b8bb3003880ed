"""What the keeper's page and a person's own data say of lessons, and what becomes of a teacher's when they go."""

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update

from accounts import belongings, classrooms, leaving, panels, portability
from accounts.models import Classroom, Membership, Part, User
from accounts.panels import Panel
from db import db
from lessons.assignment_models import AssignedReading, Assignment, Lookup
from lessons.former_models import FormerText
from lessons.models import (
    Attempt,
    Item,
    ItemVersion,
    Lesson,
    LessonTerm,
    Occurrence,
    Response,
    Section,
    Sentence,
    Status,
)
from lessons.sense_models import LessonSense
from vocab.models import Gloss

STATES = {Status.PUBLISHED: "In the library", Status.DRAFT: "Drafts", Status.ARCHIVED: "Put away"}

belongings.call(Lesson, "lesson", "lessons", moment=Lesson.created_at, is_main=True)
belongings.call(Attempt, "quiz taken", "quizzes taken", moment=Attempt.started_at, is_main=True)
belongings.call(Response, "answer in a quiz", "answers in quizzes", moment=Response.answered_at)
belongings.call(AssignedReading, "assigned text opened", "assigned texts opened", moment=AssignedReading.opened_at)
belongings.call(Lookup, "word looked up for a class", "words looked up for a class", moment=Lookup.last_at)
belongings.call(Section, "part of a lesson", "parts of lessons")
belongings.call(LessonTerm, "medical word of a lesson", "medical words of lessons")
belongings.call(LessonSense, "meaning chosen for a lesson", "meanings chosen for lessons")
belongings.call(Item, "question of a lesson", "questions of lessons")
belongings.call(ItemVersion, "earlier wording of a question", "earlier wordings of questions")
belongings.call(FormerText, "earlier text of a lesson", "earlier texts of lessons")
belongings.call(Assignment, "lesson given to a class", "lessons given to classes")
for _made in (Sentence, Occurrence):
    belongings.leave_out(_made, because="where each sentence and word of a lesson stands; it is made from the text")
portability.quote(Lesson, "title", "slug")
# The key stays out: the answers to a test that is going on are no business of the one who takes it.
portability.quote(Item, "stem", "passage", "prompts", "options")


@panels.tells
def _lessons() -> Panel:
    counts = {row[0]: row[1] for row in db.session.execute(select(Lesson.status, func.count()).group_by(Lesson.status))}
    lines = [(name, f"{counts.get(status, 0):,}") for status, name in STATES.items()]
    without_owner = ("Without an owner", f"{_count(Lesson.owner_id.is_(None)):,}")
    return Panel("Lessons", (*lines, without_owner), note="Keepers find all of them on their desk.")


@classrooms.tells
def _of_class(classroom: Classroom) -> list[str]:
    """Counted with the other teachers' part; what students did in quizzes is their own and stays."""
    given = select(Assignment.id).filter_by(classroom_id=classroom.id)
    lessons = db.session.scalar(select(func.count()).select_from(given.subquery())) or 0
    if not lessons:
        return []
    taken = select(func.count()).select_from(Attempt).where(Attempt.assignment_id.in_(given))
    quizzes = db.session.scalar(taken) or 0
    counted = f"{lessons} {'lesson' if lessons == 1 else 'lessons'} given to it"
    told = f"{counted}, with who read them and which words were looked up; the lessons themselves stay."
    taken_for_it = f"{quizzes} {'quiz' if quizzes == 1 else 'quizzes'} taken for it"
    kept = f"Its results: {taken_for_it}. Students keep theirs; you do not see them any more."
    return [told, *([kept] if quizzes else [])]


# -- a teacher goes


def _tell(user: User) -> list[str]:
    count = _count(Lesson.owner_id == user.id, is_used())
    if not count:
        return []
    told = f"{count} {'lesson' if count == 1 else 'lessons'} in the library or given to a class."
    return [told, *_results(_ids(user, is_used()))]


def _goes(user: User) -> list[str]:
    count = _count(Lesson.owner_id == user.id, ~is_used())
    if not count:
        return []
    told = f"{count} {'lesson' if count == 1 else 'lessons'} that nobody else can see"
    return [told, *_results(_ids(user, ~is_used()))]


def _settle(user: User, *, stays: bool) -> None:
    """The lessons that stay have no owner then; pages that show the teacher's own explanations are made anew."""
    mine = Lesson.owner_id == user.id
    db.session.execute(delete(Lesson).where(mine & ~is_used() if stays else mine))
    # What the teacher took out of a text that stays is nobody else's.
    db.session.execute(delete(FormerText).where(FormerText.lesson_id.in_(select(Lesson.id).where(mine))))
    explained = select(Gloss.lexeme_id).where(Gloss.owner_id == user.id)
    shown = select(Occurrence.lesson_id).where(Occurrence.lexeme_id.in_(explained))
    changed = {"revision": Lesson.revision + 1, "read_with": ""}
    db.session.execute(update(Lesson).where(or_(mine, Lesson.id.in_(shown))).values(changed))


def is_used() -> ColumnElement[bool]:
    """Whether others read it: in the library, or in a class with students."""
    with_students = select(Membership.classroom_id).filter_by(part=Part.STUDENT)
    given = select(Assignment.lesson_id).where(Assignment.classroom_id.in_(with_students))
    return or_(Lesson.status == Status.PUBLISHED, Lesson.id.in_(given))


def _ids(user: User, which: ColumnElement[bool]) -> Select[int]:
    return select(Lesson.id).where(Lesson.owner_id == user.id, which)


def _results(lesson_ids: Select[int]) -> list[str]:
    """What other people did in these lessons, in a sentence, if anything."""
    owner = select(Lesson.owner_id).where(Lesson.id == Attempt.lesson_id).scalar_subquery()
    counted = select(func.count(), func.count(Attempt.user_id.distinct())).where(
        Attempt.lesson_id.in_(lesson_ids), Attempt.user_id != owner
    )
    quizzes, readers = db.session.execute(counted).one()
    if not quizzes:
        return []
    took = "1 other reader has" if readers == 1 else f"{readers} other readers have"
    taken = "1 quiz" if quizzes == 1 else f"{quizzes} quizzes"
    return [f"{took} taken {taken} in them. These results go with the lessons."]


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Lesson).where(*which)) or 0


leaving.shares(_tell, _settle, _goes)
