"""General words: definitions from WordNet (Princeton University), read by nltk. The only module that imports nltk.

WordNet is not shipped. It is used where the machine has it: Debian's `wordnet-base`, or what
`flask vocab install-dictionary` downloaded. Both are WordNet 3.0; nltk is imported late, as spaCy.
"""

import io
import os
import re
import shutil
import tempfile
import threading
import warnings
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vocab import families, levels

if TYPE_CHECKING:
    from nltk.corpus.reader.wordnet import WordNetCorpusReader

DEBIAN = Path("/usr/share/wordnet")
# The names of WordNet's lexicographer files, in their numbered order (lexnames(5WN)); Debian leaves the list out.
FILES = (
    "adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition "
    "noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object "
    "noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape "
    "noun.state noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition "
    "verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession "
    "verb.social verb.stative verb.weather adj.ppl"
).split()
POS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
_WORD = re.compile(r"[a-z]+")
# What overlap with the context, and the part of speech that the tagger saw, weigh beside the logarithm of how usual a
# sense is. Tuned on the hand-labelled sentences of tests/vocab/wordnet_senses.csv: 81% of the choices are right there,
# and 70% of the usual senses.
OVERLAP = 2.0
MOST_OVERLAP = 4.0
TAG_BONUS = 1.3


@dataclass(frozen=True, slots=True)
class Sense:
    """One WordNet sense; `count` is how often it was met in WordNet's tagged texts, `about` the words around it."""

    pos: str
    definition: str
    examples: tuple[str, ...]
    synonyms: tuple[str, ...]
    count: int
    about: frozenset[str]


_installed: Path | None = None
# What nltk opened, which it leaves open itself.
_opened: list[Any] = []
# nltk reads with one file position for each file: two threads at once would read each other's lines.
_reading = threading.Lock()


def use(installed: Path | None) -> None:
    """Look into this folder too, where `install` puts what it downloads."""
    global _installed
    if installed != _installed:
        _installed = installed
        forget()


def forget() -> None:
    """Close WordNet; it is opened again when it is next asked for."""
    with _reading:
        for cached in (_reader, _senses):
            cached.cache_clear()
        while _opened:
            _opened.pop().close()


def folder() -> Path | None:
    """Where WordNet is on this machine; None where it is not."""
    places = [_installed / "corpora" / "wordnet"] if _installed else []
    return next((place for place in (*places, DEBIAN) if (place / "data.noun").is_file()), None)


def is_available() -> bool:
    return folder() is not None


def warm() -> None:
    """Open WordNet now: the first look into it takes about a second."""
    senses("health", "NOUN")


def senses(lemma: str, pos: str) -> tuple[Sense, ...]:
    """The senses of a word, the most usual first; none without WordNet, or where it does not have the word."""
    place = folder()
    return _senses(place, lemma, pos) if place and pos in POS else ()


@lru_cache(maxsize=10_000)
def _senses(place: Path, lemma: str, pos: str) -> tuple[Sense, ...]:
    with _reading:
        reader = _reader(place)
        found = reader.synsets(lemma.lower().replace(" ", "_"), POS[pos])
        # "Low" is no cartoonist: people and places of that name are nobody's question.
        return tuple(_sense(synset, lemma, pos) for synset in found if not synset.instance_hypernyms())


def choose(lemma: str, pos: str, context: Collection[str]) -> Sense | None:
    """The sense that the lemmas of the context speak for most (Lesk 1986, with what is around the gloss); None without.

    Overlapping words count by how rare they are; without any, the usual sense is taken. The word may turn out to be
    of another part of speech than a tagger by rules took it for: "the symptoms pass".
    """
    found = [sense for each in POS for sense in senses(lemma, each)]
    around = {word for each in context for word in _words(each)} - set(_words(lemma))
    total = sum(sense.count for sense in found) + len(found)

    def score(sense: Sense) -> float:
        usual = log((sense.count + 1) / total)
        overlap = min(sum(_weight(word) for word in sense.about & around), MOST_OVERLAP)
        return usual + OVERLAP * overlap + TAG_BONUS * (sense.pos == pos)

    return max(found, key=score, default=None)


