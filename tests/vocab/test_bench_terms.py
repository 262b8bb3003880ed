"""The benchmark of terms: its arithmetic, with finders that answer what a test tells them."""

from pathlib import Path

import pytest

from vocab import glossary
from vocab.training import annotated, bench_terms
from vocab.training.annotated import Annotated, Marked

FACTS = "# form: leaflet\n# field: nephrology\n# spelling: British\n\n"


def written(folder: Path, body: str) -> Annotated:
    path = folder / "07-a-text.txt"
    path.write_text(FACTS + body, encoding="utf-8")
    return annotated.read(path)


def text(form: str = "leaflet") -> Annotated:
    return Annotated(
        "1",
        form,
        "eyes",
        "US",
        "A sty or pink eye, keep an eye.",
        (Marked(2, 5, "sty", ""), Marked(9, 17, "Pink Eye", "")),
        ((27, 30),),
    )


def lines(*texts: Annotated, found: list[tuple[int, int, str]], shown: int = 0) -> list[str]:
    return list(bench_terms.compare(texts, lambda _: found, shown=shown))


# -- marked texts


def test_the_marks_are_taken_out_and_their_places_kept(tmp_path: Path) -> None:
    read = written(tmp_path, "Two [[kidneys|kidney|anatomy]], an {{eye}} on\n\n[[CKD||disease]] and [[rest]].")
    assert read.text == "Two kidneys, an eye on\n\nCKD and rest."
    assert [read.text[term.start : term.end] for term in read.terms] == ["kidneys", "CKD", "rest"]
    assert [(term.lemma, term.kind) for term in read.terms] == [("kidney", "anatomy"), ("ckd", "disease"), ("rest", "")]
    assert [read.text[start:end] for start, end in read.traps] == ["eye"]


def test_a_text_knows_its_facts(tmp_path: Path) -> None:
    read = written(tmp_path, "Nothing.")
    assert (read.name, read.form, read.field, read.spelling) == ("07-a-text", "leaflet", "nephrology", "British")


@pytest.mark.parametrize("marked", annotated.texts(), ids=lambda marked: marked.name)
def test_every_development_text_is_marked_without_mistakes(marked: Annotated) -> None:
    assert not set("[]{}|") & set(marked.text)
    assert len(marked.terms) > 10
    assert {term.kind for term in marked.terms} <= set(glossary.KINDS)
    assert marked.spelling in ("British", "American")


# -- figures


def test_figures_are_precision_recall_and_their_harmonic_mean() -> None:
    assert bench_terms.figures(3, 4, 6) == "P  75.0%  R  50.0%  F1  60.0%"
    assert bench_terms.figures(5, 5, 5) == "P 100.0%  R 100.0%  F1 100.0%"


def test_figures_of_nothing_are_zero() -> None:
    assert bench_terms.figures(0, 0, 0) == "P   0.0%  R   0.0%  F1   0.0%"


# -- compare


def test_a_finder_that_finds_all_and_no_trap_has_all_its_points() -> None:
    told = lines(text(), found=[(2, 5, "sty"), (9, 17, "pink eye")])
    assert told == [
        "  leaflet            P 100.0%  R 100.0%  F1 100.0%",
        "  all                P 100.0%  R 100.0%  F1 100.0%",
        "  unique lemmas      P 100.0%  R 100.0%  F1 100.0%",
        "  traps taken        0 of 1 (0.0%)",
    ]


def test_a_finder_that_finds_nothing_has_none() -> None:
    *points, traps = lines(text(), found=[])
    assert all("F1   0.0%" in line for line in points)
    assert traps.endswith("0 of 1 (0.0%)")


def test_a_part_of_a_term_is_wrong_and_a_part_of_a_trap_is_taken() -> None:
    told = lines(text(), found=[(2, 5, "sty"), (14, 17, "eye"), (26, 29, "ey")], shown=2)
    assert told[1] == f"  all                {bench_terms.figures(1, 3, 2)}"
    assert told[3] == "  traps taken        1 of 1 (100.0%)"
    assert told[4] == "  missed: [('pink eye', 1)]"
    assert told[5].startswith("  wrong: [('")
    assert "('eye', 1)" in told[5]


def test_spans_that_only_touch_a_trap_do_not_take_it() -> None:
    assert "0 of 1" in lines(text(), found=[(23, 27, "an"), (30, 31, ".")])[3]


def test_a_term_found_twice_counts_once() -> None:
    assert lines(text(), found=[(2, 5, "sty"), (2, 5, "Sty")])[0].startswith("  leaflet            P 100.0%  R  50.0%")


def test_each_form_has_its_line_and_all_come_last() -> None:
    told = lines(text("news"), text("blog"), found=[(2, 5, "sty")])
    assert [line.split()[0] for line in told] == ["blog", "news", "all", "unique", "traps"]


def test_of_no_texts_there_are_no_points() -> None:
    assert lines(found=[]) == [
        f"  unique lemmas      {bench_terms.figures(0, 0, 0)}",
        "  traps taken        0 of 0 (0.0%)",
    ]


@pytest.mark.model
def test_our_own_finder_gives_places_of_the_text() -> None:
    sentence = "Kidney disease may cause anaemia."
    found = [(sentence[start:end], lemma) for start, end, lemma in bench_terms.ours(sentence)]
    assert found == [("Kidney disease", "kidney disease"), ("anaemia", "anaemia")]


@pytest.mark.model
def test_the_plain_finder_takes_rare_nouns() -> None:
    assert [lemma for *_, lemma in bench_terms.rare_nouns("The time of the nephrologists.")] == ["nephrologist"]
