"""Values of a database as JSON has them, and back; the same whichever database wrote them."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Date, DateTime, Float, LargeBinary, Numeric, Text, cast, type_coerce
from sqlalchemy.types import NullType, TypeEngine


def selected(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """The column as it is read. JSON is read as its text: `null` in it is not the same as nothing."""
    if not isinstance(column.type, JSON):
        return column
    return cast(column, Text) if dialect == "postgresql" else type_coerce(column, Text)


def written_as(column: Column[Any]) -> TypeEngine[Any]:
    """The type with which the column is written; the text of JSON goes in as it is."""
    return NullType() if isinstance(column.type, JSON) else column.type


def plain(value: Any) -> Any:
    """A value as JSON can tell it; moments are in UTC and do not say so."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return str(value) if isinstance(value, Decimal) else value


def reader(column: Column[Any]) -> Callable[[Any], Any]:
    """What makes a value of this column again of that which `plain` told."""
    back = _back(column.type)
    return lambda value: None if value is None else back(value)


def _back(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        zone = UTC if kind.timezone else None
        return lambda value: datetime.fromisoformat(value).replace(tzinfo=zone)
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, LargeBinary):
        return b64decode
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        return Decimal
    return lambda value: value
