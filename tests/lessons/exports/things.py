"""Questions and words made by hand, one of each shape, and any text that somebody may type."""

from hypothesis import strategies as st

from lessons.exports.words import Word
from lessons.models import Item, ItemFormat, QuizKind

SENTENCE = "Asthma makes breathing difficult."


def item(**given: object) -> Item:
    """A question with three answers, the second right; what is given is otherwise."""
    usual = {
        "quiz": QuizKind.COMPREHENSION,
        "type": "own",
        "process": "locate",
        "position": 0,
        "stem": "What does asthma do?",
        "passage": "",
        "options": ["It helps sleep.", "It makes breathing difficult.", "It makes legs strong."],
        "feedback": ["The text does not say this.", "Yes: the text says so.", "It is about lungs."],
        "key": 1,
        "format": ItemFormat.CHOICE,
        "prompts": [],
        "keys": [],
        "accept": [],
        "evidence": SENTENCE,
        "evidence_start": 0,
        "evidence_end": len(SENTENCE),
    }
    return Item(**{**usual, **given})


def true_or_false() -> Item:
    said = ["The text says so.", "The text says that it is a disease of the lungs."]
    return item(stem="Asthma is a disease of the legs.", options=["True", "False"], feedback=said)


def not_said() -> Item:
    return item(options=["True", "False", "The text does not say"], key=2)


def tap() -> Item:
    return item(format=ItemFormat.TAP, stem="Which sentence says this?", passage="It is not shown.")


def match() -> Item:
    return item(
        format=ItemFormat.MATCH,
        stem="Match each word with its meaning.",
        prompts=["cough", "fever"],
        options=["a high temperature", "a sudden noise from the throat", "a broken bone"],
        keys=[1, 0],
        feedback=["“Fever” means this.", "“Cough” means this.", ""],
    )


def word_bank() -> Item:
    return item(
        format=ItemFormat.MATCH,
        stem="Choose the word for each gap.",
        passage="A cough is a [1]. A fever is a [2].",
        prompts=["Gap 1", "Gap 2"],
        options=["temperature", "noise", "bone"],
        keys=[1, 0],
        feedback=["Yes: fever.", "Yes: cough.", ""],
    )


def typed() -> Item:
    return item(
        format=ItemFormat.TYPED,
        stem="Write the word.",
        passage="An in[1] brings the medicine to the lungs.",
        options=[],
        feedback=[],
        accept=[["inhaler", "inhalator"]],
    )


def c_test() -> Item:
    return item(
        format=ItemFormat.TYPED,
        stem="Complete the words.",
        passage="Many peo[1] have a co[2] at night.",
        options=[],
        feedback=[],
        accept=[["people"], ["cough"]],
    )


def every() -> list[Item]:
    return [item(), true_or_false(), not_said(), tap(), match(), word_bank(), typed(), c_test()]


def word(lemma: str = "asthma", **given: object) -> Word:
    usual = {
        "key": (lemma, "NOUN", ""),
        "definition": "a disease that makes breathing difficult",
        "ipa": "ˈæsmə",
        "translation": "asma",
        "parts": "asthm (short breath)",
        "level": "B1",
        "sentence": (("Many people with ", False), (lemma, True), (" have a cough.", False)),
        "lesson": "Living With Asthma",
    }
    return Word(**{**usual, **given})


# Any characters but controls, which `test_texts` looks at, and often those that some format takes for its own.
MARKS = "~=#{}:\\/[]()<>&;%$@+-*|\"'`^_\t\n\r,.!? →«é中ع🩺"
any_text = st.text(
    st.one_of(st.sampled_from(MARKS), st.characters(exclude_categories=("Cc", "Cn", "Cs"))), min_size=1, max_size=60
).filter(lambda text: any(char.isprintable() and not char.isspace() for char in text))


@st.composite
def any_choices(draw: st.DrawFn) -> Item:
    options = draw(st.lists(any_text, min_size=2, max_size=4))
    return item(
        stem=draw(any_text),
        passage=draw(st.one_of(st.just(""), any_text)),
        options=options,
        feedback=[draw(any_text) for _ in options],
        key=draw(st.integers(0, len(options) - 1)),
    )


@st.composite
def any_matches(draw: st.DrawFn) -> Item:
    options = draw(st.lists(any_text, min_size=3, max_size=5, unique=True))
    keys = draw(st.permutations(range(len(options))))[: draw(st.integers(2, len(options)))]
    return item(
        format=ItemFormat.MATCH,
        stem=draw(any_text),
        prompts=[draw(any_text) for _ in keys],
        options=options,
        keys=list(keys),
        feedback=["" for _ in options],
    )
