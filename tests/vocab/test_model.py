"""The shipped pipeline itself: what is in its folder, and how it is used by several readers and for long texts."""

import json
import os
import random
import string
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.texts import HEALTH_TEXTS
from vocab import pipeline

pytestmark = pytest.mark.model

# Run by itself in an empty folder: none of our code can be imported there.
LOADED = """
import importlib.util, json, sys
import spacy

assert importlib.util.find_spec("vocab") is None
nlp = spacy.load(sys.argv[1])
doc = nlp("They gave him metformin for diabetes and pain in his knee.")
print(json.dumps({
    "pipes": nlp.pipe_names,
    "labels": nlp.get_pipe("ner").labels,
    "entities": [(span.text, span.label_) for span in doc.ents],
    "lemmas": [token.lemma_ for token in doc],
    "tag": doc[0].tag_,
    "pos": doc[0].pos_,
    "root": [token.text for token in doc if token.head == token],
}))
"""


def test_the_model_is_at_most_25_megabytes() -> None:
    files = [path for path in pipeline.MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 25_000_000


def test_the_model_names_its_sources_and_their_licences() -> None:
    meta = json.loads((pipeline.MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"]
    assert meta["spacy_version"]
    assert [source["name"] for source in meta["sources"] if not (source["license"] and source["author"])] == []
    names = " ".join(source["name"] for source in meta["sources"])
    assert [name for name in ("EWT", "GUM", "BC5CDR", "AnatEM", "WordNet") if name not in names] == []


def test_spacy_loads_the_model_without_our_code(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(pipeline.MODEL)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {"tagger", "morphologizer", "parser", "lemmatizer", "ner"} <= set(told["pipes"])
    assert sorted(told["labels"]) == ["ANATOMY", "CHEMICAL", "DISEASE"]
    assert told["entities"] == [
        ["metformin", "CHEMICAL"],
        ["diabetes", "DISEASE"],
        ["pain", "DISEASE"],
        ["knee", "ANATOMY"],
    ]
    assert told["lemmas"] == "they give he metformin for diabetes and pain in his knee .".split()
    assert (told["tag"], told["pos"], told["root"]) == ("PRP", "PRON", ["gave"])


def test_two_threads_at_once_read_what_one_reads() -> None:
    texts = [*HEALTH_TEXTS.values()] * 2
    alone = [pipeline.analyse(text) for text in texts]
    with ThreadPoolExecutor(2) as readers:
        assert list(readers.map(pipeline.analyse, texts)) == alone


def test_a_phrase_is_cut_while_a_text_is_read() -> None:
    text = "\n\n".join(HEALTH_TEXTS.values())
    with ThreadPoolExecutor(2) as readers:
        reading = readers.submit(pipeline.analyse, text)
        cut = [readers.submit(pipeline.words_of, "anti-inflammatory cream") for _ in range(50)]
        assert {tuple(words.result()) for words in cut} == {("anti-inflammatory", "cream")}
        assert reading.result() == pipeline.analyse(text)


def test_a_long_text_does_not_make_the_vocabulary_larger() -> None:
    rng = random.Random(7)
    words = ["".join(rng.choices(string.ascii_lowercase, k=9)) for _ in range(20_000)]
    text = ". ".join(" ".join(words[at : at + 10]) for at in range(0, len(words), 10))
    assert len(text) > 200_000
    pipeline.analyse("A text before.")
    strings = pipeline.load().vocab.strings
    before = len(strings)
    assert sum(len(sentence.tokens) for sentence in pipeline.analyse(text)) >= 20_000
    assert len(strings) - before < 100
    assert [word for word in words if word in strings] == []


def test_the_pipeline_is_loaded_once() -> None:
    assert pipeline.load() is pipeline.load()
