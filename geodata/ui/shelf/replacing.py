"""Tables with some rows replaced: as if they had been built anew, at the price of copying columns.

Building the tables of ten thousand articles takes half a minute; replacing the rows of one, a few
hundredths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.tables.build import Tables
from geodata.tables.coded import rows_of
from geodata.tables.profiles import count_events
from geodata.ui.shelf.compact import compact_table, plain_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["Change", "Replaced", "Rows", "replace_rows"]

# Rows of what there was before, followed by those that come.
Rows: TypeAlias = npt.NDArray[np.integer[Any]]

_LABELLED = {"location": "place_id", "origin": "origin_id"}


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What is to be replaced.

    `articles` are the ids of those that go or are replaced, `incidents` of those that are no more
    or were made anew. `pieces` are the rows that come, compact: of articles, in order, and of
    incidents made, in which all events of these are told `homes` (event id -> incident id), and
    which of them are `copies`. `labels` are places whose name has changed: place id -> name.
    """

    articles: Collection[str]
    incidents: Collection[str]
    pieces: Tables
    homes: Mapping[str, str]
    copies: Collection[str]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Replaced:
    """The tables, and where the rows of articles, events and incidents come from."""

    tables: Tables
    articles: Rows
    events: Rows
    incidents: Rows


def replace_rows(tables: Tables, change: Change) -> Replaced:
    """Return the tables after a change; an article that was there keeps its place, others follow.

    The tables of before are left as they are, and the columns that stay the same are shared.
    """
    new = change.pieces
    articles = _article_rows(tables.articles, new.articles, change.articles)
    incidents = _incident_rows(tables.incidents, new.incidents, change.incidents)
    events = _rows_within(tables, new, "events", articles)
    mentions = _rows_within(tables, new, "mentions", articles)
    figures = _figure_rows(tables, new, incidents)
    made = Tables(
        articles=_taken(tables.articles, new.articles, articles),
        mentions=_taken(tables.mentions, new.mentions, mentions),
        places=tables.places,
        events=_with_homes(_taken(tables.events, new.events, events), change),
        incidents=_taken(tables.incidents, new.incidents, incidents),
        figures=_taken(tables.figures, new.figures, figures),
    )
    made = _with_labels(made, change.labels)
    known = pd.concat([plain_table(one.places) for one in (tables, new)], ignore_index=True)
    places = _places(made, known, change.labels)
    return Replaced(replace(made, places=places), articles, events, incidents)


def _article_rows(old: pd.DataFrame, new: pd.DataFrame, replaced: Collection[str]) -> Rows:
    """Return the rows of articles: those that were there in their places, the others after them."""
    rows = np.arange(len(old))
    places = rows_of(new["article_id"], old["article_id"])
    rows[old["article_id"].isin(list(replaced)).to_numpy()] = -1
    known = np.flatnonzero(places >= 0)
    rows[places[known]] = len(old) + known
    return np.concatenate([rows[rows >= 0], len(old) + np.flatnonzero(places < 0)])


def _incident_rows(old: pd.DataFrame, new: pd.DataFrame, lost: Collection[str]) -> Rows:
    """Return the rows of incidents, by first day, those without a date last, then by id."""
    kept = np.flatnonzero(~old["incident_id"].isin(list(lost)).to_numpy())
    rows = np.concatenate([kept, len(old) + np.arange(len(new))])
    days = pd.concat([old["date_start"].iloc[kept], new["date_start"]]).to_numpy()
    ids = pd.concat([old["incident_id"].iloc[kept], new["incident_id"]]).to_numpy(dtype="U")
    return rows[np.lexsort((ids, days, np.isnat(days)))]


def _rows_within(old: Tables, new: Tables, name: str, articles: Rows) -> Rows:
    """Return the rows of a table that has some for each article, in the order of these."""
    before: pd.DataFrame = getattr(old, name)
    after: pd.DataFrame = getattr(new, name)
    rank = _ranks(articles, len(old.articles) + len(new.articles))
    article = rows_of(before["article_id"], old.articles["article_id"])
    come = rows_of(after["article_id"], new.articles["article_id"]) + len(old.articles)
    return _ordered(rank[article], rank[come])


def _figure_rows(old: Tables, new: Tables, incidents: Rows) -> Rows:
    """Return the rows of figures, in the order of their incidents."""
    rank = _ranks(incidents, len(old.incidents) + len(new.incidents))
    incident = rows_of(old.figures["incident_id"], old.incidents["incident_id"])
    come = rows_of(new.figures["incident_id"], new.incidents["incident_id"]) + len(old.incidents)
    return _ordered(rank[incident], rank[come])


def _ranks(rows: Rows, count: int) -> Rows:
    """Return for each of so many rows its place among those that stay; -1 for one that goes."""
    rank = np.full(count, -1, dtype=np.intp)
    rank[rows] = np.arange(len(rows))
    return rank


def _ordered(before: Rows, after: Rows) -> Rows:
    """Return the rows that stay by their rank, those of one rank as they stood."""
    ranks = np.concatenate([before, after])
    kept = np.flatnonzero(ranks >= 0)
    return kept[np.argsort(ranks[kept], kind="stable")]


