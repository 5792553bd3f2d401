"""A file that stands alone: map, list, excerpts and sources as one HTML document.

It opens from disk and asks for nothing outside. A newsroom can mail it, archive it, or put it on
its server; whoever has no scripts still reads the list.
"""

from __future__ import annotations

from geodata.maps.standalone.page import MOST_BYTES, html_bytes
from geodata.maps.standalone.words import StandaloneWords

__all__ = ["MOST_BYTES", "StandaloneWords", "html_bytes"]
