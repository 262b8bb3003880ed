"""A lesson on its teacher's desk: made, changed, read again, published."""

import re
import secrets
import unicodedata
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, update

from accounts.models import User
from db import db, insert_new
from lessons import analysis, duplicates, importing, sources, storing
from lessons.duplicates import AlreadyThere
from lessons.importing import Refused, Source, Text
from lessons.models import Lesson, LessonTerm, Occurrence, Status
from lessons.sense_models import LessonSense
from vocab import lexemes
from vocab.glossary import Entry, Key
from vocab.models import Gloss, Lexeme

TITLE_LENGTH = 200


class SlugTaken(ValueError):
    """Another lesson has this address."""


def create(
    source: Source,
    *,
    owner: User | None,
    title: str = "",
    submission: str | None = None,
    source_note: str = "",
    slug: str | None = None,
    adaptation_of: Lesson | None = None,
    unless_there: bool = False,
) -> Lesson:
    """A new draft from a text. Refused when no lesson can be made of it; the database is as before then.

    A submission seen before gives the lesson that was made of it. SlugTaken when a given slug is another lesson's;
    AlreadyThere, if asked for, when another lesson has the same text.
    """
    owner_id = owner.id if owner else None
    made = _made_before(submission) if submission else None
    if made and made.source == source.text and made.owner_id == owner_id:
        return made
    if made:
        submission = None  # the same page of the form, but another text in it, or another person
    if not source.left_out:
        importing.check(source.text)  # before the title and the furniture go, for the plainest words on a fault
    text = importing.clean(source, title=title)
    importing.check(text.text)
    fingerprint = duplicates.fingerprint(text.text)
    there = duplicates.find(fingerprint, owner_id=owner_id) if unless_there else None
    if there and submission and there.submission == submission:
        return there  # made by another request of the same moment
    if there:
        raise AlreadyThere(there, owner_id=owner_id)
    read = analysis.analyse(text, own=lexemes.entries_everywhere(first=owner_id))
    columns = {
        "title": _title(text.title),
        "text": text.text,
        "source": source.text,
        "removed": list(text.removed),
        "owner_id": owner_id,
        "submission": submission,
        "fingerprint": fingerprint,
        **sources.columns(source.provenance, note=source_note),
        "adaptation_of_id": adaptation_of.id if adaptation_of else None,
        **storing.level_columns(read),
    }
    lesson = _insert(slug or _free_slug(text.title), columns)
    if lesson is None:
        # Another request of the same moment made this lesson, or took its slug.
        if submission and (made := _made_before(submission)):
            return made
        lesson = None if slug else _insert(_free_slug(text.title), columns)
    if lesson is None:
        raise SlugTaken(slug)
    storing.store(lesson, read)
    return lesson


def _insert(slug: str, columns: dict[str, object]) -> Lesson | None:
    """A new row, or None when its slug or submission is there already."""
    made = db.session.scalar(insert_new(Lesson).values(slug=slug, **columns).returning(Lesson.id))
    return db.session.get(Lesson, made) if made else None


def rewrite(lesson: Lesson, *, title: str, text: str) -> None:
    """Give the lesson another title and text; what the teacher decided of its terms and questions stays."""
    importing.check(text)
    _read_again(lesson, importing.edited(text, title=title))


def replace(lesson: Lesson, source: Source) -> None:
    """Make the lesson anew from another source, as when it comes with an upgrade."""
    lesson.source = source.text
    text = importing.clean(source)
    lesson.fingerprint = duplicates.fingerprint(text.text)
    _read_again(lesson, text)


def put_back(lesson: Lesson, line: str) -> None:
    """Put a line that was left out of the text where it stood; one that is back already changes nothing."""
    if line not in lesson.removed:
        return
    text = importing.put_back(storing.stored_text(lesson), line, source=lesson.source)
    at = lesson.removed.index(line)
    lesson.removed = [*lesson.removed[:at], *lesson.removed[at + 1 :]]
    _read_again(lesson, text)


def as_edited(lesson: Lesson) -> str:
    """The text as the teacher edits it, with its headings and list items marked."""
    return importing.as_edited(storing.stored_text(lesson))


def add_term(lesson: Lesson, *, form: str, kind: str, level: str, definition: str, teacher: User) -> None:
    """Make the words of the text a term with the teacher's own gloss. Refused when the text does not have them."""
    form = " ".join(form.split())
    if not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", lesson.text, re.IGNORECASE):
        raise Refused(f"“{form}” does not stand in this text. Copy it from the text as it is written there.")
    entry = Entry(lemma=form.lower(), pos="NOUN", kind=kind, level=level, definition=definition, variants=(form,))
    lexeme_id = lexemes.ensure_terms([entry])[entry.key]
    term = _term(lesson, lexeme_id) or LessonTerm(lesson_id=lesson.id, lexeme_id=lexeme_id)
    term.added, term.removed, term.form = True, False, form
    db.session.add(term)
    _put_gloss(term, definition, teacher)
    read_again(lesson)
    here = exists().where(Occurrence.lesson_id == lesson.id, Occurrence.lexeme_id == lexeme_id)
    if not db.session.scalar(select(here)):
        raise Refused(f"“{form}” is no unit here: it runs over the end of a sentence, or is part of a longer term.")


