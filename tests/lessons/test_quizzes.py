"""Every question of every text: its key is proved, its wrong answers are wrong, its English is right."""

import json
import random
import re
from collections import Counter
from functools import lru_cache

import pytest

from lessons import analysis, importing, quizzes, starter
from lessons.analysis import Analysis
from lessons.importing import Source
from lessons.quizzes import Draft, checks, items, making
from lessons.quizzes.items import Option
from tests.texts import ARTICLE, DIALOGUE, HEALTH_TEXTS, LEAFLET, NEWS, NO_HEADINGS, SHORT
from vocab import glossary

SEEDS = (1, 2, 3)
NAMED = ("named-example", "named-cause")


def starter_texts() -> dict[str, str]:
    files = [entry["file"] for entry in json.loads((starter.FOLDER / "index.json").read_text(encoding="utf-8"))]
    return {name: (starter.FOLDER / name).read_text(encoding="utf-8") for name in files}


ALL = {"article": ARTICLE, "short": SHORT, **HEALTH_TEXTS, **starter_texts()}
every_text = pytest.mark.parametrize("name", ALL)


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.clean(Source(text, markdown=text.startswith("# "))))


@lru_cache
def made(name: str) -> tuple[tuple[Analysis, Draft], ...]:
    """Every question of the text, for several seeds, with what it was made from."""
    source = read(ALL[name])
    return tuple((source, item) for seed in SEEDS for item in quiz(ALL[name], seed))


@lru_cache
def quiz(text: str, seed: int) -> list[Draft]:
    return quizzes.make(read(text), seed=seed)


def options(item: Draft) -> list[str]:
    return [option.text for option in item.options]


def key(item: Draft) -> str:
    return item.options[item.key].text


def wrong(item: Draft) -> list[str]:
    return [option.text for option in item.options if option is not item.options[item.key]]


def evidence(source: Analysis, item: Draft) -> str:
    return source.text[slice(*item.evidence)]


def asked(text: str, *, type: str, seed: int = 1) -> list[Draft]:
    return [item for item in quiz(text, seed) if item.type == type]


def about(item: Draft) -> str:
    """What a question asks for: the class, the effect or the goal at the end of its stem."""
    return re.sub(r"^.*(?:example of|cause of|prevent) (?:an? |the )?(.*)\?$", r"\1", item.stem)


def says(text: str, phrase: str) -> bool:
    return re.search(rf"\b{re.escape(phrase)}(?:s|es)?\b", text, re.IGNORECASE) is not None


# -- every question of every text


@pytest.mark.model
@every_text
def test_every_text_gives_questions(name: str) -> None:
    assert len(made(name)) >= len(SEEDS) * 5


@pytest.mark.model
@every_text
def test_every_question_passes_the_checks(name: str) -> None:
    for source, item in made(name):
        assert checks.passes(checks.of_item(item, source)), item


@pytest.mark.model
@every_text
def test_a_question_has_different_options_and_one_yes(name: str) -> None:
    for _, item in made(name):
        if item.format not in ("choice", "tap"):
            continue
        assert 3 <= len(item.options) <= (4 if item.format == "choice" else 9)
        assert len({option.casefold() for option in options(item)}) == len(item.options)
        feedback = [option.feedback for option in item.options]
        assert all(told.endswith((".", "”.", ".”", "?", "?”")) for told in feedback), feedback
        assert [told.startswith("Yes") for told in feedback] == [place == item.key for place in range(len(feedback))]


@pytest.mark.model
@every_text
def test_a_pair_has_one_right_answer_and_a_gap_what_is_accepted(name: str) -> None:
    for _, item in made(name):
        if item.format == "match":
            assert len(item.prompts) == len(item.keys) == len(set(item.keys)) <= len(item.options)
            assert len(set(options(item))) == len(item.options)
        if item.format == "typed":
            assert all(accepted and accepted[0] for accepted in item.accept)
            assert [f"[{place + 1}]" in item.passage for place in range(len(item.accept))] == [True] * len(item.accept)


@pytest.mark.model
@every_text
def test_a_question_is_asked_once(name: str) -> None:
    for seed in SEEDS:
        drafts = quiz(ALL[name], seed)
        assert all(item.stem.endswith(("?", ".", "”")) for item in drafts)
        seen = Counter((item.type, item.stem, item.passage) for item in drafts)
        assert max(seen.values()) == 1


