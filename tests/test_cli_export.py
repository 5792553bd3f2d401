"""`schauplatz export`: what filters keep, in every format, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from geodata.cli.asking import PAGE_KINDS, VIEW_KEYS
from geodata.models import STATUSES
from geodata.pipeline import load_collection
from geodata.tables.files import FORMATS, Format
from geodata.tables.filters import FILTER_KEYS, Filters
from geodata.tables.selection import select_table
from geodata.ui.state import view
from geodata.ui.state.navigation import PAGE_KINDS as KINDS_SHOWN
from geodata.ui.state.navigation import PAGES
from geodata.ui.wording.i18n import LANGUAGE_KEY
from tests.commands import ARTICLE, run, write_articles
from tests.tables.files.reading import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.pipeline import Collection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


@pytest.fixture(autouse=True)
def _no_articles_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHAUPLATZ_ARTICLES", raising=False)


def test_export_writes_what_the_filters_keep(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    result = run("export", "--format", "csv", "-o", out, "--articles", folder, "--kind", "protest")
    assert result.exit_code == 0, result.stderr
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert {row["event_type"] for row in rows} == {"protest"}
    assert rows[0]["source"] == "Musterzeitung"


def test_export_of_each_table_as_geojson(folder: Path, tmp_path: Path) -> None:
    for table in ("events", "incidents", "figures", "mentions", "places", "articles"):
        out = tmp_path / f"{table}.geojson"
        result = run(
            "export", "--format", "geojson", "-o", out, "--table", table, "--articles", folder
        )
        assert result.exit_code == 0, result.stderr
        collection = json.loads(out.read_text(encoding="utf-8"))
        assert collection["features"], table


def test_export_reads_the_samples_where_nothing_else_is_given(tmp_path: Path) -> None:
    out = tmp_path / "articles.csv"
    assert run("export", "--format", "csv", "-o", out, "--table", "articles").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert len(rows) >= 12


def test_an_impossible_filter_is_one_clear_line(folder: Path, tmp_path: Path) -> None:
    days = ("--from", "2022-01-06", "--to", "2022-01-01")
    out = tmp_path / "x.csv"
    result = run("export", "--format", "csv", "-o", out, "--articles", folder, *days)
    assert result.exit_code == 2
    assert "the last not before the first" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not out.exists()


def test_lists_are_written_as_in_the_address(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    lists = ("--kind", "protest,violence", "--country", "KZ,RU")
    result = run("export", "--format", "csv", "-o", out, "--articles", folder, *lists)
    assert result.exit_code == 0, result.stderr
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert {row["event_type"] for row in rows} == {"protest"}


@pytest.fixture
def three_papers(tmp_path: Path) -> Path:
    """Return a folder of three papers on one blast; one of them denies another."""
    folder = tmp_path / "papers"
    folder.mkdir()
    told = {
        "abend": "Bei einer Explosion in Almaty starben am Mittwoch drei Menschen.",
        "kurier": "In Almaty sind am Mittwoch bei einer Explosion neun Menschen getötet worden.",
        "post": "Russland schickt keine Soldaten nach Bischkek.",
    }
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    lines = [f"{name}.txt,{name},2022-01-07" for name in told]
    table = "\n".join(["file,publisher,published", *lines])
    (folder / "articles.csv").write_text(f"{table}\n", encoding="utf-8")
    return folder


def test_incidents_and_their_figures_are_tables_too(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers, "--table")
    incidents = list(csv.DictReader(io.StringIO(run(*csv_of, "incidents").stdout, newline="")))
    (blast,) = [row for row in incidents if row["event_type"] == "violence"]
    assert (blast["sources"], blast["disputed"], blast["figures"]) == ("2", "True", "dead 3-9")
    figures = list(csv.DictReader(io.StringIO(run(*csv_of, "figures").stdout, newline="")))
    assert sorted((row["source"], row["minimum"]) for row in figures) == [
        ("abend", "3"),
        ("kurier", "9"),
    ]
    assert {row["incident_id"] for row in figures} == {blast["incident_id"]}


def test_a_file_holds_every_status_unless_some_are_asked_for(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)

    def statuses(*more: str) -> set[str]:
        text = run(*csv_of, *more).stdout
        return {row["event_status"] for row in csv.DictReader(io.StringIO(text, newline=""))}

    assert statuses() == {"actual", "negated"}
    assert statuses("--status", "negated,planned") == {"negated"}
    assert statuses("--says", "officials") == set()
    assert statuses("--says", "fact") == {"actual", "negated"}


@pytest.mark.parametrize(
    ("asked", "papers"),
    [
        (("--publisher", "kurier"), {"abend", "kurier"}),
        (("--q", "explosion -soldaten"), {"abend", "kurier"}),
        (("--q", '"keine soldaten"'), {"post"}),
        (("--actor", "RU"), {"post"}),
        (("--figures",), {"abend", "kurier"}),
        (("--precision", "point", "--confidence", "0.2"), {"abend", "kurier", "post"}),
        (("--lang", "en"), set()),
        (("--review", "unreviewed,confirmed"), {"abend", "kurier", "post"}),
        (("--review", "rejected"), set()),
    ],
)
def test_export_takes_all_filters_of_the_address(
    three_papers: Path, asked: tuple[str, ...], papers: set[str]
) -> None:
    told = run("export", "--format", "csv", "-o", "-", "--articles", three_papers, *asked).stdout
    rows = csv.DictReader(io.StringIO(told, newline=""))
    assert {row["source"] for row in rows} == papers


@pytest.mark.parametrize(
    "wrong",
    [
        ("--country", "kz"),
        ("--country", "ZQ"),
        ("--kind", "party"),
        ("--status", "true"),
        ("--says", "aunt"),
        ("--lang", "Klingonisch"),
        ("--precision", "roughly"),
        ("--confidence", "1.5"),
        ("--review", "praised"),
    ],
)
def test_a_filter_that_is_not_understood_is_refused(
    folder: Path, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    out = tmp_path / "x.csv"
    result = run("export", "--format", "csv", "-o", out, "--articles", folder, *wrong)
    assert result.exit_code == 2
    assert " ".join(wrong) in result.stderr
    assert not out.exists()


@pytest.fixture(scope="module")
def samples() -> Collection:
    return load_collection(None)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_the_rows_of_the_samples_that_are_kept(
    samples: Collection, tmp_path: Path, form: Format
) -> None:
    out = tmp_path / f"events{FORMATS[form].suffix}"
    result = run("export", "-o", out, "--query", "?kind=protest&country=KZ&status=actual&undated=0")
    assert result.exit_code == 0, result.stderr
    filters = Filters(kinds=("protest",), countries=("KZ",), statuses=("actual",), undated=False)
    wanted = select_table("events", samples.tables, filters, samples.extractions)
    assert len(wanted) > 1
    rows = read_back(out.read_bytes(), form, tmp_path)
    assert sorted(row["event_id"] for row in rows) == sorted(wanted["event_id"])
    assert {row["admin1"] for row in rows if "admin1" in row} == set(wanted["admin1"].dropna())
    assert f"{len(wanted)} events" in result.stderr


def test_a_page_holds_the_incidents_that_are_kept(samples: Collection, tmp_path: Path) -> None:
    out = tmp_path / "karte.html"
    result = run("export", "-o", out, "--kind", "protest")
    assert result.exit_code == 0, result.stderr
    filters = Filters(kinds=("protest",), statuses=STATUSES)
    wanted = select_table("incidents", samples.tables, filters, samples.extractions)
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count('class="card protest') == len(wanted) > 1
    assert f"{len(wanted)} incidents" in result.stderr


def test_a_link_and_options_keep_the_same(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)
    link = "https://example.org/karte/?from=2022-01-01&kind=violence,protest&says=fact&figures=1"
    by_link = run(*csv_of, "--query", f"{link}&q=explosion&ui=de&place=geonames%3A1526384#liste")
    by_options = run(
        *csv_of,
        *("--from", "2022-01-01", "--kind", "violence", "--kind", "protest", "--says", "fact"),
        *("--figures", "--q", "explosion", "--status", "actual,planned"),
    )
    assert by_link.stdout == by_options.stdout
    assert by_link.stderr == ""
    assert by_link.stdout.count("\n") == 3


def test_a_link_without_a_status_keeps_what_its_page_shows(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)
    assert "negated" not in run(*csv_of, "--query", "").stdout
    assert "negated" in run(*csv_of).stdout
    assert "negated" in run(*csv_of, "--query", "status=actual,negated").stdout


def test_a_link_of_a_page_keeps_what_the_page_is_about(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)

    def kinds(link: str) -> set[str]:
        rows = csv.DictReader(io.StringIO(run(*csv_of, "--query", link).stdout, newline=""))
        return {row["event_type"] for row in rows}

    every = "status=actual,planned,negated"
    assert kinds(f"https://example.org/Deployments?{every}") == {"deployment"}
    assert kinds(f"https://example.org/karte/Protests?{every}&kind=violence") == {"violence"}
    assert kinds(f"https://example.org/karte/?{every}") == {"deployment", "violence"}
    nothing = run(*csv_of, "--query", "https://example.org/Protests?kind=deployment")
    assert nothing.exit_code == 2
    assert "the page Protests shows nothing of the kind deployment" in nothing.stderr


def test_a_command_knows_what_pages_are_about() -> None:
    names = {name: PAGES[name][0].partition("_")[2].removesuffix(".py") for name in KINDS_SHOWN}
    assert {names[name]: kinds for name, kinds in KINDS_SHOWN.items()} == PAGE_KINDS


def test_an_option_goes_before_the_same_in_the_link(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)
    link = ("--query", "publisher=abend&figures=1&status=negated")
    assert "negated" in run(*csv_of, *link, "--publisher", "post", "--all-figures").stdout


def test_what_no_page_has_is_named_and_left_aside(three_papers: Path) -> None:
    csv_of = ("export", "--format", "csv", "-o", "-", "--articles", three_papers)
    told = run(*csv_of, "--query", "knd=protest&view=43,77,5&kind=violence")
    assert told.exit_code == 0
    assert "'knd' in the link is no filter" in told.stderr
    assert "view" not in told.stderr


def test_a_command_knows_what_else_links_hold() -> None:
    held = {view.PLACE_KEY, view.INCIDENT_KEY, view.LAYERS_KEY, view.ARTICLE_KEY, view.EVENT_KEY}
    assert {*held, LANGUAGE_KEY, "embed", "embed_options", "view"} == VIEW_KEYS
    assert not VIEW_KEYS & set(FILTER_KEYS)


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        (("--publisher", "Kurir"), "--publisher Kurir does not occur in these articles; near: "),
        (("--publisher", "Nordwind"), "there are: abend, kurier, post"),
        (("--actor", "Liga"), "--actor Liga does not occur in these articles; there are: RU"),
        (("--country", "FJ"), "--country FJ does not occur in these articles; there are: "),
        (("--query", "publisher=Kurir&ui=de"), "near: kurier"),
    ],
)
def test_a_name_that_does_not_occur_is_refused_with_those_like_it(
    three_papers: Path, tmp_path: Path, asked: tuple[str, str], advice: str
) -> None:
    out = tmp_path / "events.csv"
    result = run("export", "-o", out, "--articles", three_papers, *asked)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == [three_papers]


def test_a_name_of_the_articles_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    article = {
        "id": "x",
        "text": ARTICLE,
        "lang": "de",
        "publisher": "Blatt\u202e\x1b[31m" + 999 * "rot",
    }
    source.write_text(json.dumps(article), encoding="utf-8")
    result = run("export", "-o", tmp_path / "x.csv", "--articles", source, "--publisher", "Bltt")
    assert result.exit_code == 2
    assert "Blatt" in result.stderr
    assert result.stderr.strip().isprintable()
    assert len(result.stderr) < 200


def test_a_csv_lies_beside_what_it_cannot_say(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert run("export", "-o", out, "--articles", folder, "--kind", "protest").exit_code == 0
    said = json.loads((tmp_path / "events.csv-metadata.json").read_text(encoding="utf-8"))
    names = next(csv.reader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert said["url"] == "events.csv"
    assert [column["name"] for column in said["tableSchema"]["columns"]] == names
    (about,) = said["notes"]
    assert "kind=protest" in about["query"]
    assert about["sources"][0]["publisher"] == "Musterzeitung"


def test_neither_file_is_left_where_one_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "events.csv-metadata.json").mkdir()
    out = tmp_path / "events.csv"
    out.write_text("as it was", encoding="utf-8")
    result = run("export", "-o", out, "--articles", folder)
    assert result.exit_code == 2
    assert result.stderr.count("cannot write") == 1
    assert out.read_text(encoding="utf-8") == "as it was"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_byte_order_mark_is_for_a_csv_that_asks_for_one(folder: Path, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    for out, more in ((plain, ()), (marked, ("--bom",))):
        assert run("export", "-o", out, "--articles", folder, *more).exit_code == 0
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("-o", "x.txt"), "cannot tell the format of x.txt"),
        (("-o", "-"), "cannot tell the format"),
        (("-o", "x.kml", "--format", "csv"), "x.kml ends as kml does"),
        (("-o", "x.xlsx", "--bom"), "--bom is for CSV"),
        (("-o", "x.kml", "--table", "articles"), "no points for kml"),
        (("-o", "x.html", "--table", "events"), "a page holds no single table"),
        (("-o", "x.pdf", "--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_what_does_not_go_together_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], advice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", *arguments, "--articles", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert advice in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["x.json", "X.CSV", "x.htm", "x.geoparquet", "x.unheard-of --format csv"]
)
def test_the_format_is_as_the_file_ends(folder: Path, tmp_path: Path, name: str) -> None:
    file, *more = name.split()
    result = run("export", "-o", tmp_path / file, *more, "--articles", folder)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / file).stat().st_size > 0
