from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geodata.errors import FilterError
from geodata.models import (
    EVENT_KINDS,
    REVIEW_STATUSES,
    STATUSES,
    DateRange,
    EventStatus,
    Extraction,
)
from geodata.pipeline import collect
from geodata.tables import Tables, build_tables
from geodata.tables.facets import CONFIDENCE_STEPS, FacetIndex
from geodata.tables.filters import PRECISIONS, START_REVIEWS, START_STATUSES, Filters
from geodata.tables.voices import VOICES, Voice
from tests.records import KAZAKHSTAN, almaty_extraction, make_article, make_event, shots_collection

if TYPE_CHECKING:
    import numpy.typing as npt

Row = dict[str, Any]

FIRST = dt.date(2022, 1, 1)
NINTH, AFTER = dt.date(2022, 1, 9), dt.date(2022, 2, 1)
COUNTRIES = ("DE", "KZ", "RU", "SY")
ACTORS = ("KZ", "RU", "OVKS", "Gruppe Nord, Süd")
PUBLISHERS = ("Die Zeitung", "Nord, Süd & Co", "Вестник")
LANGUAGES = ("de", "en", "ru")
TEXTS = ("tanks at the border", "a crowd on the square", "Soldaten am Platz")
LISTS = {
    "countries": COUNTRIES,
    "kinds": EVENT_KINDS,
    "statuses": STATUSES,
    "says": VOICES,
    "actors": ACTORS,
    "publishers": PUBLISHERS,
    "languages": LANGUAGES,
    "precisions": PRECISIONS,
    "review": REVIEW_STATUSES,
}
COUNTED = (*LISTS, "undated", "with_figures", "min_confidence")
OF_TELLINGS = {"says", "publishers", "languages", "words"}


class Texts:
    """A search that looks into every text."""

    def __init__(self, articles: list[Row], events: list[Row]) -> None:
        self._articles, self._events = articles, events

    def articles(self, words: str) -> npt.NDArray[np.intp]:
        return np.flatnonzero([words in one["text"] for one in self._articles])

    def events(self, words: str) -> npt.NDArray[np.intp]:
        return np.flatnonzero([words in one["text"] for one in self._events])


class World:
    """Random tables, and the answers that plain loops over their rows give."""

    def __init__(self, seed: int, *, compact: bool = False) -> None:
        self.dice = np.random.default_rng(seed)
        self.articles = [self._article(number) for number in range(12)]
        self.incidents = [self._incident(number) for number in range(40)]
        self.events = [self._event(number) for number in range(90)]
        self.mentions = [
            {"article_id": self.pick([one["article_id"] for one in self.articles])}
            | {"country_code": self.pick([*COUNTRIES, None])}
            | {"review_status": self.pick(REVIEW_STATUSES)}
            for _ in range(60)
        ]
        frames = [pd.DataFrame(rows) for rows in (self.articles, self.mentions, self.events)]
        incidents = pd.DataFrame(self.incidents)
        for frame in (*frames, incidents):
            for name in frame.columns:
                if name.startswith(("date_", "published_")):
                    frame[name] = pd.to_datetime(frame[name])
                elif compact and not name.startswith(("where", "geo", "text")):
                    frame[name] = frame[name].astype("category")
        nothing = pd.DataFrame()
        self.tables = Tables(frames[0], frames[1], nothing, frames[2], incidents, nothing)
        self.index = FacetIndex(self.tables, Texts(self.articles, self.events))

    def pick(self, options: Any) -> Any:
        return options[int(self.dice.integers(len(options)))]

    def filters(self) -> Filters:
        chosen: dict[str, Any] = {
            name: tuple(one for one in options if self.dice.random() < 0.5)
            for name, options in LISTS.items()
            if self.dice.random() < 0.25
        }
        days = sorted(FIRST + dt.timedelta(int(n)) for n in self.dice.integers(0, 30, 2))
        more = {
            "first_day": days[0],
            "last_day": days[1],
            "undated": False,
            "min_confidence": self.pick([0.3, 0.7, 0.9]),
            "words": self.pick(["tanks", "square", "Platz"]),
            "with_figures": True,
        }
        chosen |= {name: value for name, value in more.items() if self.dice.random() < 0.25}
        return Filters(**chosen)

    def _days(self, prefix: str) -> Row:
        if self.dice.random() < 0.2:
            return {f"{prefix}_start": None, f"{prefix}_end": None}
        first = FIRST + dt.timedelta(int(self.dice.integers(30)))
        last = first + dt.timedelta(int(self.dice.integers(4)))
        return {f"{prefix}_start": first, f"{prefix}_end": last}

    def _article(self, number: int) -> Row:
        return {
            "article_id": f"a{number}",
            "publisher": self.pick([*PUBLISHERS, None]),
            "language": self.pick(LANGUAGES),
            **self._days("published"),
            "text": self.pick(TEXTS),
        }

    def _incident(self, number: int) -> Row:
        somewhere = self.dice.random() < 0.8
        actors = [one for one in ACTORS if self.dice.random() < 0.3]
        return {
            "incident_id": f"i{number}",
            "kind": self.pick(EVENT_KINDS),
            "status": self.pick(STATUSES),
            **self._days("date"),
            "place_id": f"p{number}" if somewhere else None,
            "country_code": self.pick(COUNTRIES) if somewhere else None,
            "origin_country": self.pick([*COUNTRIES, None, None]),
            "where_prec": int(self.dice.integers(1, 8)) if somewhere else None,
            "actors": "; ".join(actors),
            "figures": self.pick(["", "dead 3", "troops about 300"]),
            "review_status": self.pick(REVIEW_STATUSES),
        }

    def _event(self, number: int) -> Row:
        sure = float(self.dice.random())
        return {
            "event_id": f"e{number}",
            "incident_id": self.pick([*(one["incident_id"] for one in self.incidents), None]),
            "article_id": self.pick([one["article_id"] for one in self.articles]),
            "attribution": self.pick([*VOICES[1:], None]),
            "geo_confidence": sure if self.dice.random() < 0.8 else None,
            "text": self.pick(TEXTS),
        }


