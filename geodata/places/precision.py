"""How precisely a text says where: UCDP's scale from 1 (town or site) to 7 (sea or air)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.models import Article, Mention, Place, PlaceType

__all__ = ["where_precision"]

BY_TYPE: dict[PlaceType, int] = {
    "city": 1,
    "site": 1,
    "admin": 4,
    "region": 5,
    "nature": 5,
    "country": 6,
}
NEAR = 2
REGION = 5
SEA = 7
# How many words back a word such as "nahe" may stand: "in der Nähe der Stadt Constanța".
REACH = 4
_WORDS = re.compile(r"[^\W\d_]+|[.,;:!?()]")


def where_precision(
    article: Article, mention: Mention, place: Place, near_words: frozenset[str]
) -> int:
    """Return the precision of a mention that means a place."""
    if place.place_id.startswith("sea:"):
        return SEA
    if mention.why == "part of a place":
        return REGION
    precision = BY_TYPE[place.type]
    if precision == 1 and mention.usage == "literal" and _is_near(article, mention, near_words):
        return NEAR
    return precision


def _is_near(article: Article, mention: Mention, near_words: frozenset[str]) -> bool:
    before = article.text[max(0, mention.start - 60) : mention.start]
    words = _WORDS.findall(before)[-REACH:]
    for sign in (w for w in words if not w[0].isalpha()):
        words = words[words.index(sign) + 1 :]
    if not words:
        return False
    near = [word in near_words or word.lower() in near_words for word in words]
    return near[-1] or (any(near) and words[-1] != "in")
