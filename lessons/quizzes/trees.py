"""A sentence as a tree: what hangs on a word, and the words of a stretch as they are written."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from lessons.analysis import Analysis
from lessons.quizzes.items import in_running
from vocab.pipeline import Sentence, Token
from vocab.terms import Term

# What a stretch must not have to be understood by itself: who is meant stands somewhere else, or only a speaker knows.
_DANGLING = frozenset(
    "it its itself they them their theirs themselves he him his she her hers this that these those such here there "
    "i me my mine we us our ours myself ourselves one ones other others another both either neither same latter "
    "former so then also instead else".split()
)
_HARMLESS = re.compile(r"\b(?:such as|the same (?:day|time|way)|as soon as|there (?:is|are) no|each other)\b")
_ODD = re.compile(r"[:;“”\"()\[\]…*_/]|(?<![a-z])['‘’]|['’](?!s\b)|--| [–—-] |\n|\bjust as\b")
_INNER = frozenset({"acl:relcl", "acl", "advcl:relcl"})


class Tree:
    """One sentence; every place is a token's index."""

    def __init__(self, sentence: Sentence, terms: Sequence[Term] = ()) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        # "Pregnancy" at the beginning of a sentence is read as a name; the glossary knows better.
        self.common = frozenset(term.start for term in terms if term.entry.lemma.islower())

    @classmethod
    def of(cls, analysis: Analysis, sentence: Sentence) -> "Tree":
        return cls(sentence, analysis.explained_in(sentence.start, sentence.end))

    def running(self, places: Iterable[int]) -> str:
        """As `text`, with no capital that only begins the sentence; a name keeps its own."""
        kept = list(places)
        told = self.text(kept)
        first = self.tokens[kept[0]] if kept else None
        named = first is not None and first.pos == "PROPN" and first.start not in self.common
        return told if named or not told else in_running(told)

    @cached_property
    def kids(self) -> dict[int, list[int]]:
        kids: dict[int, list[int]] = defaultdict(list)
        for place, token in enumerate(self.tokens):
            if 0 <= token.head != place:
                kids[token.head].append(place)
        return kids

    @property
    def root(self) -> int:
        return next((place for place, token in enumerate(self.tokens) if token.dep == "root"), 0)

    def on(self, place: int, *deps: str) -> list[int]:
        """What hangs on this word by one of these relations, in order."""
        return [kid for kid in self.kids[place] if self.tokens[kid].dep in deps]

    def under(self, place: int, *, without: Collection[int] = ()) -> list[int]:
        """The word and all that hangs on it, in order; `without` names words that are left out with all on them."""
        found, left = [], [place]
        while left:
            at = left.pop()
            found.append(at)
            left += [kid for kid in self.kids[at] if kid not in without]
        return sorted(found)

    def text(self, places: Iterable[int]) -> str:
        """The words as they are written, punctuation at both ends left out."""
        kept = list(places)
        while kept and self.tokens[kept[-1]].pos == "PUNCT":
            kept.pop()
        while kept and self.tokens[kept[0]].pos == "PUNCT":
            kept.pop(0)
        words = ""
        for number, place in enumerate(kept):
            before = self.tokens[place - 1] if place else None
            joined = number and before and kept[number - 1] == place - 1 and before.end == self.tokens[place].start
            words += ("" if joined or not number or self._leans(place) else " ") + self.tokens[place].text
        return words

    def _leans(self, place: int) -> bool:
        return self.tokens[place].text in (",", ".", "'s", "’s", "n't", "n’t", "%")

    def lower(self, place: int) -> str:
        return self.tokens[place].text.lower()

    def is_run(self, places: Collection[int]) -> bool:
        """Whether nothing is left out between the first and the last."""
        return bool(places) and max(places) - min(places) + 1 == len(places)

    def inner(self, place: int) -> bool:
        """Whether a word is inside a relative clause of the sentence."""
        while self.tokens[place].dep != "root" and self.tokens[place].head != place:
            if self.tokens[place].dep in _INNER:
                return True
            place = self.tokens[place].head
        return False


def stands_alone(text: str) -> bool:
    """Whether a phrase is understood without what stands around it, as far as its words tell."""
    words = re.findall(r"[a-z]+(?:['’][a-z]+)?", _HARMLESS.sub(" ", text.lower()))
    linked = words[:1] and words[0] in ("and", "but", "or", "so")
    ended = words[-1:] and words[-1] in ("too", "do", "does", "did", "not", "than")
    return bool(words) and not linked and not ended and _DANGLING.isdisjoint(words) and not _ODD.search(text)


def leans_on(text: str, nouns: Sequence[Token]) -> bool:
    """Whether a phrase is understood after one with these nouns: its "it" or "they" has one noun that agrees."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    one, many = words & {"it", "its"}, words & {"they", "them", "their"}
    plain = " ".join(word for word in text.split() if word.lower().strip(",.") not in one | many)
    plural = [token for token in nouns if is_plural(token)]
    agreeing = len(plural) if many else len(nouns) - len(plural)
    return bool(one) != bool(many) and agreeing == 1 and stands_alone(plain)


def is_plural(token: Token) -> bool:
    return "Number=Plur" in token.feats or token.tag in ("NNS", "NNPS")


def capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
