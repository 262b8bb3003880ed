"""The glossary: one CSV file per field of medicine in `vocab/glossary/`, and a keeper's own files; read once."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from accounts.learning import CEFR, LANGUAGES

FOLDER = Path(__file__).with_name("glossary")
REQUIRED = ("lemma", "pos", "kind", "level", "definition", "example")
COLUMNS = (
    *("lemma", "pos", "sense", "kind", "level", "definition", "example", "plain", "variants"),
    *("parts", "ipa", "ipa_us", "related", "partners", "cues"),
)
POS = ("NOUN", "VERB", "ADJ", "ADV")
# The kind of a sense that is no medical one: told apart from its medical neighbour, but not a term.
EVERYDAY = "everyday"
# The kind of a word of care and health that names no medical thing ("hospital", "severe"): explained, but not a term.
GENERAL = "general"
KINDS = {
    "disease": "disease",
    "symptom": "symptom",
    "anatomy": "part of the body",
    "physiology": "body function",
    "drug": "drug or substance",
    "procedure": "procedure or test",
    "device": "device",
    "professional": "professional",
    "nutrient": "nutrient",
    "other": "health word",
    GENERAL: "general word",
    EVERYDAY: "everyday word",
}
POS_NAMES = {
    "NOUN": "noun",
    "VERB": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
    "PROPN": "name",
    "NUM": "number",
}
# Lemma, part of speech, and sense: empty for the main one, which is meant where no cue speaks for another.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one word.

    `parts` is the breakdown as `word_parts.split` reads it; `ipa_us` is empty where British and American agree;
    `translations` has words by language code; `cues` are told by `vocab.senses`; `place` is file and line.
    """

    lemma: str
    pos: str
    kind: str
    level: str
    definition: str = ""
    example: str = ""
    plain: str = ""
    variants: tuple[str, ...] = ()
    sense: str = ""
    parts: str = ""
    ipa: str = ""
    ipa_us: str = ""
    related: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)
    place: str = field(default="", compare=False)

    @property
    def key(self) -> Key:
        return self.lemma, self.pos, self.sense

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.lemma, *self.variants)

    @property
    def is_term(self) -> bool:
        return self.kind not in (EVERYDAY, GENERAL)


T = TypeVar("T")
_own: tuple[Path, ...] = ()
_remembered: list[Any] = []


def remembered(function: Callable[[], T]) -> Callable[[], T]:
    """Call the function once, and again only when the files are read again."""
    cached = lru_cache(maxsize=1)(function)
    _remembered.append(cached)
    return cached


def use(own: Iterable[Path]) -> None:
    """Read these files of a keeper too; what they say of a word stands before what is built in."""
    global _own
    files = tuple(own)
    if files != _own:
        _own = files
        forget()


def own_files() -> tuple[Path, ...]:
    return _own


def forget() -> None:
    """Read the files again when they are next asked for."""
    for cached in _remembered:
        cached.cache_clear()


def fingerprint() -> str:
    """Another value for another content of the files."""
    digest = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.csv")), *own_files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@remembered
def entries() -> dict[Key, Entry]:
    """Every entry by its key. ValueError names file and line of a row that cannot be, or that stands there twice."""
    return {entry.key: entry for entries_of_field in fields().values() for entry in entries_of_field}


@remembered
def fields() -> dict[str, tuple[Entry, ...]]:
    """The entries of each field of medicine, by the name of its file; an own one takes a built-in one's place."""
    own = _files(own_files())
    theirs = {entry.key for listed in own.values() for entry in listed}
    built_in = _files(sorted(FOLDER.glob("*.csv")))
    kept = {name: tuple(entry for entry in listed if entry.key not in theirs) for name, listed in built_in.items()}
    return {name: (*kept.get(name, ()), *own.get(name, ())) for name in (*kept, *own)}


def senses(lemma: str, pos: str) -> tuple[Entry, ...]:
    """The senses of a word, the main one first."""
    return tuple(entry for entry in named(lemma) if entry.lemma == lemma and entry.pos == pos)


