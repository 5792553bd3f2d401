"""What explains a mark in an article: a small box, opened by pointer, keyboard or touch alone.

A box stands inside its mark and is opened by CSS while the mark is hovered or has the focus: no
script is needed, and what is closed is neither copied nor found with the text. (One box for all the
marks that it explains would be smaller, but the rules that open it cost the browser 0.8 s a mark in
an article of 100 kB.) So that an article of thousands of mentions stays small, boxes are brief once
the full ones have used up their room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.evidence.cards import event_glyph, place_of, way_words
from geodata.ui.wording.i18n import _, country_name, language, number
from geodata.ui.wording.markup import escape, isolate, lang
from geodata.ui.wording.reasons import event_place_reason, mention_reason
from geodata.ui.wording.review_words import review_label, review_sign
from geodata.ui.wording.words import (
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
    from geodata.models import Attribution, Event, Mention, Place, ReviewStatus
    from geodata.ui.page import Page

__all__ = [
    "Explanations",
    "attribution_box",
    "brief_event",
    "brief_mention",
    "event_box",
    "mention_box",
]

# Characters that full boxes take at most in an article: most articles need a tenth.
_ROOM = 300_000
_TIP = '<span class="sp-tip" role="tooltip"{}>{}</span>'


class Explanations:
    """The room that the boxes of one article may take."""

    def __init__(self, room: int = _ROOM) -> None:
        """Begin with the room in characters."""
        self._room = room

    def tip(self, box: str, brief: str) -> str:
        """Return the box, ready HTML, or the brief one where it does not fit any more."""
        self._room -= len(box)
        return _TIP.format(lang(language()), box if self._room >= 0 else brief)


def mention_box(mention: Mention, page: Page) -> str:
    """Return what explains a mention: which place, how sure, what else it may be, and why."""
    place = mention.place
    if place is None:
        return _box(
            f"<b>{escape(_('place unknown'))}</b>",
            (_("Used as"), usage_label(mention.usage)),
            (_("Why a place"), mention_reason(mention.why)),
            (_("Review"), _review(mention.review)),
        )
    others = joined([_candidate(one.place, one.score) for one in mention.candidates])
    return _box(
        _named(place, page),
        (_("Match"), confidence_words(mention.confidence)),
        (_("Precision"), place_precision_words(mention.where_prec, place.radius_km)),
        (_("Used as"), usage_label(mention.usage)),
        (_("Possibly also"), others),
        (_("Why a place"), mention_reason(mention.why)),
        (_("Review"), _review(mention.review)),
    )


def brief_mention(mention: Mention, page: Page) -> str:
    """Return in a few words which place a mention means and how sure that is."""
    if mention.place is None:
        return escape(_("place unknown"))
    name = page.library.place_name(mention.place.place_id)
    return f"{isolate(name)} · {escape(confidence_words(mention.confidence))}"


def brief_event(event: Event, page: Page) -> str:
    """Return in a few words what an event is and where."""
    return f"{escape(kind_label(event.kind))} · {isolate(place_of(event, page.library))}"


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
        (_("Review"), _review(event.review)),
    )


def attribution_box(attribution: Attribution) -> str:
    """Return what explains the words that name who says so."""
    return _box(
        f"<b>{escape(_('who says so'))}</b>: {escape(voice_label(attribution.speaker))}",
    )


def _review(review: ReviewStatus) -> str:
    """Return what people have said of it; empty where nobody has looked."""
    return "" if review == "unreviewed" else f"{review_sign(review)} {review_label(review)}"


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
    return f"<big>{title}</big>{lines}"


def _fact(name: str, value: str) -> str:
    return f"<small><i>{escape(name)}</i> {isolate(value)}</small>"
