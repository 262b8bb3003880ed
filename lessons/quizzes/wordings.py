"""Other words for the same thing, and for its opposite: rules over tokens, read from lines of text.

A rule is a pattern, ">", and what is put there. In a pattern a word stands for itself; "@begin" for any form of the
verb, and its other side takes that form; "+risk" asks for an object that rises and falls, "+obj" for any, "-obj" for
none; "#" is a number, kept as it is; "^safe" must be what the clause says of its subject; "[…]" looks ahead, or back
where it comes first, without taking: words or parts of speech parted by "|", "!" before them for none of these. In a
result "=a_possible_cause" takes "is" or "are" by the subject.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lessons.quizzes.clause import Clause
from vocab.pipeline import Token

# Nouns that rise and fall: what one lowers or raises, not only changes.
MEASURES = frozenset(
    "risk level pressure chance rate dose amount temperature fever sugar cholesterol likelihood number production "
    "flow intake swelling pain inflammation weight".split()
)
_IRREGULAR = {
    "be": ("is", "was", "been", "being"),
    "have": ("has", "had", "had", "having"),
    "begin": ("begins", "began", "begun", "beginning"),
    "get": ("gets", "got", "got", "getting"),
    "lead": ("leads", "led", "led", "leading"),
    "find": ("finds", "found", "found", "finding"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "come": ("comes", "came", "come", "coming"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "rise": ("rises", "rose", "risen", "rising"),
    "grow": ("grows", "grew", "grown", "growing"),
    "make": ("makes", "made", "made", "making"),
    "take": ("takes", "took", "taken", "taking"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "lose": ("loses", "lost", "lost", "losing"),
    "buy": ("buys", "bought", "bought", "buying"),
    "show": ("shows", "showed", "shown", "showing"),
    "let": ("lets", "let", "let", "letting"),
    "stop": ("stops", "stopped", "stopped", "stopping"),
    "speed": ("speeds", "sped", "sped", "speeding"),
    "eat": ("eats", "ate", "eaten", "eating"),
    "drink": ("drinks", "drank", "drunk", "drinking"),
    "wear": ("wears", "wore", "worn", "wearing"),
    "hold": ("holds", "held", "held", "holding"),
    "put": ("puts", "put", "put", "putting"),
    "do": ("does", "did", "done", "doing"),
}
# Plurals that do not look like one.
PLURALS = frozenset("bacteria people children men women feet teeth genitals data police".split())
SINGULARS = frozenset("measles mumps diabetes rabies shingles herpes rickets aids news physics".split())
_DEGREES = frozenset("more most less least too so as very not how".split())
_FORMS = {"VBZ": 0, "VBD": 1, "VBN": 2, "VBG": 3}


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` of the sentence told as `text`; `old` is what the sentence has there."""

    start: int
    end: int
    text: str
    old: str


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: tuple[str, ...]
    result: tuple[str, ...]


@lru_cache
def rules(lines: str) -> tuple[Rule, ...]:
    sides = [line.partition(">") for line in lines.splitlines() if ">" in line]
    return tuple(Rule(tuple(before.split()), tuple(after.split())) for before, _, after in sides)


def edits(clause: Clause, lines: str) -> list[Edit]:
    """Every place of the clause where a rule of these lines fits."""
    return [
        found
        for at in range(len(clause.pieces))
        for rule in rules(lines)
        if (found := _applied(clause, at, rule)) is not None
    ]


def inflected(verb: str, tag: str) -> str:
    """The form of a verb for a Penn tag: ("carry on", "VBZ") is "carries on"."""
    lemma, _, rest = verb.partition(" ")
    form = _form(lemma, tag)
    return f"{form} {rest}" if rest else form


def _form(lemma: str, tag: str) -> str:
    place = _FORMS.get(tag)
    if place is None:
        return lemma
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma][place]
    soft = re.search("[^aeiou]y$", lemma) is not None
    if tag == "VBZ":
        return lemma[:-1] + "ies" if soft else lemma + ("es" if re.search("(s|x|z|ch|sh|o)$", lemma) else "s")
    if tag == "VBG":
        return re.sub("(?<=[^e])e$", "", lemma) + "ing"
    return lemma[:-1] + "ied" if soft else lemma + ("d" if lemma.endswith("e") else "ed")


