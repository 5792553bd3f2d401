from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import ReviewError
from geodata.models import Figure, Span
from geodata.review import (
    Correction,
    MentionState,
    Signed,
    add_mention,
    change,
    check_correction,
    confirm,
    correction_json,
    correction_lines,
    note,
    place_at,
    read_correction,
    read_correction_lines,
    read_state,
    reject,
    sort_of,
    state_json,
    state_of,
    undo,
)
from tests.records import ALMATY, IVANOVO, almaty_extraction, said
from tests.review.conftest import NOON

if TYPE_CHECKING:
    from tests.review.conftest import Clock

FOUND = almaty_extraction()
ARTICLE = FOUND.article


def acts(by: Clock) -> list[Correction]:
    event, name = FOUND.events[0], FOUND.mentions[0]
    claim = Figure("troops", 200, 300, "about", said(ARTICLE, "officials", "russische"))
    away = reject(ARTICLE, event, by(reason="Nicht dort."), scope="one")
    return [
        confirm(ARTICLE, event, by()),
        change(ARTICLE, event, replace(state_of(event), figures=(claim,)), by()),
        change(ARTICLE, name, MentionState("actor", IVANOVO), by(seen="c1"), scope="name"),
        away,
        undo(away, by()),
        add_mention(ARTICLE, Span(0, 8), MentionState("literal", place_at(1, 2, name="X")), by()),
        note(ARTICLE, ARTICLE, by(reason="Siehe Archiv")),
        change(ARTICLE, ARTICLE, replace(state_of(ARTICLE), author="A. Muster"), by()),
    ]


def test_all_sorts_of_acts_come_back_from_json(by: Clock) -> None:
    for act in acts(by):
        plain = json.loads(json.dumps(correction_json(act)))
        assert read_correction(plain) == act


def test_states_come_back_one_by_one(by: Clock) -> None:
    for act in acts(by):
        for state in (act.before, act.after):
            if state is not None:
                assert read_state(sort_of(act), state_json(state)) == state


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40),
)
def test_every_point_and_name_comes_back(lat: float, lon: float, name: str) -> None:
    by = Signed("Ines", NOON, correction_id="c1")
    if not name.strip():
        with pytest.raises(ReviewError, match="must not be empty"):
            place_at(lat, lon, name=name)
        return
    state = MentionState("literal", place_at(lat, lon, name=name))
    act = change(ARTICLE, FOUND.mentions[0], state, by)
    (line,) = correction_lines([act])
    assert list(read_correction_lines([line])) == [act]


def test_lines_keep_their_order_and_an_act_counts_once(by: Clock) -> None:
    log = acts(by)
    lines = [*correction_lines(log), "\n", *correction_lines(log[:2])]
    assert list(read_correction_lines(lines)) == log
    assert (
        list(read_correction_lines(lines, known=[one.correction_id for one in log[:2]])) == log[2:]
    )


def test_bad_lines_are_named_and_the_rest_is_read(by: Clock) -> None:
    (good,) = correction_lines([confirm(ARTICLE, FOUND.events[0], by())])
    bad = json.loads(good) | {"act": "praise"}
    lines = ["\ufeff" + good, "{not json", json.dumps(bad), "[]", "\ud800", "x" * 1_000_001]
    first, *problems = read_correction_lines(lines)
    assert isinstance(first, Correction)
    assert [str(one).partition(": ")[0] for one in problems] == [f"line {n}" for n in range(2, 7)]
    assert "act: Input should be 'confirm'" in str(problems[1])
    assert all("\n" not in str(one) for one in problems)


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"correction_id": ""}, "correction_id must not be empty"),
    ({"reviewer": "a" * 301}, "reviewer has at most 300 characters"),
    ({"made_at": "2026-03-02T12:00:00"}, "time zone"),
    ({"reason": "x\0y"}, "zero byte"),
    ({"act": "undo"}, "not those of the act"),
    ({"act": "reject"}, "not those of the act"),
    ({"undoes": "c0"}, "only an undo"),
    ({"scope": "all"}, "scope"),
]


