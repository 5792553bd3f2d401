"""The end of the report: from whom it is, how it was made, and how to come back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.models import DateRange
from geodata.tables.files.sharing import LONGEST_QUOTE, cut_text
from geodata.tables.method import method_version
from geodata.ui.pages.report_incidents import address_html
from geodata.ui.wording.i18n import _, date_words, ngettext, short_date
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    import datetime as dt

    from geodata.ui.page import Page

__all__ = ["method_html", "sources_html"]

_MOST_ARTICLES = 300


def sources_html(page: Page) -> str:
    """Return the articles that tell the incidents, by publisher and day, each with its address."""
    told = page.kept.tellers.assign(publisher=_publishers(page.kept.tellers))
    told = told.sort_values(["publisher", "published_start", "article_id"], kind="stable")
    parts = [
        _publisher(str(name), len(articles), articles)
        for name, articles in told.head(_MOST_ARTICLES).groupby("publisher", sort=False)
    ]
    left = len(told) - _MOST_ARTICLES
    if left > 0:
        more = ngettext("and {n} more article", "and {n} more articles", left)
        parts.append(f'<p class="sp-muted">{escape(more)}</p>')
    return f'<section><h2 class="sp-h2">{escape(_("Sources"))}</h2>{"".join(parts)}</section>'


def method_html(page: Page, *, today: dt.date, link: str | None) -> str:
    """Return how the report was made and when, what it cannot say, and the address of it.

    Args:
        page: the page.
        today: the day on which it is made.
        link: the address of the same report; None where nobody knows it.

    """
    made = _("Made with Schauplatz {version} on {day}.").format(
        version=method_version(), day=date_words(DateRange.day(today))
    )
    limits = _(
        "Events and places are found by rules and statistics: some are missed, some are wrong; "
        "what counts is the sentence quoted. Sources can err or lie; Schauplatz shows who says "
        "what and adds nothing up."
    )
    said = [made, limits]
    if page.library.kind == "samples":
        said.insert(0, _("Sample data: short articles in our own words, no original reports."))
    back = ""
    if link is not None:
        back = (
            f'<p>{escape(_("The same report, up to date:"))} <a class="sp-report-url" '
            f'href="{escape(link)}">{escape(link)}</a></p>'
        )
    html = "".join(f"<p>{escape(one)}</p>" for one in said)
    return f'<section class="sp-report-method">{html}{back}</section>'


def _publishers(articles: pd.DataFrame) -> list[str]:
    unknown = _("publisher unknown")
    return [name if isinstance(name, str) else unknown for name in articles["publisher"]]


def _publisher(name: str, count: int, articles: pd.DataFrame) -> str:
    rows = zip(articles["published_start"], articles["headline"], articles["url"], strict=True)
    items = "".join(_article(*row) for row in rows)
    many = ngettext("{n} article", "{n} articles", count)
    return (
        f'<h3 class="sp-report-publisher">{isolate(cut_text(name, LONGEST_QUOTE))} '
        f'<span class="sp-muted">{escape(many)}</span></h3><ul>{items}</ul>'
    )


def _article(published: object, headline: str, url: object) -> str:
    day = _("date unknown")
    if isinstance(published, pd.Timestamp):  # which the missing time is not
        day = short_date(published.date())
    title = isolate(cut_text(str(headline), LONGEST_QUOTE))
    address = address_html(url if isinstance(url, str) else None)
    return f"<li>{escape(day)} · {title}{address}</li>"
