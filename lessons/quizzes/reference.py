"""What does "it", "they" or "these" stand for? Asked only where one thing before it can be meant."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.analysis import Analysis
from lessons.quizzes.items import MIN_DISTRACTORS, Draft, Option, content, draft, in_running
from lessons.quizzes.wordings import PLURALS, SINGULARS
from vocab.pipeline import Sentence, Token

QUIZ = "comprehension"
MOST = 2
# A term that the text names more often than this is what it speaks of.
TOPIC = 2
_PRONOUNS = {"it": "Sing", "they": "Plur", "these": "Plur"}
# Beside another of these the reader, and a rule, may take one for the other.
_OTHERS = frozenset("it its they them their these those this that he she him her his which".split())
# After "it is": "it is important to …" stands for nothing.
_EMPTY = frozenset("seem appear take happen turn matter depend follow".split())


# Nothing that a pronoun would stand for: times, and what only joins ("by contrast", "out of proportion").
_NO_THINGS = frozenset(
    "second minute hour day week month year time morning evening night half contrast proportion way fact case addition "
    "example instance all lot number kind type sort part".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence: its head, and the words up to what says more about it."""

    head: int
    text: str
    number: str


# After "Headache is the main symptom", "it" may be the whole illness.
_OF_A_WHOLE = frozenset("symptom sign part cause result effect stage problem risk complication reason".split())


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """The best first: where the sentence before says what the thing is, then where it only speaks of it."""
    made = [
        question
        for block in analysis.blocks
        if block.kind != "heading"
        for number, (first, second) in enumerate(pairwise(block.sentences))
        if (question := _question(analysis, block.sentences[max(0, number - 1) : number], first, second, rng))
    ]
    return made[:MOST]


def _question(
    analysis: Analysis, before: Sequence[Sentence], first: Sentence, second: Sentence, rng: random.Random
) -> Draft | None:
    at = _pronoun(second)
    if at is None or _is_quoted(analysis.text[first.start : second.end]):
        return None
    pronoun = second.tokens[at].text
    number = _PRONOUNS[pronoun.lower()]
    meant = antecedent(analysis, first, number)
    if meant is None:
        return None
    start, rivals = first.start, _rivals(meant, [first, second], second)
    if len(rivals) < MIN_DISTRACTORS and before and not _is_quoted(analysis.text[before[0].start : before[0].end]):
        start, rivals = before[0].start, _rivals(meant, [*before, first, second], second)
    rng.shuffle(rivals)
    return draft(
        quiz=QUIZ,
        type="reference",
        process="integrate",
        stem=f"What does “{pronoun}” stand for in this passage?",
        key=Option(meant.text, f"Yes: put “{meant.text}” in its place, and the sentence says the same."),
        distractors=[
            Option(
                phrase.text, f"The passage names “{phrase.text}”, but the sentence with “{pronoun}” is not about that."
            )
            for phrase in rivals
        ],
        evidence=(first.start, second.end),
        passage=" ".join(analysis.text[start : second.end].split()),
    )


def _rivals(meant: Phrase, sentences: Sequence[Sentence], last: Sentence) -> list[Phrase]:
    """The other things of the passage that agree with the pronoun, and share no word with what it stands for."""
    found: dict[str, Phrase] = {}
    for sentence in sentences:
        for phrase in phrases(sentence):
            is_far = sentence is not last or phrase.head > 1
            if phrase.number == meant.number and is_far and not content(phrase.text) & content(meant.text):
                found.setdefault(phrase.text, phrase)
    return list(found.values())


def _is_quoted(passage: str) -> bool:
    return any(mark in passage for mark in '"“”‘:;')


