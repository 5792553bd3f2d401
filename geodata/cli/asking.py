"""Which filters a command is asked for: those of its options, and those of a pasted link.

A link leaves out what it does not understand; a command refuses it, for nobody sees what a file
was to hold.
"""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from geodata.errors import FilterError
from geodata.models import EVENT_KINDS, REVIEW_STATUSES, STATUSES
from geodata.tables.filters import FILTER_KEYS, LONGEST_WORDS, PRECISIONS, Filters
from geodata.tables.query import Notice, read_query
from geodata.tables.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geodata.models import EventKind
    from geodata.tables.facets import FacetIndex

__all__ = [
    "PAGE_KINDS",
    "VIEW_KEYS",
    "Query",
    "asked_query",
    "existing_filters",
    "read_filters",
    "unknown_keys",
]

Query = dict[str, list[str]]

# What else links of pages hold: how something is shown, not what.
VIEW_KEYS = frozenset(
    {
        "article",
        "embed",
        "embed_options",
        "event",
        "incident",
        "layers",
        "place",
        "ui",
        "view",
    }
)
# What a page is about, whatever its filters say, by its name in the address.
PAGE_KINDS: Mapping[str, tuple[EventKind, ...]] = {
    "Deployments": ("deployment", "withdrawal"),
    "Protests": ("protest", "violence"),
}
# So many names are told of those that there are, where none is like the one asked for.
_MOST_NAMES = 10


def asked_query(link: str | None, options: Mapping[str, Sequence[str] | bool | None]) -> Query:
    """Return the filters as a URL has them; an option goes before the same thing in the link.

    Args:
        link: an address, or what stands behind its question mark; it says what a page shows, which
            without a status are those of the start. A file without a link holds all.
        options: the options by their names in the URL; empty or None where one is not given.

    """
    query = {} if link is None else _filters_of(link)
    for key, given in options.items():
        if isinstance(given, bool):
            query[key] = ["1" if given else "0"]
        elif given:
            query[key] = list(given)
    if link is None:
        query.setdefault("status", [",".join(STATUSES)])
    return query


def unknown_keys(link: str) -> tuple[str, ...]:
    """Return the parameters of a link that no page of Schauplatz has, in their order."""
    return tuple(key for key in _parameters(link) if key not in {*FILTER_KEYS, *VIEW_KEYS})


def read_filters(query: Query) -> Filters:
    """Return what is asked for, as far as that can be told without the articles.

    Raises:
        FilterError: something was not understood.

    """
    filters, notices = read_query(query, countries=_country_codes())
    if notices:
        raise FilterError(
            f"not understood: {', '.join(map(_told, notices))}; wanted: days such as 2022-01-06, "
            "the last not before the first, countries such as KZ, kinds of "
            f"{', '.join(EVENT_KINDS)}, statuses of {', '.join(STATUSES)}, who says so of "
            f"{', '.join(VOICES)}, languages such as de, precisions of {', '.join(PRECISIONS)}, "
            f"review statuses of {', '.join(REVIEW_STATUSES)}, a confidence from 0 to 1, words of "
            f"at most {LONGEST_WORDS} characters"
        )
    return filters


def existing_filters(query: Query, index: FacetIndex) -> Filters:
    """Return what is asked for, by the countries, actors and publishers that there are.

    Raises:
        FilterError: one of them does not occur.

    """
    known = {
        "country": {*index.values("countries"), *index.country_of_mention.names},
        "actor": set(index.values("actors")),
        "publisher": set(index.values("publishers")),
    }
    filters, notices = read_query(
        query,
        countries=known["country"],
        actors=known["actor"],
        publishers=known["publisher"],
    )
    if notices:
        raise FilterError("; ".join(_missed(one, known[one.key]) for one in notices))
    return filters


def _filters_of(link: str) -> Query:
    """Return the filters of a link; those of an address leave out what its page is not about.

    Raises:
        FilterError: the page shows nothing of the kinds asked for.

    """
    query = {key: values for key, values in _parameters(link).items() if key in FILTER_KEYS}
    filters, notices = read_query({"kind": query.get("kind", [])})
    page = _page_of(link)
    if notices or page not in PAGE_KINDS:  # what is not understood is said later, with the rest
        return query
    kinds = [kind for kind in PAGE_KINDS[page] if not filters.kinds or kind in filters.kinds]
    if not kinds:
        raise FilterError(
            f"the page {page} shows nothing of the kind {', '.join(filters.kinds)}; say --query "
            "with the part of the link behind the question mark alone"
        )
    return query | {"kind": [",".join(kinds)]}


def _parameters(link: str) -> Query:
    address, mark, query = link.strip().partition("?")
    return parse_qs((query if mark else address).partition("#")[0])


def _page_of(link: str) -> str:
    """Return what the page of an address is called in it, as in `https://host/Protests?q=panzer`."""
    address, mark, _query = link.strip().partition("?")
    return address.rstrip("/").rpartition("/")[2] if mark else ""


def _told(notice: Notice) -> str:
    """Return what was not understood as the option that says it."""
    return f"--{notice.key} {notice.value}"


def _missed(notice: Notice, known: Collection[str]) -> str:
    """Return what to say of a name that does not occur: those like it, else some that there are."""
    missed = f"{_told(notice)} does not occur in these articles"
    # As notices show a value: no terminal is written to by a name in an article.
    names = [Notice(notice.key, name).value for name in sorted(known)]
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(notice.value.casefold(), folded)
    if near:
        return f"{missed}; near: {', '.join(folded[name] for name in near)}"
    if not names:
        return f"{missed}, nor does any other {notice.key}"
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{missed}; there are: {', '.join(names[:_MOST_NAMES])}{more}"


@cache
def _country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes; CLDR's numbers are regions of the world."""
    from babel import Locale  # noqa: PLC0415 - only filters need the countries

    return frozenset(filter(str.isalpha, map(str, Locale("en").territories)))
