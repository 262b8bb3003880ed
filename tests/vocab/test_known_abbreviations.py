"""The list of abbreviations that health texts use, and its agreement with the glossary."""

import csv
from collections import Counter

import pytest

from vocab import glossary, known_abbreviations
from vocab.abbreviations import singular

# Names, and a piece of equipment that is called after what runs through it.
NOT_LISTED = {("B12", "vitamin B12"), ("IV", "drip")}

WANTED = """
BP ECG EKG MRI CT GP ICU BMI COPD NSAID HRT IUD STI UTI LDL HDL TSH PSA CRP HbA1c A1C eGFR CPR DNA IV ENT OCD PTSD ADHD
IBS IBD GERD GORD DVT TIA PCOS PMS OSA CPAP HIV HPV HSV RSV MRSA PrEP PEP SSRI ACE ARB OTC SPF ORS TB MMR BCG MS PT ED
RA MI AF PE CF USA NHS UK FAQ PDF AM PM OK TV CEO FDA WHO CDC
"""


def rows() -> list[dict[str, str]]:
    with known_abbreviations.FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("short", WANTED.split())
def test_it_is_listed(short: str) -> None:
    assert known_abbreviations.meanings(short)


def test_rows_stand_in_order_and_once() -> None:
    order = [row["short"].casefold() for row in rows()]
    assert order == sorted(order)
    assert [row for row, times in Counter((row["short"], row["long"]) for row in rows()).items() if times > 1] == []


def test_a_short_form_is_a_singular_and_each_of_its_meanings_has_cues() -> None:
    times = Counter(row["short"] for row in rows())
    assert [row["short"] for row in rows() if singular(row["short"]) != row["short"]] == []
    assert [row["short"] for row in rows() if times[row["short"]] > 1 and not row["cues"]] == []


def test_the_abbreviations_of_the_glossary_are_listed_and_mean_its_entries() -> None:
    missing = [
        (form, entry.lemma)
        for entry in glossary.entries().values()
        if entry.is_term and entry.kind != "general"
        for form in entry.forms
        if glossary.is_abbreviation(form)
        and not any(known_abbreviations.entry_of(each) == entry for each in known_abbreviations.meanings(form))
    ]
    assert set(missing) <= NOT_LISTED


def test_what_has_an_entry_is_that_entry() -> None:
    (bp,) = known_abbreviations.meanings("BP")
    assert known_abbreviations.entry_of(bp) is glossary.entries()["blood pressure", "NOUN", ""]


def test_what_has_none_is_a_term_without_a_definition() -> None:
    meaning = known_abbreviations.Meaning("XQ", ("xylo quotient",), "physiology")
    entry = known_abbreviations.entry_of(meaning)
    assert (entry.lemma, entry.kind, entry.definition, entry.variants) == ("xylo quotient", "physiology", "", ("XQ",))


@pytest.mark.parametrize("short", ["USA", "WHO", "TV", "FDA"])
def test_institutions_and_everyday_ones_are_no_terms(short: str) -> None:
    assert not any(meaning.is_term for meaning in known_abbreviations.meanings(short))
