"""An empty page names every filter that empties it by itself, and lifts what the reader asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.apps import run_script

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]


def _page() -> None:
    """Draw an empty page over shots and two deployments; the app runs it by itself."""
    import streamlit as st  # noqa: PLC0415 - the app runs the function without this module

    from geodata.ui.banner import show_notices  # noqa: PLC0415
    from geodata.ui.filters.chips import show_chips  # noqa: PLC0415
    from geodata.ui.filters.lifting import show_empty  # noqa: PLC0415
    from geodata.ui.page import Page  # noqa: PLC0415
    from geodata.ui.shelf.gathering import gather_library  # noqa: PLC0415
    from geodata.ui.state.view import NAMED_FIELDS, adopt_address, check_address  # noqa: PLC0415
    from tests.records import almaty_extraction, shots_extraction  # noqa: PLC0415

    st.session_state["schauplatz_language"] = "de"
    if "library" not in st.session_state:
        found = [shots_extraction("a1"), shots_extraction("a2"), almaty_extraction("b1")]
        st.session_state["library"] = gather_library(None, found)
    library = st.session_state["library"]
    adopt_address()
    view = check_address(
        library.place_ids.__contains__,
        lambda _incident: None,
        {name: library.facets.values(name) for name in NAMED_FIELDS},
    )
    show_notices(view.notices)
    show_chips()
    page = Page(library, view.filters, "light")
    if page.incidents.empty:
        show_empty(page)
    st.html(f"<p>kept {len(page.incidents)}</p>")


def shown(app: AppTest) -> str:
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("confidence", "1", "Ohne die Beschränkung auf sichere Orte (mindestens 1,00) wären es 3"),
        ("country", "MN", "Ohne das Land Mongolei wären es 3 Ereignisse."),
        ("kind", "withdrawal", "Ohne die Art Abzüge wären es 3 Ereignisse."),
        ("says", "fighters", "Ohne die Auswahl, wer das sagt (Konfliktparteien) wären es 3"),
        (
            "precision",
            "none",
            "Ohne die Auswahl der Genauigkeit (ohne Ort) wären es 3 Ereignisse.",
        ),
        ("q", "Flughafen", "Ohne die Suche nach „Flughafen“ wären es 3 Ereignisse."),
    ],
)
def test_a_filter_that_empties_the_page_is_named_and_lifted(
    key: str, value: str, said: str
) -> None:
    app = run_script(_page, **{key: value})
    assert said in shown(app)
    app.button(key="lift").click().run()
    assert not dict(app.query_params)
    assert "kept 3" in shown(app)


def test_the_period_counts_as_one_filter() -> None:
    app = run_script(_page, from_="2024-01-01", to="2024-02-01", undated="0")
    assert "Ohne den Zeitraum wären es 2 Ereignisse." in shown(app)
    app.button(key="lift").click().run()
    assert dict(app.query_params) == {"undated": "0"}


def test_of_several_each_that_is_to_blame_is_named_the_best_first() -> None:
    app = run_script(_page, kind="violence", publisher="Musterzeitung")
    text = shown(app)
    kind = text.index("Ohne die Art Gewalt wären es 2 Ereignisse.")
    source = text.index("Ohne die Quelle Musterzeitung wäre es 1 Ereignis.")
    assert kind < source
    app.button(key="lift_publishers").click().run()
    assert app.query_params["kind"] == "violence"
    assert "publisher" not in app.query_params


def test_where_no_single_filter_is_to_blame_all_can_be_lifted() -> None:
    app = run_script(
        _page, kind="violence", publisher="Musterzeitung", from_="2024-01-01", undated="0"
    )
    assert "Kein Filter allein ist schuld" in shown(app)
    app.button(key="lift_all").click().run()
    assert not dict(app.query_params)
    assert "Kein Filter allein" not in shown(app)


def test_what_an_address_asks_in_vain_is_said_in_one_box_until_the_next_act() -> None:
    app = run_script(_page, country="XX", publisher="<script>", from_="2022-01-09", to="2022-01-02")
    (box,) = [one for one in app.get("html") if "nicht beachtet" in one.proto.body]
    for said in (
        "country=XX</bdi></code> (gibt es nicht zur Auswahl)",
        "publisher=&lt;script&gt;</bdi></code> (nicht in diesen Artikeln)",
        "to=2022-01-02</bdi></code> (liegt vor dem ersten Tag)",
    ):
        assert said in box.proto.body
    app.button(key="clear_all").click().run()
    assert "nicht beachtet" not in shown(app)
    assert not dict(app.query_params)
