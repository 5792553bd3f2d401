"""Files that were uploaded together: what a folder would be, with its sidecar among them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.articles.sidecar import SIDECAR_NAME, file_key, parse_sidecar, without_file
from geodata.intake.sources import BytesSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.intake.sources import Source
    from geodata.models import Problem

__all__ = ["with_sidecar"]


def with_sidecar(sources: Sequence[Source]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Return sources with what an uploaded `articles.csv` says of its neighbours, and its faults.

    It is no source itself then. A table of articles that is called so says nothing of files and
    stays one, and so does a sidecar that was uploaded without any other file.
    """
    files = [one for one in sources if isinstance(one, BytesSource)]
    given = next((one for one in files if one.name == SIDECAR_NAME and one.mapping is None), None)
    if given is None or len(files) == 1:
        return tuple(sources), ()
    sidecar = parse_sidecar(given.data, given.name)
    if not sidecar.rows:
        return tuple(sources), ()
    others = [one.name for one in files if one is not given]
    told = tuple(
        replace(one, row=sidecar.rows.get(file_key(one.name)))
        if isinstance(one, BytesSource)
        else one
        for one in sources
        if one is not given
    )
    return told, (*sidecar.problems, *without_file(sidecar, others))
