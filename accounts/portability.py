"""All that is kept about a person, as one ZIP of JSON files."""

import enum
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import ColumnElement, Table, select

from accounts import belongings
from accounts.models import Classroom, User
from db import Model, db

# What only this server may know: with it somebody could sign in as the person, or guess the password.
SECRET = {"password_hash", "session_key"}
AT_ONCE = 200

# Of tables whose rows are many people's: the columns that say what a row of the person's own points to.
_quoted: dict[str, tuple[str, ...]] = {}


def quote(model: type[Model], *columns: str) -> None:
    """Say in words what a key of the person's own rows stands for (this package knows no other)."""
    _quoted[model.__tablename__] = columns


def write(user: User, file: IO[bytes], *, now: datetime) -> None:
    """Put everything of this person into the file; rows are read a few hundred at a time."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        counts = {table.name: _write(archive, table, user) for table in given(Model.metadata.sorted_tables)}
        archive.writestr("README.txt", "\n".join(_readme(user, counts, now)))


def given(tables: Iterable[Table]) -> list[Table]:
    """Those of the tables whose rows are given to the person whose they are."""
    found = [table for table in tables if table.name == belongings.PEOPLE or belongings.ways(table)]
    return [table for table in found if table.name not in belongings.left_out]


def _write(archive: ZipFile, table: Table, user: User) -> int:
    """A list of objects, if there is any; how many."""
    records = _records(table, user)
    first = next(records, None)
    if first is None:
        return 0
    with archive.open(f"{table.name}.json", "w") as member:
        member.write(b"[\n" + _json(first))
        count = 1
        for record in records:
            member.write(b",\n" + _json(record))
            count += 1
        member.write(b"\n]\n")
    return count


def _records(table: Table, user: User) -> Iterator[dict[str, Any]]:
    found = db.session.execute(belongings.rows(table, user), execution_options={"yield_per": AT_ONCE}).mappings()
    for part in found.partitions():
        pointed = {name: _pointed(table.c[name], part) for name in _names_to_quote(table)}
        for row in part:
            record = {name: value for name, value in row.items() if name not in SECRET}
            for name, shown in pointed.items():
                record[name.removesuffix("_id")] = shown.get(row[name])
            yield record


def _names_to_quote(table: Table) -> list[str]:
    keys = sorted(table.foreign_keys, key=lambda key: key.parent.name)
    return [key.parent.name for key in keys if key.column.table.name in _quoted]


def _pointed(column: ColumnElement[Any], part: Sequence[Mapping[Any, Any]]) -> dict[int, dict[str, Any]]:
    """What the rows that this column points to say, by their number."""
    (key,) = column.foreign_keys
    target, ids = key.column.table, {row[column.name] for row in part}
    shown = [target.c[name] for name in _quoted[target.name]]
    found = db.session.execute(select(key.column, *shown).where(key.column.in_(ids)))
    return {row[0]: dict(zip(_quoted[target.name], row[1:], strict=True)) for row in found}


def _json(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _readme(user: User, counts: Mapping[str, int], now: datetime) -> Iterator[str]:
    yield f"Everything that Readwell keeps about {user.name or 'the reader of one browser'}, {now:%Y-%m-%d %H:%M} UTC."
    yield ""
    yield "Each file is a list in JSON, a format that many programs can read. Times are in UTC."
    yield ""
    yield from (f"{name}.json: {_told(name, count)}" for name, count in counts.items() if count)
    yield ""
    yield "Your password is not here: Readwell keeps only a code made from it, by which it knows the password again."
    yield from _reasons(belongings.left_out.values())


def _told(table: str, count: int) -> str:
    kind = belongings.kind_of(table)
    if table == belongings.PEOPLE:
        return "your name, role, language, level, and when you first came"
    return kind.counted(count) if kind else f"{count:,} {'row' if count == 1 else 'rows'}"


def _reasons(reasons: Collection[str]) -> Iterator[str]:
    yield from (f"Not here: {reason}." for reason in dict.fromkeys(reasons))


quote(Classroom, "name")
