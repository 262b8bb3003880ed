"""The marks of the teacher's editor: `# ` the title, `## ` a heading, `- ` an item, any other line a paragraph.

Every importer but those of plain text and Markdown gives this: it says what is a heading and needs no escapes.
"""

import re
from collections.abc import Iterable

from lessons.importing.blocks import Block
from lessons.importing.texts import Text, assemble, blocks_of, normalised

_MARK = re.compile(r"- (?=\s*\S)|#{1,6}\s+(?=\S)")
_ITEM = "item"


def blocks(text: str) -> list[Block]:
    """The blocks of a marked text, their marks taken off."""
    lines = (line.strip() for line in normalised(text).split("\n"))
    return [_block(line) for line in lines if line]


def written(found: Iterable[Block]) -> str:
    """The blocks as a marked text."""
    return "\n\n".join(_line(block) for block in found if block.text.strip())


def edited(text: str, *, title: str) -> Text:
    """A text from the teacher's editor; all of it is kept."""
    return assemble(title.strip(), blocks(text))


def as_edited(text: Text) -> str:
    """The text as it stands in the teacher's editor; `edited` reads it back to the same."""
    return written(blocks_of(text))


def _block(line: str) -> Block:
    mark = _MARK.match(line)
    if not mark:
        return Block("paragraph", line, 0, 0)
    words = line[mark.end() :].strip()
    if mark.group() == "- ":
        return Block(_ITEM, words, 0, 0)
    return Block("heading", words, 0, 0, level=len(mark.group().strip()))


def _line(block: Block) -> str:
    mark = "#" * max(block.level, 1) + " " if block.kind == "heading" else "- " if block.kind == _ITEM else ""
    return mark + " ".join(block.text.split())
