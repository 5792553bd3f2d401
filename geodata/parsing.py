"""The public functions: a text or a table of texts in, what they name and tell out."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from geodata.articles import make_article
from geodata.articles.dates import read_date
from geodata.errors import GeodataError, InputError
from geodata.models import Article, DateRange, Event, Extraction, Mention, Problem, stable_id
from geodata.pipeline import attempt, extract_article, find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

__all__ = ["extract", "extract_events", "geoparse", "geoparse_frame"]

Published = DateRange | dt.date | str | None
_Row = dict[str, Any]

# What a single text is called, which has no name of its own.
_SOLE_ID = "text"
_LONGEST_SHOWN = 60  # characters of a wrong value in a message
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
        InputError: the text is no text, the language no code, or the date no date.
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
        InputError: the text is no text, the language no code, or the date no date.
        LanguageError: there is no language pack for the language.

    """
    return extract_article(_article(text, _SOLE_ID, language, published, raw_body=False))


def extract_events(
    article: Article | str, language: str | None = None, published: Published = None
) -> tuple[Event, ...]:
    """Return the events that an article tells, in the order of the text.

    `find_incidents` joins those of several articles.

    >>> from geodata import extract_events
    >>> for event in extract_events("In Almaty starben am Mittwoch drei Menschen bei Schüssen.",
    ...                             published="2022-01-06"):
    ...     print(event.kind, event.place.name, event.date.iso(), event.figures[0].what)
    violence Almaty 2022-01-05 dead

    Args:
        article: as `Extraction.article` holds it; or its text, which then goes by a name made
            from its words, so that equal texts are one article.
        language: of a text, an ISO 639-1 code such as "de"; recognised where None.
        published: when a text appeared; looked for in the text where None.

    Raises:
        InputError: it is neither article nor text, or language or date are given for an article.
        LanguageError: there is no language pack for the language.

    """
    if isinstance(article, Article):
        if language is not None or published is not None:
            raise InputError(
                "an article says its own language and date; those given beside it are not wanted; "
                "change the article: dataclasses.replace(article, language=...)"
            )
        return extract_article(article).events
    text = _checked(article, "the article must be an Article or a string")
    made = _article(text, stable_id(text), language, published, raw_body=False)
    return extract_article(made).events


