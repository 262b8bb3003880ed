"""Clear sentences of a text as statements that stand alone: nothing in them points outside."""

import re
from collections.abc import Collection, Iterator, Sequence

from lessons.quizzes.clause import Clause, Piece, subtree
from vocab.pipeline import Sentence, Token

MIN_WORDS, MAX_WORDS = 4, 20
# What a sentence opens with only to join on to the one before it.
_OPENINGS = (
    "however therefore besides moreover furthermore fortunately unfortunately luckily sadly overall finally thus "
    "clearly naturally indeed and but so yet also"
).split()
_OPENING_PHRASES = (("in", "addition"), ("in", "fact"), ("of", "course"), ("in", "general"), ("as", "well"))
_DROPPED = frozenset("also therefore however though too".split())
# Words that point to something outside the sentence, or to who speaks.
_POINTING = frozenset(
    "i me my mine we us our ours he him his she her hers this these that those such it its itself they them their "
    "theirs yours themselves other others another former latter same then here there instead otherwise again both "
    "either neither so thus one ones rest yesterday today tomorrow ago now still even else further".split()
)
# Bare, they stand for a noun that was named before: "Most have no symptoms."
_QUANTIFIERS = frozenset("most some many few several all none any each half two three four five more less".split())
# "The condition" is the one named before.
_ANAPHORS = frozenset(
    "condition disease illness problem disorder drug medicine treatment result answer reason difference risk effect "
    "news test figure number two three four rule aim goal idea study researcher team author article leaflet page "
    "process method procedure case change list rest point advice symptom dose tendency odds odd current shot version "
    "kit scale trust paper unit clinic form couple pair".split()
)
_SPEAKING = frozenset("say tell ask think reply answer explain add know believe feel guess wonder hope report".split())
# What may stand before an imperative: "never stop", "do not stop".
_KEPT = frozenset("never always not n't n’t".split())
_NO_ADVICE = frozenset("let see note thank remember imagine think welcome look come read go say visit click".split())
_BROKEN = frozenset(
    "parataxis dep discourse vocative dislocated reparandum list orphan goeswith flat:foreign csubj csubj:pass".split()
)
_MARKS = re.compile(r"[\"“”‘’'():;—–!?\[\]/*…]")


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """The statement that the sentence makes, if it is a clear one.

    A second one after "and" or "but" is left out: "and athletes usually need surgery" needs the first to be true.
    """
    tokens = sentence.tokens
    root = next((place for place, token in enumerate(tokens) if token.dep == "root"), None)
    starts_well = tokens[0].text[0].isupper() and tokens[-1].text == "."
    if root is None or not starts_well or any(token.dep in _BROKEN for token in tokens):
        return
    joined = _joined(tokens, root)
    second = set(subtree(tokens, joined)) if joined is not None else set()
    made = _clause(sentence, root, sorted(set(range(len(tokens))) - second - _asides(tokens)))
    if made:
        yield made


def _joined(tokens: Sequence[Token], root: int) -> int | None:
    """The predicate of a second main clause with its own subject, which the first does not need."""
    conjuncts = [place for place, token in enumerate(tokens) if token.dep == "conj" and token.head == root]
    if len(conjuncts) != 1:
        return None
    (at,) = conjuncts
    joiner = next((token.text.lower() for token in tokens if token.dep == "cc" and token.head == at), "")
    own = any(token.dep.startswith("nsubj") and token.head == at for token in tokens)
    return at if own and joiner in ("and", "but") else None


def _asides(tokens: Sequence[Token]) -> set[int]:
    """Openings, "also", what stands in brackets, and what commas part off: which …, a hormone …, such as …"""
    words = [token.text.lower() for token in tokens]
    out = {place for place, word in enumerate(words) if word in _DROPPED and tokens[place].dep == "advmod"}
    out -= {place for place in out if words[place] == "too" and tokens[place + 1].pos != "PUNCT"}
    for phrase in (*((word,) for word in _OPENINGS), *_OPENING_PHRASES):
        if tuple(words[: len(phrase)]) == phrase and not (tokens[0].dep == "advmod" and tokens[1].pos == "ADJ"):
            out |= set(range(len(phrase)))
    out |= _bracketed(words)
    for place in range(len(tokens)):
        inside = subtree(tokens, place) if _parts_off(tokens, place) else []
        if inside and inside == list(range(inside[0], inside[-1] + 1)):
            out |= _between_commas(words, inside[0], inside[-1])
    return out


def _between_commas(words: Sequence[str], first: int, last: int) -> set[int]:
    """The stretch with its commas, or nothing where no comma parts it off."""
    start = first if words[first] == "," else first - 1
    if start <= 0 or words[start] != ",":
        return set()
    return set(range(start, last + 1 + (words[min(last + 1, len(words) - 1)] == ",")))


