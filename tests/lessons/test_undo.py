"""An edit of the text can be undone and redone: the page is as it was, with what the teacher had decided."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import leaving, people
from db import db
from lessons import attempts, item_editing
from lessons.former_models import FormerText
from lessons.models import Item, ItemState, KeyChoice, Lesson, LessonTerm, QuizKind, Response
from lessons.sense_models import LessonSense
from tests import answers, pages
from tests.conftest import Person
from tests.lessons.test_desk_views import draft_page, edit, findings, lexeme_id, press, questions
from tests.texts import SHORT

TERM = {"form": "hard exercise", "kind": "other", "level": "B2", "definition": "sport that makes you tired"}


def shown(person: Person, slug: str) -> tuple[str, str, dict[str, str], dict[str, str], str, str]:
    """Title, text, terms, questions, what was left out, key words, as the desk has them."""
    page = draft_page(person, slug)
    left_out = page.one("section", id="left-out").text
    return (
        page.one("h1").text,
        page.one("div", class_="draft-text").text,
        findings(person, slug),
        questions(person, slug),
        left_out,
        page.one("section", id="key-words").text,
    )


def buttons(person: Person, slug: str) -> list[str]:
    return [each.text for each in draft_page(person, slug).all("button") if each.text.endswith("the edit")]


def item_of(app: Flask, slug: str, place: int) -> int:
    with app.app_context():
        rows = db.session.scalars(
            select(Item.id).join(Lesson).where(Lesson.slug == slug).order_by(Item.position, Item.id)
        )
        return rows.all()[place]


def decide(person: Person, app: Flask, slug: str) -> None:
    """A term added, one left out, one explained; a key word dropped, one moved and one pinned; a meaning chosen; a
    question approved and one rejected.
    """
    person.post(f"/desk/lessons/{slug}/terms", TERM)
    person.post(f"/desk/lessons/{slug}/terms/{lexeme_id(app, 'asthma')}/remove")
    person.post(f"/desk/lessons/{slug}/terms/{lexeme_id(app, 'antihistamine')}", {"definition": "my own words"})
    for lemma, step in (("inhaler", "drop"), ("lung", "up"), ("lung", "pin")):
        person.post(f"/desk/lessons/{slug}/key-words/{lexeme_id(app, lemma)}/{step}")
    person.post(f"/desk/lessons/{slug}/senses/{lexeme_id(app, 'attack')}", {"sense": "="})
    person.post(f"/desk/lessons/{slug}/questions/{item_of(app, slug, 0)}/approve")
    person.post(f"/desk/lessons/{slug}/questions/{item_of(app, slug, 1)}/reject")


def test_an_edit_is_undone_and_redone(amina: Person, draft: str, database: Flask) -> None:
    decide(amina, database, draft)
    before = shown(amina, draft)
    edit(amina, draft, title="Water", text=SHORT)
    after = shown(amina, draft)
    assert (after[0], buttons(amina, draft)) == ("Water", ["Undo the edit"])
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft) == before
    assert buttons(amina, draft) == ["Redo the edit"]
    press(amina, draft, "Redo the edit")
    assert shown(amina, draft) == after
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft) == before
    with database.app_context():
        choices = {row.lexeme.lemma: row.key_choice for row in db.session.scalars(select(LessonTerm)) if row.key_choice}
        assert (choices["inhaler"], choices["lung"]) == (KeyChoice.DROPPED, KeyChoice.PINNED)
        assert [row.lexeme.lemma for row in db.session.scalars(select(LessonSense))] == ["attack"]


def test_what_was_decided_since_is_undone_too_and_comes_back(amina: Person, draft: str, database: Flask) -> None:
    before = shown(amina, draft)
    edit(amina, draft, title="Asthma, and more")
    decide(amina, database, draft)
    after = shown(amina, draft)
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft) == before
    with database.app_context():
        assert db.session.scalars(select(LessonSense)).all() == []
    press(amina, draft, "Redo the edit")
    assert shown(amina, draft) == after


def test_other_questions_made_since_are_undone(amina: Person, draft: str) -> None:
    before = shown(amina, draft)
    edit(amina, draft, title="Asthma, and more")
    amina.post(f"/desk/lessons/{draft}/questions/anew")
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft) == before


def test_a_line_put_back_since_is_left_out_again(amina: Person, draft: str) -> None:
    before = shown(amina, draft)
    edit(amina, draft, title="Asthma, and more")
    amina.post(f"/desk/lessons/{draft}/left-out", {"line": "Ten Foods for Better Sleep"})
    assert shown(amina, draft)[4] != before[4]
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft) == before


def test_answers_stay_with_the_questions_they_were_given_to(
    amina: Person, bo: Person, lesson: str, database: Flask
) -> None:
    first = item_of(database, lesson, 0)
    amina.post(f"/desk/lessons/{lesson}/questions/{first}/approve")
    with database.app_context():
        found = db.session.scalars(select(Lesson).filter_by(slug=lesson)).one()
        now = datetime.now(UTC)
        attempt = attempts.start(people.find("Bo"), found, db.session.get_one(Item, first).quiz, now=now)
        asked = attempts.questions(attempt)[0].item
        assert asked.id == first
        attempts.answer(attempt, asked, answers.right_given(asked), now=now)
        db.session.commit()
        stem = asked.stem
    before = shown(amina, lesson)
    edit(amina, lesson, text=SHORT)
    press(amina, lesson, "Undo the edit")
    assert shown(amina, lesson) == before
    with database.app_context():
        answered = db.session.get_one(Item, db.session.scalar(select(Response.item_id)))
        assert (answered.id, answered.stem, answered.state) == (first, stem, ItemState.APPROVED)


def test_a_question_reworded_since_has_its_wording_of_then(amina: Person, draft: str, database: Flask) -> None:
    first = item_of(database, draft, 0)
    amina.post(f"/desk/lessons/{draft}/questions/{first}/approve")
    before = shown(amina, draft)
    edit(amina, draft, title="Asthma, and more")
    with database.app_context():
        item = db.session.get_one(Item, first)
        earlier = item.stem
        wording = item_editing.item_wording.as_draft(item_editing.item_wording.of_item(item) | {"stem": "Why?"})
        item_editing.edit(item, wording, version=1, by=people.find("Amina"), now=datetime.now(UTC))
        db.session.commit()
    press(amina, draft, "Undo the edit")
    assert shown(amina, draft)[3].keys() == before[3].keys()
    with database.app_context():
        item = db.session.get_one(Item, first)
        assert item.stem == earlier
        assert [version.data["stem"] for version in item_editing.history(item)] == ["Why?", earlier]


def test_only_the_last_edit_is_kept(amina: Person, draft: str, database: Flask) -> None:
    edit(amina, draft, title="Second")
    edit(amina, draft, title="Third")
    edit(amina, draft)  # saved without a change
    with database.app_context():
        assert db.session.scalars(select(FormerText.title)).all() == ["Second"]
    press(amina, draft, "Undo the edit")
    assert draft_page(amina, draft).one("h1").text == "Second"


def test_nothing_to_undo(amina: Person, draft: str) -> None:
    assert buttons(amina, draft) == []
    assert amina.post(f"/desk/lessons/{draft}/undo", {"revision": "1"}).status_code == 404


def test_a_button_of_an_old_page_undoes_nothing(amina: Person, draft: str) -> None:
    edit(amina, draft, title="Second")
    form = next(form for form in draft_page(amina, draft).all("form") if form.one("button").text == "Undo the edit")
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    for _ in range(2):  # pressed twice
        assert amina.client.post(form.attributes["action"], data=sent).status_code == 302
    page = amina.get(f"/desk/lessons/{draft}")
    assert "The lesson was changed in another window." in pages.seen(page)
    assert pages.main(page).one("h1").text == "Living With Asthma"


def test_others_undo_nothing(amina: Person, bo: Person, cy: Person, draft: str) -> None:
    edit(amina, draft, title="Second")
    assert cy.post(f"/desk/lessons/{draft}/undo", {"revision": "2"}).status_code == 404
    assert bo.post(f"/desk/lessons/{draft}/undo", {"revision": "2"}).status_code == 403
    assert draft_page(amina, draft).one("h1").text == "Second"


@pytest.mark.parametrize("quiz", list(QuizKind))
def test_undo_of_a_text_leaves_no_question_twice(amina: Person, draft: str, database: Flask, quiz: QuizKind) -> None:
    def count() -> int | None:
        with database.app_context():
            return db.session.scalar(select(func.count()).select_from(Item).filter_by(quiz=quiz))

    decide(amina, database, draft)
    before = count()
    for _ in range(2):
        edit(amina, draft, text=SHORT)
        press(amina, draft, "Undo the edit")
    assert count() == before


def test_a_lesson_that_stays_without_its_teacher_has_no_former_text(
    amina: Person, lesson: str, database: Flask
) -> None:
    edit(amina, lesson, title="Second")
    with database.app_context():
        leaving.leave(people.find("Amina"), stays=True)
        db.session.commit()
        assert db.session.scalars(select(Lesson.title)).all() == ["Second"]
        assert db.session.scalars(select(FormerText)).all() == []
