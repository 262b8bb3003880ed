"""Whatever the bytes are: a source or a sentence, within five seconds and 500 MB."""

import resource
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons import importing
from lessons.importing import Refused, Source, readers, sandbox
from tests import fixtures

FILES = {
    "html": "messy.html",
    "fragment": "hay-fever-pandoc.html",
    "docx": "hay-fever-pandoc.docx",
    "epub": "hay-fever-pandoc.epub",
    "subtitles": "talk.vtt",
}
PDFS = ("hay-fever-libreoffice.pdf", "hay-fever-chromium.pdf")
# Of the processor, so that a busy machine makes no difference.
LIMIT = 5.0
calmly = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
# PDFs are read by a library in C, so never in the process of the tests; each costs a start of Python.
seldom = settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))


@st.composite
def damaged(draw: st.DrawFn, names: tuple[str, ...]) -> bytes:
    """A real file with bytes changed, taken out, doubled or cut off."""
    data = bytearray(fixtures.data(draw(st.sampled_from(names))))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data) - 1))
        size = draw(st.integers(0, 200))
        data[at : at + size] = draw(st.one_of(st.binary(max_size=50), st.just(bytes(data[at : at + size]) * 3)))
        data = data or bytearray(b"\0")
    return bytes(data[: draw(st.integers(1, len(data)))] if draw(st.booleans()) else data)


def seconds() -> float:
    """Of the processor, spent by the tests and by what they started."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def taken(read: Callable[[], Source]) -> None:
    """A source or a sentence; a source can be cleaned."""
    began = seconds()
    with suppress(Refused):
        importing.clean(read())
    assert seconds() - began < LIMIT


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file(kind: str) -> None:
    @calmly
    @given(damaged((FILES[kind],)))
    def check(data: bytes) -> None:
        taken(lambda: readers.read(kind, data))

    check()


@pytest.mark.parametrize("kind", FILES)
def test_any_bytes(kind: str) -> None:
    @calmly
    @given(st.binary(max_size=3000))
    def check(data: bytes) -> None:
        taken(lambda: readers.read(kind, data))

    check()


@pytest.mark.parametrize("kind", ["html", "fragment", "subtitles"])
def test_any_text(kind: str) -> None:
    @calmly
    @given(st.text(alphabet=st.sampled_from(list("<>/pliaholtd \n&;1-:.#*_`[]()|\\=\"'\u00adé")), max_size=2000))
    def check(text: str) -> None:
        taken(lambda: readers.read(kind, text.encode()))

    check()


@seldom
@given(st.one_of(damaged(PDFS), st.binary(max_size=500).map(lambda rest: b"%PDF-1.7\n" + rest)))
def test_a_damaged_pdf(data: bytes) -> None:
    taken(lambda: sandbox.read("pdf", data))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("html", b"<div>" * 200_000 + b"Drink water." + b"</div>" * 200_000),
        ("html", b"<p>" + b"Drink water every day. " * 200_000),
        ("fragment", b"<ul><li>" * 20_000 + b"Drink water."),
        ("fragment", b"<table><tr><td>" * 5_000 + b"Drink water."),
        ("fragment", b"<p>a</p>" * 200_000),
        ("subtitles", b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\n" + b"[" * 500_000),
        ("subtitles", b"1\n00:00:00,000 --> 00:00:01,000\nDrink\n\n" * 100_000),
    ],
    ids=lambda value: value[:12].decode() if isinstance(value, bytes) else value,
)
def test_what_is_nested_or_long_without_end(kind: str, data: bytes) -> None:
    taken(lambda: sandbox.read(kind, data))


def document(paragraphs: int) -> bytes:
    """A Word document that is well made and far too long."""
    body = "".join(f"<w:p><w:r><w:t>Paragraph {number * 7919}.</w:t></w:r></w:p>" for number in range(paragraphs))
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(BytesIO(fixtures.data("hay-fever-pandoc.docx"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'.encode()
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_document_that_would_take_minutes_is_stopped() -> None:
    data, began = document(700_000), seconds()
    with pytest.raises(Refused, match="takes too long or too much memory"):
        sandbox.read("docx", data)
    assert seconds() - began < LIMIT


def test_the_limits_stand_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEMORY", 30_000_000)
    with pytest.raises(Refused, match=r"takes too long or too much memory|too complicated"):
        sandbox.read("html", fixtures.data("messy.html"))


def test_what_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WAIT", 0.01)
    with pytest.raises(Refused, match="takes too long"):
        sandbox.read("html", fixtures.data("messy.html"))


def test_every_kind_has_a_reader() -> None:
    assert {*FILES, "pdf"} == set(readers._MODULES)
