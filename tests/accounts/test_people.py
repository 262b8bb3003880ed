"""Names, passwords and roles, beneath the pages."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import people
from accounts.models import Role, User
from db import db
from vocab import lexemes, words
from vocab.models import LearnerWord, Lexeme, WordState

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Amina", "AMINA"),
        ("Amina", "amina "),
        ("Amina Haddad", "amina   haddad"),
        ("Stra\u00dfe", "STRASSE"),
        ("\uff21mina", "Amina"),
        ("Jose\u0301", "Jos\u00e9"),
    ],
)
def test_names_that_look_alike_are_one(name: str, same: str) -> None:
    assert people.login_of(name) == people.login_of(same)


def test_a_taken_name_is_refused_whatever_the_capitals(database: Flask) -> None:
    with database.app_context():
        people.add_user("Amina", password="correct horse", role=Role.TEACHER)
        with pytest.raises(people.NameTaken):
            people.add_user("AMINA", password="another horse", role=Role.LEARNER)


def test_the_database_refuses_what_the_look_missed(database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people who register one name at the same moment: neither sees the other's."""
    with database.app_context():
        people.add_user("Amina", password="correct horse", role=Role.TEACHER)
        db.session.commit()
        monkeypatch.setattr(people, "find", lambda name: None)
        with pytest.raises(people.NameTaken):
            people.add_user("amina", password="another horse", role=Role.LEARNER)
        db.session.rollback()


def test_a_password_is_not_stored(database: Flask) -> None:
    with database.app_context():
        user = people.add_user("Bo", password="correct horse", role=Role.LEARNER)
        assert user.password_hash.startswith("$argon2id$")
        assert "correct horse" not in user.password_hash
        assert people.check("bo", "correct horse") == user
        assert people.check("Bo", "Correct horse") is None
        assert people.check("Nobody", "correct horse") is None


def test_a_guest_cannot_sign_in(database: Flask) -> None:
    with database.app_context():
        people.new_guest()
        assert people.check("", "") is None


def marked(user: User) -> dict[str, WordState]:
    rows = db.session.scalars(select(LearnerWord).filter_by(user_id=user.id))
    return {word.lexeme.lemma: word.state for word in rows}


def lexeme(lemma: str) -> Lexeme:
    ids = lexemes.ensure([(lemma, "NOUN", "")])
    return db.session.get_one(Lexeme, ids[lemma, "NOUN", ""])


@pytest.mark.parametrize(
    ("guests", "accounts", "kept"),
    [
        ((WordState.KNOWN, TUESDAY), (WordState.LEARNING, MONDAY), WordState.KNOWN),
        ((WordState.KNOWN, MONDAY), (WordState.LEARNING, TUESDAY), WordState.LEARNING),
        ((WordState.KNOWN, MONDAY), None, WordState.KNOWN),
        (None, (WordState.LEARNING, MONDAY), WordState.LEARNING),
    ],
)
def test_the_later_mark_stays(database: Flask, guests, accounts, kept: WordState) -> None:
    with database.app_context():
        bo = people.add_user("Bo", password="correct horse", role=Role.LEARNER)
        guest = people.new_guest()
        for who, mark in ((guest, guests), (bo, accounts)):
            if mark:
                words.set_state(who, lexeme("lung"), mark[0], now=mark[1])
        people.join(guest, bo)
        assert marked(bo) == {"lung": kept}
        assert db.session.scalars(select(User.name)).all() == ["Bo"]


def test_temporary_passwords_differ_and_are_long_enough() -> None:
    made = {people.temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert min(map(len, made)) >= people.MIN_PASSWORD
