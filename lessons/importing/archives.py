"""ZIP archives from strangers: looked over before anything is unpacked, and nothing of them touches the disk."""

import re
import zipfile
from io import BytesIO

from lessons.importing.refusals import Refused

MAX_UNPACKED = 100_000_000
MAX_FILES = 10_000
MAX_RATIO = 200
# Small archives may well be packed tighter than that.
RATIO_FROM = 5_000_000
_DAMAGED = "This file is damaged: it cannot be unpacked. Save it again, or copy the article and paste it."
_BOMB = "This file unpacks to far more than a document holds, as files made to harm do. It is not read."
_ENTITIES = re.compile(rb"<!(?:DOCTYPE\b[^>]*\[|ENTITY)", re.IGNORECASE)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")
_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html")


class Archive:
    """A ZIP archive that has been looked over. Refused when it is damaged or made to harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Refused(_DAMAGED) from error
        self._look_over(len(data))
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One file of it; KeyError when it has none of that name. XML that declares entities is refused."""
        try:
            data = self._zip.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise Refused(_DAMAGED) from error
        if name.lower().endswith(_XML) and _declares_entities(data):
            raise Refused("This file declares XML entities, as files made to harm do. It is not read.")
        return data

    def _look_over(self, size: int) -> None:
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > size * MAX_RATIO):
            raise Refused(_BOMB)
        if len(members) > MAX_FILES:
            raise Refused(_BOMB)
        if any(_OUTSIDE.search(member.filename) for member in members):
            raise Refused("This file names places outside itself, as files made to harm do. It is not read.")
        if any(member.flag_bits & 1 for member in members):
            raise Refused("This file is locked with a password. Save it without one and choose that file.")


def _declares_entities(data: bytes) -> bool:
    """In the first part, where alone they may stand; a text of two bytes a letter is looked at without its zeros."""
    return bool(_ENTITIES.search(data[:100_000].replace(b"\0", b"")))
