"""Corrections as JSON, one a line: lossless, and checked when they are read back.

The keys are the names of the fields. Reading is done by pydantic, by the types of the records.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from geodata.errors import ReviewError
from geodata.review.checking import check_correction
from geodata.review.records import Correction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["correction_json", "correction_lines", "read_correction", "read_correction_lines"]

# A line longer than this is no correction: excerpts are a sentence or two.
_LONGEST_LINE = 1_000_000
_BYTE_ORDER_MARK = "\ufeff"


def correction_json(correction: Correction) -> dict[str, Any]:
    """Return a correction as plain JSON values, keys in the order of the fields."""
    found: dict[str, Any] = _adapter().dump_python(correction, mode="json")
    return found


def read_correction(obj: Mapping[str, Any]) -> Correction:
    """Return the correction that JSON values are.

    Raises:
        ReviewError: they are none; the message names the field.

    """
    try:
        return _read(json.dumps(dict(obj)))
    except (TypeError, RecursionError) as error:
        raise ReviewError(f"a correction is made of JSON values: {error}") from error


def correction_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """Yield each correction as a line of JSON with its line break, in their order."""
    for correction in corrections:
        yield _adapter().dump_json(correction).decode("utf-8") + "\n"


def read_correction_lines(
    lines: Iterable[str], *, known: Iterable[str] = ()
) -> Iterator[Correction | ReviewError]:
    """Yield the corrections of lines of JSON in their order, and an error for each bad line.

    The message of an error begins with the number of its line. Empty lines are passed over, and so
    is a correction whose id came before.

    Args:
        lines: with or without their line breaks.
        known: ids of corrections that are there already.

    """
    seen = set(known)
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if not text:
            continue
        try:
            correction = _read_line(text)
        except ReviewError as error:
            yield ReviewError(f"line {number}: {error}")
            continue
        if correction.correction_id not in seen:
            seen.add(correction.correction_id)
            yield correction


def _read_line(text: str) -> Correction:
    if len(text) > _LONGEST_LINE:
        raise ReviewError(f"is longer than {_LONGEST_LINE} characters")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ReviewError("is not UTF-8")
    return _read(text)


def _read(text: str) -> Correction:
    try:
        # Strict: "5" is no number, 1 is no text.
        correction = _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        raise ReviewError(_told(error)) from error
    check_correction(correction)
    return correction


def _told(error: ValidationError) -> str:
    """Return the first thing that is wrong, on one line.

    A state that fits none of the sorts lacks fields of the others; that tells the least.
    """
    errors = error.errors(include_url=False, include_input=False)
    first = next((one for one in errors if one["type"] != "missing"), errors[0])
    where = ".".join(str(part) for part in first["loc"] if not str(part).endswith("State"))
    what = " ".join(first["msg"].split())
    return f"{where}: {what}" if where else what


@cache
def _adapter() -> TypeAdapter[Correction]:
    return TypeAdapter(Correction)