def _pronoun(sentence: Sentence) -> int | None:
    """The pronoun that is the subject of the sentence and its first word, the only one of its kind."""
    tokens = sentence.tokens
    words = [token.text.lower() for token in tokens]
    if words[0] not in _PRONOUNS or sum(word in _OTHERS for word in words) != 1 or words[-1] in ("?", "!"):
        return None
    if tokens[0].dep not in ("nsubj", "nsubj:pass") or tokens[0].pos not in ("PRON", "DET"):
        return None
    root = tokens[0].head
    below = {token.dep for token in tokens if token.head == root}
    is_empty = words[0] == "it" and (tokens[root].lemma in _EMPTY or below & {"csubj", "ccomp", "expl", "csubj:pass"})
    is_adjective = words[0] == "it" and tokens[root].pos == "ADJ" and bool(below & {"advcl", "xcomp", "csubj"})
    return None if tokens[root].dep != "root" or is_empty or is_adjective else 0


def antecedent(analysis: Analysis, sentence: Sentence, number: str) -> Phrase | None:
    """The subject of the sentence, where the sentence is about it and no pronoun in it points elsewhere.

    Sure are the thing that the sentence defines ("A cavity is a hole …") and a subject that the text keeps to.
    """
    tokens = sentence.tokens
    if any(_points(token) for token in tokens) or tokens[-1].text != ".":
        return None
    root = next((place for place, token in enumerate(tokens) if token.dep == "root"), 0)
    below = [(place, token.dep) for place, token in enumerate(tokens) if token.head == root and place != root]
    subject = next((place for place, dep in below if dep in ("nsubj", "nsubj:pass")), None)
    if subject is None or any(
        dep in ("conj", "parataxis", "ccomp") or (dep == "advcl" and at < subject) for at, dep in below
    ):
        return None
    is_noun = tokens[root].pos == "NOUN" and any(dep == "cop" for _, dep in below)
    if is_noun and tokens[root].lemma in _OF_A_WHOLE:
        return None
    defines = is_noun or tokens[root].lemma == "mean"
    meant = next((phrase for phrase in phrases(sentence) if phrase.head == subject), None)
    if meant is None or meant.number != number:
        return None
    is_topic = _is_topic(analysis, tokens[subject], sentence)
    return meant if defines or is_topic else None


def _points(token: Token) -> bool:
    """Whether it is a pronoun or "this" that stands for something else again; "that" and "which" of a clause do not."""
    return token.text.lower() in _OTHERS and token.tag not in ("WDT", "WP", "IN")


def _is_topic(analysis: Analysis, subject: Token, sentence: Sentence) -> bool:
    """Whether the subject is a term that the text comes back to at least twice."""
    term = next((one for one in analysis.terms_in(sentence.start, sentence.end) if one.end == subject.end), None)
    return term is not None and sum(one.entry.key == term.entry.key for one in analysis.terms) > TOPIC


def phrases(sentence: Sentence) -> list[Phrase]:
    """The noun phrases that stand for a thing of their own: no predicate nouns, names of the same, or times."""
    return list(_phrases(sentence))


def _phrases(sentence: Sentence) -> Iterator[Phrase]:
    tokens = sentence.tokens
    for start, end in sentence.chunks:
        inside = range(start, end)
        head = next(
            (place for place in inside if tokens[place].head not in inside or tokens[place].dep == "root"), start
        )
        token = tokens[head]
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("appos", "root", "obl:tmod") or head != end - 1:
            continue
        if token.lemma in _NO_THINGS:
            continue
        if _is_predicate(tokens, head) or tokens[start].text.lower() in ("no", "each", "every", "which", "what"):
            continue
        text = " ".join(token.text for token in tokens[start:end]).replace(" ,", ",").replace(" 's", "'s")
        yield Phrase(head, in_running(text), number_of(token))


def number_of(token: Token) -> str:
    is_plural = token.tag in ("NNS", "NNPS") or token.text.lower() in PLURALS
    return "Plur" if is_plural and token.text.lower() not in SINGULARS else "Sing"


def _is_predicate(tokens: tuple[Token, ...], head: int) -> bool:
    return any(token.head == head and token.dep == "cop" for token in tokens)
