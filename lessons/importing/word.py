"""Word documents: headings by style, lists, tables; pictures, comments, headers and footers go."""

import re
from io import BytesIO

import mammoth

from lessons.importing import kinds, markup
from lessons.importing.archives import Archive
from lessons.importing.refusals import Refused
from lessons.importing.texts import Source

MAIN = "word/document.xml"
_STYLES = "p[style-name='Title'] => h1:fresh"
_NO_IMAGE = mammoth.images.img_element(lambda image: {})
_NOTE = re.compile(r"<sup><a [^>]*>\[\d+\]</a></sup>|<a [^>]*>↑</a>")
_HEADING = re.compile(r"<h[1-6]>")
_BOLD_LINE = re.compile(r"<p><strong>([^<]{1,100})</strong></p>")


def read(data: bytes) -> Source:
    _check(Archive(data))
    converted = mammoth.convert_to_html(BytesIO(data), style_map=_STYLES, convert_image=_NO_IMAGE)
    html = _NOTE.sub("", converted.value)
    return markup.source(markup.blocks(html if _HEADING.search(html) else _with_headings(html)))


def _check(archive: Archive) -> None:
    """Raise Refused for other documents, macros, and XML made to harm: each part is looked at once."""
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise Refused(kinds.ADVICE["docm"])
    if MAIN not in archive.names:
        raise Refused("This is no Word document, though it is named so. Save it as .docx or PDF and choose that file.")
    for name in archive.names:
        archive.read(name)


def _with_headings(html: str) -> str:
    """In a document without styles, lines all in bold are its headings and the first of them its title."""
    first = html.startswith("<p><strong>")
    html = _BOLD_LINE.sub(r"<h2>\1</h2>", html)
    return html.replace("<h2>", "<h1>", 1).replace("</h2>", "</h1>", 1) if first and html.startswith("<h2>") else html
