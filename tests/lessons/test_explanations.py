"""A teacher's own words about a word: in one lesson or everywhere, and whose words stand before whose."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from accounts import people
from db import db
from lessons import drafts, reading, rereading
from lessons.importing import Source
from lessons.models import Lesson
from tests import answers, pages
from tests.conftest import Person, add_lesson
from tests.texts import ARTICLE, SHORT
from vocab import glossary
from vocab.models import Gloss, Lexeme

pytestmark = pytest.mark.model
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BUILT_IN = glossary.entries()["dehydration", "NOUN", ""].definition
DESK = "/desk/words/dehydration/noun"


def number_of(app: Flask, lemma: str) -> int:
    with app.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, sense=""))


def explain_here(person: Person, slug: str, definition: str, *, where: str = "lesson") -> TestResponse:
    """Write about "dehydration" on the page that the lesson's draft links to."""
    place = f"/desk/lessons/{slug}/terms/{number_of(person.app, 'dehydration')}"
    answer = person.post(place, {"definition": definition, "where": where})
    assert answer.status_code == 302
    return answer


def explain(person: Person, definition: str, place: str = DESK) -> TestResponse:
    """Write about the word on the page that its vocabulary page links to."""
    answer = person.post(place, {"definition": definition})
    assert answer.status_code == 302
    return answer


def meaning(person: Person, slug: str) -> str:
    """What the lesson's glossary says of "dehydration", and in brackets who says it."""
    entries = pages.main(person.get(f"/lessons/{slug}")).one(id="glossary").all("div", class_="gloss-entry")
    entry = next(each for each in entries if each.one("dt").text.startswith("dehydration"))
    return next(entry.all("dd")).text


def told(person: Person, slug: str, lemma: str = "dehydration") -> dict[str, str]:
    lexemes = person.get(f"/lessons/{slug}/words.json").json["lexemes"].values()
    return next(lexeme for lexeme in lexemes if lexeme["lemma"] == lemma)


def on_its_page(person: Person, place: str = "/vocabulary/dehydration/noun") -> str:
    return pages.main(person.get(place)).one("section", **{"aria-label": "Meaning"}).text


def lesson_of(app: Flask, name: str | None, text: str = ARTICLE) -> str:
    """A published lesson of that teacher, or of nobody; its slug."""
    with app.app_context():
        owner = people.find(name) if name else None
        made = drafts.create(Source(text), owner=owner, title=f"Lesson of {name}")
        drafts.publish(made, now=MONDAY)
        db.session.commit()
        return made.slug


def asked(person: Person, slug: str) -> list[str]:
    """The questions and answers of a vocabulary quiz, as a reader meets them."""
    where = person.post(f"/lessons/{slug}/quizzes/vocabulary").location
    shown = []
    while not (page := person.get(where)).location.endswith("/result"):
        shown.append(pages.main(person.get(page.location)).text)
        person.post(page.location, answers.WHATEVER)
        person.post(page.location, answers.GIVEN_UP)
    return shown


# -- whose words are shown


def test_without_a_teachers_words_the_glossary_speaks(visitor: Person, lesson: str) -> None:
    assert meaning(visitor, lesson) == BUILT_IN
    assert "by" not in told(visitor, lesson)
    assert "Explained by" not in on_its_page(visitor)


def test_words_for_one_lesson_stay_in_it(visitor: Person, amina: Person, lesson: str, database: Flask) -> None:
    other = lesson_of(database, "Amina")
    explain_here(amina, lesson, "too little water")
    assert meaning(visitor, lesson) == "too little water (Amina)"
    assert (told(visitor, lesson)["definition"], told(visitor, lesson)["by"]) == ("too little water", "Amina")
    assert meaning(visitor, other) == BUILT_IN
    assert "too little water" not in on_its_page(visitor)


