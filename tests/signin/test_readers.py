"""The list of readers: who is on it, and who only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import SignInError
from geodata.ui.access.readers import read_address, read_readers

READERS = read_readers(
    ("anna@redaktion.example", " @newsroom.org", "jörg@müller.example", "@straße.example")
)


def admits(text: str) -> bool:
    address = read_address(text)
    return address is not None and READERS.admits(address)


@pytest.mark.parametrize(
    "text",
    [
        "anna@redaktion.example",
        "Anna@Redaktion.EXAMPLE",
        "anyone.at+all@newsroom.org",
        "x@NEWSROOM.ORG",
        "jörg@müller.example",
        "JÖRG@xn--mller-kva.example",
        "jo\u0308rg@mu\u0308ller.example",  # the same letters, composed in another way
        "x@straße.example",
        "x@xn--strae-oqa.example",
    ],
)
def test_an_address_of_the_list_is_let_in_however_it_is_spelled(text: str) -> None:
    assert admits(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "anna",
        "@newsroom.org",  # a domain is no reader
        "bert@redaktion.example",
        "anna@sub.redaktion.example",
        "x@evil-newsroom.org",
        "x@newsroom.org.evil.example",
        "x@mail.newsroom.org",
        "x@newsroom.org.",
        "x@newsroom.org@evil.example",
        '"x@newsroom.org"@evil.example',
        '"@evil.example"@newsroom.org',
        "x@evil.example,y@newsroom.org",
        "x@evil.example y@newsroom.org",
        "<x@evil.example>@newsroom.org",
        "x@newsroom.org\n",
        "x@newsroom.org\x00.evil.example",
        "x@news\u200broom.org",
        "x@news\u00adroom.org",
        "x@newsroom\u3002org",  # an ideographic full stop, which DNS takes for a dot
        "x@newsrооm.org",  # a Cyrillic o
        "аnna@redaktion.example",  # a Cyrillic a
        "ａｎｎａ@redaktion.example",  # full width
        "anna\u202e@redaktion.example",
        "x@strasse.example",  # another domain than straße
        "joerg@müller.example",
        f"{'x' * 320}@newsroom.org",
    ],
)
def test_a_look_alike_is_kept_out(text: str) -> None:
    assert not admits(text)


def test_letters_that_fold_into_others_do_not_open_their_mailbox() -> None:
    readers = read_readers(("kim.strasse@redaktion.example",))
    for text in ("kim.straße@redaktion.example", "\u212aim.strasse@redaktion.example"):
        address = read_address(text)
        assert address is None or not readers.admits(address), text


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_a_provider_tells_raises_or_leaves_its_domain(local: str, domain: str) -> None:
    address = read_address(f"{local}@{domain}")
    if address is not None and READERS.admits(address):
        assert address.domain in {
            "redaktion.example",
            "newsroom.org",
            "xn--mller-kva.example",
            "xn--strae-oqa.example",
        }


@pytest.mark.parametrize(
    "entry", ["", "*", "*@*", "*@newsroom.org,", "newsroom.org", "@", "a@b@c.org", "@localhost"]
)
def test_an_entry_that_is_no_address_spoils_the_list_and_is_named(entry: str) -> None:
    with pytest.raises(SignInError) as caught:
        read_readers(("anna@redaktion.example", entry))
    assert repr(entry) in str(caught.value)


def test_an_empty_list_lets_nobody_in() -> None:
    with pytest.raises(SignInError, match="names nobody"):
        read_readers(())
