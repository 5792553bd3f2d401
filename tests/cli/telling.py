"""What a command of the store has told."""

from __future__ import annotations

import csv
from contextlib import closing
from typing import TYPE_CHECKING

from geodata.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from geodata.store import Store


def opened() -> closing[Store]:
    return closing(open_store())


def said(result: Result) -> list[str]:
    return result.stderr.splitlines()


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds(result: Result) -> list[str]:
    return [line.split("\t")[0] for line in result.stdout.splitlines()]
