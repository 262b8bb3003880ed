"""collections of lessons, their parts, and the work in the background that makes them

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _moment(name, *, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name, length):
    return sa.Column(name, sa.String(length), nullable=False)


def _foreign(table, column, to, *, ondelete):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _index(table, column):
    op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade():
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("title", 200),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("submission", sa.String(40)),
        _text("fingerprint", 64),
        _text("source_note", 300),
        _text("source_url", 500),
        _text("source_author", 200),
        _text("source_licence", 200),
        sa.Column("source_accessed", sa.Date()),
        _moment("created_at", nullable=False),
        _foreign("collection", "owner_id", "user_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_collection"),
        sa.UniqueConstraint("submission", name="uq_collection_submission"),
    )
    _index("collection", "owner_id")
    _index("collection", "fingerprint")
    op.create_table(
        "collection_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("title", 200),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        _text("state", 16),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("lesson_id", sa.Integer()),
        _foreign("collection_part", "collection_id", "collection", ondelete="CASCADE"),
        _foreign("collection_part", "lesson_id", "lesson", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_collection_part"),
        sa.UniqueConstraint("lesson_id", name="uq_collection_part_lesson_id"),
    )
    _index("collection_part", "collection_id")
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("kind", 16),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        _text("state", 16),
        _text("worker", 80),
        _moment("heartbeat_at"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("created_at", nullable=False),
        _foreign("job", "collection_id", "collection", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("collection_id", name="uq_job_collection_id"),
    )
    _index("job", "state")


def downgrade():
    for name in ("job", "collection_part", "collection"):
        op.drop_table(name)
