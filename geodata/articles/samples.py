"""The articles that ship with Schauplatz, shown until there are others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata.articles.reading import iter_folder
from geodata.articles.sidecar import SIDECAR_NAME, read_sidecar
from geodata.errors import DataError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.models import Article

__all__ = ["SAMPLES_FOLDER", "iter_samples", "sample_reports"]

SAMPLES_FOLDER = Path(__file__).parent.parent / "data" / "samples"


def iter_samples() -> Iterator[Article]:
    """Yield the sample articles by file name, marked as samples.

    Raises:
        DataError: one of them is missing or cannot be read.
    """
    for item in iter_folder(SAMPLES_FOLDER, sample=True):
        if isinstance(item, Problem):
            message = f"a sample article is broken: {item}; install Schauplatz again"
            raise DataError(message)
        yield item


def sample_reports() -> Mapping[str, str]:
    """Return for the id of each sample article the reports that its facts rest on."""
    rows = read_sidecar(SAMPLES_FOLDER / SIDECAR_NAME).rows.values()
    return {Path(row.file).stem: row.report for row in rows if row.report is not None}
