"""`flask backup` and `flask restore`."""

import os
import re
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import click
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection

from accounts.panels import readwell_version, size_in_words
from backup import Refused, archive, restoring, writing
from backup.archive import Manifest, Progress
from db import db

SECRET = "secret_key"  # noqa: S105  the name of a file
GLOSSARY = re.compile(r"glossary/(?P<name>[^/\\\0.][^/\\\0]*\.csv)")


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@with_appcontext
def backup(file: Path, *, force: bool) -> None:
    """Put the whole site into FILE, while people go on reading."""
    try:
        with writing.whole_file(file, force=force) as target:
            manifest = writing.write(
                db.engine,
                target,
                tables_at=_tables_at,
                files=_files_here(),
                version=readwell_version(),
                now=datetime.now(UTC),
                progress=_progress("Backing up"),
            )
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    size = size_in_words(file.stat().st_size)
    click.echo(f"{file}: {manifest.row_count:,} rows of {len(manifest.tables)} tables, {size}.")
    click.echo("Keep it where nobody else can read it: it has everybody's work, and what signs people in.")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Delete everything that is in the database now.")
@with_appcontext
def restore(file: Path, *, replace: bool) -> None:
    """Bring back what `flask backup` put into FILE, also from an older version or the other kind of database."""
    try:
        with archive.opened(file) as (source, manifest):
            _check_versions(manifest, file)
            targets = _targets(source, manifest, replace=replace)
            restoring.restore(
                db.engine,
                source,
                manifest,
                upgrade=_upgrade,
                own={*db.metadata.tables},
                replace=replace,
                progress=_progress("Restoring"),
            )
            _put_files(source, targets)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    rows = f"{manifest.row_count:,} rows of {len(manifest.tables)} tables"
    click.echo(f"{rows} are back, as they were on {_day(manifest)}.")
    if SECRET not in targets:
        click.echo("SECRET_KEY is as this machine has it: where it is another one, everybody must sign in again.")
    click.echo("Start Readwell again, so that it knows.")


# -- versions


def _tables_at(revision: str) -> set[str] | None:
    """The tables to take along: those of the models, when the database has this program's version."""
    if not _knows(revision):
        raise Refused(f"This database is of a newer Readwell (tables {revision}). Back it up with that one.")
    return {*db.metadata.tables} if revision == _scripts().get_current_head() else None


def _check_versions(manifest: Manifest, file: Path) -> None:
    if not _knows(manifest.revision):
        made_by = f"a newer Readwell ({manifest.readwell}, tables {manifest.revision})"
        raise Refused(f"{file} was made by {made_by}. Upgrade this one first.")
    with db.engine.connect() as connection:
        here = writing.current_revision(connection)
    if here and not _knows(here):
        raise Refused(f"The database here is of a newer Readwell (tables {here}). Restore it with that one.")


def _knows(revision: str) -> bool:
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Any:
    return current_app.extensions["migrate"].migrate.get_config(str(Path(current_app.root_path) / "migrations"))


def _upgrade(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


# -- what stands beside the database


def _files_here() -> dict[str, Path]:
    """The secret, unless the environment gives it, and the keeper's own files of the glossary."""
    secret = current_app.config.get("SECRET_KEY_FILE")
    found = {f"glossary/{path.name}": path for path in sorted(_glossary().glob("*.csv"))}
    return {**({SECRET: Path(secret)} if secret else {}), **found}


def _glossary() -> Path:
    return Path(current_app.config["GLOSSARY"])


def _targets(source: ZipFile, manifest: Manifest, *, replace: bool) -> dict[str, Path]:
    """Where each file of the backup belongs on this machine."""
    secret = current_app.config.get("SECRET_KEY_FILE")
    targets = {SECRET: Path(secret)} if secret and SECRET in manifest.files else {}
    for name in manifest.files:
        if found := GLOSSARY.fullmatch(name):
            targets[name] = _glossary() / found["name"]
            _check_free(targets[name], source.read(archive.file_name(name)), replace=replace)
    return targets


def _check_free(path: Path, data: bytes, *, replace: bool) -> None:
    if path.exists() and path.read_bytes() != data and not replace:
        raise Refused(f"{path} is there already, with other words in it. Give --replace to write over it.")


def _put_files(source: ZipFile, targets: Mapping[str, Path]) -> None:
    for name, path in targets.items():
        try:
            _put(path, source.read(archive.file_name(name)))
        except OSError as error:
            raise Refused(f"The database is restored, but {path} cannot be written: {error.strerror}.") from error


def _put(path: Path, data: bytes) -> None:
    """Whole under another name first: whoever reads it meanwhile gets the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with open(descriptor, "wb") as file:
        file.write(data)
    os.replace(temporary, path)


# -- what the keeper sees


def _progress(doing: str) -> Progress:
    """A line that counts up on a terminal's standard error."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{doing}: {done:,} of {total:,} rows", nl=done >= total, err=True)

    return show


def _day(manifest: Manifest) -> str:
    return f"{datetime.fromisoformat(manifest.made_at):%-d %B %Y, %H:%M} UTC"
