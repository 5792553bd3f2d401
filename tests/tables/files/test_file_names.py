from __future__ import annotations

import re

import pytest

from geodata.tables.files import FORMATS, file_name


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "schauplatz-events.csv"),
        ("from=2022-01-05&to=2022-01-07", "schauplatz-events_2022-01-05_2022-01-07.csv"),
        ("from=2022-01-05", "schauplatz-events_from-2022-01-05.csv"),
        ("to=2022-01-05&kind=protest", "schauplatz-events_to-2022-01-05.csv"),
    ],
)
def test_a_file_is_named_after_its_table_and_days(query: str, name: str) -> None:
    assert file_name("events", query, "csv") == name


@pytest.mark.parametrize(
    "hostile", ["../../etc/passwd", "a/b\\c", "CON\r\nX: 1", "é\u202e.exe", "x" * 5_000]
)
@pytest.mark.parametrize("form", [*FORMATS, "html", "zip"])
def test_nothing_in_names_or_filters_leads_elsewhere(hostile: str, form: str) -> None:
    query = f"from={hostile}&to=2022-01-05/.."
    name = file_name(hostile, query, form)  # type: ignore[arg-type]
    assert re.fullmatch(r"schauplatz-[A-Za-z0-9-]{1,40}\.[a-z]{3,7}", name)
