"""What is selected and its proof: cards, tables, links, what the map leaves out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from geodata.pipeline import load_collection
from geodata.tables.filters import Filters
from geodata.ui.map.off_map import REASONS, left_out
from geodata.ui.page import Page
from geodata.ui.shelf.gathering import make_library
from geodata.ui.tables.paging import PIECE_ROWS, shown_piece
from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.ui.shelf.library import Library

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

ALMATY = "geonames:1526384"
HOSTILE = "<img src=x onerror=alert(1)> $y$ :red[r]"
TOLD = {
    "morgen": f"In Almaty wurden am Dienstag bei Krawallen {HOSTILE} vier Menschen verletzt.",
    "mittag": "Am Mittwoch zogen in Almaty Demonstranten vor das Rathaus.",
    "abend": "Am Donnerstag landeten russische Soldaten in Almaty.",
    "nacht": "Bei Zusammenstößen mit der Polizei wurden zwölf Menschen getötet.",
    "post": "Russland schickt keine Soldaten nach Bischkek.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), TOLD)


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return make_library(folder, load_collection(folder))


def shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def incident_of(library: Library, kind: str) -> str:
    incidents = library.tables.incidents
    return str(incidents.loc[incidents["kind"] == kind, "incident_id"].iloc[0])


def test_a_link_to_an_incident_opens_its_card_first(
    start: Callable[..., AppTest], library: Library
) -> None:
    landing = incident_of(library, "deployment")
    app = start(incident=landing)
    text = shown(app)
    assert '<h2 class="sp-h2"><bdi>Almaty</bdi></h2>' in text
    assert "3 Ereignisse, 3 Belege, der Reihe nach" in text
    cards = [one for one in text.split("\n") if "sp-head" in one and "sp-h3" in one]
    assert "Verlegung" in cards[0]
    assert app.query_params["incident"] in (landing, [landing])


def test_the_cards_of_a_place_stand_in_the_order_of_their_days(
    start: Callable[..., AppTest],
) -> None:
    text = shown(start(place=ALMATY))
    days = [text.index(day) for day in ("4. Januar 2022", "5. Januar 2022", "6. Januar 2022")]
    assert days == sorted(days)


def test_a_card_of_an_incident_that_the_filters_hide_says_so(
    start: Callable[..., AppTest], library: Library
) -> None:
    text = shown(start(incident=incident_of(library, "deployment"), kind="protest"))
    assert "Die Filter blenden dieses Ereignis auf der Karte aus." in text
    assert "landeten" in text


def test_a_card_has_an_address_of_its_own_that_keeps_the_filters(
    start: Callable[..., AppTest], library: Library
) -> None:
    landing = incident_of(library, "deployment")
    text = shown(start(incident=landing, country="KZ"))
    address = text.split('<a href="?')[1].split('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(f"?{address}").query)
    assert asked["incident"] == [landing]
    assert asked["country"] == ["KZ"]
    assert asked["ui"] == ["de"]


def test_a_row_of_the_newest_selects_its_incident(
    start: Callable[..., AppTest], library: Library
) -> None:
    landing = incident_of(library, "deployment")
    app = start()
    app.button(key=f"row_{landing}").click().run()
    assert app.query_params["incident"] in (landing, [landing])
    assert app.query_params["place"] in (ALMATY, [ALMATY])
    app.button(key="close").click().run()
    assert "incident" not in app.query_params


def test_a_phone_gets_a_line_that_leads_to_the_cards(start: Callable[..., AppTest]) -> None:
    assert 'class="sp sp-jump"' not in shown(start())
    text = shown(start(place=ALMATY))
    assert '<div class="sp sp-jump"><a href="#sp-cards">' in text
    assert "<bdi>Almaty</bdi></b> · 3 Ereignisse ↓" in text


def test_the_table_of_the_overview_is_drawn_when_opened(start: Callable[..., AppTest]) -> None:
    app = start()
    assert not app.dataframe
    app.session_state["rows_overview"] = True
    (table,) = app.run().dataframe
    assert not app.exception
    assert "Russland → Almaty" in set(table.value["Wo"])
    assert any(HOSTILE in proof for proof in table.value["Beleg"])


def test_what_the_map_leaves_out_is_counted_by_reason(
    start: Callable[..., AppTest], library: Library
) -> None:
    page = Page(library, Filters(), "light")
    counts = {reason: len(left_out(page, reason)) for reason in REASONS}
    assert counts["no place"] == 1
    assert counts["status"] == 1
    app = start()
    assert '<span id="sp-off-map"></span>' in shown(app)
    (listed,) = [one for one in app.expander if one.label.startswith("Nicht auf der Karte:")]
    assert "1 ohne Ort" in listed.label
    assert "1 wegen des Status ausgeblendet" in listed.label
    app.session_state["off_map"] = True
    (table,) = app.run().dataframe
    assert "Zusammenstößen" in table.value["Beleg"][0]


def test_what_is_too_unsure_for_the_filter_is_counted(library: Library) -> None:
    strict = Page(library, Filters(min_confidence=1.0), "light")
    plain = Page(library, Filters(), "light")
    lost = len(plain.incidents) - len(strict.incidents)
    assert lost > 0
    assert len(left_out(strict, "unsure")) == lost
    assert left_out(plain, "unsure").empty


def test_hostile_text_stays_text_in_cards_and_articles(start: Callable[..., AppTest]) -> None:
    for app in (start(place=ALMATY), start("pages/5_Articles.py", article="morgen")):
        assert "<img src=x" not in shown(app)
    assert "&lt;img src=x onerror=alert(1)&gt; $y$ :red[r]" in shown(app)


def test_an_article_links_each_event_to_its_card(
    start: Callable[..., AppTest], library: Library
) -> None:
    app = start("pages/5_Articles.py", article="abend", place=ALMATY)
    links = [one.proto for one in app.get("page_link")]
    (card,) = [one for one in links if one.label == "Karte"]
    assert f"incident={incident_of(library, 'deployment')}" in card.query_string
    (back,) = [one for one in links if "Zurück" in one.label]
    assert "place=geonames" in back.query_string


def test_a_piece_never_lies_behind_the_end() -> None:
    assert shown_piece("nothing", 0) == (0, 0)
    assert shown_piece("few", 3) == (0, 3)
    assert shown_piece("many", 10 * PIECE_ROWS + 1) == (0, PIECE_ROWS)


def test_a_long_list_of_places_is_drawn_when_opened(
    start: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.map.scene._FEW_PLACES", 0)
    app = start(place=ALMATY)
    assert not [one for one in app.selectbox if one.key == "place_choice"]
    app.session_state["place_list"] = True
    assert app.run().selectbox(key="place_choice").value == ALMATY


def test_what_follows_a_map_is_held_back_for_a_browser_once_a_map(
    start: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("geodata.ui.map.scene.time", SimpleNamespace(sleep=pauses.append))
    start()
    assert pauses == []
    monkeypatch.setattr(type(st.context), "url", property(lambda _context: "http://localhost"))
    app = start()
    assert len(pauses) == 1
    app.run()
    assert len(pauses) == 1
    app.query_params["kind"] = "violence"
    app.run().run()
    assert len(pauses) == 2
    assert pauses[1] < pauses[0]
