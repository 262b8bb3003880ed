"""What a typed answer is worth, and what the learner is told."""

import csv
import time
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lessons.quizzes.marking import CONFUSABLES, LONGEST, Mark, mark
from lessons.quizzes.spelling import MISSPELT, canonical, fold
from vocab import glossary

ROWS = list(csv.DictReader(CONFUSABLES.read_text(encoding="utf-8").splitlines()))
PAIRS = [(row["one"], row["other"]) for row in ROWS]
BOTH_SPELLINGS = [
    ("diarrhoea", "diarrhea"),
    ("haemorrhage", "hemorrhage"),
    ("anaemia", "anemia"),
    ("oesophagus", "esophagus"),
    ("oedema", "edema"),
    ("foetus", "fetus"),
    ("leukaemia", "leukemia"),
    ("paediatric", "pediatric"),
    ("gynaecologist", "gynecologist"),
    ("orthopaedic", "orthopedic"),
    ("anaesthetise", "anesthetize"),
    ("caesarean", "cesarean"),
    ("coeliac", "celiac"),
    ("tumours", "tumors"),
    ("behaviour", "behavior"),
    ("fibre", "fiber"),
    ("millilitres", "milliliters"),
    ("centre", "center"),
    ("analyse", "analyze"),
    ("hospitalised", "hospitalized"),
    ("immunisation", "immunization"),
    ("counselling", "counseling"),
    ("travelled", "traveled"),
    ("defence", "defense"),
    ("practise", "practice"),
    ("judgement", "judgment"),
    ("sulphur", "sulfur"),
    ("grey matter", "gray matter"),
    ("burnt", "burned"),
    ("manoeuvre", "maneuver"),
    ("dyspnoea", "dyspnea"),
    ("hypoglycaemia", "hypoglycemia"),
    ("5 per cent", "5%"),
    ("programme", "program"),
    ("skilful", "skillful"),
]


def points(typed: str, *accept: str, is_form_the_point: bool = False) -> float:
    return mark(typed, accept, is_form_the_point=is_form_the_point).points


# -- right as it stands


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Asthma", "asthma"),
        ("  blood   pressure ", "blood pressure"),
        ("x ray", "X-ray"),
        ("long term", "long-term"),
        ("longterm", "long-term"),
        ("Crohns disease", "Crohn’s disease"),
        ("Crohn's disease.", "Crohn’s disease"),
        ("sjogren syndrome", "Sjögren syndrome"),
        ("the lungs", "lungs"),
        ("loss of appetite", "appetite loss"),
        ("10-20", "10–20"),
        ("covid 19", "COVID-19"),
        ("b12", "B12"),
    ],
)
def test_case_spaces_hyphens_apostrophes_and_small_words_do_not_matter(typed: str, wanted: str) -> None:
    assert mark(typed, [wanted]) == Mark(1.0, "Right.")


def test_any_of_the_accepted_answers_is_right() -> None:
    assert mark("heart attack", ["myocardial infarction", "heart attack"]) == Mark(1.0, "Right.")


@pytest.mark.parametrize(("british", "american"), BOTH_SPELLINGS)
def test_british_and_american_are_both_right(british: str, american: str) -> None:
    assert points(british, american, is_form_the_point=True) == points(american, british, is_form_the_point=True) == 1


def test_the_other_spelling_is_told() -> None:
    assert mark("diarrhoea", ["diarrhea"]).message == "Right. It can also be spelt “diarrhea”."


@pytest.mark.parametrize(("one", "other"), [("shoe", "she"), ("toe", "tee"), ("filling", "filing"), ("does", "des")])
def test_the_rules_of_spelling_make_no_word_of_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


# -- slips


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("diarrea", "diarrhea"),
        ("diarea", "diarrhoea"),
        ("astma", "asthma"),
        ("muscel", "muscle"),
        ("hypertention", "hypertension"),
        ("pnuemonia", "pneumonia"),
        ("bloodpresure", "blood pressure"),
        ("high blood presure", "high blood pressure"),
        ("recieve", "receive"),
        ("perscription", "prescription"),
    ],
)
def test_a_slip_is_right_and_corrected(typed: str, wanted: str) -> None:
    assert mark(typed, [wanted]) == Mark(1.0, f"Right. It is spelt “{wanted}”.")


@pytest.mark.parametrize(
    ("typed", "wanted", "expected"),
    [("flx", "flu", 0), ("asma", "asthma", 0), ("dirhea", "diarrhea", 1), ("pnumona", "pneumonia", 1)],
)
def test_a_short_word_forgives_nothing_a_longer_one_one_slip_a_long_one_two(
    typed: str, wanted: str, expected: int
) -> None:
    assert points(typed, wanted) == expected


def test_three_slips_are_too_many() -> None:
    assert mark("numonia", ["pneumonia"]).points == 1.0
    assert mark("numona", ["pneumonia"]) == Mark(0.0, "Not right.")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cost", "cast"),
        ("liver", "lever"),
        ("wound", "would"),
        ("tenser", "tender"),
        ("stain", "strain"),
        ("infectious", "infection"),
        ("prednisolone", "prednisone"),
        ("2015", "2016"),
        ("1.5", "15"),
        ("breathe in", "breathe out"),
        ("not infected", "infected"),
        ("unable", "able"),
    ],
)
def test_another_word_is_no_slip(typed: str, wanted: str) -> None:
    assert points(typed, wanted) == 0


def test_words_that_pass_for_slips_are_in_no_glossary() -> None:
    assert [word for word in sorted(MISSPELT) if glossary.named(word)] == []


