"""The tables, one schema for both databases; `migrations/` makes them.

Articles and corrections are what people brought and said, and are never made anew. Extractions,
mentions, events, incidents and places are derived from them, and can be made again at any time.

Words of our own (kinds, hashes, versions) are plain text; what comes from articles and from people
is `ExactText`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from geodata.store.columns import ExactJson, ExactText, UtcTime

__all__ = [
    "ADDRESSES",
    "ARTICLES",
    "CORRECTIONS",
    "EVENTS",
    "EXTRACTIONS",
    "HEAD",
    "INCIDENTS",
    "MENTIONS",
    "METADATA",
    "ORIGINS",
    "PLACES",
    "STATE",
]

# The migration that makes this schema.
HEAD = "0001"

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# One row: which store this is, how often it changed, and the last number given to an article. Who
# writes locks it first, so that writers come one after another in both databases.
STATE = Table(
    "state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("identity", ExactText, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("last_number", Integer, nullable=False),
)


def _other_article() -> ForeignKey:
    """Return a reference to an article that may be written later in the same transaction."""
    return ForeignKey(
        "articles.article_id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"
    )


ARTICLES = Table(
    "articles",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ExactText, nullable=False, unique=True),
    Column("text_sha256", Text, nullable=False, unique=True),
    Column("body", ExactJson, nullable=False),
    Column("title", ExactText, nullable=False),
    Column("headline_start", Integer),
    Column("headline_end", Integer),
    Column("language", ExactText, nullable=False),
    Column("published_start", Date),
    Column("published_end", Date),
    Column("publisher", ExactText),
    Column("author", ExactText),
    Column("url", ExactText),
    Column("canonical_url", ExactText),
    Column("signature", LargeBinary),
    Column("near", ExactText, _other_article(), index=True),
    Column("added_by", ExactText),
    Column("added_at", UtcTime, nullable=False),
    Column("superseded_by", ExactText, _other_article(), index=True),
    # Of the derived rows that are read; newer ones may stand beside them, not complete yet.
    Column("method_version", Text),
    # The revision of the store that its rows or its corrections last changed with.
    Column("revision", BigInteger, nullable=False),
    # Last, since SQLite reads a row from its start: what asks for less never touches it.
    Column("text", ExactText, nullable=False),
)


def _article() -> Column[int]:
    """Return the column that says which article a row belongs to, and goes with it."""
    owner = ForeignKey("articles.number", ondelete="CASCADE")
    return Column("article_number", Integer, owner, primary_key=True, autoincrement=False)


ORIGINS = Table(
    "origins",
    METADATA,
    _article(),
    Column("origin_key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", ExactText, nullable=False),
    Column("url", ExactText),
    Column("raw_sha256", Text, nullable=False, index=True),
    Column("seen_at", UtcTime, nullable=False),
)

# Which text stands at an address now.
ADDRESSES = Table(
    "addresses",
    METADATA,
    Column("address", ExactText, primary_key=True),
    Column(
        "article_number",
        Integer,
        ForeignKey("articles.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)

# The key is made of the content, so that a place that changed is another row.
PLACES = Table(
    "places",
    METADATA,
    Column("place_key", Text, primary_key=True),
    Column("place_id", ExactText, nullable=False),
    Column("name", ExactText, nullable=False),
    Column("type", Text, nullable=False),
    Column("country_code", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("radius_km", Float(53), nullable=False),
    Column("population", BigInteger),
    Column("claimed_by", ExactJson, nullable=False),
    Column("level", Integer),
)


def _place(name: str) -> Column[str]:
    return Column(name, Text, ForeignKey("places.place_key"))


EXTRACTIONS = Table(
    "extractions",
    METADATA,
    _article(),
    Column("method_version", Text, primary_key=True),
    Column("sketch", ExactJson, nullable=False),
)


def _extraction() -> tuple[Column[int], Column[str], Column[int], ForeignKeyConstraint]:
    """Return what names a row of an extraction: the article, the method, its place in the order."""
    return (
        Column("article_number", Integer, primary_key=True, autoincrement=False),
        Column("method_version", Text, primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        ForeignKeyConstraint(
            ["article_number", "method_version"],
            ["extractions.article_number", "extractions.method_version"],
            ondelete="CASCADE",
        ),
    )


MENTIONS = Table(
    "mentions",
    METADATA,
    *_extraction(),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("surface", ExactText, nullable=False),
    Column("usage", Text, nullable=False),
    _place("place_key"),
    Column("confidence", Float(53), nullable=False),
    Column("where_prec", Integer, nullable=False),
    Column("why", ExactText, nullable=False),
    Column("form", ExactText),
    Column("candidates", ExactJson),
    Column("usage_score", Float(53), nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    *_extraction(),
    Column("event_id", ExactText, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("phase", Text),
    Column("status", Text, nullable=False),
    _place("place_key"),
    Column("where_prec", Integer),
    _place("origin_key"),
    Column("actors", ExactJson, nullable=False),
    Column("figures", ExactJson, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("excerpt_start", Integer, nullable=False),
    Column("excerpt_end", Integer, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("mentions", ExactJson, nullable=False),
    Column("why", ExactText, nullable=False),
    Column("attribution", ExactJson),
    Column("wording", ExactJson, nullable=False),
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("incident_id", ExactText, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("method_version", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("phase", Text),
    Column("status", Text, nullable=False),
    _place("place_key"),
    Column("where_prec", Integer),
    _place("origin_key"),
    Column("actors", ExactJson, nullable=False),
    Column("figures", ExactJson, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("sources", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("review", Text, nullable=False),
    Column("events", ExactJson, nullable=False),
)

# Append-only: triggers refuse to change or delete a row. Articles may go; the log stays, so it
# points at them by id alone.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("correction_id", ExactText, nullable=False, unique=True),
    Column("made_at", UtcTime, nullable=False),
    Column("reviewer", ExactText, nullable=False),
    Column("act", ExactText, nullable=False),
    Column("target", ExactText, nullable=False),
    Column("article_id", ExactText, nullable=False),
    Column("target_id", ExactText, nullable=False),
    Column("text_sha256", ExactText, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("exact", ExactText, nullable=False),
    Column("prefix", ExactText, nullable=False),
    Column("suffix", ExactText, nullable=False),
    Column("before", ExactJson),
    Column("after", ExactJson),
    Column("reason", ExactText),
    Column("scope", ExactText, nullable=False),
    Column("undoes", ExactText),
    Column("seen", ExactText),
    Index("ix_corrections_target", "article_id", "target_id"),
)
