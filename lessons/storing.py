"""An analysed text as rows, and back."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select

from db import db
from lessons import analysis, importing, item_keeping, key_words, leftovers, rereading
from lessons.analysis import Analysis
from lessons.importing import Text
from lessons.models import (
    BlockKind,
    Lesson,
    LessonTerm,
    Occurrence,
    Section,
    Sentence,
)
from vocab import abbreviations, levels, lexemes
from vocab.glossary import Key


def store(lesson: Lesson, read: Analysis) -> None:
    """Put what was read in place of what was stored; what the teacher decided stays."""
    for model in (Section, Sentence, Occurrence):
        db.session.execute(delete(model).where(model.lesson_id == lesson.id))
    _insert(Section, _sections(lesson, read))
    _insert(Sentence, _sentences(lesson, read))
    term_ids = lexemes.ensure_terms({term.entry.key: term.entry for term in read.terms}.values())
    _insert(Occurrence, _occurrences(lesson, read, term_ids))
    key_terms = analysis.key_terms(read.terms, lesson_rank=levels.rank(read.level.cefr))
    _keep_terms(lesson, set(term_ids.values()), key=[term_ids[entry.key] for entry in key_terms])
    leftovers.note(lesson, read)
    key_words.arrange(lesson)
    item_keeping.keep(lesson, read)
    lesson.read_with = rereading.rules()
    db.session.flush()
    db.session.expire(lesson)


def level_columns(read: Analysis) -> dict[str, object]:
    """The columns of a lesson that say how long and how hard it is, and what its abbreviations are."""
    return {
        "word_count": len(read.words),
        "cefr": read.level.cefr,
        "level_label": read.level.label,
        "level_score": read.level.score,
        "level_reasons": list(read.level.reasons),
        "abbreviations": {abbreviations.singular(one.short): one.long for one in read.abbreviations},
        "unexplained": [{"short": one.short, "long": one.long} for one in read.unexplained],
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


def _occurrences(lesson: Lesson, read: Analysis, term_ids: dict[Key, int]) -> list[dict[str, object]]:
    """A row for each term, and for each word outside terms. A possessive "'s" is no word of its own."""
    known = (*read.terms, *read.everyday)
    ids = term_ids | lexemes.ensure_terms({term.entry.key: term.entry for term in read.everyday}.values())
    spans = {(term.start, term.end): ids[term.entry.key] for term in known}
    covered = {place for term in known for place in range(term.start, term.end)}
    words = [token for token in read.words if token.start not in covered]
    word_ids = lexemes.ensure([(token.lemma, token.pos, "") for token in words])
    spans.update({(token.start, token.end): word_ids[token.lemma, token.pos, ""] for token in words})
    return [
        {"lesson_id": lesson.id, "start": start, "end": end, "lexeme_id": lexeme_id}
        for (start, end), lexeme_id in sorted(spans.items())
    ]


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
        term.key_found = key.index(lexeme_id) if lexeme_id in key else None
        if lexeme_id not in found and not leftovers.is_decided(term):
            db.session.delete(term)


def stored_text(lesson: Lesson) -> Text:
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
