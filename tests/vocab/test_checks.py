"""What `flask vocab check` finds: nothing in the built-in glossary, and each bad entry that a keeper may write."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vocab import checks, glossary

pytestmark = pytest.mark.model

Row = dict[str, str]
# Nothing is wrong with these two; each test spoils one cell.
COUGH: Row = {
    "lemma": "cough",
    "pos": "VERB",
    "kind": "symptom",
    "level": "B1",
    "definition": "to push air out of the throat with a sudden loud noise",
    "example": "He coughed all night.",
    "ipa": "kɒf",
    "ipa_us": "kɔːf",
    "related": "coughing",
    "partners": "cough badly; cough at night",
    "es": "toser",
    "pt": "tossir",
    "fr": "tousser",
    "pl": "kaszleć",
    "uk": "кашляти",
    "ar": "سعل",
    "zh": "咳嗽",
    "vi": "ho",
}
NEPHRITIS: Row = {
    "lemma": "nephritis",
    "pos": "NOUN",
    "kind": "disease",
    "level": "C1",
    "definition": "an illness that makes the kidneys hot and painful",
    "example": "Her nephritis got worse.",
    "parts": "nephr|itis",
    "ipa": "nɪˈfraɪtɪs",
    "partners": "acute nephritis",
    "es": "nefritis",
    "pt": "nefrite",
    "fr": "néphrite",
    "pl": "zapalenie nerek",
    "uk": "нефрит",
    "ar": "التهاب الكلية",
    "zh": "肾炎",
    "vi": "viêm thận",
}
Problems = Callable[..., list[str]]


@pytest.fixture
def problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Problems]:
    """What is told of a glossary that has these rows alone, as lines of `flask vocab check`."""
    monkeypatch.setattr(glossary, "FOLDER", tmp_path)

    def told(*rows: Row) -> list[str]:
        columns = list(dict.fromkeys(("lemma", "sense", "cues", *(name for row in rows for name in row))))
        with (tmp_path / "own.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        glossary.forget()
        return [str(problem) for problem in checks.problems(list(glossary.entries().values()))]

    yield told
    monkeypatch.undo()
    glossary.forget()


def test_nothing_is_wrong_with_the_built_in_glossary() -> None:
    assert [str(problem) for problem in checks.problems(list(glossary.entries().values()))] == []


def test_nothing_is_wrong_with_a_good_entry(problems: Problems) -> None:
    assert problems(COUGH, NEPHRITIS) == []


def test_a_problem_has_file_line_word_and_message(problems: Problems) -> None:
    assert problems(COUGH, {**NEPHRITIS, "ipa": ""}) == ["own.csv:3: nephritis: the pronunciation is missing"]


def test_problems_stand_in_the_order_of_the_file(problems: Problems) -> None:
    spoilt = problems({**COUGH, "ipa": "", "es": ""}, {**NEPHRITIS, "ipa": ""})
    assert [line.partition(" ")[0] for line in spoilt] == ["own.csv:2:", "own.csv:2:", "own.csv:3:"]


# -- one entry

HARDER = "the definition has “nephritis” (C1), which is no easier"


@pytest.mark.parametrize(
    ("cell", "written", "told"),
    [
        # definition
        ("definition", "", "a definition is missing"),
        (
            "definition",
            "to push air out of the throat " + "very " * 14 + "fast",
            "the definition has 22 words, at most 20 are easy to read",
        ),
        (
            "definition",
            "to push air out of the throat.",
            "the definition is a phrase: it begins with a small letter and ends without a full stop",
        ),
        ("definition", "pushing air out of the throat", "a verb, and only a verb, is defined by “to …”"),
        ("definition", "to expel air out of the throat", "the definition has “expel”, a word above B1"),
        ("definition", "to have nephritis for a long time", HARDER),
        ("definition", "to cough with a loud noise", "the definition has “cough”, the headword or one of its family"),
        ("definition", "to be coughing at night", "the definition has “coughing”, the headword or one of its family"),
        ("definition", "to push  air out of the throat", "spaces too many in “to push  air out of the throat”"),
        # example
        ("example", "", "the example is a whole sentence, with its full stop"),
        ("example", "He coughed all night", "the example is a whole sentence, with its full stop"),
        ("example", "He was awake all night.", "the example does not have the word"),
        # parts
        ("parts", "cou|gher", "the parts spell “cougher”, not “cough”"),
        ("parts", "cou|gh", "“cou” is no known word part"),
        ("parts", "cough=cardi/o", "“cough” is no form of a word part “cardi/o”"),
        # pronunciation
        ("ipa", "", "the pronunciation is missing"),
        ("ipa", "kOf", "the pronunciation has O, which is no sound of English"),
        ("ipa_us", "kɔ:f", "the pronunciation has :, which is no sound of English"),
        ("ipa_us", "kɒf", "the American pronunciation stands only where it differs"),
        # related forms and partners
        ("related", "coughishness", "the related form “coughishness” is no entry and no word that is in use"),
        ("related", "cough", "the related form “cough” is the word itself"),
        ("partners", "cough at night; a bad night", "the partner “a bad night” does not have the word"),
        # translations
        ("uk", "kashliaty", "the Ukrainian translation “kashliaty” has letters that are latin"),
        ("uk", "кaшляти", "the Ukrainian translation “кaшляти” has letters that are latin"),
        ("ar", "saʿala", "the Arabic translation “saʿala” has letters that are latin"),
        ("zh", "késou", "the Chinese translation “késou” has letters that are latin"),
        ("zh", "세균", "the Chinese translation “세균” has letters that are hangul"),
        ("es", "кашляти", "the Spanish translation “кашляти” has letters that are cyrillic"),
        ("vi", "...", "the Vietnamese translation “...” has letters that are none at all"),
    ],
)
def test_a_spoilt_cell_is_told(problems: Problems, cell: str, written: str, told: str) -> None:
    assert problems({**COUGH, cell: written}, NEPHRITIS) == [f"own.csv:2: cough: {told}"]


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("es", "Spanish"),
        ("pt", "Portuguese"),
        ("fr", "French"),
        ("pl", "Polish"),
        ("uk", "Ukrainian"),
        ("ar", "Arabic"),
        ("zh", "Chinese"),
        ("vi", "Vietnamese"),
    ],
)
def test_a_missing_translation_is_told(problems: Problems, code: str, language: str) -> None:
    assert problems({**COUGH, code: ""}) == [f"own.csv:2: cough: the {language} translation is missing"]


@pytest.mark.parametrize("code", ["es", "uk", "ar", "zh"])
@pytest.mark.parametrize("word", ["MRI", "IUD-T", "COVID-19"])
def test_an_abbreviation_may_stand_in_any_language(problems: Problems, code: str, word: str) -> None:
    assert problems({**COUGH, code: word}) == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("zh", "维生素C"),
        ("zh", "β受体阻滞剂"),
        ("zh", "X光"),
        ("ar", "فيتامين C"),
        ("ar", "أشعة X"),
        ("uk", "β-блокатор"),
        ("fr", "β-bloquant"),
    ],
)
def test_a_latin_capital_or_a_greek_letter_may_stand_in_a_translation(problems: Problems, code: str, word: str) -> None:
    assert problems({**COUGH, code: word}) == []


@pytest.mark.parametrize("definition", ["An illness of the kidneys", "Kidneys that are hot and painful"])
def test_a_definition_begins_with_a_small_letter(problems: Problems, definition: str) -> None:
    told = "the definition is a phrase: it begins with a small letter and ends without a full stop"
    assert problems({**NEPHRITIS, "definition": definition}) == [f"own.csv:2: nephritis: {told}"]


def test_only_a_verb_is_defined_by_to(problems: Problems) -> None:
    told = problems({**NEPHRITIS, "definition": "to have hot and painful kidneys"})
    assert told == ["own.csv:2: nephritis: a verb, and only a verb, is defined by “to …”"]


def test_a_definition_may_begin_with_an_abbreviation(problems: Problems) -> None:
    assert problems({**NEPHRITIS, "definition": "TV illness that makes the kidneys hot"}) == []


def test_an_ambiguous_part_is_told_and_a_named_one_is_right(problems: Problems) -> None:
    patient = {**NEPHRITIS, "lemma": "inpatient", "example": "An inpatient.", "partners": "", "definition": "a man"}
    assert problems({**patient, "parts": "in|patient"}) == [
        "own.csv:2: inpatient: “in” could be in- (into) or in- (not): name the part"
    ]
    assert problems({**patient, "parts": "in=in- (into)|patient"}) == []


def test_the_family_of_the_headword_is_told(problems: Problems) -> None:
    """Of the word's own related forms, inflected or not, and of the list of families."""
    assert problems({**COUGH, "related": "noise", "definition": "to make sudden noises"}) == [
        "own.csv:2: cough: the definition has “noises”, the headword or one of its family"
    ]
    hunger = {**COUGH, "lemma": "hunger", "example": "They hunger.", "partners": "", "related": ""}
    assert problems({**hunger, "definition": "to be very hungry"}) == [
        "own.csv:2: hunger: the definition has “hungry”, the headword or one of its family"
    ]


