"""Whether another word of the glossary could stand in a gap, and which ones surely could not though they look so."""

import random
import re
from functools import lru_cache

from lessons.analysis import Analysis
from lessons.quizzes import gaps
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.gaps import Gap
from lessons.quizzes.inflection import inflected, tags
from lessons.quizzes.items import alike, content
from lessons.quizzes.nearness import nearness
from vocab import families, glossary, levels
from vocab.glossary import Entry, Key

# Zipf distances of a rival from the key: the usual one, and the one beyond which none is ever taken.
NEAR, FARTHEST = 0.8, 1.2
# Definitions that share this much of their words are too near for one of them to be surely wrong.
DEFINITIONS_ALIKE = 0.3
# Zipf by which the plural of a noun is rarer than its singular: "doctor" 0.4, "ointment" 0.6; "nausea" 2.9.
COUNTED, UNCOUNTED = 1.2, 1.7
# Classes of which another word of the kind may be a member: a knee is a joint, a burn is a wound.
CLASSES = frozenset(
    "joint bone limb gland vessel cell germ wound scan growth lump swelling nutrition remedy bug operation".split()
)
# No wrong answer that makes a class giggle, or hurts.
DELICATE = frozenset(
    (
        "abortion anus breast condom discharge erection feces genitals intercourse libido menstruation miscarriage "
        "nipple orgasm ovary penis period prostate scrotum semen sperm stillbirth stool suicide testicle toilet "
        "urethra uterus vagina vulva wart womb syphilis gonorrhea chlamydia buttock buttocks"
    ).split()
)
_VOWEL = re.compile(r"(?!uni|use|usu|uri|ute|eu|one)[aeiou]|hour|honest", re.IGNORECASE)


def rivals(analysis: Analysis, gap: Gap, rng: random.Random) -> list[Entry]:
    """Words of the gap's class and kind that do not fit it, of this text first, then the nearest in frequency.

    Only words of this text, or of its matter: a vaccine is nobody's guess for what a breath brings to the lungs.
    """
    here = {term.entry.key for term in analysis.terms}
    able = [
        entry
        for entry in _pool(gap.entry.pos)
        if is_rival(analysis, gap, entry) and (entry.key in here or nearness(gap.entry, entry))
    ]
    rng.shuffle(able)
    return sorted(
        able,
        key=lambda entry: (
            entry.key not in here,
            distance(gap, entry) > NEAR,
            abs(levels.rank(entry.level) - levels.rank(gap.entry.level)),
        ),
    )


def is_rival(analysis: Analysis, gap: Gap, entry: Entry) -> bool:
    """Whether the entry has a form for the gap that is as usual a word, and makes no sense in it."""
    return (
        entry.kind == gap.entry.kind
        and distance(gap, entry) <= FARTHEST
        and has_form(gap, entry)
        and not may_fit(gap, entry)
        and not _stands_beside(analysis, gap.entry, entry)
    )


def distance(gap: Gap, entry: Entry) -> float:
    """How far the two words are apart in Zipf frequency."""
    form = inflected(entry.lemma, gap.tag)
    return abs(levels.zipf(form) - levels.zipf(gap.word)) if form else FARTHEST + 1


def has_form(gap: Gap, entry: Entry) -> bool:
    """Whether the entry has a form that the gap's grammar takes: its article, number and countability too."""
    form = inflected(entry.lemma, gap.tag)
    tokens = gap.sentence.tokens
    article = tokens[gap.place - 1].text.lower() if gap.place else ""
    if (
        not form
        or (gap.tag == "NNS" and form == entry.lemma)
        or gap.tag not in tags(form)
        or form in {token.text.lower() for token in tokens}
    ):
        return False
    if article in ("a", "an") and bool(_VOWEL.match(form)) != (article == "an"):
        return False
    return gap.tag != "NN" or number_use(form) == _slot_use(gap)


def may_fit(gap: Gap, entry: Entry) -> bool:
    """Whether the entry could make sense in the gap: the sentence speaks of it, or it is too near the right word."""
    return gaps.clue(entry, gap.sentence, gap.word) > 0 or too_near(gap.entry, entry)


def too_near(one: Entry, other: Entry) -> bool:
    """Whether two words share too much of their meaning or form, or the one is named in what is said of the other."""
    return (
        alike(one.lemma, other.lemma)
        or families.stem(one.lemma)[:4] == families.stem(other.lemma)[:4]
        or families.related(one.lemma, other.lemma)
        or alike(one.definition, other.definition, share=DEFINITIONS_ALIKE)
        or _names(one, other)
        or _names(other, one)
    )


def _slot_use(gap: Gap) -> str:
    """Whether the slot wants a noun that is counted or one that is not: "a ____", "much ____"; else as the key."""
    tokens = gap.sentence.tokens
    before = [token for token in tokens if token.head == gap.place and token.dep in ("det", "nummod", "nmod:poss")]
    if any(token.text.lower() in ("a", "an", "each", "every", "another", "one") for token in before):
        return "counted"
    return number_use(gap.word) if before else "mass"


@lru_cache(maxsize=10_000)
def number_use(noun: str) -> str:
    """Whether a singular noun is "counted" or "mass", by how much rarer its plural is; empty where that is unclear."""
    plural = inflected(noun, "NNS")
    if not plural or plural == noun or "NNS" in tags(noun):
        return "mass"
    rarer = levels.zipf(noun) - levels.zipf(plural)
    return "counted" if rarer <= COUNTED else "mass" if rarer >= UNCOUNTED else ""


def is_offered(entry: Entry) -> bool:
    """Whether the entry may be a wrong answer: a word with one clear sense that hurts nobody."""
    return (
        bool(entry.definition)
        and entry.kind != glossary.EVERYDAY
        and not entry.sense
        and entry.lemma.islower()
        and entry.lemma not in GENERIC | CLASSES | DELICATE
        and levels.rank(entry.level) <= 5
    )


@glossary.remembered
def _pools() -> dict[str, list[Entry]]:
    pools: dict[str, list[Entry]] = {pos: [] for pos in glossary.POS}
    for entry in glossary.entries().values():
        if is_offered(entry) and entry.lemma.isalpha():
            pools[entry.pos].append(entry)
    return pools


def _pool(pos: str) -> list[Entry]:
    return _pools()[pos]


def _stands_beside(analysis: Analysis, one: Entry, other: Entry) -> bool:
    """Whether any sentence of the text has both: they may be members of one list."""
    return other.key in _beside(analysis, one.key)


def _beside(analysis: Analysis, key: Key) -> set[Key]:
    found: set[Key] = set()
    for sentence in analysis.running:
        keys = {term.entry.key for term in analysis.explained_in(sentence.start, sentence.end)}
        if key in keys:
            found |= keys
    return found


def _names(one: Entry, other: Entry) -> bool:
    """Whether a name of the one stands in what the glossary says of the other."""
    told = content(" ".join((other.definition, other.plain, *other.variants, *other.related)))
    return any(content(name) and content(name) <= told for name in (*one.forms, one.plain) if name)
