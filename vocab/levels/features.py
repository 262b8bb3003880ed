"""What a sentence is made of, in numbers and in n-grams: the input of the models in `vocab.levels.model`.

The numbers follow readability research: length, frequency and level of words (Dale & Chall 1948; Collins-Thompson
2014), syllables (McLaughlin 1969), clauses and depth of the tree (Schwarm & Ostendorf 2005), distance between a word
and its head (Liu 2008), phrases that pack nouns (Biber & Gray 2016).
"""

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple

from vocab.levels import words
from vocab.pipeline import Sentence, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
# However hard a medical term is, where it is explained it weighs no more than a B1 word of two syllables.
TERM_CAP = 3.0
_TERM_ZIPF, _TERM_LETTERS, _TERM_SYLLABLES = 4.0, 7, 2

_POS = "NOUN PROPN VERB ADJ ADV PRON ADP DET CCONJ SCONJ NUM PUNCT AUX PART".split()
_RELATIONS = (
    "advcl acl acl:relcl ccomp xcomp csubj parataxis conj nsubj:pass appos nmod amod compound obl mark advmod aux cc "
    "nsubj cop nmod:poss det case flat"
).split()
_CLAUSES = ("advcl", "acl", "acl:relcl", "ccomp", "csubj", "parataxis")
_VOWELS = frozenset("aeiouy")
_NOMINAL = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "acy")
_MARKS = {
    **dict.fromkeys("“”\"'‘’`", "quotes"),
    **dict.fromkeys("–—-", "dashes"),
    **dict.fromkeys("()[]", "brackets"),
    **dict.fromkeys(";:", "colons"),
    ",": "commas",
}


class Word(NamedTuple):
    zipf: float
    level: float
    letters: int
    syllables: int
    nominal: bool
    content: bool


def content_scores(sentence: Sentence, term_starts: Collection[int] = ()) -> list[float]:
    """The scores of a sentence's content words, those inside terms capped at B1."""
    return [_looked_up(token, term_starts).level for token in sentence.words if token.pos in CONTENT]


def _looked_up(token: Token, term_starts: Collection[int]) -> Word:
    word = _word(token.text.lower(), token.lemma, token.pos)
    if token.start not in term_starts:
        return word
    return Word(
        max(word.zipf, _TERM_ZIPF),
        min(word.level, TERM_CAP),
        min(word.letters, _TERM_LETTERS),
        min(word.syllables, _TERM_SYLLABLES),
        False,
        word.content,
    )


@lru_cache(maxsize=100_000)
def _word(lower: str, lemma: str, pos: str) -> Word:
    content = pos in CONTENT
    nominal = pos == "NOUN" and len(lower) > 5 and lower.rstrip("s").endswith(_NOMINAL)
    level = words.word_score(lemma, pos) if content else 1.0
    return Word(words.zipf(lower), level, len(lower), syllables(lower), nominal, content)


def syllables(word: str) -> int:
    """Groups of vowels, the silent e of "name" and "named" apart."""
    groups = sum(char in _VOWELS and (place == 0 or word[place - 1] not in _VOWELS) for place, char in enumerate(word))
    groups -= groups > 1 and word.endswith("e") and not word.endswith(("le", "ee"))
    groups -= groups > 1 and word.endswith("ed") and not word.endswith(("ted", "ded"))
    return max(groups, 1)


def numbers(sentence: Sentence, term_starts: Collection[int] = ()) -> dict[str, float]:
    """The numbers of a sentence by name; those of the parse are left out where there is ntoken."""
    shown = sentence.words
    looked_up = [_looked_up(token, term_starts) for token in shown]
    general = [word for word, token in zip(looked_up, shown, strict=True) if token.pos != "PROPN"] or looked_up
    found = _length(len(shown)) | _vocabulary(general or [_word("the", "the", "DET")])
    found["nominal"] = sum(word.nominal for word in looked_up) / max(len(shown), 1)
    found |= _classes_and_marks(sentence.tokens)
    if any(token.dep for token in sentence.tokens):
        found |= _grammar(sentence.tokens, max(len(shown), 1))
    return found


def _length(count: int) -> dict[str, float]:
    count = max(count, 1)
    return {"log_words": math.log(count + 1), "words": count, "words_squared": count * count / 40, "inverse": 1 / count}


