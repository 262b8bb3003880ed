"""Texts: importing, reading, quizzes, the teacher's desk."""

from flask import Blueprint

bp = Blueprint("lessons", __name__, cli_group=None)
desk_bp = Blueprint("desk", __name__, url_prefix="/desk")
vocabulary_bp = Blueprint("vocabulary", __name__)

from lessons import commands, desk, explanations, quiz_views, review_sentences, views, word_views  # noqa: E402, F401  views and commands hang themselves on the blueprints
