"""Choosing the place that a toponym means, with all candidates kept.

A name keeps one referent within an article (Gale, Church and Yarowsky 1992). A candidate's weight
is in decades, as the gazetteer's prior: prior, the countries the article is about, the country
named beside the name ("Almaty, Kasachstan"), the noun before it ("Provinz"), and nearness to the
places that are sure. The weights become shares of likelihood by ten to their power.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.gazetteer.records import CAPITAL_BONUS
from geodata.mentions.lexicon import load_lexicon
from geodata.models import Candidate, Mention
from geodata.places.precision import where_precision
from geodata.places.surroundings import Surroundings, surroundings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.models import Article, Place
    from geodata.places.nominatim import PlaceSource

__all__ = ["place_mentions", "rank_hits"]

# In decades of people. An article about one country only lifts that country's towns by VOTES.
VOTES = 2.0
NAMED_COUNTRY = 3.0
AREA_NOUN = 2.0
FOREIGN_NAME = 3.0
NEARBY = 0.4  # the part of the world that papers in this language write about most
ABSENT_CAPITAL = 1.5  # the capital of a country that the article does not name
# (kilometres, decades) to the nearest place that is sure
NEARNESS = ((60.0, 1.5), (400.0, 0.6))
SURE = 0.9
# Decades to the next candidate from which on a name leaves no choice; that a town is a capital
# counts for nothing here ("Santiago").
LEAD = 2.0
MOST_CANDIDATES = 5
# Below this share of likelihood an outside geocoder is asked, where one is given.
DOUBTFUL = 0.3
# Candidates this many decades behind the best are no alternatives worth keeping.
HOPELESS = 5.0
EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class _Context:
    """What the article says about where it plays."""

    language: str
    nearby: frozenset[str]
    votes: Mapping[str, float]  # country code -> share, summing to 1
    sure: tuple[Place, ...]


def place_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    geocoder: PlaceSource | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions with place, candidates, confidence and precision filled in.

    `geocoder` is asked only for names without a likely candidate in the gazetteer. A name that
    nobody knows keeps `place` None and confidence 0.
    """
    around = [surroundings_of(article, mention, gazetteer) for mention in mentions]
    hits = {m.form: gazetteer.hits(m.form) for m in mentions if m.form is not None}
    context = _context(article, mentions, hits)
    chosen = _choose(mentions, around, hits, context)
    if geocoder is not None:
        chosen |= _asked(chosen, hits, geocoder)
    lexicon = load_lexicon(article.language)
    return tuple(
        _placed(article, mention, chosen.get(mention.form or "", mention.candidates), lexicon.near)
        for mention in mentions
    )


