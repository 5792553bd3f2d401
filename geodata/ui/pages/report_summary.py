"""What stands before the incidents of the report: course of time, places; and what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.rows import COUNTRY_PREC
from geodata.tables.bars import count_bars
from geodata.tables.ordering import first_rows
from geodata.ui.pages.place_profile import bars_html
from geodata.ui.tables.tolls import disputed_incidents, toll_rows
from geodata.ui.wording.i18n import _, country_name, ngettext, number
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.ui.page import Page

__all__ = ["course_html", "disputes_html", "places_html", "table_html"]

_MOST_PLACES, _MOST_DISPUTED = 12, 40


def course_html(page: Page) -> str:
    """Return the incidents over time as bars; nothing where there is but one."""
    bars = count_bars(page.incidents)
    if len(bars) <= 1:
        return ""
    left = bars.undated + bars.longer + bars.earlier
    words = ngettext(
        "{n} event without a day of its own is not among the bars.",
        "{n} events without a day of their own are not among the bars.",
        left,
    )
    note = f'<p class="sp-muted">{escape(words)}</p>' if left else ""
    return _section(_("Events over time"), bars_html(bars, wide=True) + note)


def places_html(page: Page) -> str:
    """Return the places with most incidents, ties by id, countries as such left out."""
    incidents = page.incidents
    points = incidents[incidents["where_prec"] < COUNTRY_PREC]
    counts = points.groupby("place_id", observed=True).agg(
        events=("incident_id", "size"), country=("country_code", "first")
    )
    if counts.empty:
        return ""
    counts = counts.reset_index().sort_values(
        ["events", "place_id"], ascending=[False, True], kind="stable"
    )
    rows = [
        (
            page.library.place_name(str(row.place_id)),
            country_name(row.country) if isinstance(row.country, str) else "",
            number(int(str(row.events))),
        )
        for row in counts.head(_MOST_PLACES).itertuples()
    ]
    heads = (_("Place"), _("Country"), _("Events"))
    return _section(_("Places with most events"), table_html(heads, rows))


def disputes_html(page: Page) -> str:
    """Return the figures that sources disagree on, newest first, each with who says what."""
    disputed = disputed_incidents(page)
    if disputed.empty:
        return ""
    shown = first_rows(disputed, _MOST_DISPUTED, "newest")["incident_id"]
    cells = [
        row
        for incident_id in shown
        for _one, row in toll_rows(
            page, page.library.incident(str(incident_id)), disputed_only=True
        )
    ]
    title = ngettext(
        "Figures that sources disagree on: {n} event",
        "Figures that sources disagree on: {n} events",
        len(disputed),
    )
    note = ""
    if len(disputed) > _MOST_DISPUTED:
        said = _("The newest {n}; the CSV has all.").format(n=number(_MOST_DISPUTED))
        note = f'<p class="sp-muted">{escape(said)}</p>'
    table = table_html(tuple(cells[0]), [tuple(row.values()) for row in cells])
    return f'<section><h2 class="sp-h2">{escape(title)}</h2>{note}{table}</section>'


def table_html(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return texts as a table."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{isolate(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<table class="sp-report-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _section(title: str, html: str) -> str:
    """Return a part that fits a page, and so is never torn between two."""
    return (
        f'<section class="sp-report-whole"><h2 class="sp-h2">{escape(title)}</h2>{html}</section>'
    )
