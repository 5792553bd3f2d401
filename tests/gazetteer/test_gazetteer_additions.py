from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from geodata import geoparse
from geodata.errors import GazetteerError
from geodata.gazetteer import (
    CACHE_VARIABLE,
    add_dump,
    gazetteer_info,
    load_gazetteer,
    remove_dump,
)
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VILLAGE = (
    "20000001",
    "Quirlenbach",
    "Quirlenbach,Kvirlenbakh,Квирленбах",
    "51.25",
    "10.5",
    "P.PPL",
)
SUMMIT = ("20000002", "Nabelspitz", "", "47.1", "11.2", "T.PK")
AIRFIELD = ("20000003", "Flugplatz Ödland", "", "52.0", "9.0", "S.AIRB")
KNOWN = ("1526384", "Almaty", "", "43.25", "76.91", "P.PPLA")
ROAD = ("20000004", "Weite Straße", "", "50.0", "9.0", "R.RD")


def line(place: tuple[str, ...], people: str = "120") -> str:
    number, name, others, lat, lon, feature = place
    kind, code = feature.split(".")
    cells = [number, name, name, others, lat, lon, kind, code, "DE", "", "15", "00", "", ""]
    return "\t".join([*cells, people, "", "", "Europe/Berlin", "2026-01-01"])


