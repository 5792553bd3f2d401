"""What stands beside a name and tells which place it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import load_lexicon

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.lexicon import Lexicon
    from geodata.models import Article, Mention

__all__ = ["Surroundings", "surroundings_of"]

_AFTER = re.compile(r"\s*[,(]\s*(?:der Hauptstadt |im |in |in der )?([^\W\d_]+(?:[ -][^\W\d_]+)?)")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)\s+(?:([^\W\d_]+)\s+)?$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Countries named beside a name, and whether it is called a town or an area."""

    countries: frozenset[str]
    town: bool
    area: bool


def surroundings_of(article: Article, mention: Mention, gazetteer: Gazetteer) -> Surroundings:
    """Return what the words beside a mention say: "im russischen Iwanowo", "Taras, Kasachstan"."""
    lexicon = load_lexicon(article.language)
    before = _BEFORE.search(article.text[max(0, mention.start - 60) : mention.start])
    words = [word for word in before.groups() if word is not None] if before is not None else []
    head = words[-1] if words else ""
    countries = {_adjective_country(lexicon, gazetteer, word) for word in words}
    countries.add(_country_after(article, mention, gazetteer))
    return Surroundings(
        frozenset(code for code in countries if code is not None),
        town=head in lexicon.town_heads or head.lower().endswith(lexicon.town_endings),
        area=head in lexicon.area_heads,
    )


def _adjective_country(lexicon: Lexicon, gazetteer: Gazetteer, word: str) -> str | None:
    place_id = lexicon.adjectives.get(word.lower())
    place = gazetteer.place(place_id) if place_id is not None else None
    return None if place is None else place.country_code


def _country_after(article: Article, mention: Mention, gazetteer: Gazetteer) -> str | None:
    """Return the country of "Almaty, Kasachstan" and "Iwanowo (Russland)"; None elsewhere."""
    match = _AFTER.match(article.text, mention.end, mention.end + 60)
    if match is None:
        return None
    name = match.group(1)
    for form in (name, name.split(" ")[0]):
        for hit in gazetteer.hits(form, exact=True)[:1]:
            if hit.place.type in {"country", "admin"}:
                return hit.place.country_code
    return None
