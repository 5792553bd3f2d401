"""Which place an event is put at: described, referred to, listed, told afterwards."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events import find_events, load_lexicon
from geodata.events.described import find_standing
from geodata.events.grammar import NameGrammar, load_name_grammar
from geodata.events.parts import part_of_country
from geodata.events.phrases import PhraseReader
from geodata.events.reading import read_sentences
from geodata.models import Article, DateRange, Event, Mention, Place, Span, Usage
from tests.records import Atlas

FRIDAY = DateRange.day(dt.date(2022, 1, 7))
MALI = Place("iso3166:ML", "Mali", "country", "ML", 17.0, -4.0, 620.0)
NIGER = Place("iso3166:NE", "Niger", "country", "NE", 17.4, 9.4, 600.0)
BAMAKO = Place("test:bamako", "Bamako", "city", "ML", 12.6, -8.0, 5.0)
GAO = Place("test:gao", "Gao", "city", "ML", 16.3, 0.0, 5.0)
MOPTI = Place("test:mopti", "Mopti Region", "admin", "ML", 14.6, -3.9, 150.0)
LYON = Place("test:lyon", "Lyon", "city", "FR", 45.8, 4.8, 5.0)
UNITS = tuple(
    Place(f"test:{name}", name, "admin", "ML", lat, lon, 150.0, population=people, level=1)
    for name, lat, lon, people in (
        ("Kidal", 19.3, 1.7, 48_000),
        ("Timbuktu", 16.4, -3.0, 142_000),
        ("Gao Region", 16.1, 0.0, 243_000),
        ("Kayes", 13.7, -10.3, 435_000),
        ("Sikasso", 11.4, -6.5, 878_000),
        ("Bamako District", 12.3, -8.2, 4_238_000),
    )
)
NAMES: dict[str, tuple[Place | None, Usage]] = {
    "Mali": (MALI, "literal"),
    "Malis": (MALI, "literal"),
    "malische": (MALI, "derived"),
    "malischen": (MALI, "derived"),
    "Niger": (NIGER, "literal"),
    "Gao": (GAO, "literal"),
    "Mopti": (MOPTI, "literal"),
    "Lyon": (LYON, "literal"),
    "Nirgendheim": (None, "literal"),
    "GAO": (GAO, "dateline"),
    "Lyoner": (LYON, "derived"),
}
ATLAS = Atlas({"ML": MALI, "NE": NIGER}, {"ML": BAMAKO}, {"ML": UNITS})


def mentions_of(text: str) -> list[Mention]:
    found = []
    for name, (place, usage) in NAMES.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not text[end : end + 1].isalpha():
                prec = 6 if place is not None and place.type == "country" else 1
                found.append(
                    Mention(start, end, name, usage, place, 1.0, prec, "test", name.rstrip("s"))
                )
            start = text.find(name, end)
    return sorted(found, key=lambda mention: mention.start)


def read(text: str) -> tuple[Event, ...]:
    article = Article("a", text, (Span(0, len(text)),), "de", published=FRIDAY)
    return find_events(article, mentions_of(text), ATLAS)


def places(text: str) -> list[str | None]:
    return [event.place.name if event.place else None for event in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In der malischen Hauptstadt lieferten sich Soldaten Gefechte.", ["Bamako"]),
        ("In der Hauptstadt Malis lieferten sich Soldaten Gefechte.", ["Bamako"]),
        (
            "In Mali wächst die Wut. In der Hauptstadt lieferten sich Soldaten Gefechte.",
            ["Bamako"],
        ),
        ("Bei Gefechten in Gao und der Region Mopti starben acht.", ["Gao", "Mopti Region"]),
        ("Bei Gefechten im Norden Malis und in Niger starben acht Soldaten.",
         ["Northern Mali", "Niger"]),
        ("Rebellen griffen Soldaten in Gao an, sagte der Minister in Lyon.", ["Gao"]),
        ("Mali wurde von schweren Gefechten erschüttert.", ["Mali"]),
        ("Er kommt aus Gao, in dem heftige Gefechte toben.", ["Gao"]),
    ],
)  # fmt: skip
def test_the_place_of_an_event(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_where_an_act_happened_may_follow_in_a_sentence_of_its_own() -> None:
    events = read(
        "In Mali haben Bewaffnete vier Soldaten erschossen. Der Vorfall ereignete sich in Gao."
    )
    assert [event.place for event in events] == [GAO]
    assert events[0].figures[0].maximum == 4
    assert events[0].why.endswith("where it happened")


def test_an_act_without_any_place_is_put_where_the_next_sentence_says() -> None:
    assert places("Bewaffnete haben vier Soldaten erschossen. Die Tat geschah in Gao.") == ["Gao"]


def test_there_means_no_place_told_before_a_name_that_is_not_on_the_map() -> None:
    text = "In Gao war es ruhig. Er floh nach Nirgendheim. Dort wurden vier Soldaten erschossen."
    assert "Gao" not in places(text)


def test_a_place_around_another_is_not_what_there_means() -> None:
    text = "Er lebt in Gao in Mali. Dort wurden vier Soldaten erschossen."
    assert places(text) == ["Gao"]


def test_a_part_of_a_country_lies_amid_its_units_on_that_side() -> None:
    south, north = (part_of_country(MALI, side, UNITS) for side in ("south", "north"))
    assert (south.name, north.name) == ("Southern Mali", "Northern Mali")
    assert south.lat is not None
    assert north.lat is not None
    assert south.lat < 13
    assert south.lon is not None
    assert south.lon < -6
    assert north.lat > 16.5


def test_a_part_without_known_units_lies_off_the_middle() -> None:
    assert part_of_country(NIGER, "north").lat == pytest.approx(17.4 + 0.65 * 600 / 111.2, abs=0.01)


def roles(text: str, name: str, grammar: NameGrammar) -> tuple[str, str | None, bool]:
    start = text.index(name)
    mention = Mention(start, start + len(name), name, "literal", GAO, 1.0, 1, "test", name)
    article = Article("a", text, (Span(0, len(text)),), "en", published=FRIDAY)
    sentence = next(iter(read_sentences(article, [mention], load_lexicon("en"))))
    phrase = PhraseReader(sentence, grammar).read(sentence.named[0])
    return phrase.role, phrase.direction, phrase.near


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes broke out in the besieged northern city of Gao.", ("at", "north", False)),
        ("Clashes broke out north of Gao.", ("at", None, True)),
        ("Clashes broke out in the north of Gao.", ("at", "north", False)),
        ("Troops were flown to Gao.", ("to", None, False)),
        ("Troops came from Gao.", ("from", None, False)),
    ],
)
def test_english_phrases_are_read_without_endings(
    text: str, expected: tuple[str, str | None, bool]
) -> None:
    role, direction, near = roles(text, "Gao", load_name_grammar("en"))
    assert (role, direction, near) == expected


def test_an_owner_before_a_name_does_not_hide_the_preposition() -> None:
    text = "Bei Gefechten in Malis Grenzstadt Gao starben Soldaten."
    article = Article("a", text, (Span(0, len(text)),), "de", published=FRIDAY)
    sentence = next(iter(read_sentences(article, mentions_of(text), load_lexicon("de"))))
    standing = find_standing(sentence, load_name_grammar("de"), ATLAS)
    assert [(name.place.name, name.role) for name in standing][-1] == ("Gao", "at")


@pytest.mark.parametrize(
    ("word", "rests"), [("москве", True), ("москву", False), ("казахстан", False), ("баку", True)]
)
def test_endings_tell_where_from_whereto(word: str, rests: bool) -> None:
    grammar = NameGrammar(resting_endings=("е", "ом"), unchanging_endings=("у", "и"))
    assert grammar.rests(word, "баку" if word == "баку" else None) is rests


def test_where_a_parliament_decides_is_not_where_the_troops_go() -> None:
    text = "In Gao beschloss das malische Parlament, 150 Soldaten nach Niger zu entsenden."
    assert places(text) == ["Niger"]


def test_a_list_of_places_is_cut() -> None:
    names = [f"Dorf{number:02}" for number in range(60)]
    text = "Bei Gefechten in " + ", ".join(names[:-1]) + f" und {names[-1]} starben acht Soldaten."
    found = []
    for number, name in enumerate(names):
        start = text.index(name)
        village = Place(f"test:{name}", name, "city", "ML", 10 + number / 10, 1.0, 1.0)
        found.append(Mention(start, start + len(name), name, "literal", village, 1.0, 1, "t", name))
    article = Article("a", text, (Span(0, len(text)),), "de", published=FRIDAY)
    assert len(find_events(article, found, ATLAS)) == 25


def test_both_parts_of_a_country_are_places() -> None:
    text = "Gefechte gab es im Norden Malis sowie im Süden des Landes."
    assert places(text) == ["Northern Mali", "Southern Mali"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Malis Hauptstadt lieferten sich Soldaten Gefechte.", ["Bamako"]),
        ("In den Werften von Lyon wird seit Montag gestreikt.", ["Lyon"]),
        ("Rund um Lyon: In Lyon meldete die Polizei drei Tote bei einem Anschlag.", ["Lyon"]),
        ("In Gao schlugen Rebellen zu. In die Kleinstadt wurden 200 Soldaten verlegt.", ["Gao"]),
        (
            "Als Antwort auf den Krieg in Mali schickt die Armee 300 Soldaten nach Niger.",
            ["Niger"],
        ),
        ("Mali hat die Armee in Alarmbereitschaft versetzt.", ["Mali"]),
        ("Die Rebellen haben am Sonntag Gao eingenommen.", ["Gao"]),
        ("Gao: Tote bei Unruhen. In Mali herrscht Trauer.", ["Gao"]),
        ("Am Lyoner Hauptbahnhof demonstrierten Lokführer.", ["Lyon"]),
        ("Das Lyoner Rathaus ist leer. Randalierer drangen in das Gebäude ein.", ["Lyon"]),
        ("Bei Gao stehen Panzer. Das Manöver mit 9000 Soldaten dauert bis Montag.", ["Gao"]),
        (
            "Gao ist ruhig. Erst im Stadtteil Nirgendheim explodierte eine Autobombe.",
            ["Gao"],
        ),
    ],
)
def test_the_place_stands_in_any_phrase(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_a_country_behind_a_comma_opens_a_new_statement() -> None:
    text = "Die Armee schickt 300 Soldaten nach Gao, Niger stationiert Flugzeuge in Mopti."

    assert "Niger" not in places(text)


def test_a_port_that_a_ship_sets_out_from_is_no_withdrawal() -> None:
    text = "Die Fregatte verließ mit 200 Soldaten Lyon und nimmt Kurs auf Gao."

    assert [(event.kind, event.place.name) for event in read(text) if event.place] == [
        ("deployment", "Gao")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GAO – Auf dem Markt sind bei Straßenschlachten zwei Händler erschossen worden.",
            [("violence", "Gao")],
        ),
        (
            "GAO – In der Hauptstadt der Region Mopti sind bei Gefechten zwei Händler tot.",
            [("violence", "Gao")],
        ),
        (  # the country beside a dateline names no other place
            "GAO (Mali) – Auf dem Markt sind bei Straßenschlachten zwei Händler erschossen worden.",
            [("violence", "Gao")],
        ),
        (
            "In Gao haben Fischer am Montag demonstriert. Soldaten plünderten danach die Läden.",
            [("protest", "Gao"), ("violence", "Gao")],
        ),
    ],
)
def test_an_act_without_a_place_is_put_at_the_scene(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(event.kind, event.place.name) for event in read(text) if event.place is not None]

    assert found == expected


def test_the_dateline_is_no_scene_where_another_place_is_named() -> None:
    assert "Gao" not in places("GAO – In Nirgendheim sind bei Straßenschlachten zwei Händler tot.")
