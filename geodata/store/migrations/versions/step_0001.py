"""The first schema: articles, where they came from, what was derived of them, corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUSAL = "corrections are append-only"


def upgrade() -> None:
    """Make the tables, and the guards of the log."""
    _make_articles()
    _make_corrections()
    _make_places()
    _make_state()
    _make_addresses()
    _make_extractions()
    _make_incidents()
    _make_origins()
    _make_events()
    _make_mentions()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER corrections_refuse_{act.lower()} BEFORE {act} ON corrections "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION corrections_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER corrections_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections "
        "FOR EACH STATEMENT EXECUTE FUNCTION corrections_refuse()"
    )


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("headline_start", sa.Integer()),
        sa.Column("headline_end", sa.Integer()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published_start", sa.Date()),
        sa.Column("published_end", sa.Date()),
        sa.Column("publisher", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("canonical_url", sa.Text()),
        sa.Column("signature", sa.LargeBinary()),
        sa.Column("near", sa.Text()),
        sa.Column("added_by", sa.Text()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_by", sa.Text()),
        sa.Column("method_version", sa.Text()),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["near"],
            ["articles.article_id"],
            name=op.f("fk_articles_near"),
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"],
            ["articles.article_id"],
            name=op.f("fk_articles_superseded_by"),
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("article_id", name=op.f("uq_articles_article_id")),
        sa.UniqueConstraint("text_sha256", name=op.f("uq_articles_text_sha256")),
    )
    op.create_index(op.f("ix_articles_near"), "articles", ["near"])
    op.create_index(op.f("ix_articles_superseded_by"), "articles", ["superseded_by"])


def _make_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("correction_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text()),
        sa.Column("seen", sa.Text()),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("correction_id", name=op.f("uq_corrections_correction_id")),
    )
    op.create_index("ix_corrections_target", "corrections", ["article_id", "target_id"])


def _make_places() -> None:
    op.create_table(
        "places",
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country_code", sa.Text()),
        sa.Column("lat", sa.Float(precision=53)),
        sa.Column("lon", sa.Float(precision=53)),
        sa.Column("radius_km", sa.Float(precision=53), nullable=False),
        sa.Column("population", sa.BigInteger()),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer()),
        sa.PrimaryKeyConstraint("place_key", name=op.f("pk_places")),
    )


def _make_state() -> None:
    op.create_table(
        "state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state")),
    )


def _make_addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("article_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"],
            ["articles.number"],
            name=op.f("fk_addresses_article_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_addresses")),
    )
    op.create_index(op.f("ix_addresses_article_number"), "addresses", ["article_number"])


def _make_extractions() -> None:
    op.create_table(
        "extractions",
        sa.Column("article_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("method_version", sa.Text(), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"],
            ["articles.number"],
            name=op.f("fk_extractions_article_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_number", "method_version", name=op.f("pk_extractions")),
    )


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("method_version", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place_key", sa.Text()),
        sa.Column("where_prec", sa.Integer()),
        sa.Column("origin_key", sa.Text()),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date()),
        sa.Column("date_end", sa.Date()),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["origin_key"], ["places.place_key"], name=op.f("fk_incidents_origin_key")
        ),
        sa.ForeignKeyConstraint(
            ["place_key"], ["places.place_key"], name=op.f("fk_incidents_place_key")
        ),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )


def _make_origins() -> None:
    op.create_table(
        "origins",
        sa.Column("article_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"],
            ["articles.number"],
            name=op.f("fk_origins_article_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_number", "origin_key", name=op.f("pk_origins")),
    )
    op.create_index(op.f("ix_origins_raw_sha256"), "origins", ["raw_sha256"])


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("article_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("method_version", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place_key", sa.Text()),
        sa.Column("where_prec", sa.Integer()),
        sa.Column("origin_key", sa.Text()),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date()),
        sa.Column("date_end", sa.Date()),
        sa.Column("excerpt_start", sa.Integer(), nullable=False),
        sa.Column("excerpt_end", sa.Integer(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text()),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number", "method_version"],
            ["extractions.article_number", "extractions.method_version"],
            name=op.f("fk_events_article_number_method_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["origin_key"], ["places.place_key"], name=op.f("fk_events_origin_key")
        ),
        sa.ForeignKeyConstraint(
            ["place_key"], ["places.place_key"], name=op.f("fk_events_place_key")
        ),
        sa.PrimaryKeyConstraint(
            "article_number", "method_version", "position", name=op.f("pk_events")
        ),
    )
    op.create_index(op.f("ix_events_event_id"), "events", ["event_id"])


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("article_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("method_version", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("place_key", sa.Text()),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("where_prec", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("form", sa.Text()),
        sa.Column("candidates", sa.Text()),
        sa.Column("usage_score", sa.Float(precision=53), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number", "method_version"],
            ["extractions.article_number", "extractions.method_version"],
            name=op.f("fk_mentions_article_number_method_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_key"], ["places.place_key"], name=op.f("fk_mentions_place_key")
        ),
        sa.PrimaryKeyConstraint(
            "article_number", "method_version", "position", name=op.f("pk_mentions")
        ),
    )
