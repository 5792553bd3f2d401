"""Files that are written wholly or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper

__all__ = ["write_beside", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all; see `write_beside`."""
    with write_beside(path) as file:
        file.buffer.write(content)


@contextmanager
def write_beside(path: Path) -> Iterator[TextIOWrapper]:
    """Open a new UTF-8 file beside `path` that takes its place when the block ends well.

    When the block raises, the new file is removed and what was at `path` stays. A link is followed;
    what is no regular file, such as a device or a pipe, is written to as it is. Bytes are written
    to its `buffer`.

    Raises:
        ExportError: the folder is missing or cannot be written to.

    """
    target = path.resolve()
    beside: Path | None = None
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as file:
                yield file
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
        beside = Path(name)
        with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a descriptor
            yield file
        # mkstemp makes files that only their owner may read; a result is like any other new file.
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except ExportError:  # of what was to be written, or of a file within this one
        raise
    except OSError as error:
        raise ExportError(
            f"cannot write {path}: {error.strerror or error}; "
            "choose a folder that exists and that you may write to"
        ) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
