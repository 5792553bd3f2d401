from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import load_gazetteer
from geodata.mentions import count_rules, find_mentions
from geodata.models import Article, Mention, Span


def find(text: str, *body: tuple[int, int]) -> tuple[Mention, ...]:
    spans = tuple(Span(*span) for span in body) or (Span(0, len(text)),)
    return find_mentions(Article("a", text, spans, "de"), load_gazetteer())


def names(text: str) -> list[str]:
    return [mention.surface for mention in find(text)]


def usages(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.usage) for mention in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Zukunft Kasachstans ist offen.", ["Kasachstans"]),
        ("Truppen der Vereinigten Staaten landeten.", ["Vereinigten Staaten"]),
        ("Der Friede im Nahen Osten bleibt fern.", ["Nahen Osten"]),
        ("Er floh in die Demokratische Republik Kongo.", ["Demokratische Republik Kongo"]),
        ("Panzer rollten durch die Republik Kasachstan.", ["Kasachstan"]),
        ("Sie besetzten die Halbinsel Krim.", ["Krim"]),
        ("Das Ministerium in Nur-Sultan schwieg.", ["Nur-Sultan"]),
        ("Das Gericht in Den Haag tagt.", ["Den Haag"]),
        ("Der Zug fährt nach Frankfurt am Main.", ["Frankfurt am Main"]),
        (
            "Er reist nach Saudi-Arabien und Baden-Württemberg.",
            ["Saudi-Arabien", "Baden-Württemberg"],
        ),
    ],
)
def test_names_are_found_whole_and_inflected(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eine westkasachische Ölstadt streikt.", ["westkasachische"]),
        ("Die südostukrainischen Dörfer sind leer.", ["südostukrainischen"]),
        ("Ein US-amerikanischer Sender meldet das.", ["US-amerikanischer"]),
        ("An der türkisch-syrischen Grenze wird geschossen.", ["türkisch", "syrischen"]),
        ("Zwei Serben und drei Kirgisen sind tot.", ["Serben", "Kirgisen"]),
        ("Der US-Präsident schweigt.", ["US"]),
        ("Der Bergkarabach-Konflikt schwelt.", ["Bergkarabach"]),
        ("Die Südkaukasusrepubliken streiten.", ["Südkaukasus"]),
        ("Der kleine Karibikstaat hofft.", ["Karibik"]),
        ("Die Kiewer Behörden warnten.", ["Kiewer"]),
    ],
)
def test_words_made_from_names_are_derived(text: str, expected: list[str]) -> None:
    assert usages(text) == [(name, "derived") for name in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In der Ostukraine wird gekämpft.", [("Ostukraine", "literal")]),
        ("Im Nordniger starben Menschen.", [("Nordniger", "literal")]),
    ],
)
def test_a_compass_word_and_a_country_are_one_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert usages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen war gut, der Regen blieb aus.",
        "Frau Dresden und Herr Essen heirateten.",
        "Anna Hamburg singt.",
        "Von Anfang an fehlte das Wissen.",
        "Er sprach auf Russisch über die Lage.",
        "Die Kurden und die arabischen Stämme schwiegen.",
        "Das kostet 300 US-Dollar.",
        "Ende der Woche kommt der Minister.",
        "Die Einheiten sind in Alarmbereitschaft versetzt worden.",
        "Helme, Schilde und Stöcke lagen auf der Straße.",
        "Gegen die Austria gelang nur ein Remis.",
    ],
)
def test_words_and_people_are_no_places(text: str) -> None:
    assert names(text) == []


def test_a_town_that_is_a_word_needs_a_telling_context() -> None:
    assert names("In Essen demonstrierten Tausende.") == ["Essen"]
    assert names("Die Stadt Halle wählt.") == ["Halle"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Männer steckten die Zentrale der Partei in Brand und flohen.",
        "Die Reisenden hatten am Fluss Rast gemacht, als Schüsse fielen.",
    ],
)
def test_a_noun_of_a_set_phrase_is_no_town(text: str) -> None:
    assert names(text) == []


def test_a_village_needs_a_telling_context() -> None:
    assert names("Nahe Marjinka schlugen Granaten ein.") == ["Marjinka"]
    assert names("Im Dorf Kolontar brach der Damm.") == ["Kolontar"]


def test_a_name_that_the_context_made_sure_of_is_known_in_the_rest_of_the_article() -> None:
    assert names("In Silopi gilt Ausgangssperre. Silopi ist abgeriegelt.") == ["Silopi", "Silopi"]


def test_a_surname_of_the_article_is_no_town() -> None:
    assert names("Bürgermeister Peter Linz sprach. Linz trat dann zurück.") == []


def test_a_slip_of_the_pen_is_read_as_the_name_beside_it() -> None:
    found = find("In Kasachstan wird geschossen. Die Einheit Kasaschstans ist bedroht.")
    assert [(m.surface, m.form) for m in found] == [
        ("Kasachstan", "Kasachstan"),
        ("Kasaschstans", "Kasachstan"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Almaty (dpa) – In der Nacht fielen Schüsse.", "Almaty"),
        ("Viele Tote. Damaskus – Nach dem Angriff brannte es.", "Damaskus"),
        ("Neue Gefechte. Kiew/Moskau – Beide Seiten melden Verluste.", "Kiew"),
    ],
)
def test_the_place_of_filing_is_a_dateline(text: str, name: str) -> None:
    assert (name, "dateline") in usages(text)


