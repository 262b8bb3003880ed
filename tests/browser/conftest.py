"""A real server on a free port, one Chromium for all tests, and people with browsers of their own.

Skipped, with the reason, where there is no Chromium. CHROMIUM may name another one.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright
from sqlalchemy import delete
from waitress import wasyncore

from accounts import people
from accounts.models import Classroom, Role, User
from app import create_app, prepare, settings_from
from db import db
from lessons import reading
from lessons.collection_models import Collection
from lessons.models import Attempt, Lesson
from tests import databases
from tests.browser.site import DESKTOP, PASSWORD, Site, Size, touch_screens
from vocab.models import Gloss, LearnerWord

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 5_000  # ms; a machine under load is slow, not wrong


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str | None:
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: install chromium, or name one in CHROMIUM")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app with the starter library, served on 127.0.0.1 from a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    with databases.empty("browser", folder) as url:
        yield from _served(url, folder)


def _served(url: str, folder: Path) -> Iterator[Site]:
    settings = settings_from({"DATABASE_URL": url, "SECRET_KEY": "only for tests"}, instance=folder)
    app = create_app(settings)
    reading._page.cache_clear()
    with app.app_context():
        prepare(app)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield Site(app, f"http://127.0.0.1:{server.effective_port}")
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
    thread.join()
    server.task_dispatcher.shutdown()
    reading._page.cache_clear()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def tidy(site: Site) -> Iterator[None]:
    """After each test only the starter library is left."""
    yield
    with site.app.app_context():
        for rows in (
            delete(Attempt),
            delete(LearnerWord),
            delete(Collection),
            delete(Lesson).where(Lesson.owner_id.is_not(None)),
            delete(Gloss).where(Gloss.owner_id.is_not(None)),
            delete(Classroom),
            delete(User),
        ):
            db.session.execute(rows)
        db.session.commit()
    reading._page.cache_clear()


# -- browsers


@pytest.fixture
def size() -> Size:
    """The window; `both_sizes` runs a test on a phone too."""
    return DESKTOP


@pytest.fixture
def javascript() -> bool:
    return True


Opener = Callable[[], Page]


@pytest.fixture
def open_browser(chromium: Browser, site: Site, size: Size, javascript: bool, tidy: None) -> Iterator[Opener]:
    """Opens a new browser, with no cookie in it, at every call. No page may have complained in the end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened() -> Page:
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": size.width, "height": size.height},
            is_mobile=size.touch,
            has_touch=size.touch,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        if size.touch:
            touch_screens.add(context)
        context.set_default_timeout(PATIENCE)
        _listen(context, complaints)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, complaints


def _listen(context: BrowserContext, complaints: list[str]) -> None:
    def answered(response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            complaints.append(f"{response.status} {response.url}")

    def said(message: object) -> None:
        # A page that answers 4xx says so here too; `answered` knows which of them are faults.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            complaints.append(f"policy: {message.text}")

    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))


@pytest.fixture
def page(open_browser: Opener) -> Page:
    """The browser of somebody without an account."""
    return open_browser()


# -- people


@pytest.fixture
def amina(open_browser: Opener, site: Site) -> Page:
    """The browser of a teacher."""
    return _arrive(open_browser(), site, "Amina", Role.TEACHER)


@pytest.fixture
def cy(open_browser: Opener, site: Site) -> Page:
    """The browser of another teacher, who must see nothing of Amina's drafts."""
    return _arrive(open_browser(), site, "Cy", Role.TEACHER)


@pytest.fixture
def bo(open_browser: Opener, site: Site) -> Page:
    """The browser of a learner with an account."""
    return _arrive(open_browser(), site, "Bo", Role.LEARNER)


def _arrive(page: Page, site: Site, name: str, role: Role) -> Page:
    with site.app.app_context():
        people.add_user(name, password=PASSWORD, role=role)
        db.session.commit()
    site.sign_in(page, name)
    return page
