"""Parts of speech by rule, until a trained pipeline gives them: closed classes, a word index and the neighbours.

Pure: knows no spaCy. A word's possible classes come from the lemma tables of spacy-lookups-data (WordNet's index and
its exceptions); the words before it choose among them.
"""

from collections.abc import Callable, Mapping, Sequence

CLOSED = {
    "DET": "a an the this that these those each every some any no another both either neither such all",
    "PRON": "i you he she it we they me him her us them who whom which what whose myself yourself himself herself "
    "itself ourselves themselves someone something anyone anything everyone everything nobody nothing mine yours "
    "his hers ours theirs my your its our their one",
    "ADP": "of in on at by for with from into onto over under between among through during before after about against "
    "without within across along around behind beside beyond despite except inside near off out outside past since "
    "toward towards until up upon via per as like than because",
    "AUX": "be am is are was were been being have has had having do does did can could may might must shall should "
    "will would cannot ca wo 's 're 've 'll 'd 'm",
    "CCONJ": "and or but nor yet so",
    "SCONJ": "if when while although though unless whereas whether because",
    "PART": "to not n't",
    "ADV": "very also often usually sometimes never always too more most less least there here then now again already "
    "just only even still however therefore together well almost quite rather perhaps soon later how why where away "
    "especially ago once twice meanwhile finally otherwise instead anyway moreover furthermore",
    "NUM": "zero two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand "
    "million",
}
_CLOSED_CLASS = {word: tag for tag, words in CLOSED.items() for word in words.split()}
_SUBJECTS = frozenset("i you he she it we they who which that".split())
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "ADP"})
_POSSESSIVES = frozenset("my your his her its our their 's whose".split())
_PASTS = frozenset(
    "fell felt lay found left saw rose broke spoke fought thought ground bore wound shot cut hit".split()
)
_BE = frozenset("be is are was were been being".split())
_PLURALS = frozenset("people men women children teeth feet".split())
# Forms in -s that are more often what something does than what there are many of.
_MOSTLY_VERBS = frozenset(
    "causes leads results triggers helps makes needs means shows affects increases reduces stops starts brings lets "
    "keeps does has is was uses says looks feels gets gives takes puts".split()
)
OPEN = ("NOUN", "VERB", "ADJ", "ADV")

_SUFFIXES = (
    ("ly", "ADV"),
    ("tion", "NOUN"),
    ("ness", "NOUN"),
    ("ment", "NOUN"),
    ("itis", "NOUN"),
    ("osis", "NOUN"),
    ("ity", "NOUN"),
    ("ous", "ADJ"),
    ("able", "ADJ"),
    ("ible", "ADJ"),
    ("ful", "ADJ"),
    ("ical", "ADJ"),
    ("ic", "ADJ"),
    ("al", "ADJ"),
    ("ive", "ADJ"),
    ("ize", "VERB"),
    ("ise", "VERB"),
)


def classes(
    form: str, index: Mapping[str, frozenset[str]], exceptions: Mapping[str, Mapping[str, Sequence[str]]]
) -> frozenset[str]:
    """The open classes that a lower-case form may have; empty where the index has none of its lemmas."""
    return frozenset(
        tag
        for tag in OPEN
        if form in index[tag] or form in exceptions[tag] or any(stem in index[tag] for stem in _stems(form, tag))
    )


def is_lemma(form: str, tag: str, lemmas: frozenset[str], exceptions: Mapping[str, Sequence[str]]) -> bool:
    """Whether the form is a lemma and not also a form of another: the index has "burns", but "burn" too."""
    return form in lemmas and form not in exceptions and not any(stem in lemmas for stem in _stems(form, tag))


def _stems(form: str, tag: str) -> list[str]:
    endings = {
        "NOUN": (("ies", "y"), ("ses", "s"), ("es", "e"), ("es", ""), ("s", "")),
        "VERB": (
            ("ies", "y"),
            ("ied", "y"),
            ("es", "e"),
            ("es", ""),
            ("s", ""),
            ("ed", "e"),
            ("ed", ""),
            ("ing", "e"),
            ("ing", ""),
        ),
        "ADJ": (("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ier", "y"), ("iest", "y")),
        "ADV": (),
    }[tag]
    stems = [form[: -len(end)] + put for end, put in endings if form.endswith(end)]
    doubled = [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]] if tag == "VERB" else []
    return stems + doubled


