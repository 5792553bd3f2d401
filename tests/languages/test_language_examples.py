"""Every language pack reads its own example sentences correctly."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import pytest

from geodata.events import find_events, tells_events
from geodata.gazetteer import load_gazetteer
from geodata.languages import FOLDER, known_languages
from geodata.models import EVENT_KINDS, PHASES, Article, DateRange, Mention, Place, Span, Usage
from tests.records import Atlas

if TYPE_CHECKING:
    from geodata.models import Event

WHERE_PREC = {"city": 1, "site": 1, "nature": 5, "admin": 4, "region": 5, "country": 6}
CAPITALS = {"GE": "Tbilisi"}
LEAST_UNREAD = 0.75  # F1 by kind, place and negation


def make_place(name: str, place_type: Any, code: str) -> Place:
    place_id = f"iso3166:{code}" if place_type == "country" else f"test:{name}"
    return Place(place_id, name, place_type, code, 40.0, 40.0, 300.0)


def make_mention(text: str, start: int, named: dict[str, Any]) -> Mention:
    surface = named["surface"]
    place = make_place(named["name"], named["type"], named["country"])
    prec = WHERE_PREC[named["type"]]
    end = start + len(surface)
    assert text[start:end] == surface
    return Mention(start, end, surface, named["usage"], place, 1.0, prec, "test")


def read(example: dict[str, Any], language: str) -> tuple[Event, ...]:
    text = example["text"]
    mentions, at = [], 0
    for named in example["places"]:
        at = text.index(named["surface"], at)
        mentions.append(make_mention(text, at, named))
        at += len(named["surface"])
    published = DateRange.from_iso(example["published"])
    body = (Span(0, len(text)),)
    article = Article("example", text, body, language, published=published)
    countries = {
        p["country"]: make_place(p["name"], "country", p["country"])
        for p in example["places"]
        if p["type"] == "country"
    }
    # A town's country is known too: "im Süden des Landes" after a town.
    for named in example["places"]:
        name = example.get("country_names", {}).get(named["country"], named["country"])
        countries.setdefault(named["country"], make_place(name, "country", named["country"]))
    capitals = {code: make_place(name, "city", code) for code, name in CAPITALS.items()}
    return find_events(article, mentions, Atlas(countries, capitals))


def seen(event: Event, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an event that the example speaks of, in the example's form."""
    date = event.date
    everything = {
        "kind": event.kind,
        "place": event.place.name if event.place else None,
        "phase": event.phase,
        "actors": list(event.actors),
        "origin": event.origin.name if event.origin else None,
        "status": event.status,
        "figures": [[f.what, f.minimum, f.maximum] for f in event.figures],
        "date": [date.start.isoformat(), date.end.isoformat()] if date else None,
    }
    return {key: everything[key] for key in wanted}


def examples(*, kept_out: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """Return the examples with their languages: those the rules were made with, or the others."""
    found = []
    for language in known_languages():
        path = FOLDER / language / "examples.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [(language, json.loads(line)) for line in lines]
    return [pair for pair in found if pair[1].get("kept_out", False) == kept_out]


@pytest.mark.parametrize(("language", "example"), examples())
def test_example_sentences_are_read_correctly(language: str, example: dict[str, Any]) -> None:
    events = read(example, language)
    wanted = example["events"]
    found = [seen(event, like) for event, like in zip(events, wanted, strict=False)]
    assert found == wanted, [event.why for event in events]
    assert len(events) == len(wanted), [(e.kind, e.place, e.why) for e in events]


def told(event: Event) -> tuple[str, str | None, bool]:
    return event.kind, event.place.name if event.place else None, event.negated


# Sentences written when the rules stood are no rules to be met one by one: their share counts.
@pytest.mark.parametrize("language", sorted({code for code, _ in examples(kept_out=True)}))
def test_most_of_what_unread_sentences_tell_is_found_and_little_else(language: str) -> None:
    wanted: Counter[Any] = Counter()
    found: Counter[Any] = Counter()
    for number, (code, example) in enumerate(examples(kept_out=True)):
        if code != language:
            continue
        found.update((number, *told(event)) for event in read(example, language))
        wanted.update(
            (number, event["kind"], event.get("place"), event.get("status") == "negated")
            for event in example["events"]
        )
    agreed = (found & wanted).total()
    assert 2 * agreed / (found.total() + wanted.total()) >= LEAST_UNREAD, (found, wanted)


@pytest.mark.parametrize("language", [c for c in known_languages() if tells_events(c)])
def test_examples_cover_every_kind_and_phase(language: str) -> None:
    events = [
        event for code, example in examples() if code == language for event in example["events"]
    ]
    assert {event["kind"] for event in events} == set(EVENT_KINDS)
    assert {event["phase"] for event in events if "phase" in event} == set(PHASES)


@pytest.mark.parametrize("language", known_languages())
def test_places_of_the_examples_are_well_formed(language: str) -> None:
    gazetteer = load_gazetteer()
    for code, example in examples():
        for place in example["places"] if code == language else ():
            assert place["usage"] in get_args(Usage), example
            assert place["type"] in WHERE_PREC, example
            if place["type"] == "country":
                country = gazetteer.country(place["country"])
                assert country is not None, place
                assert country.name == place["name"]
            elif place["country"] is None:
                assert place["type"] in {"region", "nature"}, place
            else:
                assert gazetteer.country(place["country"]) is not None, place


# German usage is held to the gold articles; its examples are about events.
@pytest.mark.parametrize("language", ["en", "ru"])
def test_examples_show_every_usage_and_type_and_texts_without_a_place(language: str) -> None:
    texts = [example for code, example in examples() if code == language]
    places = [place for example in texts for place in example["places"]]
    assert {place["usage"] for place in places} == set(get_args(Usage))
    assert {place["type"] for place in places} == set(WHERE_PREC)
    assert not all(example["places"] for example in texts)
    assert len({example["text"] for example in texts}) == len(texts)


def test_the_day_of_the_examples_is_a_thursday() -> None:
    assert dt.date(2022, 1, 6).strftime("%u") == "4"
