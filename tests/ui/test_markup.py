from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.ui.wording.markup import Note, Stretch, escape, isolate, marked_html, plain, safe_url

HOSTILE = (
    "{{ 7*7 }} {% raw %} `x` \\n <script>alert(1)</script> \"a\" 'b' $x$ :red[r] *b* \u202ertl 🙂"
)


def seen(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_hostile_text_comes_back_letter_for_letter() -> None:
    assert html.unescape(escape(HOSTILE)) == HOSTILE
    assert not set("<>\"'") & set(escape(HOSTILE).replace("&#x27;", ""))


def test_a_lone_surrogate_is_shown_as_the_replacement_character() -> None:
    assert plain("a\ud800b\x00c") == "a\ufffdb\ufffdc"
    escape("\udfff").encode("utf-8")


def test_isolated_text_keeps_its_direction_to_itself() -> None:
    assert isolate("\u202eabc") == "<bdi>\u202eabc</bdi>"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "ftp://h/x", "https://[x", "", None],
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_an_address_is_escaped_for_its_attribute() -> None:
    assert (
        safe_url(' https://example.org/?a="b"&c ') == "https://example.org/?a=&quot;b&quot;&amp;c"
    )


def test_overlapping_marks_are_both_kept() -> None:
    marked = marked_html("Almaty brennt", 0, 13, [Stretch(0, 6, "place"), Stretch(3, 13, "act")])
    assert marked == (
        '<span class="place sp-cut">Alm</span><span class="place act sp-cut">aty</span>'
        '<span class="act sp-cut"> brennt</span>'
    )


def test_the_shortest_mark_gives_the_explanation_and_each_takes_the_focus_once() -> None:
    stretches = [Stretch(0, 6, "a", "<i>long</i>"), Stretch(2, 3, "b", "<i>short</i>")]
    assert marked_html("Almaty", 0, 6, stretches) == (
        '<span class="a sp-cut sp-m" tabindex="0">Al<i>long</i></span>'
        '<span class="a b sp-cut sp-m" tabindex="0">m<i>short</i></span>'
        '<span class="a sp-cut sp-m">aty<i>long</i></span>'
    )


def test_a_note_stands_at_its_offset_also_at_the_end() -> None:
    notes = [Note(2, "<sup>1</sup>"), Note(4, "<sup>2</sup>")]
    assert marked_html("abcd", 0, 4, [], notes) == "ab<sup>1</sup>cd<sup>2</sup>"


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
RANGES = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(TEXTS, st.lists(RANGES, max_size=5))
def test_marks_never_change_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    stretches = [Stretch(start, end, "x", "<wbr>") for start, end in ranges]
    assert seen(marked_html(text, 0, len(text), stretches)) == text
