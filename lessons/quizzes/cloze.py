"""One word missing from a sentence: chosen from options, or typed with its first letter given."""

import random
from collections.abc import Iterator

from lessons.analysis import Analysis
from lessons.quizzes import fit, gaps
from lessons.quizzes.gaps import Gap
from lessons.quizzes.inflection import inflected
from lessons.quizzes.items import Draft, Option, draft
from lessons.quizzes.mixing import mixed
from vocab import glossary
from vocab.glossary import Entry

QUIZ = "vocabulary"
BLANK = "____"
# Of each of the two types.
MOST = 4
# So many words of the sentence must speak of the key; where there are no options, nothing else tells it.
LEAST_CLUE = 2
# Kinds whose words are alike enough to be options for one another, and not so alike that any of them fits.
KINDS = frozenset({"disease", "anatomy", "drug", "procedure", "device", "professional"})
# A longer word is a test of spelling.
LONGEST_TYPED = 11


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """Gaps with options, then gaps to type; no word and no sentence is used twice."""
    chosen: list[Draft] = []
    typed: list[Draft] = []
    for gap in _apart(analysis):
        turns = [(_cloze, chosen), (_typed, typed)]
        for make, made in sorted(turns, key=lambda turn: len(turn[1])):
            question = make(analysis, gap, rng) if len(made) < MOST else None
            if question:
                made.append(question)
                break
    return [*chosen, *typed]


def _apart(analysis: Analysis) -> Iterator[Gap]:
    """The gaps that are pinned down, each of another word in another sentence."""
    used: set[object] = set()
    for gap in gaps.gaps(analysis):
        if gap.clue >= LEAST_CLUE and used.isdisjoint((gap.entry.lemma, gap.sentence.start)):
            used |= {gap.entry.lemma, gap.sentence.start}
            yield gap


def _cloze(analysis: Analysis, gap: Gap, rng: random.Random) -> Draft | None:
    if not _is_choosable(gap) or gap.entry.lemma in fit.CLASSES:
        return None
    stem, passage = "Which word fits the gap?", gaps.blanked(analysis, gap, BLANK)
    key = Option(gap.word, f"Yes: the text has “{gap.word}” here. It means “{gap.entry.definition}”.")
    rivals = [
        Option(inflected(entry.lemma, gap.tag), f"“{entry.lemma}” means “{entry.definition}”, which does not fit here.")
        for entry in fit.rivals(analysis, gap, rng)
    ]
    return draft(
        quiz=QUIZ,
        type="cloze",
        process="locate",
        stem=stem,
        passage=passage,
        key=key,
        distractors=mixed(key, rivals, stem=stem, passage=passage, text=analysis.text, rng=rng),
        evidence=(gap.sentence.start, gap.sentence.end),
    )


def _is_choosable(gap: Gap) -> bool:
    """Whether other words of the kind would be plainly wrong: many another illness has "signs such as a fever"."""
    tokens = gap.sentence.tokens
    before = {token.lemma for token in tokens[max(gap.place - 4, 0) : gap.place]}
    is_head = any(token.head == gap.place and token.dep == "compound" for token in tokens)
    is_vague = gap.entry.kind in ("procedure", "drug") and gap.clue <= LEAST_CLUE and not _is_explained(gap)
    is_shown = gap.entry.kind == "disease" and bool(before & {"sign", "symptom"})
    return gap.entry.kind in KINDS and gap.entry.pos in ("NOUN", "ADJ") and not (is_head or is_vague or is_shown)


def _is_explained(gap: Gap) -> bool:
    """Whether the sentence says what the word is: "a steroid, which reduces …"."""
    tokens = gap.sentence.tokens
    after = [token.text for token in tokens[gap.place + 1 : gap.place + 3]]
    is_defined = any(token.dep == "nsubj" and token.head == gap.place for token in tokens)
    return is_defined or (len(after) == 2 and after[0] == "," and after[1] in ("a", "an", "the", "which"))


def _typed(analysis: Analysis, gap: Gap, rng: random.Random) -> Draft | None:
    """None where another word that begins so and is as long may fit."""
    first = gap.word[0]
    if (
        len(gap.word) > LONGEST_TYPED
        or gap.entry.pos != "NOUN"  # "regular" and "routine" go with the same things
        or _is_in_text(analysis, gap)
        or any(_may_be_typed(gap, entry) for entry in glossary.entries().values())
    ):
        return None
    return Draft(
        quiz=QUIZ,
        type="typed-gap",
        process="locate",
        stem=f"Type the missing word. It begins with “{first}” and has {len(gap.word)} letters.",
        options=(),
        key=0,
        evidence=(gap.sentence.start, gap.sentence.end),
        passage=gaps.blanked(analysis, gap, f"{first}[1]"),
        format="typed",
        accept=(_accepted(gap),),
    )


def _is_in_text(analysis: Analysis, gap: Gap) -> bool:
    """Whether the text has another word of that beginning, length and class."""
    return any(
        token.tag == gap.tag and _looks_so(gap, token.text.lower()) and token.lemma != gap.entry.lemma
        for token in analysis.words
    )


def _may_be_typed(gap: Gap, entry: Entry) -> bool:
    if entry.pos != gap.entry.pos or entry.lemma[0] != gap.word[0] or " " in entry.lemma:
        return False
    if entry.lemma in gap.entry.forms or not _looks_so(gap, inflected(entry.lemma, gap.tag)):
        return False
    return entry.kind == gap.entry.kind or fit.may_fit(gap, entry)


def _looks_so(gap: Gap, form: str) -> bool:
    return form[:1] == gap.word[0] and len(form) == len(gap.word) and form != gap.word


def _accepted(gap: Gap) -> tuple[str, ...]:
    """The word of the text, then other names of the same thing with its first letter."""
    names = [name for name in gap.entry.forms if name.isalpha() and name.islower()]
    forms = [form for name in names if (form := inflected(name, gap.tag))]
    return tuple(dict.fromkeys([gap.word, *(form for form in forms if form[0] == gap.word[0])]))
