"""A page fetched from the web, within limits; what it may reach is `addresses`' to say."""

import http.client
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread, Timer
from urllib.parse import quote, urljoin

import certifi
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from lessons.importing.addresses import STRICT, Guard, Place, checked
from lessons.importing.refusals import Refused

SECONDS = 15.0
MAX_PAGE = 5_000_000
MAX_REDIRECTS = 5
MAX_TRIED = 3
CHUNK = 65_536
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Readwell (reading lessons for learners of English)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}
_TOO_SLOW = "The page takes too long to load. Try again later, or copy the article and paste it."
_TOO_FAR = "This address leads on and on to others. Open it in your browser and copy the article there."
# What may stand in the request line as it is; anything else goes as a code.
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Page:
    """`url` is where it was found in the end."""

    url: str
    kind: str
    charset: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    """A page, or where to look for it."""

    page: Page | None = None
    moved_to: str = ""


def fetch(url: str, guard: Guard = STRICT, *, seconds: float = SECONDS) -> Page:
    """The page at that address. Refused when it may not be read, is missing, too large, too slow or of another kind."""
    deadline = time.monotonic() + seconds
    for _ in range(MAX_REDIRECTS + 1):
        place = _checked_in_time(url, guard, deadline)
        answer = _asked(place, deadline)
        if answer.page:
            return answer.page
        url = urljoin(place.url, answer.moved_to)
    raise Refused(_TOO_FAR)


def _checked_in_time(url: str, guard: Guard, deadline: float) -> Place:
    """`checked`, in a thread: a resolver cannot be told when to give up."""
    place: Future[Place] = Future()

    def check() -> None:
        try:
            place.set_result(checked(url, guard))
        except Exception as error:  # told to whoever waits
            place.set_exception(error)

    Thread(target=check, daemon=True).start()
    try:
        return place.result(timeout=_left(deadline))
    except TooLate as late:
        raise Refused(_TOO_SLOW) from late


def _asked(place: Place, deadline: float) -> _Answer:
    """The answer of the first of the addresses that gives one."""
    fault = ""
    for address in place.addresses[:MAX_TRIED]:
        try:
            with _connected(place, address, deadline) as connection:
                return _answer(connection, place, deadline)
        except Refused:
            raise
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            fault = _told(error)
        _left(deadline)
    raise Refused(f"The page could not be read: {fault}.")


@contextmanager
def _connected(place: Place, address: str, deadline: float) -> Iterator[HTTPConnection]:
    """A connection to that very address, whatever the name may resolve to by now; cut off when the time is over."""
    left = _left(deadline)
    connection = _connection(place, address, left)
    line: list[socket.socket] = []
    cut = Timer(left, _cut, [connection, line])
    cut.daemon = True
    cut.start()
    try:
        connection.connect()
        line.append(connection.sock)  # the connection forgets it where the other side is to close it
        yield connection
    finally:
        cut.cancel()
        connection.close()


def _connection(place: Place, address: str, timeout: float) -> HTTPConnection:
    """Over TLS it must prove that it is the host of the URL, though the address is what is called."""
    if place.scheme == "http":
        return HTTPConnection(address, place.port, timeout=timeout)
    name = place.host
    ca_certs = certifi.where()
    return HTTPSConnection(
        address, place.port, timeout=timeout, server_hostname=name, assert_hostname=name, ca_certs=ca_certs
    )


def _cut(connection: HTTPConnection, line: Sequence[socket.socket]) -> None:
    """Ends whatever waits for the other side, even one that sends a byte now and then."""
    with suppress(OSError, AttributeError):
        (line[0] if line else connection.sock).shutdown(socket.SHUT_RDWR)


def _answer(connection: HTTPConnection, place: Place, deadline: float) -> _Answer:
    headers = {"Host": place.authority, **_HEADERS}
    connection.request("GET", quote(place.target, safe=_SAFE), headers=headers, preload_content=False)
    response = connection.getresponse()
    _left(deadline)
    with response:
        if response.status in _REDIRECTS and (target := response.headers.get("Location")):
            return _Answer(moved_to=target)
        if response.status != 200:
            raise Refused(f"The page could not be read: its site answers {response.status}.")
        kind, charset = _kind(response)
        return _Answer(Page(place.url, kind, charset, _body(response, deadline)))


def _kind(response: BaseHTTPResponse) -> tuple[str, str]:
    declared, _, parameters = response.headers.get("Content-Type", "").partition(";")
    kind = declared.strip().lower()
    if kind not in KINDS:
        raise Refused(f"This address gives {kind[:60] or 'something unknown'}, not a page of text.")
    _, _, charset = parameters.lower().partition("charset=")
    return kind, charset.partition(";")[0].strip("\"' ")[:40]


def _body(response: BaseHTTPResponse, deadline: float) -> bytes:
    """What is sent, unpacked; a little at a time, so that neither packed nor unpacked it is ever too much."""
    body = bytearray()
    for chunk in response.stream(CHUNK, decode_content=True):
        body += chunk
        if len(body) > MAX_PAGE:
            raise Refused(f"The page is larger than {MAX_PAGE // 1_000_000} MB.")
        _left(deadline)
    return bytes(body)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused(_TOO_SLOW)
    return left


def _told(error: Exception) -> str:
    """In words for a person; a library's own would show addresses of machines."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "its site does not answer in time"
    if "certificate" in str(error).lower() or "doesn't match" in str(error):
        return "its site cannot prove that it is what it says (its certificate is not valid)"
    if isinstance(error, ConnectionRefusedError) or "refused" in str(error):
        return "nobody answers there"
    return "its site does not answer as web sites do"
