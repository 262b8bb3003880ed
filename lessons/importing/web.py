"""The article at an address of the web."""

from dataclasses import replace
from datetime import date

from lessons.importing import fetching, provenance, sandbox
from lessons.importing.addresses import STRICT, Guard
from lessons.importing.refusals import decode
from lessons.importing.texts import Source


def fetch(url: str, *, on: date, guard: Guard = STRICT) -> Source:
    """The text of the page or PDF there, menus and notices left out; where it is from, as read on that day.

    Refused when it may not be read or has no article.
    """
    page = fetching.fetch(url, guard)
    source = _source(page)
    whence = provenance.found(url=page.url).over(source.provenance)
    return replace(source, provenance=replace(whence, accessed=on))


def _source(page: fetching.Page) -> Source:
    if page.kind == "text/plain":
        return Source(decode(page.data))
    if page.kind == "application/pdf":
        return sandbox.read("pdf", page.data)
    return sandbox.read("html", page.data, charset=page.charset, url=page.url)
