"""Events of whole texts: what is put together, what is left out, what must not break."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.articles import make_article
from geodata.errors import LanguageError
from geodata.events import find_events
from geodata.models import Article, DateRange, Event, Mention, Place, Span
from geodata.pipeline import extract_article
from tests.records import Atlas

THURSDAY = DateRange.day(dt.date(2022, 1, 6))
ALMATY = Place("test:almaty", "Almaty", "city", "KZ", 43.25, 76.9, 5.0)
OSH = Place("test:osh", "Osh", "city", "KG", 40.5, 72.8, 5.0)
KAZAKHSTAN = Place("iso3166:KZ", "Kazakhstan", "country", "KZ", 48.0, 67.0, 900.0)
KYRGYZSTAN = Place("iso3166:KG", "Kyrgyzstan", "country", "KG", 41.4, 74.5, 250.0)
RUSSIA = Place("iso3166:RU", "Russia", "country", "RU", 61.0, 97.0, 2300.0)
NAMES = {
    "Almaty": ALMATY,
    "Osch": OSH,
    "Kasachstan": KAZAKHSTAN,
    "Kirgistan": KYRGYZSTAN,
    "Russland": RUSSIA,
    "Russische": RUSSIA,
    "russische": RUSSIA,
}
ATLAS = Atlas({"KZ": KAZAKHSTAN, "KG": KYRGYZSTAN, "RU": RUSSIA}, {"KG": OSH})


def read(text: str, published: DateRange | None = THURSDAY) -> tuple[Event, ...]:
    mentions = []
    for name, place in NAMES.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            usage = "derived" if name.endswith("ische") else "literal"
            prec = 6 if place.type == "country" else 1
            mentions.append(Mention(start, end, name, usage, place, 1.0, prec, "test"))  # type: ignore[arg-type]
            start = text.find(name, end)
    mentions.sort(key=lambda mention: mention.start)
    body = (Span(0, len(text)),)
    article = Article("a", text, body, "de", published=published)
    return find_events(article, mentions, ATLAS)


def test_a_restatement_is_no_second_event() -> None:
    events = read(
        "Schwere Gefechte in Almaty.\n\nIn Almaty lieferten sich Polizisten und Bewaffnete "
        "heftige Gefechte. Dabei wurden nach Angaben der Klinik 12 Menschen getötet."
    )
    assert [event.kind for event in events] == ["violence"]
    assert [(f.what, f.minimum, f.qualifier) for f in events[0].figures] == [
        ("dead", 12, "reported")
    ]


def test_what_the_opening_says_of_the_country_goes_to_the_town_told_below() -> None:
    events = read(
        "Bei Kämpfen in Kirgistan sind 30 Soldaten getötet worden. "
        "Die Gefechte brachen am Montag in Osch aus."
    )
    assert [event.place for event in events] == [OSH]
    assert events[0].figures[0].maximum == 30


def test_senders_told_apart_are_separate_events() -> None:
    events = read(
        "Russland verlegte 300 Soldaten nach Almaty. Kirgistan schickte 150 Soldaten nach Almaty."
    )
    assert [(e.actors, e.figures[0].minimum) for e in events] == [(("RU",), 300), (("KG",), 150)]


def test_acts_of_other_years_stay_apart_and_are_history() -> None:
    events = read(
        "In Osch kam es am Mittwoch zu Ausschreitungen. "
        "Im Jahr 2010 waren in Osch bei Ausschreitungen 400 Menschen getötet worden."
    )
    assert [event.status for event in events] == ["actual", "historical"]


def test_sie_are_the_troops_of_the_sentence_before() -> None:
    events = read(
        "Russische Fallschirmjäger sind in Osch angetreten. "
        "Sie warten auf die Verlegung nach Almaty."
    )
    told = [(event.phase, event.place, event.actors) for event in events]
    assert told == [("staging", OSH, ("RU",)), ("announced", ALMATY, ("RU",))]


def test_an_alert_without_a_place_is_put_in_the_forces_country() -> None:
    (event,) = read("Mehrere russische Brigaden wurden in Alarmbereitschaft versetzt.")
    assert (event.phase, event.place, event.where_prec) == ("alert", RUSSIA, 6)


def test_offsets_cut_the_proof_out_of_the_text() -> None:
    text = "Kein Wort davon.  Russische Soldaten sind in Almaty gelandet.\n\nEnde."
    (event,) = read(text)
    assert text[slice(*event.excerpt)] == "Russische Soldaten sind in Almaty gelandet."
    assert text[slice(*event.trigger)] == "gelandet"
    assert event.mentions == (1,)
    assert event.event_id == read(text)[0].event_id


def test_nothing_outside_the_body_is_read() -> None:
    text = "In Almaty wird gestreikt. Lesen Sie auch: Kochen wie in Osch."
    mention = Mention(3, 9, "Almaty", "literal", ALMATY, 1.0, 1, "test")
    article = Article("a", text, (Span(26, len(text)),), "de", published=THURSDAY)
    assert find_events(article, [mention], ATLAS) == ()


def test_without_a_day_of_publication_a_weekday_is_no_date() -> None:
    (event,) = read("Am Dienstag gab es in Almaty Gefechte.", None)
    assert event.date is None


def test_a_month_of_publication_stays_a_month() -> None:
    month = DateRange.from_iso("2022-01")
    (event,) = read("Am Dienstag gab es in Almaty Gefechte.", month)
    assert event.date == month


def test_a_match_report_has_no_violence() -> None:
    text = (
        "Das Tor zum Sieg fiel nach einem Angriff in Almaty, der Trainer lobte die Mannschaft. "
        "Die Saison der Liga endet im Mai, der Torhüter hielt zwei Schüsse."
    )
    assert read(text) == ()


def test_only_victims_are_told_of_without_a_place_and_once() -> None:
    text = "Überall wurde demonstriert. Gefechte kosteten 12 Tote. Auch Schüsse töteten 3 Menschen."
    (violence,) = read(text)
    assert (violence.kind, violence.place, violence.where_prec) == ("violence", None, None)
    assert [(f.what, f.minimum) for f in violence.figures] == [("dead", 12)]


def test_a_name_that_could_not_be_placed_leaves_the_event_without_a_place() -> None:
    text = "In Hinterau wird demonstriert."
    mention = Mention(3, 11, "Hinterau", "literal", None, 0.2, 1, "test")
    article = Article("a", text, (Span(0, len(text)),), "de", published=THURSDAY)
    (event,) = find_events(article, [mention], ATLAS)
    assert event.place is None


def test_a_protest_that_only_went_before_is_not_put_where_something_else_happened() -> None:
    assert read("Nach massiven Protesten wurde die Ausgangssperre in Almaty aufgehoben.") == ()


def test_photographs_that_are_shot_are_no_violence() -> None:
    assert read("Mit dem Telefon wurden in schneller Folge Fotos geschossen.") == ()


def test_dead_counted_after_a_protest_are_violence_there() -> None:
    events = read(
        "In Almaty versammelten sich Hunderte Demonstranten auf dem Platz. "
        "Nach Angaben der Klinik kamen 18 Menschen ums Leben, 70 wurden verletzt."
    )
    told = [(event.kind, event.place, [f.what for f in event.figures]) for event in events]
    assert told == [
        ("protest", ALMATY, ["participants"]),
        ("violence", ALMATY, ["dead", "wounded"]),
    ]


def test_victims_told_after_two_towns_stand_at_both() -> None:
    events = read(
        "In Almaty und Osch griffen Bewaffnete Polizeiwachen an. "
        "Der Sprecher nannte acht Tote und 30 Verletzte."
    )
    assert [event.place for event in events] == [ALMATY, OSH]
    assert {figure.what for event in events for figure in event.figures} == {"dead", "wounded"}
    assert events[0].figures == events[1].figures


def test_troops_that_come_home_leave_where_they_were() -> None:
    events = read(
        "Russische Soldaten sind in Almaty gelandet. Die Flugzeuge wurden entladen. "
        "Am Mittwoch kehrten die Soldaten nach Russland zurück."
    )
    assert [(event.kind, event.place) for event in events] == [
        ("deployment", ALMATY),
        ("withdrawal", ALMATY),
    ]


def test_his_soldiers_are_those_of_the_state_just_named() -> None:
    events = read(
        "Russland hilft. Seine Fallschirmjäger sichern in Almaty den Flughafen. "
        "Nach Angaben von Kirgistan bleibt es dabei."
    )
    assert [event.actors for event in events] == [("RU",)]


def test_where_have_they_gone_is_told_by_their_goal() -> None:
    events = read(
        "In Osch sind russische Einheiten in Transportflugzeuge gestiegen. Ihr Ziel ist Almaty."
    )
    assert [(event.phase, event.place) for event in events] == [
        ("staging", OSH),
        ("moving", ALMATY),
    ]


def test_where_an_event_has_a_place_those_without_one_are_taken_for_its_restatements() -> None:
    (event,) = read("In Almaty wurde am Dienstag demonstriert. Viele Menschen protestierten.")
    assert event.place == ALMATY


def test_a_date_is_not_carried_over_into_the_next_paragraph() -> None:
    events = read(
        "In Almaty kam es am Dienstag zu Gefechten. Auch in Osch wurde demonstriert.\n\n"
        "In Kirgistan kam es zu Schießereien."
    )
    days = [event.date.iso() if event.date else None for event in events]
    assert days == ["2022-01-04", "2022-01-04", "2022-01-05/2022-01-06"]


def test_the_land_of_a_new_paragraph_is_the_one_that_the_article_is_about() -> None:
    events = read(
        "Unruhen in Kasachstan\n\nIn Almaty gab es Gefechte. Eine Reise nach Kirgistan fiel aus."
        "\n\nIm Westen des Landes setzte die Armee ihre Offensive fort."
    )
    assert [event.place.name for event in events if event.place][-1] == "Western Kazakhstan"


def test_a_line_that_ends_with_a_particle_ends_the_clause() -> None:
    (event, *_) = read("Russland zieht seine Truppen aus Almaty ab\nNach Jahren ist Schluss.")
    assert (event.kind, event.place) == ("withdrawal", ALMATY)


def test_no_two_events_of_an_article_share_an_id() -> None:
    events = read("Russische und kirgisische Soldaten landeten in Almaty, Russland sandte 30 Mann.")
    assert len({event.event_id for event in events}) == len(events)


def test_the_same_text_in_two_articles_gives_events_of_their_own() -> None:
    text = "In Almaty wurde demonstriert."
    mention = Mention(3, 9, "Almaty", "literal", ALMATY, 1.0, 1, "test")
    ids = {
        event.event_id
        for name in ("a", "b")
        for event in find_events(Article(name, text, (Span(0, len(text)),), "de"), [mention], ATLAS)
    }
    assert len(ids) == 2


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    mention = Mention(0, 6, "Almaty", "literal", ALMATY, 1.0, 1, "test")
    article = Article("a", "Almaty", (Span(0, 6),), "xx")
    with pytest.raises(LanguageError, match="xx"):
        find_events(article, [mention], ATLAS)


@pytest.mark.parametrize(
    "text",
    [
        "Gefechte in Almaty " * 2000,
        "In Almaty, " * 4000,
        "Almaty" * 3000,
        "in in in der der der Almaty. " * 1000,
        "1 2 3 4 5 Tote in Almaty\n" * 2000,
        "Am 31. Februar 9999 und am 0. Januar 0000 gab es in Almaty Gefechte vor 99999 Jahren.",
        "\x00\u202e{{ 7*7 }} <script> in Almaty \ud800 Gefechte",
    ],
)
def test_strange_texts_give_spans_within_them(text: str) -> None:
    for event in read(text):
        assert 0 <= event.excerpt.start < event.excerpt.end <= len(text)


def test_what_happened_on_an_impossible_day_is_undated_and_not_planned() -> None:
    events = read("Am 30. Februar 2022 wurden bei Gefechten in Almaty vier Menschen getötet.")
    assert {(event.status, event.date) for event in events} == {("actual", None)}


@pytest.mark.parametrize(
    ("counted", "actor"), [("Insgesamt waren 2300", "CSTO"), ("Es waren 300", "RU")]
)
def test_a_total_of_troops_is_the_alliances_and_not_its_last_members(
    counted: str, actor: str
) -> None:
    text = (
        "Die Truppen der OVKS verlassen Kasachstan. Auch die russischen Fallschirmjäger sind aus "
        f"Almaty abgezogen. {counted} Soldaten im Einsatz."
    )
    article = make_article(text, article_id="a", language="de", published=THURSDAY)
    events = extract_article(article).events
    assert [event.actors for event in events if event.figures] == [(actor,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # may have been an accident or an illness
        ("In Almaty starben am Mittwoch 14 Menschen, darunter zwei Kinder.", []),
        ("In Almaty starben am Mittwoch zwei Soldaten.", [("violence", 2)]),
        ("In Almaty wurden am Mittwoch 14 Menschen getötet.", [("violence", 14)]),
        (
            "In Almaty kam es zu Gefechten. Dort starben am Mittwoch 14 Menschen.",
            [("violence", 14)],
        ),
    ],
)
def test_a_bare_toll_is_violence_only_where_forces_or_killing_are_told(
    text: str, expected: list[tuple[str, int]]
) -> None:
    article = make_article(text, article_id="a", language="de", published=THURSDAY)
    found = [(e.kind, f.maximum) for e in extract_article(article).events for f in e.figures]
    assert found == expected
