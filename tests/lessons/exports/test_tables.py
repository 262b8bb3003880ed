"""Words and questions as tables, read back by the csv module of Python."""

import csv
import io

from hypothesis import given

from lessons.exports import tables
from lessons.models import QuizKind
from tests.lessons.exports import things
from tests.lessons.exports.things import any_text, word

NAMES = {"quizzes": {QuizKind.COMPREHENSION: "Understanding the text"}, "types": {"own": "Your own"}}


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_quizlet_gets_a_line_for_each_word() -> None:
    lines = tables.quizlet([word(), word("cough", translation="")]).decode()
    assert lines == (
        "asthma\ta disease that makes breathing difficult – asma\ncough\ta disease that makes breathing difficult\n"
    )


def test_a_table_of_words() -> None:
    (row,) = read(tables.words_csv([word()]))
    assert row == {
        "Word": "asthma",
        "Meaning": "a disease that makes breathing difficult",
        "Translation": "asma",
        "Pronunciation": "ˈæsmə",
        "Word parts": "asthm (short breath)",
        "Level": "B1",
        "Sentence": "Many people with asthma have a cough.",
        "Lesson": "Living With Asthma",
    }


def test_excel_is_told_the_letters() -> None:
    assert tables.words_csv([word()]).startswith(b"\xef\xbb\xbf")


def test_a_table_of_questions() -> None:
    rows = read(tables.items_csv(things.every(), **NAMES))
    assert [row["Number"] for row in rows] == [str(number) for number in range(1, 9)]
    first = rows[0]
    assert (first["Quiz"], first["Kind"], first["Question"]) == (
        "Understanding the text",
        "Your own",
        "What does asthma do?",
    )
    assert (first["Answer 2"], first["Right answer"]) == ("It makes breathing difficult.",) * 2
    assert first["Sentence in the text"] == things.SENTENCE
    right = [row["Right answer"] for row in rows]
    assert right[4] == "cough: a sudden noise from the throat; fever: a high temperature"
    assert right[6:] == ["inhaler or inhalator", "1: people; 2: cough"]
    assert rows[7]["Passage"] == "Many peo_____ (1) have a co_____ (2) at night."


def test_no_question_makes_a_table_without_rows() -> None:
    assert read(tables.items_csv([], **NAMES)) == []


@given(text=any_text)
def test_a_cell_never_begins_a_formula(text: str) -> None:
    for start in ("=", "+", "-", "@", "\t=", "\r=", " =", ""):
        (row,) = read(tables.words_csv([word(start + text, definition=start + text)]))
        assert row["Word"][0] not in "=+-@\t\r"
        assert row["Meaning"][0] not in "=+-@\t\r"
        term, _, meaning = tables.quizlet([word(start + text, definition=start + text)]).decode().partition("\t")
        assert term[0] not in "=+-@\r"
        assert "\t" not in meaning
        assert meaning[0] not in "=+-@\r"
        assert meaning.count("\n") == 1


@given(text=any_text)
def test_any_text_survives(text: str) -> None:
    (row,) = read(tables.items_csv([things.item(stem=text)], **NAMES))
    assert row["Question"].removeprefix("'") == " ".join(text.split()).removeprefix("'")
