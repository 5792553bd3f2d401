"""The public functions: a text or a table of texts in, what they name and tell out."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import TYPE_CHECKING, Any

from geodata.articles import make_article
from geodata.articles.dates import read_date
from geodata.errors import GeodataError, InputError
from geodata.models import Article, DateRange, Extraction, Mention, Problem
from geodata.pipeline import attempt, extract_article, find_places

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import pandas as pd

__all__ = ["extract", "geoparse", "geoparse_frame"]

Published = DateRange | dt.date | str | None

# What a single text is called, which has no name of its own.
_SOLE_ID = "text"
_COLUMNS = ("id", "text", "language", "published", "publisher", "url")
_HALF_OF_A_PAIR = re.compile("[\ud800-\udfff]")


def geoparse(
    text: str, language: str | None = None, published: Published = None
) -> tuple[Mention, ...]:
    """Return the toponyms of a text with their places, in the order of the text.

    The whole text is read. `extract` tells events too, and leaves out what web pages put around
    an article.

    >>> from geodata import geoparse
    >>> for mention in geoparse("Russland schickt Soldaten nach Almaty."):
    ...     print(mention.start, mention.surface, mention.usage, mention.place.country_code)
    0 Russland actor RU
    31 Almaty literal KZ

    Args:
        text: offsets are code points into it, the end exclusive.
        language: an ISO 639-1 code such as "de"; recognised where None.
        published: when the text appeared: a day, or "2022-01-06", "2022-01", "2022".

    Raises:
        InputError: the text is no text, or the date no date.
        LanguageError: there is no language pack for the language.

    """
    return find_places(_article(text, _SOLE_ID, language, published, raw_body=True))


def extract(text: str, language: str | None = None, published: Published = None) -> Extraction:
    """Return the article that a text holds, the toponyms in it, and the events it tells.

    What web pages put around an article (boxes, teasers, bylines) is left out.

    >>> from geodata import extract
    >>> found = extract("Russland hat 300 Soldaten nach Almaty verlegt.", published="2022-01-06")
    >>> for event in found.events:
    ...     print(event.kind, event.place.name, event.actors, event.figures[0].minimum)
    deployment Almaty ('RU',) 300

    Args:
        text: offsets are code points into it, the end exclusive.
        language: an ISO 639-1 code such as "de"; recognised where None.
        published: when the text appeared; looked for in the text where None.

    Raises:
        InputError: the text is no text, or the date no date.
        LanguageError: there is no language pack for the language.

    """
    return extract_article(_article(text, _SOLE_ID, language, published, raw_body=False))


def geoparse_frame(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the toponyms of a table of texts, one row a mention, in the order of the texts.

    The columns are those of `geodata.tables.schema.Mentions`; `article_id` is the text's `id`,
    or its index label as text where there is no such column. A row that cannot be read costs no
    other: a warning says how many problems there were, and `frame.attrs["problems"]` lists them as
    `{"article_id", "message", "rejected"}`; a row that was read all the same is not `rejected`.

    >>> import pandas as pd
    >>> from geodata import geoparse_frame
    >>> texts = pd.DataFrame({"text": ["Proteste in Almaty.", "Kein Ort."], "language": "de"})
    >>> geoparse_frame(texts)[["article_id", "surface", "country_code"]]
      article_id surface country_code
    0          0  Almaty           KZ

    Args:
        articles: with the column `text` and, where known, `id`, `language`, `published`,
            `publisher`, `url`; missing values stand for "not given"; other columns are left alone.

    Raises:
        InputError: there is no column `text`.

    """
    from geodata.tables import build_tables  # noqa: PLC0415 - pandas, which `geoparse` spares

    if "text" not in articles.columns:
        columns = ", ".join(map(str, articles.columns)) or "none"
        raise InputError(f'a column "text" is wanted; the columns are: {columns}')
    found: list[Extraction] = []
    problems: list[Problem] = []
    for one in _iter_rows(articles):
        (found if isinstance(one, Extraction) else problems).append(one)  # type: ignore[arg-type]
    frame = build_tables(found).mentions
    frame.attrs["problems"] = [_plain(problem) for problem in problems]
    _warn(problems, len(articles))
    return frame


