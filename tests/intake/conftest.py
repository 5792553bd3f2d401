"""Stores for the tests of intake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()
