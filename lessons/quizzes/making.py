"""All questions of a text, the same ones for the same seed."""

import random

from lessons.analysis import Analysis
from lessons.quizzes import comprehension, vocabulary
from lessons.quizzes.items import Draft, placed


def make(analysis: Analysis, *, seed: int) -> list[Draft]:
    """Vocabulary questions, then comprehension questions, in the order in which they are asked."""
    rng = random.Random(seed)  # noqa: S311  questions need no secrecy
    made = []
    for quiz in (vocabulary, comprehension):
        made += placed(quiz.questions(analysis, rng), rng)
    return made