def install(target: Path) -> None:
    """Download WordNet into the folder. OSError when it cannot be had or written."""
    from nltk.downloader import Downloader

    source = os.environ.get("READWELL_NLTK_INDEX") or Downloader.DEFAULT_URL
    target.mkdir(parents=True, exist_ok=True)
    told = io.StringIO()
    # Into a folder of its own first: a download that breaks off is no dictionary.
    with tempfile.TemporaryDirectory(dir=target) as new:
        downloader = Downloader(server_index_url=source, download_dir=new)
        try:
            done = downloader.download("wordnet", print_error_to=told, halt_on_error=True, raise_on_error=False)
        except SyntaxError as fault:  # the parser's: a network that asks to sign in first answers with its own page
            raise OSError(f"{source} is no index of nltk ({fault})") from fault
        if not done:
            # nltk breaks its lines and begins each with its name.
            message = " ".join(told.getvalue().replace("[nltk_data]", "").split())
            raise OSError(message or "nltk could not download WordNet")
        shutil.rmtree(target / "corpora", ignore_errors=True)
        os.replace(Path(new) / "corpora", target / "corpora")


def reader() -> "WordNetCorpusReader":
    """nltk's reader of the WordNet on this machine; LookupError when there is none."""
    place = folder()
    if place is None:
        raise LookupError("No WordNet on this machine.")
    return _reader(place)


def derived_pairs() -> Iterable[tuple[str, str]]:
    """Each pair of words that WordNet links by derivation, or as an adjective or adverb of the other."""
    place = folder()
    if place is None:
        raise OSError("WordNet is not on this machine")
    reader = _reader(place)
    for synset in reader.all_synsets():
        for word in synset.lemmas():
            for other in (*word.derivationally_related_forms(), *word.pertainyms()):
                yield word.name().lower(), other.name().lower()


@lru_cache(maxsize=1)
def _reader(place: Path) -> "WordNetCorpusReader":
    import nltk
    from nltk.corpus.reader.wordnet import WordNetCorpusReader

    class Reader(WordNetCorpusReader):
        """Reads what Debian ships: WordNet without the list of its files, and none of nltk's other corpora."""

        def open(self, file: str) -> Any:
            if file == "lexnames":
                return io.StringIO("".join(f"{number:02}\t{name}\t0\n" for number, name in enumerate(FILES)))
            _opened.append(super().open(file))
            return _opened[-1]

        def map_wn(self, version: str = "wordnet") -> None:
            """No mapping to other versions: it would need a second WordNet."""

    nltk.data.path.append(str(place))  # nltk opens nothing outside its own paths
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The multilingual functions are not available")
        return Reader(str(place), None)


def _sense(synset: Any, lemma: str, pos: str) -> Sense:
    names = [word.name().replace("_", " ") for word in synset.lemmas()]
    near = [*synset.hypernyms(), *synset.hyponyms()[:20], *synset.similar_tos(), *synset.part_holonyms()]
    texts = [synset.definition(), *synset.examples(), *names]
    texts += [text for other in near for text in (other.definition(), *(n.name() for n in other.lemmas()))]
    about = Counter(word for text in texts for word in _words(text))
    own = set(_words(lemma))
    return Sense(
        pos,
        synset.definition(),
        tuple(synset.examples()),
        tuple(name for name in names if name.lower() != lemma.lower()),
        next((word.count() for word in synset.lemmas() if word.name().lower() == lemma.lower().replace(" ", "_")), 0),
        frozenset(word for word in about if word not in own),
    )


def _words(text: str) -> list[str]:
    return [families.stem(word) for word in _WORD.findall(text.lower()) if len(word) > 2]


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    """0 for words that stand everywhere, 1 for rare ones."""
    return min(max((5.8 - levels.zipf(word)) / 2.5, 0.0), 1.0)
