"""A line that was left out, put back where it stood."""

import pytest

from lessons import importing
from lessons.importing import Source, files
from tests import fixtures
from tests.texts import ARTICLE

LINES = ["Water and You", "The body needs water.", "Advertisement", "Log in", "Drink two litres.", "Back to top"]


def put_back(text: importing.Text, *lines: str, source: str) -> list[str]:
    for line in lines:
        text = importing.put_back(text, line, source=source)
    return text.text.split("\n\n")


@pytest.mark.parametrize("order", [("Advertisement", "Log in"), ("Log in", "Advertisement")])
def test_lines_stand_where_they_stood_whichever_comes_first(order: tuple[str, str]) -> None:
    source = "\n\n".join(LINES)
    text = importing.clean(Source(source))
    assert text.removed == ("Advertisement", "Log in", "Back to top")
    assert put_back(text, *order, source=source) == LINES[1:5]


def test_what_the_teacher_wrote_since_stays() -> None:
    source = "\n\n".join(LINES)
    edited = importing.edited("The body needs much water.\n\nDrink two litres.\n\nAnd sleep.", title="My title")
    again = importing.put_back(edited, "Back to top", source=source)
    assert (again.title, again.text.split("\n\n")) == (
        "My title",
        ["The body needs much water.", "Drink two litres.", "Back to top", "And sleep."],
    )


def test_a_line_before_all_others_goes_to_the_top() -> None:
    text = importing.clean(Source(ARTICLE))
    assert put_back(text, "By Jane Doe", source=ARTICLE)[0] == "By Jane Doe"


def test_a_heading_is_a_heading_again() -> None:
    page = files.read("messy.html", fixtures.data("messy.html"))
    text = importing.put_back(importing.clean(page), "About the author", source=page.text)
    text = importing.put_back(
        text, "Ines Duarte writes about health and gardens. She lives in Porto with two cats.", source=page.text
    )
    last = text.sections[-1]
    assert last.heading == "About the author"
    assert text.text[last.blocks[0][1] :].startswith("Ines Duarte writes")


def test_a_line_that_the_source_lacks_goes_to_the_end() -> None:
    text = importing.clean(Source("\n\n".join(LINES)))
    assert put_back(text, "From elsewhere", source="\n\n".join(LINES))[-1] == "From elsewhere"
