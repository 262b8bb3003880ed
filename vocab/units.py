"""Medical units that no list has: made of the parse, of entities, and of the parts of words."""

import csv
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from vocab import glossary, levels, lexicon
from vocab.glossary import Entry
from vocab.matching import Candidate
from vocab.pipeline import Sentence, Token

HEADS_FILE = Path(__file__).with_name("unit_heads.csv")
# Endings that make a rare word a medical one, by the kind of thing that they name; those of drugs are the stems of the
# World Health Organization's international nonproprietary names.
ENDINGS = {
    "disease": "itis osis emia aemia opathy oma ectasia",
    "symptom": "algia plegia uria pnea pnoea rrhea rrhoea dynia",
    "procedure": "ectomy oscopy otomy ostomy plasty ography centesis ometry olysis",
    "professional": "ologist iatrist",
    "drug": "cillin mycin statin azole prazole sartan xaban gliflozin racetam olol dipine oxacin cycline triptan "
    "gliptin glutide oxetine azepam azolam profen semide thiazide lukast setron parin tidine afil bactam ciclovir",
}
SUFFIXES = {ending: kind for kind, endings in ENDINGS.items() for ending in endings.split()}
# Below this Zipf frequency an ending counts: "sclerosis" is a medical word, "biography" is not.
RARE = 3.4
# An entity of one word as common as this is more often no medical name.
COMMON = 3.7
# And an adjective as common as this is no part of one, unless it says of what.
COMMON_ADJECTIVE = 3.7
# These are part of a disease's name of several words: "chronic kidney disease", but chronic "pain".
_COURSES = frozenset({"chronic", "acute"})
# What the recogniser has taken for names in texts that were looked through, and are none.
NO_NAMES = frozenset("alkali hairline elasticity juice milk problem level fruit".split())
LABELS = {"DISEASE": "disease", "CHEMICAL": "drug", "ANATOMY": "anatomy"}
# Adjectives that say how bad or how long, not of what: they stay outside the unit.
GRADING = frozenset(
    "severe mild moderate chronic acute critical serious typical clinical general normal abnormal additional potential "
    "common special usual occasional initial physical natural basic specific temporary necessary primary secondary "
    "involuntary voluntary medical painful sudden early late advanced minor major new old bad persistent recurrent "
    "frequent possible known underlying certain other many several further first second such same different "
    "active inactive healthy poor good ordinary rare sick ill daily local typical optimal annual individual "
    "traditional regional national external internal total final central vital mental emotional social personal "
    "seasonal".split()
)
# How a medicine is given is a term of its own ("[oral] [steroids]"), as is a state of the part ("[swollen] [glands]").
ROUTES = frozenset("oral intravenous topical intramuscular subcutaneous inhaled injectable".split())
# Before these any noun makes a unit: "nut allergy", "wasp sting".
TAKES_ANY = frozenset({"allergy", "sting", "jab", "vaccine", "vaccination", "bite", "intolerance"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# A run of words with one of these is a phrase, not a name: "edema of the esophagus".
_NEVER_INSIDE = frozenset({"CCONJ", "VERB", "PUNCT", "AUX", "ADP", "DET", "PRON", "ADV"})
_RELATIONAL = ("al", "ic", "ac", "ar", "ary", "oid", "ory", "ous", "genic", "tic")
# What is joined to such a second half is described by it, not named: "alcohol-related".
_LOOSE = frozenset(
    "related induced associated based free like rich positive negative dependent year long term day week".split()
)
_NOT_BEFORE = frozenset({"damage", "problem"})


@lru_cache(maxsize=1)
def heads() -> dict[str, str]:
    """Nouns that make one unit with a medical noun before them ("thyroid disorders"), and the kind of the whole."""
    with HEADS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["head"]: row["kind"] for row in csv.DictReader(file)}


def formed(lemma: str, kind: str) -> Entry:
    return lexicon.formed(lemma, "NOUN", kind)


def found(sentence: Sentence, listed: Sequence[Candidate], everyday: Collection[int]) -> Iterator[Candidate]:
    """Units of the sentence beside the `listed` ones; `everyday` are tokens that stand in a sense that is no
    medical one.
    """
    tokens = sentence.tokens
    singles = [*_by_ending(tokens, everyday), *_entities(sentence, everyday)]  # an ending tells the kind better
    yield from singles
    yield from _types(tokens)
    yield from _composed(tokens, [*listed, *singles], everyday)


def _types(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """ "Type 1" and "type 2" where the sentence speaks of diabetes."""
    if any(token.lemma.lower() in ("diabetes", "diabetic") for token in tokens):
        for place, (first, second) in enumerate(pairwise(tokens)):
            if first.text.lower() == "type" and second.text in ("1", "2"):
                yield place, place + 2, formed(f"type {second.text}", "disease")


def _composed(tokens: Sequence[Token], known: Sequence[Candidate], everyday: Collection[int]) -> Iterator[Candidate]:
    """A head and the medical words right before it that belong to it: "liver" + "failure", "renal" + "failure"."""
    ending: dict[int, Candidate] = {}
    for candidate in sorted(known, key=lambda one: one[1] - one[0]):
        if candidate[2].pos == "NOUN" and candidate[2].is_term:
            ending[candidate[1]] = candidate
    for place, token in enumerate(tokens):
        if token.pos not in _NOUNS or place in everyday:
            continue
        own = ending.get(place + 1)
        head = token.lemma.lower()
        kind = own[2].kind if own else heads().get(head)
        if kind is None:
            continue
        start = _start(tokens, own[0] if own else place, place, ending, kind)
        if (
            start
            and start < place
            and heads().get(head, kind) == "disease"
            and tokens[start - 1].text.lower() in _COURSES
            and tokens[start].pos in _NOUNS
        ):
            start -= 1
        if start < (own[0] if own else place):
            words = [word.text.lower() for word in tokens[start:place]]
            yield start, place + 1, formed(" ".join([*words, head]), heads().get(head, kind))


def _start(tokens: Sequence[Token], start: int, head: int, ending: dict[int, Candidate], kind: str) -> int:
    while start:
        token = tokens[start - 1]
        if not start <= token.head <= head and token.head != -1:
            break
        before = ending.get(start)
        if before and before[2].kind != "professional" and token.pos in _NOUNS:
            start = before[0]
        elif _joins(token, tokens[head], kind):
            start -= 1
        else:
            break
    return start


def _joins(token: Token, head: Token, kind: str) -> bool:
    lower = token.text.lower()
    if "-" in lower and token.pos in ("ADJ", "NOUN", "VERB", "PROPN"):
        first, _, rest = lower.partition("-")
        return rest.rpartition("-")[2] not in _LOOSE and any(entry.is_term for entry in glossary.named(first))
    if token.pos in _NOUNS:
        return head.lemma.lower() in TAKES_ANY and token.dep.startswith("compound")
    return (
        token.pos == "ADJ"
        and kind != "professional"
        and head.lemma.lower() not in _NOT_BEFORE
        and _is_relational(lower)
    )


def _is_relational(lower: str) -> bool:
    """Whether the adjective says of what part or cause: "renal", "bacterial", "antifungal"."""
    if lower in GRADING or lower in ROUTES or not lower.endswith(_RELATIONAL):
        return False
    entries = [entry for entry in glossary.named(lower) if entry.pos == "ADJ"]
    if entries:
        return all(entry.is_term for entry in entries)
    return lexicon.is_medical_adjective(lower) or (lower.startswith("anti") and levels.zipf(lower) < RARE)


def _entities(sentence: Sentence, everyday: Collection[int]) -> Iterator[Candidate]:
    tokens = sentence.tokens
    for start, end, label in sentence.entities:
        while start < end and not _begins(tokens[start]):
            start += 1
        while start < end and tokens[end - 1].pos not in _NOUNS:
            end -= 1
        words = tokens[start:end]
        if not words or words[-1].lemma.lower() in NO_NAMES or any(token.pos in _NEVER_INSIDE for token in words):
            continue
        if len(words) == 1 and (start in everyday or not _names(words[0])):
            continue
        if len(words) > 1 and _root(tokens, start, end) in everyday:  # "cargo vessels", "Appendix B"
            continue
        lemma = " ".join([*(token.text.lower() for token in words[:-1]), words[-1].lemma.lower()])
        yield start, end, formed(lemma, LABELS[label])


def _root(tokens: Sequence[Token], start: int, end: int) -> int:
    """The place of the word on which the others of the run hang."""
    outside = (
        place for place in range(start, end) if tokens[place].head == place or not start <= tokens[place].head < end
    )
    return next(outside, end - 1)


def _begins(token: Token) -> bool:
    """Whether an entity may begin with the word: an adjective must be its own ("viral"), not any ("left", "red")."""
    lower = token.text.lower()
    if token.pos != "ADJ" or lower in GRADING or lower in ROUTES:
        return token.pos in _NOUNS
    return _is_relational(lower) or levels.zipf(lower) < COMMON_ADJECTIVE


def _names(token: Token) -> bool:
    """Whether one word alone, taken for an entity, is rare enough to be a name of something medical."""
    lower = token.lemma.lower()
    short = token.text.isupper() and len(token.text) < 4
    return len(lower) > 2 and not short and levels.zipf(lower) < COMMON and any(char.isalpha() for char in lower)


def _by_ending(tokens: Sequence[Token], everyday: Collection[int]) -> Iterator[Candidate]:
    for place, token in enumerate(tokens):
        if token.pos not in (*_NOUNS, "ADJ") or place in everyday:
            continue
        lemma = token.lemma.lower()
        kind = next((kind for end, kind in SUFFIXES.items() if lemma.endswith(end) and len(lemma) > len(end) + 2), None)
        if kind and levels.zipf(lemma) < RARE:
            yield place, place + 1, formed(lemma, kind)
