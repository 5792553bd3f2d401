from __future__ import annotations

import datetime as dt
import json

import pytest
from streamlit.testing.v1 import AppTest

from geodata.models import EVENT_KINDS
from geodata.tables.bars import Bars
from geodata.tables.filters import Filters
from geodata.ui.map.timeline import (
    ASSETS_FOLDER,
    SCRIPTS,
    STYLE,
    DayChoice,
    read_choice,
    timeline_data,
)

FIRST, LAST = dt.date(2022, 1, 4), dt.date(2022, 1, 6)


def bars(days: int = 3, *, undated: int = 0, longer: int = 0, earlier: int = 0) -> Bars:
    edges = tuple(dt.date(2022, 1, 3) + dt.timedelta(days=n) for n in range(days + 1))
    counts = dict.fromkeys(EVENT_KINDS, (1234,) * days)
    return Bars("day", edges, counts, undated, longer, earlier)


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ({"from": "2022-01-04", "to": "2022-01-06"}, DayChoice(FIRST, LAST)),
        ({"from": "2022-01-04", "to": None}, DayChoice(FIRST, None)),
        ({"from": None, "to": None, "replaying": False}, DayChoice(None, None)),
        (
            {"from": "2022-01-04", "to": "2022-01-06", "replaying": True},
            DayChoice(FIRST, LAST, replaying=True),
        ),
        ({"from": "2022-01-04", "to": "2022-01-06", "replaying": "x"}, DayChoice(FIRST, LAST)),
    ],
)
def test_days_that_a_browser_names_are_read(said: object, choice: DayChoice) -> None:
    assert read_choice(said) == choice


@pytest.mark.parametrize(
    "said",
    [
        None,
        "2022-01-04",
        {"from": "2022-01-06", "to": "2022-01-04"},
        {"from": "<script>", "to": None},
        {"from": 20220104, "to": None},
        {"from": "2" * 10_000, "to": None},
        ["2022-01-04", "2022-01-06"],
    ],
)
def test_what_no_histogram_would_say_is_ignored(said: object) -> None:
    assert read_choice(said) is None


@pytest.mark.usefixtures("german")
def test_the_browser_is_told_days_sums_and_words() -> None:
    told = timeline_data(bars(), Filters(first_day=FIRST))
    assert told["edges"] == ["2022-01-03", "2022-01-04", "2022-01-05", "2022-01-06"]
    assert told["range"] == ["2022-01-04", None]
    assert told["kinds"][0]["kind"] == "deployment"
    assert told["kinds"][0]["counts"] == [1234, 1234, 1234]
    assert told["words"]["title"] == "Ereignisse je Tag"


@pytest.mark.usefixtures("german")
def test_what_has_no_bar_is_named_and_what_has_no_day_is_a_switch() -> None:
    words = timeline_data(bars(undated=2, longer=3, earlier=1), Filters())["words"]
    assert words["undated"] == "+2 ohne Tag"
    assert words["rest"] == "+3 über Wochen · +1 früher"
    assert timeline_data(bars(), Filters())["words"]["undated"] == ""


def test_a_full_histogram_is_small() -> None:
    assert len(json.dumps(timeline_data(bars(200), Filters()))) < 20_000


def test_the_component_asks_nothing_of_other_hosts() -> None:
    for name in (*SCRIPTS, STYLE):
        text = (ASSETS_FOLDER / name).read_text(encoding="utf-8")
        assert "http" not in text
        assert "import(" not in text
        assert "@import" not in text
        assert "url(" not in text


def choosing() -> None:
    """Stand in for a page: what the histogram says arrives by buttons."""
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from geodata.ui.map.timeline import apply_choice  # noqa: PLC0415
    from geodata.ui.state.view import adopt_address, current_view  # noqa: PLC0415

    adopt_address()
    days = {"from": "2022-01-04", "to": "2022-01-06"}
    st.button("choose", on_click=apply_choice, args=(days,))
    st.button("step", on_click=apply_choice, args=(days | {"replaying": True},))
    st.button("clear", on_click=apply_choice, args=({"from": None, "to": None},))
    st.button("nonsense", on_click=apply_choice, args=({"from": "tomorrow"},))
    st.text(str(current_view().filters.first_day))


def address(app: AppTest) -> dict[str, str]:
    """Return the parameters of the address, which AppTest keeps as texts or as lists."""
    return {key: "".join(value) for key, value in app.query_params.items()}


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (one for one in app.button if one.label == label)
    return button.click().run()


@pytest.mark.app
def test_chosen_days_become_filters_and_stand_in_the_address() -> None:
    app = press(AppTest.from_function(choosing).run(), "choose")
    assert app.text[0].value == "2022-01-04"
    assert address(app) == {"from": "2022-01-04", "to": "2022-01-06"}
    app = press(app, "nonsense")
    assert app.text[0].value == "2022-01-04"
    app = press(app, "clear")
    assert app.text[0].value == "None"
    assert address(app) == {}


@pytest.mark.app
def test_a_step_of_the_play_leaves_the_address_until_the_reader_acts() -> None:
    app = press(AppTest.from_function(choosing).run(), "step")
    assert app.text[0].value == "2022-01-04"
    assert address(app) == {}
    app = press(app, "choose")
    assert address(app)["from"] == "2022-01-04"
