"""Readwell: the app put together. `flask run` finds it unaided."""

import logging
import os
import secrets
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate, upgrade
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError

import accounts
import lessons
import vocab
from accounts.access import login_manager
from accounts.moments import time_zones
from backup import commands as backup
from db import db
from lessons import worker
from vocab import dictionary, glossary

# Above the largest text that is taken, so that a larger one is refused in words beside its field.
MAX_REQUEST = 24 * 1024 * 1024
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

migrate = Migrate()
csrf = CSRFProtect()


class IdConverter(IntegerConverter):
    """A row's number: none larger than the database can hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": 2**31 - 1, **kwargs})


class WordConverter(UnicodeConverter):
    """A word, or what tells its sense: its slashes ("and/or") do not divide the address; no NUL, as in no database."""

    def to_python(self, value: str) -> str:
        if "\0" in value:
            raise ValidationError
        return value.replace("%2F", "/")

    def to_url(self, value: str) -> str:
        return super().to_url(value.replace("/", "%2F"))


def settings_from(environ: Mapping[str, str], *, instance: Path) -> dict[str, Any]:
    """The app's settings; README's table tells what the environment may set."""
    database = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'readwell.db'}"
    for scheme in ("postgres://", "postgresql://"):
        if database.startswith(scheme):
            database = "postgresql+psycopg://" + database.removeprefix(scheme)
    return {
        "GLOSSARY": environ.get("READWELL_GLOSSARY") or str(instance / "glossary"),
        "DICTIONARY": environ.get("READWELL_DICTIONARY") or str(instance / "dictionary"),
        "SQLALCHEMY_DATABASE_URI": database,
        "SECRET_KEY_FILE": None if environ.get("SECRET_KEY") else str(instance / "secret_key"),
        "SECRET_KEY": environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": environ.get("READWELL_HTTPS") == "1",
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SECURE": environ.get("READWELL_HTTPS") == "1",
        "REMEMBER_COOKIE_DURATION": timedelta(days=365),
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": MAX_REQUEST,
        "MAX_FORM_MEMORY_SIZE": MAX_REQUEST,
        "TIME_ZONE": _time_zone(environ.get("READWELL_TIME_ZONE", "UTC")),
        "PROXIES": int(environ.get("READWELL_PROXIES", "0")),
    }


def _time_zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError(f"READWELL_TIME_ZONE: {name} is no time zone. Give one like Europe/London.")
    return name


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    app = Flask(__name__)
    instance = Path(app.instance_path)
    app.config.from_mapping(settings or settings_from(os.environ, instance=instance))
    app.url_map.converters |= {"id": IdConverter, "word": WordConverter}
    if app.config.get("GLOSSARY"):
        glossary.use(sorted(Path(app.config["GLOSSARY"]).glob("*.csv")))
    if app.config.get("DICTIONARY"):
        dictionary.use(Path(app.config["DICTIONARY"]))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if app.config.get("PROXIES"):
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)
    for blueprint in (accounts.bp, accounts.classes_bp, accounts.keeper_bp, vocab.bp):
        app.register_blueprint(blueprint)
    for blueprint in (lessons.bp, lessons.desk_bp, lessons.vocabulary_bp, lessons.assignments_bp):
        app.register_blueprint(blueprint)
    app.after_request(_harden)
    app.register_error_handler(HTTPException, _error_page)
    app.add_url_rule("/favicon.ico", "favicon", lambda: app.send_static_file("icon.svg"))
    for command in (serve, backup.backup, backup.restore):
        app.cli.add_command(command)
    context = click.get_current_context(silent=True)
    if context and context.info_name == "run":  # `flask run`; `serve` starts it when the tables are up to date
        worker.start(app.app_context)
    return app


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, envvar="PORT")
@click.option("--threads", default=8, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Bring the database up to date, load the starter library and serve."""
    from flask import current_app
    from waitress import serve as serve_wsgi

    prepare(current_app._get_current_object())  # type: ignore[attr-defined]
    # The first reader to tap a general word should not wait for the dictionary to be opened.
    threading.Thread(target=dictionary.warm, daemon=True).start()
    # Waitress warns whenever a request waits for a thread, which under load is all the time.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    background = worker.start(current_app._get_current_object().app_context)  # type: ignore[attr-defined]
    click.echo(f"Readwell is on http://{host}:{port}")
    serve_wsgi(current_app._get_current_object(), host=host, port=port, threads=threads, ident=None)  # type: ignore[attr-defined]
    background.stop()


def prepare(app: Flask) -> None:
    """Migrate the database and load the starter library; fast when there is nothing to do."""
    from lessons import rereading, starter

    try:
        glossary.entries()
    except ValueError as fault:
        raise click.ClickException(f"The glossary cannot be read: {fault}") from fault
    Path(app.instance_path).mkdir(exist_ok=True)
    upgrade(directory=str(Path(app.root_path) / "migrations"))
    starter.load()
    rereading.read_anew(report=click.echo)


def _kept_secret(path: Path) -> str:
    """The secret of this installation: made at the first start, readable by its owner alone.

    Written whole under another name first: two processes that start at once agree on one, and neither reads half.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(temporary, path)
        os.unlink(temporary)
    return path.read_text(encoding="ascii")


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint != "static":
        # A page may be one person's: nobody else's cache may keep it.
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


ERRORS = {
    400: "This request could not be understood",
    403: "This page is not for you",
    404: "This page is not here",
    405: "This cannot be done here",
    413: "This is too large",
    422: "This cannot be taken",
    429: "Too many tries",
    500: "Something went wrong on our side",
}


def _error_page(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    message = {
        404: "The address may be mistyped, or the lesson may have been taken out of the library.",
        413: f"At most {MAX_REQUEST // 1024 // 1024} MB can be sent at once.",
        500: "It has been noted. Try again in a moment; what you had saved is still there.",
    }.get(code, "")
    if not message or error.description != type(error).description:
        message = error.description or ""  # what the view said of it
    if isinstance(error, CSRFError):
        message = (
            "This form was open too long, or cookies are switched off. Go back, load the page again and repeat it."
        )
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json" or request.is_json:
        return {"error": message}, code
    return render_template("error.html", code=code, title=ERRORS.get(code, error.name), message=message), code
