"""Which term each abbreviation of a text means: that of its long form, explained in the text or known."""

from collections.abc import Iterable

from vocab import abbreviations, known_abbreviations
from vocab.abbreviations import Abbreviation
from vocab.glossary import Entry

Span = tuple[int, int]


def decided(text: str, found: Iterable[tuple[int, int, Entry]]) -> dict[Span, Entry | None]:
    """The entry of each place where an abbreviation stands, and None where it is no term.

    `found` are the terms of the text, start, end and entry. None is also for one of which nothing tells the meaning:
    "MS" is a disease, a company and a degree. Places that are not in the answer hold no abbreviation.
    """
    explained = abbreviations.find(text)
    by_end = {end: (start, entry) for start, end, entry in found}
    spans: dict[Span, Entry | None] = {}
    for one in explained:
        entry = _explained(one, by_end)
        spans.update(dict.fromkeys(abbreviations.occurrences(text, one.short), entry))
    for other in abbreviations.bare(text, explained):
        if known_abbreviations.meanings(other.short):
            is_term = other.meaning is not None and other.meaning.is_term
            entry = known_abbreviations.entry_of(other.meaning) if other.meaning and is_term else None
            spans.update(dict.fromkeys(other.places, entry))
    return spans


def _explained(one: Abbreviation, by_end: dict[int, tuple[int, Entry]]) -> Entry | None:
    """The term that is the whole long form; else the known meaning; else one formed of it, of the kind of its end."""
    start, entry = by_end.get(one.end, (0, None))
    if entry and start <= one.start:
        return entry
    short = abbreviations.singular(one.short)
    if known := known_abbreviations.spelt(short, one.long):
        return known_abbreviations.entry_of(known) if known.is_term else None
    if entry is None or not entry.is_term:
        return None
    return Entry(one.long.lower(), "NOUN", entry.kind, known_abbreviations.LEVEL, variants=(short,))
