"""Incidents in the pages: what is hidden and counted, who says so, where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.pipeline import load_collection
from geodata.tables.filters import Filters
from geodata.ui.page import Page
from geodata.ui.pages.figures import counts_line
from geodata.ui.shelf.gathering import make_library
from tests.ui.apps import scrolled_to, write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

DEPLOYMENTS, PROTESTS, ARTICLES = (
    f"pages/{name}.py" for name in ("1_Deployments", "2_Protests", "5_Articles")
)
ALMATY, BISHKEK = "geonames:1526384", "geonames:1528675"
TOLD = {
    "abend": "Bei einer Explosion in Almaty starben am Mittwoch nach Angaben der Polizei drei "
    "Menschen.",
    "kurier": "In Almaty sind am Mittwoch bei einer Explosion neun Menschen getötet worden.",
    "post": "Russland schickt keine Soldaten nach Bischkek.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), TOLD)


def shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_what_is_denied_is_hidden_counted_and_one_click_away(
    start: Callable[..., AppTest],
) -> None:
    app = start()
    assert "1 Ereignis ausgeblendet:" in shown(app)
    assert "Bischkek" not in shown(app)
    app.button(key="show_negated").click().run()
    assert "actual,planned,negated" in app.query_params["status"]
    assert "Bischkek" in shown(app)
    assert "ausgeblendet" not in shown(app)


def test_the_status_is_chosen_in_the_sidebar_with_counts(start: Callable[..., AppTest]) -> None:
    app = start(status="negated")
    assert app.session_state["filter_statuses"] == ["negated"]
    (pills,) = [one for one in app.get("button_group") if "statuses" in (one.key or "")]
    assert [option.content for option in pills.proto.options] == [
        "geschehen 1",
        "verneint 1",
    ]


def test_who_says_so_filters_the_incidents(start: Callable[..., AppTest]) -> None:
    assert "Almaty" in shown(start(says="officials"))
    empty = start(says="fighters")
    assert "Almaty" not in shown(empty)
    assert "Konfliktparteien" in shown(empty)
    empty.button(key="lift").click().run()
    assert "says" not in empty.query_params
    assert "Almaty" in shown(empty)


def test_a_page_that_its_status_empties_says_so(start: Callable[..., AppTest]) -> None:
    app = start(DEPLOYMENTS)
    assert "Ohne den Status geschehen und geplant wäre es" in shown(app)
    app.button(key="lift").click().run()
    assert "1 Verlegung und 0 Abzüge" in shown(app)
    assert "Ohne den Status" not in shown(app)


def test_a_place_of_denials_only_says_what_is_hidden(start: Callable[..., AppTest]) -> None:
    assert "1 Ereignis hier ist wegen seines Status ausgeblendet." in shown(start(place=BISHKEK))


def test_a_card_holds_every_source_with_who_says_so(start: Callable[..., AppTest]) -> None:
    text = shown(start(place=ALMATY))
    assert "2 unabhängige Quellen" in text
    assert "3–9 Tote" in text
    assert "≠ Quellen uneins" in text
    assert "Wer das sagt: Behörden" in text
    assert text.count('class="sp-excerpt"') == 2
    assert "Der Abend" in text
    assert "Der Kurier" in text


def test_a_card_can_be_cited_with_its_sources(start: Callable[..., AppTest], folder: Path) -> None:
    app = start(place=ALMATY)
    assert not app.code
    incidents = make_library(folder, load_collection(folder)).tables.incidents
    (incident_id,) = incidents.loc[incidents["place_id"] == ALMATY, "incident_id"]
    app.session_state[f"cite_{incident_id}"] = True
    (cited,) = app.run().code
    assert cited.value.splitlines()[:3] == [
        "Gewalt, Almaty, 5. Januar 2022",
        "3–9 Tote (Quellen uneins)",
        "2 unabhängige Quellen",
    ]
    for text in TOLD["abend"], TOLD["kurier"], "Der Abend, 7.1.2022":
        assert text in cited.value


def test_disputed_figures_are_listed_when_asked_for(start: Callable[..., AppTest]) -> None:
    app = start()
    (listed,) = [one for one in app.expander if "Quellen uneins" in one.label]
    assert listed.label.endswith("1 Ereignis")
    assert 'class="sp-claim"' not in shown(app)
    app.session_state["disputes"] = True
    app.run()
    assert not app.exception
    assert shown(app).count('class="sp-claim"') == 2
    assert "nach Angaben der Polizei" in shown(app)


def test_the_page_of_protests_tells_each_figure_by_source(start: Callable[..., AppTest]) -> None:
    app = start(PROTESTS)
    assert "Zahlen nach Quellen" in shown(app)
    (told,) = [one.value for one in app.dataframe if "Wer was sagt" in one.value.columns]
    assert list(told["Wer was sagt"]) == ["Der Abend: 3 · Der Kurier: 9"]
    assert list(told["Zahlen"]) == ["≠ 3–9 Tote"]


def test_a_disputed_incident_is_chosen_in_its_list_and_the_page_goes_up_to_it(
    start: Callable[..., AppTest],
) -> None:
    app = start()
    app.session_state["disputes"] = True
    app.run()
    (choose,) = [one for one in app.button if str(one.key).startswith("choose_")]
    choose.click().run()
    assert not app.exception
    incident_id = str(choose.key).removeprefix("choose_")
    assert app.query_params["incident"] in (incident_id, [incident_id])
    assert app.query_params["place"] in (ALMATY, [ALMATY])
    assert scrolled_to(app) == [".st-key-split"]
    assert scrolled_to(app.run()) == []


def test_a_page_without_disputes_has_no_list_of_them(start: Callable[..., AppTest]) -> None:
    app = start(status="negated")
    assert not [one for one in app.expander if "uneins" in one.label]


def test_articles_are_listed_for_the_events_that_are_kept(start: Callable[..., AppTest]) -> None:
    assert "Der Post" in shown(start(ARTICLES))
    officials = shown(start(ARTICLES, says="officials"))
    assert "Der Abend" in officials
    assert "Der Post" not in officials
    denied = shown(start(ARTICLES, status="negated"))
    assert "Der Post" in denied
    assert "Der Abend" not in denied


def test_an_article_says_who_else_tells_its_events(start: Callable[..., AppTest]) -> None:
    text = shown(start(ARTICLES, article="abend"))
    assert "auch bei Der Kurier" in text
    assert "≠ Quellen uneins" in text
    assert "„nach Angaben der Polizei“ (Behörden)" in text
    assert "verneint" in shown(start(ARTICLES, article="post"))


def test_no_sources_are_counted_where_no_publisher_is_known(tmp_path: Path) -> None:
    (tmp_path / "abend.txt").write_text(TOLD["abend"], encoding="utf-8")
    library = make_library(tmp_path, load_collection(tmp_path))
    line = counts_line(Page(library, Filters(), "light"), 0)
    assert line.startswith("1 Ereignis · 1 Ort")
    assert line.endswith("1 Artikel")
