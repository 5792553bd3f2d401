"""What part each place name plays in its sentence: where, whereto, wherefrom, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

    from geodata.events.reading import Named, Sentence
    from geodata.models import Place

__all__ = ["Role", "Standing", "find_roles"]

Role = Literal["at", "to", "from", "between", "bare", "office", "other"]
_ROLE_OF_CLASS: tuple[tuple[str, Role], ...] = (
    ("prepositions_place", "at"),
    ("prepositions_to", "to"),
    ("prepositions_between", "between"),
    ("prepositions_from", "from"),
    ("prepositions_other", "other"),
)
# Words between preposition and name: "in der umkämpften nordsyrischen Großstadt Aleppo".
WIDEST_PHRASE = 7
_ADJECTIVES = 3  # words from a preposition to its noun: "vor dem alten Parlament"
_IN_LISTS = ("joiners", "definite_articles", "place_nouns", "prepositions_place")
_ADJECTIVE_ENDINGS = ("en", "er", "em", "es", "e")


@dataclass(frozen=True, slots=True)
class Standing:
    """A place name with its role; `direction` is the compass point before it ("im Norden Malis").

    `group` numbers the names that are listed together ("in Donezk und Marjinka").
    """

    named: Named
    place: Place
    role: Role
    group: int
    direction: str | None = None
    near: bool = False

    @property
    def position(self) -> int:
        """The first token of the name."""
        return self.named.first


def find_roles(sentence: Sentence) -> tuple[Standing, ...]:
    """Return the place names that can be a place of an act, with their roles, in order.

    Adjectives and demonyms are left out, as are names without a place on the map.
    """
    standing: list[Standing] = []
    for named in sentence.named:
        place, usage = named.mention.place, named.mention.usage
        if place is None or usage == "dateline":
            continue
        if usage == "derived":
            continue
        before = standing[-1] if standing else None
        if before is not None and _joined(sentence, before, named):
            role = before.role
            standing.append(
                Standing(named, place, role, before.group, before.direction, before.near)
            )
            continue
        name = _stand(sentence, named, place, len(standing))
        if _only_orients(sentence, before, name):
            name = replace(name, role="other")
        standing.append(name)
    return tuple(standing)


def _joined(sentence: Sentence, before: Standing, named: Named) -> bool:
    """Whether nothing but conjunctions, commas and words like "Stadt" part two names."""
    between = range(before.named.last + 1, named.first)
    if not 0 < len(between) <= WIDEST_PHRASE:
        return False
    if not sentence.at(between[0], "joiners"):
        return False
    if sentence.tokens[between[0]].lower == "," and sentence.at(
        between[0] + 1, "definite_articles"
    ):
        return False
    if any(_opens_relative_clause(sentence, i) for i in between[1:]):
        return False
    return all(
        any(sentence.at(i, label) for label in _IN_LISTS) or _is_adjective(sentence, i)
        for i in between[1:]
    )


def _only_orients(sentence: Sentence, before: Standing | None, name: Standing) -> bool:
    """Whether a name only says where another lies: "in Twer nordwestlich von Moskau"."""
    if sentence.at(name.named.last + 1, "lying"):
        return True  # "im 60 Kilometer von Moskau entfernten Klin"
    if _lies_at_water(sentence, before, name):
        return True
    if before is None or before.role not in {"at", "to", "from", "bare"}:
        return False
    between = range(before.named.last + 1, name.position)
    if not 0 < len(between) <= WIDEST_PHRASE + 2:
        return False
    nearness = [i for i in between if sentence.at(i, "prepositions_near")]
    if not nearness or sentence.at(nearness[0], "prepositions_other"):
        return False
    words = (i for i in between if i not in nearness)
    return all(_tells_distance(sentence, i) for i in words)


def _lies_at_water(sentence: Sentence, before: Standing | None, name: Standing) -> bool:
    """Whether a river or sea only says where a town lies: "in Rostow am Don"."""
    if before is None or name.place.type != "nature" or before.place.type not in {"city", "site"}:
        return False
    if sentence.clauses[before.position] != sentence.clauses[name.position]:
        return False
    words = range(max(before.named.last + 1, name.position - _ADJECTIVES), name.position)
    return any(sentence.at(i, "prepositions_place") for i in words)


def _tells_distance(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position].lower
    return word == "," or word[0].isdigit() or sentence.at(position, "distance_words")


def _opens_relative_clause(sentence: Sentence, position: int) -> bool:
    """Whether a pronoun stands before a preposition: "Luga, das in der Nähe von Tosno liegt"."""
    return sentence.at(position, "definite_articles") and sentence.at(
        position + 1, "prepositions_place"
    )


def _is_adjective(sentence: Sentence, position: int) -> bool:
    """Whether a word looks like an adjective before a noun: lower case, declined, no verb form."""
    token = sentence.tokens[position]
    if sentence.at(position, "auxiliaries") or sentence.at(position, "reporting"):
        return False
    return not token.capital and token.lower.endswith(_ADJECTIVE_ENDINGS)


def _stand(sentence: Sentence, named: Named, place: Place, group: int) -> Standing:
    if _owns_mission_abroad(sentence, named):
        return Standing(named, place, "office", group)
    role, position, direction = _look_left(sentence, named)
    if role == "from" and _is_reported_from(sentence, position):
        role = "at"
    if _is_office(sentence, named, role, position):
        role = "office"
    crosses = any(hit.last == position - 1 for hit in sentence.hits("over_border"))
    if role in {"to", "from", "other"} and sentence.at(position - 1, "border") and not crosses:
        role = "other"
    if role == "at" and sentence.at(position - 1, "comparing"):
        role = "other"  # "überwacht wie in Ungarn"
    near = role == "at" and sentence.at(position, "prepositions_near")
    return Standing(named, place, role, group, direction, near)


def _owns_mission_abroad(sentence: Sentence, named: Named) -> bool:
    """Whether a name says whose an embassy is, not where: "vor die Botschaft Belgiens"."""
    noun = named.first - 1
    if sentence.at(noun, "definite_articles") or sentence.at(noun, "prepositions_from"):
        noun -= 1
    return sentence.at(noun, "missions_abroad")


def _is_reported_from(sentence: Sentence, position: int) -> bool:
    """Whether news comes from a place: "Auch aus Hama wurden Tote gemeldet"."""
    opens = position == 0 or not sentence.tokens[position - 1].capital or position == 1
    return opens and sentence.at(position, "sender") and sentence.has("reported_from")


def _is_before_building(sentence: Sentence, noun: int) -> bool:
    """Whether an office is the building that people stand at: "vor dem Parlament in Rom"."""
    if not any(sentence.at(noun, label) for label in ("titles", "public_building")):
        return False
    clause = sentence.clauses[noun]
    if any(sentence.clauses[hit.first] == clause for hit in sentence.hits("reporting")):
        return False
    words = range(max(0, noun - _ADJECTIVES), noun)
    return any(sentence.at(i, "prepositions_outside") for i in words)


def _look_left(sentence: Sentence, named: Named) -> tuple[Role, int, str | None]:
    """Return the role by the nearest preposition, that token, and a compass point on the way."""
    direction: str | None = None
    without: Role = "bare"
    points = {hit.first: key for key, hit in sentence.under("directions")}
    for position in range(named.first - 1, max(-1, named.first - 1 - WIDEST_PHRASE), -1):
        if position in points and direction is None:
            direction = points[position]
            continue
        role = _role_by_preposition(sentence, position)
        if role == "from" and _leans_on(sentence, position - 1, points):
            # "im Norden von X" looks on; "südlich von X", "blockierten den Hafen von X" are places
            noun = position - 1 in points and sentence.tokens[position - 1].capital
            without = "bare" if noun else "at"
        elif role is not None:
            return role, position, direction
        elif not _may_stand_between(sentence, position, named):
            break
    return without, named.first, direction


def _role_by_preposition(sentence: Sentence, position: int) -> Role | None:
    """Return the role that a preposition gives ("in das Land" says whereto), else None."""
    found = (role for label, role in _ROLE_OF_CLASS if sentence.at(position, label))
    role = next(found, None)
    if role == "other" and sentence.at(position, "prepositions_through"):
        words = range(position + 1, position + 1 + _ADJECTIVES)
        placed = any(sentence.at(i, "place_nouns") for i in words)
        return "at" if placed or _moves_about(sentence, position) else role
    directed = role == "at" and sentence.at(position + 1, "directed_articles")
    return "to" if directed else role


def _moves_about(sentence: Sentence, position: int) -> bool:
    """Whether a "durch" says where people move about ("zogen durch Rom"), not who did it."""
    clause = sentence.clauses[position]
    moves, suffers = (
        any(sentence.clauses[hit.first] == clause for hit in sentence.hits(label))
        for label in ("moving_about", "passive")
    )
    return moves and not suffers


def _leans_on(sentence: Sentence, position: int, points: Collection[int]) -> bool:
    """Whether a "von" belongs to the word before it: "im Norden von Mali", "in der Nähe von"."""
    return position in points or any(
        sentence.at(position, label) for label in ("prepositions_near", "place_nouns")
    )


def _is_unknown_name(sentence: Sentence, position: int) -> bool:
    """Whether a token is of a list whose first name is unknown: "in Neustadl und Krems"."""
    if sentence.at(position, "joiners") and sentence.tokens[position].lower[0].isalnum():
        position -= 1
    return (
        position > 0
        and sentence.tokens[position].capital
        and sentence.at(position + 1, "joiners")
        and sentence.at(position - 1, "prepositions_place")
    )


def _may_stand_between(sentence: Sentence, position: int, named: Named) -> bool:
    if _is_unknown_name(sentence, position):
        return True
    if sentence.at(position, "definite_articles") or sentence.at(position, "place_nouns"):
        return True
    if any(other.first <= position <= other.last for other in sentence.named if other is not named):
        return any(
            other.mention.usage == "derived"
            for other in sentence.named
            if other.first <= position <= other.last
        )
    return sentence.at(position, "prepositions_from") or _is_adjective(sentence, position)


def _is_office(sentence: Sentence, named: Named, role: Role, position: int) -> bool:
    """Whether the name belongs to an office: "Armeniens Regierungschef", "Ministerium in Kabul"."""
    if role == "bare":
        before = named.first - 1
        if sentence.at(before, "definite_articles"):
            before -= 1
        after = named.last + 1
        return sentence.at(before, "titles") or (
            sentence.at(after, "titles")
            or (sentence.at(after + 1, "titles") and not sentence.tokens[after].capital)
        )
    if role in {"at", "from"}:
        noun = position - 1
        if _is_before_building(sentence, noun):
            return False
        return sentence.at(noun, "titles") or (
            sentence.at(noun, "reporting") and sentence.tokens[noun].capital
        )
    return False
