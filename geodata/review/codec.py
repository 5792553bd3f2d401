"""Corrections as JSON, one a line: lossless, and checked when they are read back.

The keys are the names of the fields. Reading is done by pydantic, by the types of the records.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter, ValidationError

from geodata.errors import ReviewError
from geodata.review.checking import check_correction
from geodata.review.records import ArticleState, Correction, EventState, MentionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geodata.review.records import State

__all__ = [
    "Sort",
    "correction_json",
    "correction_lines",
    "read_correction",
    "read_correction_lines",
    "read_state",
    "sort_of",
    "state_json",
]

# What a correction is on.
Sort = Literal["mention", "event", "article"]
_STATES: Mapping[Sort, type[State]] = {
    "mention": MentionState,
    "event": EventState,
    "article": ArticleState,
}
_Record = Sort | Literal["correction"]

# A line longer than this is no correction: excerpts are a sentence or two.
_LONGEST_LINE = 1_000_000
_BYTE_ORDER_MARK = "\ufeff"


def correction_json(correction: Correction) -> dict[str, Any]:
    """Return a correction as plain JSON values, keys in the order of the fields."""
    found: dict[str, Any] = _adapter("correction").dump_python(correction, mode="json")
    return found


def read_correction(obj: Mapping[str, Any]) -> Correction:
    """Return the correction that JSON values are.

    Raises:
        ReviewError: they are none; the message names the field.

    """
    return _checked(_text_of(obj))


def sort_of(correction: Correction) -> Sort:
    """Return what a correction is on, by its states; the article where it has none."""
    return _sort(correction.after if correction.before is None else correction.before)


def state_json(state: State) -> dict[str, Any]:
    """Return a state as plain JSON values, keys in the order of the fields."""
    found: dict[str, Any] = _adapter(_sort(state)).dump_python(state, mode="json")
    return found


def read_state(sort: Sort, obj: Mapping[str, Any]) -> State:
    """Return the state that JSON values are; `check_correction` checks what it says.

    Raises:
        ReviewError: they are none; the message names the field.

    """
    state: State = _read(sort, _text_of(obj))
    return state


def correction_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """Yield each correction as a line of JSON with its line break, in their order."""
    for correction in corrections:
        yield _adapter("correction").dump_json(correction).decode("utf-8") + "\n"


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
    return _checked(text)


def _sort(state: State | None) -> Sort:
    return next((sort for sort, one in _STATES.items() if isinstance(state, one)), "article")


def _text_of(obj: Mapping[str, Any]) -> str:
    try:
        return json.dumps(dict(obj))
    except (TypeError, ValueError, RecursionError) as error:
        raise ReviewError(f"a correction is made of JSON values: {error}") from error


def _checked(text: str) -> Correction:
    correction: Correction = _read("correction", text)
    check_correction(correction)
    return correction


def _read(record: _Record, text: str) -> Any:
    try:
        # Strict: "5" is no number, 1 is no text.
        return _adapter(record).validate_json(text, strict=True)
    except ValidationError as error:
        raise ReviewError(_told(error)) from error


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
def _adapter(record: _Record) -> TypeAdapter[Any]:
    return TypeAdapter(Correction if record == "correction" else _STATES[record])
