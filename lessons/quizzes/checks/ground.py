"""The text that a question is checked against, made ready once."""

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache

from lessons.analysis import Analysis
from lessons.quizzes import relations
from lessons.quizzes.items import content
from vocab import families, glossary
from vocab.glossary import Entry
from vocab.pipeline import Sentence, Token

_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
RUN = 5
# Words that share so many letters are taken for one family, as in `items.content`.
FAMILY = 5
# The members of one list or relation, and what they are examples, causes, effects or preventers of.
Relation = tuple[frozenset[frozenset[str]], frozenset[str]]


class Ground:
    """What the rules ask of a text; each answer is found when it is first asked for, and kept."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @cached_property
    def words(self) -> tuple[str, ...]:
        return words(self.analysis.text)

    @cached_property
    def line(self) -> str:
        """All words with one space around each, so that a run of whole words is found in it."""
        return f" {' '.join(self.words)} "

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(families.stem(word)[:FAMILY] for word in self.words)

    def speaks_of(self, said: tuple[str, ...]) -> bool:
        """Whether any of these words stands in the text, in whatever form."""
        return any(families.stem(word)[:FAMILY] in self.stems for word in said)

    @cached_property
    def said(self) -> list[tuple[Sentence, frozenset[str]]]:
        """The sentences that state something and deny nothing, with their content words."""
        return [
            (reader.sentence, content(" ".join(reader.words)))
            for _, reader in relations.readers(self.analysis)
            if "not" not in reader.words and "n't" not in " ".join(reader.words).replace("’", "'")
        ]

    @cached_property
    def relations(self) -> list[Relation]:
        """What the text says of its terms, by the members' content words."""
        found: list[Relation] = [(_named(each.members), content(each.of)) for each in relations.examples(self.analysis)]
        for cause in relations.causes(self.analysis):
            for effect in cause.effects:
                found.append((_named(cause.causes), content(effect.term.text)))
            for agent in cause.causes:
                found.append((_named(cause.effects), content(agent.term.text)))
        found += [(_named(each.terms), content(each.goal.text)) for each in relations.advice(self.analysis)]
        return found

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The entry of each term as the text writes it, in lower case."""
        return {term.text.casefold(): term.entry for term in self.analysis.terms}

    @cached_property
    def long_forms(self) -> dict[str, str]:
        found = self.analysis.abbreviations
        return {each.short.casefold(): each.long.casefold() for each in found}

    @cached_property
    def tags(self) -> dict[str, Counter[str]]:
        """The Penn tags that each word has in the text."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in self.analysis.sentences:
            for token in sentence.tokens:
                found[token.text.casefold()][token.tag] += 1
        return found

    def has_run(self, said: tuple[str, ...]) -> bool:
        """Whether the text has these words one after the other."""
        return bool(said) and f" {' '.join(said)} " in self.line

    def entry(self, phrase: str) -> Entry | None:
        """The entry of a phrase: as the text uses it, or else as the glossary has it."""
        named = glossary.named(phrase) or glossary.named(phrase.casefold().removesuffix("s"))
        return self.entries.get(phrase.casefold()) or next(iter(named), None)

    def heads(self, said: tuple[str, ...]) -> set[str]:
        """The Penn tags of the head of this phrase wherever the text has it."""
        if not self.has_run(said):
            return set()
        found = set()
        for sentence in self.analysis.sentences:
            spoken = [plain(token.text) for token in sentence.tokens]
            for start in range(len(spoken) - len(said) + 1):
                if tuple(spoken[start : start + len(said)]) == said:
                    found.add(_head(sentence, start, start + len(said)).tag)
        return found


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a phrase, as `plain` has them; "X-ray" is two."""
    return tuple(map(plain, _WORD.findall(text)))


def plain(word: str) -> str:
    """In lower case with a straight apostrophe."""
    return word.casefold().replace("’", "'")


def _named(members: relations.Members) -> frozenset[frozenset[str]]:
    return frozenset(content(member.term.text) for member in members)


def _head(sentence: Sentence, start: int, end: int) -> Token:
    """The token of the run that hangs on something outside it."""
    run = sentence.tokens[start:end]
    return next((token for token in run if not start <= token.head < end or token.dep == "root"), run[-1])


def runs(said: tuple[str, ...], size: int = RUN) -> list[tuple[str, ...]]:
    """Every run of so many words; the whole where it is shorter."""
    return [said[place : place + size] for place in range(max(len(said) - size, 0) + 1)]
