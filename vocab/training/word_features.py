"""What may tell the level of a word: some 180 numbers for each lemma and part of speech, from `word_sources`.

Frequencies in several kinds of text and their differences, other languages' frequency and teaching level of the same
notion, WordNet's senses and relations, corpora of known level, the form.
"""

import math
import re
from collections import Counter
from functools import cache, cached_property, lru_cache
from statistics import fmean
from typing import Any

import lemminflect
import wordfreq

from vocab import dictionary, families
from vocab.training.word_senses import OPEN, WordNet, name_of
from vocab.training.word_sources import OSE, Foreign, Sources, stem, zipf_of

Features = dict[str, float]
SUFFIXES = (
    "ly ness less ful ment tion sion ity ous ive able ible al ic ance ence ism ist ize ise ify er or ing ed y ish ate "
    "ship hood ward ware ent ant ary ory th age ure cy ess en ette esque man"
).split()
PREFIXES = (
    "un in im ir il dis mis re pre over under out inter anti non de sub en ex fore counter trans super self co pro con "
    "com ab ad"
).split()
TOP = (
    "physical_entity.n.01 abstraction.n.06 person.n.01 artifact.n.01 living_thing.n.01 food.n.01 "
    "psychological_feature.n.01 substance.n.01"
).split()
CONCRETE = frozenset(
    "noun.animal noun.artifact noun.body noun.food noun.object noun.plant noun.substance noun.person verb.motion "
    "verb.contact verb.body verb.consumption verb.weather".split()
)
MEDICAL = "disease.n.01 symptom.n.01 drug.n.01 medical_procedure.n.01 body_part.n.01 body_substance.n.01".split()
_PARTS = re.compile(r"[ -]")


@cache
def zipf(word: str) -> float:
    return float(wordfreq.zipf_frequency(word, "en"))


@cache
def inflections(word: str, pos: str) -> frozenset[str]:
    found = lemminflect.getAllInflections(word, upos=pos) if pos in OPEN else {}
    return frozenset({word, *(form for listed in found.values() for form in listed)})


