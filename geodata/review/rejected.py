"""What is left of an article's findings without what people rejected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.models import Event, Extraction

__all__ = ["without_rejected"]


def without_rejected(extraction: Extraction) -> Extraction:
    """Return the extraction without the mentions and events that people rejected.

    It is the very same where there are none, as mostly.
    """
    mentions = [i for i, one in enumerate(extraction.mentions) if one.review != "rejected"]
    events = [one for one in extraction.events if one.review != "rejected"]
    if len(mentions) == len(extraction.mentions):
        if len(events) == len(extraction.events):
            return extraction
        return replace(extraction, events=tuple(events))
    new = {old: i for i, old in enumerate(mentions)}
    return replace(
        extraction,
        mentions=tuple(extraction.mentions[i] for i in mentions),
        events=tuple(_resting(event, new) for event in events),
    )


def _resting(event: Event, new: dict[int, int]) -> Event:
    return replace(event, mentions=tuple(new[i] for i in event.mentions if i in new))
