"""A statement out of a sentence: the tokens that are kept, in any order, with words put in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vocab.pipeline import Sentence, Token

# A token of the sentence by its place, or words that stand for some.
Piece = int | str
_DENYING = frozenset("not n't n’t never no nobody nothing hardly neither nor without rarely seldom".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement: the tokens that stay of the sentence, in order, with words put in; `root` is its predicate.

    `distance` tells how far its parts were moved from where the sentence has them.
    """

    sentence: Sentence
    pieces: tuple[Piece, ...]
    root: int
    distance: float = 0.0

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @property
    def kept(self) -> tuple[int, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, int))

    def child(self, at: int, *relations: str) -> int | None:
        """The first kept token that hangs on this one by one of the relations."""
        tokens = self.tokens
        return next(
            (
                place
                for place in self.kept
                if tokens[place].head == at and tokens[place].dep in relations and place != at
            ),
            None,
        )

    @property
    def subject(self) -> int | None:
        return self.child(self.root, "nsubj", "nsubj:pass")

    @property
    def words(self) -> list[str]:
        """What it is made of, in small letters; words that were put in stand together."""
        return [piece if isinstance(piece, str) else self.tokens[piece].text.lower() for piece in self.pieces]

    @property
    def is_denied(self) -> bool:
        """Whether the clause says that something is not, or hardly ever, so."""
        return any(not _DENYING.isdisjoint(word.split()) for word in self.words)

    def members(self, at: int) -> list[int]:
        """The kept tokens that are joined to this one, one to the other: all of a list but its first."""
        found: list[int] = []
        for place in self.kept:
            if self.tokens[place].dep == "conj" and self.tokens[place].head in (at, *found):
                found.append(place)
        return found

    def phrase(self, at: int) -> list[int]:
        """The phrase of this head as it stands, without a last comma; empty where it is broken up or glossed."""
        part = [place for place in subtree(self.tokens, at) if place in self.kept]
        while part and self.tokens[part[-1]].text == ",":
            part.pop()
        whole = [place for place in self.kept if part[0] <= place <= part[-1]]
        words = {self.tokens[place].text for place in part}
        return part if part == whole and not words >= {",", "or"} else []

    def rebuilt(self, *pieces: Piece, by: float = 1.0) -> "Clause":
        """The same with its parts in another order."""
        return replace(self, pieces=pieces, distance=self.distance + by)


def is_name(token: Token) -> bool:
    """Whether both taggers take it for a name; one alone is often misled by the capital of a first word."""
    return token.pos == "PROPN" and token.tag.startswith("NNP")


def subtree(tokens: Sequence[Token], at: int) -> list[int]:
    """The token and all that hangs on it, in order."""
    inside = {at}
    grown = True
    while grown:
        more = {place for place, token in enumerate(tokens) if token.head in inside and place not in inside}
        grown = bool(more)
        inside |= more
    return sorted(inside)