def _vocabulary(general: Sequence[Word]) -> dict[str, float]:
    content = [word for word in general if word.content] or [_word("thing", "thing", "NOUN")]
    size, many = len(general), len(content)
    every = sorted(word.zipf for word in general)
    rare = sorted(word.zipf for word in content)
    levels = sorted(word.level for word in content)
    long = sum(word.syllables >= 3 for word in general)
    found = {
        "zipf": sum(every) / size,
        "zipf_least": every[0],
        "zipf_low_3": fmean(every[:3]),
        "content_zipf": sum(rare) / many,
        "level": sum(levels) / many,
        "level_most": levels[-1],
        "level_top_3": fmean(levels[-3:]),
        "level_sum": math.log1p(sum(max(level - 2, 0) for level in levels)),
        "letters": sum(word.letters for word in general) / size,
        "content_letters": sum(word.letters for word in content) / many,
        "long_words": sum(word.letters >= 7 for word in general) / size,
        "syllables": sum(word.syllables for word in general) / size,
        "three_syllables": long / size,
        "log_three_syllables": math.log1p(long),
    }
    for share in (0.1, 0.25, 0.5):
        found[f"zipf_{share}"] = _quantile(every, share)
        found[f"content_zipf_{share}"] = _quantile(rare, share)
    for share in (0.5, 0.75, 0.9):
        found[f"level_{share}"] = _quantile(levels, share)
    for least in (1.5, 2.5, 3.5, 4.5):
        above = sum(level >= least for level in levels)
        found |= {f"share_{least}": above / many, f"log_{least}": math.log1p(above), f"per_word_{least}": above / size}
    for below in (3, 4, 5):
        found[f"rarer_than_{below}"] = sum(value < below for value in every) / size
    return found


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def _classes_and_marks(tokens: Sequence[Token]) -> dict[str, float]:
    size = len(tokens) or 1
    classes = dict.fromkeys(_POS, 0)
    marks = dict.fromkeys(("quotes", "dashes", "brackets", "colons", "commas"), 0)
    digits = 0
    for token in tokens:
        if token.pos in classes:
            classes[token.pos] += 1
        if token.text in _MARKS:
            marks[_MARKS[token.text]] += 1
        digits += token.text[0].isdigit()
    found = {f"pos_{name}": count / size for name, count in classes.items()}
    return found | {name: count / size for name, count in marks.items()} | {"digits": digits / size}


def _grammar(tokens: Sequence[Token], count: int) -> dict[str, float]:
    size = len(tokens)
    relations = dict.fromkeys(_RELATIONS, 0)
    participles = gerunds = past = persons = modals = 0
    distances = []
    for place, token in enumerate(tokens):
        if token.dep in relations:
            relations[token.dep] += 1
        if token.head != place and token.pos != "PUNCT":
            distances.append(abs(token.head - place))
        participles += "VerbForm=Part" in token.feats
        gerunds += "VerbForm=Ger" in token.feats
        past += "Tense=Past" in token.feats and "VerbForm=Fin" in token.feats
        persons += "Person=1" in token.feats or "Person=2" in token.feats
        modals += token.tag == "MD"
    depths = _depths([token.head for token in tokens])
    root = depths.index(0)
    clauses = sum(relations[name] for name in _CLAUSES)
    return {f"dep_{name}": number / size for name, number in relations.items()} | {
        "depth": max(depths),
        "mean_depth": sum(depths) / size,
        "distance": sum(distances) / max(len(distances), 1),
        "log_furthest": math.log1p(max(distances, default=0)),
        "log_before_root": math.log1p(root),
        "before_root": root / size,
        "clauses": clauses,
        "log_clauses": math.log1p(clauses + relations["xcomp"]),
        "log_passives": math.log1p(relations["nsubj:pass"]),
        "log_modifiers": math.log1p(sum(relations[name] for name in ("nmod", "amod", "compound", "appos"))),
        "log_conjuncts": math.log1p(relations["conj"]),
        "words_per_clause": count / (1 + clauses + relations["conj"] / 2),
        "participles": participles / size,
        "gerunds": gerunds / size,
        "past": past / size,
        "first_and_second_person": persons / size,
        "modals": modals / size,
    }


def _depths(heads: Sequence[int]) -> list[int]:
    """How many steps each token is from its root; a loop, which no parser should make, ends at its first token."""
    depths = [-1] * len(heads)
    for start in range(len(heads)):
        path = []
        place = start
        while depths[place] < 0 and place not in path:
            path.append(place)
            if not 0 <= heads[place] < len(heads) or heads[place] == place:
                break
            place = heads[place]
        if depths[place] < 0:
            depths[place] = 0
            path.remove(place)
        for step, member in enumerate(reversed(path), depths[place] + 1):
            depths[member] = step
    return depths


def clauses_and_passives(sentence: Sentence) -> tuple[int, int]:
    deps = [token.dep for token in sentence.tokens]
    return sum(dep in _CLAUSES for dep in deps), sum(dep == "nsubj:pass" for dep in deps)
