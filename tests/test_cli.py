from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ARTICLE, run, write_articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


@pytest.fixture(autouse=True)
def _no_articles_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHAUPLATZ_ARTICLES", raising=False)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_writes_a_line_an_article(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("extract", folder, "-o", out)
    assert result.exit_code == 0, result.stderr
    (record,) = lines(out.read_text(encoding="utf-8"))
    assert record["id"] == "almaty"
    assert record["lang"] == "de"
    assert record["published"] == "2022-01-06"
    assert record["errors"] == []
    for mention in record["mentions"]:
        assert ARTICLE[mention["start"] : mention["end"]] == mention["surface"]
    almaty = next(one for one in record["mentions"] if one["surface"] == "Almaty")
    assert (almaty["country"], round(almaty["lat"]), round(almaty["lon"])) == ("KZ", 43, 77)
    assert {event["kind"] for event in record["events"]} == {"protest", "deployment"}


def test_a_command_collects_garbage_seldom_but_does(folder: Path) -> None:
    gc.set_threshold(700)
    run("extract", folder)
    assert gc.isenabled()
    assert gc.get_threshold() > (700, 10, 10)


def test_extract_without_output_writes_to_standard_output(folder: Path) -> None:
    assert [record["id"] for record in lines(run("extract", folder).stdout)] == ["almaty"]


def test_the_same_input_gives_the_same_output_with_any_number_of_jobs(folder: Path) -> None:
    for number in range(5):
        (folder / f"more{number}.txt").write_text(ARTICLE, encoding="utf-8")
    alone = run("extract", folder)
    together = run("extract", folder, "--jobs", 2)
    assert alone.stdout == together.stdout
    assert len(lines(alone.stdout)) == 6


def test_json_lines_are_read_and_offsets_hold(tmp_path: Path) -> None:
    text = "\ufeff Werbung\n\nIn Orenburg 🙂 landeten Soldaten aus Moskau."
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "x", "text": text, "lang": "de"}) + "\n", encoding="utf-8")
    (record,) = lines(run("extract", source, "--raw-body").stdout)
    assert record["body"] == [[0, len(text)]]
    assert [text[m["start"] : m["end"]] for m in record["mentions"]] == ["Orenburg", "Moskau"]


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    good = json.dumps({"id": "x", "text": ARTICLE, "lang": "de"})
    source.write_text(f"{good}\n{{broken\n", encoding="utf-8")
    result = run("extract", source)
    assert result.exit_code == 1
    assert "2" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert [record["id"] for record in lines(result.stdout)] == ["x"]


