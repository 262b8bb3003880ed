"""Readers of files by kind. What they run on comes from strangers, so they run in `sandbox` alone."""

from collections.abc import Callable
from importlib import import_module

from lessons.importing.refusals import MAX_BYTES, Refused, too_big
from lessons.importing.texts import Source

_MODULES = {
    "html": ("pages", "read"),
    "fragment": ("pages", "fragment"),
    "docx": ("word", "read"),
    "epub": ("books", "read"),
    "pdf": ("pdf", "read"),
    "subtitles": ("subtitles", "read"),
}
DAMAGED = "This file is damaged: it cannot be read. Save it again, or copy the article and paste it."
TOO_DEEP = "This file is built in too complicated a way to be read. Copy the article and paste it as plain text."


def read(kind: str, data: bytes, **told: str) -> Source:
    """The source, or Refused whatever the bytes are. A library is loaded only for a file that needs it."""
    module, name = _MODULES[kind]
    reader: Callable[..., Source] = getattr(import_module(f"lessons.importing.{module}"), name)
    try:
        source = reader(data, **told)
    except Refused:
        raise
    except (RecursionError, MemoryError) as error:
        raise Refused(TOO_DEEP) from error
    except Exception as error:  # parsers raise whatever they like on a damaged file
        raise Refused(DAMAGED) from error
    if len(source.text) > MAX_BYTES:
        raise Refused(too_big(len(source.text)))
    return source
