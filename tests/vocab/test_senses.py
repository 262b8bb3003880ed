"""Which sense of a word is meant: by cues, by the rest of the text, and in sentences that people have labelled."""

import csv
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from vocab import families, glossary, pipeline, senses, terms
from vocab.glossary import Entry
from vocab.pipeline import Token

SENTENCES = Path(__file__).with_name("sense_sentences.tsv")
ISSUE = ("discharge", "culture", "positive", "tender", "history", "stroke", "labor", "patient")
model = pytest.mark.model


def tokens(sentence: str) -> list[Token]:
    """Tokens by hand: each word, or word/lemma; [] around the word in question are left out."""
    found, at = [], 0
    for part in sentence.replace("[", "").replace("]", "").split():
        word, _, lemma = part.partition("/")
        found.append(Token(word, at, at + len(word), lemma or word.lower(), "NOUN"))
        at += len(word) + 1
    return found


def score(cue: str, sentence: str) -> int:
    """What one cue gives to the word in brackets."""
    words = sentence.split()
    start = next(place for place, word in enumerate(words) if word.startswith("["))
    end = next(place for place, word in enumerate(words) if word.endswith("]")) + 1
    (found,) = senses.scores([sense("", cue)], tokens(sentence), start, end)
    return found


def sense(label: str, *cues: str) -> Entry:
    return Entry("discharge", "NOUN", "other", "B1", sense=label, cues=cues)


# -- cues


@pytest.mark.parametrize(
    ("cue", "sentence", "points"),
    [
        # a word anywhere else in the sentence, as written or as its lemma
        ("nose", "The [discharge] came from her nose", senses.WORD),
        ("nose", "From her noses/nose a [discharge] came", senses.WORD),
        ("noses", "From her noses/nose a [discharge] came", senses.WORD),
        ("Nose", "NOSE [discharge] came", senses.WORD),
        ("nose", "The [discharge] came from the ear", 0),
        ("discharge", "The [discharge] came", 0),
        # several words, side by side
        ("runny nose", "A runny nose and [discharge]", senses.WORD),
        ("runny nose", "A nose was runny , with [discharge]", 0),
        # a pattern, right beside the word
        ("vaginal ~", "A vaginal [discharge] is common", senses.PATTERN + 1),
        ("vaginal ~", "A [discharge] that is vaginal", 0),
        ("~ from the hospital", "After [discharge] from the hospital", senses.PATTERN + 3),
        ("~ from the hospital", "After [discharge] from hospital", 0),
        ("be ~ for", "The test was/be [positive] for flu", senses.PATTERN + 2),
        ("woman 's ~", "A woman ’s [discharge]", senses.PATTERN + 2),
        ("~ plan", "A [hospital discharge] plan", senses.PATTERN + 1),
        # at the edges of a sentence
        ("vaginal ~", "[discharge] is common", 0),
        ("a yellow ~", "yellow [discharge]", 0),
        ("~ from", "She asked about [discharge]", 0),
    ],
)
def test_a_cue_speaks_for_its_sense(cue: str, sentence: str, points: int) -> None:
    assert score(cue, sentence) == points


def test_a_pattern_says_more_than_a_word_and_cues_add_up() -> None:
    fluid, leaving = sense("", "nose", "yellow"), sense("leaving", "~ from the hospital")
    told = tokens("discharge from the hospital with a yellow nose")
    assert senses.scores([fluid, leaving], told, 0, 1) == [2, 5]
    assert senses.choose([fluid, leaving], [2, 5]) is leaving


def test_without_a_clear_winner_no_sense_is_chosen() -> None:
    fluid, leaving = sense("", "nose"), sense("leaving", "home")
    assert senses.choose([fluid, leaving], [0, 0]) is None
    assert senses.choose([fluid, leaving], [3, 3]) is None
    assert senses.choose([fluid], [0]) is None
    assert senses.choose([fluid, leaving], [1, 0]) is fluid


# -- in a text


def labels(text: str, lemma: str) -> list[str]:
    return [term.entry.sense for term in terms.read(text, pipeline.analyse(text)) if term.entry.lemma == lemma]


@model
def test_the_cues_of_a_sentence_decide() -> None:
    assert labels("A yellow discharge came from her nose.", "discharge") == [""]
    assert labels("After discharge from the hospital he rested.", "discharge") == ["leaving hospital"]


@model
def test_without_a_cue_the_passage_tells_whether_the_sense_is_medical() -> None:
    unclear = "Then the cast was changed."
    assert labels(f"The wound bled and the swelling grew. {unclear} The bone healed.", "cast") == [""]
    assert labels(f"The theater opened with a new play. {unclear} Tickets sold out.", "cast") == ["actors"]


@model
def test_without_a_cue_a_word_means_what_it_means_elsewhere_in_the_text() -> None:
    unclear, clear = "We spoke about discharge.", "After discharge from the hospital he rested."
    assert labels(f"{unclear} {clear}", "discharge") == ["leaving hospital", "leaving hospital"]
    assert labels(f"{clear}\n\n{unclear}", "discharge") == ["leaving hospital", "leaving hospital"]


