"""One sentence read token by token: lists of terms, subjects, noun phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.quizzes.classes import is_class, kinds_of
from vocab.pipeline import Sentence
from vocab.terms import Term

_JOINERS = frozenset({",", "and", "or"})
_BETWEEN = frozenset({"DET", "ADJ", "NUM"})
_VAGUE = frozenset(
    "thing things factor factors reason reasons way ways problem problems other others certain some many "
    "several".split()
)
# What one does with things that are good for one.
_HAVING = frozenset(
    "eating drinking taking getting having doing keeping maintaining staying remaining engaging exercising using "
    "wearing washing brushing walking sleeping resting practicing practising".split()
)


@dataclass(frozen=True, slots=True)
class Member:
    """A term in a list; not `bare` where an adjective before it narrows what is meant ("dark urine")."""

    term: Term
    bare: bool


Members = tuple[Member, ...]


class Reader:
    """One sentence with its terms, read token by token."""

    def __init__(self, sentence: Sentence, terms: Sequence[Term]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = [token.text.lower() for token in self.tokens]
        starts = {token.start: place for place, token in enumerate(self.tokens)}
        ends = {token.end: place + 1 for place, token in enumerate(self.tokens)}
        self.terms = {
            starts[term.start]: (term, ends[term.end])
            for term in terms
            if term.start in starts and term.end in ends and sentence.start <= term.start
        }

    def cues(self, cues: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
        """Where each cue stands, as first and following token."""
        for place in range(len(self.words)):
            for cue in cues:
                if tuple(self.words[place : place + len(cue)]) == cue:
                    yield place, place + len(cue)

    def list_from(self, place: int, *, until: int | None = None) -> tuple[Members, int]:
        """The terms of the list that begins here, and the token after the last one; `until` is known for a verb."""
        members: list[Member] = []
        end = place
        while place < len(self.tokens):
            at, bare = self._skip(place, past_joiners=bool(members))
            is_main_verb = at < len(self.tokens) and (self.tokens[at].dep, self.tokens[at].pos) == ("root", "VERB")
            if at not in self.terms or is_main_verb:  # "…, sciatica, hurt"
                break
            term, after = self.terms[at]
            goes_on = after < len(self.tokens) and self.tokens[after].pos in ("NOUN", "PROPN", "ADJ")
            if goes_on and after != until:
                break  # the term is only the beginning of a longer name
            members.append(Member(term, bare))
            end = place = after
            if after >= len(self.tokens) or self.words[after] not in _JOINERS:
                break
        return tuple(members), end

    def list_until(self, place: int) -> Members:
        """The terms from the sentence's first word to this token, if there is nothing but a list of them."""
        verb = self._before_verb(place)
        members, end = self.list_from(0, until=verb)
        return members if end == verb else ()

    def subjects_until(self, place: int) -> Members:
        """The terms of a subject such as "eating a balanced diet and regular exercise", up to the verb here.

        Empty when any part of the subject is something else: "a cover keeps out germs" recommends no germs.
        """
        members: list[Member] = []
        for start, end in self._parts_until(self._before_verb(place)):
            at, bare = self._skip(self._past_ing(start), past_joiners=False)
            if at in self.terms and self.terms[at][1] == end:
                members.append(Member(self.terms[at][0], bare))
            elif not self._is_opening(start, end) and self._past_ing(start) == start:
                return ()
        return tuple(members)

    def _parts_until(self, place: int) -> list[tuple[int, int]]:
        """The stretches between commas, "and" and "or" before this token."""
        parts, start = [], 0
        for at in [*(at for at in range(place) if self.words[at] in _JOINERS), place]:
            if at > start:
                parts.append((start, at))
            start = at + 1
        return parts

    def _past_ing(self, place: int) -> int:
        """The token after "eating" or "engaging in"; the same one where no such word stands.

        "Reducing salt" recommends no salt: only words of having and doing are passed.
        """
        if place < len(self.words) and self.words[place] in _HAVING and place not in self.terms:
            following = place + 1
            return following + (following < len(self.words) and self.words[following] in ("in", "for"))
        return place

    def _is_opening(self, start: int, end: int) -> bool:
        """Whether it is what a sentence opens with before its subject: "In the meantime,"."""
        opens = start == 0 and self.words[end] == "," and self.tokens[0].pos in ("ADP", "ADV", "SCONJ")
        return opens and not any(start <= place < end for place in self.terms)

    def _before_verb(self, place: int) -> int:
        while place and (self.tokens[place - 1].pos in ("AUX", "ADV") or self.words[place - 1] == "all"):
            place -= 1
        return place

    def phrase_before(self, place: int) -> str:
        """The noun phrase that ends right before this token, as the text has it; empty where there is none."""
        end = place - (bool(place) and self.words[place - 1] == ",")
        start = self._phrase_start(end)
        if start == end or self.words[end - 1] in _VAGUE:
            return ""
        if self._follows_preposition(start) and not is_class(self.words[end - 1]):
            return ""  # "symptoms of anemia, such as …", "nutrients from food, including …": whose are they?
        if start and self.words[start - 1] in ("a", "an", "the"):
            start -= 1
        return self._text(start, end)

    def kinds_before(self, place: int) -> frozenset[str]:
        """The kinds of things that the phrase before this token names, by its last word or by its term."""
        end = place - (bool(place) and self.words[place - 1] == ",")
        own = {term.entry.kind for term, after in self.terms.values() if after == end}
        return kinds_of(self.words[end - 1]) | own if end else frozenset()

    def _follows_preposition(self, place: int) -> bool:
        while place and (self.tokens[place - 1].pos in ("DET", "NUM") or self.words[place - 1] in _VAGUE):
            place -= 1
        return bool(place) and self.tokens[place - 1].pos == "ADP"

    def _phrase_start(self, end: int) -> int:
        """Where the phrase begins that ends here: a term or a noun, a second term joined to it, adjectives before."""
        start = next((at for at, (_, after) in self.terms.items() if after == end), None)
        if start is None:
            if not end or self.tokens[end - 1].pos not in ("NOUN", "PROPN"):
                return end
            start = end - 1
        elif start > 1 and self.words[start - 1] in ("or", "and"):
            start = next((at for at, (_, after) in self.terms.items() if after == start - 1), start)
        while start and self.tokens[start - 1].pos == "ADJ" and self.words[start - 1] not in _VAGUE:
            start -= 1
        return start

    def _skip(self, place: int, *, past_joiners: bool) -> tuple[int, bool]:
        """Past commas and "and", determiners and adjectives; whether no adjective that says something was passed."""
        while past_joiners and place < len(self.tokens) and self.words[place] in _JOINERS:
            place += 1
        bare = True
        while place < len(self.tokens) and self._is_between(place):
            bare = bare and (self.tokens[place].pos != "ADJ" or self.words[place] in _VAGUE)
            place += 1
        return place, bare

    def _is_between(self, place: int) -> bool:
        """Whether a list goes on past this token; "severe" before a noun only says how bad it is."""
        if place not in self.terms:
            return self.tokens[place].pos in _BETWEEN
        term, after = self.terms[place]
        narrows = after < len(self.tokens) and self.tokens[after].pos in ("NOUN", "ADJ", "PROPN")
        return term.entry.pos == "ADJ" and after == place + 1 and narrows

    def _text(self, start: int, end: int) -> str:
        words = self.tokens[start].text
        for before, token in pairwise(self.tokens[start:end]):
            words += (" " if token.start > before.end else "") + token.text
        return words
