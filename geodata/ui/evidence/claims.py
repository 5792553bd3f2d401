"""What the sources claim on the figures of an incident: a bar each, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.events.claimed import range_figure
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import amount_words, attribution_words, figure_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Claim, Figure, FigureRange, Incident

__all__ = ["claim_html", "figures_html", "range_head"]

# Claims of a figure seen at once, and those a card holds at all.
_ROWS, _MOST = 6, 60


def figures_html(incident: Incident) -> str:
    """Return the figures of an incident: the range in words and, below, a bar a source.

    A sole claim needs no bar; of many the first few are seen, the rest when opened.
    """
    return "".join(_figure_html(incident, one) for one in incident.figures)


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


def claim_html(claim: Claim, figures: FigureRange, incident: Incident) -> str:
    """Return a claim as a row: who prints it, a bar, the figure, and who is said to know it."""
    told = next(one for one in incident.events if one.event_id == claim.event_id)
    publisher = told.source.publisher or _("publisher unknown")
    kind = incident.kind
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


def _figure_html(incident: Incident, figures: FigureRange) -> str:
    claims = _independent(figures)
    copies = len(figures.claims) - len(claims)
    if len(claims) == 1:
        attribution = claims[0].figure.attribution
        said = "" if attribution is None else isolate(attribution_words(attribution))
        rows = f'<div class="sp-sub">{said}</div>' if said else ""
    else:
        rows = _rows([claim_html(one, figures, incident) for one in claims])
    if copies:
        repeated = ngettext("repeated in {n} copy", "repeated in {n} copies", copies)
        rows += f'<div class="sp-sub">{escape(repeated)}</div>'
    return range_head(figures) + rows


def _rows(claims: Sequence[str]) -> str:
    """Return the claims, ready HTML, with what is beyond the first few folded away."""
    first, rest = claims[:_ROWS], claims[_ROWS:_MOST]
    if not rest:
        return "".join(first)
    more = escape(ngettext("{n} more source", "{n} more sources", len(claims) - len(first)))
    # What is beyond the most is in the file of figures.
    return f"{''.join(first)}<details><summary>{more}</summary>{''.join(rest)}</details>"


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
