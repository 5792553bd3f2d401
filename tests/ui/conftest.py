"""What the tests of the interface share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.ui.wording.i18n import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def german() -> Iterator[None]:
    token = spoken.set("de")
    yield
    spoken.reset(token)


@pytest.fixture
def english() -> Iterator[None]:
    token = spoken.set("en")
    yield
    spoken.reset(token)
