"""Confidences: rising with the share, capped by what the signs allow, fitted by one command."""

from __future__ import annotations

import random

import pytest

from geodata.places.calibrate import Case, fit
from geodata.places.calibration import Signs, confidence_of, interpolated, strength

SHARES = [0.05, 0.2, 0.5, 0.8, 0.95, 0.999]


def signs(share: float, language: str = "en", kind: str = "city") -> Signs:
    return Signs(language, share, kind, "literal", "tagger", 2)


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_confidence_rises_with_the_share(language: str) -> None:
    found = [confidence_of(signs(share, language)) for share in SHARES]
    assert found == sorted(found)
    assert found[0] < found[-1]
    assert all(0 <= confidence <= 1 for confidence in found)


def test_a_sign_that_no_gold_has_counts_for_nothing() -> None:
    odd = Signs("en", 0.9, "planet", "literal", "tagger", 2)
    assert 0 < confidence_of(odd) < 1


def test_between_two_knots_lies_what_lies_between_them() -> None:
    knots = [(0.0, 0.4), (2.0, 0.8)]
    assert [interpolated(knots, at) for at in (0.0, 1.0, 9.0)] == [0.4, 0.6, 0.8]


def test_below_the_first_knot_confidence_falls_on() -> None:
    found = [interpolated([(0.0, 0.4), (2.0, 0.8)], at) for at in (-40.0, -2.0, -1.0, 0.0)]
    assert found == sorted(set(found))
    assert found[0] == 0


def make_cases(*, sure: float, unsure: float) -> list[Case]:
    """Return cases whose large shares are right as often as `sure` says."""
    dice = random.Random(7)  # noqa: S311  # no secret
    cases = []
    for number in range(1200):
        share, chance = (0.99, sure) if number % 2 else (0.4, unsure)
        cases.append(Case(signs(share), dice.random() < chance, number % 5))
    return cases


def test_the_fit_finds_how_often_a_share_is_right_and_promises_no_more() -> None:
    fitted = fit(make_cases(sure=0.9, unsure=0.3))
    promised = [
        interpolated(fitted.knots["en"], strength(signs(share), fitted.weights))
        for share in (0.4, 0.99)
    ]
    assert promised == pytest.approx([0.3, 0.9], abs=0.08)
    assert promised[1] <= 0.92


def test_the_map_never_falls() -> None:
    knots = fit(make_cases(sure=0.5, unsure=0.8)).knots["any"]
    assert [y for _, y in knots] == sorted(y for _, y in knots)