def test_a_long_headword_may_lend_a_word_but_not_all(problems: Problems) -> None:
    pain = {**NEPHRITIS, "lemma": "leg pain", "parts": "", "example": "Leg pain.", "partners": ""}
    assert problems({**pain, "definition": "a pain in the lower body"}) == []
    assert problems({**pain, "definition": "pain in the legs"}) == [
        "own.csv:2: leg pain: the definition only says the words of the headword again"
    ]


def test_an_easier_entry_may_explain_a_harder_one(problems: Problems) -> None:
    told = problems({**NEPHRITIS, "level": "B2"}, {**COUGH, "level": "C1", "definition": "to have nephritis"})
    assert told == []


# -- entries together


def test_one_definition_of_two_words_is_told_at_both(problems: Problems) -> None:
    hack = {**COUGH, "lemma": "hack", "example": "He hacks.", "partners": "", "related": ""}
    assert problems(COUGH, hack) == [
        "own.csv:2: cough: hack (own.csv:3) has the same definition",
        "own.csv:3: hack: cough (own.csv:2) has the same definition",
    ]


def test_one_form_of_two_words_is_told_at_both(problems: Problems) -> None:
    hack = {**COUGH, "lemma": "hack", "example": "He hacks.", "partners": "", "related": "", "variants": "Cough"}
    assert problems(COUGH, {**hack, "definition": "to make a loud noise again and again"}) == [
        "own.csv:2: cough: its form “cough” is also one of hack",
        "own.csv:3: hack: its form “cough” is also one of cough",
    ]


