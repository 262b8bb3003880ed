"""Clean text: title, sections and paragraphs out of blocks; the furniture left out is told, not lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lessons.importing import blocks as block_reader
from lessons.importing import furniture, markdown, marked
from lessons.importing.blocks import Block
from lessons.importing.texts import Section, Source, Text, assemble, by_heading, normalised

_TITLE_TAIL = re.compile(r"(?:_\d+|\s+\|\s+[^|]{1,60})$")
_FUNCTION_WORDS = frozenset("a an the of in on at to for and or with by from is are your you how what why when".split())


def clean(source: Source, *, title: str = "") -> Text:
    """The article in the source without its furniture; a given title wins over the one found."""
    if source.is_clean:
        return _told_clean(source, title=title)
    found = article(source, title=title)
    return assemble(found.title, found.blocks, [line for _, line in found.removed])


def _told_clean(source: Source, *, title: str) -> Text:
    found = marked.blocks(source.text)
    kept = [block for place, block in enumerate(found) if place not in source.left_out]
    return assemble(title.strip(), kept, [block.text for place, block in enumerate(found) if place in source.left_out])


@dataclass(frozen=True, slots=True)
class Article:
    """A text before it is put together, with the levels of its headings; `removed` are lines that are no part of it,
    each with the number of blocks before which it stood.
    """

    title: str
    blocks: list[Block]
    removed: list[tuple[int, str]]


def article(source: Source, *, title: str = "") -> Article:
    """What `clean` puts together."""
    found = blocks_of_source(source)
    kept, _ = furniture.split_off([block for place, block in enumerate(found) if place not in source.left_out])
    found_title, body, before = _take_title(kept)
    stays, in_body = {id(block) for block in kept[len(before) :]}, {id(block) for block in body}
    passed = list(accumulate((id(block) in in_body for block in found), initial=0))
    removed = [
        (passed[place], block.text)
        for place, block in enumerate(found)
        if id(block) not in stays and block.text != found_title
    ]
    return Article(title.strip() or found_title, _headings_or_items(body), removed)


def blocks_of_source(source: Source) -> list[Block]:
    """All that came in, furniture too."""
    text = normalised(source.text)
    if source.marked:
        return marked.blocks(text)
    return markdown.blocks(text) if source.markdown else block_reader.split(text)


def outline(text: str) -> Text:
    """The sections of a text exactly as it stands: offsets index the text itself and nothing is removed."""
    found = _headings_or_items(block_reader.split(text))
    title = next((block.text for block in found if block.kind == "heading"), "")
    sections: list[Section] = []
    for heading, body in by_heading(found):
        start = heading.start if heading else body[0].start
        end = body[-1].end if body else heading.end if heading else start
        spans = tuple((block.kind, block.start, block.end) for block in body)
        sections.append(Section(heading.text if heading else "", start, end, spans))
    return Text(title, text, tuple(sections))


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
    after = chosen + 1
    while after < len(lead) and lead[after].text == lead[chosen].text:
        after += 1  # a page may say its title twice
    return _TITLE_TAIL.sub("", lead[chosen].text).strip(), list(found[after:]), list(lead[:chosen])


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
