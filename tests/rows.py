"""Two rows of every table, whichever tables there are: the first ones belong together, and so do the second."""

import enum
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Enum, Float, MetaData, Table, select

from db import Model

MORNING = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]


def fill(connection: Connection) -> None:
    """User 1 has the first rows, user 2 the others; the first row of a table that points to itself points onwards."""
    for table in Model.metadata.sorted_tables:
        rows = [{column.name: value(table, column, number) for column in table.columns} for number in (1, 2)]
        onwards = [column.name for column in table.columns if points_to(column) == table.name]
        connection.execute(table.insert(), [row | dict.fromkeys(onwards) for row in rows])
        for name in onwards:
            connection.execute(table.update().where(table.c.id == 1).values({name: 2}))


def points_to(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


def value(table: Table, column: Column[Any], number: int) -> Any:
    """A value that the column can hold, another one for each number."""
    if points_to(column):
        return number
    kinds = {
        Enum: lambda: _one_of(column.type.enum_class, number),
        Boolean: lambda: number == 1,
        Float: lambda: number / 3,
        DateTime: lambda: MORNING + timedelta(days=number),
        Date: lambda: date(2026, 3, number),
        JSON: lambda: [number, "Fieber über 39°", None] if number == 1 else None,
    }
    plain = getattr(column.type, "impl", column.type)
    made = next((make for kind, make in kinds.items() if isinstance(plain, kind)), None)
    if made:
        return made()
    return number if column.type.python_type is int else f"{number}{table.name}"[: column.type.length]


def _one_of(kind: type[enum.Enum], number: int) -> enum.Enum:
    return list(kind)[0 if number == 1 else -1]


def every_row(connection: Connection) -> Rows:
    """Every row of every table, as the database has it, whatever the models say."""
    found = MetaData()
    found.reflect(connection)
    return {
        name: [_plain(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
        for name, table in found.tables.items()
    }


def _plain(row: Any) -> dict[str, Any]:
    """SQLite keeps no time zone, and what it keeps is UTC."""
    return {
        name: value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value
        for name, value in row.items()
    }
