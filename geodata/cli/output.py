"""Where commands write to: a file that is written wholly or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geodata.articles.sidecar import SIDECAR_NAME
from geodata.errors import ExportError
from geodata.tables.files import write_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STANDARD_OUTPUT", "bytes_to", "check_output", "lines_to"]

STANDARD_OUTPUT = Path("-")


def check_output(output: Path | None, articles: Path | None) -> None:
    """Raise ExportError where the output would take the place of what is read."""
    if output is None or output == STANDARD_OUTPUT or articles is None:
        return
    if any(_is_read(one, articles) for one in (output, output.resolve())):  # a link, and its goal
        raise ExportError(
            f"cannot write {output}: it is, or would be, one of the files that articles are read "
            f"from ({articles}); name another file"
        )


@contextmanager
def lines_to(output: Path | None) -> Iterator[TextIOWrapper]:
    """Open a file for UTF-8 text, or standard output; see `write_beside`."""
    if output is not None and output != STANDARD_OUTPUT:
        with write_beside(output) as file:
            yield file
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # whatever the terminal is set to
    try:
        yield cast("TextIOWrapper", sys.stdout)
        sys.stdout.flush()
    except ExportError:
        raise
    except OSError as error:
        # Python flushes once more when it ends, and would complain of the same again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ExportError(f"cannot write to standard output: {error.strerror}") from error


@contextmanager
def bytes_to(output: Path) -> Iterator[BinaryIO]:
    """Open a file for bytes, or standard output; see `write_beside`."""
    with lines_to(output) as file:
        yield cast("BinaryIO", file.buffer)


def _is_read(file: Path, articles: Path) -> bool:
    """Whether a file is, or would be, one of those that articles at a path are read from."""
    if articles.is_dir():
        looks_so = file.suffix.lower() == ".txt" or file.name == SIDECAR_NAME
        return looks_so and file.parent.resolve() == articles.resolve()
    sidecar = articles.parent / SIDECAR_NAME
    return any(
        one.is_file() and file.is_file() and file.samefile(one) for one in (articles, sidecar)
    )
