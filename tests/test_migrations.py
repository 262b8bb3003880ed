"""From an empty database up, down and up again: the tables are those of the models, on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, Integer, Table, inspect, select

from accounts import people
from accounts.models import Role, User
from app import create_app, settings_from
from db import db
from lessons import drafts
from lessons.importing import Source
from lessons.models import Lesson
from tests.texts import SHORT

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")


@pytest.fixture
def empty(fresh_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database without a table."""
    app = create_app(settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list[object]:
    """What a new migration would have to change."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, db.metadata)


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def test_an_empty_database_gets_the_tables_of_the_models(empty: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    assert tables() == {*db.metadata.tables, "alembic_version"}
    assert differences() == []


def test_a_model_without_its_migration_is_noticed(empty: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    planted = Table("planted", db.metadata, Column("id", Integer, primary_key=True))
    try:
        assert [change[0] for change in differences()] == ["add_table"]
    finally:
        db.metadata.remove(planted)


def test_constraints_and_indexes_have_the_names_of_the_models(empty: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    for name, table in db.metadata.tables.items():
        assert names_in_database(name) == names_in_models(table)


def names_in_database(table: str) -> set[str]:
    look = inspect(db.engine)
    found = [*look.get_foreign_keys(table), *look.get_unique_constraints(table), *look.get_indexes(table)]
    return {each["name"] for each in (*found, look.get_pk_constraint(table))}


def names_in_models(table: Table) -> set[str]:
    found = [*table.constraints, *table.indexes]
    return {str(each.name) for each in found if each.name and not str(each.name).startswith("ck_")}


def test_down_to_nothing_and_up_again(empty: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    downgrade(directory=MIGRATIONS, revision="base")
    assert tables() <= {"alembic_version"}
    upgrade(directory=MIGRATIONS)
    assert differences() == []


def test_a_second_upgrade_keeps_what_is_there(empty: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    amina = people.add_user("Amina", password="correct horse", role=Role.TEACHER)
    drafts.create(Source(SHORT), owner=amina)
    db.session.commit()
    upgrade(directory=MIGRATIONS)
    assert db.session.scalar(select(User.name)) == "Amina"
    assert db.session.scalar(select(Lesson.text)) == SHORT


@pytest.mark.parametrize("step", ["upgrade", "downgrade"])
def test_sqlite_keeps_its_foreign_keys_after(empty: Flask, step: str) -> None:
    """A batch rebuild of a table must not leave the checks switched off."""
    upgrade(directory=MIGRATIONS)
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL always checks foreign keys")
    if step == "downgrade":
        downgrade(directory=MIGRATIONS, revision="base")
    assert db.session.scalar(db.text("PRAGMA foreign_keys")) == 1
    assert db.session.scalar(db.text("PRAGMA journal_mode")) == "wal"
