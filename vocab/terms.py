"""Medical terms in an analysed text: the glossary, word parts, and heads such as "disease"; the longest unit wins."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vocab import abbreviations, glossary, levels, pipeline, senses
from vocab.glossary import Entry, Key
from vocab.pipeline import Sentence, Token
from vocab.senses import forms

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
# What a word may be tagged as where it is the entry: participles are verbs or adjectives, headings have names.
_FITTING = {
    "NOUN": frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"}),
    "VERB": frozenset({"VERB", "PROPN"}),
    "ADJ": frozenset({"ADJ", "VERB", "PROPN"}),
    "ADV": frozenset({"ADV", "ADJ", "NOUN", "PROPN"}),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A medical unit at `start`–`end` of the text; `entry` has no definition where the glossary has none."""

    start: int
    end: int
    text: str
    entry: Entry


Candidate = tuple[int, int, Entry]
Hit = tuple[Sentence, int, int, Entry]


class Matcher:
    """The glossary's forms by their first word, so that a text is read once however long the glossary is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """The senses of one word count as one entry here: which is meant is asked when all of a text is known."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        first: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            known = first.setdefault((entry.lemma, entry.pos), entry)
            for form in entry.forms:
                words = tuple(_folded(word) for word in pipeline.words_of(form))
                if (words, known) not in self._by_first[words[0]]:
                    self._by_first[words[0]].append((words, known))

    def at(self, tokens: Sequence[Token], place: int) -> Candidate | None:
        """The longest entry that begins at this token."""
        hits: list[Candidate] = []
        for first in _forms(tokens[place]):
            for words, entry in self._by_first.get(first, ()):
                end = place + len(words)
                fits = end <= len(tokens) and all(
                    word in _forms(token) for word, token in zip(words, tokens[place:end], strict=True)
                )
                if fits and not _other_word(tokens[place:end], entry):
                    hits.append((place, end, entry))
        return max(hits, key=lambda hit: _nearness(tokens[place : hit[1]], hit[2]), default=None)


@lru_cache(maxsize=1)
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
    by_word = [_senses(entry) for *_, entry in hits]
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


def _senses(entry: Entry) -> tuple[Entry, ...]:
    """The senses of the entry's word, the main one first; a teacher's own entry in the place of the built-in one."""
    built_in = glossary.senses(entry.lemma, entry.pos)
    if entry.key not in {sense.key for sense in built_in}:
        return (entry,)
    return tuple(entry if sense.key == entry.key else sense for sense in built_in)


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


def _nearness(tokens: Sequence[Token], entry: Entry) -> tuple[int, bool, bool]:
    """Longest first; of two entries of one form, the one spelt so ("vomiting"), then the part of speech here."""
    exact = tokens[-1].text.lower() in {form.lower().split()[-1] for form in entry.forms}
    return len(tokens), exact, entry.pos == tokens[-1].pos


def _folded(word: str) -> str:
    """As a word of the glossary is compared: without capitals, unless it is an abbreviation: "or" is no "OR"."""
    return word if glossary.is_abbreviation(word) else word.lower().replace("’", "'")


def _forms(token: Token) -> tuple[str, ...]:
    return (token.text, *forms(token)) if glossary.is_abbreviation(token.text) else forms(token)


def _other_word(tokens: Sequence[Token], entry: Entry) -> bool:
    """Whether a one-word hit is another word of the same form: "stroking a cat" is no stroke, "came back" no back."""
    if len(tokens) > 1 or tokens[0].pos in _FITTING[entry.pos]:
        return False
    text, pos = tokens[0].text.lower(), tokens[0].pos
    if pos == "VERB" and entry.pos == "NOUN":
        return not (text.endswith("ing") and text in {form.lower() for form in entry.forms})
    if pos == "NOUN":
        # A verb or adjective that is no noun in any dictionary was taken for one by its neighbours.
        is_noun = pipeline.can_be(text, "NOUN")
        return is_noun and (entry.pos == "VERB" or len(_senses(entry)) > 1)
    return True


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
