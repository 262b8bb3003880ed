"""Words are reviewed by keyboard and by thumb, with a script and without one."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from db import db
from lessons import review_sentences  # noqa: F401  the page shows sentences of lessons
from tests.browser.axe import check
from tests.browser.site import Site, both_sizes, press, tab_to
from vocab.models import ReviewLog


@pytest.fixture
def words(bo: Page, site: Site) -> tuple[str, ...]:
    """The words that Bo learns, in the order in which they are asked."""
    learned = ("dehydration", "farmer")
    for lemma in learned:
        site.mark_word("Bo", lemma)
    return learned


def recalls(site: Site) -> list[str]:
    with site.database():
        return [log.recall.value for log in db.session.scalars(select(ReviewLog).order_by(ReviewLog.id))]


def expect_word(page: Page, word: str) -> None:
    """The card is shown and the keys work: the heading is there before the script has run."""
    expect(page.get_by_role("heading", level=2, name=word)).to_be_visible()
    page.wait_for_load_state()


@both_sizes
def test_a_word_is_shown_answered_and_taken_back(bo: Page, site: Site, words: tuple[str, ...]) -> None:
    bo.goto("/review")
    expect_word(bo, words[0])
    good = bo.get_by_role("button", name="I knew it")
    expect(good).to_be_hidden()
    press(bo.get_by_text("Show", exact=True))
    expect(bo.get_by_text("a dangerous lack of water")).to_be_visible()
    press(good)
    expect_word(bo, words[1])
    expect(bo.get_by_text("You knew it: next in 2 days.")).to_be_visible()
    press(bo.get_by_role("button", name="Undo"))
    expect_word(bo, words[0])
    assert recalls(site) == []


def test_with_the_keyboard_alone(bo: Page, site: Site, words: tuple[str, ...]) -> None:
    bo.goto("/review")
    bo.keyboard.press("2")
    expect_word(bo, words[0])
    bo.keyboard.press("Space")
    expect(bo.get_by_role("button", name="I knew it")).to_be_visible()
    bo.keyboard.press("2")
    expect_word(bo, words[1])
    bo.keyboard.press("Space")
    bo.keyboard.press("1")
    expect(bo.get_by_text("it comes again today")).to_be_visible()
    assert recalls(site) == ["good", "again"]
    expect(bo.get_by_role("link", name="Review (1")).to_be_visible()


def test_with_tab_and_enter(bo: Page, site: Site, words: tuple[str, ...]) -> None:
    bo.goto("/review")
    tab_to(bo.locator("details[data-answer] > summary"))
    bo.keyboard.press("Enter")
    tab_to(bo.get_by_role("button", name="I did not know it"))
    bo.keyboard.press("Enter")
    expect_word(bo, words[1])
    assert recalls(site) == ["again"]


@pytest.mark.parametrize("javascript", [False])
def test_without_a_script(bo: Page, site: Site, words: tuple[str, ...]) -> None:
    for word in words:
        bo.goto("/review")
        expect_word(bo, word)
        bo.get_by_text("Show", exact=True).click()
        bo.get_by_role("button", name="I knew it").click()
    expect(bo.get_by_role("heading", name="Nothing to review today")).to_be_visible()
    assert recalls(site) == ["good", "good"]


def test_nothing_is_wrong_with_the_page(bo: Page, words: tuple[str, ...]) -> None:
    bo.goto("/review")
    check(bo)
    bo.keyboard.press("Space")
    check(bo)
    bo.keyboard.press("2")
    expect_word(bo, words[1])
    bo.keyboard.press("Space")
    bo.keyboard.press("2")
    expect(bo.get_by_role("heading", name="Nothing to review today")).to_be_visible()
    check(bo)
