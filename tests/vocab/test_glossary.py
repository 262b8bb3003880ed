"""The built-in glossary as it is read, a keeper's own files, and what a bad file is told."""

import csv
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accounts.learning import LANGUAGES
from vocab import glossary
from vocab.glossary import Entry

FILES = sorted(glossary.FOLDER.glob("*.csv"))
HEADER = ",".join(glossary.REQUIRED)
COUGH = "cough,NOUN,symptom,A2,a sudden loud push of air,He has a cough."
OWN_HEART = "heart,NOUN,anatomy,A1,what moves the blood,Her heart is strong."


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(folder: Path, *lines: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def use() -> Iterator[Callable[..., None]]:
    """`glossary.use` for one test: the files of before are read again after it."""
    before = glossary.own_files()
    yield lambda *paths: glossary.use(paths)
    glossary.use(before)
    glossary.forget()


every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


# -- what is built in


def test_there_are_many_medical_entries_in_many_fields() -> None:
    assert len(FILES) >= 15
    assert sum(entry.is_term for entry in glossary.entries().values()) >= 1500


def test_every_row_of_every_file_is_an_entry() -> None:
    assert len(glossary.entries()) == sum(len(rows(path)) for path in FILES)
    assert set(glossary.fields()) == {path.stem for path in FILES}


@every_file
def test_a_file_has_every_column_and_every_language(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join([*glossary.COLUMNS, *LANGUAGES])


@every_file
def test_a_file_stands_in_order_each_main_sense_first(path: Path) -> None:
    order = [(row["lemma"].casefold(), row["pos"], row["sense"]) for row in rows(path)]
    assert order == sorted(order)


def test_an_entry_has_all_that_a_learner_sees() -> None:
    entry = glossary.entries()["diarrhea", "NOUN", ""]
    assert entry.key == ("diarrhea", "NOUN", "")
    assert (entry.kind, entry.is_term) == ("symptom", True)
    assert "diarrhoea" in entry.forms[1:] == entry.variants
    assert all((entry.definition, entry.example, entry.ipa, entry.partners))
    assert set(entry.translations) == set(LANGUAGES)
    assert re.fullmatch(r"[a-z-]+\.csv:\d+", entry.place)


def test_the_glossary_loads_in_a_tenth_of_a_second() -> None:
    """The best of ten, in a process of its own, so that no cache helps and no neighbour disturbs."""
    code = (
        "import time\nfrom vocab import glossary\ntimes = []\n"
        "for _ in range(10):\n"
        "    glossary.forget()\n    start = time.perf_counter()\n    count = len(glossary.entries())\n"
        "    times.append(time.perf_counter() - start)\nassert count >= 1500\nprint(min(times))"
    )
    run = [sys.executable, "-c", code]
    root = Path(glossary.__file__).parents[1]
    seconds = float(subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout)
    assert 0.001 < seconds < 0.1


# -- looking up


def test_of_several_senses_the_main_one_comes_first() -> None:
    labels = [entry.sense for entry in glossary.senses("discharge", "NOUN")]
    assert labels[0] == ""
    assert "leaving hospital" in labels[1:]
    assert {entry.pos for entry in glossary.senses("discharge", "VERB")} == {"VERB"}
    assert glossary.senses("discharge", "ADV") == glossary.senses("xqzzkw", "NOUN") == ()


def lemmas(form: str) -> list[str]:
    return list(dict.fromkeys(entry.lemma for entry in glossary.named(form)))


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("heart", ["heart"]),
        ("Heart", ["heart"]),
        ("HEART", ["heart"]),
        ("diarrhoea", ["diarrhea"]),
        ("EKG", ["ECG"]),
        ("OR", ["operating room"]),
        ("or", []),
        ("Or", []),
        ("AIDS", ["AIDS"]),
        ("aids", []),
        ("xqzzkw", []),
        ("", []),
    ],
)
def test_a_form_names_its_entry_and_an_abbreviation_only_in_capitals(form: str, named: list[str]) -> None:
    assert lemmas(form) == named


def test_a_headword_comes_before_another_words_form(tmp_path: Path, use: Callable[..., None]) -> None:
    wheeze, hack = (COUGH.replace("cough", lemma, 1) for lemma in ("wheeze", "hack"))
    use(written(tmp_path, HEADER + ",variants", wheeze + ",hack", hack + ","))
    assert lemmas("hack") == ["hack", "wheeze"]


def test_what_is_related_is_so_both_ways(tmp_path: Path, use: Callable[..., None]) -> None:
    assert {"diagnose", "diagnostic"} <= glossary.related("diagnosis")
    assert {"diagnosis", "diagnostic"} <= glossary.related("Diagnose")
    use(written(tmp_path, HEADER + ",related", COUGH.replace("cough", "hack") + ",hacking; Hacker"))
    for word in ("hack", "hacking", "hacker"):
        assert glossary.related(word) >= {"hack", "hacking", "Hacker"}
    assert glossary.related("xqzzkw") == frozenset()


# -- a keeper's own files


def test_an_own_entry_stands_in_place_of_the_built_in_one(tmp_path: Path, use: Callable[..., None]) -> None:
    built_in = glossary.entries()
    use(written(tmp_path, HEADER, OWN_HEART))
    assert glossary.entries()["heart", "NOUN", ""].definition == "what moves the blood"
    assert [entry.place for entry in glossary.named("heart") if not entry.sense] == ["own.csv:2"]
    assert glossary.entries().keys() == built_in.keys()
    everywhere = [entry for listed in glossary.fields().values() for entry in listed]
    assert [entry.place for entry in everywhere if entry.key == ("heart", "NOUN", "")] == ["own.csv:2"]


