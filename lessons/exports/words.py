"""The words of a lesson or of a reader, with all that a card or a list of words tells."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select

from accounts.models import User
from db import db
from lessons import glosses, reading
from lessons.glosses import GlossView
from lessons.models import Lesson, Occurrence, Sentence, Status
from vocab import dictionary, glossary, lexemes, phrases, word_parts
from vocab.glossary import Key
from vocab.models import LearnerWord, Lexeme, WordState

# So many words are looked up in one statement.
CHUNK = 300
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as other programs get it.

    `sentence` is in stretches, True where it is the word; `lesson` is the title of where it stands. What is not known
    is empty.
    """

    key: Key
    definition: str
    ipa: str = ""
    translation: str = ""
    parts: str = ""
    level: str = ""
    sentence: Pieces = ()
    lesson: str = ""

    @property
    def lemma(self) -> str:
        return self.key[0]


def of_lesson(lesson: Lesson, *, language: str = "") -> list[Word]:
    """The terms of the lesson, in alphabetical order. As everywhere here, a word without a meaning is left out."""
    return _words(reading.page(lesson).glosses, language, within=lesson)


def key_of_lesson(lesson: Lesson, *, language: str = "") -> list[Word]:
    return _words(reading.page(lesson).key_terms, language, within=lesson)


def learning_in(lesson: Lesson, user: User) -> list[Word]:
    """The words of the lesson that the reader is learning, terms in the words of the lesson's page."""
    known = {view.id: view for view in reading.page(lesson).glosses}
    rows = _learning(user, LearnerWord.lexeme_id.in_(reading.lexeme_ids(lesson)))
    views = [known.get(view.id, view) for view in _views(rows)]
    return _words(views, user.first_language or "", within=lesson)


def learning(user: User) -> list[Word]:
    """All words that the reader is learning, each in its first sentence of the library."""
    return _words(_views(_learning(user)), user.first_language or "")


def _learning(user: User, *where: ColumnElement[bool]) -> Sequence[Lexeme]:
    return db.session.scalars(
        select(Lexeme)
        .join(LearnerWord, LearnerWord.lexeme_id == Lexeme.id)
        .where(LearnerWord.user_id == user.id, LearnerWord.state == WordState.LEARNING, *where)
        .order_by(func.lower(Lexeme.lemma), Lexeme.id)
    ).all()


def _views(rows: Collection[Lexeme]) -> list[GlossView]:
    by_teachers = lexemes.everywhere(row.id for row in rows)
    return [glosses.view_of(row, by_teachers.get(row.id), count=0, term=row.kind is not None) for row in rows]


def _words(views: Sequence[GlossView], language: str, *, within: Lesson | None = None) -> list[Word]:
    standing = _sentences([view.id for view in views], within)
    entries = glossary.entries()
    found = []
    for view in views:
        example = entries[view.key].example if view.key in entries else ""
        sentence, title = standing.get(view.id, (((example, False),) if example else (), ""))
        found.append(
            Word(
                view.key,
                _meaning(view),
                ipa=view.ipa,
                translation=view.translations.get(language, ""),
                parts=_parts(view.key),
                level=view.level or "",
                sentence=sentence,
                lesson=title or (within.title if within else ""),
            )
        )
    return [word for word in found if word.definition or word.translation]


def _meaning(view: GlossView) -> str:
    """What the page says of it, else what its words mean; of a general word the most usual sense of WordNet."""
    if view.definition:
        return view.definition
    if " " in view.lemma and (parts := phrases.parts(view.lemma)):
        return "; ".join(f"{part.lemma}: {part.definition}" for part in parts)
    sense = None if view.term else dictionary.choose(view.lemma, view.key[1], ())
    return sense.definition if sense else view.plain or ""


def _parts(key: Key) -> str:
    """The pieces of the word and what each means; a breakdown of a keeper's file that cannot be is passed over."""
    entry = glossary.entries().get(key)
    with suppress(ValueError):
        pieces = word_parts.split(entry.parts, entry.lemma) if entry and entry.parts else ()
        return " + ".join(f"{piece.text} ({piece.part.meaning})" for piece in pieces)
    return ""


# -- sentences


def _sentences(lexeme_ids: Sequence[int], within: Lesson | None) -> dict[int, tuple[Pieces, str]]:
    """The first sentence with each word, and the title of its lesson: this one, else the easiest of the library."""
    found = {}
    for chunk in _chunks(lexeme_ids):
        first = _places(chunk, within).subquery()
        rows = db.session.execute(
            select(Lesson, Sentence, Occurrence)
            .join(first, (first.c.lesson_id == Lesson.id) & (first.c.place == 1))
            .join(Sentence, Sentence.id == first.c.sentence_id)
            .join(Occurrence, (Occurrence.lesson_id == Lesson.id) & (Occurrence.start == first.c.start))
        )
        for lesson, sentence, word in rows:
            found[word.lexeme_id] = (_pieces(lesson.text, sentence, word), lesson.title)
    return found


def _places(lexeme_ids: Sequence[int], within: Lesson | None) -> Select[int, int, int, int]:
    """Where each word stands, its places numbered from 1; what stands in a heading is in no sentence."""
    easiest = (Lesson.level_score, Lesson.id, Occurrence.start)
    place = func.row_number().over(partition_by=Occurrence.lexeme_id, order_by=easiest).label("place")
    inside = (
        (Sentence.lesson_id == Occurrence.lesson_id)
        & (Sentence.start <= Occurrence.start)
        & (Sentence.end > Occurrence.start)
    )
    return (
        select(Occurrence.lesson_id, Occurrence.start, Sentence.id.label("sentence_id"), place)
        .join(Sentence, inside)
        .join(Lesson, Lesson.id == Occurrence.lesson_id)
        .where(Occurrence.lexeme_id.in_(lexeme_ids))
        .where(Lesson.id == within.id if within else Lesson.status == Status.PUBLISHED)
    )


def _pieces(text: str, sentence: Sentence, word: Occurrence) -> Pieces:
    found = (
        (text[sentence.start : word.start], False),
        (text[word.start : word.end], True),
        (text[word.end : sentence.end], False),
    )
    return tuple(piece for piece in found if piece[0])


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
