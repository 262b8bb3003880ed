"""A class from its first minute: made, joined by a phone, read, answered, and seen on the teacher's map of the text."""

import re
import time
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from accounts.models import Classroom, Membership, User
from db import db
from lessons import lookups
from lessons.assignment_models import AssignedReading, Assignment, Lookup
from lessons.models import Item, Occurrence
from tests import classes
from tests.browser import axe, quiz
from tests.browser.lesson import gloss_of, open_lesson
from tests.browser.site import EASY, PASSWORD, PHONE, Site, press, touch_screens
from vocab.models import Lexeme

TITLE = "Muscle Spasms"


def make_class(page: Page) -> str:
    """Amina makes a class and gives it a lesson; the code that she writes on the board."""
    page.goto("/classes")
    page.get_by_role("link", name="Make a class").click()
    page.get_by_label("Name of the class").fill("English for nurses")
    page.get_by_label("Time zone").select_option("Europe/Warsaw")
    page.get_by_role("button", name="Make the class").click()
    code = page.locator(".join-code .code").inner_text()
    page.get_by_role("link", name="Assignments").click()
    page.get_by_role("link", name="Assign a lesson").click()
    page.get_by_label("Lesson").select_option("muscle-spasms-a2")
    page.get_by_label("Vocabulary").uncheck()
    page.get_by_label("Due").fill("2036-12-05T18:00")
    page.get_by_role("button", name="Assign it").click()
    expect(page.get_by_text("is given to English for nurses.")).to_be_visible()
    expect(page.get_by_text("due Friday 5 December 2036, 18:00")).to_be_visible()
    return code


def join(page: Page, code: str) -> None:
    """Somebody without an account types the code, a name and a password."""
    page.goto("/join")
    page.get_by_label("Code of the class").fill(code.lower())
    press(page.get_by_role("button", name="Find the class"))
    expect(page.get_by_role("heading", name="English for nurses")).to_be_visible()
    page.get_by_label("Name").fill("Bo")
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Join the class"))
    expect(page.get_by_text("Welcome to English for nurses.")).to_be_visible()


