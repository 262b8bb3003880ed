"""A file that somebody chose, as a source."""

from lessons.importing import kinds, sandbox
from lessons.importing.refusals import Refused, decode
from lessons.importing.texts import Source

MAX_FILE = 20_000_000


def read(name: str, data: bytes) -> Source:
    """The text of a file with its structure. Refused with what to do where it has none that can be read."""
    if len(data) > MAX_FILE:
        raise Refused(f"This file has {len(data) / 1_000_000:.0f} MB; at most {MAX_FILE // 1_000_000} MB are read.")
    reader = kinds.reader_of(name, data)
    if reader == "text":
        return Source(decode(data), markdown=name.lower().endswith(kinds.MARKDOWN))
    return sandbox.read(reader, data)
