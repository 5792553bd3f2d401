"""What the tables must look like: columns, types, units, and what a missing value means.

A table is checked once, where it is built; after that it is trusted.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.models import (
    EVENT_KINDS,
    FIGURES,
    PHASES,
    PLACE_TYPES,
    QUALIFIERS,
    SPEAKERS,
    STATUSES,
    USAGES,
)

__all__ = ["Articles", "Events", "Figures", "Incidents", "Mentions", "Places"]


class _Table(pa.DataFrameModel):
    """Settings that all tables share."""

    class Config:
        """Exactly these columns, in this order, brought to these types."""

        strict = True
        ordered = True
        coerce = True


class Articles(_Table):
    """One row an article."""

    article_id: Series[str] = pa.Field(unique=True)
    headline: Series[str]
    publisher: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: not given
    url: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: not given
    published_start: Series[pd.Timestamp] = pa.Field(nullable=True)  # missing: date unknown
    published_end: Series[pd.Timestamp] = pa.Field(nullable=True)
    language: Series[str]  # ISO 639-1
    characters: Series[int] = pa.Field(ge=0)  # of the body
    mentions: Series[int] = pa.Field(ge=0)  # how many
    events: Series[int] = pa.Field(ge=0)  # how many
    sample: Series[bool]  # ships with Schauplatz
    content_sha256: Series[str]


class Mentions(_Table):
    """The geocoded table: one row a toponym as it stands in an article."""

    mention_id: Series[str] = pa.Field(unique=True)
    article_id: Series[str]
    start: Series[int] = pa.Field(ge=0)  # characters into the article's text
    end: Series[int] = pa.Field(ge=0)  # exclusive
    surface: Series[str]
    usage: Series[str] = pa.Field(isin=USAGES)
    place_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: name found, place unknown
    location: Series[pd.StringDtype] = pa.Field(
        nullable=True
    )  # the place's name as articles write it
    place_name: Series[pd.StringDtype] = pa.Field(nullable=True)  # canonical, English
    place_type: Series[pd.StringDtype] = pa.Field(nullable=True, isin=PLACE_TYPES)
    country_code: Series[pd.StringDtype] = pa.Field(nullable=True)  # ISO 3166-1; missing: in none
    latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)  # degrees, WGS 84
    longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    where_prec: Series[int] = pa.Field(ge=1, le=7)  # UCDP: 1 town or site ... 7 sea or air
    precision_km: Series[float] = pa.Field(nullable=True, ge=0)  # how far off the point may be
    confidence: Series[float] = pa.Field(ge=0, le=1)
    why: Series[str]  # the rule that found it


class Places(_Table):
    """One row a place that the articles name, with how often."""

    place_id: Series[str] = pa.Field(unique=True)
    location: Series[str]  # the name as the articles write it most often
    place_name: Series[str]  # canonical, English
    place_type: Series[str] = pa.Field(isin=PLACE_TYPES)
    country_code: Series[pd.StringDtype] = pa.Field(nullable=True)
    latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)
    longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    precision_km: Series[float] = pa.Field(ge=0)
    mentions: Series[int] = pa.Field(ge=0)
    articles: Series[int] = pa.Field(ge=0)
    events: Series[int] = pa.Field(ge=0)


class Events(_Table):
    """One row an event as one article tells it."""

    event_id: Series[str] = pa.Field(unique=True)
    incident_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: not yet joined
    article_id: Series[str]
    kind: Series[str] = pa.Field(isin=EVENT_KINDS)
    phase: Series[pd.StringDtype] = pa.Field(nullable=True, isin=PHASES)  # deployments only
    status: Series[str] = pa.Field(isin=STATUSES)
    attribution: Series[pd.StringDtype] = pa.Field(
        nullable=True, isin=SPEAKERS
    )  # the sort of speaker; missing: the article says so itself
    attribution_text: Series[pd.StringDtype] = pa.Field(nullable=True)  # as written
    date_start: Series[pd.Timestamp] = pa.Field(nullable=True)  # missing: the text gives no date
    date_end: Series[pd.Timestamp] = pa.Field(nullable=True)
    time_precision: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1, le=3)  # ACLED
    place_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: no place in the text
    location: Series[pd.StringDtype] = pa.Field(nullable=True)
    place_name: Series[pd.StringDtype] = pa.Field(nullable=True)
    place_type: Series[pd.StringDtype] = pa.Field(nullable=True, isin=PLACE_TYPES)
    country_code: Series[pd.StringDtype] = pa.Field(nullable=True)
    latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)
    longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    where_prec: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1, le=7)
    precision_km: Series[float] = pa.Field(nullable=True, ge=0)
    origin_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: no origin in the text
    origin: Series[pd.StringDtype] = pa.Field(nullable=True)  # its name
    origin_country: Series[pd.StringDtype] = pa.Field(nullable=True)
    origin_latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)
    origin_longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    actors: Series[str]  # country codes and short names, joined by "; "; empty: none named
    figures: Series[str]  # as in "troops about 300; dead 24-99"; empty: none
    place_text: Series[pd.StringDtype] = pa.Field(nullable=True)  # the place as written
    start_char: Series[int] = pa.Field(ge=0)  # of the excerpt in the article's text
    end_char: Series[int] = pa.Field(ge=0)
    excerpt: Series[str]
    geo_confidence: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    why: Series[str]
    copy: Series[bool]  # the article retells an earlier report of the incident


class Incidents(_Table):
    """One row an incident: one thing that happened, as all articles together tell it."""

    incident_id: Series[str] = pa.Field(unique=True)
    kind: Series[str] = pa.Field(isin=EVENT_KINDS)
    phase: Series[pd.StringDtype] = pa.Field(nullable=True, isin=PHASES)  # deployments only
    status: Series[str] = pa.Field(isin=STATUSES)
    date_start: Series[pd.Timestamp] = pa.Field(nullable=True)  # missing: no article gives a date
    date_end: Series[pd.Timestamp] = pa.Field(nullable=True)
    time_precision: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1, le=3)  # ACLED
    place_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: no place in the texts
    location: Series[pd.StringDtype] = pa.Field(nullable=True)
    place_name: Series[pd.StringDtype] = pa.Field(nullable=True)
    place_type: Series[pd.StringDtype] = pa.Field(nullable=True, isin=PLACE_TYPES)
    country_code: Series[pd.StringDtype] = pa.Field(nullable=True)
    latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)
    longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    precision_km: Series[float] = pa.Field(nullable=True, ge=0)
    where_prec: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1, le=7)
    origin_id: Series[pd.StringDtype] = pa.Field(nullable=True)  # missing: no origin in the texts
    origin: Series[pd.StringDtype] = pa.Field(nullable=True)
    origin_country: Series[pd.StringDtype] = pa.Field(nullable=True)
    origin_latitude: Series[float] = pa.Field(nullable=True, ge=-90, le=90)
    origin_longitude: Series[float] = pa.Field(nullable=True, ge=-180, le=180)
    actors: Series[str]  # as in the events
    figures: Series[str]  # the least and the most of all sources, as in "dead 12-103"; empty: none
    attribution: Series[str]  # who tells it: "fact", sorts of speakers; as in "fact; officials"
    sources: Series[int] = pa.Field(ge=1)  # articles that are no copies of each other
    articles: Series[int] = pa.Field(ge=1)  # all articles, copies too
    disputed: Series[bool]  # sources contradict each other on a figure
    first_published: Series[pd.Timestamp] = pa.Field(nullable=True)  # missing: no article has a day
    last_published: Series[pd.Timestamp] = pa.Field(nullable=True)


class Figures(_Table):
    """One row a claim: a figure of an incident as one article tells it."""

    incident_id: Series[str]
    event_id: Series[str]  # the telling; its excerpt is the proof
    article_id: Series[str]
    what: Series[str] = pa.Field(isin=FIGURES)
    minimum: Series[int] = pa.Field(ge=0)  # as is the maximum for one stated number
    maximum: Series[int] = pa.Field(ge=0)
    qualifier: Series[pd.StringDtype] = pa.Field(nullable=True, isin=QUALIFIERS)
    attribution: Series[pd.StringDtype] = pa.Field(
        nullable=True, isin=SPEAKERS
    )  # who says the number; missing: the article itself
    attribution_text: Series[pd.StringDtype] = pa.Field(nullable=True)  # as written
    first: Series[bool]  # false in a copy of an earlier telling
    disputed: Series[bool]  # the sources of the incident contradict each other on this figure
