from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from geodata.articles import iter_articles
from geodata.articles.decoding import MAX_BYTES
from geodata.models import Article, DateRange, Problem, Span

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Streik in Atyrau\n\nIn Atyrau haben am Montag die Arbeiter eines Ölhafens gestreikt.\n"


def read(path: Path, *, raw_body: bool = False) -> tuple[list[Article], list[Problem]]:
    items = list(iter_articles(path, raw_body=raw_body))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [item for item in items if isinstance(item, Problem)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def only_problem(path: Path) -> Problem:
    _, problems = read(path)
    assert len(problems) == 1
    assert "\n" not in str(problems[0])
    return problems[0]


def line(**fields: object) -> str:
    return json.dumps({"id": "a1", "text": TEXT, "lang": "de"} | fields) + "\n"


def test_a_folder_gives_its_texts_by_name_with_what_the_sidecar_says(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", TEXT)
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "notes.md", "no article")
    table = (
        "file,publisher,url,published,mood\nb.txt,Hafenbote,https://hafen.example/1,2022-01,gut\n"
    )
    write(tmp_path, "articles.csv", table)
    (first, second), problems = read(tmp_path)
    assert problems == []
    assert (first.article_id, first.publisher, first.published) == ("a", None, None)
    assert (second.article_id, second.publisher) == ("b", "Hafenbote")
    assert second.url == "https://hafen.example/1"
    assert second.published == DateRange.from_iso("2022-01")
    assert (second.title, second.language, second.sample) == ("Streik in Atyrau", "de", False)


def test_a_sidecar_may_use_semicolons_capitals_and_spaces(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    table = "\ufeff Published ; FILE ;Publisher\r\n 2022-01-06 ; a.txt ;Hafenbote, Süd\r\n;;\r\n"
    write(tmp_path, "articles.csv", table)
    (article,), problems = read(tmp_path)
    assert problems == []
    assert article.published == DateRange.from_iso("2022-01-06")
    assert (article.publisher, article.url) == ("Hafenbote, Süd", None)


def test_the_text_stays_letter_for_letter(tmp_path: Path) -> None:
    text = (
        "Streik\r\n\r\n  In Atyrau\tstehen die Züge \u00a0still, {{ 7*7 }} <b>\u202e\U0001f600.\r"
    )
    write(tmp_path, "a.txt", "\ufeff" + text)
    (article,), problems = read(tmp_path / "a.txt")
    assert problems == []
    assert article.text == text


def test_a_single_text_has_its_row_of_the_sidecar(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "articles.csv", "file,publisher\nb.txt,Falsch\na.txt,Hafenbote\n")
    (article,), problems = read(path)
    assert (article.publisher, problems) == ("Hafenbote", [])


def test_raw_body_takes_the_whole_text(tmp_path: Path) -> None:
    text = f"Werbung\n\n{TEXT}"
    path = write(tmp_path, "a.txt", text)
    (marked,), _ = read(path)
    (raw,), _ = read(path, raw_body=True)
    assert marked.body[0].start > 0
    assert raw.body == (Span(0, len(text)),)
    assert raw.title == "Streik in Atyrau"


def test_json_lines_give_their_articles_in_order(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "in.jsonl",
        line(id="z", published="2022-01", publisher="Hafenbote", url=None, topic="Politik")
        + "\n"
        + line(id="a", lang=None, published=None),
    )
    (first, second), problems = read(path)
    assert problems == []
    assert (first.article_id, first.publisher, first.url) == ("z", "Hafenbote", None)
    assert first.published == DateRange.from_iso("2022-01")
    assert (second.article_id, second.language, second.published) == ("a", "de", None)


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "nirgends")
    assert problem.rejected
    assert "nirgends: there is no such file or folder" in str(problem)


def test_a_path_that_cannot_be_looked_up_is_named(tmp_path: Path) -> None:
    assert "cannot be read (File name too long)" in str(only_problem(tmp_path / ("a" * 5000)))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert only_problem(tmp_path).message == "holds no .txt files"


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    assert "is no folder, .txt or .jsonl" in str(only_problem(write(tmp_path, "a.docx", b"PK")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a binary file"),
        (b"\x7fELF\x81\x02\x9d", "is neither UTF-8 nor Windows-1252 text"),
        (b"\xff\xd8\xff\xe0JFIF\x01", "is a binary file"),
        (b"a" * (MAX_BYTES + 1), "has 5.0 MB; an article may have 5 MB"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(
    tmp_path: Path, content: bytes, said: str
) -> None:
    write(tmp_path, "a.txt", content)
    write(tmp_path, "b.txt", TEXT)
    articles, (problem,) = read(tmp_path)
    assert [article.article_id for article in articles] == ["b"]
    assert (problem.where, problem.rejected) == ("a.txt", True)
    assert said in problem.message


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_another_encoding_is_read_and_reported(tmp_path: Path, encoding: str, name: str) -> None:
    write(tmp_path, "a.txt", TEXT.encode(encoding))
    (article,), (notice,) = read(tmp_path)
    assert article.text == TEXT
    assert not notice.rejected
    assert name in notice.message


def test_a_folder_named_like_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert str(only_problem(tmp_path)) == "a.txt: is a folder or device, not a text file"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "cannot be read (No such file" in str(only_problem(tmp_path))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT).chmod(0)
    assert "cannot be read (Permission denied)" in str(only_problem(tmp_path))


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    write(tmp_path, "a.TXT", TEXT)
    write(tmp_path, "a.txt", TEXT)
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("the file system tells no capitals apart")
    articles, (problem,) = read(tmp_path)
    assert len(articles) == 1
    assert "the name 'a' is that of an earlier file" in str(problem)


@pytest.mark.parametrize(
    ("table", "said", "rejected"),
    [
        ("file,published\na.txt,31.02.2022\n", "a.txt: published '31.02.2022' is no date", False),
        ("file,published\na.txt,gestern\n", "articles.csv, line 2: a.txt: published", False),
        ("file\na.txt\nb.txt\n", "articles.csv, line 3: there is no file 'b.txt'", True),
        ("file,url\na.txt,x\na.txt,y\n", "line 3: a.txt has a row already", False),
        ("file,url\n,x\n", "line 2: names no file", False),
        ("name,url\na.txt,x\n", 'articles.csv: has no column "file"', False),
        (
            'file,publisher,published\na.txt,"Hafen,bote,2022-01-06\n',
            "articles.csv, line 2: the row of 'a.txt' has a quotation mark",
            False,
        ),
        ("", "articles.csv: is empty", False),
        ("file\x00\n", "articles.csv: is a binary file", False),
    ],
)
def test_a_bad_sidecar_is_named_and_the_articles_are_read(
    tmp_path: Path, table: str, said: str, rejected: bool
) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "articles.csv", table)
    articles, (problem,) = read(tmp_path)
    assert len(articles) == 1
    assert said in str(problem)
    assert problem.rejected is rejected


def test_a_sidecar_in_another_encoding_is_read_and_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "articles.csv", "file,publisher\na.txt,Küstenbote\n".encode("cp1252"))
    (article,), (notice,) = read(tmp_path)
    assert article.publisher == "Küstenbote"
    assert not notice.rejected


def test_a_file_name_with_split_umlauts_finds_its_row(tmp_path: Path) -> None:
    write(tmp_path, "Ku\u0308ste.txt", TEXT)
    write(tmp_path, "articles.csv", "file,publisher\nK\u00fcste.txt,Hafenbote\n")
    (article,), problems = read(tmp_path)
    assert (article.publisher, problems) == ("Hafenbote", [])


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{broken\n", "is not JSON"),
        ('{"id": "x", "text": }\n', "is not JSON: expecting value at column 21; one object"),
        ("17\n", "but a number"),
        ("true\n", "but true"),
        ("null\n", "but null"),
        ("[1]\n", "but a list"),
        (line(id="x", published=["2022"]), '"published" must be a string; it is a list'),
        (line(id="x", url=1.5), '"url" must be a string; it is a number'),
        (line(id=False), '"id" must be a string; it is false'),
        ("[1, 2]\n", "is no object such as"),
        ('{"id": "x"}\n', '"text" must be a string; it is missing'),
        ('{"id": 7, "text": "In Atyrau"}\n', '"id" must be a string; it is a number'),
        (line(id="x", published=2022), '"published" must be a string; it is a number'),
        (line(id="x", text=" "), '"text" is empty'),
        (line(id=""), '"id" is empty'),
        (line(id="a0"), "the id 'a0' was used on an earlier line"),
        (line(id="x", text="In Atyrau \ud83d ruht"), "half of a surrogate pair"),
        (line(id="x", lang="fr"), "this article is in French (fr); there is no language pack"),
        (line(id="x", lang="quux"), "this article is in 'quux'; there is no language pack"),
        ("[" * 100_000 + "\n", "nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}\n", "holds a number that is too long"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_others_are_read(
    tmp_path: Path, bad: str, said: str
) -> None:
    path = write(tmp_path, "in.jsonl", line(id="a0") + bad + line(id="a2"))
    articles, (problem,) = read(path)
    assert [article.article_id for article in articles] == ["a0", "a2"]
    assert (problem.where, problem.rejected) == ("in.jsonl, line 2", True)
    assert said in problem.message
    assert "\n" not in problem.message


def test_a_bad_date_in_a_line_costs_only_the_date(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", line(published="2022-13-01"))
    (article,), (notice,) = read(path)
    assert article.published is None
    assert not notice.rejected
    assert "in.jsonl, line 1: a1: published '2022-13-01' is no date" in str(notice)


def test_a_line_in_another_encoding_is_read_and_reported(tmp_path: Path) -> None:
    content = '{"id": "a1", "lang": "de", "text": "Schüsse in Köln"}\n'.encode("cp1252")
    (article,), (notice,) = read(write(tmp_path, "in.jsonl", content))
    assert article.text == "Schüsse in Köln"
    assert not notice.rejected


def test_a_line_longer_than_an_article_may_be_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", line(id="x", text="a" * MAX_BYTES * 2) + line(id="y"))
    articles, (problem,) = read(path)
    assert [article.article_id for article in articles] == ["y"]
    assert "in.jsonl, line 1: has more than 5 MB" in str(problem)


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is empty"), (b"PK\x03\x04\x00\x00", "is a binary file")]
)
def test_a_file_without_lines_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    problem = only_problem(write(tmp_path, "in.jsonl", content))
    assert (problem.where, problem.rejected) == ("in.jsonl", True)
    assert said in problem.message


def test_articles_are_read_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", line(id="a") + "{broken\n")
    items = iter_articles(path)
    assert isinstance(next(items), Article)
    assert isinstance(next(items), Problem)


def test_a_field_may_hold_separators_and_lines_where_its_quotes_are_closed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    table = 'file,publisher,published\na.txt,"Hafenbote,\n""Ost""",2022-01-06\n'
    write(tmp_path, "articles.csv", table)
    (article,), problems = read(tmp_path)
    assert (article.publisher, problems) == ('Hafenbote,\n"Ost"', [])
