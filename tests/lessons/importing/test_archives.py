"""Archives made to harm are refused with a sentence; those of people are read."""

import struct
import zipfile
from io import BytesIO

import pytest

from lessons.importing import Refused, archives, books, files, readers
from lessons.importing.archives import Archive
from tests import fixtures


def packed(members: dict[str, bytes], *, level: int = 9) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def changed(name: str, changes: dict[str, bytes | None]) -> bytes:
    """The fixture with other members; None takes one out."""
    with zipfile.ZipFile(BytesIO(fixtures.data(name))) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    return packed({member: content for member, content in (members | changes).items() if content is not None})


def refusal(kind: str, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        readers.read(kind, data)
    return str(refused.value)


DOCX, EPUB = "hay-fever-pandoc.docx", "hay-fever-pandoc.epub"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize("kind", ["docx", "epub"])
@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "a/../../evil", "..\\evil"])
def test_names_that_lead_outside(kind: str, name: str) -> None:
    assert "names places outside itself" in refusal(kind, packed({name: b"x"}))


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_a_bomb(kind: str) -> None:
    assert "unpacks to far more" in refusal(kind, packed({"word/document.xml": b"\0" * 120_000_000}))
    assert "unpacks to far more" in refusal(kind, packed({"word/document.xml": b"\0" * 6_000_000}))


def test_a_bomb_that_lies_about_its_size() -> None:
    """The sizes that it tells are small; unpacking stops at them."""
    honest = packed({"word/document.xml": b"\0" * 50_000_000})
    lying = honest.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 1000))
    assert lying != honest
    assert "damaged" in refusal("docx", lying)


def test_too_many_members() -> None:
    many = packed({f"{number}.xml": b"" for number in range(archives.MAX_FILES + 1)})
    assert "unpacks to far more" in refusal("docx", many)


@pytest.mark.parametrize("xml", [LAUGHS, FILE, LAUGHS.decode().encode("utf-16")], ids=["laughs", "file", "UTF-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_entities_in_a_document(name: str, xml: bytes) -> None:
    assert "declares XML entities" in refusal("docx", changed(DOCX, {name: xml}))


@pytest.mark.parametrize("name", ["META-INF/container.xml", "EPUB/content.opf", "EPUB/text/ch001.xhtml"])
def test_entities_in_a_book(name: str) -> None:
    assert "declares XML entities" in refusal("epub", changed(EPUB, {name: LAUGHS}))


def test_macros_under_another_name() -> None:
    assert "may hold macros" in refusal("docx", changed(DOCX, {"word/vbaProject.bin": b"\xd0\xcf"}))


def test_another_archive_called_a_document() -> None:
    assert "This is no Word document" in refusal("docx", packed({"xl/workbook.xml": b"<x/>"}))


def test_a_locked_archive() -> None:
    data = bytearray(packed({"word/document.xml": b"<x/>"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark) + (6 if mark[2] == 3 else 8)
        data[at] |= 1
    assert "locked with a password" in refusal("docx", bytes(data))


def test_a_book_with_a_lock_of_its_seller() -> None:
    locked = (
        b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
        b'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="%s"/></EncryptedData></encryption>'
    )
    aes = changed(EPUB, {"META-INF/encryption.xml": locked % b"http://www.w3.org/2001/04/xmlenc#aes128-cbc"})
    assert "locked by its seller" in refusal("epub", aes)
    fonts = changed(EPUB, {"META-INF/encryption.xml": locked % b"http://www.idpf.org/2008/embedding"})
    assert "Hay fever is an allergy" in books.read(fonts).text


@pytest.mark.parametrize("name", ["META-INF/container.xml", "EPUB/content.opf"])
def test_a_book_without_its_list(name: str) -> None:
    assert "This is no e-book that Readwell can read" in refusal("epub", changed(EPUB, {name: None}))
    assert "This is no e-book that Readwell can read" in refusal("epub", changed(EPUB, {name: b"<a><b></a>"}))


def test_a_book_whose_chapter_is_missing_gives_the_others() -> None:
    left = books.read(changed(EPUB, {"EPUB/text/title_page.xhtml": None}))
    assert "Hay fever is an allergy" in left.text


def test_a_document_that_asks_for_files_of_this_machine_gets_none() -> None:
    outside = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    )
    read = files.read("a.docx", changed(DOCX, {"word/_rels/document.xml.rels": outside}))
    assert "Hay fever is an allergy" in read.text


def test_an_archive_is_only_looked_at_in_memory() -> None:
    archive = Archive(fixtures.data(EPUB))
    assert "META-INF/container.xml" in archive.names
    with pytest.raises(KeyError):
        archive.read("nothing")
