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
from lessons import reading
from lessons.models import Item, Lesson, LessonTerm, Occurrence, Section, Sentence
from tests import pages
from tests.conftest import Person
from tests.texts import ARTICLE
from vocab.models import Gloss, Lexeme

ROOT = Path(__file__).parents[2]
TABLES = (Lesson, Section, Sentence, Occurrence, LessonTerm, Item, Lexeme, Gloss)

# Put before a program: it kills its own process as a power cut would, at the n-th such statement, right before the
# commit reaches the database, or right after.
TRAP = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

trap, times, met = {trap!r}, {times}, []

def meet():
    met.append(trap)
    if len(met) == times:
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "after_cursor_execute")
def executed(connection, cursor, statement, *_):
    if statement.startswith(trap):
        meet()

@event.listens_for(Engine, "commit")
def committing(connection):
    if trap == "commit":
        meet()
    Session.reached = True

@event.listens_for(Session, "after_commit")
def committed(session):
    if trap == "committed" and hasattr(Session, "reached"):
        meet()
"""
ADD = """
import sys
from flask.cli import ScriptInfo
from app import create_app
app = create_app()
app.cli.main(["lesson", "add", sys.argv[1], "--publish"], obj=ScriptInfo(create_app=lambda: app))
"""
START = """
from pathlib import Path
from app import create_app, prepare
from lessons import starter
starter.FOLDER = Path(sys.argv[1])
app = create_app()
with app.app_context():
    prepare(app)
"""


@pytest.fixture
def empty_site(fresh_url: str, tmp_path: Path, few_texts: Path) -> Iterator[Flask]:
    """An installation of its own, never started."""
    settings = settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path)
    app = create_app({**settings, "TESTING": True})
    reading._page.cache_clear()
    yield app
    reading._page.cache_clear()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def site(empty_site: Flask) -> Flask:
    """One with the starter library."""
    start(empty_site)
    return empty_site


def start(app: Flask) -> None:
    with app.app_context():
        prepare(app)


def killed(app: Flask, program: str, *arguments: Path, trap: str, times: int = 1) -> bool:
    """Run the program in another process of the same installation; whether the trap killed it."""
    done = run(app, "-c", TRAP.format(trap=trap, times=times) + program, *arguments)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode == -signal.SIGKILL


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
    assert killed(site, ADD, article, trap=trap)
    assert rows(site) == before
    assert titles(site) == shown


def test_the_next_import_works(site: Flask, article: Path) -> None:
    assert killed(site, ADD, article, trap="INSERT INTO item")
    added = run(site, "-m", "flask", "lesson", "add", article, "--publish")
    assert added.returncode == 0, added.stderr
    assert added.stdout == "/lessons/living-with-asthma  Living With Asthma (B1, published)\n"
    assert "Living With Asthma" in titles(site)
    page = pages.main(Person(site).get("/lessons/living-with-asthma"))
    assert "Key vocabulary" in page.text
    assert page.one(id="glossary")


def test_killed_after_the_commit_it_is_all_there(site: Flask, article: Path) -> None:
    """So that it is the kill, and not the trap, that leaves nothing in the tests above."""
    assert killed(site, ADD, article, trap="committed")
    assert "Living With Asthma" in titles(site)
    assert pages.main(Person(site).get("/lessons/living-with-asthma")).one(id="glossary")


@pytest.mark.parametrize("trap", ["INSERT INTO section", "INSERT INTO item", "commit"])
def test_a_first_start_that_is_killed_starts_again(empty_site: Flask, few_texts: Path, trap: str) -> None:
    """In the second of three lessons of the starter library; or before a migration is whole."""
    assert killed(empty_site, START, few_texts, trap=trap, times=2)
    start(empty_site)
    assert "In 3 levels" in pages.seen(Person(empty_site).get("/"))
    for level in ("a2", "b1", "c1"):
        page = pages.main(Person(empty_site).get(f"/lessons/muscle-spasms-{level}"))
        assert len(list(page.one(id="text").all("section"))) > 7
