"""What cannot become a lesson, each with a sentence that says why and what to do."""

import re
import unicodedata
from collections import Counter
from functools import partial

MIN_WORDS = 30
MAX_WORDS = 20_000
MAX_BYTES = 1_000_000
# What becomes a collection of lessons is bounded by its bytes alone.
DOCUMENT_WORDS = MAX_BYTES
LONGEST_WORD = 100

_TAG = re.compile(
    r"</?(?:p|div|span|a|br|html|head|body|script|style|ul|ol|li|h[1-6]|table|td|tr|img|meta|link)\b[^>]*>",
    re.I,
)
_MOJIBAKE = re.compile("â€[™œ“”\u009d\u0099¦]|Ã[©¨¼¶¤\u00a0-\u00bf]|Â[ \u00a0°±]")
# A letter of several bytes: a file that has one is in UTF-8, however damaged the rest of it may be.
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LATIN = re.compile(r"[A-Za-z]")


class Refused(ValueError):
    """The text cannot become a lesson; the message is for the person who gave it."""


def decode(data: bytes, *, keep_mark: bool = False) -> str:
    """The text of a file: UTF-8, marked UTF-16, or the Western letters of older Windows programs (Windows-1252).

    Refused when it is no text, or damaged.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8" if keep_mark else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in data:
        raise Refused("This is not a text file. Save the article as plain text (.txt) and choose that file.")
    for candidate in (encoding,) if encoding == "utf-16" or _UTF_8_LETTER.search(data) else (encoding, "cp1252"):
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise Refused(
        "The file is not in UTF-8, so some letters would come out wrong. "
        "Open it in your editor, save it as UTF-8 and choose it again."
    )


def check(text: str, *, most: int = MAX_WORDS) -> None:
    """Raise Refused for what is no English text of a lesson's length, or of at most so many words; the order is from
    the plainest fault on."""
    if not text.strip():
        raise Refused("There is no text here. Paste an article, or choose a file.")
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise Refused(too_big(len(text.encode("utf-8", "replace"))))
    for fault in (
        _control_characters,
        _markup,
        _wrong_encoding,
        _repeated_lines,
        partial(_word_count, most=most),
        _endless_words,
        _language,
    ):
        message = fault(text)
        if message:
            raise Refused(message)


def check_length(text: str) -> None:
    """Raise Refused for what has too few or too many words for a lesson."""
    if message := _word_count(text, most=MAX_WORDS):
        raise Refused(message)


def too_big(size: int) -> str:
    return (
        f"This is {size / 1_000_000:.1f} MB of text; a lesson takes at most {MAX_BYTES // 1_000_000} MB. "
        "Divide it into parts and add each as a lesson."
    )


def _control_characters(text: str) -> str | None:
    strange = sum(unicodedata.category(char) in ("Cc", "Cs", "Co") and char not in "\n\r\t\f\v\x85" for char in text)
    if strange:
        return "This contains characters that are not text (from a damaged or binary file). Copy the article again."
    return None


def _markup(text: str) -> str | None:
    if len(_TAG.findall(text)) >= 3:
        return "This is the source of a web page. Open the page in your browser, copy the words there, and paste them."
    return None


def _wrong_encoding(text: str) -> str | None:
    if text.count("\ufffd") or len(_MOJIBAKE.findall(text)) >= 2:
        return "Some letters are damaged: the text was read in a wrong encoding. Copy it again where it looks right."
    return None


def _repeated_lines(text: str) -> str | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line, times = Counter(lines).most_common(1)[0]
    if times >= 10 and times * 2 > len(lines):
        shown = line if len(line) <= 40 else line[:39] + "…"
        return f"The line “{shown}” stands here {times:,} times. Paste the article once."
    return None


def _word_count(text: str, *, most: int) -> str | None:
    count = len(text.split())
    if count < MIN_WORDS:
        words = "1 word" if count == 1 else f"{count} words"
        return f"This has {words}; a lesson needs at least {MIN_WORDS}."
    if count > most:
        return f"This has {count:,} words; a lesson holds at most {most:,}. Divide it into lessons."
    return None


def _endless_words(text: str) -> str | None:
    if sum(len(word) > LONGEST_WORD and "/" not in word for word in text.split()) > 0:
        return "Some “words” here are longer than any English word: this does not look like an article."
    return None


def _language(text: str) -> str | None:
    import py3langid  # late: it takes a quarter of a second, and only an import needs it

    letters = [char for char in text if char.isalpha()]
    latin = len(_LATIN.findall(text))
    if (
        len(letters) * 2 < len("".join(text.split()))
        or latin * 10 < len(letters) * 7
        or py3langid.classify(text)[0] != "en"
    ):
        return "This does not read as English. Readwell makes lessons from English texts only."
    return None
