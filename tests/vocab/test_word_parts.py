"""Word parts: the table, and how a word is taken to pieces. Pictures show each piece as text→part."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vocab import glossary, word_parts
from vocab.word_parts import Part

HEADER = ",".join(word_parts.COLUMNS)
CARDIO = 'cardi/o,root,heart,"Greek kardia, heart",card; cardi; cardio,cardiac; pericarditis'


def picture(breakdown: str, word: str) -> str:
    pieces = word_parts.split(breakdown, word)
    assert "".join(piece.text + " " * piece.ends_word for piece in pieces) == word + " "
    return " ".join(f"{piece.text}→{piece.part.name}" for piece in pieces)


def breaking(rule: Callable[[Part], object]) -> list[str]:
    """The parts that break the rule."""
    return [part.name for part in word_parts.parts().values() if not rule(part)]


# -- the table


def test_there_are_parts_of_every_kind() -> None:
    kinds = Counter(part.kind for part in word_parts.parts().values())
    assert kinds.total() >= 300
    assert min(kinds[kind] for kind in word_parts.KINDS) >= 30


def test_a_part_is_written_as_its_kind_is() -> None:
    assert breaking(lambda part: re.fullmatch(r"-?[a-z]+(?:/[a-z])?-?(?: \([a-z]+\))?", part.name)) == []
    assert breaking(lambda part: part.name.split()[0].endswith("-") == (part.kind == "prefix")) == []
    assert breaking(lambda part: part.name.startswith("-") == (part.kind == "suffix")) == []


def test_every_cell_is_tidy() -> None:
    def tidy(part: Part) -> bool:
        cells = (part.name, part.meaning, part.origin, *part.forms, *part.examples)
        return all(cell and cell == " ".join(cell.split()) and not cell.endswith(".") for cell in cells)

    assert breaking(tidy) == []
    assert breaking(lambda part: len(set(part.forms)) == len(part.forms)) == []
    assert breaking(lambda part: all(form == form.lower() for form in part.forms)) == []
    assert breaking(lambda part: part.meaning[0].islower()) == []
    assert breaking(lambda part: re.search("Greek|Latin|Old|French|English|from|Arabic|German", part.origin)) == []


def test_every_example_has_its_part() -> None:
    def shown(part: Part) -> bool:
        return all(any(form in word.lower() for form in part.forms) for word in part.examples)

    assert breaking(shown) == breaking(lambda part: len(part.examples) >= 2) == []


def test_the_table_stands_in_order() -> None:
    names = [name.strip("-").casefold() for name in word_parts.parts()]
    assert names == sorted(names)


def test_every_part_has_an_address_of_its_own() -> None:
    slugs = Counter(part.slug for part in word_parts.parts().values())
    assert [slug for slug, count in slugs.items() if count > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z-]+", slug)] == []
    assert breaking(lambda part: word_parts.by_slug(part.slug) is part) == []


@pytest.mark.parametrize(
    ("name", "slug"), [("cardi/o", "cardi-o"), ("-itis", "-itis"), ("anti-", "anti-"), ("a-", "a-"), ("-a", "-a")]
)
def test_an_address_can_be_read(name: str, slug: str) -> None:
    assert word_parts.parts()[name].slug == slug


def test_an_address_of_no_part_is_none() -> None:
    assert word_parts.by_slug("cardi/o") is word_parts.by_slug("xqzzkw") is word_parts.by_slug("") is None


# -- words in pieces


@pytest.mark.parametrize(
    ("breakdown", "shown"),
    [
        ("peri|card|itis", "peri→peri- card→cardi/o itis→-itis"),
        # the spelling inside the word, and the first letter of a name
        ("gastro|scop|y", "gastro→gastr/o scop→-scope y→-y"),
        ("Nephr|itis", "Nephr→nephr/o itis→-itis"),
        # by its place: a prefix begins a word, a suffix ends it
        ("ant|acid", "ant→anti- acid→acid/o"),
        ("coagul|ant", "coagul→coagul/o ant→-ant"),
        # several words
        ("colo|rect|al cancer", "colo→col/o rect→rect/o al→-al cancer→cancer"),
        ("diabet|ic retino|pathy", "diabet→diabet/o ic→-ic retino→retin/o pathy→-pathy"),
        # a part that is named, with a space inside its name or after it
        ("in=in- (not)|contin|ence", "in→in- (not) contin→contin ence→-ence"),
        ("in=in- (into)|hale", "in→in- (into) hale→hal"),
        ("ortho|ped=ped/o (child)|ics", "ortho→orth/o ped→ped/o (child) ics→-ics"),
        ("ped=ped/i (foot) therap|y", "ped→ped/i (foot) therap→therap/o y→-y"),
        ("nas|al=-al cancer", "nas→nas/o al→-al cancer→cancer"),
    ],
)
def test_a_breakdown_names_the_part_of_each_piece(breakdown: str, shown: str) -> None:
    word = re.sub(r"=[^| ]+(?: \([a-z]+\))?|\|", "", breakdown)
    assert picture(breakdown, word) == shown


def test_the_pieces_tell_where_a_word_ends() -> None:
    pieces = word_parts.split("colo|rect|al cancer", "colorectal cancer")
    assert [piece.ends_word for piece in pieces] == [False, False, True, True]


@pytest.mark.parametrize(
    ("breakdown", "word", "told"),
    [
        ("peri|card|itis", "carditis", "the parts spell “pericarditis”, not “carditis”"),
        ("peri|card", "pericarditis", "the parts spell “pericard”, not “pericarditis”"),
        ("nephr|itis", "Nephritis", "the parts spell “nephritis”, not “Nephritis”"),
        ("colon cancer", "coloncancer", "the parts spell “colon cancer”, not “coloncancer”"),
        ("", "heart", "the parts spell “”, not “heart”"),
        ("hepat|", "hepat", "“” is no known word part"),
        ("hepat|xqz", "hepatxqz", "“xqz” is no known word part"),
        ("in|patient", "inpatient", "“in” could be in- (into) or in- (not): name the part"),
        ("ped|iatr|ic", "pediatric", "“ped” could be ped/i (foot) or ped/o (child): name the part"),
        ("hepat=cardi/o|itis", "hepatitis", "“hepat” is no form of a word part “cardi/o”"),
        ("hepat=xqz|itis", "hepatitis", "“hepat” is no form of a word part “xqz”"),
    ],
)
def test_a_breakdown_that_cannot_be_is_told(breakdown: str, word: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        word_parts.split(breakdown, word)


def test_many_entries_of_the_glossary_are_in_pieces_and_all_can_be_split() -> None:
    with_parts = [entry for entry in glossary.entries().values() if entry.parts]
    assert len(with_parts) >= 300
    for entry in with_parts:
        assert picture(entry.parts, entry.lemma)


# -- bad tables


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., dict[str, Part]]]:
    """The parts of a table that has these lines."""
    monkeypatch.setattr(word_parts, "FILE", tmp_path / "parts.csv")

    def read(*lines: str) -> dict[str, Part]:
        word_parts.FILE.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        word_parts.parts.cache_clear()
        return word_parts.parts()

    yield read
    word_parts.parts.cache_clear()
    word_parts._by_form.cache_clear()


def test_a_good_table_is_read(table: Callable[..., dict[str, Part]]) -> None:
    forms, examples = ("card", "cardi", "cardio"), ("cardiac", "pericarditis")
    assert table(HEADER, CARDIO) == {
        "cardi/o": Part("cardi/o", "root", "heart", "Greek kardia, heart", forms, examples)
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "parts.csv:1: the first line must be part,kind,meaning,origin,forms,examples"),
        ([CARDIO], "parts.csv:1: the first line must be"),
        ([HEADER, CARDIO, CARDIO], "parts.csv:3: cardi/o stands there twice"),
        ([HEADER, CARDIO.replace("root", "stem")], "parts.csv:2: every cell must be filled, and the kind one of"),
        ([HEADER, CARDIO.replace(",heart,", ",,")], "parts.csv:2: every cell must be filled"),
        ([HEADER, "cardi/o,root,heart"], "parts.csv:2: every cell must be filled"),
        ([HEADER, CARDIO + ",more"], "parts.csv:2: every cell must be filled"),
    ],
)
def test_a_bad_table_is_told_by_line(table: Callable[..., dict[str, Part]], lines: list[str], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        table(*lines)
