"""Every page through Streamlit's AppTest, on articles of our own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.errors import DataError
from geodata.models import EVENT_KINDS
from geodata.pipeline import load_collection
from tests.ui.apps import scrolled_to

if TYPE_CHECKING:
    from collections.abc import Callable

# AppTest works out the labels of choices in this thread: they must be those of the app.
pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

ROOT = Path(__file__).parents[2]
PAGES = ["dashboard.py", *sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))]
ARTICLES = "pages/5_Articles.py"
WAIT_SECONDS = 60
HOSTILE = "{{ 7*7 }} {% raw %} <script>alert(1)</script> `x` $y$ *z* :red[r]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    (path / "eins.txt").write_text(
        "Soldaten landen in Almaty\n\n"
        "Am Donnerstag landeten 300 russische Soldaten in Almaty. "
        "In Schangaösen demonstrierten am Sonntag Tausende Menschen gegen die Preise.\n",
        encoding="utf-8",
    )
    (path / "zwei.txt").write_text(
        f"Schüsse in Bischkek {HOSTILE}\n\n"
        f"In Bischkek wurden am Mittwoch bei Zusammenstößen zwölf Menschen getötet. {HOSTILE}\n",
        encoding="utf-8",
    )
    (path / "articles.csv").write_text(
        "file,publisher,url,published\n"
        "eins.txt,Musterzeitung,https://example.org/1,2022-01-06\n"
        'zwei.txt,"<b>{{ 7*7 }}</b>",javascript:alert(1),2022-01-06\n'
        "drei.txt,Musterzeitung,,2022-01-06\n",
        encoding="utf-8",
    )
    return path


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def query(app: AppTest, key: str) -> list[str]:
    found = app.query_params.get(key, [])
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("samples", [True, False])
def test_every_page_runs(
    start: Callable[..., AppTest], folder: Path, page: str, *, samples: bool
) -> None:
    app = start(page, articles=None if samples else folder)
    assert 'class="sp-title"' in said(app)
    assert ("Beispieldaten:" in said(app)) == samples


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_escaped_on_every_page(start: Callable[..., AppTest], page: str) -> None:
    app = start(page)
    assert "<script>alert" not in said(app)
    assert "<b>{{" not in said(app)
    assert "javascript:" not in said(app)
    for element in [*app.markdown, *app.caption]:
        assert "7*7" not in element.value


def test_the_page_of_a_hostile_article_shows_it_whole(start: Callable[..., AppTest]) -> None:
    shown = said(start(ARTICLES, article="zwei"))
    assert shown.count("{{ 7*7 }} {% raw %} &lt;script&gt;alert(1)&lt;/script&gt; `x`") == 2
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in shown
    assert "Original" not in shown


def test_filters_come_from_the_address(start: Callable[..., AppTest]) -> None:
    app = start(kind="protest,violence", country="KZ", from_="2022-01-01", to="2022-01-31")
    assert app.session_state["filter_kinds"] == ["protest", "violence"]
    assert app.multiselect(key="filter_countries").value == ["KZ"]
    assert "Schangaösen" in said(app)
    assert "Bischkek" not in said(app)


def test_a_repeated_parameter_is_understood_and_left_as_it_is(
    start: Callable[..., AppTest],
) -> None:
    app = start()
    app.query_params["country"] = ["KZ", "KG"]
    app.run()
    assert app.multiselect(key="filter_countries").value == ["KZ", "KG"] or set(
        app.multiselect(key="filter_countries").value
    ) == {"KZ", "KG"}
    assert query(app, "country") == ["KZ", "KG"]


def test_a_filter_goes_into_the_address_and_back_takes_it_out(
    start: Callable[..., AppTest],
) -> None:
    app = start()
    app.multiselect(key="filter_countries").set_value(["KG"]).run()
    assert query(app, "country") == ["KG"]
    assert "Bischkek" in said(app)
    del app.query_params["country"]  # what Back does
    app.run()
    assert app.multiselect(key="filter_countries").value == []
    assert query(app, "country") == []


def test_filters_stay_on_the_way_to_another_page(start: Callable[..., AppTest]) -> None:
    app = start()
    app.multiselect(key="filter_countries").set_value(["KG"]).run()
    app.switch_page(ARTICLES).run()
    assert not app.exception
    assert app.multiselect(key="filter_countries").value == ["KG"]


def test_other_parameters_are_left_alone(start: Callable[..., AppTest]) -> None:
    app = start(view="43,76,5")
    app.multiselect(key="filter_countries").set_value(["KG"]).run()
    assert query(app, "view") == ["43,76,5"]
    assert query(app, "ui") == ["de"]


def test_unknown_values_are_named_and_ignored(start: Callable[..., AppTest]) -> None:
    app = start(kind="party", country="XX", from_="gestern")
    for value in ("kind=party", "country=XX", "from=gestern"):
        assert value in said(app)
    assert app.session_state["filter_kinds"] == list(EVENT_KINDS)


def test_clearing_all_filters_empties_the_address(start: Callable[..., AppTest]) -> None:
    app = start(kind="protest", country="KZ", undated="0")
    app.button(key="clear_all").click().run()
    assert [key for key in ("kind", "country", "undated") if query(app, key)] == []


def test_an_empty_page_says_which_filter_empties_it(start: Callable[..., AppTest]) -> None:
    app = start(country="MN")
    assert "Mongolei" in said(app)
    app.button(key="lift").click().run()
    assert query(app, "country") == []
    assert "Almaty" in said(app)


def test_a_selected_place_shows_its_proof(start: Callable[..., AppTest]) -> None:
    app = start()
    choice = app.selectbox(key="place_choice")
    app = choice.set_value("geonames:1526384").run()
    assert not app.exception
    assert query(app, "place") == ["geonames:1526384"]
    assert '<span class="sp-place">Almaty</span>' in said(app)
    app.button(key="close").click().run()
    assert query(app, "place") == []


def test_an_unknown_article_is_named_and_the_list_shown(start: Callable[..., AppTest]) -> None:
    shown = said(start(ARTICLES, article="<i>weg</i>"))
    assert "&lt;i&gt;weg&lt;/i&gt;" in shown
    assert "Soldaten landen in Almaty" in shown


def test_an_empty_article_is_the_list(start: Callable[..., AppTest]) -> None:
    shown = said(start(ARTICLES, article=""))
    assert "gibt es hier nicht" not in shown
    assert "Soldaten landen in Almaty" in shown


def test_a_long_unknown_article_is_cut(start: Callable[..., AppTest]) -> None:
    shown = said(start(ARTICLES, article="w" * 10_000))
    assert "wwwww…" in shown
    assert "w" * 60 not in shown


def test_an_unknown_place_is_named_and_ignored(start: Callable[..., AppTest]) -> None:
    app = start(place="nonsense")
    assert "place=nonsense" in said(app)
    assert "Neueste Ereignisse" in said(app)
    app.run()
    assert "place=nonsense" in said(app)
    assert query(app, "place") == ["nonsense"]


def test_a_row_of_the_list_opens_its_article(start: Callable[..., AppTest]) -> None:
    app = start(ARTICLES)
    app.button(key="read_eins").click().run()
    assert query(app, "article") == ["eins"]
    assert '<sup id="sp-e1"' in said(app)
    assert 'class="sp-arrived"' not in said(app)


def test_the_event_arrived_at_is_marked_in_its_article(
    start: Callable[..., AppTest], folder: Path
) -> None:
    extraction = next(
        one for one in load_collection(folder).extractions if one.article.article_id == "eins"
    )
    app = start(ARTICLES, article="eins", event=extraction.events[0].event_id)
    assert said(app).count('class="sp-arrived"') == 1
    assert scrolled_to(app) == ["#sp-e1"]


def test_problems_of_reading_are_listed(start: Callable[..., AppTest]) -> None:
    assert "drei.txt" in said(start())


def test_a_missing_folder_is_said_in_one_line(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=WAIT_SECONDS)
    app = start(articles=tmp_path / "fehlt")
    assert "fehlt" in said(app)
    assert 'class="sp-title"' in said(app)


def test_a_map_that_cannot_be_drawn_stops_the_start_with_a_reason(
    start: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise DataError("the map lacks land.json; install Schauplatz again")

    monkeypatch.setattr("geodata.ui.page.check_map", fail)
    app = start()
    assert "Die Karte lässt sich nicht zeichnen" in said(app)
    assert "land.json" in said(app)
    assert not app.sidebar.button


def test_an_empty_folder_says_what_to_put_there(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    shown = said(start(articles=tmp_path))
    assert "Hier ist noch kein Artikel" in shown
    assert "1 Problem beim Lesen" in shown


def test_articles_that_are_all_refused_are_listed_at_once(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00")
    shown = said(start(articles=tmp_path))
    assert "Kein Artikel war lesbar" in shown
    assert "<details open><summary>2 Probleme beim Lesen</summary>" in shown
    assert "a.txt: ist leer" in shown


def test_an_edited_folder_is_read_again(start: Callable[..., AppTest], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Am Montag landeten Soldaten in Almaty.\n", encoding="utf-8")
    assert "Almaty" in said(start(articles=tmp_path))
    file.write_text("Am Montag landeten Soldaten in Bischkek.\n", encoding="utf-8")
    assert "Almaty" not in said(start(articles=tmp_path))


def test_english_is_the_source(start: Callable[..., AppTest]) -> None:
    assert "Latest events" in said(start(ui="en"))
