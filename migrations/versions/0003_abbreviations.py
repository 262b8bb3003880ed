"""which abbreviations a lesson explains, and which it never does

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("lesson") as table:
        table.add_column(sa.Column("abbreviations", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
        table.add_column(sa.Column("unexplained", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    with op.batch_alter_table("lesson") as table:
        table.alter_column("abbreviations", server_default=None)
        table.alter_column("unexplained", server_default=None)


def downgrade():
    with op.batch_alter_table("lesson") as table:
        table.drop_column("unexplained")
        table.drop_column("abbreviations")
