"""The article of a web page, fetched from a real server on this machine."""

import contextlib
import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import certifi
import pytest
import trustme

from lessons import importing
from lessons.importing import Refused, Source, fetching, web
from lessons.importing.addresses import Guard
from tests import fixtures

PARAGRAPHS = (
    "Asthma is a disease of the lungs. It makes breathing difficult, and it can begin at any age. Many people "
    "with asthma have a cough at night, and some cannot sleep because of it.",
    "Asthma can be made worse by triggers such as pollen, smoke and dust. Cold air and hard exercise can also "
    "cause an attack in some people, so they should warm up slowly.",
    "Most people use an inhaler under the care of a doctor. Regular exercise and a balanced diet keep the lungs "
    "strong, and most children with asthma can take part in sport like everybody else.",
)
ARTICLE = f"""<!doctype html><html lang="en"><head><title>Living With Asthma | Health Weekly</title>
<meta property="og:title" content="Living With Asthma"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/shop">Shop</a></li></ul>
</nav></header>
<main><article><h1>Living With Asthma</h1><p>{PARAGRAPHS[0]}</p><h2>Common triggers</h2><p>{PARAGRAPHS[1]}</p>
<h2>Medicines</h2><p>{PARAGRAPHS[2]}</p><ul><li>Carry your inhaler with you.</li><li>Ask before sport.</li></ul>
</article></main>
<aside><h3>Related articles</h3><a href="/1">Ten foods for better sleep</a></aside>
<footer><p>© 2024 Health Weekly. All rights reserved. Privacy policy</p></footer>
<script>var secret = "not an article";</script></body></html>"""

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
LATIN = ARTICLE.replace("Asthma is", "Ménière's is").replace("©", "(c)").encode("latin-1")
PAGES: dict[str, Answer] = {
    "/asthma": (200, HTML, ARTICLE.encode()),
    "/moved": (302, {"Location": "/asthma"}, b""),
    "/moved-to-a-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, LATIN),
    "/leaflet.pdf": (200, {"Content-Type": "application/pdf"}, fixtures.data("hay-fever-libreoffice.pdf")),
    "/no.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/leaflet.txt": (200, {"Content-Type": "text/plain"}, "\n\n".join(("Asthma", *PARAGRAPHS)).encode()),
    "/messy": (200, HTML, fixtures.data("messy.html")),
    "/packed": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(ARTICLE.encode())),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 100_000_000)),
    "/bomb-in-bomb": (
        200,
        {**HTML, "Content-Encoding": "deflate, gzip"},
        gzip.compress(zlib.compress(b"0" * 50_000_000)),
    ),
    "/round": (302, {"Location": "/round"}, b""),
    "/nothing-said": (200, {}, ARTICLE.encode()),
    "/wrongly-packed": (200, {**HTML, "Content-Encoding": "gzip"}, b"this is not packed"),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/empty": (200, HTML, b""),
    "/menu": (200, HTML, b"<html><body><nav><a href='/'>Home</a></nav></body></html>"),
    "/large": (200, HTML, b"<p>" + b"x" * fetching.MAX_PAGE),
    "/broken": (500, HTML, b"<p>Something went wrong</p>"),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(1)
        if self.path in ("/trickle", "/trickled-headers"):
            self.trickle()
            return
        if self.path == "/nonsense":
            self.wfile.write(b"this is no answer\r\n\r\n")
            return
        status, headers, body = PAGES.get(self.path, (404, HTML, b"<p>Not here</p>"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (100 if self.path == "/cut" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def trickle(self) -> None:
        """A byte now and then, for as long as somebody listens."""
        start = b"HTTP/1.1 200 OK\r\n" + (b"Content-Type: text/html\r\n\r\n" if self.path == "/trickle" else b"X-A: ")
        with contextlib.suppress(OSError):
            self.wfile.write(start)
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


TODAY = date(2026, 3, 2)
# The local server counts as a public one; whatever else is checked is checked.
HERE = Guard(allows=lambda address: str(address) == "127.0.0.1", ports=range(65_536))


def fetch(url: str) -> Source:
    return web.fetch(url, on=TODAY, guard=HERE)


def refusal(url: str, guard: Guard = HERE) -> str:
    with pytest.raises(Refused) as refused:
        web.fetch(url, on=TODAY, guard=guard)
    return str(refused.value)


# -- what comes


def test_the_article_comes_without_menu_and_footer(site: str) -> None:
    text = importing.clean(fetch(f"{site}/asthma"))
    assert text.title == "Living With Asthma"
    assert [section.heading for section in text.sections] == ["", "Common triggers", "Medicines"]
    for paragraph in PARAGRAPHS:
        assert paragraph in text.text
    for line in ("Home", "Shop", "Related", "Ten foods", "©", "Privacy", "secret"):
        assert line not in text.text


def test_menu_and_footer_are_told(site: str) -> None:
    removed = importing.clean(fetch(f"{site}/asthma")).removed
    assert removed[:3] == ("Home", "Sport", "Shop")
    assert "Ten foods for better sleep" in removed


def test_a_list_of_the_page_is_a_list_of_the_lesson(site: str) -> None:
    text = importing.clean(fetch(f"{site}/asthma"))
    items = [text.text[start:end] for kind, start, end in text.sections[-1].blocks if kind == "item"]
    assert items == ["Carry your inhaler with you.", "Ask before sport."]


def test_the_article_can_become_a_lesson(site: str) -> None:
    importing.check(importing.clean(fetch(f"{site}/asthma")).text)


def test_where_it_is_from_is_told(site: str) -> None:
    """The address is the one that was read, whatever the page says of itself."""
    told = fetch(f"{site}/messy").provenance
    assert (told.url, told.accessed) == (f"{site}/messy", TODAY)
    assert (told.note, told.author, told.licence) == ("The Daily Nose", "Ines Duarte", "CC BY 4.0")


def test_a_page_with_a_menu_alone_makes_no_lesson(site: str) -> None:
    with pytest.raises(Refused, match=r"No article was found|There is no text here|This has 1 word"):
        importing.check(importing.clean(fetch(f"{site}/menu")).text)


def test_a_page_that_moved_is_followed(site: str) -> None:
    assert fetch(f"{site}/moved") == fetch(f"{site}/asthma")


def test_letters_are_read_in_the_encoding_of_the_page(site: str) -> None:
    assert "Ménière's is a disease" in fetch(f"{site}/latin").text


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert PARAGRAPHS[0] in fetch(f"{site}/packed").text


def test_a_pdf_and_a_plain_text_are_read(site: str) -> None:
    assert importing.clean(fetch(f"{site}/leaflet.pdf")).title == "Living With Hay Fever"
    assert importing.clean(fetch(f"{site}/leaflet.txt")).text == "\n\n".join(PARAGRAPHS)


# -- what does not


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/no.pdf", "This PDF is damaged"),
        ("/picture", "This address gives image/png, not a page of text."),
        ("/nothing-said", "This address gives something unknown, not a page of text."),
        ("/nowhere", "The page could not be read: its site answers 404."),
        ("/broken", "The page could not be read: its site answers 500."),
        ("/large", "The page is larger than 5 MB."),
        ("/bomb", "The page is larger than 5 MB."),
        ("/bomb-in-bomb", "The page is larger than 5 MB."),
        ("/wrongly-packed", "The page could not be read"),
        ("/empty", "No article was found on this page."),
        ("/moved-to-a-file", "Only addresses that begin with http:// or https:// can be read."),
        ("/round", "This address leads on and on to others."),
        ("/nonsense", "The page could not be read"),
        ("/cut", "The page could not be read"),
        ("/with a space", "This address cannot be right."),
    ],
)
def test_a_page_that_is_no_article_is_told_why(site: str, path: str, told: str) -> None:
    assert told in refusal(site + path)


def test_nobody_there(site: str) -> None:
    """A server that has just gone away: its port is free, and nobody answers there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    port = server.server_port
    server.server_close()
    assert refusal(f"http://127.0.0.1:{port}/") == "The page could not be read: nobody answers there."


@pytest.mark.parametrize("path", ["/slow", "/trickle", "/trickled-headers"])
def test_a_server_that_takes_too_long_is_not_waited_for(site: str, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match="takes too long"):
        fetching.fetch(site + path, HERE, seconds=0.3)
    assert time.monotonic() - began < 0.9


def test_a_resolver_that_takes_too_long_is_not_waited_for() -> None:
    def slow(host: str, port: int) -> Sequence[str]:
        time.sleep(1)
        return ["8.8.8.8"]

    began = time.monotonic()
    with pytest.raises(Refused, match="takes too long"):
        fetching.fetch("http://site.example/", Guard(resolve=slow), seconds=0.2)
    assert time.monotonic() - began < 0.8


def test_a_server_that_does_not_prove_itself_is_refused(site: str) -> None:
    """It speaks no TLS at all."""
    assert "The page could not be read" in refusal(site.replace("http:", "https:") + "/asthma")


@pytest.fixture
def safe_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same pages over TLS, by a server that can prove that it is safe.example; only its address is local."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("safe.example").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda request, client: None  # a client that does not believe it hangs up
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield str(server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_server_must_be_the_one_that_the_address_names(safe_site: str) -> None:
    """The connection goes to the checked number, and the certificate is held against the name."""
    guard = Guard(local, HERE.allows, HERE.ports)
    assert PARAGRAPHS[0] in web.fetch(f"https://safe.example:{safe_site}/asthma", on=TODAY, guard=guard).text
    assert "its certificate is not valid" in refusal(f"https://other.example:{safe_site}/asthma", guard)


def test_a_server_that_nobody_vouches_for_is_refused(safe_site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    guard = Guard(local, HERE.allows, HERE.ports)
    assert "its certificate is not valid" in refusal(f"https://safe.example:{safe_site}/asthma", guard)


# -- against the server's own machine

NOT_PUBLIC = "This address is not on the public web, so it is not read."


@pytest.fixture
def asked(site: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that the local server is asked for while the test runs."""
    paths: list[str] = []
    answer = Site.do_GET

    def do_get(self: Site) -> None:
        paths.append(self.path)
        answer(self)

    monkeypatch.setattr(Site, "do_GET", do_get)
    return paths


HOSTS = ["localhost", "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_machine_itself_is_refused_and_never_asked(site: str, asked: list[str], host: str) -> None:
    port = site.rpartition(":")[2]
    assert refusal(f"http://{host}:{port}/asthma", Guard(ports=range(65_536))).startswith((NOT_PUBLIC, "No site is"))
    assert asked == []


def test_a_redirect_to_the_machine_itself_is_refused(site: str, asked: list[str]) -> None:
    """The first site may be read, the one it leads to may not."""
    PAGES["/inwards"] = (302, {"Location": site.replace("127.0.0.1", "localhost") + "/asthma"}, b"")
    names = {"127.0.0.1": ["127.0.0.1"], "localhost": ["127.0.0.2"]}
    guard = Guard(lambda host, port: names[host], HERE.allows, HERE.ports)
    assert refusal(f"{site}/inwards", guard) == NOT_PUBLIC
    assert asked == ["/inwards"]


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(site: str) -> None:
    """Asked a second time it would lead inwards; it is asked once, and that address is called."""
    port, answers = site.rpartition(":")[2], iter([["127.0.0.1"], ["10.0.0.1"]])
    guard = Guard(lambda host, port: next(answers), HERE.allows, HERE.ports)
    source = web.fetch(f"http://rebinding.example:{port}/asthma", on=TODAY, guard=guard)
    assert PARAGRAPHS[0] in source.text
    assert source.provenance.url == f"http://rebinding.example:{port}/asthma"


def test_a_name_that_changes_its_mind_between_redirects_is_refused(site: str, asked: list[str]) -> None:
    port, answers = site.rpartition(":")[2], iter([["127.0.0.1"], ["10.0.0.1"]])
    guard = Guard(lambda host, port: next(answers), HERE.allows, HERE.ports)
    assert refusal(f"http://rebinding.example:{port}/moved", guard) == NOT_PUBLIC
    assert asked == ["/moved"]


def test_no_proxy_of_the_environment_is_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert PARAGRAPHS[0] in fetch(f"{site}/asthma").text
