"""What was found before it is saved: what is ticked, what was corrected, which file it is of."""

from __future__ import annotations

import re

import pytest

from geodata.articles.arriving import TablePreview
from geodata.articles.incoming import Incoming, Origin
from geodata.articles.making import make_article
from geodata.intake.sources import BytesSource
from geodata.models import DateRange, Problem
from geodata.ui.adding.draft import (
    DAY_PATTERN,
    Found,
    Row,
    Sheet,
    UnreadDayError,
    chosen_rows,
    comes_from,
    draft_of,
    read_day,
)
from geodata.ui.adding.giving import distinct, links_in

TEXT = "Brücke bei Aktau gesperrt\n\nSoldaten sperrten am Montag eine Brücke nahe Aktau.\n"


def row(text: str = TEXT, *, source: str = "aktau.txt") -> Row:
    article = make_article(text, article_id="aktau", publisher="Hafenbote")
    return Row(Incoming(article, Origin("file", source), "0" * 64))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2022-01-06", "2022-01-06"),
        (" 2022-01 ", "2022-01"),
        ("2022", "2022"),
        ("6.1.2022", "2022-01-06"),
        ("06. 01.2022", "2022-01-06"),
    ],
)
def test_dates_are_read_as_iso_and_as_germans_write_them(written: str, iso: str) -> None:
    assert re.fullmatch(DAY_PATTERN, written)
    assert read_day(written) == DateRange.from_iso(iso)


def test_nothing_written_is_no_date_and_nonsense_is_refused() -> None:
    assert read_day("  ") is None
    for nonsense in ("31.2.2022", "2022-13-01", "gestern", "6/1/2022"):
        with pytest.raises(UnreadDayError, match=re.escape(nonsense)):
            read_day(nonsense)


def test_what_is_not_ticked_is_left_out_and_corrections_reach_the_article() -> None:
    rows = [row(), row(source="zwei.txt"), row(source="drei.txt")]
    chosen = chosen_rows(
        rows, {0: {"date": "6.1.2022", "publisher": " Küstenblatt "}, 1: {"keep": False}}
    )
    assert [one.incoming.origin.name for one in chosen] == ["aktau.txt", "drei.txt"]
    first, last = (one.incoming.article for one in chosen)
    assert first.published == DateRange.from_iso("2022-01-06")
    assert first.publisher == "Küstenblatt"
    assert first.text == TEXT
    assert last.publisher == "Hafenbote"


def test_a_date_and_a_publisher_can_be_taken_away() -> None:
    (chosen,) = chosen_rows([row()], {0: {"date": None, "publisher": ""}})
    assert chosen.incoming.article.published is None
    assert chosen.incoming.article.publisher is None


def test_a_date_that_is_none_stops_the_choice() -> None:
    with pytest.raises(UnreadDayError):
        chosen_rows([row()], {0: {"date": "32.1.2022"}})


def test_what_was_found_is_sorted_by_what_it_is_and_known_by_its_file() -> None:
    sheet = Sheet(BytesSource(b"", "liste.csv"), TablePreview((), {}, ()))
    problem = Problem("liste.csv, row 3", "has no text")
    found: list[Found] = [
        sheet,
        row(source="liste.csv, row 2"),
        problem,
        row(source="liste.csv.txt"),
    ]
    draft = draft_of(found)
    assert draft.sheets == (sheet,)
    assert draft.problems == (problem,)
    assert len(draft.rows) == 2
    assert [comes_from(one, "liste.csv") for one in found] == [True, True, True, False]


def test_files_of_one_name_get_names_of_their_own() -> None:
    names = ["a.csv", "b", "a.csv", "a.csv", "a (2).csv", "b"]
    assert distinct(names) == ["a.csv", "b", "a (2).csv", "a (3).csv", "a (2) (2).csv", "b (2)"]


def test_links_are_taken_once_each_whatever_parts_them() -> None:
    text = "https://a.example/1\n\n  https://b.example/2\thttps://a.example/1\r\n"
    assert links_in(text) == ["https://a.example/1", "https://b.example/2"]
