"""A lesson on its teacher's desk: made, changed, read again, published."""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.exc import IntegrityError

from accounts.models import User
from db import db
from lessons import analysis, importing, quizzes
from lessons.analysis import Analysis
from lessons.importing import Refused, Source, Text
from lessons.models import (
    Attempt,
    BlockKind,
    Item,
    ItemState,
    Lesson,
    LessonTerm,
    Occurrence,
    QuizKind,
    Section,
    Sentence,
    Status,
)
from vocab import levels, lexemes
from vocab.glossary import Entry
from vocab.models import Gloss, Lexeme

TITLE_LENGTH = 200


def create(
    source: Source,
    *,
    owner: User | None,
    title: str = "",
    submission: str | None = None,
    source_note: str = "",
    slug: str | None = None,
    adaptation_of: Lesson | None = None,
) -> Lesson:
    """A new draft from a text. Refused when no lesson can be made of it; the database is as before then.

    A submission seen before gives the lesson that was made of it.
    """
    if submission and (made := _made_before(submission)):
        return made
    importing.check(source.text)
    text = importing.clean(source, title=title)
    importing.check(text.text)
    lesson = Lesson(
        slug=slug or _free_slug(text.title),
        title=_title(text.title),
        text=text.text,
        source=source.text,
        removed=list(text.removed),
        owner_id=owner.id if owner else None,
        submission=submission,
        source_note=source_note,
        adaptation_of_id=adaptation_of.id if adaptation_of else None,
        **_level_columns(read := analysis.analyse(text)),
    )
    try:
        with db.session.begin_nested():
            db.session.add(lesson)
    except IntegrityError:
        # The same form came twice at the same moment: the other request made the lesson.
        if submission and (made := _made_before(submission)):
            return made
        raise
    _store(lesson, read)
    return lesson


def rewrite(lesson: Lesson, *, title: str, text: str) -> None:
    """Give the lesson another title and text; what the teacher decided of its terms and questions stays."""
    importing.check(text)
    _read_again(lesson, importing.edited(text, title=title))


def replace(lesson: Lesson, source: Source) -> None:
    """Make the lesson anew from another source, as when it comes with an upgrade."""
    lesson.source = source.text
    _read_again(lesson, importing.clean(source))


def as_edited(lesson: Lesson) -> str:
    """The text as the teacher edits it, with its headings and list items marked."""
    return importing.as_edited(_text_of(lesson))


def add_term(lesson: Lesson, *, form: str, kind: str, level: str, definition: str, teacher: User) -> None:
    """Make the words of the text a term with the teacher's own gloss. Refused when the text does not have them."""
    form = " ".join(form.split())
    if not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", lesson.text, re.IGNORECASE):
        raise Refused(f"“{form}” does not stand in this text. Copy it from the text as it is written there.")
    entry = Entry(lemma=form.lower(), pos="NOUN", kind=kind, level=level, definition=definition, variants=(form,))
    lexeme_id = lexemes.ensure_terms([entry])[entry.key]
    term = _term(lesson, lexeme_id) or LessonTerm(lesson_id=lesson.id, lexeme_id=lexeme_id)
    term.added, term.removed, term.form = True, False, form
    term.gloss_id = lexemes.add_gloss(lexeme_id, owner_id=teacher.id, definition=definition).id
    db.session.add(term)
    _read_again(lesson, _text_of(lesson))


def gloss_term(lesson: Lesson, lexeme_id: int, *, definition: str, teacher: User) -> None:
    """Explain a term of this lesson in the teacher's own words; nothing written brings the built-in gloss back."""
    term = _term(lesson, lexeme_id)
    if term is None:
        raise LookupError(lexeme_id)
    term.gloss_id = (
        lexemes.add_gloss(lexeme_id, owner_id=teacher.id, definition=definition).id if definition.strip() else None
    )
    _read_again(lesson, _text_of(lesson))


