"""The library of a store follows what happens there, at once or by and by, and never halfway."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geodata.errors import StoreError
from geodata.intake import add_incoming, stored_extractions
from geodata.models import Extraction
from geodata.review import Signed, reject
from geodata.store import open_store
from geodata.tables.method import method_version
from geodata.ui.shelf import live as live_module
from geodata.ui.shelf.archive import Archive
from geodata.ui.shelf.chores import Chores
from geodata.ui.shelf.gathering import gather
from geodata.ui.shelf.live import LiveLibrary
from tests.intake.news import incoming, report
from tests.ui.newsroom import NEWS, NOW, add_news, extraction_of, news_article
from tests.ui.test_growing import assert_same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.store import Store
    from geodata.ui.shelf.gathering import Gathered
    from geodata.ui.shelf.library import Library


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("geodata.ui.shelf.snapshots.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("geodata.ui.shelf.chores.cache_folder", lambda: tmp_path)
    with contextlib.closing(open_store(f"sqlite:///{tmp_path}/store.sqlite")) as found:
        yield found


def opened(store: Store) -> LiveLibrary:
    live = LiveLibrary("store")
    assert live.now(store) is not None
    return live


def shown(live: LiveLibrary, store: Store) -> Library:
    library = live.now(store)
    assert library is not None
    return library


def read_anew(store: Store) -> Library:
    return gather(stored_extractions(store), kind="store").library


def reject_event(store: Store, name: str) -> None:
    article = news_article(name)
    store.correct(reject(article, extraction_of(name).events[0], Signed("rut", NOW)))


def test_an_empty_store_has_no_library_until_an_article_comes(store: Store) -> None:
    live = LiveLibrary("store")
    assert live.now(store) is None
    add_news(store, "blast")
    assert shown(live, store).has_article(news_article("blast").article_id)


def test_what_is_added_is_there_at_the_next_look(store: Store) -> None:
    add_news(store, "blast")
    live = opened(store)
    before = shown(live, store)
    add_news(store, "protest", "weather")
    assert_same(shown(live, store), read_anew(store))
    assert len(before.tables.articles) == 1  # whoever holds it goes on with what they had


def test_a_correction_is_there_at_once_and_counted_as_one(store: Store) -> None:
    add_news(store, *NEWS)
    live = opened(store)
    assert not shown(live, store).reviewed
    reject_event(store, "blast")
    live.take(store, [news_article("blast").article_id])
    library = live.library
    assert library is not None
    assert library.reviewed
    (rejected,) = library.extraction(news_article("blast").article_id).events
    assert rejected.review == "rejected"
    assert_same(library, read_anew(store))


def test_a_removed_article_is_gone(store: Store) -> None:
    add_news(store, *NEWS)
    live = opened(store)
    store.remove(news_article("troops").article_id)
    assert not shown(live, store).has_article(news_article("troops").article_id)
    assert_same(shown(live, store), read_anew(store))


def test_a_look_at_a_store_without_changes_gives_the_very_library(store: Store) -> None:
    add_news(store, "blast")
    live = opened(store)
    assert shown(live, store) is shown(live, store)


def test_many_changes_come_by_and_by(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "_AT_ONCE", 1)
    add_news(store, "blast")
    live = opened(store)
    add_news(store, "protest", "troops", "weather")
    counts: list[int] = []
    while live.backlog or not counts:
        counts.append(len(shown(live, store).tables.articles))
    assert counts == [2, 3, 4]
    assert_same(shown(live, store), read_anew(store))


def test_where_all_has_changed_it_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_module, "_AT_ONCE", 1)
    monkeypatch.setattr(live_module, "_FEW", 2)
    add_news(store, "blast")
    live = opened(store)
    add_news(store, *(name for name in NEWS if name != "blast"))
    shown(live, store)
    builds = live.builds
    live.regather(store)
    assert live.builds == builds + 1
    assert live.backlog == 0
    assert_same(shown(live, store), read_anew(store))


def test_the_next_start_reads_only_what_has_changed_since(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news(store, "blast", "protest", "troops")
    opened(store).keep(store)
    add_news(store, "weather")
    reject_event(store, "protest")
    store.remove(news_article("blast").article_id)
    monkeypatch.setattr(live_module, "gather", None)  # nothing may be read as a whole
    assert_same(shown(LiveLibrary("store"), store), read_anew(store))


def test_a_broken_snapshot_is_left_out_and_said(
    store: Store, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    add_news(store, "blast")
    opened(store).keep(store)
    ledger = next(tmp_path.rglob("ledger.pickle"))
    ledger.write_bytes(ledger.read_bytes()[:40])
    with caplog.at_level(logging.WARNING):
        assert_same(shown(LiveLibrary("store"), store), read_anew(store))
    assert "cannot be read and is left out" in caplog.text


def test_a_snapshot_damaged_anywhere_costs_a_reading_and_no_page(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add_news(store, "blast")
    opened(store).keep(store)
    ledger = next(tmp_path.rglob("ledger.pickle"))
    ledger.write_bytes(b"cno_such_module\nname\n.")
    assert_same(shown(LiveLibrary("store"), store), read_anew(store))
    assert "no_such_module" in caplog.text
    assert not ledger.exists()


def test_a_snapshot_that_does_not_grow_is_read_anew_and_forgotten(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news(store, "blast")
    opened(store).keep(store)
    add_news(store, "protest")

    def fail(*_arguments: object) -> None:
        raise TypeError("a flipped bit")

    monkeypatch.setattr("geodata.ui.shelf.growing.replace_rows", fail)
    assert_same(shown(LiveLibrary("store"), store), read_anew(store))
    assert not [*tmp_path.rglob("ledger.pickle")]


def test_what_is_deleted_is_gone_from_the_disk_at_once_and_from_the_next_snapshot(
    store: Store, tmp_path: Path
) -> None:
    add_news(store, *NEWS)
    live = opened(store)
    live.keep(store)
    assert "troops" in kept_articles(tmp_path)
    store.remove(news_article("troops").article_id)
    shown(live, store)
    assert kept_articles(tmp_path) == set()
    add_news(store, "troops")
    store.remove(news_article("troops").article_id)
    live.keep(store)
    assert kept_articles(tmp_path) == NEWS.keys() - {"troops"}
    assert_same(shown(live, store), read_anew(store))


def kept_articles(folder: Path) -> set[str]:
    """Return which articles the records of a snapshot hold."""
    found = [
        one
        for path in folder.rglob("extractions.archive")
        for one in Archive[Extraction].open(path)
    ]
    ids = {news_article(name).article_id: name for name in NEWS}
    return {ids[one.article.article_id] for one in found}


def test_an_older_version_that_goes_costs_no_reading(store: Store) -> None:
    first, second = (incoming(report(number), url="https://bote.example/lage") for number in (1, 2))
    assert len([*add_incoming([first], store, added_by=None, now=NOW)]) == 1
    live = opened(store)
    live.keep(store)
    assert len([*add_incoming([second], store, added_by=None, now=NOW)]) == 1
    builds = live.builds
    assert_same(shown(live, store), read_anew(store))
    live.keep(store)
    assert live.builds == builds


def test_what_was_deleted_and_added_again_stands_at_the_end(store: Store) -> None:
    add_news(store, *NEWS)
    live = opened(store)
    for name in ("blast", "protest"):
        store.remove(news_article(name).article_id)
    add_news(store, "protest", "blast")
    reject_event(store, "troops")
    assert_same(shown(live, store), read_anew(store))
    reject_event(store, "protest")
    assert_same(shown(live, store), read_anew(store))


def test_nobody_waits_for_long_while_all_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_module, "_FEW", 0)
    monkeypatch.setattr(live_module, "_AT_ONCE", 0)
    monkeypatch.setattr(live_module, "_WAIT", 0.05)
    add_news(store, "blast")
    live = opened(store)
    add_news(store, "protest")
    shown(live, store)
    reading, done = threading.Event(), threading.Event()

    def read(*arguments: Any, **options: Any) -> Gathered:
        reading.set()
        assert done.wait(60)
        return gather(*arguments, **options)

    monkeypatch.setattr(live_module, "gather", read)
    thread = threading.Thread(target=live.regather, args=(store,))
    thread.start()
    assert reading.wait(60)
    live.take(store, [news_article("protest").article_id])
    assert len(shown(live, store).tables.articles) == 1
    done.set()
    thread.join()
    assert_same(shown(live, store), read_anew(store))


def test_what_was_kept_of_a_store_that_nobody_opens_goes(store: Store, tmp_path: Path) -> None:
    (tmp_path / "store-forgotten").mkdir()
    (tmp_path / "store-used").mkdir()
    os.utime(tmp_path / "store-forgotten", (0, 0))
    add_news(store, "blast")
    opened(store).keep(store)
    left = {folder.name for folder in tmp_path.glob("store-*")}
    assert left == {"store-used", f"store-{store.identity}"}


def test_one_snapshot_stays_the_newest(store: Store, tmp_path: Path) -> None:
    add_news(store, "blast")
    live = opened(store)
    live.keep(store)
    add_news(store, "protest", "troops")
    shown(live, store)
    live.keep(store)
    (folder,) = tmp_path.rglob("seen.pickle")
    assert folder.parent.name.endswith(f"-{store.revision}")


def test_a_store_that_stops_answering_leaves_what_was_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news(store, "blast")
    live = opened(store)
    library = shown(live, store)

    def fail(_store: Store) -> int:
        raise StoreError("no server")

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "revision", property(fail))
        assert live.now(store) is library
        assert live.failed
    monkeypatch.setattr("time.monotonic", lambda: 1e9)
    assert live.now(store) is library
    assert not live.failed


def test_a_failure_midway_is_mended_by_the_next_look(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news(store, "blast")
    live = opened(store)
    add_news(store, "protest")

    def fail(*_arguments: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("geodata.ui.shelf.growing.replace_rows", fail)
        with pytest.raises(OSError, match="no space"):
            live.now(store)
    assert_same(shown(live, store), read_anew(store))


def test_chores_keep_incidents_and_a_snapshot(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.chores._QUIET", 0.01)
    add_news(store, *NEWS)
    live = opened(store)
    chores = Chores(live)
    chores.start(store, writes=True)
    chores.join()
    library = shown(live, store)
    saved = [one.incident_id for one in store.incidents()]
    assert saved == library.tables.incidents["incident_id"].tolist()
    assert [*tmp_path.rglob("seen.pickle")]
    revision = store.revision
    shown(live, store)
    chores.start(store, writes=True)  # nothing is left to do
    chores.join()
    assert store.revision == revision


def test_readers_alone_write_nothing_into_the_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.chores._QUIET", 0.01)
    add_news(store, "blast")
    live = opened(store)
    revision = store.revision
    chores = Chores(live)
    chores.start(store, writes=False)
    chores.join()
    assert store.revision == revision
    assert store.incidents() == ()


def test_work_that_fails_is_tried_again_after_a_pause_and_not_before(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.chores._QUIET", 0.01)
    add_news(store, "blast")
    store.save_extractions([(news_article("blast").article_id, extraction_of("blast"))], "0.0")
    chores = Chores(opened(store))
    tries: list[object] = []

    def fail(*arguments: object, **_options: object) -> None:
        tries.append(arguments)
        raise StoreError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr("geodata.ui.shelf.chores.rebuild", fail)
        for _run in range(3):
            chores.start(store, writes=True)
            chores.join()
    assert len(tries) == 1
    assert caplog.text.count("cut off") == 1
    assert store.stale(method_version())
    monkeypatch.setattr("geodata.ui.shelf.chores._PAUSE", 0.0)
    monkeypatch.setattr(chores, "_again_at", 0.0)
    chores.start(store, writes=True)
    chores.join()
    assert not store.stale(method_version())


def test_findings_of_an_earlier_method_are_made_anew_while_the_old_are_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.ui.shelf.chores._QUIET", 0.01)
    old = replace(extraction_of("blast"), events=())
    add_news(store, "protest", "blast")
    store.save_extractions(
        [
            (news_article(name).article_id, old if name == "blast" else extraction_of(name))
            for name in ("protest", "blast")
        ],
        "0.0",
    )
    live = opened(store)
    assert len(shown(live, store).tables.events) == 1
    chores = Chores(live)
    chores.start(store, writes=True)
    chores.join()
    assert chores.work is None
    assert len(shown(live, store).tables.events) == 2
    assert_same(shown(live, store), read_anew(store))
