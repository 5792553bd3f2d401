"""The cards of a page: headlines that are links, each with its teaser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["link_cards"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_HEADLINE_WORDS = 3  # "Batumi im Sturm"; fewer are names of sections
# 600 characters: a headline, a teaser and a date have 400; more is an article below its headline.
_CARD_CHARACTERS = 600


def link_cards(tree: HtmlElement) -> tuple[str, ...]:
    """Return the texts of the cards of a page in its order.

    A card is the largest element around a headline that holds no other headline.
    """
    headings = [heading for heading in tree.iter(*_HEADINGS) if _is_link(heading)]
    counted: dict[HtmlElement, int] = {}
    for heading in headings:
        for above in heading.iterancestors():
            counted[above] = counted.get(above, 0) + 1
    cards = (" ".join(_card(heading, counted).itertext()) for heading in headings)
    return tuple(card for card in cards if len(card) <= _CARD_CHARACTERS)


def _is_link(heading: HtmlElement) -> bool:
    """Whether a heading is a headline, and a link."""
    if len(" ".join(heading.itertext()).split()) < _HEADLINE_WORDS:
        return False
    within = next(heading.iterdescendants("a"), None)
    return within is not None or next(heading.iterancestors("a"), None) is not None


def _card(heading: HtmlElement, counted: dict[HtmlElement, int]) -> HtmlElement:
    """Return the largest element around a heading that holds no other."""
    card = heading
    for above in heading.iterancestors():
        if counted[above] > 1:
            break
        card = above
    return card