def gloss_term(lesson: Lesson, lexeme_id: int, *, definition: str, teacher: User) -> None:
    """Explain a term in the teacher's own words in this lesson; nothing written brings the built-in gloss back."""
    term = _term(lesson, lexeme_id)
    if term is None:
        raise LookupError(lexeme_id)
    _put_gloss(term, definition.strip(), teacher)
    read_again(lesson)


def _put_gloss(term: LessonTerm, definition: str, teacher: User) -> None:
    """In the place of the one that this lesson had; an empty definition leaves none."""
    before = term.gloss
    term.gloss = lexemes.add_gloss(term.lexeme_id, owner_id=teacher.id, definition=definition) if definition else None
    if before:
        db.session.delete(before)
    db.session.flush()


def gloss_everywhere(lexeme_id: int, *, definition: str, teacher: User) -> None:
    """Explain a word in the teacher's own words in every lesson; nothing written takes them back.

    The pages show it at once; the questions of other lessons follow when those are next read.
    """
    lexemes.gloss_everywhere(lexeme_id, owner=teacher, definition=definition)
    here = select(Occurrence.lesson_id).where(Occurrence.lexeme_id == lexeme_id)
    changed = {"revision": Lesson.revision + 1, "read_with": ""}
    db.session.execute(update(Lesson).where(Lesson.id.in_(here)).values(changed))


def read_again(lesson: Lesson) -> None:
    """Read the stored text once more, as when the glossary has grown; what the teacher decided stays."""
    _read_again(lesson, storing.stored_text(lesson))


def remove_term(lesson: Lesson, lexeme_id: int, *, removed: bool) -> None:
    """Take a term out of the lesson, or put it back."""
    term = _term(lesson, lexeme_id)
    if term is None:
        raise LookupError(lexeme_id)
    term.removed = removed
    read_again(lesson)


def publish(lesson: Lesson, *, now: datetime) -> None:
    """Put the lesson into the library; a second time changes nothing."""
    if lesson.status is not Status.PUBLISHED:
        lesson.status, lesson.published_at = Status.PUBLISHED, now
        lesson.revision += 1
    db.session.flush()


def withdraw(lesson: Lesson, *, to: Status) -> None:
    """Take the lesson out of the library: back to a draft, or into the archive."""
    if lesson.status is not to:
        lesson.status = to
        lesson.revision += 1
    db.session.flush()


def _read_again(lesson: Lesson, text: Text) -> None:
    own = {entry.key: entry for entry in (*lexemes.entries_everywhere(first=lesson.owner_id), *_own_entries(lesson))}
    without = _keys(LessonTerm, LessonTerm.lesson_id == lesson.id, LessonTerm.removed.is_(True))
    meant = _keys(LessonSense, LessonSense.lesson_id == lesson.id)
    read = analysis.analyse(text, own=tuple(own.values()), without=without, meant=meant)
    lesson.title, lesson.text = _title(text.title or lesson.title), text.text
    for column, value in storing.level_columns(read).items():
        setattr(lesson, column, value)
    lesson.revision += 1
    storing.store(lesson, read)


def _own_entries(lesson: Lesson) -> list[Entry]:
    """Added terms, and found ones that the teacher explained, as entries before the built-in ones."""
    rows = db.session.execute(
        select(LessonTerm, Lexeme, Gloss)
        .join(Lexeme, LessonTerm.lexeme_id == Lexeme.id)
        .join(Gloss, LessonTerm.gloss_id == Gloss.id)
        .where(LessonTerm.lesson_id == lesson.id, LessonTerm.removed.is_(False))
    )
    return [
        lexemes.explained(lexeme, gloss.definition, variants=(term.form,) if term.form else ())
        for term, lexeme, gloss in rows
    ]


def _keys(decided: type[LessonTerm] | type[LessonSense], *which: ColumnElement[bool]) -> set[Key]:
    """The keys of the lexemes of which a teacher decided this."""
    columns = (Lexeme.lemma, Lexeme.pos, Lexeme.sense)
    return set(db.session.execute(select(*columns).join(decided, decided.lexeme_id == Lexeme.id).where(*which)))


def _term(lesson: Lesson, lexeme_id: int) -> LessonTerm | None:
    return db.session.get(LessonTerm, (lesson.id, lexeme_id))


def _made_before(submission: str) -> Lesson | None:
    return db.session.scalar(select(Lesson).filter_by(submission=submission))


def _title(title: str) -> str:
    return (title or "Untitled")[:TITLE_LENGTH]


def _free_slug(title: str) -> str:
    """The title as it may stand in an address; a few random letters when another lesson has that one."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:70].strip("-") or "lesson"
    taken = db.session.scalar(select(exists().where(Lesson.slug == slug)))
    return f"{slug}-{secrets.token_hex(4)}" if taken else slug
