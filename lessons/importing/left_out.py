"""A line that was left out of a text, put back where it stood."""

from collections.abc import Sequence

from lessons.importing.blocks import Block
from lessons.importing.cleaning import blocks_of_source
from lessons.importing.texts import Source, Text, assemble, blocks_of


def put_back(text: Text, line: str, *, source: str) -> Text:
    """The text with the line after the nearest block before it, in what came in, that still stands in the text.

    Whatever was edited since stays as it is. A line that the source does not have goes to the end.
    """
    standing = blocks_of(text)
    came = _as_it_came(source, standing)
    before, block = _found(came, line)
    at = _place(standing, before) if block else len(standing)
    kind = block.kind if block and block.kind in ("heading", "item") else "paragraph"
    return assemble(text.title, [*standing[:at], Block(kind, line, 0, 0), *standing[at:]])


def _as_it_came(source: str, standing: Sequence[Block]) -> list[Block]:
    """The blocks of the source, read in whichever way gives most of those that stand in the text."""
    words = {block.text for block in standing}
    ways = (Source(source), Source(source, markdown=True), Source(source, marked=True))
    return max(map(blocks_of_source, ways), key=lambda found: len(words & {_line(block) for block in found}))


def _found(came: Sequence[Block], line: str) -> tuple[Sequence[Block], Block | None]:
    """What came before the line, and its block."""
    for place, block in enumerate(came):
        if _line(block) == " ".join(line.split()):
            return came[:place], block
    return came, None


def _place(standing: Sequence[Block], before: Sequence[Block]) -> int:
    places = {block.text: place for place, block in enumerate(standing)}
    return next((places[_line(block)] + 1 for block in reversed(before) if _line(block) in places), 0)


def _line(block: Block) -> str:
    return " ".join(block.text.split())