def test_nothing_to_read_is_exit_status_two(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        result = run("extract", path, "-o", tmp_path / "out.jsonl")
        assert result.exit_code == 2
        assert "no article" in result.stderr
        assert not (tmp_path / "out.jsonl").exists()
        assert list(tmp_path.iterdir()) == []


def test_an_article_in_another_language_is_refused_by_name(tmp_path: Path) -> None:
    french = (
        "Le président de la République a annoncé jeudi que les troupes quitteraient le pays "
        "avant la fin du mois, selon le ministère de la Défense."
    )
    source = tmp_path / "in.jsonl"
    rows = [{"id": "fr1", "text": french}, {"id": "de1", "text": ARTICLE}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("extract", source)
    assert result.exit_code == 1
    assert "French" in result.stderr
    assert {record["id"] for record in lines(result.stdout) if not record["errors"]} == {"de1"}


def test_an_unwritable_output_is_one_clear_line(folder: Path, tmp_path: Path) -> None:
    result = run("extract", folder, "-o", tmp_path / "nowhere" / "out.jsonl")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "cannot write" in result.stderr


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "x", "text": ARTICLE}) + "\n", encoding="utf-8")
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)
    before = source.read_bytes()
    for output in (source, tmp_path / "." / "in.jsonl", link):
        extracted = run("extract", source, "-o", output)
        exported = run("export", "--format", "csv", "-o", output, "--articles", source)
        for result in (extracted, exported):
            assert result.exit_code == 2
            assert "name another file" in result.stderr
            assert len(result.stderr.strip().splitlines()) == 1
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["almaty.txt", "new.txt", "articles.csv"])
def test_no_output_among_the_articles_takes_the_place_of_one(folder: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    link = folder.parent / "link.jsonl"
    link.symlink_to(folder / name)
    for output in (folder / name, link):
        result = run("extract", folder, "-o", output)
        assert result.exit_code == 2
        assert "name another file" in result.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_table_may_lie_beside_the_articles(folder: Path) -> None:
    assert run("extract", folder, "-o", folder / "out.jsonl").exit_code == 0


def test_the_facts_beside_a_single_article_are_never_overwritten(folder: Path) -> None:
    before = (folder / "articles.csv").read_bytes()
    source, output = folder / "almaty.txt", folder / "articles.csv"
    assert run("export", "--format", "csv", "-o", output, "--articles", source).exit_code == 2
    assert (folder / "articles.csv").read_bytes() == before


def test_a_dash_is_standard_output(folder: Path) -> None:
    assert [record["id"] for record in lines(run("extract", folder, "-o", "-").stdout)] == [
        "almaty"
    ]
    exported = run("export", "--format", "csv", "-o", "-", "--articles", folder).stdout
    assert exported.startswith("event_id,")


def test_standard_output_that_is_full_is_one_clear_line(folder: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full, a device that is always full")
    command = "from geodata.cli import main; main()"
    with full.open("w") as sink:
        done = subprocess.run(
            [sys.executable, "-c", command, "extract", str(folder)],
            stdout=sink,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "cannot write to standard output" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_usage_that_is_none_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("extract", folder, "-o", out)
    result = run("score", out, out, "--usage", "poetic")
    assert result.exit_code == 2
    assert "poetic" in result.stderr


def test_lookup_prints_the_likeliest_place_first() -> None:
    result = run("gazetteer", "lookup", "Schangaösen")
    assert result.exit_code == 0
    assert "KZ" in result.stdout.splitlines()[0]


def test_lookup_names_level_and_units() -> None:
    first = run("gazetteer", "lookup", "Rapides Parish").stdout.splitlines()[0].split("\t")
    assert first[1:5] == ["Rapides Parish", "admin 2", "US", "Louisiana"]
    found = run("gazetteer", "lookup", "Alexandria").stdout
    assert "\tcity\tUS\tLouisiana\tRapides Parish\t" in found


def test_a_file_that_is_no_dump_is_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("name;lat;lon\nBerlin;52;13\n", encoding="utf-8")
    result = run("gazetteer", "add", str(path))
    assert result.exit_code == 2
    assert "line 1: 1 columns instead of 19" in result.stderr


def test_what_was_never_added_cannot_be_removed() -> None:
    result = run("gazetteer", "remove", "Atlantis")
    assert result.exit_code == 2
    assert "nothing was added under the name 'Atlantis'" in result.stderr


def test_lookup_of_a_name_that_nobody_bears_says_so() -> None:
    result = run("gazetteer", "lookup", "Xyzzyhausen")
    assert result.exit_code == 1
    assert "Xyzzyhausen" in result.stderr


def test_info_tells_where_the_index_lies() -> None:
    result = run("gazetteer", "info")
    assert result.exit_code == 0
    assert "path: " in result.stdout


def test_score_of_the_own_output_against_itself_is_perfect(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("extract", folder, "-o", out)
    result = run("score", out, out)
    assert result.exit_code == 0, result.stderr
    assert "1.000" in result.stdout


@pytest.mark.parametrize(
    "command",
    [("-c", "from geodata.cli import main; main()"), ("-m", "geodata"), ("-m", "geodata.cli")],
)
def test_the_command_runs_however_it_is_started(command: tuple[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    for name in ("extract", "export", "score", "gazetteer"):
        assert name in done.stdout
