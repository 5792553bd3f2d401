"""What the tables must look like: columns, types, units, and what a missing value means.

A table is checked once, where it is built; after that it is trusted. What stands here on a column
is the codebook too: `tables/codebook.py` reads it, readers find it on the page on the method.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.models import (
    EVENT_KINDS,
    FIGURES,
    PHASES,
    PLACE_TYPES,
    QUALIFIERS,
    REVIEW_STATUSES,
    SPEAKERS,
    STATUSES,
    USAGES,
)

__all__ = ["Articles", "Events", "Figures", "Incidents", "Mentions", "Places"]


def _column(
    meaning: str,
    *,
    unit: str | None = None,
    missing: str | None = None,
    empty: str | None = None,
    **checks: Any,
) -> Any:
    """Return what is said and checked of a column.

    Args:
        meaning: what a cell says.
        unit: what it is counted in, or what its numbers stand for.
        missing: what a missing value means; None where every row has one.
        empty: what an empty text means, in a column without missing values.
        checks: what pandera is to check.

    """
    told = {"unit": unit, "missing": missing or empty}
    return pa.Field(description=meaning, metadata=told, nullable=missing is not None, **checks)


# Columns that stand in several tables and mean the same in each.
_article_id = partial(_column, "The article")
_event_id = partial(_column, "The event: an incident as one article tells it")
_incident_id = partial(_column, "The incident: one thing that happened, whoever tells it")
_kind = partial(_column, "Kind of event", isin=EVENT_KINDS)
_phase = partial(
    _column, "How far a deployment is", missing="no deployment, or not told", isin=PHASES
)
_status = partial(_column, "Whether it happened, is planned or denied", isin=STATUSES)
_date_start = partial(_column, "First day that the date may mean", missing="no date in the text")
_date_end = partial(_column, "Last day that the date may mean", missing="no date in the text")
_time_precision = partial(
    _column,
    "How exactly the time is known, after ACLED",
    unit="1 day, 2 week, 3 month or more",
    missing="no date in the text",
    ge=1,
    le=3,
)
_place_id = partial(_column, "The place, as in geonames:1526384 or iso3166:KZ")
_location = partial(_column, "Name of the place as the articles write it most often")
_place_name = partial(_column, "Name of the place in English")
_place_type = partial(_column, "Type of the place", isin=PLACE_TYPES)
_country_code = partial(
    _column,
    "Country that the place lies in",
    unit="ISO 3166-1 alpha-2",
    missing="no place, or in no country",
)
_admin1 = partial(
    _column,
    "First-level unit (state, province) of the place, in English",
    missing="no place, or in no single unit that is known",
)
_latitude = partial(
    _column, "Latitude of the place", unit="degrees, WGS 84", missing="no point", ge=-90, le=90
)
_longitude = partial(
    _column, "Longitude of the place", unit="degrees, WGS 84", missing="no point", ge=-180, le=180
)
_precision_km = partial(_column, "How far off the point may be", unit="km", ge=0)
_where_prec = partial(
    _column,
    "How exactly the place is known, after UCDP",
    unit="1 town or site … 7 sea or air",
    ge=1,
    le=7,
)
_origin_id = partial(_column, "The place that troops come from", missing="no origin in the text")
_origin = partial(_column, "Name of the origin", missing="no origin in the text")
_origin_country = partial(
    _column,
    "Country of the origin",
    unit="ISO 3166-1 alpha-2",
    missing="no origin in the text",
)
_origin_latitude = partial(
    _column, "Latitude of the origin", unit="degrees, WGS 84", missing="no point", ge=-90, le=90
)
_origin_longitude = partial(
    _column, "Longitude of the origin", unit="degrees, WGS 84", missing="no point", ge=-180, le=180
)
_actors = partial(
    _column, "Who acts: country codes and short names, joined by “; ”", empty="nobody named"
)
_excerpt = partial(_column, "The sentence or two that say so")
_said_by = partial(
    _column,
    "Sort of speaker that the article names for it",
    missing="the article says so itself",
    isin=SPEAKERS,
)
_said_by_text = partial(
    _column, "The speaker in the words of the article", missing="the article says so itself"
)
_why = partial(_column, "The rule that found it")
_review_status = partial(_column, "What people have said of it", isin=REVIEW_STATUSES)

_NO_PLACE = "no place in the text"
_UNKNOWN_PLACE = "the name is found, its place is not known"
_NOT_GIVEN = "not given with the article"
_NO_DAY = "day of publication not known"


class _Table(pa.DataFrameModel):
    """Settings that all tables share."""

    class Config:
        """Exactly these columns, in this order, brought to these types."""

        strict = True
        ordered = True
        coerce = True


class Articles(_Table):
    """One row an article."""

    article_id: Series[str] = _article_id(unique=True)
    headline: Series[str] = _column("Headline")
    publisher: Series[pd.StringDtype] = _column("Publisher", missing=_NOT_GIVEN)
    url: Series[pd.StringDtype] = _column("Address of the article", missing=_NOT_GIVEN)
    published_start: Series[pd.Timestamp] = _column(
        "First day on which it may have been published", missing=_NO_DAY
    )
    published_end: Series[pd.Timestamp] = _column(
        "Last day on which it may have been published", missing=_NO_DAY
    )
    language: Series[str] = _column("Language of the article", unit="ISO 639-1")
    characters: Series[int] = _column("Length of the article itself", unit="characters", ge=0)
    mentions: Series[int] = _column("Place names in the article", unit="number", ge=0)
    events: Series[int] = _column("Events that the article tells", unit="number", ge=0)
    sample: Series[bool] = _column("Whether the article is one of the samples")
    content_sha256: Series[str] = _column("SHA-256 of the article's text", unit="hexadecimal")


class Mentions(_Table):
    """The geocoded table: one row a toponym as it stands in an article."""

    mention_id: Series[str] = _column("The mention: a name where it stands", unique=True)
    article_id: Series[str] = _article_id()
    start: Series[int] = _column("Where the name begins in the text", unit="characters", ge=0)
    end: Series[int] = _column("Where the name ends, exclusive", unit="characters", ge=0)
    surface: Series[str] = _column("The name as written")
    usage: Series[str] = _column("What the name is used for", isin=USAGES)
    place_id: Series[pd.StringDtype] = _place_id(missing=_UNKNOWN_PLACE)
    location: Series[pd.StringDtype] = _location(missing=_UNKNOWN_PLACE)
    place_name: Series[pd.StringDtype] = _place_name(missing=_UNKNOWN_PLACE)
    place_type: Series[pd.StringDtype] = _place_type(missing=_UNKNOWN_PLACE)
    country_code: Series[pd.StringDtype] = _country_code()
    admin1: Series[pd.StringDtype] = _admin1()
    latitude: Series[float] = _latitude()
    longitude: Series[float] = _longitude()
    where_prec: Series[int] = _where_prec()
    precision_km: Series[float] = _precision_km(missing=_UNKNOWN_PLACE)
    confidence: Series[float] = _column("How sure the place is", unit="0 to 1", ge=0, le=1)
    why: Series[str] = _why()
    review_status: Series[str] = _review_status()


class Places(_Table):
    """One row a place that the articles name, with how often."""

    place_id: Series[str] = _place_id(unique=True)
    location: Series[str] = _location()
    place_name: Series[str] = _place_name()
    place_type: Series[str] = _place_type()
    country_code: Series[pd.StringDtype] = _country_code()
    admin1: Series[pd.StringDtype] = _admin1()
    latitude: Series[float] = _latitude()
    longitude: Series[float] = _longitude()
    precision_km: Series[float] = _precision_km()
    mentions: Series[int] = _column("How often the articles name it", unit="number", ge=0)
    articles: Series[int] = _column("Articles that name it", unit="number", ge=0)
    events: Series[int] = _column(
        "Events there, each counted once, whoever tells it", unit="number", ge=0
    )


class Events(_Table):
    """One row an event as one article tells it."""

    event_id: Series[str] = _event_id(unique=True)
    incident_id: Series[pd.StringDtype] = _incident_id(missing="not joined with others")
    article_id: Series[str] = _article_id()
    kind: Series[str] = _kind()
    phase: Series[pd.StringDtype] = _phase()
    status: Series[str] = _status()
    attribution: Series[pd.StringDtype] = _said_by()
    attribution_text: Series[pd.StringDtype] = _said_by_text()
    date_start: Series[pd.Timestamp] = _date_start()
    date_end: Series[pd.Timestamp] = _date_end()
    time_precision: Series[pd.Int64Dtype] = _time_precision()
    place_id: Series[pd.StringDtype] = _place_id(missing=_NO_PLACE)
    location: Series[pd.StringDtype] = _location(missing=_NO_PLACE)
    place_name: Series[pd.StringDtype] = _place_name(missing=_NO_PLACE)
    place_type: Series[pd.StringDtype] = _place_type(missing=_NO_PLACE)
    country_code: Series[pd.StringDtype] = _country_code()
    admin1: Series[pd.StringDtype] = _admin1()
    latitude: Series[float] = _latitude()
    longitude: Series[float] = _longitude()
    where_prec: Series[pd.Int64Dtype] = _where_prec(missing=_NO_PLACE)
    precision_km: Series[float] = _precision_km(missing=_NO_PLACE)
    origin_id: Series[pd.StringDtype] = _origin_id()
    origin: Series[pd.StringDtype] = _origin()
    origin_country: Series[pd.StringDtype] = _origin_country()
    origin_latitude: Series[float] = _origin_latitude()
    origin_longitude: Series[float] = _origin_longitude()
    actors: Series[str] = _actors()
    figures: Series[str] = _column(
        "Figures, as in “troops about 300; dead 24-99”", empty="no figure told"
    )
    place_text: Series[pd.StringDtype] = _column(
        "The place as written", missing="not named in the sentence"
    )
    start_char: Series[int] = _column("Where the excerpt begins", unit="characters", ge=0)
    end_char: Series[int] = _column("Where the excerpt ends, exclusive", unit="characters", ge=0)
    excerpt: Series[str] = _excerpt()
    geo_confidence: Series[float] = _column(
        "How sure the place is", unit="0 to 1", missing="not named in the sentence", ge=0, le=1
    )
    why: Series[str] = _why()
    copy: Series[bool] = _column("Whether the article retells an earlier report")
    review_status: Series[str] = _review_status()


class Incidents(_Table):
    """One row an incident: one thing that happened, as all articles together tell it."""

    incident_id: Series[str] = _incident_id(unique=True)
    kind: Series[str] = _kind()
    phase: Series[pd.StringDtype] = _phase()
    status: Series[str] = _status()
    date_start: Series[pd.Timestamp] = _date_start()
    date_end: Series[pd.Timestamp] = _date_end()
    time_precision: Series[pd.Int64Dtype] = _time_precision()
    place_id: Series[pd.StringDtype] = _place_id(missing=_NO_PLACE)
    location: Series[pd.StringDtype] = _location(missing=_NO_PLACE)
    place_name: Series[pd.StringDtype] = _place_name(missing=_NO_PLACE)
    place_type: Series[pd.StringDtype] = _place_type(missing=_NO_PLACE)
    country_code: Series[pd.StringDtype] = _country_code()
    admin1: Series[pd.StringDtype] = _admin1()
    latitude: Series[float] = _latitude()
    longitude: Series[float] = _longitude()
    precision_km: Series[float] = _precision_km(missing=_NO_PLACE)
    where_prec: Series[pd.Int64Dtype] = _where_prec(missing=_NO_PLACE)
    origin_id: Series[pd.StringDtype] = _origin_id()
    origin: Series[pd.StringDtype] = _origin()
    origin_country: Series[pd.StringDtype] = _origin_country()
    origin_latitude: Series[float] = _origin_latitude()
    origin_longitude: Series[float] = _origin_longitude()
    actors: Series[str] = _actors()
    figures: Series[str] = _column(
        "Least and most of all sources, as in “dead 12-103”", empty="no figure told"
    )
    attribution: Series[str] = _column("Who tells it: “fact” and sorts of speakers, with “; ”")
    sources: Series[int] = _column("Articles that are no copies of each other", unit="number", ge=1)
    articles: Series[int] = _column("All articles that tell it, copies too", unit="number", ge=1)
    disputed: Series[bool] = _column("Whether sources contradict each other on a figure")
    first_published: Series[pd.Timestamp] = _column(
        "Day of the first article on it", missing=_NO_DAY
    )
    last_published: Series[pd.Timestamp] = _column("Day of the last article on it", missing=_NO_DAY)
    review_status: Series[str] = _review_status()


class Figures(_Table):
    """One row a claim: a figure of an incident as one article tells it."""

    incident_id: Series[str] = _incident_id()
    event_id: Series[str] = _event_id()
    article_id: Series[str] = _article_id()
    what: Series[str] = _column("What is counted", isin=FIGURES)
    minimum: Series[int] = _column("The least; for one number as the most", unit="number", ge=0)
    maximum: Series[int] = _column("The most; for one number as the least", unit="number", ge=0)
    qualifier: Series[pd.StringDtype] = _column(
        "What is said of the number", missing="told as it is", isin=QUALIFIERS
    )
    attribution: Series[pd.StringDtype] = _said_by()
    attribution_text: Series[pd.StringDtype] = _said_by_text()
    first: Series[bool] = _column("False in a copy of an earlier telling")
    disputed: Series[bool] = _column("Whether sources contradict each other on this figure")
