"""What a person should look at first: the least certain before all, from the tables.

The doubt of an event is a weighted sum, 0 (nothing speaks against it) to 1:

    0.45 place        1 - confidence; 0.5 where no name in the sentence bears it or there is none
    0.20 attribution  who says so: unnamed 1, fighters 0.8, witnesses and media 0.5, officials and
                      observers 0.3, the article itself 0
    0.20 dispute      1 where sources contradict each other on a figure of its incident
    0.15 figures      how far the figures of its incident are apart: 1 from tenfold on

The place weighs most: it decides where the mark stands. The doubt of a mention is one minus its
confidence; half of that for names used as actors or in adjectives, on which no mark rests, and 0.5
where no place is known, for then there is no mark that could be wrong.
Ties go to what more sources tell, then by id, so that the order is always the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from geodata.models import Speaker

__all__ = ["DOUBTS", "Doubt", "queue_events", "queue_mentions"]

# What speaks most against something.
Doubt = Literal["place", "attribution", "dispute", "figures"]
DOUBTS: tuple[Doubt, ...] = ("place", "attribution", "dispute", "figures")

_WEIGHTS: Mapping[Doubt, float] = {
    "place": 0.45,
    "attribution": 0.2,
    "dispute": 0.2,
    "figures": 0.15,
}
_SPEAKERS: Mapping[Speaker, float] = {
    "unnamed": 1.0,
    "fighters": 0.8,
    "witnesses": 0.5,
    "media": 0.5,
    "officials": 0.3,
    "observers": 0.3,
}
_UNKNOWN_PLACE = 0.5
_UNMARKED = 0.5  # for names on which no mark rests
_MARKED = ("literal", "dateline")

_Numbers: TypeAlias = "npt.NDArray[np.floating[Any]]"


def queue_events(
    events: pd.DataFrame, incidents: pd.DataFrame, figures: pd.DataFrame
) -> pd.DataFrame:
    """Return the events that nobody has looked at, the most doubtful first.

    The columns are `event_id`, `article_id`, `doubt` (0 to 1) and `why`, which names the part of
    the doubt that weighs most (see `DOUBTS`).

    Args:
        events: rows of the table of events.
        incidents: the incidents that they tell; more do no harm.
        figures: the claims on figures of these incidents; more do no harm.

    """
    fresh = events[(events["review_status"] == "unreviewed").to_numpy()]
    homes = pd.Index(incidents["incident_id"].astype(object)).get_indexer(
        pd.Index(fresh["incident_id"].astype(object))
    )
    parts = np.column_stack(
        [
            _doubts_of_place(fresh["geo_confidence"]),
            fresh["attribution"].astype(object).map(dict(_SPEAKERS)).fillna(0.0).to_numpy(float),
            _of_incident(incidents["disputed"].to_numpy(float), homes),
            _of_incident(_spreads(incidents["incident_id"], figures), homes),
        ]
    ) * np.array([_WEIGHTS[doubt] for doubt in DOUBTS])
    found = pd.DataFrame(
        {
            "event_id": fresh["event_id"].to_numpy(object),
            "article_id": fresh["article_id"].to_numpy(object),
            "doubt": parts.sum(axis=1).round(6),
            "why": np.array(DOUBTS, dtype=object)[parts.argmax(axis=1)],
        }
    )
    sources = _of_incident(incidents["sources"].to_numpy(float), homes)
    return _in_order(found, "event_id", sources)


def queue_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that nobody has looked at, the most doubtful first.

    The columns are `mention_id`, `article_id`, `doubt` (0 to 1) and `why`, always the place.
    """
    fresh = mentions[(mentions["review_status"] == "unreviewed").to_numpy()]
    known = fresh["place_id"].notna().to_numpy()
    marked = np.where(fresh["usage"].isin(_MARKED).to_numpy(), 1.0, _UNMARKED)
    doubt = marked * np.where(known, 1.0 - fresh["confidence"].to_numpy(float), _UNKNOWN_PLACE)
    found = pd.DataFrame(
        {
            "mention_id": fresh["mention_id"].to_numpy(object),
            "article_id": fresh["article_id"].to_numpy(object),
            "doubt": doubt.round(6),
            "why": "place",
        }
    )
    return _in_order(found, "mention_id", np.zeros(len(found)))


def _doubts_of_place(confidence: pd.Series[float]) -> _Numbers:
    return 1.0 - confidence.fillna(1.0 - _UNKNOWN_PLACE).to_numpy(float)


def _of_incident(values: _Numbers, homes: npt.NDArray[np.intp]) -> _Numbers:
    """Return for each event the value of its incident; 0 where it has none."""
    return np.append(values, 0.0)[homes]


def _spreads(incident_ids: pd.Series[str], figures: pd.DataFrame) -> _Numbers:
    """Return for each incident how far a figure of it is apart, 0 to 1: the common logarithm.

    Numbers below one count as one: of none or ten dead it is 1.
    """
    by = [figures["incident_id"].astype(object), figures["what"].astype(object)]
    least = figures["minimum"].groupby(by).min().clip(lower=1)
    most = figures["maximum"].groupby(by).max().clip(lower=1)
    times = (most / least).groupby(level=0).max()
    spread = pd.Series(np.minimum(np.log10(times.to_numpy(float)), 1.0), index=times.index)
    return incident_ids.astype(object).map(spread.to_dict()).fillna(0.0).to_numpy(float)


def _in_order(found: pd.DataFrame, key: str, sources: _Numbers) -> pd.DataFrame:
    ids = found[key].to_numpy(dtype="U")
    order = np.lexsort((ids, -sources, -found["doubt"].to_numpy()))
    return found.iloc[order].reset_index(drop=True)
