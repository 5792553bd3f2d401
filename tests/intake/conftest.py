"""Stores for the tests of intake: those of the tests of the store, on both databases."""

from tests.store.conftest import (
    empty_url,
    new_postgresql,
    prepared_file,
    prepared_server,
    server,
    store,
    url,
)

__all__ = [
    "empty_url",
    "new_postgresql",
    "prepared_file",
    "prepared_server",
    "server",
    "store",
    "url",
]
