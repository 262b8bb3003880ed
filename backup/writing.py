"""Writing a backup while people go on reading."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select, text

from backup import Refused, archive, values
from backup.archive import Manifest, Part, Progress

# Few, as a row may hold a whole article.
AT_ONCE = 20
# After how many rows the progress is told.
STEP = 1000


@contextmanager
def whole_file(target: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file that gets its name when all of it is written, for its owner alone: it holds what nobody else may see."""
    if target.exists() and not force:
        raise Refused(f"{target} is there already. Give another name, or --force to write over it.")
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def write(
    engine: Engine,
    file: IO[bytes],
    *,
    tables_at: Callable[[str], set[str] | None],
    files: Mapping[str, Path],
    version: str,
    now: datetime,
    progress: Progress,
) -> Manifest:
    """Everything as it is at one moment, whatever is written meanwhile.

    `tables_at` names the tables of a revision of the schema, None for all that are there.
    """
    with snapshot(engine) as connection, ZipFile(file, "w", ZIP_DEFLATED) as target:
        revision = current_revision(connection)
        if revision is None:
            raise Refused("There is nothing to back up: the database has no tables yet.")
        manifest = Manifest(
            readwell=version,
            revision=revision,
            database=engine.dialect.name,
            made_at=now.isoformat(),
            tables=_write_tables(connection, target, tables_at(revision), progress),
            files={name: _write_file(target, name, path) for name, path in files.items()},
        )
        target.writestr(archive.MANIFEST, manifest.as_json())
    return manifest


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees the database as it was at its first question, and lets others write."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        try:
            yield connection
        finally:
            connection.rollback()


def current_revision(connection: Connection) -> str | None:
    """The schema's revision in this database; None where there are no tables of Readwell."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def reflected(connection: Connection, names: set[str] | None = None) -> MetaData:
    """The tables as the database has them, whatever the models say; only those of these names, if some are given."""
    found = MetaData()
    there = set(inspect(connection).get_table_names()) - {"alembic_version"}
    found.reflect(connection, only=sorted(there if names is None else there & names))
    return found


def _write_tables(
    connection: Connection, target: ZipFile, names: set[str] | None, progress: Progress
) -> dict[str, Part]:
    tables = reflected(connection, names).sorted_tables
    total = sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    written = count(1)

    def step() -> None:
        done = next(written)
        if done % STEP == 0 or done == total:
            progress(done, total)

    return {table.name: _write_table(connection, target, table, step) for table in tables}


def _write_table(connection: Connection, target: ZipFile, table: Table, step: Callable[[], None]) -> Part:
    columns = _line([column.name for column in table.columns])
    found, rows = hashlib.sha256(columns), 0
    with target.open(archive.table_name(table.name), "w", force_zip64=True) as member:
        member.write(columns)
        for line in _rows(connection, table):
            found.update(line)
            member.write(line)
            rows += 1
            step()
    return Part(found.hexdigest(), rows)


def _rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """A row a line, in the order of the primary key."""
    columns = [values.selected(column, connection.dialect.name) for column in table.columns]
    query = select(*columns).order_by(*table.primary_key)
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        yield _line([values.plain(value) for value in row])


def _line(told: list[Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _write_file(target: ZipFile, name: str, path: Path) -> Part:
    data = path.read_bytes()
    target.writestr(archive.file_name(name), data)
    return Part(hashlib.sha256(data).hexdigest())