def _parts_off(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.dep == "nmod":
        cases = [other.text.lower() for other in tokens if other.head == place and other.dep == "case"]
        return bool(cases) and cases[0] in ("such", "like", "including")
    is_list = token.dep == "appos" and any(tokens[at].dep == "conj" for at in subtree(tokens, place))
    return token.dep in ("appos", "acl:relcl", "acl") and not is_list


def _bracketed(words: Sequence[str]) -> set[int]:
    if "(" not in words or ")" not in words:
        return set()
    return set(range(words.index("("), words.index(")") + 1))


def _clause(sentence: Sentence, root: int, inside: Sequence[int]) -> Clause | None:
    tokens = sentence.tokens
    kept = list(inside)
    while kept and (tokens[kept[0]].pos in ("PUNCT", "CCONJ")):
        kept.pop(0)
    while kept and tokens[kept[-1]].pos in ("PUNCT", "CCONJ"):
        kept.pop()
    kept = [place for place, after in zip(kept, [*kept[1:], -1], strict=True) if not _doubled(tokens, place, after)]
    if root not in kept or not MIN_WORDS <= sum(tokens[place].is_word for place in kept) <= MAX_WORDS:
        return None
    advised = _as_advice(tokens, root, kept)
    clause = Clause(sentence, tuple(advised), root)
    return clause if _is_clear(clause) else None


def _doubled(tokens: Sequence[Token], place: int, after: int) -> bool:
    return tokens[place].text == "," and after >= 0 and tokens[after].text == ","


def _as_advice(tokens: Sequence[Token], root: int, kept: Sequence[int]) -> list[Piece]:
    """An imperative told as advice: "Drink water" as "You should drink water"."""
    pieces: list[Piece] = list(kept)
    own = [place for place in kept if tokens[place].head == root and place != root]
    if any(tokens[at].dep == "advmod" and at < root and tokens[at].text.lower() not in _KEPT for at in own):
        return pieces
    relations = {tokens[place].dep for place in own}
    if tokens[root].tag != "VB" or relations & {"nsubj", "nsubj:pass", "expl", "cop", "aux:pass"}:
        return pieces
    before = [place for place in own if place < root and tokens[place].dep in ("aux", "advmod")]
    if any(tokens[place].dep == "aux" and tokens[place].lemma != "do" for place in before):
        return pieces
    run = [root]
    while run[0] - 1 in before:
        run.insert(0, run[0] - 1)
    words = ["you should", *("not" if tokens[at].text.lower() in ("n't", "n’t", "not") else "" for at in run[:-1])]
    put = [*words[:1], *(word for word in words[1:] if word)]
    kept_adverbs = [at for at in run[:-1] if tokens[at].text.lower() in ("never", "always")]
    at = pieces.index(run[0])
    pieces[at : at + len(run)] = [" ".join(put), *kept_adverbs, root]
    return pieces


def _is_clear(clause: Clause) -> bool:
    tokens = clause.tokens
    words = [tokens[place].text.lower() for place in clause.kept]
    if any(_MARKS.search(word) for word in words) or not _POINTING.isdisjoint(words):
        return False
    root = tokens[clause.root]
    return (
        _has_subject(clause)
        and root.lemma not in _SPEAKING
        and not (root.dep == "conj" and root.tag == "VB")
        and not _is_vague(clause)
        and _lists_end(clause)
        and all(tokens[place].head in clause.kept or tokens[place].dep in ("root", "conj") for place in clause.kept)
    )


def _lists_end(clause: Clause) -> bool:
    """Whether each list still has its "and" or "or" after what was left out."""
    tokens = clause.tokens
    lists = [at for at in clause.kept if clause.members(at)]
    joiners = {tokens[at].head for at in clause.kept if tokens[at].dep == "cc"}
    all_end = all(joiners & set(clause.members(at)) for at in lists)
    return all_end and not any(tokens[at].dep == "appos" for at in clause.kept)


def _has_subject(clause: Clause) -> bool:
    tokens = clause.tokens
    if any(isinstance(piece, str) for piece in clause.pieces):
        first = tokens[clause.kept[0]]
        opens = (
            first.dep in ("mark", "advmod", "case") or clause.kept[0] == clause.root or clause.pieces[0] == "you should"
        )
        return tokens[clause.root].lemma not in _NO_ADVICE and (opens or isinstance(clause.pieces[0], str))
    subject = clause.subject
    if subject is None or subject > clause.root:
        return False
    finite = [
        clause.root,
        *(at for at in clause.kept if tokens[at].head == clause.root and tokens[at].dep in AUXILIARIES),
    ]
    return any(tokens[at].tag in ("VBZ", "VBP", "VBD", "MD") for at in finite)


AUXILIARIES: Collection[str] = ("aux", "aux:pass", "cop")


def _is_vague(clause: Clause) -> bool:
    """Whether the subject, or another noun, is one that only the sentence before names."""
    tokens = clause.tokens
    for place in clause.kept:
        token = tokens[place]
        word = token.text.lower()
        governs = {tokens[at].dep for at in clause.kept if tokens[at].head == place}
        if token.dep.startswith("nsubj") and (
            token.pos in ("DET", "NUM", "ADJ") or token.tag in ("VBN", "VBD") or word in _QUANTIFIERS
        ):
            return "nmod" not in governs
        definite = any(tokens[at].head == place and tokens[at].text.lower() == "the" for at in clause.kept)
        if definite and token.lemma.lower() in _ANAPHORS and not governs & {"nmod", "acl:relcl", "acl", "compound"}:
            return True
    return False
