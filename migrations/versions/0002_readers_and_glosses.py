"""what a reader's first language and level are; glosses are a teacher's, for one lesson or everywhere

Built-in glosses are read from the files of the glossary and no longer stored.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("user_account") as table:
        table.add_column(sa.Column("first_language", sa.String(length=8), nullable=True))
        table.add_column(sa.Column("level", sa.String(length=2), nullable=True))
    with op.batch_alter_table("lesson") as table:
        table.add_column(sa.Column("read_with", sa.String(length=64), nullable=False, server_default=""))
    with op.batch_alter_table("lesson") as table:
        table.alter_column("read_with", server_default=None)
    op.execute("DELETE FROM gloss WHERE owner_id IS NULL")
    with op.batch_alter_table("gloss") as table:
        table.add_column(sa.Column("is_everywhere", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.drop_column("example")
        table.drop_column("plain")
        table.drop_column("variants")
    with op.batch_alter_table("gloss") as table:
        table.alter_column("is_everywhere", server_default=None)
        table.alter_column("owner_id", existing_type=sa.Integer(), nullable=False)


def downgrade():
    with op.batch_alter_table("gloss") as table:
        table.alter_column("owner_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("variants", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("plain", sa.String(length=120), nullable=False, server_default=""))
        table.add_column(sa.Column("example", sa.Text(), nullable=False, server_default=""))
        table.drop_column("is_everywhere")
    with op.batch_alter_table("gloss") as table:
        for column in ("variants", "plain", "example"):
            table.alter_column(column, server_default=None)
    with op.batch_alter_table("lesson") as table:
        table.drop_column("read_with")
    with op.batch_alter_table("user_account") as table:
        table.drop_column("level")
        table.drop_column("first_language")
