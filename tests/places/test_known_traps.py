"""Names that every geoparser has stumbled over, told by the rest of their article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.models import Article, Mention, Span
from geodata.places import place_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(
    text: str,
    names: Sequence[str],
    language: str = "en",
    *,
    publisher: str | None = None,
    url: str | None = None,
) -> dict[str, Mention]:
    """Return the mentions of names, placed; "Харьковом=Харьков" gives the form of an inflection."""
    mentions: list[Mention] = []
    at = 0
    for name in names:
        surface, _, form = name.partition("=")
        start = text.index(surface, at)
        at = start + len(surface)
        mentions.append(
            Mention(start, at, surface, "literal", None, 0.0, 1, "tagger", form or surface)
        )
    body = (Span(0, len(text)),)
    article = Article("a", text, body, language, publisher=publisher, url=url)
    return {m.surface: m for m in place_mentions(article, mentions, load_gazetteer())}


def where(mention: Mention) -> tuple[str, str | None, int, int]:
    """Return type, country and rounded point of a mention's place."""
    place = mention.place
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    return place.type, place.country_code, round(place.lat), round(place.lon)


TRAPS = {
    "Washington is the capital": (
        "Washington warned Moscow on Monday.",
        ["Washington", "Moscow"],
        ("city", "US", 39, -77),
    ),
    "Washington is the state": (
        "The apple harvest in Washington began; growers in Yakima and Spokane are glad.",
        ["Washington", "Yakima", "Spokane"],
        ("admin", "US", 47, -121),
    ),
    "Georgia is the country": (
        "Georgia and Russia exchanged prisoners near Tbilisi.",
        ["Georgia", "Russia", "Tbilisi"],
        ("country", "GE", 42, 44),
    ),
    "Georgia is the state": (
        "Georgia lawmakers met in Atlanta; a mayor from Macon spoke.",
        ["Georgia", "Atlanta", "Macon"],
        ("admin", "US", 33, -83),
    ),
    "Paris lies in Texas": (
        "A fire in Paris, Texas, destroyed a barn.",
        ["Paris", "Texas"],
        ("city", "US", 34, -96),
    ),
    "Paris alone lies in France": ("He flew to Paris.", ["Paris"], ("city", "FR", 49, 2)),
    "Springfield with an abbreviated state": (
        "Hail fell in Springfield, Ill., on Tuesday.",
        ["Springfield", "Ill."],
        ("city", "US", 40, -90),
    ),
    "Springfield with its state elsewhere": (
        "Hail hit Springfield. The Missouri town of Branson lost power.",
        ["Springfield", "Missouri", "Branson"],
        ("city", "US", 37, -93),
    ),
    "London lies in Ontario": (
        "Police in London, Ontario, arrested a man.",
        ["London", "Ontario"],
        ("city", "CA", 43, -81),
    ),
    "Moscow lies in Idaho": (
        "He moved from Moscow to Pullman; both towns lie near Lewiston.",
        ["Moscow", "Pullman", "Lewiston"],
        ("city", "US", 47, -117),
    ),
    "Birmingham lies in Alabama": (
        "Birmingham, Ala. - A bus crashed.",
        ["Birmingham", "Ala."],
        ("city", "US", 34, -87),
    ),
    "Birmingham lies in England": (
        "The council in Birmingham met; Coventry and Wolverhampton agreed.",
        ["Birmingham", "Coventry", "Wolverhampton"],
        ("city", "GB", 52, -2),
    ),
    "Niger is the state": (
        "Gunmen attacked a village in Niger State, Nigeria, near Minna.",
        ["Niger State", "Nigeria", "Minna"],
        ("admin", "NG", 10, 6),
    ),
    "Niger is the country": (
        "Niger and Mali left the bloc.",
        ["Niger", "Mali"],
        ("country", "NE", 18, 9),
    ),
    "Tripoli lies in Lebanon": (
        "Tripoli in Lebanon was quiet.",
        ["Tripoli", "Lebanon"],
        ("city", "LB", 34, 36),
    ),
    "Jordan is a town": (
        "JORDAN, Minn. - The school board met. Jordan lies by Shakopee.",
        ["JORDAN", "Minn.", "Jordan", "Shakopee"],
        ("city", "US", 45, -94),
    ),
    "Orange County is the one with Anaheim": (
        "A crash in Orange County killed two people near Anaheim.",
        ["Orange County", "Anaheim"],
        ("admin", "US", 34, -118),
    ),
    "Jackson is one of two counties": (
        "Jackson and Barrow counties in Georgia share a lake.",
        ["Jackson", "Barrow", "Georgia"],
        ("admin", "US", 34, -84),
    ),
}


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_the_first_name_means(trap: str) -> None:
    text, names, expected = TRAPS[trap]
    assert where(read(text, names)[names[0]]) == expected


def test_moscow_beside_washington_is_no_town_of_idaho() -> None:
    found = read("Washington warned Moscow on Monday.", ["Washington", "Moscow"])
    assert where(found["Moscow"]) == ("city", "RU", 56, 38)


