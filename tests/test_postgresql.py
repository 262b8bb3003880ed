"""That PostgreSQL is what the tests run on when they say so."""

import os

import pytest

from db import db
from tests.conftest import Person


@pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="no PostgreSQL here: TEST_DATABASE_URL names none")
def test_a_visitor_reads_a_lesson_kept_in_postgresql(visitor: Person, lesson: str) -> None:
    with visitor.app.app_context():
        assert db.engine.dialect.name == "postgresql"
    assert "Living With Asthma" in visitor.get(f"/lessons/{lesson}").text
