"""The level of a sentence and of a text, and its reasons.

How medical terms count: where a term stands alone it makes its sentence harder, as rated by readers (Jiang & Xu 2024,
MedReadMe: spans of jargon predict most, beside length). A lesson explains its terms and comes back to them. So two
scores are taken, with the terms as they are and with each as a B1 word at most; the first counts less and less as the
text grows, and never adds more than `JARGON_CAP`.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from statistics import fmean

from vocab.levels import features, grams, model
from vocab.levels.words import CEFR, rank, to_cefr
from vocab.pipeline import Sentence

# Nearer than this to the border of two levels, both are named.
BORDER = 0.2
JARGON_CAP = 1.0
# Words of text over which the weight of unexplained terms falls to a third.
JARGON_FADES = 100
# A text is judged in stretches of about so many words, so that its length plays no part.
STRETCH = 200
# From so many sentences on, the model of texts decides alone; a single one is the sentence model's.
SENTENCES_OF_A_TEXT = 5
# A share that is told as none.
LITTLE = 0.005
NOTHING = "There are no words to judge."
# Means of sentences spread less than the levels of texts do: a straight line through the texts that were written for A2
# and for C1 (lessons/starter_texts).
MEANS = ((2.77, 2.1), (3.71, 4.1))
# News is what the model of texts has seen, nothing easier than B1: the lower the mean of the sentences is between these
# two, the more it counts itself, up to this share.
EASY, PLAIN = 2.7, 3.45
EASY_SHARE = 0.85
# Below this weight, unexplained terms are not looked at.
NO_WEIGHT = 0.02
_MEANS = ("words", "log_words", "zipf_least", "level_most", "level_top_3", "depth", "clauses", "log_clauses")


@dataclass(frozen=True, slots=True)
class TermBand:
    """How many different medical terms there are, and between which levels most of them lie."""

    count: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class TextLevel:
    """`label` names both levels near a border. `terms` is the band of the medical terms, which count apart, as in
    `words_above_b1` and `words_above_b2`, shares of the content words. `sentence_mean` is the mean score of the
    sentences, `onestop` the version that an editor would call it ("elementary", "intermediate", "advanced"; empty for
    a sentence or two)."""

    cefr: str
    label: str
    score: float
    reasons: tuple[str, ...]
    terms: TermBand | None = None
    sentence_mean: float = 1.0
    words_above_b1: float = 0.0
    words_above_b2: float = 0.0
    onestop: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its numbers and raw score."""

    sentence: Sentence
    numbers: dict[str, float]
    raw: float


def text_level(
    sentences: Sequence[Sentence], *, term_starts: Collection[int] = (), term_levels: Sequence[str] = ()
) -> TextLevel:
    """The level of a text; `term_starts` are the offsets of tokens inside terms, `term_levels` the terms' levels."""
    worded = [sentence for sentence in sentences if sentence.words]
    if not worded:
        return TextLevel("A1", "A1", 1.0, (NOTHING,))
    kept = [sentence for sentence in worded if len(sentence.words) >= 3] or worded
    explained = [judge(sentence, term_starts) for sentence in kept]
    value, raw = score(explained, term_starts)
    fades = math.exp(-sum(len(sentence.words) for sentence in kept) / JARGON_FADES)
    if term_starts and fades > NO_WEIGHT:
        plain = [
            judge(sentence) if any(token.start in term_starts for token in sentence.tokens) else judged
            for sentence, judged in zip(kept, explained, strict=True)
        ]
        value = min(value + fades * min(max(score(plain)[0] - value, 0.0), JARGON_CAP), 6.0)
    value = round(value, 2)
    general = [level for sentence in worded for level in features.content_scores(sentence, term_starts)]
    band = _band(term_levels)
    mean = fmean(model.bent(model.weights()["sentence"]["curve"], judged.raw) for judged in explained)
    return TextLevel(
        to_cefr(value),
        _label(value),
        value,
        _reasons(kept, general, band),
        band,
        round(mean, 2),
        round(_share(general, 3.5), 3),
        round(_share(general, 4.5), 3),
        _onestop(raw) if len(kept) >= SENTENCES_OF_A_TEXT else "",
    )


def sentence_score(sentence: Sentence, term_starts: Collection[int] = ()) -> float:
    """1 to 6 for a sentence that stands alone."""
    return model.bent(model.weights()["sentence"]["curve"], judge(sentence, term_starts).raw)


def judge(sentence: Sentence, term_starts: Collection[int] = ()) -> Judged:
    fitted = model.weights()["sentence"]
    numbers = features.numbers(sentence, term_starts)
    values = model.vector(numbers, fitted["scales"])
    return Judged(
        sentence,
        numbers,
        model.linear(fitted["linear"], values)
        + model.trees(fitted["forest"], values)
        + model.grams(fitted["lemmas"], grams.lemmas(sentence, term_starts)),
    )


