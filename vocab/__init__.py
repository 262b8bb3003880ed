"""Words: the pipeline, terms, levels, the glossary and what a reader knows."""

from flask import Blueprint

bp = Blueprint("vocab", __name__)

from vocab import views  # noqa: E402, F401  the views hang themselves on bp
