"""What the filters say in the reader's words: for the sidebar, the chips and an empty page.

Names of publishers and actors come from articles: the words are plain text, to be escaped where
they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.models import EVENT_KINDS, STATUSES, DateRange
from geodata.tables.filters import START_REVIEWS, START_STATUSES
from geodata.ui.wording.i18n import N_, _, country_name, date_words, number
from geodata.ui.wording.review_words import review_label
from geodata.ui.wording.words import (
    FAIRLY_SURE,
    SURE,
    actor_words,
    joined,
    kinds_label,
    language_name,
    quoted,
    status_choice,
    sureness,
    voice_label,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from geodata.tables.filters import Filters, Precision

__all__ = [
    "CONTROLS",
    "chip_words",
    "filter_pairs",
    "lifted_words",
    "precision_choice",
    "value_name",
]

# The fields that one control in the sidebar sets, in its order.
CONTROLS: tuple[tuple[str, ...], ...] = (
    ("first_day", "last_day"),
    ("kinds",),
    ("countries",),
    ("actors",),
    ("publishers",),
    ("words",),
    ("precisions",),
    ("statuses",),
    ("says",),
    ("languages",),
    ("review",),
    ("min_confidence",),
    ("with_figures",),
    ("undated",),
)
_PRECISION: Mapping[Precision, str] = {
    "point": N_("town or site"),
    "near": N_("near a place"),
    "area": N_("district, province or region"),
    "country": N_("only the country"),
    "none": N_("no place"),
}


def precision_choice(precision: Precision) -> str:
    """Return how closely a place is known, as a filter names it."""
    return _(_PRECISION[precision])


def value_name(field: str, value: str) -> str:
    """Return the name of one value of a filter that is a list."""
    name = _VALUES.get(field)
    return value if name is None else name(value)


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "countries": country_name,
    "actors": lambda actor: actor_words([actor]),
    "kinds": kinds_label,
    "statuses": status_choice,
    "says": voice_label,
    "languages": language_name,
    "precisions": precision_choice,
    "review": review_label,
}


def chip_words(filters: Filters, fields: tuple[str, ...], value: str | None = None) -> str:
    """Return in few words what a control is set to; of a list all of it or one value."""
    field = fields[0]
    whole = _WHOLE.get(field)
    if whole is not None:
        return whole(filters)
    names = _names(filters, field) if value is None else value_name(field, value)
    return _(_CHIPS[field]).format(names=names)


def filter_pairs(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Return what is left out, each filter with the name of its control; () where nothing is.

    The statuses are named whenever not all are kept, at the start too: a file has no line that
    counts the others.
    """
    return tuple(
        (_(_LABELS[fields[0]]), _pair_words(filters, fields[0]))
        for fields in CONTROLS
        if _leaves_out(filters, fields)
    )


def _leaves_out(filters: Filters, fields: tuple[str, ...]) -> bool:
    if fields == ("statuses",):
        return set(filters.statuses) != set(STATUSES)
    return not set(fields).isdisjoint(filters.active)


def _pair_words(filters: Filters, field: str) -> str:
    """Return what a field is set to, where its name stands before it."""
    match field:
        case "min_confidence":
            return _least(filters)
        case "statuses":
            return _names(filters, field)
        case _:
            whole = _WHOLE.get(field)
            return _names(filters, field) if whole is None else whole(filters)


_LABELS: Mapping[str, str] = {
    "first_day": N_("Period"),
    "kinds": N_("Kind"),
    "countries": N_("Country"),
    "actors": N_("Who acts"),
    "publishers": N_("Source"),
    "words": N_("Search in the text"),
    "precisions": N_("Precision of the place"),
    "statuses": N_("Status"),
    "says": N_("Who says so"),
    "languages": N_("Language of the article"),
    "review": N_("Review"),
    "min_confidence": N_("Assigned place"),
    "with_figures": N_("Figures"),
    "undated": N_("Date"),
}


_CHIPS: Mapping[str, str] = {
    "countries": "{names}",
    "publishers": "{names}",
    "actors": N_("actor: {names}"),
    "languages": N_("in {names}"),
    "precisions": N_("precision: {names}"),
    "says": N_("said by: {names}"),
}


def lifted_words(filters: Filters, fields: tuple[str, ...]) -> str:
    """Return what a control is set to as it follows the word "without"."""
    field = fields[0]
    match field:
        case "first_day" | "last_day":
            return _("the period")
        case "undated":
            return _("hiding what has no date")
        case "with_figures":
            return _("asking for figures")
        case "words":
            return _("the search for {words}").format(words=quoted(filters.words))
        case "min_confidence":
            return _("asking for places that are sure ({word})").format(word=_least(filters))
        case _:
            return _(_LIFTED[field]).format(names=_names(filters, field))


_LIFTED: Mapping[str, str] = {
    "countries": N_("the country {names}"),
    "kinds": N_("the kind {names}"),
    "statuses": N_("the status {names}"),
    "says": N_("the choice of who says so ({names})"),
    "actors": N_("the actor {names}"),
    "publishers": N_("the source {names}"),
    "languages": N_("the language {names}"),
    "review": N_("the review {names}"),
    "precisions": N_("the choice of how exact places are ({names})"),
}


def _names(filters: Filters, field: str) -> str:
    return joined([value_name(field, value) for value in getattr(filters, field)])


def _period(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None and last is not None:
        return date_words(DateRange(first, last))
    if first is not None:
        return _("from {day}").format(day=date_words(DateRange.day(first)))
    if last is not None:
        return _("until {day}").format(day=date_words(DateRange.day(last)))
    return _("all days")


def _kinds(filters: Filters) -> str:
    """Return the kinds, or the one that is missing where all others are asked for."""
    missing = [kind for kind in EVENT_KINDS if kind not in filters.kinds]
    if len(missing) == 1:
        return _("without {names}").format(names=kinds_label(missing[0]))
    return _names(filters, "kinds")


def _statuses(filters: Filters) -> str:
    """Return what is shown beside the start's statuses, else all that is shown."""
    more = [status for status in filters.statuses if status not in START_STATUSES]
    if set(START_STATUSES) <= set(filters.statuses):
        return _("also {names}").format(names=joined([status_choice(one) for one in more]))
    return _("{names} only").format(names=_names(filters, "statuses"))


def _review(filters: Filters) -> str:
    """Return what is shown beside the start's, else all that is shown."""
    if set(START_REVIEWS) <= set(filters.review):
        return _("also {names}").format(names=review_label("rejected"))
    return _("{names} only").format(names=_names(filters, "review"))


def _least(filters: Filters) -> str:
    """Return the least confidence: in a word where it is one of those offered, else the figure."""
    least = filters.min_confidence or 0.0
    if least == SURE:
        return _("sure")
    return _("at least {figure}").format(
        figure=sureness(least) if least == FAIRLY_SURE else number(least, decimals=2)
    )


# What a chip says of fields that are no lists of names.
_WHOLE: Mapping[str, Callable[[Filters], str]] = {
    "first_day": lambda filters: _period(filters.first_day, filters.last_day),
    "kinds": _kinds,
    "statuses": _statuses,
    "words": lambda filters: quoted(filters.words),
    "review": _review,
    "with_figures": lambda _filters: _("with figures only"),
    "undated": lambda _filters: _("dated only"),
    "min_confidence": lambda filters: _("place {word}").format(word=_least(filters)),
}
