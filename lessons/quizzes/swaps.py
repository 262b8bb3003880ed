"""One change that makes a statement surely false by the text: its opposite, another number, a "not" left out."""

import random
import re
from collections.abc import Iterator

from lessons.quizzes.clause import Clause
from lessons.quizzes.wordings import Edit, edits, inflected
from vocab.pipeline import Token

# Opposites that cannot both be meant (rules as in `wordings`).
OPPOSITES = """
@increase+risk > @reduce
@raise+risk > @lower
@reduce+risk > @increase
@lower+risk > @raise
@decrease+risk > @increase
@improve-obj > @get worse
@improve+obj > @worsen
@worsen-obj > @improve
@worsen+obj > @improve
@strengthen+obj > @weaken
@weaken+obj > @strengthen
@narrow-obj > @widen
@widen-obj > @narrow
@relax-obj > @tighten
@tighten-obj > @relax
get worse > get better
gets worse > gets better
get better > get worse
gets better > gets worse
@relieve+obj > @worsen
@ease+obj > @worsen
@prevent+risk > @cause
^safe > dangerous
^dangerous > safe
^harmful > harmless
^harmless > harmful
^common > rare
^rare > common
^uncommon > common
^easy > difficult
^difficult > easy
^hard > easy
^painful > painless
^painless > painful
^possible > impossible
^impossible > possible
^necessary > unnecessary
^unnecessary > necessary
^likely [to|ADP|END|SCONJ] > unlikely
^unlikely [to|ADP|END|SCONJ] > likely
^mild > severe
^severe > mild
^temporary > permanent
^permanent > temporary
^reversible > permanent
^better > worse
^worse > better
^higher > lower
^lower > higher
^older > younger
^younger > older
^longer > shorter
^shorter > longer
^stronger > weaker
^weaker > stronger
more common > less common
less common > more common
more likely > less likely
less likely > more likely
more dangerous > less dangerous
more often > less often
less often > more often
[!,|more|most|how|too|as|very] usually [!,] > rarely
[!,|more|most|how|too|as|very|not|n't] often [!,|as|enough|END] > rarely
[!,|very|only|can|not] rarely [!,] > often
[!,|very|only] seldom [!,] > often
[!not|n't|nearly] always > never
never > always
[!very|as|too|how] slowly > quickly
[!very|as|too|how] quickly > slowly
gradually > suddenly
suddenly > gradually
[!the|at|is|are|,|in] most [NNS] > few
[!the|at|so|how|as|too|very|in] many [NNS] > few
[!a|the|very|in|every|next|last|first] few [NNS] > many
an empty stomach > a full stomach
a full stomach > an empty stomach
with food > without food
without food > with food
cool water > hot water
cool running water > hot running water
cold water > hot water
every day > every month
each day > each month
daily [END] > monthly
every week > every year
once a day > four times a day
twice a day > four times a day
once a week > once a year
[!time|just|right|shortly] before [meals|eating|breakfast] > after
[!time|just|right|shortly|soon] after [meals|eating|breakfast] > before
caused by a virus > caused by bacteria
caused by viruses > caused by bacteria
caused by bacteria > caused by a virus

"""
_WORDS = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty sixty".split()
# What a number is told as: half or double, or the round one next to it.
_ROUND = {"fifteen": ("thirty", "five"), "fourteen": ("thirty", "seven"), "15": ("30", "5"), "25": ("50", "10")}
_VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40, 50, 60)
# A smaller number than "more than 10" is true as well, and so is a greater one than "less than 10".
_FLOORS = frozenset("least than over minimum above older".split())
_CEILINGS = frozenset("to under within below most maximum less fewer younger".split())


# What one may well do before a meal and after it.
_BOTH_TIMES = frozenset("wash clean rinse brush check measure test ask tell talk speak drink rest".split())
# Beside these the opposite may be so as well: what may be permanent may be temporary.
_LOOSE = frozenset("may might can could sometimes some often frequently many occasionally possibly perhaps".split())