def geoparse_frame(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the toponyms of a table of texts, one row a mention, in the order of the texts.

    The columns are those of `geodata.tables.schema.Mentions`; `article_id` is the text's `id`,
    or its index label as text where there is no such column. A row that cannot be read costs no
    other: a warning says how many problems there were, and `frame.attrs["problems"]` lists them as
    `{"article_id", "message", "rejected"}`; a row that was read all the same is not `rejected`.
    Whole numbers are written without a point ("1"), even where gaps made them 1.0; a row without
    an id among others with one goes by its label, or by "row" and its label where that is taken.

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
        InputError: it is no DataFrame, has no column `text`, or one of the columns twice.

    """
    from geodata.tables import build_tables  # noqa: PLC0415 - pandas, which `geoparse` spares

    _check_frame(articles)
    found: list[Extraction] = []
    problems: list[Problem] = []
    for one in _iter_rows(articles):
        (found if isinstance(one, Extraction) else problems).append(one)  # type: ignore[arg-type]
    frame = build_tables(found).mentions
    frame.attrs["problems"] = [_plain(problem) for problem in problems]
    _warn(problems, len(articles))
    return frame


def _check_frame(articles: object) -> None:
    """Raise InputError where something is no table of texts."""
    from pandas import DataFrame  # noqa: PLC0415 - which `geoparse` spares

    if not isinstance(articles, DataFrame):
        raise InputError(
            'a pandas DataFrame with a column "text" is wanted; what was given is of type '
            f'{type(articles).__name__}; make one: pandas.DataFrame({{"text": [...]}})'
        )
    columns = list(articles.columns)
    if "text" not in columns:
        found = ", ".join(map(str, columns)) or "none"
        raise InputError(
            f'a column "text" is wanted; the columns are: {found}; rename the one with the texts'
        )
    twice = [name for name in _COLUMNS if columns.count(name) > 1]
    if twice:
        raise InputError(
            f"each column is wanted once; there are several called {', '.join(twice)}; "
            "rename or drop all but one"
        )


def _iter_rows(articles: pd.DataFrame) -> Iterator[Extraction | Problem]:
    """Yield what each row gives, in order; a notice comes before the row it speaks of."""
    rows = list(_records(articles))
    seen: set[str] = set()
    for article_id, row in zip(_ids(articles.index, rows), rows, strict=True):
        if article_id in seen:
            yield Problem(article_id, "the id was used in an earlier row", article_id=article_id)
            continue
        seen.add(article_id)
        for name, read in _SIDE_FACTS.items():
            try:
                row[name] = read(row.get(name))
            except InputError as error:  # the places do not hang on it
                message = f"{error}; read without it"
                yield Problem(article_id, message, rejected=False, article_id=article_id)
                row[name] = None
        yield _read(row, article_id)


def _ids(labels: Iterable[object], rows: Iterable[_Row]) -> list[str]:
    """Return what each row is called: its id, or the label of a row that has none."""
    given = [None if row.get("id") is None else _name(row["id"]) for row in rows]
    taken = frozenset(given)
    spare = (f"row {name}" if name in taken else name for name in map(_name, labels))
    return [name if one is None else one for one, name in zip(given, spare, strict=True)]


def _name(value: object) -> str:
    """Return an id as text; pandas makes floats of whole numbers in a column with gaps.

    Half of a surrogate pair, which no table can be written with, becomes a question mark.
    """
    name = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return _HALF_OF_A_PAIR.sub("?", name)


def _read(row: _Row, article_id: str) -> Extraction | Problem:
    try:
        article = _article(
            row["text"],
            article_id,
            row.get("language"),
            row["published"],
            raw_body=True,
            publisher=row["publisher"],
            url=row["url"],
        )
    except GeodataError as error:
        return Problem(article_id, str(error), article_id=article_id)
    found = attempt(article, find_places)
    return found if isinstance(found, Problem) else Extraction(article, found, ())


def _records(articles: pd.DataFrame) -> Iterator[_Row]:
    """Yield the rows as they stand, what is missing as None."""
    wanted = [name for name in _COLUMNS if name in articles.columns]
    table = articles[wanted].astype(object)
    for values in table.where(table.notna(), None).itertuples(index=False, name=None):
        yield dict(zip(wanted, values, strict=True))


def _article(  # noqa: PLR0913 -- what is known of a text besides it
    text: object,
    article_id: str,
    language: object,
    published: object,
    *,
    raw_body: bool,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    return make_article(
        _checked(text),
        article_id=article_id,
        language=_code(language),
        published=_days(published),
        publisher=publisher,
        url=url,
        raw_body=raw_body,
    )


def _checked(text: object, wanted: str = "the text must be a string") -> str:
    """Return a text of characters.

    Raises:
        InputError: it is something else, or holds half of a surrogate pair.

    """
    if not isinstance(text, str):
        found = "missing" if text is None else f"of type {type(text).__name__}"
        step = 'decode it: text.decode("utf-8")' if isinstance(text, bytes) else "give its words"
        raise InputError(f"{wanted}; it is {found}; {step}")
    half = _HALF_OF_A_PAIR.search(text)
    if half is not None:
        raise InputError(
            f"the text holds half of a surrogate pair at character {half.start()}, which is no "
            'character; decode it anew, or with errors="replace"'
        )
    return text


def _code(language: object) -> str | None:
    """Return the code of a language as given; whether there is a pack for it is asked later.

    Raises:
        InputError: it is no string.

    """
    if language is None or isinstance(language, str):
        return language
    raise InputError(
        f"{_shown(language)} is no language; wanted: a code such as 'de'; "
        "give None to have it recognised"
    )


def _days(published: object) -> DateRange | None:
    """Return the days that a date as given means.

    Raises:
        InputError: it is no date; pandas' NaT is none either.

    """
    if published is None or isinstance(published, DateRange):
        return published
    if isinstance(published, dt.date) and str(published) != "NaT":  # which is a date to Python
        return DateRange.day(dt.date(published.year, published.month, published.day))
    days = read_date(published) if isinstance(published, str) else None
    if days is None:
        raise InputError(f"{_shown(published)} is no date; wanted: 2022-01-06, 2022-01 or 2022")
    return days


def _publisher(value: object) -> str | None:
    return _words(value, "publisher")


def _url(value: object) -> str | None:
    return _words(value, "address")


def _words(value: object, what: str) -> str | None:
    """Return a text about an article.

    Raises:
        InputError: it is no string of characters.

    """
    if value is None:
        return None
    if isinstance(value, str) and _HALF_OF_A_PAIR.search(value) is None:
        return value
    raise InputError(f"{_shown(value)} is no {what}; wanted: a string of whole characters")


def _shown(value: object) -> str:
    """Return a value as a message shows it, on one line and not too long."""
    return shorten(repr(value), _LONGEST_SHOWN, placeholder=" ...")


# What is known of a text besides it, and how each is read; the places hang on none of them.
_SIDE_FACTS: Mapping[str, Callable[[object], Any]] = {
    "published": _days,
    "publisher": _publisher,
    "url": _url,
}


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
