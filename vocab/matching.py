"""The entries of the glossary found in a sentence: which words stand there, whatever they mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from vocab import glossary, pipeline
from vocab.glossary import Entry
from vocab.pipeline import Token
from vocab.senses import spellings

# What a word may be tagged as where it is the entry: participles are verbs or adjectives, headings have names.
_FITTING = {
    "NOUN": frozenset({"NOUN", "PROPN", "NUM", "X"}),
    "VERB": frozenset({"VERB", "PROPN"}),
    "ADJ": frozenset({"ADJ", "VERB", "PROPN"}),
    "ADV": frozenset({"ADV", "ADJ", "NOUN", "PROPN"}),
}

# First and last token, and the entry: the main one of its word.
Candidate = tuple[int, int, Entry]


class Matcher:
    """The glossary's forms by their first word, so that a text is read once however long the glossary is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """The senses of one word count as one entry here: which is meant is asked when all of a text is known."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        first: dict[tuple[str, str], Entry] = {}
        for entry in sorted(entries, key=lambda entry: entry.sense != ""):  # the main sense stands for its word
            known = first.setdefault((entry.lemma, entry.pos), entry)
            for form in entry.forms:
                words = tuple(_folded(word) for word in pipeline.words_of(form))
                if (words, known) not in self._by_first[words[0]]:
                    self._by_first[words[0]].append((words, known))

    def at(self, tokens: Sequence[Token], place: int) -> Candidate | None:
        """The longest entry that begins at this token."""
        hits: list[Candidate] = []
        for first in _forms(tokens[place]):
            for words, entry in self._by_first.get(first, ()):
                end = place + len(words)
                fits = end <= len(tokens) and all(
                    word in _forms(token) for word, token in zip(words, tokens[place:end], strict=True)
                )
                if fits and not (end == place + 1 and _other_word(tokens, place, entry)):
                    hits.append((place, end, entry))
        return max(hits, key=lambda hit: _nearness(tokens[place : hit[1]], hit[2]), default=None)


def senses_of(entry: Entry) -> tuple[Entry, ...]:
    """The senses of the entry's word, the main one first; a teacher's own entry in the place of the built-in one."""
    built_in = glossary.senses(entry.lemma, entry.pos)
    if entry.key not in {sense.key for sense in built_in}:
        return (entry,)
    return tuple(entry if sense.key == entry.key else sense for sense in built_in)


def _nearness(tokens: Sequence[Token], entry: Entry) -> tuple[int, bool, bool]:
    """Longest first; of two entries of one form, the one spelt so ("vomiting"), then the part of speech here."""
    exact = tokens[-1].text.lower() in {form.lower().split()[-1] for form in entry.forms}
    return len(tokens), exact, entry.pos == tokens[-1].pos


def _folded(word: str) -> str:
    """As a word of the glossary is compared: without capitals, unless it is an abbreviation: "or" is no "OR"."""
    return word if glossary.is_abbreviation(word) else word.lower().replace("’", "'")


def _forms(token: Token) -> tuple[str, ...]:
    return (token.text, *spellings(token)) if glossary.is_abbreviation(token.text) else spellings(token)


def _other_word(tokens: Sequence[Token], place: int, entry: Entry) -> bool:
    """Whether a one-word hit is another word of the same form: "stroking a cat" is no stroke, "came back" no back."""
    text, pos = tokens[place].text.lower(), tokens[place].pos
    if pos in _FITTING[entry.pos] or glossary.is_abbreviation(tokens[place].text):
        return False
    following = tokens[place + 1].pos if place + 1 < len(tokens) else ""
    if entry.pos == "NOUN":
        if pos == "VERB":
            return not (text.endswith("ing") and text in {form.lower() for form in entry.forms})
        # "Cold air" is no common cold; but an "antibiotic cream" is one with an antibiotic.
        describes = tokens[place].dep in ("amod", "compound", "") and following in ("NOUN", "ADJ")
        return pos != "ADJ" or (len(senses_of(entry)) > 1 and describes)
    if pos != "NOUN":
        return True
    # A verb or an adjective that was taken for a noun by its neighbours: "a sharp pain", "it is red and tender".
    if entry.pos == "ADJ":
        before = " ".join(token.pos for token in tokens[max(place - 3, 0) : place])
        beside = before.endswith(("AUX", "VERB", "ADV", "ADJ CCONJ", "AUX CCONJ", "AUX VERB CCONJ"))
        return len(senses_of(entry)) > 1 and following != "NOUN" and not beside
    return True
