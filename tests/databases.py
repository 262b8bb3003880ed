"""The databases that tests run on: files of SQLite, or schemas of the PostgreSQL that `TEST_DATABASE_URL` names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from app import settings_from

# Tests may run in several processes at once, and none may empty the tables of another.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


@contextmanager
def empty(name: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of that name; on PostgreSQL it goes away in the end."""
    given = os.environ.get("TEST_DATABASE_URL")
    if not given:
        yield f"sqlite:///{folder / f'{name}.db'}"
        return
    schema = f"readwell_{name}_{WORKER}"
    address = settings_from({"DATABASE_URL": given, "SECRET_KEY": "-"}, instance=folder)["SQLALCHEMY_DATABASE_URI"]
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        in_schema = make_url(address).update_query_dict({"options": f"-csearch_path={schema}"})
        yield in_schema.render_as_string(hide_password=False)
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()
