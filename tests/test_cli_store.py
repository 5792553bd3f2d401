from __future__ import annotations

import csv
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geodata.cli import main
from geodata.gazetteer import load_gazetteer
from geodata.models import stable_id
from geodata.review import (
    Signed,
    change,
    confirm,
    correction_lines,
    read_correction,
    reject,
    state_of,
)
from geodata.store import open_store, store_exists
from tests.commands import run, write_articles
from tests.fetching.servers import Reply, paper_site
from tests.intake.news import report, write_folder, write_lines
from tests.intake.papers import HTML, PDF, page, pdf, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from geodata.store import Store
    from tests.fetching.servers import Paper

SEEN_AT = dt.datetime(2022, 1, 8, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a store of its own, which is not there yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(folder))
    monkeypatch.delenv("SCHAUPLATZ_DATABASE", raising=False)
    monkeypatch.delenv("SCHAUPLATZ_ARTICLES", raising=False)
    monkeypatch.setenv("SCHAUPLATZ_REVIEWER", "Mara")
    return folder


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    with paper_site() as one:
        monkeypatch.setenv("SCHAUPLATZ_FETCH_ALLOW", f"127.0.0.1:{one.port}")
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "presse", 3)


def opened() -> closing[Store]:
    return closing(open_store())


def said(result: Result) -> list[str]:
    return result.stderr.splitlines()


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds(result: Result) -> list[str]:
    return [line.split("\t")[0] for line in result.stdout.splitlines()]


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


