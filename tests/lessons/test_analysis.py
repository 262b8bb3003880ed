"""A clean text understood: blocks with their sentences, terms, level, key vocabulary. No database is asked."""

from functools import lru_cache

import pytest

from lessons import analysis, importing
from lessons.analysis import Analysis
from lessons.importing import Source
from tests.texts import ARTICLE, HEALTH_TEXTS, LEAFLET, MESSY_WEB, SHORT
from vocab import levels
from vocab.glossary import Entry
from vocab.terms import Term

ALL = {"article": ARTICLE, "short": SHORT, **HEALTH_TEXTS}
every_text = pytest.mark.parametrize("text", ALL.values(), ids=ALL)


@lru_cache
def read(text: str) -> Analysis:
    return analysis.analyse(importing.clean(Source(text)))


# -- blocks and sentences


@pytest.mark.model
@every_text
def test_every_sentence_stands_in_one_block(text: str) -> None:
    whole = read(text)
    for block in whole.blocks:
        for sentence in block.sentences:
            assert block.start <= sentence.start < sentence.end <= block.end
    shown = " ".join(whole.text[sentence.start : sentence.end] for sentence in whole.sentences)
    assert shown.split() == whole.text.split()


@pytest.mark.model
@every_text
def test_blocks_are_those_of_the_text_with_their_headings(text: str) -> None:
    whole = read(text)
    shown = [whole.text[block.start : block.end] for block in whole.blocks]
    assert "\n\n".join(shown) == whole.text
    for number, section in enumerate(whole.source.sections):
        kinds = [block.kind for block in whole.blocks if block.section == number]
        heading = ["heading"] if section.heading else []
        assert kinds == heading + [kind for kind, _, _ in section.blocks]


@pytest.mark.model
@every_text
def test_every_word_is_counted_once(text: str) -> None:
    whole = read(text)
    starts = [word.start for word in whole.words]
    assert starts == sorted(set(starts))
    assert len(starts) == sum(len(sentence.words) for sentence in whole.sentences)
    assert all(whole.text[word.start : word.end] == word.text for word in whole.words)


@pytest.mark.model
def test_running_sentences_leave_headings_out() -> None:
    whole = read(ARTICLE)
    shown = [whole.text[sentence.start : sentence.end] for sentence in whole.running]
    assert shown[0] == "Asthma is a disease of the lungs."
    assert "Common Triggers" not in shown
    assert len(shown) == len(whole.sentences) - 3


@pytest.mark.model
def test_an_empty_text_can_be_read() -> None:
    whole = analysis.analyse(importing.edited("", title=""))
    assert (whole.blocks, whole.terms, whole.words, whole.sentences) == ((), (), (), ())
    assert whole.level.cefr == "A1"


# -- terms


@pytest.mark.model
@every_text
def test_the_terms_of_a_stretch_are_those_that_begin_in_it(text: str) -> None:
    whole = read(text)
    for sentence in whole.sentences:
        expected = tuple(term for term in whole.terms if sentence.start <= term.start < sentence.end)
        assert whole.terms_in(sentence.start, sentence.end) == expected
    assert whole.terms_in(0, len(whole.text)) == whole.terms
    assert whole.terms_in(5, 5) == ()


@pytest.mark.model
def test_the_teachers_terms_are_found_and_hers_taken_out_are_not() -> None:
    clean = importing.clean(Source(ARTICLE))
    own = Entry("smoke", "NOUN", "other", "B1", "dust from flowers")
    whole = analysis.analyse(clean, own=[own], without=[("asthma", "NOUN", ""), ("asthma attack", "NOUN", "")])
    texts = [term.text.lower() for term in whole.terms]
    assert "smoke" in texts
    assert "asthma" not in texts
    assert "lungs" in texts


@pytest.mark.model
def test_abbreviations_are_found() -> None:
    assert [(one.short, one.long) for one in read(MESSY_WEB).abbreviations] == [("DKA", "Diabetic ketoacidosis")]


