from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from geodata.errors import ExportError
from geodata.tables.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_wholly(tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    target.write_text("old", encoding="utf-8")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot write .*nowhere"):
        write_whole(tmp_path / "nowhere" / "events.csv", b"")


def test_a_target_that_is_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "events.csv").mkdir()
    with pytest.raises(ExportError):
        write_whole(tmp_path / "events.csv", b"")
    assert json.dumps([path.name for path in tmp_path.iterdir()]) == '["events.csv"]'