@pytest.mark.model
@every_text
def test_no_type_crowds_the_others_out(name: str) -> None:
    for seed in SEEDS:
        drafts = quiz(ALL[name], seed)
        assert max(Counter(item.type for item in drafts).values()) <= making.MOST_OF_A_TYPE
        assert max(Counter(item.quiz for item in drafts).values()) <= making.MOST_OF_A_QUIZ


@pytest.mark.model
@every_text
def test_vocabulary_is_asked_before_comprehension(name: str) -> None:
    kinds = [item.quiz for item in quiz(ALL[name], 1)]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) <= {"vocabulary", "comprehension"}


@pytest.mark.model
@every_text
def test_a_key_from_the_text_stands_in_its_evidence_with_what_is_asked(name: str) -> None:
    for source, item in made(name):
        if item.type in NAMED:
            assert says(evidence(source, item), key(item)), item.stem
            assert says(evidence(source, item), about(item)), item.stem


@pytest.mark.model
@every_text
def test_evidence_is_whole_sentences_that_state_something(name: str) -> None:
    for source, item in made(name):
        starts = {sentence.start for sentence in source.running}
        ends = {sentence.end for sentence in source.running}
        assert item.evidence[0] in starts, evidence(source, item)
        assert item.evidence[1] in ends
        if item.type in NAMED:
            assert not evidence(source, item).endswith("?")


@pytest.mark.model
@every_text
def test_no_wrong_answer_stands_where_the_text_speaks_of_what_is_asked(name: str) -> None:
    for source, item in made(name):
        if item.type not in NAMED:
            continue
        near = [sentence for sentence in source.sentences if says(shown(source, sentence), about(item))]
        assert near
        together = " ".join(shown(source, sentence) for sentence in near)
        assert [option for option in wrong(item) if says(together, option)] == [], item.stem


def shown(source: Analysis, sentence: analysis.Sentence) -> str:
    return source.text[sentence.start : sentence.end]


@pytest.mark.model
@every_text
def test_wrong_answers_come_from_the_text(name: str) -> None:
    for source, item in made(name):
        if item.type in NAMED:
            assert [option for option in wrong(item) if not says(source.text, option)] == []


@pytest.mark.model
@every_text
def test_an_example_has_no_wrong_answer_of_the_class_itself(name: str) -> None:
    """A disease that the text names elsewhere is a disease too, whatever the text calls it."""
    classes = {"diseases": "disease", "conditions": "disease", "symptoms": "symptom", "nutrients": "nutrient"}
    for source, item in made(name):
        kind = classes.get(about(item))
        if item.type == "named-example" and kind:
            kinds = {items.term_in_running(term): term.entry.kind for term in source.terms}
            assert [option for option in wrong(item) if kinds[option] == kind] == [], item.stem


@pytest.mark.model
@every_text
def test_a_meaning_is_the_glossarys_and_so_are_the_wrong_ones(name: str) -> None:
    by_definition = {entry.definition: entry for entry in glossary.entries().values()}
    for source, item in made(name):
        if item.type != "meaning-in-context":
            continue
        asked_for = re.search("“(.+)”", item.stem)
        assert asked_for
        entry = by_definition[key(item)]
        assert any(form.casefold() in source_forms(source, asked_for[1]) for form in entry.forms)
        assert item.passage == evidence(source, item)
        assert says(item.passage, asked_for[1])
        assert all(by_definition[option].pos == entry.pos for option in wrong(item))
        assert not any(names(option, entry.lemma) for option in wrong(item))


def source_forms(source: Analysis, shown_form: str) -> set[str]:
    """All names of the entry of which the text has this form."""
    return {
        form.casefold()
        for term in source.terms
        if term.text.casefold() == shown_form.casefold()
        for form in term.entry.forms
    }


def names(definition: str, lemma: str) -> bool:
    return re.search(rf"\b{re.escape(lemma)}\b", definition) is not None


@pytest.mark.model
@every_text
def test_a_definition_has_one_term_among_the_options(name: str) -> None:
    by_definition = {entry.definition: entry for entry in glossary.entries().values()}
    for source, item in made(name):
        if item.type != "term-for-definition":
            continue
        quoted = re.search("“(.+)”", item.stem)
        assert quoted
        entry = by_definition[quoted[1]]
        assert key(item) in entry.forms
        start, end = item.evidence
        assert entry.key in [term.entry.key for term in source.terms_in(start, end)]
        in_text = {form for term in source.terms for form in term.entry.forms}
        assert set(options(item)) <= in_text
        assert not any(names(quoted[1], option) for option in options(item)), item.stem


