"""Both quizzes, taken whole; what was done is kept, and joins the account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from accounts.models import User
from db import db
from lessons.models import Attempt, Item, ItemFormat, Response
from tests import answers
from tests.browser.quiz import answer, fill, finish, miss, onward, start
from tests.browser.site import DESKTOP, EASY, LESSON, PASSWORD, PHONE, Site, both_sizes, press, tab_to


def kept(site: Site) -> list[Response]:
    with site.database():
        return list(db.session.scalars(select(Response).order_by(Response.id)))


# -- taken whole


@pytest.mark.parametrize(
    ("size", "quiz"),
    [
        (PHONE, "Understanding the text"),
        (DESKTOP, "Understanding the text"),
        (PHONE, "Vocabulary"),
        (DESKTOP, "Vocabulary"),
    ],
    ids=["390-understanding", "1280-understanding", "390-vocabulary", "1280-vocabulary"],
)
def test_a_learner_takes_a_quiz_and_misses_one_question(page: Page, site: Site, quiz: str) -> None:
    page.goto(EASY)
    press(page.get_by_role("link", name="Check what you understood"))
    press(page.get_by_role("region", name=quiz).get_by_role("button", name=re.compile("^Start")))
    expect(page).to_have_url(re.compile(r"/1$"))
    expect(page.get_by_text("Question 1 of", exact=False).first).to_be_visible()
    expect(page.get_by_role("group", name=site.asked(page).stem)).to_be_visible()
    miss(page, site.asked(page))
    expect(page.get_by_role("region", name="Not right")).to_contain_text("Your first answer counts.")
    onward(page)
    total = finish(page, site)
    expect(page.get_by_text(f"{total - 1} / {total}")).to_be_visible()
    expect(page.locator(".result-right")).to_have_count(total - 1)
    assert [response.correct for response in kept(site)] == [False] + [True] * (total - 1)


@both_sizes
def test_a_first_miss_lights_the_paragraph_and_gives_another_go(page: Page, site: Site) -> None:
    to_choice(page, site)
    item = site.asked(page)
    mistake = item.options[(item.key + 1) % len(item.options)]
    answer(page, answers.wrong(item))
    again = page.get_by_role("region", name="Not right: have another go")
    expect(again.locator("blockquote")).to_contain_text(" ".join(item.evidence.split())[:40])
    expect(page.get_by_role("radio", name=re.compile(f"^{re.escape(mistake)}"))).to_be_disabled()
    expect(page.locator(".option-right")).to_have_count(0)

    press(page.locator(f'label:has(input[value="{item.key}"])'))
    press(page.get_by_role("button", name="Try again"))
    feedback = page.get_by_role("region", name="Right, at the second go")
    expect(feedback).to_contain_text(item.feedback[item.options.index(mistake)])
    expect(page.locator(".option-right")).to_contain_text("Your second answer: right")
    expect(page.locator(".option-wrong")).to_contain_text(mistake)
    assert [response.correct for response in kept(site)] == [False]


def to_choice(page: Page, site: Site) -> None:
    """The first question of options whose paragraph can be shown."""
    start(page, "Understanding the text")
    while site.asked(page).format is not ItemFormat.CHOICE or site.asked(page).passage:
        answer(page, answers.right(site.asked(page)))
        onward(page)


@both_sizes
def test_a_test_explains_nothing_before_its_end(page: Page, site: Site) -> None:
    page.goto(f"{EASY}/quizzes")
    press(page.get_by_role("region", name="Understanding the text").get_by_role("button", name="As a test"))
    expect(page).to_have_url(re.compile(r"/attempts/\d+/1$"))
    first = page.url
    while "/result" not in page.url:
        here, item = page.url, site.asked(page)
        fill(page, answers.wrong(item) if here == first else answers.right(item))
        press(page.get_by_role("button", name="Answer"))
        expect(page).not_to_have_url(here)
    expect(page.locator(".result")).not_to_have_count(0)
    expect(page.locator(".result-right")).to_have_count(page.locator(".result").count() - 1)
    press(page.get_by_role("link", name=re.compile("^Why ?: question 1$")))
    expect(page.get_by_role("region", name="Not right")).to_be_visible()


@both_sizes
def test_the_sentence_that_answers_is_shown_and_its_link_lands_on_it(page: Page, site: Site) -> None:
    start(page, "Vocabulary")
    item = site.asked(page)
    miss(page, site.asked(page))
    expect(page.get_by_role("region", name="Not right").locator("blockquote")).to_contain_text(item.evidence)
    press(page.get_by_role("link", name="See it in the text"))
    expect(page).to_have_url(re.compile(r"/lessons/muscle-spasms-a2#s-\d+$"))
    sentence = page.locator(".sentence:target")
    expect(sentence).to_have_text(item.evidence)
    expect(sentence).to_be_in_viewport(ratio=1)
    page.go_back()
    onward(page)
    expect(page).to_have_url(re.compile(r"/attempts/\d+/2$"))


def test_every_answer_of_the_quiz_about_the_text_leads_to_its_sentence(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    while "/result" not in page.url:
        item = site.asked(page)
        answer(page, answers.right(site.asked(page)))
        link = page.get_by_role("link", name="See it in the text").get_attribute("href") or ""
        text = page.evaluate(
            """async link => {
                const page = new DOMParser().parseFromString(await (await fetch(link)).text(), "text/html");
                return page.querySelector(new URL(link, location).hash).textContent;
            }""",
            link,
        )
        assert item.evidence.startswith(text)
        onward(page)


@pytest.mark.parametrize("quiz", ["Understanding the text", "Vocabulary"])
def test_a_quiz_is_taken_with_the_keyboard_alone(page: Page, site: Site, quiz: str) -> None:
    page.goto(f"{EASY}/quizzes")
    tab_to(page.get_by_role("region", name=quiz).get_by_role("button", name=re.compile("^Start")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/attempts/\d+/1$"))
    while "/result" not in page.url:
        here = page.url
        page.wait_for_load_state("domcontentloaded")
        by_keys(page, site.asked(page))
        expect(page.get_by_role("region", name="Right")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(here)
    expect(page.get_by_text("All right.")).to_be_visible()
    assert all(response.correct for response in kept(site))


def by_keys(page: Page, item: Item) -> None:
    """Answer rightly without a mouse."""
    if item.format in (ItemFormat.CHOICE, ItemFormat.TAP):
        page.keyboard.press(str(item.key + 1))
        expect(page.get_by_role("radio").nth(item.key)).to_be_focused()
        page.keyboard.press("Enter")
        return
    for name, value in answers.right(item).items():
        tab_to(page.locator(f'[name="{name}"]'))
        if item.format is ItemFormat.TYPED:
            page.keyboard.type(str(value))
        else:
            for _ in range(int(str(value)) + 1):
                page.keyboard.press("ArrowDown")
            expect(page.locator(f'[name="{name}"]')).to_have_value(str(value))
    tab_to(page.get_by_role("button", name="Answer"))
    page.keyboard.press("Enter")


def test_a_question_is_answered_with_tab_arrows_and_enter(page: Page, site: Site) -> None:
    to_choice(page, site)
    key = site.asked(page).key
    tab_to(page.get_by_role("radio").first)
    page.keyboard.press("Space")
    for _ in range(key):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(key)).to_be_checked()
    tab_to(page.get_by_role("button", name="Answer"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Right", exact=True)).to_be_visible()
    tab_to(page.get_by_role("link", name="See it in the text"))
    tab_to(page.get_by_role("link", name="Next question"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\d+(/result)?$"))


# -- not answered, answered twice


def test_no_answer_is_said_and_nothing_is_kept(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    press(page.get_by_role("button", name="Answer"))
    expect(page.get_by_role("alert")).to_have_text(re.compile("^(Choose|Type)"))
    assert kept(site) == []


def test_going_back_does_not_let_a_learner_answer_twice(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    first = page.url
    miss(page, site.asked(page))
    onward(page)
    expect(page).to_have_url(re.compile(r"/2$"))
    page.go_back()
    page.go_back()
    page.goto(first)
    expect(page.get_by_role("heading", name="Not right")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Answer")).to_have_count(0)
    assert [response.correct for response in kept(site)] == [False]


def test_the_first_of_two_answers_in_two_windows_counts(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    other = page.context.new_page()
    other.goto(page.url)
    item = site.asked(page)
    miss(page, item)
    answer(other, answers.right(item))
    expect(other.get_by_role("heading", name="Not right")).to_be_visible()
    assert [response.correct for response in kept(site)] == [False]


def test_a_doubly_clicked_answer_and_start_count_once(page: Page, site: Site) -> None:
    page.goto(f"{EASY}/quizzes")
    page.get_by_role("region", name="Understanding the text").get_by_role(
        "button", name=re.compile("^Start")
    ).dblclick()
    expect(page).to_have_url(re.compile(r"/1$"))
    fill(page, answers.right(site.asked(page)))
    page.get_by_role("button", name="Answer").dblclick()
    expect(page.get_by_role("heading", name="Right", exact=True)).to_be_visible()
    assert len(kept(site)) == 1
    with site.database():
        assert db.session.query(Attempt).count() == 1


# -- left and taken up again


@both_sizes
def test_a_quiz_that_was_left_goes_on_where_it_stopped(page: Page, site: Site) -> None:
    start(page, "Vocabulary")
    for _ in range(2):
        answer(page, answers.right(site.asked(page)))
        onward(page)
    press(page.get_by_role("link", name="Back to the text"))
    expect(page.locator("#text")).to_be_visible()
    start(page, "Vocabulary")
    expect(page.get_by_text(re.compile("^Question 3 of")).first).to_be_visible()
    assert len(kept(site)) == 2


def test_a_finished_quiz_can_be_taken_again(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    total = site.finish(page)
    press(page.get_by_role("button", name="Try again"))
    expect(page.get_by_text(f"Question 1 of {total}").first).to_be_visible()
    expect(page.get_by_role("button", name="Answer")).to_be_visible()


def test_why_on_the_result_leads_to_the_explanation(page: Page, site: Site) -> None:
    start(page, "Understanding the text")
    miss(page, site.asked(page))
    site.finish(page)
    press(page.get_by_role("link", name=re.compile("^Why ?: question 1$")))
    expect(page.get_by_role("region", name="Not right")).to_be_visible()
    press(page.get_by_role("link", name="See your result"))
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()


# -- into an account


def learn(page: Page, word: str) -> None:
    with page.expect_response("**/reader.json"):
        page.goto(LESSON)
    press(page.locator("#text a.term", has_text=word).first)
    press(page.get_by_role("button", name="Learn it"))
    expect(page.get_by_role("button", name="Learn it")).to_have_attribute("aria-pressed", "true")


def register(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page.get_by_role("button", name="Make the account"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def expect_kept(page: Page, *, total: int, word: str) -> None:
    page.goto("/words")
    expect(page.get_by_role("row").filter(has_text=word)).to_be_visible()
    press(page.get_by_role("link", name="Results"))
    expect(page.get_by_role("row").filter(has_text="Understanding the text")).to_contain_text(f"{total - 1} of {total}")


@pytest.mark.parametrize("size", [PHONE], ids=["390"])
def test_what_a_visitor_did_is_in_the_account_made_after(
    page: Page, site: Site, open_browser: Callable[[], Page]
) -> None:
    learn(page, "sciatica")
    start(page, "Understanding the text")
    miss(page, site.asked(page))
    total = site.finish(page)
    press(page.get_by_role("main").get_by_role("link", name="Make an account"))
    register(page, "Bo")
    expect(page.get_by_text("Your account is ready. What you did in this browser is in it.")).to_be_visible()
    expect_kept(page, total=total, word="sciatica")

    page.goto("/account")
    press(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/words")
    expect(page.get_by_text("No words here yet")).to_be_visible()

    elsewhere = open_browser()
    site.sign_in(elsewhere, "Bo")
    expect_kept(elsewhere, total=total, word="sciatica")
    with site.database():
        assert [user.name for user in db.session.scalars(select(User))] == ["Bo"]


def test_what_a_visitor_did_joins_the_account_they_sign_in_to(bo: Page, site: Site, page: Page) -> None:
    learn(bo, "stroke")
    learn(page, "sciatica")
    start(page, "Understanding the text")
    miss(page, site.asked(page))
    total = site.finish(page)
    site.sign_in(page, "Bo")
    expect_kept(page, total=total, word="sciatica")
    expect_kept(bo, total=total, word="stroke")
    with site.database():
        assert [user.name for user in db.session.scalars(select(User))] == ["Bo"]


def test_another_visitor_does_not_see_the_attempt(page: Page, open_browser: Callable[[], Page]) -> None:
    start(page, "Vocabulary")
    stranger = open_browser()
    stranger.goto(page.url)
    expect(stranger.get_by_role("heading", name="This page is not here")).to_be_visible()
