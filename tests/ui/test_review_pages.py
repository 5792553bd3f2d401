"""Judging what was found: in the queue, on cards, in an article; and who sees what of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from geodata.articles import make_article
from geodata.articles.incoming import Incoming, Origin
from geodata.errors import StoreError
from geodata.intake import add_incoming, stored_extractions
from geodata.models import DateRange
from geodata.person import REVIEWER_VARIABLE
from geodata.review import Signed, change, confirm, reject, state_of
from geodata.store import Store, lasting, open_store
from geodata.ui.shelf.loading import ARTICLES_VARIABLE
from geodata.ui.state.hosting import HOSTED_VARIABLE
from tests.ui.apps import write_papers
from tests.ui.newsroom import NEWS, NOW, add_news, news_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.models import Event

    Start = Callable[..., AppTest]

pytestmark = [pytest.mark.app, pytest.mark.usefixtures("german")]

REVIEW, ARTICLES = "pages/9_Review.py", "pages/5_Articles.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "papers"
    path.mkdir()
    return write_papers(path, {"bote": "In Almaty starben am Mittwoch drei Menschen."})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give the test a store with news, which the app opens as well, and a reviewer."""
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(REVIEWER_VARIABLE, "Anna")
    monkeypatch.delenv(ARTICLES_VARIABLE, raising=False)
    monkeypatch.setattr("geodata.ui.shelf.snapshots.cache_folder", lambda: tmp_path)
    found = open_store()
    add_news(found, *NEWS)
    yield found
    found.close()


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    details = st.get_option("client.showErrorDetails")
    monkeypatch.setenv(HOSTED_VARIABLE, "1")
    yield
    st.set_option("client.showErrorDetails", details)


