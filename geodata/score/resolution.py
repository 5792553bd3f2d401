"""How far off a resolved toponym lies, and figures over many such errors.

The measures are those of Gritta, Pilehvar and Collier, "A pragmatic guide to geoparsing
evaluation", Language Resources and Evaluation 54 (2020, online 2019): accuracy within 161 km (100
miles, from Cheng, Caverlee and Lee, "You are where you tweet", CIKM 2010), mean and median error,
and the area under the curve of the sorted logarithms of the errors (AUC, from Jurgens et al.,
"Geolocation prediction in Twitter using social networks", ICWSM 2015). 25 km is about the reach of
a town.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median
from typing import TYPE_CHECKING

from geopy.distance import great_circle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.score.toponyms import FoundToponym, GoldToponym

__all__ = ["FARTHEST_KM", "NEAR_KM", "WITHIN_KM", "ErrorSummary", "distance_km", "error_km"]

WITHIN_KM = 161  # 100 miles, the radius that most papers report
NEAR_KM = 25
# Half the earth's girth as in Gritta's code: the error of a toponym that was given no coordinates,
# so that leaving out the hard ones gains nothing.
FARTHEST_KM = 20039.0


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """Figures over errors in kilometres; None where there are too few errors for them."""

    count: int
    within_161: float | None
    within_25: float | None
    mean_km: float | None
    median_km: float | None
    auc: float | None  # 0 all right, 1 all at the other end of the world; needs two errors

    @classmethod
    def of(cls, errors_km: Sequence[float]) -> ErrorSummary:
        """Return the figures over the errors."""
        count = len(errors_km)
        if count == 0:
            return cls(0, None, None, None, None, None)
        return cls(
            count=count,
            within_161=count_within(errors_km, WITHIN_KM) / count,
            within_25=count_within(errors_km, NEAR_KM) / count,
            mean_km=sum(sorted(errors_km)) / count,
            median_km=median(errors_km),
            auc=area_under_curve(errors_km),
        )


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (lat, lon) in degrees."""
    kilometres: float = great_circle(one, other).km
    return kilometres


def error_km(gold: GoldToponym, found: FoundToponym) -> float:
    """Return how far a prediction lies from a gold toponym that has a point.

    Without coordinates it is as wrong as can be; where the country is what counts, the right code
    is no error.
    """
    if gold.point is None or found.point is None:
        return FARTHEST_KM
    if gold.by_country and gold.country == found.country:
        return 0.0
    return distance_km(gold.point, found.point)


def count_within(errors_km: Sequence[float], radius_km: float) -> int:
    """Return how many of the errors are no greater than the radius."""
    return sum(error <= radius_km for error in errors_km)


def area_under_curve(errors_km: Sequence[float]) -> float | None:
    """Return the area under the sorted logarithms of the errors by the trapezium rule, 0 to 1.

    The errors are capped at `FARTHEST_KM`; None for fewer than two, which span no area.
    """
    if len(errors_km) < 2:  # noqa: PLR2004 (a trapezium has two sides)
        return None
    logs = [log(min(error, FARTHEST_KM) + 1) for error in sorted(errors_km)]
    area = sum((left + right) / 2 for left, right in pairwise(logs))
    return area / (log(FARTHEST_KM) * (len(logs) - 1))
