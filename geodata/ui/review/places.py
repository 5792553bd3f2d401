"""Places to choose from: what a name could mean, what the gazetteer knows, what the article names.

No Streamlit here: what is offered, in which order, in which words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.models import Candidate, Event
from geodata.places.options import distance_km, vector_of
from geodata.ui.review.targets import place_words
from geodata.ui.wording.i18n import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.models import Mention, Place
    from geodata.ui.review.targets import Target
    from geodata.ui.shelf.library import Library

__all__ = ["FEW_HITS", "found_words", "offered_words", "offers", "search_places"]

# Hits shown at once; a better name finds the others.
FEW_HITS = 20


def offers(target: Target) -> tuple[Candidate, ...]:
    """Return the other places that the names of a target could mean, likeliest first.

    For an event these are the candidates of the names it rests on, then the places that its
    article names elsewhere, with no score, in the order of the text.
    """
    found = target.found
    mentions = target.extraction.mentions
    rests = [mentions[index] for index in found.mentions] if isinstance(found, Event) else [found]
    candidates = {one.place.place_id: one for name in rests for one in name.candidates}
    if isinstance(found, Event):
        for place in _named(mentions):
            candidates.setdefault(place.place_id, Candidate(place, 0.0))
    if target.place is not None:
        candidates.pop(target.place.place_id, None)
    return tuple(sorted(candidates.values(), key=lambda one: -one.score))


def search_places(gazetteer: Gazetteer, name: str) -> tuple[Place, ...]:
    """Return the places of a name in any language, likeliest first, then of names it begins."""
    exact = gazetteer.lookup(name.strip())
    longer = gazetteer.completions(name.strip(), most=FEW_HITS)
    return tuple(dict.fromkeys((*exact, *longer)))[:FEW_HITS]


def offered_words(offer: Candidate, current: Place | None, library: Library) -> str:
    """Return a candidate in words: name, country and kind, how far from the present one, score."""
    parts = [place_words(offer.place, library), _distance(offer.place, current)]
    if offer.score > 0:
        parts.append(_("share {share}").format(share=number(offer.score, decimals=2)))
    return " · ".join(part for part in parts if part)


def found_words(place: Place, current: Place | None) -> str:
    """Return a place of the gazetteer in words: with its people, to tell namesakes apart."""
    parts = [place_words(place)]
    if place.population is not None:
        parts.append(ngettext("{n} inhabitant", "{n} inhabitants", place.population))
    parts.append(_distance(place, current))
    return " · ".join(part for part in parts if part)


def _distance(place: Place, current: Place | None) -> str:
    """Return how far a place is from the present one; empty where either has no point."""
    here = None if current is None else vector_of(current.lat, current.lon)
    there = vector_of(place.lat, place.lon)
    if here is None or there is None:
        return ""
    return _("{km} km away").format(km=number(round(distance_km(here, there))))


def _named(mentions: Sequence[Mention]) -> list[Place]:
    return list(dict.fromkeys(one.place for one in mentions if one.place is not None))
