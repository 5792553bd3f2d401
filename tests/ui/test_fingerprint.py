from __future__ import annotations

import os
from pathlib import Path

import pytest

from geodata.ui.shelf.fingerprint import Fingerprints, fingerprint


def test_what_is_not_there_has_none() -> None:
    assert fingerprint(None) == fingerprint(Path("/no/such/folder")) == ""


def test_it_changes_with_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    seen = [fingerprint(tmp_path)]
    (tmp_path / "b.txt").write_text("two")
    seen.append(fingerprint(tmp_path))
    (tmp_path / "b.txt").write_text("longer")
    seen.append(fingerprint(tmp_path))
    os.utime(tmp_path / "a.txt", ns=(1, 1))
    seen.append(fingerprint(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "c.txt")
    seen.append(fingerprint(tmp_path))
    assert len(set(seen)) == 5
    assert fingerprint(tmp_path) == seen[-1]


def test_a_single_file_has_one(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("{}")
    before = fingerprint(file)
    file.write_text("{}\n{}")
    assert fingerprint(file) != before


def test_a_name_that_is_no_text_has_one(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text("bytes")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert fingerprint(tmp_path)


def test_a_folder_that_takes_long_is_looked_at_seldom(tmp_path: Path) -> None:
    times = iter([0.0, 0.1, 4.0, 6.0, 6.1])
    fingerprints = Fingerprints(clock=lambda: next(times))
    first = fingerprints.of(tmp_path)  # takes 0.1 s, so it holds for five
    (tmp_path / "new.txt").write_text("new")
    assert fingerprints.of(tmp_path) == first
    assert fingerprints.of(tmp_path) == fingerprint(tmp_path) != first
