"""What comes in and what comes out: a source, and a text with its sections."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.importing.blocks import Block
from lessons.importing.provenance import NOWHERE, Provenance

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Source:
    """What came in: its exact characters, and whether they are Markdown or have the marks of the teacher's editor.

    `left_out` numbers the blocks, from 0, that whoever read the file knows to be no part of the article. One that
    `is_clean` is marked, and all the rest of it belongs to the article.
    """

    text: str
    markdown: bool = False
    marked: bool = False
    left_out: frozenset[int] = frozenset()
    provenance: Provenance = NOWHERE
    is_clean: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`start` is where the heading begins (or the first paragraph, without one), `end` where the section ends."""

    heading: str
    start: int
    end: int
    blocks: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to analyse. All offsets count characters of `text`; `title` is not part of it when cleaned."""

    title: str
    text: str
    sections: tuple[Section, ...]
    removed: tuple[str, ...] = ()


def normalised(text: str) -> str:
    """NFC, line ends as newlines, plain spaces, no invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def by_heading(found: Sequence[Block]) -> list[tuple[Block | None, list[Block]]]:
    """Each heading with the blocks under it; the first may be none."""
    groups: list[tuple[Block | None, list[Block]]] = []
    for block in found:
        if block.kind == "heading":
            groups.append((block, []))
        elif groups:
            groups[-1][1].append(block)
        else:
            groups.append((None, [block]))
    return groups


def assemble(title: str, found: Sequence[Block], removed: Sequence[str] = ()) -> Text:
    """Put the blocks together, a blank line between any two, and count the offsets anew."""
    parts: list[str] = []
    at = 0

    def put(text: str) -> tuple[int, int]:
        nonlocal at
        text = " ".join(text.split())
        start = at
        parts.append(text)
        at += len(text) + 2
        return start, start + len(text)

    sections = []
    for heading, body in by_heading(found):
        start = at
        if heading:
            put(heading.text)
        spans = tuple((block.kind, *put(block.text)) for block in body)
        sections.append(Section(" ".join(heading.text.split()) if heading else "", start, at - 2, spans))
    return Text(title, "\n\n".join(parts), tuple(sections), tuple(removed))


def blocks_of(text: Text) -> list[Block]:
    """The headings, paragraphs and items of a text, in order; `assemble` puts them together again."""
    found: list[Block] = []
    for section in text.sections:
        if section.heading:
            found.append(Block("heading", section.heading, 0, 0, level=2))
        found += [Block(kind, text.text[start:end], start, end) for kind, start, end in section.blocks]
    return found
