"""The map with its list as one file, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.standalone import html_bytes
from geodata.ui.wording.i18n import spoken
from geodata.ui.wording.standalone_words import standalone_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geodata.tables.files import About

__all__ = ["map_file"]


def map_file(
    language: str,
    incidents: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    about: About,
    names: Mapping[str, str],
) -> bytes:
    """Return the file; a function of its own, since another process may be asked for it.

    Args:
        language: the reader's.
        incidents: what is on the map.
        events: what tells these, with the column `excerpt`.
        articles: where they stand.
        about: what the file says of itself.
        names: the places of the incidents, by id.

    """
    spoken.set(language)
    return html_bytes(
        incidents, events, articles, about, words=standalone_words(), named=names.__getitem__
    )
