"""Medical units that no list has, in sentences that are parsed by hand."""

from collections.abc import Collection

import pytest

from vocab import glossary, pipeline, terms, units
from vocab.matching import Candidate
from vocab.pipeline import Sentence, Token


def parsed(table: str, *entities: tuple[int, int, str]) -> Sentence:
    """A sentence of "text:lemma/POS/relation/head" pieces; the lemma may be left out."""
    tokens: list[Token] = []
    at = 0
    for piece in table.split():
        word, pos, dep, head = piece.rsplit("/", 3)
        text, _, lemma = word.partition(":")
        tokens.append(Token(text, at, at + len(text), lemma or text, pos, dep=dep, head=int(head)))
        at += len(text) + 1
    return Sentence(0, at - 1, tuple(tokens), entities)


def found(sentence: Sentence, *listed: Candidate, everyday: Collection[int] = ()) -> list[tuple[str, str]]:
    """Text and kind of each unit, without those of the words that are listed already."""
    return [
        (" ".join(token.text for token in sentence.tokens[start:end]), entry.kind)
        for start, end, entry in units.found(sentence, listed, everyday)
    ]


def listed(place: int, word: str, kind: str = "anatomy") -> Candidate:
    return place, place + 1, units.formed(word, kind)


# -- a head with the medical words before it


def test_a_head_and_the_medical_noun_before_it_are_one_unit() -> None:
    sentence = parsed("thyroid/NOUN/compound/1 disorders:disorder/NOUN/ROOT/1")
    ((start, end, entry),) = units.found(sentence, [listed(0, "thyroid")], ())
    assert (start, end, entry.lemma, entry.kind, entry.pos) == (0, 2, "thyroid disorder", "disease", "NOUN")


def test_a_head_and_its_medical_adjective_are_one_unit() -> None:
    assert found(parsed("renal/ADJ/amod/1 failure/NOUN/ROOT/1")) == [("renal failure", "disease")]


def test_of_two_words_before_a_head_both_belong() -> None:
    sentence = parsed("bacterial/ADJ/amod/2 lung/NOUN/compound/2 infections:infection/NOUN/ROOT/2")
    assert found(sentence, listed(1, "lung")) == [("bacterial lung infections", "disease")]


def test_a_course_belongs_to_the_name_of_a_disease_only() -> None:
    disease = parsed("chronic/ADJ/amod/2 kidney/NOUN/compound/2 disease/NOUN/ROOT/2")
    assert found(disease, listed(1, "kidney")) == [("chronic kidney disease", "disease")]
    symptom = parsed("chronic/ADJ/amod/2 knee/NOUN/compound/2 ache/NOUN/ROOT/2")
    assert found(symptom, listed(1, "knee")) == [("knee ache", "symptom")]


@pytest.mark.parametrize("adjective", ["severe", "general", "oral", "national", "good"])
def test_how_bad_or_by_which_way_stays_outside(adjective: str) -> None:
    assert found(parsed(f"{adjective}/ADJ/amod/1 failure/NOUN/ROOT/1")) == []


def test_a_head_alone_or_after_an_everyday_noun_is_no_unit() -> None:
    assert found(parsed("failure/NOUN/ROOT/0")) == []
    assert found(parsed("power/NOUN/compound/1 failure/NOUN/ROOT/1")) == []


def test_a_word_that_belongs_to_another_one_is_no_part() -> None:
    # "He gave the kidney disease as the cause": as if "kidney" hung on the verb.
    assert found(parsed("gave/VERB/ROOT/0 kidney/NOUN/iobj/0 disease/NOUN/obj/0"), listed(1, "kidney")) == []


def test_a_head_in_an_everyday_sense_makes_no_unit() -> None:
    sentence = parsed("lung/NOUN/compound/1 attack/NOUN/ROOT/1")
    assert found(sentence, listed(0, "lung"), everyday={1}) == []


def test_a_doctor_is_no_part_of_a_unit() -> None:
    sentence = parsed("surgeon/NOUN/compound/1 failure/NOUN/ROOT/1")
    assert found(sentence, listed(0, "surgeon", "professional")) == []


def test_a_listed_term_grows_to_its_left() -> None:
    sentence = parsed("lung/NOUN/compound/1 sarcomas:sarcoma/NOUN/ROOT/1")
    units_of = found(sentence, listed(0, "lung"), listed(1, "sarcoma", "disease"))
    assert ("lung sarcomas", "disease") in units_of


@pytest.mark.parametrize(("noun", "head"), [("nut", "allergy"), ("wasp", "sting")])
def test_some_heads_take_any_noun(noun: str, head: str) -> None:
    sentence = parsed(f"{noun}/NOUN/compound/1 {head}/NOUN/ROOT/1")
    assert [text for text, _ in found(sentence, listed(1, head, "disease"))] == [f"{noun} {head}"]


def test_a_compound_of_a_medical_word_belongs_but_not_one_that_only_describes() -> None:
    assert found(parsed("kidney-stone/NOUN/compound/1 disease/NOUN/ROOT/1")) == [("kidney-stone disease", "disease")]
    assert found(parsed("kidney-related/ADJ/amod/1 disease/NOUN/ROOT/1")) == []
    assert found(parsed("after-school/ADJ/amod/1 disease/NOUN/ROOT/1")) == []


