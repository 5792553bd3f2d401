"""Intake: what people give becomes articles in the store, worked out and never lost.

Sources are read or fetched, recognised where they are known, worked out by the engine, and kept in
batches; findings of an earlier method are made anew. Stands beside the flow: it uses all stages up
to the tables.
"""

from geodata.intake.adding import Recognised, add_incoming, iter_recognised, recognise
from geodata.intake.rebuilding import needs_rebuild, rebuild
from geodata.intake.sources import (
    BytesSource,
    LinkSource,
    PastedSource,
    PathSource,
    Source,
    read_sources,
)
from geodata.intake.stored import corrections_of, stored_extractions, stored_reviews
from geodata.intake.uploads import with_sidecar

__all__ = [
    "BytesSource",
    "LinkSource",
    "PastedSource",
    "PathSource",
    "Recognised",
    "Source",
    "add_incoming",
    "corrections_of",
    "iter_recognised",
    "needs_rebuild",
    "read_sources",
    "rebuild",
    "recognise",
    "stored_extractions",
    "stored_reviews",
    "with_sidecar",
]
