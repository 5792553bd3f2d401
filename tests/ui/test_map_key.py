"""The switches under the map through AppTest: layers and what is off at the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.ui.shelf.loading import ARTICLES_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

ROOT = Path(__file__).parents[2]
TEXT = (
    "Am Mittwoch demonstrierten in Almaty Hunderte Menschen. "
    "Russland schickt keine Soldaten nach Bischkek.\n"
)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    (tmp_path / "eins.txt").write_text(TEXT, encoding="utf-8")
    rows = "file,publisher,published\neins.txt,Musterzeitung,2022-01-06\n"
    (tmp_path / "articles.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setenv(ARTICLES_VARIABLE, str(tmp_path))

    def run(**query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for key, value in {"ui": "de", **query}.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return run


def parameter(app: AppTest, key: str) -> str:
    return "".join(app.query_params.get(key, ""))


def box(app: AppTest, name: str) -> bool:
    return bool(app.checkbox(key=f"map_layer_{name}").value)


def test_a_layer_that_is_taken_off_is_named_in_the_address(start: Callable[..., AppTest]) -> None:
    app = start()
    assert [box(app, name) for name in ("incidents", "flows", "mentions")] == [True, True, False]
    app.checkbox(key="map_layer_flows").uncheck().run()
    assert not app.exception
    assert parameter(app, "layers") == "incidents,areas,rings"
    app.checkbox(key="map_layer_flows").check().run()
    assert parameter(app, "layers") == ""


def test_the_address_sets_the_switches(start: Callable[..., AppTest]) -> None:
    app = start(layers="incidents,mentions")
    assert [box(app, name) for name in ("incidents", "flows", "mentions")] == [True, False, True]


def test_what_is_denied_is_counted_and_switched_on_as_a_filter(
    start: Callable[..., AppTest],
) -> None:
    app = start()
    denied = app.checkbox(key="map_layer_negated")
    assert denied.label == "verneint (1)"
    assert not denied.value
    denied.check().run()
    assert not app.exception
    assert parameter(app, "status") == "actual,planned,negated"
    assert box(app, "negated")
    app.checkbox(key="map_layer_negated").uncheck().run()
    assert parameter(app, "status") == ""


def test_only_what_there_is_can_be_switched_on(start: Callable[..., AppTest]) -> None:
    app = start()
    assert "map_layer_historical" not in [one.key for one in app.checkbox]
