"""What a longer name is made of: the glossary explains "measles" and "virus" where it has no "measles virus"."""

from vocab import glossary
from vocab.glossary import EVERYDAY, Entry

# Endings of written words, and what an entry has in their place.
_ENDINGS = (("'s", ""), ("ies", "y"), ("es", ""), ("s", ""))


def parts(phrase: str) -> tuple[Entry, ...]:
    """The entries that the phrase is made of, the longest ones, in its order; words without an entry are left out."""
    words = phrase.replace("-", " ").split()
    found: dict[Entry, None] = {}
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            if entry := _meant(" ".join(words[start:end]), is_last=end == len(words)):
                found[entry] = None
                break
        start = end
    return tuple(found)


def _meant(phrase: str, *, is_last: bool) -> Entry | None:
    """The medical entry, or else the general one; a noun where a name ends with it: "cold sore"."""
    forms = [phrase, *(phrase.removesuffix(end) + left for end, left in _ENDINGS if phrase.endswith(end))]
    named = next((entries for form in forms if (entries := _explained(form))), ())
    return min(named, key=lambda entry: (not entry.is_term, is_last and entry.pos != "NOUN"), default=None)


def _explained(form: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in glossary.named(form) if entry.kind != EVERYDAY and entry.definition)
