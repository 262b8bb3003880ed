"""Text in, sentences of tokens out: nothing is lost, medical writing stays whole."""

from collections.abc import Sequence

import pytest

from tests.texts import ARTICLE, HEALTH_TEXTS
from vocab import pipeline
from vocab.pipeline import Sentence, Token

HARD = (
    "T-cell counts in COVID-19 patients fell by 0.5 mg/dL (p < 0.05), e.g. IL-6 and HbA1c; "
    "Crohn's disease didn't change vs. controls."
)
AWKWARD = {
    "empty": "",
    "white space": " \n\t \n\n",
    "spaces": "  Two  spaces,\ttabs\u00a0and no-break   spaces.  ",
    "line ends": "One line.\r\nAnother line.\rA third one.\n",
    "emoji": "Drink water 💧💧 every day 🙂. Family 👨‍👩‍👧 first!",
    "accents": "Ménière’s disease and naïve T cells: 37 °C, 5 µg, ½ tablet…",
    "right to left": "The word for health is صحة in Arabic. It is short.",
    "punctuation": "?!... — “Really?!” (Yes.) […] e.g. this; i.e. that/those.",
    "byte order mark": "\ufeffA text that begins with a mark.",
}


def tokens_of(text: str) -> list[Token]:
    return [token for sentence in pipeline.analyse(text) for token in sentence.tokens]


def words_in(text: str) -> list[str]:
    return [token.text for token in tokens_of(text)]


def sentences_of(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in pipeline.analyse(text)]


def lemmas_of(text: str) -> list[str]:
    return [token.lemma for token in tokens_of(text) if token.is_word]


def bare(text: str) -> str:
    return "".join(text.split())


# -- nothing is lost


@pytest.mark.model
@pytest.mark.parametrize("text", [HARD, ARTICLE, *HEALTH_TEXTS.values(), *AWKWARD.values()])
def test_every_token_stands_in_the_text_where_it_says(text: str) -> None:
    for token in tokens_of(text):
        assert token.text == text[token.start : token.end]


@pytest.mark.model
@pytest.mark.parametrize("text", [HARD, ARTICLE, *HEALTH_TEXTS.values(), *AWKWARD.values()])
def test_all_but_white_space_is_in_some_token(text: str) -> None:
    assert bare("".join(words_in(text))) == bare(text)


@pytest.mark.model
@pytest.mark.parametrize("text", HEALTH_TEXTS.values(), ids=HEALTH_TEXTS)
def test_sentences_come_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for sentence in pipeline.analyse(text):
        assert end <= sentence.start < sentence.end
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        end = sentence.end


@pytest.mark.model
def test_nothing_comes_of_nothing() -> None:
    assert pipeline.analyse("") == pipeline.analyse(" \n\n \t") == ()


# -- the hard sentence


@pytest.mark.model
def test_the_hard_sentence_is_one_sentence() -> None:
    assert sentences_of(HARD) == [HARD]


@pytest.mark.model
def test_the_hard_sentence_keeps_medical_writing_whole() -> None:
    whole = ["T-cell", "COVID-19", "0.5", "mg/dL", "0.05", "e.g.", "IL-6", "HbA1c", "vs."]
    words = words_in(HARD)
    assert [word for word in whole if word not in words] == []
    assert words[words.index("Crohn") : words.index("Crohn") + 3] == ["Crohn", "'s", "disease"]
    assert words[words.index("did") : words.index("did") + 2] == ["did", "n't"]


# -- tokens


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take 5mg twice.", ["Take", "5", "mg", "twice", "."]),
        ("It is 0.5 mg/dL now.", ["It", "is", "0.5", "mg/dL", "now", "."]),
        ("It is 12mmol/L now.", ["It", "is", "12", "mmol/L", "now", "."]),
        ("Use anti-inflammatory gel.", ["Use", "anti-inflammatory", "gel", "."]),
        ("over-the-counter drugs", ["over-the-counter", "drugs"]),
        ("for 5–10 minutes", ["for", "5", "–", "10", "minutes"]),
        ("cold—or flu", ["cold", "—", "or", "flu"]),
        ("It hurts (a little).", ["It", "hurts", "(", "a", "little", ")", "."]),
        ("the nurse’s cannula", ["the", "nurse", "’s", "cannula"]),
        ("pain/weakness", ["pain", "/", "weakness"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.model
def test_the_words_of_a_phrase_are_cut_as_in_a_text() -> None:
    for phrase in ("Crohn's disease", "anti-inflammatory", "COVID-19", "carpal tunnel syndrome"):
        assert list(pipeline.words_of(phrase)) == words_in(f"the {phrase}")[1:]


def test_a_word_has_a_letter_and_is_no_ending() -> None:
    texts = ["heart", "COVID-19", "5", "mg/dL", ".", "'s", "’ll", "n't", "—", "💧"]
    words = [text for text in texts if Token(text, 0, len(text), text, "X").is_word]
    assert words == ["heart", "COVID-19", "mg/dL", "n't"]


def test_the_words_of_a_sentence_leave_punctuation_out() -> None:
    tokens = (Token("Rest", 0, 4, "rest", "VERB"), Token(".", 4, 5, ".", "PUNCT"))
    assert Sentence(0, 5, tokens).words == tokens[:1]


# -- lemmas


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("The children have two feet", "the child have two foot"),
        ("She was taking tablets", "she be take tablet"),
        ("The diagnoses were easy", "the diagnosis be easy"),
        ("The illness and the stress", "the illness and the stress"),
        ("The virus and the crisis", "the virus and the crisis"),
        ("His arthritis and diabetes", "his arthritis and diabetes"),
        ("Tonsillitis and sclerosis", "tonsillitis and sclerosis"),
        ("A glass of water", "a glass of water"),
        ("She went to see her mothers", "she go to see her mother"),
    ],
)
def test_lemmas(text: str, lemmas: str) -> None:
    assert " ".join(lemmas_of(text)) == lemmas