def remove_term(lesson: Lesson, lexeme_id: int, *, removed: bool) -> None:
    """Take a term out of the lesson, or put it back."""
    term = _term(lesson, lexeme_id)
    if term is None:
        raise LookupError(lexeme_id)
    term.removed = removed
    _read_again(lesson, _text_of(lesson))


def reject_item(lesson: Lesson, item: Item, *, rejected: bool) -> None:
    if item.state is not ItemState.RETIRED:
        item.state = ItemState.REJECTED if rejected else ItemState.GENERATED
    db.session.flush()


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


# -- reading and storing


def _read_again(lesson: Lesson, text: Text) -> None:
    read = analysis.analyse(text, own=_own_entries(lesson), without=_removed_keys(lesson))
    lesson.title, lesson.text = _title(text.title or lesson.title), text.text
    for column, value in _level_columns(read).items():
        setattr(lesson, column, value)
    lesson.revision += 1
    _store(lesson, read)


def _store(lesson: Lesson, read: Analysis) -> None:
    for model in (Section, Sentence, Occurrence):
        db.session.execute(delete(model).where(model.lesson_id == lesson.id))
    _insert(Section, _sections(lesson, read))
    _insert(Sentence, _sentences(lesson, read))
    term_ids = lexemes.ensure_terms({term.entry.key: term.entry for term in read.terms}.values())
    _insert(Occurrence, _occurrences(lesson, read, term_ids))
    key_terms = analysis.key_terms(read.terms, lesson_rank=levels.rank(read.level.cefr))
    _keep_terms(lesson, set(term_ids.values()), key=[term_ids[entry.key] for entry in key_terms])
    _keep_items(lesson, quizzes.make(read, seed=lesson.id))
    db.session.flush()
    db.session.expire(lesson)


def _level_columns(read: Analysis) -> dict[str, object]:
    return {
        "word_count": len(read.words),
        "cefr": read.level.cefr,
        "level_label": read.level.label,
        "level_score": read.level.score,
        "level_reasons": list(read.level.reasons),
    }


def _sections(lesson: Lesson, read: Analysis) -> list[dict[str, object]]:
    return [
        {
            "lesson_id": lesson.id,
            "position": place,
            "heading": part.heading,
            "start": part.start,
            "end": part.end,
        }
        for place, part in enumerate(read.source.sections)
    ]


def _sentences(lesson: Lesson, read: Analysis) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, block in enumerate(read.blocks):
        if block.kind == "heading":
            continue
        kind = BlockKind.ITEM if block.kind == "item" else BlockKind.PARAGRAPH
        for sentence in block.sentences:
            place = {"lesson_id": lesson.id, "section": block.section, "block": number, "block_kind": kind}
            rows.append({**place, "position": len(rows), "start": sentence.start, "end": sentence.end})
    return rows


def _occurrences(lesson: Lesson, read: Analysis, term_ids: dict[lexemes.Key, int]) -> list[dict[str, object]]:
    """A row for each term, and for each word outside terms. A possessive "'s" is no word of its own."""
    spans = {(term.start, term.end): term_ids[term.entry.key] for term in read.terms}
    words = [token for token in read.words if not _covers(read, token.start)]
    word_ids = lexemes.ensure([(token.lemma, token.pos) for token in words])
    spans.update({(token.start, token.end): word_ids[token.lemma, token.pos] for token in words})
    return [
        {"lesson_id": lesson.id, "start": start, "end": end, "lexeme_id": lexeme_id}
        for (start, end), lexeme_id in sorted(spans.items())
    ]


def _covers(read: Analysis, place: int) -> bool:
    before = read.terms_in(max(0, place - 200), place + 1)
    return bool(before) and before[-1].end > place


def _insert(model: type, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(model), rows)


