"""Whether an act is actual, planned, history, only weighed, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events.lexicon import Hit, load_lexicon
from geodata.events.reading import Sentence, read_sentences
from geodata.events.status import is_only_decided, is_unreal, seen_from, status_of_troops
from geodata.models import Article, DateRange, Span

THURSDAY = DateRange.day(dt.date(2022, 1, 6))


def sentence(text: str) -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), "de")
    return next(iter(read_sentences(article, (), load_lexicon("de"))))


def hit(read: Sentence, word: str) -> Hit:
    position = [token.lower for token in read.tokens].index(word)
    return Hit(position, position, "trigger")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Die Armee verlegte Soldaten nach Osch.", "verlegte", ("moving", "actual")),
        ("Die Armee will Soldaten nach Osch verlegen.", "verlegen", ("announced", "planned")),
        (
            "Die Regierung erwägt, will aber erst später Soldaten nach Osch verlegen.",
            "verlegen",
            ("announced", "planned"),
        ),
        ("Das Land schickt keine Soldaten nach Osch.", "schickt", ("announced", "negated")),
        ("Die Armee könnte Soldaten nach Osch verlegen.", "verlegen", None),
    ],
)
def test_troops_are_sent_planned_refused_or_only_feared(
    text: str, word: str, expected: tuple[str, str] | None
) -> None:
    read = sentence(text)
    assert status_of_troops(read, "deployment", "moving", hit(read, word)) == expected


def test_what_is_weighed_is_hypothetical() -> None:
    read = sentence("Die Regierung erwägt die Entsendung von Soldaten nach Osch.")
    judged = status_of_troops(read, "deployment", "announced", hit(read, "entsendung"))
    assert judged == ("announced", "hypothetical")


def test_force_that_is_denied_or_only_possible_is_no_event() -> None:
    denied = sentence("In Osch wurde nicht geschossen.")
    possible = sentence("In Osch könnte geschossen werden.")
    told = sentence("In Osch wurde geschossen.")
    assert is_unreal(denied, "violence", hit(denied, "geschossen"))
    assert is_unreal(possible, "violence", hit(possible, "geschossen"))
    assert not is_unreal(told, "violence", hit(told, "geschossen"))


def test_sending_in_the_present_tense_is_only_decided_unless_it_is_under_way() -> None:
    decided = sentence("Das Land entsendet 70 Soldaten.")
    prompt = sentence("Das Land entsendet bereits 70 Soldaten.")
    assert is_only_decided(decided, hit(decided, "entsendet"))
    assert not is_only_decided(prompt, hit(prompt, "entsendet"))


@pytest.mark.parametrize(
    ("days", "expected"),
    [("2022-01-05", "actual"), ("2010", "historical"), ("2022-03", "planned")],
)
def test_the_date_makes_history_or_a_plan(days: str, expected: str) -> None:
    assert seen_from("actual", DateRange.from_iso(days), THURSDAY) == expected


def test_what_is_refused_stays_so_whatever_the_date() -> None:
    assert seen_from("negated", DateRange.from_iso("2010"), THURSDAY) == "negated"
    assert seen_from("actual", None, THURSDAY) == "actual"
