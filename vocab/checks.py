"""What a glossary must keep to, so that a learner can rely on it: `flask vocab check` and the tests ask the same."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from accounts.learning import LANGUAGES
from vocab import families, glossary, levels, pipeline, terms, word_parts
from vocab.glossary import Entry, Key

MAX_WORDS = 20
# The words of a definition are at most of this level, unless they are easier entries.
PLAIN = "B1"
# Far easier than the headword that they belong to: "bear" is B2.
EASIER_FORMS = frozenset({"born"})
# The phonemes of British and American English as learners' dictionaries write them, stress, and spaces.
IPA = frozenset("pbtdkɡfvθðszʃʒhmnŋlrjwiɪeæɑɒɔʊuʌɜəaoɛ̃xɐ") | frozenset("ːˈˌ -.()")
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z][a-z]?[A-Z0-9-]*(?![a-z])")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the entry of `word` at `place`, its file and line."""

    place: str
    word: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.word}: {self.message}"


def problems(listed: Collection[Entry]) -> list[Problem]:
    """What is wrong with these entries, in the order of their places; they are read beside the whole glossary."""
    found = [Problem(entry.place, entry.lemma, message) for entry in listed for message in _alone(entry)]
    keys = {entry.key for entry in listed}
    found += [Problem(e.place, e.lemma, message) for e, message in _together() if e.key in keys]
    order = {entry.place: number for number, entry in enumerate(listed)}
    return sorted(found, key=lambda problem: order[problem.place])


def _alone(entry: Entry) -> Iterator[str]:
    for check in (_tidy, _definition, _hard_words, _names_itself, _example, _parts, _ipa, _translations, _links):
        yield from check(entry)


# -- one entry


def _tidy(entry: Entry) -> Iterator[str]:
    cells = [entry.lemma, entry.definition, entry.example, entry.plain, *entry.variants, *entry.related]
    for cell in (*cells, *entry.partners, *entry.cues, *entry.translations.values()):
        if cell != " ".join(cell.split()):
            yield f"spaces too many in “{cell}”"


def _definition(entry: Entry) -> Iterator[str]:
    definition = entry.definition
    if not definition:
        yield "a definition is missing"
        return
    if (count := len(definition.split())) > MAX_WORDS:
        yield f"the definition has {count} words, at most {MAX_WORDS} are easy to read"
    if definition[-1] in ".;," or (definition[0].isupper() and not definition.split()[0].isupper()):
        yield "the definition is a phrase: it begins with a small letter and ends without a full stop"
    if definition.startswith("to ") != (entry.pos == "VERB"):
        yield "a verb, and only a verb, is defined by “to …”"


def _hard_words(entry: Entry) -> Iterator[str]:
    sentences = _analysed(entry.definition)
    found = {term.start: term for term in terms.read(entry.definition, sentences)}
    inside = 0
    for token in (token for sentence in sentences for token in sentence.words):
        term = found.get(token.start)
        if term and term.entry.place:
            inside = term.end
            if not (_easier(term.entry.level, entry) or _everyday(term, token.pos)):
                yield f"the definition has “{term.text}” ({term.entry.level}), which is no easier"
        elif token.start >= inside and token.pos in levels.CONTENT and not _plain(token, entry):
            yield f"the definition has “{token.text}”, a word above {PLAIN}"


def _names_itself(entry: Entry) -> Iterator[str]:
    words = entry.lemma.casefold().split()
    if len(words) > 1:
        stems = [families.stem(word) for word in words if word not in ("and", "of", "the", "in", "to", "a")]
        told = {families.stem(word) for word in _words(entry.definition)}
        if all(each in told for each in stems):
            yield "the definition only says the words of the headword again"
        return
    family = {*words, *(form.casefold() for form in (*entry.related, *entry.variants) if " " not in form)}
    for word in _words(entry.definition):
        if any(_same(word, member) for member in family) or families.related(entry.lemma, word):
            yield f"the definition has “{word}”, the headword or one of its family"


def _example(entry: Entry) -> Iterator[str]:
    if not entry.example or entry.example[-1] not in ".?!":
        yield "the example is a whole sentence, with its full stop"
    elif not _mentions(entry.example, entry):
        yield "the example does not have the word"


def _parts(entry: Entry) -> Iterator[str]:
    if entry.parts:
        try:
            word_parts.split(entry.parts, entry.lemma)
        except ValueError as fault:
            yield str(fault)


def _ipa(entry: Entry) -> Iterator[str]:
    if not entry.ipa:
        yield "the pronunciation is missing"
    for transcription in (entry.ipa, entry.ipa_us):
        if odd := sorted(set(transcription) - IPA):
            yield f"the pronunciation has {' '.join(odd)}, which is no sound of English"
    if entry.ipa and entry.ipa == entry.ipa_us:
        yield "the American pronunciation stands only where it differs"


def _translations(entry: Entry) -> Iterator[str]:
    for code, language in LANGUAGES.items():
        word = entry.translations.get(code, "")
        if not word:
            yield f"the {language.name} translation is missing"
        elif script := _foreign_script(word, language.script):
            yield f"the {language.name} translation “{word}” has letters that are {script}"