@pytest.mark.model
def test_progress_is_told() -> None:
    told: list[int] = []
    analysis.analyse(importing.clean(Source(ARTICLE)), progress=told.append)
    assert told == [len(read(ARTICLE).text)]


# -- level


@pytest.mark.model
def test_the_level_is_that_of_the_running_text() -> None:
    """A hard heading does not make a text harder; it is counted among the words all the same."""
    plain = analysis.analyse(importing.edited(SHORT, title=""))
    headed = analysis.analyse(importing.edited(f"## Notwithstanding Multifarious Idiosyncrasies\n\n{SHORT}", title=""))
    assert headed.level == plain.level
    assert len(headed.words) == len(plain.words) + 3


@pytest.mark.model
def test_the_reasons_count_each_term_once() -> None:
    whole = read(SHORT)
    distinct = {term.entry.key for term in whole.terms}
    assert whole.level.reasons[-1].startswith(f"{len(distinct)} different medical terms")


@pytest.mark.model
def test_words_inside_terms_weigh_less() -> None:
    text = "She has amyotrophic sclerosis and thrombophlebitis. He has amyotrophic sclerosis too."
    own = Entry("amyotrophic sclerosis", "NOUN", "disease", "C2", "an illness")
    plain = analysis.analyse(importing.edited(text, title=""))
    known = analysis.analyse(importing.edited(text, title=""), own=[own])
    assert known.level.score < plain.level.score


# -- key vocabulary


def entry(lemma: str, level: str, definition: str = "something") -> Entry:
    return Entry(lemma, "NOUN", "other", level, definition)


def met(*entries: Entry) -> list[Term]:
    return [Term(place, place + 1, "x", one) for place, one in enumerate(entries)]


def test_key_terms_stand_in_the_order_of_the_text() -> None:
    first, second = entry("zebra", "B2"), entry("ant", "C1")
    assert analysis.key_terms(met(first, second, first), lesson_rank=3) == [first, second]


def test_a_term_without_a_definition_is_no_key_term() -> None:
    assert analysis.key_terms(met(entry("liver failure", "B2", "")), lesson_rank=3) == []


def test_at_most_ten_are_chosen_the_frequent_and_the_hard_ones_first() -> None:
    rare = [entry(f"rare{letter}", "B2") for letter in "abcdefghijk"]
    often = entry("zoster", "B2")
    hard = entry("zymosis", "C2")
    chosen = analysis.key_terms(met(*rare, often, often, often, hard), lesson_rank=3)
    assert len(chosen) == 10
    assert often in chosen
    assert hard in chosen


@pytest.mark.parametrize(("lesson_level", "easiest"), [("A2", "A1"), ("B1", "A2"), ("B2", "B1"), ("C2", "B1")])
def test_what_is_far_below_the_lesson_is_no_key_term(lesson_level: str, easiest: str) -> None:
    entries = [entry(level, level) for level in levels.CEFR]
    chosen = analysis.key_terms(met(*entries), lesson_rank=levels.rank(lesson_level))
    assert chosen[0].level == easiest
    assert chosen == entries[levels.rank(easiest) - 1 :]


@pytest.mark.model
@every_text
def test_the_key_vocabulary_of_a_text(text: str) -> None:
    whole = read(text)
    chosen = analysis.key_terms(whole.terms, lesson_rank=levels.rank(whole.level.cefr))
    assert 3 <= len(chosen) <= 10
    assert len({one.key for one in chosen}) == len(chosen)
    assert all(one.definition for one in chosen)


@pytest.mark.model
def test_the_key_vocabulary_of_the_leaflet_has_what_it_is_about() -> None:
    whole = read(LEAFLET)
    lemmas = [one.lemma for one in analysis.key_terms(whole.terms, lesson_rank=levels.rank(whole.level.cefr))]
    assert "hypertension" in lemmas
    assert "ankle" not in lemmas