# Words that mean a whole class: what they mean is true of each member too, so that it is no wrong answer.
BROAD = frozenset(
    (
        "disease,disorder,illness,medical condition,chronic condition,neurological condition,syndrome,injury,"
        "infection,mental illness,heart disease,symptom,side effect,pain,ache,organ,tissue,nutrient,mineral,"
        "electrolyte,vitamin,medicine,medication,painkiller,tablet,supplement,blood pressure medication,stimulant,"
        "treatment,operation,surgery,healthcare professional,germ,physical activity"
    ).split(",")
)


@pytest.mark.model
@every_text
def test_the_meaning_of_a_class_is_no_wrong_answer_for_a_member(name: str) -> None:
    by_definition = {entry.definition: entry for entry in glossary.entries().values()}
    by_name = {(form, entry.pos): entry for entry in glossary.entries().values() for form in entry.forms}
    taken = []
    for _, item in made(name):
        if item.type == "meaning-in-context":
            asked_for = by_definition[key(item)]
            others = [by_definition[option] for option in wrong(item)]
        elif item.type == "term-for-definition":
            quoted = re.search("“(.+)”", item.stem)
            assert quoted
            asked_for = by_definition[quoted[1]]
            others = [by_name[option, asked_for.pos] for option in wrong(item)]
        else:
            continue
        broad = [other.lemma for other in others if other.lemma in BROAD and other.kind == asked_for.kind]
        taken += [(asked_for.lemma, lemma) for lemma in broad]
    assert sorted(set(taken)) == []


@pytest.mark.model
@every_text
def test_a_heading_belongs_to_its_passage_and_no_other_does(name: str) -> None:
    for source, item in made(name):
        if item.type != "heading-for-section":
            continue
        sections = [section for section in source.source.sections if section.start <= item.evidence[0] < section.end]
        assert [section.heading for section in sections] == [key(item)]
        assert item.passage == evidence(source, item)
        others = {section.heading for section in source.source.sections}
        assert set(wrong(item)) <= others - {key(item), ""}


@pytest.mark.model
@every_text
def test_options_are_written_as_inside_a_sentence(name: str) -> None:
    for _, item in made(name):
        if item.type in NAMED:
            capitals = [option for option in options(item) if re.search(r"\b[A-Z][a-z]{3}", option)]
            assert [option for option in capitals if option not in ("Crohn's disease",)] == []


# -- where the right answer stands


@pytest.mark.model
def test_the_right_answer_stands_equally_often_in_each_place() -> None:
    places = Counter(item.key for name in ALL for _, item in made(name) if len(item.options) == 4)
    expected = sum(places.values()) / 4
    assert all(0.85 * expected <= places[place] <= 1.15 * expected for place in range(4)), places


def four(number: int) -> Draft:
    texts = [Option(f"{letter}{number}", f"{letter}.") for letter in "abcd"]
    return Draft("vocabulary", "t", "locate", f"Q{number}?", tuple(texts), 0, (0, 1))


def test_four_questions_have_their_keys_in_four_places() -> None:
    for seed in range(20):
        placed = items.placed([four(number) for number in range(8)], random.Random(seed))
        assert sorted(item.key for item in placed) == [0, 0, 1, 1, 2, 2, 3, 3]
        assert all(item.options[item.key].text.startswith("a") for item in placed)
        assert all(len(set(options(item))) == 4 for item in placed)


def test_a_question_of_three_options_finds_a_place_too() -> None:
    three = Draft("vocabulary", "t", "locate", "Q?", four(1).options[:3], 0, (0, 1))
    for seed in range(20):
        placed = items.placed([three] * 5 + [four(1)] * 3, random.Random(seed))
        assert all(item.options[item.key].text == "a1" for item in placed)


# -- the same again


@pytest.mark.model
@every_text
def test_the_same_seed_gives_the_same_questions(name: str) -> None:
    assert quizzes.make(read(ALL[name]), seed=1) == quiz(ALL[name], 1)


@pytest.mark.model
def test_another_seed_gives_other_ones() -> None:
    assert quiz(ARTICLE, 1) != quiz(ARTICLE, 2)


