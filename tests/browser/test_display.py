"""How a reader wants the page to look: paper, letters, spacing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import LESSON, PHONE, press

PAPERS = {"Light": "rgb(253, 252, 249)", "Sepia": "rgb(245, 236, 217)", "Dark": "rgb(22, 25, 28)"}


@pytest.mark.parametrize("size", [PHONE], ids=["390"])
def test_the_paper_a_reader_chooses_stays(page: Page) -> None:
    page.goto(LESSON)
    dialog = page.get_by_role("dialog", name="Display")
    for paper, background in PAPERS.items():
        press(page.get_by_role("button", name="Display"))
        press(dialog.get_by_role("radio", name=paper))
        expect(page.locator("body")).to_have_css("background-color", background)
        press(dialog.get_by_role("button", name="Done"))
        expect(dialog).to_be_hidden()
        page.reload()
        expect(page.locator("body")).to_have_css("background-color", background)
    page.goto("/")
    expect(page.locator("body")).to_have_css("background-color", background)
    press(page.get_by_role("button", name="Display"))
    expect(dialog.get_by_role("radio", name=paper)).to_be_checked()


def test_the_text_size_a_reader_chooses_stays(page: Page) -> None:
    def letters() -> float:
        return page.locator("#text p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")

    page.goto(LESSON)
    before = letters()
    press(page.get_by_role("button", name="Display"))
    press(page.get_by_role("dialog", name="Display").get_by_role("radio", name="Larger"))
    larger = letters()
    assert larger > before * 1.25
    page.reload()
    assert letters() == larger


def test_escape_closes_the_display_dialog(page: Page) -> None:
    page.goto(LESSON)
    page.get_by_role("button", name="Display").press("Enter")
    dialog = page.get_by_role("dialog", name="Display")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Display")).to_be_focused()
