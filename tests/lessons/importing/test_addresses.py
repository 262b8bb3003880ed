"""Which addresses are read: none that leads to this machine or its neighbours, however it is written."""

import ipaddress
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing import Refused, addresses
from lessons.importing.addresses import Guard

PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:4700:4700::1111")


def guard(*found: str) -> Guard:
    """Names resolve to these; what is public is decided as ever."""
    return Guard(resolve=lambda host, port: found)


def refusal(url: str, rules: Guard = addresses.STRICT) -> str:
    with pytest.raises(Refused) as refused:
        addresses.checked(url, rules)
    return str(refused.value)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "127.0.0.1.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "0.0.0.0",
        "0",
        "[::]",
    ],
)
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    for scheme in ("http", "https"):
        assert refusal(f"{scheme}://{host}/").startswith(("This address is not on the public web", "No site is called"))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.88.99.1",
        "2001:20::1",
        "3fff::1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "fd00:ec2::254",
        "not-a-number",
        "",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    refusal("http://site.example/", guard(address))
    refusal("http://site.example/", guard(PUBLIC[0], address))
    refusal("http://site.example/", guard(address, PUBLIC[0]))


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_read(address: str) -> None:
    place = addresses.checked("https://site.example/a?b=c#d", guard(address))
    assert (place.addresses, place.port, place.target) == ((address,), 443, "/a?b=c")


@given(st.ip_addresses())
def test_only_global_addresses_of_one_machine_are_public(address: addresses.Address) -> None:
    if addresses.is_public(address):
        assert address.is_global
        assert not any((address.is_private, address.is_loopback, address.is_link_local, address.is_multicast))


@given(st.ip_addresses(v=4))
def test_no_address_within_another_is_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    hidden = (0xFFFF << 32 | number, number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80)
    assert not any(addresses.is_public(ipaddress.IPv6Address(each)) for each in hidden)


@pytest.mark.parametrize("url", ["http://site.example:22/", "http://site.example:8080/", "https://site.example:6379/"])
def test_other_ports_are_refused(url: str) -> None:
    assert refusal(url, guard(PUBLIC[0])) == "Only the usual ports of the web (80 and 443) are read."


@pytest.mark.parametrize(
    "url",
    ["http://me@site.example/", "http://me:secret@site.example/", "http://@site.example/", "http://a:b@127.0.0.1"],
)
def test_names_and_passwords_are_refused(url: str) -> None:
    assert "with a name or a password" in refusal(url, guard(PUBLIC[0]))


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/a.txt", "javascript:alert(1)", "asthma", ""])
def test_only_web_addresses_are_read(url: str) -> None:
    assert refusal(url) == "Only addresses that begin with http:// or https:// can be read."


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///asthma",
        "http://[",
        "http://[::1",
        "http://site.example:99999/",
        "http://site.example:x/",
        "http://site.example/a b",
        "http://site.example/\r\nHost: other",
        "http://site.example\\@127.0.0.1/",
        "http://" + "a" * 3000,
        "http://\ud800/",
        "http://" + "ü" * 100 + ".example/",
    ],
)
def test_an_address_that_cannot_be_is_told(url: str) -> None:
    assert refusal(url, guard(PUBLIC[0])).startswith("This address cannot be right.")


def test_a_name_that_nobody_has() -> None:
    def nobody(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    assert refusal("http://no-such-site.example/", Guard(resolve=nobody)) == (
        "No site is called no-such-site.example. Look whether the address is spelled right."
    )


def test_a_name_of_other_letters_is_asked_for_in_ascii() -> None:
    assert addresses.checked("http://bücher.example/", guard(PUBLIC[0])).host == "xn--bcher-kva.example"
