"""A reader of GIFT for the tests, written from the description of the format (docs.moodle.org, "GIFT format")."""

import re
from dataclasses import dataclass, field


@dataclass
class Answer:
    """`right` is None where the format has no such thing; `other` is the second half of a pair."""

    text: str
    right: bool | None = None
    feedback: str = ""
    other: str = ""


@dataclass
class Question:
    kind: str
    name: str
    stem: str
    answers: list[Answer] = field(default_factory=list)
    said_to_all: str = ""


def read(text: str) -> list[Question]:
    """The questions; blank lines divide them, and lines that begin with "$" or "//" are none."""
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    return [_question(block) for block in blocks if not block.startswith(("$", "//"))]


def _question(block: str) -> Question:
    name, stem = re.fullmatch(r"::((?:[^\\:]|\\.)*)::\[html\](.*)", block, re.S).groups()
    head, inside, tail = (part.strip() for part in _cut(_cut_all(stem, "{"), "}"))
    assert not tail
    body, _, said = inside.rpartition("####")
    return Question(_kind(body), plain(name), plain(head), _answers(body), plain(said))


def _cut_all(text: str, mark: str) -> tuple[str, str]:
    found = _split(text, mark)
    assert len(found) == 2, f"{len(found) - 1} times {mark}"
    return found[0], found[1]


def _cut(halves: tuple[str, str], mark: str) -> tuple[str, str, str]:
    return halves[0], *_cut_all(halves[1], mark)


def _split(text: str, marks: str) -> list[str]:
    """The text cut at each of the marks that has no backslash before it."""
    parts, place = [""], 0
    while place < len(text):
        if text[place] == "\\":
            parts[-1] += text[place : place + 2]
            place += 2
        elif text[place] in marks:
            parts.append("")
            place += 1
        else:
            parts[-1] += text[place]
            place += 1
    return parts


def plain(text: str) -> str:
    return re.sub(r"\\([\\~=#{}:])", r"\1", text.strip())


def _kind(body: str) -> str:
    if re.match(r"\s*(T|F|TRUE|FALSE)\s*(#|$)", body):
        return "truefalse"
    if len(_split(body, "~")) > 1:
        return "multichoice"
    return "matching" if "->" in body else "shortanswer"


def _answers(body: str) -> list[Answer]:
    if _kind(body) == "truefalse":
        letter, *said = (plain(part) for part in _split(body, "#"))
        return [Answer(letter, True, said[1]), Answer("not " + letter, False, said[0])]
    marks = [char for char in _marks(body) if char in "=~"]
    texts = [part.strip() for part in _split(body, "=~")]
    assert not texts[0]
    return [_answer(mark, text) for mark, text in zip(marks, texts[1:], strict=True)]


def _marks(body: str) -> list[str]:
    return re.findall(r"[=~]", re.sub(r"\\.", "", body))


def _answer(mark: str, text: str) -> Answer:
    if "->" in text:
        first, second = text.split("->")
        return Answer(plain(first), other=plain(second))
    answer, *said = _split(text, "#")
    assert not re.match(r"%-?\d", answer), "a share of a point"
    assert not re.match(r"\[(html|plain|markdown|moodle)\]", answer), "the name of a format"
    return Answer(plain(answer), mark == "=", plain(said[0]) if said else "")
