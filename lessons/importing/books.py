"""E-books (EPUB): the chapters in the order of the book, without its title page and contents."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from lxml import etree

from lessons.importing import markup, pages
from lessons.importing.archives import Archive
from lessons.importing.blocks import Block
from lessons.importing.provenance import found as told_of
from lessons.importing.refusals import Refused
from lessons.importing.texts import Source

# So many lines may be the title page.
FRONT = 8
CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
# Fonts may be scrambled in a book that anybody can read.
_SCRAMBLED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_BOOK = "This is no e-book that Readwell can read: its list of chapters is missing or damaged."
_LOCKED = "This e-book is locked by its seller (DRM). Choose a book without a lock, or paste a part of it."


def read(data: bytes) -> Source:
    archive = Archive(data)
    _check_lock(archive)
    where = _package(archive)
    package = _xml(archive, where)
    title, creators, rights = (_told(package, name) for name in ("title", "creator", "rights"))
    found = [block for name in _chapters(package, where) for block in _blocks(archive, name)]
    front = frozenset(place for place, block in enumerate(found[:FRONT]) if block.text in (*title, *creators, *rights))
    left_out = frozenset(place + 1 for place in front) if title else frozenset()
    if title:
        found = [Block("heading", title[0], 0, 0, level=1), *map(_below, found)]
    provenance = told_of(author=", ".join(creators), licence=" ".join(rights))
    return replace(markup.source(found), left_out=left_out, provenance=provenance)


def _check_lock(archive: Archive) -> None:
    if "META-INF/encryption.xml" not in archive.names:
        return
    methods = _xml(archive, "META-INF/encryption.xml").iter("{*}EncryptionMethod")
    if any(method.get("Algorithm") not in _SCRAMBLED_FONTS for method in methods):
        raise Refused(_LOCKED)


def _package(archive: Archive) -> str:
    root = _xml(archive, CONTAINER).find(".//{*}rootfile")
    if root is None or not root.get("full-path"):
        raise Refused(_NO_BOOK)
    return str(root.get("full-path"))


def _xml(archive: Archive, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if name not in archive.names:
        raise Refused(_NO_BOOK)
    data = archive.read(name)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(_NO_BOOK) from error


def _told(package: Any, name: str) -> list[str]:
    """What the book says of itself by that name, in the words of the Dublin Core."""
    words = (" ".join("".join(element.itertext()).split()) for element in package.iter(f"{{*}}{name}"))
    return [told for told in words if told]


def _chapters(package: Any, where: str) -> Iterator[str]:
    """The names of the pages in reading order."""
    folder = posixpath.dirname(where)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for entry in package.iter("{*}itemref"):
        item = items.get(entry.get("idref"))
        if item is None or entry.get("linear") == "no" or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _blocks(archive: Archive, name: str) -> list[Block]:
    """Of one page; a page that the book lacks has none."""
    return markup.blocks(pages.decoded(archive.read(name))) if name in archive.names else []


def _below(block: Block) -> Block:
    """A heading of a chapter stands under that of the book."""
    return replace(block, level=block.level + 1) if block.kind == "heading" else block
