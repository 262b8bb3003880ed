"""Alembic's environment, on the app's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import DateTime

from db import UtcDateTime


def render_item(kind, item, autogen_context):
    """Migrations name plain types, so that they stay readable when the app's own have changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return f"sa.{DateTime(timezone=True)!r}"
    return False


def run() -> None:
    migrate = current_app.extensions["migrate"]
    with migrate.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            render_item=render_item,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
