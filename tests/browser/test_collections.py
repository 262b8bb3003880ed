"""A long document becomes lessons while its teacher looks on, or has gone away; readers go from one to the next."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons import worker
from lessons.worker import Worker
from tests import documents
from tests.browser import axe
from tests.browser.site import Site, both_sizes, press

MAKING = 60_000  # ms for three lessons on a machine under load


@pytest.fixture
def background(site: Site, tidy: None) -> Iterator[Worker]:
    """The site works in the background, as a server does."""
    running = worker.start(site.app.app_context)
    yield running
    running.stop()


def add_guide(page: Page, folder: Path) -> None:
    file = folder / "guide.md"
    file.write_text(documents.document(), encoding="utf-8")
    page.goto("/desk/new")
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_label("Make a collection of shorter lessons").check()
    press(page.get_by_role("button", name="Make a lesson of it"))
    expect(page.get_by_role("heading", name="Asthma: a Guide")).to_be_visible()


@both_sizes
def test_a_document_becomes_lessons_before_her_eyes(amina: Page, background: Worker, tmp_path: Path) -> None:
    add_guide(amina, tmp_path)
    expect(amina.get_by_role("heading", name="Your lessons are being made")).to_be_visible()
    expect(amina.get_by_role("link", name="Look again")).to_be_hidden()
    expect(amina.get_by_role("link", name="What asthma is")).to_be_visible(timeout=MAKING)
    expect(amina.get_by_role("button", name="Publish all 3")).to_be_visible(timeout=MAKING)
    assert amina.get_by_role("progressbar").count() == 0
    axe.check(amina)


def test_a_reload_and_a_closed_browser_change_nothing(amina: Page, background: Worker, tmp_path: Path) -> None:
    add_guide(amina, tmp_path)
    address = amina.url
    amina.reload()
    expect(amina.get_by_text("lessons are ready")).to_be_visible()
    other = amina.context.new_page()
    amina.close()
    other.goto("/desk")
    expect(other.get_by_role("row", name=re.compile("Asthma: a Guide.*Ready$"))).to_be_hidden()
    other.goto(address)
    expect(other.get_by_role("button", name="Publish all 3")).to_be_visible(timeout=MAKING)


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_she_looks_again(amina: Page, site: Site, javascript: bool) -> None:
    address = documents.add_collection(site.app, "Amina")
    amina.goto(address)
    expect(amina.get_by_text("0 of 3 lessons are ready")).to_be_visible()
    documents.make(site.app)
    amina.get_by_role("link", name="Look again").click()
    amina.get_by_role("button", name=re.compile("^Down.*What asthma is")).click()
    expect(amina.get_by_role("rowheader")).to_have_text([
        "1. Signs of asthma", "2. What asthma is", "3. Living with asthma"
    ])  # fmt: skip


def test_pages_are_accessible(amina: Page, site: Site) -> None:
    german = " ".join(["Die Lunge ist ein Organ, und wer Asthma hat, der atmet schwer und oft."] * 30)
    text = documents.document(2, title="Asthma: a very long Guide to Otorhinolaryngological Complications")
    address = documents.add_collection(site.app, "Amina", f"{text}\n\n## Auf Deutsch\n\n{german}")
    amina.goto(address)
    axe.check(amina)
    amina.get_by_role("button", name="Stop").click()
    expect(amina.get_by_role("heading", name="The work is stopped")).to_be_visible()
    axe.check(amina)
    amina.get_by_role("button", name="Go on").click()
    documents.make(site.app)
    amina.goto(address)
    amina.get_by_text("Its text:").click()
    amina.get_by_text("Rename the collection").click()
    axe.check(amina)
    amina.goto("/desk")
    axe.check(amina)
    amina.goto(f"{address}/delete")
    amina.get_by_role("button", name="Delete the collection").click()
    expect(amina.get_by_role("alert")).to_be_visible()
    axe.check(amina)


@both_sizes
def test_a_reader_goes_from_part_to_part(page: Page, amina: Page, site: Site, chromium: Browser) -> None:
    address = documents.ready_collection(site.app, "Amina")
    amina.goto(address)
    press(amina.get_by_role("button", name="Publish all 3"))
    expect(amina.get_by_text("The lessons are in the library")).to_be_visible()
    page.goto("/")
    press(page.get_by_role("link", name="Asthma: a Guide: What asthma is"))
    press(page.get_by_role("link", name="Next Signs of asthma"))
    expect(page.get_by_text("Part 2 of 3: Asthma: a Guide")).to_be_visible()
    expect(page.get_by_role("link", name="Previous What asthma is")).to_be_visible()
    axe.check(page)
