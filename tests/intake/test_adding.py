from __future__ import annotations

import datetime as dt
import os
import signal
from typing import TYPE_CHECKING, cast

import pytest

from geodata.articles.arriving import read_bytes
from geodata.intake import add_incoming, recognise
from geodata.intake.batches import BATCH_SIZE
from geodata.models import Problem, stable_id
from geodata.pipeline import extract_article
from geodata.store import Outcome
from tests.intake.news import incoming, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.articles.incoming import Incoming
    from geodata.models import Article, Extraction
    from geodata.store import Store

NOW = dt.datetime(2022, 1, 7, 12, 0, tzinfo=dt.UTC)
COPIED = (
    "Bremerhaven: Feuer in einer Lagerhalle\n\nIn Bremerhaven ist in der Nacht zum Donnerstag eine "
    "Lagerhalle am Fischereihafen ausgebrannt. Nach Angaben der Feuerwehr wurden vier Menschen "
    "verletzt, einer von ihnen schwer. Die Löscharbeiten zogen sich bis in den Morgen hin. Warum "
    "das Feuer ausbrach, ist noch unklar; die Polizei schließt Brandstiftung nicht aus.\n"
)


def add(found: Iterable[object], store: Store, *, jobs: int = 1) -> list[object]:
    given = cast("Iterable[Incoming | Problem]", found)
    return list(add_incoming(given, store, added_by="Mara", now=NOW, jobs=jobs))


def kinds(outcomes: Iterable[object]) -> list[str]:
    return [one.kind if isinstance(one, Outcome) else str(one) for one in outcomes]


def test_an_article_is_kept_with_what_was_found_in_it(store: Store) -> None:
    outcomes = add([incoming(report(0), name="presse/lage.txt")], store)
    (extraction,) = store.extractions()
    assert outcomes == [Outcome("added", stable_id(report(0)))]
    assert extraction.article.text == report(0)
    assert [event.place.name for event in extraction.events if event.place] == ["Almaty"]
    stored = store.article(stable_id(report(0)))
    assert stored is not None
    assert stored.entry.added_by == "Mara"
    assert stored.entry.added_at == NOW
    assert [seen.origin.name for seen in stored.origins] == ["presse/lage.txt"]


def test_outcomes_come_in_the_order_given_with_problems_between(store: Store) -> None:
    broken = Problem("bild.pdf", "has no text layer")
    found = [incoming(report(0)), broken, incoming(report(1)), incoming(report(0), name="b.txt")]
    outcomes = add(found, store)
    assert kinds(outcomes) == ["added", str(broken), "added", "known"]
    assert store.article_count() == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_more_than_a_batch_is_added_in_order(store: Store, jobs: int) -> None:
    count = 2 * BATCH_SIZE + 3
    outcomes = add((incoming(report(n)) for n in range(count)), store, jobs=jobs)
    assert [one.article_id for one in outcomes if isinstance(one, Outcome)] == [
        stable_id(report(n)) for n in range(count)
    ]
    assert list(store.article_ids()) == [stable_id(report(n)) for n in range(count)]


def test_what_is_known_is_not_worked_out_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add([incoming(report(n)) for n in range(3)], store)

    def refuse(article: Article) -> Extraction:
        raise AssertionError(article.article_id)

    monkeypatch.setattr("geodata.intake.adding.extract_article", refuse)
    again = add([incoming(report(n), name=f"kopie{n}.txt") for n in range(3)], store)
    assert kinds(again) == ["known"] * 3
    stored = store.article(stable_id(report(1)))
    assert stored is not None
    assert {seen.origin.name for seen in stored.origins} == {"lage.txt", "kopie1.txt"}


def test_another_text_at_the_same_address_is_a_new_version(store: Store) -> None:
    url = "https://kuestenbote.example/lage"
    add([incoming(COPIED, url=url)], store)
    longer = COPIED.replace("vier Menschen", "fünf Menschen")
    (outcome,) = add([incoming(longer, url=url)], store)
    assert outcome == Outcome("new version", stable_id(longer), None, stable_id(COPIED))
    assert store.article_ids() == (stable_id(longer),)


def test_rows_that_bear_one_address_are_all_kept_however_many(store: Store) -> None:
    count = BATCH_SIZE + 3  # of two batches
    rows = [incoming(report(one), url="https://kuestenbote.example/lage") for one in range(count)]
    assert kinds(add(rows, store)) == ["added"] * count
    assert store.article_count() == count
    assert kinds(add([*rows, incoming(report(count))], store))[count:] == ["added"]


