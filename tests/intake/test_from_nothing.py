"""From nothing to a map, by the command alone: a folder, and what a newspaper's server gives."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geodata.store import open_store
from tests.commands import run
from tests.fetching.servers import paper_site
from tests.intake.papers import FEED_ENTRY, HTML, PDF, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.fetching.servers import Paper

FOLDER = {
    "aktau.txt": "\n\n".join(HTML),
    "schymkent.txt": "\n\n".join(PDF),
    "uralsk.txt": "\n\n".join(FEED_ENTRY),
    "articles.csv": "file,publisher,url,published\n"
    "aktau.txt,Küstenbote,https://kuestenbote.example/aktau,2022-01-06\n"
    "schymkent.txt,Steppenkurier,https://steppenkurier.example/schymkent,2022-01-07\n",
}


@pytest.fixture(autouse=True)
def database(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAUPLATZ_DATABASE", empty_url)
    monkeypatch.delenv("SCHAUPLATZ_ARTICLES", raising=False)


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    with paper_site() as one:
        monkeypatch.setenv("SCHAUPLATZ_FETCH_ALLOW", f"127.0.0.1:{one.port}")
        yield one


def said(result: Result) -> list[str]:
    return result.stderr.splitlines()


def test_from_a_folder_to_a_map(tmp_path: Path) -> None:
    folder = tmp_path / "presse"
    folder.mkdir()
    for name, content in FOLDER.items():
        (folder / name).write_text(content, encoding="utf-8")
    result = run("add", folder)
    assert (result.exit_code, said(result)) == (0, ["schauplatz: 3 articles added"])
    with closing(open_store()) as store:
        told = {entry.title: entry for entry in store.articles()}
    first = told[HTML[0]]
    assert (first.publisher, first.url) == ("Küstenbote", "https://kuestenbote.example/aktau")
    assert first.published is not None
    assert first.published.iso() == "2022-01-06"
    shown = tmp_path / "karte.html"
    assert run("export", "-o", shown).exit_code == 0
    assert all(town in shown.read_text(encoding="utf-8") for town in ("Aktau", "Schymkent"))


def test_from_links_to_a_map(paper: Paper, tmp_path: Path) -> None:
    urls = serve(paper)
    listed = tmp_path / "links.txt"
    listed.write_text(f"# Montag\n\n{urls['bericht.pdf']}\n", encoding="utf-8")
    result = run("add", urls["aktau.html"], urls["rss"], "--links", listed)
    assert (result.exit_code, said(result)) == (0, ["schauplatz: 3 articles added"])
    with closing(open_store()) as store:
        told = {entry.title: entry for entry in store.articles()}
        texts = {one.article.title: one.article for one in store.extractions()}
        assert store.check().sound
    assert {title: entry.published.iso() for title, entry in told.items() if entry.published} == {
        HTML[0]: "2022-01-06",
        PDF[0]: "2022-01-07",
        FEED_ENTRY[0]: "2022-01-05",
    }
    assert told[HTML[0]].publisher == "Küstenbote"
    assert told[FEED_ENTRY[0]].publisher == "Steppenkurier"
    assert told[FEED_ENTRY[0]].url == urls["uralsk"]
    for story in (HTML, PDF, FEED_ENTRY):
        article = texts[story[0]]
        body = "".join(article.text[slice(*span)] for span in article.body)
        assert all(paragraph in body for paragraph in story[1:])
        assert "Impressum" not in article.text
    shown = tmp_path / "karte.html"
    assert run("export", "-o", shown).exit_code == 0
    assert all(town in shown.read_text(encoding="utf-8") for town in ("Aktau", "Schymkent"))