def _keep_terms(lesson: Lesson, found: Collection[int], *, key: Sequence[int]) -> None:
    """A row for each term found; rows of terms no longer found go, unless the teacher decided something of them."""
    known = {term.lexeme_id: term for term in db.session.scalars(select(LessonTerm).filter_by(lesson_id=lesson.id))}
    for lexeme_id in sorted(set(found) - set(known)):
        known[lexeme_id] = LessonTerm(lesson_id=lesson.id, lexeme_id=lexeme_id)
        db.session.add(known[lexeme_id])
    for lexeme_id, term in known.items():
        term.key_place = key.index(lexeme_id) if lexeme_id in key else None
        if lexeme_id not in found and not (term.added or term.removed or term.gloss_id):
            db.session.delete(term)


def _keep_items(lesson: Lesson, drafts: Sequence[quizzes.Draft]) -> None:
    """Store the questions; one asked before keeps its row and what the teacher said of it."""
    asked = db.session.scalar(select(exists().where(Attempt.lesson_id == lesson.id)))
    known = {item.identity: item for item in db.session.scalars(select(Item).filter_by(lesson_id=lesson.id))}
    for place, draft in enumerate(drafts):
        item = _item(lesson, draft)
        same = known.pop(item.identity, None)
        if same is None:
            db.session.add(item)
            same = item
        elif same.state is ItemState.RETIRED:
            same.state = ItemState.GENERATED
        same.position = place
        same.evidence_start, same.evidence_end = draft.evidence
    for old in known.values():
        if asked:
            old.state = ItemState.RETIRED
        else:
            db.session.delete(old)


def _item(lesson: Lesson, draft: quizzes.Draft) -> Item:
    start, end = draft.evidence
    return Item(
        lesson_id=lesson.id,
        quiz=QuizKind(draft.quiz),
        type=draft.type,
        process=draft.process,
        stem=draft.stem,
        passage=draft.passage,
        options=[option.text for option in draft.options],
        feedback=[option.feedback for option in draft.options],
        key=draft.key,
        evidence=lesson.text[start:end],
        evidence_start=start,
        evidence_end=end,
        state=ItemState.GENERATED,
    )


def _text_of(lesson: Lesson) -> Text:
    """The stored text with its sections and blocks, as it was when it was read."""
    rows = db.session.scalars(select(Sentence).filter_by(lesson_id=lesson.id).order_by(Sentence.position)).all()
    sections = []
    for section in lesson.sections:
        blocks: dict[int, tuple[str, int, int]] = {}
        for row in rows:
            if row.section == section.position:
                _, start, _ = blocks.get(row.block, ("", row.start, 0))
                blocks[row.block] = (row.block_kind.value, start, row.end)
        sections.append(importing.Section(section.heading, section.start, section.end, tuple(blocks.values())))
    return Text(lesson.title, lesson.text, tuple(sections))


# -- what the teacher decided


def _own_entries(lesson: Lesson) -> list[Entry]:
    """Added terms, and found ones that the teacher explained, as entries before the built-in ones."""
    rows = db.session.execute(
        select(LessonTerm, Lexeme, Gloss)
        .join(Lexeme, LessonTerm.lexeme_id == Lexeme.id)
        .join(Gloss, LessonTerm.gloss_id == Gloss.id)
        .where(LessonTerm.lesson_id == lesson.id, LessonTerm.removed.is_(False))
    )
    return [
        Entry(
            lemma=lexeme.lemma,
            pos=lexeme.pos,
            kind=lexeme.kind or "other",
            level=lexeme.level or "B2",
            definition=gloss.definition,
            variants=(term.form,) if term.form else (),
        )
        for term, lexeme, gloss in rows
    ]


def _removed_keys(lesson: Lesson) -> set[lexemes.Key]:
    rows = db.session.execute(
        select(Lexeme.lemma, Lexeme.pos)
        .join(LessonTerm, LessonTerm.lexeme_id == Lexeme.id)
        .where(LessonTerm.lesson_id == lesson.id, LessonTerm.removed.is_(True))
    )
    return set(rows)


def _term(lesson: Lesson, lexeme_id: int) -> LessonTerm | None:
    return db.session.get(LessonTerm, (lesson.id, lexeme_id))


# -- names


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
