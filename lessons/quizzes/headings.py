"""Which heading fits this part? The text's own headings, and where they are few, what its other parts name most."""

import random
import re
from collections import Counter
from collections.abc import Sequence

from lessons.analysis import Analysis
from lessons.quizzes.classes import GENERIC
from lessons.quizzes.items import Draft, Option, alike, content, draft
from lessons.quizzes.trees import capital
from vocab.pipeline import Sentence
from vocab.terms import Term

QUIZ = "comprehension"
MOST = 4
PASSAGE_WORDS = 70
FEWEST_WORDS = 20
# With this many other headings no more are needed.
ENOUGH = 3
# By how much more of its words the passage must speak than of any other heading's.
MARGIN = 0.25
_NUMBER = re.compile(r"^\W*\d+[.)]\s*")


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """Passages without a word of their heading; where they are few, others too."""
    made = _questions(analysis, rng, telling=False)
    if len(made) < MOST:
        asked = {question.options[0] for question in made}
        more = [one for one in _questions(analysis, rng, telling=True) if one.options[0] not in asked]
        made += rng.sample(more, min(len(more), MOST - len(made)))
    kept = made if len(made) <= MOST else rng.sample(made, MOST)
    return sorted(kept, key=lambda question: question.evidence)


def _questions(analysis: Analysis, rng: random.Random, *, telling: bool) -> list[Draft]:
    headed = [number for number, section in enumerate(analysis.source.sections) if section.heading]
    return [made for number in headed if (made := _question(analysis, number, rng, telling=telling))]


def _question(analysis: Analysis, number: int, rng: random.Random, *, telling: bool) -> Draft | None:
    """None where the section speaks of another heading about as much as of its own."""
    sections = analysis.source.sections
    own = sections[number].heading
    blocks = [block for block in analysis.blocks if block.section == number and block.kind != "heading"]
    sentences = [sentence for block in blocks for sentence in block.sentences]
    passage = _passage(analysis, sentences, "" if telling else own)
    if not passage:
        return None
    told, whole = _text(analysis, passage), _text(analysis, sentences)
    others = [section.heading for section in sections if section.heading and section.heading != own]
    if any(
        _share(other, whole) + MARGIN > _share(own, whole) or (_share(other, told) and not telling) for other in others
    ):
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


def _passage(analysis: Analysis, sentences: Sequence[Sentence], heading: str) -> list[Sentence]:
    """Sentences in a row, up to some 70 words, of which none has a word of the heading."""
    best: list[Sentence] = []
    for start, first in enumerate(sentences):
        if first.tokens[0].pos == "PRON":
            continue  # nobody knows who "it" is
        run = _run(analysis, sentences[start:], heading)
        best = max(best, run, key=_length)
    return best if _length(best) >= FEWEST_WORDS else []


def _run(analysis: Analysis, sentences: Sequence[Sentence], heading: str) -> list[Sentence]:
    kept: list[Sentence] = []
    for sentence in sentences:
        is_told = not content(heading).isdisjoint(content(_text(analysis, [sentence])))
        if is_told or _length([*kept, sentence]) > PASSAGE_WORDS:
            break
        kept.append(sentence)
    return kept


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)


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
