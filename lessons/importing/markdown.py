"""Blocks of a Markdown text, their marks taken off; code and images are left out, rows of tables become items."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lessons.importing.blocks import Block

CELLS = " – "
_WORDS = ("text", "code_inline")
_BREAKS = ("softbreak", "hardbreak")


def blocks(text: str) -> list[Block]:
    reader = MarkdownIt("commonmark").enable("table").disable(["html_block", "html_inline"])
    return list(_blocks(reader.parse(text)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    kind, level = "paragraph", 0
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            kind, level = "heading", int(token.tag[1])
        elif token.type == "list_item_open":
            kind = "item"
        elif token.type in ("heading_close", "list_item_close"):
            kind, level = "paragraph", 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            if cells := CELLS.join(filter(None, row)):
                yield Block("item", cells, 0, 0)
            row = None
        elif token.type == "inline" and (words := _words(token)):
            if row is None:
                yield Block(kind, words, 0, 0, level=level)
            else:
                row.append(words)


def _words(token: Token) -> str:
    children = token.children or ()
    return "".join(
        " " if child.type in _BREAKS else child.content for child in children if child.type in (*_WORDS, *_BREAKS)
    ).strip()
