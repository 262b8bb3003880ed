"""what a teacher decided of a question and wrote in it, its earlier wordings, what the checks said

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Each with what an item of before has; none stays as a default of the table.
NEW_ITEM_COLUMNS = {
    "origin": (sa.String(16), sa.text("'generated'")),
    "findings": (sa.JSON(), sa.text("'[]'")),
    "version": (sa.Integer(), sa.text("1")),
    "is_kept": (sa.Boolean(), sa.false()),
    "evidence_is_gone": (sa.Boolean(), sa.false()),
}


def _items():
    columns = {"state": sa.String(16), "is_kept": sa.Boolean(), "evidence_is_gone": sa.Boolean()}
    return sa.table("item", *(sa.column(name, kind) for name, kind in columns.items()))


def upgrade():
    with op.batch_alter_table("item") as table:
        for name, (kind, default) in NEW_ITEM_COLUMNS.items():
            table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        table.add_column(sa.Column("seed", sa.Integer()))
    with op.batch_alter_table("item") as table:
        for name in NEW_ITEM_COLUMNS:
            table.alter_column(name, server_default=None)
    items = _items()
    op.execute(items.update().where(items.c.state == "rejected").values(is_kept=True))
    op.create_table(
        "item_version",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer()),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_item_version_item_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["user_account.id"], name="fk_item_version_changed_by_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("item_id", "number", name="pk_item_version"),
    )


def downgrade():
    items = _items()
    # The version of before asks whatever is not rejected, and knows no approval.
    op.execute(items.update().where(items.c.evidence_is_gone, items.c.state != "retired").values(state="rejected"))
    op.execute(items.update().where(items.c.state == "approved").values(state="generated"))
    op.drop_table("item_version")
    with op.batch_alter_table("item") as table:
        for name in (*NEW_ITEM_COLUMNS, "seed"):
            table.drop_column(name)
