"""Printed lines: which is read after which, what is a paragraph, and PDFs that cannot be read."""

from io import BytesIO

import pypdfium2
import pytest

from lessons.importing import Refused, files, lines, paragraphs, running_heads
from lessons.importing.lines import Line
from tests import fixtures


def line(text: str, *, left: float = 50, base: float = 700, width: float = 0, size: float = 10, page: int = 0) -> Line:
    return Line(text, left, left + (width or 5 * len(text)), base, size, page=page, cells=(text,))


def column(*texts: str, left: float = 50, top: float = 700, width: float = 200) -> list[Line]:
    return [line(text, left=left, base=top - 12 * row, width=width) for row, text in enumerate(texts)]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        files.read("a.pdf", data)
    return str(refused.value)


# -- PDFs that cannot be read


def test_a_pdf_with_a_password() -> None:
    assert refusal(fixtures.data("hay-fever-locked.pdf")).startswith("This PDF is locked with a password.")


def empty_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    data = BytesIO()
    document.save(data)
    document.close()
    return data.getvalue()


def test_a_scan() -> None:
    assert refusal(empty_pages(1)).startswith("There is no text in this PDF, only pictures of pages (a scan).")


def test_more_pages_than_are_read() -> None:
    assert refusal(empty_pages(501)) == "This PDF has 501 pages; at most 500 are read. Divide it into parts."


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\n\n%PDF-1.4 garbage"])
def test_a_damaged_pdf(data: bytes) -> None:
    assert refusal(data).startswith("This PDF is damaged")


# -- columns

LEFT = [f"left {number}" for number in range(6)]
RIGHT = [f"right {number}" for number in range(6)]


def read(found: list[Line]) -> list[str]:
    return [each.text for column in lines.in_reading_order(found) for each in column]


def test_two_columns_are_read_one_after_the_other_however_they_were_printed() -> None:
    rows = zip(column(*LEFT), column(*RIGHT, left=300), strict=True)
    assert read([each for row in rows for each in row]) == [*LEFT, *RIGHT]


def test_three_columns() -> None:
    third = [f"third {number}" for number in range(6)]
    found = [*column(*LEFT, width=150), *column(*RIGHT, left=220, width=150), *column(*third, left=400, width=150)]
    assert read(found) == [*LEFT, *RIGHT, *third]


def test_what_spans_the_columns_stands_between_them() -> None:
    wide = [line("title", base=760, width=450), line("a wide heading", base=610, width=450)]
    below = [*column("l6", "l7", "l8", "l9", top=590), *column("r6", "r7", "r8", "r9", left=300, top=590)]
    found = [*wide, *column(*LEFT), *column(*RIGHT, left=300), *below]
    assert read(found) == ["title", *LEFT, *RIGHT, "a wide heading", "l6", "l7", "l8", "l9", "r6", "r7", "r8", "r9"]


def test_a_table_is_read_by_its_rows() -> None:
    """Its columns are narrow."""
    cells = [
        line(f"{name} {row}", left=left, base=700 - 14 * row)
        for row in range(6)
        for name, left in (("a", 50), ("b", 200))
    ]
    assert read(cells) == [f"a {row} b {row}" for row in range(6)]


def test_a_short_last_page_has_the_columns_of_the_others() -> None:
    first = [*column(*LEFT), *column(*RIGHT, left=300)]
    last = [*column("l", "m"), *column("r", "s", left=300)]
    assert [[each.text for each in column] for column in lines.pages_in_reading_order([first, last])][2:] == [
        ["l", "m"],
        ["r", "s"],
    ]


def test_nothing_on_a_page() -> None:
    assert lines.in_reading_order([]) == []
    assert lines.pages_in_reading_order([[], []]) == []


# -- running heads

ROWS = ("Hay", "Grass", "Trees", "Weeds")


def body(number: int) -> list[str]:
    """Other words on each page."""
    return [row * number for row in ROWS]


def page(number: int, head: str = "Harbour Clinic", foot: str = "Page {}") -> list[Line]:
    return [line(head, base=800), *column(*body(number), top=600), line(foot.format(number), base=30)]


@pytest.mark.parametrize("foot", ["Page {}", "{}", "– {} –", "Page {} of 9", "{}/9"])
def test_heads_and_page_numbers_go_and_heads_are_told_once(foot: str) -> None:
    left, told = running_heads.split_off([page(number, foot=foot) for number in (1, 2, 3)])
    assert [[each.text for each in rest] for rest in left] == [body(1), body(2), body(3)]
    assert told == ["Harbour Clinic"]