def test_german_names_of_two_places() -> None:
    found = read("Er zog von Frankfurt (Oder) nach Cottbus.", ["Frankfurt (Oder)", "Cottbus"], "de")
    assert where(found["Frankfurt (Oder)"]) == ("city", "DE", 52, 15)
    found = read("Die Truppen im Kongo rückten nach Goma vor.", ["Kongo", "Goma"], "de")
    assert where(found["Kongo"])[:2] == ("country", "CD")
    found = read("Protest in Santiago. Chiles Kirche schweigt.", ["Santiago", "Chile"], "de")
    assert where(found["Santiago"]) == ("city", "CL", -33, -71)


def test_russian_names_follow_what_stands_beside_them() -> None:
    found = read("В Бресте (Франция) пожар.", ["Бресте=Брест", "Франция"], "ru")
    assert where(found["Бресте"]) == ("city", "FR", 48, -4)
    found = read("В Бресте, недалеко от Минска, пожар.", ["Бресте=Брест", "Минска=Минск"], "ru")
    assert where(found["Бресте"]) == ("city", "BY", 52, 24)


def test_a_name_in_capitals_means_what_the_text_means() -> None:
    text = "WINDSOR - The town hall closed. Windsor lies in Connecticut next to Hartford."
    found = read(text, ["WINDSOR", "Windsor", "Connecticut", "Hartford"])
    assert found["WINDSOR"].place == found["Windsor"].place
    assert where(found["WINDSOR"]) == ("city", "US", 42, -73)


@pytest.mark.parametrize("state", ["W. Va.", "W.Va.", "West Virginia"])
def test_an_abbreviated_state_is_the_state(state: str) -> None:
    found = read(f"CHARLESTON, {state} - A bridge reopened.", ["CHARLESTON", state])
    assert where(found["CHARLESTON"]) == ("city", "US", 38, -82)
    place = found[state].place
    assert place is not None
    assert place.name == "West Virginia"


@pytest.mark.parametrize(
    ("name", "behind", "country", "latitude"),
    [
        ("Athens", ", Ga., on", "US", 34),
        ("Athens", ", GA.", "US", 34),
        ("Lebanon", ", Ore., on", "US", 45),
        ("Lebanon", ", Ore. Nobody", "US", 45),
        ("Peru", ", Ind., on", "US", 41),
        ("Vienna", ", W. Va., on", "US", 39),
        ("Paris", ", Ont., on", "CA", 43),
        ("Athens", ", on", "GR", 38),
    ],
)
def test_an_abbreviation_binds_the_town_even_where_no_mention_is_found(
    name: str, behind: str, country: str, latitude: int
) -> None:
    mention = read(f"The bakery burned down in {name}{behind} Friday.", [name])[name]
    assert where(mention)[:3] == ("city", country, latitude)


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        (
            "Envoys met in Geneva; the United States and Iran stay away.",
            ["Geneva", "United States", "Iran"],
            "CH",
        ),
        (
            "The squad trains in Paris. Elsewhere Denver drew with Chicago.",
            ["Paris", "Denver", "Chicago"],
            "FR",
        ),
        (
            "A choir sang in Vienna after stops in New York and Los Angeles.",
            ["Vienna", "New York", "Los Angeles"],
            "AT",
        ),
        (
            "A barn burned down in Paris; crews came from Sulphur Springs and Commerce.",
            ["Paris", "Sulphur Springs", "Commerce"],
            "US",
        ),
        (
            "The fair in Rome opens. Cartersville and Calhoun lend their bands.",
            ["Rome", "Cartersville", "Calhoun"],
            "US",
        ),
    ],
)
def test_only_local_names_draw_a_world_city_to_its_small_namesake(
    text: str, names: Sequence[str], country: str
) -> None:
    assert where(read(text, names)[names[0]])[1] == country


def placed(text: str, names: Sequence[str], language: str) -> list[str]:
    """Return the type of the place of each mention, in their order."""
    mentions, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(Mention(start, at, name, "literal", None, 0.0, 1, "tagger", name))
    article = Article("a", text, (Span(0, len(text)),), language)
    found = place_mentions(article, mentions, load_gazetteer())
    return [m.place.type if m.place is not None else "none" for m in found]


@pytest.mark.parametrize(
    ("text", "name", "language", "types"),
    [
        (
            "Crowds filled Almaty. The governor of Almaty province left; Almaty was calm.",
            "Almaty",
            "en",
            ["city", "admin", "city"],
        ),
        (
            "Im Gebiet Donezk fiel der Strom aus. In Donezk fuhren keine Busse.",
            "Donezk",
            "de",
            ["admin", "city"],
        ),
        ("Die Busse in Mykolajiw fahren wieder.", "Mykolajiw", "de", ["city"]),
        ("Die Busse in Cherson fahren wieder.", "Cherson", "de", ["city"]),
        ("Die Busse in Brandenburg fahren wieder.", "Brandenburg", "de", ["admin"]),
    ],
)
def test_a_bare_name_is_the_town_and_one_called_an_area_the_unit(
    text: str, name: str, language: str, types: list[str]
) -> None:
    assert placed(text, [name] * len(types), language) == types


