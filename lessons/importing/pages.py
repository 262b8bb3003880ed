"""A web page: its article, what was left out of it, and where it is from."""

import codecs
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

import trafilatura

from lessons.importing import furniture, markdown, markup
from lessons.importing.blocks import Block
from lessons.importing.provenance import NOWHERE, Provenance, found
from lessons.importing.refusals import Refused
from lessons.importing.texts import Source

# From so many words on, a line of the page is told by standing anywhere in the article.
LONG = 6
# Below that share of the article's words, the page's own lines are no guide to it.
ENOUGH = 0.9
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def read(data: bytes, *, charset: str = "", url: str = "") -> Source:
    """The page with all its lines; those that are no part of the article are marked as left out."""
    html = decoded(data, charset)
    article = trafilatura.extract(html, url=url or None, output_format="markdown", include_comments=False)
    if not article:
        raise Refused("No article was found on this page.")
    metadata = trafilatura.extract_metadata(html, default_url=url or None)
    title = (metadata.title if metadata else None) or ""
    kept = _with_title(markup.without_references(markdown.blocks(article)), title)
    return _source(kept, markup.blocks(html), links=_links(html), provenance=_provenance(metadata))


def fragment(data: bytes) -> Source:
    """What somebody chose on a page and copied: all of it is wanted."""
    return markup.source(markup.blocks(data.decode("utf-8", "replace")))


def decoded(data: bytes, charset: str = "") -> str:
    """By the mark at the beginning, what the server said, what the page says; UTF-8 or Western letters else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _META_CHARSET.search(data[:4096])
    told = [charset] if charset else []
    told += [declared[1].decode("ascii", "replace")] if declared else []
    for encoding in (*told, "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def _with_title(kept: list[Block], title: str) -> list[Block]:
    if not title or (kept and kept[0].kind == "heading" and kept[0].level == 1):
        return kept
    return [Block("heading", title, 0, 0, level=1), *kept]


def _source(kept: Sequence[Block], page: Sequence[Block], *, links: Collection[str], provenance: Provenance) -> Source:
    """All lines of the page, where they tell enough of the article; the article alone otherwise."""
    told = _of_article(kept, page)
    told |= _within(told, page, links)
    words = sum(len(_words(page[place].text)) for place in told)
    if words < ENOUGH * sum(len(_words(block.text)) for block in kept):
        return replace(markup.source(kept), provenance=provenance)
    left_out = frozenset(range(len(page))) - told
    if not any(page[place].level == 1 for place in told):
        page, left_out = [*kept[:1], *page], frozenset(place + 1 for place in left_out)
    return replace(markup.source(page), left_out=left_out, provenance=provenance)


def _of_article(kept: Sequence[Block], page: Sequence[Block]) -> frozenset[int]:
    """The places of the page's lines that the article has too, in the same order; long ones wherever they stand."""
    ours, theirs = [_words(block.text) for block in kept], [_words(block.text) for block in page]
    same = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    told = {match.a + step for match in same for step in range(match.size)}
    whole = " ".join(" ".join(words) for words in ours)
    told |= {place for place, words in enumerate(theirs) if len(words) >= LONG and " ".join(words) in whole}
    return frozenset(told)


def _within(told: Collection[int], page: Sequence[Block], links: Collection[str]) -> frozenset[int]:
    """Headings and items amid the article that were taken for no part of it, as in a page of short lists they are."""
    rest = range(min(told, default=0), max(told, default=0))
    return frozenset(
        place
        for place in rest
        if page[place].kind in ("heading", "item")
        and not furniture.is_furniture(page[place].text)
        and " ".join(_words(page[place].text)) not in links
    )


def _links(html: str) -> frozenset[str]:
    """The words of all that can be followed or pressed on the page."""
    tree = trafilatura.load_html(html)
    pressed = () if tree is None else tree.iter("a", "button")
    return frozenset(" ".join(_words(element.text_content())) for element in pressed)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _provenance(metadata: Any) -> Provenance:
    if metadata is None:
        return NOWHERE
    return found(note=metadata.sitename, url=metadata.url, author=metadata.author, licence=metadata.license)
