"""cards of the spaced review, and every answer to one

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "review_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lexeme_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_review_card_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lexeme_id"], ["lexeme.id"], name=op.f("fk_review_card_lexeme_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_card")),
        sa.UniqueConstraint("user_id", "lexeme_id", name=op.f("uq_review_card_user_id_lexeme_id")),
    )
    with op.batch_alter_table("review_card") as table:
        table.create_index("ix_review_card_user_due", ["user_id", "due"])
    op.create_table(
        "review_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recall", sa.Enum("again", "good", name="recall", native_enum=False, length=16), nullable=False),
        sa.Column("source", sa.Enum("review", "quiz", name="reviewsource", native_enum=False, length=16), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["review_card.id"], name=op.f("fk_review_log_card_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_log")),
        sa.UniqueConstraint("card_id", "number", name=op.f("uq_review_log_card_id_number")),
    )
    with op.batch_alter_table("review_log") as table:
        table.create_index(op.f("ix_review_log_answered_at"), ["answered_at"])


def downgrade():
    op.drop_table("review_log")
    op.drop_table("review_card")
