"""A file as it came in, before anyone looked into it, and what readers make of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from geodata.articles.decoding import MAX_BYTES
from geodata.articles.incoming import Incoming, Origin
from geodata.articles.making import make_article
from geodata.errors import InputError
from geodata.models import DateRange, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geodata.articles.incoming import OriginKind
    from geodata.articles.sidecar import SidecarRow

__all__ = ["Arrived", "Found", "FoundLink", "article_name", "megabytes", "too_long"]

_BLOCK_BYTES = 1 << 20
_HEAD_BYTES = 4096  # a file shows what it is within its first block


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An article that a feed only points to; somebody else may fetch it."""

    url: str
    title: str | None = None
    published: DateRange | None = None


Found: TypeAlias = Incoming | Problem | FoundLink


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file, page or member of an archive with all that is known of it beside its bytes.

    `name` is what people are told; `size` in bytes; `open` gives the bytes from the beginning.
    `url` is where it was fetched, None for a file. `published` is what others say of its date, and
    counts where it says nothing itself. `packed` says that it is inside an archive already.
    `skip` is asked with the SHA-256 of a file that is slow to read; true of one to be passed over.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    today: dt.date
    media_type: str | None = None
    url: str | None = None
    published: DateRange | None = None
    row: SidecarRow | None = None
    packed: bool = False
    skip: Callable[[str], bool] | None = None

    @property
    def is_passed_over(self) -> bool:
        """Whether somebody has these very bytes already and wants no more of them.

        Raises:
            OSError: it cannot be read.
        """
        if self.skip is None:
            return False
        digest = hashlib.sha256()
        with self.open() as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
        return self.skip(digest.hexdigest())

    @property
    def kind_of_origin(self) -> OriginKind:
        """How it came: fetched by its link, or as a file."""
        return "file" if self.url is None else "link"

    def head(self) -> bytes:
        """Return the first block.

        Raises:
            OSError: it cannot be read.
        """
        with self.open() as file:
            return file.read(_HEAD_BYTES)

    def read(self, limit: int, *, what: str) -> bytes:
        """Return all bytes of a file that may have `limit` of them.

        Raises:
            InputError: it is longer, whatever it says of its size.
            OSError: it cannot be read.
        """
        if self.size > limit:
            raise InputError(too_long(self.size, limit, what))
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise InputError(too_long(len(data), limit, what))
        return data

    def incoming(  # noqa: PLR0913 -- what is known of an article besides its text, all by name
        self,
        text: str,
        raw: bytes,
        *,
        part: str | None = None,
        article_id: str | None = None,
        language: str | None = None,
        published: DateRange | None = None,
        publisher: str | None = None,
        url: str | None = None,
        author: str | None = None,
        canonical_url: str | None = None,
        origin: Origin | None = None,
        made: DateRange | None = None,
    ) -> Incoming:
        """Return an article of this file; what a sidecar says of it goes before the rest.

        `part` names the row or entry of the file that it is. `made` is when the file was made: it
        counts where nothing says when the article was published. A date after today is none.

        Raises:
            InputError: it is longer than an article may be.
            LanguageError: there is no language pack for its language.
        """
        name = self.name if part is None else f"{self.name}, {part}"
        row = self.row
        stated = (row and row.url) or self.url
        if len(text) > MAX_BYTES:
            raise InputError(too_long(len(text), MAX_BYTES, "an article"))
        article = make_article(
            text,
            article_id=article_id or article_name(self.name, part),
            language=language,
            published=_past((row and row.published) or published or self.published, self.today),
            publisher=(row and row.publisher) or publisher,
            url=stated or url,
        )
        published = _past(article.published, self.today) or made
        return Incoming(
            article=replace(article, author=author, published=published),
            origin=Origin(self.kind_of_origin, name) if origin is None else origin,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            canonical_url=canonical_url,
            is_own_word=origin is None and stated is None and canonical_url is not None,
        )


def _past(date: DateRange | None, today: dt.date) -> DateRange | None:
    """Return a date unless it lies in the future, where no article was published."""
    return None if date is None or date.start > today else date


def article_name(name: str, part: str | None = None) -> str:
    """Return what an article is called until the store names it: the file's stem and the part."""
    last = PurePosixPath(PurePosixPath(name).name)
    stem = last.stem or name
    return stem if part is None else f"{stem}-{part.replace(' ', '-')}"


def too_long(size: int, limit: int, what: str) -> str:
    """Return what is said of a file that is too long to be read."""
    return f"has {megabytes(size)} MB; {what} may have {limit // 1_000_000} MB"


def megabytes(size: int) -> str:
    """Return a number of bytes in megabytes with one decimal."""
    return f"{size / 1e6:.1f}"