def wait_for(site: Site, row: type, *, column: str = "") -> object:
    """The row that a message of the page brings; the message is sent after a moment."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with site.database():
            found = db.session.scalar(select(row))
            if found is not None and (not column or getattr(found, column)):
                return found
        time.sleep(0.1)
    raise AssertionError(f"no {row.__name__}")


def no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_a_class_from_code_to_heat_map(chromium: Browser, site: Site, amina: Page) -> None:
    code = make_class(amina)

    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": PHONE.width, "height": PHONE.height},
        is_mobile=True,
        has_touch=True,
        reduced_motion="reduce",
    )
    touch_screens.add(context)
    try:
        bo = context.new_page()
        word, item, total = walk(site, bo, code)
    finally:
        context.close()

    amina.goto("/classes")
    amina.get_by_role("link", name="English for nurses").click()
    row = amina.get_by_role("row", name=re.compile(TITLE))
    expect(row.get_by_text("1 of 1")).to_have_count(2)
    row.get_by_role("link", name=re.compile(TITLE)).first.click()
    heat = amina.locator(".heat-text")
    expect(heat.locator(".heat")).to_have_count(1)
    expect(heat.locator(".heat")).to_contain_text(re.compile(f"^{word}", re.IGNORECASE))
    expect(heat.locator(".heat")).to_have_attribute("title", re.compile("^Looked up by 1 student"))
    expect(heat.locator(".missed").first).to_have_attribute("title", "1 wrong answer of 1 student")
    evidence = " ".join(heat.locator(".missed").all_inner_texts())
    assert " ".join(item.evidence.split())[:20] in " ".join(evidence.split()) or item.evidence_is_gone
    students = amina.get_by_role("region", name="Students", exact=True)
    expect(students.get_by_role("row", name=re.compile("^Bo"))).to_contain_text(f"of {total}")
    students.get_by_role("link", name="Bo").click()
    expect(amina.get_by_role("heading", name="The text as Bo met it")).to_be_visible()
    no_sideways_scrolling(amina)


def walk(site: Site, bo: Page, code: str) -> tuple[str, Item, int]:
    """Bo joins on a phone, reads, looks a word up and takes the quiz, the first question wrongly."""
    join(bo, code)
    expect(bo.get_by_text("Your teacher sees which words you look up in assigned lessons")).to_be_visible()
    no_sideways_scrolling(bo)
    bo.goto("/")
    section = bo.get_by_role("region", name="Assigned to you")
    expect(section).to_contain_text("Due Friday 5 December 2036, 18:00.")
    no_sideways_scrolling(bo)
    with bo.expect_response("**/reader.json"):
        press(section.get_by_role("button", name=re.compile("^Read")))
    expect(bo).to_have_url(re.compile(f"{EASY}$"))
    word = look_up(bo)
    bo.get_by_role("link", name="Check what you understood").scroll_into_view_if_needed()
    kept = wait_for(site, Lookup)
    wait_for(site, AssignedReading, column="finished_at")
    with site.database():
        assert db.session.get_one(Lexeme, kept.lexeme_id).lemma == word
        assert {row.user.name for row in db.session.scalars(select(Membership))} == {"Amina", "Bo"}
        assert db.session.scalar(select(Classroom.name)) == "English for nurses"
        assert db.session.scalar(select(User.password_hash).filter_by(name="Bo"))
    quiz.start(bo, "Understanding the text")
    item = site.asked(bo)
    quiz.miss(bo, item)
    quiz.onward(bo)
    total = quiz.finish(bo, site)
    bo.goto("/")
    expect(bo.get_by_role("region", name="Assigned to you")).to_have_count(0)
    return word, item, total


def look_up(page: Page) -> str:
    """Tap the first term of the text and close its gloss; the word that it explains."""
    first = page.locator("#text a.term").first
    press(first)
    gloss = gloss_of(page)
    expect(gloss).to_be_visible()
    word = page.locator("#gloss-word").inner_text()
    press(gloss.get_by_role("button", name="Close"))
    expect(gloss).to_be_hidden()
    return word


def test_nobody_else_sends_what_they_look_up(site: Site, page: Page) -> None:
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/lookups") else None)
    open_lesson(page, EASY)
    look_up(page)
    page.get_by_role("link", name="Check what you understood").scroll_into_view_if_needed()
    page.wait_for_timeout(3500)
    assert sent == []


def test_the_pages_of_a_class_are_for_everybody(site: Site, amina: Page, bo: Page) -> None:
    """Two widths, light and dark; for its teacher with and without results, and for a student."""
    url = classes.add_class(site.app, "Amina", "Bo")
    given = classes.give(site.app, url, "muscle-spasms-a2", due_at=datetime.now(UTC) - timedelta(hours=1))
    empty = classes.give(site.app, url, "muscle-spasms-b1")
    classes.take(site.app, "Bo", given, wrong=2)
    with site.database():
        assignment = db.session.get_one(Assignment, classes.number(given))
        user = db.session.scalars(select(User).filter_by(name="Bo")).one()
        place = db.session.execute(
            select(Occurrence.lexeme_id, Occurrence.start).where(Occurrence.lesson_id == assignment.lesson_id)
        ).first()
        lookups.note(user, [assignment], assignment.lesson, [tuple(place)], now=datetime.now(UTC))
        db.session.commit()
        student = f"{url}/members/{user.id}"
        code = db.session.scalar(select(Classroom.code))
    for path in ("/classes", "/classes/new", url, f"{url}/members", student, f"{url}/settings", given, empty):
        look(amina, path)
    look(amina, f"{url}/assignments/new")
    for path in ("/", "/classes", url, f"{url}/me", "/join", f"/join/{code}", "/lessons/muscle-spasms-a2/quizzes"):
        look(bo, path)


def look(page: Page, path: str) -> None:
    page.goto(path)
    axe.check(page)


def test_a_class_without_scripts(site: Site, chromium: Browser, amina: Page) -> None:
    """Bo joins, reads and says so where the browser runs no script."""
    url = classes.add_class(site.app, "Amina")
    classes.give(site.app, url, "muscle-spasms-a2", quizzes=())
    with site.database():
        code = db.session.scalar(select(Classroom.code))
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    try:
        page = context.new_page()
        join(page, code)
        page.get_by_role("button", name=re.compile("^Read")).click()
        expect(page).to_have_url(re.compile(f"{EASY}$"))
        page.goto("/")
        page.get_by_role("button", name=re.compile("^I have read it")).click()
        expect(page.locator(".task .chip")).to_have_text("Done")
    finally:
        context.close()
