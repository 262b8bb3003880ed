"""The built-in glossary: every row of every file, and what a bad file is told."""

import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from vocab import glossary
from vocab.glossary import Entry
from vocab.levels import CEFR

FILES = sorted(glossary.FOLDER.glob("*.csv"))
HEADER = ",".join(glossary.COLUMNS)
ROW = "cough,NOUN,symptom,A2,a sudden loud push of air,He has a cough.,,"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
Row = dict[str, str]


def breaking(path: Path, rule: Callable[[Row], bool]) -> list[str]:
    """The lemmas of the rows that break the rule."""
    return [row["lemma"] for row in rows(path) if not rule(row)]


def test_there_are_files_and_entries() -> None:
    assert len(FILES) >= 10
    assert len(glossary.entries()) == sum(len(rows(path)) for path in FILES) >= 300


@every_file
def test_a_file_has_the_columns_and_stands_in_order(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0] == HEADER
    lemmas = [row["lemma"].casefold() for row in rows(path)]
    assert lemmas == sorted(lemmas)


@every_file
def test_every_cell_is_what_it_should_be(path: Path) -> None:
    def allowed(row: Row) -> bool:
        return row["pos"] in glossary.POS and row["kind"] in glossary.KINDS and row["level"] in CEFR

    def tidy(row: Row) -> bool:
        return None not in row and all(cell == " ".join(cell.split()) for cell in row.values())

    def full(row: Row) -> bool:
        return bool(row["lemma"] and row["definition"] and row["example"])

    assert breaking(path, allowed) == breaking(path, tidy) == breaking(path, full) == []


@every_file
def test_a_definition_is_one_short_phrase(path: Path) -> None:
    assert breaking(path, lambda row: len(row["definition"].split()) <= 20) == []
    assert breaking(path, lambda row: not row["definition"].endswith(".")) == []
    assert breaking(path, lambda row: row["definition"][0].islower()) == []


@every_file
def test_only_a_verb_is_defined_by_an_infinitive(path: Path) -> None:
    assert breaking(path, lambda row: row["definition"].startswith("to ") == (row["pos"] == "VERB")) == []


@every_file
def test_a_definition_does_without_its_own_headword(path: Path) -> None:
    assert breaking(path, lambda row: not names_itself(row)) == []


def names_itself(row: Row) -> bool:
    """Whether the headword, in any regular form, stands in its definition; a long one may share a word with it."""
    lemma, definition = row["lemma"].casefold(), row["definition"].casefold()
    if " " in lemma:
        return lemma in definition
    return bool(re.search(rf"\b{re.escape(lemma)}(?:s|es|d|ed|ing)?\b", definition))


@every_file
def test_an_example_is_a_sentence_with_the_word_in_it(path: Path) -> None:
    assert breaking(path, lambda row: row["example"][-1] in ".?!") == []
    assert breaking(path, lambda row: row["lemma"].split()[-1][:4].casefold() in row["example"].casefold()) == []


def test_a_definition_with_its_headword_is_found_out() -> None:
    assert names_itself({"lemma": "cough", "definition": "to make the sound of coughing"})
    assert names_itself({"lemma": "heart rate", "definition": "the heart rate in a minute"})
    assert not names_itself({"lemma": "hip", "definition": "a place on a ship"})


def test_no_lemma_stands_twice_as_one_part_of_speech() -> None:
    counts = Counter((row["lemma"], row["pos"]) for path in FILES for row in rows(path))
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_form_means_two_things() -> None:
    """Two entries of one form leave a learner guessing, unless they are two parts of speech."""
    forms = Counter((form.casefold(), entry.pos) for entry in glossary.entries().values() for form in set(entry.forms))
    assert [form for form, count in forms.items() if count > 1] == []


def test_no_two_entries_have_one_definition() -> None:
    counts = Counter(entry.definition for entry in glossary.entries().values())
    assert [definition for definition, count in counts.items() if count > 1] == []


def test_entries_are_found_by_lemma_and_part_of_speech() -> None:
    entry = glossary.entries()["diarrhea", "NOUN"]
    assert (entry.kind, entry.variants) == ("symptom", ("diarrhoea",))
    assert entry.forms == ("diarrhea", "diarrhoea")
    assert entry.key == ("diarrhea", "NOUN")


def test_the_glossary_loads_in_a_tenth_of_a_second() -> None:
    """The best of five, in a process of its own, so that no cache helps and no neighbour disturbs."""
    code = (
        "import time\nfrom vocab import glossary\ntimes = []\n"
        "for _ in range(5):\n"
        "    glossary.entries.cache_clear()\n    start = time.perf_counter()\n    glossary.entries()\n"
        "    times.append(time.perf_counter() - start)\nprint(min(times))"
    )
    run = [sys.executable, "-c", code]
    root = Path(glossary.__file__).parents[1]
    seconds = float(subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout)
    assert seconds < 0.1


# -- bad files


def written(folder: Path, *lines: str) -> Path:
    path = folder / "heart.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    quoted = 'edema,NOUN,symptom,C1,"a swelling, often of the legs",Her edema got worse.,swelling,oedema; œdema ;'
    cough, edema = glossary.read(written(tmp_path, HEADER, ROW, quoted))
    assert cough == Entry("cough", "NOUN", "symptom", "A2", "a sudden loud push of air", "He has a cough.", "", ())
    assert edema.definition == "a swelling, often of the legs"
    assert edema.variants == ("oedema", "œdema")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["lemma,pos"], "heart.csv: the first line must be lemma,pos,kind"),
        ([], "heart.csv: the first line must be lemma,pos,kind"),
        ([ROW], "heart.csv: the first line must be lemma,pos,kind"),
        ([HEADER, ROW, "cough,NOUN,symptom"], "heart.csv:3: a row has 8 cells"),
        ([HEADER, ROW + ",one too many"], "heart.csv:2: a row has 8 cells"),
        ([HEADER, ROW.replace("NOUN", "NOUNS")], "heart.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, ROW.replace("symptom", "pain")], "heart.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, ROW.replace("A2", "D1")], "heart.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, ROW.removeprefix("cough")], "heart.csv:2: lemma, part of speech, kind or level"),
    ],
)
def test_a_bad_row_is_told_by_file_and_line(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        glossary.read(written(tmp_path, *lines))


def test_a_lemma_in_two_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, HEADER, ROW).rename(tmp_path / "a.csv")
    written(tmp_path, HEADER, ROW).rename(tmp_path / "b.csv")
    monkeypatch.setattr(glossary, "FOLDER", tmp_path)
    glossary.entries.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"b\.csv: cough \(NOUN\) stands in the glossary twice"):
            glossary.entries()
    finally:
        glossary.entries.cache_clear()