def swaps(clause: Clause, rng: random.Random) -> list[Edit]:
    """The changes that make the clause false, the surest kinds first."""
    found = [edit for edit in edits(clause, OPPOSITES) if _is_main(clause, edit)]
    if clause.tokens[clause.root].lemma in _BOTH_TIMES:
        found = [edit for edit in found if edit.old not in ("before", "after")]
    if not {"years", "months", "weeks"}.isdisjoint(clause.words):
        found = [edit for edit in found if edit.old not in ("slowly", "gradually")]  # "quickly, over many years"
    if clause.is_denied:
        found = [edit for edit in found if edit.old.lower() in ("never", "rarely", "seldom")]
    loose = _LOOSE.intersection(clause.words)
    if loose:
        return [*(edit for edit in found if edit.old.lower() in loose), *_without_not(clause)]
    return [*_numbers(clause, rng), *found, *_without_not(clause)]


def _is_main(clause: Clause, edit: Edit) -> bool:
    """Whether the change is to what the main clause says, not to a condition or a clause about a noun."""
    tokens, at = clause.tokens, edit.start
    if edit.old.lower() in ("most", "many", "few"):
        noun = tokens[at].head
        return tokens[noun].head == clause.root and tokens[noun].dep.startswith("nsubj")
    while at != clause.root:
        if tokens[at].dep in ("advcl", "acl:relcl", "acl", "ccomp", "csubj") and tokens[at].head != at:
            return (
                edit.old.split()[0] in ("before", "after")
                and tokens[at].dep == "advcl"
                and tokens[at].head == clause.root
            )
        if tokens[at].dep.startswith("nsubj"):
            return False
        at = tokens[at].head
    return True


def _numbers(clause: Clause, rng: random.Random) -> Iterator[Edit]:
    """A number that is half or double, on the side where the statement cannot stay true."""
    tokens = clause.tokens
    numbers = [place for place in clause.kept if tokens[place].pos == "NUM"]
    if len(numbers) != 1:
        return
    (at,) = numbers
    before = {tokens[place].text.lower() for place in range(max(0, at - 3), at)} | {
        piece for piece in clause.pieces if isinstance(piece, str)
    }
    floor, ceiling = before & _FLOORS, before & _CEILINGS
    if (floor and "less" in before) or (floor and "fewer" in before):
        floor = set()
    if (floor and ceiling) or not _is_measure(tokens, at):
        return
    up = bool(floor) or (not ceiling and rng.random() < 0.5)
    other = _other(tokens[at].text, up=up)
    if other:
        yield Edit(at, at + 1, other, tokens[at].text)


def _is_measure(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the number counts something: "two weeks", "40%", not "type 2", "24 to 48 hours", "one of", "in 1958"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if after is None or (
        before and before.text.lower() in ("type", "to", "-", "–", "in", "section", "grade", "stage", "group")
    ):
        return False
    return after.text in ("%", "percent") or (after.tag == "NNS" and tokens[at].dep == "nummod")


def _other(text: str, *, up: bool) -> str:
    if text.lower() in _ROUND:
        return _ROUND[text.lower()][not up]
    if text.lower() in _WORDS:
        value = _VALUES[_WORDS.index(text.lower())]
        wanted = value * 2 if up else max(2, value // 2)
        near = min(_VALUES, key=lambda known: abs(known - wanted))
        return _WORDS[_VALUES.index(near)] if near != value else ""
    if not re.fullmatch(r"\d{1,3}(,000)?", text):
        return ""
    digits, thousands = text.removesuffix(",000"), ",000" if text.endswith(",000") else ""
    value = int(digits)
    wanted = value * 2 if up else value // 2
    return f"{wanted}{thousands}" if wanted >= 2 else ""


def _without_not(clause: Clause) -> Iterator[Edit]:
    """ "Does not work" as "works", "is not safe" as "is safe"."""
    tokens = clause.tokens
    if "or" in clause.words:
        return  # "not a or b" denies both, "a or b" allows one
    for place in clause.kept:
        if tokens[place].text.lower() not in ("not", "n't", "n’t") or tokens[place].head != clause.root or not place:
            continue
        helper = tokens[place - 1]
        if place - 1 not in clause.kept:
            continue
        if helper.lemma == "do" and place + 1 == clause.root:
            told = inflected(tokens[clause.root].lemma, helper.tag)
            yield Edit(place - 1, place + 2, told, f"{helper.text} not {tokens[clause.root].text}")
        elif helper.text.lower() in ("is", "are", "was", "were", "can", "should", "will", "may", "might", "must"):
            yield Edit(place - 1, place + 1, helper.text, f"{helper.text} not")
