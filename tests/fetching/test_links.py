from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FetchError
from geodata.fetching import read_link
from geodata.fetching.links import site_of

if TYPE_CHECKING:
    import httpx


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://zeitung.example/feuer", "https://zeitung.example/feuer"),
        ("  https://zeitung.example/feuer \n", "https://zeitung.example/feuer"),
        ("HTTPS://Zeitung.Example/Feuer", "https://zeitung.example/Feuer"),
        ("https://zeitung.example/a?b=c#d", "https://zeitung.example/a?b=c"),
        ("https://zeitung.example:8443/", "https://zeitung.example:8443/"),
        ("https://bücher.example/Straße", "https://xn--bcher-kva.example/Stra%C3%9Fe"),
        ("http://93.184.216.34/x", "http://93.184.216.34/x"),
        ("http://[2606:2800:220:1::1]/x", "http://[2606:2800:220:1::1]/x"),
    ],
)
def test_a_link_to_a_page_is_read(written: str, read: str) -> None:
    url = read_link(written)
    assert str(url.copy_with(host=url.raw_host.decode())) == read


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "is empty"),
        ("zeitung.example/feuer", "does not start with http"),
        ("zeitung.example:443/feuer", "does not start with http"),
        ("//zeitung.example/feuer", "does not start with http"),
        ("file:///etc/passwd", "starts with file:"),
        ("FILE:///etc/passwd", "starts with file:"),
        ("ftp://zeitung.example/", "starts with ftp:"),
        ("gopher://zeitung.example/", "starts with gopher:"),
        ("data:text/html,<p>x", "starts with data:"),
        ("javascript:alert(1)", "starts with javascript:"),
        ("http://", "is no link to a page"),
        ("http:///feuer", "is no link to a page"),
        ("http://zeitung.example\\@10.0.0.1/", "is no link to a page"),
        ("http://[::1/", "is no link to a page"),
        ("http://zeitung.example:hundert/", "is no link to a page"),
        ("http://anna:geheim@zeitung.example/", "carries a name or a password"),
        ("http://anna@zeitung.example/", "carries a name or a password"),
        ("http://zeitung.example/\r\nHost: x", "cannot be seen"),
        ("http://zeitung.example/\x00", "cannot be seen"),
        ("http://zeitung.example/\u2028", "cannot be seen"),
        ("http://zeitung.example/\ud800", "cannot be seen"),
        ("http://zeitung.example/" + "a" * 4_000, "has more than 4000 characters"),
        ("http://zeitung.example:22/", "asks for port 22"),
        ("http://zeitung.example:0/", "asks for port 0"),
        ("http://zeitung.example:99999/", "asks for port 99999"),
        ("http://0/", "is a number that stands for an address"),
        ("http://2130706433/", "is a number that stands for an address"),
        ("http://0x7f000001/", "is a number that stands for an address"),
        ("http://0x7f.1/", "is a number that stands for an address"),
        ("http://0177.0.0.1/", "is no link to a page"),
        ("http://127.1/", "is a number that stands for an address"),
        ("http://127.0.0.1./", "is a number that stands for an address"),
        ("http://localhost/", "is in your own network"),
        ("http://LOCALHOST.:8080/", "is in your own network"),
        ("http://x.localhost/", "is in your own network"),
        ("http://drucker.local/", "is in your own network"),
        ("http://metadata.google.internal/", "is in your own network"),
        ("http://intranet/", "is in your own network"),
        ("http://a..example/", "cannot be the name of a site"),
        ("http://%zz/", "cannot be the name of a site"),
        ("http://-x.example/", "cannot be the name of a site"),
        ("http://%31%32.example/", "cannot be the name of a site"),
        ("http://zeitung.example ./", "cannot be the name of a site"),
    ],
)
def test_what_is_no_link_to_a_page_of_the_web_is_refused(link: str, reason: str) -> None:
    with pytest.raises(FetchError) as refused:
        read_link(link)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_site_is_allowed_by_host_and_port_and_not_by_one_of_them() -> None:
    allowed = frozenset({("localhost", 8123)})
    assert site_of(read_link("http://localhost:8123/x", allowed=allowed)) == ("localhost", 8123)
    with pytest.raises(FetchError):
        read_link("http://localhost:8124/x", allowed=allowed)
    with pytest.raises(FetchError):
        read_link("file://localhost:8123/x", allowed=allowed)


@given(st.text())
def test_any_text_is_a_link_or_refused_in_one_line(text: str) -> None:
    for link in (text, f"http://{text}", f"https://zeitung.example/{text}"):
        url = attempt(link)
        if isinstance(url, FetchError):
            assert "\n" not in str(url)
        else:
            assert url.scheme in {"http", "https"}
            assert read_link(str(url)) == url


def attempt(link: str) -> httpx.URL | FetchError:
    try:
        return read_link(link)
    except FetchError as error:
        return error