def _foreign_script(word: str, script: str) -> str | None:
    """A script in the word that is not its language's; abbreviations such as MRI stand in any."""
    left = _CAPITALS.sub("", word)
    scripts = {unicodedata.name(char, "?").split()[0] for char in left if char.isalpha()}
    if not scripts:
        return None if left != word else "none at all"
    return ", ".join(sorted(scripts - {script, "MODIFIER", "GREEK"})).lower() or None


def _links(entry: Entry) -> Iterator[str]:
    for form in entry.related:
        if not (glossary.named(form) or levels.zipf(form)):
            yield f"the related form “{form}” is no entry and no word that is in use"
        if form in entry.forms:
            yield f"the related form “{form}” is the word itself"
    for phrase in entry.partners:
        if not _mentions(phrase, entry):
            yield f"the partner “{phrase}” does not have the word"


# -- all entries together


def _together() -> Iterator[tuple[Entry, str]]:
    everything = list(glossary.entries().values())
    for check in (_same_definition, _same_form, _circular, _unclear_senses):
        yield from check(everything)


def _same_definition(everything: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    sharing: dict[str, list[Entry]] = defaultdict(list)
    for entry in everything:
        sharing[entry.definition].append(entry)
    for listed in sharing.values():
        for entry in listed if len(listed) > 1 else ():
            other = next(each for each in listed if each is not entry)
            yield entry, f"{other.lemma} ({other.place}) has the same definition"


def _same_form(everything: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Two entries of one form and part of speech leave a learner guessing, unless they are told apart as senses."""
    by_form: dict[tuple[str, str], set[Entry]] = defaultdict(set)
    for entry in everything:
        for form in entry.forms:
            by_form[form.casefold(), entry.pos].add(entry)
    for (form, _), sharing in by_form.items():
        lemmas = {entry.lemma for entry in sharing}
        for entry in sharing if len(lemmas) > 1 else ():
            others = ", ".join(sorted(lemmas - {entry.lemma}))
            yield entry, f"its form “{form}” is also one of {others or entry.lemma}"


def _circular(everything: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """A explained by B, and B by A."""
    uses = {entry.key: _entries_in(entry.definition) - {entry.key} for entry in everything}
    for entry in everything:
        for other in uses[entry.key]:
            if entry.key in uses.get(other, ()):
                yield entry, f"it is explained by “{other[0]}”, and “{other[0]}” by it"


def _unclear_senses(everything: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    counts = Counter((entry.lemma, entry.pos) for entry in everything)
    main = {(entry.lemma, entry.pos) for entry in everything if not entry.sense}
    for entry in everything:
        if counts[entry.lemma, entry.pos] > 1 and not entry.cues:
            yield entry, "it has several senses, so each needs cues"
        if (entry.lemma, entry.pos) not in main:
            yield entry, "one of its senses must be the main one, without a label"


# -- words


@cache
def _analysed(text: str) -> tuple[pipeline.Sentence, ...]:
    return pipeline.analyse(text)


def _entries_in(definition: str) -> set[Key]:
    return {term.entry.key for term in terms.read(definition, _analysed(definition)) if term.entry.place}


def _easier(level: str, entry: Entry) -> bool:
    return levels.rank(level) <= max(levels.rank(PLAIN), levels.rank(entry.level) - 1)


def _everyday(term: terms.Term, pos: str) -> bool:
    """Whether an easy word stands here in no medical sense: its entry's level is that of one use, often a rarer one."""
    return term.text in EASIER_FORMS or (not term.entry.is_term and " " not in term.text and _easy(term.text, pos))


def _plain(token: pipeline.Token, entry: Entry) -> bool:
    if _plain_as((token.lemma, token.text), token.pos, entry):
        return True
    parts = [part for part in token.text.lower().split("-") if part]
    return len(parts) > 1 and all(_plain_as((part,), token.pos, entry) for part in parts)


def _plain_as(forms: Collection[str], pos: str, entry: Entry) -> bool:
    known = [each for form in forms for each in glossary.named(form)]
    return any(_easier(each.level, entry) for each in known) if known else any(_easy(form, pos) for form in forms)


def _easy(word: str, pos: str) -> bool:
    """Whether a learner knows the word as this part of speech, or as it is most usual: the pipeline may mistake it.

    A participle is as easy as its verb: "tiring".
    """
    lower = word.lower()
    as_what = (pos, None, "VERB") if lower.endswith(("ing", "ed")) else (pos, None)
    return any(levels.rank(levels.word_level(lower, each)) <= levels.rank(PLAIN) for each in as_what)


def _mentions(text: str, entry: Entry) -> bool:
    """Whether one of the entry's forms stands in the text, inflected or not."""
    told = [families.stem(word) for word in _words(text)]
    return any(
        all(any(each.startswith(families.stem(word)[:5]) for each in told) for word in _words(form))
        for form in entry.forms
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+(?:-\w+)*", text.casefold())


def _same(word: str, member: str) -> bool:
    inflected = {member + ending for ending in ("", "s", "es", "d", "ed", "ing")}
    return word in inflected or families.stem(word) == families.stem(member)
