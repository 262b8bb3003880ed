"""Answering questions in the browser, whatever their format."""

import re

from playwright.sync_api import Page, expect

from lessons.models import Item
from tests import answers
from tests.browser.site import EASY, Site, press

DONE = re.compile("^(Right|Right, at the second go|Partly right|Not right)$")
TOLD = re.compile("^(Right|Partly right|Not right)")


def start(page: Page, quiz: str, lesson: str = EASY) -> None:
    page.goto(f"{lesson}/quizzes")
    press(page.get_by_role("region", name=quiz).get_by_role("button", name=re.compile("^(Start|Go on)")))
    expect(page).to_have_url(re.compile(r"/attempts/\d+/\d+$"))


def fill(page: Page, given: dict[str, object]) -> None:
    """Choose or type what a form would send."""
    for name, value in given.items():
        if name == "answer":
            press(page.locator(f'label:has(input[name="answer"][value="{value}"])'))
        elif name.startswith("match-"):
            page.locator(f'select[name="{name}"]').select_option(str(value))
        else:
            page.locator(f'input[name="{name}"]').fill(str(value))


def answer(page: Page, given: dict[str, object]) -> None:
    """The first answer to a question."""
    fill(page, given)
    press(page.get_by_role("button", name="Answer"))
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()


def miss(page: Page, item: Item) -> None:
    """Answer wrongly, and ask for the answer."""
    answer(page, answers.wrong(item))
    press(page.get_by_role("button", name="Show the answer"))
    expect(page.get_by_role("heading", name=DONE)).to_be_visible()


def onward(page: Page) -> None:
    here = page.url
    press(page.get_by_role("link", name=re.compile("^(Next question|See your result)$")))
    expect(page).not_to_have_url(here)


def finish(page: Page, site: Site) -> int:
    """Answer the rest rightly; how many questions the quiz has."""
    while "/result" not in page.url:
        answer(page, answers.right(site.asked(page)))
        onward(page)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    page.wait_for_load_state("domcontentloaded")
    return page.locator(".result").count()
