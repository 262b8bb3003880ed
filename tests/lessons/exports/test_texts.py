"""Text as other formats can hold it."""

import pytest

from lessons.exports import anki, gift, kahoot, moodle, qti, tables, texts
from tests.lessons.exports import things
from tests.lessons.exports.test_anki import MONDAY


def test_what_no_format_can_hold_is_left_out() -> None:
    assert texts.plain("a\x00b\x08c\x1fd\ufffee\t\n") == "abcde\t\n"


def test_new_lines_stay_in_html() -> None:
    assert texts.html("a <  b\n& c") == "a &lt; b<br>&amp; c"


def test_a_long_text_is_cut() -> None:
    assert texts.shortened("one two three", 8) == "one two…"
    assert texts.shortened("one two", 7) == "one two"


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x0b", "\x1b", "\x1f", "\ufffe", "\uffff"])
def test_every_format_takes_a_text_with_controls(control: str) -> None:
    dirty = f"a{control}b"
    items = [things.item(stem=dirty, options=[dirty, "c"], key=0), *things.every()]
    for made in items[5:]:
        made.accept = [[dirty] for _ in made.accept]
    words = [things.word(definition=dirty, sentence=((dirty, True),))]
    anki.package(words, name=dirty, deck="deck", now=MONDAY)
    tables.words_csv(words)
    tables.items_csv(items, quizzes={}, types={})
    moodle.document(items, title=dirty)
    gift.document(gift.parted(items)[0], title=dirty)
    kahoot.workbook(kahoot.parted(items)[0], title=dirty)
    qti.package(items, title=dirty, slug="asthma")
