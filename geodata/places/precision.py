"""How precisely a text says where: UCDP's scale from 1 (town or site) to 7 (sea or air)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.places.options import SECOND_LEVEL

if TYPE_CHECKING:
    from geodata.models import Article, Mention, Place, PlaceType
    from geodata.places.words import PlaceWords

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
SECOND_LEVEL_UNIT = 3
REGION = 5
SEA = 7
# How many words back a word such as "nahe" may stand: "in der Nähe der Stadt Constanța".
REACH = 4
_WORDS = re.compile(r"[^\W\d_]+|[.,;:!?()]")


def where_precision(article: Article, mention: Mention, place: Place, words: PlaceWords) -> int:
    """Return the precision of a mention that means a place."""
    if place.place_id.startswith("sea:"):
        return SEA
    if mention.why == "part of a place":
        return REGION
    if place.level == SECOND_LEVEL:
        return SECOND_LEVEL_UNIT
    precision = BY_TYPE[place.type]
    if precision == 1 and mention.usage == "literal" and _is_near(article, mention, words):
        return NEAR
    return precision


def _is_near(article: Article, mention: Mention, words: PlaceWords) -> bool:
    """Whether a word such as "near" stands before a name, with no "in" to take it back."""
    before = article.text[max(0, mention.start - 60) : mention.start]
    back = _WORDS.findall(before)[-REACH:]
    for sign in (word for word in back if not word[0].isalpha()):
        back = back[back.index(sign) + 1 :]
    near = [word in words.near or word.lower() in words.near for word in back]
    return any(near) and (near[-1] or back[-1] not in words.within)
