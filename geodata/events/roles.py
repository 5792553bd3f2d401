"""What part each place name plays in its sentence: where, whereto, wherefrom, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.events.phrases import WIDEST_PHRASE, PhraseReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.events.grammar import NameGrammar
    from geodata.events.phrases import Role
    from geodata.events.reading import Named, Sentence
    from geodata.models import Place

__all__ = ["Standing", "find_roles", "is_of_local_speakers"]

_NEXT = 2  # tokens from a name to the next of a list without words of its own
_ADJECTIVES = 3  # words from a preposition to its noun: "vor dem alten Parlament"
# Nouns that are no things at a place, so that "von" does not say where they are.
_NO_THINGS = ("titles", "forces_", "crowds", "people", "trigger_", "state_bodies", "distance_words")
_IN_LISTS = ("joiners", "definite_articles", "place_nouns", "prepositions_place")


@dataclass(frozen=True, slots=True)
class Standing:
    """A place name with its role; `direction` is the compass point before it ("im Norden Malis").

    `group` numbers the names that are listed together ("in Donezk und Marjinka"). `start` is the
    first token of the name's phrase, its preposition; `of`: that only joins the name to the noun
    before it ("the siege of Aleppo"). `where_prec` is that of a place described, None where it
    is the name's.
    """

    named: Named
    place: Place
    role: Role
    group: int
    start: int
    direction: str | None = None
    near: bool = False
    of: bool = False
    where_prec: int | None = None

    @property
    def position(self) -> int:
        """The first token of the name."""
        return self.named.first


def find_roles(sentence: Sentence, grammar: NameGrammar) -> tuple[Standing, ...]:
    """Return the place names that can be a place of an act, with their roles, in order.

    Adjectives and demonyms are left out, as are names without a place on the map.
    """
    reader = PhraseReader(sentence, grammar)
    standing: list[Standing] = []
    for named in sentence.named:
        place, usage = named.mention.place, named.mention.usage
        if place is None or usage in {"dateline", "derived"}:
            continue
        before = standing[-1] if standing else None
        if before is not None and _joined(sentence, reader, before, named):
            standing.append(_listed(sentence, before, named, place))
            continue
        name = _stand(sentence, reader, named, place, len(standing))
        if _only_orients(sentence, before, name):
            name = replace(name, role="other")
        standing.append(name)
    return tuple(standing)


def _joined(sentence: Sentence, reader: PhraseReader, before: Standing, named: Named) -> bool:
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
    if len(between) == 1 and _opens_statement(sentence, before, named):
        return False
    return all(
        any(sentence.at(i, label) for label in _IN_LISTS) or reader.is_adjective(i)
        for i in between[1:]
    )


def _opens_statement(sentence: Sentence, before: Standing, named: Named) -> bool:
    """Whether a land behind a comma is the subject of what follows: "..., Spain sends ships"."""
    place, after = named.mention.place, named.last + 1
    return (
        sentence.tokens[named.first - 1].lower == ","
        and place is not None
        and place.type == "country"
        and place.country_code != before.place.country_code
        and after < len(sentence.tokens)
        and any(label.startswith("trigger_") for label in sentence.classes[after])
        and not sentence.tokens[after].noun
    )


def _listed(sentence: Sentence, before: Standing, named: Named, place: Place) -> Standing:
    """Return a name of a list, with what it has from the one before it.

    A compass point holds for the next name unless that has words of its own ("im Norden Malis
    und Nigers", but not "im Norden Malis und in Niger"). What holds the name before it only says
    where that lies: "Killeen, Texas".
    """
    own_words = named.first - before.named.last > _NEXT
    direction = None if own_words else before.direction
    comma = sentence.tokens[before.named.last + 1].lower == ","
    ends_list = not sentence.at(named.last + 1, "joiners") or (
        sentence.tokens[named.last + 1].lower == ","
    )
    around = comma and ends_list and _is_around(place, before.place)
    role: Role = "other" if around else before.role
    return replace(before, named=named, place=place, direction=direction, role=role)


def _is_around(place: Place, inner: Place) -> bool:
    """Whether a country or unit is one that another place can lie in, as far as types tell."""
    coarser = {"country": {"admin", "region", "city", "site"}, "admin": {"city", "site"}}
    return place.country_code == inner.country_code and inner.type in coarser.get(place.type, ())


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
    if name.start != before.named.last + 1:
        return False  # "Manila schickt zwei Boote ins Südchinesische Meer"
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


def _stand(
    sentence: Sentence, reader: PhraseReader, named: Named, place: Place, group: int
) -> Standing:
    phrase = reader.read(named)
    name = Standing(
        named, place, phrase.role, group, phrase.start, phrase.direction, phrase.near, phrase.of
    )
    return replace(name, role=_role(sentence, name), near=name.near and name.role == "at")


def _role(sentence: Sentence, name: Standing) -> Role:
    """Return the role that the preposition gives, or what the words before it make of that."""
    role = name.role
    if _owns_mission_abroad(sentence, name.named):
        return "office"
    if role == "from" and (
        _is_reported_from(sentence, name.start) or _is_of_placed_noun(sentence, name)
    ):
        return "at"
    if _is_office(sentence, name, role) or _is_where_said(sentence, name, role):
        return "office"
    return "other" if _is_no_place(sentence, name, role) else role


def _is_no_place(sentence: Sentence, name: Standing, role: Role) -> bool:
    """Whether a name only orients, compares or says whose forces they are."""
    before = name.start - 1
    crosses = any(hit.last == before for hit in sentence.hits("over_border"))
    beyond = sentence.at(before, "border") and not crosses
    return (
        (role in {"to", "from", "other"} and beyond)
        or (role == "at" and sentence.at(before, "comparing"))  # "überwacht wie in Ungarn"
        or (role != "bare" and _owns_forces(sentence, name))
    )


def _owns_forces(sentence: Sentence, name: Standing) -> bool:
    """Whether a country's name only says whose forces they are: "including a U.S. soldier"."""
    after = name.named.last + 1
    return (
        name.place.type == "country"
        and name.named.mention.usage == "actor"
        and any(sentence.at(after, label) for label in ("forces_state", "people"))
    )


def _is_where_said(sentence: Sentence, name: Standing, role: Role) -> bool:
    """Whether a verb of saying follows a place: "people in Sevastopol say"."""
    after = name.named.last + 1
    if is_of_local_speakers(sentence, name):
        return False  # "police in Karachi say": what they tell of happened there
    return role == "at" and sentence.at(after, "reporting") and not sentence.tokens[after].noun


def is_of_local_speakers(sentence: Sentence, name: Standing) -> bool:
    """Whether those quoted are at a place: "police in Karachi say", "In Rom sagte die Polizei"."""
    after = name.named.last + 1
    around = (name.start - 1, *range(after + 1, after + 1 + _ADJECTIVES))
    return sentence.at(after, "reporting") and any(sentence.at(i, "local_speakers") for i in around)


def _owns_mission_abroad(sentence: Sentence, named: Named) -> bool:
    """Whether a name says whose an embassy is, not where: "vor die Botschaft Belgiens"."""
    if sentence.grammar.has_articles and sentence.at(named.last + 1, "missions_abroad"):
        return True  # "outside Israel's consulate in Istanbul"
    noun = named.first - 1
    if sentence.at(noun, "definite_articles"):
        noun -= 1
    if sentence.at(noun, "prepositions_from"):
        noun -= 1
    return sentence.at(noun, "missions_abroad")


def _is_reported_from(sentence: Sentence, position: int) -> bool:
    """Whether news comes from a place: "Auch aus Hama wurden Tote gemeldet"."""
    opens = position <= 1 or not sentence.tokens[position - 1].noun
    return opens and sentence.at(position, "sender") and sentence.has("reported_from")


def _is_of_placed_noun(sentence: Sentence, name: Standing) -> bool:
    """Whether a town says where the thing is that an act is at: "in den Raffinerien von X"."""
    noun = name.start - 1
    if not name.of or name.place.type not in {"city", "site"} or not sentence.tokens[noun].noun:
        return False
    if any(label.startswith(_NO_THINGS) for label in sentence.classes[noun]):
        return False
    words = range(max(0, noun - _ADJECTIVES), noun)
    return any(
        sentence.at(i, "prepositions_place")
        and not any(sentence.tokens[j].noun for j in range(i + 1, noun))
        for i in words
    )


def _is_before_building(sentence: Sentence, noun: int) -> bool:
    """Whether an office is the building that people stand at: "vor dem Parlament in Rom"."""
    if not any(sentence.at(noun, label) for label in ("titles", "public_building")):
        return False
    clause = sentence.clauses[noun]
    if any(sentence.clauses[hit.first] == clause for hit in sentence.hits("reporting")):
        return False
    words = range(max(0, noun - _ADJECTIVES), noun)
    outside = any(sentence.at(i, "prepositions_outside") for i in words)
    return outside or (sentence.at(noun, "public_building") and _is_under_force(sentence, clause))


def _is_under_force(sentence: Sentence, clause: int) -> bool:
    """Whether a clause has a verb of force, whose object may be a building: "stürmten das ..."."""
    return any(
        sentence.clauses[hit.first] == clause and not sentence.tokens[hit.first].noun
        for label, hits in sentence.labels.items()
        if label.startswith("trigger_violence")
        for hit in hits
    )


def _is_office(sentence: Sentence, name: Standing, role: Role) -> bool:
    """Whether the name belongs to an office: "Armeniens Regierungschef", "Ministerium in Kabul"."""
    if role == "bare":
        before, after = name.start - 1, name.named.last + 1
        if sentence.at(before, "definite_articles"):
            before -= 1
        return _ends(sentence, before) or any(_begins(sentence, i) for i in _next(sentence, after))
    if role in {"at", "from"}:
        noun = name.start - 1
        if _is_before_building(sentence, noun):
            return False
        return _ends(sentence, noun) or (
            sentence.at(noun, "reporting")
            and (sentence.tokens[noun].noun or not sentence.grammar.nouns_are_capital)
        )
    return False


def _ends(sentence: Sentence, position: int) -> bool:
    """Whether a title, of one word or several, ends at a token."""
    return any(hit.last == position for hit in sentence.hits("titles"))


def _begins(sentence: Sentence, position: int) -> bool:
    """Whether a title, of one word or several, begins at a token."""
    return any(hit.first == position for hit in sentence.hits("titles"))


def _next(sentence: Sentence, after: int) -> Iterator[int]:
    """Yield the tokens at which a title may begin: the next, or behind one adjective."""
    yield after
    if after < len(sentence.tokens) and not sentence.tokens[after].capital:
        yield after + 1
