"""Clean text: title, sections and paragraphs out of blocks; the furniture left out is told, not lost."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt

from lessons.importing import blocks as block_reader
from lessons.importing import furniture
from lessons.importing.blocks import Block

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_EDITOR_MARK = re.compile(r"- (?=\s*\S)|#{1,6}\s+(?=\S)")
_SPACES = re.compile(r"[^\S\n]+")
_TITLE_TAIL = re.compile(r"(?:_\d+|\s+\|\s+[^|]{1,60})$")
_FUNCTION_WORDS = frozenset("a an the of in on at to for and or with by from is are your you how what why when".split())


@dataclass(frozen=True, slots=True)
class Source:
    """What came in: its exact characters, and whether they are Markdown."""

    text: str
    markdown: bool = False


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


def clean(source: Source, *, title: str = "") -> Text:
    """The article in the source without its furniture; a given title wins over the one found."""
    text = normalised(source.text)
    found = _markdown_blocks(text) if source.markdown else block_reader.split(text)
    kept, removed = furniture.split_off(found)
    found_title, body, before = _take_title(kept)
    body = _headings_or_items(body)
    return _assemble(title.strip() or found_title, body, [block.text for block in (*before, *removed)])


def edited(text: str, *, title: str) -> Text:
    """A text from the teacher's editor: `## ` headings, `- ` items, any other line a paragraph; all is kept."""
    lines = (line.strip() for line in normalised(text).split("\n"))
    return _assemble(title.strip(), [_editor_block(line) for line in lines if line], ())


def as_edited(text: Text) -> str:
    """The text as it stands in the teacher's editor; `edited` reads it back to the same."""
    marks = {"item": "- ", "paragraph": ""}
    parts = []
    for section in text.sections:
        parts += [f"## {section.heading}"] if section.heading else []
        parts += [marks[kind] + text.text[start:end] for kind, start, end in section.blocks]
    return "\n\n".join(parts)


def outline(text: str) -> Text:
    """The sections of a text exactly as it stands: offsets index the text itself and nothing is removed."""
    found = _headings_or_items(block_reader.split(text))
    title = next((block.text for block in found if block.kind == "heading"), "")
    sections: list[Section] = []
    for heading, body in _by_heading(found):
        start = heading.start if heading else body[0].start
        end = body[-1].end if body else heading.end if heading else start
        spans = tuple((block.kind, block.start, block.end) for block in body)
        sections.append(Section(heading.text if heading else "", start, end, spans))
    return Text(title, text, tuple(sections))


def normalised(text: str) -> str:
    """NFC, line ends as newlines, plain spaces, no invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def _editor_block(line: str) -> Block:
    mark = _EDITOR_MARK.match(line)
    if not mark:
        return Block("paragraph", line, 0, 0)
    return Block("item" if mark.group() == "- " else "heading", line[mark.end() :].strip(), 0, 0)


def _markdown_blocks(text: str) -> list[Block]:
    """Blocks of a Markdown text, their marks taken off; tables, code and images are left out."""
    found: list[Block] = []
    kind, level = "paragraph", 0
    reader = MarkdownIt("commonmark").enable("table").disable(["html_block", "html_inline"])
    in_table = False
    for token in reader.parse(text):
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if token.type == "heading_open":
            kind, level = "heading", int(token.tag[1])
        elif token.type == "list_item_open":
            kind = "item"
        elif token.type in ("heading_close", "list_item_close"):
            kind, level = "paragraph", 0
        elif token.type == "inline" and not in_table:
            words = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
                if child.type in ("text", "code_inline", "softbreak", "hardbreak")
            )
            if words.strip():
                found.append(Block(kind, words.strip(), 0, 0, level=level))
    return found


def _take_title(found: Sequence[Block]) -> tuple[str, list[Block], list[Block]]:
    """Title, the rest, and what stood above the title (a site's name, a category)."""
    lead = [block for block in _leading(found) if block.kind in ("heading", "short")]
    if not lead:
        return "", list(found), []
    body = " ".join(block.text for block in found[len(lead) :]).casefold()
    chosen = next((place for place, block in enumerate(lead) if _belongs(block.text, body)), len(lead) - 1)
    while chosen >= 0 and (lead[chosen].level > 1 or lead[chosen].number):
        chosen -= 1
    if chosen < 0:
        return "", list(found), []
    return _TITLE_TAIL.sub("", lead[chosen].text).strip(), list(found[chosen + 1 :]), list(lead[:chosen])


def _leading(found: Sequence[Block]) -> list[Block]:
    lead: list[Block] = []
    for block in found[:6]:
        if block.kind not in ("heading", "short"):
            break
        lead.append(block)
    return lead


def _belongs(line: str, body: str) -> bool:
    """Whether the article speaks of what the line says: at least half of its longer words come back."""
    words = [word for word in re.findall(r"[^\W\d_]+", line.casefold()) if word not in _FUNCTION_WORDS]
    return bool(words) and sum(word[:5] in body for word in words) * 2 >= len(words)


def _headings_or_items(found: Sequence[Block]) -> list[Block]:
    """Short lines that head nothing: items where several stand together, paragraphs where one stands alone."""
    settled: list[Block] = []
    for place, block in enumerate(found):
        if block.kind == "short":
            near = [found[at].kind for at in (place - 1, place + 1) if 0 <= at < len(found)]
            block = Block("item" if "short" in near else "paragraph", block.text, block.start, block.end)
        settled.append(block)
    return settled


def _by_heading(found: Sequence[Block]) -> list[tuple[Block | None, list[Block]]]:
    groups: list[tuple[Block | None, list[Block]]] = []
    for block in found:
        if block.kind == "heading":
            groups.append((block, []))
        elif groups:
            groups[-1][1].append(block)
        else:
            groups.append((None, [block]))
    return groups


def _assemble(title: str, found: Sequence[Block], removed: Sequence[str]) -> Text:
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
    for heading, body in _by_heading(found):
        start = at
        if heading:
            put(heading.text)
        spans = tuple((block.kind, *put(block.text)) for block in body)
        sections.append(Section(" ".join(heading.text.split()) if heading else "", start, at - 2, spans))
    return Text(title, "\n\n".join(parts), tuple(sections), tuple(removed))
