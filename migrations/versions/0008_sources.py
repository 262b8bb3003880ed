"""where a text is from: address, author, licence, day of access; a fingerprint that tells a text that is there already

Revision ID: 0008
Revises: 0007
"""

import hashlib
import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# None stays as a default of the table.
NEW_TEXT_COLUMNS = {"source_url": 500, "source_author": 200, "source_licence": 200, "fingerprint": 64}


def upgrade():
    with op.batch_alter_table("lesson") as table:
        for name, length in NEW_TEXT_COLUMNS.items():
            table.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))
        table.add_column(sa.Column("source_accessed", sa.Date()))
    with op.batch_alter_table("lesson") as table:
        for name in NEW_TEXT_COLUMNS:
            table.alter_column(name, server_default=None)
        table.create_index("ix_lesson_fingerprint", ["fingerprint"])
    _take_fingerprints()


def _take_fingerprints():
    lessons = sa.table("lesson", sa.column("id", sa.Integer), sa.column("text"), sa.column("fingerprint"))
    connection = op.get_bind()
    for lesson_id in connection.scalars(sa.select(lessons.c.id)).all():
        text = connection.scalar(sa.select(lessons.c.text).where(lessons.c.id == lesson_id))
        words = " ".join(re.findall(r"\w+", text.casefold()))
        fingerprint = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
        connection.execute(lessons.update().where(lessons.c.id == lesson_id).values(fingerprint=fingerprint))


def downgrade():
    with op.batch_alter_table("lesson") as table:
        table.drop_index("ix_lesson_fingerprint")
        for name in (*NEW_TEXT_COLUMNS, "source_accessed"):
            table.drop_column(name)