@model
def test_a_sentence_with_cues_keeps_its_sense_whatever_the_others_say() -> None:
    leaving = "After discharge from the hospital he rested. "
    fluid = "The discharge from her nose was yellow."
    assert labels(leaving * 3 + fluid, "discharge") == [*["leaving hospital"] * 3, ""]


@model
def test_one_text_says_nothing_of_another() -> None:
    alone = labels("We spoke about culture.", "culture")
    labels("The culture grew bacteria in the laboratory.", "culture")
    assert labels("We spoke about culture.", "culture") == alone


@model
@pytest.mark.parametrize(
    ("text", "lemma", "sense"),
    [
        ("The culture of this country is old, and its art is famous.", "culture", "society"),
        ("He won the race with a strong swimming stroke.", "stroke", "swimming"),
        ("The prisoner sat in his prison cell.", "cell", "prison"),
    ],
)
def test_an_everyday_sense_is_read_but_is_no_term(text: str, lemma: str, sense: str) -> None:
    sentences = pipeline.analyse(text)
    (everyday,) = [term.entry for term in terms.read(text, sentences) if term.entry.lemma == lemma]
    assert (everyday.sense, everyday.kind, everyday.is_term) == (sense, glossary.EVERYDAY, False)
    assert lemma not in [term.entry.lemma for term in terms.find(text, sentences)]


@model
def test_a_teachers_entry_takes_one_sense_and_leaves_the_others() -> None:
    own = replace(glossary.entries()["discharge", "NOUN", ""], definition="the teacher's own words")
    text = "The discharge from her nose was yellow. After discharge from the hospital she rested."
    found = terms.read(text, pipeline.analyse(text), own=[own])
    fluid, leaving = [term.entry for term in found if term.entry.lemma == "discharge"]
    assert fluid is own
    assert (leaving.sense, leaving.definition != own.definition) == ("leaving hospital", True)


@model
def test_an_adjective_joined_to_another_is_one() -> None:
    """And a noun of the same form is none: "stable"."""
    assert labels("The place of the bite is red and tender.", "tender") == [""]
    assert labels("Her breasts are swollen and tender.", "tender") == [""]
    assert labels("His pulse was slow but regular.", "regular") == ["even"]
    barn = "The horses slept in a stable near the barn."
    assert "stable" not in [term.text for term in terms.find(barn, pipeline.analyse(barn))]


# -- sentences that people have labelled

Row = dict[str, str]


@lru_cache(maxsize=1)
def sentences() -> list[Row]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=1)
def verdicts() -> dict[str, list[tuple[str, Row]]]:
    """The verdict on each sentence, by lemma."""
    found = defaultdict(list)
    for row in sentences():
        found[row["lemma"]].append((verdict(row), row))
    return found


def verdict(row: Row) -> str:
    """Whether what stands at the word is right, wrong, or missed; unmarked where an everyday sense is missed.

    A longer unit with the word in it is right where the sense is one of medicine or care: "heart condition".
    """
    entry = glossary.entries()[row["lemma"], row["pos"], row["sense"]]
    found = terms.read(row["sentence"], pipeline.analyse(row["sentence"]))
    at_word = [term.entry.key for term in found if (term.entry.lemma, term.entry.pos) == (entry.lemma, entry.pos)]
    if at_word:
        return "right" if set(at_word) == {entry.key} else "wrong"
    if entry.kind == glossary.EVERYDAY:
        return "unmarked"
    return "right" if any(" " in term.text and names(entry, term.text) for term in found) else "missed"


def names(entry: Entry, text: str) -> bool:
    stems = {families.stem(word) for word in text.casefold().split()}
    return any(families.stem(form.casefold()) in stems for form in entry.forms)


def share(found: list[tuple[str, Row]], *which: str) -> float:
    return sum(told in which for told, _ in found) / len(found)


def everything() -> list[tuple[str, Row]]:
    return [each for listed in verdicts().values() for each in listed]


def test_there_are_sentences_for_every_sense_that_must_be_told_apart() -> None:
    labelled = {(row["lemma"], row["pos"], row["sense"]) for row in sentences()}
    assert labelled <= glossary.entries().keys()
    several = {key for key in glossary.entries() if len(glossary.senses(*key[:2])) > 1}
    assert len(several - labelled) <= len(several) / 20
    assert len({row["sentence"] for row in sentences()}) == len(sentences()) >= 600


@model
def test_nearly_every_sentence_gets_its_sense() -> None:
    missed = [f"{told}: {row['lemma']} ({row['sense']}): {row['sentence']}" for told, row in everything()]
    missed = [line for line in missed if not line.startswith("right")]
    assert share(everything(), "right") >= 0.95, "\n".join(missed)


@model
def test_hardly_any_sentence_gets_a_wrong_sense() -> None:
    assert share(everything(), "wrong") <= 0.01


@model
@pytest.mark.parametrize("word", ISSUE)
def test_the_words_of_the_issue_are_told_apart(word: str) -> None:
    """Where the everyday sense has no mark, nothing tells a reader that it is a medical one."""
    assert len(verdicts()[word]) >= 4
    assert share(verdicts()[word], "right", "unmarked") >= 0.75