def test_words_for_every_lesson_are_seen_in_each_at_once(
    visitor: Person, amina: Person, cy: Person, lesson: str, database: Flask
) -> None:
    others = [lesson_of(database, "Cy"), lesson_of(database, None, SHORT)]
    before = {slug: visitor.get(f"/lessons/{slug}") for slug in (lesson, *others)}
    explain_here(amina, lesson, "too little water", where="everywhere")
    for slug, old in before.items():
        fresh = visitor.get(f"/lessons/{slug}", headers={"If-None-Match": old.headers["ETag"]})
        assert fresh.status_code == 200, "what the browser kept is out of date"
        assert meaning(visitor, slug) == "too little water (Amina)"
        assert told(visitor, slug)["by"] == "Amina"


def test_the_words_page_shows_them_with_what_the_glossary_says(visitor: Person, amina: Person, lesson: str) -> None:
    explain(amina, "too little water")
    shown = on_its_page(visitor)
    assert shown.startswith("too little water")
    assert f"Explained by Amina; the glossary says: {BUILT_IN}." in shown


def test_the_lessons_own_words_stand_before_those_for_everywhere(visitor: Person, amina: Person, lesson: str) -> None:
    explain_here(amina, lesson, "for this lesson")
    explain(amina, "for every lesson")
    assert meaning(visitor, lesson) == "for this lesson (Amina)"


def test_in_a_teachers_lesson_their_own_words_stand_before_a_colleagues(
    visitor: Person, amina: Person, cy: Person, lesson: str, database: Flask
) -> None:
    """Whoever wrote last; elsewhere the last one counts."""
    of_cy, of_nobody = lesson_of(database, "Cy"), lesson_of(database, None)
    explain(amina, "Amina says")
    explain(cy, "Cy says")
    assert meaning(visitor, lesson) == "Amina says (Amina)"
    assert meaning(visitor, of_cy) == "Cy says (Cy)"
    assert meaning(visitor, of_nobody) == "Cy says (Cy)"
    assert on_its_page(visitor).startswith("Cy says")
    explain(amina, "Amina says again")
    assert meaning(visitor, of_nobody) == "Amina says again (Amina)"
    assert meaning(visitor, of_cy) == "Cy says (Cy)"
    assert on_its_page(visitor).startswith("Amina says again")


