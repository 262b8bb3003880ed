"""classes and their members, assignments, what members read and looked up

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _moment(name, *, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _foreign(table, column, to, *, ondelete):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _index(table, *columns):
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade():
    op.create_table(
        "classroom",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        _moment("created_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classroom"),
        sa.UniqueConstraint("code", name="uq_classroom_code"),
    )
    op.create_table(
        "membership",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("nickname", sa.String(80), nullable=False),
        _moment("joined_at", nullable=False),
        _foreign("membership", "classroom_id", "classroom", ondelete="CASCADE"),
        _foreign("membership", "user_id", "user_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("classroom_id", "user_id", name="pk_membership"),
    )
    _index("membership", "user_id")
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by_id", sa.Integer()),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("quizzes", sa.JSON(), nullable=False),
        _moment("opens_at"),
        _moment("due_at"),
        _moment("closes_at"),
        _moment("withdrawn_at"),
        _moment("created_at", nullable=False),
        _foreign("assignment", "classroom_id", "classroom", ondelete="CASCADE"),
        _foreign("assignment", "lesson_id", "lesson", ondelete="CASCADE"),
        _foreign("assignment", "assigned_by_id", "user_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_classroom_lesson", "assignment", ["classroom_id", "lesson_id"])
    _index("assignment", "lesson_id")
    _index("assignment", "assigned_by_id")
    op.create_table(
        "assigned_reading",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        _moment("opened_at", nullable=False),
        _moment("finished_at"),
        _foreign("assigned_reading", "assignment_id", "assignment", ondelete="CASCADE"),
        _foreign("assigned_reading", "user_id", "user_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("assignment_id", "user_id", name="pk_assigned_reading"),
    )
    _index("assigned_reading", "user_id")
    op.create_table(
        "lookup",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lexeme_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _moment("last_at", nullable=False),
        _foreign("lookup", "assignment_id", "assignment", ondelete="CASCADE"),
        _foreign("lookup", "user_id", "user_account", ondelete="CASCADE"),
        _foreign("lookup", "lexeme_id", "lexeme", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("assignment_id", "user_id", "lexeme_id", "start", name="pk_lookup"),
    )
    _index("lookup", "user_id")
    _index("lookup", "lexeme_id")
    with op.batch_alter_table("attempt") as table:
        table.add_column(sa.Column("assignment_id", sa.Integer()))
        table.create_foreign_key(
            "fk_attempt_assignment_id", "assignment", ["assignment_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_attempt_assignment_id", ["assignment_id"])


def downgrade():
    with op.batch_alter_table("attempt") as table:
        table.drop_index("ix_attempt_assignment_id")
        table.drop_constraint("fk_attempt_assignment_id", type_="foreignkey")
        table.drop_column("assignment_id")
    for name in ("lookup", "assigned_reading", "assignment", "membership", "classroom"):
        op.drop_table(name)