def _iter_rows(articles: pd.DataFrame) -> Iterator[Extraction | Problem]:
    """Yield what each row gives, in order; a notice comes before the row it speaks of."""
    seen: set[str] = set()
    for label, row in zip(articles.index, _records(articles), strict=True):
        article_id = str(label if row.get("id") is None else row["id"])
        if article_id in seen:
            yield Problem(article_id, "the id was used in an earlier row", article_id=article_id)
            continue
        seen.add(article_id)
        try:
            days = _days(row.get("published"))
        except InputError as error:  # the places do not hang on it
            message = f"{error}; read without a date"
            yield Problem(article_id, message, rejected=False, article_id=article_id)
            days = None
        yield _read(row, article_id, days)


def _read(
    row: Mapping[Hashable, Any], article_id: str, days: DateRange | None
) -> Extraction | Problem:
    try:
        article = _article(
            row["text"],
            article_id,
            row.get("language"),
            days,
            raw_body=True,
            publisher=row.get("publisher"),
            url=row.get("url"),
        )
    except GeodataError as error:
        return Problem(article_id, str(error), article_id=article_id)
    found = attempt(article, find_places)
    return found if isinstance(found, Problem) else Extraction(article, found, ())


def _records(articles: pd.DataFrame) -> Iterator[dict[Hashable, Any]]:
    """Yield the rows as they stand, what is missing as None."""
    wanted = [name for name in _COLUMNS if name in articles.columns]
    table = articles[wanted].astype(object)
    for values in table.where(table.notna(), None).itertuples(index=False, name=None):
        yield dict(zip(wanted, values, strict=True))


def _article(  # noqa: PLR0913 -- what is known of a text besides it
    text: object,
    article_id: str,
    language: str | None,
    published: Published,
    *,
    raw_body: bool,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    return make_article(
        _checked(text),
        article_id=article_id,
        language=language,
        published=_days(published),
        publisher=publisher,
        url=url,
        raw_body=raw_body,
    )


def _checked(text: object) -> str:
    """Return a text of characters.

    Raises:
        InputError: it is something else, or holds half of a surrogate pair.

    """
    if not isinstance(text, str):
        found = "missing" if text is None else f"of type {type(text).__name__}"
        raise InputError(f"the text must be a string; it is {found}")
    half = _HALF_OF_A_PAIR.search(text)
    if half is not None:
        raise InputError(
            f"the text holds half of a surrogate pair at character {half.start()}, which is no "
            'character; decode it anew, or with errors="replace"'
        )
    return text


def _days(published: object) -> DateRange | None:
    """Return the days that a date as given means.

    Raises:
        InputError: it is no date.

    """
    if published is None or isinstance(published, DateRange):
        return published
    if isinstance(published, dt.datetime):
        return DateRange.day(published.date())
    if isinstance(published, dt.date):
        return DateRange.day(published)
    days = read_date(published) if isinstance(published, str) else None
    if days is None:
        raise InputError(f"{published!r} is no date; wanted: 2022-01-06, 2022-01 or 2022")
    return days


def _plain(problem: Problem) -> dict[str, Any]:
    """Return a problem of values that pandas can write into any file with the frame."""
    return {
        "article_id": problem.article_id,
        "message": problem.message,
        "rejected": problem.rejected,
    }


def _warn(problems: list[Problem], rows: int) -> None:
    if problems:
        first = problems[0]
        what = f"{len(problems)} problems in {rows} rows, the first: {first}"
        warnings.warn(f'{what}; frame.attrs["problems"] lists them', UserWarning, stacklevel=3)
