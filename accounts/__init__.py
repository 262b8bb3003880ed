"""Who: users, guests, roles, classes."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, cli_group=None)
classes_bp = Blueprint("classes", __name__)
keeper_bp = Blueprint("keeper", __name__, url_prefix="/keeper")

from accounts import classroom_views, commands, data_views, joining_views, keeper_views, views  # noqa: E402, F401  the views and commands hang themselves on bp
