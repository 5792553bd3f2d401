"""What a database says when it fails, as one clear line."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from geodata.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["clearly", "is_damage"]

_NEVER_HALF = "nothing was stored by halves"
_FULL = f"the disk is full; {_NEVER_HALF}; make room and try again"
_DAMAGED = "the file is damaged; bring back a backup with: schauplatz restore FILE"
# By the beginning of SQLite's name of the error; the longer names first.
_SQLITE = (
    ("SQLITE_IOERR_WRITE", f"it cannot be written to, perhaps for want of room; {_NEVER_HALF}"),
    ("SQLITE_IOERR", f"its disk fails; {_NEVER_HALF}"),
    ("SQLITE_FULL", _FULL),
    (
        "SQLITE_BUSY",
        f"another program has been writing to it for too long; {_NEVER_HALF}; try again",
    ),
    ("SQLITE_LOCKED", f"another program is using it; {_NEVER_HALF}; try again"),
    ("SQLITE_READONLY", "it may only be read; give yourself the right to write there"),
    ("SQLITE_CANTOPEN", "it cannot be opened; look at its folder and the rights to it"),
    ("SQLITE_PERM", "it may not be opened; look at the rights to it"),
    ("SQLITE_NOTADB", "the file is no store; name another, or bring back a backup"),
    ("SQLITE_CORRUPT", _DAMAGED),
)
# By the beginning of PostgreSQL's code of the error (its appendix A).
_POSTGRES = (
    ("28", "the server refuses the name or the password; look at SCHAUPLATZ_DATABASE"),
    ("3D", "the server has no such database; make it with: createdb NAME"),
    ("42501", "the rights do not suffice; the user must own the tables"),
    ("25006", "it may only be read; name a server that may be written to"),
    ("53100", _FULL),
    ("53300", "the server has too many connections; try again"),
    ("53", f"the server is short of room or memory; {_NEVER_HALF}"),
    ("55P03", f"another program has been writing to it for too long; {_NEVER_HALF}; try again"),
    ("40", f"another program changed the same rows; {_NEVER_HALF}; try again"),
    ("57", f"the server was stopped; {_NEVER_HALF}; try again when it is back"),
    ("08", f"the connection was lost; {_NEVER_HALF}; try again"),
    ("XX001", _DAMAGED),
)
_UNREACHED = "the server cannot be reached; is it running, and is SCHAUPLATZ_DATABASE right?"
_LOST = f"the connection was lost; {_NEVER_HALF}; try again"


@contextlib.contextmanager
def clearly(where: str) -> Iterator[None]:
    """Turn what a database raises into a StoreError.

    Args:
        where: the store as people may be shown it, without a password.

    """
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError(f"store {where}: too many readers at once; try again") from error
    except SQLAlchemyError as error:
        raise StoreError(f"store {where}: {_line(error)}") from error


def is_damage(error: BaseException | None) -> bool:
    """Whether a StoreError came about because the file itself cannot be read any more."""
    cause = error.__cause__ if error is not None else None
    name = getattr(getattr(cause, "orig", None), "sqlite_errorname", "")
    return str(name).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


def _line(error: SQLAlchemyError) -> str:
    if not isinstance(error, DBAPIError) or error.orig is None:
        return _first_line(error)
    named = getattr(error.orig, "sqlite_errorname", None)
    if named is not None:
        return _told(_SQLITE, named) or _first_line(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _told(_POSTGRES, state) or _first_line(error.orig)
    return _connection_line(error)


def _connection_line(error: DBAPIError) -> str:
    """Return what to say of an error without a code, as connections give it."""
    said = str(error.orig)
    if "password" in said or "authentication" in said:
        return _POSTGRES[0][1]
    if "does not exist" in said:
        return _POSTGRES[1][1]
    if "too many" in said:
        return "the server has too many connections; try again"
    return _LOST if error.connection_invalidated else _UNREACHED


def _told(lines: tuple[tuple[str, str], ...], code: str) -> str | None:
    return next((line for start, line in lines if code.startswith(start)), None)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
