"""Who tells something, as tables and filters name it: the article itself, or a sort of speaker."""

from __future__ import annotations

from typing import Literal

from geodata.models import SPEAKERS, Speaker

__all__ = ["FACT", "VOICES", "Voice"]

Voice = Speaker | Literal["fact"]

# The article says so itself and names nobody.
FACT: Literal["fact"] = "fact"
VOICES: tuple[Voice, ...] = (FACT, *SPEAKERS)
