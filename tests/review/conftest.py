from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from geodata.review import Signed

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@dataclass
class Clock:
    """Signs acts one minute after the other, with ids `c1`, `c2` and so on."""

    signed: int = 0

    def __call__(
        self, reviewer: str = "Ines", *, reason: str | None = None, seen: str | None = None
    ) -> Signed:
        self.signed += 1
        at = NOON + dt.timedelta(minutes=self.signed)
        return Signed(reviewer, at, reason, seen, f"c{self.signed}")


@pytest.fixture
def by() -> Clock:
    return Clock()