def test_a_readers_list_shows_the_last_words(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    bo.post_json(f"/words/{number_of(database, 'dehydration')}", {"state": "learning"})
    explain(amina, "too little water")
    assert "too little water" in pages.main(bo.get("/words")).text


def test_a_general_word_can_be_explained_too(visitor: Person, amina: Person, lesson: str) -> None:
    explain(amina, "when the sun is away", "/desk/words/night/noun")
    assert told(visitor, lesson, "night")["definition"] == "when the sun is away"
    assert told(visitor, lesson, "night")["by"] == "Amina"
    assert "term" not in told(visitor, lesson, "night"), "it is no medical word for that"
    assert on_its_page(visitor, "/vocabulary/night/noun").startswith("when the sun is away")


def test_one_sense_is_explained_and_not_the_others(visitor: Person, amina: Person) -> None:
    explain(amina, "when a soldier goes home", "/desk/words/discharge/noun/army")
    assert on_its_page(visitor, "/vocabulary/discharge/noun/army").startswith("when a soldier goes home")
    assert "soldier goes home" not in on_its_page(visitor, "/vocabulary/discharge/noun")


# -- taken back


def test_left_empty_the_words_are_taken_back(visitor: Person, amina: Person, lesson: str, database: Flask) -> None:
    other = lesson_of(database, None)
    explain(amina, "too little water")
    explain(amina, "  ")
    assert "Your words about “dehydration” are taken back." in pages.seen(amina.get("/desk/"))
    assert meaning(visitor, lesson) == meaning(visitor, other) == BUILT_IN
    assert "Explained by" not in on_its_page(visitor)
    with database.app_context():
        assert db.session.scalars(select(Gloss)).all() == []


def test_taken_back_a_colleagues_words_are_shown_again(visitor: Person, amina: Person, cy: Person, lesson: str) -> None:
    explain(cy, "Cy says")
    explain(amina, "Amina says")
    explain(amina, "")
    assert meaning(visitor, lesson) == "Cy says (Cy)"


def test_taken_back_in_a_lesson_those_for_everywhere_are_shown(visitor: Person, amina: Person, lesson: str) -> None:
    explain(amina, "for every lesson")
    explain_here(amina, lesson, "for this lesson")
    explain_here(amina, lesson, "")
    assert meaning(visitor, lesson) == "for every lesson (Amina)"


def test_made_wider_they_are_no_longer_the_lessons_alone(visitor: Person, amina: Person, lesson: str) -> None:
    explain_here(amina, lesson, "too little water")
    explain_here(amina, lesson, "far too little water", where="everywhere")
    assert meaning(visitor, lesson) == "far too little water (Amina)"
    explain(amina, "")
    assert meaning(visitor, lesson) == BUILT_IN


def test_written_twice_the_second_counts(visitor: Person, amina: Person, lesson: str, database: Flask) -> None:
    for words in ("once", "twice"):
        explain(amina, words)
    assert meaning(visitor, lesson) == "twice (Amina)"
    with database.app_context():
        assert db.session.scalars(select(Gloss.definition)).all() == ["twice"]


def test_the_words_of_a_teacher_who_is_removed_go(
    visitor: Person, amina: Person, cy: Person, lesson: str, database: Flask
) -> None:
    explain(cy, "Cy says")
    with database.app_context():
        db.session.execute(db.text("DELETE FROM user_account WHERE name = 'Cy'"))
        db.session.commit()
        assert db.session.scalars(select(Gloss)).all() == []
    reading._page.cache_clear()  # as at the next start: nobody is removed while the app runs
    assert meaning(visitor, lesson) == BUILT_IN
    assert on_its_page(visitor).startswith(BUILT_IN)


# -- what stays, and what follows


def upgrade(app: Flask) -> None:
    """A start after an upgrade: every lesson is read again."""
    with app.app_context():
        db.session.execute(update(Lesson).values(read_with="the glossary as it was"))
        db.session.commit()
        assert rereading.read_anew(report=lambda _: None) == len(db.session.scalars(select(Lesson)).all())


def test_both_kinds_survive_an_upgrade(
    visitor: Person, amina: Person, cy: Person, lesson: str, database: Flask
) -> None:
    other = lesson_of(database, "Cy")
    explain_here(amina, lesson, "for this lesson")
    explain(cy, "for every lesson")
    upgrade(database)
    assert meaning(visitor, lesson) == "for this lesson (Amina)"
    assert meaning(visitor, other) == "for every lesson (Cy)"


def test_questions_ask_for_the_teachers_words(visitor: Person, amina: Person, lesson: str, database: Flask) -> None:
    explain_here(amina, lesson, "too little water in somebody")
    shown = asked(visitor, lesson)
    assert any("too little water in somebody" in question for question in shown)
    assert not any(BUILT_IN in question for question in shown)


def test_those_of_other_lessons_do_when_they_are_next_read(
    visitor: Person, amina: Person, cy: Person, lesson: str, database: Flask
) -> None:
    other = lesson_of(database, "Cy")
    explain(amina, "too little water in somebody")
    with database.app_context():
        assert rereading.read_anew(report=lambda _: None) == 2, "as the next start does"
    assert any("too little water in somebody" in question for question in asked(visitor, other))


def test_a_new_lesson_asks_for_them_from_the_start(visitor: Person, amina: Person, cy: Person, database: Flask) -> None:
    explain(amina, "too little water in somebody")
    slug = add_lesson(database, "Cy", published=True)
    assert meaning(visitor, slug) == "too little water in somebody (Amina)"
    assert any("too little water in somebody" in question for question in asked(visitor, slug))
