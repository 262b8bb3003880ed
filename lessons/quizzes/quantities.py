"""Numbers with their units, as a text writes them: "20 minutes", "more than 90", "10%"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessons.quizzes.trees import Tree

# Number words up to twenty, and the tens.
_SPELT = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
WORDS = dict(zip(_SPELT.split(), (*range(1, 21), *range(30, 100, 10)), strict=True))
_NAMES = {value: word for word, value in WORDS.items()}
# Units of time in seconds.
TIMES = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
_BEFORE = frozenset({"advmod", "case", "fixed", "mark"})
_LINKS = frozenset({"to", "or", "–", "-"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """`place` is the number's token, `head` that of its noun; `before` says "more than", `lemma` is the noun's.

    `upper` is the second number of "two to three weeks", 0 where there is one only.
    """

    value: float
    upper: float
    place: int
    head: int
    before: str
    number: str
    unit: str
    lemma: str

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.before, self.number, self.unit) if part)

    @property
    def is_time(self) -> bool:
        return self.lemma in TIMES

    @property
    def seconds(self) -> float:
        return self.value * TIMES.get(self.lemma, 0)

    def scaled(self, value: float) -> str:
        """Another number in the same words: twice "two to three" is "four to six"; "" where it cannot be written so."""
        upper = self.upper * value / self.value
        numbers = [value, upper] if self.upper else [value]
        in_words = not self.number[0].isdigit()
        if any(number != int(number) or (in_words and number not in _NAMES) for number in numbers):
            return ""
        return " to ".join(written(number, self.number) for number in numbers)


def value_of(word: str) -> float | None:
    plain = word.lower().replace(",", "")
    if plain in WORDS:
        return float(WORDS[plain])
    return float(plain) if plain.replace(".", "", 1).isdigit() else None


def written(value: float, like: str) -> str:
    """The number in words or in figures, as `like` is; figures where the word is not known."""
    if not like[0].isdigit() and value in _NAMES:
        return _NAMES[int(value)]
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def quantities(tree: Tree) -> Iterator[Quantity]:
    """Plain numbers and ranges with a noun: no fractions ("three in four"), dates or numbers of a kind ("type 2")."""
    for place, token in enumerate(tree.tokens):
        value, end, upper = value_of(token.text), place, 0.0
        if token.pos != "NUM" or token.dep != "nummod" or value is None or value == 1 or token.head < place:
            continue
        second = value_of(tree.tokens[place + 2].text) if place + 2 < token.head else None
        if second and second > value and tree.lower(place + 1) in _LINKS:
            upper, end = second, place + 2
        if _is_plain(tree, place, end):
            yield _quantity(tree, place, end, value, upper)


def _is_plain(tree: Tree, place: int, end: int) -> bool:
    """Whether the number and its noun are all there is: "four weeks", "more than 90 students"."""
    head = tree.tokens[place].head
    inside = set(range(place, end + 1))
    others = [kid for kid in tree.kids[place] if kid not in inside and tree.tokens[kid].dep not in _BEFORE]
    numbers = [at for at in tree.under(head) if tree.tokens[at].pos == "NUM" and at not in inside]
    before = [at for at in tree.under(place) if at < place]
    whole = tree.is_run([*before, place]) and 1 <= head - end <= 2
    return whole and not others and not numbers and not tree.on(head, "conj", "flat")


def _quantity(tree: Tree, place: int, end: int, value: float, upper: float) -> Quantity:
    head = tree.tokens[place].head
    before = tree.text([at for at in tree.under(place) if at < place]).lower()
    number, unit = tree.text(range(place, end + 1)).lower(), tree.text(range(end + 1, head + 1))
    return Quantity(value, upper, place, head, before, number, unit, tree.tokens[head].lemma)


def near(quantity: Quantity) -> list[str]:
    """Other numbers that a writer might have written, in the same words and surely different."""
    value = quantity.value
    if value >= 10 and value % 5 == 0:
        able = [value / 2 if value % 10 == 0 else value - 5, value * 2, value * 1.5, value * 3, value + 5]
    else:
        able = [value / 2, value * 2, value * 1.5, value + 3, value - 2, value * 3, value + 2]
    percent = quantity.lemma in ("%", "cent", "percent")
    fit = [other for other in able if other > 1 and not (percent and other >= 100) and other != value]
    return list(dict.fromkeys(filter(None, map(quantity.scaled, fit))))


def is_single(text: str, quantity: Quantity) -> bool:
    """Whether the text has this number of these things once."""
    said = rf"\b{re.escape(quantity.number)}[ -]{re.escape(quantity.unit)}"
    return len(re.findall(said, text, re.IGNORECASE)) == 1
