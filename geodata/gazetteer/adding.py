"""Turning a GeoNames dump into an added index: streamed, sorted in buckets, in bounded memory."""

from __future__ import annotations

import json
import unicodedata
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from geodata.errors import GazetteerError
from geodata.gazetteer.added import COLUMNS, LONGEST_NAME, hash_name, hash_shift
from geodata.gazetteer.sources import read_features
from geodata.gazetteer.towns import is_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geodata.gazetteer.sources import Feature

    Progress = Callable[[float, str], None]
    Known = Callable[[Any], Any]

__all__ = ["write_added"]

FIELDS = 19
BATCH = 50_000  # lines held at once
BUCKETS = 64  # by the first six bits of the hash
LONGEST_LINE = 1 << 20  # bytes; what has no line ends must not fill the memory
HIGHEST_ID = 1 << 28  # GeoNames was at 2^23.7 in 2026
MOST_PEOPLE = 9_000_000_000
EXTRACTS = "https://download.geonames.org/export/dump/"
NAME_RECORD = np.dtype([("key", "<u8"), ("letters", "<u4"), ("entry", "<u4")])
GROWING = ("geonameid", "population", "unit", "feature", "lat", "lon", "name_start")


@dataclass(frozen=True, slots=True)
class _Line:
    """A place as a line of the dump gives it."""

    geonameid: int
    name: str
    alternates: str
    lat: float
    lon: float
    feature: int
    unit: tuple[str, str]
    population: int


@dataclass(slots=True)
class _Index:
    """What is being written: files that grow batch by batch, and the little that memory keeps."""

    files: Mapping[str, IO[bytes]]
    buckets: Sequence[IO[bytes]]
    units: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: bytearray = field(default_factory=bytearray)  # a bit for each GeoNames id
    places: int = 0
    names: int = 0
    text_end: int = 0
    doubles: int = 0


def write_added(folder: Path, dump: Path, known: Known, progress: Progress) -> dict[str, int]:
    """Write the index of a dump into an empty folder.

    Returns how many places and names it holds, and how many places were known already. `known`
    tells which of an array of GeoNames ids other indexes hold.

    Raises:
        GazetteerError: the dump is no GeoNames dump, is damaged, or holds nothing new.
        OSError: the folder cannot be written.

    """
    features = read_features()
    kept = sorted({feature for feature in features.values() if feature is not None}, key=str)
    numbers = {code: None if f is None else kept.index(f) for code, f in features.items()}
    with ExitStack() as stack:
        index = _Index(
            {
                name: stack.enter_context((folder / name).open("wb"))
                for name in (*(f"{column}.bin" for column in GROWING), "names.txt")
            },
            [stack.enter_context((folder / f"{i}.bucket").open("w+b")) for i in range(BUCKETS)],
        )
        for batch in _batches(dump, numbers, progress):
            _write_batch(index, batch, known)
        if not index.places:
            raise GazetteerError(
                f"{dump} holds no place that is not known already; nothing was added"
            )
        progress(0.9, "sorting names")
        _write_names(folder, index.buckets, index.names)
    for path in folder.glob("*.bucket"):
        path.unlink()
    _write_ids(folder)
    _write_head(folder, index, kept)
    progress(1.0, "done")
    return {"places": index.places, "names": index.names, "known": index.doubles}


