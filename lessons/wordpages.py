"""What the library says of one word, outside any lesson."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from db import db
from lessons.models import Occurrence
from vocab import dictionary, families, glossary, levels, lexemes, phrases, word_parts
from vocab.dictionary import Sense
from vocab.glossary import Entry, Key
from vocab.models import Gloss, Lexeme
from vocab.word_parts import Part, Piece

VERY_COMMON = 5.0


@dataclass(frozen=True, slots=True)
class WordPage:
    """One lexeme: its entry if the glossary has one, its row if a lesson has it, and else what WordNet says.

    `meanings` are the other entries of the same word, `words` those that a name without an entry is made of; `pos` is
    empty where nothing tells it.
    """

    lemma: str
    pos: str
    sense: str
    level: str
    zipf: float
    frequency: str
    entry: Entry | None
    lexeme: Lexeme | None
    gloss: Gloss | None
    meanings: tuple[Entry, ...]
    words: tuple[Entry, ...]
    family: tuple[str, ...]
    pieces: tuple[Piece, ...]
    senses: tuple[Sense, ...]

    @property
    def pos_name(self) -> str:
        return glossary.POS_NAMES.get(self.pos, "word")


def find(word: str) -> Key | None:
    """The key that a bare word leads to: its entry, or its most used row, or a word that English has; else None."""
    if entries := _entries(word.replace("’", "'")):
        return entries[0].key
    used = (
        select(Lexeme)
        .outerjoin(Occurrence, Occurrence.lexeme_id == Lexeme.id)
        .where(Lexeme.lemma.in_({word, word.lower()}))
        .group_by(Lexeme.id)
        .order_by(func.count(Occurrence.start).desc(), Lexeme.id)
    )
    if lexeme := db.session.scalar(used.limit(1)):
        return lexemes.key_of(lexeme)
    lower = word.lower()
    known = next((pos for pos in dictionary.POS if dictionary.senses(lower, pos)), "")
    return (lower, known, "") if known or levels.zipf(lower) else None


def is_known(word: str) -> bool:
    """Whether the glossary or English has the word, so that `find` leads somewhere; asks no database."""
    return bool(glossary.named(word) or levels.zipf(word))


def _entries(word: str) -> tuple[Entry, ...]:
    """The entries that are meant: "hiv" is typed for "HIV", but "or" for itself."""
    if entries := glossary.named(word):
        return entries
    return glossary.named(word.upper()) if levels.zipf(word) < VERY_COMMON else ()


def page(key: Key) -> WordPage | None:
    """None where nothing is known of the word under this part of speech and sense."""
    lemma, pos, sense = key
    entry, lexeme = glossary.entries().get(key), lexemes.find(key)
    senses = () if sense or (entry and entry.is_term) else dictionary.senses(lemma, pos)
    if not (entry or lexeme or senses or (not pos and not sense and levels.zipf(lemma))):
        return None
    zipf = lexeme.zipf if lexeme else levels.zipf(lemma)
    return WordPage(
        lemma=lemma,
        pos=pos,
        sense=sense,
        level=entry.level if entry else (lexeme and lexeme.level) or levels.word_level(lemma),
        zipf=zipf,
        frequency=levels.frequency_band(zipf),
        entry=entry,
        lexeme=lexeme,
        gloss=lexemes.everywhere([lexeme.id]).get(lexeme.id) if lexeme else None,
        meanings=tuple(other for other in glossary.named(lemma) if other.lemma == lemma and other.key != key),
        words=() if entry or " " not in lemma.replace("-", " ") else phrases.parts(lemma),
        family=families.family(lemma),
        pieces=_pieces(entry) if entry else (),
        senses=senses,
    )


def with_part(part: Part) -> list[Entry]:
    """The entries that have this part in them, in alphabetical order."""
    found = [entry for entry in glossary.entries().values() if any(piece.part == part for piece in _pieces(entry))]
    return sorted(found, key=lambda entry: entry.lemma.casefold())


def _pieces(entry: Entry) -> tuple[Piece, ...]:
    """None for a breakdown that cannot be, as in a keeper's own file: `flask vocab check` tells of it."""
    try:
        return word_parts.split(entry.parts, entry.lemma) if entry.parts else ()
    except ValueError:
        return ()


def listed(*, words: str = "", field: str = "", level: str = "") -> Sequence[Entry]:
    """The medical entries of a field, of a level, with these letters in one of their forms or in a translation."""
    sought = words.casefold()
    entries = glossary.fields().get(field, ()) if field else glossary.entries().values()
    found = [
        entry
        for entry in entries
        if entry.is_term
        and (not level or entry.level == level)
        and (not sought or any(sought in text.casefold() for text in (*entry.forms, *entry.translations.values())))
    ]
    return sorted(found, key=lambda entry: (not entry.lemma.casefold().startswith(sought), entry.lemma.casefold()))
