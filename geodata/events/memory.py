"""What later sentences refer back to: the town, country, region and destination last told of."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from geodata.events.parts import Setting, setting_of
from geodata.events.telling import FOLLOWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.reading import Named, Sentence
    from geodata.events.roles import Standing
    from geodata.events.telling import Telling
    from geodata.models import EventKind, Mention, Place

__all__ = [
    "FILED",
    "PARTS_OF_TOWN",
    "Memory",
    "country_told_of",
    "filed_at",
    "is_behind_forces",
    "is_in_office",
    "names_a_land",
    "only_place",
]

_REACH = 3  # sentences that "dort" or "die Stadt" looks back over
_COUNTRY_REACH = 8  # the land that a report is about stays so for paragraphs
_HOST_REACH = 12  # where the troops of a report stand is said once
# Sentences back over which what they name is asked for; an act may get its place later.
_FURTHEST = _COUNTRY_REACH + FOLLOWS
_HEADLINE = 3  # a country named in the headline counts like this many places
_ONLY, FILED = "the only place told of", "where the report was filed"
# What a town's adjective may stand before: "Kölner Hauptbahnhof", "Pariser Rathaus".
PARTS_OF_TOWN = ("town_parts", "public_building", "capital_seats")
_WIDE = frozenset({"region", "admin", "nature"})


@dataclass(slots=True)
class Memory:
    """The places last named, each with the number of its sentence.

    Few sentences ask for them, so those `passed` are only taken in when one does.
    """

    told_of: str | None = None  # the country that the article as a whole is about
    filed: tuple[int, Setting] | None = None  # the town of the dateline, where it is only one
    town: tuple[int, Setting] | None = None
    country: tuple[int, str] | None = None
    paragraph: int = -1  # of the sentence that named the country
    place: tuple[int, Setting] | None = None
    region: tuple[int, Setting] | None = None
    destination: tuple[int, Setting] | None = None
    host: tuple[int, Setting] | None = None
    sender: tuple[int, str] | None = None
    passed: deque[Telling] = field(default_factory=lambda: deque(maxlen=_FURTHEST))

    def _catch_up(self) -> None:
        """Take in the sentences passed."""
        while self.passed:
            told = self.passed.popleft()
            self._take(told.sentence, told.standing)

    def _take(self, sentence: Sentence, standing: Sequence[Standing]) -> None:
        """Remember the places of a sentence that has been read."""
        self._take_lands(sentence, standing)
        if _names_unknown(sentence):
            self.place = self.town = None  # "dort" may mean what is not on the map
        stood = [name for name in standing if name.role not in {"office", "other", "between"}]
        stood.sort(key=_counts)
        last: Standing | None = None
        for name in stood:
            setting = setting_of(name, 0.0)
            if last is None or not _is_only_around(name, last):
                self.place, last = (sentence.index, setting), name
            # one kept of an act may be of a sentence after this
            is_news = self.region is None or self.region[0] <= sentence.index
            if setting.place.type in _WIDE and is_news:
                self.region = (sentence.index, setting)
            if name.place.type in {"city", "site"}:
                self.town = (sentence.index, setting)
        if not stood:
            self._take_part_of_town(sentence)

    def _take_part_of_town(self, sentence: Sentence) -> None:
        """Remember the town that an adjective before a part of it names: "Das Kölner Rathaus"."""
        for named in sentence.named:
            place = named.mention.place
            if named.mention.usage != "derived" or place is None or _is_land(place):
                continue
            if any(sentence.at(named.last + 1, label) for label in PARTS_OF_TOWN):
                found = Setting(
                    place, named.mention.where_prec, (named.index,), "a part of the town"
                )
                self.place = self.town = (sentence.index, found)

    def _take_lands(self, sentence: Sentence, standing: Sequence[Standing]) -> None:
        """Remember the country that the sentence is about, and the state that is its subject."""
        for named in sentence.named:
            place = named.mention.place
            if (
                place is not None
                and place.country_code is not None
                and names_a_land(named)
                and not is_in_office(named.index, standing)
                and not _is_home(sentence, named, standing)
            ):
                self.country = (sentence.index, place.country_code)
                self.paragraph = sentence.paragraph
            if name_of_state(named.index, standing) and place is not None and place.country_code:
                self.sender = (sentence.index, place.country_code)

    def keep(self, sentence: Sentence, kind: EventKind, setting: Setting) -> None:
        """Remember where an event was just put: "in der Region" and "dort" mean that first."""
        if setting.place.type in _WIDE | {"country"}:
            self.region = (sentence.index, setting)
        if kind == "deployment":
            self.destination = (sentence.index, setting)
        if kind in {"deployment", "presence", "withdrawal"}:
            self.host = (sentence.index, setting)

    def country_near(self, sentence: Sentence) -> str | None:
        """Return the country that "das Land" means: the paragraph's, else the article's."""
        self._catch_up()
        last = _recent(self.country, sentence.index, _COUNTRY_REACH)
        if last is not None and self.paragraph == sentence.paragraph:
            return last
        return self.told_of or last

    def town_near(self, index: int) -> Setting | None:
        """Return the town that "die Stadt" means."""
        self._catch_up()
        return _recent(self.town, index)

    def place_near(self, index: int) -> Setting | None:
        """Return the place that "dort" means."""
        self._catch_up()
        return _recent(self.place, index)

    def filed_near(self, index: int) -> Setting | None:
        """Return the town of the dateline, in its own sentence and the next."""
        if self.filed is None or not 0 <= index - self.filed[0] <= 1:
            return None
        return self.filed[1]

    def place_just_before(self, index: int) -> Setting | None:
        """Return the place named in the sentence before the one of that number."""
        self._catch_up()
        return self.place[1] if self.place is not None and index - self.place[0] <= 1 else None

    def region_near(self, index: int) -> Setting | None:
        """Return the place that "in der Region" means."""
        self._catch_up()
        return _recent(self.region, index)

    def destination_near(self, index: int) -> Setting | None:
        """Return the place that troops were last said to be sent to."""
        return _recent(self.destination, index)

    def sender_before(self, index: int) -> str | None:
        """Return the state that "seine Soldaten" means: the subject of the sentence before."""
        self._catch_up()
        return _recent(self.sender, index, 1)

    def host_near(self, index: int) -> Setting | None:
        """Return the place that foreign troops were last said to be at, or to go to or leave."""
        return _recent(self.host, index, _HOST_REACH)


def _counts(name: Standing) -> int:
    """Return how much a role says of where something is: where someone comes from least."""
    return {"from": 0, "bare": 1}.get(name.role, 2)


def _is_only_around(name: Standing, inner: Standing) -> bool:
    """Whether a name gives the country or unit that a finer place of the sentence lies in."""
    finer = {"city", "site"} if name.place.type in _WIDE else {"city", "site", *_WIDE}
    return (
        name.place.type in _WIDE | {"country"}
        and inner.place.type in finer
        and inner.role != "from"
        and name.place.country_code == inner.place.country_code
    )


def _names_unknown(sentence: Sentence) -> bool:
    """Whether the last name of a sentence is of a place that the gazetteer does not have."""
    literal = [n.mention for n in sentence.named if n.mention.usage == "literal"]
    return bool(literal) and literal[-1].place is None


_T = TypeVar("_T")


def _recent(found: tuple[int, _T] | None, index: int, reach: int = _REACH) -> _T | None:
    return found[1] if found is not None and index - found[0] <= reach else None


def names_a_land(named: Named) -> bool:
    """Whether "das Land" can mean the land of a name: not that of an adjective or an actor."""
    return _is_a_land(named.mention)


def _is_a_land(mention: Mention) -> bool:
    return mention.usage not in {"derived", "actor"}


def country_told_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the country that most names of an article lie in; the first named of equals.

    The headline counts more; adjectives and actors count where there is nothing else. None
    without any place.
    """
    lands: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for sentence in sentences:
        for _, mention in sentence.mentions:
            place: Place | None = mention.place
            if place is not None and place.country_code is not None:
                counted = lands if _is_a_land(mention) else others
                counted[place.country_code] += 1 if sentence.index else _HEADLINE
    return next((code for code, _ in (lands or others).most_common(1)), None)