class Plain:
    """What the filters mean, told row by row."""

    def __init__(self, world: World, filters: Filters) -> None:
        self.world, self.filters = world, filters
        self.article = {one["article_id"]: one for one in world.articles}

    def tells(self, event: Row, incident: Row) -> bool:
        article, wanted = self.article[event["article_id"]], self.filters
        return (
            event["incident_id"] == incident["incident_id"]
            and (not wanted.says or (event["attribution"] or "fact") in wanted.says)
            and (not wanted.publishers or article["publisher"] in wanted.publishers)
            and (not wanted.languages or article["language"] in wanted.languages)
            and wanted.words in event["text"]
        )

    def keeps(self, incident: Row) -> bool:
        wanted = self.filters
        of_it = [e for e in self.world.events if e["incident_id"] == incident["incident_id"]]
        sure = max((event["geo_confidence"] or 0.0 for event in of_it), default=0.0)
        lies = {incident["country_code"], incident["origin_country"]}
        return (
            self.in_days(incident, "date")
            and (not wanted.countries or bool(lies & set(wanted.countries)))
            and (not wanted.kinds or incident["kind"] in wanted.kinds)
            and incident["status"] in wanted.statuses
            and incident["review_status"] in wanted.review
            and (not wanted.actors or bool(actors_of(incident) & set(wanted.actors)))
            and (not wanted.precisions or precision_of(incident) in wanted.precisions)
            and (wanted.min_confidence is None or sure >= wanted.min_confidence)
            and (not wanted.with_figures or incident["figures"] != "")
            and (
                not OF_TELLINGS & set(wanted.active)
                or any(self.tells(event, incident) for event in of_it)
            )
        )

    def in_days(self, row: Row, prefix: str) -> bool:
        start, end, wanted = row[f"{prefix}_start"], row[f"{prefix}_end"], self.filters
        if start is None:
            return wanted.undated
        return (wanted.first_day is None or end >= wanted.first_day) and (
            wanted.last_day is None or start <= wanted.last_day
        )

    def keeps_article(self, article: Row, *, published: bool) -> bool:
        wanted = self.filters
        return (
            (not wanted.publishers or article["publisher"] in wanted.publishers)
            and (not wanted.languages or article["language"] in wanted.languages)
            and wanted.words in article["text"]
            and (not published or self.in_days(article, "published"))
        )

    def incidents(self) -> list[bool]:
        return [self.keeps(one) for one in self.world.incidents]

    def kept_ids(self) -> set[str]:
        return {one["incident_id"] for one in self.world.incidents if self.keeps(one)}

    def events(self) -> list[bool]:
        kept = self.kept_ids()
        return [one["incident_id"] in kept for one in self.world.events]

    def articles(self) -> list[bool]:
        of_events = {"countries", "kinds", "says", "actors", "precisions", "min_confidence"}
        of_events |= {"with_figures"}
        if not of_events & set(self.filters.active) and not self.leaves_out_one_of_the_start():
            return [self.keeps_article(one, published=True) for one in self.world.articles]
        kept = self.kept_ids()
        told = {one["article_id"] for one in self.world.events if one["incident_id"] in kept}
        return [
            one["article_id"] in told and self.keeps_article(one, published=False)
            for one in self.world.articles
        ]

    def leaves_out_one_of_the_start(self) -> bool:
        filters = self.filters
        return not (
            set(START_STATUSES) <= set(filters.statuses)
            and set(START_REVIEWS) <= set(filters.review)
        )

    def mentions(self) -> list[bool]:
        return [
            self.keeps_article(self.article[one["article_id"]], published=True)
            and (not self.filters.countries or one["country_code"] in self.filters.countries)
            and one["review_status"] in self.filters.review
            for one in self.world.mentions
        ]

    def count(self, field: str, value: Any) -> int:
        if field == "undated":
            free = Plain(self.world, self.filters.without(field))
            return sum(
                one["date_start"] is None and free.keeps(one) for one in self.world.incidents
            )
        chosen: Any = value if field in {"with_figures", "min_confidence"} else (value,)
        wanted: dict[str, Any] = {field: chosen}
        return sum(Plain(self.world, replace(self.filters, **wanted)).incidents())


