"""The parts that read a sentence: word classes, numbers, dates, roles."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events import load_lexicon
from geodata.events.counts import find_counts
from geodata.events.dates import find_dates
from geodata.events.figures import find_figures
from geodata.events.grammar import load_name_grammar
from geodata.events.parts import part_of_country
from geodata.events.reading import Sentence, read_sentences
from geodata.events.roles import find_roles
from geodata.models import Article, DateRange, EventKind, Mention, Place, Span

THURSDAY = DateRange.day(dt.date(2022, 1, 6))

GRAMMAR = load_name_grammar("de")


def sentence(text: str, *mentions: Mention) -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), "de", published=THURSDAY)
    return next(iter(read_sentences(article, mentions, load_lexicon("de"))))


def days(text: str, published: DateRange | None = THURSDAY) -> list[str]:
    read = sentence(text)
    counts = find_counts(read, "de")
    return [dated.days.iso() for dated in find_dates(read, "de", published, counts)]


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("panzerbrigaden", "forces_state"),
        ("us-streitkräfte", "forces_state"),
        ("truppenverlegungen", "trigger_deployment_compound"),
        ("militärstützpunkts", "trigger_base"),
        ("massenprotesten", "trigger_protest"),
        ("autobombenanschlag", "trigger_violence"),
        ("is-kämpfern", "forces_other"),
    ],
)
def test_compounds_and_endings_belong_to_the_class_of_their_last_part(
    word: str, label: str
) -> None:
    assert label in load_lexicon("de").classes(word)


@pytest.mark.parametrize("word", ["kämpfer", "angriffslustig", "demokratie", "soldat-"])
def test_other_words_are_no_triggers(word: str) -> None:
    lexicon = load_lexicon("de")
    assert not lexicon.classes(word) & lexicon.triggers.keys()


def test_the_parts_of_a_separable_verb_are_found_around_others() -> None:
    read = sentence("Am Abend rückten zwei Bataillone in die Vorstadt ein.")
    hits = [hit for hit in read.hits("trigger_arrived") if hit.last > hit.first]
    assert [(read.tokens[h.first].lower, read.tokens[h.last].lower) for h in hits] == [
        ("rückten", "ein")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Konvoi traf am Mittwochabend ein.", ["2022-01-05"]),
        ("Sie kamen in der Nacht zum Donnerstag.", ["2022-01-05/2022-01-06"]),
        ("Am vergangenen Wochenende blieb es ruhig.", ["2022-01-01/2022-01-02"]),
        ("Seit Tagen wird gestreikt.", ["2022-01-04/2022-01-06"]),
        ("Gestern war es ruhig.", ["2022-01-05"]),
        ("Am 24. Dezember fielen Schüsse.", ["2021-12-24"]),
        ("Am 3. März 2020 fielen Schüsse.", ["2020-03-03"]),
        ("Im August 2021 fielen Schüsse.", ["2021-08"]),
        ("Im August fielen Schüsse.", ["2021-08"]),
        ("Im Jahr 2010 fielen Schüsse.", ["2010"]),
        ("Zwischen 1993 und 2006 herrschte Krieg.", ["1993-01-01/2006-12-31"]),
        ("Anfang 2013 begann der Einsatz.", ["2013-01-01/2013-03-31"]),
        ("Vor drei Tagen landeten sie.", ["2022-01-03"]),
        ("Vor zwei Jahren endete der Einsatz.", ["2020"]),
        ("Am kommenden Dienstag ziehen sie ab.", ["2022-01-11"]),
        ("In diesem Sommer gab es Streit.", ["2021-06-01/2021-08-31"]),
        ("Etwa 2000 Soldaten kamen.", []),
        ("Siebzig Pioniere sollen am Montag eintreffen.", ["2022-01-10"]),
        ("Am Montag sollen dort drei Menschen getötet worden sein.", ["2022-01-03"]),
        ("Das Bataillon wird im Februar abziehen.", ["2022-02"]),
    ],
)
def test_dates_are_seen_from_the_day_of_publication(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_only_absolute_dates_are_known_without_a_day_of_publication() -> None:
    assert days("Am Mittwoch, seit Tagen und im Mai 2015.", None) == ["2015-05"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Es kamen 3.600 Soldaten.", "deployment", [("troops", 3600, 3600, None)]),
        ("Es kamen 14 000 Soldaten.", "deployment", [("troops", 14000, 14000, None)]),
        ("Es kamen bis zu 90 Polizisten.", "deployment", [("troops", 90, 90, "up to")]),
        ("Es kamen mehrere Tausend Soldaten.", "deployment", [("troops", 2000, 9999, None)]),
        ("Es kamen zwei Dutzend Kampfjets.", "deployment", [("aircraft", 24, 24, None)]),
        ("Es gab 24 bis 31 Tote.", "violence", [("dead", 24, 31, None)]),
        ("Es gab Dutzende Verletzte.", "violence", [("wounded", 24, 99, None)]),
        (
            "Getötet wurden drei Soldaten und ein Zivilist, verletzt wurde niemand.",
            "violence",
            [("dead", 4, 4, None)],
        ),
        (
            "Sieben Beamte wurden getötet und 20 verletzt.",
            "violence",
            [("dead", 7, 7, None), ("wounded", 20, 20, None)],
        ),
        ("Laut Polizei gab es mindestens 5 Tote.", "violence", [("dead", 5, 5, "at least")]),
        ("Zwei Häuser wurden zerstört, 40 Kilometer entfernt starb niemand.", "violence", []),
        ("Im Jahr 2015 starben dort nach 12 Tagen drei Bergleute nicht.", "deployment", []),
    ],
)
def test_figures_say_what_they_count(
    text: str, kind: EventKind, expected: list[tuple[object, ...]]
) -> None:
    read = sentence(text)
    figures = find_figures(kind, find_counts(read, "de"))
    assert [(f.what, f.minimum, f.maximum, f.qualifier) for f in figures] == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sie zogen nach Lyon.", ["to"]),
        ("In der umkämpften Großstadt Lyon war es ruhig.", ["at"]),
        ("Sie kamen aus Lyon.", ["from"]),
        ("In der Nähe von Lyon war es ruhig.", ["at"]),
        ("Der Bürgermeister Lyons sprach.", ["office"]),
        ("Das teilte das Ministerium in Lyon mit.", ["office"]),
        ("Sie marschierten in das besetzte Lyon.", ["to"]),
        ("Ein Vertrag mit Lyon.", ["other"]),
        ("Lyon schlief.", ["bare"]),
    ],
)
def test_the_preposition_tells_the_role_of_a_name(text: str, roles: list[str]) -> None:
    place = Place("test:lyon", "Lyon", "city", "FR", 45.8, 4.8, 5.0)
    start = text.index("Lyon")
    mention = Mention(start, start + 4, "Lyon", "literal", place, 1.0, 1, "test")
    assert [name.role for name in find_roles(sentence(text, mention), GRAMMAR)] == roles


def test_a_part_of_a_country_lies_on_its_side() -> None:
    mali = Place("iso3166:ML", "Mali", "country", "ML", 17.3, -3.6, 628.0)
    north = part_of_country(mali, "north")
    assert (north.name, north.type, north.country_code) == ("Northern Mali", "region", "ML")
    assert north.lat is not None
    assert north.lat > 19.0
    assert north.radius_km < mali.radius_km


def test_a_part_of_a_country_without_a_point_has_none() -> None:
    nowhere = Place("iso3166:ZZ", "Nowhere", "country", "ZZ", None, None, 0.0)
    assert part_of_country(nowhere, "southeast").lat is None
