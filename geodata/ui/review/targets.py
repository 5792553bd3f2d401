"""What a person judges: an event or a mention, together with the article that has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.models import Event, Extraction, Incident, Mention, Span
from geodata.review import history, target_id_of
from geodata.ui.evidence.article_text import numbered_events
from geodata.ui.wording.i18n import _, country_name
from geodata.ui.wording.words import kind_label, place_type_label, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Article, Place, ReviewStatus
    from geodata.review import Correction
    from geodata.ui.shelf.library import Library

__all__ = [
    "Target",
    "history_of",
    "incident_targets",
    "place_words",
    "target_words",
    "targets_in_order",
]


@dataclass(frozen=True, slots=True)
class Target:
    """An event or a mention that can be judged."""

    extraction: Extraction
    found: Event | Mention

    @property
    def article(self) -> Article:
        """The article that has it."""
        return self.extraction.article

    @property
    def target_id(self) -> str:
        """The id that corrections name it by."""
        return target_id_of(self.found, self.article)

    @property
    def span(self) -> Span:
        """Where in the text it begins to be seen: the trigger, or the name."""
        if isinstance(self.found, Event):
            return self.found.trigger
        return Span(self.found.start, self.found.end)

    @property
    def place(self) -> Place | None:
        """The place that it is given."""
        return self.found.place

    @property
    def review(self) -> ReviewStatus:
        """What people have said of it."""
        return self.found.review


def history_of(target: Target, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return what people have said of a target, in order, out of the log of its article."""
    name = target.found.surface if isinstance(target.found, Mention) else None
    return history(corrections, target.target_id, name=name)


def targets_in_order(extraction: Extraction) -> tuple[Target, ...]:
    """Return the events and mentions of an article in the order of its text; ties events first."""
    found: list[Event | Mention] = [one.event for one in numbered_events(extraction)]
    targets = [Target(extraction, one) for one in (*found, *extraction.mentions)]
    return tuple(sorted(targets, key=lambda one: one.span.start))


def incident_targets(incident: Incident, library: Library) -> tuple[Target, ...]:
    """Return what tells an incident, in the order of its card."""
    told = library.tellings(incident)
    return tuple(Target(one.extraction, one.event) for one in told)


def target_words(target: Target, library: Library) -> str:
    """Return in a few words what is judged: `Protest, Almaty` or `“Almaty”: Almaty, Kazakhstan`."""
    found = target.found
    if isinstance(found, Event):
        where = _("no place")
        if found.place is not None:
            where = library.place_name(found.place.place_id)
        return f"{kind_label(found.kind)}, {where}"
    return f"{quoted(found.surface)}: {place_words(found.place, library)}"


def place_words(place: Place | None, library: Library | None = None) -> str:
    """Return a place with its country and type: `Almaty, Kazakhstan, town`."""
    if place is None:
        return _("no place")
    if place.type == "country" and place.country_code is not None:
        return f"{country_name(place.country_code)}, {place_type_label(place.type)}"
    name = place.name if library is None else library.place_name(place.place_id)
    if name == place.place_id:  # no article of the library names it
        name = place.name
    parts = [name]
    if place.country_code is not None:
        parts.append(country_name(place.country_code))
    return ", ".join([*parts, place_type_label(place.type)])
