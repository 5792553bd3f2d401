"""Files and folders as they are brought: what kind they are, what is said of bad ones."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from time import process_time
from typing import TYPE_CHECKING

import pytest

from geodata.articles.arriving import FoundLink, read_bytes, read_file, read_pasted
from geodata.articles.arriving.charset import decode_foreign
from geodata.articles.incoming import Incoming, Origin
from geodata.models import DateRange, Problem, stable_id
from tests.articles.brought import (
    DETOUR,
    FIRE,
    TODAY,
    article,
    bounded,
    found,
    incoming,
    packed,
    page,
    pdf,
    read,
    refused,
    texts,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = DateRange.from_iso("2022-01-06")


def test_a_text_stays_letter_for_letter() -> None:
    made = incoming(f"  Brand\r\n\r\n{FIRE}  \n", "brand.txt")
    assert made.article.text == f"  Brand\r\n\r\n{FIRE}  \n"
    assert made.article.article_id == "brand"
    assert made.origin == Origin("file", "brand.txt")
    assert made.raw_sha256 == hashlib.sha256(f"  Brand\r\n\r\n{FIRE}  \n".encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (page(article()), "a.txt", "text/plain", "page"),
        (page(article()), "a", None, "page"),
        (f"<!-- x --><p>{FIRE}</p><p>{DETOUR}</p>", "a.html", None, "page"),
        (
            f"<p>{FIRE}</p><p>{DETOUR}</p>",
            "https://b.example/a",
            "text/html; charset=utf-8",
            "page",
        ),
        (FIRE, "a.csv.txt", None, "text"),
        (FIRE, "a", "application/octet-stream", "text"),
        ('{"id": "a", "text": "Regen."}\n', "a.txt", None, "line"),
        ('{"id": "a", "text": "Regen."}', "a.jsonl", "text/plain", "line"),
        ("text\nRegen.", "a.csv", None, "row"),
        ("text\nRegen.", "https://b.example/t", "text/csv", "row"),
    ],
)
def test_the_kind_is_told_by_content_then_media_type_then_name(
    data: str, name: str, media_type: str | None, kind: str
) -> None:
    (made,) = found(data, name, media_type=media_type)
    assert isinstance(made, Incoming)
    assert ("line" in made.origin.name) == (kind == "line")
    assert (", row" in made.origin.name) == (kind == "row")
    assert ("<" in made.article.text) is False


def test_a_pdf_is_known_whatever_it_is_called() -> None:
    data = pdf(("Die Brücke über den Rioni bei Poti ist wieder offen.",))
    assert read(data, "bruecke.html").text.startswith("Die Brücke")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office file; save it as .xlsx or PDF"),
        (b"{\\rtf1 Regen}", "is a Rich Text file; save it as PDF or plain text"),
        (
            packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")),
            "is a Word file; save it as PDF or plain text",
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart",
            "is a web archive (.mhtml); save the page as HTML",
        ),
        (
            b'[{"text": "Regen"}]',
            "is JSON in one piece; one object is wanted on each line (.jsonl)",
        ),
        (
            b'{\n  "text": "Regen"\n}',
            "is JSON in one piece; one object is wanted on each line (.jsonl)",
        ),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a binary file, not a text"),
        (b"", "is empty"),
        (b" \n\t", "is empty"),
    ],
)
def test_what_is_not_read_says_what_it_is_and_what_to_do(data: bytes, said: str) -> None:
    assert refused(data, "datei") == said


def test_an_upload_of_300_mb_is_refused_at_once() -> None:
    data = bytes(300_000_000)
    with bounded(seconds=0.5, megabytes=5):
        assert refused(data, "gross.txt") == "has 300.0 MB; a file may have 200 MB"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.pdf", "a.jsonl", "a.xml"])
def test_a_long_file_of_any_kind_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    start = {"a.html": b"<html>", "a.pdf": b"%PDF-1.4", "a.xml": b"<rss>"}.get(name, b"text")
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(start)
        file.truncate(400_000_000)
    with bounded(seconds=5, megabytes=30):
        (said,) = read_file(path, today=TODAY)
    assert isinstance(said, Problem)


def test_a_folder_gives_its_files_and_folders_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "c.html").write_text(page(article()), encoding="utf-8")
    (tmp_path / "a.txt").write_text(FIRE, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,publisher,published\na.txt,Musterblatt,2022-01-06\nfehlt.txt,x,\n", encoding="utf-8"
    )
    (tmp_path / ".git" / "x.txt").write_text(FIRE, encoding="utf-8")
    missing, first, second = read_file(tmp_path, today=TODAY)
    assert missing == Problem("articles.csv, line 3", "there is no file 'fehlt.txt' in this folder")
    assert isinstance(first, Incoming)
    assert isinstance(second, Incoming)
    assert (first.origin.name, first.article.publisher) == ("a.txt", "Musterblatt")
    assert first.article.published == DAY
    assert second.origin.name == "b/c.html"


def test_a_table_called_articles_csv_is_read_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("text\nRegen in Poti.\n", encoding="utf-8")
    (made,) = read_file(tmp_path, today=TODAY)
    assert isinstance(made, Incoming)
    assert made.article.text == "Regen in Poti."


def test_what_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "fehlt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text(FIRE, encoding="utf-8")
    *said, made = read_file(tmp_path, today=TODAY)
    assert [str(one) for one in said] == [
        "a.txt: cannot be read (No such file or directory)",
        "b.txt: is a folder or device, not a text file",
    ]
    assert isinstance(made, Incoming)


def test_a_reader_that_fails_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("geodata.articles.arriving.page.main_paragraphs", fail)
    (tmp_path / "a.html").write_text(page(article()), encoding="utf-8")
    (tmp_path / "b.txt").write_text(FIRE, encoding="utf-8")
    problem, made = read_file(tmp_path, today=TODAY)
    assert isinstance(problem, Problem)
    assert problem.message == "could not be worked out (RecursionError); it is left out"
    assert isinstance(made, Incoming)


@pytest.mark.parametrize("name", ["fehlt", "leer"])
def test_a_path_with_nothing_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "leer").mkdir()
    (said,) = read_file(tmp_path / name, today=TODAY)
    assert isinstance(said, Problem)
    assert said.message in {"there is no such file or folder", "holds no files to read"}


def test_a_feed_in_a_folder_gives_its_links(tmp_path: Path) -> None:
    feed = (
        "<rss version='2.0'><channel><item><link>https://b.example/1</link></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    assert list(read_file(tmp_path, today=TODAY)) == [FoundLink("https://b.example/1")]


def test_json_lines_keep_their_ids_and_each_its_own_hash(tmp_path: Path) -> None:
    lines = [f'{{"id": "a{n}", "text": "Regen in Poti, Tag {n}."}}\n'.encode() for n in range(2)]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(lines))
    made = [one for one in read_file(path, today=TODAY) if isinstance(one, Incoming)]
    assert [one.article.article_id for one in made] == ["a0", "a1"]
    assert [one.origin.name for one in made] == ["a.jsonl, line 1", "a.jsonl, line 2"]
    assert [one.raw_sha256 for one in made] == [hashlib.sha256(one).hexdigest() for one in lines]


def test_markdown_loses_its_marks() -> None:
    text = f"---\ntitle: x\n---\n# Brand im Hafen #\n\n**{FIRE}** Mehr [dazu](https://b.example).\n"
    assert read(text, "a.md").text == f"Brand im Hafen\n\n{FIRE} Mehr dazu.\n"


def test_links_and_headings_of_markdown_keep_their_words() -> None:
    text = read(
        "# Brand im Hafen ##\n\n[Batumi](https://w.example/Batumi_(Stadt)) und [Poti](/p).\n"
        "![Karte](k.png) **Zwei *alte* Schiffe** __brannten__, 2 ** 3 blieben.\n",
        "a.md",
    ).text
    assert (
        text
        == "Brand im Hafen\n\nBatumi und Poti.\n Zwei *alte* Schiffe brannten, 2 ** 3 blieben.\n"
    )


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "[a](", "[a]((", "[b]((x)", "**a ", "__a__ __", "# # ", "#", " -", "[a](x) ( "],
)
def test_markdown_made_to_be_slow_is_done_in_seconds(piece: str) -> None:
    with bounded(seconds=15):
        found("# " + piece * (400_000 // len(piece)) + "x", "a.md")


def test_markdown_s_blank_headings_take_no_square_of_time() -> None:
    with bounded(seconds=5):
        found(f"# Brand{' ' * 400_000}x\n\n{FIRE}", "a.md")


@pytest.mark.parametrize("word", ["0123456789abcdef" * 2_000, "Z" * 30_000, "_" * 30_000])
def test_one_endless_word_is_decoded_at_once(word: str) -> None:
    text = f"{FIRE} Prüfsumme: {word}"
    with bounded(seconds=2):
        assert decode_foreign(text.encode("cp1252"), ()).text == text


def test_an_old_russian_text_is_read_in_its_encoding() -> None:
    told = "Во вторник в порту Батуми сгорел склад, сообщили спасатели. Никто не пострадал."
    notice, made = found(told.encode("cp1251"), "a.txt")
    assert isinstance(notice, Problem)
    assert not notice.rejected
    assert "read as Windows-1251" in notice.message
    assert isinstance(made, Incoming)
    assert made.article.text == told


def test_pasted_text_goes_by_its_title() -> None:
    text = f"Brand im Hafen\n\n{FIRE}"
    (made,) = read_pasted(text, published=DAY, publisher="Musterblatt", url="https://b.example/1")
    assert isinstance(made, Incoming)
    assert made.origin == Origin("paste", "Brand im Hafen")
    assert made.article.article_id == stable_id(text)
    assert made.article.published == DAY
    assert (made.article.publisher, made.article.url) == ("Musterblatt", "https://b.example/1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        ("x" * 6_000_000, "has 6.0 MB; an article may have 5 MB"),
        (
            "Les soldats sont arrivés hier à la gare, et les habitants les ont regardés.",
            "this article is in French (fr)",
        ),
    ],
)
def test_pasted_text_that_is_none_says_why(text: str, said: str) -> None:
    (problem,) = read_pasted(text, today=TODAY)
    assert isinstance(problem, Problem)
    assert problem.where == "pasted text"
    assert problem.message.startswith(said)


def test_pasted_halves_of_letters_do_no_harm() -> None:
    (made,) = read_pasted(f"{FIRE} \ud83d\x00", today=TODAY)
    assert isinstance(made, Incoming)
    made.article.text.encode("utf-8")


def test_a_link_s_article_has_the_link_for_address_and_origin() -> None:
    link = "https://blatt.example/brand"
    (made,) = read_bytes(page(article()).encode(), name=link, url=link, today=TODAY)
    assert isinstance(made, Incoming)
    assert made.origin == Origin("link", link)
    assert made.article.url == link


def test_plain_text_and_json_lines_load_no_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRE, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f'{{"id": "b", "text": "{DETOUR}"}}', encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from geodata.articles.arriving import read_file; "
        "print(len(list(read_file(Path(sys.argv[1])))));"
        "print([m for m in ('trafilatura', 'lxml', 'htmldate', 'feedparser', 'openpyxl', 'warcio', "
        "'pypdf', 'pandas', 'numpy') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split("\n")[:2] == ["2", "[]"]


def test_a_thousand_lines_are_read_in_a_second_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "viele.jsonl"
    line = '{{"id": "a{}", "text": "{}"}}\n'
    path.write_text("".join(line.format(n, (FIRE + DETOUR) * 5) for n in range(1_000)), "utf-8")
    list(read_file(path, today=TODAY))  # loads the languages
    start = process_time()
    assert sum(1 for _ in read_file(path, today=TODAY)) == 1_000
    assert process_time() - start < 2


def test_every_article_of_a_folder_is_found_again(tmp_path: Path) -> None:
    for name in ("z.txt", "a.txt"):
        (tmp_path / name).write_text(f"{FIRE} {name}", encoding="utf-8")
    names = [one.origin.name for one in read_file(tmp_path) if isinstance(one, Incoming)]
    assert names == ["a.txt", "z.txt"]
    assert texts(FIRE, "a.txt") == {"a.txt": FIRE}
