"""Files uploaded together: the sidecar among them says what is known of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.articles.incoming import Incoming
from geodata.intake import BytesSource, PastedSource, read_sources, with_sidecar
from geodata.models import DateRange
from tests.intake.news import report

if TYPE_CHECKING:
    from geodata.intake import Source

TABLE = (
    b"file;publisher;url;published\n"
    b"hafen.txt;Nordblatt;https://nordblatt.example/hafen;2022-01-06\n"
    b"weg.txt;Nordblatt;;2022-01-07\n"
)


def texts(*names: str) -> list[BytesSource]:
    return [BytesSource(report(n).encode(), name) for n, name in enumerate(names)]


def test_a_sidecar_dates_and_names_the_files_uploaded_with_it_wherever_it_stands() -> None:
    pasted = PastedSource(report(9))
    given: list[Source] = [
        *texts("hafen.txt", "markt.txt"),
        BytesSource(TABLE, "articles.csv"),
        pasted,
    ]
    for sources in (given, given[::-1]):
        told, faults = with_sidecar(sources)
        found = [one for one in read_sources(told) if isinstance(one, Incoming)]
        by_name = {one.origin.name: one.article for one in found}
        assert len(found) == 3
        assert by_name["hafen.txt"].publisher == "Nordblatt"
        assert by_name["hafen.txt"].published == DateRange.from_iso("2022-01-06")
        assert by_name["hafen.txt"].url == "https://nordblatt.example/hafen"
        assert by_name["markt.txt"].publisher is None
        assert [str(fault) for fault in faults] == [
            "articles.csv, line 3: there is no file 'weg.txt' in this folder"
        ]


def test_a_sidecar_alone_and_a_table_of_articles_of_that_name_are_read_as_tables() -> None:
    alone = [BytesSource(TABLE, "articles.csv")]
    assert with_sidecar(alone) == (tuple(alone), ())
    table = f'title,text\nLage,"{report(1)}"\n'.encode()
    given = [*texts("hafen.txt"), BytesSource(table, "articles.csv")]
    assert with_sidecar(given) == (tuple(given), ())


def test_a_sidecar_whose_columns_somebody_chose_is_a_table() -> None:
    chosen = BytesSource(TABLE, "articles.csv", None, {"text": "publisher"})
    given = [*texts("hafen.txt"), chosen]
    assert with_sidecar(given) == (tuple(given), ())
