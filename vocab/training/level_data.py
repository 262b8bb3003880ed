"""The levelled corpora, read by our own pipeline: input of `fit_levels` and `bench_levels`."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vocab import pipeline
from vocab.pipeline import Sentence

# Three elementary texts of OneStopEnglish are filed under a wrong article.
MISFILED = frozenset({"Royal Baby", "WNL The millenials", "WNL Arctic Ramadan"})
FIRST = 150


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence of CEFR-SP with the ranks (1 for A1) that its two annotators gave."""

    text: str
    sentence: Sentence
    ranks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Version:
    """A text of OneStopEnglish: 0 elementary, 1 intermediate, 2 advanced; `first` is its first 150 words alone."""

    article: str
    version: int
    text: str
    sentences: tuple[Sentence, ...]
    first: tuple[Sentence, ...]

    @property
    def first_text(self) -> str:
        return beginning(self.text)


def beginning(text: str) -> str:
    return " ".join(text.split()[:FIRST])


def sentences(corpora: Path) -> list[Rated]:
    return [
        Rated(record["text"], joined(pipeline.analyse(record["text"])), (record["a"], record["b"]))
        for record in _read(corpora / "level/cefrsp_wikiauto_traindev.jsonl.gz")
    ]


def versions(corpora: Path) -> list[Version]:
    records = sorted(_read(corpora / "level/ose_dev.jsonl.gz"), key=lambda record: (record["group"], record["y"]))
    return [
        Version(
            record["group"],
            record["y"],
            record["text"],
            pipeline.analyse(record["text"]),
            pipeline.analyse(beginning(record["text"])),
        )
        for record in records
    ]


def joined(parts: tuple[Sentence, ...]) -> Sentence:
    """One sentence of what the pipeline may have cut; the corpus knows that it is one."""
    tokens: list[pipeline.Token] = []
    for part in parts:
        offset = len(tokens)
        tokens += [replace(token, head=token.head + offset) for token in part.tokens]
    return Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