def test_the_types_of_diabetes_are_units_where_diabetes_is_spoken_of() -> None:
    table = "diabetes/NOUN/ROOT/0 of/ADP/case/2 type/NOUN/nmod/0 2/NUM/nummod/2"
    assert found(parsed(table)) == [("type 2", "disease")]
    assert found(parsed("a/DET/det/1 type/NOUN/ROOT/1 2/NUM/nummod/1 plug/NOUN/dep/1")) == []


# -- entities


@pytest.mark.parametrize(
    ("label", "kind"), [("DISEASE", "disease"), ("CHEMICAL", "drug"), ("ANATOMY", "anatomy")], ids=str
)
def test_an_entity_is_a_unit_of_its_kind(label: str, kind: str) -> None:
    assert found(parsed("prozac/NOUN/ROOT/0", (0, 1, label))) == [("prozac", kind)]


def test_an_entity_has_the_lemma_of_its_last_word() -> None:
    sentence = parsed("Achilles:achilles/PROPN/compound/1 tendons:tendon/NOUN/ROOT/1", (0, 2, "ANATOMY"))
    assert "achilles tendon" in [entry.lemma for _, _, entry in units.found(sentence, (), ())]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("the/DET/det/2 left/ADJ/amod/2 calcaneus/NOUN/ROOT/2", "calcaneus"),
        ("severe/ADJ/amod/1 nephrosis/NOUN/ROOT/1", "nephrosis"),
        ("calcaneus/NOUN/nsubj/1 hurt/VERB/ROOT/1", "calcaneus"),
    ],
)
def test_what_stands_at_the_edges_of_an_entity_is_cut_off(table: str, text: str) -> None:
    sentence = parsed(table, (0, len(table.split()), "ANATOMY"))
    assert {unit for unit, _ in found(sentence)} == {text}


@pytest.mark.parametrize(
    "table",
    [
        "time/NOUN/ROOT/0",  # too common for a name
        "AB:ab/NOUN/ROOT/0",  # too short
        "123/NOUN/ROOT/0",
        "severe/ADJ/ROOT/0",
        "prozac/NOUN/ROOT/0 and/CCONJ/cc/2 insulin/NOUN/conj/0",
        "prozac/NOUN/ROOT/0 ,/PUNCT/punct/2 insulin/NOUN/conj/0",
    ],
)
def test_other_entities_are_none(table: str) -> None:
    assert found(parsed(table, (0, len(table.split()), "CHEMICAL"))) == []


def test_an_entity_in_an_everyday_sense_is_none() -> None:
    assert found(parsed("prozac/NOUN/ROOT/0", (0, 1, "CHEMICAL")), everyday={0}) == []
    two = parsed("wasp/NOUN/compound/1 nest/NOUN/ROOT/1", (0, 2, "ANATOMY"))
    assert found(two, everyday={0, 1}) == []
    assert found(two, everyday={1}) == []
    assert found(two, everyday={0}) == [("wasp nest", "anatomy")]


# -- endings


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("coxitis", "disease"),
        ("coxalgia", "symptom"),
        ("splenectomy", "procedure"),
        ("podologist", "professional"),
        ("dicloxacillin", "drug"),
        ("pitavastatin", "drug"),
    ],
)
def test_the_ending_of_a_rare_noun_makes_it_a_unit(word: str, kind: str) -> None:
    assert found(parsed(f"{word}/NOUN/ROOT/0")) == [(word, kind)]


@pytest.mark.parametrize("table", ["biography/NOUN/ROOT/0", "coxitis/VERB/ROOT/0", "itis/NOUN/ROOT/0"])
def test_a_common_word_a_verb_and_a_bare_ending_are_none(table: str) -> None:
    assert found(parsed(table)) == []


def test_every_kind_of_a_head_and_of_an_ending_is_one_of_the_glossary() -> None:
    assert {*units.heads().values(), *units.ENDINGS, *units.LABELS.values()} <= set(glossary.KINDS)


# -- with the trained pipeline


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Long rides on his bike gave him muscle spasms.", "muscle spasms"),
        ("Heavy sweating may end in electrolyte imbalances.", "electrolyte imbalances"),
        ("After years at a desk she got carpal tunnel syndrome.", "carpal tunnel syndrome"),
        ("His aunt has lived with multiple sclerosis for ten years.", "multiple sclerosis"),
        ("Two of his blood pressure medications made him tired.", "blood pressure medications"),
        ("Doctors found kidney disease in both brothers.", "kidney disease"),
        ("Some people with thyroid disorders feel cold all day.", "thyroid disorders"),
        ("The nurse asked whether he took diuretics.", "diuretics"),
        ("When sciatica strikes, sitting is hard.", "sciatica"),
    ],
)
def test_the_terms_of_an_article_like_the_first_starter_text(sentence: str, expected: str) -> None:
    assert expected in [term.text for term in terms.find(sentence, pipeline.analyse(sentence))]
