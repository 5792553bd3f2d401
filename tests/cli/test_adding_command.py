"""`schauplatz add`: what is read, what is told of it, and what stays when it ends early."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geodata.cli import main
from geodata.gazetteer import load_gazetteer
from geodata.models import stable_id
from geodata.store import store_exists
from tests.cli.telling import kinds, opened, said
from tests.commands import run
from tests.fetching.servers import Reply
from tests.intake.news import report, write_lines
from tests.intake.papers import HTML, PDF, page, pdf, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fetching.servers import Paper


def test_a_folder_is_added_and_the_articles_are_told(folder: Path) -> None:
    result = run("add", folder)
    assert result.exit_code == 0
    assert kinds(result) == ["added"] * 3
    first = result.stdout.splitlines()[0].split("\t")
    assert first == ["added", stable_id(report(0)), "", "Almaty: Lage am Tag 0 der Krise"]
    assert said(result) == ["schauplatz: 3 articles added"]
    with opened() as store:
        assert [entry.added_by for entry in store.articles()] == ["Mara"] * 3


def test_adding_again_adds_nothing(folder: Path) -> None:
    run("add", folder)
    (folder / "neu.txt").write_text(report(7), encoding="utf-8")
    result = run("add", folder, "--by", "Jon")
    assert (result.exit_code, kinds(result)) == (0, ["known"] * 3 + ["added"])
    assert said(result) == ["schauplatz: 1 article added, 3 known already"]
    with opened() as store:
        assert [entry.added_by for entry in store.articles()] == ["Mara"] * 3 + ["Jon"]


def test_pages_and_pdfs_that_are_known_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "presse"
    folder.mkdir()
    story = page(HTML, day="2022-01-06", publisher="Küstenbote", canonical=None)
    (folder / "aktau.html").write_bytes(story)
    (folder / "bericht.pdf").write_bytes(pdf(PDF, day="20220107"))
    with zipfile.ZipFile(folder / "woche.zip", "w") as archive:
        archive.writestr("montag.html", story.replace(b"Aktau", b"Atyrau"))
    assert kinds(run("add", folder)) == ["added"] * 3

    def refuse(arrived: object) -> Iterator[object]:
        raise AssertionError(arrived)

    monkeypatch.setattr("geodata.articles.arriving.page.read_page", refuse)
    monkeypatch.setattr("geodata.articles.arriving.pdf.read_pdf", refuse)
    result = run("add", folder)
    assert (result.exit_code, kinds(result)) == (0, ["known"] * 3)
    assert result.stdout.splitlines()[0].split("\t")[2:] == ["2022-01-06", HTML[0]]
    assert run("add", folder, "--anew").stderr.count("AssertionError") == 3


def test_what_cannot_be_read_is_named_and_the_rest_is_added(folder: Path) -> None:
    (folder / "leer.txt").write_text("\n", encoding="utf-8")
    (folder / "fremd.txt").write_text(
        "El presidente visitó ayer la ciudad de Sevilla y habló con los vecinos del barrio sobre "
        "las obras del nuevo puente, que empezarán en otoño.",
        encoding="utf-8",
    )
    result = run("add", folder)
    assert result.exit_code == 1
    assert kinds(result) == ["added"] * 3
    lines = said(result)
    assert len(lines) == 3
    assert lines[0].startswith("schauplatz: fremd.txt: ")
    assert "no language pack" in lines[0]
    assert lines[1:] == [
        "schauplatz: leer.txt: is empty",
        "schauplatz: 3 articles added, 2 rejected",
    ]


@pytest.mark.parametrize("arguments", [["fehlt.txt"], ["ftp://paper.example/a"], []])
def test_nothing_to_read_is_status_two(arguments: list[str]) -> None:
    result = run("add", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_dry_run_shows_what_is_found_and_makes_no_store(folder: Path, data: Path) -> None:
    result = run("add", folder, "--dry-run")
    assert (result.exit_code, kinds(result)) == (0, ["added"] * 3)
    assert said(result) == ["schauplatz: 3 articles to add"]
    assert not store_exists()
    assert not data.exists()


def test_a_dry_run_tells_what_is_known(folder: Path) -> None:
    run("add", folder / "lage001.txt")
    result = run("add", folder, "--dry-run")
    assert kinds(result) == ["added", "known", "added"]
    with opened() as store:
        assert store.article_count() == 1


def test_date_and_paper_are_given_to_what_names_none(folder: Path) -> None:
    run("add", folder / "lage000.txt", "--published", "2022-01-05", "--publisher", "Küstenbote")
    with opened() as store:
        (entry,) = store.articles()
        (extraction,) = store.extractions()
    assert (str(entry.publisher), entry.published and entry.published.iso()) == (
        "Küstenbote",
        "2022-01-05",
    )
    (event,) = extraction.events
    assert event.date is not None
    assert event.date.iso() == "2022-01-03"  # the Monday before
    result = run("add", folder, "--published", "gestern")
    assert result.exit_code == 2
    assert "'gestern' is no date such as 2022-01-06" in result.stderr


def test_nothing_in_a_title_reaches_the_terminal(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "Alarm\x1b[2J\x07 in Almaty\n\nIn Almaty brannte am Montag ein Haus.\n",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    result = run("add", path)
    assert kinds(result) == ["added"]
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


def test_many_processes_add_the_same(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "lage.jsonl", 40)
    result = run("add", lines, "--jobs", "2")
    assert (result.exit_code, kinds(result)) == (0, ["added"] * 40)
    with opened() as store:
        assert store.article_ids() == tuple(stable_id(report(number)) for number in range(40))


def test_known_links_of_lists_and_feeds_are_not_fetched_again(paper: Paper, tmp_path: Path) -> None:
    urls = serve(paper)
    listed = tmp_path / "links.txt"
    listed.write_text(f"{urls['aktau.html']}\n{urls['bericht.pdf']}\n", encoding="utf-8")
    run("add", urls["rss"], "--links", listed)
    before = paper.paths()
    result = run("add", urls["rss"], "--links", listed)
    assert (result.exit_code, said(result)) == (
        0,
        ["schauplatz: 0 articles added, 3 known already"],
    )
    asked = paper.paths()[len(before) :]
    assert [path for path in asked if path != "/robots.txt"] == ["/rss"]
    changed = (HTML[0], HTML[1].replace("200 Soldaten", "250 Soldaten"), HTML[2])
    paper.pages["/aktau.html"] = Reply(
        body=page(changed, day="2022-01-06", publisher="Küstenbote", canonical=urls["aktau.html"])
    )
    result = run("add", "--links", listed, "--anew")
    assert said(result) == ["schauplatz: 0 articles added, 1 known already, 1 new version"]
    assert any(line.startswith("new version\t") for line in result.stdout.splitlines())


def test_links_come_from_standard_input_too(paper: Paper) -> None:
    result = CliRunner().invoke(main, ["add", "-"], input=serve(paper)["aktau.html"] + "\n")
    assert (result.exit_code, kinds(result)) == (0, ["added"])


def test_a_list_that_is_not_there_is_said() -> None:
    result = run("add", "--links", "keine.txt")
    assert result.exit_code == 2
    assert "the list of links keine.txt cannot be read: No such file or directory" in result.stderr


COMMAND = [sys.executable, "-c", "from geodata.cli import main; main()"]


def test_ctrl_c_keeps_what_is_done_and_says_so(tmp_path: Path) -> None:
    load_gazetteer()
    lines = write_lines(tmp_path / "lage.jsonl", 3000)
    child = subprocess.Popen(
        [*COMMAND, "add", str(lines)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert child.stdout is not None
    assert child.stderr is not None
    begun = "".join(child.stdout.readline() for _ in range(60))
    child.send_signal(signal.SIGINT)
    # Not by `communicate`, which does not see what has been read ahead of the sixtieth line.
    out, err = child.stdout.read(), child.stderr.read()
    child.wait(60)
    child.stdout.close()
    child.stderr.close()
    count = len((begun + out).splitlines())
    assert child.returncode == 1
    assert err.splitlines() == [
        "schauplatz: stopping; what is done is kept (Ctrl-C again ends at once)",
        f"schauplatz: {count} articles added",
    ]
    assert 0 < count < 3000
    with opened() as store:
        assert store.article_count() == count


def test_a_full_disk_is_one_clear_line_and_nothing_is_half_kept(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "lage.jsonl", 400)
    with opened() as store:
        assert store.article_count() == 0
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
    ignored = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    done = subprocess.run(
        [sys.executable, "-c", limited + ignored + COMMAND[-1], "add", str(lines)],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
        timeout=120,
    )
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "cannot" in done.stderr
    kept = len(done.stdout.splitlines())
    with opened() as store:
        assert store.article_count() == kept
        assert store.check().sound
    assert run("add", lines).exit_code == 0
    with opened() as store:
        assert store.article_count() == 400
