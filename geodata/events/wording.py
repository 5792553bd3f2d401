"""Sketches of texts: how far two texts are the same words, without comparing them word by word.

Method: bottom-k sketches of shingles (Broder, "On the resemblance and containment of documents",
1997). Two sketches of k hashes estimate the share of runs of words that two texts have in common.
"""

from __future__ import annotations

import hashlib
import re
from heapq import nsmallest
from typing import TYPE_CHECKING

from geodata.models import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Article

__all__ = ["SENTENCE_SIZE", "resemblance", "sketch", "source_of"]

_SHINGLE = 4  # words in a run; two reports on one event share few of them by chance
_ARTICLE_SIZE = 32  # hashes; an estimate of 0.5 is then right within about 0.1
SENTENCE_SIZE = 8
# Copied for each run: to make one anew takes three times as long.
_NO_RUN = hashlib.blake2b(digest_size=4, usedforsecurity=False)
_WORD = re.compile(r"\w+")


def sketch(text: str, size: int) -> tuple[int, ...]:
    """Return the `size` smallest hashes of a text's runs of four words, fewer for a short text.

    Case, marks and spacing make no difference; () for a text without a word.
    """
    words = _WORD.findall(text.casefold())
    starts = range(max(1, len(words) - _SHINGLE + 1))
    runs = {" ".join(words[i : i + _SHINGLE]) for i in starts} - {""}
    return tuple(map(int.from_bytes, sorted(map(_hash, runs))[:size]))


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the estimated share of runs of words in common, 0 to 1; 0 where a sketch is empty."""
    size = min(len(one), len(other))
    if size == 0:
        return 0.0
    least = nsmallest(size, {*one, *other})
    return len({*least} & {*one} & {*other}) / size


def source_of(article: Article) -> Source:
    """Return what comparing an article with others needs of it."""
    body = " ".join(article.text[slice(*span)] for span in article.body)
    return Source(
        article.article_id,
        article.language,
        article.publisher,
        article.published,
        sketch(body, _ARTICLE_SIZE),
    )


def _hash(run: str) -> bytes:
    """Return the hash of a run, as bytes that sort like its number."""
    digest = _NO_RUN.copy()
    digest.update(run.encode("utf-8", "surrogatepass"))
    return digest.digest()
