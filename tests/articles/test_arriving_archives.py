"""Archives: what is in them is read in memory, and nothing in them reaches out."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from geodata.articles.arriving import read_file
from geodata.articles.incoming import Incoming, Origin
from geodata.models import Problem
from tests.articles.brought import (
    DETOUR,
    FIRE,
    TODAY,
    article,
    bounded,
    found,
    packed,
    page,
    pdf,
    problems,
    refused,
    texts,
)

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "text;date\nRegen in Poti.;6.1.2022\n"


def test_an_archive_gives_what_its_files_hold_by_name() -> None:
    data = packed(
        ("montag/brand.html", page(article())),
        ("b.txt", FIRE),
        ("c.jsonl", '{"id": "c1", "text": "Regen in Poti."}'),
        ("d.csv", TABLE),
        ("e.pdf", pdf(("Die Brücke über den Rioni bei Poti ist wieder offen.",))),
    )
    assert list(texts(data, "presse.zip")) == [
        "presse.zip/b.txt",
        "presse.zip/c.jsonl, line 1",
        "presse.zip/d.csv, row 2",
        "presse.zip/e.pdf",
        "presse.zip/montag/brand.html",
    ]


def test_what_systems_put_into_archives_is_passed_over() -> None:
    hidden = ("__MACOSX/._a.txt", ".DS_Store", ".git/config", "x/Thumbs.db", "desktop.ini")
    data = packed(("a.txt", FIRE), *[(name, b"\x00\x01") for name in hidden], ("leer/", b""))
    assert list(texts(data, "a.zip")) == ["a.zip/a.txt"]
    assert problems(data, "a.zip") == {}


def test_the_sidecar_in_an_archive_counts() -> None:
    sidecar = "file,publisher,published\nbrand.txt,Musterblatt,2022-01-06\n"
    data = packed(("x/articles.csv", sidecar), ("x/brand.txt", FIRE), ("y/brand.txt", DETOUR))
    publishers = {
        one.origin.name: one.article.publisher
        for one in found(data, "a.zip")
        if isinstance(one, Incoming)
    }
    assert publishers == {"a.zip/x/brand.txt": "Musterblatt", "a.zip/y/brand.txt": None}


@pytest.mark.parametrize(
    "name",
    ["../boese.txt", "a/../../boese.txt", "/etc/boese.txt", "C:\\boese.txt", "..\\boese.txt"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    data = packed((name, FIRE), ("gut.txt", DETOUR))
    (said,) = problems(data, "a.zip").values()
    assert said == "has a name that leads out of the archive; left out"
    assert list(texts(data, "a.zip")) == ["a.zip/gut.txt"]


def test_nothing_of_an_archive_is_written_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(packed(("../boese.txt", FIRE), ("gut.txt", DETOUR)))
    assert len(list(read_file(path, today=TODAY))) == 2
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_names_are_shown_without_characters_that_cannot_be_seen() -> None:
    data = packed(("a\x1b[31mrot\u202e.txt", FIRE), ("sub\\b.txt", DETOUR))
    assert list(texts(data, "a.zip")) == ["a.zip/a?[31mrot?.txt", "a.zip/sub/b.txt"]


@pytest.mark.parametrize(
    "name", ["keyword/a.txt", "xxl/a.txt", "word/a.txt", "xl/a.txt", "a/[Content_Types].xml.txt"]
)
def test_an_archive_is_taken_for_no_office_file_by_a_name_in_it(name: str) -> None:
    data = packed((name, FIRE), ("b.html", page(article() + "<a href='/keyword/xl/'>mehr</a>")))
    assert set(texts(data, "a.zip")) == {f"a.zip/{name}", "a.zip/b.html"}
    stored = packed(("a.txt", f"{FIRE} application/epub+zip word/"), method=zipfile.ZIP_STORED)
    assert list(texts(stored, "a.zip")) == ["a.zip/a.txt"]


def test_a_table_of_excel_in_an_archive_is_read() -> None:
    book = openpyxl.Workbook()
    for row in (("text", "date"), (FIRE, "2022-01-06")):
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    data = packed(("tabelle.xlsx", file.getvalue()), ("a.txt", DETOUR))
    assert set(texts(data, "a.zip")) == {"a.zip/tabelle.xlsx, row 2", "a.zip/a.txt"}


@pytest.mark.parametrize(
    ("media_type", "said"),
    [
        ("application/vnd.oasis.opendocument.text", "is a Word file"),
        ("application/vnd.oasis.opendocument.spreadsheet", "is an OpenDocument table"),
        ("application/epub+zip", "is an e-book"),
    ],
)
def test_other_office_files_say_what_to_do(media_type: str, said: str) -> None:
    parts = (("mimetype", media_type), ("content.xml", "<x/>"))
    assert refused(packed(*parts, method=zipfile.ZIP_STORED), "a.zip").startswith(said)


def test_a_sidecar_in_each_of_many_folders_costs_no_square_of_time() -> None:
    rows = (f"{n}/articles.csv" for n in range(10_000))
    data = packed(*((name, "file;date\nfehlt.txt;6.1.2022\n") for name in rows))
    with bounded(seconds=8):
        assert len(found(data, "a.zip")) == 10_000


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_second_is_named() -> None:
    data = packed(("a.txt", FIRE), ("a.txt", DETOUR))
    assert problems(data, "a.zip") == {"a.zip/a.txt": "the name 'a.txt' is that of an earlier file"}
    assert texts(data, "a.zip") == {"a.zip/a.txt": FIRE}


def test_an_archive_in_an_archive_is_refused_by_name() -> None:
    inner = packed(("a.txt", FIRE))
    data = packed(("innen.zip", inner), ("getarnt.txt", inner), ("b.txt", DETOUR))
    said = "is an archive within an archive; unpack it and add what it holds"
    assert problems(data, "a.zip") == {"a.zip/innen.zip": said, "a.zip/getarnt.txt": said}
    assert list(texts(data, "a.zip")) == ["a.zip/b.txt"]


def test_a_locked_member_is_named() -> None:
    data = bytearray(packed(("a.txt", FIRE), ("b.txt", DETOUR)))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1  # the flag of encryption in the list of members
    assert problems(bytes(data), "a.zip") == {
        "a.zip/a.txt": "is locked with a password; unpack it and add what it holds"
    }
    assert list(texts(bytes(data), "a.zip")) == ["a.zip/b.txt"]


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    data = packed(("bombe.txt", b"0" * 300_000_000), ("gut.txt", FIRE))
    with bounded(seconds=2, megabytes=20):
        assert problems(data, "a.zip") == {
            "a.zip/bombe.txt": "unpacks to more than 100 times its size; no text does, left out"
        }
        assert list(texts(data, "a.zip")) == ["a.zip/gut.txt"]


def test_a_bomb_that_lies_about_its_size_is_stopped() -> None:
    data = bytearray(packed(("bombe.jsonl", b"0" * 100_000_000)))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 100)  # the unpacked size in the list of members
    with bounded(seconds=5, megabytes=40):
        assert [one for one in found(bytes(data), "a.zip") if isinstance(one, Incoming)] == []


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.articles.arriving.zips.ZIP_UNPACKED_BYTES", 300)
    data = packed(*[(f"{n}.txt", FIRE + str(n)) for n in range(5)])
    assert len(texts(data, "a.zip")) == 1
    assert all("with those before; left out" in one for one in problems(data, "a.zip").values())


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.articles.arriving.zips.ZIP_MEMBERS", 3)
    data = packed(*[(f"{n}.txt", FIRE) for n in range(5)])
    assert refused(data, "a.zip") == "holds 5 files; an archive may hold 3"


def test_a_damaged_member_costs_no_other() -> None:
    data = bytearray(packed(("a.txt", FIRE * 9), ("b.txt", DETOUR)))
    data[60] ^= 0xFF
    assert problems(bytes(data), "a.zip")["a.zip/a.txt"].startswith("cannot be unpacked")
    assert list(texts(bytes(data), "a.zip")) == ["a.zip/b.txt"]


@pytest.mark.parametrize("data", [packed(("a.txt", FIRE))[:-40], b"PK\x03\x04" + b"\x00" * 50])
def test_a_truncated_archive_is_refused_in_one_line(data: bytes) -> None:
    assert refused(data, "a.zip").startswith("is no zip archive that can be read")


def test_an_empty_archive_says_so() -> None:
    assert refused(packed(), "a.zip") == "holds no files to read"


def test_names_of_old_archives_keep_their_umlauts() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("br_cke.txt", FIRE)
    data = file.getvalue().replace(b"br_cke", "brücke".encode("cp850"))
    assert list(texts(data, "a.zip")) == ["a.zip/brücke.txt"]


def record(
    url: str, body: str, *, status: str = "200 OK", kind: str = "text/html"
) -> tuple[str, ...]:
    return (url, body, status, kind)


def warc(*records: tuple[str, ...], gzipped: bool = True) -> bytes:
    """Return a web archive, each record packed by itself as crawlers do."""
    written = [warc_record("warcinfo", None, b"software: probe\r\n")]
    for url, body, status, kind in records:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        written.append(warc_record("response", url, answer))
    return b"".join(gzip.compress(one) if gzipped else one for one in written)


def warc_record(kind: str, url: str | None, content: bytes) -> bytes:
    address = "" if url is None else f"WARC-Target-URI: {url}\r\n"
    media_type = "application/http" if kind == "response" else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: 2022-02-01T10:00:00Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


LINK = "https://blatt.example/brand"
LATE = '<meta name="date" content="2022-03-01"><meta name="last-modified" content="2022-01-06">'


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_of_a_web_archive_are_read_with_their_address(gzipped: bool) -> None:
    data = warc(
        record(LINK, page(article(), head=LATE), kind="text/html; charset=utf-8"),
        record("https://blatt.example/alt", page(article()), status="404 Not Found"),
        record("https://blatt.example/neu", page(article()), status="301 Moved"),
        record("https://blatt.example/bild.png", "PNG", kind="image/png"),
        gzipped=gzipped,
    )
    (made,) = found(data, "netz.warc.gz")
    assert isinstance(made, Incoming)
    assert made.article.url == LINK
    assert made.article.published is not None
    assert made.article.published.iso() == "2022-01-06"  # the other is after the archiving
    assert made.origin == Origin("file", f"netz.warc.gz/{LINK}")


def test_a_wall_in_a_web_archive_is_named_by_its_address() -> None:
    data = warc(record(LINK, page("")), record(f"{LINK}2", page(article())))
    assert list(problems(data, "a.warc")) == [f"a.warc/{LINK}"]
    assert list(texts(data, "a.warc")) == [f"a.warc/{LINK}2"]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_web_archive_that_breaks_off_gives_what_is_whole(gzipped: bool) -> None:
    whole = warc(*[record(f"{LINK}{n}", page(article())) for n in range(3)], gzipped=gzipped)
    results = found(whole[: len(whole) * 2 // 3], "a.warc.gz")
    assert any(isinstance(one, Incoming) for one in results)


@pytest.mark.parametrize(
    "data", [gzip.compress(b"WARC/1.0\r\nUnsinn"), b"WARC/1.1\r\n\r\n", warc()]
)
def test_a_web_archive_without_pages_says_so(data: bytes) -> None:
    assert refused(data, "a.warc.gz").startswith(("holds no web pages", "breaks off"))


def test_a_web_archive_in_an_archive_is_read() -> None:
    data = packed(("netz.warc.gz", warc(record(LINK, page(article())))))
    assert list(texts(data, "a.zip")) == [f"a.zip/netz.warc.gz/{LINK}"]


def test_a_page_packed_to_a_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<html>" + b"0" * 100_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    data = gzip.compress(warc_record("response", LINK, head + bomb))
    with bounded(seconds=5, megabytes=60):
        said = problems(data, "a.warc.gz")
    assert said == {f"a.warc.gz/{LINK}": "has 8.0 MB; a page may have 8 MB"}


def test_other_packings_say_what_to_do() -> None:
    assert refused(gzip.compress(FIRE.encode()), "a.gz").startswith("is packed with gzip")
    assert refused(b"Rar!\x1a\x07\x00", "a.rar") == "is a RAR archive; pack it as .zip"
    assert all(
        isinstance(one, Problem) for one in found(packed(("a.gz", gzip.compress(b"a"))), "a.zip")
    )
