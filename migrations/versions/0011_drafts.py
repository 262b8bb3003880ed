"""what a teacher decided of key words and of senses, and which decisions the text has no place for

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Each with what a row of before has; none stays as a default of the table.
NEW_COLUMNS = {
    "lesson_term": {
        "key_choice": (sa.String(16), sa.text("'automatic'")),
        "is_gone": (sa.Boolean(), sa.false()),
        "is_set_aside": (sa.Boolean(), sa.false()),
    },
    "item": {"is_set_aside": (sa.Boolean(), sa.false())},
}
NEW_PLACES = ("key_found", "key_order")


def upgrade():
    for name, columns in NEW_COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column, (kind, default) in columns.items():
                table.add_column(sa.Column(column, kind, nullable=False, server_default=default))
            for column in NEW_PLACES if name == "lesson_term" else ():
                table.add_column(sa.Column(column, sa.Integer()))
    for name, columns in NEW_COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.alter_column(column, server_default=None)
    _fill_terms()
    op.create_table(
        "lesson_sense",
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("lexeme_id", sa.Integer(), nullable=False),
        sa.Column("is_set_aside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name="fk_lesson_sense_lesson_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lexeme_id"], ["lexeme.id"], name="fk_lesson_sense_lexeme_id"),
        sa.PrimaryKeyConstraint("lesson_id", "lexeme_id", name="pk_lesson_sense"),
    )


def _fill_terms():
    """The key words of now are those that the text gave; a term left out is looked for when its text is next read."""
    terms = sa.table(
        "lesson_term",
        *(sa.column(name, sa.Integer) for name in ("lesson_id", "lexeme_id", "gloss_id", "key_place", "key_found")),
        *(sa.column(name, sa.Boolean) for name in ("added", "removed", "is_gone")),
    )
    standing = sa.table("occurrence", sa.column("lesson_id", sa.Integer), sa.column("lexeme_id", sa.Integer))
    op.execute(terms.update().values(key_found=terms.c.key_place))
    stands = sa.exists().where(
        standing.c.lesson_id == terms.c.lesson_id, standing.c.lexeme_id == terms.c.lexeme_id
    )
    decided = sa.or_(terms.c.added, terms.c.gloss_id.is_not(None))
    op.execute(terms.update().where(decided, sa.not_(terms.c.removed), ~stands).values(is_gone=True))


def downgrade():
    op.drop_table("lesson_sense")
    for name, columns in NEW_COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column in (*columns, *(NEW_PLACES if name == "lesson_term" else ())):
                table.drop_column(column)
