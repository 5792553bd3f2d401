"""The page on the method knows every area, column and set of texts that there is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from geodata.ui.pages.codebook import translated_codebook
from geodata.ui.pages.method import AREAS, DISPUTED, disputed_areas
from geodata.ui.pages.quality import quality_html, read_quality

ROOT = Path(__file__).parents[2]


def test_every_disputed_area_of_the_base_map_has_a_name() -> None:
    areas = tomllib.loads(DISPUTED.read_text(encoding="utf-8"))
    assert {key: area["name"] for key, area in areas.items()} == AREAS


@pytest.mark.usefixtures("german")
def test_the_areas_are_named_in_the_language_of_the_reader() -> None:
    assert "Bergkarabach" in disputed_areas()


@pytest.mark.usefixtures("german")
def test_shares_come_with_their_counts() -> None:
    shown = quality_html()
    (lgl,) = [one for one in read_quality() if one.name == "en/lgl"]
    places = lgl.parts["places"]
    percent = round(100 * places.agreed / places.gold)
    assert f"<b>{percent} %</b>" in shown
    assert "invents" not in shown


@pytest.mark.usefixtures("english")
def test_english_keeps_the_words_of_the_schemas() -> None:
    assert {one.meaning for one in translated_codebook()} >= {"Kind of event", "Headline"}


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_holds_no_logic(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 30