def _taken(old: pd.DataFrame, new: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    return pd.DataFrame({name: _column(old[name], new[name], rows) for name in old.columns})


def _column(old: pd.Series, new: pd.Series, rows: Rows) -> pd.Series:
    """Return the cells of these rows of both columns, of the type of the old one."""
    if isinstance(old.dtype, pd.CategoricalDtype):
        return pd.Series(_categorical(old.array, new.array, rows), name=old.name)
    if len(new) == 0:
        return old.take(rows).reset_index(drop=True)
    joined = pd.concat([old, new.astype(old.dtype)], ignore_index=True)
    return joined.take(rows).reset_index(drop=True)


def _categorical(old: Any, new: Any, rows: Rows) -> pd.Categorical:
    """Return the cells of both; the categories are sorted, and only those that occur."""
    place = old.categories.get_indexer(new.categories)
    unknown = new.categories[place < 0]
    place[place < 0] = len(old.categories) + np.arange(len(unknown))
    categories = old.categories.append(unknown) if len(unknown) else old.categories
    codes = np.concatenate([old.codes, np.append(place, -1)[new.codes]])[rows]
    used = np.zeros(len(categories) + 1, dtype=np.bool_)  # the last: for what is missing
    used[codes] = True
    wanted = np.flatnonzero(used[:-1])
    if len(unknown):
        wanted = wanted[np.argsort(categories[wanted].to_numpy(dtype=object), kind="stable")]
    if len(wanted) == len(old.categories) and not len(unknown):
        return pd.Categorical.from_codes(codes, old.categories, validate=False)
    code = np.full(len(categories) + 1, -1, dtype=np.intp)
    code[wanted] = np.arange(len(wanted))
    return pd.Categorical.from_codes(code[codes], categories[wanted], validate=False)


def _with_homes(events: pd.DataFrame, change: Change) -> pd.DataFrame:
    """Return the events with the incidents that they tell now."""
    homes = pd.Series([*change.homes], dtype=object)
    rows = rows_of(homes, events["event_id"])
    copy = events["copy"].to_numpy().copy()
    copy[rows] = homes.isin(list(change.copies)).to_numpy()
    ids = [*change.homes.values()]
    told = _with_cells(events["incident_id"], rows, ids)
    return events.assign(incident_id=told, copy=copy)


def _with_labels(tables: Tables, labels: Mapping[str, str]) -> Tables:
    """Return the tables with the names that places have now."""
    if not labels:
        return tables
    named = {}
    for name in ("mentions", "events", "incidents"):
        frame: pd.DataFrame = getattr(tables, name)
        columns = {}
        for column, ids in _LABELLED.items():
            if ids in frame:
                rows = np.flatnonzero(frame[ids].isin(list(labels)).to_numpy())
                cells = [labels[str(one)] for one in frame[ids].iloc[rows]]
                columns[column] = _with_cells(frame[column], rows, cells)
        named[name] = frame.assign(**columns)
    return replace(tables, **named)


def _with_cells(column: pd.Series, rows: Rows, cells: list[str]) -> pd.Series:
    """Return a column of categories with other cells in some rows."""
    if not cells:
        return column
    taken = np.arange(len(column))
    taken[rows] = len(column) + np.arange(len(rows))
    categories = column.cat.categories.dtype
    return _column(column, pd.Series(cells, dtype=categories).astype("category"), taken)


def _places(tables: Tables, known: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return the table of places, counted anew; what is known of each stands in its first row.

    What people have rejected does not count, but its places stay.
    """
    known = known.drop_duplicates("place_id", ignore_index=True)
    ids = known["place_id"]
    standing = replace(tables, mentions=_standing(tables.mentions), events=_standing(tables.events))
    events = count_events(tables.incidents)
    counts = {
        "mentions": _counted(rows_of(standing.mentions["place_id"], ids), len(ids)),
        "articles": _naming_articles(standing, ids),
        "events": np.array([events.get(str(one), 0) for one in ids], dtype=np.int64),
    }
    falling = (-counts["mentions"], -counts["articles"])
    order = np.lexsort((ids.to_numpy(dtype="U"), *falling))
    order = order[_occurring(tables, ids)[order]]
    names = [labels.get(str(one), now) for one, now in zip(ids, known["location"], strict=True)]
    named = pd.Series(names, dtype=known["location"].dtype)
    counted = known.assign(location=named, **counts).take(order)
    return compact_table(counted.reset_index(drop=True))


def _standing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that people have not rejected."""
    standing = (frame["review_status"] != "rejected").to_numpy()
    return frame if standing.all() else frame[standing]


def _named_places(tables: Tables, place_ids: pd.Series) -> Iterator[tuple[Rows, pd.Series]]:
    """Yield which places the rows of tables name, -1 for none, with the articles of the rows."""
    for frame, column in (
        (tables.mentions, "place_id"),
        (tables.events, "place_id"),
        (tables.events, "origin_id"),
    ):
        yield rows_of(frame[column], place_ids), frame["article_id"]


def _occurring(tables: Tables, place_ids: pd.Series) -> npt.NDArray[np.bool_]:
    """Return which places occur at all."""
    found = np.zeros(len(place_ids) + 1, dtype=np.bool_)
    for places, _articles in _named_places(tables, place_ids):
        found[places] = True
    return found[:-1]


def _naming_articles(tables: Tables, place_ids: pd.Series) -> npt.NDArray[np.int64]:
    """Return for each place how many articles name it, or tell an event there or from there."""
    many = max(1, len(tables.articles))
    pairs = []
    for places, article_ids in _named_places(tables, place_ids):
        articles = rows_of(article_ids, tables.articles["article_id"])
        pairs.append((places.astype(np.int64) * many + articles)[places >= 0])
    distinct = pd.unique(np.concatenate(pairs))  # by hashing: sorting them takes longer
    return _counted(distinct // many, len(place_ids))


def _counted(places: Rows, count: int) -> npt.NDArray[np.int64]:
    return np.bincount(places[places >= 0], minlength=count).astype(np.int64)
