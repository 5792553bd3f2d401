"""How precisely a text says where: UCDP's scale from 1 (town or site) to 7 (sea or air)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.places.options import SECOND_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Article, Mention, Place, PlaceType
    from geodata.places.words import PlaceWords

__all__ = ["names_near", "where_precision"]

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
FARTHEST = 60  # ... in characters
_WORDS = re.compile(r"[^\W\d_]+|[.,;:!?()]")


def where_precision(mention: Mention, place: Place, *, near: bool) -> int:
    """Return the precision of a mention that means a place.

    `near` says that the text puts something near the place, not in it (`names_near`).
    """
    if place.place_id.startswith("sea:"):
        return SEA
    if mention.why == "part of a place":
        return REGION
    if place.level == SECOND_LEVEL:
        return SECOND_LEVEL_UNIT
    precision = BY_TYPE[place.type]
    return NEAR if precision == 1 and near and mention.usage == "literal" else precision


def names_near(article: Article, mentions: Sequence[Mention], words: PlaceWords) -> frozenset[int]:
    """Return the starts of the mentions that something is near to, rather than in.

    A word such as "near" before the first name of a list says it of all ("near Kyiv, Sumy and
    Lviv"); it does not reach past a name that is in no list with the next.
    """
    near: set[int] = set()
    before: Mention | None = None
    for mention in mentions:
        if mention.usage == "derived":  # "near the Ukrainian town of X"
            continue
        since = before.end if before is not None else 0
        tied = before is not None and words.list_signs.fullmatch(article.text, since, mention.start)
        if (before is not None and tied and before.start in near) or _is_near(
            article.text[max(since, mention.start - FARTHEST) : mention.start], words
        ):
            near.add(mention.start)
        before = mention
    return frozenset(near)


def _is_near(before: str, words: PlaceWords) -> bool:
    """Whether a word such as "near" stands last, with no "in" to take it back."""
    back = _WORDS.findall(before)[-REACH:]
    for sign in (word for word in back if not word[0].isalpha()):
        back = back[back.index(sign) + 1 :]
    near = [word in words.near or word.lower() in words.near for word in back]
    return any(near) and (near[-1] or back[-1] not in words.within)
