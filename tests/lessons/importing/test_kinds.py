"""What a file is, by its name and by its first bytes."""

import pytest

from lessons.importing import Refused, files, kinds
from tests import fixtures

ZIP, OLE, PNG = b"PK\x03\x04" + b"\0" * 30, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"\x89PNG\r\n\x1a\n"
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.txt", "text"),
        ("A.MD", "text"),
        ("my.article.html", "html"),
        ("a.htm", "html"),
        ("a.srt", "subtitles"),
        ("a.vtt", "subtitles"),
    ],
)
def test_a_text_is_read_by_its_name(name: str, reader: str) -> None:
    assert kinds.reader_of(name, b"Drink water.") == reader


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", ZIP, "This file is named .pdf, but it is a ZIP archive"),
        ("a.docx", b"%PDF-1.7", "This file is named .docx, but it is a PDF."),
        ("a.docx", OLE, "This is an old Word document (.doc)."),
        ("a.docx", LOCKED, "locked with a password"),
        ("a.docx", b"Drink water.", "it is not a Word document"),
        ("a.epub", PNG, "This file is named .epub, but it is a picture."),
        ("a.html", ZIP, "This file is named .html, but it is a ZIP archive"),
        ("a.srt", PNG, "but it is a picture"),
        ("a.txt", b"{\\rtf1 water", "but it is an RTF document"),
        ("a.doc", OLE, "save it as .docx or PDF"),
        ("a.rtf", b"{\\rtf1", "save it as .docx or PDF"),
        ("a.odt", ZIP, "save it as .docx or PDF"),
        ("a.docm", ZIP, "may hold macros"),
        ("scan.JPG", b"\xff\xd8\xff", "This is a picture"),
        ("scan.png", PNG, "This is a picture"),
        ("talk.mp4", b"\0\0\0", "Choose its subtitles"),
        ("talk.pptx", ZIP, "This is a presentation."),
        ("a.zip", ZIP, "This is an archive."),
        ("a.exe", b"MZ", "Readwell reads .txt, .md, .html, .docx, .pdf, .epub, .srt and .vtt files."),
        ("article", b"Drink water.", "Readwell reads .txt"),
        ("", b"Drink water.", "Readwell reads .txt"),
        ("a.pdf", b"", "The file is empty."),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(name: str, data: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        kinds.reader_of(name, data)
    assert told in str(refused.value)


def test_a_real_old_document() -> None:
    with pytest.raises(Refused, match="old Word document"):
        files.read("hay-fever-old.doc", fixtures.data("hay-fever-old.doc"))


def test_a_file_of_more_than_20_mb() -> None:
    with pytest.raises(Refused, match="This file has 21 MB; at most 20 MB are read"):
        files.read("a.txt", b"x" * 21_000_000)
