"""A teacher looks over a draft: from the text to a term and back, words selected, key words, meanings, an edit."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from db import db
from lessons.models import Item, Lesson
from lessons.sense_models import LessonSense
from tests.browser.axe import check
from tests.browser.site import DESKTOP, PHONE, Site, both_sizes, is_phone, press

SELECT = """(text, [words, from, to]) => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    return getSelection().setBaseAndExtent(node, at + from, node, at + to);
  }
  throw new Error(words);
}"""


@pytest.fixture
def draft(amina: Page, site: Site) -> str:
    """The address of Amina's draft, which is open."""
    url = f"/desk/lessons/{site.add_lesson(owner='Amina', published=False)}"
    amina.goto(url)
    return url


def text_of(page: Page) -> Locator:
    return page.get_by_role("region", name="The text")


def key_words(page: Page) -> list[str]:
    return page.locator("#key-words .key-name a").all_inner_texts()


def step(page: Page, label: str, word: str) -> Locator:
    return page.locator("#key-words").get_by_role("button", name=re.compile(rf"^{label}\W+{word}$"))


def edit(page: Page, url: str, *, without: str) -> None:
    page.goto(f"{url}/edit")
    field = page.get_by_label("Text")
    field.fill(field.input_value().replace(without, ""))
    press(page.get_by_role("button", name="Save"))


def boxes(*found: Locator) -> list[dict[str, float]]:
    return [box for each in found if (box := each.bounding_box())]


def test_text_and_findings_stand_side_by_side_or_one_after_the_other(amina: Page, draft: str) -> None:
    text, found = boxes(text_of(amina), amina.locator("#found-level"))
    assert text["x"] + text["width"] < found["x"]
    assert abs(text["y"] - found["y"]) < 100
    amina.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    contents, text, found = boxes(
        amina.get_by_role("navigation", name="On this page"), text_of(amina), amina.locator("#found-level")
    )
    assert contents["y"] < text["y"]
    assert text["y"] + text["height"] < found["y"]


@both_sizes
def test_each_part_is_reached_and_seen(amina: Page, draft: str) -> None:
    contents = amina.get_by_role("navigation", name="On this page")
    for name in ("Source", "Key words", "Left out", "Terms", "Level", "Questions"):
        press(contents.get_by_role("link", name=name))
        title = amina.get_by_role("heading", name=re.compile(f"^{name}"), level=2).first
        expect(title).to_be_in_viewport()
        if is_phone(amina):
            amina.evaluate("scrollTo(0, 0)")
        else:
            bar, line = boxes(contents, title)
            assert bar["y"] + bar["height"] <= line["y"], f"{name} is under the bar"


@both_sizes
def test_from_a_term_in_the_text_to_its_row_and_back(amina: Page, draft: str) -> None:
    term = text_of(amina).get_by_role("link", name="inhaler")
    press(term)
    row = amina.locator("#terms .finding").filter(has_text="inhaler").first
    expect(row).to_be_in_viewport()
    press(row.get_by_role("link", name=re.compile("in the text$")))
    expect(term).to_be_in_viewport()


@both_sizes
def test_words_selected_become_a_term(amina: Page, draft: str) -> None:
    add = amina.get_by_role("button", name="Add as a term", exact=True)
    expect(add).to_be_hidden()
    text_of(amina).evaluate(SELECT, ["hard exercise", 1, 9])
    expect(add).to_be_in_viewport()
    press(add)
    expect(amina.get_by_label("Words of the text")).to_have_value("hard exercise")
    expect(amina.get_by_label(re.compile("^Meaning, in words"))).to_be_focused()
    expect(add).to_be_hidden()
    amina.keyboard.type("exercise that makes you breathe fast")
    press(amina.get_by_role("button", name="Add the term"))
    expect(text_of(amina).get_by_role("link", name="hard exercise")).to_be_attached()
    expect(amina.locator("#terms")).to_contain_text("exercise that makes you breathe fast")


