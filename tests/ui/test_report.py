"""The report: a document of what the filters keep, bounded, short in what it quotes."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

REPORT = "pages/7_Report.py"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }}"
LONG = (
    "wie Augenzeugen, Händler und Fahrer aus mehreren Stadtteilen übereinstimmend erzählten, " * 6
)
TOLD = {
    "abend": f"Knall {HOSTILE}\n\nBei einer Explosion in Almaty starben am Mittwoch drei Menschen.",
    "bote": "Trauer\n\nIn Almaty sind am Mittwoch bei einer Explosion neun Menschen gestorben.",
    "kurier": f"Lang\n\nIn Bischkek demonstrierten am Dienstag Tausende, {LONG}laut.",
    "post": "Hilfe\n\nRussland hat am Donnerstag 300 Soldaten nach Almaty geschickt.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), TOLD)


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def document(app: AppTest) -> str:
    """Return the sheet: what is below the map."""
    return text_of(said(app).partition("<section")[2])


def test_incidents_stand_in_order_of_time_with_their_sentences(
    start: Callable[..., AppTest],
) -> None:
    shown = document(start(REPORT))
    places = ["1 Bischkek, Kirgisistan", "2 Almaty, Kasachstan", "3 Almaty, Kasachstan"]
    seats = [shown.index(place) for place in places]
    assert seats == sorted(seats)
    assert "Bei einer Explosion in Almaty starben am Mittwoch drei Menschen." in shown
    assert "Der Bote , 7.1.2022 · Trauer https://example.org/bote" in shown


def test_disputed_figures_have_all_who_say_them(start: Callable[..., AppTest]) -> None:
    shown = document(start(REPORT))
    assert "Zahlen, bei denen die Quellen uneins sind: 1 Ereignis" in shown
    assert "Der Abend: 3 · Der Bote: 9" in shown


def test_the_report_names_its_sources_its_method_and_its_day(
    start: Callable[..., AppTest],
) -> None:
    shown = document(start(REPORT))
    for name in TOLD:
        assert f"https://example.org/{name}" in shown.partition("Quellen")[2]
    assert re.search(r"Erstellt mit Schauplatz \S+ am \d+\. \w+ 20\d\d\.", shown)
    assert str(dt.datetime.now(dt.UTC).year) in shown
    assert "es gilt der zitierte Satz" in shown


def test_nothing_longer_than_a_short_quotation_leaves_the_app(
    start: Callable[..., AppTest],
) -> None:
    html = said(start(REPORT))
    excerpts = re.findall(r'<p class="sp-excerpt"[^>]*>(.*?)</p>', html)
    lengths = [len(unescape(re.sub("<[^>]*>", "", excerpt))) for excerpt in excerpts]
    assert len(lengths) == 4
    assert 250 < max(lengths) <= 300


def test_period_and_filters_stand_in_words(start: Callable[..., AppTest]) -> None:
    shown = text_of(said(start(REPORT, kind="violence", publisher="Der Bote", from_="2022-01-01")))
    assert "Filter: Gewalt · Der Bote" in shown
    assert "1.–5. Jan. 2022" in shown
    assert "1 Ereignis · 1 Ort · 2 Artikel · 2 Quellen" in shown
    assert "Bischkek" not in shown


def test_the_headline_is_the_readers_and_stays(start: Callable[..., AppTest]) -> None:
    app = start(REPORT)
    assert app.text_input(key="report_headline").value == "Kasachstan und 1 weiteres Land"
    app.text_input(key="report_headline").set_value(f"Drei Tage im Januar {HOSTILE}").run()
    assert "Drei Tage im Januar &lt;script&gt;" in said(app)
    app.switch_page("dashboard.py").run()
    app.switch_page(REPORT).run()
    assert app.text_input(key="report_headline").value == f"Drei Tage im Januar {HOSTILE}"
    app.text_input(key="report_headline").set_value(" ").run()
    assert "<bdi>Kasachstan und 1 weiteres Land</bdi>" in said(app)


def test_texts_of_articles_are_letters_in_the_report(start: Callable[..., AppTest]) -> None:
    html = said(start(REPORT))
    assert "<script>alert" not in html
    assert "Knall &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in html


def test_beyond_the_bound_incidents_are_counted(
    start: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.pages.report_incidents.MOST_INCIDENTS", 2)
    shown = document(start(REPORT, ui="en"))
    assert "Only the first 2 stand here; 1 more is left out." in shown
    assert "3 Almaty" not in shown


def test_samples_are_named_as_such(start: Callable[..., AppTest]) -> None:
    assert "keine Originalberichte" in document(start(REPORT, articles=None))


def test_a_report_without_events_says_which_filter_empties_it(
    start: Callable[..., AppTest],
) -> None:
    app = start(REPORT, country="MN")
    assert "Mongolei" in said(app)
    app.button(key="lift").click().run()
    assert "Bischkek, Kirgisistan" in document(app)