def tag(words: Sequence[str], classes_of: Callable[[str], frozenset[str]]) -> list[str]:
    """The Universal POS tag of each word of one sentence, read from left to right."""
    tags: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1].lower().replace("’", "'") if place else ""
        tags.append(_tag_one(word, before, tags[-1] if tags else "", classes_of))
    return tags


def _tag_one(word: str, before: str, tag_before: str, classes_of: Callable[[str], frozenset[str]]) -> str:
    low = word.lower().replace("’", "'")
    if not any(char.isalnum() for char in word):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if low in _CLOSED_CLASS:
        return _CLOSED_CLASS[low]
    found = classes_of(low)
    if not found:
        return "PROPN" if word[0].isupper() and before else _by_suffix(low)
    if len(found) == 1:
        only = next(iter(found))
        return "NOUN" if only == "VERB" and tag_before == "DET" and not low.endswith(("ed", "ing")) else only
    return _choose(low, found, before, tag_before, after_plural=_is_plural(before, classes_of))


def _is_plural(word: str, classes_of: Callable[[str], frozenset[str]]) -> bool:
    """Whether the word is surely a plural noun: "teeth", "muscles", but not "diabetes"."""
    if word in _PLURALS:
        return True
    return word.endswith("s") and word not in _MOSTLY_VERBS and "NOUN" in classes_of(word[:-1])


def _by_suffix(low: str) -> str:
    return next((tag for suffix, tag in _SUFFIXES if low.endswith(suffix) and len(low) > len(suffix) + 2), "NOUN")


def _wants_base_form(before: str, tag_before: str) -> bool:
    """After "to", "can", "do" and their like stands a verb without -s, or no verb at all: "so can disorders"."""
    return before == "to" or (tag_before == "AUX" and before not in _BE)


def _choose(low: str, found: frozenset[str], before: str, tag_before: str, *, after_plural: bool) -> str:
    order: tuple[str, ...]
    if before == "'s" and not low.endswith(("ed", "ing")):
        order = ("NOUN", "ADJ", "ADV", "VERB")
    elif _wants_base_form(before, tag_before) and (low.endswith("ss") or not low.endswith("s")):
        order = ("VERB", "NOUN", "ADJ", "ADV") if not low.endswith("ly") else ("ADV", "VERB", "ADJ", "NOUN")
    elif before in _SUBJECTS:
        order = ("VERB", "NOUN", "ADJ", "ADV")
    elif tag_before == "AUX":
        order = ("VERB", "ADJ", "NOUN", "ADV") if low.endswith(("ing", "ed")) else ("ADJ", "NOUN", "ADV", "VERB")
    elif before in _POSSESSIVES or tag_before in _BEFORE_NOUN:
        order = (
            ("ADJ", "NOUN", "VERB", "ADV")
            if low.endswith(("al", "ic", "ous", "ive"))
            else ("NOUN", "ADJ", "VERB", "ADV")
        )
    elif low.endswith("ly"):
        order = ("ADV", "ADJ", "NOUN", "VERB")
    elif low.endswith(("ed", "ing")):
        order = ("VERB", "ADJ", "NOUN", "ADV")
    elif low in _PASTS and tag_before in ("NOUN", "PROPN", "PRON"):
        order = ("VERB", "NOUN", "ADJ", "ADV")
    elif after_plural and tag_before == "NOUN" and not low.endswith(("s", "ly")):
        order = ("VERB", "NOUN", "ADJ", "ADV")  # "muscles contract", "teeth fall out"
    elif low == "back" and tag_before == "VERB":
        order = ("ADV",)  # "came back", but "hurt his back"
    else:
        order = ("NOUN", "ADJ", "VERB", "ADV")
    return next(tag for tag in order if tag in found)
