"""Jobs in the background: what they did stays, whoever stops them and whatever goes wrong."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from geodata.articles.arriving import read_pasted
from geodata.intake.sources import BytesSource, LinkSource, PastedSource, read_sources
from geodata.store import open_store
from geodata.ui.adding.draft import draft_of
from geodata.ui.adding.job import Job, Progress
from geodata.ui.adding.reading import read_given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from geodata.articles.incoming import Incoming
    from geodata.intake.sources import Source
    from geodata.models import Problem

WAIT_SECONDS = 20
FIRE = "Feuer im Hafen\n\nIn Aktau brannte am Sonntag ein Lager im Hafen; vier Menschen starben.\n"


def test_a_job_keeps_its_steps_in_order_and_ends() -> None:
    def work(job: Job[int]) -> Iterator[int]:
        for number in range(3):
            job.tell(Progress(number, 3, f"part {number}"))
            yield number

    job = Job(work)
    assert not job.is_ended()
    job.start()
    assert job.wait(WAIT_SECONDS)
    assert job.steps == (0, 1, 2)
    assert job.progress == Progress(2, 3, "part 2")
    assert job.error is None


def test_what_was_done_before_a_cancel_stays() -> None:
    first = threading.Event()

    def work(job: Job[int]) -> Iterator[int]:
        yield 1
        first.set()
        while not job.is_cancelled():
            threading.Event().wait(0.01)

    job = Job(work).start()
    assert first.wait(WAIT_SECONDS)
    assert job.steps == (1,)
    assert not job.is_ended()
    job.cancel()
    assert job.wait(WAIT_SECONDS)
    assert job.steps == (1,)
    assert job.error is None


def test_an_error_ends_a_job_and_is_told_with_what_was_done() -> None:
    def work(_job: Job[int]) -> Iterator[int]:
        yield 1
        raise OSError("the disk is full")

    job = Job(work).start()
    assert job.wait(WAIT_SECONDS)
    assert job.steps == (1,)
    assert str(job.error) == "the disk is full"


def test_jobs_of_further_visitors_wait_for_their_turn_and_can_be_stopped() -> None:
    go_on = threading.Event()

    def work(_job: Job[int]) -> Iterator[int]:
        yield 1
        go_on.wait(WAIT_SECONDS)

    running = [Job(work).start() for _ in range(2)]
    until(lambda: all(job.steps for job in running))
    third, fourth = Job(work).start(), Job(work).start()
    until(lambda: third.is_waiting() and fourth.is_waiting())
    third.cancel()
    assert third.wait(WAIT_SECONDS)
    assert third.steps == ()
    go_on.set()
    for job in (*running, fourth):
        assert job.wait(WAIT_SECONDS)
        assert job.steps == (1,)
        assert not job.is_waiting()


def test_what_was_read_before_reading_broke_off_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Iterator[Incoming | Problem]:
        yield from read_pasted(FIRE)
        raise RecursionError("too deep")

    monkeypatch.setattr("geodata.ui.adding.reading.read_sources", broken)
    job = read_given([PastedSource(FIRE)], open_store("sqlite://"), environment=None).start()
    assert job.wait(WAIT_SECONDS)
    assert [row.incoming.article.title for row in draft_of(job.steps).rows] == ["Feuer im Hafen"]
    assert isinstance(job.error, RecursionError)


def test_articles_are_counted_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(*arguments: Any, **options: Any) -> Iterator[Incoming | Problem]:
        yield from read_sources(*arguments, **options)
        go_on.wait(WAIT_SECONDS)

    monkeypatch.setattr("geodata.ui.adding.reading.read_sources", slow)
    sheet = BytesSource(b"Kram;Meldung\nx;y\n", "liste.csv")
    job = read_given([sheet, PastedSource(FIRE)], open_store("sqlite://"), environment=None)
    job.start()
    until(lambda: job.progress.found == 1)
    assert draft_of(job.steps).rows == ()
    assert job.progress.total == 2
    go_on.set()
    assert job.wait(WAIT_SECONDS)
    assert len(draft_of(job.steps).rows) == job.progress.found == 1


def test_an_uploaded_sidecar_dates_its_neighbours_and_is_no_table_itself() -> None:
    sidecar = BytesSource(b"file,publisher,published\nfeuer.txt,Bote,2022-01-06\n", "articles.csv")
    sources = [sidecar, BytesSource(FIRE.encode(), "feuer.txt")]
    job = read_given(sources, open_store("sqlite://"), environment=None).start()
    assert job.wait(WAIT_SECONDS)
    draft = draft_of(job.steps)
    (row,) = draft.rows
    assert row.incoming.article.publisher == "Bote"
    assert (draft.problems, draft.sheets) == ((), ())


def test_a_wrong_setting_of_fetching_costs_the_links_alone() -> None:
    environment = {"SCHAUPLATZ_FETCH_SECONDS": "bald"}
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Bote</title><item>'
        "<title>Feuer</title><link>https://paper.example/feuer</link></item></channel></rss>"
    )
    text = PastedSource(FIRE)
    given: list[tuple[list[Source], int]] = [
        ([text], 0),
        ([LinkSource("https://a.example/1"), text, LinkSource("https://a.example/2")], 1),
        ([BytesSource(feed.encode(), "feed.xml"), text], 1),
    ]
    for sources, problems in given:
        job = read_given(sources, open_store("sqlite://"), environment=environment).start()
        assert job.wait(WAIT_SECONDS)
        draft = draft_of(job.steps)
        assert (len(draft.rows), job.error) == (1, None)
        assert len(draft.problems) == problems
        assert all("SCHAUPLATZ_FETCH_SECONDS is 'bald'" in str(one) for one in draft.problems)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
