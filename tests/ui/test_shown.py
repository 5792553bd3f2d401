"""What the pages show: files, the store, a visitor's own articles, or the samples; and to whom."""

from __future__ import annotations

import contextlib
import gc
import weakref
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from geodata.errors import StoreError
from geodata.intake import add_incoming
from geodata.person import REVIEWER_VARIABLE
from geodata.store import open_store
from geodata.ui.access import gate, permits
from geodata.ui.access.settings import has_sign_in
from geodata.ui.access.standing import Refusal
from geodata.ui.shelf import own, settling
from geodata.ui.shelf.loading import ARTICLES_VARIABLE, chosen_articles, load_library, store_of
from geodata.ui.shelf.stores import store_now
from geodata.ui.state.hosting import HOSTED_VARIABLE
from tests.intake.news import incoming, report
from tests.ui.apps import write_papers
from tests.ui.newsroom import NOW, add_news, news_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.store import Store

OWN = "Ihre eigenen Artikel, nur in dieser Sitzung"
# The paper that tells of the protest: the name stands among the filters.
PAPER = "Bote für protest"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a place for its store, and take away what else names articles."""
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path))
    monkeypatch.delenv(ARTICLES_VARIABLE, raising=False)
    monkeypatch.setattr("geodata.ui.shelf.snapshots.cache_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "papers"
    path.mkdir()
    return write_papers(path, {"bote": "In Almaty starben am Mittwoch drei Menschen."})


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    details = st.get_option("client.showErrorDetails")
    monkeypatch.setenv(HOSTED_VARIABLE, "1")
    yield
    st.set_option("client.showErrorDetails", details)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Refusal | None]]:
    """Let a reader be signed in, as long as the test says nothing else."""
    standing: dict[str, Refusal | None] = {"refusal": None}
    user = st.user.__class__
    monkeypatch.setattr(user, "to_dict", lambda _self: {"email": "rut@redaktion.example"})
    monkeypatch.setattr(gate, "has_sign_in", lambda: True)
    monkeypatch.setattr(permits, "has_sign_in", lambda: True)
    monkeypatch.setattr(gate, "_judge_now", lambda _claims: (standing["refusal"], ()))
    yield standing
    has_sign_in.cache_clear()


def shown_text(app: AppTest) -> str:
    return "\n".join(str(getattr(element, "proto", "")) for element in app._tree)


@pytest.mark.usefixtures("data")
def test_without_anything_else_the_samples_are_shown_and_no_store_is_made(data: Path) -> None:
    assert chosen_articles() is None
    library = load_library(None)
    assert (library.kind, store_of(library)) == ("samples", None)
    assert not [*data.glob("*.sqlite")]


@pytest.mark.usefixtures("data")
def test_the_samples_stay_until_the_store_holds_an_article() -> None:
    store = store_now()
    assert chosen_articles() is store
    assert load_library(store).kind == "samples"
    add_news(store, "protest")
    library = load_library(store)
    assert library.kind == "store"
    assert store_of(library) is store
    assert library.has_article(news_article("protest").article_id)


@pytest.mark.usefixtures("data")
def test_named_articles_come_before_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news(store_now(), "protest")
    monkeypatch.setenv(ARTICLES_VARIABLE, str(folder))
    assert chosen_articles() == folder
    library = load_library(folder)
    assert (library.kind, store_of(library)) == ("files", None)


@pytest.mark.app
@pytest.mark.usefixtures("data")
def test_what_others_add_is_on_the_page_at_its_next_run(start: Callable[..., AppTest]) -> None:
    add_news(store_now(), "blast")
    app = start("pages/5_Articles.py", None)
    assert PAPER not in shown_text(app)
    with contextlib.closing(open_store()) as elsewhere:
        add_news(elsewhere, "protest")
    app.run()
    assert not app.exception
    assert PAPER in shown_text(app)


@pytest.mark.app
@pytest.mark.usefixtures("data", "hosted")
def test_nobody_else_sees_the_articles_of_a_visitor(start: Callable[..., AppTest]) -> None:
    add_news(store_now(), "blast")
    mine, other = start("pages/5_Articles.py", None), start("pages/5_Articles.py", None)
    store = open_store("sqlite://")
    add_news(store, "protest")
    mine.session_state["schauplatz_own_store"] = store
    mine.run()
    other.run()
    assert OWN in shown_text(mine)
    assert PAPER in shown_text(mine)
    assert OWN not in shown_text(other)
    assert PAPER not in shown_text(other)


@pytest.mark.app
@pytest.mark.usefixtures("data", "hosted")
def test_a_visitor_goes_back_to_what_all_see_and_returns(start: Callable[..., AppTest]) -> None:
    add_news(store_now(), "blast")
    app = start("pages/5_Articles.py", None)
    store = open_store("sqlite://")
    add_news(store, "protest")
    app.session_state["schauplatz_own_store"] = store
    app.run()
    app.button(key="own_switch").click().run()
    assert PAPER not in shown_text(app)
    app.button(key="own_switch").click().run()
    assert PAPER in shown_text(app)
    assert not app.exception


class Session:
    """Something that is bound to itself, as the sessions of Streamlit are."""

    def __init__(self, store: Store) -> None:
        self.myself, self.store = self, store


def test_a_session_that_ends_takes_its_store_and_its_library_with_it() -> None:
    session = Session(open_store("sqlite://"))
    add_news(session.store, "protest")
    st.session_state["schauplatz_own_store"] = session.store
    library = load_library(session.store)
    gone = weakref.ref(session.store), weakref.ref(library)
    assert library.kind == "own"
    del st.session_state["schauplatz_own_store"]
    del session, library
    gc.collect()
    assert [one() for one in gone] == [None, None]


@pytest.mark.usefixtures("data")
def test_who_has_left_is_forgotten_although_others_settled_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own, "_OPEN", weakref.WeakSet())
    own.open_own_store()
    session = Session(st.session_state.pop("schauplatz_own_store"))
    gone = weakref.ref(session.store)
    settling.unsettle()
    load_library(None)
    del session
    gc.collect()
    assert gone() is not None
    monkeypatch.setattr(settling, "_OWN_SECONDS", 0.0)
    load_library(None)
    assert gone() is None


def test_the_place_of_a_visitor_who_has_left_is_free_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own, "MOST_OWN_STORES", 1)
    monkeypatch.setattr(own, "_OPEN", weakref.WeakSet())
    own.open_own_store()
    session = Session(st.session_state.pop("schauplatz_own_store"))
    gc.freeze()
    with pytest.raises(StoreError, match="try again later"):
        own.check_own_place()
    gc.freeze()
    del session
    own.check_own_place()


def test_there_is_room_for_some_visitors_and_a_clear_word_for_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own, "MOST_OWN_STORES", 1)
    monkeypatch.setattr(own, "_OPEN", weakref.WeakSet())
    store = own.open_own_store()
    assert own.open_own_store() is store
    assert own.own_room() == own.MOST_OWN_ARTICLES
    add_news(store, "protest")
    assert own.own_room() == own.MOST_OWN_ARTICLES - 1
    versions = [incoming(report(one), url="https://bote.example/lage") for one in (1, 2)]
    assert len([*add_incoming(versions, store, added_by=None, now=NOW)]) == 2
    assert own.own_room() == own.MOST_OWN_ARTICLES - 3
    st.session_state.pop("schauplatz_own_store")  # as another session has it
    with pytest.raises(StoreError, match="try again later"):
        own.open_own_store()


@pytest.mark.app
@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("is_hosted", [False, True])
def test_a_damaged_store_is_said_and_hosted_only_that(
    data: Path, start: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, is_hosted: bool
) -> None:
    monkeypatch.setenv(HOSTED_VARIABLE, str(int(is_hosted)))
    (data / "store.sqlite").write_bytes(b"no database at all" * 500)
    said = shown_text(start(None, None))
    assert "Die Artikel lassen sich nicht lesen" in said
    assert (str(data) in said) is not is_hosted
    assert "Traceback" not in said


def test_on_an_own_computer_all_may_be_changed_under_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(HOSTED_VARIABLE, "0")
    options = {"server.address": "localhost", "secrets.files": []}
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    monkeypatch.setenv(REVIEWER_VARIABLE, " Rut K. ")
    assert (permits.may_change(), permits.may_fetch()) == (True, True)
    assert permits.reviewer_name() == "Rut K."
    assert permits.session_store() is None
    monkeypatch.delenv(REVIEWER_VARIABLE)
    monkeypatch.setattr("getpass.getuser", lambda: "rut")
    assert permits.reviewer_name() == "rut"

    def unnamed() -> str:
        raise ImportError("no module named pwd")

    monkeypatch.setattr("getpass.getuser", unnamed)
    assert permits.reviewer_name() is None


@pytest.mark.usefixtures("hosted")
def test_a_visitor_of_a_hosted_copy_reads_and_adds_for_the_session_alone() -> None:
    assert (permits.may_change(), permits.may_fetch()) == (False, False)
    assert permits.reviewer_name() is None
    store = permits.session_store()
    assert store is not None
    assert permits.session_store() is store
    own.drop_own_store()


@pytest.mark.usefixtures("hosted")
def test_who_is_signed_in_changes_under_their_address_until_it_ends(
    signed_in: dict[str, Refusal | None],
) -> None:
    assert permits.may_change()
    assert not permits.may_fetch()
    assert permits.reviewer_name() == "rut@redaktion.example"
    signed_in["refusal"] = Refusal.EXPIRED
    assert not permits.may_change()
    assert permits.reviewer_name() is None