def test_heads_of_left_and_right_pages() -> None:
    pages = [page(number, head="Harbour Clinic" if number % 2 else "Hay Fever") for number in range(1, 7)]
    left, told = running_heads.split_off(pages)
    assert set(map(len, left)) == {len(ROWS)}
    assert told == ["Harbour Clinic", "Hay Fever"]


def test_heads_of_chapters() -> None:
    chapters = ["Trees", "Trees", "Grass", "Grass", "Grass", "Weeds", "Weeds", "House dust", "House dust", "Pets"]
    pages = [page(number, head=f"{number} {name}")[:-1] for number, name in enumerate(chapters, start=1)]
    left, told = running_heads.split_off(pages)
    assert [rest[0].text for rest in left[:9]] == [body(number)[0] for number in range(1, 10)]
    assert told == ["1 Trees", "3 Grass", "6 Weeds", "8 House dust"]
    assert left[9][0].text == "10 Pets", "what stands once may be the text"


def test_a_single_page_keeps_its_first_line() -> None:
    left, told = running_heads.split_off([page(1)])
    assert [each.text for each in left[0]] == ["Harbour Clinic", *ROWS]
    assert told == []


def test_a_year_in_the_text_is_no_page_number() -> None:
    left, _ = running_heads.split_off(
        [[line("It began in", base=600), line("2019", base=588), line("and went on.", base=576)]]
    )
    assert len(left[0]) == 3


# -- words divided at the end of a line


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["regular exer-", "cise helps"], "regular exercise helps"),
        (["a long-", "term disease"], "a long-term disease"),
        (["the move-", "ment"], "the movement"),
        (["dia\u2010", "betes"], "diabetes"),
        (["dia\u00ad", "betes"], "diabetes"),
        (["dia\ufffe", "betes"], "diabetes"),
        (["between 10-", "20 people"], "between 10-20 people"),
        (["the non-", "English word"], "the non-English word"),
        (["he came –", "and went"], "he came – and went"),
        (["one", "two"], "one two"),
    ],
)
def test_divided_words(parts: list[str], whole: str) -> None:
    assert paragraphs.joined(parts) == whole


# -- paragraphs


def blocks(*found: Line) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in paragraphs.blocks([list(found)])]


WIDE = 400


def test_lines_of_one_paragraph() -> None:
    assert blocks(*column("Hay fever is an allergy", "to pollen. It is one of", "the most common.", width=WIDE)) == [
        ("paragraph", "Hay fever is an allergy to pollen. It is one of the most common.")
    ]


def test_a_gap_begins_a_paragraph() -> None:
    first, second = column("One", "two.", width=WIDE), column("Three", "four.", top=660, width=WIDE)
    assert blocks(*first, *second) == [("paragraph", "One two."), ("paragraph", "Three four.")]


def test_an_indent_begins_a_paragraph() -> None:
    found = column("One two three", "four five six", "seven.", "", "nine ten eleven", width=WIDE)
    found[3] = line("Eight", left=65, base=664, width=WIDE - 15)
    assert [text for _, text in blocks(*found)] == [
        "One two three four five six seven.",
        "Eight nine ten eleven",
    ]


def test_bullets_and_numbers_are_items() -> None:
    found = column("You may have:", "• a cough", "• itchy eyes", "1. Rest.", "2) Sleep.", width=WIDE)
    assert blocks(*found)[1:] == [("item", "a cough"), ("item", "itchy eyes"), ("item", "Rest."), ("item", "Sleep.")]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = column("One two three", "four five", width=WIDE), column("six seven.", width=WIDE)
    assert [block.text for block in paragraphs.blocks([first, second])] == ["One two three four five six seven."]


def test_large_letters_are_headings_and_the_largest_the_title() -> None:
    body = column("One two three", "four five.", top=640, width=WIDE)
    found = [line("Hay Fever", base=700, size=20), line("What helps", base=660, size=13), *body]
    assert [(block.kind, block.level, block.text) for block in paragraphs.blocks([found])] == [
        ("heading", 1, "Hay Fever"),
        ("heading", 2, "What helps"),
        ("paragraph", 0, "One two three four five."),
    ]