def test_an_own_file_is_a_field_or_adds_to_one(tmp_path: Path, use: Callable[..., None]) -> None:
    skin = glossary.fields()["skin"]
    own = [written(tmp_path, HEADER, COUGH.replace("cough", lemma), name=name) for lemma, name in OWN_FILES]
    use(*own)
    assert glossary.own_files() == tuple(own)
    assert [entry.lemma for entry in glossary.fields()["village"]] == ["hacking cough"]
    assert [entry.lemma for entry in glossary.fields()["skin"]] == [*(entry.lemma for entry in skin), "skin cough"]


OWN_FILES = [("hacking cough", "village.csv"), ("skin cough", "skin.csv")]


def test_without_its_file_an_own_entry_is_gone(tmp_path: Path, use: Callable[..., None]) -> None:
    use(written(tmp_path, HEADER, COUGH.replace("cough", "hacking cough")))
    assert lemmas("hacking cough") == ["hacking cough"]
    use()
    assert lemmas("hacking cough") == []


def test_a_changed_file_is_read_again_after_forget(tmp_path: Path, use: Callable[..., None]) -> None:
    path = written(tmp_path, HEADER, OWN_HEART)
    use(path)
    assert glossary.entries()["heart", "NOUN", ""].definition == "what moves the blood"
    before = glossary.fingerprint()
    written(tmp_path, HEADER, OWN_HEART.replace("moves", "pushes"))
    glossary.forget()
    assert glossary.entries()["heart", "NOUN", ""].definition == "what pushes the blood"
    assert glossary.fingerprint() != before


def test_the_fingerprint_is_that_of_the_content(
    tmp_path: Path, use: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = glossary.fingerprint()
    use(written(tmp_path, HEADER, OWN_HEART))
    assert glossary.fingerprint() != bare
    use()
    assert glossary.fingerprint() == bare
    monkeypatch.setattr(glossary, "FOLDER", tmp_path)
    assert glossary.fingerprint() != bare


# -- good and bad files


def test_the_required_columns_are_enough(tmp_path: Path) -> None:
    (cough,) = glossary.read(written(tmp_path, HEADER, COUGH))
    assert cough == Entry("cough", "NOUN", "symptom", "A2", "a sudden loud push of air", "He has a cough.")
    assert cough.place == "own.csv:2"
    assert (cough.sense, cough.variants, cough.cues, dict(cough.translations)) == ("", (), (), {})


def test_further_columns_and_languages_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = f"fr,{HEADER},cues,sense,zh", f"toux,{COUGH},~ up blood; night ;,loud,"
    (cough,) = glossary.read(written(tmp_path, *lines))
    assert cough.key == ("cough", "NOUN", "loud")
    assert cough.cues == ("~ up blood", "night")
    assert cough.translations == {"fr": "toux"}


def test_a_cell_may_be_quoted_and_a_spreadsheet_may_mark_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + HEADER, "", COUGH.replace("a sudden loud", '"a sudden, loud"'))
    (cough,) = glossary.read(path)
    assert (cough.definition, cough.place) == ("a sudden, loud push of air", "own.csv:3")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["lemma,pos"], "own.csv:1: the first line must name the columns; missing: kind, level, definition, example"),
        ([], "own.csv:1: the first line must name the columns; missing: lemma, pos"),
        ([COUGH], "own.csv:1: the first line must name the columns"),
        ([HEADER.replace(",", ";"), COUGH], "own.csv:1: the first line must name the columns"),
        ([HEADER + ",de,meaning", COUGH], "own.csv:1: no such column: de, meaning"),
        ([HEADER, COUGH, "cough,NOUN,symptom"], "own.csv:3: a row has as many cells as the first line"),
        ([HEADER, COUGH + ",one too many"], "own.csv:2: a row has as many cells as the first line"),
        ([HEADER, COUGH.replace("NOUN", "NOUNS")], "own.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, COUGH.replace("symptom", "pain")], "own.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, COUGH.replace("A2", "D1")], "own.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, COUGH.removeprefix("cough")], "own.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, COUGH.replace("cough", " ", 1)], "own.csv:2: lemma, part of speech, kind or level"),
        ([HEADER, COUGH.replace("sudden", "x" * 200_000)], "own.csv: this is no CSV in UTF-8"),
    ],
)
def test_a_bad_file_is_told_by_file_and_line(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        glossary.read(written(tmp_path, *lines))


def test_a_file_that_is_not_in_utf_8_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER},es\n{COUGH},corazón\n", encoding="latin-1")
    with pytest.raises(ValueError, match=r"own\.csv: this is no CSV in UTF-8"):
        glossary.read(path)


def test_an_entry_that_stands_twice_is_told_with_both_places(tmp_path: Path, use: Callable[..., None]) -> None:
    use(*(written(tmp_path, HEADER, COUGH, name=name) for name in ("a.csv", "b.csv")))
    with pytest.raises(ValueError, match=r"b\.csv:2: cough \(NOUN\) stands already in a\.csv:2"):
        glossary.entries()


def test_two_senses_of_a_word_are_two_entries(tmp_path: Path, use: Callable[..., None]) -> None:
    use(
        written(
            tmp_path,
            HEADER + ",sense",
            COUGH.replace("cough", "hack", 1) + ",",
            COUGH.replace("cough", "hack", 1) + ",loud",
        )
    )
    assert [entry.sense for entry in glossary.senses("hack", "NOUN")] == ["", "loud"]


def test_the_medical_one_of_two_words_comes_first() -> None:
    """ "Patient" is looked up for the person, not for the virtue."""
    assert glossary.named("patient")[0].pos == "NOUN"
