"""Alembic's environment, on the app's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import DateTime

from db import UtcDateTime, whole


def render_item(kind, item, autogen_context):
    """Migrations name plain types, so that they stay readable when the app's own have changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return f"sa.{DateTime(timezone=True)!r}"
    return False


def run() -> None:
    """On the connection of whoever restores a backup, who ends the transaction, or on one of its own."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    with current_app.extensions["migrate"].db.engine.connect() as connection, whole(connection):
        migrate(connection)


def migrate(connection) -> None:
    settings = current_app.extensions["migrate"]
    context.configure(
        connection=connection,
        target_metadata=settings.db.metadata,
        render_item=render_item,
        transactional_ddl=True,
        **settings.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