# -- words that are easily confused


def test_the_list_is_long_and_each_pair_stands_once() -> None:
    assert len(PAIRS) >= 120
    assert [pair for pair, times in Counter(map(frozenset, PAIRS)).items() if times > 1 or len(pair) < 2] == []


def test_each_word_of_the_list_means_one_thing() -> None:
    meant: dict[str, set[str]] = {}
    for row in ROWS:
        meant.setdefault(row["one"], set()).add(row["one_means"])
        meant.setdefault(row["other"], set()).add(row["other_means"])
    assert {word: meanings for word, meanings in meant.items() if len(meanings) > 1 or "" in meanings} == {}


def test_no_meaning_has_its_own_word_in_it() -> None:
    told = [(row[name], row[f"{name}_means"]) for row in ROWS for name in ("one", "other")]
    assert [word for word, meaning in told if word in meaning.split()] == []


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
def test_a_confusable_word_never_gets_a_point(pair: tuple[str, str], form: bool) -> None:
    for typed, wanted in (pair, pair[::-1]):
        for written in (typed, typed.upper(), f" {typed}. "):
            assert points(written, wanted, is_form_the_point=form) == 0, (written, wanted)


def test_the_learner_is_told_what_the_other_word_means_and_not_the_answer() -> None:
    told = mark("Hypotension", ["hypertension"])
    assert told == Mark(0.0, "Not right: “hypotension” means “low blood pressure”.")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("hypo-tension", "hypertension"),
        ("hypotention", "hypertension"),
        ("dysphasea", "dysphagia"),
        ("urethras", "ureter"),
        ("hypoglycaemia", "hyperglycemia"),
        ("appendotomy", "appendectomy"),
        ("tonsillosis", "tonsillitis"),
    ],
)
def test_nor_does_what_is_as_near_to_the_other_word(typed: str, wanted: str) -> None:
    assert points(typed, wanted) == 0


# -- forms


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("infections", "infection"),
        ("swell", "swollen"),
        ("felt", "feel"),
        ("vertebrae", "vertebra"),
        ("thrombi", "thrombus"),
        ("diagnoses", "diagnosis"),
        ("blood vessel", "blood vessels"),
        ("tumour", "tumors"),
    ],
)
def test_another_form_is_right_unless_it_is_the_point(typed: str, wanted: str) -> None:
    assert mark(typed, [wanted]) == Mark(1.0, f"Right. Here it is “{wanted}”.")
    half = mark(typed, [wanted], is_form_the_point=True)
    assert half == Mark(0.5, f"The right word, but not the right form: here it is “{wanted}”.")


def test_the_past_of_another_verb_is_no_form_of_an_injury() -> None:
    assert points("wind", "wound") == 0
    assert points("wounds", "wound") == 1


def test_a_slip_in_the_right_form_is_right_where_the_form_is_the_point() -> None:
    assert mark("swolen", ["swollen"], is_form_the_point=True) == Mark(1.0, "Right. It is spelt “swollen”.")


# -- what is no answer


@pytest.mark.parametrize("typed", ["", "   ", "...", "\t\n", "?!", "'"])
def test_nothing_typed_has_its_own_message(typed: str) -> None:
    assert mark(typed, ["asthma"]) == Mark(0.0, "Nothing is typed yet. Type a word.")


def test_nothing_is_accepted() -> None:
    assert points("asthma") == 0


@pytest.mark.parametrize("typed", ["a" * 1_000_000, "asthma " * 100_000, "-" * 500_000 + "x", "é" * (LONGEST + 1)])
def test_a_very_long_answer_is_wrong_and_quickly_so(typed: str) -> None:
    start = time.perf_counter()
    assert mark(typed, ["asthma"]).points == 0
    assert time.perf_counter() - start < 3


# -- whatever is typed

TEXTS = st.text(max_size=40)
WORDS = st.sampled_from(sorted({entry.lemma for entry in glossary.entries().values()}))


@given(typed=st.one_of(TEXTS, WORDS), accept=st.lists(st.one_of(TEXTS, WORDS), max_size=3), form=st.booleans())
@settings(deadline=None, max_examples=300)
def test_it_never_fails_and_gives_no_other_points(typed: str, accept: list[str], form: bool) -> None:
    given_mark = mark(typed, accept, is_form_the_point=form)
    assert given_mark.points in (0, 0.5, 1)
    assert given_mark.message
    assert form or given_mark.points != 0.5


@given(wanted=st.one_of(TEXTS, WORDS), others=st.lists(WORDS, max_size=3), form=st.booleans())
@settings(deadline=None)
def test_an_accepted_answer_always_gets_its_point(wanted: str, others: list[str], form: bool) -> None:
    assert points(wanted, *others, wanted, is_form_the_point=form) == 1
    assume(fold(wanted))
    assert points(f" {wanted.upper()} ", wanted.upper(), *others, is_form_the_point=form) == 1


@given(one=WORDS, other=WORDS)
@settings(deadline=None, max_examples=300)
def test_two_entries_of_the_glossary_are_no_slips_of_one_another(one: str, other: str) -> None:
    told = mark(one, [other]).message
    assert "It is spelt" not in told or canonical(fold(one)) == canonical(fold(other))


@given(pair=st.sampled_from(BOTH_SPELLINGS), form=st.booleans())
def test_spelling_counts_the_same_both_ways(pair: tuple[str, str], form: bool) -> None:
    assert points(pair[0], pair[1], is_form_the_point=form) == points(pair[1], pair[0], is_form_the_point=form)
