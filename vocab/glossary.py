"""The built-in glossary: one CSV file per field of medicine in `vocab/glossary/`, read once."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vocab.levels import CEFR

FOLDER = Path(__file__).with_name("glossary")
COLUMNS = ("lemma", "pos", "kind", "level", "definition", "example", "plain", "variants")
POS = ("NOUN", "VERB", "ADJ", "ADV")
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
}
POS_NAMES = {
    "NOUN": "noun",
    "VERB": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
    "PROPN": "name",
    "NUM": "number",
}


@dataclass(frozen=True, slots=True)
class Entry:
    lemma: str
    pos: str
    kind: str
    level: str
    definition: str = ""
    example: str = ""
    plain: str = ""
    variants: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.lemma, self.pos

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.lemma, *self.variants)


@lru_cache(maxsize=1)
def entries() -> dict[tuple[str, str], Entry]:
    """All built-in entries by lemma and part of speech. ValueError names file and line of a row that cannot be."""
    found: dict[tuple[str, str], Entry] = {}
    for path in sorted(FOLDER.glob("*.csv")):
        for entry in read(path):
            if entry.key in found:
                raise ValueError(f"{path.name}: {entry.lemma} ({entry.pos}) stands in the glossary twice")
            found[entry.key] = entry
    return found


def read(path: Path) -> list[Entry]:
    """The entries of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: the first line must be {','.join(COLUMNS)}")
        return [_entry(row, f"{path.name}:{rows.line_num}") for row in rows]


def _entry(row: dict[str, str], place: str) -> Entry:
    if None in row or None in row.values():
        raise ValueError(f"{place}: a row has {len(COLUMNS)} cells")
    if not row["lemma"] or row["pos"] not in POS or row["kind"] not in KINDS or row["level"] not in CEFR:
        raise ValueError(f"{place}: lemma, part of speech, kind or level is not one of those allowed")
    variants = tuple(form.strip() for form in row["variants"].split(";") if form.strip())
    cells: dict[str, Any] = {**row, "variants": variants}
    return Entry(**cells)
