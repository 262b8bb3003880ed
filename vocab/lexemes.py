"""Rows of lexemes and of built-in glosses, made when a lesson needs them."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import select, tuple_

from db import db, insert_new
from vocab import glossary, levels
from vocab.glossary import Entry
from vocab.models import Gloss, Lexeme

Key = tuple[str, str]
T = TypeVar("T")
CHUNK = 400


def ensure(keys: Collection[Key]) -> dict[Key, int]:
    """The ids of the lexemes of these lemmas and parts of speech; those missing are added as general words."""
    wanted = sorted(set(keys))
    ids = _ids(wanted)
    missing = [key for key in wanted if key not in ids]
    for chunk in _chunks(missing):
        _insert_new(chunk)
    return ids | _ids(missing)


def ensure_terms(entries: Collection[Entry]) -> dict[Key, int]:
    """As `ensure`, with kind, level and built-in gloss brought up to date.

    What the glossary says of a lexeme stands before what a teacher or a rule says of it.
    """
    built_in = glossary.entries()
    by_key = {entry.key: built_in.get(entry.key, entry) for entry in entries}
    ids = ensure(by_key)
    for chunk in _chunks(ids.values()):
        for lexeme in db.session.scalars(select(Lexeme).where(Lexeme.id.in_(chunk))):
            key = (lexeme.lemma, lexeme.pos)
            if key in built_in or lexeme.kind is None:
                lexeme.kind, lexeme.level = by_key[key].kind, by_key[key].level
    _ensure_glosses({ids[key]: entry for key, entry in by_key.items() if key in built_in})
    return ids


def refresh() -> None:
    """Bring the built-in glosses that lessons use up to date with the files, after an upgrade."""
    used = db.session.execute(select(Lexeme.lemma, Lexeme.pos).join(Gloss).where(Gloss.owner_id.is_(None)).distinct())
    entries = glossary.entries()
    ensure_terms([entries[key] for key in used if key in entries])


def add_gloss(lexeme_id: int, *, owner_id: int, definition: str) -> Gloss:
    """A teacher's own gloss, beside the built-in one."""
    gloss = Gloss(lexeme_id=lexeme_id, owner_id=owner_id, definition=definition)
    db.session.add(gloss)
    db.session.flush()
    return gloss


def _ensure_glosses(entries: dict[int, Entry]) -> None:
    rows = db.session.scalars(select(Gloss).where(Gloss.lexeme_id.in_(entries), Gloss.owner_id.is_(None)))
    present = {gloss.lexeme_id: gloss for gloss in rows}
    for lexeme_id, entry in entries.items():
        values = {
            "definition": entry.definition,
            "example": entry.example,
            "plain": entry.plain,
            "variants": "; ".join(entry.variants),
        }
        if lexeme_id not in present:
            db.session.add(Gloss(lexeme_id=lexeme_id, **values))
        else:
            for column, value in values.items():
                setattr(present[lexeme_id], column, value)
    db.session.flush()


def _ids(keys: Collection[Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for chunk in _chunks(sorted(keys)):
        rows = db.session.execute(
            select(Lexeme.lemma, Lexeme.pos, Lexeme.id).where(
                tuple_(Lexeme.lemma, Lexeme.pos).in_(chunk), Lexeme.sense == ""
            )
        )
        found.update({(lemma, pos): row_id for lemma, pos, row_id in rows})
    return found


def _insert_new(keys: Collection[Key]) -> None:
    """Two imports at once may meet the same new word: the second one's row is passed over, not refused."""
    rows = [
        {
            "lemma": lemma,
            "pos": pos,
            "sense": "",
            "zipf": levels.zipf(lemma),
            "level": levels.word_level(lemma),
        }
        for lemma, pos in keys
    ]
    db.session.execute(insert_new(Lexeme).values(rows))


def _chunks(keys: Iterable[T]) -> Iterable[list[T]]:
    listed = list(keys)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
