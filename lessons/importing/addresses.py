"""Which addresses of the web may be read: public ones alone, so that nobody reads what only this machine can reach."""

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from lessons.importing.refusals import Refused

Address = IPv4Address | IPv6Address
PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_NOT_PUBLIC = "This address is not on the public web, so it is not read."
_CANNOT_BE = "This address cannot be right. Copy it again from the top of your browser."
# The only part of IPv6 that is given out, and what of it is for protocols, examples, or IPv4 addresses inside (Teredo,
# 6to4); what of IPv4 is for protocols. Older versions of Python count some of these as global.
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NOT_HOSTS_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NOT_HOSTS_4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10")))


def resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as this machine knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: Address) -> bool:
    """Whether it is anybody's to reach: not private, local, shared, reserved, many at once, or another in disguise."""
    if isinstance(address, IPv6Address):
        fits = not address.scope_id and address in _GLOBAL and not any(address in each for each in _NOT_HOSTS_6)
    else:
        fits = not address.is_reserved and not any(address in each for each in _NOT_HOSTS_4)
    return fits and address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be read; a test may put its own resolver and rules in."""

    resolve: Callable[[str, int], Sequence[str]] = resolved
    allows: Callable[[Address], bool] = is_public
    ports: Collection[int] = tuple(PORTS.values())


@dataclass(frozen=True, slots=True)
class Place:
    """Where to ask: `addresses` have been checked, and no other may be connected to."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


STRICT = Guard()


def checked(url: str, guard: Guard = STRICT) -> Place:
    """The place that the URL names. Refused unless all that its host resolves to may be reached."""
    parts = _split(url)
    host, port = _host(parts), _port(parts)
    if port not in guard.ports:
        raise Refused("Only the usual ports of the web (80 and 443) are read.")
    try:
        addresses = [ipaddress.ip_address(found) for found in guard.resolve(host, port)]
    except (OSError, ValueError) as error:
        raise Refused(f"No site is called {host[:60]}. Look whether the address is spelled right.") from error
    if not addresses or not all(map(guard.allows, addresses)):
        raise Refused(_NOT_PUBLIC)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, target, tuple(map(str, addresses)))


def _split(url: str) -> SplitResult:
    if not url.lower().startswith(("http://", "https://")):
        raise Refused("Only addresses that begin with http:// or https:// can be read.")
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise Refused(_CANNOT_BE)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused(_CANNOT_BE) from error
    if "@" in parts.netloc:
        raise Refused("An address with a name or a password in it is not read.")
    return parts


def _host(parts: SplitResult) -> str:
    """As it goes over the wire: a name of other letters in its ASCII form."""
    try:
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise Refused(_CANNOT_BE) from error
    if not host:
        raise Refused(_CANNOT_BE)
    return host


def _port(parts: SplitResult) -> int:
    try:
        return PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise Refused(_CANNOT_BE) from error
