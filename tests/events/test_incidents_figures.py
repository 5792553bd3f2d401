"""What an incident says in figures, who says so, and whether they contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.events.incidents import find_incidents, independent_articles
from tests.tellings import figure, source, telling

if TYPE_CHECKING:
    from geodata.models import Event, Figure, FigureRange, Incident

REPORT = (
    "In der Nacht zum Dienstag ist auf dem Markt von Tamar eine Halle eingestürzt. Die Feuerwehr "
    "barg sieben Tote aus den Trümmern, der Bürgermeister sprach von einem schwarzen Tag für die "
    "Stadt. Warum die Decke nachgab, ist offen; Zeugen hörten zuvor einen lauten Knall."
)
SENTENCE = "Die Feuerwehr barg sieben Tote aus den Trümmern der Halle am Markt von Tamar."


def the_incident(*events: Event) -> Incident:
    (incident,) = find_incidents(events)
    return incident


def the_range(*events: Event) -> FigureRange:
    (found,) = the_incident(*events).figures
    return found


def said(article: str, one: Figure, published: str = "2031-03-05") -> Event:
    return telling(source(article, published), figures=(one,))


def test_a_figure_ranges_over_all_that_say_it() -> None:
    found = the_range(
        said("a", figure("dead", 26)),
        said("b", figure("dead", 164)),
        said("c", figure("dead", 24, 99)),
    )
    assert (found.what, found.minimum, found.maximum, found.disputed) == ("dead", 24, 164, True)
    assert [claim.article_id for claim in found.claims] == ["a", "b", "c"]
    assert [claim.figure.minimum for claim in found.claims] == [26, 164, 24]


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        (figure("dead", 26), figure("dead", 26), False),
        (figure("dead", 26), figure("dead", 164), True),
        (figure("dead", 26, qualifier="at least"), figure("dead", 164), False),
        (figure("dead", 26), figure("dead", 164, qualifier="at least"), True),
        (figure("dead", 26), figure("dead", 164, qualifier="up to"), False),
        (figure("dead", 26, qualifier="reported"), figure("dead", 27), True),
        (figure("dead", 26), figure("dead", 24, 99), False),
        (figure("participants", 3000, qualifier="about"), figure("participants", 2800), False),
        (figure("participants", 3000, qualifier="about"), figure("participants", 1000), True),
        (figure("dead", 0), figure("dead", 3), True),
    ],
)
def test_claims_contradict_where_no_number_fits_both(
    one: Figure, other: Figure, *, disputed: bool
) -> None:
    assert the_range(said("a", one), said("b", other)).disputed is disputed


def test_a_toll_that_grows_from_day_to_day_is_not_disputed() -> None:
    first, second = figure("dead", 3), figure("dead", 7)
    assert not the_range(said("a", first), said("b", second, "2031-03-06")).disputed
    assert the_range(said("a", second), said("b", first, "2031-03-06")).disputed
    assert the_range(said("a", first), said("b", second)).disputed


def test_a_toll_that_leaps_is_disputed_also_the_day_after() -> None:
    first, second = figure("dead", 26), figure("dead", 164)
    assert the_range(said("a", first), said("b", second, "2031-03-06")).disputed
    first = figure("dead", 4)
    assert not the_range(said("a", first), said("b", figure("dead", 45), "2031-03-06")).disputed


def test_a_toll_told_higher_by_another_sort_of_speaker_is_disputed() -> None:
    first = figure("dead", 3, speaker="officials")
    assert the_range(
        said("a", first), said("b", figure("dead", 7, speaker="observers"), "2031-03-06")
    ).disputed
    assert not the_range(
        said("a", first), said("b", figure("dead", 7, speaker="officials"), "2031-03-06")
    ).disputed


def test_how_many_took_part_does_not_grow() -> None:
    few, many = figure("participants", 200), figure("participants", 5000)
    events = [telling(source("a"), "protest", figures=(few,))]
    events.append(telling(source("b", "2031-03-07"), "protest", figures=(many,)))
    assert the_range(*events).disputed


def test_strengths_of_troops_contradict_but_not_of_other_phases() -> None:
    few, many = figure("troops", 2500), figure("troops", 3600)
    sent = [
        telling(name, "deployment", phase="announced", actors=["XM"], figures=(one,))
        for name, one in (("a", few), ("b", many))
    ]
    assert the_incident(*sent).disputed
    here = telling("b", "deployment", phase="arrived", actors=["XM"], figures=(few,))
    assert not the_incident(sent[1], here).disputed


def test_a_copy_of_an_agency_report_counts_once() -> None:
    dead = (figure("dead", 7),)
    first = telling(source("a", body=REPORT), figures=dead)
    copy = telling(source("b", body=f"{REPORT} Mehr lesen Sie morgen."), figures=dead)
    own = telling(source("c", body=REPORT.replace("e", "o")), figures=dead)
    incident = the_incident(copy, own, first)
    assert incident.sources == 2
    assert independent_articles(incident) == ("a", "c")
    assert [claim.first for claim in incident.figures[0].claims] == [True, False, True]


def test_a_copied_sentence_in_another_article_counts_once() -> None:
    first, copy = (
        telling(source(name, body=f"{name} " * 9), words=SENTENCE, figures=(figure("dead", 7),))
        for name in "ab"
    )
    assert the_incident(first, copy).sources == 1


def test_short_texts_alike_by_chance_are_no_copies() -> None:
    assert (
        the_incident(*(telling(name, words="Schüsse fielen in Tamar.") for name in "ab")).sources
        == 2
    )


def test_a_misprint_in_a_copy_is_no_contradiction() -> None:
    first = telling(source("a", body=REPORT), figures=(figure("dead", 7),))
    copy = telling(source("b", body=REPORT), figures=(figure("dead", 17),))
    found = the_range(first, copy)
    assert (found.maximum, found.disputed) == (17, False)