def actors_of(incident: Row) -> set[str]:
    return {actor for actor in incident["actors"].split("; ") if actor}


def precision_of(incident: Row) -> str:
    if incident["place_id"] is None:
        return "none"
    return ("point", "near", "area", "area", "area", "country", "none")[incident["where_prec"] - 1]


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "categorical"])
def worlds(request: pytest.FixtureRequest) -> list[World]:
    return [World(seed, compact=request.param) for seed in range(4)]


def test_what_is_kept_is_what_loops_over_the_rows_keep(worlds: list[World]) -> None:
    for world in worlds:
        for _ in range(40):
            filters = world.filters()
            plain, choice = Plain(world, filters), world.index.choose(filters)
            assert choice.incidents.tolist() == plain.incidents(), filters
            assert choice.events.tolist() == plain.events(), filters
            assert choice.articles.tolist() == plain.articles(), filters
            assert choice.mentions.tolist() == plain.mentions(), filters


def test_hidden_is_what_another_status_would_show(worlds: list[World]) -> None:
    for world in worlds:
        for _ in range(20):
            filters = world.filters()
            choice = world.index.choose(filters)
            every = Plain(world, replace(filters, statuses=STATUSES)).incidents()
            assert (choice.incidents | choice.hidden).tolist() == every, filters
            assert not (choice.incidents & choice.hidden).any()


def test_lifting_fields_is_choosing_without_them(worlds: list[World]) -> None:
    names = [field.name for field in fields(Filters)]
    for world in worlds:
        for _ in range(20):
            filters = world.filters()
            lifted = [name for name in names if world.dice.random() < 0.4]
            found = world.index.choose(filters).lifted(*lifted)
            assert found.tolist() == Plain(world, filters.without(*lifted)).incidents(), lifted


@pytest.mark.parametrize("field", COUNTED)
def test_a_count_is_what_choosing_the_value_alone_keeps(field: str, worlds: list[World]) -> None:
    values = LISTS.get(field, CONFIDENCE_STEPS if field == "min_confidence" else (True,))
    for world in worlds:
        for _ in range(6):
            filters = world.filters()
            counts = world.index.choose(filters).counts(field)
            assert set(counts) <= set(values)
            for value in values:
                assert counts.get(value, 0) == Plain(world, filters).count(field, value), filters


def kept_phases(filters: Filters) -> list[Any]:
    """Return the phases of the incidents kept: Russians arrived in Almaty, others still stage."""
    tables = collect([almaty_extraction()]).tables
    kept = FacetIndex(tables).choose(filters).incidents
    return tables.incidents["phase"][kept].tolist()


def test_a_day_filter_keeps_what_overlaps_and_the_undated() -> None:
    sixth, seventh = dt.date(2022, 1, 6), dt.date(2022, 1, 7)
    assert kept_phases(Filters(sixth, sixth)) == ["arrived", "staging"]
    assert kept_phases(Filters(seventh)) == ["staging"]
    assert kept_phases(Filters(seventh, undated=False)) == []


def test_a_month_overlaps_each_of_its_days() -> None:
    article = make_article()
    event = make_event(article, "presence", KAZAKHSTAN, date=DateRange.from_iso("2022-01"))
    index = FacetIndex(collect([Extraction(article, (), (event,))]).tables)
    kept = [index.choose(Filters(day, day)).incidents.tolist() for day in (NINTH, AFTER)]
    assert kept == [[True], [False]]


