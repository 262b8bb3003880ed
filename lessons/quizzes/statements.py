"""True, false or not said? And: which sentence says this? Both ask with a sentence of the text in other words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from lessons.analysis import Analysis, Block
from lessons.quizzes import paraphrase, silence
from lessons.quizzes.items import Draft, Option, content
from lessons.quizzes.paraphrase import Paraphrase
from lessons.quizzes.swaps import swaps
from vocab.pipeline import Sentence

QUIZ = "comprehension"
VERDICTS = ("True", "False", "The text does not say")
MOST_STATEMENTS = 6
MOST_TAPS = 3
FEWEST_SENTENCES, MOST_SENTENCES = 3, 7
# Another sentence that shares this much with the statement may say it too, or something that decides it.
NEAR = 0.5
# Words that change so little that a statement is no paraphrase by them alone.
_SLIGHT = frozenset("may might about around roughly approximately over usually normally whole".split())
# What a statement of advice has in any case, cut as `content` cuts.
_EMPTY = frozenset("shoul never alway".split())


@dataclass(frozen=True, slots=True)
class Claim:
    paraphrase: Paraphrase
    is_true: bool

    @property
    def sentence(self) -> Sentence:
        return self.paraphrase.sentence


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """True-false questions, whose options must not be shuffled, and then sentences to tap; the best first of each."""
    true, false = claims(analysis, rng)
    taps = [made for claim in true if (made := _tap(analysis, claim))][:MOST_TAPS]
    tapped = {made.evidence for made in taps[: len(taps) // 2 + 1]}
    asked = [claim for claim in true if _span(claim.sentence) not in tapped] or true
    return [*_verdicts(analysis, asked, false, rng), *taps]


def claims(analysis: Analysis, rng: random.Random) -> tuple[list[Claim], list[Claim]]:
    """What the text says and what it denies, one of each a sentence, the best first."""
    known = paraphrase.runs(analysis.text)
    true: list[Claim] = []
    false: list[Claim] = []
    for sentence in analysis.running:
        shapes = paraphrase.shapes(sentence)
        said = [told for shape in shapes if (told := paraphrase.told(shape, known))]
        denied = [
            told for shape in shapes for swap in swaps(shape, rng) if (told := paraphrase.told(shape, known, swap=swap))
        ]
        true += [Claim(told, is_true=True) for told in _best(said) if _strength(told) >= 1]
        false += [Claim(told, is_true=False) for told in _best(denied) if _is_alone(analysis, told)]
    return _ranked(analysis, true), _ranked(analysis, false)


def _best(told: Sequence[Paraphrase]) -> list[Paraphrase]:
    return sorted(told, key=lambda one: (-_strength(one), len(one.text)))[:1]


def _strength(told: Paraphrase) -> float:
    """How far the words are from the text's: a part moved counts as one word changed."""
    return told.distance + sum(0.25 if old.lower().split()[0] in _SLIGHT else 1 for old, _ in told.changes)


def _ranked(analysis: Analysis, claims: Sequence[Claim]) -> list[Claim]:
    def worth(claim: Claim) -> float:
        terms = len(analysis.terms_in(*_span(claim.sentence)))
        return min(_strength(claim.paraphrase), 2) + min(terms, 2) + (7 <= len(claim.paraphrase.text.split()) <= 16)

    return sorted((claim for claim in claims if _is_worth_asking(analysis, claim)), key=worth, reverse=True)


def _is_worth_asking(analysis: Analysis, claim: Claim) -> bool:
    """Whether it is about health, or about a number, and says enough."""
    told = claim.paraphrase.text
    about = analysis.explained_in(*_span(claim.sentence)) or any(char.isdigit() for char in told)
    return bool(about) and len(content(told) - _EMPTY) >= 3


def _is_alone(analysis: Analysis, told: Paraphrase) -> bool:
    """Whether no other sentence speaks of so much of it that the false statement might be true by that one."""
    here = _text(analysis, told.sentence)
    return all(max(_share(told.text, text), _share(here, text)) < NEAR for text in _others(analysis, told.sentence))


