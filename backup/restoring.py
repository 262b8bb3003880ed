"""Bringing a backup back: into the schema that it was made from, then up to this program's."""

import io
import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from zipfile import ZipFile

from sqlalchemy import Connection, Engine, Table, cast, column, func, insert, select, table, text
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import DBAPIError, OperationalError

from backup import Refused, archive, values
from backup.archive import Manifest, Progress
from backup.writing import reflected
from db import whole

# What is put in at once: so many rows, or so many characters of them.
MOST_ROWS = 500
MOST_TEXT = 1 << 20

Upgrade = Callable[[Connection, str], None]


def restore(
    engine: Engine,
    source: ZipFile,
    manifest: Manifest,
    *,
    upgrade: Upgrade,
    own: set[str],
    replace: bool,
    progress: Progress,
) -> None:
    """All of the backup, or nothing: the database is changed in one transaction.

    `upgrade` brings the schema to a revision; `own` names the tables that are Readwell's, which make room.
    """
    try:
        with engine.connect() as connection, whole(connection):
            _make_room(connection, own, replace=replace)
            upgrade(connection, manifest.revision)
            _load(connection, source, manifest, progress)
            upgrade(connection, "head")
    except OperationalError as error:
        raise Refused(f"The database is busy or not there; stop Readwell and try again. ({_why(error)})") from error
    except (DBAPIError, RuntimeError) as error:
        raise Refused(f"The backup does not fit; the database is as it was before. ({_why(error)})") from error


def _why(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).split("\n", 1)[0].rstrip(".")


def _make_room(connection: Connection, own: set[str], *, replace: bool) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    there = reflected(connection, own)
    full = [each.name for each in there.sorted_tables if connection.execute(select(each).limit(1)).first()]
    if full and not replace:
        named = ", ".join(full[:3]) + (" and others" if len(full) > 3 else "")
        raise Refused(
            f"The database is not empty: there are rows in {named}. "
            "Give --replace to delete them all and put the backup in their place."
        )
    there.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def _load(connection: Connection, source: ZipFile, manifest: Manifest, progress: Progress) -> None:
    there = reflected(connection)
    if unknown := sorted(set(manifest.tables) - set(there.tables)):
        raise Refused(f"The backup has a table that its version does not: {unknown[0]}. Nothing was changed.")
    tables, done = [there.tables[name] for name in manifest.tables], 0
    with _keys_checked_at_the_end(connection, tables):
        for target in tables:
            for count in _load_table(connection, source, target):
                done += count
                progress(done, manifest.row_count)
    _set_sequences(connection, tables)


def _load_table(connection: Connection, source: ZipFile, target: Table) -> Iterator[int]:
    """Put the rows in, some at a time; how many each time."""
    with source.open(archive.table_name(target.name)) as member:
        lines = io.TextIOWrapper(member, encoding="utf-8", newline="\n")
        names = json.loads(next(lines))
        into = insert(table(target.name, *(column(name, values.written_as(target.c[name])) for name in names)))
        readers = [values.reader(target.c[name]) for name in names]
        for part in _parts(lines):
            rows = [[read(value) for read, value in zip(readers, json.loads(line), strict=True)] for line in part]
            connection.execute(into, [dict(zip(names, row, strict=True)) for row in rows])
            yield len(part)


def _parts(lines: Iterator[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line)
        if len(part) >= MOST_ROWS or size >= MOST_TEXT:
            yield part
            part, size = [], 0
    if part:
        yield part


@contextmanager
def _keys_checked_at_the_end(connection: Connection, tables: Collection[Table]) -> Iterator[None]:
    """Rows may point to later ones until all are there. On SQLite `whole` does this."""
    if connection.dialect.name == "sqlite":
        yield
        return
    _alter_keys(connection, tables, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter_keys(connection, tables, "NOT DEFERRABLE")


def _alter_keys(connection: Connection, tables: Collection[Table], how: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    for each in tables:
        for key in each.foreign_key_constraints:
            name = quoted(str(key.name))
            connection.execute(text(f"ALTER TABLE {quoted(each.name)} ALTER CONSTRAINT {name} {how}"))


def _set_sequences(connection: Connection, tables: Collection[Table]) -> None:
    """The next row gets a number of its own; without rows, or where nothing counts, nothing happens."""
    if connection.dialect.name == "sqlite":
        return
    for each in tables:
        for key in each.primary_key:
            sequence = cast(func.pg_get_serial_sequence(each.name, key.name), REGCLASS)
            connection.execute(select(func.setval(sequence, select(func.max(key)).scalar_subquery())))
