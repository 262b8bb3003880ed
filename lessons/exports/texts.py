"""Text as other formats can hold it."""

import re
from html import escape

# What XML 1.0 cannot hold (its production 2, Char); Anki and spreadsheets stumble over the same.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split())


def html(text: str) -> str:
    """The text as HTML on one line, a line break for each new line."""
    lines = (" ".join(each.split()) for each in plain(text).strip().splitlines())
    return "<br>".join(escape(each, quote=False) for each in lines)


def shortened(text: str, length: int) -> str:
    """The text on one line of at most so many characters."""
    whole = line(text)
    return whole if len(whole) <= length else whole[: length - 1].rstrip() + "…"
