"""JSON Lines read with care: every value is asked for by name and type, every error has its place.

A `Node` is a JSON object that knows the file, the line and the field it stands in, so that a
broken annotation is found without a search.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Node", "read_lines"]

BYTE_ORDER_MARK = "\ufeff"  # some editors on Windows put it before the first line


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A JSON object and where it stands, as in `gold.jsonl, line 3, mentions[0]`."""

    where: str
    values: Mapping[str, Any]

    def fail(self, message: str) -> NoReturn:
        """Raise an InputError that says where it is."""
        raise InputError(f"{self.where}: {message}")

    def has(self, key: str) -> bool:
        """Whether the key is there at all, with null or without."""
        return key in self.values

    def optional_text(self, key: str) -> str | None:
        """Return the string; None where it is missing, null or empty."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            self._wrong(key, "a string or null")
        return value or None

    def text(self, key: str) -> str:
        """Return the string that must be there."""
        value = self.optional_text(key)
        return self._wrong(key, "a string that is not empty") if value is None else value

    def optional_number(self, key: str) -> float | None:
        """Return the number; None where it is missing or null."""
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            self._wrong(key, "a number or null")
        return value

    def whole(self, key: str) -> int:
        """Return the whole number that must be there."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, "a whole number")
        return value

    def truth(self, key: str) -> bool:
        """Return the truth value; false where it is missing or null."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "true, false or null")
        return value is True

    def optional_node(self, key: str) -> Node | None:
        """Return the object; None where it is missing or null."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict) or not value:
            self._wrong(key, "an object that is not empty, or null")
        return Node(f"{self.where}, {key}", value)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the objects of a list; none where it is missing or null."""
        values = self._list(key)
        if not all(isinstance(value, dict) for value in values):
            self._wrong(key, "a list of objects")
        return tuple(Node(f"{self.where}, {key}[{i}]", value) for i, value in enumerate(values))

    def texts(self, key: str) -> frozenset[str]:
        """Return the strings of a list; none where it is missing or null."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            self._wrong(key, "a list of strings")
        return frozenset(values)

    def optional_range(self, key: str) -> tuple[int, int] | None:
        """Return a pair of offsets `[start, end]`; None where it is missing or null."""
        value = self.values.get(key)
        if value is None:
            return None
        return _offsets(value) or self._wrong(key, "a pair of offsets [start, end]")

    def ranges(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return the pairs of offsets of a list; none where it is missing or null."""
        ranges = tuple(_offsets(value) for value in self._list(key))
        found = tuple(pair for pair in ranges if pair is not None)
        return found if len(found) == len(ranges) else self._wrong(key, "a list of [start, end]")

    def _list(self, key: str) -> list[Any]:
        value = self.values.get(key)
        if value is not None and not isinstance(value, list):
            self._wrong(key, "a list")
        return value or []

    def _wrong(self, key: str, wanted: str) -> NoReturn:
        if key not in self.values:
            self.fail(f'"{key}" is missing; it must be {wanted}')
        self.fail(f'"{key}" must be {wanted}, not {json.dumps(self.values[key])[:60]}')


def read_lines(path: Path) -> Iterator[Node]:
    """Return the objects of a file of JSON Lines, one a line, as they are read; skip empty lines.

    Raises:
        InputError: the file cannot be read, or a line is not UTF-8 or not a JSON object.

    """
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    where = f"{path}, line {number}"
                    yield Node(where, _object(line, where=where))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _object(line: bytes, *, where: str) -> dict[str, Any]:
    """Return the JSON object of a line."""
    try:
        value = json.loads(line.decode("utf-8").removeprefix(BYTE_ORDER_MARK))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: is not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: is not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f'{where}: must be a JSON object with "id", not {str(value)[:60]!r}')
    return value


def _offsets(value: object) -> tuple[int, int] | None:
    """Return a pair of offsets, 0 <= start <= end; None where it is no such pair."""
    match value:
        case [int(start), int(end)] if 0 <= start <= end:
            return start, end
        case _:
            return None
