"""What a file is: its name says one thing, its first bytes another, and both must agree."""

from lessons.importing.refusals import Refused

TEXT = ("txt", "text", "md", "markdown")
MARKDOWN = ("md", "markdown")
# The ending of a name, and the reader that takes such files.
READERS = {
    **dict.fromkeys(TEXT, "text"),
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "docx",
    "pdf": "pdf",
    "epub": "epub",
    "srt": "subtitles",
    "vtt": "subtitles",
}
READ = "Readwell reads .txt, .md, .html, .docx, .pdf, .epub, .srt and .vtt files."
_AS_DOCX = "Open it in your word processor, save it as .docx or PDF, and choose that file."
_PICTURE = (
    "This is a picture, and Readwell reads text only. Type the words, or choose a PDF whose text can be selected."
)
ADVICE = {
    "doc": f"This is an old Word document (.doc). {_AS_DOCX}",
    "rtf": f"This is an RTF document. {_AS_DOCX}",
    "odt": f"This is an OpenDocument text (.odt). {_AS_DOCX}",
    "pages": f"This is a Pages document. {_AS_DOCX}",
    "docm": "This Word document may hold macros (.docm). Save it as .docx and choose that file.",
    "dotm": "This Word template may hold macros (.dotm). Save it as .docx and choose that file.",
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "heic", "svg"), _PICTURE),
    **dict.fromkeys(
        ("ppt", "pptx", "odp", "key"), "This is a presentation. Save it as PDF, or copy its text and paste it."
    ),
    **dict.fromkeys(("xls", "xlsx", "ods", "csv"), "This is a spreadsheet, no article. Copy its text and paste it."),
    **dict.fromkeys(
        ("zip", "rar", "7z", "gz", "tar"), "This is an archive. Unpack it and choose the article that is in it."
    ),
    **dict.fromkeys(("mobi", "azw", "azw3", "kfx"), "This is a Kindle book. Choose the same book as .epub."),
    **dict.fromkeys(
        ("mp3", "mp4", "m4a", "wav", "avi", "mov"), "This is a recording. Choose its subtitles (.srt or .vtt)."
    ),
}
_MAGIC = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"PK\x03\x04", "zip", "a ZIP archive, as Word documents and e-books are"),
    (b"PK\x05\x06", "zip", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", "an old Office document"),
    (b"{\\rtf", "rtf", "an RTF document"),
    (b"\x89PNG", "picture", "a picture"),
    (b"\xff\xd8\xff", "picture", "a picture"),
    (b"GIF8", "picture", "a picture"),
)
_CONTAINER = {"pdf": "pdf", "docx": "zip", "epub": "zip"}
_NAMES = {"pdf": "a PDF", "docx": "a Word document", "epub": "an e-book"}
_LOCKED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0".encode("ascii")


def reader_of(name: str, data: bytes) -> str:
    """The reader for this file. Refused when it is of no such kind, or not what its name says."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if ending in ADVICE:
        raise Refused(ADVICE[ending])
    if ending not in READERS:
        raise Refused(f"{READ} Choose one of these, or copy the article and paste it.")
    reader = READERS[ending]
    _agree(reader, ending, data)
    return reader


def _agree(reader: str, ending: str, data: bytes) -> None:
    """Raise Refused where the content is of another kind than the name says."""
    if not data:
        raise Refused("There is no text here. The file is empty.")
    found, found_name = _by_content(data)
    wanted = _CONTAINER.get(reader, "")
    if found == "ole" and reader == "docx":
        raise Refused(_locked() if _LOCKED in data else ADVICE["doc"])
    if found == wanted or (reader == "text" and found == "picture"):
        return
    if found:
        raise Refused(f"This file is named .{ending}, but it is {found_name}. Name it as what it is, or save it again.")
    raise Refused(f"This file is named .{ending}, but it is not {_NAMES[reader]}: it is damaged or something else.")


def _by_content(data: bytes) -> tuple[str, str]:
    """The kind that the first bytes tell and how it is called; nothing where they tell none."""
    if b"%PDF-" in data[:1024]:
        return "pdf", "a PDF"
    return next(((kind, name) for mark, kind, name in _MAGIC if data.startswith(mark)), ("", ""))


def _locked() -> str:
    return "This document is locked with a password. Save it without one and choose that file."
