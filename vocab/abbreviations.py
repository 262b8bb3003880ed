"""Abbreviations in a text: those that it explains, each later use of them, and those that it never explains.

Explanations are found as by Schwartz and Hearst (Pacific Symposium on Biocomputing 2003), in both orders: "carpal
tunnel syndrome (CTS)" and "CTS (carpal tunnel syndrome)"; and in the words of one sentence: "carpal tunnel syndrome,
or CTS". The long form is the shortest run of words that gives the letters (`vocab.alignment`), or one that is known.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vocab import alignment, known_abbreviations, levels
from vocab.known_abbreviations import Meaning

_WORD = r"[^\W_](?:[\w&]|-(?=\w))+"
_ADVERBS = r"(?:(?:also|often|sometimes|commonly|usually|simply|better|just|generally|frequently|now)\s+){0,2}"
_NAMING = (
    r"(?:called|known\s+(?:simply\s+)?as|abbreviated(?:\s+(?:as|to))?|abbreviation:?|shortened\s+to|"
    r"referred\s+to\s+as|or|aka|in\s+short|for\s+short)"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
_IN_BRACKETS = re.compile(
    rf"(?:or\s+)?{_ADVERBS}(?:{_NAMING}[:,]?\s+)?(?:the\s+|an?\s+)?[\"“‘']?({_WORD})[\"”’']?(?:\s+for\s+short)?"
)
# "carpal tunnel syndrome, also called CTS", "…, or CTS", "… is known as CTS"
_NAMED = re.compile(
    rf",?\s+(?:(?:which|that)\s+)?(?:(?:is|are|can\s+be|may\s+be)\s+)?(?:or\s+)?{_ADVERBS}{_NAMING}[:,]?\s+"
    rf"(?:simply\s+|just\s+|the\s+)?[\"“‘']?({_WORD})"
)
# "carpal tunnel syndrome, CTS, …", "… – CTS for short"
_APPOSED = re.compile(rf"(?:,|\s[–—-])\s+({_WORD})(?=,|\s+[–—-]\s|,?\s+for\s+short)")
# "CTS stands for carpal tunnel syndrome", "CTS, or …", "CTS: …"
_TOLD = re.compile(
    rf"(?<![\w-])({_WORD})[\"”’']?(?:,?\s+(?:(?:which|that)\s+)?(?:(?:is|are)\s+)?(?:(?:short|stands?|an?\s+abbreviation|"
    r"an?\s+acronym)\s+for|means)\s+|,?\s+or\s+|\s*(?::|=|\s[–—-])\s+)"
)
_LEADING = re.compile(
    r"(?:(?:or|also|called|known\s+as|short\s+for|(?:which\s+)?stands\s+for|which\s+means|that\s+is,?|i\.e\.,?|a|an|the)\s+)*"
    r"[\"“‘']?",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?…][\"”’]*\s|[()\[\]\n;:]|\s[–—]\s")
_FORWARD_BREAK = re.compile(r"[.!?…][\"”’]*(?:\s|$)|[()\[\]\n;:]|\s[–—-]\s")
_WHOLE = r"(?<![\w@.&-]){}(?![\w&@]|-\w|\.\w)"
_ROMAN = re.compile(r"[IVX]+")
_UNKNOWN = re.compile(r"[A-Z]{3,4}")
# Above this Zipf frequency capitals that no list knows are a word written large, or a name that people know.
_RARE = 3.0
# Above these, capitals that may stand for something are rather the word: "FIT", and of two letters "OR".
_COMMON = 4.2
_VERY_COMMON = 5.0
# How many characters of a line are looked at, on each side.
_SIGHT = 200
# Words that are abbreviations no more.
_FAMILIAR = frozenset({"COVID", "COVID-19", "DNA"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """`start` and `end` are the offsets of the long form where the text explains it, `place` that of the short form."""

    short: str
    long: str
    start: int
    end: int
    place: int = -1


@dataclass(frozen=True, slots=True)
class Unexplained:
    """`meaning` is None where nothing tells what the short form stands for; `places` are the offsets of its uses."""

    short: str
    meaning: Meaning | None
    places: tuple[tuple[int, int], ...]

    @property
    def long(self) -> str | None:
        return self.meaning.long if self.meaning else None


def find(text: str) -> tuple[Abbreviation, ...]:
    """Every abbreviation that the text explains, at its first explanation, in order."""
    found: dict[str, Abbreviation] = {}
    told = (*_in_brackets(text), *_named(text), *_told(text))
    for one in sorted(told, key=lambda one: (max(one.place, one.end), one.place)):
        found.setdefault(singular(one.short), one)
    return tuple(found.values())


def singular(short: str) -> str:
    """ "NSAID" of "NSAIDs"; whatever has no small s at its end is itself."""
    return short[:-1] if len(short) > 2 and short[-1] == "s" and (short[-2].isupper() or short[-2].isdigit()) else short


def occurrences(text: str, short: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each place where it stands as a whole word, in its capitals, also in the plural."""
    pattern = _WHOLE.format(re.escape(singular(short)) + "s?")
    return tuple(match.span() for match in re.finditer(pattern, text))