def test_check_of_no_store_makes_none(data: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("0 articles, 0 corrections")
    assert "sound" in result.stdout
    assert not data.exists()


def test_check_says_what_is_there_and_where(folder: Path, data: Path) -> None:
    run("add", folder)
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 articles, 0 corrections, ")
    assert f"sound ({data / 'store.sqlite'})" in result.stdout


def test_check_of_a_file_that_is_no_store_is_status_one(data: Path) -> None:
    data.mkdir()
    (data / "store.sqlite").write_bytes(b"Notizen, keine Datenbank. " * 400)
    result = run("check")
    assert result.exit_code == 1
    (line,) = said(result)
    assert "the file is no store" in line


def test_check_of_a_damaged_store_is_status_one_or_two(folder: Path, data: Path) -> None:
    run("add", folder)
    file = data / "store.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    file.write_bytes(content)
    result = run("check")
    assert result.exit_code in {1, 2}
    assert said(result)
    assert isinstance(result.exception, SystemExit)


def test_a_backup_is_restored_over_what_came_later(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    saved = tmp_path / "sicher.sqlite"
    assert run("backup", saved).exit_code == 0
    (folder / "neu.txt").write_text(report(9), encoding="utf-8")
    run("add", folder)
    result = run("restore", saved)
    assert result.exit_code == 0
    with opened() as store:
        assert store.article_count() == 3


def test_who_restores_a_store_that_is_damaged_is_told_to_restart_the_app(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    run("add", folder)
    saved = tmp_path / "sicher.sqlite"
    run("backup", saved)
    for beside in data.glob("store.sqlite-*"):
        beside.unlink()
    (data / "store.sqlite").write_text("Das ist keine Datenbank. " * 400, encoding="utf-8")
    result = run("restore", saved)
    assert result.exit_code == 0
    assert "kept as store.sqlite.damaged-1; restart the app" in result.stderr
    assert (data / "store.sqlite.damaged-1").exists()


def test_a_file_that_is_no_backup_changes_nothing(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_text("no database", encoding="utf-8")
    result = run("restore", wrong)
    assert result.exit_code == 2
    assert len(said(result)) == 1
    with opened() as store:
        assert store.article_count() == 3


def test_commands_that_need_a_store_say_that_there_is_none(tmp_path: Path, data: Path) -> None:
    for arguments in (
        ["backup", "a"],
        ["rebuild"],
        ["remove", "b"],
        ["corrections", "export", "c"],
    ):
        result = run(*[str(tmp_path / one) if len(one) == 1 else one for one in arguments])
        assert result.exit_code == 2, arguments
        assert said(result) == [
            "schauplatz: there is no store yet; add articles: schauplatz add PATH_OR_URL"
        ]
    assert not data.exists()


def test_an_article_is_removed_by_its_id_or_its_link(paper: Paper, folder: Path) -> None:
    run("add", folder, serve(paper)["aktau.html"])
    asked = run("remove", stable_id(report(0)))  # nobody answers
    result = run("remove", "--yes", stable_id(report(1)), paper.url("/aktau.html"), "unknown")
    assert (asked.exit_code, result.exit_code) == (1, 1)
    assert kinds(result) == ["removed", "removed"]
    assert said(result) == ["schauplatz: unknown: there is no such article in the store"]
    with opened() as store:
        assert store.article_ids() == (stable_id(report(0)), stable_id(report(2)))


def mara() -> Signed:
    return Signed("Mara", SEEN_AT, "steht so im Text")


def correct_all_of_it(store: Store) -> int:
    """Judge every mention and event of the first article; return how many acts that took."""
    extraction = next(store.extractions())
    article, (event, *others) = extraction.article, extraction.events
    planned = replace(state_of(event), status="planned")
    acts = [confirm(article, one, mara()) for one in extraction.mentions]
    acts += [reject(article, one, mara()) for one in others]
    acts.append(change(article, event, planned, mara()))
    store.correct_all(acts)
    return len(acts)


def test_corrections_go_out_and_come_in_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", folder)
    with opened() as store:
        count = correct_all_of_it(store)
        log = store.corrections()
    out = tmp_path / "said.jsonl"
    assert run("corrections", "export", out).exit_code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert tuple(read_correction(json.loads(line)) for line in lines) == log
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path / "elsewhere"))
    with out.open("a", encoding="utf-8") as file:
        file.write('{"correction_id": 7}\n')
    result = run("corrections", "import", out)
    assert result.exit_code == 1
    first, last = said(result)
    assert first.startswith(f"schauplatz: {out}: line {count + 1}: ")
    assert last == (f"schauplatz: {count} corrections added, on 1 article not here yet, 1 rejected")
    run("add", folder)
    again = run("corrections", "import", out)
    assert said(again)[-1] == "schauplatz: 0 corrections added, 1 rejected"
    table = tmp_path / "events.csv"
    run("export", "-o", table)
    (row,) = [row for row in rows(table) if row["event_status"] == "planned"]
    assert (row["article_id"], row["review_status"]) == (stable_id(report(0)), "corrected")


def test_corrections_in_another_encoding_are_refused_not_mangled(
    folder: Path, tmp_path: Path
) -> None:
    run("add", folder)
    with opened() as store:
        extraction = next(store.extractions())
        act = confirm(extraction.article, extraction.events[0], Signed("Jörg", SEEN_AT))
    (line,) = correction_lines([act])
    out = tmp_path / "said.jsonl"
    out.write_bytes(line.encode("latin-1", "replace"))
    result = run("corrections", "import", out)
    assert result.exit_code == 1
    assert said(result) == [
        f"schauplatz: {out}: line 1: is not UTF-8",
        "schauplatz: 0 corrections added, 1 rejected",
    ]


def test_own_corrections_are_gold_that_measures_the_engine(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    nothing = run("corrections", "gold", gold)
    assert nothing.exit_code == 2
    assert said(nothing)[-1].endswith("judge each place and event of one in the app")
    assert not gold.exists()
    with opened() as store:
        correct_all_of_it(store)
    result = run("corrections", "gold", gold, "--found", found)
    assert (result.exit_code, len(gold.read_text(encoding="utf-8").splitlines())) == (0, 1)
    scored = run("score", gold, found)
    assert scored.exit_code == 0
    assert "events" in scored.stdout


def test_export_takes_the_store_before_the_samples(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "articles.csv"
    run("export", "-o", table, "--table", "articles")
    samples = len(table.read_text(encoding="utf-8").splitlines())
    run("add", folder)
    run("export", "-o", table, "--table", "articles")
    assert len(rows(table)) == 3
    assert samples > 10
    other = write_articles(tmp_path / "other")
    run("export", "-o", table, "--table", "articles", "--articles", other)
    assert len(rows(table)) == 1


def test_rebuild_works_out_what_another_method_has_found(folder: Path) -> None:
    run("add", folder)
    with opened() as store:
        pairs = [(one.article.article_id, one) for one in store.extractions()]
        store.save_extractions(pairs, "0.0.1")
        assert len(store.stale("0.1.0")) == 3
    result = run("rebuild")
    assert result.exit_code == 0
    with opened() as store:
        assert store.stale("0.1.0") == []
        assert store.check().sound


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
    begun = "".join(child.stdout.readline() for _ in range(60))
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
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


def test_the_other_commands_do_not_wait_for_the_store(tmp_path: Path) -> None:
    script = "import sys; from geodata.cli import main; print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "False\n"
