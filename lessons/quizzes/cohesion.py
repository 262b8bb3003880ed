"""Put the sentence back: where in its paragraph does it belong? By pronouns, connectives and words that come again.

Asked only where one gap wins: what the sentence takes up was named in the sentence before it for the first time, and
the sentences after speak of it no more.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis, Block
from lessons.quizzes.classes import kinds_of
from lessons.quizzes.items import Draft, Option, content
from lessons.quizzes.trees import is_plural
from vocab.pipeline import Sentence, Token

QUIZ = "comprehension"
MOST = 2
FEWEST_SENTENCES, MOST_SENTENCES = 4, 6
FEWEST_WORDS = 6
# How much better the right gap must be than the next one.
MARGIN = 1.5
SHORTEST = 4
_SPEAKS = re.compile(r"[A-Z][\w. ]{1,24}:")
_QUOTES = frozenset('"“”‘')
_THIS = frozenset({"this", "these", "such"})
_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "root"})
_IT = frozenset({"it", "its", "they", "their", "them"})
_MANY = frozenset({"these", "they", "their", "them"})
_EXPLETIVE = frozenset({"be", "all", "seem", "can", "may", "will", "would"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Tie:
    """The words that bind a sentence to the one before it: "these cells", "they"."""

    words: str


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most two, the clearest first; the gaps stay in order."""
    found: list[tuple[float, Draft]] = []
    for block in analysis.blocks:
        if block.kind == "paragraph" and FEWEST_SENTENCES <= len(block.sentences) <= MOST_SENTENCES:
            # One a paragraph: the next one's passage would give this one away.
            found += sorted(_of_block(analysis, block), key=lambda scored: -scored[0])[:1]
    return [question for _, question in sorted(found, key=lambda scored: -scored[0])[:MOST]]


def _of_block(analysis: Analysis, block: Block) -> list[tuple[float, Draft]]:
    told = analysis.text[block.start : block.end]
    short = any(len(sentence.words) < SHORTEST for sentence in block.sentences)
    if short or _SPEAKS.match(told) or not _QUOTES.isdisjoint(told):
        return []
    found = []
    for place in range(1, len(block.sentences)):
        scores = _scores(analysis, block.sentences, place)
        best, *others = sorted(scores, reverse=True)
        tie = _tie(analysis, block.sentences, place)
        if tie and scores[place - 1] == best and best - others[0] >= MARGIN:
            found.append((best - others[0], _question(analysis, block, place, tie)))
    return found


def _scores(analysis: Analysis, sentences: Sequence[Sentence], place: int) -> list[float]:
    """How well the sentence fits after each of the others, in order."""
    rest = [sentence for number, sentence in enumerate(sentences) if number != place]
    return [_fit(analysis, rest, sentences[place], gap) for gap in range(len(rest))]


def _fit(analysis: Analysis, rest: Sequence[Sentence], taken: Sentence, gap: int) -> float:
    """Words taken up from the sentence before, above all by "these" and "they"; less for what it would cut apart."""
    before, following = rest[gap], rest[gap + 1] if gap + 1 < len(rest) else None
    score = _link(analysis, before, taken)
    if following is not None:
        score += 0.5 * _link(analysis, taken, following) - _link(analysis, before, following)
    named = set().union(*(_names(sentence) for sentence in rest[: gap + 1]))
    later = set().union(*(_names(sentence) for sentence in rest[gap + 1 :])) - named
    # What is named again as "the patch" must have been named before.
    return score - len(_names(taken) & later)


def _link(analysis: Analysis, before: Sentence, after: Sentence) -> float:
    """How much the second sentence takes up of the first."""
    return len(_names(before) & _names(after)) + 2.0 * bool(_meant(analysis, before, after))


def _meant(analysis: Analysis, before: Sentence, after: Sentence) -> list[str]:
    """What of the first sentence the second one's "these cells", "it" or "they" could mean."""
    opening = _opening(after)
    if opening is None:
        return []
    word, noun = opening
    nouns = [token for token in before.tokens if token.pos in _NOUNS]
    if noun is not None:
        kinds = kinds_of(noun.lemma)
        terms = analysis.terms_in(before.start, before.end)
        named = [term.text for term in terms if term.entry.kind in kinds]
        return named or [token.text for token in nouns if token.lemma == noun.lemma]
    many = word in _MANY
    same = _IT & _MANY if many else _IT - _MANY
    chained = [token.text for token in before.tokens if token.text.lower() in same]
    return chained + [token.text for token in nouns if is_plural(token) == many and token.dep in _ROLES]


def _opening(sentence: Sentence) -> tuple[str, Token | None] | None:
    """The first "this" or "these" with its noun, or "it" or "they", among the sentence's first four words."""
    for place, token in enumerate(sentence.tokens[:4]):
        word = token.text.lower()
        head = sentence.tokens[token.head] if 0 <= token.head < len(sentence.tokens) else token
        if word in _THIS:
            return (word, head) if token.dep in ("det", "amod") and head.pos in _NOUNS else None
        if word in _IT:
            follows = sentence.tokens[place + 1].lemma if place + 1 < len(sentence.tokens) else ""
            expletive = word == "it" and (token.dep == "expl" or follows in _EXPLETIVE or "take" in head.lemma)
            return None if expletive else (word, None)
    return None


def _names(sentence: Sentence) -> set[str]:
    """The things that a sentence names: its nouns, cut as words of one family are."""
    nouns = " ".join(token.text for token in sentence.tokens if token.pos in _NOUNS)
    return set(content(nouns))


def _tie(analysis: Analysis, sentences: Sequence[Sentence], place: int) -> Tie | None:
    """None where the word that takes up could mean two things, or what another "it" before it means."""
    opening = _opening(sentences[place])
    meant = list(dict.fromkeys(_meant(analysis, sentences[place - 1], sentences[place])))
    if opening is None or not meant or len(sentences[place].words) < FEWEST_WORDS:
        return None
    word, noun = opening
    if noun:
        return Tie(f"{word} {noun.text}")
    return Tie(word) if len(meant) == 1 and meant[0].lower() not in _IT else None


def _question(analysis: Analysis, block: Block, place: int, tie: Tie) -> Draft:
    rest = [sentence for number, sentence in enumerate(block.sentences) if number != place]
    told = analysis.text[block.sentences[place].start : block.sentences[place].end]
    passage = " ".join(
        f"{analysis.text[sentence.start : sentence.end]} [{number}]" for number, sentence in enumerate(rest, start=1)
    )
    options = tuple(
        Option(f"[{gap + 1}]", _feedback(gap == place - 1, tie, _end(analysis, rest[gap]))) for gap in range(len(rest))
    )
    sentences = block.sentences[place - 1], block.sentences[place]
    return Draft(
        QUIZ,
        "sentence-back",
        "integrate",
        f"Where does this sentence belong? “{told}”",
        options,
        place - 1,
        (sentences[0].start, sentences[1].end),
        passage=re.sub(r"\s+", " ", passage),
    )


def _end(analysis: Analysis, sentence: Sentence) -> str:
    words = analysis.text[sentence.start : sentence.end].rstrip(".").split()
    return " ".join(words[-4:])


def _feedback(is_right: bool, tie: Tie, end: str) -> str:
    if is_right:
        return f"Yes: the words “{tie.words}” go on from the sentence that ends “… {end}”."
    return f"No: the words “{tie.words}” do not go on from the sentence that ends “… {end}”."
