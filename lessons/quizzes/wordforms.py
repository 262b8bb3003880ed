"""A word of a sentence to be chosen from the forms of its family: infect, infection, infectious."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes import gaps
from lessons.quizzes.cloze import BLANK
from lessons.quizzes.inflection import lemmas, tags
from lessons.quizzes.items import Draft, Option
from vocab import families, levels
from vocab.glossary import POS_NAMES
from vocab.pipeline import Sentence, Token

QUIZ = "vocabulary"
MOST = 3
RIVALS = (2, 3)
# Where none of the wrong forms stands in the text, looking the sentence up is enough: no more than two of these.
MOST_LOOKED_UP = 2
# A learner has met a form of this Zipf frequency.
LEAST_ZIPF = 3.0
LEVELS = (2, 3, 4, 5)
TAGS = {"NOUN": {"NN", "NNS"}, "VERB": {"VB", "VBP"}, "ADJ": {"JJ"}, "ADV": {"RB"}}
# Nouns with these endings stand before no other noun: "a severity pain".
ABSTRACT = ("ness", "ity", "ence", "ance", "ment")
# The person who does it is another word and no other form: "develop", "developer".
PERSON = ("er", "or", "ist", "ee")
# Members of a family by descent and not by meaning.
STRANGERS = frozenset(
    (
        "act actual actually apparent apparently appear capital case casual catchy character contractual course "
        "directly director emerge emergency emergent factor forcible forcibly general generally hard hardly "
        "lately likely manual material matter mind minder mindful nearly nerve nervous nervously notably note "
        "object objective officer official operational part partial particle party period periodic periodically "
        "present presently procedural procedure proceed pushy respect respective respectively sense sensible "
        "sensibly sensory shortly sign significant significantly signify social society station stationary "
        "subject subjective system systematic systematically"
    ).split()
)
# After these, "to" may take a noun: "lead to addiction".
NOUN_BEFORE_TO = frozenset(
    "go come lead due return close similar access respond refer listen contribute owe thanks add turn attach".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a word in a sentence, the part of speech that it takes, and why."""

    sentence: Sentence
    place: int
    pos: str
    why: str

    @property
    def token(self) -> Token:
        return self.sentence.tokens[self.place]


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """At most three, of different families and sentences, those of different parts of speech first."""
    slots = [slot for sentence in analysis.running if gaps.stands_alone(sentence) for slot in _slots(sentence)]
    rng.shuffle(slots)
    said = frozenset(token.text.lower() for token in analysis.words)
    slots.sort(key=lambda slot: (-len(said & _forms(slot)), -len(_rivals(slot))))
    made: list[Draft] = []
    used: set[object] = set()
    looked_up = 0
    for is_new in (True, False):
        for slot in slots:
            marks = {slot.sentence.start, families.stem(slot.token.text.lower())[:4]}
            if len(made) == MOST or not used.isdisjoint(marks) or (is_new and slot.pos in used):
                continue
            is_alone = said.isdisjoint(_forms(slot))
            if is_alone and looked_up == MOST_LOOKED_UP:
                continue
            question = _question(analysis, slot, said)
            if question:
                made.append(question)
                used |= {*marks, slot.pos}
                looked_up += is_alone
    return made


def _forms(slot: Slot) -> frozenset[str]:
    """The wrong forms there are for the slot."""
    return frozenset(form for form, _ in _rivals(slot))


def _question(analysis: Analysis, slot: Slot, said: Collection[str]) -> Draft | None:
    """The wrong forms that the text has elsewhere come first."""
    rivals = sorted(_rivals(slot), key=lambda rival: rival[0] not in said)[: RIVALS[1]]
    if len(rivals) < RIVALS[0]:
        return None
    start, end = slot.token.start, slot.token.end
    passage = f"{analysis.text[slot.sentence.start : start]}{BLANK}{analysis.text[end : slot.sentence.end]}"
    need = f"{_a(slot.pos)} is needed here, {slot.why}"
    return Draft(
        quiz=QUIZ,
        type="word-form",
        process="infer",
        stem="Which form of the word fits the gap?",
        options=(
            Option(slot.token.text, f"Yes: {need}."),
            *(Option(form, f"“{form}” is {_a(pos)}, but {need}.") for form, pos in rivals),
        ),
        key=0,
        evidence=(slot.sentence.start, slot.sentence.end),
        passage=" ".join(passage.split()),
    )


def _a(pos: str) -> str:
    return f"{'a' if pos in ('NOUN', 'VERB') else 'an'} {POS_NAMES[pos]}"


# -- where one part of speech alone can stand


def _slots(sentence: Sentence) -> Iterator[Slot]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if 0 < place < len(tokens) - 1 and token.text.isalpha() and token.text.islower() and len(token.text) > 3:
            why = _why(sentence, place) if token.dep != "conj" and not _is_joined(sentence, place) else ""
            if why and token.tag in tags(token.text):
                yield Slot(sentence, place, token.pos, why)


