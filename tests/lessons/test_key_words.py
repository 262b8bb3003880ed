"""The key vocabulary as its teacher wants it: moved, pinned, dropped, given back to what the text makes of it."""

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from db import db
from lessons import drafts
from lessons.models import KeyChoice, Lesson, LessonTerm
from tests import pages
from tests.conftest import Person
from vocab.models import Lexeme


def on_the_desk(amina: Person, slug: str) -> list[str]:
    section = pages.main(amina.get(f"/desk/lessons/{slug}")).one(id="key-words")
    return [row.one("a").text for row in section.all("li") if list(row.all("a"))]


def for_readers(visitor: Person, slug: str) -> list[str]:
    page = pages.main(visitor.get(f"/lessons/{slug}"))
    return [row.one("a").text for row in page.one("section", class_="key-terms").all("dt")]


def number_of(app: Flask, lemma: str) -> int:
    with app.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, pos="NOUN", sense=""))


def change(amina: Person, slug: str, lemma: str, step: str) -> TestResponse:
    answer = amina.post(f"/desk/lessons/{slug}/key-words/{number_of(amina.app, lemma)}/{step}")
    assert answer.status_code == 302
    return answer


def pin(amina: Person, slug: str, lemma: str) -> TestResponse:
    return amina.post(f"/desk/lessons/{slug}/key-words", {"term": number_of(amina.app, lemma)})


def read_again(app: Flask, slug: str) -> None:
    with app.app_context():
        drafts.read_again(db.session.scalars(select(Lesson).filter_by(slug=slug)).one())
        db.session.commit()


def choices(app: Flask, slug: str) -> dict[str, KeyChoice]:
    """What is decided of each term, where anything is."""
    with app.app_context():
        rows = db.session.execute(
            select(Lexeme.lemma, LessonTerm.key_choice)
            .join(LessonTerm, LessonTerm.lexeme_id == Lexeme.id)
            .join(Lesson, LessonTerm.lesson_id == Lesson.id)
            .where(Lesson.slug == slug, LessonTerm.key_choice != KeyChoice.AUTOMATIC)
        )
        return {row.lemma: row.key_choice for row in rows}


def test_the_desk_shows_what_readers_see(amina: Person, visitor: Person, lesson: str) -> None:
    found = on_the_desk(amina, lesson)
    assert 8 <= len(found) <= 12
    assert for_readers(visitor, lesson) == found


def test_a_word_goes_up_and_down(amina: Person, visitor: Person, lesson: str, database: Flask) -> None:
    first, second, third, *others = on_the_desk(amina, lesson)
    answer = change(amina, lesson, first, "down")
    assert answer.location.endswith(f"#k-{number_of(database, first)}")
    assert on_the_desk(amina, lesson) == [second, first, third, *others]
    change(amina, lesson, third, "up")
    assert for_readers(visitor, lesson) == [second, third, first, *others]


def test_at_the_ends_nothing_moves(amina: Person, lesson: str) -> None:
    found = on_the_desk(amina, lesson)
    change(amina, lesson, found[0], "up")
    change(amina, lesson, found[-1], "down")
    assert on_the_desk(amina, lesson) == found


def test_any_term_can_be_a_key_word(amina: Person, visitor: Person, lesson: str, database: Flask) -> None:
    found = on_the_desk(amina, lesson)
    assert "ambulance" not in found
    assert pin(amina, lesson, "ambulance").status_code == 302
    assert for_readers(visitor, lesson) == [*found, "ambulance"]
    assert choices(database, lesson) == {"ambulance": KeyChoice.PINNED}
    change(amina, lesson, "ambulance", "automatic")
    assert on_the_desk(amina, lesson) == found


def test_a_dropped_word_can_be_put_back(amina: Person, visitor: Person, lesson: str) -> None:
    found = on_the_desk(amina, lesson)
    change(amina, lesson, found[2], "drop")
    assert for_readers(visitor, lesson) == [*found[:2], *found[3:]]
    section = pages.main(amina.get(f"/desk/lessons/{lesson}")).one(id="key-words")
    assert [row.one("span", class_="key-name").text for row in section.all("li", class_="key-dropped")] == [
        f"{found[2]}dropped"
    ]
    change(amina, lesson, found[2], "automatic")
    assert on_the_desk(amina, lesson) == found


def test_decisions_stay_when_the_text_is_read_again(amina: Person, lesson: str, database: Flask) -> None:
    first, second, third, *others = on_the_desk(amina, lesson)
    change(amina, lesson, first, "down")
    change(amina, lesson, third, "drop")
    pin(amina, lesson, "ambulance")
    wanted = [second, first, *others, "ambulance"]
    assert on_the_desk(amina, lesson) == wanted
    read_again(database, lesson)
    assert on_the_desk(amina, lesson) == wanted
    assert choices(database, lesson) == {third: KeyChoice.DROPPED, "ambulance": KeyChoice.PINNED}


def test_all_is_given_back_to_the_text(amina: Person, lesson: str, database: Flask) -> None:
    found = on_the_desk(amina, lesson)
    assert "Back to the words found" not in pages.seen(amina.get(f"/desk/lessons/{lesson}"))
    change(amina, lesson, found[0], "down")
    change(amina, lesson, found[4], "drop")
    pin(amina, lesson, "ambulance")
    assert "Back to the words found" in pages.seen(amina.get(f"/desk/lessons/{lesson}"))
    amina.post(f"/desk/lessons/{lesson}/key-words/automatic")
    assert on_the_desk(amina, lesson) == found
    assert choices(database, lesson) == {}


def test_a_term_left_out_is_no_key_word(amina: Person, visitor: Person, lesson: str, database: Flask) -> None:
    found = on_the_desk(amina, lesson)
    change(amina, lesson, found[0], "pin")
    amina.post(f"/desk/lessons/{lesson}/terms/{number_of(database, found[0])}/remove")
    assert found[0] not in for_readers(visitor, lesson)
    amina.post(f"/desk/lessons/{lesson}/terms/{number_of(database, found[0])}/restore")
    assert for_readers(visitor, lesson)[0] == found[0]


@pytest.mark.parametrize("term", ["", "x", "0", "999999", "9" * 30])
def test_what_is_no_term_here_is_refused_beside_the_field(amina: Person, draft: str, term: str) -> None:
    answer = amina.post(f"/desk/lessons/{draft}/key-words", {"term": term})
    assert answer.status_code == 422
    assert pages.message_beside(answer, "term")
    assert choices(amina.app, draft) == {}


def test_a_word_that_is_no_term_has_no_place(amina: Person, draft: str, database: Flask) -> None:
    with database.app_context():
        many = db.session.scalar(select(Lexeme.id).filter_by(lemma="many"))
    assert amina.post(f"/desk/lessons/{draft}/key-words/{many}/pin").status_code == 404
