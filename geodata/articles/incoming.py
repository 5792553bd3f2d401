"""An article as it comes in, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from geodata.models import Article

__all__ = ["Incoming", "Origin", "OriginKind"]

OriginKind = Literal["file", "link", "feed", "paste"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, as people are told.

    `name` is the file (`press.zip/monday/fire.html`, `table.csv, row 7`), the address of the link,
    or the title of what was pasted; never a folder of the computer it lay on.
    """

    kind: OriginKind
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that was read and is not kept yet.

    Its `article_id` is a name for people until the store gives it a lasting one. `raw_sha256` is
    that of the bytes it was made of: the file, the page, the row. `canonical_url` is the address
    that the page gives for itself.
    """

    article: Article
    origin: Origin
    raw_sha256: str
    canonical_url: str | None = None
