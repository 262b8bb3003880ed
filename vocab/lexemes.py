"""Rows of lexemes, made when a lesson needs them, and teachers' own glosses of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from accounts.models import User
from db import db, insert_new
from vocab import glossary, levels
from vocab.glossary import Entry, Key
from vocab.models import Gloss, Lexeme

T = TypeVar("T")
CHUNK = 300


def ensure(keys: Collection[Key]) -> dict[Key, int]:
    """The ids of the lexemes of these keys; those missing are added, with kind and level as the glossary has them."""
    wanted = sorted(set(keys))
    ids = _ids(wanted)
    missing = [key for key in wanted if key not in ids]
    for chunk in _chunks(missing):
        _insert_new(chunk)
    return ids | _ids(missing)


def ensure_terms(entries: Collection[Entry]) -> dict[Key, int]:
    """As `ensure`, with kind and level brought up to date.

    What the glossary says of a lexeme stands before what a teacher or a rule says of it.
    """
    built_in = glossary.entries()
    by_key = {entry.key: built_in.get(entry.key, entry) for entry in entries}
    ids = ensure(by_key)
    for chunk in _chunks(ids.values()):
        for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.id.in_(chunk))):
            key = key_of(lexeme)
            if key in built_in or lexeme.kind is None:
                lexeme.kind, lexeme.level = by_key[key].kind, by_key[key].level
    db.session.flush()
    return ids


def key_of(lexeme: Lexeme) -> Key:
    return lexeme.lemma, lexeme.pos, lexeme.sense


def find(key: Key) -> Lexeme | None:
    lemma, pos, sense = key
    return db.session.scalar(select(Lexeme).filter_by(lemma=lemma, pos=pos, sense=sense))


def add_gloss(lexeme_id: int, *, owner_id: int, definition: str) -> Gloss:
    """A teacher's own gloss, for the lesson that will name it."""
    gloss = Gloss(lexeme_id=lexeme_id, owner_id=owner_id, definition=definition, is_everywhere=False)
    db.session.add(gloss)
    db.session.flush()
    return gloss


def gloss_everywhere(lexeme_id: int, *, owner: User, definition: str) -> None:
    """The teacher's gloss for every lesson; an empty definition takes it back."""
    if gloss := gloss_of(lexeme_id, owner):
        db.session.delete(gloss)
        db.session.flush()
    if definition:
        # A new row, so that of two teachers' glosses the one written last has the higher number.
        db.session.add(Gloss(lexeme_id=lexeme_id, owner_id=owner.id, definition=definition, is_everywhere=True))
    db.session.flush()


def gloss_of(lexeme_id: int, owner: User) -> Gloss | None:
    """What this teacher says of the word everywhere."""
    return db.session.scalar(select(Gloss).filter_by(lexeme_id=lexeme_id, owner_id=owner.id, is_everywhere=True))


def everywhere(lexeme_ids: Iterable[int], *, first: int | None = None) -> Mapping[int, Gloss]:
    """The gloss of each lexeme that stands everywhere: that of teacher `first`, else the one written last."""
    found: dict[int, Gloss] = {}
    for chunk in _chunks(lexeme_ids):
        rows = db.session.scalars(
            select(Gloss)
            .options(joinedload(Gloss.owner), joinedload(Gloss.lexeme))
            .where(Gloss.lexeme_id.in_(chunk), Gloss.is_everywhere.is_(True))
            .order_by(Gloss.id)
        )
        for gloss in rows:
            other = found.get(gloss.lexeme_id)
            if other is None or other.owner_id != first:
                found[gloss.lexeme_id] = gloss
    return found


def meanings(rows: Collection[Lexeme]) -> dict[int, str]:
    """What each word means, outside any lesson: in a teacher's words, or in the glossary's. Others have no entry."""
    by_teachers, built_in = everywhere(row.id for row in rows), glossary.entries()
    known = {row.id: built_in[key_of(row)].definition for row in rows if key_of(row) in built_in}
    return known | {lexeme_id: gloss.definition for lexeme_id, gloss in by_teachers.items()}


def entries_everywhere(*, first: int | None = None) -> list[Entry]:
    """The medical words that teachers explain everywhere, as entries; where two do, as `everywhere` has it."""
    glossed = db.session.scalars(select(Gloss.lexeme_id).where(Gloss.is_everywhere.is_(True)).distinct()).all()
    return [
        explained(gloss.lexeme, gloss.definition)
        for gloss in everywhere(glossed, first=first).values()
        if gloss.lexeme.kind not in (None, glossary.EVERYDAY, glossary.GENERAL)
    ]


def explained(lexeme: Lexeme, definition: str, *, variants: tuple[str, ...] = ()) -> Entry:
    """The lexeme as an entry with a teacher's definition; all else is as the glossary has it."""
    built_in = glossary.entries().get(key_of(lexeme))
    if built_in:
        return replace(built_in, definition=definition, variants=(*built_in.variants, *variants))
    return Entry(
        lemma=lexeme.lemma,
        pos=lexeme.pos,
        sense=lexeme.sense,
        kind=lexeme.kind or "other",
        level=lexeme.level or "B2",
        definition=definition,
        variants=variants,
    )


def _ids(keys: Collection[Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for chunk in _chunks(sorted(keys)):
        rows = db.session.execute(
            select(Lexeme.lemma, Lexeme.pos, Lexeme.sense, Lexeme.id).where(
                tuple_(Lexeme.lemma, Lexeme.pos, Lexeme.sense).in_(chunk)
            )
        )
        found.update({(lemma, pos, sense): row_id for lemma, pos, sense, row_id in rows})
    return found


def _insert_new(keys: Collection[Key]) -> None:
    """Two imports at once may meet the same new word: the second one's row is passed over, not refused."""
    entries = glossary.entries()
    rows = [
        {
            "lemma": key[0],
            "pos": key[1],
            "sense": key[2],
            "zipf": levels.zipf(key[0]),
            "kind": entries[key].kind if key in entries else None,
            "level": entries[key].level if key in entries else levels.word_level(key[0]),
        }
        for key in keys
    ]
    db.session.execute(insert_new(Lexeme).values(rows))


def _chunks(keys: Iterable[T]) -> Iterable[list[T]]:
    listed = list(keys)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