def dump(folder: Path, *places: tuple[str, ...], name: str = "XX.txt") -> Path:
    path = folder / name
    path.write_text("".join(f"{line(place)}\n" for place in places), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a cache folder that holds the bundled index, as links to its files."""
    load_gazetteer()
    info = gazetteer_info()
    assert info is not None
    folder = tmp_path_factory.mktemp("cache")
    (folder / info.path.name).symlink_to(info.path, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder))
        yield folder


@pytest.fixture
def added(cache: Path, tmp_path: Path) -> Iterator[Path]:
    add_dump(dump(tmp_path, VILLAGE, SUMMIT, AIRFIELD, KNOWN, ROAD, VILLAGE))
    yield cache
    remove_dump("XX")


@pytest.mark.usefixtures("added")
def test_added_places_are_found_by_all_their_names_and_spellings() -> None:
    gazetteer = load_gazetteer()
    for name in ("Quirlenbach", "quirlenbach", "Kvirlenbakh", "Квирленбах", "QUIRLENBACH"):
        place = gazetteer.lookup(name)[0]
        assert (place.place_id, place.name) == ("geonames:20000001", "Quirlenbach")
        assert (place.lat, place.lon) == (51.25, 10.5)
    assert gazetteer.hits("quirlenbach", exact=True) == ()
    assert gazetteer.place("geonames:20000001") is not None
    assert gazetteer.hits("Quirlenbach")[0].admin1 == "15"
    assert gazetteer.first_level_name("geonames:20000001") == "Thuringia"


@pytest.mark.usefixtures("added")
def test_what_is_found_is_placed_among_the_added_and_finding_stays_as_it_was() -> None:
    mentions = geoparse("Am Abend brannte in Quirlenbach eine Scheune.", "de")
    assert [(m.surface, m.place and m.place.name) for m in mentions] == [
        ("Quirlenbach", "Quirlenbach")
    ]
    assert not load_gazetteer().has_name("Quirlenbach")
    assert "Quirlenbach" not in load_gazetteer().prefixes("Quirlenbachtal")


@pytest.mark.usefixtures("added")
def test_the_feature_class_gives_type_and_radius() -> None:
    gazetteer = load_gazetteer()
    found = {name: gazetteer.lookup(name)[0] for name in ("Nabelspitz", "Flugplatz Ödland")}
    assert [place.type for place in found.values()] == ["nature", "site"]
    assert all(0 < place.radius_km < 5 for place in found.values())
    assert gazetteer.lookup("Weite Straße") == ()


@pytest.mark.usefixtures("added")
def test_places_that_are_known_are_not_doubled() -> None:
    ids = [place.place_id for place in load_gazetteer().lookup("Almaty")]
    assert ids.count("geonames:1526384") == 1
    info = gazetteer_info()
    assert info is not None
    assert [(one.name, one.places, one.known) for one in info.added] == [("XX", 3, 2)]


def test_an_added_village_comes_after_every_town_of_its_name(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    bonn = ("20000009", "Bonn", "", "54.0", "10.0", "P.PPL")
    add_dump(dump(tmp_path, bonn, name="one.txt"))
    found = [place.place_id for place in load_gazetteer().lookup("Bonn")]
    assert found[0] == "geonames:2946447"
    assert found[-1] == "geonames:20000009"
    remove_dump("one")
    assert "geonames:20000009" not in [p.place_id for p in load_gazetteer().lookup("Bonn")]


def test_a_second_dump_leaves_out_what_the_first_has(added: Path, tmp_path: Path) -> None:
    assert added.is_dir()
    other = ("20000011", "Zweitlingen", "", "50.0", "8.0", "P.PPL")
    info = add_dump(dump(tmp_path, VILLAGE, other, name="YY.txt"))
    assert (info.places, info.known) == (1, 1)
    assert len(load_gazetteer().lookup("Quirlenbach")) == 1
    remove_dump("YY")


def test_a_zip_is_read_as_its_table(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    path = dump(tmp_path, VILLAGE, name="ZZ.txt")
    with zipfile.ZipFile(tmp_path / "ZZ.zip", "w") as archive:
        archive.write(path, "ZZ.txt")
        archive.writestr("readme.txt", "about")
    assert add_dump(tmp_path / "ZZ.zip").places == 1
    remove_dump("ZZ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no place"),
        (b"name,lat,lon\nBerlin,52,13\n", "line 1: 1 columns instead of 19"),
        (f"{line(VILLAGE)}\n{line(SUMMIT)[:40]}".encode(), "line 2: .* columns instead of 19"),
        (line(VILLAGE).replace("51.25", "north").encode(), "no GeoNames id, point"),
        (line(VILLAGE).replace("51.25", "151.25").encode(), "no GeoNames id, point"),
        (line(VILLAGE).replace("20000001", "99999999999").encode(), "no GeoNames id, point"),
        (line(VILLAGE).encode("utf-16"), "not UTF-8|columns instead of 19"),
        (f"{line(KNOWN)}\n".encode(), "nothing was added"),
        (b"\x00" * 3_000_000, "1 columns instead of 19"),
    ],
)
def test_a_wrong_or_damaged_file_is_refused_and_leaves_nothing(
    cache: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    before = sorted(entry.name for entry in cache.iterdir())
    with pytest.raises(GazetteerError, match=message):
        add_dump(path)
    assert [n for n in sorted(e.name for e in cache.iterdir()) if n != "gazetteer.lock"] == [
        n for n in before if n != "gazetteer.lock"
    ]


def test_a_truncated_zip_is_refused(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    path = dump(tmp_path, *[(str(20_100_000 + i), "Ort", "", "1", "1", "P.PPL") for i in range(99)])
    with zipfile.ZipFile(tmp_path / "cut.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "XX.txt")
    whole = (tmp_path / "cut.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-40])
    with pytest.raises(GazetteerError, match="no whole zip archive"):
        add_dump(tmp_path / "cut.zip")
    (tmp_path / "cut.zip").write_bytes(whole[:60] + bytes(20) + whole[80:])
    with pytest.raises(GazetteerError, match="download it again"):
        add_dump(tmp_path / "cut.zip")


def test_a_zip_that_wants_a_password_is_refused(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    with zipfile.ZipFile(tmp_path / "closed.zip", "w") as archive:
        archive.writestr("XX.txt", "1\tOrt")
    packed = bytearray((tmp_path / "closed.zip").read_bytes())
    packed[6] |= 1  # the flag of the member, there and in the directory at the end
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "closed.zip").write_bytes(packed)
    with pytest.raises(GazetteerError, match="password"):
        add_dump(tmp_path / "closed.zip")


def test_a_zip_without_one_table_is_refused(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("b.txt", "b")
    with pytest.raises(GazetteerError, match="should hold one table"):
        add_dump(tmp_path / "two.zip")


def test_a_damaged_added_index_is_named_with_what_to_do(added: Path) -> None:
    key = next(added.glob("added*-XX")) / "key.bin"
    key.write_bytes(key.read_bytes()[:-8])
    code = "from geodata.gazetteer import load_gazetteer; load_gazetteer()"
    environ = os.environ | {CACHE_VARIABLE: str(added)}
    found = subprocess.run(
        [sys.executable, "-c", code], env=environ, check=False, capture_output=True, text=True
    )
    assert "added index of places XX" in found.stderr
    assert "schauplatz gazetteer remove XX" in found.stderr


def test_removing_what_was_never_added_says_what_there_is(cache: Path) -> None:
    assert cache.is_dir()
    with pytest.raises(GazetteerError, match="nothing was added under the name 'QQ'"):
        remove_dump("QQ")


def test_the_seal_names_the_source(added: Path) -> None:
    facts = json.loads((next(added.glob("added*-XX")) / "meta.json").read_text(encoding="utf-8"))
    assert facts["source"].endswith("XX.txt")
    assert facts["places"] == 3


def test_what_was_added_makes_another_method(cache: Path, tmp_path: Path) -> None:
    plain = method_version()
    versions = []
    for rows in ((VILLAGE, SUMMIT), (VILLAGE, SUMMIT), (VILLAGE,)):
        add_dump(dump(tmp_path, *rows))
        versions.append(method_version())
        remove_dump("XX")
    first, again, other = versions
    assert cache.exists()
    assert re.fullmatch(re.escape(plain) + r"\+[0-9a-f]{8}", first)
    assert first == again != other
    assert method_version() == plain == version("schauplatz")
