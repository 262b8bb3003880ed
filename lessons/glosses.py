"""What a lesson's page says of each word: the glossary's entry, or the words of a teacher before it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from db import db
from lessons.models import Lesson, LessonTerm, Occurrence
from vocab import families, glossary, levels, lexemes, phrases
from vocab.glossary import Entry, Key
from vocab.models import Gloss, Lexeme


@dataclass(frozen=True, slots=True)
class GlossView:
    """One lexeme as the page explains it.

    `by` names the teacher whose words the definition is; `words` are those of a term without a definition of its own;
    `translations` are words by language code.
    """

    id: int
    key: Key
    lemma: str
    pos: str
    kind: str | None
    level: str | None
    zipf: float
    frequency: str
    definition: str | None
    by: str | None
    plain: str | None
    variants: tuple[str, ...]
    ipa: str
    ipa_us: str
    count: int
    term: bool
    family: tuple[str, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict)
    words: tuple["GlossView", ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What the page's script needs; what is empty is left out."""
        left_out = ("id", "key", "zipf", "words", "variants")
        shown = {name: getattr(self, name) for name in self.__slots__ if name not in left_out}
        words = [{"lemma": word.lemma, "definition": word.definition} for word in self.words]
        return {name: value for name, value in {**shown, "words": words}.items() if value}


def views(lesson: Lesson, counts: Counter[int]) -> dict[int, GlossView]:
    """Every word of the lesson by the id of its lexeme; `counts` says how often each stands in the text."""
    standing = select(Occurrence.lexeme_id).where(Occurrence.lesson_id == lesson.id)
    rows = {lexeme.id: lexeme for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.id.in_(standing)))}
    terms = _terms(lesson)
    here = {lexeme_id: gloss for lexeme_id, gloss in terms.items() if gloss}
    by_teachers = {**lexemes.everywhere(rows, first=lesson.owner_id), **here}
    found = {
        lexeme.id: view_of(lexeme, by_teachers.get(lexeme.id), count=counts[lexeme.id], term=lexeme.id in terms)
        for lexeme in rows.values()
    }
    return found | _with_words([view for view in found.values() if view.term and not view.definition])


def view_of(lexeme: Lexeme, gloss: Gloss | None, *, count: int, term: bool) -> GlossView:
    """The lexeme with this gloss of a teacher, or without one with what the glossary says."""
    key = lexemes.key_of(lexeme)
    entry = glossary.entries().get(key) or Entry(*key[:2], kind="other", level=lexeme.level or "B2")
    return GlossView(
        id=lexeme.id,
        key=key,
        lemma=lexeme.lemma,
        pos=glossary.POS_NAMES.get(lexeme.pos, "word"),
        kind=glossary.KINDS.get(lexeme.kind) if lexeme.kind and term else None,
        level=lexeme.level,
        zipf=lexeme.zipf,
        frequency=levels.frequency_band(lexeme.zipf),
        definition=gloss.definition if gloss else entry.definition or None,
        by=gloss.owner.name if gloss else None,
        plain=entry.plain or None,
        variants=entry.variants,
        ipa=entry.ipa,
        ipa_us=entry.ipa_us,
        count=count,
        term=term,
        family=() if term else families.family(lexeme.lemma),
        translations=entry.translations,
    )


def _terms(lesson: Lesson) -> dict[int, Gloss | None]:
    """The lesson's terms, each with the gloss that is for this lesson alone."""
    rows = db.session.scalars(
        select(LessonTerm)
        .options(joinedload(LessonTerm.gloss).joinedload(Gloss.owner))
        .filter_by(lesson_id=lesson.id, removed=False)
    )
    return {term.lexeme_id: term.gloss for term in rows}


def _with_words(bare: Collection[GlossView]) -> dict[int, GlossView]:
    """Terms without a definition, each with what the glossary says of its words."""
    return {view.id: replace(view, words=_explained(view.lemma)) for view in bare}


def _explained(phrase: str) -> tuple[GlossView, ...]:
    return tuple(view_of(_bare_row(entry), None, count=0, term=True) for entry in phrases.parts(phrase))


def _bare_row(entry: Entry) -> Lexeme:
    """A row that is in no database, for an entry that no lesson has by itself."""
    shared = {"lemma": entry.lemma, "pos": entry.pos, "sense": entry.sense, "kind": entry.kind, "level": entry.level}
    return Lexeme(id=0, zipf=levels.zipf(entry.lemma), **shared)