def said(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def is_struck(app: AppTest) -> bool:
    """Whether anything in the article shown is struck through."""
    return re.search('class="[^"]*sp-rejected', said(app)) is not None


def statuses(store: Store, name: str) -> set[str]:
    """Return what people have said of all that an article holds."""
    (found,) = stored_extractions(store, [news_article(name).article_id])
    return {one.review for one in found.mentions} | {one.review for one in found.events}


def keys(app: AppTest) -> list[str]:
    return [str(one.key) for one in app.button if str(one.key).startswith("review_")]


def press(app: AppTest, name: str) -> AppTest:
    """Press the first button whose key begins so."""
    key = next(one for one in keys(app) if one.startswith(f"review_{name}"))
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def event_of(store: Store, name: str) -> Event:
    """Return the event of an article as it stands after review."""
    (found,) = stored_extractions(store, [news_article(name).article_id])
    return found.events[0]


def acts(store: Store) -> list[str]:
    return [one.act for one in store.corrections()]


def test_the_queue_asks_for_one_event_after_the_other(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    total = len([one for each in stored_extractions(store) for one in each.events])
    assert f"0 von {total} geprüft" in said(app)
    first = next(one for one in keys(app) if one.startswith("review_confirm_"))
    press(app, "confirm_")
    assert f"1 von {total} geprüft" in said(app)
    assert first not in keys(app)
    (kept,) = store.corrections()
    assert (kept.act, kept.reviewer) == ("confirm", "Anna")
    assert first.endswith(kept.target_id)


def test_skipping_judges_nothing_and_leads_back(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    first = next(one for one in keys(app) if one.startswith("review_confirm_"))
    press(app, "next")
    assert first not in keys(app)
    press(app, "before")
    assert first in keys(app)
    assert acts(store) == []


def test_when_all_is_judged_the_queue_says_so(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    while any(one.startswith("review_reject_") for one in keys(app)):
        press(app, "reject_")
    assert "Alles ist geprüft" in said(app)
    assert {event.review for one in stored_extractions(store) for event in one.events} == {
        "rejected"
    }


def test_the_last_act_is_said_and_taken_back(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    press(app, "reject_")
    assert "<b>Verworfen</b>" in said(app)
    press(app, "undo")
    assert acts(store) == ["reject", "undo"]
    assert "0 von" in said(app)
    assert "review_undo" not in keys(app)


def test_another_place_is_taken_with_one_click(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    app.segmented_control[0].set_value("mentions").run()
    for _step in range(60):
        if any(one.startswith("review_offer_") for one in keys(app)):
            break
        press(app, "next")
    press(app, "offer_")
    (kept,) = store.corrections()
    assert kept.act == "change"
    assert kept.before != kept.after
    assert "<b>Geändert</b>" in said(app)
    assert " → " in said(app)


def test_a_name_on_which_events_rest_moves_them(start: Start, store: Store) -> None:
    (found,) = stored_extractions(store, [news_article("protest").article_id])
    aktau = found.mentions[found.events[0].mentions[0]]
    assert aktau.place is not None
    elsewhere = replace(aktau.place, place_id="point:44,50", lat=44.0, lon=50.0)
    after = replace(state_of(aktau), place=elsewhere)
    store.correct(change(found.article, aktau, after, Signed("Ben", NOW)))
    app = start(None, articles=None, place="point:44,50")
    assert "1 Ereignis, 1 Beleg" in said(app)
    assert any(one.startswith("review_confirm_") for one in keys(app))


def test_a_card_is_confirmed_with_all_its_reports(start: Start, store: Store) -> None:
    event = event_of(store, "troops")
    assert event.place is not None
    app = start(None, articles=None, place=event.place.place_id)
    press(app, "confirm_")
    assert set(acts(store)) == {"confirm"}
    assert "✓ bestätigt von Anna" in said(app)


def test_what_is_rejected_on_a_card_leaves_the_map_and_can_come_back(
    start: Start, store: Store
) -> None:
    event = event_of(store, "protest")
    assert event.place is not None
    app = start(None, articles=None, place=event.place.place_id)
    app.button(key=next(one for one in keys(app) if one.startswith("review_reject_"))).click().run()
    assert event_of(store, "protest").review == "rejected"
    press(app, "undo")
    assert event_of(store, "protest").review == "unreviewed"


def test_what_others_did_meanwhile_is_said(start: Start, store: Store) -> None:
    app = start(REVIEW, articles=None)
    target = next(one for one in keys(app) if one.startswith("review_confirm_"))
    event_id = target.removeprefix("review_confirm_")
    found = next(
        (one, event)
        for one in stored_extractions(store)
        for event in one.events
        if event.event_id == event_id
    )
    store.correct(reject(found[0].article, found[1], Signed("ben@redaktion.example", NOW)))
    press(app, "confirm_")
    assert acts(store) == ["reject", "confirm"]
    assert "ben" in said(app)
    assert "Nun gilt Ihre Korrektur" in said(app)


def test_what_the_store_refuses_is_said_and_nothing_counts_as_done(
    start: Start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(REVIEW, articles=None)

    def refuse(*_arguments: object) -> None:
        raise StoreError("the disk is full; free some space")

    monkeypatch.setattr(Store, "correct_all", refuse)
    press(app, "confirm_")
    assert "Nicht gespeichert." in said(app)
    assert "the disk is full" in said(app)
    assert "0 von" in said(app)
    assert acts(store) == []


def test_what_is_kept_counts_although_the_store_cannot_be_read_just_then(
    start: Start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(REVIEW, articles=None)

    def refuse(*_arguments: object) -> None:
        raise StoreError("the database is locked; try again")

    monkeypatch.setattr("geodata.ui.review.acts.take_corrections", refuse)
    press(app, "confirm_")
    assert acts(store) == ["confirm"]
    assert "<b>Bestätigt</b>" in said(app)
    assert "Nicht gespeichert." not in said(app)
    assert "1 von" in said(app)


def test_who_may_change_nothing_any_more_does_not_either(
    start: Start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(REVIEW, articles=None)
    key = next(one for one in keys(app) if one.startswith("review_confirm_"))
    monkeypatch.setattr("geodata.ui.review.acts.may_change", lambda: False)
    app.button(key=key).click().run()
    assert acts(store) == []
    assert "Sie dürfen hier nichts mehr korrigieren" in said(app)


def test_the_page_of_an_article_judges_names_and_events(start: Start, store: Store) -> None:
    article = news_article("troops")
    app = start(ARTICLES, articles=None, article=article.article_id)
    assert 'data-start="0"' in said(app)
    assert "0 von" in said(app)
    press(app, "reject_")
    (kept,) = store.corrections()
    assert kept.article_id == article.article_id
    assert is_struck(app)
    press(app, "restore_")
    assert acts(store) == ["reject", "undo"]
    assert not is_struck(app)


def test_all_the_rest_of_an_article_is_confirmed_and_taken_back_at_once(
    start: Start, store: Store
) -> None:
    article = news_article("troops")
    app = start(ARTICLES, articles=None, article=article.article_id)
    press(app, "rest")
    assert statuses(store, "troops") == {"confirmed"}
    press(app, "undo")
    assert statuses(store, "troops") == {"unreviewed"}


def test_an_article_is_deleted_after_asking(start: Start, store: Store) -> None:
    article = news_article("weather")
    app = start(ARTICLES, articles=None, article=article.article_id)
    app.session_state["review_delete"] = True  # the box stands open
    app.run()
    press(app, "delete_now")
    assert store.article(article.article_id) is None
    assert store.article_count() == len(NEWS) - 1


def test_whoever_cannot_delete_an_article_is_told_why(
    start: Start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = news_article("weather")
    app = start(ARTICLES, articles=None, article=article.article_id)
    app.session_state["review_delete"] = True  # the box stands open
    app.run()
    with monkeypatch.context() as expired:
        expired.setattr("geodata.ui.review.deleting.may_change", lambda: False)
        press(app, "delete_now")
    assert "Sie dürfen hier nichts mehr korrigieren" in said(app)
    assert store.article(article.article_id) is not None
    monkeypatch.setattr(Store, "remove", lambda *_arguments: False)  # it is gone by now
    app.session_state["review_delete"] = True
    app.run()
    press(app, "delete_now")
    assert "Diesen Artikel hat schon jemand anders gelöscht." in said(app)


def test_corrections_without_their_words_are_named(start: Start, store: Store) -> None:
    old = version_of("Am Montag protestierten in Aktau 300 Menschen gegen die Preise.")
    new = version_of("Der Wochenmarkt öffnet wieder um acht Uhr, die Preise bleiben gleich.")
    take_in(store, old)
    (found,) = stored_extractions(store, [old.article.article_id])
    store.correct(confirm(found.article, found.events[0], Signed("Ben", NOW)))
    store.correct(reject(found.article, found.mentions[0], Signed("Ben", NOW)))
    take_in(store, new)
    app = start(ARTICLES, articles=None, article=new.article.article_id)
    assert "Der Text hat sich geändert" in said(app)
    waiting = [one for one in keys(app) if one.startswith("review_drop_")]
    assert waiting
    for _each in waiting:
        press(app, "drop_")
    assert "Der Text hat sich geändert" not in said(app)


@pytest.mark.usefixtures("store")
def test_a_folder_is_only_read_and_the_pages_say_how_to_correct(start: Start) -> None:
    assert "„Artikel hinzufügen“" in said(start(REVIEW))
    app = start(ARTICLES, article="bote")
    assert "nehmen Sie den Artikel in den Bestand auf" in said(app)
    assert keys(app) == []
    assert "data-start" not in said(app)


@pytest.mark.usefixtures("hosted")
def test_readers_of_a_hosted_copy_see_what_was_said_and_no_tools(
    start: Start, store: Store
) -> None:
    event = event_of(store, "protest")
    assert event.place is not None
    by = Signed("ben@redaktion.example", NOW)
    store.correct(confirm(news_article("protest"), event, by))
    app = start(None, articles=None, place=event.place.place_id)
    assert "✓ bestätigt von ben, 1. Februar" in said(app)
    assert "redaktion.example" not in said(app)
    assert keys(app) == []
    assert "Prüfung" not in [one.proto.label for one in app.get("page_link")]
    article = start(ARTICLES, articles=None, article=news_article("protest").article_id)
    assert "✓ bestätigt von ben" in said(article)
    assert "data-start" not in said(article)
    closed = start(REVIEW, articles=None)
    assert "Korrigieren können diese Karte nur ihre Betreiber." in said(closed)
    assert keys(closed) == []


def version_of(text: str) -> Incoming:
    """Return a report that stands at one address, whatever it says."""
    raw = make_article(
        f"Nachrichten vom Markt\n\n{text}\n",
        article_id="markt",
        published=DateRange.day(NOW.date()),
        publisher="Marktbote",
        url="https://marktbote.example/nachrichten/7",
    )
    article = lasting(raw)
    return Incoming(article, Origin("link", "https://marktbote.example/nachrichten/7"), text)


def take_in(store: Store, incoming: Incoming) -> None:
    assert [*add_incoming([incoming], store, added_by="test", now=NOW)]
