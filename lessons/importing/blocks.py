"""Lines of a plain text as blocks: headings, paragraphs and list items, with their offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[-*•‣·▪–]\s+(?=\S)")
_ATX = re.compile(r"(#{1,6})\s+(?=\S)")
_STEP = re.compile(r"(?:step|part|chapter|section)\s+\d+\s*[:.)–-]\s*", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.?!]\s+\S")
_SPEAKER = re.compile(r"[A-Z][\w.’' -]{0,30}:\s+\S.*[?]$")
MAX_HEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is heading, paragraph or item; `text` is cleared of its mark, `start`–`end` index the source."""

    kind: str
    text: str
    start: int
    end: int
    level: int = 0
    number: str = ""


def split(source: str) -> list[Block]:
    """The blocks of a plain text, in order."""
    chunks = list(_chunks(source))
    lines = [line for chunk in chunks for line in _joined(chunk)]
    return _settle([_block(text, start, end) for text, start, end in lines])


def _chunks(source: str) -> Iterator[list[tuple[str, int, int]]]:
    """Runs of lines between blank ones, each line with its offsets, white space at the ends left out."""
    chunk: list[tuple[str, int, int]] = []
    for match in re.finditer(r"[^\r\n\v\f\u2028\u2029]*", source):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            chunk.append((line.strip(), start, start + len(line.strip())))
        elif chunk and _blank_between(source, chunk[-1][2], match.end()):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _blank_between(source: str, start: int, end: int) -> bool:
    return len(re.findall(r"\r\n|[\r\n\v\f\u2028\u2029]", source[start : end + 1])) > 1 or end >= len(source)


def _joined(chunk: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The chunk's lines; one paragraph where they were only wrapped at a fixed width."""
    if len(chunk) < 2 or not _is_wrapped([line for line, _, _ in chunk]):
        return list(chunk)
    return [(" ".join(line for line, _, _ in chunk), chunk[0][1], chunk[-1][2])]


def _is_wrapped(lines: Sequence[str]) -> bool:
    body = lines[:-1]
    if any(_mark_of(line) for line in lines[1:]):
        return False
    full = [line for line in body if 45 <= len(line) <= 110]
    unended = [line for line in body if line[-1] not in ".!?:"]
    return len(full) == len(body) and max(map(len, lines)) - min(map(len, body)) < 40 and len(unended) * 2 >= len(body)


def _mark_of(line: str) -> re.Match[str] | None:
    return _ATX.match(line) or _BULLET.match(line) or _NUMBERED.match(line)


def _block(text: str, start: int, end: int) -> Block:
    if mark := _ATX.match(text):
        return Block("heading", text[mark.end() :].rstrip("# "), start, end, level=len(mark.group(1)))
    if mark := _BULLET.match(text):
        return Block("item", text[mark.end() :], start, end)
    if mark := _NUMBERED.match(text) or _STEP.match(text):
        return Block("numbered", text[mark.end() :], start, end, number=mark.group())
    return Block("short" if _is_short(text) else "paragraph", text, start, end)


def _is_short(text: str) -> bool:
    """Whether a line may be a heading: few words, no end of a sentence in it, nobody speaking."""
    if _SENTENCE_ENDS.search(text) or _SPEAKER.match(text):
        return False
    return len(text.split()) <= MAX_HEADING_WORDS and text[-1] not in '.,;:!…"”' and any(map(str.isalpha, text))


def _settle(blocks: Sequence[Block]) -> list[Block]:
    """Decide the open cases by what follows: a short or numbered line before a paragraph is a heading."""
    settled: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1].kind if place + 1 < len(blocks) else ""
        if block.kind == "numbered":
            is_heading = following in ("paragraph", "item") and _is_short(block.text)
            settled.append(replace(block, kind="heading" if is_heading else "item"))
        elif block.kind == "short":
            settled.append(replace(block, kind="short" if following in ("short", "") else "heading"))
        else:
            settled.append(block)
    return settled
