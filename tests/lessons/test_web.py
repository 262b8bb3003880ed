"""The article of a web page, fetched from a real server on this machine."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lessons import importing
from lessons.importing import Refused, web

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
    "/leaflet.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/empty": (200, HTML, b""),
    "/menu": (200, HTML, b"<html><body><nav><a href='/'>Home</a></nav></body></html>"),
    "/large": (200, HTML, b"<p>" + b"x" * web.MAX_PAGE),
    "/broken": (500, HTML, b"<p>Something went wrong</p>"),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(1)
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


def refusal(url: str) -> str:
    with pytest.raises(Refused) as refused:
        web.fetch(url)
    return str(refused.value)


def test_the_article_comes_without_menu_and_footer(site: str) -> None:
    text = importing.clean(web.fetch(f"{site}/asthma"))
    assert text.title == "Living With Asthma"
    assert [section.heading for section in text.sections] == ["", "Common triggers", "Medicines"]
    for paragraph in PARAGRAPHS:
        assert paragraph in text.text
    for line in ("Home", "Shop", "Related", "Ten foods", "©", "Privacy", "secret"):
        assert line not in text.text


def test_a_list_of_the_page_is_a_list_of_the_lesson(site: str) -> None:
    text = importing.clean(web.fetch(f"{site}/asthma"))
    items = [text.text[start:end] for kind, start, end in text.sections[-1].blocks if kind == "item"]
    assert items == ["Carry your inhaler with you.", "Ask before sport."]


def test_the_article_can_become_a_lesson(site: str) -> None:
    importing.check(importing.clean(web.fetch(f"{site}/asthma")).text)


def test_a_page_with_a_menu_alone_makes_no_lesson(site: str) -> None:
    with pytest.raises(Refused, match=r"No article was found|There is no text here|This has 1 word"):
        importing.check(importing.clean(web.fetch(f"{site}/menu")).text)


def test_a_page_that_moved_is_followed(site: str) -> None:
    assert web.fetch(f"{site}/moved") == web.fetch(f"{site}/asthma")


def test_letters_are_read_in_the_encoding_of_the_page(site: str) -> None:
    assert "Ménière's is a disease" in web.fetch(f"{site}/latin").text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/leaflet.pdf", "This address gives application/pdf, not a page of text."),
        ("/picture", "This address gives image/png, not a page of text."),
        ("/nowhere", "The page could not be read: HTTP Error 404"),
        ("/broken", "The page could not be read: HTTP Error 500"),
        ("/large", "The page is larger than 5 MB."),
        ("/empty", "No article was found on this page."),
        ("/moved-to-a-file", "The page could not be read"),
        ("/nonsense", "The page could not be read"),
        ("/with a space", "The page could not be read"),
    ],
)
def test_a_page_that_is_no_article_is_told_why(site: str, path: str, told: str) -> None:
    assert told in refusal(site + path)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/a.txt", "javascript:alert(1)", "asthma", ""])
def test_only_web_addresses_are_read(url: str) -> None:
    assert refusal(url) == "Only addresses that begin with http:// or https:// can be read."


@pytest.mark.parametrize("url", ["http://", "http:///asthma", "http://[", "http://127.0.0.1:99999/"])
def test_an_address_that_cannot_be_is_told(url: str) -> None:
    assert "The page could not be read" in refusal(url)


def test_nobody_there(site: str) -> None:
    """A server that has just gone away: its port is free, and nobody answers there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    port = server.server_port
    server.server_close()
    assert "The page could not be read" in refusal(f"http://127.0.0.1:{port}/")


def test_a_server_that_takes_too_long_is_not_waited_for(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", 0.2)
    assert "The page could not be read" in refusal(f"{site}/slow")
