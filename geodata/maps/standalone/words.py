"""What a file that stands alone says, to be given in the reader's language; English by itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from geodata.maps.layers import BaseWords
from geodata.maps.legend import ENGLISH
from geodata.maps.payload import MapWords
from geodata.maps.standalone.numbers import grouped
from geodata.tables.rows import read_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geodata.maps.legend import LegendWords
    from geodata.models import DateRange, EventKind, EventStatus, Figure, Phase
    from geodata.tables.bars import Unit

__all__ = ["Plural", "StandaloneWords", "date_in", "remembered"]

# One and many, with `{n}` where the number stands; the script chooses as well.
Plural = tuple[str, str]

_KINDS: dict[str, str] = {
    "deployment": "Deployment",
    "withdrawal": "Withdrawal",
    "presence": "Military presence",
    "protest": "Protest",
    "violence": "Violence",
}
_STATUSES: dict[str, str] = {
    "actual": "",
    "planned": "planned",
    "historical": "earlier",
    "hypothetical": "possible",
    "negated": "denied",
}
_PRECISIONS = {
    1: "town or site, to within {km} km",
    2: "near a town or site, to within {km} km",
    3: "district only, to within {km} km",
    4: "province only, to within {km} km",
    5: "region or river only, to within {km} km",
    6: "only the country is named, no point",
    7: "sea or air, no point",
}


_BARS: dict[Unit, str] = {
    "day": "Events by day",
    "week": "Events by week",
    "month": "Events by month",
    "year": "Events by year",
}


def date_in(language: str, date: DateRange) -> str:
    """Return a date as a language writes it: `6 January 2022`, `January 2022`, `2022`, a range."""
    locale = _locale(language)
    match date.precision:
        case "day":
            return str(format_date(date.start, "long", locale=locale))
        case "month":
            return str(format_skeleton("yMMMM", date.start, locale=locale))
        case "year":
            return str(format_skeleton("y", date.start, locale=locale))
        case "range":
            return str(format_interval(date.start, date.end, "yMMMd", locale=locale))


def _date(date: DateRange) -> str:
    return date_in("en_GB", date)


def _kind(kind: EventKind) -> str:
    return _KINDS[kind]


def _sort(status: EventStatus, phase: Phase | None) -> str:
    # An announced deployment is always planned: one word is enough.
    said = "" if phase == "announced" and status == "planned" else _STATUSES[status]
    return " · ".join(one for one in (phase or "", said) if one)


def _actors(actors: Sequence[str]) -> str:
    names = _locale("en").territories
    return ", ".join(str(names.get(actor, actor)) for actor in actors)


def _figures(cell: str) -> str:
    return ", ".join(_figure(figure) for figure in read_figures(cell))


def _figure(figure: Figure) -> str:
    least, most = grouped(figure.minimum), grouped(figure.maximum)
    amount = least if least == most else f"{least}\N{EN DASH}{most}"
    qualifier = "reportedly" if figure.qualifier == "reported" else figure.qualifier
    return " ".join(part for part in (qualifier, amount, figure.what) if part)


def _precision(where_prec: int | None, radius_km: float | None) -> str:
    if where_prec is None:
        return "not given"
    return _PRECISIONS[where_prec].format(km=max(1, round(radius_km or 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandaloneWords:
    """Every text of the file; `base`, `legend` and `marks` are those of the map.

    Functions say what rows hold: `actors` takes codes and names, `figures` the cell of a table.
    Texts are plain, never HTML. `{n}`, `{all}`, `{km}` and `{name}` are replaced.
    """

    base: BaseWords = field(
        default_factory=lambda: BaseWords(
            attribution="Outlines: Natural Earth · places: GeoNames", outside="outside the view"
        )
    )
    legend: LegendWords = field(default_factory=lambda: ENGLISH)
    marks: MapWords = field(default_factory=MapWords)

    kind: Callable[[EventKind], str] = _kind
    sort: Callable[[EventStatus, Phase | None], str] = _sort
    date: Callable[[DateRange], str] = _date
    actors: Callable[[Sequence[str]], str] = _actors
    figures: Callable[[str], str] = _figures
    precision: Callable[[int | None, float | None], str] = _precision

    events: Plural = ("{n} event", "{n} events")
    sources: Plural = ("{n} source", "{n} sources")
    copies: Plural = ("{n} copy", "{n} copies")
    places: Plural = ("{n} place", "{n} places")
    articles: Plural = ("{n} article", "{n} articles")
    publishers: Plural = ("{n} publisher", "{n} publishers")
    off_map: Plural = ("{n} not on the map", "{n} not on the map")
    more_sources: Plural = ("{n} more source", "{n} more sources")
    no_bar: Plural = ("{n} earlier or without a day", "{n} earlier or without a day")
    bars: Mapping[Unit, str] = field(default_factory=lambda: _BARS)
    some: str = "{n} of {all}"

    title: str = "What happened, and where it is written"
    skip: str = "Skip to the list"
    map: str = "Map"
    filters: str = "Choose"
    kinds: str = "Kind of event"
    first_day: str = "From"
    last_day: str = "To"
    undated: str = "Also without a date"
    search: str = "Search"
    search_hint: str = "place, person, word"
    reset: str = "Show everything"
    none_found: str = "Nothing fits all of this."
    in_order: str = "In order of time"
    at_place: str = "All places"
    show_place: str = "Show on the map"
    off_map_here: str = "not on the map"
    more: str = "Show more"
    no_place: str = "no place"
    no_date: str = "no date"
    unknown: str = "publisher unknown"
    disputed: str = "sources disagree"
    copy: str = "copy of an earlier report"
    place: str = "Place"
    quoted: str = "\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"

    sources_title: str = "Sources"
    about_title: str = "About this file"
    made: str = "Made"
    made_with: str = "Schauplatz, method {name}"
    filtered: str = "Filters"
    unfiltered: str = "none: everything that was read"
    content: str = "Content"
    left_out: str = "Left out"
    excerpts: str = "Excerpts have at most 300 characters; the articles stand where the links lead."
    left_sources: Plural = (
        "the excerpt of {n} further source, to keep the file small",
        "the excerpts of {n} further sources, to keep the file small",
    )
    left_events: Plural = (
        "{n} event of few sources, to keep the file small",
        "{n} events of few sources, to keep the file small",
    )
    nothing_left: str = "nothing of what the filters keep"
    found_by: str = "How it was made"
    method: str = (
        "A program found places and events in the articles and may err. Each entry shows the "
        "sentence that it rests on; look it up before you rely on it."
    )
    link: str = "The same view, live"
    network: str = "Network"
    no_network: str = "This file asks for nothing from the internet; only links lead there."
    thanks: str = "Data"
    licences: str = (
        "Outlines: Natural Earth (public domain). Places: GeoNames (CC BY 4.0). Map script: "
        "Leaflet (BSD 2-Clause). Letters: Source Sans 3 and Source Serif 4 (OFL 1.1). The "
        "texts quoted belong to their publishers."
    )
    no_script: str = "Without scripts there is no map and no search."
    old_browser: str = "This browser is too old for the map and the search; the list remains."
    first_only: str = "The list here has the first {n} of {all} events."
    printed: str = "Printed: the first {n} of {all} events."


def remembered(words: StandaloneWords) -> StandaloneWords:
    """Return words that say the same, and work each date and figure out once: for one file."""
    return replace(
        words,
        kind=cache(words.kind),
        sort=cache(words.sort),
        date=cache(words.date),
        actors=cache(words.actors),
        figures=cache(words.figures),
        precision=cache(words.precision),
    )


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)
