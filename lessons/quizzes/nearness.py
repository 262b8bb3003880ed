"""How much two entries are about the same thing, by what the glossary says of them."""

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from math import log

from lessons.quizzes.items import content
from vocab import glossary
from vocab.glossary import Entry, Key

# A word that stands in so small a share of all definitions tells what they are about: "eye", "lung", "sugar".
TELLING = 0.04


def nearness(one: Entry, other: Entry) -> float:
    """The weight of the telling words that both have, by their rarity among all definitions; 0 where there are none."""
    return _neighbours()(one.key).get(other.key, 0.0)


Neighbours = Callable[[Key], dict[Key, float]]


@glossary.remembered
def _neighbours() -> Neighbours:
    """What finds the entries that share a telling word with one, and the weight of what they share."""
    words = {
        entry.key: content(" ".join((entry.lemma, entry.plain, entry.definition)))
        for entry in glossary.entries().values()
    }
    places: dict[str, list[Key]] = defaultdict(list)
    for key, said in words.items():
        for word in said:
            places[word].append(key)

    @lru_cache(maxsize=500)
    def neighbours(key: Key) -> dict[Key, float]:
        found: dict[Key, float] = defaultdict(float)
        for word in words.get(key, ()):
            if len(places[word]) < TELLING * len(words):
                weight = log(len(words) / len(places[word]))
                for other in places[word]:
                    found[other] += weight
        return found

    return neighbours
