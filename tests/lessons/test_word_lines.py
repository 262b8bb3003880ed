"""In the library: every sentence that has a word, on the word's page and under its gloss."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from db import db
from lessons import drafts
from lessons.importing import Source
from lessons.word_views import FEW, SIZE
from tests import pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme

pytestmark = pytest.mark.model
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOSPITAL = (
    "He left the army last year after an honorable discharge from the army, and many soldiers came to say goodbye. "
    "Tell the nurse if you see yellow discharge from the wound, because it may be a sign of an infection. "
)


def word_page(person: Person, word: str) -> pages.Element:
    answer = person.get(f"/vocabulary/{word}", follow_redirects=True)
    assert answer.status_code == 200, word
    return pages.main(answer)


def library(page: pages.Element) -> pages.Element:
    return next(each for each in page.all("section") if any(h2.text == "In the library" for h2 in each.all("h2")))


def lines(page: pages.Element) -> list[str]:
    """The sentences, what is marked in [brackets]."""
    return [picture(line.one("p", class_="quoted")) for line in page.all("li") if list(line.all("mark"))]


def picture(sentence: pages.Element) -> str:
    return "".join(child if isinstance(child, str) else f"[{child.text}]" for child in sentence.children)


def places(page: pages.Element) -> list[str]:
    return [line.one("a").attributes["href"] for line in page.all("li") if list(line.all("mark"))]


def publish(app: Flask, title: str, text: str, *, score: float = 3.0) -> str:
    """A lesson of the library that is as hard as the score says; its slug."""
    with app.app_context():
        made = drafts.create(Source(text), owner=None, title=title)
        made.level_score = score
        drafts.publish(made, now=MONDAY)
        db.session.commit()
        return made.slug


# -- which sentences


def test_every_sentence_with_the_word_stands_there_in_order(visitor: Person, lesson: str) -> None:
    here = library(word_page(visitor, "asthma"))
    assert here.one("p", class_="soft").text == "3 sentences have this word."
    assert lines(here) == [
        "[Asthma] is a disease of the lungs.",
        "Many people with [asthma] have a cough at night.",
        "[Asthma] can be made worse by triggers such as pollen, smoke and dust.",
    ]


def test_one_sentence_is_not_many(visitor: Person, lesson: str) -> None:
    assert "1 sentence has this word." in library(word_page(visitor, "pollen")).text


def test_a_general_word_has_its_sentences_too(visitor: Person, lesson: str) -> None:
    assert lines(word_page(visitor, "night")) == ["Many people with asthma have a cough at [night]."]


def test_a_word_that_stands_twice_is_marked_twice(visitor: Person, database: Flask) -> None:
    publish(database, "Salt", "Sodium is lost in sweat, and sodium is found in salt. " + SHORT)
    assert "[Sodium] is lost in sweat, and [sodium] is found in salt." in lines(word_page(visitor, "sodium"))


def test_each_line_leads_to_its_sentence(visitor: Person, lesson: str) -> None:
    page = word_page(visitor, "asthma")
    assert len(places(page)) == 3
    for place, line in zip(places(page), lines(page), strict=True):
        url, _, anchor = place.partition("#")
        assert url == f"/lessons/{lesson}"
        assert pages.main(visitor.get(url)).one(id=anchor).text == line.replace("[", "").replace("]", "")


def test_the_easiest_lesson_comes_first(visitor: Person, database: Flask) -> None:
    for title, score in (("Hard", 5.0), ("Easy", 2.0), ("Middle", 3.5)):
        publish(database, title, f"{SHORT} The {title} book is about asthma.", score=score)
    shown = [line.one("a").text for line in word_page(visitor, "asthma").all("li") if list(line.all("mark"))]
    assert shown == ["Easy", "Middle", "Hard"]


def test_a_text_is_shown_as_it_was_written(visitor: Person, database: Flask) -> None:
    publish(database, "<i>Salt</i>", "The label says <b>potassium &amp; sodium</b>. " + SHORT)
    page = word_page(visitor, "potassium")
    assert "The label says <b>[potassium] &amp; sodium</b>." in lines(page)
    assert not list(page.all("b"))
    assert not list(page.all("i"))


# -- only the library


@pytest.mark.parametrize("step", ["withdraw", "archive"])
def test_drafts_are_not_shown(amina: Person, visitor: Person, draft: str, step: str) -> None:
    for person in (visitor, amina):
        assert "No lesson has this word yet." in library(word_page(person, "asthma")).text
    amina.post(f"/desk/lessons/{draft}/publish")
    assert len(lines(word_page(visitor, "asthma"))) == 3
    amina.post(f"/desk/lessons/{draft}/{step}")
    assert lines(word_page(visitor, "asthma")) == []


def test_an_edited_lesson_loses_its_old_sentences(amina: Person, visitor: Person, lesson: str) -> None:
    page = amina.get(f"/desk/lessons/{lesson}/edit")
    form = {name: pages.typed_in(page, name) for name in ("title", "revision")}
    assert amina.post(f"/desk/lessons/{lesson}/edit", form | {"text": SHORT}).status_code == 302
    assert lines(word_page(visitor, "asthma")) == []
    assert len(lines(word_page(visitor, "sodium"))) == 1


# -- each sense has its own


def test_a_sentence_stands_under_the_sense_that_it_means(visitor: Person, database: Flask) -> None:
    publish(database, "Two meanings", HOSPITAL)
    (army,) = lines(word_page(visitor, "discharge/noun/army"))
    (liquid,) = lines(word_page(visitor, "discharge/noun"))
    assert "an honorable [discharge] from the army" in army
    assert "yellow [discharge] from the wound" in liquid


def test_the_lessons_glossary_leads_to_the_sense_that_is_meant(visitor: Person, database: Flask) -> None:
    """The entry links to its own meaning, not to the first one of the word."""
    slug = publish(database, "A broken arm", "His broken arm will be in plaster for six weeks. " + SHORT)
    glossary = pages.main(visitor.get(f"/lessons/{slug}")).one(id="glossary")
    entry = next(
        each for each in glossary.all("div", class_="gloss-entry") if each.one("dt").text.startswith("plaster")
    )
    more = next(link for link in entry.all("a") if link.text.startswith("More about it"))
    assert more.attributes["href"] == "/vocabulary/plaster/noun/broken%20bone"
    assert visitor.get(more.attributes["href"]).status_code == 200


def test_so_does_a_readers_own_list(bo: Person, database: Flask) -> None:
    publish(database, "Two meanings", HOSPITAL)
    with database.app_context():
        army = db.session.scalar(select(Lexeme.id).filter_by(lemma="discharge", sense="army"))
    bo.post_json(f"/words/{army}", {"state": "learning"})
    words = pages.main(bo.get("/words"))
    assert words.one("th", scope="row").one("a").attributes["href"] == "/vocabulary/discharge/noun/army"


# -- many


@pytest.fixture
def many(database: Flask) -> int:
    """More sentences about asthma than a page holds; how many."""
    count = SIZE + 5
    text = " ".join(f"Doctor number {number} knows much about asthma in children." for number in range(count))
    publish(database, "Many doctors", text)
    return count


def test_more_than_a_page_holds(visitor: Person, many: int) -> None:
    first = word_page(visitor, "asthma/noun")
    assert f"{many} sentences have this word." in first.text
    assert len(lines(first)) == SIZE
    nav = first.one("nav", **{"aria-label": "Pages"})
    assert nav.text == "Page 1 of 2 Next page"
    second = pages.main(visitor.get(nav.one("a").attributes["href"]))
    assert len(lines(second)) == many - SIZE
    assert not set(lines(first)) & set(lines(second))
    back = second.one("nav", **{"aria-label": "Pages"})
    assert back.text == "Earlier page Page 2 of 2"
    assert lines(pages.main(visitor.get(back.one("a").attributes["href"]))) == lines(first)


def test_the_easiest_lesson_comes_first_on_the_first_page(visitor: Person, many: int, database: Flask) -> None:
    publish(database, "Easy", "The easy book is about asthma. " + SHORT, score=1.0)
    assert lines(word_page(visitor, "asthma/noun"))[0] == "The easy book is about [asthma]."


@pytest.mark.parametrize(("page", "shown"), [("0", 1), ("-4", 1), ("x", 1), ("3", 2), ("9" * 30, 2)])
def test_a_page_that_is_not_there_is_the_nearest(visitor: Person, many: int, page: str, shown: int) -> None:
    found = word_page(visitor, f"asthma/noun?page={page}")
    assert f"Page {shown} of 2" in found.text
    assert lines(found) == lines(word_page(visitor, f"asthma/noun?page={shown}"))


def test_a_word_page_costs_the_same_however_many_sentences(visitor: Person, bo: Person, database: Flask) -> None:
    def cost(person: Person) -> int:
        with statements() as sent:
            word_page(person, "asthma/noun")
        return len(sent)

    publish(database, "Asthma", ARTICLE)
    few = cost(visitor)
    for number in range(6):
        publish(database, f"Asthma {number}", ARTICLE)
    assert len(lines(word_page(visitor, "asthma/noun"))) == 21
    assert cost(visitor) == few <= 4
    assert cost(bo) <= 6  # one of them counts the words to review


# -- under the gloss


def test_a_gloss_shows_a_few_of_them(visitor: Person, lesson: str, many: int, database: Flask) -> None:
    with database.app_context():
        asthma = db.session.scalar(select(Lexeme.id).filter_by(lemma="asthma"))
    more = pages.read(visitor.get(f"/lessons/{lesson}/words/{asthma}/more"))
    assert len(lines(more)) == FEW
    assert "In other sentences" in [title.text for title in more.all("h3")]


def test_a_draft_is_not_quoted_under_a_gloss(visitor: Person, lesson: str, database: Flask) -> None:
    add_lesson(database, "Amina", "Only the draft speaks of the lungs of a fish. " + SHORT)
    with database.app_context():
        lung = db.session.scalar(select(Lexeme.id).filter_by(lemma="lung"))
    more = pages.read(visitor.get(f"/lessons/{lesson}/words/{lung}/more"))
    assert len(lines(more)) == 2
    assert "Only the draft" not in more.text
