"""Words: the pipeline, terms, levels, the glossary and what a reader knows."""

from flask import Blueprint

bp = Blueprint("vocab", __name__, cli_group=None)

from vocab import commands, keeping, views  # noqa: E402, F401  views and commands hang themselves on bp
