"""The site under test, and what people do on it again and again."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from weakref import WeakSet

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect
from sqlalchemy import select

from accounts import people
from db import db
from lessons import attempts, drafts
from lessons.importing import Source
from lessons.models import Attempt, Item
from tests import answers
from tests.texts import ARTICLE
from vocab import words
from vocab.models import Lexeme, WordState

PASSWORD = "correct horse"
LESSON = "/lessons/muscle-spasms-b1"
EASY = "/lessons/muscle-spasms-a2"


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int
    touch: bool = False


DESKTOP = Size(1280, 800)
PHONE = Size(390, 844, touch=True)
touch_screens: WeakSet[BrowserContext] = WeakSet()
both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])


@dataclass(frozen=True, slots=True)
class Site:
    app: Flask
    url: str

    def database(self) -> AbstractContextManager[object]:
        """The site's database, for a look at the rows."""
        return self.app.app_context()

    def sign_in(self, page: Page, name: str) -> None:
        page.goto("/account/sign-in")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()

    def add_lesson(self, text: str = ARTICLE, *, owner: str, published: bool = True) -> str:
        """A lesson of that teacher; its slug."""
        with self.app.app_context():
            lesson = drafts.create(Source(text), owner=people.find(owner))
            if published:
                drafts.publish(lesson, now=datetime.now(UTC))
            db.session.commit()
            return lesson.slug

    def mark_word(self, name: str, lemma: str, state: WordState = WordState.LEARNING) -> None:
        with self.app.app_context():
            lexeme = db.session.scalars(select(Lexeme).filter_by(lemma=lemma)).one()
            words.set_state(people.find(name), lexeme, state, now=datetime.now(UTC))
            db.session.commit()

    def asked(self, page: Page) -> Item:
        """The item that the page asks, with its key."""
        found = re.search(r"/attempts/(\d+)/(\d+)$", page.url)
        assert found, page.url
        with self.app.app_context():
            attempt = db.session.get_one(Attempt, int(found[1]))
            return db.session.get_one(Item, attempt.item_ids[int(found[2]) - 1])

    def finish(self, page: Page) -> int:
        """Answer the rest of the quiz rightly, without the browser, and look at the result; how many questions."""
        with self.app.app_context():
            attempt = db.session.get_one(Attempt, int(page.url.split("/")[-2]))
            for item_id in attempt.item_ids:
                item = db.session.get_one(Item, item_id)
                attempts.answer(attempt, item, answers.right_given(item), now=datetime.now(UTC))
            for question in attempts.questions(attempt):
                attempts.answer_again(attempt, question, [], now=datetime.now(UTC))
            db.session.commit()
            total = len(attempt.item_ids)
        page.goto(re.sub(r"\d+$", "result", page.url))
        expect(page.get_by_role("heading", name="Your result")).to_be_visible()
        return total


def is_phone(page: Page) -> bool:
    return bool(page.viewport_size) and page.viewport_size["width"] < 700


def press(target: Locator) -> None:
    """Tap where there is a touch screen, click elsewhere: a window made narrow has none."""
    if target.page.context in touch_screens:
        target.tap()
    else:
        target.click()


def click_twice(button: Locator) -> int:
    """As an impatient hand does; how many forms the browser sent for it."""
    sent: list[Request] = []
    page, box = button.page, button.bounding_box()
    assert box
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    for _ in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)
    return len(sent)


def tab_to(target: Locator, *, key: str = "Tab", most: int = 250) -> None:
    """Reach it as somebody without a mouse does."""
    for _ in range(most):
        if target.evaluate("each => each === document.activeElement"):
            return
        target.page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} do not reach {target}")
