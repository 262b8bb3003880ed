"""The pages for paper: as a browser prints them, and as people find and look at them."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import check
from tests.browser.site import LESSON, Site

# Points: 72 to an inch.
SIZES = {"a4": (595, 842), "letter": (612, 792)}
SHEETS = ("print", "print/questions", "print/key")


def printed(page: Page) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Of each sheet of paper its size and its lines."""
    data = page.pdf(prefer_css_page_size=True)
    with closing(pypdfium2.PdfDocument(data)) as document:
        for sheet in document:
            with closing(sheet), closing(sheet.get_textpage()) as text:
                size = tuple(round(length) for length in sheet.get_size())
                yield size, [line.strip() for line in text.get_text_bounded().splitlines() if line.strip()]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_fits_its_paper_and_has_a_number(amina: Page, sheet: str, paper: str) -> None:
    amina.goto(f"{LESSON}/{sheet}?paper={paper}")
    sheets = list(printed(amina))
    assert {size for size, _ in sheets} == {SIZES[paper]}
    for number, (_, lines) in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in lines
        assert "Library" not in lines, "no menu on paper"


@pytest.mark.parametrize("paper", SIZES)
def test_no_question_is_divided(amina: Page, paper: str) -> None:
    amina.goto(f"{LESSON}/print/questions?paper={paper}")
    questions = amina.locator(".sheet-question")
    tall = questions.evaluate_all("all => all.map(one => one.innerText.split('\\n').filter(line => line.trim()))")
    sheets = [" ".join(" ".join(lines).split()) for _, lines in printed(amina)]
    assert len(sheets) > 1
    for lines in tall:
        first, last = (" ".join(line.split())[:40] for line in (lines[0], lines[-1]))
        assert [sheet for sheet in sheets if first in sheet and last in sheet], f"{first} … {last}"


@pytest.mark.parametrize("paper", SIZES)
def test_no_heading_ends_a_sheet(amina: Page, paper: str) -> None:
    for sheet in SHEETS:
        amina.goto(f"{LESSON}/{sheet}?paper={paper}")
        headings = amina.locator(".sheet h2").all_inner_texts()
        assert headings
        for _, lines in printed(amina):
            text = [line for line in lines if " / " not in line]
            assert text[-1] not in headings


def test_the_page_of_exports_and_its_sheets_are_accessible(amina: Page) -> None:
    amina.goto(f"{LESSON}/exports")
    for summary in amina.locator("main summary").all():
        summary.click()
    check(amina)
    for sheet in SHEETS:
        amina.goto(f"{LESSON}/{sheet}")
        check(amina)


def test_a_learner_finds_the_handout_and_prints_it(page: Page) -> None:
    page.goto(LESSON)
    page.get_by_role("link", name="Print and export").click()
    page.get_by_role("link", name="Handout").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("window.print = () => { window.wasPrinted = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.wasPrinted")


def test_a_file_is_downloaded(bo: Page, site: Site) -> None:
    bo.goto(f"{LESSON}/exports")
    with bo.expect_download() as started:
        bo.get_by_role("link", name="All terms").first.click()
    assert started.value.suggested_filename == "muscle-spasms-b1-all-words.apkg"
