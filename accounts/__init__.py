"""Who: users, guests, roles."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, cli_group=None)

from accounts import commands, views  # noqa: E402, F401  the views and commands hang themselves on bp
