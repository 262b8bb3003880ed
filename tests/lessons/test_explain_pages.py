"""The pages on which a teacher explains a word: what they show, what they refuse, and whom."""

import pytest
from flask import Flask
from sqlalchemy import select

from db import db
from tests import pages
from tests.conftest import Person, add_lesson
from tests.texts import SHORT
from vocab import glossary
from vocab.models import Gloss, Lexeme

pytestmark = pytest.mark.model
ENTRY = glossary.entries()["dehydration", "NOUN", ""]
DESK = "/desk/words/dehydration/noun"


def definitions(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Gloss.definition).order_by(Gloss.id)))


def term_page(app: Flask, slug: str, lemma: str = "dehydration") -> str:
    with app.app_context():
        return f"/desk/lessons/{slug}/terms/{db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, sense=''))}"


def checked(page: pages.Element) -> list[str]:
    return [radio.attributes["value"] for radio in page.all("input", type="radio") if "checked" in radio.attributes]


def test_a_teacher_comes_from_the_words_page_and_goes_back(amina: Person, visitor: Person, database: Flask) -> None:
    """Of a word that no lesson has yet, too."""
    links = {
        link.text: link.attributes["href"] for link in pages.main(amina.get("/vocabulary/dehydration/noun")).all("a")
    }
    assert links["Explain it in your own words"] == DESK
    page = pages.main(amina.get(DESK))
    assert page.one("h1").text == "Explain “dehydration”"
    assert f"Built-in: {ENTRY.definition}" in page.text
    assert "/vocabulary/dehydration/noun" in [link.attributes["href"] for link in page.all("a")]
    answer = amina.post(DESK, {"definition": " too little water "})
    assert (answer.status_code, answer.location) == (302, "/vocabulary/dehydration/noun")
    assert "“dehydration” is explained as you wrote it." in pages.seen(amina.get(answer.location))
    assert definitions(database) == ["too little water"]
    assert pages.typed_in(amina.get(DESK), "definition") == "too little water"


def test_others_are_not_led_there(visitor: Person, bo: Person) -> None:
    for person in (visitor, bo):
        assert "in your own words" not in pages.seen(person.get("/vocabulary/dehydration/noun"))


def test_every_word_of_a_lesson_can_be_explained(amina: Person, database: Flask) -> None:
    """Small words, names and those with a slash too: the button leads somewhere."""
    slug = add_lesson(
        database, "Amina", "Ann walked through the park and/or the town at 5 km/h. " + SHORT, published=True
    )
    lexemes = amina.get(f"/lessons/{slug}/words.json").json["lexemes"]
    assert {"through", "and/or", "ann"} <= {lexeme["lemma"].lower() for lexeme in lexemes.values()}
    for number, lexeme in lexemes.items():
        layer = pages.read(amina.get(f"/lessons/{slug}/words/{number}/more"))
        page = pages.main(amina.get(list(layer.all("a"))[-1].attributes["href"]))
        button = next(link for link in page.all("a") if link.text == "Explain it in your own words")
        answer = amina.get(button.attributes["href"])
        assert answer.status_code == 200, lexeme["lemma"]
        assert pages.main(answer).one("h1").text == f"Explain “{lexeme['lemma']}”"


def test_each_teacher_sees_their_own_words_only(amina: Person, cy: Person, database: Flask) -> None:
    amina.post(DESK, {"definition": "Amina says"})
    assert pages.typed_in(cy.get(DESK), "definition") == ""
    cy.post(DESK, {"definition": ""})
    assert definitions(database) == ["Amina says"], "Cy takes back nothing of hers"


def test_a_lessons_page_knows_where_the_words_stand(amina: Person, lesson: str, database: Flask) -> None:
    place = term_page(database, lesson)
    assert checked(pages.main(amina.get(place))) == ["lesson"]
    amina.post(place, {"definition": "for every lesson", "where": "everywhere"})
    assert pages.typed_in(amina.get(place), "definition") == "for every lesson"
    assert checked(pages.main(amina.get(place))) == ["everywhere"]
    amina.post(place, {"definition": "for this lesson", "where": "lesson"})
    assert pages.typed_in(amina.get(place), "definition") == "for this lesson"
    assert checked(pages.main(amina.get(place))) == ["lesson"]


# -- what is refused


@pytest.mark.parametrize(("definition", "message"), [("x" * 301, "300"), ("a\x00b", "not text")])
@pytest.mark.parametrize("where", ["lesson", "everywhere"])
def test_bad_words_are_refused_and_kept_in_their_field(
    amina: Person, lesson: str, database: Flask, definition: str, message: str, where: str
) -> None:
    for place in (DESK, term_page(database, lesson)):
        answer = amina.post(place, {"definition": definition, "where": where})
        assert answer.status_code == 422
        assert message in pages.message_beside(answer, "definition")
        assert pages.typed_in(answer, "definition") == definition
        if place != DESK:
            assert checked(pages.main(answer)) == [where]
    assert definitions(database) == []


def test_a_place_that_is_none_is_refused(amina: Person, lesson: str, database: Flask) -> None:
    answer = amina.post(term_page(database, lesson), {"definition": "too little water", "where": "nowhere"})
    assert answer.status_code == 422
    assert pages.typed_in(answer, "definition") == "too little water"
    assert definitions(database) == []


def test_words_are_shown_as_they_were_written(amina: Person, visitor: Person, lesson: str) -> None:
    amina.post(DESK, {"definition": '<b>"bad" & worse</b>'})
    for place in (f"/lessons/{lesson}", "/vocabulary/dehydration/noun"):
        page = pages.main(visitor.get(place))
        assert '<b>"bad" & worse</b>' in page.text
        assert not list(page.all("b"))


@pytest.mark.parametrize("word", ["xqzzkw/noun", "dehydration/verb", "dehydration/noun/army"])
def test_a_word_that_is_not_there_cannot_be_explained(amina: Person, database: Flask, word: str) -> None:
    assert amina.get(f"/desk/words/{word}").status_code == 404
    assert amina.post(f"/desk/words/{word}", {"definition": "something"}).status_code == 404
    assert definitions(database) == []


# -- who may


def test_learners_are_told_whose_page_it_is(bo: Person, lesson: str, database: Flask) -> None:
    for place in (DESK, term_page(database, lesson)):
        for answer in (bo.get(place), bo.post(place, {"definition": "mine", "where": "everywhere"})):
            assert answer.status_code == 403
            assert "This page is for teachers." in pages.seen(answer)
    assert definitions(database) == []


def test_visitors_are_sent_to_sign_in(visitor: Person, database: Flask) -> None:
    assert visitor.get(DESK).location == f"/account/sign-in?next={DESK}"
    assert visitor.post(DESK, {"definition": "mine"}).status_code == 302
    assert definitions(database) == []


def test_a_colleagues_lesson_is_not_there_but_every_word_is(cy: Person, lesson: str, database: Flask) -> None:
    place = term_page(database, lesson)
    assert cy.post(place, {"definition": "Cy says", "where": "everywhere"}).status_code == 404
    assert cy.post(DESK, {"definition": "Cy says"}).status_code == 302
    assert definitions(database) == ["Cy says"]


def test_the_keeper_explains_in_anybodys_lesson(kim: Person, visitor: Person, lesson: str, database: Flask) -> None:
    assert kim.post(term_page(database, lesson), {"definition": "Kim says", "where": "lesson"}).status_code == 302
    assert "Kim says (Kim)" in pages.main(visitor.get(f"/lessons/{lesson}")).one(id="glossary").text
