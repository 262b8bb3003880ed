"""Why, according to the text? The reason that it gives, among what it gives as reasons of other things."""

import random
from collections.abc import Sequence

from lessons.analysis import Analysis
from lessons.quizzes import reasons
from lessons.quizzes.items import Draft, Option, alike, content, draft
from lessons.quizzes.reasons import Reason
from lessons.quizzes.rivals import block_of
from vocab.pipeline import Sentence

QUIZ = "comprehension"
MOST = 3
# An option that is this many characters longer or shorter than the key shows which is which.
NEAR = 35
_ABSOLUTE = frozenset("only never always all every none nothing".split())


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most three, those with most and nearest wrong options first."""
    found = reasons.reasons(analysis)
    pool = [*found, *reasons.rivals(analysis)]
    made = [_question(analysis, reason, pool, rng) for reason in found if reason.asked]
    unique = {question.stem: question for question in made if question}
    return sorted(unique.values(), key=lambda question: (-len(question.options), _spread(question)))[:MOST]


def _spread(question: Draft) -> int:
    sizes = [len(option.text) for option in question.options]
    return max(sizes) - min(sizes)


def _question(analysis: Analysis, reason: Reason, pool: Sequence[Reason], rng: random.Random) -> Draft | None:
    own = block_of(analysis, reason.sentence)
    able = [other for other in pool if other.sentence not in own and _is_rival(reason, other)]
    rng.shuffle(able)
    # What the text gives as a reason is a better wrong answer than what it only says.
    able.sort(key=lambda other: (not other.asked, abs(len(other.answer) - len(reason.answer)) // 10))
    return draft(
        quiz=QUIZ,
        type="why",
        process="infer",
        stem=f"According to the text, why {reason.asked}?",
        key=Option(reason.answer, "Yes: that is the reason that the text gives."),
        distractors=[
            Option(other.answer, f"The text says this of something else: “{_told(analysis, other.sentence)}”")
            for other in able
        ],
        evidence=(reason.sentence.start, reason.sentence.end),
    )


def _told(analysis: Analysis, sentence: Sentence) -> str:
    return analysis.text[sentence.start : sentence.end]


def _is_rival(reason: Reason, other: Reason) -> bool:
    """Whether the other is of the same form and length, and says nothing of what is asked."""
    if not other.stands_alone or other.form != reason.form or abs(len(other.answer) - len(reason.answer)) > NEAR:
        return False
    if not _ABSOLUTE.isdisjoint(other.because.lower().split()) and _ABSOLUTE.isdisjoint(reason.because.lower().split()):
        return False  # words that readers have learnt to distrust
    asked, said = content(reason.asked), content(other.because)
    return not asked & said and not alike(other.because, reason.because, share=0.25)
