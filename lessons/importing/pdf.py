"""PDF documents: printed lines out of placed letters, then paragraphs out of lines."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from pypdfium2 import raw

from lessons.importing import marked, paragraphs, running_heads
from lessons.importing.blocks import Block
from lessons.importing.lines import Line, pages_in_reading_order
from lessons.importing.refusals import MAX_BYTES, Refused
from lessons.importing.texts import Source

MAX_PAGES = 500
# White of so many letter heights within a line may be a gutter or the wall of a table's cell.
WIDE = 1.2
# A letter so many heights above or below stands on another line; less is a raised number.
OTHER_LINE = 0.7
BOLD = 600
_DAMAGED = "This PDF is damaged: it cannot be opened. Save it again, or copy the article and paste it."
_LOCKED = "This PDF is locked with a password. Save it without one and choose that file."
_SCAN = (
    "There is no text in this PDF, only pictures of pages (a scan). Choose a PDF whose text can be selected, "
    "or run it through text recognition (OCR) first."
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """`base` is the line it stands on, `size` its font's."""

    char: str
    left: float
    right: float
    base: float
    size: float


def read(data: bytes) -> Source:
    """The text in reading order; running heads are left out, words divided at line ends are joined."""
    document = _opened(data)
    if len(document) > MAX_PAGES:
        raise Refused(f"This PDF has {len(document)} pages; at most {MAX_PAGES} are read. Divide it into parts.")
    try:
        pages = [list(_lines(document[number], number)) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Refused(_DAMAGED) from error
    if not any(pages):
        raise Refused(_SCAN)
    body, heads = running_heads.split_off(pages)
    found = [*(Block("paragraph", head, 0, 0) for head in heads), *paragraphs.blocks(pages_in_reading_order(body))]
    return Source(marked.written(found), marked=True, left_out=frozenset(range(len(heads))))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refused(_LOCKED if locked else _DAMAGED) from error


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """Stretches of a line without wide white in them."""
    text = page.get_textpage()
    stretch: list[_Letter] = []
    first = last = 0
    for place, letter in _letters(text):
        if stretch and _parts(stretch, letter):
            yield from _line(stretch, number, bold=_is_bold(text, first, last))
            stretch = []
        if letter.char.strip():
            first, last = first if stretch else place, place
            stretch.append(letter)
        elif stretch and stretch[-1].char != " ":
            stretch.append(replace(stretch[-1], char=" "))
    if stretch:
        yield from _line(stretch, number, bold=_is_bold(text, first, last))


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, _Letter]]:
    x, base, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    for place in range(min(text.count_chars(), MAX_BYTES)):
        char = chr(raw.FPDFText_GetUnicode(text, place))
        raw.FPDFText_GetCharOrigin(text, place, x, base)
        raw.FPDFText_GetLooseCharBox(text, place, box)
        raw.FPDFText_GetMatrix(text, place, matrix)
        size = raw.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d)
        yield place, _Letter(char, box.left, box.right, base.value, size or box.top - box.bottom)


def _is_bold(text: pypdfium2.PdfTextPage, *places: int) -> bool:
    """Whether the letters there all are: a paragraph may begin or end with a bold word."""
    return all(_is_bold_letter(text, place) for place in places)


def _is_bold_letter(text: pypdfium2.PdfTextPage, place: int) -> bool:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, place, name, len(name), flags)
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(text, place) >= BOLD


def _parts(stretch: Sequence[_Letter], letter: _Letter) -> bool:
    """Whether the letter begins another stretch."""
    if letter.char in "\r\n":
        return True
    if not letter.char.strip():
        return False
    last = stretch[-1]
    back = letter.left < stretch[0].left - last.size
    return back or letter.left - last.right > WIDE * last.size or abs(letter.base - last.base) > OTHER_LINE * last.size


def _line(stretch: Sequence[_Letter], page: int, *, bold: bool) -> Iterator[Line]:
    words = "".join(letter.char for letter in stretch).strip()
    if words:
        left, right = min(letter.left for letter in stretch), max(letter.right for letter in stretch)
        size = median(letter.size for letter in stretch)
        yield Line(words, left, right, median(letter.base for letter in stretch), size, bold=bold, page=page)
