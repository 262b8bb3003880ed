"""The words that begin with given letters, of those that learners may know; by wordfreq's list."""

from bisect import bisect_left
from functools import lru_cache

from lessons.quizzes.inflection import tags
from vocab import levels

# A rarer word is nobody's guess; the list of that length holds every word that is not.
LEAST_ZIPF = 2.5
LISTED = 60_000


@lru_cache(maxsize=20_000)
def completions(start: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """The words with this beginning that may have one of the wanted Penn tags; with none wanted, all of them."""
    words = _words()
    found = []
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            break
        if not wanted or wanted & tags(words[place]):
            found.append(words[place])
    return tuple(found)


@lru_cache(maxsize=1)
def _words() -> list[str]:
    import wordfreq  # late, as in vocab.word_levels

    listed = wordfreq.top_n_list("en", LISTED)
    return sorted(word for word in listed if word.isalpha() and word.isascii() and levels.zipf(word) >= LEAST_ZIPF)
