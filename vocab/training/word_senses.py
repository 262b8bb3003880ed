"""WordNet as `word_features` asks it: the senses of a lemma, what derives from it, the words of definitions."""

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any

from vocab import dictionary
from vocab.training.word_sources import WORD

OPEN = ("NOUN", "VERB", "ADJ", "ADV")


def name_of(lemma: Any) -> str:
    return str(lemma.name()).lower().replace("_", " ")


class WordNet:
    """WordNet's senses by lemma, and the words of its definitions."""

    def __init__(self) -> None:
        self.reader: Any = dictionary.reader()
        self.definitions: dict[str, list[str]] = {}
        self.in_definitions: Counter[str] = Counter()
        self.in_examples: Counter[str] = Counter()
        self.derived: dict[str, set[str]] = defaultdict(set)
        for synset in self.reader.all_synsets():
            words = self.definitions[synset.name()] = WORD.findall(synset.definition().lower())
            self.in_definitions.update(words)
            self.in_examples.update(word for text in synset.examples() for word in WORD.findall(text.lower()))
            for lemma in synset.lemmas():
                for other in (*lemma.derivationally_related_forms(), *lemma.pertainyms()):
                    if name_of(other) != name_of(lemma):
                        self.derived[name_of(lemma)].add(name_of(other))
                        self.derived[name_of(other)].add(name_of(lemma))
        self.senses = lru_cache(maxsize=None)(self._senses)

    def _senses(self, word: str, pos: str) -> list[tuple[Any, Any]]:
        """Synset and lemma of each sense, the most usual first."""
        found = self.reader.synsets(word.replace(" ", "_"), dictionary.POS[pos]) if pos in OPEN else ()
        pairs = ((synset, [lemma for lemma in synset.lemmas() if name_of(lemma) == word]) for synset in found)
        return [(synset, lemmas[0]) for synset, lemmas in pairs if lemmas]

    def count(self, word: str, pos: str) -> int:
        return sum(lemma.count() for _, lemma in self.senses(word, pos))

    def kinds(self, word: str) -> frozenset[str]:
        """Everything that the first noun sense of a word is a kind of."""
        found = self.senses(word, "NOUN")
        return frozenset(s.name() for s in found[0][0].closure(lambda s: s.hypernyms())) if found else frozenset()