def test_a_county_lifts_its_towns_and_a_town_its_county() -> None:
    names = ["Huntsville", "Walker County", "Texas"]
    found = read("Huntsville is the seat of Walker County. Texas pays.", names)
    assert where(found["Huntsville"]) == ("city", "US", 31, -96)
    assert where(found["Walker County"]) == ("admin", "US", 31, -96)


@pytest.mark.parametrize(
    ("name", "about", "country"),
    [
        ("Birmingham", {"url": "https://example.org/1"}, "GB"),
        ("Birmingham", {"url": "https://www.ajc.com/news/1"}, "US"),
        ("Birmingham", {"publisher": "The Atlanta Journal-Constitution"}, "US"),
        ("Richmond", {"url": "https://news.example.com/1"}, "US"),
        ("Richmond", {"url": "https://news.example.ca/1"}, "CA"),
        ("Richmond", {"publisher": "example.ca"}, "CA"),
    ],
)
def test_the_home_of_the_publisher_is_a_hint(
    name: str, about: dict[str, str], country: str
) -> None:
    found = read(f"The library in {name} opened late.", [name], **about)
    assert where(found[name])[1] == country


def test_an_address_that_is_none_gives_no_hint() -> None:
    found = read("He flew to Paris.", ["Paris"], url="http://[", publisher="x")
    assert where(found["Paris"]) == ("city", "FR", 49, 2)


@pytest.mark.parametrize(
    ("text", "name", "language", "precision"),
    [
        ("Shots fell in Almaty.", "Almaty", "en", 1),
        ("Shots fell near Almaty.", "Almaty", "en", 2),
        ("Shots fell north of Almaty.", "Almaty", "en", 2),
        ("Shots fell 30 miles from Almaty.", "Almaty", "en", 2),
        ("Shots fell outside Almaty.", "Almaty", "en", 2),
        ("Shots fell near the airport in Almaty.", "Almaty", "en", 1),
        ("Shots fell in Orange County.", "Orange County", "en", 3),
        ("Shots fell in Texas.", "Texas", "en", 4),
        ("Выстрелы в Алматы.", "Алматы", "ru", 1),
        ("Выстрелы под Алматы.", "Алматы", "ru", 2),
        ("Выстрелы недалеко от Алматы.", "Алматы", "ru", 2),
        ("Выстрелы к северу от Алматы.", "Алматы", "ru", 2),
        ("Выстрелы в Казахстане.", "Казахстане=Казахстан", "ru", 6),
        ("Dreißig Kilometer von Almaty fielen Schüsse.", "Almaty", "de", 2),
    ],
)
def test_precision_in_every_language(text: str, name: str, language: str, precision: int) -> None:
    surface = name.partition("=")[0]
    assert read(text, [name], language)[surface].where_prec == precision


@pytest.mark.parametrize(
    ("text", "names", "language", "precisions"),
    [
        (
            "Bei Kupjansk, Sumy und Pokrowsk brannten Felder.",
            ["Kupjansk", "Sumy", "Pokrowsk"],
            "de",
            [2, 2, 2],
        ),
        ("Bei Kupjansk und in Sumy brannten Felder.", ["Kupjansk", "Sumy"], "de", [2, 1]),
        ("It left a base outside Moscow and from Ivanovo.", ["Moscow", "Ivanovo"], "en", [2, 1]),
        ("Fields burned in Kharkiv and near Sumy.", ["Kharkiv", "Sumy"], "en", [1, 2]),
    ],
)
def test_a_word_of_nearness_governs_its_list_and_nothing_else(
    text: str, names: Sequence[str], language: str, precisions: Sequence[int]
) -> None:
    found = read(text, names, language)
    assert [found[name].where_prec for name in names] == precisions


@pytest.mark.parametrize("name", ["Tine", "Ga"])
def test_a_village_with_an_accent_more_is_not_meant(name: str) -> None:
    assert read(f"The well in {name} ran dry.", [name])[name].place is None


def test_a_town_is_found_without_its_apostrophe_or_accent() -> None:
    found = read("Buses run from Tskhinvali to Gori.", ["Tskhinvali", "Gori"])
    assert where(found["Tskhinvali"])[:2] == ("city", "GE")


def test_a_famous_town_comes_before_its_namesakes_in_russian() -> None:
    found = read(
        "В Женеве и Нью-Йорке прошли встречи.", ["Женеве=Женева", "Нью-Йорке=Нью-Йорк"], "ru"
    )
    assert where(found["Женеве"]) == ("city", "CH", 46, 6)
    found = read("Из Москвы в Калининград.", ["Москвы=Москва", "Калининград"], "ru")
    assert where(found["Калининград"]) == ("city", "RU", 55, 21)
