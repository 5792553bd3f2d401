"""What a page says of itself: in the reader's language, and of parts that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

import geodata.ui
from geodata.ui import aids
from geodata.ui.wording.i18n import spoken
from geodata.ui.wording.markup import lang


@pytest.mark.parametrize(
    ("code", "attribute"),
    [("ru", ' lang="ru"'), ("und", ""), ("", ""), ('de" onload="x', ""), ("deutsch", "")],
)
def test_only_a_language_is_written_as_one(code: str, attribute: str) -> None:
    assert lang(code) == attribute


def test_names_that_streamlit_gives_are_german_for_a_german_reader() -> None:
    token = spoken.set("de")
    try:
        words = aids._words("overview")
    finally:
        spoken.reset(token)
    assert words["language"] == "de"
    assert words["streamlit"]["Help for {name}"] == "Hilfe zu „{name}“"
    assert all(ours != english for english, ours in words["streamlit"].items())
    assert all(("{name}" in one) == ("{name}" in two) for one, two in words["streamlit"].items())


def test_parts_are_found_by_keys_that_the_pages_give() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in Path(geodata.ui.__file__).parent.rglob("*.py")
    )
    for key in ("nav", "panel", "profile", "profile_chosen", "article_side", "newest", "filters"):
        assert f'"{key}"' in source, key
