"""Questions as the spreadsheet that Kahoot imports: the columns and limits of its own template."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from lessons import reading
from lessons.exports import questions
from lessons.exports.questions import Skipped
from lessons.exports.texts import line
from lessons.models import Item

MAX_QUESTION, MAX_ANSWER = 120, 75
MOST_ANSWERS = 4
# Below this row of the template stand the questions, one a row.
HEAD_ROW = 8
COLUMNS = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
WIDTHS = (6, 60, 32, 32, 32, 32, 18, 18)
# Seconds that Kahoot lets choose from; fewer are too few for reading.
SECONDS = (20, 30, 60, 90, 120)
# With the space after it.
LETTERS_IN_A_WORD = 6


def parted(items: Sequence[Item]) -> tuple[list[Item], list[Skipped]]:
    """The questions that Kahoot can hold, and the others."""
    return questions.parted(items, [_reason(item) for item in items])


def workbook(items: Sequence[Item], *, title: str) -> bytes:
    """The file for the questions that `parted` lets through."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "Questions"
    _write(sheet, 2, 2, title).font = Font(bold=True, size=14)
    for column, name in enumerate(COLUMNS, start=2):
        _write(sheet, HEAD_ROW, column, name).font = Font(bold=True)
    for number, item in enumerate(items, start=1):
        _write_row(sheet, number, item)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[sheet.cell(HEAD_ROW, column).column_letter].width = width
    book.save(file := io.BytesIO())
    return file.getvalue()


def _reason(item: Item) -> str:
    if not questions.is_single(item):
        return "Kahoot has only questions with answers to choose from."
    if len(item.options) > MOST_ANSWERS:
        return f"It has {len(item.options)} answers; Kahoot takes {MOST_ANSWERS}."
    if (length := len(_asked(item))) > MAX_QUESTION:
        what = "The question and its passage have" if questions.shown_passage(item) else "The question has"
        return f"{what} {length} characters; Kahoot takes {MAX_QUESTION}."
    if (length := max(len(line(option)) for option in item.options)) > MAX_ANSWER:
        return f"An answer has {length} characters; Kahoot takes {MAX_ANSWER}."
    return ""


def _asked(item: Item) -> str:
    return line(f"{item.stem} {questions.shown_passage(item)}")


def _write_row(sheet: Worksheet, number: int, item: Item) -> None:
    row = HEAD_ROW + number
    sheet.cell(row, 1, number)
    for column, text in enumerate((_asked(item), *item.options), start=2):
        _write(sheet, row, column, text)
    sheet.cell(row, 7, _seconds(item))
    sheet.cell(row, 8, item.key + 1)


def _seconds(item: Item) -> int:
    """Twice as long as reading it takes: half for the answer."""
    letters = len(_asked(item)) + sum(map(len, item.options))
    needed = 2 * 60 * letters / (reading.PACE * LETTERS_IN_A_WORD)
    return next(seconds for seconds in SECONDS if seconds >= needed)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell of text, also where the text looks like a formula."""
    cell = sheet.cell(row, column)
    cell.value = line(text)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
