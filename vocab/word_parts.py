"""Word parts: the roots, prefixes and suffixes of medical words, in `vocab/word_parts.csv`."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("word_parts.csv")
COLUMNS = ("part", "kind", "meaning", "origin", "forms", "examples")
KINDS = ("root", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class Part:
    """One part, such as cardi/o: heart; `forms` are the spellings in which it stands inside words."""

    name: str
    kind: str
    meaning: str
    origin: str
    forms: tuple[str, ...]
    examples: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name as it may stand in an address: "cardi/o" is `cardi-o`, "-itis" is `-itis`."""
        return "".join(char if char.isalnum() else "-" for char in self.name).rstrip("-") + "-" * self.name.endswith(
            "-"
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a word and the part that it is; `ends_word` where a space follows."""

    text: str
    part: Part
    ends_word: bool = False


@lru_cache(maxsize=1)
def parts() -> dict[str, Part]:
    """Every part by its name. ValueError names the line of a row that cannot be."""
    found: dict[str, Part] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{FILE.name}:1: the first line must be {','.join(COLUMNS)}")
        for row in rows:
            part = _part(row, f"{FILE.name}:{rows.line_num}")
            if part.name in found:
                raise ValueError(f"{FILE.name}:{rows.line_num}: {part.name} stands there twice")
            found[part.name] = part
    return found


def by_slug(slug: str) -> Part | None:
    return next((part for part in parts().values() if part.slug == slug), None)


def split(breakdown: str, word: str) -> tuple[Piece, ...]:
    """The pieces of `peri|card|itis`; `ped=ped/o (child)|iatr|ic` names the part of a piece that could be two.

    ValueError when the pieces do not spell the word, or one is no known part, or could be two.
    """
    words = [[_named(cell) for cell in each.split("|")] for each in _words(breakdown)]
    spelt = " ".join("".join(text for text, _ in pieces) for pieces in words)
    if spelt != word:
        raise ValueError(f"the parts spell “{spelt}”, not “{word}”")
    return tuple(
        Piece(text, _resolve(text, name, place, len(pieces)), ends_word=place == len(pieces) - 1)
        for pieces in words
        for place, (text, name) in enumerate(pieces)
    )


def _words(breakdown: str) -> list[str]:
    """The breakdown of each word; a space inside the name of a part ("ped/o (child)") divides nothing."""
    words, depth, start = [], 0, 0
    for place, char in enumerate(breakdown):
        depth += (char == "(") - (char == ")")
        after_name = "=" in breakdown[start:place].rsplit("|", 1)[-1] and breakdown[place + 1 : place + 2] == "("
        if char == " " and not depth and not after_name:
            words.append(breakdown[start:place])
            start = place + 1
    return [*words, breakdown[start:]]


def _named(cell: str) -> tuple[str, str]:
    text, _, name = cell.partition("=")
    return text, name


def _resolve(text: str, name: str, place: int, count: int) -> Part:
    if name:
        if name not in parts() or text.lower() not in parts()[name].forms:
            raise ValueError(f"“{text}” is no form of a word part “{name}”")
        return parts()[name]
    found = _by_form().get(text.lower(), ())
    for kind in _likely(place, count):
        of_kind = [part for part in found if part.kind == kind]
        if len(of_kind) > 1:
            raise ValueError(f"“{text}” could be {' or '.join(part.name for part in of_kind)}: name the part")
        if of_kind:
            return of_kind[0]
    raise ValueError(f"“{text}” is no known word part")


def _likely(place: int, count: int) -> tuple[str, ...]:
    """The kinds that a piece may be by where it stands, the likeliest first."""
    if count == 1:
        return ("root",)
    if place == 0:
        return ("prefix", "root")
    return ("suffix", "root") if place == count - 1 else ("root", "suffix", "prefix")


@lru_cache(maxsize=1)
def _by_form() -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts().values():
        for form in part.forms:
            found[form].append(part)
    return {form: tuple(listed) for form, listed in found.items()}


def _part(row: dict[str, str], place: str) -> Part:
    if None in row or not all(row.values()) or row["kind"] not in KINDS:
        raise ValueError(f"{place}: every cell must be filled, and the kind one of {', '.join(KINDS)}")
    return Part(
        row["part"],
        row["kind"],
        row["meaning"],
        row["origin"],
        tuple(form.strip() for form in row["forms"].split(";")),
        tuple(word.strip() for word in row["examples"].split(";")),
    )
