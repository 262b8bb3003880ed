"""The database handle, apart from the app so that models never import it."""

import enum
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Enum, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

# Named constraints, so that a migration can drop on PostgreSQL what it made on SQLite.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def stored_enum(kind: type[enum.Enum]) -> Enum:
    """A column type that keeps the values of the enum as text, the same on SQLite and PostgreSQL."""
    return Enum(kind, native_enum=False, length=16, values_callable=lambda states: [state.value for state in states])


def insert_new(model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that passes over a row that is there already, perhaps by another request of the same moment.

    For this no savepoint will do: on SQLite, releasing the outermost one commits.
    """
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(model).on_conflict_do_nothing()


@contextmanager
def whole(connection: Connection) -> Iterator[None]:
    """One transaction for a change of the tables: on SQLite too it is done whole or not at all, and a table made anew
    takes no rows of others with it.
    """
    if connection.dialect.name != "sqlite":
        with connection.begin():
            yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("rows would be left that point to nothing; the database is as it was before")
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def now() -> datetime:
    """The default of created-at columns; rules take `now=` instead."""
    return datetime.now(UTC)


@event.listens_for(Engine, "connect")
def _set_sqlite_pragmas(connection: Any, record: Any) -> None:
    """WAL lets readers go on while a lesson is written; SQLite checks foreign keys only when told to."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