def test_one_form_of_two_parts_of_speech_is_right(problems: Problems) -> None:
    noun = {**COUGH, "pos": "NOUN", "definition": "a sudden loud noise from the throat", "related": ""}
    assert problems(COUGH, noun) == []


def test_two_words_that_explain_each_other_are_told(problems: Problems) -> None:
    kidney = {**NEPHRITIS, "lemma": "kidney", "level": "B1", "parts": "", "example": "A kidney.", "partners": ""}
    nephritis = {**NEPHRITIS, "level": "B1"}
    assert problems(nephritis, {**kidney, "definition": "what nephritis makes hot"}) == [
        "own.csv:2: nephritis: it is explained by “kidney”, and “kidney” by it",
        "own.csv:3: kidney: it is explained by “nephritis”, and “nephritis” by it",
    ]


def senses(first: Row, second: Row) -> tuple[Row, Row]:
    loud = {"definition": "to make a sudden loud noise", "sense": "loud"}
    return {**COUGH, **first}, {**COUGH, **loud, **second}


def test_several_senses_need_cues(problems: Problems) -> None:
    assert problems(*senses({"cues": "~ at night"}, {"cues": "~ loudly"})) == []
    assert problems(*senses({"cues": "~ at night"}, {})) == [
        "own.csv:3: cough: it has several senses, so each needs cues"
    ]


def test_one_of_several_senses_is_the_main_one(problems: Problems) -> None:
    labelled = senses({"cues": "~ at night", "sense": "night"}, {"cues": "~ loudly"})
    assert problems(*labelled) == [
        f"own.csv:{line}: cough: one of its senses must be the main one, without a label" for line in (2, 3)
    ]
