"""The same article out of every format, in files that other programs wrote."""

import pytest

from lessons import importing
from lessons.importing import Source, Text, files
from tests import fixtures

SAME = (
    "hay-fever-pandoc.html",
    "hay-fever-pandoc.docx",
    "hay-fever-libreoffice.docx",
    "hay-fever-pandoc.epub",
    "hay-fever-libreoffice.pdf",
    "hay-fever-chromium.pdf",
    "hay-fever-two-columns.pdf",
)


def source(name: str) -> Source:
    return files.read(name, fixtures.data(name))


def text(name: str) -> Text:
    return importing.clean(source(name))


def shown(read: Text, number: int) -> list[str]:
    """The blocks of a section, list items with a dash."""
    blocks = read.sections[number].blocks
    return [("- " if kind == "item" else "") + read.text[start:end] for kind, start, end in blocks]


def test_the_article_in_markdown() -> None:
    read = text("hay-fever.md")
    assert read.title == "Living With Hay Fever"
    headings = [section.heading for section in read.sections]
    assert headings == ["", "What you may notice", "When it is worst", "What helps", "When to see a doctor"]
    assert shown(read, 0)[0].startswith("Hay fever is an allergy to pollen. It is one of the most common long-term")
    assert shown(read, 1) == [
        "The symptoms are like those of a cold, but they last for weeks and there is no fever. You may have:",
        "- a runny or blocked nose",
        "- itchy, red and watery eyes",
        "- sneezing, often many times in the morning",
        "- a cough, or an itchy throat",
        "Some people feel tired all day because they sleep badly. Others have trouble concentrating at work or at "
        "school, and exams in May and June can be a real problem for students with severe hay fever.",
    ]
    assert shown(read, 2)[1:5] == [
        "- Plant – Months",
        "- Trees – February to May",
        "- Grass – May to July",
        "- Weeds – June to September",
    ]
    assert shown(read, 3)[1] == "- Keep windows closed early in the morning and in the evening."
    assert "says Zoë, a teacher from Málaga. “The café terrace" in shown(read, 4)[0]


@pytest.mark.parametrize("name", SAME)
def test_every_other_format_gives_the_same(name: str) -> None:
    """Title, headings, paragraphs with their words undivided, items and rows of the table."""
    read, wanted = text(name), text("hay-fever.md")
    assert read.title == wanted.title
    assert read.text.split("\n\n") == wanted.text.split("\n\n")
    assert read.sections == wanted.sections
    importing.check(read.text)


@pytest.mark.parametrize(
    ("name", "removed"),
    [
        ("hay-fever-chromium.pdf", ("Health leaflets of the Harbour Clinic",)),
        ("hay-fever-two-columns.pdf", ()),
        ("hay-fever-libreoffice.pdf", ()),
        ("hay-fever-pandoc.epub", ("Ines Duarte", "CC BY 4.0")),
        ("hay-fever-libreoffice.docx", ()),
    ],
)
def test_running_heads_and_title_pages_are_told(name: str, removed: tuple[str, ...]) -> None:
    """A head that says the title again is none to put back."""
    assert text(name).removed == removed


def test_a_book_tells_its_author_and_licence() -> None:
    told = source("hay-fever-pandoc.epub").provenance
    assert (told.author, told.licence) == ("Ines Duarte", "CC BY 4.0")


def test_letters_of_older_windows_programs() -> None:
    read = text("hay-fever-windows-1252.txt")
    assert read.title == "Living With Hay Fever"
    assert "“I thought it was only my nose,” says Zoë, a teacher from Málaga." in read.text
    assert [section.heading for section in read.sections][1] == "What you may notice"


def test_subtitles_become_paragraphs() -> None:
    """Sounds, speakers and the marks of two people in one cue go; a silence begins a paragraph."""
    read = text("talk.srt")
    assert shown(read, 0) == [
        "Hay fever is an allergy to pollen. About one person in four has it, and most people notice it first as "
        "children or young adults. When somebody breathes pollen in, the body releases histamine.",
        "The nose swells inside, the eyes itch, and many people sneeze all morning. Is there a cure? No, but there is "
        "a lot you can do. Keep your windows closed, wash your hair before bed, and ask a pharmacist.",
    ]


def test_rolling_captions_say_each_line_once() -> None:
    read = text("talk.vtt")
    assert shown(read, 0) == [
        "Hay fever is an allergy to pollen. About one person in four has it, and most people notice it first as "
        "children or young adults. When somebody breathes pollen in, the body releases histamine & the nose swells.",
        "Many people sneeze all morning. Keep your windows closed, wash your hair before bed, and ask a pharmacist.",
    ]


def test_a_messy_page_gives_its_article() -> None:
    read = text("messy.html")
    assert read.title == "Living With Hay Fever"
    assert [section.heading for section in read.sections] == [
        "",
        "What you may notice",
        "When it is worst",
        "What helps",
    ]
    assert shown(read, 0)[0].startswith("Hay fever is an allergy to pollen.")
    assert shown(read, 1)[1:4] == [
        "- a runny or blocked nose",
        "- itchy, red and watery eyes",
        "- a cough, or an itchy throat",
    ]
    assert shown(read, 1)[4].endswith("they sleep badly. Others have trouble concentrating at work or at school.")
    assert shown(read, 2)[1:4] == ["- Plant – Months", "- Trees – February to May", "- Grass – May to July"]
    for line in ("Share", "Advertisement", "cookies", "secret", "two cats", "pillow", "Great article", "Getty", "©"):
        assert line not in read.text


def test_what_a_messy_page_lost_is_told() -> None:
    removed = text("messy.html").removed
    for line in ("Accept all cookies", "By Ines Duarte", "Related articles", "Is your pillow making you ill?", "Shop"):
        assert line in removed
    assert "a script is no article" not in " ".join(removed)


def test_a_page_tells_where_it_is_from() -> None:
    told = source("messy.html").provenance
    assert (told.note, told.author, told.licence) == ("The Daily Nose", "Ines Duarte", "CC BY 4.0")
    assert told.url == "https://daily-nose.example/health/hay-fever"