def _applied(clause: Clause, at: int, rule: Rule) -> Edit | None:
    tokens = clause.tokens
    places: list[int] = []
    for number, item in enumerate(rule.pattern):
        if item.startswith("[") and not number and len(rule.pattern) > 1:
            if not _ahead(tokens, clause.pieces[at - 1] if at else None, item[1:-1]):
                return None
            continue
        piece = clause.pieces[at] if at < len(clause.pieces) else None
        if item.startswith("["):
            if not _ahead(tokens, piece, item[1:-1]):
                return None
            continue
        if not isinstance(piece, int) or not _fits(clause, piece, item) or (places and piece != places[-1] + 1):
            return None
        places.append(piece)
        at += 1
    first, last = places[0], places[-1]
    old = " ".join(tokens[place].text for place in places)
    told = _told(clause, places, rule)
    return Edit(first, last + 1, told, old) if told else None


def _ahead(tokens: Sequence[Token], piece: int | str | None, asked: str) -> bool:
    wanted = set(asked.removeprefix("!").split("|"))
    has = {"END"} if not isinstance(piece, int) else {tokens[piece].text.lower(), tokens[piece].pos, tokens[piece].tag}
    return bool(wanted & has) != asked.startswith("!")


def _fits(clause: Clause, place: int, item: str) -> bool:
    token = clause.tokens[place]
    if item == "#":
        return token.pos == "NUM"
    if item.startswith("@"):
        lemma, sign, asked = re.fullmatch(r"@([\w']+)([+-]?)(\w*)", item).groups()  # type: ignore[union-attr]
        verb = token.pos in ("VERB", "AUX") and token.lemma == lemma and token.dep not in ("amod", "compound")
        return verb and (not sign or _has_object(clause, place, asked) == (sign == "+"))
    if item.startswith("^"):
        return token.text.lower() == item[1:] and _is_predicate(clause, place)
    return token.text.lower() == item


def _has_object(clause: Clause, place: int, asked: str) -> bool:
    tokens = clause.tokens
    at = clause.child(place, "obj", "nsubj:pass")
    if asked == "risk":
        return at is not None and tokens[at].lemma.lower() in MEASURES
    return at is not None or clause.child(place, "xcomp", "ccomp") is not None


def _is_predicate(clause: Clause, place: int) -> bool:
    """Whether it is the adjective that the clause says of its subject, in no degree: "is safe", not "most safe"."""
    token, before = clause.tokens[place], clause.tokens[place - 1].text.lower() if place else ""
    is_said = place == clause.root and clause.child(place, "cop") is not None
    says = is_said or (token.head == clause.root and token.dep == "xcomp")
    return says and token.pos == "ADJ" and before not in _DEGREES


def _told(clause: Clause, places: Sequence[int], rule: Rule) -> str:
    tokens = clause.tokens
    verb = next((tokens[place] for place in places if tokens[place].pos == "VERB"), None)
    verb = verb or next((tokens[place] for place in places if tokens[place].pos == "AUX"), None)
    number = next((tokens[place].text for place in places if tokens[place].pos == "NUM"), "")
    words = []
    for item in rule.result:
        if item.startswith("@"):
            words.append(inflected(item[1:], verb.tag if verb else ""))
        elif item.startswith("="):
            if clause.subject is None or clause.root not in places:
                return ""
            be = "are" if is_plural(clause, clause.subject) else "is"
            words.append(f"{be} {item[1:].replace('_', ' ')}")
        else:
            words.append(number if item == "#" else item)
    return " ".join(words)


def is_plural(clause: Clause, noun: int) -> bool:
    """Whether a verb after this noun, with all that is joined to it, takes its plural."""
    tokens = clause.tokens
    joined = clause.members(noun)
    by_and = any(tokens[place].text == "and" and tokens[place].head in joined for place in clause.kept)
    last = tokens[joined[-1]] if joined and not by_and else tokens[noun]
    if not by_and and last.text.lower() in SINGULARS:
        return False
    return by_and or "Number=Plur" in last.feats or last.tag == "NNS" or last.text.lower() in PLURALS
