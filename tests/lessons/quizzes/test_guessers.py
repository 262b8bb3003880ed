"""The guessers: each finds the key that its own cue gives away, and no more."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.quizzes import guessers
from lessons.quizzes.guessers import Asked, Guesser
from lessons.quizzes.items import Draft, Option

TEXT = (
    "A muscle cramp comes when the body has lost too much water. Drink a glass of water and stretch the leg. "
    "Doctors rarely give medicine for it. Old people should see a nurse when cramps come every night."
)


def asked(stem: str, *options: str, key: int = 0, passage: str = "") -> Asked:
    return Asked("wh", stem, passage, options, key, TEXT)


def best(guess: Guesser, question: Asked) -> str:
    scores = guess(question)
    return question.options[max(range(len(scores)), key=lambda place: scores[place])]


EVERY = {**guessers.BLIND, **guessers.MATCHING}
every_guesser = pytest.mark.parametrize("name", EVERY)


# -- each by its cue


def test_the_longest_option_is_found() -> None:
    assert best(guessers.longest, asked("Why?", "rest", "too little water in the body", "age")).startswith("too")


def test_the_commonest_words_are_found() -> None:
    assert best(guessers.most_frequent, asked("Why?", "diuretics", "water", "electrolytes")) == "water"


def test_the_option_like_the_others_is_found() -> None:
    question = asked("When?", "before the meal", "after the evening meal", "after the meal", "on Mondays")
    assert best(guessers.most_central, question) in {"after the meal", "before the meal"}


def test_the_option_that_repeats_the_stem_is_found() -> None:
    assert best(guessers.stem_overlap, asked("What helps against cramps?", "rest", "a cramp pill")) == "a cramp pill"


def test_the_option_that_repeats_the_passage_is_found() -> None:
    question = asked("Which heading fits?", "Old age", "Water", passage="Drink a glass of water.")
    assert best(guessers.passage_overlap, question) == "Water"


def test_a_window_of_the_text_finds_what_stands_beside_the_question() -> None:
    question = asked("Who should see a nurse?", "doctors", "old people", "muscles")
    assert best(guessers.sliding_window, question) == "old people"


def test_the_words_that_the_text_repeats_are_found() -> None:
    assert best(guessers.in_text, asked("What?", "medicine", "water", "surgery")) == "water"


def test_the_first_place_is_found() -> None:
    assert best(guessers.first, asked("What?", "b", "a")) == "b"


# -- credit


@pytest.mark.parametrize(
    ("scores", "given_"), [([3.0, 1.0, 2.0], 1.0), ([1.0, 3.0, 2.0], 0.0), ([2.0, 2.0, 1.0], 0.5), ([1.0] * 3, 1 / 3)]
)
def test_credit_is_shared_where_options_score_alike(scores: list[float], given_: float) -> None:
    assert guessers.credit(asked("Q?", "a", "b", "c"), scores) == pytest.approx(given_)


# -- what there is to choose


def draft(form: str, **more: object) -> Draft:
    options = tuple(Option(text, "") for text in ("water", "rest", "age"))
    return Draft("q", "t", "locate", "Why?", options, 1, (0, 1), format=form, **more)  # type: ignore[arg-type]


def test_a_choice_is_one_thing_to_choose() -> None:
    (question,) = guessers.asked(draft("choice"), TEXT)
    assert (question.stem, question.options, question.key) == ("Why?", ("water", "rest", "age"), 1)
    assert question.chance == pytest.approx(1 / 3)


def test_each_prompt_of_a_match_is_one() -> None:
    found = list(guessers.asked(draft("match", prompts=("drink", "sleep"), keys=(0, 1)), TEXT))
    assert [(question.stem, question.key) for question in found] == [("drink", 0), ("sleep", 1)]


def test_there_is_nothing_to_choose_in_a_gap_to_type() -> None:
    assert list(guessers.asked(draft("typed"), TEXT)) == []


# -- learning


def quiz(texts: int, *, cue: bool, seed: int = 1) -> list[list[Asked]]:
    """Questions of random options, of which the key is the longest where there is a cue."""
    rng = random.Random(seed)
    made = []
    for _ in range(texts):
        made.append([])
        for _ in range(8):
            options = ["x" * rng.randint(3, 9) for _ in range(4)]
            key = rng.randrange(4)
            options[key] += "yyyyyyyyyyyy" * cue
            made[-1].append(Asked("wh", "Why?", "", tuple(options), key, TEXT))
    return made


def mean(credits: list[list[float]]) -> float:
    return float(np.mean([credit for text in credits for credit in text]))


def test_a_cue_of_other_texts_is_learned() -> None:
    assert mean(guessers.learned(quiz(10, cue=True), [guessers.longest])) == 1.0


def test_without_a_cue_nothing_is_learned() -> None:
    right = mean(guessers.learned(quiz(25, cue=False), list(guessers.BLIND.values())))
    assert 0.15 < right < 0.35


def test_keys_always_in_one_place_are_learned() -> None:
    texts = [[Asked("t", "Q?", "", question.options, 2, TEXT) for question in text] for text in quiz(10, cue=False)]
    middle = [lambda question: [-abs(place - 2.0) for place in range(len(question.options))]]
    assert mean(guessers.learned(texts, middle)) == 1.0


def test_one_text_alone_teaches_nothing() -> None:
    assert mean(guessers.learned(quiz(1, cue=True), [guessers.longest])) == pytest.approx(0.25)


def test_texts_without_questions_are_passed() -> None:
    assert guessers.learned([[], []], [guessers.longest]) == [[], []]


def test_the_regression_finds_the_side_of_each_row() -> None:
    rows = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    weights = guessers.fit(rows, np.array([0.0, 0.0, 1.0, 1.0]))
    assert weights[0] > 0
    assert weights[1] == pytest.approx(0, abs=1e-6)


# -- whatever the question

options = st.lists(st.text(max_size=20), min_size=2, max_size=5)


@every_guesser
@settings(deadline=None)
@given(stem=st.text(max_size=30), texts=options, whole=st.text(max_size=80))
def test_a_guesser_scores_every_option(name: str, stem: str, texts: list[str], whole: str) -> None:
    question = Asked("t", stem, stem, tuple(texts), 0, whole)
    scores = EVERY[name](question)
    assert len(scores) == len(texts)
    assert np.isfinite(scores).all()
    assert 0 <= guessers.credit(question, scores) <= 1


@settings(deadline=None)
@given(texts=options, whole=st.text(max_size=80))
def test_all_keys_together_get_one_credit(texts: list[str], whole: str) -> None:
    for guess in EVERY.values():
        every = [Asked("t", "Why?", "", tuple(texts), key, whole) for key in range(len(texts))]
        assert sum(guessers.credit(each, guess(each)) for each in every) == pytest.approx(1)
