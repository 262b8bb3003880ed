"""Fixtures: one app on one migrated database, emptied after each test, and the people who use it.

`TEST_DATABASE_URL` puts the same tests on PostgreSQL; without it they run on SQLite.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from werkzeug.test import TestResponse
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from accounts import guesses, people
from accounts.models import Role, User
from app import create_app, settings_from
from db import db
from lessons import drafts, reading, starter
from lessons.importing import Source
from lessons.models import Lesson
from tests import databases
from tests.texts import ARTICLE
from vocab import dictionary

PASSWORD = "correct horse"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database, so that they alone are run again on PostgreSQL."""
    for item in items:
        if {"app", "database", "fresh_url"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


class ByFile(LoadScopeScheduling):
    """The tests of a file in one process, and all of the browser's too: they share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "browser" if path.startswith("tests/browser/") else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> None:
    """The same hashes with less work: a slow one is of use against a thief, not in a test."""
    people._hasher = PasswordHasher(time_cost=1, memory_cost=32)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("instance")
    with databases.empty("test", folder) as url:
        settings = settings_from({"DATABASE_URL": url, "SECRET_KEY": "only for tests"}, instance=folder)
        app = create_app({**settings, "TESTING": True})
        with app.app_context():
            upgrade(directory=os.path.join(app.root_path, "migrations"))
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def planted(app: Flask) -> Iterator[Flask]:
    """A second app on the same database, to which a test can add a route that is wrong."""
    second = create_app({**app.config})
    yield second
    with second.app_context():
        db.engine.dispose()


@pytest.fixture
def fresh_url(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database besides that of `app`: a file, or a schema of its own on PostgreSQL."""
    with databases.empty("fresh", tmp_path) as url:
        yield url


@pytest.fixture
def database(app: Flask) -> Iterator[Flask]:
    """The app with an empty database; emptied again afterwards."""
    yield app
    with app.app_context():
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        db.engine.dispose()
    reading._page.cache_clear()
    guesses.forget()


class Person:
    """Somebody with a browser of their own; every form is sent with the token that a page gave."""

    def __init__(self, app: Flask, name: str | None = None) -> None:
        self.app, self.name = app, name
        self.client = app.test_client()

    def get(self, url: str, **options: Any) -> TestResponse:
        return self.client.get(url, **options)

    def post(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        answer = self.client.post(url, data={**(data or {}), "csrf_token": self.token()}, **options)
        answer.request.environ["wsgi.input"].close()  # a large form is sent from a temporary file
        return answer

    def post_json(self, url: str, data: Any) -> TestResponse:
        return self.client.post(url, json=data, headers={"X-CSRFToken": self.token()})

    def token(self) -> str:
        page = self.client.get("/account/sign-in").get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, "the sign-in page has a token"
        return found.group(1)

    def sign_in(self, password: str = PASSWORD) -> "Person":
        answer = self.post("/account/sign-in", {"name": self.name, "password": password})
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return self


def add_person(app: Flask, name: str, role: Role) -> Person:
    with app.app_context():
        people.add_user(name, password=PASSWORD, role=role)
        db.session.commit()
    return Person(app, name).sign_in()


@pytest.fixture
def amina(database: Flask) -> Person:
    """A teacher; the lesson is hers."""
    return add_person(database, "Amina", Role.TEACHER)


@pytest.fixture
def bo(database: Flask) -> Person:
    """A learner with an account."""
    return add_person(database, "Bo", Role.LEARNER)


@pytest.fixture
def cy(database: Flask) -> Person:
    """Another teacher, who must see nothing of Amina's drafts."""
    return add_person(database, "Cy", Role.TEACHER)


@pytest.fixture
def kim(database: Flask) -> Person:
    """The keeper."""
    return add_person(database, "Kim", Role.KEEPER)


@pytest.fixture
def visitor(database: Flask) -> Person:
    """Somebody without an account."""
    return Person(database)


@pytest.fixture
def few_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A starter library of one text in three levels, in a folder in which it can be changed."""
    folder = tmp_path / "starter_texts"
    shutil.copytree(starter.FOLDER, folder)
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    few = [entry for entry in index if entry["slug"].startswith("muscle-spasms")]
    (folder / "index.json").write_text(json.dumps(few), encoding="utf-8")
    monkeypatch.setattr(starter, "FOLDER", folder)
    return folder


@pytest.fixture
def without_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without WordNet."""
    monkeypatch.setattr(dictionary, "DEBIAN", tmp_path)
    dictionary.forget()
    yield
    dictionary.forget()


def add_lesson(app: Flask, owner: str, text: str = ARTICLE, *, published: bool = False) -> str:
    """A lesson of that teacher; its slug."""
    from datetime import UTC, datetime

    with app.app_context():
        user: User | None = people.find(owner)
        lesson: Lesson = drafts.create(Source(text), owner=user)
        if published:
            drafts.publish(lesson, now=datetime.now(UTC))
        db.session.commit()
        return lesson.slug


@pytest.fixture
def draft(database: Flask, amina: Person) -> str:
    """The slug of Amina's unpublished lesson."""
    return add_lesson(database, "Amina")


@pytest.fixture
def lesson(database: Flask, amina: Person) -> str:
    """The slug of Amina's published lesson."""
    return add_lesson(database, "Amina", published=True)
