"""Who acts: whose forces, which organisation, and who is only attacked, hurt or quoted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geodata.events import find_events
from geodata.events.lexicon import load_lexicon
from geodata.events.peoples import find_peoples
from geodata.events.reading import read_sentences
from geodata.models import Article, DateRange, Event, Mention, Place, Span
from tests.records import Atlas

if TYPE_CHECKING:
    from geodata.models import Usage

THURSDAY = DateRange.day(dt.date(2022, 1, 6))
KABUL = Place("test:kabul", "Kabul", "city", "AF", 34.5, 69.2, 5.0)
GAO = Place("test:gao", "Gao", "city", "ML", 16.3, 0.0, 5.0)
COUNTRIES = {
    code: Place(f"iso3166:{code}", code, "country", code, 0.0, 0.0, 500.0)
    for code in ("AF", "ML", "RU", "US", "FR", "CO", "EC")
}
NAMES: dict[str, tuple[Place, Usage]] = {
    "Kabul": (KABUL, "literal"),
    "Кабуле": (KABUL, "literal"),
    "Кабул": (KABUL, "literal"),
    "Gao": (GAO, "literal"),
    "Colombia": (COUNTRIES["CO"], "literal"),
    "Ecuador": (COUNTRIES["EC"], "literal"),
    "russische": (COUNTRIES["RU"], "derived"),
    "US": (COUNTRIES["US"], "derived"),
    "Französische": (COUNTRIES["FR"], "derived"),
    "afghanische": (COUNTRIES["AF"], "derived"),
}
ATLAS = Atlas(COUNTRIES, {"AF": KABUL})


def read(text: str, language: str = "de") -> tuple[Event, ...]:
    mentions = []
    for name, (place, usage) in NAMES.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not text[end : end + 1].isalpha():
                prec = 6 if place.type == "country" else 1
                mentions.append(Mention(start, end, name, usage, place, 1.0, prec, "test"))
            start = text.find(name, end)
    mentions.sort(key=lambda mention: mention.start)
    article = Article("a", text, (Span(0, len(text)),), language, published=THURSDAY)
    return find_events(article, mentions, ATLAS)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Französische Soldaten haben in Gao zwölf Menschen getötet.", ("FR",)),
        ("Bei einem Luftangriff gegen die Taliban in Kabul starben 20 Menschen.", ()),
        ("Bei Gefechten der US-Armee mit den Taliban in Kabul starben 20 Menschen.", None),
        ("In Kabul haben US-Soldaten 30 Taliban-Kämpfer getötet.", ("US",)),
        ("Bei einem Anschlag der Taliban auf US-Soldaten in Kabul gab es fünf Tote.", ("Taliban",)),
        ("Nach Angaben der Armee sprengte sich in Kabul ein Attentäter in die Luft.", ()),
        ("In Kabul hat die Polizei zwölf Menschen erschossen.", ("AF",)),
    ],
)
def test_those_attacked_hurt_or_quoted_do_not_act(
    text: str, actors: tuple[str, ...] | None
) -> None:
    (event,) = read(text)
    if actors is None:
        assert set(event.actors) == {"US", "Taliban"}
    else:
        assert event.actors == actors


def test_a_claim_of_responsibility_goes_to_the_act_told_before() -> None:
    (event,) = read(
        "In Kabul starben bei einem Bombenanschlag 20 Menschen. Der Markt war voll. "
        "Zu dem Anschlag bekannte sich die Terrormiliz IS."
    )
    assert event.actors == ("IS",)


def test_a_claim_goes_to_the_acts_told_after_it_at_the_places_it_names() -> None:
    events = read(
        "Zu den Anschlägen in Kabul und Gao hat sich der IS bekannt. In Kabul wurden bei "
        "Explosionen 20 Menschen getötet, in Gao elf."
    )
    assert {event.actors for event in events} == {("IS",)}


def test_what_only_borrows_the_name_of_an_organisation_does_not_act() -> None:
    (event,) = read("Im Rahmen der Nato-Aufrüstung sind russische Soldaten in Kabul gelandet.")
    assert event.actors == ("RU",)


def test_a_country_right_before_a_verb_of_force_acts() -> None:
    (event,) = read("Colombia attacked a rebel camp in Ecuador, killing 20 people.", "en")
    assert event.actors == ("CO",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Российские военные прибыли в Кабул.", "ru"),
        ("Российские войска отправлены в Кабул.", "ru"),
    ],
)
def test_adjectives_that_are_no_mentions_tell_whose_forces_act(text: str, language: str) -> None:
    (event,) = read(text, language)
    assert event.actors == ("RU",)


def test_adjectives_of_states_come_from_the_language() -> None:
    text = "Российские и американские солдаты"
    article = Article("a", text, (Span(0, len(text)),), "ru")
    (sentence,) = read_sentences(article, (), load_lexicon("ru"))
    assert find_peoples(sentence.tokens, (), "ru") == ((0, "RU"), (2, "US"))
    assert find_peoples((), (), "ru") == ()


def test_absurd_numbers_break_nothing() -> None:
    (event,) = read(
        "In Kabul gab es bei einem Bombenanschlag 1e999 Tote, minus drei Soldaten und "
        "99999999999999999999 Verletzte."
    )
    assert event.figures == ()


def test_a_sentence_of_ten_thousand_words_is_read() -> None:
    text = "In Kabul wurden drei Soldaten getötet und sagte die Polizei laut Taliban, " * 1000
    assert read(text)