def only_place(sentences: Sequence[Sentence]) -> Setting | None:
    """Return the one town that an article names as a place, else where it was filed from.

    None where it names several places, or one that is not on the map; names of senders and
    adjectives do not count.
    """
    names = [name for sentence in sentences for name in sentence.mentions]
    literal = [(i, m) for i, m in names if m.usage == "literal"]
    filed = [(i, m) for i, m in names if m.usage == "dateline" and m.place is not None]
    chosen = literal or filed
    places = {None if m.place is None else m.place.place_id for _, m in chosen}
    if len(places) != 1:
        return None
    index, mention = chosen[0]
    place = mention.place
    if place is None or place.type not in {"city", "site"}:
        return None
    return Setting(place, mention.where_prec, (index,), _ONLY if literal else FILED)


def filed_at(sentences: Sequence[Sentence]) -> tuple[int, Setting] | None:
    """Return the one town of an article's dateline, with the number of its sentence.

    None where it has none or several; a country beside the town only says where that lies.
    """
    filed = [
        (sentence.index, index, mention)
        for sentence in sentences
        for index, mention in sentence.mentions
        if mention.usage == "dateline"
    ]
    towns = [name for name in filed if name[2].place is None or not _is_land(name[2].place)]
    place = towns[0][2].place if len(towns) == 1 else None
    if place is None or any(
        mention.place is not None and mention.place.country_code != place.country_code
        for *_, mention in filed
    ):
        return None
    at, index, mention = towns[0]
    return at, Setting(place, mention.where_prec, (index,), FILED)


def _is_land(place: Place) -> bool:
    return place.type not in {"city", "site"}


def _is_home(sentence: Sentence, named: Named, standing: Sequence[Standing]) -> bool:
    """Whether a name only says whose forces they are: "Fallschirmjäger aus Pskow"."""
    home = any(name.named.index == named.index and name.role == "from" for name in standing)
    return home and is_behind_forces(sentence, named.first)


def is_behind_forces(sentence: Sentence, position: int) -> bool:
    """Whether the word before a name's preposition is one of forces."""
    words = (position - 2, position - 3)
    return any(sentence.at(i, "forces_state") and sentence.tokens[i].noun for i in words if i >= 0)


def name_of_state(index: int, standing: Sequence[Standing]) -> bool:
    """Whether the mention of that number is a country's name without a preposition."""
    return any(
        name.named.index == index and name.role == "bare" and name.place.type == "country"
        for name in standing
    )


def is_in_office(index: int, standing: Sequence[Standing]) -> bool:
    """Whether the mention of that number is the place of an office, or of no act at all."""
    return any(name.named.index == index and name.role in {"office", "other"} for name in standing)
