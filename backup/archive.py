"""The file of a backup: its manifest, and that every byte of it is as it was written."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Self
from zipfile import BadZipFile, ZipFile

from backup import Refused

KIND = "readwell backup"
# Grows when an older program could not read the file any more.
FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError)
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the archive; `rows` of a table, without the line of its columns."""

    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """`revision` is that of the schema; `tables` stand in the order in which they were written, by name."""

    readwell: str
    revision: str
    database: str
    made_at: str
    tables: dict[str, Part]
    files: dict[str, Part]

    @property
    def row_count(self) -> int:
        return sum(part.rows for part in self.tables.values())

    def as_json(self) -> str:
        return json.dumps({"kind": KIND, "format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, data: Any) -> Self:
        tables, files = ({name: Part(**told) for name, told in data[key].items()} for key in ("tables", "files"))
        told = {name: str(data[name]) for name in ("readwell", "revision", "database", "made_at")}
        return cls(tables=tables, files=files, **told)


def table_name(table: str) -> str:
    return f"tables/{table}.jsonl"


def file_name(name: str) -> str:
    return f"files/{name}"


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """The backup, once all of it was read and found whole; Refused for anything else."""
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except DAMAGE as error:
        raise Refused(f"{path} is no backup of Readwell, or not all of it is here.") from error
    with archive:
        manifest = _manifest(archive, path)
        try:
            _check(archive, manifest)
        except DAMAGE as error:
            raise Refused(f"{path} is damaged: {error}. Nothing was changed.") from error
        yield archive, manifest


def digest(file: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()


def _manifest(archive: ZipFile, path: Path) -> Manifest:
    try:
        data = json.loads(archive.read(MANIFEST))
        if data["kind"] != KIND:
            raise ValueError(data["kind"])
        if data["format"] > FORMAT:
            raise Refused(f"{path} was made by a newer Readwell ({data['readwell']}). Upgrade this one first.")
        return Manifest.from_json(data)
    except (*DAMAGE, TypeError, AttributeError) as error:
        raise Refused(f"{path} is no backup of Readwell.") from error


def _check(archive: ZipFile, manifest: Manifest) -> None:
    parts = {table_name(name): part for name, part in manifest.tables.items()}
    parts |= {file_name(name): part for name, part in manifest.files.items()}
    for name, part in parts.items():
        with archive.open(name) as member:
            if digest(member) != part.sha256:
                raise ValueError(f"{name} is not as it was written")
