"""What the status of an answer means for a person."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from geodata.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_status"]

_READ = {HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION}
_EMPTY = {HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_CLOSED = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_LONGEST_PAUSE = 9  # digits; more seconds than thirty years are no pause


def check_status(status: int, headers: Mapping[str, str]) -> None:
    """Refuse an answer that is no page.

    Raises:
        FetchError: the reason says what the server answered and what to do.

    """
    if status in _READ:
        return
    if status in _EMPTY:
        raise FetchError(f"the site answers without a page (status {status}); check the link")
    if status in _GONE:
        raise FetchError(f"there is no such page (status {status}); check the link")
    if status in _CLOSED:
        raise FetchError(
            f"the site does not let the page be fetched (status {status}); "
            "save it in the browser and add the file"
        )
    if status in _BUSY:
        raise FetchError(_pause(status, headers.get("Retry-After", "").strip()))
    raise FetchError(f"the site answers with an error (status {status}); try again later")


def _pause(status: int, wish: str) -> str:
    """Return what to do when a site asks for a pause, given in seconds or as a date."""
    if wish.isascii() and wish.isdigit() and len(wish) <= _LONGEST_PAUSE:
        return f"the site asks for a pause (status {status}); try again in {int(wish)} seconds"
    try:
        moment = parsedate_to_datetime(wish).astimezone(UTC)
    except (ValueError, OverflowError):
        return f"the site asks for a pause (status {status}); try again later"
    return (
        f"the site asks for a pause (status {status}); try again after {moment:%Y-%m-%d %H:%M} UTC"
    )
