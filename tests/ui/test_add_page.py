"""The page on which articles are added, from what is given to what is kept."""

from __future__ import annotations

import sqlite3
import threading
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest
import streamlit as st

from geodata.errors import StoreError
from geodata.intake import add_incoming
from geodata.intake.sources import PastedSource
from geodata.store import open_store
from geodata.ui.adding.job import Job
from geodata.ui.adding.session import Adding, adding_now, start_reading, start_saving
from geodata.ui.shelf.own import has_own_stores
from geodata.ui.state.hosting import HOSTED_VARIABLE
from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.articles.incoming import Incoming

    Start = Callable[..., AppTest]

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german", "store_folder")]

ADD = "pages/8_Add.py"
WAIT_SECONDS = 60
FIRE = (
    "Brand im Hafen von Aktau\n\n"
    "In Aktau starben am Sonntag bei einem Angriff auf den Hafen vier Menschen.\n"
)
MARCH = (
    "Marsch durch Schangaösen\n\n"
    "In Schangaösen demonstrierten am Montag 2000 Menschen gegen die Preise.\n"
)
HOSTILE = (
    "Lärm {{ 7*7 }} <script>alert(1)</script> in Taras\n\n"
    "In Taras demonstrierten am Montag 300 Menschen :red[laut] und <b>lange</b>.\n"
)


@pytest.fixture
def store_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "papers"
    path.mkdir()
    return write_papers(path, {"bote": "In Almaty starben am Mittwoch drei Menschen."})


@pytest.fixture
def page(start: Start) -> AppTest:
    return start(ADD, articles=None)


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def adding(app: AppTest) -> Adding:
    found = app.session_state["schauplatz_adding"]
    assert isinstance(found, Adding)
    return found


