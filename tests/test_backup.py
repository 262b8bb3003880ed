"""`flask backup` while people go on, `flask restore` with every row as it was, on SQLite and PostgreSQL."""

import json
import os
import stat
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import IntegrityError

from accounts import people
from accounts.models import Role, User
from app import create_app, settings_from
from backup import archive, commands, restoring, writing
from db import db
from tests import rows
from tests.conftest import PASSWORD, Person
from tests.test_migrated_rows import OLD, tables
from vocab import words
from vocab.models import LearnerWord, Lexeme, WordState

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")
Site = Callable[..., Flask]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Makes an installation on a database: its own instance folder, its tables unless it is to have none."""
    made = []

    def make(name: str, url: str = "", *, revision: str = "head", secret: str = "-") -> Flask:
        folder = tmp_path / name
        folder.mkdir()
        environ = {"DATABASE_URL": url or f"sqlite:///{folder / 'readwell.db'}", "SECRET_KEY": secret}
        app = create_app({**settings_from(environ, instance=folder), "TESTING": True})
        made.append(app)
        if revision:
            with app.app_context():
                upgrade(directory=MIGRATIONS, revision=revision)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def full(site: Site) -> Flask:
    """An installation with rows in every table."""
    app = site("full")
    with app.app_context(), db.engine.begin() as connection:
        rows.fill(connection)
    return app


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.zip"


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def every_row(app: Flask) -> rows.Rows:
    with app.app_context(), db.engine.connect() as connection:
        return rows.every_row(connection)


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result) -> str:
    """The one sentence that says why."""
    assert result.exit_code == 1, result.output
    assert result.stderr.startswith("Error: ")
    assert result.stdout == ""
    return result.stderr


# -- there and back


def test_every_row_comes_back(full: Flask, site: Site, file: Path) -> None:
    before = every_row(full)
    assert all(before.values()), "rows in each table"
    assert f"{file}: {sum(map(len, before.values())) - 1:,} rows" in done(run(full, "backup", file))
    new = site("new", revision="")
    assert "are back, as they were on" in done(run(new, "restore", file))
    assert every_row(new) == before
    assert every_row(full) == before


@pytest.mark.parametrize("direction", ["to the other database", "from the other database"])
def test_a_backup_is_of_no_one_database(site: Site, fresh_url: str, file: Path, direction: str) -> None:
    """With TEST_DATABASE_URL from SQLite to PostgreSQL and from PostgreSQL to SQLite."""
    urls = ["", fresh_url] if direction.startswith("to") else [fresh_url, ""]
    source, target = site("source", urls[0]), site("target", urls[1], revision="")
    with source.app_context(), db.engine.begin() as connection:
        rows.fill(connection)
    before = every_row(source)
    done(run(source, "backup", file))
    done(run(target, "restore", file))
    assert every_row(target) == before
    with target.app_context():
        upgrade(directory=MIGRATIONS)
        assert people.add_user("Dora", password=PASSWORD, role=Role.LEARNER).id == 3, "the numbers go on"
        db.session.rollback()


def test_the_other_database_still_checks_its_keys(site: Site, fresh_url: str, full: Flask, file: Path) -> None:
    done(run(full, "backup", file))
    target = site("target", fresh_url, revision="")
    done(run(target, "restore", file))
    with target.app_context():
        before = every_row(target)
        db.session.add(LearnerWord(user_id=999, lexeme_id=1, state=WordState.KNOWN))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
        assert every_row(target) == before


def test_people_sign_in_after_it_and_find_their_words(site: Site, file: Path) -> None:
    old = site("old")
    with old.app_context():
        bo = people.add_user("Bo", password=PASSWORD, role=Role.LEARNER)
        fever = Lexeme(lemma="fever", pos="NOUN")
        db.session.add(fever)
        db.session.flush()
        words.set_state(bo, fever, WordState.LEARNING, now=datetime.now(UTC))
        db.session.commit()
    done(run(old, "backup", file))
    new = site("new", revision="")
    done(run(new, "restore", file))
    assert "fever" in Person(new, "Bo").sign_in().get("/words").text


def test_the_secret_and_own_words_come_along(site: Site, tmp_path: Path, file: Path) -> None:
    """So that a guest, whom only the cookie of a browser knows, is known again."""
    old, new = (site(name, secret="") for name in ("old", "new"))
    folder = tmp_path / "old" / "glossary"
    folder.mkdir()
    (folder / "ours.csv").write_text("lemma,pos\n", encoding="utf-8")
    secret = (tmp_path / "old" / "secret_key").read_text()
    done(run(old, "backup", file))
    assert "SECRET_KEY" not in done(run(new, "restore", file))
    assert (tmp_path / "new" / "secret_key").read_text() == secret
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert (tmp_path / "new" / "glossary" / "ours.csv").read_text(encoding="utf-8") == "lemma,pos\n"


def test_a_secret_of_the_environment_is_not_written_down(full: Flask, site: Site, file: Path) -> None:
    done(run(full, "backup", file))
    assert not [name for name in ZipFile(file).namelist() if "secret" in name]
    assert "everybody must sign in again" in done(run(site("new", revision=""), "restore", file))


def test_words_of_others_are_not_written_over(site: Site, tmp_path: Path, file: Path) -> None:
    old, new = site("old"), site("new", revision="")
    for name in ("old", "new"):
        (tmp_path / name / "glossary").mkdir()
        (tmp_path / name / "glossary" / "ours.csv").write_text(name, encoding="utf-8")
    done(run(old, "backup", file))
    assert "ours.csv is there already" in refused(run(new, "restore", file))
    assert (tmp_path / "new" / "glossary" / "ours.csv").read_text() == "new"
    done(run(new, "restore", file, "--replace"))
    assert (tmp_path / "new" / "glossary" / "ours.csv").read_text() == "old"


# -- while people go on


def add_pair(app: Flask, number: int) -> None:
    """Two rows of one transaction, in two tables."""
    with app.app_context():
        user = people.new_guest()
        lexeme = Lexeme(lemma=f"word {number}", pos="NOUN")
        db.session.add(lexeme)
        db.session.flush()
        words.set_state(user, lexeme, WordState.KNOWN, now=datetime.now(UTC))
        db.session.commit()


def test_it_is_of_one_moment_while_others_write(site: Site, fresh_url: str, file: Path) -> None:
    busy, stop, numbers = site("busy", fresh_url), threading.Event(), iter(range(100_000))

    def write() -> None:
        while not stop.is_set():
            add_pair(busy, next(numbers))

    add_pair(busy, next(numbers))
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            done(run(busy, "backup", file, "--force"))
    finally:
        stop.set()
        writer.join()
    new = site("new", revision="")
    done(run(new, "restore", file))
    with new.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(kind)) for kind in (User, Lexeme, LearnerWord)]
    assert len(set(counts)) == 1, "of each pair both or neither"
    assert next(numbers) > counts[0] > 0


def test_who_writes_meanwhile_neither_waits_nor_is_seen(full: Flask, file: Path, monkeypatch) -> None:
    monkeypatch.setattr(writing, "STEP", 1)
    with full.app_context(), file.open("wb") as target:
        manifest = writing.write(
            db.engine,
            target,
            tables_at=lambda revision: None,
            files={},
            version="1",
            now=datetime.now(UTC),
            progress=lambda at, total: at == 3 and add_pair(full, 1),
        )
        assert db.session.scalar(select(func.count()).select_from(User)) == 3
    assert manifest.tables["user_account"].rows == 2
    assert manifest.tables["learner_word"].rows == 2


# -- the file


def test_it_is_for_its_owner_alone(full: Flask, file: Path) -> None:
    done(run(full, "backup", file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_kept(full: Flask, file: Path) -> None:
    file.write_text("mine")
    assert "is there already" in refused(run(full, "backup", file))
    assert file.read_text() == "mine"
    done(run(full, "backup", file, "--force"))
    assert file.read_bytes()[:2] == b"PK"


def test_a_backup_that_breaks_off_leaves_nothing(full: Flask, file: Path, monkeypatch) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file.write_text("the one of yesterday")
    monkeypatch.setattr(os, "fsync", no_space)
    assert "No space left on device" in refused(run(full, "backup", file, "--force"))
    assert file.read_text() == "the one of yesterday"
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]


def test_a_folder_that_is_not_there_is_told(full: Flask, tmp_path: Path) -> None:
    assert "cannot be written" in refused(run(full, "backup", tmp_path / "none" / "site.zip"))


def test_without_tables_there_is_nothing_to_back_up(site: Site, file: Path) -> None:
    assert "no tables yet" in refused(run(site("empty", revision=""), "backup", file))
    assert not file.exists()


# -- what is refused


def test_a_database_with_rows_is_not_written_over(full: Flask, site: Site, file: Path) -> None:
    done(run(site("empty"), "backup", file))
    before = every_row(full)
    assert "The database is not empty" in refused(run(full, "restore", file))
    assert every_row(full) == before
    done(run(full, "restore", file, "--replace"))
    assert [name for name, found in every_row(full).items() if found] == ["alembic_version"]


def test_tables_without_a_row_are_no_obstacle(full: Flask, site: Site, file: Path) -> None:
    done(run(full, "backup", file))
    new = site("new")
    done(run(new, "restore", file))
    assert every_row(new) == every_row(full)


def changed(file: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of the backup with other bytes in some of its files, and checksums of ZIP that fit them."""
    copy = file.with_name("changed.zip")
    with ZipFile(file) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
    return copy


