"""The weights of a tagger on disk: one compressed numpy file a language.

`features` and `words` are text, a line an entry; `weights` are whole numbers, so that a sum of
them is the same on every machine.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import DataError
from geodata.languages import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["OFFSETS", "OUTSIDE", "Weights", "load_weights", "save_weights"]

# The pieces that a label is decided by: two before, the piece itself, two after.
OFFSETS = (-2, -1, 0, 1, 2)
OUTSIDE = "O"  # the label of what is no name; always the first
FILE = "tagger.npz"

IntArray = np.ndarray[Any, np.dtype[np.int16]]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What a tagger has learned.

    `rows` has a row a feature plus an empty last one, of offsets times labels; `transitions` are
    from label (row) to label (column); `buckets` gives the frequency class of frequent words.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    rows: IntArray
    transitions: IntArray
    buckets: Mapping[str, str]


@cache
def load_weights(language: str) -> Weights:
    """Return the weights of a language's tagger, read once.

    Raises:
        DataError: the language pack has no weights, or they are broken.

    """
    path = FOLDER / language / FILE
    try:
        with np.load(path, allow_pickle=False) as file:
            names = _lines(file["features"])
            buckets = {
                word: str(number)
                for number, line in enumerate(_lines(file["words"]))
                for word in line.split()
            }
            labels = tuple(_lines(file["labels"]))
            features = {name: row for row, name in enumerate(names)}
            return Weights(labels, features, _dense(file), file["transitions"], buckets)
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        message = f"cannot read the tagger's weights {language}/{FILE}: {error}"
        raise DataError(message) from error


def save_weights(path: Path, weights: Weights) -> None:
    """Write weights to a file; the same weights give the same bytes."""
    by_bucket: dict[str, list[str]] = {str(n): [] for n in range(10)}
    for word, bucket in sorted(weights.buckets.items()):
        by_bucket[bucket].append(word)
    at = np.flatnonzero(weights.rows)
    np.savez_compressed(
        path,
        features=_bytes("\n".join(weights.features)),
        words=_bytes("\n".join(" ".join(words) for words in by_bucket.values())),
        labels=_bytes("\n".join(weights.labels)),
        shape=np.array(weights.rows.shape),
        at=np.diff(at, prepend=0).astype(np.uint32),
        values=weights.rows.ravel()[at],
        transitions=weights.transitions,
    )


def _dense(file: Mapping[str, Any]) -> IntArray:
    rows: IntArray = np.zeros(tuple(file["shape"]), dtype=np.int16)
    rows.ravel()[np.cumsum(file["at"])] = file["values"]
    return rows


def _bytes(text: str) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _lines(column: np.ndarray[Any, np.dtype[np.uint8]]) -> list[str]:
    return column.tobytes().decode().split("\n")
