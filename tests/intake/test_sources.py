from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geodata.articles.incoming import Incoming
from geodata.fetching import Fetcher, FetchSettings
from geodata.intake import BytesSource, LinkSource, PastedSource, PathSource, read_sources
from geodata.models import DateRange, Problem
from tests.fetching.servers import Reply, paper_site
from tests.intake.news import report, write_folder, write_lines
from tests.intake.papers import FEED_ENTRY, HTML, PDF, feed, page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geodata.intake import Source
    from tests.fetching.servers import Paper


@pytest.fixture
def paper() -> Iterator[Paper]:
    with paper_site() as one:
        yield one


@pytest.fixture
def fetcher(paper: Paper) -> Fetcher:
    allowed = frozenset({("127.0.0.1", paper.port)})
    return Fetcher(FetchSettings(allowed=allowed, spacing_seconds=0.0, total_seconds=4.0))


def read(
    sources: Iterable[Source], fetcher: Fetcher | None = None
) -> tuple[list[Incoming], list[str]]:
    found = list(read_sources(sources, fetcher=fetcher))
    return (
        [one for one in found if isinstance(one, Incoming)],
        [str(one) for one in found if isinstance(one, Problem)],
    )


def serve_page(paper: Paper, path: str, told: tuple[str, ...], day: str | None) -> str:
    url = paper.url(path)
    paper.pages[path] = Reply(body=page(told, day=day, publisher="Küstenbote", canonical=url))
    return url


def test_files_folders_uploads_and_pasted_texts_are_read_in_their_order(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "presse", 2)
    lines = write_lines(tmp_path / "archiv.jsonl", 1)
    upload = BytesSource(report(5).encode(), "hochgeladen.txt")
    pasted = PastedSource(report(6), DateRange.from_iso("2022-01-09"), "Küstenbote")
    found, problems = read([PathSource(folder), upload, PathSource(lines), pasted])
    assert problems == []
    assert [one.article.text for one in found] == [report(n) for n in (0, 1, 5, 0, 6)]
    assert [one.origin.kind for one in found] == ["file"] * 4 + ["paste"]
    assert found[-1].article.publisher == "Küstenbote"
    assert found[-1].article.published == DateRange.from_iso("2022-01-09")


def test_a_table_is_read_by_the_columns_that_were_chosen() -> None:
    table = f'Datum;Meldung\n06.01.2022;"{report(3)}"\n'.encode()
    chosen = BytesSource(table, "meldungen.csv", None, {"text": "Meldung", "date": "Datum"})
    (article,), problems = read([chosen])
    assert problems == []
    assert article.article.text.startswith("Leipzig: Lage")
    assert article.article.published == DateRange.from_iso("2022-01-06")


def test_a_link_gives_its_page_with_title_date_publisher_and_body(
    paper: Paper, fetcher: Fetcher
) -> None:
    url = serve_page(paper, "/aktau.html", HTML, "2022-01-06")
    (found,), problems = read([LinkSource(url)], fetcher)
    article = found.article
    assert problems == []
    assert article.title == HTML[0]
    assert article.published == DateRange.from_iso("2022-01-06")
    assert (article.publisher, article.author) == ("Küstenbote", "Rike Thomsen")
    assert (article.url, found.canonical_url) == (url, url)
    assert (found.origin.kind, found.origin.name) == ("link", url)
    assert HTML[1] in article.text
    assert "Impressum" not in article.text
    assert "Abonnement" not in article.text


def test_a_feed_is_followed_to_its_articles_and_lends_them_its_date(
    paper: Paper, fetcher: Fetcher
) -> None:
    undated = serve_page(paper, "/uralsk.html", FEED_ENTRY, None)
    dated = serve_page(paper, "/aktau.html", HTML, "2022-01-06")
    when = "Wed, 05 Jan 2022 20:15:00 +0100"
    paper.pages["/rss"] = Reply(
        body=feed([(FEED_ENTRY[0], undated, when), (HTML[0], dated, when)]),
        media_type="application/rss+xml",
    )
    found, problems = read([LinkSource(paper.url("/rss"))], fetcher)
    told = {one.article.title: one for one in found}
    assert problems == []
    assert {title: one.article.published for title, one in told.items()} == {
        FEED_ENTRY[0]: DateRange.from_iso("2022-01-05"),
        HTML[0]: DateRange.from_iso("2022-01-06"),
    }
    assert {(one.origin.kind, one.origin.name) for one in found} == {
        ("feed", undated),
        ("feed", dated),
    }