def test_words_of_two_paragraphs_are_no_term(amina: Page, draft: str) -> None:
    add = amina.get_by_role("button", name="Add as a term", exact=True)
    text_of(amina).evaluate(SELECT, ["hard exercise", 0, 4])
    expect(add).to_be_visible()
    text_of(amina).evaluate("text => getSelection().selectAllChildren(text)")
    expect(add).to_be_hidden()


@both_sizes
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_key_words_are_moved_pinned_and_dropped(amina: Page, draft: str) -> None:
    first, second, third, *others = key_words(amina)
    press(step(amina, "Down", first))
    expect(amina.locator("#key-words .key-name a").first).to_have_text(second)
    expect(step(amina, "Up", first)).to_be_in_viewport()
    press(step(amina, "Drop", third))
    expect(amina.locator(".key-dropped")).to_contain_text(third)
    amina.get_by_label("Another term of this text").select_option(label="ambulance")
    press(amina.get_by_role("button", name="Add as a key word"))
    expect(step(amina, "Unpin", "ambulance")).to_be_in_viewport()
    assert key_words(amina) == [second, first, *others, "ambulance"]
    assert amina.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    press(amina.get_by_role("button", name="Back to the words found"))
    expect(amina.get_by_role("status").first).to_contain_text("The key words are again those")
    assert key_words(amina) == [first, second, third, *others]


@both_sizes
def test_another_meaning_is_chosen_and_taken_back(amina: Page, draft: str, site: Site) -> None:
    press(amina.get_by_role("link", name=re.compile(r"^Change the meaning\W+attack$")))
    amina.get_by_label(re.compile("^the use of violence")).check()
    press(amina.get_by_role("button", name="Use this meaning"))
    expect(amina.get_by_role("status").first).to_contain_text("“attack” now means: the use of violence")
    amina.get_by_text("Words read in an everyday meaning").click()
    row = amina.locator("#not-medical .finding").filter(has_text="chosen by you")
    expect(row).to_contain_text("attack")
    with site.database():
        assert len(db.session.scalars(select(LessonSense)).all()) == 1
    press(row.get_by_role("link", name=re.compile("^Change the meaning")))
    amina.get_by_label("Let Readwell tell it from each sentence").check()
    press(amina.get_by_role("button", name="Use this meaning"))
    expect(amina.get_by_role("link", name=re.compile(r"^Change the meaning\W+attack$"))).to_be_attached()


@both_sizes
def test_an_approved_question_loses_its_sentence(amina: Page, draft: str, site: Site) -> None:
    sentence = "Cold air and hard exercise can also cause an asthma attack in some people."
    with site.database():
        lesson = select(Lesson.id).filter_by(slug=draft.rsplit("/", 1)[1]).scalar_subquery()
        item = db.session.scalars(select(Item).filter_by(lesson_id=lesson, evidence=sentence)).first()
        assert item
    press(amina.locator(f"#q-{item.id}").get_by_role("button", name=re.compile("^Approve")))
    expect(amina.locator(f"#q-{item.id}")).to_contain_text("approved")
    edit(amina, draft, without=sentence)
    expect(amina.get_by_role("status").first).to_contain_text("1 decision no longer fits the text")
    listed = amina.get_by_role("region", name="These decisions no longer fit the text")
    expect(listed).to_contain_text(item.stem)
    expect(listed).to_contain_text(sentence)
    check(amina)
    amina.set_viewport_size({"width": DESKTOP.width, "height": DESKTOP.height})
    listed.get_by_role("button", name=re.compile("^Remove")).click()
    expect(listed).to_have_count(0)
    with site.database():
        assert db.session.get(Item, item.id) is None


def test_nothing_is_wrong_for_screen_readers(amina: Page, draft: str) -> None:
    press(step(amina, "Drop", key_words(amina)[0]))
    expect(amina.locator(".key-dropped")).to_be_visible()
    amina.get_by_text("Words read in an everyday meaning").click()
    text_of(amina).evaluate(SELECT, ["hard exercise", 0, 13])
    expect(amina.get_by_role("button", name="Add as a term", exact=True)).to_be_visible()
    check(amina)
    press(amina.get_by_role("link", name=re.compile("^Change the meaning")).first)
    expect(amina.get_by_role("heading", name=re.compile("^Another meaning"))).to_be_visible()
    check(amina)
