"""Names: an option that is another name of the key or of its class, and a meaning that uses its own word."""

import re
from collections.abc import Iterator

from lessons.quizzes.checks.findings import (
    MEANINGS,
    ONE_FAMILY,
    Finding,
    Rule,
    fault,
    is_choice,
    key_of,
    others_of,
    quoted,
)
from lessons.quizzes.checks.ground import Ground, words
from lessons.quizzes.items import Draft
from vocab import dictionary, families
from vocab.glossary import Entry

_NOT_NAMES = MEANINGS | ONE_FAMILY | {"heading-for-section", "sentence-back"}
_ASKED = re.compile("“([^”]+)”[^“”]*?\\bmean\\b")
_DEFINED = re.compile("\\bmeans? “([^”]+)”")
# What ends the words that say what kind of thing is defined: "a mineral | in milk".
_GENUS_ENDS = re.compile(
    r"\b(?:that|which|who|whose|of|in|on|with|from|for|to|by|when|where|used|made|caused|given|taken|between|inside)\b"
)
_KIND_OF = re.compile(r"\b(?:kind|type|sort|form)s? of ")
_SENSES = 2
_ARTICLES = frozenset({"a", "an", "the"})
# Words for everything of a kind; "antibiotic" and "joint" are kinds too, but not of every drug and part of the body.
_BROAD = {
    "disease": frozenset("disease illness condition disorder problem complication".split()),
    "symptom": frozenset("symptom sign problem complication".split()),
    "drug": frozenset("medicine medication drug substance treatment".split()),
    "nutrient": frozenset("nutrient food".split()),
    "procedure": frozenset("procedure treatment".split()),
}


def variant_of_key(draft: Draft, ground: Ground) -> Iterator[Finding]:
    for other in others_of(draft) if is_choice(draft, but=_NOT_NAMES) else ():
        if _is_alias(key_of(draft), other, ground):
            yield fault("variant_of_key", f"“{other}” is another name for the right answer.")


def class_of_key(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """ "Mineral" beside "calcium": what is true of the one is true of the other, or cannot be told apart."""
    for other in others_of(draft) if is_choice(draft, but=_NOT_NAMES) else ():
        key = key_of(draft)
        if _is_class_of(key, other, ground) or _is_class_of(other, key, ground):
            yield fault("class_of_key", f"“{other}” and the right answer are a thing and its kind.")


def own_term_in_meaning(draft: Draft, ground: Ground) -> Iterator[Finding]:
    for term, meaning in _meanings(draft):
        if (named := _telling(term)) and all(_has(meaning, word) for word in named):
            yield fault("own_term_in_meaning", f"The meaning of “{term}” uses the word itself.")


# -- names and classes


def _is_alias(key: str, other: str, ground: Ground) -> bool:
    if _long(key, ground) == _long(other, ground):
        return True
    one, two = ground.entry(key), ground.entry(other)
    named = bool(one and two and one.key == two.key)
    return named or _names(one, key, other) or _names(two, other, key)


def _long(phrase: str, ground: Ground) -> str:
    return ground.long_forms.get(phrase.casefold(), phrase.casefold())


def _names(entry: Entry | None, phrase: str, other: str) -> bool:
    """Whether the glossary or WordNet, where it is installed, gives `other` as a name of the phrase."""
    if not entry:
        return False
    known = {form.casefold() for form in (*entry.forms, entry.plain)}
    for sense in dictionary.senses(entry.lemma, entry.pos)[:_SENSES]:
        known |= {name.casefold() for name in sense.synonyms}
    return bool(known & {other.casefold(), families.stem(other.casefold())})


def _is_class_of(thing: str, kind: str, ground: Ground) -> bool:
    """Whether `kind` names what `thing` is one of: its last words, its definition's noun, a class of its kind."""
    named, member = ([word for word in _stems(text) if word not in _ARTICLES] for text in (kind, thing))
    if not named or not member or any(word.isdigit() for word in (*named, *member)):
        return False
    if len(named) < len(member) and member[-len(named) :] == named:
        return True
    entry = ground.entry(thing)
    if not entry or len(named) > 1:
        return False
    return _genus(entry) == named or named[0] in map(families.stem, _BROAD.get(entry.kind, ()))


def _genus(entry: Entry) -> list[str]:
    """The noun that a definition begins with: "mineral" of "a mineral in milk and cheese"."""
    opening = _GENUS_ENDS.split(_KIND_OF.sub("", entry.definition), maxsplit=1)[0]
    said = _stems(opening)
    return [] if {"or", "and"} & set(said) else said[-1:]


def _stems(phrase: str) -> list[str]:
    return [families.stem(word) for word in words(phrase)]


# -- meanings


def _meanings(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each term of the question with the meaning that it gives as right."""
    if draft.type == "match-definitions":
        yield from ((prompt, draft.options[key].text) for prompt, key in zip(draft.prompts, draft.keys, strict=False))
    elif is_choice(draft) and (defined := _DEFINED.search(draft.stem)) and len(quoted(draft.stem)) == 1:
        yield key_of(draft), defined[1]
    elif is_choice(draft, but={"word-parts"}) and (asked := _ASKED.search(draft.stem)):
        yield asked[1], key_of(draft)


def _telling(term: str) -> list[str]:
    return [word for word in words(term) if len(word) > 3 or word.isdigit()] or list(words(term))


def _has(meaning: str, word: str) -> bool:
    spoken = {families.stem(other) for other in words(meaning)}
    return families.stem(word) in spoken or any(families.related(word, other) for other in words(meaning))


RULES: tuple[Rule, ...] = (variant_of_key, class_of_key, own_term_in_meaning)
