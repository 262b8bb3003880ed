"""What a reader sees of a lesson: the text as HTML, its glosses, and its words as JSON. Reads rows, nothing else."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import Select, func, select

from db import db
from lessons import glosses
from lessons.glosses import GlossView
from lessons.models import BlockKind, Item, Lesson, LessonTerm, Occurrence, Sentence

# A general reading pace for learners, in words a minute: about half of the 238 that adults reach silently in their
# first language (Brysbaert 2019).
PACE = 120
CACHED_LESSONS = 64


@dataclass(frozen=True, slots=True)
class Page:
    """All of a lesson page that is the same for every reader."""

    body: Markup
    glosses: tuple[GlossView, ...]
    key_terms: tuple[GlossView, ...]
    words: dict[str, Any]


def minutes(lesson: Lesson) -> int:
    return max(1, round(lesson.word_count / PACE))


def page(lesson: Lesson) -> Page:
    """The lesson's page; made once for each revision, then kept in memory."""
    return _page(lesson.id, lesson.revision, lesson.created_at)


@lru_cache(maxsize=CACHED_LESSONS)
def _page(lesson_id: int, revision: int, created_at: datetime) -> Page:
    """`created_at` tells two lessons of one number apart, as after a restored backup."""
    lesson = db.session.get_one(Lesson, lesson_id)
    places = occurrences(lesson)
    views = glosses.views(lesson, Counter(lexeme_id for _, _, lexeme_id in places))
    offset = Utf16(lesson.text)
    terms = [(start, end, views[lexeme_id]) for start, end, lexeme_id in places if views[lexeme_id].term]
    return Page(
        Markup("\n").join(_sections(lesson, terms, offset)),
        tuple(sorted((view for view in views.values() if view.term), key=lambda view: view.lemma.casefold())),
        tuple(views[lexeme_id] for lexeme_id in _key_ids(lesson_id) if lexeme_id in views),
        {
            "revision": revision,
            "abbreviations": lesson.abbreviations,
            "lexemes": {str(view.id): view.as_json() for view in views.values() if view.count},
            "tokens": [[offset(start), offset(end), lexeme_id] for start, end, lexeme_id in places],
        },
    )


def lexeme_ids(lesson: Lesson) -> Select[int]:
    """The query for the lexemes that stand in the lesson."""
    return select(Occurrence.lexeme_id).where(Occurrence.lesson_id == lesson.id)


def sentence_at(lesson: Lesson, place: int) -> int | None:
    """The position of the sentence that holds this offset; its id on the page is `s-` and that number."""
    return db.session.scalar(
        select(Sentence.position).where(Sentence.lesson_id == lesson.id, Sentence.start <= place, Sentence.end > place)
    )


def paragraph_of(lesson: Lesson, item: Item) -> str:
    """The paragraphs, items or headings of the text in which the question's evidence stands."""
    start, end = item.evidence_start, item.evidence_end
    blocks = select(Sentence.block).where(Sentence.lesson_id == lesson.id, Sentence.start < end, Sentence.end > start)
    first, last = db.session.execute(
        select(func.min(Sentence.start), func.max(Sentence.end)).where(
            Sentence.lesson_id == lesson.id, Sentence.block.in_(blocks)
        )
    ).one()
    return item.evidence if first is None else lesson.text[first:last]


# -- words


def occurrences(lesson: Lesson) -> list[tuple[int, int, int]]:
    """Start, end and lexeme of each word and term outside headings: a heading is no place for links."""
    headings = [(section.start, section.start + len(section.heading)) for section in lesson.sections]
    rows = db.session.execute(
        select(Occurrence.start, Occurrence.end, Occurrence.lexeme_id)
        .where(Occurrence.lesson_id == lesson.id)
        .order_by(Occurrence.start)
    )
    starts = [start for start, _ in headings]
    return [
        (start, end, lexeme_id)
        for start, end, lexeme_id in rows
        if not ((at := bisect_right(starts, start)) and start < headings[at - 1][1])
    ]


def _key_ids(lesson_id: int) -> Sequence[int]:
    return db.session.scalars(
        select(LessonTerm.lexeme_id)
        .where(
            LessonTerm.lesson_id == lesson_id,
            LessonTerm.key_place.is_not(None),
            LessonTerm.removed.is_(False),
        )
        .order_by(LessonTerm.key_place)
    ).all()


# -- the text


def _sections(lesson: Lesson, terms: Sequence[tuple[int, int, GlossView]], offset: "Utf16") -> Iterator[Markup]:
    rows = db.session.scalars(select(Sentence).filter_by(lesson_id=lesson.id).order_by(Sentence.position)).all()
    by_section = {number: list(group) for number, group in groupby(rows, key=lambda row: row.section)}
    writer = _Writer(lesson.text, terms)
    for section in lesson.sections:
        attributes = heading = Markup("")
        if section.heading:
            attributes = Markup(' aria-labelledby="h-{0}"').format(section.position)
            heading = Markup('<h2 id="h-{0}">{1}</h2>\n').format(section.position, section.heading)
        inside = Markup("\n").join(_blocks(by_section.get(section.position, []), writer, offset))
        yield Markup('<section class="section"{0}>{1}{2}</section>').format(attributes, heading, inside)


def _blocks(rows: Sequence[Sentence], writer: "_Writer", offset: "Utf16") -> Iterator[Markup]:
    for kind, same_kind in groupby(rows, key=lambda row: row.block_kind):
        tag = "li" if kind is BlockKind.ITEM else "p"
        blocks = [list(group) for _, group in groupby(same_kind, key=lambda row: row.block)]
        parts = [
            Markup('<{0} data-start="{1}">{2}</{0}>').format(tag, offset(block[0].start), writer.block(block))
            for block in blocks
        ]
        yield (Markup("<ul>{0}</ul>").format(Markup("").join(parts)) if tag == "li" else Markup("\n").join(parts))


class _Writer:
    """Writes the text from left to right, each term as a link to its gloss. Text is escaped, always."""

    def __init__(self, text: str, terms: Iterable[tuple[int, int, GlossView]]) -> None:
        self._text = text
        self._terms = list(reversed(list(terms)))
        self._met: set[int] = set()

    def block(self, sentences: Sequence[Sentence]) -> Markup:
        parts = []
        at = sentences[0].start
        for sentence in sentences:
            parts.append(escape(self._text[at : sentence.start]))
            parts.append(Markup('<span class="sentence" id="s-{0}">').format(sentence.position))
            parts.append(self._between(sentence.start, sentence.end))
            parts.append(Markup("</span>"))
            at = sentence.end
        return Markup("").join(parts)

    def _between(self, at: int, end: int) -> Markup:
        parts = []
        while self._terms and self._terms[-1][0] < end:
            first, last, view = self._terms.pop()
            anchor = Markup("") if view.id in self._met else Markup(' id="t-{0}"').format(view.id)
            self._met.add(view.id)
            parts.append(escape(self._text[at:first]))
            parts.append(
                Markup('<a class="term" href="#g-{0}" data-lexeme="{0}"{1}>{2}</a>').format(
                    view.id, anchor, self._text[first:last]
                )
            )
            at = last
        parts.append(escape(self._text[at:end]))
        return Markup("").join(parts)


class Utf16:
    """From characters to UTF-16 units, in which a browser counts: a character beyond U+FFFF counts twice."""

    def __init__(self, text: str) -> None:
        self._beyond = [place for place, char in enumerate(text) if ord(char) > 0xFFFF]

    def __call__(self, place: int) -> int:
        return place + bisect_left(self._beyond, place)
