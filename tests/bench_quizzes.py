"""`make bench-quizzes`: how many questions texts give, what the checks say of them, and who can guess them.

Prints figures; asserts nothing. `vocab.training.annotated` has the texts without headings, the starter library those
with; the shortest and the longest are cut and joined out of them.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lessons import analysis, importing, quizzes, starter
from lessons.analysis import Analysis
from lessons.importing import Source, Text
from lessons.quizzes import checks, guessers
from lessons.quizzes.checks import Finding
from lessons.quizzes.guessers import Asked
from lessons.quizzes.items import Draft
from vocab.training import annotated

SEED = Path(__file__).parents[2] / "shared/seed/muscle-spasms.txt"
# A text of each form.
PLAIN = (
    *("01-chronic-kidney-disease", "05-itchy-skin-web-page", "06-type-2-slow-thief", "13-migraine-dialogue"),
    *("17-mrsa-news", "23-kettle-story", "24-knee-replacement-faq", "27-malaria-blog", "38-food-poisoning-letter"),
    *("46-copd", "53-tuberculosis-article", "69-football-concussion"),
)
HEADED = (
    "anemia-blood-drive-a2",
    "asthma-inhaler-b1",
    "high-blood-pressure-c1",
    "panic-attacks-b1",
    "healthy-teeth-a2",
)
SHORT = (("31-gout", 120), ("64-carpal-tunnel", 200))
LONG, LONG_WORDS = "-c1.md", 3_000
EVERYTHING = "all types"
EVERY = {**guessers.BLIND, **guessers.MATCHING}
LEARNED = ("blind", "surface", "own blind", "own surf")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """The questions of one text, what the checks say of each, and the seconds that making them took."""

    name: str
    source: Analysis
    drafts: list[Draft]
    findings: list[list[Finding]]
    seconds: float

    @property
    def words(self) -> int:
        return len(self.source.words)

    def asked(self) -> list[Asked]:
        return [question for draft in self.drafts for question in guessers.asked(draft, self.source.text)]


def main() -> None:
    quizzes.make(analysis.analyse(importing.outline("Asthma is a disease of the lungs.")), seed=1)
    made = [questions(name, text) for name, text in texts()]
    print_texts(made)
    print_checks(made)
    print_guessers(made)


# -- the texts


def texts() -> Iterator[tuple[str, Text]]:
    if SEED.is_file():
        yield "seed", importing.outline(SEED.read_text(encoding="utf-8"))
    for name in PLAIN:
        yield name, importing.outline(plain(name))
    for name in HEADED:
        yield name, importing.clean(Source(headed(name), markdown=True))
    for name, words in SHORT:
        yield f"{name} ({words} words)", importing.outline(cut(plain(name), words))
    yield "starter lessons joined", importing.clean(Source(joined(LONG_WORDS), markdown=True))


def plain(name: str) -> str:
    return annotated.read(annotated.FOLDER / f"{name}.txt").text


def headed(name: str) -> str:
    return (starter.FOLDER / f"{name}.md").read_text(encoding="utf-8")


def cut(text: str, words: int) -> str:
    """The first sentences of the text, up to about so many words, without its title."""
    kept: list[str] = []
    for sentence in analysis.analyse(importing.outline(text)).running:
        if len(" ".join(kept).split()) >= words:
            break
        kept.append(text[sentence.start : sentence.end])
    return " ".join(kept)


def joined(words: int) -> str:
    """Starter lessons one after the other, each title a heading of the whole."""
    whole = "# Health matters"
    for path in sorted(starter.FOLDER.glob(f"*{LONG}")):
        if len(whole.split()) >= words:
            break
        whole += "\n\n#" + path.read_text(encoding="utf-8").replace("\n## ", "\n### ").strip()
    return whole


def questions(name: str, text: Text) -> Made:
    source = analysis.analyse(text)
    begin = time.perf_counter()
    drafts = quizzes.make(source, seed=1)
    seconds = time.perf_counter() - begin
    return Made(name, source, drafts, checks.of_items(drafts, source), seconds)


# -- what is printed


def print_texts(made: Sequence[Made]) -> None:
    print(f"{'text':34} words items types  clean pass  ms/500 words")
    for each in made:
        clean, passing = shares(each.findings)
        kinds = len({draft.type for draft in each.drafts})
        speed = each.seconds * 500_000 / max(each.words, 1)
        print(f"{each.name:34} {each.words:5} {len(each.drafts):5} {kinds:5}  {clean:5} {passing:4}  {speed:12.0f}")
        for finding in checks.of_quiz(each.drafts):
            print(f"  {finding.message}")


def shares(findings: Sequence[Sequence[Finding]]) -> tuple[str, str]:
    """How many have no finding, and how many pass, in percent."""
    return percent([not found for found in findings]), percent([checks.passes(found) for found in findings])


def percent(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.0%}" if values else "–"


def print_checks(made: Sequence[Made]) -> None:
    by_type: dict[str, list[list[Finding]]] = defaultdict(list)
    for each in made:
        for draft, findings in zip(each.drafts, each.findings, strict=True):
            by_type[draft.type].append(findings)
            by_type[EVERYTHING].append(findings)
    print(f"\n{'type':22} items  clean pass  findings")
    for kind, listed in by_last(by_type):
        clean, passing = shares(listed)
        rules = Counter(finding.rule for found in listed for finding in found)
        told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(4))
        print(f"{kind:22} {len(listed):5}  {clean:5} {passing:4}  {told}")


def by_last(by_type: dict[str, list[list[Finding]]]) -> list[tuple[str, list[list[Finding]]]]:
    return sorted(by_type.items(), key=lambda pair: (pair[0] == EVERYTHING, pair[0]))


def print_guessers(made: Sequence[Made]) -> None:
    """The share that each program gets right, per type.

    `blind` is learned from cues without the text, `surface` from all, over all types; `own` of questions of one type.
    """
    by_text = [each.asked() for each in made]
    print(f"\n{'type':22} asked chance  {' '.join(f'{name:>9}' for name in (*EVERY, *LEARNED))}")
    whole = credits(by_text)
    for kind in sorted({question.type for question in flat(by_text)}):
        texts = [[question for question in text if question.type == kind] for text in by_text]
        own = credits(texts)
        places = [at for at, question in enumerate(flat(by_text)) if question.type == kind]
        row = {name: [right[at] for at in places] for name, right in whole.items()}
        print_row(kind, flat(texts), {**row, "own blind": own["blind"], "own surf": own["surface"]})
    print_row(EVERYTHING, flat(by_text), whole)


def credits(texts: Sequence[Sequence[Asked]]) -> dict[str, list[float]]:
    """What each guesser gets for each question in turn."""
    found = {name: [guessers.credit(each, guess(each)) for each in flat(texts)] for name, guess in EVERY.items()}
    found["blind"] = flat(guessers.learned(texts, list(guessers.BLIND.values())))
    found["surface"] = flat(guessers.learned(texts, list(EVERY.values())))
    return found


def print_row(kind: str, questions: Sequence[Asked], found: Mapping[str, Sequence[float]]) -> None:
    chance = percent([question.chance for question in questions])
    print(f"{kind:22} {len(questions):5} {chance:>6}  {' '.join(f'{percent(right):>9}' for right in found.values())}")


def flat(lists: Sequence[Sequence[T]]) -> list[T]:
    return [each for one in lists for each in one]


if __name__ == "__main__":
    main()
