"""Copies of one report: articles that share most of their words, found without comparing all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.events.wording import resemblance, sketch

if TYPE_CHECKING:
    from geodata.models import Article

__all__ = ["CopyIndex", "signature_of"]

SKETCH_SIZE = 64
# Copies of one report share the most of their runs of words; two reports on one event few.
LEAST_RESEMBLANCE = 0.4


def signature_of(article: Article) -> bytes:
    """Return the sketch of the body of an article, as bytes."""
    body = " ".join(article.text[slice(*span)] for span in article.body)
    return np.array(sketch(body, SKETCH_SIZE), dtype=">u4").tobytes()


class CopyIndex:
    """Sketches of articles, by each of their hashes."""

    def __init__(self) -> None:
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._holders: dict[int, list[str]] = {}

    def add(self, article_id: str, signature: bytes) -> None:
        """Add an article; one that is there already changes nothing."""
        if article_id in self._sketches:
            return
        hashes = _hashes(signature)
        self._sketches[article_id] = hashes
        for one in hashes[:8]:
            self._holders.setdefault(one, []).append(article_id)

    def nearest(self, signature: bytes) -> str | None:
        """Return the article that is most like one, if any is a copy; of equals the first added."""
        hashes = _hashes(signature)
        near = dict.fromkeys(name for one in hashes[:16] for name in self._holders.get(one, ()))
        shares = {name: resemblance(hashes, self._sketches[name]) for name in near}
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= LEAST_RESEMBLANCE else None


def _hashes(signature: bytes) -> tuple[int, ...]:
    return tuple(int(one) for one in np.frombuffer(signature, dtype=">u4"))