def rank_hits(gazetteer: Gazetteer, name: str, wider: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """Return all places of a name with their shares of likelihood, likeliest first.

    `wider` names units that the place should lie in; a place in none of them is left out, unless
    none of the names is known. Ties by place id.
    """
    units = [hit for unit in wider for hit in gazetteer.hits(unit)[:3]]
    codes = {
        hit.place.country_code for hit in units if hit.place.type in {"country", "admin", "region"}
    }
    hits = gazetteer.unit_or_name_hits(name)
    inside = [hit for hit in hits if hit.place.country_code in codes] if codes else hits
    return _candidates([(hit.place, hit.prior) for hit in inside], most=len(inside))


def _context(
    article: Article, mentions: Sequence[Mention], hits: Mapping[str, tuple[NameHit, ...]]
) -> _Context:
    """Return the votes of the mentions that leave no choice, and the places they name."""
    votes: Counter[str] = Counter()
    sure: dict[str, Place] = {}
    for mention in mentions:
        place = _certain(mention, hits)
        if place is None:
            continue
        if place.country_code is not None:
            votes[place.country_code] += 1
        if place.type in {"city", "site", "admin"}:
            sure[place.place_id] = place
    total = sum(votes.values())
    shares = {code: count / total for code, count in sorted(votes.items())}
    nearby = load_lexicon(article.language).nearby_countries
    return _Context(article.language, nearby, shares, tuple(sure.values()))


def _certain(mention: Mention, hits: Mapping[str, tuple[NameHit, ...]]) -> Place | None:
    """Return the place of a mention that has no rival; None otherwise."""
    if mention.form is None:
        return mention.candidates[0].place if mention.candidates else None
    found = hits[mention.form]
    if not found:
        return None
    rivals = [hit for hit in found[1:] if hit.place.country_code != found[0].place.country_code]
    lead = LEAD + (CAPITAL_BONUS if found[0].capital else 0.0)
    if rivals and rivals[0].prior > found[0].prior - lead:
        return None
    return found[0].place


def _choose(
    mentions: Sequence[Mention],
    around: Sequence[Surroundings],
    hits: Mapping[str, tuple[NameHit, ...]],
    context: _Context,
) -> dict[str, tuple[Candidate, ...]]:
    """Return the candidates of each name, likeliest first; ties by place id."""
    by_form: dict[str, list[Surroundings]] = defaultdict(list)
    for mention, nearby in zip(mentions, around, strict=True):
        if mention.form is not None:
            by_form[mention.form].append(nearby)
    return {
        form: _candidates([(hit.place, _weight(hit, nearby, context)) for hit in hits[form]])
        for form, nearby in by_form.items()
    }


def _weight(hit: NameHit, around: Iterable[Surroundings], context: _Context) -> float:
    place = hit.place
    weight = hit.prior
    if place.country_code is not None and place.type != "country":
        share = context.votes.get(place.country_code, 0.0)
        weight += VOTES * math.log10(1 + 9 * share)
        weight += NEARBY if place.country_code in context.nearby else 0.0
        weight -= ABSENT_CAPITAL if hit.capital and not share and context.votes else 0.0
    if hit.languages and context.language not in hit.languages and place.type != "admin":
        weight -= FOREIGN_NAME
    nearby = tuple(around)
    if any(place.country_code in item.countries for item in nearby):
        weight += NAMED_COUNTRY
    if any(item.area for item in nearby):
        weight += AREA_NOUN if place.type in {"admin", "region"} else 0.0
    elif any(item.town for item in nearby) and place.type == "city":
        weight += AREA_NOUN
    return weight + (_nearness(place, context.sure) if place.type == "city" else 0.0)


def _nearness(place: Place, sure: Iterable[Place]) -> float:
    others = [other for other in sure if other.place_id != place.place_id]
    km = min((_distance_km(place, other) for other in others), default=math.inf)
    return next((decades for limit, decades in NEARNESS if km < limit), 0.0)


def _distance_km(one: Place, other: Place) -> float:
    """Return the distance of two places along the great circle; infinite without a point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _candidates(
    weighed: Sequence[tuple[Place, float]], *, most: int = MOST_CANDIDATES + 1
) -> tuple[Candidate, ...]:
    """Return the candidates with their shares of likelihood, likeliest first."""
    if not weighed:
        return ()
    best = max(weight for _, weight in weighed)
    powers = [
        (place, 10 ** (weight - best)) for place, weight in weighed if weight > best - HOPELESS
    ]
    total = sum(power for _, power in powers)
    ranked = sorted(powers, key=lambda pair: (-pair[1], pair[0].place_id))
    return tuple(Candidate(place, round(power / total, 4)) for place, power in ranked[:most])


def _asked(
    chosen: Mapping[str, tuple[Candidate, ...]],
    hits: Mapping[str, tuple[NameHit, ...]],
    geocoder: PlaceSource,
) -> dict[str, tuple[Candidate, ...]]:
    """Return what an outside geocoder says about the names that the gazetteer is unsure of."""
    answers = {}
    for form in sorted(hits):
        candidates = chosen.get(form, ())
        if candidates and candidates[0].score >= DOUBTFUL:
            continue
        place = geocoder(form)
        if place is not None:
            answers[form] = (Candidate(place, SURE), *candidates[:MOST_CANDIDATES])
    return answers


def _placed(
    article: Article,
    mention: Mention,
    candidates: tuple[Candidate, ...],
    near_words: frozenset[str],
) -> Mention:
    if not candidates:
        return mention
    best, *others = candidates
    return replace(
        mention,
        place=best.place,
        candidates=tuple(others),
        confidence=best.score,
        where_prec=where_precision(article, mention, best.place, near_words),
    )