def test_a_pdf_behind_a_link_is_read(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/a.pdf"] = Reply(body=pdf(PDF, day="20220107"), media_type="application/pdf")
    (found,), problems = read([LinkSource(paper.url("/a.pdf"))], fetcher)
    assert problems == []
    assert found.article.title == PDF[0]
    assert PDF[1] in found.article.text
    assert found.article.published == DateRange.from_iso("2022-01-07")


def test_links_of_a_feed_that_are_known_are_not_fetched(paper: Paper, fetcher: Fetcher) -> None:
    url = serve_page(paper, "/aktau.html", HTML, "2022-01-06")
    paper.pages["/rss"] = Reply(body=feed([(HTML[0], url, "")]), media_type="text/xml")
    sources = [LinkSource(paper.url("/rss"))]
    found = list(read_sources(sources, fetcher=fetcher, skip=lambda link: link == url))
    assert found == []
    assert "/aktau.html" not in paper.paths()


def test_one_link_that_fails_costs_no_other(paper: Paper, fetcher: Fetcher) -> None:
    url = serve_page(paper, "/aktau.html", HTML, "2022-01-06")
    missing = paper.url("/weg.html")
    found, problems = read([LinkSource(missing), LinkSource(url)], fetcher)
    assert [one.article.title for one in found] == [HTML[0]]
    (problem,) = problems
    assert problem.startswith(f"{missing}: ")


def test_a_feed_within_a_feed_is_not_followed(paper: Paper, fetcher: Fetcher) -> None:
    inner = paper.url("/innen")
    paper.pages["/rss"] = Reply(body=feed([("Innen", inner, "")]), media_type="text/xml")
    paper.pages["/innen"] = Reply(body=feed([("Tief", inner, "")]), media_type="text/xml")
    found, problems = read([LinkSource(paper.url("/rss"))], fetcher)
    assert found == []
    assert problems == [f"{inner}: is a feed within a feed; give its address by itself"]


def test_without_a_fetcher_links_are_refused_and_nothing_is_asked(paper: Paper) -> None:
    found, problems = read([LinkSource(paper.url("/aktau.html"))])
    assert found == []
    assert "links are not fetched here" in problems[0]
    assert paper.asked == []


def test_what_is_no_public_link_is_a_clear_line(fetcher: Fetcher) -> None:
    wrong = ["file:///etc/passwd", "http://169.254.169.254/latest/", "x" * 5000]
    found, problems = read(map(LinkSource, wrong), fetcher)
    assert found == []
    assert len(problems) == len(wrong)
    assert all(len(line) < 600 for line in problems)


def test_nothing_is_read_once_it_is_cancelled(tmp_path: Path) -> None:
    answers = iter([False, False, True])
    sources = [PathSource(write_folder(tmp_path / "presse", 5))]
    assert len(list(read_sources(sources, cancelled=lambda: next(answers)))) == 2


def test_each_source_is_told_of_as_it_begins(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    folder = write_folder(tmp_path / "presse", 1)
    sources = [PathSource(folder), PathSource(tmp_path / "fehlt.txt")]
    list(read_sources(sources, on_source=lambda number, name: told.append((number, name))))
    assert told == [(0, "presse"), (1, "fehlt.txt")]


def test_halves_of_characters_are_replaced_wherever_they_stand() -> None:
    """A saved page may hold them in its JSON-LD, and tables of the pages cannot keep them."""
    told = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": "Feuer in Aktau \ud83d",
            "publisher": {"name": "Küstenbote\udc00"},
            "author": "Mara\ud800",
            "inLanguage": "de\ud800",
        }
    )
    body = "".join(f"<p>{line}</p>" for line in report(2).splitlines() if line)
    written = (
        f'<html><head><script type="application/ld+json">{told}</script></head>'
        f"<body><article><h1>Feuer in Aktau</h1>{body}</article></body></html>"
    )
    upload = BytesSource(written.encode(), "seite\udc80.html", "text/html")
    (found,), problems = read([upload])
    assert problems == []
    assert found.article.publisher == "Küstenbote\N{REPLACEMENT CHARACTER}"
    assert found.origin.name == "seite\N{REPLACEMENT CHARACTER}.html"
    for words in (found.article.text, found.article.author, found.article.language):
        assert words is not None
        words.encode()
