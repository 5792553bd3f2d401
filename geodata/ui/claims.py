"""What the sources claim on the figures of an incident: a bar each, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.tables.merged import range_figure
from geodata.ui.i18n import _, ngettext
from geodata.ui.markup import escape, isolate
from geodata.ui.words import amount_words, attribution_words, figure_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Claim, EventKind, Figure, FigureRange, Incident
    from geodata.ui.library import Library

__all__ = ["claim_html", "figures_html", "range_head"]


def figures_html(incident: Incident, library: Library) -> str:
    """Return the figures of an incident: the range in words and, below, a bar a source.

    A sole claim needs no bar.
    """
    return "".join(_figure_html(incident, one, library) for one in incident.figures)


def range_head(figures: FigureRange) -> str:
    """Return a range in words and, at its right, whether the sources agree on it."""
    claims = _independent(figures)
    sources = len({claim.article_id for claim in claims})
    verdict = ""
    if figures.disputed:
        verdict = f'<span class="sp-differ">≠ {escape(_("sources disagree"))}</span>'
    elif sources > 1 and len({_bounds(claim) for claim in claims}) == 1:
        agree = ngettext("{n} source agrees", "{n} sources agree", sources)
        verdict = f'<span class="sp-muted">= {escape(agree)}</span>'
    said = escape(figure_words(range_figure(figures)))
    return f'<div class="sp-number"><b>{said}</b>{verdict}</div>'


def claim_html(claim: Claim, figures: FigureRange, kind: EventKind, library: Library) -> str:
    """Return a claim as a row: who prints it, a bar, the figure, and who is said to know it."""
    article = library.extraction(claim.article_id).article
    publisher = article.publisher or _("publisher unknown")
    said = "" if claim.figure.attribution is None else attribution_words(claim.figure.attribution)
    least, most = (100 * bound / max(1, figures.maximum) for bound in _bounds(claim))
    bar = (
        f'<u style="width:{least:.1f}%;background:var(--sp-{kind})"></u>'
        f'<s style="width:{most - least:.1f}%;background:var(--sp-{kind})"></s>'
    )
    return (
        f'<div class="sp-claim"><span>{isolate(publisher)}</span><i>{bar}</i>'
        f"<b>{escape(_amount(claim.figure))}</b>"
        + (f"<small>{isolate(said)}</small>" if said else "")
        + "</div>"
    )


def _figure_html(incident: Incident, figures: FigureRange, library: Library) -> str:
    claims = _independent(figures)
    copies = len(figures.claims) - len(claims)
    if len(claims) == 1:
        attribution = claims[0].figure.attribution
        said = "" if attribution is None else isolate(attribution_words(attribution))
        rows = f'<div class="sp-sub">{said}</div>' if said else ""
    else:
        rows = "".join(claim_html(one, figures, incident.kind, library) for one in claims)
    if copies:
        repeated = ngettext("repeated in {n} copy", "repeated in {n} copies", copies)
        rows += f'<div class="sp-sub">{escape(repeated)}</div>'
    return range_head(figures) + rows


def _amount(figure: Figure) -> str:
    """Return a number as it is claimed; "reportedly" only where nobody is named for it."""
    if figure.qualifier == "reported" and figure.attribution is not None:
        return amount_words(replace(figure, qualifier=None))
    return amount_words(figure)


def _independent(figures: FigureRange) -> Sequence[Claim]:
    """Return the claims that are no copies; all, should none be marked as the first."""
    return [claim for claim in figures.claims if claim.first] or figures.claims


def _bounds(claim: Claim) -> tuple[int, int]:
    return claim.figure.minimum, claim.figure.maximum
