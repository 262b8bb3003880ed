"""how a question is answered, what was answered in words and pairs, second tries, tests

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW_ITEM_COLUMNS = {
    "format": (sa.String(16), "'choice'"),
    "prompts": (sa.JSON(), "'[]'"),
    "keys": (sa.JSON(), "'[]'"),
    "accept": (sa.JSON(), "'[]'"),
}


def _responses():
    whole, json, flag = sa.Integer(), sa.JSON(), sa.Boolean()
    columns = {"id": whole, "choice": whole, "correct": flag, "given": json, "points": sa.Double(), "second": json}
    return sa.table("response", *(sa.column(name, kind) for name, kind in columns.items()))


def upgrade():
    with op.batch_alter_table("item") as table:
        for name, (kind, default) in NEW_ITEM_COLUMNS.items():
            table.add_column(sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    with op.batch_alter_table("item") as table:
        for name in NEW_ITEM_COLUMNS:
            table.alter_column(name, server_default=None)
    with op.batch_alter_table("attempt") as table:
        table.add_column(sa.Column("mode", sa.String(16), nullable=False, server_default="practice"))
    with op.batch_alter_table("attempt") as table:
        table.alter_column("mode", server_default=None)
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("given", sa.JSON()))
        table.add_column(sa.Column("points", sa.Double()))
        table.add_column(sa.Column("second", sa.JSON()))
        table.add_column(sa.Column("second_points", sa.Double(), nullable=False, server_default="0"))
    rows = _responses()
    connection = op.get_bind()
    for answered in connection.execute(sa.select(rows.c.id, rows.c.choice, rows.c.correct)).all():
        # An answer of before had no second try: an empty one says that none is open.
        told = {"given": [answered.choice], "points": float(bool(answered.correct)), "second": []}
        connection.execute(rows.update().where(rows.c.id == answered.id).values(told))
    with op.batch_alter_table("response") as table:
        table.alter_column("given", existing_type=sa.JSON(), nullable=False)
        table.alter_column("points", existing_type=sa.Double(), nullable=False)
        table.alter_column("second_points", server_default=None)
        table.drop_column("choice")
        table.drop_column("correct")


def downgrade():
    # Pairs and typed words cannot be told in a table that knows options alone.
    op.execute("DELETE FROM item WHERE format IN ('match', 'typed')")
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("choice", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("correct", sa.Boolean(), nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    rows = _responses()
    for answered in connection.execute(sa.select(rows.c.id, rows.c.given, rows.c.points)).all():
        told = {"choice": answered.given[0], "correct": answered.points >= 1}
        connection.execute(rows.update().where(rows.c.id == answered.id).values(told))
    with op.batch_alter_table("response") as table:
        table.alter_column("choice", server_default=None)
        table.alter_column("correct", server_default=None)
        for name in ("given", "points", "second", "second_points"):
            table.drop_column(name)
    with op.batch_alter_table("attempt") as table:
        table.drop_column("mode")
    with op.batch_alter_table("item") as table:
        for name in NEW_ITEM_COLUMNS:
            table.drop_column(name)