# -- what is asked of texts that we know


def stems(text: str, type: str) -> set[str]:
    return {item.stem for seed in SEEDS for item in asked(text, type=type, seed=seed)}


def keys(text: str, type: str) -> set[str]:
    return {key(item) for seed in SEEDS for item in asked(text, type=type, seed=seed)}


@pytest.mark.model
def test_the_article_on_asthma() -> None:
    assert keys(ARTICLE, "heading-for-section") <= {"Common Triggers", "Signs of an Attack", "Medicines"}


@pytest.mark.model
def test_what_the_news_denies_is_not_asked_as_true() -> None:
    assert asked(NEWS, type="named-cause") == []


@pytest.mark.model
def test_a_class_keeps_its_article() -> None:
    painkiller = "Which of these does the text name as an example of a painkiller?"
    assert stems(ALL["burns-first-aid-b1.md"], "named-example") == {painkiller}


@pytest.mark.model
def test_among_other_things_the_member_of_a_class_is_not_asked_for() -> None:
    """A medicine among complaints is found without the text."""
    assert stems(DIALOGUE, "named-example") == set()
    assert "Which of these does the text name as an example of side effects?" in stems(LEAFLET, "named-example")


@pytest.mark.model
def test_no_verb_is_taken_into_a_class() -> None:
    assert not any("cause side effects" in stem for stem in stems(NO_HEADINGS, "named-example"))


@pytest.mark.model
def test_a_dialogue_without_headings_has_no_heading_questions() -> None:
    assert asked(DIALOGUE, type="heading-for-section") == asked(NO_HEADINGS, type="heading-for-section") == []


@pytest.mark.model
@pytest.mark.parametrize("text", ["We walked home.", "The cat sat on the mat. It rained.", "Asthma."])
def test_a_text_that_proves_nothing_is_not_asked_about(text: str) -> None:
    assert quizzes.make(read(text), seed=1) == [] or text == "Asthma."


@pytest.mark.model
def test_what_the_whole_text_is_about_has_no_question_of_its_cause() -> None:
    text = "Dehydration can cause muscle cramps.\n\nA fever, a rash and a sore throat are signs of an infection."
    assert asked(text, type="named-cause") != []
    titled = analysis.analyse(importing.edited(text, title="What Causes Muscle Cramps?"))
    assert not any(item.type == "named-cause" for item in quizzes.make(titled, seed=1))


# -- the checks that every question passes


def question(right: str, *others: str) -> Draft | None:
    return items.draft(
        quiz="vocabulary",
        type="t",
        process="locate",
        stem="Which?",
        key=Option(right, "Yes."),
        distractors=[Option(other, "No.") for other in others],
        evidence=(0, 1),
    )


def test_a_question_keeps_three_good_wrong_answers() -> None:
    item = question("kidney", "liver", "stomach", "spleen", "bladder")
    assert item
    assert options(item) == ["kidney", "liver", "stomach", "spleen"]


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("liver",),
        ("liver", "liver"),
        ("liver", "kidney"),
        ("liver", "kidneys"),
        ("liver", "kidney disease"),
        ("liver", "a very long name of some other part of the body"),
        ("liver", "ear"[:1]),
    ],
)
def test_a_question_without_two_good_wrong_answers_is_none(others: tuple[str, ...]) -> None:
    assert question("kidney", *others) is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("kidney disease", "kidney failure", True),
        ("muscle spasm", "muscle pain", True),
        ("muscles", "muscle", True),
        ("heart", "liver", False),
        ("a disease of the heart", "a disease of the heart", True),
        ("pain in the leg", "pain in the arm", True),
        ("of the", "in the", False),
        ("", "heart", False),
    ],
)
def test_phrases_that_a_reader_could_take_for_one_another(one: str, other: str, alike: bool) -> None:
    assert items.alike(one, other) is items.alike(other, one) is alike


@pytest.mark.parametrize(
    ("phrase", "running"),
    [
        ("Kidney disease", "kidney disease"),
        ("Dehydration", "dehydration"),
        ("COVID-19", "COVID-19"),
        ("MRI scan", "MRI scan"),
        ("X-ray", "X-ray"),
        ("the first symptoms", "the first symptoms"),
    ],
)
def test_a_phrase_inside_a_sentence(phrase: str, running: str) -> None:
    assert items.in_running(phrase) == running
