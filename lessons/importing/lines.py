"""Printed lines, and the order in which a page of them is read: down each column, across what spans them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

# Points. A gutter is looked for at every step across the page.
STEP = 3.0
MIN_GUTTER = 7.0
# So many lines on each side make two columns; so large a share of all may run across the gutter.
MIN_LINES = 4
MAX_ACROSS = 0.34
# A column is at least that wide; narrower ones are of a table.
MIN_WIDTH = 90.0


@dataclass(frozen=True, slots=True)
class Line:
    """In points from the bottom left corner of the page; `base` is what the letters stand on, `size` their height.

    `cells` are the words between wide stretches of white: more than one in a row of a table.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    page: int = 0
    cells: tuple[str, ...] = ()


def pages_in_reading_order(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The columns of all pages; a page with a few lines may be set in columns because the others are."""
    gutters = [gutter for page in pages if (gutter := _gutter(page)) is not None]
    usual = gutters[len(gutters) // 2] if len(gutters) * 2 >= len(pages) else None
    return [column for page in pages for column in in_reading_order(page, usual=usual)]


def in_reading_order(lines: Sequence[Line], *, usual: float | None = None) -> list[list[Line]]:
    """The columns one after the other, each from the top down."""
    gutter = _gutter(lines)
    if gutter is None and usual is not None and _is_beside(lines, usual):
        gutter = usual
    if gutter is None:
        return [list(_rows(lines))] if lines else []
    found: list[list[Line]] = []
    for crosses, band in groupby(_from_the_top(lines), key=lambda line: _crosses(line, gutter)):
        beside = list(band)
        if crosses:
            found.append(list(_rows(beside)))
        else:
            found += in_reading_order([line for line in beside if line.right <= gutter])
            found += in_reading_order([line for line in beside if line.left >= gutter])
    return found


def _from_the_top(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.base, line.left))


def _rows(lines: Iterable[Line]) -> Iterator[Line]:
    """What stands on one line as one, from the left."""
    row: list[Line] = []
    for line in _from_the_top(lines):
        if row and row[0].base - line.base > 0.5 * min(row[0].size, line.size):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: Sequence[Line]) -> Line:
    parts = sorted(row, key=lambda line: line.left)
    widest = max(parts, key=lambda line: len(line.text))
    cells = tuple(line.text for line in parts)
    return replace(widest, text=" ".join(cells), left=parts[0].left, right=max(p.right for p in parts), cells=cells)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the white strip with text on both sides that fewest lines cross; None in a single column."""
    if len(lines) < 2 * MIN_LINES:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    places = [start + STEP * step for step in range(1, int((end - start) / STEP))]
    good = [(sum(_crosses(line, at) for line in lines), at) for at in places if _divides(lines, at)]
    fewest = min((across for across, _ in good), default=0)
    best = [at for across, at in good if across == fewest]
    return best[len(best) // 2] if best else None


def _divides(lines: Sequence[Line], at: float) -> bool:
    """Whether there is a column on either side, one beside the other."""
    left = [line for line in lines if line.right <= at]
    right = [line for line in lines if line.left >= at]
    across = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < MIN_LINES or across > MAX_ACROSS * len(lines):
        return False
    gap = min(line.left for line in right) - max(line.right for line in left)
    lowest_top = min(max(line.base for line in side) for side in (left, right))
    highest_bottom = max(min(line.base for line in side) for side in (left, right))
    return gap >= MIN_GUTTER and lowest_top > highest_bottom and min(_width(left), _width(right)) >= MIN_WIDTH


def _is_beside(lines: Sequence[Line], at: float) -> bool:
    """Whether there are lines on both sides and none across."""
    sides = {line.right <= at for line in lines}
    return sides == {True, False} and not any(_crosses(line, at) for line in lines)


def _width(lines: Sequence[Line]) -> float:
    """The middle one of the widths: one long line makes no column of a row of figures."""
    return sorted(line.right - line.left for line in lines)[len(lines) // 2]


def _crosses(line: Line, at: float) -> bool:
    return line.left < at < line.right
