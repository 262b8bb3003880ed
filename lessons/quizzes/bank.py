"""A summary made of the text's own sentences, a word gapped in each, with a bank of two words too many."""

import random
import re
from collections.abc import Sequence

from lessons.analysis import Analysis
from lessons.quizzes import fit, gaps
from lessons.quizzes.gaps import Gap
from lessons.quizzes.inflection import tags
from lessons.quizzes.items import Draft, Option, content
from vocab import glossary, levels
from vocab.glossary import Entry
from vocab.pipeline import Sentence

QUIZ = "vocabulary"
FEWEST, MOST, SPARE = 4, 6, 2
# Of so many gaps, the best pinned down, each is tried as the first of a set.
STARTS = 30
# So many words of a sentence tell its gap even from a word of the same group, if one is singular and one plural.
SURE = 2
# Words of one group may stand for one another; so a bank has one of each, and none of the kinds that fit anywhere.
GROUPS = {
    "disease": "illness",
    "symptom": "illness",
    "anatomy": "body",
    "physiology": "process",
    "drug": "substance",
    "nutrient": "substance",
    "procedure": "care",
    "device": "device",
    "professional": "person",
}
_ASIDE = re.compile(r"\s\([^()]*\)")


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """One summary, or none where fewer than four sentences have a gap that one word of the bank alone fits."""
    chosen = _chosen(analysis)
    spare = _spare(analysis, chosen, rng) if len(chosen) >= FEWEST else []
    return [_bank(analysis, chosen, spare, rng)] if len(spare) == SPARE else []


def _chosen(analysis: Analysis) -> list[Gap]:
    """Gaps that no word of another fits, in the order of the text: the most, and those of the most sections."""
    able = [gap for gap in gaps.gaps(analysis) if _is_clear(gap) and _is_told(gap.sentence)][:STARTS]
    sets = [_grown(analysis, [first], able) for first in able]
    best = max(sets, key=lambda chosen: (len(chosen), _spread(analysis, chosen)), default=[])
    return sorted(best, key=lambda gap: gap.span)


def _grown(analysis: Analysis, chosen: list[Gap], able: Sequence[Gap]) -> list[Gap]:
    """The set with what joins it, gaps of new sections first."""
    for is_new in (True, False):
        for gap in able:
            sections = {_section(analysis, other) for other in chosen}
            if len(chosen) < MOST and (_section(analysis, gap) not in sections) >= is_new and _joins(gap, chosen):
                chosen.append(gap)
    return chosen


def _spread(analysis: Analysis, chosen: Sequence[Gap]) -> int:
    return len({_section(analysis, gap) for gap in chosen})


def _is_told(sentence: Sentence) -> bool:
    """Whether the sentence tells of its matter, and is nobody's speech."""
    words = {token.text.lower() for token in sentence.tokens}
    return not words & {"i", "me", "my", "we", "us", "our", "please"} and sentence.tokens[1].text != ":"


def _section(analysis: Analysis, gap: Gap) -> int:
    headed = len(analysis.source.sections) > 1
    return next(
        (block.section if headed else place)
        for place, block in enumerate(analysis.blocks)
        if block.start <= gap.sentence.start < block.end
    )


def _joins(gap: Gap, chosen: Sequence[Gap]) -> bool:
    """Whether the gap's word fits no other gap, and no other word fits this one."""
    return all(
        gap.sentence != other.sentence
        and is_apart(gap, other.entry, other.word)
        and is_apart(other, gap.entry, gap.word)
        for other in chosen
    )


def _is_clear(gap: Gap) -> bool:
    """Whether the word has a group, and stands in no aside that the summary drops."""
    before = "".join(token.text for token in gap.sentence.tokens[: gap.place])
    is_aside = before.count("(") > before.count(")")
    return bool(group(gap.entry)) and not is_aside


def group(entry: Entry) -> str:
    """What words the entry could be taken for: one of GROUPS, or its part of speech; empty where it fits anywhere."""
    return GROUPS.get(entry.kind, "") if entry.pos == "NOUN" else entry.pos


def is_apart(gap: Gap, entry: Entry, word: str) -> bool:
    """Whether a word surely does not fit a gap: its group is another, and neither grammar nor meaning takes it."""
    is_alike = group(entry) == group(gap.entry) and (gap.clue < SURE or tags(word) & {"NN", "NNS"} == {gap.tag})
    if is_alike or word in {token.text.lower() for token in gap.sentence.tokens}:
        return False
    if content(word) & content(" ".join(token.text for token in gap.sentence.tokens)):
        return False
    is_form = any(tag[:2] == gap.tag[:2] for tag in tags(word))
    return (entry.pos != gap.entry.pos and not is_form) or not fit.may_fit(gap, entry)


def _spare(analysis: Analysis, chosen: Sequence[Gap], rng: random.Random) -> list[Entry]:
    """Two words that fit no gap, of groups that neither gap nor spare word has yet: of this text first."""
    here = {term.entry.key for term in analysis.terms}
    able = [entry for entry in glossary.entries().values() if _is_spare(entry)]
    rng.shuffle(able)
    able.sort(key=lambda entry: (entry.key not in here, abs(levels.rank(entry.level) - 3)))
    spare: list[Entry] = []
    groups = {group(gap.entry) for gap in chosen}
    for entry in able:
        apart = all(is_apart(gap, entry, entry.lemma) for gap in chosen)
        if len(spare) < SPARE and apart and group(entry) not in groups:
            spare.append(entry)
            groups.add(group(entry))
    return spare


def _is_spare(entry: Entry) -> bool:
    return bool(group(entry)) and entry.pos == "NOUN" and fit.is_offered(entry) and entry.lemma.isalpha()


def _bank(analysis: Analysis, chosen: Sequence[Gap], spare: Sequence[Entry], rng: random.Random) -> Draft:
    words = [(gap.word, gap.entry) for gap in chosen] + [(entry.lemma, entry) for entry in spare]
    rng.shuffle(words)
    shuffled = [word for word, _ in words]
    lines = [_ASIDE.sub("", gaps.blanked(analysis, gap, f"[{number}]")) for number, gap in enumerate(chosen, start=1)]
    return Draft(
        quiz=QUIZ,
        type="word-bank",
        process="integrate",
        stem="Complete the summary with the words. There are two words that you do not need.",
        options=tuple(Option(word, f"“{entry.lemma}” means “{entry.definition}”.") for word, entry in words),
        key=0,
        evidence=(chosen[0].sentence.start, chosen[-1].sentence.end),
        passage="\n".join(lines),
        format="match",
        prompts=tuple(f"Gap {number}" for number in range(1, len(chosen) + 1)),
        keys=tuple(shuffled.index(gap.word) for gap in chosen),
    )