@pytest.mark.parametrize(
    ("text", "usage"),
    [
        ("Russland schickt Fallschirmjäger.", "actor"),
        ("Washington warnte die Regierung.", "actor"),
        ("Das von Russland geführte Bündnis berät.", "actor"),
        ("Der Krieg gegen Aserbaidschan ging verloren.", "actor"),
        ("Soldaten fliegen nach Kasachstan.", "literal"),
        ("Im Südosten der Türkei wird gekämpft.", "literal"),
        ("In Moskau wurde demonstriert.", "literal"),
        ("Der Präsident Kasachstans sprach.", "literal"),
        ("Im Kreml fiel die Entscheidung.", "actor"),
        ("Vor dem Kreml stehen Wachen.", "literal"),
        ("Der Flug geht nach Almaty.", "literal"),
    ],
)
def test_usage_tells_parties_from_territories(text: str, usage: str) -> None:
    assert find(text)[0].usage == usage


def test_nothing_outside_the_body_is_found() -> None:
    text = "Werbung: Urlaub in Fidschi\n\nIn Almaty brennt es."
    start = text.index("In Almaty")
    assert [m.surface for m in find(text, (start, len(text)))] == ["Almaty"]


def test_the_form_is_the_name_without_its_inflection() -> None:
    found = find("Die Dächer Schangaösens glänzen in Armeniens Sonne, armenische Fahnen wehen.")
    assert [m.form for m in found] == ["Schangaösen", "Armenien", None]


def test_every_rule_that_fired_is_counted() -> None:
    counts = count_rules(find("In Almaty und in Orenburg stehen russische Soldaten."))
    assert counts == {"locative preposition": 2, "adjective": 1}


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["in", "Almaty", "Kasachstans", "-", ".", "und", "US", "russische", "\n\n", "Dr.", "„"]
        ),
        max_size=12,
    )
)
def test_surfaces_stand_where_they_say_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = find(text)
    assert all(text[m.start : m.end] == m.surface for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Streiks gab es in Celle, Essen und Hof.", ["Celle", "Essen", "Hof"]),
        ("Die Züge aus Bremen sowie Essen fielen aus.", ["Bremen", "Essen"]),
        ("In Aktau, Schetpe und Oral ruhte die Arbeit.", ["Aktau", "Schetpe", "Oral"]),
        ("Kasernen in Gundri, Kidal und Ménaka stehen leer.", ["Gundri", "Kidal", "Ménaka"]),
        ("Es fehlt an Leuten in Handel, Handwerk und Gewerbe.", []),
        ("Der Verband vertritt Firmen in Bau, Handel und Verkehr.", []),
    ],
)
def test_every_town_of_an_enumeration_is_found_and_no_common_noun(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tiflis/Batumi (epd). Am Hafen wurde demonstriert.", ["Tiflis", "Batumi"]),
        ("Streit um den Hafen\n\nTiflis. Im Parlament kam es zu Tumulten.", ["Tiflis"]),
        (
            "Streit um den Hafen\nEriwan/Tiflis. Im Parlament wurde gestritten.",
            ["Eriwan", "Tiflis"],
        ),
        ("Sie lebt seit Jahren in Tiflis. Ihre Familie blieb in Batumi.", []),
        ("Tiflis, Eriwan, Baku. Überall wurde an diesem Tag gestreikt.", []),
        ("Georgien. Das Land am Kaukasus wählt ein neues Parlament.", []),
        ("Tiflis. Eriwan. Baku. Drei Städte und eine Hoffnung.", []),
    ],
)
def test_a_place_before_the_first_full_stop_is_a_dateline(text: str, places: list[str]) -> None:
    assert [surface for surface, usage in usages(text) if usage == "dateline"] == places


def test_an_article_that_is_all_clutter_has_no_mentions() -> None:
    assert find_mentions(Article("a", "Berlin", (), "de"), load_gazetteer()) == ()


def test_in_a_report_on_sport_a_town_stands_for_its_team() -> None:
    report = (
        "Der Trainer lobte die Mannschaft, die nach der Halbzeit zwei Tore schoss. "
        "Gegen Augsburg reicht ein Remis, dann ist die Saison gerettet. Gespielt wird in Mainz."
    )
    assert usages(report) == [("Augsburg", "actor"), ("Mainz", "literal")]
    assert usages("Gegen Augsburg wirkt Mainz groß.") == [
        ("Augsburg", "literal"),
        ("Mainz", "literal"),
    ]


def test_the_people_of_a_town_are_derived_from_its_name() -> None:
    text = "Das neue Rathaus in Klosterneuburg gefällt den Klosterneuburgern nicht."
    assert ("Klosterneuburgern", "derived") in usages(text)
