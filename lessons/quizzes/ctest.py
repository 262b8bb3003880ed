"""The C-test: a passage in which every second word has lost its end (Klein-Braley & Raatz 1984).

The first sentence stays whole, and so do names, numbers, short words and hard terms. Half of a word is kept, and up to
two letters more where they leave one completion of that length; a word that none leave one is not cut, but the next.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lessons.analysis import Analysis, Block
from lessons.quizzes.completions import completions
from lessons.quizzes.items import Draft
from vocab import levels
from vocab.pipeline import Sentence, Token

QUIZ = "vocabulary"
MOST_TESTS = 2
SHORTEST, LONGEST = 40, 80
FEWEST, MOST = 10, 16
LEAST_LETTERS = 4
MORE_LETTERS = 2
# What could stand where a word of this tag does, as far as its sentence does not tell.
RIVAL_TAGS = {
    "NN": {"NN", "VBG"},
    "NNS": {"NNS"},
    "VB": {"VB"},
    "VBG": {"VBG", "NN", "JJ"},
    "VBN": {"VBN", "VBD", "JJ"},
    "VBZ": {"VBZ", "VBD"},
    "VBP": {"VBP", "VBD"},
    "VBD": {"VBZ", "VBP", "VBD"},
    "JJ": {"JJ", "VBN", "VBG", "NN"},
    "JJR": {"JJR"},
    "RB": {"RB", "JJ"},
}


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """C-tests on the passages that have the most gaps, at most two, of different paragraphs."""
    tests = [(run, cuts) for run in _runs(analysis) if len(cuts := _cuts(analysis, run)) >= FEWEST]
    best: dict[int, Draft] = {}
    for run, cuts in sorted(tests, key=lambda test: -len(test[1])):
        place = next(at for at, block in enumerate(analysis.blocks) if block.end >= run[-1].end)
        if place not in best and len(best) < MOST_TESTS:
            best[place] = _ctest(analysis, run, cuts)
    return list(best.values())


Cut = tuple[Token, int]


def _ctest(analysis: Analysis, run: Sequence[Sentence], cuts: Sequence[Cut]) -> Draft:
    passage, at = "", run[0].start
    for number, (token, kept) in enumerate(cuts, start=1):
        passage += f"{analysis.text[at : token.start + kept]}[{number}]"
        at = token.end
    return Draft(
        quiz=QUIZ,
        type="c-test",
        process="integrate",
        stem="The ends of some words are missing. Complete the words.",
        options=(),
        key=0,
        evidence=(run[0].start, run[-1].end),
        passage=passage + analysis.text[at : run[-1].end],
        format="typed",
        prompts=tuple(f"{len(token.text) - kept} more letters" for token, kept in cuts),
        accept=tuple((token.text,) for token, _ in cuts),
    )


def _runs(analysis: Analysis) -> Iterator[list[Sentence]]:
    """Every run of sentences of a paragraph, 40 to 80 words long, that begins with a sentence easy to enter by."""
    for block in analysis.blocks:
        for first in range(len(block.sentences)):
            run = _run(block, first)
            if run:
                yield run


def _run(block: Block, first: int) -> list[Sentence]:
    run: list[Sentence] = []
    words = 0
    for sentence in block.sentences[first:]:
        words += len(sentence.words)
        if words > LONGEST:
            break
        run.append(sentence)
    is_whole = block.kind == "paragraph" and all(sentence.tokens[-1].text in ".!?" for sentence in run)
    return run if len(run) > 1 and is_whole and sum(len(each.words) for each in run) >= SHORTEST else []


def _cuts(analysis: Analysis, run: Sequence[Sentence]) -> list[Cut]:
    """The words to cut, with how many letters stay and what completes them; never two in a row, none twice."""
    hard = {
        place
        for term in analysis.terms_in(run[0].start, run[-1].end)
        if levels.rank(term.entry.level) >= 5
        for place in range(term.start, term.end)
    }
    cuts: list[Cut] = []
    last_end = -1
    for sentence in run[1:]:
        for before, token in pairwise((None, *sentence.words)):
            is_next = before is not None and before.start == last_end
            cut = _cut(sentence, token) if token and not is_next and token.start not in hard else None
            if cut and len(cuts) < MOST and cut[0].lemma not in {done.lemma for done, _ in cuts}:
                cuts.append(cut)
                last_end = cut[0].start
    return cuts


def _cut(sentence: Sentence, token: Token) -> Cut | None:
    word = token.text
    if not (word.isalpha() and word.isascii() and word.islower()) or len(word) < LEAST_LETTERS or token.pos == "PROPN":
        return None
    for kept in range(len(word) // 2, min(len(word) // 2 + MORE_LETTERS, len(word) - 2) + 1):
        found = {other for other in completions(word[:kept], _wanted(token)) if len(other) == len(word)}
        if found <= {word}:
            return token, kept
    return None


def _wanted(token: Token) -> frozenset[str]:
    return frozenset(RIVAL_TAGS.get(token.tag, ()))
