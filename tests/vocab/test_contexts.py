"""A word whose own sentence has no cue: what the passage says of its sense."""

import csv
import json

import pytest

from vocab import contexts, glossary
from vocab.contexts import Context
from vocab.glossary import Entry
from vocab.pipeline import Sentence, Token

MEDICAL = Entry("cast", "NOUN", "device", "B1", cues=("plaster", "~ on the arm"))
ACTORS = Entry("cast", "NOUN", glossary.EVERYDAY, "B1", sense="actors", cues=("film", "play", "a ~ of"))
LISTED = (MEDICAL, ACTORS)
SHARE, TOPIC, NEAR_MEDICAL, NEAR_EVERYDAY, FAR_MEDICAL, FAR_EVERYDAY = range(6)


def sentence(*words: str) -> Sentence:
    tokens = tuple(Token(word, place, place + 1, word.lower(), "NOUN") for place, word in enumerate(words))
    return Sentence(0, len(words), tokens)


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "_topics", lambda: {"fracture": 3.0, "theater": -2.0, "cast": -3.0})
    monkeypatch.setattr(contexts, "_shares", lambda: {("cast", "NOUN"): 25.0})


def features(*sentences: Sentence, number: int = 0) -> tuple[float, ...]:
    place = next(at for at, token in enumerate(sentences[number].tokens) if token.text == "cast")
    return Context(sentences).features(LISTED, number, place, place + 1)


def test_the_word_itself_says_nothing_of_its_topic() -> None:
    assert features(sentence("cast", "change"))[TOPIC] == 0


def test_the_topic_is_of_the_sentence_and_of_those_beside_it() -> None:
    assert features(sentence("cast", "fracture"))[TOPIC] == pytest.approx(3 / 4)
    assert features(sentence("cast", "theater"))[TOPIC] == pytest.approx(-2 / 4)
    beside = features(sentence("fracture"), sentence("cast"), sentence("fracture"), number=1)
    assert beside[TOPIC] == pytest.approx(6 / 5)
    far = features(sentence("fracture"), sentence("x"), sentence("cast"), number=2)
    assert far[TOPIC] == 0


def test_cues_of_the_sentences_beside_and_of_the_whole_text_are_counted() -> None:
    found = features(sentence("plaster"), sentence("cast"), sentence("film", "play"), number=1)
    assert found[NEAR_MEDICAL:] == (1, 2, 1, 2)
    far = features(sentence("cast"), sentence("x"), sentence("plaster", "film"))
    assert far[NEAR_MEDICAL:] == (0, 0, 1, 1)


def test_a_word_that_is_often_an_everyday_one_needs_more() -> None:
    judged = features(sentence("cast"))[SHARE]
    other = Context([sentence("mole")]).features((Entry("mole", "NOUN", "disease", "B1"),), 0, 0, 1)[SHARE]
    assert judged < other  # nobody has judged the mole here: 5 of 100


def test_what_is_weighed_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "_weights", lambda: (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0))
    assert Context([sentence("cast", "fracture")]).is_medical(LISTED, 0, 0, 1)
    assert not Context([sentence("cast", "theater")]).is_medical(LISTED, 0, 0, 1)


@pytest.mark.parametrize(
    ("listed", "scores", "is_open"),
    [
        (LISTED, [0, 0], True),
        (LISTED, [2, 2], True),
        (LISTED, [1, 0], False),
        ((MEDICAL,), [0], False),
        ((ACTORS, ACTORS), [0, 0], False),
    ],
)
def test_a_word_is_open_when_both_senses_are_left(listed: tuple[Entry, ...], scores: list[int], is_open: bool) -> None:
    assert contexts.is_open(listed, scores) == is_open


# -- the data that is shipped


def test_every_judged_word_is_in_the_glossary_with_both_kinds_of_senses() -> None:
    with contexts.SHARES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 350
    for row in rows:
        assert 0 <= float(row["share"]) <= 100, row
        listed = glossary.senses(row["lemma"], row["pos"])
        assert {entry.is_term for entry in listed} == {True, False}, row


def test_topics_and_weights_are_what_the_code_expects() -> None:
    lines = [line.split("\t") for line in contexts.TOPICS.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len({lemma for lemma, _ in lines}) > 5_000
    assert all(4 <= abs(int(tenths)) <= 30 for _, tenths in lines)
    topic = {lemma: int(tenths) for lemma, tenths in lines}
    assert topic["artery"] > 0 > topic["government"]
    weights = json.loads(contexts.WEIGHTS.read_text(encoding="utf-8"))
    assert len(weights) == 7
    assert weights[1 + TOPIC] > 0 > weights[1 + NEAR_EVERYDAY]
