"""The server killed in the middle of an import: the library is as before, and the next import works."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app, prepare, settings_from
from db import db
from lessons.models import Item, Lesson, LessonTerm, Occurrence, Section, Sentence
from tests import pages
from tests.conftest import Person
from tests.texts import ARTICLE
from vocab.models import Gloss, Lexeme

ROOT = Path(__file__).parents[2]
TABLES = (Lesson, Section, Sentence, Occurrence, LessonTerm, Item, Lexeme, Gloss)

# The app's own command line, with a trap that kills the process the way a power cut would.
TRAPPED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from app import create_app

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def at_statement(connection, cursor, statement, *_):
    if statement.upper().startswith(trap.upper()):
        die()

trap = sys.argv.pop(1)
if trap == "commit":
    event.listen(Session, "before_commit", die)
else:
    event.listen(Engine, "after_cursor_execute", at_statement)
app = create_app()
app.cli.main(sys.argv[1:], obj=__import__("flask").cli.ScriptInfo(create_app=lambda: app))
"""


@pytest.fixture
def site(fresh_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation of its own, with the starter library."""
    app = create_app(
        {**settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path), "TESTING": True}
    )
    with app.app_context():
        prepare(app)
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def rows(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in TABLES}


def run(app: Flask, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Another process of the same installation."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    environ = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "-", "FLASK_APP": "app"}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def titles(app: Flask) -> list[str]:
    page = pages.main(Person(app).get("/"))
    return sorted(card.one("h3").text for card in page.all("article", class_="card"))


@pytest.mark.parametrize(
    "trap",
    ["INSERT INTO lesson ", "INSERT INTO section", "INSERT INTO occurrence", "INSERT INTO item", "commit"],
)
def test_an_import_that_is_killed_leaves_nothing(site: Flask, article: Path, trap: str) -> None:
    before, shown = rows(site), titles(site)
    killed = run(site, "-c", TRAPPED, trap, "lesson", "add", article, "--publish")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout == ""
    assert rows(site) == before
    assert titles(site) == shown


def test_the_next_import_works(site: Flask, article: Path) -> None:
    run(site, "-c", TRAPPED, "INSERT INTO item", "lesson", "add", article, "--publish")
    added = run(site, "-m", "flask", "lesson", "add", article, "--publish")
    assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("/lessons/living-with-asthma  Living With Asthma (B1, published)")
    assert "Living With Asthma" in titles(site)
    page = pages.main(Person(site).get("/lessons/living-with-asthma"))
    assert "Key vocabulary" in page.text
    assert page.one(id="glossary")


def test_killed_right_after_the_commit_it_is_all_there(site: Flask, article: Path) -> None:
    """The trap itself is no reason why nothing is stored."""
    trapped = TRAPPED.replace('"before_commit"', '"after_commit"')
    killed = run(site, "-c", trapped, "commit", "lesson", "add", article, "--publish")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "Living With Asthma" in titles(site)


def test_a_first_start_that_is_killed_starts_again(fresh_url: str, tmp_path: Path) -> None:
    """In the middle of the starter library."""
    app = create_app(
        {**settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path), "TESTING": True}
    )
    start = "import os, signal\nfrom app import create_app, prepare\nfrom sqlalchemy import event\n"
    start += "from sqlalchemy.engine import Engine\nseen = []\n"
    start += "def die(connection, cursor, statement, *_):\n"
    start += "    seen.append(statement) if statement.startswith('INSERT INTO item') else None\n"
    start += "    len(seen) == 2 and os.kill(os.getpid(), signal.SIGKILL)\n"
    start += "event.listen(Engine, 'after_cursor_execute', die)\n"
    start += "app = create_app()\nwith app.app_context():\n    prepare(app)\n"
    killed = run(app, "-c", start)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with app.app_context():
        prepare(app)
        db.session.remove()
    assert "In 3 levels" in pages.seen(Person(app).get("/"))
    with app.app_context():
        db.engine.dispose()
