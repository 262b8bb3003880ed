"""The project's own development texts: health English of many kinds, its terms marked by hand.

`[[surface|lemma|kind]]` is a term, `[[surface||kind]]` one whose lemma is its surface in lower case, `{{word}}` a trap:
a word that is often a term and here stands in an everyday sense. One person marked each text and another checked it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("texts")
_MARK = re.compile(
    r"\[\[(?P<surface>[^|\]]+)(?:\|(?P<lemma>[^|\]]*))?(?:\|(?P<kind>[a-z]+))?\]\]|\{\{(?P<trap>[^}]+)\}\}"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked term; `start` and `end` are offsets into the plain text."""

    start: int
    end: int
    lemma: str
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    name: str
    form: str
    field: str
    spelling: str
    text: str
    terms: tuple[Marked, ...]
    traps: tuple[tuple[int, int], ...]


def read(path: Path) -> Annotated:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.lstrip("# ").split(": ", 1) for line in head.splitlines())
    text, terms, traps, at = "", [], [], 0
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        surface = mark["trap"] or mark["surface"]
        span = (len(text), len(text) + len(surface))
        if mark["trap"]:
            traps.append(span)
        else:
            terms.append(Marked(*span, mark["lemma"] or surface.lower(), mark["kind"] or ""))
        text += surface
        at = mark.end()
    text += body[at:]
    return Annotated(path.stem, facts["form"], facts["field"], facts["spelling"], text, tuple(terms), tuple(traps))


def texts() -> list[Annotated]:
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]
