"""What a printed document repeats on its pages: running heads and feet, and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from lessons.importing.lines import Line

# How many lines from the top and the bottom of a page may be heads and feet, and how far from the edge they may stand.
DEEP = 3
NEAR = 5.0
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?i)(?:page|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—|]?$")


def split_off(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without them, and each head or foot once; page numbers alone are not told."""
    edges = [_edges(page) for page in pages]
    often = _repeated(edges) | _repeated_nearby([_edges(page, deep=1) for page in pages])
    body: list[list[Line]] = []
    told: dict[str, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        gone = {id(line) for line in edge if _key(line) in often or _is_number(line, page)}
        for line in edge:
            if _key(line) in often and not _NUMBER.match(line.text):
                told.setdefault(_key(line), line.text)
        body.append([line for line in page if id(line) not in gone])
    return body, list(dict.fromkeys(told.values()))


def _repeated(edges: Sequence[Sequence[Line]]) -> set[str]:
    """What stands on every other page or more."""
    times = Counter(key for edge in edges for key in {_key(line) for line in edge})
    return {key for key, count in times.items() if count > 1 and count * 2 >= len(edges) - 1}


def _repeated_nearby(edges: Sequence[Sequence[Line]]) -> set[str]:
    """What stands again on the next page or the one after it, as the name of a chapter does."""
    keys = [{_key(line) for line in edge} for edge in edges]
    return {key for at, here in enumerate(keys) for there in keys[at + 1 : at + 3] for key in here & there}


def _edges(page: Sequence[Line], *, deep: int = DEEP) -> list[Line]:
    """The highest and the lowest lines."""
    rows = sorted({round(line.base) for line in page})
    ends = {*rows[:deep], *rows[-deep:]}
    return [line for line in page if round(line.base) in ends]


def _key(line: Line) -> str:
    """The same for a head of all pages: its words without figures, and the height that it stands at."""
    return f"{_DIGITS.sub('#', line.text)} {round(line.base / NEAR)}"


def _is_number(line: Line, page: Sequence[Line]) -> bool:
    lowest, highest = min(each.base for each in page), max(each.base for each in page)
    at_edge = abs(line.base - lowest) < NEAR or abs(line.base - highest) < NEAR
    return at_edge and bool(_NUMBER.match(line.text))