def manifest_with(**told: object) -> Callable[[str, bytes], bytes]:
    return lambda name, data: json.dumps({**json.loads(data), **told}).encode() if name == archive.MANIFEST else data


def without(unwanted: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, data: None if name == unwanted else data


def other_name(name: str, data: bytes) -> bytes:
    return data.replace(b"1user", b"2user") if name == "tables/user_account.jsonl" else data


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (other_name, "is damaged: tables/user_account.jsonl is not as it was written"),
        (without("tables/lesson.jsonl"), "is damaged"),
        (without("manifest.json"), "is no backup of Readwell"),
        (manifest_with(kind="something else"), "is no backup of Readwell"),
        (manifest_with(tables=[]), "is no backup of Readwell"),
        (manifest_with(format=99), "newer Readwell"),
        (manifest_with(revision="9999"), "newer Readwell"),
    ],
)
def test_what_is_no_whole_backup_changes_nothing(full: Flask, file: Path, change, why: str) -> None:
    done(run(full, "backup", file))
    before = every_row(full)
    assert why in refused(run(full, "restore", changed(file, change), "--replace"))
    assert every_row(full) == before


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_a_flipped_byte_is_noticed(full: Flask, file: Path, place: float) -> None:
    """In what a part holds: a byte of the archive's own list, such as a date, may change without harm."""
    done(run(full, "backup", file))
    with ZipFile(file) as whole:
        parts = sorted(whole.infolist(), key=lambda part: part.header_offset)
    part = parts[int((len(parts) - 1) * place)]
    data = bytearray(file.read_bytes())
    name, extra = (int.from_bytes(data[part.header_offset + at :][:2], "little") for at in (26, 28))
    data[part.header_offset + 30 + name + extra + part.compress_size // 2] ^= 0xFF
    file.write_bytes(data)
    before = every_row(full)
    refused(run(full, "restore", file, "--replace"))
    assert every_row(full) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\x03\x04 and no more"])
def test_another_kind_of_file_is_told(site: Site, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert "is no backup of Readwell" in refused(run(site("new"), "restore", file))


def test_half_a_file_is_told(full: Flask, file: Path) -> None:
    done(run(full, "backup", file))
    file.write_bytes(file.read_bytes()[:-100])
    assert "is no backup of Readwell, or not all of it is here" in refused(run(full, "restore", file, "--replace"))


def test_no_file_is_told(site: Site, file: Path) -> None:
    assert "No such file" in refused(run(site("new"), "restore", file))


def test_a_newer_database_is_left_alone(full: Flask, file: Path) -> None:
    done(run(full, "backup", file))
    with full.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert "newer Readwell" in refused(run(full, "restore", file, "--replace"))
    assert "newer Readwell" in refused(run(full, "backup", file, "--force"))


def test_rows_that_point_to_nothing_are_refused(
    full: Flask, site: Site, fresh_url: str, file: Path, monkeypatch
) -> None:
    """As from a file that somebody wrote by hand."""
    done(run(full, "backup", file))
    monkeypatch.setattr(archive, "_check", lambda *_: None)
    target = site("target", fresh_url)
    before = every_row(target)
    crooked = changed(file, lambda name, data: data.split(b"\n")[0] + b"\n" if name == "tables/lexeme.jsonl" else data)
    assert "does not fit" in refused(run(target, "restore", crooked))
    assert every_row(target) == before


def test_a_restore_that_breaks_off_changes_nothing(full: Flask, site: Site, file: Path, monkeypatch) -> None:
    done(run(site("other"), "backup", file))
    before = every_row(full)

    def fails(*_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(restoring, "_set_sequences", fails)
    assert "the database is as it was before" in refused(run(full, "restore", file, "--replace"))
    assert every_row(full) == before


# -- versions


def fill_old(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        known = tables()
        for name, found in OLD.items():
            connection.execute(known.tables[name].insert(), found)


@pytest.mark.parametrize("revision", ["0001", "0004"])
def test_an_older_backup_is_brought_up_to_date(site: Site, fresh_url: str, file: Path, revision: str) -> None:
    old = site("old", fresh_url, revision="0001")
    fill_old(old)
    with old.app_context():
        upgrade(directory=MIGRATIONS, revision=revision)
    done(run(old, "backup", file))
    assert json.loads(ZipFile(file).read(archive.MANIFEST))["revision"] == revision
    new = site("new", revision="")
    done(run(new, "restore", file))
    with old.app_context():
        upgrade(directory=MIGRATIONS)
    assert every_row(new) == every_row(old), "as if the old one had been upgraded itself"
    assert every_row(new)["response"][0]["given"] == [1]


def test_an_older_backup_takes_the_place_of_a_newer_database(full: Flask, site: Site, file: Path) -> None:
    old = site("old", revision="0001")
    fill_old(old)
    done(run(old, "backup", file))
    done(run(full, "restore", file, "--replace"))
    assert [user["name"] for user in every_row(full)["user_account"]] == ["Amina", None]
    with full.app_context():
        assert {*inspect(db.engine).get_table_names()} == {*db.metadata.tables, "alembic_version"}
        assert db.session.scalar(db.text("PRAGMA foreign_keys")) == 1


# -- large ones


def test_a_large_site_needs_little_memory(site: Site, file: Path) -> None:
    """60 MB of texts in 20 MB of memory."""
    large, text = site("large"), "Fever is a high temperature of the body. " * 7500
    with large.app_context(), db.engine.begin() as connection:
        lesson = db.metadata.tables["lesson"]
        template = {column.name: rows.value(lesson, column, 1) for column in lesson.columns}
        for number in range(1, 101):
            row = {"id": number, "slug": f"l{number}", "submission": f"s{number}", "text": text, "source": text}
            connection.execute(lesson.insert(), template | row | {"owner_id": None, "adaptation_of_id": None})
    new = site("new", revision="")
    for app, word in ((large, "backup"), (new, "restore")):
        tracemalloc.start()
        done(run(app, word, file))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20_000_000, f"{word}: {peak:,} bytes"
    assert len(every_row(new)["lesson"]) == 100


def test_progress_is_told(full: Flask, site: Site, file: Path) -> None:
    told = []
    done(run(full, "backup", file))
    new = site("new", revision="")
    with new.app_context(), archive.opened(file) as (source, manifest):
        restoring.restore(
            db.engine,
            source,
            manifest,
            upgrade=commands._upgrade,
            own=set(),
            replace=False,
            progress=lambda at, total: told.append((at, total)),
        )
    assert told[-1] == (manifest.row_count, manifest.row_count)
    assert [at for at, _ in told] == sorted(at for at, _ in told)