def score(judged: Sequence[Judged], term_starts: Collection[int] = ()) -> tuple[float, float]:
    """The published score, and the raw one of the model of texts."""
    fitted = model.weights()
    sizes = [len(one.sentence.words) for one in judged]
    alone = sum(one.raw * size for one, size in zip(judged, sizes, strict=True)) / sum(sizes)
    single = model.bent(fitted["sentence"]["curve"], alone)
    if len(judged) == 1:
        return single, 0.0
    raw = fmean(stretch_score(stretch, term_starts) for stretch in stretches(judged))
    easy = EASY_SHARE * min(max((PLAIN - alone) / (PLAIN - EASY), 0.0), 1.0)
    whole = easy * model.bent(MEANS, alone) + (1 - easy) * model.bent(fitted["text"]["curve"], raw)
    share = min((len(judged) - 1) / (SENTENCES_OF_A_TEXT - 1), 1.0)
    return share * whole + (1 - share) * single, raw


def stretches(judged: Sequence[Judged], size: int = STRETCH) -> Iterator[Sequence[Judged]]:
    """The sentences in runs of about equally many words; each sentence is in the run that its middle falls in."""
    ends = list(accumulate(len(one.sentence.words) for one in judged))
    many = max(1, round(ends[-1] / size))
    middles = [(start + end) / 2 for start, end in zip([0, *ends], ends, strict=False)]
    for _, run in groupby(zip(judged, middles, strict=True), key=lambda pair: int(pair[1] * many / ends[-1])):
        yield [one for one, _ in run]


def stretch_score(stretch: Sequence[Judged], term_starts: Collection[int] = ()) -> float:
    """Raw: 0 as in elementary texts of OneStopEnglish, 1 intermediate, 2 advanced."""
    fitted = model.weights()["text"]
    values = model.vector(stretch_numbers(stretch), fitted["scales"])
    score = model.linear(fitted["linear"], values) + model.trees(fitted["forest"], values)
    for name, of in grams.KINDS.items():
        found = (gram for one in stretch for gram in of(one.sentence, term_starts))
        score += model.grams(fitted[name], found)
    return score


def stretch_numbers(stretch: Sequence[Judged]) -> dict[str, float]:
    """Means over the words of a stretch, over its sentences for some, and how the sentences' scores spread."""
    sizes = [max(len(one.sentence.words), 1) for one in stretch]
    total = sum(sizes)
    found = {
        name: sum(one.numbers.get(name, 0.0) * size for one, size in zip(stretch, sizes, strict=True)) / total
        for name in stretch[0].numbers
    }
    found |= {f"mean_{name}": fmean(one.numbers.get(name, 0.0) for one in stretch) for name in _MEANS}
    raws = sorted(one.raw for one in stretch)
    mean = fmean(raws)
    found["score"] = mean
    found["score_by_words"] = sum(one.raw * size for one, size in zip(stretch, sizes, strict=True)) / total
    found |= {f"score_{share}": raws[round(share * (len(raws) - 1))] for share in (0.25, 0.75, 0.9)}
    found["score_spread"] = math.sqrt(fmean((raw - mean) ** 2 for raw in raws))
    average = fmean(sizes)
    found["words_spread"] = math.sqrt(fmean((size - average) ** 2 for size in sizes))
    return found


def _onestop(raw: float) -> str:
    low, high = model.weights()["text"]["borders"]
    return "elementary" if raw < low else "intermediate" if raw < high else "advanced"


def _label(score: float) -> str:
    below, above = to_cefr(score - BORDER), to_cefr(score + BORDER)
    return below if below == above else f"{below}–{above}"


def _share(levels: Sequence[float], least: float) -> float:
    return sum(level >= least for level in levels) / max(len(levels), 1)


def _reasons(sentences: Sequence[Sentence], general: Sequence[float], band: TermBand | None) -> tuple[str, ...]:
    mean = fmean(len(sentence.words) for sentence in sentences)
    above = _share(general, 3.5)
    b1 = f"{_percent(above)} above B1, " if above >= LITTLE else ""
    size = "Short" if mean < 11 else "Medium-length" if mean < 17 else "Long"
    reasons = [
        f"{size} sentences: {mean:.0f} {'word' if round(mean) == 1 else 'words'} on average.",
        f"{_percent(_share(general, 4.5))} of its words are above B2, {b1}medical terms apart.",
    ]
    return (*reasons, *_grammar_reasons(sentences), *_term_reasons(band))


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= LITTLE else "None"


def _grammar_reasons(sentences: Sequence[Sentence]) -> Iterator[str]:
    counted = [features.clauses_and_passives(sentence) for sentence in sentences]
    clauses = fmean(clauses for clauses, _ in counted)
    passives = fmean(min(passives, 1) for _, passives in counted)
    if clauses >= 1:
        yield f"Many clauses inside others: {clauses:.1f} a sentence."
    if passives >= 0.2 and len(sentences) >= 5:
        yield f"Much in the passive: {passives:.0%} of its sentences."


def _band(term_levels: Sequence[str]) -> TermBand | None:
    """A tenth of the terms may lie below, and a tenth above."""
    ranks = sorted(rank(level) for level in term_levels)
    off = len(ranks) // 10
    return TermBand(len(ranks), CEFR[ranks[off] - 1], CEFR[ranks[-1 - off] - 1]) if ranks else None


def _term_reasons(band: TermBand | None) -> Iterator[str]:
    if band:
        span = band.low if band.low == band.high else f"mostly {band.low} to {band.high}"
        terms = "1 medical term" if band.count == 1 else f"{band.count} different medical terms"
        yield f"{terms}, {span}; all are explained, so each counts as B1 at most."
