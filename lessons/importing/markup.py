"""HTML as blocks: headings, paragraphs, lists and tables; the rest of it goes."""

import re
from collections.abc import Sequence
from dataclasses import replace

import nh3
from markdownify import ATX, MarkdownConverter

from lessons.importing import markdown, marked
from lessons.importing.blocks import Block
from lessons.importing.texts import Source

# What begins a line of its own and means no more to a reader.
_DIVISIONS = {"div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "figure", "figcaption"}
_DIVISIONS |= {"address", "dl", "dt", "dd", "pre", "button", "details", "summary", "fieldset", "legend", "caption"}
_KEPT = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "ul", "ol", "li", "blockquote"}
_KEPT |= {"table", "thead", "tbody", "tr", "th", "td"} | _DIVISIONS
_GONE = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "title", "select"}

_REFERENCE = re.compile(r"(?<=[\w.,;:!?)”’\]])\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]")


def blocks(html: str) -> list[Block]:
    """In order; links and emphasis as their words, a row of a table as an item, a heading's level from its tag."""
    clean = nh3.clean(html, tags=_KEPT, clean_content_tags=_GONE, attributes={}, strip_comments=True)
    converter = _Converter(heading_style=ATX, escape_misc=True, table_infer_header=True)
    return without_references(markdown.blocks(converter.convert(clean)))


def without_references(found: Sequence[Block]) -> list[Block]:
    """Without the numbers of notes in brackets: "It is common.[3]"."""
    return [replace(block, text=_REFERENCE.sub("", block.text)) for block in found]


def source(found: Sequence[Block]) -> Source:
    return Source(marked.written(found), marked=True)


class _Converter(MarkdownConverter):
    """markdownify, with every division as a line of its own."""


for _name in _DIVISIONS:
    setattr(_Converter, f"convert_{_name}", MarkdownConverter.convert_div)  # type: ignore[attr-defined]
