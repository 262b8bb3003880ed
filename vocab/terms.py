"""Medical terms in an analysed text: the glossary, word parts, and heads such as "disease"; the longest unit wins."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vocab import abbreviations, glossary, headings, lexicon, matching, senses, short_terms, units
from vocab.contexts import Context
from vocab.glossary import Entry, Key
from vocab.matching import Candidate, Matcher
from vocab.pipeline import Sentence, Token

TITLES = frozenset(f"{title}{stop}" for title in ("Dr", "Mr", "Mrs", "Ms", "Miss", "Prof") for stop in ("", "."))


@dataclass(frozen=True, slots=True)
class Term:
    """A medical unit at `start`–`end` of the text; `entry` has no definition where the glossary has none.

    `lemma` is of the words that stand here: "anaemia" where the entry's headword is "anemia".
    """

    start: int
    end: int
    text: str
    entry: Entry
    lemma: str = ""


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
    meant: Collection[Key] = (),
) -> tuple[Term, ...]:
    """As `find`, with the words of the glossary that stand here in an everyday sense.

    `own` entries stand before the built-in ones; `without` names the keys of entries to leave out, `meant` those of
    senses that are meant wherever their word stands.
    """
    matchers = [_built_in()]
    if own:
        matchers.insert(0, Matcher(own))
    if without:
        matchers[-1] = Matcher(entry for entry in glossary.entries().values() if entry.key not in without)
    listed = [
        [
            hit
            for place in range(len(sentence.tokens))
            for matcher in matchers
            if (hit := matcher.at(sentence.tokens, place))
        ]
        for sentence in sentences
    ]
    people = _people(sentences)
    found = [
        Term(
            sentence.tokens[start].start,
            sentence.tokens[end - 1].end,
            text[sentence.tokens[start].start : sentence.tokens[end - 1].end],
            entry,
            _lemma(sentence.tokens[start:end], entry),
        )
        for sentence, hits in zip(sentences, _meant(sentences, listed, meant), strict=True)
        for start, end, entry in _units(sentence, hits, people, without)
        if entry.key not in without
    ]
    return tuple(sorted(_abbreviated(text, found, own, without, meant), key=lambda term: term.start))


def _meant(
    sentences: Sequence[Sentence], listed: Sequence[Sequence[Candidate]], chosen: Collection[Key]
) -> list[list[Candidate]]:
    """Each listed word with the sense that is chosen for it, or else that its sentence speaks for.

    Where no cue does, the passage tells whether it is a medical one; among those left, it is the sense that the word
    most often has in this text ("one sense per discourse", Gale, Church and Yarowsky 1992), or else its main one.
    """
    context = Context(sentences)
    usual: dict[tuple[str, str], Counter[Entry]] = defaultdict(Counter)
    told: list[list[tuple[Candidate, Sequence[Entry], Entry | None]]] = []
    for sentence, hits in zip(sentences, listed, strict=True):
        told.append([])
        for hit in hits:
            start, end, entry = hit
            every = matching.senses_of(entry)
            known = tuple(sense for sense in every if sense.key in chosen) or every
            scores = senses.scores(known, sentence.tokens, start, end) if len(known) > 1 else ()
            one = senses.choose(known, scores) if scores else known[0]
            told[-1].append((hit, known, one))
            if one:
                usual[entry.lemma, entry.pos][one] += 1
    return [
        [
            (start, end, one or _usual(usual[entry.lemma, entry.pos], _left(context, known, number, start, end)))
            for (start, end, entry), known, one in hits
        ]
        for number, hits in enumerate(told)
    ]


def _left(context: Context, known: Sequence[Entry], number: int, start: int, end: int) -> Sequence[Entry]:
    """The senses that the passage leaves of a word."""
    if len({sense.is_term for sense in known}) == 1:
        return known
    is_medical = context.is_medical(known, number, start, end)
    return [sense for sense in known if sense.is_term == is_medical]


def _usual(counts: Counter[Entry], listed: Sequence[Entry]) -> Entry:
    return max(listed, key=lambda sense: counts[sense])


def _people(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The names that the text has after a title: rare as they are, the recogniser takes some for drugs."""
    pairs = (pair for sentence in sentences for pair in pairwise(sentence.tokens))
    return frozenset(name.text for title, name in pairs if title.text in TITLES and name.text.istitle())


def _units(
    sentence: Sentence, meant: Sequence[Candidate], people: Collection[str], without: Collection[Key]
) -> list[Candidate]:
    """The longest units of the sentence, without overlaps.

    A word in an everyday sense makes no longer unit: "a culture of reading" is no culture.
    """
    tokens = sentence.tokens
    named = [hit for place in range(len(tokens)) if (hit := lexicon.at(tokens, place))]
    everyday = {place for start, end, entry in meant if not entry.is_term for place in range(start, end)}
    everyday -= {place for start, end, entry in meant if entry.is_term for place in range(start, end)}
    everyday |= {place for place, token in enumerate(tokens) if token.text in people}
    medical = [hit for hit in named if hit[1] > hit[0] + 1 or hit[0] not in everyday]
    formed = [hit for hit in units.found(sentence, [*meant, *medical], everyday) if hit[2].key not in without]
    taken: set[int] = set()
    hits: list[Candidate] = []
    # A listed entry comes before a formed one of the same length: it has a definition.
    for start, end, entry in sorted([*meant, *medical, *formed], key=_rank):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            hits.append((start, end, entry))
    return hits


def _rank(hit: Candidate) -> tuple[bool, int]:
    """Longest first; but a general phrase leaves the terms in it: "[heart] problem"."""
    start, end, entry = hit
    is_idiom = entry.kind == glossary.EVERYDAY and end > start + 1
    return not (entry.is_term or is_idiom), start - end


def _lemma(tokens: Sequence[Token], entry: Entry) -> str:
    """The dictionary form of the unit as it is written here."""
    whole = " ".join(token.text for token in tokens).replace(" ’", "’").replace(" '", "'")
    last = tokens[-1]
    is_shouted = len(whole) >= headings.LONG and last.lemma.islower()  # "OXYGEN" in a heading
    if glossary.is_abbreviation(whole) and not is_shouted:
        return whole
    lemma = (whole[: len(whole) - len(last.text)] + last.lemma).lower()
    forms = {form.lower() for form in entry.forms}
    return whole.lower() if lemma not in forms and (whole.lower() in forms or entry.pos in ("ADJ", "ADV")) else lemma


def _abbreviated(
    text: str, found: Sequence[Term], own: Collection[Entry], without: Collection[Key], meant: Collection[Key]
) -> list[Term]:
    """The terms, with each abbreviation as what it means here.

    What a teacher said of it stands, and so does an everyday sense that its sentence speaks for ("in the city's DNA").
    """
    by_teacher = {*meant, *(entry.key for entry in own)}
    settled = {
        (term.start, term.end) for term in found if term.entry.key in by_teacher or term.entry.kind == glossary.EVERYDAY
    }
    told = short_terms.decided(text, [(term.start, term.end, term.entry) for term in found])
    decided = {span: entry for span, entry in told.items() if span not in settled}
    kept = [term for term in found if (term.start, term.end) not in decided]
    covered = {place for term in kept for place in range(term.start, term.end)}
    return kept + [
        Term(start, end, text[start:end], entry, abbreviations.singular(text[start:end]))
        for (start, end), entry in decided.items()
        if entry and entry.key not in without and covered.isdisjoint(range(start, end))
    ]
