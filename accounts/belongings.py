"""Which rows are a person's, found by the foreign keys of all tables, so that a new table is not forgotten.

A row is a person's when a key of it names the person; where a table has no such key, when its row lies under one that
is the person's and is deleted with it. An answer lies under its reader's attempt and under a teacher's question: then
it is the person's with whom it goes, the reader's.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, MetaData, Select, Table, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from accounts.models import Membership, User
from db import Model, db

PEOPLE = "user_account"


@dataclass(frozen=True, slots=True)
class Way:
    """The keys that lead from a table up to a person, the table's own first."""

    keys: tuple[ForeignKey, ...]

    @property
    def goes(self) -> bool:
        """Whether the rows are deleted with the person."""
        return all(key.ondelete == "CASCADE" for key in self.keys)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rows of a table are to their person.

    `moment` is the column that tells when the person did something; `is_main` is for what a list of people counts.
    """

    one: str
    many: str
    moment: InstrumentedAttribute[Any] | None
    is_main: bool

    def counted(self, count: int) -> str:
        return f"{count:,} {self.one if count == 1 else self.many}"


_kinds: dict[str, Kind] = {}
# Tables that are not given to a person as theirs, each with the reason.
left_out: dict[str, str] = {}


def call(
    model: type[Model],
    one: str,
    many: str,
    *,
    moment: InstrumentedAttribute[Any] | None = None,
    is_main: bool = False,
) -> None:
    """Name the rows of a table as their person knows them (this package knows no other)."""
    _kinds[model.__tablename__] = Kind(one, many, moment, is_main)


def leave_out(model: type[Model], *, because: str) -> None:
    left_out[model.__tablename__] = because


def ways(table: Table) -> tuple[Way, ...]:
    """From this table to a person; none when its rows are nobody's."""
    keys = sorted(table.foreign_keys, key=lambda key: key.parent.name)
    direct = [Way((key,)) for key in keys if key.column.table.name == PEOPLE]
    above = [key for key in keys if key.ondelete == "CASCADE" and key.column.table.name not in (table.name, PEOPLE)]
    found = direct or [Way((key, *way.keys)) for key in above for way in ways(key.column.table)]
    return tuple([way for way in found if way.goes] or found)


def tables(metadata: MetaData) -> list[Table]:
    """The person's own row first, then every table that has rows of persons."""
    return [table for table in metadata.sorted_tables if table.name == PEOPLE or ways(table)]


def rows(table: Table, user: User) -> Select[Any]:
    """The rows of the table that are this person's, in the order of their keys."""
    if table.name == PEOPLE:
        return select(table).where(table.c.id == user.id)
    mine = or_(*(_leads_to(way.keys, user.id) for way in ways(table)))
    return select(table).where(mine).order_by(*table.primary_key)


def counts(user: User) -> dict[str, int]:
    """How many rows of each table go when the person goes; tables without any are left out."""
    going = [table for table in _others() if any(way.goes for way in ways(table))]
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(rows(table, user).order_by(None).subquery()))
        for table in going
    }
    return {name: count for name, count in counted.items() if count}


def told(counted: Mapping[str, int]) -> list[str]:
    """The counts in words, as "34 words on your list", in the order in which kinds are named."""
    return [kind.counted(counted[name]) for name, kind in _kinds.items() if name in counted]


def kind_of(table: str) -> Kind | None:
    return _kinds.get(table)


def last_moments(user_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these people last did something that left a row."""
    latest: dict[int, datetime] = {}
    for query in _moments(user_ids):
        for user_id, moment in db.session.execute(query):
            latest[user_id] = max(moment, latest.get(user_id, moment))
    return latest


def main_counts(user_ids: Collection[int]) -> dict[int, list[str]]:
    """What each of these people has, as "34 words that were marked", the main kinds only."""
    told: dict[int, list[str]] = {user_id: [] for user_id in user_ids}
    for name, kind in _kinds.items():
        if kind.is_main:
            for user_id, count in db.session.execute(_grouped(_table(name), func.count(), user_ids)):
                told[user_id].append(kind.counted(count))
    return told


def _table(name: str) -> Table:
    return Model.metadata.tables[name]


def _others() -> Iterator[Table]:
    return (table for table in tables(Model.metadata) if table.name != PEOPLE)


def _moments(user_ids: Collection[int]) -> Iterator[Select[Any]]:
    for name, kind in _kinds.items():
        if kind.moment is not None:
            yield _grouped(_table(name), func.max(kind.moment), user_ids)


def _grouped(table: Table, value: ColumnElement[Any], user_ids: Collection[int]) -> Select[Any]:
    """The value for each person, by the first way that leads from the table to people."""
    keys = ways(table)[0].keys
    query = select(keys[-1].parent, value).select_from(table)
    for key in keys[:-1]:
        query = query.join(key.column.table, key.parent == key.column)
    return query.where(keys[-1].parent.in_(user_ids)).group_by(keys[-1].parent)


def _leads_to(keys: tuple[ForeignKey, ...], user_id: int) -> ColumnElement[bool]:
    key, *above = keys
    if not above:
        return key.parent == user_id
    return key.parent.in_(select(key.column).where(_leads_to(tuple(above), user_id)))


call(Membership, "place in a class", "places in classes", moment=Membership.joined_at)
