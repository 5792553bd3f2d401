from __future__ import annotations

import pandas as pd
import pytest

from geodata.tables.ordering import ORDERS, Order, first_rows

TABLE = pd.DataFrame(
    {
        "incident_id": ["d", "a", "c", "b", "e"],
        "date_start": pd.to_datetime(
            ["2022-01-05", "NaT", "2022-01-05", "2021-03-01", "2022-01-05"]
        ),
        "date_end": pd.to_datetime(["2022-01-05", "NaT", "2022-01-07", "2021-03-01", "2022-01-05"]),
        "sources": [1, 9, 2, 2, 1],
    }
)


def ids(order: Order, count: int) -> str:
    return "".join(first_rows(TABLE, count, order)["incident_id"])


@pytest.mark.parametrize(
    ("order", "found"), [("newest", "cdeba"), ("oldest", "bdeca"), ("most told", "acbde")]
)
def test_rows_stand_in_order_with_undated_ones_last(order: Order, found: str) -> None:
    assert ids(order, 5) == found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", range(7))
def test_the_first_rows_are_the_beginning_of_all(order: Order, count: int) -> None:
    assert ids(order, count) == ids(order, 5)[:count]


def test_an_empty_table_has_no_first_rows() -> None:
    assert first_rows(TABLE.iloc[:0], 3, "newest").empty