def read(app: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    """Give files, and look at what was found."""
    if files:
        app.file_uploader(key="adding_files").set_value(list(files))
    app.button(key="adding_read").click().run()
    reading = adding(app).reading
    assert reading is not None, said(app)
    assert reading.wait(WAIT_SECONDS)
    assert reading.error is None
    return app.run()


def save(app: AppTest) -> AppTest:
    app.button(key="adding_save").click().run()
    saving = adding(app).saving
    assert saving is not None, said(app)
    assert saving.wait(WAIT_SECONDS)
    assert saving.error is None
    return app.run()


def text_file(name: str, text: str) -> tuple[str, bytes, str]:
    return (name, text.encode(), "text/plain")


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def test_a_pasted_text_is_looked_through_corrected_and_saved(page: AppTest) -> None:
    page.text_area(key="adding_text").set_value(FIRE)
    page.text_input(key="adding_day").set_value("9.1.2022")
    page.text_input(key="adding_address").set_value("https://paper.example/aktau")
    read(page)
    (table,) = page.data_editor
    (row,) = table.value.to_dict("records")
    assert row["title"] == "Brand im Hafen von Aktau"
    assert (row["date"], row["publisher"], row["keep"]) == ("2022-01-09", "", True)
    assert "1 ohne Medium" in said(page)
    key = f"adding_rows_{adding(page).number}"
    page.session_state[key] = {
        "edited_rows": {0: {"publisher": "Hafenbote", "date": "2022-01-10"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    save(page)
    assert "1 hinzugefügt" in said(page)
    store = open_store()
    (article_id,) = store.article_ids()
    stored = store.article(article_id)
    assert stored is not None
    kept = stored.article
    assert (kept.text.strip(), kept.publisher) == (FIRE.strip(), "Hafenbote")
    assert kept.published is not None
    assert kept.published.iso() == "2022-01-10"
    assert kept.url == "https://paper.example/aktau"
    (extraction,) = store.extractions()
    assert [event.kind for event in extraction.events] == ["violence"]


def test_what_is_here_already_is_said_and_not_ticked(page: AppTest) -> None:
    save(read(page, text_file("eins.txt", FIRE)))
    page.button(key="adding_over").click().run()
    read(page, text_file("eins.txt", FIRE), text_file("zwei.txt", MARCH))
    (table,) = page.data_editor
    known, new = table.value.to_dict("records")
    assert known["note"].startswith("schon da seit ")
    assert (known["keep"], new["keep"], new["note"]) == (False, True, "")
    assert "1 schon da" in said(page)
    assert "1 Artikel sichern" in labels(page)
    save(page)
    assert "1 hinzugefügt, 1 schon da" in said(page)
    assert open_store().article_count() == 2


def test_files_that_are_no_articles_are_named_with_the_reason(page: AppTest) -> None:
    picture = ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")
    read(page, picture)
    assert "Kein Artikel gefunden" in said(page)
    assert "bild.png" in said(page)
    assert not page.data_editor
    assert labels(page) >= {"Von vorn beginnen"}
    assert "adding_save" not in {button.key for button in page.button}
    page.button(key="adding_over").click().run()
    save(read(page, picture, text_file("eins.txt", FIRE)))
    assert "1 hinzugefügt, 1 abgewiesen" in said(page)
    assert "bild.png" in said(page)


def test_the_columns_of_a_table_can_be_chosen(page: AppTest) -> None:
    table = f'Kram;Meldung;Tag\nx;"{FIRE.strip()}";9.1.2022\ny;"{MARCH.strip()}";10.1.2022\n'
    read(page, ("liste.csv", table.encode(), "text/csv"), text_file("drei.txt", HOSTILE))
    before = adding(page).number
    assert len(page.data_editor[0].value) == 1  # the text file alone
    assert "liste.csv" in said(page)
    page.selectbox(key=f"adding_{before}_0_text").set_value("Meldung")
    page.selectbox(key=f"adding_{before}_0_date").set_value("Tag")
    (again,) = [one for one in page.button if one.label == "Mit diesen Spalten neu lesen"]
    again.click().run()
    reading = adding(page).reading
    assert reading is not None
    assert reading.wait(WAIT_SECONDS)
    page.run()
    rows = page.data_editor[0].value.to_dict("records")
    assert sorted(row["date"] for row in rows if "liste" in row["source"]) == [
        "2022-01-09",
        "2022-01-10",
    ]
    assert len(rows) == 3
    assert adding(page).number != before


def test_nothing_given_and_a_wrong_date_are_told_and_nothing_is_lost(page: AppTest) -> None:
    page.button(key="adding_read").click().run()
    assert "Noch gibt es nichts zu lesen" in said(page)
    page.text_area(key="adding_text").set_value(FIRE)
    page.text_input(key="adding_day").set_value("neulich")
    page.button(key="adding_read").click().run()
    assert "„neulich“ ist kein Datum" in said(page)
    assert page.text_area(key="adding_text").value == FIRE
    page.text_input(key="adding_day").set_value("")
    read(page)
    page.session_state[f"adding_rows_{adding(page).number}"] = {
        "edited_rows": {0: {"keep": False}},
        "added_rows": [],
        "deleted_rows": [],
    }
    page.button(key="adding_save").click().run()
    assert "Es ist kein Artikel angekreuzt" in said(page)
    assert len(page.data_editor) == 1


def test_hostile_text_is_shown_as_text(page: AppTest) -> None:
    name = "<img src=x onerror=alert(1)>.txt"
    sheet = b"Lage;[klick](https://evil.example);:red[x]\n1;2;3\n"
    read(page, (":red[rot] **fett** $x$.csv", sheet, "text/csv"))
    (expander,) = page.expander
    assert "**" not in expander.label
    assert ":red[" not in expander.label
    page.button(key="adding_over").click().run()
    save(read(page, text_file(name, HOSTILE), (f"{name}.png", b"\x00\x01" * 60, "image/png")))
    shown = said(page)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "{{ 7*7 }} &lt;script&gt;" in shown


def test_stopping_keeps_what_is_saved_and_the_rest_can_follow(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(page, text_file("eins.txt", FIRE), text_file("zwei.txt", MARCH))

    def stopped(found: Iterable[Incoming], *rest: Any, **options: Any) -> Iterator[object]:
        return add_incoming(islice(found, 1), *rest, **options)

    monkeypatch.setattr("geodata.ui.adding.saving.add_incoming", stopped)
    save(page)
    assert "Sie haben das Sichern angehalten. 1 Artikel ist noch nicht gesichert." in said(page)
    assert open_store().article_count() == 1
    monkeypatch.setattr("geodata.ui.adding.saving.add_incoming", add_incoming)
    page.button(key="adding_resume").click().run()
    rest = adding(page).saving
    assert rest is not None
    assert rest.wait(WAIT_SECONDS)
    assert "2 hinzugefügt" in said(page.run())
    assert open_store().article_count() == 2


def test_what_is_saved_is_told_and_its_text_is_let_go(page: AppTest) -> None:
    sheet = f'Titel;Text\nBrand;"{FIRE.strip()}"\n'.encode()
    read(page, ("liste.csv", sheet, "text/csv"), text_file("zwei.txt", MARCH))
    save(page)
    assert "2 hinzugefügt" in said(page)
    assert "Marsch durch Schangaösen" in said(page)
    held = adding(page)
    assert not held.left
    assert (held.reading, held.given.rows, held.given.sheets) == (None, (), ())
    assert not any("demonstrierten" in one.article.text for one in held.saved())


def test_a_folder_given_at_the_start_is_told(start: Start, folder: Path) -> None:
    app = start(ADD, articles=folder)
    assert "Die Seiten zeigen den Ordner" in said(app)
    assert "Beispieldaten:" not in said(app)
    assert "Beispieldaten:" in said(start(ADD, articles=None))


def test_a_near_copy_is_named_and_saved_all_the_same(page: AppTest) -> None:
    speech = (
        "Der Bürgermeister von Taras trat am Mittwoch vor die Presse und sprach lange über die "
        "Nacht, in der zwölf Menschen bei einem Angriff starben. Er dankte den Ärzten und der "
        "Feuerwehr, die bis zum Morgen im Einsatz waren, und kündigte eine Untersuchung an.\n"
    )
    save(read(page, text_file("eins.txt", f"Stadt trauert\n\n{speech}")))
    page.button(key="adding_over").click().run()
    read(page, text_file("zwei.txt", f"Trauer in Taras\n\n{speech}Mehr war nicht zu erfahren.\n"))
    (row,) = page.data_editor[0].value.to_dict("records")
    assert (row["note"], row["keep"]) == ("fast gleich wie „Stadt trauert“", True)
    save(page)
    assert sorted(one.near is not None for one in open_store().articles()) == [False, True]


def test_another_text_at_the_same_address_is_a_new_version(page: AppTest) -> None:
    for text in (FIRE, f"{FIRE}Am Abend wurde ein fünfter Toter gefunden.\n"):
        page.text_area(key="adding_text").set_value(text)
        page.text_input(key="adding_address").set_value("https://paper.example/aktau")
        read(page)
        note = page.data_editor[0].value["note"].iloc[0]
        save(page)
        shown = said(page)
        page.button(key="adding_over").click().run()
    assert note == "neue Fassung von „Brand im Hafen von Aktau“"
    assert ">1 neue Fassung<" in shown
    assert open_store().article_count() == 1


def test_whoever_may_add_no_longer_adds_nothing(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    read(page, text_file("eins.txt", FIRE))
    monkeypatch.setattr("geodata.ui.adding.session.has_sign_in", lambda: True)
    monkeypatch.setattr("geodata.ui.adding.session.may_change", lambda: False)
    page.button(key="adding_save").click().run()
    assert adding(page).saving is None
    assert open_store().article_count() == 0
    assert store_folder.exists()


def test_no_folder_of_a_name_is_shown(page: AppTest) -> None:
    read(page, text_file("C:\\Geheim\\eins.txt", FIRE), text_file("../../zwei.txt", MARCH))
    assert list(page.data_editor[0].value["source"]) == ["eins.txt", "zwei.txt"]


def test_a_frame_of_another_site_shows_the_map_instead(start: Start) -> None:
    app = start(ADD, articles=None)
    app.context["is_embedded"] = True
    app.run()
    assert not app.exception
    assert not app.file_uploader
    assert "sp-title" in said(app)


def test_looking_makes_no_store(page: AppTest, store_folder: Path) -> None:
    assert "Artikel hinzufügen" in said(page)
    assert not store_folder.exists()


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    details = st.get_option("client.showErrorDetails")
    monkeypatch.setenv(HOSTED_VARIABLE, "1")
    yield
    st.set_option("client.showErrorDetails", details)


@pytest.mark.usefixtures("hosted")
def test_a_visitor_of_a_hosted_copy_adds_for_themselves_alone(
    start: Start, store_folder: Path
) -> None:
    app = start(ADD, articles=None)
    assert "verschwindet mit dieser Sitzung" in said(app)
    assert app.text_area(key="adding_links").disabled
    assert "nicht abgerufen" in said(app)
    save(read(app, text_file("eins.txt", FIRE)))
    assert "1 hinzugefügt" in said(app)
    assert not store_folder.exists()
    other = start(ADD, articles=None)
    assert "Bisher" not in said(other)
    assert "adding_forget" not in {button.key for button in other.button}
    read(other, text_file("eins.txt", FIRE))
    assert "schon da" not in said(other)
    assert "Bisher 1 Artikel" in said(app.run())
    app.button(key="adding_forget").click().run()
    assert "Bisher" not in said(app)
    assert "Brand im Hafen" not in said(app)
    assert "Beispieldaten:" in said(app)


@pytest.mark.usefixtures("hosted")
def test_entries_of_a_feed_that_cannot_be_fetched_are_named(start: Start) -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Bote</title>'
        "<link>https://paper.example/</link><item><title>Feuer</title>"
        "<link>https://paper.example/feuer</link></item></channel></rss>"
    )
    app = read(start(ADD, articles=None), ("feed.xml", feed.encode(), "application/rss+xml"))
    assert "https://paper.example/feuer: ist ein Link, und Links werden" in said(app)


@pytest.mark.usefixtures("hosted")
def test_a_visitor_for_whom_there_is_no_room_is_told_so(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.own.MOST_OWN_STORES", 0)
    app = start(ADD, articles=None)
    app.text_area(key="adding_text").set_value(FIRE)
    app.button(key="adding_read").click().run()
    assert "kein Platz mehr" in said(app)
    assert app.text_area(key="adding_text").value == FIRE


@pytest.mark.usefixtures("hosted")
def test_a_visitor_may_add_as_many_as_there_is_room_for(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.own.MOST_OWN_ARTICLES", 1)
    app = read(start(ADD, articles=None), text_file("eins.txt", FIRE), text_file("b.txt", MARCH))
    assert len(app.data_editor[0].value) == 1
    assert "b.txt: bleibt weg mit allem, was folgt: Platz ist für 1 Artikel" in said(app)
    save(app)
    app.button(key="adding_over").click().run()
    read(app, text_file("b.txt", MARCH))
    assert not app.data_editor


@pytest.mark.usefixtures("hosted")
def test_the_texts_of_a_visitor_may_be_so_long_together(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = len(FIRE) + len(MARCH) - 1
    monkeypatch.setattr("geodata.ui.shelf.own.MOST_OWN_CHARACTERS", limit)
    app = read(start(ADD, articles=None), text_file("eins.txt", FIRE), text_file("b.txt", MARCH))
    assert len(app.data_editor[0].value) == 1
    assert f"b.txt: bleibt weg mit allem, was folgt: Platz ist für {limit} Zeichen" in said(app)
    save(app)
    app.button(key="adding_over").click().run()
    read(app, text_file("b.txt", MARCH))
    assert not app.data_editor


def test_a_second_click_starts_no_second_job() -> None:
    st.session_state.pop("schauplatz_adding", None)
    go_on = threading.Event()

    def work(_job: Job[Any]) -> Iterator[Any]:
        go_on.wait(WAIT_SECONDS)
        yield from ()

    try:
        reading = Adding(reading=Job(work).start())
        st.session_state["schauplatz_adding"] = reading
        start_reading([PastedSource(FIRE)])
        assert adding_now() is reading
        saving = Adding(saving=Job(work).start())
        st.session_state["schauplatz_adding"] = saving
        start_saving(())
        assert adding_now() is saving
        go_on.set()
        assert reading.reading is not None
        assert saving.saving is not None
        assert reading.reading.wait(WAIT_SECONDS)
        assert saving.saving.wait(WAIT_SECONDS)
        start_reading([PastedSource(FIRE)])
        again = adding_now().reading
        assert again is not None
        assert again.wait(WAIT_SECONDS)
    finally:
        st.session_state.pop("schauplatz_adding", None)


@pytest.mark.usefixtures("hosted")
def test_looking_through_articles_takes_no_place_of_a_visitor(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.own._OPEN", WeakSet())
    monkeypatch.setattr("geodata.ui.shelf.own.MOST_OWN_STORES", 1)
    looking, other = start(ADD, articles=None), start(ADD, articles=None)
    read(looking, text_file("eins.txt", FIRE))
    assert not has_own_stores()
    save(read(other, text_file("zwei.txt", MARCH)))
    assert "1 hinzugefügt" in said(other)
    looking.button(key="adding_save").click().run()
    assert "kein Platz mehr" in said(looking)
    assert not looking.exception


def test_a_damaged_store_is_told_in_one_line(start: Start, store_folder: Path) -> None:
    store_folder.mkdir()
    (store_folder / "store.sqlite").write_bytes(b"no database at all" * 400)
    app = start(ADD, articles=None)
    assert "Im Augenblick lässt sich nichts hinzufügen" in said(app)
    assert not app.exception
    assert not app.file_uploader


def test_a_disk_that_fills_up_is_told_and_what_was_saved_stays(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(page, text_file("eins.txt", FIRE), text_file("zwei.txt", MARCH))

    def full(*_: object, **__: object) -> object:
        raise StoreError("the disk is full; nothing of this batch is kept")
        yield

    monkeypatch.setattr("geodata.ui.adding.saving.add_incoming", full)
    page.button(key="adding_save").click().run()
    saving = adding(page).saving
    assert saving is not None
    assert saving.wait(WAIT_SECONDS)
    page.run()
    assert "the disk is full" in said(page)
    assert "2 Artikel sind noch nicht gesichert." in said(page)
    monkeypatch.setattr("geodata.ui.adding.saving.add_incoming", add_incoming)
    page.button(key="adding_resume").click().run()
    again = adding(page).saving
    assert again is not None
    assert again.wait(WAIT_SECONDS)
    assert "2 hinzugefügt" in said(page.run())
    with sqlite3.connect(open_store().where) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (2,)
