"""Why something that was found is uncertain, in the reviewer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.models import Event
from geodata.ui.review.places import offers
from geodata.ui.review.targets import place_words
from geodata.ui.wording.i18n import _, number
from geodata.ui.wording.reasons import event_place_reason, mention_reason
from geodata.ui.wording.words import SURE, attribution_words, confidence_words

if TYPE_CHECKING:
    from geodata.models import Mention
    from geodata.ui.review.targets import Target
    from geodata.ui.shelf.library import Library

__all__ = ["doubts_of"]

# A usage rated lower than this may well be another one.
_SURE_USAGE = 0.9
# A candidate with so much of the likelihood is worth naming.
_CLOSE = 0.1


def doubts_of(target: Target, library: Library) -> tuple[str, ...]:
    """Return what speaks against taking a target as it is, the place first; may be empty."""
    found = target.found
    said = _of_event(target, found, library) if isinstance(found, Event) else _of_mention(found)
    return tuple(dict.fromkeys([*said, *_alternatives(target)]))


def _of_event(target: Target, event: Event, library: Library) -> list[str]:
    said = []
    mentions = [target.extraction.mentions[index] for index in event.mentions]
    named = [one for one in mentions if one.place == event.place]
    if event.place is None:
        said.append(_("No place was found for it."))
    elif not named:
        said.append(_("The place was concluded from other names."))
    else:
        said += _rated(max(one.confidence for one in named))
    start, end = event.excerpt
    if event.place is not None and not any(start <= one.start < end for one in named):
        said.append(event_place_reason(event.why))
    if event.date is None:
        said.append(_("The text gives no date."))
    if event.attribution is not None:
        who = attribution_words(event.attribution)
        said.append(_("The article does not say it itself: {who}.").format(who=who))
    if library.incident_of(event).disputed:
        said.append(_("Other sources give figures that cannot both be right."))
    return [one for one in said if one]


def _of_mention(mention: Mention) -> list[str]:
    said = []
    if mention.place is None:
        said.append(_("No place of this name is known."))
    else:
        said += _rated(mention.confidence)
    if mention.usage_score < _SURE_USAGE:
        score = number(mention.usage_score, decimals=2)
        said.append(_("What the name is used as is unsure ({score}).").format(score=score))
    said.append(mention_reason(mention.why))
    return said


def _rated(confidence: float) -> list[str]:
    """Return how sure a place is, where that is not enough."""
    if confidence >= SURE:
        return []
    return [_("The place is {rated}.").format(rated=confidence_words(confidence))]


def _alternatives(target: Target) -> list[str]:
    """Return the likeliest other place, where it comes close."""
    close = [one for one in offers(target) if one.score >= _CLOSE]
    return [
        _("It could also be {place} ({score}).").format(
            place=place_words(one.place), score=number(one.score, decimals=2)
        )
        for one in close[:2]
    ]
