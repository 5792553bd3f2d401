"""What a file that stands alone says, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.standalone import StandaloneWords
from geodata.tables.rows import read_figures
from geodata.ui.wording.i18n import _, date_words, plural_forms
from geodata.ui.wording.legend_words import legend_words
from geodata.ui.wording.map_texts import base_words, mark_words
from geodata.ui.wording.words import (
    actor_words,
    figure_words,
    kind_label,
    phase_label,
    place_precision_words,
    status_label,
)

if TYPE_CHECKING:
    from geodata.models import EventStatus, Phase

__all__ = ["standalone_words"]


def standalone_words() -> StandaloneWords:
    """Return every text of the file."""
    return StandaloneWords(
        base=base_words(),
        legend=legend_words(),
        marks=mark_words(),
        kind=kind_label,
        sort=_sort,
        date=date_words,
        actors=actor_words,
        figures=_figures,
        precision=place_precision_words,
        events=plural_forms("{n} event", "{n} events"),
        sources=plural_forms("{n} source", "{n} sources"),
        copies=plural_forms("{n} copy", "{n} copies"),
        places=plural_forms("{n} place", "{n} places"),
        articles=plural_forms("{n} article", "{n} articles"),
        publishers=plural_forms("{n} publisher", "{n} publishers"),
        off_map=plural_forms("{n} not on the map", "{n} not on the map"),
        more_sources=plural_forms("{n} more source", "{n} more sources"),
        no_bar=plural_forms("{n} earlier or without a day", "{n} earlier or without a day"),
        bars={
            "day": _("Events by day"),
            "week": _("Events by week"),
            "month": _("Events by month"),
            "year": _("Events by year"),
        },
        some=_("{n} of {all}"),
        title=_("What happened, and where it is written"),
        skip=_("Skip to the list"),
        map=_("Map"),
        filters=_("Choose"),
        kinds=_("Kind of event"),
        first_day=_("First day"),
        last_day=_("Last day"),
        undated=_("Also without a date"),
        search=_("Search"),
        search_hint=_("place, person, word"),
        reset=_("Show everything"),
        none_found=_("Nothing fits all of this."),
        in_order=_("In order of time"),
        at_place=_("All places"),
        show_place=_("Show on the map"),
        off_map_here=_("not on the map"),
        more=_("Show more"),
        no_place=_("no place"),
        no_date=_("no date"),
        unknown=_("publisher unknown"),
        disputed=_("sources disagree"),
        copy=_("copy of an earlier report"),
        place=_("Place"),
        quoted=_("“{text}”"),
        sources_title=_("Sources"),
        about_title=_("About this file"),
        made=_("Made"),
        made_with=_("Schauplatz, method {name}"),
        filtered=_("Filters"),
        unfiltered=_("none: everything that was read"),
        content=_("Content"),
        left_out=_("Left out"),
        excerpts=_(
            "Excerpts have at most 300 characters; the articles stand where the links lead."
        ),
        left_sources=plural_forms(
            "the excerpt of {n} further source, to keep the file small",
            "the excerpts of {n} further sources, to keep the file small",
        ),
        left_events=plural_forms(
            "{n} event of few sources, to keep the file small",
            "{n} events of few sources, to keep the file small",
        ),
        nothing_left=_("nothing of what the filters keep"),
        found_by=_("How it was made"),
        method=_(
            "A program found places and events in the articles and may err. Each entry shows the "
            "sentence that it rests on; look it up before you rely on it."
        ),
        link=_("The same view, live"),
        network=_("Network"),
        no_network=_("This file asks for nothing from the internet; only links lead there."),
        thanks=_("Data"),
        licences=_(
            "Outlines: Natural Earth (public domain). Places: GeoNames (CC BY 4.0). Map script: "
            "Leaflet (BSD 2-Clause). Letters: Source Sans 3 and Source Serif 4 (OFL 1.1). The "
            "texts quoted belong to their publishers."
        ),
        no_script=_("Without scripts there is no map and no search."),
        old_browser=_("This browser is too old for the map and the search; the list remains."),
        first_only=_("The list here has the first {n} of {all} events."),
        printed=_("Printed: the first {n} of {all} events."),
    )


def _sort(status: EventStatus, phase: Phase | None) -> str:
    """Return phase and status in words; an announced deployment is always planned."""
    said = "" if phase == "announced" and status == "planned" else status_label(status)
    return " · ".join(one for one in (phase_label(phase), said) if one)


def _figures(cell: str) -> str:
    return ", ".join(figure_words(figure) for figure in read_figures(cell))
