"""The spreadsheet for Kahoot, read back with openpyxl."""

import io

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from lessons.exports import kahoot
from lessons.models import Item
from tests.lessons.exports import things


def rows(*items: Item) -> list[tuple[object, ...]]:
    """The rows of the sheet from its heading on."""
    fit, _ = kahoot.parted(items)
    book = load_workbook(io.BytesIO(kahoot.workbook(fit, title="Asthma")))
    return list(book.active.iter_rows(min_row=kahoot.HEAD_ROW, max_col=8, values_only=True))


def test_the_columns_of_the_template() -> None:
    head, row = rows(things.item())
    assert head == (
        None,
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    )
    answers = ("It helps sleep.", "It makes breathing difficult.", "It makes legs strong.", None)
    assert row == (1, "What does asthma do?", *answers, 20, 2)


def test_a_short_passage_stands_behind_its_question() -> None:
    _, row = rows(things.item(passage="It can begin at any ____."))
    assert row[1] == "What does asthma do? It can begin at any ____."


def test_more_to_read_has_more_time() -> None:
    _, row = rows(things.item(stem="W" * 120, options=["a" * 75, "b" * 75, "c" * 75, "d" * 75]))
    assert row[6] == 90


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (things.match(), "Kahoot has only questions with answers to choose from."),
        (things.c_test(), "Kahoot has only questions with answers to choose from."),
        (things.item(stem="W" * 121), "The question has 121 characters; Kahoot takes 120."),
        (things.item(passage="p" * 120), "The question and its passage have 141 characters; Kahoot takes 120."),
        (things.item(options=["a", "b" * 76]), "An answer has 76 characters; Kahoot takes 75."),
        (things.item(options=list("abcde")), "It has 5 answers; Kahoot takes 4."),
    ],
)
def test_what_is_too_long_is_left_out_and_why(item: Item, reason: str) -> None:
    fit, skipped = kahoot.parted([item, things.item()])
    assert len(fit) == 1
    assert [(one.item, one.reason) for one in skipped] == [(item, reason)]


def test_a_formula_is_text() -> None:
    fit, _ = kahoot.parted([things.item(stem='=HYPERLINK("http://example.org")')])
    cell = load_workbook(io.BytesIO(kahoot.workbook(fit, title="=1+1"))).active["B9"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://example.org")')


@settings(max_examples=40, deadline=None)
@given(item=things.any_choices())
def test_any_text_survives(item: Item) -> None:
    fit, skipped = kahoot.parted([item])
    if not skipped:
        _, row = rows(*fit)
        assert row[1].startswith(" ".join(item.stem.split()))
        assert list(row[2 : 2 + len(item.options)]) == [" ".join(option.split()) for option in item.options]
        assert row[7] == item.key + 1