def test_a_country_filter_keeps_places_and_origins_in_the_country() -> None:
    assert kept_phases(Filters(countries=("KZ",))) == ["arrived"]
    assert kept_phases(Filters(countries=("RU",))) == ["arrived", "staging"]
    assert kept_phases(Filters(countries=("DE",))) == []


def test_kinds_filter_events_and_leave_mentions() -> None:
    choice = FacetIndex(collect([almaty_extraction()]).tables).choose(Filters(kinds=("protest",)))
    assert not choice.incidents.any()
    assert choice.mentions.all()


def test_mentions_and_articles_follow_the_days_of_publication() -> None:
    index = FacetIndex(collect([almaty_extraction()]).tables)
    later = index.choose(Filters(first_day=dt.date(2022, 2, 1)))
    assert not later.mentions.any()
    assert not later.articles.any()


@pytest.mark.parametrize("status", STATUSES)
def test_what_did_not_happen_or_not_now_is_left_out_until_asked_for(status: EventStatus) -> None:
    article = make_article()
    event = make_event(article, "presence", KAZAKHSTAN, status=status)
    index = FacetIndex(collect([Extraction(article, (), (event,))]).tables)
    start = index.choose(Filters())
    assert start.incidents.tolist() == [status in {"actual", "planned"}]
    assert start.hidden.tolist() == [status not in {"actual", "planned"}]
    assert index.choose(Filters(statuses=(status,))).incidents.tolist() == [True]


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        (("officials",), True),
        (("media", "fact"), True),
        (("witnesses",), True),
        (("media",), False),
    ],
)
def test_an_incident_is_kept_where_one_of_its_tellings_is_said_so(
    says: tuple[Voice, ...], *, kept: bool
) -> None:
    index = FacetIndex(shots_collection().tables)
    assert index.choose(Filters(says=says)).incidents.tolist() == [kept]


def test_filters_on_tellings_hold_for_one_and_the_same_telling() -> None:
    tables = shots_collection().tables
    index = FacetIndex(tables)
    said = dict(zip(tables.events["article_id"], tables.events["attribution"], strict=True))
    assert said["a1"] == "officials"
    papers = dict(zip(tables.articles["article_id"], tables.articles["publisher"], strict=True))
    other = next(paper for article, paper in papers.items() if paper != papers["a1"])
    officials = Filters(says=("officials",))
    assert index.choose(officials).incidents.all()
    assert index.choose(replace(officials, publishers=(papers["a1"],))).incidents.all()
    assert not index.choose(replace(officials, publishers=(other,))).incidents.any()


def test_all_tellings_of_a_kept_incident_stay() -> None:
    tables = shots_collection().tables
    assert FacetIndex(tables).choose(Filters(says=("officials",))).events.all()


def test_an_index_knows_the_values_there_are() -> None:
    tables = build_tables([almaty_extraction()])
    index = FacetIndex(tables)
    assert index.values("publishers") == ("Musterzeitung",)
    assert index.values("languages") == ("de",)
    assert index.values("kinds") == EVENT_KINDS
    assert index.values("says") == VOICES


def test_articles_without_events_stay_as_long_as_statuses_are_only_added() -> None:
    almaty, other = almaty_extraction(), make_article("a2")
    index = FacetIndex(build_tables([almaty, Extraction(other, (), ())]))
    assert index.choose(Filters(statuses=STATUSES)).articles.tolist() == [True, True]
    assert index.choose(Filters(statuses=("negated",))).articles.tolist() == [False, False]


def test_tables_without_rows_keep_nothing() -> None:
    index = FacetIndex(build_tables([]))
    choice = index.choose(Filters(FIRST, countries=("KZ",), publishers=("Die Zeitung",)))
    assert [len(mask) for mask in (choice.incidents, choice.hidden, choice.events)] == [0, 0, 0]
    assert [len(mask) for mask in (choice.articles, choice.mentions)] == [0, 0]
    assert all(not any(choice.counts(field).values()) for field in COUNTED)


def test_words_without_a_search_are_refused() -> None:
    with pytest.raises(FilterError, match="no full text"):
        FacetIndex(build_tables([])).choose(Filters(words="tanks"))


def test_the_start_shows_what_happened_or_is_planned() -> None:
    world = World(11)
    kept = world.index.choose(Filters()).incidents
    assert {world.incidents[row]["status"] for row in np.flatnonzero(kept)} <= set(START_STATUSES)