class Extractor:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.wordnet = WordNet()
        self.families = families._listed()
        self.bases = lru_cache(maxsize=None)(self._bases)

    def __call__(self, raw: str, pos: str) -> Features:
        word = raw.lower()
        every = inflections(word, pos)
        found = self.frequencies(word, every) | self.ranks(word) | self.abroad(word, pos == "VERB")
        found |= self.corpora(word, pos, every, found["zipf_all"]) | self.senses(word, pos, found["zipf_all"])
        return found | self.relatives(word) | self.shape(raw, word, pos)

    def frequencies(self, word: str, every: frozenset[str]) -> Features:
        sources = self.sources
        prob = sources.prob.get
        found = {
            "zipf": zipf(word),
            "zipf_all": math.log10(1e-9 + sum(10 ** zipf(form) for form in every)),
            "zipf_most": max(map(zipf, every)),
            "prob": prob(word, -20.5),
            "prob_most": max(prob(form, -20.5) for form in every),
            "prob_title": prob(word.capitalize(), -20.5) - prob(word, -20.5),
            "prob_upper": prob(word.upper(), -20.5) - prob(word, -20.5),
        }
        for name, table in (("subtitles", sources.subtitles), ("books", sources.books)):
            found[name] = math.log10(1 + table.get(word, 0))
            found[f"{name}_all"] = math.log10(1 + sum(table.get(form, 0) for form in every))
        found["pair"] = math.log10(1 + sources.pairs.get(word.replace("-", " "), 0)) if _PARTS.search(word) else -1
        if " " in word:
            found["books"] = found["books_all"] = found["pair"]
        found["prob-zipf"] = found["prob"] / math.log(10) + 9 - found["zipf"]
        found["subtitles-books"] = found["subtitles_all"] - found["books_all"]
        found["subtitles-zipf"] = found["subtitles_all"] - found["zipf_all"]
        found["books-zipf"] = found["books_all"] - found["zipf_all"]
        books = found["books_all"] - 3.3 if found["books_all"] else found["zipf_all"] - 1
        found["mean"] = fmean((found["zipf_all"], found["subtitles_all"] + 1.2, books))
        abroad = {f"in_{code}": zipf_of(table.get(word, 0)) for code, table in sources.abroad.items()}
        return found | abroad | {"in_most": max(abroad.values()), "in_mean": fmean(abroad.values())}

    def ranks(self, word: str) -> Features:
        sources = self.sources
        found = {f"rank_{name}": math.log10(1 + table.get(word, 60000)) for name, table in sources.ranks.items()}
        found["tv-wiki"] = found["rank_us_tv_and_film"] - found["rank_english_wikipedia"]
        stems = {word, stem(word)}
        easy = {"easy": word in sources.easy}
        easy |= {"dale": bool(stems & sources.dale_chall), "spache": bool(stems & sources.spache)}
        return found | easy | {"scowl": min(sources.scowl.get(form, 99) for form in (word, word.capitalize()))}

    def abroad(self, word: str, verb: bool) -> Features:
        found: Features = {}
        for code, table in self.sources.foreign.items():
            for prefix, row in ((code, table.get((word, verb))), (f"{code}_not", table.get((word, not verb)))):
                row = row or Foreign()
                counts = {name: math.log1p(getattr(row, name)) for name in ("entries", "first", "marked", "loans")}
                others = ("zipf", "zipf_first", "level", "level_first", "old_level", "old_level_first")
                values = counts | {name: getattr(row, name) for name in others} | {"total": zipf_of(row.total)}
                found |= {f"{prefix}_{name}": value for name, value in values.items()}
        found["medical_de"] = math.expm1(found["de_marked"]) / (1 + math.expm1(found["de_entries"]))
        found["taught"] = min(found["ja_level"], found["ja_not_level"]) + 0.5 * min(
            found["zh_level"], found["zh_old_level"], found["zh_not_level"]
        )
        return found

    def corpora(self, word: str, pos: str, every: frozenset[str], frequency: float) -> Features:
        corpora, gcide, wordnet = self.sources.corpora, self.sources.gcide, self.wordnet
        used = {
            name: math.log10(1 + sum(table[form] for form in every))
            for name, table in (
                ("defining", wordnet.in_definitions),
                ("examples", wordnet.in_examples),
                ("gcide_used", gcide.used),
            )
        }
        found = used | {f"{name}-zipf": value - frequency for name, value in used.items()}
        found["examples-defining"] = used["examples"] - used["defining"]
        found["gcide_entries"], found["gcide_size"] = math.log1p(gcide.entries[word]), math.log1p(gcide.size[word])
        found["gcide_old"] = gcide.old[word] / (1 + gcide.entries[word])
        mine, whole = corpora.tagged[word, pos], self._tagged[word]
        found |= {"tagged": math.log1p(mine), "tagged_any": math.log1p(whole)}
        found["tagged_share"] = (mine + 0.5) / (whole + 1)
        found["documents"] = math.log1p(len(corpora.documents.get(word, ())))
        found |= {f"ose_{name}": math.log1p(corpora.texts[name][word]) for name in OSE}
        easy, hard = corpora.texts["ele"][word], corpora.texts["adv"][word]
        found["ose_easy"] = (easy + 1) / (easy + hard + 2)
        for name, table, usual in (
            ("sentences", corpora.sentences, 3.3),
            ("taught", corpora.taught, 3.5),
            ("graded", corpora.graded, 3.0),
        ):
            met = table.get(word, [])
            found |= {f"{name}_n": math.log1p(len(met)), f"{name}_mean": (sum(met) + 3 * usual) / (len(met) + 3)}
            found[f"{name}_least"] = min(met, default=6)
        found["lessons"] = math.log1p(len(corpora.taught.get(word, ())) + len(corpora.graded.get(word, ())))
        medical = (sum(corpora.medical[form] for form in every) + 0.1) / self._medical_words
        return found | {"medical": math.log10(medical) - frequency}

    @cached_property
    def _medical_words(self) -> int:
        return self.sources.corpora.medical.total()

    @cached_property
    def _tagged(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (word, _), count in self.sources.corpora.tagged.items():
            found[word] += count
        return found

    def senses(self, word: str, pos: str, frequency: float) -> Features:
        wordnet = self.wordnet
        mine, count = wordnet.senses(word, pos), wordnet.count(word, pos)
        every = sum(len(wordnet.senses(word, each)) for each in OPEN)
        counts = sum(wordnet.count(word, each) for each in OPEN)
        share = (count + 0.3 * len(mine) + 0.1) / (counts + 0.3 * every + 0.4)
        tagged = (self.sources.corpora.tagged[word, pos] + 0.5) / (self._tagged[word] + 1)
        found: Features = {
            "senses": math.log1p(len(mine)),
            "counted": math.log1p(count),
            "senses_any": math.log1p(every),
            "counted_any": math.log1p(counts),
            "share": share,
            "zipf_pos": frequency + math.log10(0.5 * share + 0.5 * tagged),
            "parts_of_speech": sum(bool(wordnet.senses(word, each)) for each in OPEN),
        }
        return found | self.first_sense(word, pos, mine) if mine else found

    def first_sense(self, word: str, pos: str, senses: list[tuple[Any, Any]]) -> Features:
        synset, lemma = senses[0]
        definition = [zipf(each) for each in self.wordnet.definitions[synset.name()]] or [4.0]
        same = [zipf(name_of(other)) for s, _ in senses[:2] for other in s.lemmas() if name_of(other) != word]
        above = [zipf(name_of(other)) for s in (*synset.hypernyms(), *synset.similar_tos()) for other in s.lemmas()]
        deep = pos in ("NOUN", "VERB")
        kinds = self.wordnet.kinds(word) if pos == "NOUN" else ()
        return {
            "first_count": math.log1p(lemma.count()),
            "depth": synset.min_depth() if deep else -1,
            "depth_most": synset.max_depth() if deep else -1,
            "hyponyms": math.log1p(len(synset.hyponyms())),
            "place": [name_of(other) for other in synset.lemmas()].index(word),
            "synonyms": len(synset.lemmas()),
            "file": dictionary.FILES.index(synset.lexname()),
            "definition": len(definition),
            "definition_mean": fmean(definition),
            "definition_least": min(definition),
            "synonym-zipf": max(same) - zipf(word) if same else -3,
            "hypernym-zipf": max(above) - zipf(word) if above else -3,
            "antonyms": any(each.antonyms() for _, each in senses),
            "name": bool(synset.instance_hypernyms()),
            "topics": len(synset.topic_domains()),
            "meronyms": len(synset.part_holonyms()) + len(synset.part_meronyms()),
            "usage": len(synset.examples()),
            "concrete": fmean(s.lexname() in CONCRETE for s, _ in senses),
            **{f"is_{name}": name in kinds for name in TOP},
        }

    def relatives(self, word: str) -> Features:
        derived = self.wordnet.derived.get(word, set())
        own = zipf(word)
        suffixed, prefixed = self.bases(word)
        return {
            "derived": len(derived),
            "derived-zipf": max(map(zipf, derived)) - own if derived else -4,
            "shorter-zipf": max((zipf(other) for other in derived if len(other) < len(word)), default=0) - own,
            "family-zipf": max((zipf(other) for other in self.families.get(word, ())), default=0) - own,
            "base": suffixed,
            "base-zipf": suffixed - own,
            "unprefixed": prefixed,
            "compound": self.compound(word),
        }

    def known(self, word: str) -> bool:
        return len(word) > 2 and word in self.sources.subtitles and self.sources.scowl.get(word, 99) <= 60

    def _bases(self, word: str) -> tuple[float, float]:
        """The Zipf frequency of the commonest word that is left without a suffix, and without a prefix."""
        suffixed = [0.0]
        for suffix in SUFFIXES:
            if word.endswith(suffix) and len(rest := word[: -len(suffix)]) >= 3:
                tries = {rest, *(rest + end for end in ("e", "y", "le", "ate", "t", "d")), rest[:-1], rest[:-1] + "y"}
                suffixed += [zipf(each) for each in tries if each != word and self.known(each)]
        prefixed = [word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix)]
        return max(suffixed), max((zipf(each) for each in prefixed if self.known(each)), default=0)

    def compound(self, word: str) -> float:
        """The Zipf frequency of the rarer of the words that a compound is made of."""
        parts = [part for part in _PARTS.split(word) if part]
        if len(parts) > 1:
            return min(map(zipf, parts))
        halves = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
        return max((min(zipf(a), zipf(b)) for a, b in halves if self.known(a) and self.known(b)), default=0)

    def shape(self, raw: str, word: str, pos: str) -> Features:
        parts = [part for part in _PARTS.split(word) if part] or [word]
        sounds = self.sources.sounds.get(word)
        ends = [number for number, suffix in enumerate(SUFFIXES, 1) if word[3:].endswith(suffix)]
        starts = [number for number, prefix in enumerate(PREFIXES, 1) if word.startswith(prefix)]
        found: Features = {
            "length": len(word),
            "syllables": sum(map(self.syllables, parts)),
            "sounds": len(sounds[0]) if sounds else -1,
            "silent": abs(len(word) - len(sounds[0])) if sounds else -1,
            "words": len(parts),
            "capital": raw != word,
            "hyphen": "-" in word,
            "dot": "." in word,
            "suffix": max(ends, key=lambda number: len(SUFFIXES[number - 1]), default=0),
            "prefix": max(starts, key=lambda number: len(PREFIXES[number - 1]), default=0),
            "cluster": self.sources.cluster.get(word, -1),
            "part_least": min(map(zipf, parts)),
            "part_most": max(map(zipf, parts)),
            "pos": OPEN.index(pos) if pos in OPEN else len(OPEN),
        }
        found |= {f"-{suffix}": word.endswith(suffix) for suffix in SUFFIXES[:28]}
        return found | {f"is_{each}": pos == each for each in OPEN} | {"un-": word.startswith("un")}

    def syllables(self, word: str) -> int:
        if sounds := self.sources.sounds.get(word):
            return sum(sound[-1].isdigit() for sound in sounds[0])
        return max(1, len(re.findall("[aeiouy]+", word)) - (word.endswith("e") and not word.endswith("le")))

    def is_medical(self, word: str) -> bool:
        """Whether WordNet or Ding has a word in medicine, and it is not one of everyday."""
        kinds = {*self.wordnet.kinds(word), *(s.name() for s, _ in self.wordnet.senses(word, "NOUN")[:1])}
        marked = self.abroad(word, verb=False)["medical_de"]
        return zipf(word) < 3.6 and (bool(kinds & set(MEDICAL)) or marked >= 0.5)
