"""An embed: what it shows, what it leaves out, and that nothing in it can be set."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

ALMATY = "geonames:1526384"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }}"
LONG = (
    "wie Augenzeugen, Händler und Fahrer aus mehreren Stadtteilen übereinstimmend erzählten, " * 6
)
TOLD = {
    "abend": f"Schüsse {HOSTILE}\n\nBei Schüssen in Almaty starben am Mittwoch drei Menschen.",
    "bote": f"Lang\n\nIn Bischkek demonstrierten am Donnerstag tausende Menschen, {LONG}friedlich.",
    "kurier": "Hilfe\n\nRussland hat am Donnerstag 300 Soldaten nach Almaty geschickt.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), TOLD)


def embed(
    start: Callable[..., AppTest], page: str | None = None, **query: str | Path | None
) -> AppTest:
    app = start(page, **query)
    app.context["is_embedded"] = True
    app.run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def full_view(app: AppTest) -> dict[str, list[str]]:
    (address,) = re.findall(r'<a href="\?([^"]*)" target="_blank" rel="noopener">', said(app))
    return parse_qs(unescape(address))


def test_an_embed_has_title_period_and_what_it_rests_on(start: Callable[..., AppTest]) -> None:
    shown = said(embed(start))
    assert "Kasachstan und 1 weiteres Land" in shown
    assert "5.–6. Jan. 2022" in shown
    assert "3 Ereignisse · 3 Artikel · 3 Quellen · Stand 7.1.2022" in shown


@pytest.mark.parametrize("page", [None, "pages/1_Deployments.py", "pages/5_Articles.py"])
def test_an_embed_has_nothing_to_be_set(start: Callable[..., AppTest], page: str | None) -> None:
    app = embed(start, page)
    assert len(app.sidebar) == 0
    assert not app.button
    assert not app.text_input
    assert not app.multiselect
    assert not app.selectbox
    assert not app.get("page_link")
    assert not app.get("download_button")
    assert 'class="sp sp-banner' not in said(app)


def test_the_legend_of_an_embed_names_the_kinds_of_its_page(start: Callable[..., AppTest]) -> None:
    legend = said(embed(start)).partition("sp-embed-legend")[2]
    for kind in ("Verlegungen", "Abzüge", "Präsenz", "Proteste", "Gewalt"):
        assert kind in legend
    legend = said(embed(start, "pages/1_Deployments.py")).partition("sp-embed-legend")[2]
    assert "Abzüge" in legend
    assert "Proteste" not in legend


def test_an_embed_says_which_filters_it_stands_under(start: Callable[..., AppTest]) -> None:
    app = embed(start, kind="violence", publisher="Der Abend", from_="2022-01-01")
    shown = said(app)
    assert "Gewalt · Der Abend" in shown
    assert "1 Ereignis · 1 Artikel · 1 Quelle" in shown
    assert full_view(app) == {
        "kind": ["violence"],
        "publisher": ["Der Abend"],
        "from": ["2022-01-01"],
        "ui": ["de"],
    }


def test_what_the_address_cannot_mean_is_counted_in_a_few_words(
    start: Callable[..., AppTest],
) -> None:
    shown = said(embed(start, kind="party", country="XX"))
    assert "2 Filter nicht verstanden" in shown
    assert "party" not in shown


def test_samples_are_named_as_such(start: Callable[..., AppTest]) -> None:
    assert "<em>Beispieldaten</em>" in said(embed(start, articles=None))


def test_a_place_has_its_cards_with_short_excerpts_and_the_original(
    start: Callable[..., AppTest],
) -> None:
    app = embed(start, place="geonames:1528675")
    shown = said(app)
    (excerpt,) = re.findall(r'<p class="sp-excerpt"[^>]*>(.*?)</p>', shown)
    text = unescape(re.sub("<[^>]*>", "", excerpt))
    assert text.startswith("In Bischkek demonstrierten")
    assert text.endswith(" …")
    assert 250 < len(text) <= 300
    assert 'href="https://example.org/bote" target="_blank" rel="noopener noreferrer"' in shown
    assert full_view(app)["place"] == ["geonames:1528675"]
    app.button(key="close").click().run()
    assert 'class="sp-excerpt"' not in said(app)


def test_texts_of_articles_are_letters_in_an_embed(start: Callable[..., AppTest]) -> None:
    shown = said(embed(start, place=ALMATY))
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in shown


def test_an_embed_in_which_nothing_matches_says_so(start: Callable[..., AppTest]) -> None:
    app = embed(start, country="MN")
    assert "Kein Ereignis auf der Karte" in said(app)
    assert not app.button