def uses(text: str, one: Abbreviation) -> tuple[tuple[int, int], ...]:
    """Its occurrences after the place where it is explained."""
    return tuple((start, end) for start, end in occurrences(text, one.short) if start > max(one.place, one.start))


def unexplained(text: str, explained: Sequence[Abbreviation] | None = None) -> tuple[Unexplained, ...]:
    """What the text uses without ever explaining it, by first use; `explained` is what `find` gave, if it is known."""
    return tuple(
        one
        for one in bare(text, find(text) if explained is None else explained)
        if one.short not in _FAMILIAR and (one.meaning.is_term if one.meaning else _needs_telling(one.short))
    )


def bare(text: str, explained: Sequence[Abbreviation]) -> tuple[Unexplained, ...]:
    """Every other word in capitals, by first use, with what it means here; also such as nobody need explain."""
    told = {singular(one.short) for one in explained}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in re.finditer(_WHOLE.format(_WORD), text):
        short = singular(match.group())
        if short not in told and _is_short_form(short) and not _is_shouted(text, match.start(), match.end()):
            places[short].append(match.span())
    return tuple(
        Unexplained(short, known_abbreviations.meant(short, text), tuple(spans)) for short, spans in places.items()
    )


def _needs_telling(short: str) -> bool:
    """Whether it is an abbreviation though nothing tells its meaning: not "OR", not a name that everybody knows."""
    frequency = levels.zipf(short.lower())
    if meanings := known_abbreviations.meanings(short):
        return any(each.is_term for each in meanings) and frequency < (_COMMON if len(short) > 2 else _VERY_COMMON)
    return bool(_UNKNOWN.fullmatch(short)) and not _ROMAN.fullmatch(short) and frequency < _RARE


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether all of its line is in capitals, as far as one sees."""
    before = text[max(start - _SIGHT, 0) : start].rpartition("\n")[2]
    after = text[end : end + _SIGHT].partition("\n")[0]
    line = before + text[start:end] + after
    return line.isupper() and len(line.split()) > 1


def _is_short_form(short: str) -> bool:
    if not 2 <= len(short) <= 12 or (_ROMAN.fullmatch(short) and short != "IV"):
        return False
    capitals = sum(char.isupper() for char in short)
    return capitals > 1 or bool(known_abbreviations.meanings(singular(short)))


# -- the three ways to explain


def _in_brackets(text: str) -> Iterator[Abbreviation]:
    for bracket in _BRACKETED.finditer(text):
        at = bracket.start(1)
        for piece in re.finditer(r"[^,;/]+?(?=\s*(?:[,;/]|\sor\s|$))", bracket.group(1)):
            short = _IN_BRACKETS.fullmatch(piece.group().strip())
            if short and _is_short_form(short.group(1)):
                place = at + bracket.group(1).index(short.group(1), piece.start())
                yield from _before(text, bracket.start(), short.group(1), place)
        before = re.search(rf"(?<![\w-])({_WORD})[\"”’']?\s*$", text[max(bracket.start() - 20, 0) : bracket.start()])
        if before and _is_short_form(before.group(1)):
            place = max(bracket.start() - 20, 0) + before.start(1)
            yield from _after(text, at, bracket.end(1), before.group(1), place, is_whole=True)


def _named(text: str) -> Iterator[Abbreviation]:
    for pattern in (_NAMED, _APPOSED):
        for match in pattern.finditer(text):
            short = match.group(1)
            if _is_short_form(short) and (pattern is _NAMED or len(short) > 2):
                yield from _before(text, match.start(), short, match.start(1))


def _told(text: str) -> Iterator[Abbreviation]:
    for match in _TOLD.finditer(text):
        if _is_short_form(match.group(1)):
            end = _FORWARD_BREAK.search(text, match.end())
            yield from _after(
                text, match.end(), end.start() if end else len(text), match.group(1), match.start(1), is_whole=False
            )


def _before(text: str, end: int, short: str, place: int) -> Iterator[Abbreviation]:
    """The long form that ends at `end`."""
    start = max((match.end() for match in _BREAK.finditer(text, max(end - 200, 0), end)), default=max(end - 200, 0))
    context = text[start:end].rstrip(" ,\"'“”‘’")
    letters = singular(short)
    if (
        span := _known_before(context, letters, r"$")
        or _shortest(context, short)
        or _known_before(context, letters, r"\s\w+$")
    ):
        yield Abbreviation(short, context[slice(*span)], start + span[0], start + span[1], place)


def _shortest(context: str, short: str) -> tuple[int, int] | None:
    """The shortest run of words at the end; one in which every letter begins a word comes first."""
    letters = singular(short)
    found = []
    for word in reversed(list(re.finditer(r"(?<![\w/–—‐-])[^\s,/]+", context))[-len(letters) * 2 :]):
        begins = word.end() - len(word.group().lstrip("\"'“‘"))
        if (given := _fits(short, context[begins:])) is not None:
            if given >= len(letters):
                return begins, len(context)
            found.append((begins, len(context)))
    return found[0] if found else None


def _known_before(context: str, short: str, end: str) -> tuple[int, int] | None:
    for form in known_abbreviations.long_forms(short):
        if known := re.search(rf"(?<!\w)({_spelt(form)}){end}", context, re.IGNORECASE):
            return known.span(1)
    return None


def _after(text: str, start: int, end: int, short: str, place: int, *, is_whole: bool) -> Iterator[Abbreviation]:
    """The long form that begins at `start`; `is_whole` when it fills the stretch up to a comma or the end."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    context = text[start:end].rstrip(" ,\"'“”‘’.")
    ends = [match.end() for match in re.finditer(r"[^\s,/–—‐-]+", context)][: len(short) * 2]
    if is_whole:
        ends = [at for at in ends if re.match(r"$|,\s|;\s|\sor\s", context[at:])]
    told = [(given, -at) for at in ends if (given := _fits(short, context[:at])) is not None]
    if told:
        at = -max(told)[1]
        yield Abbreviation(short, context[:at], start, start + at, place)
        return
    for form in known_abbreviations.long_forms(singular(short)):
        if known := re.match(rf"({_spelt(form)})(?!\w)", context, re.IGNORECASE):
            yield Abbreviation(short, known.group(1), start, start + known.end(1), place)
            return


def _fits(short: str, long: str) -> int | None:
    given = alignment.fits(singular(short), long)
    return given if given is not None or singular(short) == short else alignment.fits(short, long)


def _spelt(form: str) -> str:
    """The form with hyphens or spaces, in the singular or the plural."""
    return r"[\s-]".join(re.escape(word) for word in re.split(r"[\s-]", form)) + "(?:e?s)?"
