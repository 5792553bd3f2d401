"""What the pages of places, sources, articles and the method show, through AppTest."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.ui.pages.articles import ARTICLE_ORDERS, articles_in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

ROOT = Path(__file__).parents[2]
PLACES, SOURCES, ARTICLES, METHOD = (
    f"pages/{name}.py" for name in ("3_Places", "4_Sources", "5_Articles", "6_Method")
)
ALMATY, BISHKEK = "geonames:1526384", "geonames:1528675"
HOSTILE = "<b>{{ 7*7 }}</b> :red[r] `x`, der"
TOLD = {
    "abend": "Tumult\n\nBei einer Explosion in Almaty starben am Mittwoch drei Menschen.",
    "bote": "Chaos\n\nIn Almaty sind am Mittwoch bei einer Explosion neun Menschen gestorben.",
    "kurier": "Ruhe\n\nIn Bischkek demonstrierten am Donnerstag tausende Menschen friedlich.",
}
PAPERS = {"abend": "Der Abend", "bote": HOSTILE, "kurier": "Der Abend"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers")
    for name, text in TOLD.items():
        (path / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["file", "publisher", "published"])
    rows.writerows([f"{name}.txt", PAPERS[name], "2022-01-07"] for name in TOLD)
    (path / "articles.csv").write_text(table.getvalue(), encoding="utf-8")
    return path


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def table(app: AppTest, column: str) -> pd.DataFrame:
    (found,) = [one.value for one in app.dataframe if column in one.value.columns]
    return pd.DataFrame(found)


def test_the_place_of_the_address_has_its_profile(start: Callable[..., AppTest]) -> None:
    shown = said(start(PLACES, place=ALMATY))
    assert '<h2 class="sp-h2"><bdi>Almaty</bdi></h2>' in shown
    assert "43,25° N, 76,9" in shown
    assert "2 Nennungen · in 2 Artikeln" in shown
    assert "1 Ereignis hier" in shown
    assert "Zuletzt genannt" in shown
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; :red[r] `x`, der" in shown


def test_without_a_choice_the_place_named_most_is_told(start: Callable[..., AppTest]) -> None:
    app = start(PLACES)
    assert '<h2 class="sp-h2"><bdi>Almaty</bdi></h2>' in said(app)
    assert not [one for one in app.button if one.key == "close"]


def test_a_profile_can_be_closed(start: Callable[..., AppTest]) -> None:
    app = start(PLACES, place=BISHKEK)
    assert '<h2 class="sp-h2"><bdi>Bischkek</bdi></h2>' in said(app)
    app.button(key="close").click().run()
    assert "place" not in app.query_params
    assert '<h2 class="sp-h2"><bdi>Almaty</bdi></h2>' in said(app)


def test_mentions_are_those_of_the_place_chosen(start: Callable[..., AppTest]) -> None:
    assert len(table(start(PLACES), "Wie geschrieben")) == 3
    chosen = table(start(PLACES, place=BISHKEK), "Wie geschrieben")
    assert list(chosen["Wie geschrieben"]) == ["Bischkek"]


def test_the_ranking_counts_what_the_filters_keep(start: Callable[..., AppTest]) -> None:
    ranked = table(start(PLACES), "Typ")
    assert list(ranked["Ort"]) == ["Almaty", "Bischkek"]
    assert list(ranked["Artikel"]) == [2, 1]
    assert list(ranked["Ereignisse"]) == [1, 1]
    assert list(table(start(PLACES, country="KG"), "Typ")["Ort"]) == ["Bischkek"]
    # Kinds do not concern mentions, but the events.
    assert list(table(start(PLACES, kind="protest"), "Typ")["Ereignisse"]) == [0, 1]


def test_a_place_that_the_filters_leave_out_says_so(start: Callable[..., AppTest]) -> None:
    shown = said(start(PLACES, place=ALMATY, kind="protest"))
    assert "Unter diesen Filtern wird von keinem Ereignis" in shown


def test_each_source_tells_what_it_reports(start: Callable[..., AppTest]) -> None:
    sources = table(start(SOURCES), "Allein").set_index("Quelle")
    counts = sources.to_dict("index")["Der Abend"]
    assert {name: counts[name] for name in ("Artikel", "Ereignisse", "Allein", "Uneins")} == {
        "Artikel": 2,
        "Ereignisse": 2,
        "Allein": 1,
        "Uneins": 1,
    }
    assert HOSTILE in sources.index


def test_a_filter_for_one_source_keeps_what_others_tell_of_the_same(
    start: Callable[..., AppTest],
) -> None:
    sources = table(start(SOURCES, publisher=HOSTILE), "Allein").set_index("Quelle")
    assert sources["Artikel"].to_dict() == {HOSTILE: 1, "Der Abend": 1}
    assert sources["Allein"].to_dict() == {HOSTILE: 0, "Der Abend": 0}


def test_where_sources_differ_stands_who_says_what(start: Callable[..., AppTest]) -> None:
    app = start(SOURCES)
    differing = table(app, "Wer was sagt")
    assert list(differing["Wer was sagt"]) == [f"Der Abend: 3 · {HOSTILE}: 9"]
    assert "≠ Quellen uneins" in said(app)


def test_sources_that_do_not_differ_are_said_to_agree(start: Callable[..., AppTest]) -> None:
    assert "Niemand widerspricht" in said(start(SOURCES, kind="protest"))


def test_articles_without_a_publisher_are_said_to_have_none(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    (tmp_path / "abend.txt").write_text(TOLD["abend"], encoding="utf-8")
    shown = said(start(SOURCES, articles=tmp_path))
    assert "Kein Artikel nennt seine Quelle" in shown
    assert "1 Artikel ohne Angabe der Quelle" in shown


def test_a_search_shows_where_it_found_something(start: Callable[..., AppTest]) -> None:
    shown = said(start(ARTICLES, q="friedlich"))
    assert '<span class="sp-hit">friedlich</span>' in shown
    assert "Tumult" not in shown
    assert 'class="sp-found"' not in said(start(ARTICLES))


def test_articles_stand_in_the_order_chosen() -> None:
    articles = pd.DataFrame(
        {
            "article_id": ["b", "a", "c", "d"],
            "published_start": pd.to_datetime(
                pd.Series(["2022-01-06", "2022-01-06", None, "2022-01-09"])
            ),
            "events": [1, 2, 9, 2],
        }
    )
    found = {
        order: "".join(articles["article_id"].iloc[articles_in_order(articles, order)])
        for order in ARTICLE_ORDERS
    }
    assert found == {"newest": "dabc", "oldest": "abdc", "most events": "cdab"}


def test_the_method_shows_the_measured_counts(start: Callable[..., AppTest]) -> None:
    shown = said(start(METHOD))
    published = json.loads((ROOT / "geodata/data/quality.json").read_text(encoding="utf-8"))
    names = published["sets"]["de/development"]["names"]
    assert f"{names['agreed']} von {names['gold']}" in shown
    assert f"{names['agreed']} von {names['found']}" in shown


def test_the_method_names_every_disputed_area_of_the_map(start: Callable[..., AppTest]) -> None:
    shown = said(start(METHOD))
    for name in ("Krim", "Bergkarabach", "Westsahara", "Kaschmir"):
        assert name in shown


def test_the_codebook_is_in_the_language_of_the_reader(start: Callable[..., AppTest]) -> None:
    app = start(METHOD)
    columns = table(app, "Bedeutung")
    codes = dict(zip(columns["Spalte"], columns["Einheit oder Codes"], strict=True))
    assert str(codes["event_type"]).startswith("deployment (Verlegung), ")
    app.selectbox[-1].set_value("places").run()
    assert "place_id" in list(table(app, "Bedeutung")["Spalte"])
    english = start(METHOD, ui="en")
    assert "Kind of event" in list(table(english, "Meaning")["Meaning"])
