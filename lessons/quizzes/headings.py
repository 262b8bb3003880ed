"""Which heading fits this part? The text's own headings, and where they are few, what its other parts name most."""

import random
import re
from collections import Counter
from collections.abc import Sequence

from lessons.analysis import Analysis, Block
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import Draft, Option, alike, content, draft
from lessons.quizzes.trees import capital
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
MOST = 4
PASSAGE_WORDS = 70
FEWEST_WORDS = 15
# With this many other headings no more are needed.
ENOUGH = 3
# By how much more of its words the passage must speak than of any other heading's.
MARGIN = 0.25
_NUMBER = re.compile(r"^\W*\d+[.)]\s*")


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    made = []
    for number, section in enumerate(analysis.source.sections):
        question = _question(analysis, number, rng) if section.heading else None
        if question:
            made.append(question)
    return made if len(made) <= MOST else sorted(rng.sample(made, MOST), key=lambda question: question.evidence)


def _question(analysis: Analysis, number: int, rng: random.Random) -> Draft | None:
    """None where the passage speaks of another heading about as much as of its own."""
    sections = analysis.source.sections
    own = sections[number].heading
    passage = _passage([block for block in analysis.blocks if block.section == number])
    if not passage:
        return None
    told = _text(analysis, passage)
    others = [section.heading for section in sections if section.heading and section.heading != own]
    if any(_share(other, told) + MARGIN > _share(own, told) for other in others):
        return None
    rng.shuffle(others)
    made_up = _details(analysis, number, [own, *others], told, rng) if len(others) < ENOUGH else []
    return draft(
        quiz=QUIZ,
        type="heading-for-section",
        process="integrate",
        stem="Which heading fits this part of the text?",
        passage=told,
        key=Option(own, "Yes: this part of the text has that heading."),
        distractors=[
            *(Option(other, f"“{other}” is the heading of another part of the text.") for other in others),
            *(Option(other, f"Another part of the text speaks of “{other}”.") for other in made_up),
        ],
        evidence=(passage[0].start, passage[-1].end),
    )


def _passage(blocks: Sequence[Block]) -> list[Sentence]:
    """The section's first sentences, up to some 70 words."""
    sentences = [sentence for block in blocks if block.kind != "heading" for sentence in block.sentences]
    kept: list[Sentence] = []
    for sentence in sentences:
        if sum(len(before.words) for before in kept) + len(sentence.words) > PASSAGE_WORDS:
            break
        kept.append(sentence)
    return kept if sum(len(sentence.words) for sentence in kept) >= FEWEST_WORDS else []


def _details(analysis: Analysis, number: int, headings: Sequence[str], told: str, rng: random.Random) -> list[str]:
    """Names for headings: what another section names at least twice and this passage not at all."""
    found: Counter[str] = Counter()
    for section in range(len(analysis.source.sections)):
        if section != number:
            counts = Counter(term.entry.key for term in _terms(analysis, section))
            found.update({term.entry.lemma: counts[term.entry.key] for term in _terms(analysis, section)})
    able = [lemma for lemma, count in found.items() if count > 1 and not content(lemma) & content(told)]
    able = [lemma for lemma in able if not any(alike(lemma, heading) for heading in headings)]
    rng.shuffle(able)
    able.sort(key=lambda lemma: -len(lemma.split()))
    return [_styled(lemma, headings) for lemma in able[:ENOUGH]]


def _terms(analysis: Analysis, section: int) -> list[Term]:
    blocks = [block for block in analysis.blocks if block.section == section and block.kind != "heading"]
    return [
        term
        for block in blocks
        for term in analysis.terms_in(block.start, block.end)
        if term.entry.pos == "NOUN" and term.entry.lemma not in GENERIC and " " in term.entry.lemma
    ]


def _styled(lemma: str, headings: Sequence[str]) -> str:
    """In capitals as the text's headings are."""
    if all(heading.isupper() for heading in headings):
        return lemma.upper()
    words = [word for heading in headings for word in _NUMBER.sub("", heading).split()[1:] if len(word) > 3]
    titled = bool(words) and all(word[0].isupper() for word in words)
    return " ".join(map(capital, lemma.split())) if titled else capital(lemma)


def _text(analysis: Analysis, sentences: Sequence[Sentence]) -> str:
    return analysis.text[sentences[0].start : sentences[-1].end]


def _share(heading: str, told: str) -> float:
    """How many of the heading's words the passage has, from 0 to 1."""
    words = content(heading)
    return len(words & content(told)) / len(words) if words else 0.0
