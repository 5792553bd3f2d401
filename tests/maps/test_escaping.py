"""Text from an article is shown letter for letter on the map, and nothing of it runs."""

from __future__ import annotations

import html

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.maps import for_map

HOSTILE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "{# gone #}",
    "</script><script>alert(1)</script>",
    "\"quoted\" and 'quoted'",
    r"back\slash \n",
    "`${1}`",
    "right\u202eleft\u200f",
    "Straße 😀 👩\u200d🚒",
    "&amp; &#123;",
)
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_letter_for_letter(text: str) -> None:
    assert html.unescape(for_map(text)) == text


@given(PRINTABLE)
def test_any_text_comes_back_letter_for_letter(text: str) -> None:
    assert html.unescape(for_map(text)) == text


@given(st.text())
def test_nothing_is_left_that_html_jinja_or_javascript_would_read(text: str) -> None:
    assert not set(for_map(text)) & set("<>\"'{}`\\%\n\r")


@given(st.text())
def test_jinja_leaves_escaped_text_alone(text: str) -> None:
    escaped = for_map(text)
    assert jinja2.Template(escaped).render() == escaped


def test_control_characters_are_shown_as_replacement() -> None:
    assert for_map("a\x00b\x1bc") == "a\ufffdb\ufffdc"


def test_a_line_break_is_a_space() -> None:
    assert for_map("Nur-\nSultan\tOst") == "Nur- Sultan Ost"


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    for_map("a\ud800b").encode("utf-8")
