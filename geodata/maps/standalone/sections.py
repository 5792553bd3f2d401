"""The parts of the page around map and list: what was kept, sources, the file itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.maps.markup import escape, isolate, safe_url
from geodata.maps.rows import is_on_map
from geodata.maps.standalone.items import glyph
from geodata.maps.standalone.numbers import counted, grouped
from geodata.models import EVENT_KINDS, DateRange
from geodata.tables.bars import count_bars
from geodata.tables.files.sharing import cut_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from geodata.maps.standalone.fitting import Fitted
    from geodata.maps.standalone.rows import Rows
    from geodata.maps.standalone.words import StandaloneWords
    from geodata.tables.files.about import About

__all__ = ["about_section", "choices_form", "day_ends", "filters_line", "lead_line", "sources_list"]

# Articles are listed under their publishers where they take no more characters than this; of many
# publishers those of most articles are named.
_LISTED_SIZE = 60_000
_NAMED = 100
_LONGEST_NAME = 100


def lead_line(rows: Rows, words: StandaloneWords) -> str:
    """Return how much there is: events, places, articles, publishers, what has no mark."""
    incidents = rows.incidents
    off_map = int((~is_on_map(incidents)).sum())
    counts = [
        counted(words.events, len(incidents)),
        counted(words.places, incidents["place_id"].nunique()),
        counted(words.articles, len(rows.articles)),
        counted(words.publishers, rows.articles["publisher"].nunique()),
    ]
    if off_map:
        counts.append(counted(words.off_map, off_map))
    return escape(" · ".join(counts))


def filters_line(about: About, words: StandaloneWords) -> str:
    """Return by which filters the rows were kept; empty where there were none."""
    if not about.filters:
        return ""
    parts = (f"<span><b>{escape(key)}</b> {isolate(value)}</span>" for key, value in about.filters)
    return f'<p class="filters">{escape(words.filtered)}: {" ".join(parts)}</p>'


def choices_form(rows: Rows, words: StandaloneWords) -> str:
    """Return what a reader chooses by: kinds, days, words; the script wires it."""
    found = set(rows.incidents["kind"].unique())
    kinds = "".join(
        f'<button type="button" data-kind="{kind}" aria-pressed="true">{glyph(kind)} '
        f'{escape(words.legend[kind].short)} <span class="count"></span></button>'
        for kind in EVENT_KINDS
        if kind in found
    )
    fields = (
        f'<label>{escape(words.first_day)} <input type="date" name="from"></label>'
        f'<label>{escape(words.last_day)} <input type="date" name="to"></label>'
        f'<label class="tick"{_hidden(rows)}><input type="checkbox" name="undated" checked> '
        f"{escape(words.undated)}</label>"
        f'<label class="words">{escape(words.search)} <input type="search" name="words" '
        f'placeholder="{escape(words.search_hint)}" autocomplete="off" maxlength="200"></label>'
        f'<button type="reset" hidden>{escape(words.reset)}</button>'
    )
    return (
        f'<form id="choices" aria-label="{escape(words.filters)}">'
        f'<div class="kinds" role="group" aria-label="{escape(words.kinds)}">{kinds}</div>'
        f'<div class="fields">{fields}</div></form>'
    )


def _hidden(rows: Rows) -> str:
    """Return what hides the switch for undated incidents where there are none."""
    return "" if rows.incidents["date_start"].isna().any() else " hidden"


def day_ends(rows: Rows, words: StandaloneWords) -> str:
    """Return what stands under the bars: their ends, what each is, and how much has none."""
    bars = count_bars(rows.incidents)
    if not len(bars):
        return ""
    first, last = bars.edges[0], bars.edges[-1] - dt.timedelta(days=1)
    middle = words.bars[bars.unit]
    without = bars.undated + bars.longer + bars.earlier
    if without:
        middle += f" · {counted(words.no_bar, without)}"
    said = (words.date(DateRange.day(first)), middle, words.date(DateRange.day(last)))
    return "".join(f"<span>{escape(one)}</span>" for one in said)


def sources_list(rows: Rows, cites: Sequence[str], words: StandaloneWords) -> str:
    """Return the publishers with their articles, those of most articles first, ties by name.

    Many articles are not listed; each is cited where it is quoted.
    """
    articles = rows.articles.assign(
        row=range(len(rows.articles)), publisher=rows.articles["publisher"].astype(object)
    )
    groups = articles.groupby("publisher", dropna=False, sort=False, observed=True)
    found = sorted(groups, key=lambda one: (-len(one[1]), str(one[0])))
    listed = cites if sum(map(len, cites)) <= _LISTED_SIZE else ()
    items = [_publisher(name, group, listed, words) for name, group in found[:_NAMED]]
    if len(found) > _NAMED:
        items.append(f"<li>+ {escape(counted(words.publishers, len(found) - _NAMED))}</li>")
    return f'<ul class="publishers">{"".join(items)}</ul>'


def _publisher(
    name: object, articles: pd.DataFrame, cites: Sequence[str], words: StandaloneWords
) -> str:
    known = isinstance(name, str)
    said = isolate(cut_text(str(name), _LONGEST_NAME)) if known else escape(words.unknown)
    head = f"<b>{said}</b> {escape(counted(words.articles, len(articles)))}"
    if not cites:
        return f"<li>{head}</li>"
    listed = "".join(f"<li>{cites[row]}</li>" for row in articles["row"] if cites[row])
    return f"<li><details><summary>{head}</summary><ul>{listed}</ul></details></li>"


def about_section(fitted: Fitted, about: About, words: StandaloneWords) -> str:
    """Return what the file says of itself: when, from what, how it was made, what it leaves out."""
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>"
        for name, value in _facts(fitted, about, words)
    )
    return f"<dl>{facts}</dl>"


def _facts(fitted: Fitted, about: About, words: StandaloneWords) -> Iterator[tuple[str, str]]:
    made = words.date(DateRange.day(about.made.date()))
    method = words.made_with.replace("{name}", about.method_version)
    yield words.made, f"{escape(made)}, {about.made:%H:%M} UTC · {escape(method)}"
    yield words.filtered, _filters(about, words)
    some = words.some.replace("{n}", grouped(about.rows))
    total = counted(words.events, about.total)
    yield words.content, f"{escape(some.replace('{all}', total))}. {escape(words.excerpts)}"
    yield words.left_out, escape(_left_out(fitted, words))
    yield words.found_by, escape(words.method)
    url = safe_url(about.link)
    if url is not None:
        yield words.link, f'<a href="{url}" target="_blank" rel="noopener noreferrer">{url}</a>'
    yield words.network, escape(words.no_network)
    yield words.thanks, escape(words.licences)


def _filters(about: About, words: StandaloneWords) -> str:
    if not about.filters:
        return escape(words.unfiltered)
    return " · ".join(f"{escape(key)}: {isolate(value)}" for key, value in about.filters)


def _left_out(fitted: Fitted, words: StandaloneWords) -> str:
    parts = [
        counted(forms, count)
        for forms, count in (
            (words.left_events, fitted.left_events),
            (words.left_sources, fitted.left_sources),
        )
        if count
    ]
    return "; ".join(parts) or words.nothing_left