@pytest.mark.model
@pytest.mark.parametrize(
    ("british", "american", "lemma"),
    [
        ("The tumours hurt.", "The tumors hurt.", "tumour tumor"),
        ("The haemorrhages stopped.", "The hemorrhages stopped.", "haemorrhage hemorrhage"),
        ("Two paediatricians came.", "Two pediatricians came.", "paediatrician pediatrician"),
        ("Her diarrhoea stopped.", "Her diarrhea stopped.", "diarrhoea diarrhea"),
    ],
)
def test_british_and_american_spellings_are_read_alike(british: str, american: str, lemma: str) -> None:
    one, two = ([token for token in tokens_of(text) if token.pos == "NOUN"] for text in (british, american))
    assert [(token.tag, token.dep) for token in one] == [(token.tag, token.dep) for token in two]
    assert f"{one[0].lemma} {two[0].lemma}" == lemma


# -- the parse


@pytest.mark.model
def test_a_token_knows_its_tag_its_features_and_its_head() -> None:
    nurse, gave, tablets = (tokens_of("Nurses gave her tablets.")[place] for place in (0, 1, 3))
    assert (nurse.pos, nurse.tag, nurse.feats, nurse.dep, nurse.head) == ("NOUN", "NNS", "Number=Plur", "nsubj", 1)
    assert (gave.pos, gave.tag, gave.dep, gave.head) == ("VERB", "VBD", "root", 1)
    assert "Tense=Past" in gave.feats.split("|")
    assert (tablets.dep, tablets.head) == ("obj", 1)


@pytest.mark.model
@pytest.mark.parametrize("text", [HARD, *HEALTH_TEXTS.values(), *AWKWARD.values()])
def test_every_sentence_is_a_tree_with_one_root_and_its_runs_stand_inside_it(text: str) -> None:
    for sentence in pipeline.analyse(text):
        size = len(sentence.tokens)
        roots = [place for place, token in enumerate(sentence.tokens) if token.dep == "root"]
        assert len(roots) == 1
        for place, token in enumerate(sentence.tokens):
            assert _root_of(sentence.tokens, place) == roots[0], token
        for start, end, *_ in (*sentence.entities, *sentence.chunks):
            assert 0 <= start < end <= size


def _root_of(tokens: Sequence[Token], place: int) -> int:
    for _ in tokens:
        place = tokens[place].head
    return place


@pytest.mark.model
def test_entities_of_a_medical_sentence() -> None:
    (sentence,) = pipeline.analyse("They gave him metformin for diabetes and pain in his knee.")
    words = [token.text for token in sentence.tokens]
    found = [(" ".join(words[start:end]), label) for start, end, label in sentence.entities]
    assert found == [("metformin", "CHEMICAL"), ("diabetes", "DISEASE"), ("pain", "DISEASE"), ("knee", "ANATOMY")]


@pytest.mark.model
def test_an_everyday_sentence_has_no_entities() -> None:
    assert [sentence.entities for sentence in pipeline.analyse("We walked to the market and bought bread.")] == [()]


# -- sentences


@pytest.mark.model
@pytest.mark.parametrize(
    "parts",
    [
        ["Drink water.", "Rest in the shade!", "Is it better?", "Good…", "Go on."],
        ["Ask Dr. Okafor or Mrs. Lind.", "They know."],
        ["Take it at 9 a.m. every day.", "Do not stop."],
        ["Fruit, nuts, etc. are good.", "Eat them."],
        ["It rose to 37.5 degrees.", "That is a fever."],
        ["He said: “It hurts.”", "Then he slept."],
        ["It may help (or so they say).", "Try it."],
        ['"Phone the clinic," Dr. Moss said.', '"You will be safe."', "She smiled."],
        ["The U.S. team met.", "It agreed."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences_of(" ".join(parts)) == parts


@pytest.mark.model
def test_no_sentence_crosses_a_line_end() -> None:
    assert sentences_of("Common Triggers\n\nCold air\nHard exercise") == [
        "Common Triggers",
        "Cold air",
        "Hard exercise",
    ]


@pytest.mark.model
def test_with_blocks_a_sentence_may_run_over_a_line_end() -> None:
    text = "Cold air and hard\nexercise are triggers.\n\nRest"
    found = [text[sentence.start : sentence.end] for sentence in pipeline.analyse(text, blocks=[0, text.index("Rest")])]
    assert found == ["Cold air and hard\nexercise are triggers.", "Rest"]


# -- long texts


LINES = "\n\n".join(HEALTH_TEXTS.values())


def bounds(text: str) -> list[tuple[int, int, list[tuple[int, int, str]]]]:
    return [
        (sentence.start, sentence.end, [(token.start, token.end, token.text) for token in sentence.tokens])
        for sentence in pipeline.analyse(text)
    ]


@pytest.mark.model
def test_a_text_read_in_stretches_has_the_sentences_of_one_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parses may differ near a cut."""
    monkeypatch.setattr(pipeline, "STRETCH", len(LINES) + 1)
    at_once = bounds(LINES)
    monkeypatch.setattr(pipeline, "STRETCH", 300)
    assert bounds(LINES) == at_once


@pytest.mark.model
def test_progress_is_told_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STRETCH", 1000)
    told: list[int] = []
    pipeline.analyse(LINES, progress=told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == len(LINES)


@pytest.mark.model
def test_an_endless_line_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STRETCH", 100)
    assert words_in("word " * 100) == ["word"] * 100
