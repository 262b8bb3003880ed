"""Medical names that the glossary does not explain."""

import csv
from pathlib import Path

import pytest

from vocab import glossary, lexicon
from vocab.pipeline import Token

HEADER = "name,pos,kind\n"


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small list in the place of the large one."""
    file = tmp_path / "names.csv"
    file.write_text(
        HEADER
        + "lateral sclerosis,NOUN,disease\n"
        + "lateral,NOUN,anatomy\n"
        + "Addison's disease,NOUN,disease\n"
        + "glabellar,ADJ,anatomy\n"
        + "ruga,NOUN,anatomy\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(lexicon, "FILE", file)
    lexicon._by_first.cache_clear()
    yield
    lexicon._by_first.cache_clear()


def words(table: str) -> list[Token]:
    """Tokens of "text:lemma/POS" pieces; the lemma may be left out."""
    tokens = []
    for piece in table.split():
        word, pos = piece.rsplit("/", 1)
        text, _, lemma = word.partition(":")
        tokens.append(Token(text, 0, len(text), lemma or text, pos))
    return tokens


def at(table: str, place: int = 0) -> tuple[int, int, str] | None:
    hit = lexicon.at(words(table), place)
    return hit and (hit[0], hit[1], hit[2].lemma)


@pytest.mark.usefixtures("names")
def test_the_longest_name_that_begins_here_is_found() -> None:
    assert at("lateral/NOUN sclerosis/NOUN") == (0, 2, "lateral sclerosis")
    assert at("lateral/NOUN") == (0, 1, "lateral")
    assert at("a/DET ruga/NOUN", 1) == (1, 2, "ruga")


@pytest.mark.usefixtures("names")
def test_a_name_is_found_in_capitals_and_in_the_plural() -> None:
    assert at("Lateral/PROPN SCLEROSIS/PROPN") == (0, 2, "lateral sclerosis")
    assert at("rugae:ruga/NOUN") == (0, 1, "ruga")


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("ending", ["'s", "’s"])
def test_a_possessive_is_a_word_of_the_name(ending: str) -> None:
    assert at(f"Addison/PROPN {ending}/PART disease/NOUN") == (0, 3, "Addison's disease")


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    "table", ["ruga/VERB", "glabellar/NOUN", "sclerosis/NOUN", "Addison/PROPN 's/PART", "bread/NOUN"]
)
def test_other_words_are_no_name(table: str) -> None:
    assert at(table) is None


@pytest.mark.usefixtures("names")
def test_an_entry_has_its_kind_and_no_definition() -> None:
    hit = lexicon.at(words("ruga/NOUN"), 0)
    assert hit
    assert (hit[2].pos, hit[2].kind, hit[2].level, hit[2].definition) == ("NOUN", "anatomy", "C1", "")


@pytest.mark.usefixtures("names")
def test_a_medical_adjective_is_one_word_of_its_class() -> None:
    assert lexicon.is_medical_adjective("glabellar")
    assert not any(lexicon.is_medical_adjective(word) for word in ("ruga", "lateral", "good"))


# -- the list itself


def rows() -> list[dict[str, str]]:
    with lexicon.FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_name_has_a_class_and_a_kind_of_the_glossary() -> None:
    wrong = [row for row in rows() if row["pos"] not in ("NOUN", "ADJ") or row["kind"] not in glossary.KINDS]
    assert wrong == []


def test_no_name_is_there_twice_or_with_space_around_it() -> None:
    names = [(row["name"], row["pos"]) for row in rows()]
    assert len(names) == len(set(names))
    assert [name for name, _ in names if " ".join(name.split()) != name or not name] == []


@pytest.mark.parametrize("table", ["Addison/PROPN 's/PART disease/NOUN", "mastoidectomy/NOUN", "Tofranil/PROPN"])
def test_well_known_names_are_in_the_list(table: str) -> None:
    assert at(table)
