"""Stores for the tests of intake: those of the tests of the store, on both databases."""

from tests.store.conftest import new_postgresql, server, store, url

__all__ = ["new_postgresql", "server", "store", "url"]
