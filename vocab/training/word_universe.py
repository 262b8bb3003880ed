"""Which words get a level of their own, and the file that has them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import wordfreq

from vocab import dictionary
from vocab.training.word_features import Extractor, inflections, zipf
from vocab.training.word_senses import OPEN
from vocab.word_levels import LETTERS, OTHER

Pair = tuple[str, str]
UPOS = {
    "noun": "NOUN",
    "verb": "VERB",
    "adjective": "ADJ",
    "adverb": "ADV",
    "pronoun": "PRON",
    "preposition": "ADP",
    "determiner": "DET",
    "conjunction": "CCONJ",
    "number": "NUM",
    "modal auxiliary": "AUX",
    "be-verb": "AUX",
    "do-verb": "AUX",
    "have-verb": "AUX",
    "interjection": "INTJ",
}
# Rarer words than this are left to the formula; so are phrases that Google Books has no count of.
LEAST = 1.7
LEAST_IRREGULAR = 2.5
COMMON = 12_000
SPELLINGS = (("our", "or"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("tre", "ter"), ("ogue", "og"))
_WORD = re.compile(r"[A-Za-z][A-Za-z.'-]*( [A-Za-z.'-]+)*")
IRREGULAR = {"noun.exc": "NOUN", "verb.exc": "VERB", "adj.exc": "ADJ", "adv.exc": "ADV"}


def pairs_to_judge(extract: Extractor, known: Iterable[Pair]) -> list[Pair]:
    """Those of the lists, of WordNet and of the commonest words, in alphabetical order."""
    found = set(known)
    lemmas = {lemma.lower() for lemma, _ in found}
    for pos in OPEN:
        for name in extract.wordnet.reader.all_lemma_names(dictionary.POS[pos]):
            lemma = name.lower().replace("_", " ")
            used = _WORD.fullmatch(lemma) and _is_used(extract, lemma) and not _is_name(extract, lemma)
            if used or lemma in lemmas:
                found.add((lemma, pos))
    listed = {lemma.lower() for lemma, _ in found} | inflected(extract)
    for word in wordfreq.top_n_list("en", COMMON):
        if _WORD.fullmatch(word) and word not in listed and extract.known(word):
            found.add((word, usual_pos(extract, word)))
    return sorted(found)


def inflected(extract: Extractor) -> set[str]:
    """Every regular or irregular form, other than the lemma, of the lemmas of WordNet that are single words."""
    found: set[str] = set()
    for pos in ("NOUN", "VERB", "ADJ"):
        for name in extract.wordnet.reader.all_lemma_names(dictionary.POS[pos]):
            if name.isalpha() and zipf(name) >= LEAST_IRREGULAR:
                found |= inflections(name, pos) - {name}
    return found


def usual_pos(extract: Extractor, word: str) -> str:
    tagged = Counter({pos: extract.sources.corpora.tagged[word, pos] for pos in (*OPEN, *set(UPOS.values()))})
    pos, count = tagged.most_common(1)[0]
    return pos if count else "X"


def _is_used(extract: Extractor, lemma: str) -> bool:
    if " " in lemma:
        return extract.sources.pairs.get(lemma, 0) > 0
    return zipf(lemma) >= LEAST


def _is_name(extract: Extractor, lemma: str) -> bool:
    """Whether WordNet has it for people and places alone."""
    senses = [synset for pos in OPEN for synset, _ in extract.wordnet.senses(lemma, pos)]
    return all(synset.instance_hypernyms() for synset in senses)


def forms_of(extract: Extractor, judged: Mapping[Pair, float]) -> dict[Pair, float]:
    """The scores of irregular forms, as those of their lemmas: "went", "children"."""
    lemmas = {lemma for lemma, _ in judged}
    found: dict[Pair, float] = {}
    for file, pos in IRREGULAR.items():
        for line in (dictionary.DEBIAN / file).read_text(encoding="utf-8").splitlines():
            form, base = line.split()[:2]
            if form not in lemmas and form.isalpha() and zipf(form) >= LEAST_IRREGULAR and (base, pos) in judged:
                found[form, pos] = judged[base, pos]
    return found


def spellings(judged: Mapping[Pair, float]) -> dict[Pair, float]:
    """The scores, a British and an American spelling both as the easier of them; "four" and "for" are too short."""
    found = dict(judged)
    for lemma, pos in judged:
        for british, american in SPELLINGS:
            other = (lemma.replace(british, american), pos)
            if len(lemma) > 5 and other != (lemma, pos) and other in judged:
                found[lemma, pos] = found[other] = min(found[lemma, pos], found[other])
    return found


def bare_first(lemma: str, scores: Mapping[str, float], usual: Mapping[Pair, float]) -> str:
    """The part of speech that a word without one is taken for."""
    return max(scores, key=lambda pos: usual.get((lemma, pos), -9.0))


def write(path: Path, scores: Mapping[Pair, float], usual: Mapping[Pair, float]) -> int:
    """Write a line for each lemma; how many there are."""
    by_lemma: dict[str, dict[str, float]] = defaultdict(dict)
    for (lemma, pos), score in scores.items():
        by_lemma[lemma][pos] = score
    lines = []
    for lemma, found in by_lemma.items():
        first = bare_first(lemma, found, usual)
        order = sorted(found, key=lambda pos: (pos != first, pos))
        letters: dict[str, str] = {}
        for pos in order:
            letters.setdefault(LETTERS.get(pos, OTHER), f"{found[pos] * 100:.0f}")
        lines.append(lemma + "\t" + "".join(f"{letter}{score}" for letter, score in letters.items()))
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    return len(lines)
