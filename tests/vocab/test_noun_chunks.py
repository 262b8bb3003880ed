"""Base noun phrases by Universal Dependencies labels, on sentences that are parsed by hand."""

import pytest
import spacy
from spacy.tokens import Doc

from vocab import noun_chunks, pipeline

VOCAB = spacy.blank("en").vocab


def parsed(table: str) -> Doc:
    """A Doc of "word/POS/relation/head" pieces; a head is the place of its word, the root's is its own."""
    rows = [piece.rsplit("/", 3) for piece in table.split()]
    words, pos, deps, heads = zip(*rows, strict=True)
    return Doc(VOCAB, list(words), pos=list(pos), deps=list(deps), heads=[int(head) for head in heads])


def chunks(table: str) -> list[str]:
    doc = parsed(table)
    return [doc[start:end].text for start, end, _ in noun_chunks.noun_chunks(doc)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Pain/NOUN/nsubj/1 helps/VERB/ROOT/1 nobody/PRON/obj/1", ["Pain", "nobody"]),
        ("the/DET/det/2 sore/ADJ/amod/2 throat/NOUN/ROOT/2", ["the sore throat"]),
        ("all/DET/det:predet/2 the/DET/det/2 nurses/NOUN/ROOT/2", ["all the nurses"]),
        ("high/ADJ/amod/2 blood/NOUN/compound/2 pressure/NOUN/ROOT/2", ["high blood pressure"]),
        ("very/ADV/advmod/1 small/ADJ/amod/2 pills/NOUN/ROOT/2", ["very small pills"]),
        ("two/NUM/nummod/1 tablets/NOUN/ROOT/1", ["two tablets"]),
        ("Angela/PROPN/nsubj/2 Merkel/PROPN/flat/0 spoke/VERB/ROOT/2", ["Angela Merkel"]),
        ("Dr./PROPN/nmod:desc/1 Moss/PROPN/nsubj/2 spoke/VERB/ROOT/2", ["Dr. Moss"]),
    ],
)
def test_a_chunk_is_a_noun_with_what_belongs_to_it(table: str, expected: list[str]) -> None:
    assert chunks(table) == expected


def test_the_owner_is_inside_the_chunk_of_what_is_owned() -> None:
    table = "the/DET/det/1 patient/NOUN/nmod:poss/4 's/PART/case/1 left/ADJ/amod/4 knee/NOUN/ROOT/4"
    assert chunks(table) == ["the patient 's left knee"]


def test_a_chunk_ends_before_a_preposition() -> None:
    table = "a/DET/det/1 glass/NOUN/ROOT/1 of/ADP/case/4 cold/ADJ/amod/4 water/NOUN/nmod/1"
    assert chunks(table) == ["a glass", "cold water"]


def test_a_chunk_ends_before_a_clause() -> None:
    table = "the/DET/det/1 pill/NOUN/ROOT/1 that/PRON/obj/4 he/PRON/nsubj/4 took/VERB/acl:relcl/1"
    assert chunks(table) == ["the pill", "that", "he"]


def test_punctuation_between_adjectives_stays_inside() -> None:
    table = "a/DET/det/4 small/ADJ/amod/4 ,/PUNCT/punct/1 round/ADJ/amod/4 pill/NOUN/ROOT/4"
    assert chunks(table) == ["a small , round pill"]


def test_two_nouns_that_are_joined_are_two_chunks() -> None:
    table = "my/PRON/nmod:poss/1 back/NOUN/ROOT/1 and/CCONJ/cc/4 left/ADJ/amod/4 knee/NOUN/conj/1"
    assert chunks(table) == ["my back", "left knee"]


def test_what_is_joined_inside_a_compound_is_no_chunk_of_its_own() -> None:
    table = "kidney/NOUN/compound/3 or/CCONJ/cc/2 liver/NOUN/conj/0 disease/NOUN/ROOT/3"
    assert chunks(table) == ["kidney or liver disease"]


def test_the_outer_of_two_chunks_is_given() -> None:
    table = "a/DET/det/4 ten/NUM/nummod/2 year/NOUN/obl:unmarked/3 old/ADJ/amod/4 boy/NOUN/ROOT/4"
    assert chunks(table) == ["a ten year old boy"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("by/ADP/case/1 0.5/NUM/nummod/2 mg/NOUN/ROOT/2", ["0.5 mg"]),
        ("-/PUNCT/punct/1 Hard/ADJ/amod/2 exercise/NOUN/ROOT/2", ["Hard exercise"]),
    ],
)
def test_what_hangs_on_the_first_word_of_a_chunk_is_no_part_of_it(table: str, expected: list[str]) -> None:
    assert chunks(table) == expected


def test_a_part_of_a_text_has_its_own_chunks() -> None:
    doc = parsed("cold/ADJ/amod/1 water/NOUN/nsubj/2 helps/VERB/ROOT/2 sore/ADJ/amod/4 throats/NOUN/obj/2")
    assert [(start, end) for start, end, _ in noun_chunks.noun_chunks(doc[3:5])] == [(3, 5)]


def test_spacy_gives_them_as_spans_of_noun_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VOCAB, "get_noun_chunks", noun_chunks.noun_chunks)
    (span,) = parsed("the/DET/det/1 nurse/NOUN/nsubj/2 left/VERB/ROOT/2").noun_chunks
    assert (span.text, span.root.text, span.label_) == ("the nurse", "nurse", "NP")


def test_a_text_that_is_not_parsed_is_an_error() -> None:
    with pytest.raises(ValueError, match="parsed"):
        list(noun_chunks.noun_chunks(Doc(VOCAB, ["pain"])))


PARAGRAPH = (
    "The nurse measured the patient's high blood pressure in a small, quiet room. "
    "Most of the older women had never seen a doctor. "
    "They told her about their sore throats and about liver disease. "
    "Dr. Anna Moss gave them a glass of cold water and two leaflets."
)
BY_HAND = [
    "The nurse",
    "the patient's high blood pressure",
    "a small, quiet room",
    "the older women",
    "a doctor",
    "They",
    "her",
    "their sore throats",
    "liver disease",
    "Dr. Anna Moss",
    "them",
    "a glass",
    "cold water",
    "two leaflets",
]


@pytest.mark.model
def test_the_chunks_of_a_paragraph_are_those_that_a_person_marks() -> None:
    found = [
        PARAGRAPH[sentence.tokens[start].start : sentence.tokens[end - 1].end]
        for sentence in pipeline.analyse(PARAGRAPH)
        for start, end in sentence.chunks
    ]
    assert [chunk for chunk in found if chunk != "Most"] == BY_HAND  # "most" may count as a pronoun


@pytest.mark.model
def test_the_loaded_pipeline_has_the_same_chunks() -> None:
    doc = pipeline.load()("She has a sore throat.")
    assert [chunk.text for chunk in doc.noun_chunks] == ["She", "a sore throat"]
