"""The same walks in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from db import db
from lessons.models import Lesson, Response, Status
from tests import answers
from tests.browser.quiz import answer, miss
from tests.browser.site import EASY, LESSON, PHONE, Site, both_sizes, click_twice, press
from tests.texts import ARTICLE
from vocab import glossary


@pytest.fixture
def javascript() -> bool:
    return False


@both_sizes
def test_a_term_leads_to_the_glossary_and_back(page: Page) -> None:
    page.goto(LESSON)
    sciatica = page.locator("#text a.term", has_text="sciatica").first
    press(sciatica)
    expect(page).to_have_url(re.compile(r"#g-\d+$"))
    entry = page.locator(".gloss-entry:target")
    expect(entry).to_be_in_viewport()
    sought = glossary.entries()["sciatica", "NOUN", ""]
    expect(entry).to_contain_text(sought.definition)
    expect(entry).to_contain_text(f"noun · disease · {sought.level}")
    press(entry.get_by_role("link", name=re.compile("^Back to the text")))
    expect(page).to_have_url(re.compile(r"#t-\d+$"))
    expect(sciatica).to_be_in_viewport()


def test_every_term_leads_to_an_entry_and_every_entry_back(page: Page) -> None:
    page.goto(LESSON)
    lost = page.evaluate(
        """() => [...document.querySelectorAll("#text a.term, .key-term a, .gloss-links a[href^='#']")]
            .filter(each => !document.querySelector(each.hash)).map(each => each.hash)"""
    )
    assert lost == []
    terms = set(page.locator("#text a.term").evaluate_all("all => all.map(each => each.dataset.lexeme)"))
    back = page.get_by_role("link", name=re.compile("^Back to the text")).evaluate_all(
        "all => all.map(each => each.hash)"
    )
    assert {place.removeprefix("#t-") for place in back} == terms


@both_sizes
def test_the_glossary_leads_to_all_about_a_word_and_its_parts(page: Page) -> None:
    page.goto(LESSON)
    press(page.get_by_role("link", name=re.compile("^More about it ?: dehydration$")))
    expect(page.get_by_role("heading", name="dehydration", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Hear it")).to_be_hidden()
    press(page.get_by_role("link", name="hydr", exact=True))
    expect(page.get_by_role("heading", name="hydr/o", level=1)).to_be_visible()
    press(page.get_by_role("region", name="Words with it").get_by_role("link", name="hydrated", exact=True))
    expect(page).to_have_url(re.compile("/vocabulary/hydrated/adjective$"))
    sentence = page.get_by_role("region", name="In the library").get_by_role("listitem").first
    words = sentence.locator(".quoted").text_content()
    press(sentence.get_by_role("link"))
    expect(page.locator(".sentence:target")).to_have_text(words or "")
    expect(page.locator(".sentence:target")).to_be_in_viewport()


@both_sizes
def test_a_word_is_sought_in_english_and_in_the_readers_language(page: Page) -> None:
    page.goto("/account/reading")
    page.get_by_label("My language").select_option("es")
    press(page.get_by_role("button", name="Save"))
    press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Vocabulary"))
    spanish = glossary.entries()["dehydration", "NOUN", ""].translations["es"]
    for typed in ("dehydration", spanish):
        page.get_by_label("Find a word").fill(typed)
        press(page.get_by_role("button", name="Find"))
        found = page.locator(".entry-row").filter(has=page.get_by_role("link", name="dehydration", exact=True))
        expect(found).to_contain_text(spanish)
    press(page.get_by_role("link", name="Word parts"))
    page.get_by_label("Find a part or a meaning").fill("heart")
    press(page.get_by_role("button", name="Find"))
    press(page.get_by_role("link", name="cardi/o"))
    expect(page.get_by_role("main")).to_contain_text("heart")


def test_nothing_is_offered_that_needs_scripts(page: Page) -> None:
    page.goto(LESSON)
    expect(page.get_by_role("button", name="Display")).to_be_hidden()
    expect(page.get_by_role("button", name="Learn it")).to_be_hidden()
    expect(page.get_by_text("Left and right arrows")).not_to_be_in_viewport()
    page.goto("/desk/new")
    expect(page.get_by_text("0 words")).to_have_count(0)


@both_sizes
def test_the_reasons_of_the_level_and_the_level_switch_need_no_scripts(page: Page) -> None:
    page.goto(LESSON)
    press(page.get_by_text(re.compile(r"^Why .*\?$")))
    expect(page.locator(".lesson-header details li").first).to_be_visible()
    press(page.get_by_role("navigation", name="Level of this text").get_by_role("link").first)
    expect(page).to_have_url(re.compile("/lessons/muscle-spasms-a2$"))


@pytest.mark.parametrize("size", [PHONE], ids=["390"])
def test_both_quizzes_are_taken(page: Page, site: Site) -> None:
    for quiz in ("Understanding the text", "Vocabulary"):
        page.goto(EASY)
        press(page.get_by_role("link", name="Check what you understood"))
        press(page.get_by_role("region", name=quiz).get_by_role("button", name=re.compile("^Start")))
        number = 0
        while "/result" not in page.url:
            number += 1
            expect(page).to_have_url(re.compile(rf"/attempts/\d+/{number}$"))
            expect(page.get_by_text("Keys 1")).to_be_hidden()
            if number == 1:
                miss(page, site.asked(page))
            else:
                answer(page, answers.right(site.asked(page)))
                expect(page.get_by_role("heading", name="Right", exact=True)).to_be_visible()
            press(page.get_by_role("link", name=re.compile("^(Next question|See your result)$")))
            expect(page).to_have_url(re.compile(rf"/({number + 1}|result)$"))
        expect(page.get_by_text(f"{number - 1} / {number}")).to_be_visible()
    page.goto("/results")
    expect(page.get_by_role("row")).to_have_count(3)


def test_no_answer_is_said(page: Page, site: Site) -> None:
    page.goto(f"{EASY}/quizzes")
    page.get_by_role("region", name="Vocabulary").get_by_role("button", name=re.compile("^Start")).click()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("^(Choose|Type)"))
    with site.database():
        assert db.session.query(Response).count() == 0


@pytest.mark.parametrize("size", [PHONE], ids=["390"])
def test_a_teacher_makes_mends_and_publishes_a_lesson(amina: Page, site: Site, page: Page) -> None:
    amina.goto("/desk/new")
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_label("Text")).to_have_accessible_description(re.compile("There is no text here."))
    amina.get_by_label("Text").fill(ARTICLE)
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()

    press(amina.get_by_role("link", name="Edit title and text"))
    amina.get_by_label("Title").fill("Asthma Without Scripts")
    press(amina.get_by_role("button", name="Save"))
    expect(amina.get_by_role("heading", name="Asthma Without Scripts", level=1)).to_be_visible()

    press(amina.get_by_role("button", name=re.compile("^Leave out ?: inhaler$")))
    expect(amina.get_by_text("left out", exact=True)).to_be_visible()
    press(amina.get_by_role("button", name=re.compile("^Put back ?: inhaler$")))
    expect(amina.get_by_text("left out", exact=True)).to_have_count(0)

    press(amina.get_by_text("Add a term"))
    amina.get_by_label("Words of the text").fill("cold air")
    amina.get_by_label("Meaning, in words that your learners know").fill("air of a low temperature")
    press(amina.get_by_role("button", name="Add the term"))
    expect(amina.get_by_text("“cold air” is now a term of this lesson.")).to_be_visible()

    press(amina.get_by_role("button", name=re.compile("^Reject")).first)
    expect(amina.get_by_text("rejected", exact=True)).to_be_visible()
    press(amina.get_by_role("button", name="Publish"))
    expect(amina.get_by_text("The lesson is in the library. Everybody can read it.")).to_be_visible()
    page.goto("/")
    press(page.get_by_role("link", name="Asthma Without Scripts"))
    expect(page.locator("#text").get_by_role("link", name="Cold air")).to_be_visible()


def test_doubly_clicked_buttons_make_one_lesson(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    amina.get_by_label("Text").fill(ARTICLE)
    button = amina.get_by_role("button", name="Make a lesson of it")
    button.scroll_into_view_if_needed()
    assert click_twice(button) == 2
    expect(amina.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()
    click_twice(amina.get_by_role("button", name="Publish"))
    expect(amina.get_by_text("In the library", exact=True)).to_be_visible()
    with site.database():
        made = db.session.scalars(select(Lesson).where(Lesson.owner_id.is_not(None))).all()
        assert [lesson.status for lesson in made] == [Status.PUBLISHED]


def test_a_word_is_moved_between_the_lists(bo: Page, site: Site) -> None:
    site.mark_word("Bo", "sciatica")
    bo.goto("/words")
    bo.get_by_role("button", name=re.compile("^I know it ?: sciatica$")).click()
    expect(bo.get_by_role("link", name="Known (1)")).to_be_visible()
    bo.get_by_role("link", name="Known (1)").click()
    bo.get_by_role("button", name=re.compile("^Take off the list ?: sciatica$")).click()
    expect(bo.get_by_role("link", name="Known (0)")).to_be_visible()
