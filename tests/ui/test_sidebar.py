"""Every filter of the sidebar writes its field, and its choices count what they would keep."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geodata.tables.filters import Filters
from geodata.ui.filters.facets import Options, picked
from geodata.ui.state.view import View
from tests.ui.apps import run_script

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]


def _page() -> None:
    """Draw the sidebar over shots told by three articles, and over two deployments of another."""
    from dataclasses import replace  # noqa: PLC0415 - the app runs the function without this module

    import streamlit as st  # noqa: PLC0415

    from geodata.ui.filters.chips import show_chips  # noqa: PLC0415
    from geodata.ui.filters.sidebar import show_sidebar  # noqa: PLC0415
    from geodata.ui.shelf.gathering import gather_library  # noqa: PLC0415
    from geodata.ui.state.view import adopt_address, current_view  # noqa: PLC0415
    from tests.records import SHOTS, almaty_extraction, shots_extraction  # noqa: PLC0415

    st.session_state["schauplatz_language"] = "de"
    english = almaty_extraction("b1")
    planned = tuple(replace(one, status="negated") for one in english.events[1:])
    english = replace(
        english,
        article=replace(english.article, language="en", publisher="**Bote**, Wien"),
        events=(*english.events[:1], *planned),
    )
    if "library" not in st.session_state:
        found = [*(shots_extraction(one) for one in SHOTS), english]
        st.session_state["library"] = gather_library(None, found)
    adopt_address()
    show_sidebar(st.session_state["library"])
    show_chips()
    st.session_state["seen"] = current_view()


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def filters_of(app: AppTest) -> Filters:
    view = app.session_state["seen"]
    assert isinstance(view, View)
    return view.filters


def labels(app: AppTest, name: str) -> list[str]:
    widgets = [*app.multiselect, *app.pills]
    (found,) = [one for one in widgets if one.key == f"filter_{name}"]
    return list(found.options)


PILLS: list[tuple[str, Any, Filters]] = [
    ("kinds", ["deployment", "violence"], Filters(kinds=("deployment", "violence"))),
    ("precisions", ["point"], Filters(precisions=("point",))),
    ("statuses", ["actual", "negated"], Filters(statuses=("actual", "negated"))),
    ("says", ["officials"], Filters(says=("officials",))),
    ("languages", ["en"], Filters(languages=("en",))),
    ("min_confidence", 0.85, Filters(min_confidence=0.85)),
]
LISTS: list[tuple[str, list[str], Filters]] = [
    ("countries", ["KZ"], Filters(countries=("KZ",))),
    ("actors", ["RU"], Filters(actors=("RU",))),
    ("publishers", ["**Bote**, Wien"], Filters(publishers=("**Bote**, Wien",))),
]


@pytest.mark.parametrize(("name", "value", "wanted"), PILLS)
def test_pills_write_their_field_and_none_takes_it_back(
    name: str, value: Any, wanted: Filters
) -> None:
    app = run_script(_page)
    app.pills(key=f"filter_{name}").set_value(value).run()
    assert filters_of(app) == wanted
    assert dict(app.query_params)
    app.pills(key=f"filter_{name}").set_value(None if name == "min_confidence" else []).run()
    assert filters_of(app) == Filters()
    assert not dict(app.query_params)


@pytest.mark.parametrize(("name", "value", "wanted"), LISTS)
def test_lists_write_their_field(name: str, value: list[str], wanted: Filters) -> None:
    app = run_script(_page)
    app.multiselect(key=f"filter_{name}").set_value(value).run()
    assert filters_of(app) == wanted
    app.multiselect(key=f"filter_{name}").set_value([]).run()
    assert filters_of(app) == Filters()


def test_days_words_and_switches_write_their_fields() -> None:
    app = run_script(_page)
    app.date_input(key="filter_days").set_value((dt.date(2022, 1, 6), dt.date(2022, 1, 6))).run()
    assert filters_of(app) == Filters()  # all that is dated is of this day
    app.text_input(key="filter_words").set_value("  Schüsse   Nacht ").run()
    assert filters_of(app).words == "Schüsse Nacht"
    assert app.text_input(key="filter_words").value == "Schüsse Nacht"
    app.text_input(key="filter_words").set_value("").run()
    app.toggle(key="filter_with_figures").set_value(True).run()
    assert filters_of(app) == Filters(with_figures=True)
    app.toggle(key="filter_with_figures").set_value(False).run()
    assert filters_of(app) == Filters()


def test_hiding_what_has_no_date_is_offered_where_there_is_such() -> None:
    app = run_script(_page, status="actual,negated")
    app.toggle(key="filter_undated").set_value(False).run()
    assert not filters_of(app).undated


def test_choices_count_with_all_other_filters_applied() -> None:
    app = run_script(_page)
    assert labels(app, "kinds")[0].endswith("Verlegungen 1")
    assert labels(app, "countries") == ["Kasachstan 2", "Russland 1"]
    assert labels(app, "publishers") == [
        "**Bote**, Wien 1",
        "Blatt a1 1",
        "Blatt a2 1",
        "Blatt a3 1",
    ]
    assert labels(app, "statuses") == ["geschehen 2", "geplant 0", "verneint 1"]
    app = run_script(_page, publisher="Blatt a1")
    assert labels(app, "countries") == ["Kasachstan 1"]
    assert labels(app, "publishers")[0] == "**Bote**, Wien 1"


def test_what_is_chosen_stays_in_the_list_with_a_count_of_none() -> None:
    app = run_script(_page, country="MN", actor="RU")
    assert "Mongolei 0" in labels(app, "countries")
    assert app.multiselect(key="filter_countries").value == ["MN"]


def test_actors_are_shown_by_name() -> None:
    assert "Russland 2" in labels(run_script(_page), "actors")


def test_the_closed_part_says_when_something_in_it_is_on() -> None:
    assert [one.label for one in run_script(_page).expander] == ["Genauigkeit und Status"]
    app = run_script(_page, status="negated", precision="point", confidence="0.7")
    assert [one.label for one in app.expander] == ["Genauigkeit und Status · 3 aktiv"]


def test_a_least_confidence_of_ones_own_is_kept_and_offered() -> None:
    app = run_script(_page, confidence="0.5")
    assert app.pills(key="filter_min_confidence").value == 0.5
    assert "ab 0,50" in labels(app, "min_confidence")


def chip_labels(app: AppTest) -> list[str]:
    return [one.label for one in app.button if not str(one.key).startswith("language_")]


def test_chips_take_off_their_filter_and_the_last_button_all() -> None:
    app = run_script(_page, country="KZ", publisher="**Bote**, Wien", q="Schüsse")
    assert chip_labels(app) == [
        "Kasachstan ✕",
        r"\*\*Bote\*\*\, Wien ✕",
        "„Schüsse“ ✕",
        "Alle lösen",
    ]
    app.button(key="chip_0").click().run()
    assert filters_of(app) == Filters(publishers=("**Bote**, Wien",), words="Schüsse")
    assert app.multiselect(key="filter_countries").value == []
    app.button(key="clear_all").click().run()
    assert filters_of(app) == Filters()
    assert not chip_labels(app)
    assert app.text_input(key="filter_words").value == ""


def test_a_long_list_is_cut_but_never_what_is_chosen() -> None:
    counts = {f"Blatt {number:03}": 1000 - number for number in range(900)}
    options = Options.ranked("publishers", counts, ["Blatt 777", "Neu"])
    assert len(options.values) == 202
    assert options.values[:2] == ("Blatt 000", "Blatt 001")
    assert set(options.values[200:]) == {"Blatt 777", "Neu"}


def test_equal_counts_stand_by_name() -> None:
    options = Options.ranked("countries", {"RU": 3, "KZ": 3, "AM": 5, "BY": 3}, ())
    assert options.values == ("AM", "BY", "KZ", "RU")  # Armenien, Belarus, Kasachstan, Russland


def test_a_second_quick_click_is_understood_by_the_name_before_the_count() -> None:
    by_name = {"Kasachstan": "KZ", "Bosnien und Herzegowina": "BA"}
    assert picked("KZ", by_name) == "KZ"
    assert picked("Kasachstan 12", by_name) == "KZ"
    assert picked("Bosnien und Herzegowina 1\u202f200", by_name) == "BA"
    assert picked("Kazakhstan 12", by_name) is None
    steps = {"alle": 0.0, "sicher": 0.85}
    assert picked("alle", steps) == 0.0
    assert picked("sicher 7", steps) == 0.85
    assert picked(None, steps) is None


def test_the_other_language_is_offered_by_its_own_name_and_goes_into_the_address() -> None:
    app = run_script(_page, country="KZ")
    (switch,) = (one for one in app.button if one.key == "language_en")
    assert switch.label == "English"
    switch.click()
    run(app)
    assert app.query_params == {"ui": "en", "country": "KZ"}
