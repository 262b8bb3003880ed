"""What the keeper's page tells of the site: panels, each registered by the package that knows what stands in it."""

import platform
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import func, select, text

from accounts import keeping
from accounts.models import Classroom, Membership, Part, Role
from db import db

ROOT = Path(__file__).parents[1]
UNITS = ("bytes", "KB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Panel:
    """A title and lines of what and how much; `note` says what to do about it."""

    title: str
    lines: tuple[tuple[str, str], ...]
    note: str = ""


Teller = Callable[[], Panel]
_tellers: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Register what makes a panel; panels stand in the order in which they are registered."""
    _tellers.append(teller)
    return teller


def panels() -> list[Panel]:
    return [tell() for tell in _tellers]


def size_in_words(size: float) -> str:
    """A number of bytes as people say it, in powers of 1,000: "3.4 MB"."""
    unit = 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if unit < 2 else f"{size:.1f} {UNITS[unit]}"


@lru_cache(maxsize=1)
def readwell_version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def revision() -> str:
    """The version of the tables, as the migrations count it."""
    return str(db.session.scalar(text("SELECT version_num FROM alembic_version")))


@tells
def _people() -> Panel:
    counts = keeping.count_by_role()
    lines = [(f"{role.value.capitalize()}s", f"{counts.get(role, 0):,}") for role in Role]
    return Panel("People", (*lines, ("Readers without an account", f"{keeping.count_guests():,}")))


@tells
def _classes() -> Panel:
    counted = select(Membership.part, func.count()).group_by(Membership.part)
    parts = {row[0]: row[1] for row in db.session.execute(counted)}
    classes = db.session.scalar(select(func.count()).select_from(Classroom)) or 0
    lines = [(f"Places of {part.value}s", f"{parts.get(part, 0):,}") for part in Part]
    return Panel("Classes", (("Classes", f"{classes:,}"), *lines))


@tells
def _storage() -> Panel:
    return Panel(
        "Storage",
        (
            ("Database", {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[db.engine.dialect.name]),
            ("Its size", size_in_words(_database_size())),
            ("Free on this machine", size_in_words(shutil.disk_usage(_folder()).free)),
        ),
        note="“flask backup FILE” puts it all into one file while people go on reading.",
    )


@tells
def _versions() -> Panel:
    return Panel(
        "Versions",
        (
            ("Readwell", readwell_version()),
            ("Tables", revision()),
            ("Python", platform.python_version()),
            ("Flask", version("flask")),
        ),
    )


def _database_size() -> int:
    if db.engine.dialect.name == "postgresql":
        return int(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages, size = (db.session.scalar(text(f"PRAGMA {name}")) or 0 for name in ("page_count", "page_size"))
    return int(pages * size)


def _folder() -> Path:
    """Where the database is; PostgreSQL may be on another machine, then where the program is."""
    if db.engine.dialect.name == "sqlite" and db.engine.url.database:
        return Path(db.engine.url.database).resolve().parent
    return ROOT
