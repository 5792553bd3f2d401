"""Types of columns that hold the same on SQLite and PostgreSQL.

PostgreSQL can hold no NUL, and neither database half a surrogate pair. Texts must come back letter
for letter, since every offset counts on it. So these characters are written as an escape and four
hexadecimal digits; a text that has none of them is stored as it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Text, TypeDecorator

from geodata.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Dialect

__all__ = ["ExactJson", "ExactText", "UtcTime", "escaped", "unescaped"]

_ESCAPE = "\x1b"
_UNSTORABLE = re.compile("[\x00\x1b\ud800-\udfff]")
_read = json.JSONDecoder().raw_decode
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


def escaped(text: str) -> str:
    """Return a text as both databases can hold it; `unescaped` gives it back."""
    if _UNSTORABLE.search(text) is None:
        return text
    return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """Return the text that `escaped` was given."""
    if _ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class ExactText(TypeDecorator[str]):
    """Text that comes back letter for letter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return what is stored."""
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return what was given."""
        return None if value is None else unescaped(value)


class ExactJson(TypeDecorator[Any]):
    """JSON as text: PostgreSQL's own types would refuse what texts may hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return what is stored."""
        if value is None:
            return None
        return escaped(_write(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Return what was given, tuples as lists.

        Raises:
            StoreError: the column holds something else.

        """
        if value is None:
            return None
        try:
            # What `loads` does beyond this, looking for space around, takes half of its time.
            return _read(unescaped(value))[0]
        except ValueError as error:
            raise StoreError(
                "a row of the store cannot be read; schauplatz check says which"
            ) from error


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment, in UTC; SQLite knows no time zones, so it is told the UTC time alone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return what is stored.

        Raises:
            ValueError: the moment names no time zone.

        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value}")
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dt.datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
