"""The draft's page: its parts, what a word means here, and decisions for which an edited text has no place."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from db import db
from lessons.models import Item, ItemState, LessonTerm
from lessons.sense_models import LessonSense
from tests import pages
from tests.conftest import Person, add_lesson
from tests.texts import SHORT
from vocab import glossary
from vocab.models import Gloss, Lexeme

pytestmark = pytest.mark.model

HOME = (
    "Living at Home\n\nThe nurse asked the family about the abuse. The report said that abuse had begun many years "
    "before. The woman had a headache and a fever every night, and she took painkillers. Her doctor told her to drink "
    "water and to rest at home for a week. Dehydration can cause muscle cramps and dizziness in older people."
)
CRUEL = glossary.entries()["abuse", "NOUN", ""].definition
WRONG_USE = glossary.entries()["abuse", "NOUN", "wrong use"].definition


def draft_page(amina: Person, slug: str) -> pages.Element:
    return pages.main(amina.get(f"/desk/lessons/{slug}"))


def edit(amina: Person, slug: str, text: str) -> str:
    """Save another text; what is said of it."""
    page = amina.get(f"/desk/lessons/{slug}/edit")
    form = {name: pages.typed_in(page, name) for name in ("title", "text", "revision")}
    answer = amina.post(f"/desk/lessons/{slug}/edit", form | {"text": text})
    assert answer.status_code == 302
    return " ".join(said.text for said in pages.read(amina.get(answer.location)).all(role="status"))


def without(amina: Person, slug: str, *words: str) -> str:
    """The text but for the lines that have one of these words."""
    text = pages.typed_in(amina.get(f"/desk/lessons/{slug}/edit"), "text")
    sentences = text.replace(". ", ".\n").splitlines()
    return "\n".join(line for line in sentences if not any(word in line for word in words))


def lexeme_id(app: Flask, lemma: str, sense: str = "") -> int:
    with app.app_context():
        return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, pos="NOUN", sense=sense))


def leftovers(amina: Person, slug: str) -> dict[str, str]:
    """What the list says of each decision, by its name."""
    found = list(draft_page(amina, slug).all("section", id="leftovers"))
    return {row.one("strong").text: row.text for row in found[0].all("li", class_="finding")} if found else {}


def press(amina: Person, slug: str, label: str) -> TestResponse:
    """Press the one button of the list that reads so."""
    listed = draft_page(amina, slug).one("section", id="leftovers")
    (form,) = [form for form in listed.all("form") if form.one("button").text == label]
    return amina.post(form.attributes["action"])


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


# -- its parts


def test_each_part_has_a_link(amina: Person, draft: str) -> None:
    page = draft_page(amina, draft)
    links = [link.attributes["href"] for link in page.one("nav", class_="draft-contents").all("a")]
    assert [link for link in links if len(list(page.all(id=link[1:]))) != 1] == []
    titles = [
        part.one("h2", class_="section-title").text.split(" (")[0]
        for part in page.all("section")
        if part.fits("section", {}) and list(part.all("h2", class_="section-title"))
    ]
    assert titles == ["Level B1", "How much readers know", "Key words", "Terms", "Questions", "Left out", "Source"]


def test_terms_lead_to_their_row_and_back(amina: Person, draft: str, database: Flask) -> None:
    page, number = draft_page(amina, draft), lexeme_id(database, "dehydration")
    (link,) = [each for each in page.one(id="draft-text").all("a", class_="term") if each.text == "Dehydration"]
    assert (link.attributes["href"], link.attributes["id"]) == (f"#g-{number}", f"t-{number}")
    assert f"#t-{number}" in [each.attributes["href"] for each in page.one(id=f"g-{number}").all("a")]


def test_the_source_stands_there(amina: Person, draft: str) -> None:
    assert "Readers are not told yet where this text is from." in draft_page(amina, draft).one(id="source").text
    amina.post(f"/desk/lessons/{draft}/source", {"source_note": "Health Weekly"})
    assert "Health Weekly" in draft_page(amina, draft).one(id="source").text


# -- what a word means


@pytest.fixture
def at_home(amina: Person, database: Flask) -> str:
    return add_lesson(database, "Amina", HOME, published=True)


def choose(amina: Person, slug: str, sense: str) -> str:
    """Say what "abuse" means here; what is answered."""
    (link,) = [
        each.attributes["href"]
        for each in draft_page(amina, slug).one(id="terms").all("a")
        if each.text == "Change the meaning: abuse"
    ]
    place = link.split("#")[0]
    (form,) = [form for form in pages.main(amina.get(place)).all("form") if list(form.all("input", name="sense"))]
    answer = amina.post(form.attributes["action"], {"sense": sense})
    assert answer.status_code == 302
    return pages.seen(amina.get(answer.location))


def told(person: Person, slug: str) -> str:
    lexemes = person.get(f"/lessons/{slug}/words.json").json["lexemes"].values()
    return next(lexeme["definition"] for lexeme in lexemes if lexeme["lemma"] == "abuse")


def test_another_meaning_is_shown_to_readers_and_asked(
    amina: Person, visitor: Person, at_home: str, database: Flask
) -> None:
    assert told(visitor, at_home) == CRUEL
    said = choose(amina, at_home, "=wrong use")
    assert f"In this text, “abuse” now means: {WRONG_USE}." in said
    assert told(visitor, at_home) == WRONG_USE
    assert WRONG_USE in pages.main(visitor.get(f"/lessons/{at_home}")).one(id="glossary").text
    with database.app_context():
        options = [option for item in db.session.scalars(select(Item)) for option in item.options]
    assert WRONG_USE in options
    assert CRUEL not in options


def test_the_meaning_stays_when_the_text_is_read_again(
    amina: Person, visitor: Person, at_home: str, database: Flask
) -> None:
    choose(amina, at_home, "=wrong use")
    edit(amina, at_home, HOME + " They talked about abuse again.")
    assert told(visitor, at_home) == WRONG_USE
    assert count(database, LessonSense) == 1


def test_the_meaning_is_left_to_the_text_again(amina: Person, visitor: Person, at_home: str, database: Flask) -> None:
    choose(amina, at_home, "=wrong use")
    choose(amina, at_home, "=power")
    assert told(visitor, at_home) not in (CRUEL, WRONG_USE)
    place = f"/desk/lessons/{at_home}/senses/{lexeme_id(database, 'abuse', 'power')}"
    assert "“abuse” means is told from each sentence again" in pages.seen(
        amina.get(amina.post(place, {"sense": "automatic"}).location)
    )
    assert told(visitor, at_home) == CRUEL
    assert count(database, LessonSense) == 0


def test_the_page_shows_what_was_chosen(amina: Person, at_home: str, database: Flask) -> None:
    place = f"/desk/lessons/{at_home}/senses/{lexeme_id(database, 'abuse')}"
    checked = [box for box in pages.main(amina.get(place)).all("input", type="radio") if "checked" in box.attributes]
    assert [box.attributes["value"] for box in checked] == ["automatic"]
    choose(amina, at_home, "=power")
    assert "chosen by you" in draft_page(amina, at_home).one(id="not-medical").text
    place = f"/desk/lessons/{at_home}/senses/{lexeme_id(database, 'abuse', 'power')}"
    checked = [box for box in pages.main(amina.get(place)).all("input", type="radio") if "checked" in box.attributes]
    assert [box.attributes["value"] for box in checked] == ["=power"]


@pytest.mark.parametrize("sense", ["", "=", "=nothing", "abuse"])
def test_a_meaning_that_it_has_not_is_refused(amina: Person, at_home: str, database: Flask, sense: str) -> None:
    answer = amina.post(f"/desk/lessons/{at_home}/senses/{lexeme_id(database, 'abuse')}", {"sense": sense})
    if sense == "=":
        assert answer.status_code == 302, "the main meaning has no name"
        return
    assert answer.status_code == 422
    assert "Meaning in this text" in pages.main(answer).one(role="alert").text
    assert count(database, LessonSense) == 0


# -- decisions that no longer fit


def approve(amina: Person, slug: str, words: str) -> Item:
    """Approve the first question about a sentence that begins so."""
    with amina.app.app_context():
        item = next(
            item for item in db.session.scalars(select(Item).order_by(Item.id)) if item.evidence.startswith(words)
        )
    amina.post(f"/desk/lessons/{slug}/questions/{item.id}/approve")
    return item


def test_an_edit_that_takes_nothing_away_says_nothing_of_it(amina: Person, draft: str) -> None:
    approve(amina, draft, "Cold air")
    assert "no longer" not in edit(amina, draft, without(amina, draft, "inhaler"))
    assert leftovers(amina, draft) == {}


def test_a_question_without_its_sentence_is_listed_and_removed(amina: Person, draft: str, database: Flask) -> None:
    item = approve(amina, draft, "Cold air")
    said = edit(amina, draft, without(amina, draft, "Cold air"))
    assert "1 decision no longer fits the text: look at the list below." in said
    assert (
        "You approved this question. Its sentence is gone: “Cold air and hard exercise"
        in leftovers(amina, draft)[item.stem]
    )
    assert press(amina, draft, f"Remove: {item.stem}").status_code == 302
    assert leftovers(amina, draft) == {}
    with database.app_context():
        assert db.session.get(Item, item.id) is None


def test_a_question_that_was_asked_keeps_its_answers(amina: Person, visitor: Person, lesson: str) -> None:
    item = approve(amina, lesson, "Cold air")
    visitor.post(f"/lessons/{lesson}/quizzes/{item.quiz.value}")
    edit(amina, lesson, without(amina, lesson, "Cold air"))
    press(amina, lesson, f"Remove: {item.stem}")
    with amina.app.app_context():
        assert db.session.get_one(Item, item.id).state is ItemState.RETIRED


def test_a_question_kept_for_later_comes_back_with_its_sentence(amina: Person, draft: str) -> None:
    item, before = approve(amina, draft, "Cold air"), without(amina, draft)
    edit(amina, draft, without(amina, draft, "Cold air"))
    press(amina, draft, f"Keep for later: {item.stem}")
    listed = draft_page(amina, draft).one("section", id="leftovers")
    assert "no longer fit" not in listed.text
    assert item.stem in listed.one("details").text
    assert "no longer" not in edit(amina, draft, without(amina, draft, "inhaler")), "it is not told again"
    edit(amina, draft, before)
    assert leftovers(amina, draft) == {}
    with amina.app.app_context():
        found = db.session.get_one(Item, item.id)
        assert (found.state, found.evidence_is_gone, found.is_set_aside) == (ItemState.APPROVED, False, False)


def test_terms_without_their_words_are_listed(amina: Person, draft: str, database: Flask) -> None:
    added = {"form": "balanced diet", "kind": "other", "level": "B1", "definition": "food of all kinds"}
    amina.post(f"/desk/lessons/{draft}/terms", added)
    terms = f"/desk/lessons/{draft}/terms"
    amina.post(f"{terms}/{lexeme_id(database, 'inhaler')}", {"definition": "a small tool", "where": "lesson"})
    amina.post(f"{terms}/{lexeme_id(database, 'antihistamine')}/remove")
    amina.post(f"/desk/lessons/{draft}/key-words", {"term": lexeme_id(database, "ambulance")})
    amina.post(f"/desk/lessons/{draft}/key-words/{lexeme_id(database, 'steroid')}/drop")
    assert leftovers(amina, draft) == {}, "all of it fits"
    gone = ("diet", "inhaler", "antihistamine", "ambulance")
    assert "5 decisions no longer fit the text" in edit(amina, draft, without(amina, draft, *gone))
    told = leftovers(amina, draft)
    assert sorted(told) == ["ambulance", "antihistamine", "balanced diet", "inhaler", "steroid"]
    assert "You added this term. You explained it: “food of all kinds”" in told["balanced diet"]
    assert "You explained it: “a small tool”" in told["inhaler"]
    assert "You left this term out." in told["antihistamine"]
    assert "You made it a key word." in told["ambulance"]
    assert "You took it out of the key words." in told["steroid"]


def test_a_term_left_out_that_still_stands_there_is_not_listed(amina: Person, draft: str, database: Flask) -> None:
    """Its words are no unit then, of one word or of more."""
    for lemma in ("asthma attack", "antihistamine", "asthma"):
        amina.post(f"/desk/lessons/{draft}/terms/{lexeme_id(database, lemma)}/remove")
    edit(amina, draft, without(amina, draft, "Cold air"))
    assert leftovers(amina, draft) == {}


def test_a_removed_decision_is_forgotten(amina: Person, draft: str, database: Flask) -> None:
    number, before = lexeme_id(database, "inhaler"), without(amina, draft)
    amina.post(f"/desk/lessons/{draft}/terms/{number}", {"definition": "a small tool", "where": "lesson"})
    edit(amina, draft, without(amina, draft, "inhaler"))
    press(amina, draft, "Remove: inhaler")
    assert count(database, Gloss) == 0
    edit(amina, draft, before)
    assert "a small tool" not in draft_page(amina, draft).one(id=f"g-{number}").text
    with database.app_context():
        assert not db.session.scalar(select(LessonTerm.is_gone).filter_by(lexeme_id=number))


def test_a_meaning_of_a_word_that_is_gone_is_listed(amina: Person, at_home: str, database: Flask) -> None:
    choose(amina, at_home, "=wrong use")
    edit(amina, at_home, without(amina, at_home, "abuse") + " " + SHORT)
    assert f"You chose what it means here: “{WRONG_USE}”" in leftovers(amina, at_home)["abuse"]
    press(amina, at_home, "Keep for later: abuse")
    edit(amina, at_home, HOME)
    assert leftovers(amina, at_home) == {}
    assert told(amina, at_home) == WRONG_USE
    edit(amina, at_home, without(amina, at_home, "abuse") + " " + SHORT)
    press(amina, at_home, "Remove: abuse")
    assert count(database, LessonSense) == 0


def test_a_term_of_a_chosen_meaning_can_be_left_out(amina: Person, at_home: str, database: Flask) -> None:
    choose(amina, at_home, "=wrong use")
    number = lexeme_id(database, "abuse", "wrong use")
    amina.post(f"/desk/lessons/{at_home}/terms/{number}/remove")
    assert leftovers(amina, at_home) == {}
    amina.post(f"/desk/lessons/{at_home}/terms/{number}/restore")
    assert told(amina, at_home) == WRONG_USE


def test_what_fits_cannot_be_removed_there(amina: Person, draft: str, database: Flask) -> None:
    item = approve(amina, draft, "Cold air")
    place = f"/desk/lessons/{draft}/leftovers"
    assert amina.post(f"{place}/question/{item.id}/remove").status_code == 404
    assert amina.post(f"{place}/term/{lexeme_id(database, 'asthma')}/remove").status_code == 404
