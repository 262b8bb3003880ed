"""Medical terms in an analysed text: the glossary, word parts, and heads such as "disease"; the longest unit wins."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from vocab import abbreviations, glossary, levels, matching, senses
from vocab.glossary import Entry, Key
from vocab.matching import Candidate, Matcher
from vocab.pipeline import Sentence, Token

# Endings that make a rare word a medical one, and the kind of thing that they name.
SUFFIXES = {
    "itis": "disease",
    "osis": "disease",
    "emia": "disease",
    "aemia": "disease",
    "opathy": "disease",
    "oma": "disease",
    "algia": "symptom",
    "plegia": "symptom",
    "uria": "symptom",
    "pnea": "symptom",
    "pnoea": "symptom",
    "ectomy": "procedure",
    "oscopy": "procedure",
    "otomy": "procedure",
    "ostomy": "procedure",
    "plasty": "procedure",
    "ography": "procedure",
    "cillin": "drug",
    "mycin": "drug",
    "statin": "drug",
}
# Below this Zipf frequency an ending counts: "sclerosis" is a medical word, "biography" is not.
RARE = 3.4
# Words that make one unit with a medical word before them ("thyroid disorders"), and the kind of the whole.
HEADS = {
    "disease": "disease",
    "disorder": "disease",
    "syndrome": "disease",
    "infection": "disease",
    "cancer": "disease",
    "failure": "disease",
    "injury": "disease",
    "deficiency": "disease",
    "imbalance": "disease",
    "attack": "disease",
    "condition": "disease",
    "pain": "symptom",
    "spasm": "symptom",
    "cramp": "symptom",
    "weakness": "symptom",
    "medication": "drug",
    "medicine": "drug",
    "drug": "drug",
    "tablet": "drug",
    "supplement": "drug",
    "test": "procedure",
    "therapy": "procedure",
    "surgery": "procedure",
    "transplant": "procedure",
    "transfusion": "procedure",
    "injection": "procedure",
    "vaccine": "drug",
    "pill": "drug",
    "ulcer": "disease",
}
# Adjectives that say how bad or how long, not of what: they stay outside the unit.
_GRADING = frozenset(
    "chronic acute critical typical clinical general normal additional potential common special usual occasional "
    "initial physical natural basic specific temporary necessary primary secondary involuntary voluntary".split()
)
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Term:
    """A medical unit at `start`–`end` of the text; `entry` has no definition where the glossary has none."""

    start: int
    end: int
    text: str
    entry: Entry


Hit = tuple[Sentence, int, int, Entry]


@glossary.remembered
def _built_in() -> Matcher:
    return Matcher(glossary.entries().values())


def find(
    text: str,
    sentences: Sequence[Sentence],
    *,
    own: Collection[Entry] = (),
    without: Collection[Key] = (),
) -> tuple[Term, ...]:
    """Every occurrence of every medical term, in order, without overlaps; arguments as for `read`."""
    return tuple(term for term in read(text, sentences, own=own, without=without) if term.entry.is_term)


def read(
    text: str,
    sentences: Sequence[Sentence],
    *,
    own: Collection[Entry] = (),
    without: Collection[Key] = (),
) -> tuple[Term, ...]:
    """As `find`, with the words of the glossary that stand here in an everyday sense.

    `own` entries stand before the built-in ones; `without` names the keys of entries to leave out.
    """
    matchers = [_built_in()]
    if own:
        matchers.insert(0, Matcher(own))
    if without:
        matchers[-1] = Matcher(entry for entry in glossary.entries().values() if entry.key not in without)
    hits = [hit for sentence in sentences for hit in _in_sentence(sentence, matchers, without)]
    found = [
        Term(
            sentence.tokens[start].start,
            sentence.tokens[end - 1].end,
            text[sentence.tokens[start].start : sentence.tokens[end - 1].end],
            entry,
        )
        for sentence, start, end, entry in _in_their_senses(hits)
        if entry.key not in without
    ]
    return tuple(sorted(found + _abbreviated(text, sentences, found), key=lambda term: term.start))


def _in_their_senses(hits: Sequence[Hit]) -> list[Hit]:
    """Each hit with the sense that its sentence speaks for.

    Where no cue does, the sense that the word most often has in this text ("one sense per discourse", Gale, Church and
    Yarowsky 1992), or else its main one.
    """
    by_word = [matching.senses_of(entry) for *_, entry in hits]
    told = [
        senses.choose(listed, senses.scores(listed, sentence.tokens, start, end)) if len(listed) > 1 else entry
        for listed, (sentence, start, end, entry) in zip(by_word, hits, strict=True)
    ]
    usual: dict[tuple[str, str], Counter[Entry]] = defaultdict(Counter)
    for entry in told:
        if entry:
            usual[entry.lemma, entry.pos][entry] += 1
    return [
        (sentence, start, end, chosen or _usual(usual[entry.lemma, entry.pos], listed))
        for chosen, listed, (sentence, start, end, entry) in zip(told, by_word, hits, strict=True)
    ]


def _usual(counts: Counter[Entry], listed: Sequence[Entry]) -> Entry:
    return max(listed, key=lambda sense: counts[sense])


def _in_sentence(sentence: Sentence, matchers: Sequence[Matcher], without: Collection[Key]) -> list[Hit]:
    tokens = sentence.tokens
    listed = [hit for place in range(len(tokens)) for matcher in matchers if (hit := matcher.at(tokens, place))]
    formed = [hit for hit in (*_composed(tokens, listed), *_by_ending(tokens)) if hit[2].key not in without]
    taken: set[int] = set()
    hits: list[Hit] = []
    # A listed entry comes before a formed one of the same length: it has a definition.
    for start, end, entry in sorted([*listed, *formed], key=lambda hit: hit[0] - hit[1]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            hits.append((sentence, start, end, entry))
    return hits


def _composed(tokens: Sequence[Token], listed: Sequence[Candidate]) -> list[Candidate]:
    """Units of a head and the medical words right before it: "liver" + "failure"."""
    medical = {place for start, end, entry in listed if entry.pos == "NOUN" for place in range(start, end)}
    found = []
    for place, token in enumerate(tokens):
        head = token.lemma.lower()
        if head not in HEADS or token.pos not in _NOUNS:
            continue
        start = place
        while (
            start
            and tokens[start - 1].pos in _NOUNS
            and (start - 1 in medical or _medical_adjective(tokens[start - 1]))
        ):
            start -= 1
        if start < place:
            words = [word.text.lower() for word in tokens[start:place]]
            found.append((start, place + 1, _formed(" ".join([*words, head]), HEADS[head], "B2")))
    return found


def _by_ending(tokens: Sequence[Token]) -> list[Candidate]:
    found = []
    for place, token in enumerate(tokens):
        lemma = token.lemma.lower()
        kind = next(
            (kind for ending, kind in SUFFIXES.items() if lemma.endswith(ending) and len(lemma) > len(ending) + 2),
            None,
        )
        if kind and token.pos in _NOUNS and levels.zipf(lemma) < RARE:
            found.append((place, place + 1, _formed(lemma, kind, "C1")))
    return found


def _medical_adjective(token: Token) -> bool:
    lower = token.text.lower()
    if lower in _GRADING:
        return False
    return token.pos == "ADJ" and lower.endswith(("al", "ic", "ac", "ary", "oid", "ory")) and levels.zipf(lower) < 4.0


def _formed(lemma: str, kind: str, level: str) -> Entry:
    return Entry(lemma=lemma, pos="NOUN", kind=kind, level=level)


def _abbreviated(text: str, sentences: Sequence[Sentence], found: Sequence[Term]) -> list[Term]:
    """Each use of an abbreviation whose long form is a term means that term."""
    by_end = {term.end: term.entry for term in found}
    meant = {
        short.short: replace(by_end[short.end], variants=(short.short,))
        for short in abbreviations.find(text)
        if short.end in by_end
    }
    covered = {place for term in found for place in range(term.start, term.end)} if meant else set()
    return [
        Term(token.start, token.end, token.text, meant[token.text])
        for sentence in sentences
        for token in sentence.tokens
        if token.text in meant and token.start not in covered
    ]
