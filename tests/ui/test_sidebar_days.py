"""The period in the sidebar is that of the news, and filters only if set."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

WAIT_SECONDS = 30
SINCE, EARLIER = dt.date(2003, 1, 1), dt.date(2010, 4, 7)
FIRST, LAST = dt.date(2022, 1, 2), dt.date(2022, 1, 6)


def _page() -> None:
    """Draw the sidebar over protests of "2003", of 2010 and of 2022; the app runs it by itself."""
    import streamlit as st  # noqa: PLC0415 - the app runs the function without this module

    from geodata.models import DateRange, EventStatus, Extraction  # noqa: PLC0415
    from geodata.pipeline import collect  # noqa: PLC0415
    from geodata.ui.filters.sidebar import show_sidebar  # noqa: PLC0415
    from geodata.ui.shelf.gathering import make_library  # noqa: PLC0415
    from geodata.ui.state.view import adopt_address, current_view  # noqa: PLC0415
    from tests.records import ALMATY, make_article, make_event  # noqa: PLC0415

    article = make_article()
    cases: tuple[tuple[str, str, EventStatus], ...] = (
        ("Einheiten", "2003", "actual"),
        ("landeten", "2010-04-07", "historical"),
        ("russische", "2022-01-02", "actual"),
        ("standen", "2022-01-06", "actual"),
    )
    told = tuple(
        make_event(
            article, "protest", ALMATY, trigger=trigger, date=DateRange.from_iso(date), status=how
        )
        for trigger, date, how in cases
    )
    library = make_library(None, collect([Extraction(article, (), told)]))
    adopt_address()
    show_sidebar(library)
    kept = library.kept(current_view().filters).incidents
    st.text(f"kept {len(kept)} active {current_view().filters.active}")


def start() -> AppTest:
    app = AppTest.from_function(_page, default_timeout=WAIT_SECONDS).run()
    assert not app.exception, app.exception
    return app


def test_an_earlier_event_does_not_start_the_period_but_is_within_reach() -> None:
    widget = start().date_input(key="filter_days")
    assert widget.value == (FIRST, LAST)
    assert (widget.min, widget.max) == (SINCE, LAST)


def test_an_untouched_period_is_no_filter() -> None:
    app = start()
    assert app.text[0].value == "kept 3 active ()"
    app.date_input(key="filter_days").set_value((EARLIER, LAST)).run()
    assert app.text[0].value == "kept 2 active ('first_day',)"
    app.date_input(key="filter_days").set_value((FIRST, LAST)).run()
    assert app.text[0].value == "kept 3 active ()"


def test_an_open_period_beyond_the_news_is_shown_as_it_was_asked_for() -> None:
    app = AppTest.from_function(_page, default_timeout=WAIT_SECONDS)
    app.query_params["from"] = "2022-03-01"
    assert app.run().date_input(key="filter_days").value == (dt.date(2022, 3, 1),) * 2
    app = AppTest.from_function(_page, default_timeout=WAIT_SECONDS)
    app.query_params["to"] = "2021-03-01"
    assert app.run().date_input(key="filter_days").value == (dt.date(2021, 3, 1),) * 2


def test_a_shorter_period_filters() -> None:
    app = start()
    app.date_input(key="filter_days").set_value((dt.date(2022, 1, 3), LAST)).run()
    assert app.text[0].value == "kept 1 active ('first_day',)"
