"""first tables

Revision ID: 0001
Revises: 
Create Date: 2026-11-22 23:43:09.287510

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():

    op.create_table('lexeme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lemma', sa.String(length=120), nullable=False),
    sa.Column('pos', sa.String(length=8), nullable=False),
    sa.Column('sense', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=True),
    sa.Column('level', sa.String(length=2), nullable=True),
    sa.Column('zipf', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lexeme')),
    sa.UniqueConstraint('lemma', 'pos', 'sense', name=op.f('uq_lexeme_lemma_pos_sense'))
    )
    op.create_table('user_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=True),
    sa.Column('login', sa.String(length=80), nullable=True),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('password_is_temporary', sa.Boolean(), nullable=False),
    sa.Column('session_key', sa.String(length=64), nullable=False),
    sa.Column('role', sa.Enum('learner', 'teacher', 'keeper', name='role', native_enum=False, length=16), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('login', name=op.f('uq_user_account_login')),
    sa.UniqueConstraint('session_key', name=op.f('uq_user_account_session_key'))
    )
    op.create_table('gloss',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lexeme_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('definition', sa.Text(), nullable=False),
    sa.Column('example', sa.Text(), nullable=False),
    sa.Column('plain', sa.String(length=120), nullable=False),
    sa.Column('variants', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['lexeme_id'], ['lexeme.id'], name=op.f('fk_gloss_lexeme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['user_account.id'], name=op.f('fk_gloss_owner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gloss'))
    )
    with op.batch_alter_table('gloss', schema=None) as batch_op:
        batch_op.create_index('ix_gloss_lexeme_owner', ['lexeme_id', 'owner_id'], unique=False)

    op.create_table('learner_word',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('lexeme_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('new', 'learning', 'known', name='wordstate', native_enum=False, length=16), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['lexeme_id'], ['lexeme.id'], name=op.f('fk_learner_word_lexeme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_learner_word_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'lexeme_id', name=op.f('pk_learner_word'))
    )
    op.create_table('lesson',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=90), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('removed', sa.JSON(), nullable=False),
    sa.Column('source_note', sa.String(length=300), nullable=False),
    sa.Column('status', sa.Enum('draft', 'published', 'archived', name='status', native_enum=False, length=16), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('adaptation_of_id', sa.Integer(), nullable=True),
    sa.Column('submission', sa.String(length=40), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('word_count', sa.Integer(), nullable=False),
    sa.Column('cefr', sa.String(length=2), nullable=False),
    sa.Column('level_label', sa.String(length=8), nullable=False),
    sa.Column('level_score', sa.Double(), nullable=False),
    sa.Column('level_reasons', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['adaptation_of_id'], ['lesson.id'], name=op.f('fk_lesson_adaptation_of_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['owner_id'], ['user_account.id'], name=op.f('fk_lesson_owner_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson')),
    sa.UniqueConstraint('slug', name=op.f('uq_lesson_slug')),
    sa.UniqueConstraint('submission', name=op.f('uq_lesson_submission'))
    )
    with op.batch_alter_table('lesson', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lesson_adaptation_of_id'), ['adaptation_of_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lesson_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lesson_status'), ['status'], unique=False)

    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('quiz', sa.Enum('vocabulary', 'comprehension', name='quizkind', native_enum=False, length=16), nullable=False),
    sa.Column('item_ids', sa.JSON(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_attempt_lesson_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_attempt_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_lesson_id'), ['lesson_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_user_id'), ['user_id'], unique=False)

    op.create_table('item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('quiz', sa.Enum('vocabulary', 'comprehension', name='quizkind', native_enum=False, length=16), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('process', sa.String(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('stem', sa.Text(), nullable=False),
    sa.Column('passage', sa.Text(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('feedback', sa.JSON(), nullable=False),
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('evidence_start', sa.Integer(), nullable=False),
    sa.Column('evidence_end', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('generated', 'rejected', 'retired', name='itemstate', native_enum=False, length=16), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_item_lesson_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_item'))
    )
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_item_lesson_id'), ['lesson_id'], unique=False)

    op.create_table('lesson_term',
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('lexeme_id', sa.Integer(), nullable=False),
    sa.Column('added', sa.Boolean(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('form', sa.String(length=120), nullable=False),
    sa.Column('gloss_id', sa.Integer(), nullable=True),
    sa.Column('key_place', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['gloss_id'], ['gloss.id'], name=op.f('fk_lesson_term_gloss_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_lesson_term_lesson_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['lexeme_id'], ['lexeme.id'], name=op.f('fk_lesson_term_lexeme_id')),
    sa.PrimaryKeyConstraint('lesson_id', 'lexeme_id', name=op.f('pk_lesson_term'))
    )
    op.create_table('occurrence',
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('lexeme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_occurrence_lesson_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['lexeme_id'], ['lexeme.id'], name=op.f('fk_occurrence_lexeme_id')),
    sa.PrimaryKeyConstraint('lesson_id', 'start', name=op.f('pk_occurrence'))
    )
    with op.batch_alter_table('occurrence', schema=None) as batch_op:
        batch_op.create_index('ix_occurrence_lesson_lexeme', ['lesson_id', 'lexeme_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_occurrence_lexeme_id'), ['lexeme_id'], unique=False)

    op.create_table('section',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_section_lesson_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section'))
    )
    with op.batch_alter_table('section', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_lesson_id'), ['lesson_id'], unique=False)

    op.create_table('sentence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('section', sa.Integer(), nullable=False),
    sa.Column('block', sa.Integer(), nullable=False),
    sa.Column('block_kind', sa.Enum('paragraph', 'item', name='blockkind', native_enum=False, length=16), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_sentence_lesson_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sentence'))
    )
    with op.batch_alter_table('sentence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sentence_lesson_id'), ['lesson_id'], unique=False)

    op.create_table('response',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Integer(), nullable=False),
    sa.Column('correct', sa.Boolean(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_response_attempt_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_response_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response')),
    sa.UniqueConstraint('attempt_id', 'item_id', name=op.f('uq_response_attempt_id_item_id'))
    )
    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_response_item_id'), ['item_id'], unique=False)




def downgrade():

    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_response_item_id'))

    op.drop_table('response')
    with op.batch_alter_table('sentence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sentence_lesson_id'))

    op.drop_table('sentence')
    with op.batch_alter_table('section', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_section_lesson_id'))

    op.drop_table('section')
    with op.batch_alter_table('occurrence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_occurrence_lexeme_id'))
        batch_op.drop_index('ix_occurrence_lesson_lexeme')

    op.drop_table('occurrence')
    op.drop_table('lesson_term')
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_item_lesson_id'))

    op.drop_table('item')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_user_id'))
        batch_op.drop_index(batch_op.f('ix_attempt_lesson_id'))

    op.drop_table('attempt')
    with op.batch_alter_table('lesson', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lesson_status'))
        batch_op.drop_index(batch_op.f('ix_lesson_owner_id'))
        batch_op.drop_index(batch_op.f('ix_lesson_adaptation_of_id'))

    op.drop_table('lesson')
    op.drop_table('learner_word')
    with op.batch_alter_table('gloss', schema=None) as batch_op:
        batch_op.drop_index('ix_gloss_lexeme_owner')

    op.drop_table('gloss')
    op.drop_table('user_account')
    op.drop_table('lexeme')

