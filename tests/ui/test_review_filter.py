"""The filter by what people have said: there where anything was said, in words and in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.models import REVIEW_STATUSES
from geodata.tables.filters import Filters
from geodata.ui.filters.chips import active_chips
from geodata.ui.wording.filter_words import filter_pairs, lifted_words
from tests.ui.apps import run_script

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]


def _page() -> None:
    """Draw the sidebar over two articles; of one an event is confirmed, another one rejected."""
    from dataclasses import replace  # noqa: PLC0415 - the app runs the function without this module

    import streamlit as st  # noqa: PLC0415

    from geodata.ui.filters.sidebar import show_sidebar  # noqa: PLC0415
    from geodata.ui.shelf.gathering import gather_library  # noqa: PLC0415
    from geodata.ui.state.view import adopt_address, current_view  # noqa: PLC0415
    from tests.records import almaty_extraction, shots_extraction  # noqa: PLC0415

    st.session_state["schauplatz_language"] = "de"
    found = [almaty_extraction("b1"), shots_extraction("a1")]
    if "untouched" not in st.query_params:
        landed, standing = found[0].events
        told = (replace(landed, review="confirmed"), replace(standing, review="rejected"))
        found[0] = replace(found[0], events=told)
    adopt_address()
    library = gather_library(None, found)
    show_sidebar(library)
    filters = current_view().filters
    st.session_state["filters"] = filters
    st.session_state["kept"] = int(library.choose(filters).incidents.sum())


def shown(**query: str) -> AppTest:
    app = run_script(_page)
    app.query_params.update(query)
    app.run()
    assert not app.exception, app.exception
    return app


def labels(app: AppTest) -> list[str]:
    """Return the choices of the filter; none where it is not drawn."""
    return [option for one in app.pills if one.key == "filter_review" for option in one.options]


def test_there_is_no_filter_while_nothing_was_looked_at() -> None:
    assert labels(shown(untouched="1")) == []


def test_each_choice_counts_what_it_would_keep() -> None:
    app = shown()
    assert app.session_state["kept"] == 2
    assert labels(app) == [
        "noch nicht geprüft 1",
        "bestätigt 1",
        "korrigiert 0",
        "von Hand ergänzt 0",
        "verworfen 1",
    ]


def test_what_was_rejected_is_shown_to_whom_asks_for_it() -> None:
    app = shown(review="rejected")
    assert app.session_state["kept"] == 1
    assert app.session_state["filters"].review == ("rejected",)


def test_the_filter_is_told_in_words() -> None:
    also = Filters(review=REVIEW_STATUSES)
    confirmed = Filters(review=("confirmed", "corrected"))
    assert [chip.words for one in (also, confirmed) for chip in active_chips(one)] == [
        "auch verworfen",
        "nur bestätigt und korrigiert",
    ]
    assert ("Prüfung", "nur bestätigt und korrigiert") in filter_pairs(confirmed)
    assert lifted_words(confirmed, ("review",)) == "die Prüfung bestätigt und korrigiert"
    assert "Prüfung" not in dict(filter_pairs(Filters()))
