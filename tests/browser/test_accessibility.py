"""axe finds nothing on any page, at both widths, light and dark; nothing scrolls sideways on a phone.

That no page complains in the console or breaks the content policy is checked by `open_browser` after every test.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from accounts import people
from accounts.models import Role
from db import db
from lessons.models import Item, ItemState, Lesson, Status
from tests import answers
from tests.browser.axe import SCHEMES, check, faults, resize, too_wide
from tests.browser.quiz import answer, miss, onward, start
from tests.browser.site import DESKTOP, EASY, LESSON, PASSWORD, PHONE, Site
from vocab.models import WordState

# -- reading


def test_library(page: Page) -> None:
    page.goto("/")
    check(page)


def test_library_where_nothing_is_found(page: Page) -> None:
    page.goto("/?q=zzz&level=C2")
    expect(page.get_by_role("heading", name="No lesson found")).to_be_visible()
    check(page)


@pytest.fixture
def empty_library(site: Site) -> Iterator[None]:
    def put(status: Status) -> None:
        with site.database():
            db.session.execute(update(Lesson).values(status=status))
            db.session.commit()

    put(Status.DRAFT)
    yield
    put(Status.PUBLISHED)


def test_library_without_lessons(page: Page, empty_library: None) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="The library is empty")).to_be_visible()
    check(page)


def test_lesson_with_reasons_and_states(bo: Page, site: Site) -> None:
    site.mark_word("Bo", "sciatica")
    site.mark_word("Bo", "stroke", WordState.KNOWN)
    with bo.expect_response("**/reader.json"):
        bo.goto(LESSON)
    bo.locator("summary").click()
    expect(bo.locator("a.term.learning")).to_have_count(1)
    check(bo)


def test_lesson_on_sepia_paper(page: Page) -> None:
    page.goto(EASY)
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Sepia").check()
    page.get_by_role("button", name="Done").click()
    assert faults(page, SCHEMES["dark"]) == []


def test_lesson_with_the_largest_letters(page: Page) -> None:
    page.goto(LESSON)
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Larger").check()
    page.get_by_role("radio", name="Wider").check()
    for size in (DESKTOP, PHONE):
        resize(page, size)
        assert too_wide(page, size) == []
    page.get_by_role("button", name="Done").click()
    assert too_wide(page, PHONE) == []


def test_open_gloss(page: Page) -> None:
    with page.expect_response("**/reader.json"):
        page.goto(EASY)
    page.locator("#text a.term").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Learn it").click()
    expect(page.get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")
    check(page)


def test_open_display_dialog(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_role("dialog", name="Display")).to_be_visible()
    check(page)


# -- quizzes


def test_quizzes(page: Page) -> None:
    page.goto(f"{LESSON}/quizzes")
    check(page)


def test_lesson_without_questions(page: Page, amina: Page, site: Site) -> None:
    slug = site.add_lesson(owner="Amina")
    with site.database():
        lesson = select(Lesson.id).filter_by(slug=slug).scalar_subquery()
        db.session.execute(update(Item).where(Item.lesson_id == lesson).values(state=ItemState.REJECTED))
        db.session.commit()
    page.goto(f"/lessons/{slug}/quizzes")
    expect(page.get_by_role("heading", name="No quiz for this text")).to_be_visible()
    check(page)


@pytest.mark.parametrize("quiz", ["Vocabulary", "Understanding the text"])
def test_each_type_of_question_unanswered_missed_and_told(page: Page, site: Site, quiz: str) -> None:
    start(page, quiz)
    seen: set[str] = set()
    while "/result" not in page.url:
        item = site.asked(page)
        if item.type in seen:
            answer(page, answers.right(item))
        else:
            page.get_by_role("button", name="Answer").click()
            expect(page.get_by_role("alert")).to_be_visible()
            check(page)
            answer(page, answers.wrong(item))
            check(page)
            page.get_by_role("button", name="Show the answer").click()
            expect(page.get_by_role("link", name=re.compile("^(Next question|See your result)$"))).to_be_visible()
            check(page)
        seen.add(item.type)
        onward(page)


def test_result_of_a_quiz_and_list_of_results(page: Page, site: Site) -> None:
    start(page, "Vocabulary")
    miss(page, site.asked(page))
    site.finish(page)
    check(page)
    page.goto("/results")
    expect(page.get_by_role("table")).to_be_visible()
    check(page)


def test_words(bo: Page, site: Site) -> None:
    site.mark_word("Bo", "sciatica")
    site.mark_word("Bo", "builder")
    site.mark_word("Bo", "stroke", WordState.KNOWN)
    bo.goto("/words")
    expect(bo.get_by_role("table")).to_be_visible()
    check(bo)
    bo.goto("/words?state=known")
    check(bo)


@pytest.mark.parametrize("address", ["/words", "/words?state=known", "/results"])
def test_nothing_marked_or_finished_yet(page: Page, address: str) -> None:
    page.goto(address)
    check(page)


# -- accounts and errors


def test_account_pages(bo: Page, page: Page, site: Site) -> None:
    page.goto("/account")
    check(page)
    for address, button in (("/account/sign-in", "Sign in"), ("/account/new", "Make the account")):
        page.goto(address)
        check(page)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_be_visible()
        check(page)
    bo.goto("/account")
    check(bo)
    bo.goto("/account/password")
    bo.get_by_role("button", name="Save the password").click()
    expect(bo.get_by_role("alert")).to_be_visible()
    check(bo)


def test_the_first_password_must_be_changed(page: Page, site: Site) -> None:
    with site.database():
        people.add_user("Amina", password=PASSWORD, role=Role.TEACHER, temporary=True)
        db.session.commit()
    page.goto("/desk")
    page.get_by_label("Name").fill("Amina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Choose your own password")).to_be_visible()
    check(page)


def test_page_that_is_not_here(page: Page) -> None:
    page.goto("/lessons/nowhere")
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    check(page)


def test_page_for_teachers_only(bo: Page) -> None:
    bo.goto("/desk")
    expect(bo.get_by_role("heading", name="This page is not for you")).to_be_visible()
    check(bo)


def test_form_that_was_open_too_long(page: Page, open_browser: Callable[[], Page]) -> None:
    page.goto("/account/sign-in")
    page.context.clear_cookies()
    page.get_by_label("Name").fill("Bo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    check(page)


# -- the checks themselves


def test_a_fault_on_a_page_is_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        check(page)


def test_an_id_that_stands_twice_is_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('h1').id = 'level'")
    with pytest.raises(AssertionError, match="id twice: level"):
        check(page)


def test_a_page_that_is_too_wide_is_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.minWidth = '40rem'")
    with pytest.raises(AssertionError, match="scrolls sideways at 390"):
        check(page)
