"""The checks: each rule sees its planted fault and lets the repaired question through."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.analysis import Analysis, Block
from lessons.importing import Section, Text
from lessons.quizzes import checks
from lessons.quizzes.checks import Finding
from lessons.quizzes.items import Draft, Option
from vocab import glossary
from vocab.abbreviations import Abbreviation
from vocab.levels import TextLevel
from vocab.pipeline import Sentence, Token
from vocab.terms import Term

UPOS = {"NN": "NOUN", "NNS": "NOUN", "MD": "AUX", "JJ": "ADJ", "IN": "ADP", ",": "PUNCT", ".": "PUNCT", "CC": "CCONJ"}
TEXT = """\
Diuretics/NNS can/MD cause/VB dehydration/NN ./.
Dehydration/NN and/CC vomiting/NN can/MD cause/VB cramps/NNS ./.
Patients/NNS need/VBP minerals/NNS such/JJ as/IN calcium/NN and/CC magnesium/NN ./.
Carpal/JJ tunnel/NN syndrome/NN (/( CTS/NN )/) hurts/VBZ the/DT wrist/NN ./.
Fever/NN often/RB lasts/VBZ longer/RB than/IN three/CD days/NNS ./.
Doctors/NNS rarely/RB give/VBP antibiotics/NNS for/IN a/DT cold/NN ./.
"""


def sentence(line: str, start: int) -> tuple[Sentence, str]:
    """One line of the text above, as words with one space between, its first verb the root."""
    tokens: list[Token] = []
    said = ""
    pairs = [piece.rpartition("/") for piece in line.split()]
    root = next(place for place, (_, _, tag) in enumerate(pairs) if tag.startswith("VB"))
    for place, (word, _, tag) in enumerate(pairs):
        at = start + len(said)
        pos = UPOS.get(tag, "VERB" if tag.startswith("VB") else "X")
        dep = "root" if place == root else "dep"
        tokens.append(Token(word, at, at + len(word), word.lower(), pos, tag, "", dep, root))
        said += word + (" " if place < len(pairs) - 1 else "")
    return Sentence(start, start + len(said), tuple(tokens)), said


def analysed(marked: str) -> Analysis:
    """The marked text as one paragraph, with every word or pair of words that the glossary has as a term."""
    text, sentences = "", []
    for line in marked.splitlines():
        found, said = sentence(line, len(text))
        sentences.append(found)
        text += said + " "
    source = Text("", text, (Section("", 0, len(text), (("paragraph", 0, len(text)),)),))
    terms = [
        Term(token.start, token.end, token.text, entry)
        for each in sentences
        for token in each.tokens
        if (entry := listed(token.text)) and token.pos == "NOUN"
    ]
    short = Abbreviation("CTS", "carpal tunnel syndrome", text.index("Carpal"), text.index(" ( CTS"))
    block = Block(0, "paragraph", 0, len(text), tuple(sentences))
    words = tuple(token for each in sentences for token in each.words)
    return Analysis(source, (block,), tuple(terms), (), (short,), (), TextLevel("B1", "B1", 3.0, ()), words)


def listed(word: str) -> glossary.Entry | None:
    named = glossary.named(word.casefold()) or glossary.named(word.casefold().removesuffix("s"))
    return next((entry for entry in named if entry.is_term and entry.pos == "NOUN"), None)


ANALYSIS = analysed(TEXT)


def item(stem: str, key: str, *others: str, type: str = "wh", passage: str = "") -> Draft:
    """A question to choose in, its key first, its evidence the first sentence."""
    options = (Option(key, "Yes."), *(Option(other, "No.") for other in others))
    return Draft("comprehension", type, "locate", stem, options, 0, (0, 34), passage)


def found(draft: Draft, analysis: Analysis = ANALYSIS) -> list[Finding]:
    return checks.of_item(draft, analysis)


def rules(draft: Draft) -> set[str]:
    return {finding.rule for finding in found(draft)}


def faults(draft: Draft) -> set[str]:
    return {finding.rule for finding in found(draft) if finding.is_fault}


TF = ("True", "False", "The text does not say")
NAMED = "Which of these does the text name as a cause of dehydration?"
# Each rule, a question that breaks it, and the same question mended.
TWINS = [
    (
        "key_longest",
        item("What do patients need?", "calcium and magnesium in food", "three days of rest", "a bandage on the wrist"),
        item("What do patients need?", "calcium and magnesium", "three days of rest", "a bandage on the wrist"),
    ),
    (
        "uneven_lengths",
        item("What lasts three days?", "fever", "a wrist that hurts"),
        item("What lasts three days?", "a high fever", "a wrist that hurts"),
    ),
    (
        "stem_word_in_key_only",
        item("What helps against cramps?", "a drug for cramps", "a syndrome", "an antibiotic"),
        item("What helps against cramps?", "a mineral", "a syndrome", "an antibiotic"),
    ),
    (
        "absolute_distractors",
        item("When does a fever go?", "after some days", "always at night", "never at home"),
        item("When does a fever go?", "after some days", "often at night", "rarely at home"),
    ),
    (
        "near_duplicates",
        item("What hurts?", "the wrist", "a cold", "colds"),
        item("What hurts?", "the wrist", "a cold", "days"),
    ),
    (
        "near_duplicates",
        item("Why?", "fever", "doctors give patients calcium daily", "patients give doctors calcium daily"),
        item("Why?", "fever", "doctors give patients calcium daily", "the wrist hurts after some days"),
    ),
    (
        "negative_stem",
        item("Which of these is not a mineral?", "fever", "calcium", "magnesium"),
        item("Which of these is a mineral?", "calcium", "fever", "wrist"),
    ),
    (
        "dangling_pronoun",
        item("Why do they need minerals?", "fever", "cramps"),
        item("Why do patients say they need minerals?", "fever", "cramps"),
    ),
    (
        "dangling_pronoun",
        item("What do these symptoms mean?", "fever", "cramps"),
        item("What do the symptoms mean?", "fever", "cramps"),
    ),
    (
        "dangling_pronoun",
        item("Is this true? “They rarely help.”", *TF, type="true-false"),
        item("Is this true? “Antibiotics rarely help.”", *TF, type="true-false"),
    ),
    (
        "copied_statement",
        item("Is this true? “Fever often lasts longer than a week.”", *TF, type="true-false"),
        item("Is this true? “A fever may last for more than a week.”", *TF, type="true-false"),
    ),
    (
        "key_verbatim",
        item("Why does the patient rest?", "longer than three days", "patients need minerals"),
        item("Why does the patient rest?", "more than three days", "patients need minerals"),
    ),
    (
        "ungrounded_distractor",
        item(NAMED, "diuretics", "glaucoma", "antibiotics", type="named-cause"),
        item(NAMED, "diuretics", "calcium", "antibiotics", type="named-cause"),
    ),
    (
        "second_key",
        item("Which of these does the text name as a cause of cramps?", "dehydration", "vomiting", "fever"),
        item("Which of these does the text name as a cause of cramps?", "dehydration", "calcium", "fever"),
    ),
    (
        "second_key",
        item("Which of these does the text name as an example of minerals?", "calcium", "magnesium", "fever"),
        item("Which of these does the text name as an example of minerals?", "calcium", "dehydration", "fever"),
    ),
    (
        "second_key",
        item("What do doctors give?", "calcium", "antibiotics", "a cold"),
        item("What do nurses give?", "calcium", "antibiotics", "a cold"),
    ),
    (
        "mixed_class",
        item("Which word fits the gap?", "fever", "painful", "severe", type="cloze"),
        item("Which word fits the gap?", "fever", "cramp", "cold", type="cloze"),
    ),
    (
        "mixed_inflection",
        item("Which word fits the gap?", "fever", "wrists", "colds", type="cloze"),
        item("Which word fits the gap?", "fever", "wrist", "cold", type="cloze"),
    ),
    (
        "mixed_inflection",
        item("What does fever do?", "hurts", "giving", "lasted"),
        item("What does fever do?", "hurts", "gives", "lasts"),
    ),
    (
        "mixed_beginnings",
        item("What is best?", "to drink more water daily", "a day without any more food", "a week of much more rest"),
        item("What is best?", "a glass of water each hour", "a day without any more food", "a week of much more rest"),
    ),
    (
        "mixed_beginnings",
        item("What is best?", "Rest.", "Days", "Food"),
        item("What is best?", "Rest", "Days", "Food"),
    ),
    (
        "own_term_in_meaning",
        item("What does “dehydration” mean in this sentence?", "being dehydrated", "a high fever"),
        item("What does “dehydration” mean in this sentence?", "a lack of water", "a high fever"),
    ),
    (
        "own_term_in_meaning",
        item("Which of these means “pain in the wrist”?", "wrist pain", "fever"),
        item("Which of these means “pain in the wrist”?", "syndrome", "fever"),
    ),
    (
        "variant_of_key",
        item("What hurts?", "carpal tunnel syndrome", "CTS", "fever"),
        item("What hurts?", "carpal tunnel syndrome", "cold", "fever"),
    ),
    (
        "class_of_key",
        item("What do patients need?", "calcium", "minerals", "rest"),
        item("What do patients need?", "calcium", "magnesium", "rest"),
    ),
    (
        "class_of_key",
        item("What did she have?", "carpal tunnel syndrome", "a syndrome", "fever"),
        item("What did she have?", "carpal tunnel syndrome", "a cold", "fever"),
    ),
]


@pytest.mark.parametrize(("rule", "bad", "mended"), TWINS)
def test_a_rule_sees_its_fault_and_lets_the_mended_twin_through(rule: str, bad: Draft, mended: Draft) -> None:
    assert rule in rules(bad)
    assert rule not in rules(mended)


@pytest.mark.parametrize(("rule", "bad", "mended"), TWINS)
def test_a_message_is_a_sentence_for_a_teacher(rule: str, bad: Draft, mended: Draft) -> None:
    for finding in found(bad):
        assert finding.message[0].isupper() or finding.message[0] == "“"
        assert finding.message.endswith(".")


def test_every_rule_has_a_twin() -> None:
    assert {rule.__name__ for rule in checks.RULES} == {rule for rule, _, _ in TWINS}


def test_what_a_learner_must_never_see_is_a_fault() -> None:
    never = {"dangling_pronoun", "copied_statement", "variant_of_key", "class_of_key", "own_term_in_meaning"}
    for rule, bad, _ in TWINS:
        assert rule in faults(bad) or rule not in never


def test_a_good_question_has_no_finding() -> None:
    assert found(item(NAMED, "diuretics", "minerals", "antibiotics", type="named-cause")) == []


# -- lengths


@pytest.mark.parametrize(
    ("lengths", "rule"),
    [
        ((10, 8, 8), "key_longest"),
        ((10, 9, 8), None),
        ((8, 10, 8), None),
        ((10, 20, 15), None),
        ((10, 21, 15), "uneven_lengths"),
        ((10, 30, 15), "uneven_lengths"),
        ((10, 31, 15), "uneven_lengths"),
    ],
)
def test_lengths(lengths: tuple[int, ...], rule: str | None) -> None:
    draft = item("Which?", *(letter * length for letter, length in zip("xyz", lengths, strict=True)), type="cloze")
    assert rules(draft) == ({rule} if rule else set())
    assert faults(draft) == ({rule} if rule and max(lengths) > 30 else set())


# -- which questions a rule is for


def test_the_fixed_options_of_true_or_false_are_let_be() -> None:
    assert found(item("Is this true? “A cold needs no antibiotics.”", *TF, type="true-false")) == []
    assert found(item("Do antibiotics help with a cold?", "No", "Yes")) == []


def test_forms_of_one_word_are_let_be() -> None:
    asked = item("Which word fits the gap?", "dehydrated", "dehydration", "dehydrate", type="word-form")
    assert found(asked) == []


def test_sentences_to_tap_have_any_length() -> None:
    sentences = ("Patients need minerals such as calcium and magnesium.", "Fever often lasts.", "Why?")
    tap = replace(item("Which sentence says this? “Food must have calcium.”", *sentences), format="tap")
    assert found(replace(tap, type="tap-sentence")) == []


def test_the_same_sentence_twice_is_a_fault_to_tap() -> None:
    tap = item("Which sentence says this? “Calcium is needed.”", "Fever lasts.", "Fever lasts.", type="tap-sentence")
    assert faults(replace(tap, format="tap")) == {"near_duplicates"}


def test_a_match_has_no_meaning_with_its_own_word() -> None:
    match = Draft(
        quiz="vocabulary",
        type="match-definitions",
        process="locate",
        stem="Match each word with its meaning. There is one that you do not need.",
        options=(Option("a hot body", ""), Option("a mineral for bones", ""), Option("a joint of the arm", "")),
        key=0,
        evidence=(0, 34),
        format="match",
        prompts=("fever", "wrist"),
        keys=(0, 2),
    )
    assert found(match) == []
    circular = replace(match, options=(Option("what a fever is", ""), *match.options[1:]))
    assert faults(circular) == {"own_term_in_meaning"}


def test_gaps_to_type_have_nothing_to_check() -> None:
    typed = Draft("vocabulary", "c-test", "infer", "Complete it.", (), 0, (0, 34), "Fe[1] lasts.", "typed", (), ())
    assert found(replace(typed, accept=(("fever",),))) == []


# -- pronouns


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these does the text name?",
        "What does this sentence say?",
        "Why is it important to drink water?",
        "How long does it take to get well?",
        "What do people do when they have a fever?",
        "What does “they” stand for?",
        "How do doctors treat their patients?",
    ],
)
def test_a_pronoun_that_is_understood(stem: str) -> None:
    assert "dangling_pronoun" not in rules(item(stem, "fever", "cramps"))


@pytest.mark.parametrize("stem", ["Why does it hurt?", "What did she take?", "How does this affect their sleep?"])
def test_a_pronoun_that_hangs_in_the_air(stem: str) -> None:
    assert "dangling_pronoun" in faults(item(stem, "fever", "cramps"))
    assert "dangling_pronoun" not in rules(item(stem, "fever", "cramps", passage="The wrist hurts."))


# -- a whole quiz


def placed(*keys: int, size: int = 4) -> list[Draft]:
    options = tuple(Option(letter, ".") for letter in "abcd"[:size])
    return [Draft("vocabulary", "t", "locate", f"Q{at}?", options, key, (0, 1)) for at, key in enumerate(keys)]


@pytest.mark.parametrize("keys", [(), (0,), (0, 0, 0), (0, 1, 2, 3), (0, 1, 2, 3, 0, 1), (2, 0, 1, 3, 0, 2, 1, 3)])
def test_keys_in_all_places_are_let_be(keys: Sequence[int]) -> None:
    assert checks.of_quiz(placed(*keys)) == []


@pytest.mark.parametrize("keys", [(0, 0, 0, 0), (1, 1, 1, 1, 1, 0, 2, 3), (0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0)])
def test_a_place_that_is_used_too_often_or_never_is_told(keys: Sequence[int]) -> None:
    (finding,) = checks.of_quiz(placed(*keys))
    assert (finding.rule, finding.is_fault) == ("uneven_places", False)


def test_true_or_false_has_no_places_to_shuffle() -> None:
    assert checks.of_quiz([item("True?", *TF, type="true-false")] * 10) == []


# -- what passes


def test_one_warning_passes_and_a_fault_does_not() -> None:
    warning, fault = Finding("a", is_fault=False, message="A."), Finding("b", is_fault=True, message="B.")
    assert checks.passes([])
    assert checks.passes([warning])
    assert not checks.passes([warning, warning])
    assert not checks.passes([fault])


# -- whatever the question

said = st.text("ab it“”?.’-19", max_size=40) | st.text()
wording = st.lists(st.sampled_from("the text fever it they always calcium cramps not “ ” 3".split())).map(" ".join)
types = st.sampled_from(["wh", "cloze", "true-false", "tap-sentence", "meaning-in-context", "a-teachers-own"])


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    text = said | wording
    options = tuple(Option(draw(text), draw(text)) for _ in range(draw(st.integers(1, 5))))
    key = draw(st.integers(0, len(options) - 1))
    start, end = sorted((draw(st.integers(0, 500)), draw(st.integers(0, 500))))
    form = draw(st.sampled_from(["choice", "choice", "tap", "match", "typed"]))
    prompts = tuple(draw(st.lists(text, max_size=len(options)))) if form == "match" else ()
    keys = tuple(range(len(prompts)))
    stem, passage = draw(text), draw(text)
    return Draft("q", draw(types), "locate", stem, options, key, (start, end), passage, form, prompts, keys)


@settings(deadline=None)
@given(drafts())
def test_no_question_is_too_strange(draft: Draft) -> None:
    told = found(draft)
    assert all(finding.message and finding.rule for finding in told)
    assert [finding.is_fault for finding in told] == sorted((each.is_fault for each in told), reverse=True)


@settings(deadline=None)
@given(drafts(), st.randoms(use_true_random=False))
def test_what_is_found_does_not_depend_on_the_order_of_options(draft: Draft, rng) -> None:
    order = list(range(len(draft.options)))
    rng.shuffle(order)
    moved = replace(draft, options=tuple(draft.options[at] for at in order), key=order.index(draft.key))
    if draft.format != "match":
        assert rules(moved) == rules(draft)
        assert faults(moved) == faults(draft)


@settings(deadline=None)
@given(drafts())
def test_an_option_twice_is_always_a_fault(draft: Draft) -> None:
    twice = replace(draft, options=(*draft.options, draft.options[0]))
    assert "near_duplicates" in faults(twice)


@settings(deadline=None)
@given(st.lists(drafts(), max_size=12))
def test_a_quiz_is_judged_whatever_is_in_it(quiz: list[Draft]) -> None:
    assert len(checks.of_items(quiz, ANALYSIS)) == len(quiz)
    assert all(not finding.is_fault for finding in checks.of_quiz(quiz))


@settings(deadline=None)
@given(st.lists(st.booleans(), max_size=6))
def test_fewer_findings_never_stop_what_passed(told: list[bool]) -> None:
    all_found = [Finding("r", is_fault=is_fault, message="M.") for is_fault in told]
    assert not checks.passes(all_found) or checks.passes(all_found[1:])
