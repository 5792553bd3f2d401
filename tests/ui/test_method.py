"""The page on the method knows every area, column and set of texts that there is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from geodata.ui.pages.codebook import translated_codebook
from geodata.ui.pages.keeping import keeping_html
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


@pytest.mark.usefixtures("english")
def test_the_page_names_what_is_kept_where_and_how_it_is_deleted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(
        "SCHAUPLATZ_DATABASE", "postgresql://anna:secret@db.example.org/news?password=hush"
    )
    monkeypatch.setenv("SCHAUPLATZ_CACHE", str(tmp_path / "cache"))
    shown = keeping_html()
    assert "postgresql+psycopg://anna:***@db.example.org/news" in shown
    assert "hush" not in shown
    assert str(tmp_path / "cache") in shown
    assert "schauplatz remove" in shown
    assert not (tmp_path / "store.sqlite").exists()


@pytest.mark.usefixtures("english")
def test_a_hosted_page_does_not_say_where_things_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAUPLATZ_HOSTED", "1")
    monkeypatch.setenv("SCHAUPLATZ_DATABASE", "postgresql://db.example.org/news")
    shown = keeping_html()
    assert "example.org" not in shown
    assert "whoever runs this site can tell" in shown
