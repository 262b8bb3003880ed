"""Texts: importing, reading, quizzes, the teacher's desk."""

from flask import Blueprint

bp = Blueprint("lessons", __name__, cli_group=None)
desk_bp = Blueprint("desk", __name__, url_prefix="/desk")
vocabulary_bp = Blueprint("vocabulary", __name__)
assignments_bp = Blueprint("assignments", __name__)

from lessons import (  # noqa: E402, F401  views and commands hang themselves on the blueprints
    assignment_views,
    collection_views,
    commands,
    desk,
    draft_views,
    explanations,
    export_views,
    former_views,
    keeping,
    kept_collections,
    preview_views,
    quiz_views,
    result_views,
    review_sentences,
    source_views,
    views,
    word_views,
)
