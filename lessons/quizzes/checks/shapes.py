"""Options built alike: one class of word, one inflection, one kind of beginning."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lessons.quizzes.checks.findings import (
    ONE_FAMILY,
    SLOTS,
    Finding,
    Rule,
    fault,
    is_choice,
    key_of,
    others_of,
    warning,
)
from lessons.quizzes.checks.ground import Ground, words
from lessons.quizzes.items import Draft

# Longer options are compared by how they begin.
SHORT = 4
_PENN = {"NOUN": ("NN", "NNS"), "VERB": ("VB", "VBD", "VBG", "VBN", "VBZ"), "ADJ": ("JJ", "JJR", "JJS"), "ADV": ("RB",)}
_CLASSES = {tag: pos for pos, tags in _PENN.items() for tag in tags}
_PLAIN = {"NNP": "NN", "NNPS": "NNS", "VBP": "VB", "RBR": "RB", "RBS": "RB"}
_OPENERS = {
    word: kind
    for kind, opening in {
        "to": "to",
        "reason": "because since",
        "condition": "if when while unless",
        "way": "by through",
        "noun": "a an the one some any many most few",
        "statement": "it they he she you we there",
    }.items()
    for word in opening.split()
}
_ODD = frozenset({"heading-for-section", "sentence-back"}) | ONE_FAMILY
_FUNCTION = frozenset("do does did done be is are was have has had can will may might must what which why how".split())


def mixed_class(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Nouns beside verbs are a fault where the key is the odd one out."""
    if not is_choice(draft, but=_ODD):
        return
    key, others = _classes(key_of(draft), ground), [_classes(other, ground) for other in others_of(draft)]
    told = [classes for classes in (key, *others) if classes]
    if len(told) < 2 or frozenset.intersection(*told):
        return
    alone = bool(key) and all(classes and key.isdisjoint(classes) for classes in others)
    yield (fault if alone else warning)("mixed_class", "The options are not all the same kind of word.")


def mixed_inflection(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """One class in several forms: a fault in a gap that only one form fits; of nouns, only where the key stands out."""
    if not is_choice(draft, but=_ODD):
        return
    key, others = _tags(key_of(draft), ground), [_tags(other, ground) for other in others_of(draft)]
    told = [tags for tags in (key, *others) if tags]
    classes = [frozenset(_CLASSES[tag] for tag in tags) for tags in told]
    if len(told) < 2 or frozenset.intersection(*told) or not (shared := frozenset.intersection(*classes)):
        return
    alone = bool(key) and all(tags and key.isdisjoint(tags) for tags in others)
    if draft.type in SLOTS:
        yield fault("mixed_inflection", "The options have different endings, so that not all fit the gap.")
    elif alone or "NOUN" not in shared:
        yield warning("mixed_inflection", "The options are not all in the same form.")


def mixed_beginnings(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Long options of which only the key begins in its way, or only it ends in a full stop."""
    if not is_choice(draft, but=_ODD):
        return
    key, others = key_of(draft), others_of(draft)
    stops = {other.rstrip().endswith((".", "!")) for other in others}
    if stops == {not key.rstrip().endswith((".", "!"))}:
        yield warning("mixed_beginnings", "Only the right answer ends differently: end all options alike.")
    elif min(len(words(text)) for text in (key, *others)) > SHORT and _stands_apart(_opening(key), others):
        yield warning("mixed_beginnings", "Only the right answer begins in its way: build all options alike.")


def _stands_apart(key: str, others: Sequence[str]) -> bool:
    kinds = {_opening(other) for other in others}
    # "Talking that …" is a thing as much as "a habit that …" is.
    return "" not in kinds | {key} and len(kinds) == 1 and key not in kinds and kinds | {key} != {"ing", "noun"}


def _opening(phrase: str) -> str:
    """How a phrase begins; empty where the first word does not tell."""
    first = words(phrase)[0]
    known = _readings(first)
    return _OPENERS.get(first) or ("ing" if known == {"VBG"} or (first.endswith("ing") and "VBG" in known) else "")


def _classes(phrase: str, ground: Ground) -> frozenset[str]:
    return frozenset(_CLASSES[tag] for tag in _tags(phrase, ground))


def _tags(phrase: str, ground: Ground) -> frozenset[str]:
    """The Penn tags that a short option may have; none where nothing tells, or where it is long."""
    said = words(phrase)
    if not said or len(said) > SHORT or any(word[0].isdigit() for word in said):
        return frozenset()
    found = {_PLAIN.get(tag, tag) for tag in ground.heads(said)} & _CLASSES.keys()
    return frozenset(found | _listed(phrase, said, ground))


def _listed(phrase: str, said: Sequence[str], ground: Ground) -> set[str]:
    """By the dictionary: a single word's own, a term's last word's as far as its class goes."""
    entry = ground.entry(phrase)
    known = set(_readings(said[-1]))
    if entry and entry.pos in _PENN:
        own = (known & {*_PENN[entry.pos]}) or {_PENN[entry.pos][0]}
        return own if len(said) > 1 else known | own
    return known if len(said) == 1 else set()


def may_be_noun(word: str, ground: Ground) -> bool:
    """Whether the word is a noun in the text, or could be one anywhere."""
    if found := ground.tags.get(word):
        return any(tag.startswith("NN") for tag in found)
    return word not in _FUNCTION and bool({"NN", "NNS"} & _readings(word))


@lru_cache(maxsize=20_000)
def _readings(word: str) -> frozenset[str]:
    """The Penn tags that a form may have by lemminflect's dictionary."""
    import lemminflect  # late, for it brings spaCy with it, and no page needs that

    found = frozenset(
        tag
        for pos, lemmas in lemminflect.getAllLemmas(word).items()
        for lemma in lemmas
        for tag in _PENN.get(pos, ())
        if _is_form(word, lemma, tag, lemminflect.getInflection(lemma, tag, inflect_oov=False))
    )
    return found | {"NN"} if "VBG" in found else found  # "bruising", "swelling"


def _is_form(word: str, lemma: str, tag: str, listed: Sequence[str]) -> bool:
    """Whether the word is this form of its lemma; the lexicon has "fever" as a plural too, and few readers do."""
    if word == lemma and tag == "NNS":
        return word.endswith("s") and word in listed
    return word in listed or (word == lemma and tag in {tags[0] for tags in _PENN.values()})


RULES: tuple[Rule, ...] = (mixed_class, mixed_inflection, mixed_beginnings)
