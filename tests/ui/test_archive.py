from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from geodata.ui.shelf.archive import Archive
from tests.records import almaty_extraction, shots_extraction

if TYPE_CHECKING:
    from pathlib import Path


def test_records_come_back_as_they_were() -> None:
    records = [almaty_extraction("a1"), shots_extraction("a2")]
    archive = Archive(records)
    assert [archive[1], archive[0]] == records[::-1]
    assert list(archive) == records
    assert len(archive) == 2


@pytest.mark.parametrize("number", [-1, 1])
def test_a_number_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        Archive(["only"])[number]


def test_a_record_may_follow_after_others_were_read() -> None:
    archive = Archive(["first"])
    assert archive[0] == "first"
    archive.append("second")
    assert list(archive) == ["first", "second"]


def test_a_record_just_read_is_not_read_again() -> None:
    archive = Archive([almaty_extraction()])
    assert archive[0] is archive[0]


def test_few_records_stay_in_memory() -> None:
    archive = Archive([n] for n in range(200))
    first = archive[0]
    for number in range(200):
        archive[number]
    assert archive[0] == first
    assert archive[0] is not first
    assert len(archive._last) < 100


def test_going_through_all_records_keeps_none_of_them() -> None:
    archive = Archive([n] for n in range(200))
    kept = archive[3]
    assert sum(one[0] for one in archive) == 199 * 100
    assert archive[3] is kept


def test_threads_read_what_they_asked_for() -> None:
    archive = Archive(["x" * number for number in range(500)])
    start = threading.Barrier(8)

    def read(first: int) -> bool:
        start.wait()
        order = [(first + step * 7) % 500 for step in range(1_000)]
        return all(len(archive[number]) == number for number in order)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(8)))


def test_a_saved_archive_is_read_by_another(tmp_path: Path) -> None:
    Archive([almaty_extraction("a1"), almaty_extraction("a2")]).save(tmp_path / "found.archive")
    opened: Archive[object] = Archive.open(tmp_path / "found.archive")
    assert opened[1] == almaty_extraction("a2")
    assert len(opened) == 2


def test_the_file_of_an_archive_has_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    archive = Archive(["secret"])
    assert archive[0] == "secret"
    assert list(tmp_path.iterdir()) == []
