"""The commands that look after a store: check, backup, restore, remove, corrections, export."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

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
from tests.cli.telling import kinds, opened, rows, said
from tests.commands import run, write_articles
from tests.intake.news import report
from tests.intake.papers import serve

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geodata.store import Store
    from tests.fetching.servers import Paper


SEEN_AT = dt.datetime(2022, 1, 8, 9, 30, tzinfo=dt.UTC)


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


def test_the_other_commands_do_not_wait_for_the_store(tmp_path: Path) -> None:
    script = "import sys; from geodata.cli import main; print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "False\n"
