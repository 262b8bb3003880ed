"""Rows of a real installation on their way through the migrations: all are kept, or nothing is changed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, select

from app import create_app, settings_from
from db import db
from lessons import reading
from lessons.models import Lesson
from tests import pages
from tests.conftest import Person

ROOT = Path(__file__).parents[1]
MIGRATIONS = str(ROOT / "migrations")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = "Dehydration can cause cramps."
Rows = dict[str, list[dict[str, Any]]]

# An installation as it was before the glossary's own pages, a few rows of each table, parents first.
LESSON = {
    "text": TEXT,
    "source": TEXT,
    "removed": ["Back to top"],
    "source_note": "From a book",
    "status": "published",
    "owner_id": 1,
    "revision": 3,
    "word_count": 4,
    "cefr": "B1",
    "level_label": "B1",
    "level_score": 3.2,
    "level_reasons": ["Short sentences."],
    "created_at": MONDAY,
    "published_at": MONDAY,
}
USER = {"password_hash": None, "password_is_temporary": False, "role": "learner", "created_at": MONDAY}
GLOSS = {"lexeme_id": 1, "example": "It is hot.", "plain": "lack of water", "variants": "drying out"}
TERM = {"added": False, "removed": False, "form": "", "gloss_id": None, "key_place": None}
ITEM = {
    "process": "locate",
    "position": 0,
    "stem": "What?",
    "passage": TEXT,
    "options": ["a", "b"],
    "feedback": ["", ""],
}
OLD: Rows = {
    "user_account": [
        {
            "id": 1,
            "name": "Amina",
            "login": "amina",
            "session_key": "a",
            **USER,
            "password_hash": "#",
            "role": "teacher",
        },
        {"id": 2, "name": None, "login": None, "session_key": "b", **USER},
    ],
    "lexeme": [
        {"id": 1, "lemma": "dehydration", "pos": "NOUN", "sense": "", "kind": "disease", "level": "B2", "zipf": 3.5},
        {"id": 2, "lemma": "cause", "pos": "VERB", "sense": "", "kind": None, "level": "B1", "zipf": 5.2},
    ],
    "gloss": [
        {"id": 1, "owner_id": None, "definition": "a dangerous lack of water", **GLOSS},
        {"id": 2, "owner_id": 1, "definition": "too little water", **GLOSS},
    ],
    "learner_word": [{"user_id": 2, "lexeme_id": 1, "state": "known", "changed_at": MONDAY}],
    "lesson": [
        {"id": 1, "slug": "water", "title": "Water", "adaptation_of_id": None, **LESSON},
        {"id": 2, "slug": "water-easy", "title": "Water, easy", "adaptation_of_id": 1, **LESSON},
    ],
    "section": [{"id": 1, "lesson_id": 1, "position": 0, "heading": "", "start": 0, "end": 29}],
    "sentence": [
        {
            "id": 1,
            "lesson_id": 1,
            "section": 0,
            "block": 0,
            "block_kind": "paragraph",
            "position": 0,
            "start": 0,
            "end": 29,
        }
    ],
    "occurrence": [
        {"lesson_id": 1, "start": 0, "end": 11, "lexeme_id": 1},
        {"lesson_id": 1, "start": 16, "end": 21, "lexeme_id": 2},
    ],
    "lesson_term": [{"lesson_id": 1, "lexeme_id": 1, **TERM, "gloss_id": 2, "key_place": 0}],
    "item": [
        {"id": 1, "lesson_id": 1, "quiz": "vocabulary", "type": "meaning-in-context", **ITEM, "key": 1}
        | {"evidence": TEXT, "evidence_start": 0, "evidence_end": 29, "state": "generated"}
    ],
    "attempt": [
        {"id": 1, "user_id": 2, "lesson_id": 1, "quiz": "vocabulary", "item_ids": [1], "started_at": MONDAY}
        | {"finished_at": None}
    ],
    "response": [{"id": 1, "attempt_id": 1, "item_id": 1, "choice": 1, "correct": True, "answered_at": MONDAY}],
}


@pytest.fixture
def old(fresh_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation of the first version with its rows."""
    app = create_app(settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path))
    with app.app_context():
        upgrade(directory=MIGRATIONS, revision="0001")
        with db.engine.begin() as connection:
            known = tables()
            for name, rows in OLD.items():
                connection.execute(known.tables[name].insert(), rows)
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> MetaData:
    """The tables as the database has them, whatever the models say."""
    found = MetaData()
    found.reflect(db.engine)
    return found


def rows() -> Rows:
    """Every row of every table, as the database has it."""
    with db.engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for name, table in tables().tables.items()
        }


def without(rows: Rows, table: str, **columns: Any) -> Rows:
    """The rows but for those of the table that have these values."""
    kept = [row for row in rows[table] if any(row[name] != value for name, value in columns.items())]
    return rows | {table: kept}