def _is_joined(sentence: Sentence, place: int) -> bool:
    """Whether "and" or a comma ties the word to another: its form then follows the other's, or does not."""
    tokens = sentence.tokens
    tied = any(token.head == place and token.dep in ("conj", "cc") for token in tokens)
    near = {tokens[place - 1].text, tokens[place + 1].text}
    return tied or bool(near & {"-", "–", "/", "and", "or", "but", "not"}) or tokens[place - 1].text == ","


def _why(sentence: Sentence, place: int) -> str:
    """Why only the word's part of speech can stand there; empty where another might."""
    token = sentence.tokens[place]
    rules = {("NOUN", "NN"): _noun, ("VERB", "VB"): _verb, ("ADJ", "JJ"): _adjective, ("ADV", "RB"): _adverb}
    rule = rules.get((token.pos, token.tag))
    return rule(sentence, place) if rule else ""


def _noun(sentence: Sentence, place: int) -> str:
    before, token, after = sentence.tokens[place - 1 : place + 2]
    ends = after.pos in ("ADP", "AUX", "PUNCT") or after.tag in ("MD", "VBZ", "VBD")
    if not ends or token.dep in ("compound", "amod", "advmod") or token.tag != "NN":
        return ""
    if before.pos == "DET" and before.head == place:
        return f"after “{before.text.lower()}”"
    is_described = (
        before.pos == "ADJ" and before.head == place and before.dep == "amod" and "NN" not in tags(before.text)
    )
    return f"after the adjective “{before.text.lower()}”" if is_described else ""


def _verb(sentence: Sentence, place: int) -> str:
    before, _, after = sentence.tokens[place - 1 : place + 2]
    if after.pos in ("VERB", "AUX", "ADJ") or before.head != place:
        return ""
    if before.tag == "MD":
        return f"after “{before.text.lower()}”"
    first = sentence.tokens[place - 2].lemma if place > 1 else ""
    is_infinitive = before.text == "to" and before.dep == "mark" and first not in NOUN_BEFORE_TO
    return "after “to”" if is_infinitive else ""


def _adjective(sentence: Sentence, place: int) -> str:
    before, token, after = sentence.tokens[place - 1 : place + 2]
    if token.dep == "amod" and token.head == place + 1 and after.pos == "NOUN" and before.pos in ("DET", "ADP", "VERB"):
        return f"before the noun “{after.text}”"
    is_linked = before.dep == "cop" and before.head == place and after.pos in ("ADP", "PUNCT", "SCONJ")
    return f"after “{before.text.lower()}”" if is_linked else ""


def _adverb(sentence: Sentence, place: int) -> str:
    before, token, after = sentence.tokens[place - 1 : place + 2]
    head = sentence.tokens[token.head]
    is_beside = token.dep == "advmod" and head.pos == "VERB" and token.head in (place - 1, place + 1)
    if not is_beside or not token.text.endswith("ly") or before.pos in ("DET", "ADP") or after.pos in ("NOUN", "ADJ"):
        return ""
    return f"to go with the verb “{head.text}”"


# -- the other members of the family


def _rivals(slot: Slot) -> list[tuple[str, str]]:
    """One form for each other part of speech that the family has and the slot does not take, the usual ones first."""
    word = slot.token.lemma.lower() if slot.pos != "ADV" else slot.token.text
    if levels.rank(levels.word_level(word, slot.pos)) not in LEVELS:
        return []
    found: dict[str, str] = {}
    for member in sorted(families.family(word), key=lambda member: -levels.zipf(member)):
        pos = _part_of_speech(member)
        if pos and pos != slot.pos and pos not in found and _is_rival(slot, member, pos):
            found[pos] = member
    return [(form, pos) for pos, form in found.items()]


def _is_rival(slot: Slot, member: str, pos: str) -> bool:
    shared = slot.token.text[:3].lower() == member[:3]
    modifies = slot.pos == "ADJ" and slot.why.startswith("before") and pos == "NOUN" and not member.endswith(ABSTRACT)
    is_strange = member in STRANGERS or slot.token.lemma in STRANGERS or (pos == "NOUN" and member.endswith(PERSON))
    return (
        shared
        and not modifies
        and not is_strange
        and levels.zipf(member) >= LEAST_ZIPF
        and not tags(member) & TAGS[slot.pos]
    )


def _part_of_speech(word: str) -> str:
    """The one part of speech that a word has by the dictionary; empty where it has two, or is an inflected form."""
    found = [pos for pos in lemmas(word) if pos in TAGS]
    return found[0] if len(found) == 1 and word in lemmas(word)[found[0]] else ""
