"""What explains a mark in an article: a small box, opened by pointer, keyboard or touch alone.

A box stands once for all marks that it explains, after the text; a rule of CSS opens it while one
of its marks, or the box itself, is hovered or has the focus. So no script is needed, the text
stays letter for letter, and an article of thousands of mentions stays small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.cards import event_glyph, place_of, way_words
from geodata.ui.i18n import _, country_name, number
from geodata.ui.markup import escape, isolate
from geodata.ui.reasons import event_place_reason, mention_reason
from geodata.ui.words import (
    actor_words,
    attribution_words,
    confidence_words,
    date_text,
    figures_words,
    joined,
    kind_label,
    place_precision_words,
    place_type_label,
    sort_of_event,
    usage_label,
    voice_label,
)

if TYPE_CHECKING:
    from geodata.models import Attribution, Event, Mention, Place
    from geodata.ui.page import Page

__all__ = ["Explanations", "attribution_box", "event_box", "mention_box"]


class Explanations:
    """The boxes of one article, each kept once; marks know them by the ids given out."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def tip(self, box: str) -> str:
        """Return the id of a box (ready HTML), which is a class of its marks as well."""
        return self._ids.setdefault(box, f"sp-n{len(self._ids) + 1}")

    def html(self) -> str:
        """Return all boxes and the rules that open them; empty where nothing is explained."""
        if not self._ids:
            return ""
        boxes = "".join(
            f'<div id="{tip}" class="sp-tip" role="tooltip">{box}</div>'
            for box, tip in self._ids.items()
        )
        return f"{boxes}<style>{''.join(_opening(tip) for tip in self._ids.values())}</style>"


def mention_box(mention: Mention, page: Page) -> str:
    """Return what explains a mention: which place, how sure, what else it may be, and why."""
    place = mention.place
    if place is None:
        return _box(
            f"<b>{escape(_('place unknown'))}</b>",
            (_("Used as"), usage_label(mention.usage)),
            (_("Why a place"), mention_reason(mention.why)),
        )
    others = joined([_candidate(one.place, one.score) for one in mention.candidates])
    return _box(
        _named(place, page),
        (_("Match"), confidence_words(mention.confidence)),
        (_("Precision"), place_precision_words(mention.where_prec, place.radius_km)),
        (_("Used as"), usage_label(mention.usage)),
        (_("Possibly also"), others),
        (_("Why a place"), mention_reason(mention.why)),
    )


def event_box(event: Event, page: Page) -> str:
    """Return what explains an event: kind, status, where, when, who, figures, and why there."""
    sort = sort_of_event(event)
    title = f"{event_glyph(event, page.theme)} <b>{escape(kind_label(event.kind))}</b>"
    return _box(
        title + (f" · {escape(sort)}" if sort else ""),
        (_("Where"), way_words(event, page.library) or place_of(event, page.library)),
        (_("When"), date_text(event.date)),
        (_("Who"), actor_words(event.actors)),
        (_("Figures"), ", ".join(figures_words(event))),
        (_("Who says so"), _said(event.attribution)),
        (_("Why here"), event_place_reason(event.why)),
    )


def attribution_box(attribution: Attribution) -> str:
    """Return what explains the words that name who says so."""
    return _box(
        f"<b>{escape(_('who says so'))}</b>: {escape(voice_label(attribution.speaker))}",
    )


def _said(attribution: Attribution | None) -> str:
    return "" if attribution is None else attribution_words(attribution)


def _named(place: Place, page: Page) -> str:
    """Return a place by name, with its country and type."""
    name = page.library.place_name(place.place_id)
    about = [place_type_label(place.type)]
    if place.country_code is not None and place.type != "country":
        about.insert(0, country_name(place.country_code))
    return f"<b>{isolate(name)}</b> · {isolate(' · '.join(about))}"


def _candidate(place: Place, score: float) -> str:
    country = "" if place.country_code is None else f", {country_name(place.country_code)}"
    return f"{place.name}{country} ({number(score, decimals=2)})"


def _box(title: str, *facts: tuple[str, str]) -> str:
    """Return a title (ready HTML) and what is known, a line each; what is not known has none."""
    lines = "".join(_fact(name, value) for name, value in facts if value)
    return f"<p>{title}</p>{lines}"


def _fact(name: str, value: str) -> str:
    return f"<p><i>{escape(name)}</i> {isolate(value)}</p>"


def _opening(tip: str) -> str:
    """Return the rules that open a box and let it stand beside its mark.

    The pointer goes before the focus, so that never two boxes are open.
    """
    return (
        f".sp-article:has(.{tip}:hover) #{tip},"
        f".sp-article:not(:has(.sp-m:hover)):has(.{tip}:focus) #{tip}"
        "{display:block}"
    )
