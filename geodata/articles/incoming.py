"""An article as it comes in, with where it came from.

JSON and names of files may hold halves of surrogate pairs, which are no characters: no table and no
file of UTF-8 can keep them. They are replaced here, one for one, so that ranges of a text hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from geodata.models import Article

__all__ = ["Incoming", "Origin", "OriginKind"]

_HALF = re.compile("[\ud800-\udfff]")
_TOLD = ("article_id", "text", "language", "publisher", "url", "author")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

OriginKind = Literal["file", "link", "feed", "paste"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, as people are told.

    `name` is the file (`press.zip/monday/fire.html`, `table.csv, row 7`), the address of the link,
    or the title of what was pasted; never a folder of the computer it lay on.
    """

    kind: OriginKind
    name: str

    def __post_init__(self) -> None:
        """Replace what is no character."""
        object.__setattr__(self, "name", _mended(self.name))


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that was read and is not kept yet.

    Its `article_id` is a name for people until the store gives it a lasting one. `raw_sha256` is
    that of the bytes it was made of: the file, the page, the row. `canonical_url` is the address
    that the page gives for itself; `is_own_word` says that nobody else says where it stood.
    """

    article: Article
    origin: Origin
    raw_sha256: str
    canonical_url: str | None = None
    is_own_word: bool = False

    def __post_init__(self) -> None:
        """Replace what is no character, in the article, too."""
        object.__setattr__(self, "article", _mended_article(self.article))
        if self.canonical_url is not None:
            object.__setattr__(self, "canonical_url", _mended(self.canonical_url))


def _mended_article(article: Article) -> Article:
    """Return an article of characters alone; the same one where it is so already."""
    told: dict[str, Any] = {name: getattr(article, name) for name in _TOLD}
    mended: dict[str, Any] = {
        name: _mended(said) for name, said in told.items() if said is not None
    }
    return article if mended.items() <= told.items() else replace(article, **mended)


def _mended(said: str) -> str:
    return _HALF.sub(_UNKNOWN, said)