@pytest.mark.parametrize(("changed", "message"), CHANGES)
def test_what_cannot_be_is_refused(by: Clock, changed: dict[str, Any], message: str) -> None:
    plain = correction_json(confirm(ARTICLE, FOUND.events[0], by()))
    with pytest.raises(ReviewError, match=message):
        read_correction(plain | changed)


STATES: list[tuple[dict[str, Any], str]] = [
    ({"where_prec": None}, "where_prec"),
    ({"where_prec": 9}, "between 1 and 7"),
    ({"kind": "protest"}, "only a deployment has a phase"),
    ({"kind": "picnic"}, "kind"),
    ({"trigger": [0, 999]}, "within the excerpt"),
    ({"actors": [""]}, "actor must not be empty"),
    ({"date": {"start": "2022-01-07", "end": "2022-01-06"}}, "must not end before it starts"),
    ({"figures": [{"what": "dead", "minimum": 9, "maximum": 3}]}, "least and its most"),
    ({"figures": [{"what": "dead", "minimum": "9", "maximum": 9}]}, "valid integer"),
]


@pytest.mark.parametrize(("changed", "message"), STATES)
def test_states_that_cannot_be_are_refused(
    by: Clock, changed: dict[str, Any], message: str
) -> None:
    event = FOUND.events[0]
    other = replace(state_of(event), date=None)
    plain = correction_json(change(ARTICLE, event, other, by()))
    plain["after"] |= changed
    with pytest.raises(ReviewError, match=message):
        read_correction(plain)


@pytest.mark.parametrize(
    "place",
    [
        replace(ALMATY, lat=91.0),
        replace(ALMATY, lon=float("nan")),
        replace(ALMATY, lon=None),
        replace(ALMATY, radius_km=-1.0),
        replace(ALMATY, name=" "),
    ],
)
def test_a_place_that_is_nowhere_on_earth_is_refused(by: Clock, place: Any) -> None:
    with pytest.raises(ReviewError):
        change(ARTICLE, FOUND.mentions[0], MentionState("literal", place), by())


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"publisher": "B" * 301}, "at most 300 characters"),
        ({"author": " "}, "must not be empty"),
        ({"url": "javascript:alert(1)"}, "begin with https"),
        ({"url": "https://blatt.example/" + "x" * 2000}, "at most 2000 characters"),
    ],
)
def test_what_no_article_can_have_is_refused(by: Clock, said: dict[str, Any], message: str) -> None:
    with pytest.raises(ReviewError, match=message):
        change(ARTICLE, ARTICLE, replace(state_of(ARTICLE), **said), by())


def test_what_the_machine_read_of_an_article_is_put_right_however_long_it_is(by: Clock) -> None:
    article = replace(ARTICLE, publisher="B" * 5000, url="ftp://blatt.example")
    act = change(article, article, replace(state_of(article), publisher="Blatt"), by())
    assert undo(act, by()).after == act.before


def test_nothing_changed_is_no_change(by: Clock) -> None:
    with pytest.raises(ReviewError, match="not those of the act"):
        change(ARTICLE, FOUND.events[0], state_of(FOUND.events[0]), by())
    with pytest.raises(ReviewError, match="removed, not rejected"):
        reject(ARTICLE, ARTICLE, by())
    with pytest.raises(ReviewError, match="must say something"):
        note(ARTICLE, FOUND.events[0], by())
    with pytest.raises(ReviewError, match="no stretch"):
        add_mention(ARTICLE, Span(5, 5), MentionState("literal", ALMATY), by())


def test_an_anchor_quotes_what_stands_between_its_ends(by: Clock) -> None:
    act = confirm(ARTICLE, FOUND.mentions[0], by())
    with pytest.raises(ReviewError, match="an anchor quotes"):
        check_correction(replace(act, anchor=replace(act.anchor, exact="Alma")))


def test_ids_are_made_where_none_is_given() -> None:
    one, other = Signed("Ines", NOON), Signed("Ines", NOON)
    assert len(one.correction_id) == 32
    assert one.correction_id != other.correction_id
