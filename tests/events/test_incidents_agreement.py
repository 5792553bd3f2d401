"""When two tellings are of one incident, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.events.incidents import find_incidents
from tests.tellings import (
    ALLIANCE,
    LORVANIA,
    NEIGHBOUR,
    OSKA,
    SELVO,
    TAMAR,
    TAMAR_AIRPORT,
    TAMAR_BARRACKS,
    TAMAR_REGION,
    figure,
    source,
    telling,
)

if TYPE_CHECKING:
    from geodata.models import Event, EventKind, Phase, Place

SHOTS = "Am Abend fielen am Alten Markt von Tamar Schüsse, sieben Menschen starben noch am Ort."


def together(*events: Event) -> bool:
    """Return whether events are one incident."""
    return len(find_incidents(events)) == 1


def articles_of(*events: Event) -> list[list[str]]:
    """Return the articles of each incident."""
    found = find_incidents(events)
    return sorted(sorted({one.source.article_id for one in each.events}) for each in found)


def test_the_same_day_town_and_kind_are_one_incident() -> None:
    assert together(telling("a"), telling("b"))


def test_another_kind_is_another_incident() -> None:
    assert not together(telling("a", "violence"), telling("b", "protest"))


@pytest.mark.parametrize("date", ["2031-03-03", "2031-03-05", "2031-02", "2031"])
def test_another_day_or_a_whole_month_is_another_incident(date: str) -> None:
    assert not together(telling("a"), telling("b", date=date))


def test_fighting_day_by_day_does_not_chain() -> None:
    days = [telling(f"a{n}", date=f"2031-03-{n:02}") for n in range(1, 29)]
    nights = [telling(f"b{n}", date=f"2031-03-{n:02}/2031-03-{n + 1:02}") for n in range(1, 28)]
    undated = [telling(source(f"c{n}", f"2031-03-{n:02}"), date=None) for n in range(1, 29)]
    month = [telling("m", date="2031-03"), telling("m2", date="2031-03")]
    incidents = find_incidents([*days, *nights, *undated, *month])
    for incident in incidents:
        stated = {event.date for event in incident.events if event.date is not None}
        exact = {date for date in stated if date.start == date.end}
        assert len(exact) <= 1
        assert all(len(stated) == 1 for date in stated if date.precision == "month")
    assert ["m", "m2"] in articles_of(*days, *nights, *undated, *month)


def test_a_night_joins_the_one_day_that_is_told() -> None:
    night = telling("b", date="2031-03-04/2031-03-05")
    assert together(telling("a", date="2031-03-04"), night)
    both = [telling("a", date="2031-03-04"), telling("c", date="2031-03-05")]
    assert articles_of(*both, night) == [["a"], ["b"], ["c"]]


def test_what_has_no_date_is_dated_by_its_publication() -> None:
    day = telling("a", date="2031-03-04")
    assert together(day, telling(source("b", "2031-03-05"), date=None))
    assert not together(day, telling(source("b", "2031-03-12"), date=None))
    assert not together(day, telling(source("b", None), date=None))


def test_without_any_date_the_same_words_or_figures_are_wanted() -> None:
    one, other = (telling(source(name, None), date=None) for name in "ab")
    assert not together(one, other)
    dead = (figure("dead", 7),)
    assert together(replace(one, figures=dead), replace(other, figures=dead))
    copies = [telling(source(name, None), date=None, words=SHOTS) for name in "ab"]
    assert together(*copies)


def test_what_is_long_past_joins_only_what_is_dated() -> None:
    past = [telling(name, date="2010", status="historical") for name in "ab"]
    assert together(*past)
    assert not together(past[0], telling("c", date="2010-06", status="historical"))
    later = telling(source("d", "2033-01-01"), date="2031-03-04", status="historical")
    assert together(telling("a"), later)
    assert not together(telling("a"), telling("e", date=None, status="historical"))


def test_a_town_nearby_is_another_incident() -> None:
    assert not together(telling("a", place=TAMAR), telling("b", place=SELVO))


def test_a_town_joins_the_one_site_in_it_that_is_told() -> None:
    town, airport = telling("a", place=TAMAR), telling("b", place=TAMAR_AIRPORT)
    assert together(town, airport)
    barracks = telling("c", place=TAMAR_BARRACKS)
    assert articles_of(town, airport, barracks) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize("wide", [LORVANIA, TAMAR_REGION])
def test_a_country_or_province_joins_a_town_only_where_one_will_do(wide: Place) -> None:
    wider, town = telling("a", place=wide), telling("b", place=TAMAR)
    assert together(wider, town)
    assert find_incidents([wider, town])[0].place == TAMAR
    assert articles_of(wider, town, telling("c", place=SELVO)) == [["a"], ["b"], ["c"]]


def test_of_several_towns_a_country_joins_the_one_with_its_figures() -> None:
    dead = (figure("dead", 7),)
    tamar, oska = telling("b", place=TAMAR, figures=dead), telling("c", place=OSKA)
    country = telling("a", place=LORVANIA, figures=dead)
    assert articles_of(country, tamar, oska) == [["a", "b"], ["c"]]


def test_a_toll_of_the_country_is_none_of_a_town() -> None:
    country = telling("a", place=LORVANIA, figures=(figure("dead", 164),))
    assert not together(country, telling("b", figures=(figure("dead", 26),)))
    assert not together(country, telling("b"))


def test_fighting_in_the_country_for_days_is_no_act_in_a_town() -> None:
    town, dead = telling("a", figures=(figure("dead", 7),)), (figure("dead", 7),)
    for_days = telling("b", place=LORVANIA, date="2031-03-02/2031-03-04")
    assert not together(town, for_days)
    assert not together(town, telling(source("c", "2031-03-05"), place=LORVANIA, date=None))
    assert together(town, replace(for_days, figures=dead))
    assert together(town, telling("d", place=LORVANIA, date="2031-03-03/2031-03-04"))


def test_protests_of_the_country_stand_beside_those_of_a_town() -> None:
    assert not together(telling("a", "protest", LORVANIA), telling("b", "protest", TAMAR))


def test_near_a_town_is_the_town_where_nothing_else_is_told() -> None:
    near = telling("a", place=TAMAR, where_prec=2)
    assert together(near, telling("b", place=TAMAR))


def test_an_area_without_a_point_is_a_place_all_the_same() -> None:
    assert together(telling("a", place=ALLIANCE), telling("b", place=ALLIANCE))
    assert not together(telling("a", place=ALLIANCE), telling("b", place=TAMAR))


def test_a_town_on_the_date_line_has_two_sides() -> None:
    east = replace(TAMAR, place_id="geonames:1", lat=-17.0, lon=179.99)
    west = replace(TAMAR_AIRPORT, place_id="site:1", lat=-17.0, lon=-179.99)
    assert together(telling("a", place=east), telling("b", place=west))


@pytest.mark.parametrize("lat", [89.99, -89.99])
def test_a_town_at_a_pole_is_no_matter(lat: float) -> None:
    town = replace(TAMAR, place_id="geonames:1", lat=lat, lon=10.0)
    site = replace(TAMAR_AIRPORT, place_id="site:1", lat=lat, lon=10.0)
    assert together(telling("a", place=town), telling("b", place=site))


def test_all_of_time_is_no_matter() -> None:
    ever = "0001-01-01/9999-12-31"
    assert together(telling("a", date=ever), telling("b", date=ever))
    assert not together(telling("a", date=ever), telling("b"))


def test_without_a_place_the_same_words_are_wanted() -> None:
    assert not together(telling("a", place=None), telling("b", place=None))
    assert together(*(telling(name, place=None, words=SHOTS) for name in "ab"))


def test_those_who_fight_share_an_actor() -> None:
    one, both = telling("a", actors=["XL"]), telling("b", actors=["XM", "XL"])
    assert together(one, both)
    assert not together(one, telling("c", actors=["XM"]))
    assert together(one, telling("d"))


def test_a_telling_without_actors_does_not_join_those_of_two() -> None:
    one, other = telling("a", actors=["XL"]), telling("b", actors=["XM"])
    assert articles_of(one, other, telling("c")) == [["a"], ["b"], ["c"]]


def test_a_telling_that_leaves_out_the_actor_glues_no_two_others() -> None:
    one, other = telling("a", actors=["XL"]), telling("b", actors=["XM"])
    finer = telling("c", place=TAMAR_AIRPORT)  # both can be of it, but not both at once
    assert articles_of(one, other, finer) == [["a", "c"], ["b"]]


@pytest.mark.parametrize("status", ["negated", "hypothetical"])
def test_what_did_not_happen_never_joins_what_did(status: str) -> None:
    denied = [telling(name, status=status) for name in "bc"]  # type: ignore[arg-type]
    assert articles_of(telling("a"), *denied) == [["a"], ["b", "c"]]


def test_what_was_planned_and_done_is_one_incident_that_happened() -> None:
    planned = telling(source("a", "2031-03-01"), "protest", status="planned")
    (incident,) = find_incidents([planned, telling("b", "protest")])
    assert incident.status == "actual"


def sent(
    article: str, phase: Phase, date: str, *, actor: str = "XM", place: Place = TAMAR
) -> Event:
    return telling(article, "deployment", place, date, phase=phase, actors=[actor])


def test_one_contingent_is_one_incident_from_announcement_to_arrival() -> None:
    course = [
        sent("a", "announced", "2031-03-04"),
        sent("b", "moving", "2031-03-05"),
        sent("c", "arrived", "2031-03-07"),
    ]
    (incident,) = find_incidents(course)
    assert incident.phase == "arrived"
    assert incident.date is not None
    assert incident.date.iso() == "2031-03-04/2031-03-07"


def test_each_sender_and_each_destination_is_an_incident() -> None:
    events = [
        sent("a", "moving", "2031-03-04"),
        sent("b", "moving", "2031-03-04", actor="XO"),
        sent("c", "moving", "2031-03-04", place=OSKA),
    ]
    assert len(find_incidents(events)) == 3


def test_troops_announced_after_others_have_come_are_a_new_contingent() -> None:
    assert not together(sent("a", "arrived", "2031-03-04"), sent("b", "announced", "2031-03-07"))
    assert together(sent("a", "arrived", "2031-03-04"), sent("b", "announced", "2031-03-05"))


def test_troops_weeks_later_are_a_new_contingent() -> None:
    assert not together(sent("a", "moving", "2031-03-04"), sent("b", "arrived", "2031-03-20"))


def test_those_who_stand_ready_are_not_on_their_way() -> None:
    assert not together(sent("a", "staging", "2031-03-04"), sent("b", "moving", "2031-03-04"))
    assert together(sent("a", "alert", "2031-03-04"), sent("b", "alert", "2031-03-05"))


def test_troops_without_an_actor_come_from_the_country_of_their_origin() -> None:
    origin = telling("a", "deployment", phase="moving", origin=NEIGHBOUR)
    assert together(origin, sent("b", "moving", "2031-03-04", actor="XM"))
    assert not together(origin, sent("b", "moving", "2031-03-04", actor="XO"))


@pytest.mark.parametrize("kind", ["deployment", "withdrawal", "presence"])
def test_troops_of_nobody_named_are_no_ones_elsewhere_in_the_country(kind: EventKind) -> None:
    unnamed = telling("a", kind)
    land = telling("b", kind, LORVANIA, actors=["XM"])
    assert not together(unnamed, land)
    assert not together(telling("a", kind, TAMAR_AIRPORT, actors=["XM"]), telling("b", kind))
    assert together(unnamed, telling("b", kind, actors=["XM"]))
    troops = (figure("troops", 120),)
    assert together(replace(unnamed, figures=troops), replace(land, figures=troops))


def test_an_alliance_and_the_alliance_with_its_members_are_one_sender() -> None:
    alone = telling("a", "deployment", phase="moving", actors=["CSTO"])
    named = telling("b", "deployment", phase="moving", actors=["CSTO", "XM", "XO"])
    assert together(alone, named)
    assert not together(named, sent("c", "moving", "2031-03-04", actor="XO"))


def test_a_garrison_told_of_week_after_week_is_one_presence() -> None:
    told = [telling(name, "presence", date=f"2031-03-{n:02}") for n, name in enumerate("abc", 7)]
    assert together(*told)
    assert not together(told[0], telling("d", "presence", date="2031-05-07"))


def test_who_is_stationed_since_years_is_so_when_it_is_told() -> None:
    since, now = telling("a", "presence", date="2019-01-01/2031-03-05"), telling("b", "presence")
    (incident,) = find_incidents([since, now])
    assert incident.date == now.date
    assert not together(since, telling("c", "presence", date="2025-06-01"))


def test_an_article_that_tells_two_attacks_of_a_day_tells_two_incidents() -> None:
    morning = telling("a", start=0, figures=(figure("dead", 3),))
    evening = telling("a", start=200, figures=(figure("dead", 5),))
    other = telling("b", figures=(figure("dead", 5),))
    vague = telling(source("c"), date=None)
    assert articles_of(morning, evening, other, vague) == [["a"], ["a", "b"], ["c"]]


def test_an_article_may_tell_the_steps_of_one_course() -> None:
    planned = replace(sent("a", "announced", "2031-03-04"), event_id="1")
    assert together(planned, sent("a", "arrived", "2031-03-05"))


def test_an_article_may_tell_of_troops_in_a_land_and_in_its_town() -> None:
    town = sent("a", "arrived", "2031-03-04")
    land = sent("a", "arrived", "2031-03-04", place=LORVANIA)
    assert together(town, land, sent("b", "moving", "2031-03-04"))
    assert not together(town, sent("a", "arrived", "2031-03-04", place=NEIGHBOUR))
    assert not together(town, sent("a", "arrived", "2031-03-04", actor="XO", place=LORVANIA))
    assert not together(town, replace(land, figures=(figure("troops", 2500),)))
    assert articles_of(town, land, sent("a", "arrived", "2031-03-04", place=OSKA)) == [["a"]] * 3
