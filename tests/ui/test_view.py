"""The address is a view of the state: lossless, adopted after Back, written once for each act."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.models import EVENT_KINDS, STATUSES
from geodata.tables.filters import PRECISIONS, Filters
from geodata.tables.voices import VOICES
from geodata.ui.state.view import LAYERS, START_LAYERS, View, read_view
from geodata.ui.wording.i18n import country_codes
from tests.ui.apps import run_script

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
NAMES = st.lists(st.sampled_from(["RU", "OVKS", "Der Bote, Wien", "A & B", "50 %", "é=?"]))
IDS = st.none() | st.sampled_from(["geonames:1526384", "iso3166:KZ", "Ort mit, Komma", "a&b=c"])
KNOWN, INCIDENT = "geonames:1526384", "inc-1"


@st.composite
def views(draw: st.DrawFn) -> View:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    first, last = (day if draw(st.booleans()) else None for day in days)
    filters = Filters(
        first_day=first,
        last_day=last,
        countries=tuple(draw(st.lists(st.sampled_from(sorted(country_codes()))))),
        kinds=tuple(draw(st.lists(st.sampled_from(EVENT_KINDS)))),
        undated=draw(st.booleans()),
        statuses=tuple(draw(st.lists(st.sampled_from(STATUSES)))),
        says=tuple(draw(st.lists(st.sampled_from(VOICES)))),
        actors=tuple(draw(NAMES)),
        publishers=tuple(draw(NAMES)),
        languages=tuple(draw(st.lists(st.sampled_from(["de", "en", "ru"])))),
        precisions=tuple(draw(st.lists(st.sampled_from(PRECISIONS)))),
        min_confidence=draw(st.none() | st.floats(0, 1)),
        words=draw(st.sampled_from(["", "Flughafen", '"die Stadt"', "войска, танки"])),
        with_figures=draw(st.booleans()),
    )
    layers = draw(st.sets(st.sampled_from(LAYERS)))
    ordered = tuple(layer for layer in LAYERS if layer in layers)
    return View(filters, (), draw(IDS), draw(IDS), ordered)


@given(views())
def test_a_view_comes_back_from_the_address(view: View) -> None:
    assert read_view(view.query()) == view


def test_the_start_leaves_the_address_empty() -> None:
    assert View().query() == {}


def test_no_layer_at_all_is_not_the_start() -> None:
    assert View(layers=()).query() == {"layers": ["none"]}
    assert read_view({"layers": ["none"]}).layers == ()
    assert read_view({"layers": [""]}).layers == START_LAYERS


def test_unknown_layers_are_named_and_the_known_ones_kept() -> None:
    view = read_view({"layers": ["flows,<b>", "clouds"]})
    assert view.layers == ("flows",)
    assert [(one.key, one.value) for one in view.notices] == [
        ("layers", "<b>"),
        ("layers", "clouds"),
    ]
    assert read_view({"layers": ["clouds"]}).layers == START_LAYERS


def _page() -> None:
    """Draw what the state says and buttons that change it; the app runs it by itself."""
    from dataclasses import replace  # noqa: PLC0415 - the app runs the function without this module

    import streamlit as st  # noqa: PLC0415

    from geodata.ui.state.view import (  # noqa: PLC0415
        adopt_address,
        carried_query,
        check_address,
        current_view,
        leave_detail,
        open_article,
        select_incident,
        select_place,
        set_filters,
        set_layers,
    )

    def home(incident_id: str) -> str | None:
        return {"inc-1": "geonames:1526384", "inc-2": None}[incident_id]

    def play(day: int) -> None:
        import datetime as dt  # noqa: PLC0415

        filters = replace(current_view().filters, first_day=dt.date(2022, 1, day))
        set_filters(filters, replaying=True)

    adopt_address()
    check_address(
        {"geonames:1526384", "iso3166:KZ"}.__contains__,
        home,
        {"actors": ("RU",), "publishers": ("Der Bote, Wien",), "languages": ("de",)},
    )
    view = current_view()
    acts: dict[str, tuple[Callable[..., None], tuple[object, ...]]] = {
        "kz": (set_filters, (replace(view.filters, countries=("KZ",)),)),
        "place": (select_place, ("iso3166:KZ",)),
        "incident": (select_incident, ("inc-1", "geonames:1526384")),
        "layers": (set_layers, (("mentions", "flows"),)),
        "article": (open_article, ("a7",)),
        "leave": (leave_detail, ()),
        "play 3": (play, (3,)),
        "play 4": (play, (4,)),
        "pause": (set_filters, (view.filters,)),
    }
    for name, (act, args) in acts.items():
        st.button(name, key=name, on_click=act, args=args)
    st.session_state["seen"] = current_view()
    st.session_state["links"] = (carried_query(), carried_query(selection=True, article="a1"))


def view_of(app: AppTest) -> View:
    seen = app.session_state["seen"]
    assert not app.exception, app.exception
    assert isinstance(seen, View)
    return seen


def address(app: AppTest) -> dict[str, list[str]]:
    found = app.query_params.items()
    return {key: [value] if isinstance(value, str) else list(value) for key, value in found}


def go_to(app: AppTest, query: dict[str, list[str]]) -> AppTest:
    """Do what Back does: the address changes, and the page runs."""
    for key in list(app.query_params):
        del app.query_params[key]
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def click(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_what_is_chosen_goes_into_the_address() -> None:
    app = run_script(_page)
    for key in ("kz", "incident", "layers"):
        click(app, key)
    assert address(app) == {
        "country": ["KZ"],
        "place": [KNOWN],
        "incident": [INCIDENT],
        "layers": ["flows,mentions"],
    }


def test_back_brings_every_earlier_state_again() -> None:
    app = run_script(_page)
    trail = [(address(app), view_of(app))]
    for key in ("kz", "incident", "layers", "place"):
        click(app, key)
        trail.append((address(app), view_of(app)))
    for query, view in reversed(trail):
        assert view_of(go_to(app, query)) == view
        assert address(app) == query


def test_after_back_the_next_act_starts_from_there() -> None:
    app = run_script(_page)
    click(app, "kz")
    click(app, "layers")
    go_to(app, {})
    assert address(click(app, "place")) == {"place": ["iso3166:KZ"]}


def test_the_view_of_the_map_and_unknown_keys_are_left_alone() -> None:
    app = run_script(_page, view="43.25,76.91,7.5", ui="de", theme="<x>")
    click(app, "kz")
    assert address(app) == {
        "view": ["43.25,76.91,7.5"],
        "ui": ["de"],
        "theme": ["<x>"],
        "country": ["KZ"],
    }


def test_an_incident_in_a_link_brings_its_place() -> None:
    assert view_of(run_script(_page, incident=INCIDENT)).place_id == KNOWN
    elsewhere = view_of(run_script(_page, incident=INCIDENT, place="iso3166:KZ"))
    assert (elsewhere.incident_id, elsewhere.place_id) == (INCIDENT, KNOWN)
    nowhere = view_of(run_script(_page, incident="inc-2", place=KNOWN))
    assert (nowhere.incident_id, nowhere.place_id) == ("inc-2", None)


@pytest.mark.parametrize("key", ["place", "incident", "actor", "publisher", "lang", "layers"])
def test_what_is_not_there_is_named_until_the_reader_acts(key: str) -> None:
    app = run_script(_page, **{key: "weg"})
    for _run in range(2):
        assert [(one.key, one.value) for one in view_of(app).notices] == [(key, "weg")]
        assert view_of(app).query() == {}
        assert address(app) == {key: ["weg"]}
        app.run()
    click(app, "kz")
    assert view_of(app).notices == ()
    assert address(app) == {"country": ["KZ"]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "2022-13-45"),
        ("to", "0000-00-00"),
        ("country", "<script>alert(1)</script>"),
        ("kind", "x" * 10_000),
        ("status", "{{ 7*7 }}"),
        ("says", "\x00"),
        ("actor", "x" * 10_000),
        ("publisher", "`$:red[x]"),
        ("lang", "de-x-y"),
        ("precision", "exact"),
        ("confidence", "nan"),
        ("q", "x" * 10_000),
        ("figures", "maybe"),
        ("undated", "-1"),
        ("place", "x" * 10_000),
        ("incident", "\u202e"),
        ("layers", "x" * 10_000),
    ],
)
def test_nonsense_changes_nothing_and_is_noticed_in_short(key: str, value: str) -> None:
    view = view_of(run_script(_page, **{key: value}))
    assert view.query() == {}
    assert [one.key for one in view.notices] == [key]
    assert len(view.notices[0].value) <= 60


def test_the_end_of_a_reversed_period_is_left_out() -> None:
    view = view_of(run_script(_page, from_="2022-01-09", to="2022-01-02"))
    assert (view.filters.first_day, view.filters.last_day) == (dt.date(2022, 1, 9), None)
    assert [one.key for one in view.notices] == ["to"]


def test_repeated_parameters_are_understood_and_left_as_they_are() -> None:
    query: dict[str, str | list[str]] = {"country": ["RU", "KZ"], "place": ["iso3166:KZ", KNOWN]}
    app = run_script(_page, **query)
    view = view_of(app)
    assert view.filters.countries == ("KZ", "RU")
    assert view.place_id == KNOWN
    assert address(app) == query


def test_replaying_days_leaves_the_address_until_it_ends() -> None:
    app = run_script(_page, country="KZ")
    for key in ("play 3", "play 4"):
        click(app, key)
        assert address(app) == {"country": ["KZ"]}
    assert view_of(app).filters.first_day == dt.date(2022, 1, 4)
    assert address(click(app, "pause")) == {"country": ["KZ"], "from": ["2022-01-04"]}


def test_back_ends_a_replay() -> None:
    app = run_script(_page, country="KZ")
    click(app, "play 3")
    go_to(app, {})
    assert view_of(app) == View()
    assert address(click(app, "kz")) == {"country": ["KZ"]}


def test_an_article_is_opened_and_left_within_the_same_filters() -> None:
    app = run_script(_page, country="KZ", place=KNOWN, event="e1")
    click(app, "article")
    assert address(app) == {"country": ["KZ"], "article": ["a7"]}
    click(app, "leave")
    assert address(app) == {"country": ["KZ"]}


def test_links_carry_filters_layers_language_and_the_map_and_the_selection_if_asked() -> None:
    app = run_script(
        _page, country="KZ", layers="flows", ui="de", view="43,76,5", incident=INCIDENT
    )
    plain, chosen = app.session_state["links"]
    carried = {"country": ["KZ"], "layers": ["flows"], "ui": ["de"], "view": ["43,76,5"]}
    assert plain == carried
    assert chosen == carried | {"place": [KNOWN], "incident": [INCIDENT], "article": ["a1"]}