def cut_to(rows: Rows, columns_of: Rows) -> Rows:
    """The rows with only those tables and columns that the others have too."""
    return {
        name: [{column: row[column] for column in columns_of[name][0] if column in row} for row in found]
        for name, found in rows.items()
        if name in columns_of
    }


def kept_of(before: Rows) -> Rows:
    """What must be the same after an upgrade: all but the built-in glosses and the version."""
    return without(before, "gloss", owner_id=None) | {"alembic_version": []}


# -- up and down


def test_the_old_rows_are_real(old: Flask) -> None:
    before = rows()
    assert set(before) == {*OLD, "alembic_version"}
    assert all(before.values()), "a row of each table"


def test_an_upgrade_keeps_every_row_but_the_built_in_glosses(old: Flask) -> None:
    before = rows()
    upgrade(directory=MIGRATIONS)
    after = rows() | {"alembic_version": []}
    assert cut_to(after, columns_of=before) == cut_to(kept_of(before), columns_of=after)
    assert [(gloss["definition"], gloss["is_everywhere"]) for gloss in after["gloss"]] == [("too little water", False)]
    assert [(user["first_language"], user["level"]) for user in after["user_account"]] == [(None, None)] * 2
    assert [lesson["read_with"] for lesson in after["lesson"]] == ["", ""], "so the next start reads them again"
    (term,) = after["lesson_term"]
    assert (term["key_found"], term["key_choice"], term["is_gone"]) == (0, "automatic", False)
    (answer,) = after["response"]
    assert (answer["given"], answer["points"], answer["second"]) == ([1], 1.0, []), "right, and no second go is open"


def test_the_app_shows_what_was_kept(old: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    reading._page.cache_clear()
    page = pages.main(Person(old).get("/lessons/water"))
    reading._page.cache_clear()
    assert "Dehydration can cause cramps." in page.one(id="text").text
    assert "too little water (Amina)" in page.one(id="glossary").text
    assert db.session.scalar(select(Lesson.slug).filter_by(adaptation_of_id=1)) == "water-easy"


def test_down_again_and_up_loses_nothing_more(old: Flask) -> None:
    before = rows()
    upgrade(directory=MIGRATIONS)
    after = rows()
    downgrade(directory=MIGRATIONS, revision="0001")
    again = rows()
    lost = [gloss | {"example": "", "plain": "", "variants": ""} for gloss in kept_of(before)["gloss"]]
    assert again == without(before, "gloss", owner_id=None) | {"gloss": lost}
    upgrade(directory=MIGRATIONS)
    assert rows() == after


# -- broken off

# Before which line of the second migration it is broken off.
STEPS = {
    "after the first table": '    with op.batch_alter_table("lesson") as table:\n',
    "after the built-in glosses": '    with op.batch_alter_table("gloss") as table:\n',
    "at the end": "\n\ndef downgrade",
}
FULL = "    raise OSError('no space left on the device')\n"
KILLED = "    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n"
UPGRADE = """
import sys
from pathlib import Path
from flask_migrate import upgrade
from app import create_app, settings_from
app = create_app(settings_from({"DATABASE_URL": sys.argv[1], "SECRET_KEY": "-"}, instance=Path(sys.argv[2])))
with app.app_context():
    upgrade(directory=sys.argv[2])
"""


def broken(folder: Path, step: str, by: str) -> str:
    """The migrations with the second one broken off at that step."""
    copy = folder / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (script,) = (copy / "versions").glob("0002*.py")
    text, place = script.read_text(encoding="utf-8"), STEPS[step]
    assert place in text
    script.write_text(text.replace(place, f"\n{by}{place}", 1), encoding="utf-8")
    return str(copy)


@pytest.mark.parametrize("step", STEPS)
def test_a_failing_upgrade_changes_nothing(old: Flask, tmp_path: Path, step: str) -> None:
    before = rows()
    with pytest.raises(OSError, match="no space left"):
        upgrade(directory=broken(tmp_path, step, FULL))
    assert rows() == before
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(db.text("PRAGMA foreign_keys")) == 1, "what goes on after it is checked again"
        db.session.remove()
    upgrade(directory=MIGRATIONS)
    assert len(rows()["response"]) == 1


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_upgrade_changes_nothing(old: Flask, fresh_url: str, tmp_path: Path, step: str) -> None:
    before = rows()
    db.engine.dispose()
    run = [sys.executable, "-c", UPGRADE, fresh_url, broken(tmp_path, step, KILLED)]
    ended = subprocess.run(run, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert rows() == before
    upgrade(directory=MIGRATIONS)
    assert len(rows()["response"]) == 1


def test_a_migration_that_leaves_rows_pointing_to_nothing_is_undone(old: Flask, tmp_path: Path) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL checks foreign keys at each statement")
    before = rows()
    careless = '    op.execute("DELETE FROM user_account")\n'
    with pytest.raises(SystemExit):
        upgrade(directory=broken(tmp_path, "at the end", careless))
    assert rows() == before