def test_a_saved_page_replaces_nothing_at_the_address_it_names(store: Store) -> None:
    url = "https://kuestenbote.example/lage"
    add([incoming(report(0), url=url)], store)
    head = f'<html lang="de"><head><link rel="canonical" href="{url}"></head><body><article>'
    paragraphs = "".join(f"<p>{one}</p>" for one in report(1).split("\n\n") * 3)
    page = f"{head}<h1>Etwas anderes</h1>{paragraphs}</article></body></html>".encode()
    (saved,) = read_bytes(page, name="lage.html")
    (outcome,) = add([saved], store)
    assert isinstance(outcome, Outcome)
    assert (outcome.kind, store.article_count()) == ("added", 2)
    (fetched,) = read_bytes(page.replace(b"anderes", b"Neues"), name="lage.html", url=url)
    assert kinds(add([fetched], store)) == ["new version"]


def test_a_copy_of_a_report_is_kept_and_linked(store: Store) -> None:
    copy = "Brand am Hafen\n\n" + COPIED.partition("\n\n")[2].replace("Nach Angaben der", "Laut")
    outcomes = add([incoming(COPIED), incoming(report(2)), incoming(copy, name="b.txt")], store)
    assert [one.near for one in outcomes if isinstance(one, Outcome)] == [
        None,
        None,
        stable_id(COPIED),
    ]
    assert store.article_count() == 3


def test_a_copy_of_what_was_added_before_is_linked_too(store: Store) -> None:
    add([incoming(COPIED)], store)
    copy = COPIED.replace("Lagerhalle am Fischereihafen", "Halle am Fischereihafen")
    (outcome,) = add([incoming(copy)], store)
    assert isinstance(outcome, Outcome)
    assert outcome.near == stable_id(COPIED)


def test_the_preview_says_what_adding_would_and_changes_nothing(store: Store) -> None:
    add([incoming(COPIED, url="https://kuestenbote.example/brand")], store)
    before = store.revision
    copy = COPIED.replace("einer von ihnen schwer", "einer davon schwer")
    same, near, new = recognise(
        [incoming(COPIED), incoming(copy, name="b.txt"), incoming(report(3))], store
    )
    assert same.known is not None
    assert same.known.article_id == stable_id(COPIED)
    assert (near.known, near.near) == (None, stable_id(COPIED))
    assert (new.known, new.near) == (None, None)
    assert store.revision == before


def fail_at_bremen(article: Article) -> Extraction:
    if article.text.startswith("Bremen"):
        raise ZeroDivisionError("no such luck")
    return extract_article(article)


def die_at_bremen(article: Article) -> Extraction:
    if article.text.startswith("Bremen"):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_article(article)


def test_one_article_on_which_the_engine_fails_costs_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.intake.adding.extract_article", fail_at_bremen)
    found = [incoming(report(n), name=f"{n}.txt") for n in range(3)]
    outcomes = add(found, store)
    assert kinds(outcomes) == [
        "added",
        "1.txt: could not be worked out (ZeroDivisionError: no such luck); it is left out",
        "added",
    ]
    assert stable_id(report(1)) not in store.article_ids()


def test_one_article_that_kills_its_process_costs_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.intake.adding.extract_article", die_at_bremen)
    found = [incoming(report(n), name=f"{n}.txt") for n in range(3)]
    first, lost, last = kinds(add(found, store, jobs=2))
    assert (first, last) == ("added", "added")
    assert lost.startswith("1.txt: could not be worked out (its process was killed")


def test_what_was_taken_before_it_was_cancelled_is_kept(store: Store) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Incoming]:
        number = 0
        while True:
            taken.append(number)
            yield incoming(report(number))
            number += 1

    outcomes = list(
        add_incoming(
            endless(), store, added_by=None, now=NOW, cancelled=lambda: len(taken) > BATCH_SIZE
        )
    )
    assert len(outcomes) == BATCH_SIZE
    assert store.article_count() == BATCH_SIZE


def test_an_outcome_comes_only_once_it_is_kept(store: Store) -> None:
    for outcome in add_incoming(
        (incoming(report(n)) for n in range(BATCH_SIZE + 1)), store, added_by=None, now=NOW
    ):
        assert isinstance(outcome, Outcome)
        assert outcome.article_id in store.article_ids()


def test_a_slow_source_is_not_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.intake.batches.BATCH_SECONDS", 0.0)
    seen: list[int] = []

    def slow() -> Iterator[Incoming]:
        for number in range(3):
            seen.append(store.article_count())
            yield incoming(report(number))

    add(slow(), store)
    assert seen == [0, 1, 2]


def test_articles_of_one_text_in_one_batch_are_one(store: Store) -> None:
    outcomes = add([incoming(COPIED, name=f"{n}.txt") for n in range(3)], store)
    assert kinds(outcomes) == ["added", "known", "known"]
    assert store.article_count() == 1
    assert store.check().sound