def _others(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    return (_text(analysis, other) for other in analysis.running if other is not sentence)


def _share(statement: str, other: str) -> float:
    words = content(statement)
    return len(words & content(other)) / max(1, len(words))


def _text(analysis: Analysis, sentence: Sentence) -> str:
    return analysis.text[sentence.start : sentence.end]


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


# -- true, false, not said


def _verdicts(analysis: Analysis, true: Sequence[Claim], false: Sequence[Claim], rng: random.Random) -> list[Draft]:
    """As many false ones as true ones where the text has them, each of another sentence, and one that is not said."""
    kinds: list[list[Draft]] = []
    taken: set[tuple[int, int]] = set()
    for claims in (false, true):
        free = [claim for claim in claims if _span(claim.sentence) not in taken]
        limit = MOST_STATEMENTS // 2 if claims is false else max(1, len(kinds[0]))
        taken |= {_span(claim.sentence) for claim in free[:limit]}
        kinds.append([_verdict(analysis, claim) for claim in free[:limit]])
    unsaid = [_unsaid(claim) for claim in silence.claims(analysis, rng)]
    mixed = chain.from_iterable(zip_longest(*rng.sample(kinds, 2), unsaid[:1]))
    return [made for made in mixed if made is not None]


def _verdict(analysis: Analysis, claim: Claim) -> Draft:
    said = f"“{' '.join(_text(analysis, claim.sentence).split())}”"
    feedback = (
        (f"Yes: the text says {said}", f"This is true: the text says {said}", f"The text does say it: {said}")
        if claim.is_true
        else (
            f"This is not what the text says. It says {said}",
            f"Yes: this is false. The text says {said}",
            f"The text does speak of this. It says {said}",
        )
    )
    return _asked(claim.paraphrase.text, feedback, 0 if claim.is_true else 1, _span(claim.sentence))


def _unsaid(claim: silence.Unsaid) -> Draft:
    names = f"“{claim.one}” and “{claim.other}”"
    return _asked(
        claim.text,
        (
            f"The text names {names}, but it does not say that this is true.",
            f"The text names {names}, but it does not say that this is false.",
            f"Yes: the text names {names}, but it does not compare them in this way.",
        ),
        2,
        _span(claim.sentence),
    )


def _asked(statement: str, feedback: Sequence[str], key: int, evidence: tuple[int, int]) -> Draft:
    options = tuple(Option(text, told) for text, told in zip(VERDICTS, feedback, strict=True))
    stem = f"Is this true, according to the text? “{statement}”"
    return Draft(QUIZ, "true-false", "infer" if key == 2 else "locate", stem, options, key, evidence)


# -- tap the sentence


def _tap(analysis: Analysis, claim: Claim) -> Draft | None:
    """None unless the statement is far nearer to its sentence than to each other one of the paragraph."""
    block = next((block for block in analysis.blocks if claim.sentence in block.sentences), None)
    if block is None or not FEWEST_SENTENCES <= len(block.sentences) <= MOST_SENTENCES:
        return None
    told = claim.paraphrase
    if not _wins(analysis, block, claim):
        return None
    options = tuple(
        Option(" ".join(_text(analysis, one).split()), _tap_feedback(told, is_key=one is claim.sentence))
        for one in block.sentences
    )
    return Draft(
        QUIZ,
        "tap-sentence",
        "locate",
        f"Which sentence says this? “{told.text}”",
        options,
        block.sentences.index(claim.sentence),
        _span(claim.sentence),
        passage=analysis.text[block.start : block.end],
        format="tap",
    )


def _tap_feedback(told: Paraphrase, *, is_key: bool) -> str:
    if not is_key:
        return "This sentence says something else."
    old, new = max(told.changes, key=lambda change: len(change[0]), default=("", ""))
    if old and old.lower().split()[0] not in _SLIGHT:
        return f"Yes: this sentence says so. Its words “{old}” mean the same as “{new}” here."
    return "Yes: this sentence says so in other words."


def _wins(analysis: Analysis, block: Block, claim: Claim) -> bool:
    statement, here = claim.paraphrase.text, _text(analysis, claim.sentence)
    own = _share(statement, here)
    texts = [_text(analysis, other) for other in block.sentences if other is not claim.sentence]
    others = [max(_share(statement, text), _share(here, text)) for text in texts]
    return own - max(others) >= 0.3 and max(others) <= NEAR
