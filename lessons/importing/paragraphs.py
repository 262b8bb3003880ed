"""Paragraphs, headings and items out of printed lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.importing.blocks import MAX_HEADING_WORDS, Block
from lessons.importing.lines import Line
from lessons.importing.markdown import CELLS

# A heading's letters are so much larger than those of the running text.
LARGER = 1.12
# A gap of so many usual distances between lines begins a new paragraph; so does an indent of so many letter heights.
GAP = 1.3
INDENT = 0.9
# A list stands so far to the right, and an item of it has at most so many words.
LIST_INDENT = 1.5
ITEM_WORDS = 40
_BULLET = re.compile(r"[•‣▪●○◦∙·\uf0b7\uf0a7]\s*(?=\S)|[–*-]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.?!:][\"”’')\]]*$")
_DIVIDED = re.compile(r"(\w+)[-\u2010\u00ad\u0002\ufffe]$")
_WORD = re.compile(r"\w+")
KNOWN = 3.0


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual: the height of letters, from line to line, and the edges of the column."""

    size: float
    pitch: float
    left: float
    right: float


@dataclass(slots=True)
class _Draft:
    """Lines of one block; `indent` in letter heights."""

    kind: str
    lines: list[Line]
    indent: float

    @property
    def text(self) -> str:
        return joined([line.text for line in self.lines])


def blocks(columns: Sequence[Sequence[Line]]) -> list[Block]:
    """The blocks of columns in reading order; a paragraph may go on in the next column or on the next page."""
    size, pitch = _usual(columns)
    drafts: list[_Draft] = []
    for column in columns:
        measure = Measure(size, pitch, _left(column), max((line.right for line in column), default=0.0))
        for place, line in enumerate(column):
            kind = _kind(line, measure)
            if drafts and _goes_on(drafts[-1], line, kind, measure, is_first=not place):
                drafts[-1].lines.append(line)
            else:
                drafts.append(_Draft(kind, [line], (line.left - measure.left) / size))
    return list(_settled(drafts, size))


def joined(lines: Sequence[str]) -> str:
    """Lines as one; a word divided at the end of a line is whole again."""
    text = ""
    for line in lines:
        divided = _DIVIDED.search(text)
        following = _WORD.match(line)
        if divided and following:
            text = text[:-1] + ("-" if _keeps_hyphen(text[-1], divided[1], following[0]) else "") + line
        else:
            text = f"{text} {line}".strip()
    return text


def _keeps_hyphen(hyphen: str, first: str, second: str) -> bool:
    """Whether it stood there before the line ended: "exer-cise" was one word, "long-term" and "10-20" were not."""
    if hyphen not in "-\u2010":
        return False
    if not second[0].islower() or not first[-1].isalpha():
        return True
    from wordfreq import zipf_frequency  # late: only a text with divided words needs it

    apart = min(zipf_frequency(part, "en") for part in (first, second))
    return zipf_frequency(first + second, "en") < min(apart, KNOWN)


def _usual(columns: Sequence[Sequence[Line]]) -> tuple[float, float]:
    """Height of the letters and distance from line to line of most of the text."""
    sizes: Counter[float] = Counter()
    for line in (line for column in columns for line in column):
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps = Counter(
        round(above.base - below.base, 1)
        for column in columns
        for above, below in pairwise(column)
        if round(below.size, 1) == size and 0.8 * size < above.base - below.base < 2.5 * size
    )
    return size, steps.most_common(1)[0][0] if steps else 1.3 * size


def _left(column: Sequence[Line]) -> float:
    """Where most lines of the column begin, or further left where several do."""
    starts = Counter(round(line.left) for line in column)
    return float(min(start for start, times in starts.items() if times * 5 >= len(column) or len(column) < 5))


def _kind(line: Line, measure: Measure) -> str:
    if _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return "item"
    if len(line.cells) > 1 and line.right < measure.right - 2 * measure.size:
        return "row"
    few = len(line.text.split()) <= MAX_HEADING_WORDS and any(map(str.isalpha, line.text))
    if few and line.size >= measure.size * LARGER:
        return "heading"
    return "bold" if few and line.bold else "paragraph"


def _goes_on(draft: _Draft, line: Line, kind: str, measure: Measure, *, is_first: bool) -> bool:
    """Whether the line is more of the same block."""
    last = draft.lines[-1]
    if kind in ("item", "row") or draft.kind == "row":
        return False
    if (kind == "heading" or draft.kind == "heading") and (kind != draft.kind or abs(last.size - line.size) > 1):
        return False
    if "bold" in (kind, draft.kind) and kind != draft.kind:
        return draft.kind == "paragraph" and not _is_apart(last, line, measure) and not is_first
    if is_first:
        return draft.kind != "heading" and not _ENDS.search(last.text)
    return not (_is_apart(last, line, measure) or _had_room(last, line, measure) or _is_indented(draft, line, measure))


def _is_apart(last: Line, line: Line, measure: Measure) -> bool:
    return last.base - line.base > GAP * measure.pitch * max(1.0, line.size / measure.size)


def _had_room(last: Line, line: Line, measure: Measure) -> bool:
    """Whether the first word of the line would have gone into the one before, which so ended on purpose."""
    letter = (line.right - line.left) / max(len(line.text), 1)
    return last.right + letter * (len(line.text.split()[0]) + 2) < measure.right


def _is_indented(draft: _Draft, line: Line, measure: Measure) -> bool:
    """Whether a paragraph begins here by a first line that stands in; items stand in with all their lines."""
    stands_in = line.left > measure.left + INDENT * measure.size
    return draft.kind == "paragraph" and stands_in and line.left > draft.lines[-1].left + INDENT * measure.size


def _settled(drafts: Sequence[_Draft], size: float) -> Iterator[Block]:
    """The blocks: what is bold and alone a heading, what stands in among its like an item; the largest is the title."""
    sizes = [draft.lines[0].size for draft in drafts if draft.kind == "heading" and draft.lines[0].page == 0]
    title = max(sizes, default=0.0)
    mostly_bold = sum(draft.kind == "bold" for draft in drafts) * 2 > len(drafts)
    for place, draft in enumerate(drafts):
        text, kind, level = draft.text, "paragraph", 0
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        if draft.kind == "heading" or (draft.kind == "bold" and not mostly_bold and _heads(draft, following)):
            is_title = draft.lines[0].page == 0 and draft.lines[0].size >= title > 0
            kind, level = "heading", 1 if is_title else 2
            title = float("inf") if is_title else title
        elif draft.kind == "row":
            kind, text = "item", CELLS.join(draft.lines[0].cells)
        elif draft.kind == "item" or _is_listed(drafts, place):
            kind, text = "item", _NUMBERED.sub("", _BULLET.sub("", text, count=1), count=1)
        yield Block(kind, text, 0, 0, level=level)


def _heads(draft: _Draft, following: _Draft | None) -> bool:
    return following is not None and following.kind != "bold" and not re.search(r"[.,;]$", draft.text)


def _is_listed(drafts: Sequence[_Draft], place: int) -> bool:
    """Whether the block is one of several short ones that stand in: bullets are often drawn, not written."""

    def stands_in(at: int) -> bool:
        near = drafts[at] if 0 <= at < len(drafts) else None
        return near is not None and near.kind == "paragraph" and near.indent >= LIST_INDENT

    few = len(drafts[place].text.split()) <= ITEM_WORDS
    return few and stands_in(place) and (stands_in(place - 1) or stands_in(place + 1))