def named(form: str) -> tuple[Entry, ...]:
    """The entries of which this is the headword or another form; headwords first, main senses, medical ones.

    However it is capitalised, but for abbreviations: "or" is no operating room.
    """
    return _by_word().get(form, ()) or _by_word().get(form.casefold(), ())


def is_abbreviation(form: str) -> bool:
    """Whether a form is meant only in capitals: "OR", "ER", "AIDS"."""
    return len(form) > 1 and form.isupper() and " " not in form


def related(word: str) -> frozenset[str]:
    """What the entries relate to this word, both ways: "diagnosis" to "diagnose", and "diagnose" to "diagnosis"."""
    return _related().get(word.casefold(), frozenset())


def read(path: Path) -> list[Entry]:
    """The entries of one file. ValueError when a row cannot be one, with file and line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            _check_header(rows.fieldnames or (), path.name)
            languages = [name for name in rows.fieldnames or () if name in LANGUAGES]
            return [_entry(row, languages, f"{path.name}:{rows.line_num}") for row in rows]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise ValueError(f"{path.name}: this is no CSV in UTF-8: {fault}") from fault


def _files(paths: Iterable[Path]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    places: dict[Key, str] = {}
    for path in paths:
        found[path.stem] = tuple(read(path))
        for entry in found[path.stem]:
            if entry.key in places:
                raise ValueError(f"{entry.place}: {_name(entry)} stands already in {places[entry.key]}")
            places[entry.key] = entry.place
    return found


@remembered
def _by_word() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries().values():
        for form in {form if is_abbreviation(form) else form.casefold() for form in entry.forms}:
            found[form].append(entry)
    return {
        form: tuple(
            sorted(
                listed,
                key=lambda entry: (
                    entry.lemma.casefold() != form.casefold(),
                    entry.sense != "",
                    entry.kind == EVERYDAY,
                ),
            )
        )
        for form, listed in found.items()
    }


@remembered
def _related() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries().values():
        together = {entry.lemma, *entry.related}
        for word in together:
            found[word.casefold()] |= together
    return {word: frozenset(members) for word, members in found.items()}


def _check_header(names: Iterable[str], file: str) -> None:
    if missing := [name for name in REQUIRED if name not in names]:
        raise ValueError(f"{file}:1: the first line must name the columns; missing: {', '.join(missing)}")
    if unknown := [name for name in names if name not in COLUMNS and name not in LANGUAGES]:
        raise ValueError(f"{file}:1: no such column: {', '.join(unknown)}")


def _entry(row: dict[str, str], languages: Iterable[str], place: str) -> Entry:
    if None in row or None in row.values():
        raise ValueError(f"{place}: a row has as many cells as the first line")
    if not row["lemma"].strip() or row["pos"] not in POS or row["kind"] not in KINDS or row["level"] not in CEFR:
        raise ValueError(f"{place}: lemma, part of speech, kind or level is not one of those allowed")
    return Entry(
        lemma=row["lemma"],
        pos=row["pos"],
        kind=row["kind"],
        level=row["level"],
        definition=row["definition"],
        example=row["example"],
        plain=row.get("plain", ""),
        variants=_list(row, "variants"),
        sense=row.get("sense", ""),
        parts=row.get("parts", ""),
        ipa=row.get("ipa", ""),
        ipa_us=row.get("ipa_us", ""),
        related=_list(row, "related"),
        partners=_list(row, "partners"),
        cues=_list(row, "cues"),
        translations={code: row[code] for code in languages if row[code]},
        place=place,
    )


def _list(row: dict[str, str], column: str) -> tuple[str, ...]:
    cell = row.get(column)
    return tuple(part for each in cell.split(";") if (part := each.strip())) if cell else ()


def _name(entry: Entry) -> str:
    return f"{entry.lemma} ({', '.join(part for part in (entry.pos, entry.sense) if part)})"
