"""Headings as plain prose: "Treating High Blood Pressure" is read as "Treating high blood pressure".

The pipeline learnt from running text, where a capital means a name. A line with capitals all through means nothing by
them, so its words are read in small letters, but for those that no list has small: they are names. No offset moves.
"""

import re
from collections.abc import Callable

from vocab import word_levels

# A longer line is a paragraph.
MOST_WORDS = 14
# A shorter word that stands alone in capitals may be an abbreviation.
LONG = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINE = re.compile(r"[^\n]+")
# Words that titles leave small; others that are small mean that capitals are names.
_SMALL = frozenset(
    "a an and as at but by can do does for from if in into is it its nor not of off on or our over per so the their "
    "to up via vs was when with you your how are be about after than that what who why s t".split()
)


def plain(text: str) -> str:
    """The text with its lines in capitals or title case as prose would have them; the same length."""
    return _LINE.sub(_plain_line, text)


def _plain_line(line: re.Match[str]) -> str:
    words = _WORD.findall(line[0])
    if not words or len(words) > MOST_WORDS:
        return line[0]
    if line[0].isupper() and (len(words) > 1 or len(words[0]) >= LONG):
        return _small(line[0], str.isupper)
    told = [word for word in words if word.lower() not in _SMALL]
    if len(told) > 1 and all(word[0].isupper() for word in told):
        return _small(line[0], str.istitle)
    return line[0]


def _small(line: str, is_changed: Callable[[str], bool]) -> str:
    """The line with those of its words in small letters; the first keeps its first letter."""
    first = _WORD.search(line)

    def change(word: re.Match[str]) -> str:
        found = word[0]
        if len(found) == 1 or not is_changed(found.replace("’", "").replace("'", "")) or not _is_common(found.lower()):
            return found
        lower = found.lower()
        small = found[0] + lower[1:] if first and word.start() == first.start() else lower
        return small if len(small) == len(found) else found

    return _WORD.sub(change, line)


def _is_common(word: str) -> bool:
    """Whether some list has the word in small letters, possessive or not."""
    return word in _SMALL or word_levels.is_listed(word.removesuffix("'s").removesuffix("’s"))