@contextmanager
def _opened(dump: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open the text of a dump, packed or not; give it with its length in bytes."""
    with dump.open("rb") as file:
        if not zipfile.is_zipfile(file):
            if dump.suffix == ".zip":
                raise GazetteerError(f"{dump} is no whole zip archive; download it again")
            file.seek(0)
            yield file, dump.stat().st_size
            return
        with zipfile.ZipFile(file) as archive:
            inside = [
                one
                for one in archive.infolist()
                if one.filename.endswith(".txt") and not one.filename.startswith("readme")
            ]
            if len(inside) != 1:
                names = ", ".join(one.filename for one in archive.infolist()[:5]) or "nothing"
                raise GazetteerError(
                    f"{dump} should hold one table such as DE.txt and holds {names}; wanted: "
                    f"allCountries.zip or a country's from {EXTRACTS}"
                )
            with archive.open(inside[0]) as member:
                yield member, inside[0].file_size


def _batches(
    dump: Path, features: Mapping[str, int | None], progress: Progress
) -> Iterator[list[_Line]]:
    """Yield the places of a dump that we take, in batches."""
    batch: list[_Line] = []
    try:
        with _opened(dump) as (file, size):
            done = 0
            lines = iter(lambda: file.readline(LONGEST_LINE), b"")
            for number, raw in enumerate(lines, start=1):
                done += len(raw)
                line = _parse(raw, f"{dump}, line {number}", features)
                if line is not None:
                    batch.append(line)
                if number % BATCH == 0:
                    progress(0.9 * done / max(size, 1), f"{number:,} lines")
                    yield batch
                    batch = []
    # What a broken archive raises; the last, one packed in a way that zipfile cannot read, or that
    # wants a password.
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise GazetteerError(f"cannot read {dump}: {error}; download it again") from error
    yield batch


def _parse(raw: bytes, where: str, features: Mapping[str, int | None]) -> _Line | None:
    """Return the place of a line; None where it is of a kind that we leave out."""
    try:
        cells = raw.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{where}: not UTF-8; download the file again") from error
    if len(cells) != FIELDS:
        raise GazetteerError(
            f"{where}: {len(cells)} columns instead of {FIELDS}; wanted: a whole table of "
            f"GeoNames such as DE.txt, DE.zip or allCountries.zip from {EXTRACTS}"
        )
    code = f"{cells[6]}.{cells[7]}"
    feature = features[code] if code in features else features.get(cells[6])
    name = unicodedata.normalize("NFC", cells[1].strip())
    try:
        geonameid, people = int(cells[0]), int(cells[14] or 0)
        lat, lon = float(cells[4]), float(cells[5])
        if not (0 < geonameid < HIGHEST_ID and 0 <= people <= MOST_PEOPLE):
            raise ValueError("out of range")  # noqa: TRY301  # the same message for all
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  # degrees
            raise ValueError("out of range")  # noqa: TRY301
    except ValueError as error:
        raise GazetteerError(
            f"{where}: no GeoNames id, point and population in columns 1, 5, 6 and 15 ({error}); "
            "is this a table of GeoNames?"
        ) from error
    if feature is None or not name or len(name) > LONGEST_NAME or not name.isprintable():
        return None
    unit = (cells[8], cells[10])
    return _Line(geonameid, name, cells[3], lat, lon, feature, unit, min(people, 2**32 - 1))


def _write_batch(index: _Index, batch: Sequence[_Line], known: Known) -> None:
    if not batch:
        return
    elsewhere = known(np.array([line.geonameid for line in batch], dtype=np.uint32)).tolist()
    fresh = [
        line
        for line, double in zip(batch, elsewhere, strict=True)
        if not double and _first(index, line.geonameid)
    ]
    index.doubles += len(batch) - len(fresh)
    texts = [line.name.encode() for line in fresh]
    starts = index.text_end + np.cumsum([0, *map(len, texts)])
    index.text_end = int(starts[-1])
    columns = {
        "geonameid": [line.geonameid for line in fresh],
        "population": [line.population for line in fresh],
        "unit": [index.units.setdefault(line.unit, len(index.units)) for line in fresh],
        "feature": [line.feature for line in fresh],
        "lat": [line.lat for line in fresh],
        "lon": [line.lon for line in fresh],
        "name_start": starts[:-1],
    }
    for name, values in columns.items():
        index.files[f"{name}.bin"].write(np.asarray(values, dtype=COLUMNS[name]).tobytes())
    index.files["names.txt"].write(b"".join(texts))
    _sort_into_buckets(index, fresh)
    index.places += len(fresh)


def _first(index: _Index, geonameid: int) -> bool:
    """Whether this id comes for the first time."""
    at, bit = geonameid >> 3, 1 << (geonameid & 7)
    if at >= len(index.seen):
        index.seen.extend(bytes(at + (1 << 16) - len(index.seen)))
    if index.seen[at] & bit:
        return False
    index.seen[at] |= bit
    return True


def _sort_into_buckets(index: _Index, lines: Sequence[_Line]) -> None:
    records = []
    for row, line in enumerate(lines, start=index.places):
        names = {
            unicodedata.normalize("NFC", name): 0
            for name in line.alternates.split(",")
            if len(name) <= LONGEST_NAME and is_name(name)
        }
        names[line.name] = 1
        records += [(*hash_name(name), row << 1 | main) for name, main in names.items()]
    index.names += len(records)
    table = np.array(records, dtype=NAME_RECORD)
    bucket = (table["key"] >> np.uint64(58)).astype(np.uint8)
    for number in np.unique(bucket).tolist():
        index.buckets[number].write(table[bucket == number].tobytes())


def _write_names(folder: Path, buckets: Sequence[IO[bytes]], names: int) -> None:
    """Sort each bucket and join them: the buckets follow one another as their hashes do."""
    columns = ("key", "letters", "entry")
    # A power of two of bytes, at least 16 bits a name: one word in 16 to 32 passes by chance.
    bits = np.zeros(1 << (2 * names).bit_length(), dtype=COLUMNS["filter"])
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / f"{name}.bin").open("wb")) for name in columns}
        for bucket in buckets:
            bucket.seek(0)
            table = np.frombuffer(bucket.read(), dtype=NAME_RECORD)
            order = np.lexsort((table["entry"], table["key"]))
            for name, file in files.items():
                file.write(table[name][order].tobytes())
            stretch = table["key"] >> np.uint64(hash_shift(len(bits)))
            ones = np.uint8(1) << (stretch & np.uint64(7)).astype(np.uint8)
            np.bitwise_or.at(bits, (stretch >> np.uint64(3)).astype(np.intp), ones)
    bits.tofile(folder / "filter.bin")


def _write_ids(folder: Path) -> None:
    """Write the ids in their order."""
    ids = np.fromfile(folder / "geonameid.bin", dtype=COLUMNS["geonameid"])
    order = np.argsort(ids, kind="stable").astype(COLUMNS["id_row"])
    ids[order].tofile(folder / "id.bin")
    order.tofile(folder / "id_row.bin")


def _write_head(folder: Path, index: _Index, features: Sequence[Feature]) -> None:
    head = {"units": list(index.units), "features": features}
    (folder / "head.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
